#include "table/spoiled.h"

#include "base/date.h"
#include "table/constraint.h"
#include "table/suggest.h"
#include "table/type.h"

#include <string.h>

const Rule rule_spreadsheet_damage = {
    "spreadsheet-damage", LEVEL_ERROR,
    "a cell or a file is in a form that only a spreadsheet program gives it"};

/* No form of damage is longer. */
enum { LENGTH_LIMIT = 64 };

static gboolean is_type(const Field *field, const char *const *names)
{
    return g_strv_contains(names, field->type->name);
}

static gboolean is_number_field(const Field *field)
{
    static const char *const names[] = {"number", "integer", "year", NULL};
    return is_type(field, names);
}

static gboolean is_date_field(const Field *field)
{
    static const char *const names[] = {"date", "datetime", "yearmonth", "year", NULL};
    return is_type(field, names);
}

/* Takes digits off *p, no more than limit; their number. */
static guint take_digits(const char **p, guint limit)
{
    guint n = 0;
    while (n < limit && g_ascii_isdigit(**p)) {
        (*p)++;
        n++;
    }
    return n;
}

/* ---- forms ---------------------------------------------------------------- */

/* What a formula left behind (ISO/IEC 29500-1, 18.17.3; LibreOffice's 'Err:508'). */
static char *formula_error(const Field *field, const char *text)
{
    static const char *const errors[] = {"#REF!", "#N/A",   "#NAME?",  "#VALUE!", "#DIV/0!",
                                         "#NUM!", "#NULL!", "#SPILL!", "#CALC!",  NULL};
    (void)field;
    if (!g_strv_contains(errors, text) && !g_str_has_prefix(text, "Err:5"))
        return NULL;
    return g_strdup("it is the error of a formula; mend the formula and export the value again");
}

/* Excel and LibreOffice save what they show, when they save as text. */
static char *narrow_column(const Field *field, const char *text)
{
    (void)field;
    if (strlen(text) < 3 || text[strspn(text, "#")] != '\0')
        return NULL;
    return g_strdup("the column was too narrow to show the value when it was saved; widen the "
                    "column and save again");
}

/* The first letters of months in the languages of most spreadsheets. */
static gboolean take_month(const char **p)
{
    static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug",
                                         "sep", "oct", "nov", "dec", "fev", "abr", "mai", "ago",
                                         "set", "out", "dez", "ene", "dic", "avr", "okt"};
    for (gsize i = 0; i < G_N_ELEMENTS(months); i++) {
        if (g_ascii_strncasecmp(*p, months[i], 3) == 0) {
            *p += 3;
            return TRUE;
        }
    }
    return FALSE;
}

/* "Apr-24", "18-Apr", "18-Apr-24": what becomes of "4-24", "4/18" or the gene MARCH1 */
static char *turned_date(const Field *field, const char *text)
{
    (void)field;
    const char *p = text;
    const guint day = take_digits(&p, 2);
    if (day > 0 && *p++ != '-')
        return NULL;
    if (!take_month(&p))
        return NULL;
    gboolean year = FALSE;
    if (*p == '-') {
        p++;
        const guint digits = take_digits(&p, 4);
        year = digits == 2 || digits == 4;
        if (!year)
            return NULL;
    }
    if (*p != '\0' || (day == 0 && !year))
        return NULL;
    return g_strdup("a spreadsheet took it for a date and wrote that its own way; format the "
                    "column as text, and enter the value again");
}

/* "18/04/2024", "4/18/24": the order of a country */
static char *slashed_date(const Field *field, const char *text)
{
    const char *p = text;
    if (!is_date_field(field) || take_digits(&p, 2) == 0 || *p++ != '/' ||
        take_digits(&p, 2) == 0 || *p++ != '/' || take_digits(&p, 4) < 2 || *p != '\0')
        return NULL;
    return g_strdup("a spreadsheet wrote the date in the order of its country, and which part is "
                    "the month is not known; write YYYY-MM-DD");
}

