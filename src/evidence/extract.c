#include "evidence/extract.h"

#include "evidence/quote.h"

#include <string.h>

const char *cover_name(Cover cover)
{
    static const char *const names[] = {"uncovered", "claim", "no claim", "name"};
    return names[cover];
}

void extraction_free(Extraction *extraction)
{
    if (!extraction)
        return;
    g_array_unref(extraction->mentions);
    g_array_unref(extraction->extracts);
    g_ptr_array_unref(extraction->lost);
    g_free(extraction);
}

/* ---- places ---------------------------------------------------------------------------------- */

/* Goes through the text once: figures come in order. */
typedef struct {
    const char *text;
    gsize at;
    guint line, column;
} Cursor;

static void cursor_move(Cursor *cursor, gsize to)
{
    for (; cursor->at < to; cursor->at++) {
        const guchar c = (guchar)cursor->text[cursor->at];
        if (c == '\n') {
            cursor->line++;
            cursor->column = 1;
        } else if ((c & 0xC0) != 0x80) { /* not the rest of a character */
            cursor->column++;
        }
    }
}

static void place_all(Extraction *extraction)
{
    Cursor cursor = {.text = extraction->text, .line = 1, .column = 1};
    for (guint i = 0; i < extraction->mentions->len; i++) {
        const Mention *mention = &g_array_index(extraction->mentions, Mention, i);
        cursor_move(&cursor, mention->core.start);
        const Extract extract = {.mention = mention,
                                 .line = cursor.line,
                                 .column = cursor.column,
                                 .cover = mention->type == MENTION_NAME ? COVER_NAME : COVER_NONE};
        g_array_append_val(extraction->extracts, extract);
    }
}

/* ---- claims ---------------------------------------------------------------------------------- */

/* The first figure that ends behind start. */
static guint first_behind(const Extraction *extraction, gsize start)
{
    guint low = 0, high = extraction->extracts->len;
    while (low < high) {
        const guint middle = low + (high - low) / 2;
        if (g_array_index(extraction->extracts, Extract, middle).mention->core.end > start)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* Marks the figures that share bytes with the stretch; whether there was one. */
static gboolean cover(Extraction *extraction, const Claim *claim, Stretch stretch)
{
    gboolean found = FALSE;
    for (guint i = first_behind(extraction, stretch.start); i < extraction->extracts->len; i++) {
        Extract *extract = &g_array_index(extraction->extracts, Extract, i);
        if (extract->mention->core.start >= stretch.end)
            break;
        found = TRUE;
        extract->cover = COVER_CLAIM;
        if (!extract->claim)
            extract->claim = claim;
    }
    return found;
}

/* Where printed stands in the quote; of several places the first that is no part
 * of a longer number. */
static Stretch printed_stretch(const Claim *claim, gsize at)
{
    const gsize length = strlen(claim->printed), quote_length = strlen(claim->quote);
    const char *first = strstr(claim->quote, claim->printed);
    for (const char *p = first; p && length > 0; p = strstr(p + 1, claim->printed)) {
        const gsize start = (gsize)(p - claim->quote);
        if (!quote_cuts_number(claim->quote, quote_length, start, start + length)) {
            first = p;
            break;
        }
    }
    const gsize start = at + (first ? (gsize)(first - claim->quote) : 0);
    return (Stretch){start, start + (first ? length : quote_length)};
}

static void cover_by_claim(Extraction *extraction, const Claim *claim, Snapshot *snapshot)
{
    QuotePlace place;
    const QuoteState state = quote_locate(snapshot, claim->quote, claim->at, &place);
    const gsize at = (gsize)MAX(place.at, 0);
    const Stretch quote = {at, at + place.length};
    const gboolean found = state == QUOTE_FOUND || state == QUOTE_MOVED;
    if (!found || !cover(extraction, claim, place.alike ? quote : printed_stretch(claim, at)))
        g_ptr_array_add(extraction->lost, (gpointer)claim);
    /* ends and terms stand beside the print */
    if (found && (claim->kind == KIND_RANGE || claim->kind == KIND_DERIVED))
        cover(extraction, claim, quote);
}

/* ---- the table not-claims -------------------------------------------------------------------- */

static const char *cell_text(const Table *table, guint row, const char *column)
{
    const int field = schema_field_find(table->schema, column);
    const char *text = field < 0 ? NULL : table_text(table, row, (guint)field);
    return text ? text : "";
}

/* A row counts only where its very words stand. */
static void excuse(Extraction *extraction, const Table *table, guint row, gsize length)
{
    const char *words = cell_text(table, row, "words");
    guint64 at;
    if (!g_ascii_string_to_unsigned(cell_text(table, row, "at"), 10, 0, length, &at, NULL) ||
        strlen(words) > length - at || memcmp(extraction->text + at, words, strlen(words)) != 0)
        return;
    for (guint i = first_behind(extraction, at); i < extraction->extracts->len; i++) {
        Extract *extract = &g_array_index(extraction->extracts, Extract, i);
        if (extract->mention->core.start >= at + strlen(words))
            break;
        if (extract->cover != COVER_NONE)
            continue;
        extract->cover = COVER_NO_CLAIM;
        extract->reason = cell_text(table, row, "reason");
    }
}

Extraction *extract_figures(const char *name, const char *text, gsize length, const char *language,
                            const Package *package, const ClaimSet *claims, const Source *source)
{
    Extraction *extraction = g_new0(Extraction, 1);
    extraction->name = name;
    extraction->text = text;
    extraction->length = length;
    extraction->source = source;
    extraction->mentions = mentions_find(text, length, language);
    extraction->extracts = g_array_new(FALSE, FALSE, sizeof(Extract));
    extraction->lost = g_ptr_array_new();
    place_all(extraction);
    Snapshot snapshot = {(char *)text, length, NULL};
    for (guint i = 0; source && i < claims->claims->len; i++) {
        const Claim *claim = g_ptr_array_index(claims->claims, i);
        if (claim->source == source)
            cover_by_claim(extraction, claim, &snapshot);
    }
    quote_fold_free(snapshot.fold);
    const Table *excused = package ? package_table_find(package, "not-claims") : NULL;
    for (guint row = 0; source && excused && row < excused->n_rows; row++)
        if (strcmp(cell_text(excused, row, "source"), source->id) == 0)
            excuse(extraction, excused, row, length);
    return extraction;
}
