#include "claims/explain.h"

#include "claims/text_table.h"

#include <string.h>

/* ---- asking ---------------------------------------------------------------------------------- */

char *explain_setting_fault(const char *setting)
{
    if (!*setting)
        return NULL;
    g_auto(GStrv) pairs = g_strsplit(setting, ";", -1);
    for (char **pair = pairs; *pair; pair++) {
        const char *equals = strchr(*pair, '=');
        if (!equals || equals == *pair || equals[1] == '\0')
            return g_strdup_printf("\"%s\" is no condition: write key=value, several joined by ';'",
                                   *pair);
    }
    return NULL;
}

/* Whether a canonical setting has all the conditions of the wanted one. */
static gboolean setting_holds(const char *setting, const char *wanted)
{
    g_auto(GStrv) pairs = g_strsplit(wanted, ";", -1);
    for (char **pair = pairs; *pair; pair++) {
        char *value = strchr(*pair, '=');
        *value++ = '\0';
        g_autofree char *stated = setting_find(setting, *pair);
        if (g_strcmp0(stated, value) != 0)
            return FALSE;
    }
    return TRUE;
}

static gboolean setting_matches(const Figure *figure, const char *wanted)
{
    if (!wanted)
        return TRUE;
    return *wanted ? setting_holds(figure->setting, wanted) : !*figure->setting;
}

static gboolean rivals_overlap(const GArray *rivals, Date date)
{
    for (guint i = 0; i < rivals->len; i++) {
        const Date other = g_array_index(rivals, Rival, i).claim->as_of;
        if (other.year != 0 && date_overlaps(other, date))
            return TRUE;
    }
    return FALSE;
}

static gboolean date_matches(const Figure *figure, Date wanted)
{
    if (wanted.year == 0)
        return TRUE;
    if (figure->chosen && figure->chosen->as_of.year != 0 &&
        date_overlaps(figure->chosen->as_of, wanted))
        return TRUE;
    for (guint i = 0; i < figure->agreeing->len; i++) {
        const Claim *claim = g_ptr_array_index(figure->agreeing, i);
        if (claim->as_of.year != 0 && date_overlaps(claim->as_of, wanted))
            return TRUE;
    }
    return rivals_overlap(figure->rivals, wanted) || rivals_overlap(figure->set_aside, wanted);
}

GPtrArray *explain_select(const FigureSet *figures, const ExplainQuery *query)
{
    GPtrArray *selected = g_ptr_array_new();
    for (guint i = 0; i < figures->figures->len; i++) {
        Figure *figure = g_ptr_array_index(figures->figures, i);
        if (figure->subject == query->subject &&
            (!query->metric || figure->metric == query->metric) &&
            setting_matches(figure, query->setting) && date_matches(figure, query->as_of))
            g_ptr_array_add(selected, figure);
    }
    return selected;
}

/* ---- what there is instead ------------------------------------------------------------------- */

/* A line of the list; its texts are from the data. */
static void append_line(GString *list, char *line)
{
    g_autofree char *tame = text_tame(line);
    g_string_append_printf(list, "  %s\n", tame);
    g_free(line);
}

static char *list_metrics(const FigureSet *figures, const Subject *subject)
{
    GString *list = g_string_new(NULL);
    const Metric *before = NULL; /* figures are sorted by metric within a subject */
    for (guint i = 0; i < figures->figures->len; i++) {
        const Figure *figure = g_ptr_array_index(figures->figures, i);
        if (figure->subject != subject || figure->metric == before)
            continue;
        before = figure->metric;
        append_line(list, g_strdup_printf("%s (%s)", before->id, before->name));
    }
    if (list->len > 0)
        g_string_prepend(list, "It has figures of\n");
    else
        g_string_append(list, "No claim is about it\n");
    return g_string_free(list, FALSE);
}

char *explain_alternatives(const FigureSet *figures, const ExplainQuery *query)
{
    const ExplainQuery wider = {.subject = query->subject, .metric = query->metric};
    g_autoptr(GPtrArray) others = explain_select(figures, &wider);
    if (others->len == 0)
        return list_metrics(figures, query->subject);
    GString *list = g_string_new("It has figures with these settings\n");
    for (guint i = 0; i < others->len; i++) {
        const Figure *figure = g_ptr_array_index(others, i);
        const char *as_of = *figure->as_of_text ? figure->as_of_text
                            : figure->chosen    ? figure->chosen->as_of_text
                                                : "";
        append_line(list, g_strdup_printf("%s: %s%s%s", figure->metric->id,
                                          *figure->setting ? figure->setting : "(none stated)",
                                          *as_of ? ", as of " : "", as_of));
    }
    return g_string_free(list, FALSE);
}