/* "45000": days since 1899-12-30, which all spreadsheets count by default */
static char *serial_date(const Field *field, const char *text)
{
    enum { FIRST = 20000, LAST = 80000, EPOCH = 25569 /* 1970-01-01 */ };
    const char *p = text;
    if (!is_date_field(field) || take_digits(&p, 5) != 5 || *p != '\0')
        return NULL;
    const gint64 serial = g_ascii_strtoll(text, NULL, 10);
    if (serial < FIRST || serial > LAST)
        return NULL;
    char day[DATE_TEXT_SIZE];
    date_format(date_from_days(serial - EPOCH), day);
    return g_strdup_printf("it is a day as a spreadsheet counts them, %s; format the column as "
                           "YYYY-MM-DD, and save again",
                           day);
}

/* "3.5E+05" where digits belong: some are lost */
static char *scientific(const Field *field, const char *text)
{
    const char *p = text + (*text == '-');
    (void)field;
    if (take_digits(&p, 1) != 1)
        return NULL;
    if ((*p == '.' || *p == ',') && (p++, take_digits(&p, 20) == 0))
        return NULL;
    if (*p++ != 'E' || (*p != '+' && *p != '-'))
        return NULL;
    p++;
    if (take_digits(&p, 3) < 2 || *p != '\0')
        return NULL;
    return g_strdup("a spreadsheet shortened the number, and digits may be lost; format the column "
                    "as a number without decimals (or as text), and enter the value again");
}

/* Whether the text is digits with separators between them: groups of three behind
 * the same one, decimals behind another. */
static gboolean is_grouped(const char *text, const char *separator)
{
    const char *p = text + (*text == '-' || *text == '+');
    const gsize width = strlen(separator);
    const guint first = take_digits(&p, 3);
    guint groups = 0;
    for (; first > 0 && g_str_has_prefix(p, separator); groups++) {
        p += width;
        if (take_digits(&p, 4) != 3)
            return FALSE;
    }
    if (groups > 0 && (*p == '.' || *p == ',') && *p != *separator)
        p += 1 + strspn(p + 1, "0123456789");
    return groups > 0 && *p == '\0';
}

static char *grouped_number(const Field *field, const char *text)
{
    static const char *const separators[] = {",", ".", " ", "\xC2\xA0", "\xE2\x80\xAF", "'"};
    if (!is_number_field(field))
        return NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(separators); i++) {
        if (!is_grouped(text, separators[i]))
            continue;
        return g_strdup("its digits are grouped as a spreadsheet shows them; write the digits "
                        "alone, with a '.' before decimals");
    }
    return NULL;
}

static char *decimal_comma(const Field *field, const char *text)
{
    const char *p = text + (*text == '-' || *text == '+');
    if (!is_number_field(field) || take_digits(&p, LENGTH_LIMIT) == 0 || *p++ != ',' ||
        take_digits(&p, LENGTH_LIMIT) == 0 || *p != '\0')
        return NULL;
    return g_strdup("it has a decimal comma; write a '.', or say \"decimalChar\": \",\" in the "
                    "schema");
}

/* "'0123": how a spreadsheet is told that a cell is text */
static char *apostrophe(const Field *field, const char *text)
{
    FieldValue value = {0};
    const gsize length = strlen(text);
    if (*text != '\'' || !field->type->read(field, text + 1, length - 1, &value) ||
        !constraints_hold(field, text + 1, length - 1, &value))
        return NULL;
    return g_strdup("the apostrophe marks text in a spreadsheet, and is no part of the value; "
                    "remove it");
}

static char *smart_quotes(const Field *field, const char *text)
{
    (void)field;
    if (!spoiled_is_quoted(text))
        return NULL;
    return g_strdup("its quotes are typographic ones, which CSV does not know; write \" instead");
}

static char *(*const forms[])(const Field *field, const char *text) = {
    formula_error, narrow_column,  turned_date,   slashed_date, serial_date,
    scientific,    grouped_number, decimal_comma, apostrophe,   smart_quotes,
};

char *spoiled_explain(const Field *field, const char *text, gsize length)
{
    char copy[LENGTH_LIMIT + 1]; /* the text may have no NUL behind it */
    if (length == 0 || length > LENGTH_LIMIT)
        return NULL;
    memcpy(copy, text, length);
    copy[length] = '\0';
    for (gsize i = 0; i < G_N_ELEMENTS(forms); i++) {
        char *what = forms[i](field, copy);
        if (what)
            return what;
    }
    return NULL;
}

char *spoiled_explain_text(const Field *field, const char *text, gsize length)
{
    static const char *const texts[] = {"string", "any", NULL};
    return is_type(field, texts) ? spoiled_explain(field, text, length) : NULL;
}

gboolean spoiled_is_quoted(const char *text)
{
    return g_str_has_prefix(text, "\xE2\x80\x9C") || /* left double quote */
           g_str_has_prefix(text, "\xE2\x80\x9D") || /* right, used as left in Swedish */
           g_str_has_prefix(text, "\xE2\x80\x9E");   /* low, in German */
}

/* ---- files ---------------------------------------------------------------- */

static const struct {
    char character;
    const char *plural, *json, *option;
} separators[] = {
    {',', "commas", ",", ","},
    {';', "semicolons", ";", "';'"},
    {'\t', "tabs", "\\t", "'\\t'"},
    {'|', "vertical bars", "|", "'|'"},
};

/* How many fields the parts of a label name; without a schema, each part may. */
static guint count_fields(char *const *parts, const Schema *schema)
{
    guint n = 0;
    for (; *parts; parts++)
        n += **parts != '\0' && (!schema || schema_field_find(schema, *parts) >= 0);
    return n;
}

/* Whether the label is several; a comma with a blank behind it may be prose. */
static gboolean is_several(const char *label, char separator, const Schema *schema)
{
    const char text[] = {separator, '\0'};
    g_auto(GStrv) parts = g_strsplit(label, text, -1);
    return g_strv_length(parts) >= 2 && count_fields(parts, schema) >= (schema ? 1 : 2) &&
           !(separator == ',' && !schema && strstr(label, ", "));
}

static const char *plural_of(char delimiter)
{
    for (gsize i = 0; i < G_N_ELEMENTS(separators); i++) {
        if (separators[i].character == delimiter)
            return separators[i].plural;
    }
    return "the delimiter";
}

/* "sep=;", which Excel reads and takes away */
static gboolean check_separator_line(const char *file, const Row *header, Findings *findings)
{
    const char *text = header->cells[0].text;
    const gboolean comma = header->n_cells == 2 && *header->cells[1].text == '\0';
    if (g_ascii_strncasecmp(text, "sep=", 4) != 0 || strlen(text) != (comma ? 4 : 5) ||
        (!comma && header->n_cells != 1))
        return FALSE;
    findings_add(findings, &rule_spreadsheet_damage,
                 row_cell_place(file, header, &header->cells[0]),
                 "the first line tells a spreadsheet how cells are separated, and is no row of "
                 "labels; remove it, or say \"headerRows\": [2] in the dialect");
    return TRUE;
}

gboolean spoiled_check_header(const char *file, const Row *header, char delimiter,
                              const Schema *schema, Findings *findings)
{
    if (check_separator_line(file, header, findings))
        return TRUE;
    const RowCell *label = &header->cells[0];
    if (header->n_cells != 1 || (schema && schema_field_find(schema, label->text) >= 0))
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(separators); i++) {
        if (separators[i].character == delimiter ||
            !is_several(label->text, separators[i].character, schema))
            continue;
        g_autofree char *quoted = text_quote(label->text);
        findings_add(findings, &rule_spreadsheet_damage,
                     row_cell_place(file, header, &header->cells[0]),
                     "%s is read as one label, since its cells are separated by %s, not by %s; "
                     "save the file with %s, or name the delimiter: \"dialect\": "
                     "{\"delimiter\": \"%s\"} in its resource, or --delimiter %s",
                     quoted, separators[i].plural, plural_of(delimiter), plural_of(delimiter),
                     separators[i].json, separators[i].option);
        return TRUE;
    }
    return FALSE;
}
