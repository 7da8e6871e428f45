/* What all formats of a Diff say in the same words. */
#include "claims/claim_words.h"
#include "claims/diff_number.h"
#include "claims/diff_part.h"

#include <string.h>

const ChangeWords change_words[N_CHANGE_KINDS] = {
    [CHANGE_VALUE] = {"value", "Value changed", "changed value"},
    [CHANGE_ADDED] = {"added", "Added", "added"},
    [CHANGE_WITHDRAWN] = {"withdrawn", "Withdrawn", "withdrawn"},
    [CHANGE_RENAMED] = {"renamed", "Renamed, with the same content", "renamed"},
    [CHANGE_KEY] = {"key", "Subject, metric, setting or date changed",
                    "changed subject, metric, setting or date"},
    [CHANGE_STATUS] = {"status", "Kind or status changed", "changed kind or status"},
    [CHANGE_SOURCE] = {"source", "Source changed", "changed source"},
    [CHANGE_EVIDENCE] = {"evidence", "Evidence changed", "changed evidence"},
    [CHANGE_RANK] = {"rank", "Rank changed", "changed rank"},
    [CHANGE_OTHER] = {"other", "Notes changed", "changed notes"},
    [CHANGE_NOISE] = {"noise", "Same number but for float noise", "changed by float noise only"},
    [CHANGE_FORM] = {"form", "Only written otherwise", "only written otherwise"},
};

const RowsWords rows_words[N_ROWS_KINDS] = {
    [ROWS_CLAIMS] = {"claims", "claim", "Claims"},
    [ROWS_SOURCES] = {"sources", "source", "Sources"},
    [ROWS_SUBJECTS] = {"subjects", "subject", "Subjects"},
    [ROWS_METRICS] = {"metrics", "metric", "Metrics"},
};

const char *rows_title(RowsKind rows, ChangeKind change)
{
    if (rows == ROWS_CLAIMS || change <= CHANGE_RENAMED)
        return change_words[change].title;
    return change == CHANGE_EVIDENCE ? "Stored text changed" : "Changed";
}

/* ---- figures in words ------------------------------------------------------------------------ */

static const char *unit_of(const Metric *metric)
{
    return metric->kind == METRIC_NUMBER ? metric->unit : "";
}

char *claim_amount_unit_text(const Claim *claim)
{
    g_autofree char *amount = claim_words_short(claim);
    const char *unit = claim ? unit_of(claim->metric) : "";
    return g_strdup_printf("%s%s%s", amount, *unit ? " " : "", unit);
}

static char *about_text(const char *subject, const char *metric, const char *setting,
                        const char *as_of)
{
    GString *out = g_string_new(subject);
    g_string_append_printf(out, ", %s", metric);
    if (*setting || *as_of)
        g_string_append_printf(out, " (%s%s%s%s)", setting, *setting && *as_of ? ", " : "",
                               *as_of ? "as of " : "", as_of);
    return g_string_free(out, FALSE);
}

char *claim_about_text(const Claim *claim)
{
    return about_text(claim->subject->id, claim->metric->id, claim->setting, claim->as_of_text);
}

char *figure_change_about(const FigureChange *change)
{
    const Figure *figure = change->new ? change->new : change->old;
    return about_text(figure->subject->id, figure->metric->id, figure->setting, figure->as_of_text);
}

/* ---- by how much ----------------------------------------------------------------------------- */

/* Of amounts that differ by CHANGE_VALUE or CHANGE_NOISE. */
static char *amount_change_by(const Amount *old, const Amount *new, const Metric *metric)
{
    if (!old->present || !new->present)
        return g_strdup("");
    if (metric->kind == METRIC_DATE) {
        g_autofree char *by = date_change_text(old->date, new->date);
        return g_strdup_printf(", %s", by);
    }
    if (numbers_differ_by_noise(old->text, new->text))
        return g_strdup_printf(", the same to %u digits: float noise",
                               numbers_same_digits(old->number, new->number));
    g_autofree char *by = number_change_text(old, new, metric->unit);
    return g_strdup_printf(", %s", by);
}

char *field_change_by(const RowChange *row, const FieldChange *field)
{
    const gboolean amount = field->kind == CHANGE_VALUE || field->kind == CHANGE_NOISE;
    if (!amount || !row->old || !row->new || row->old->metric->kind != row->new->metric->kind)
        return g_strdup("");
    const gboolean low = strcmp(field->column, "low") == 0;
    const gboolean high = strcmp(field->column, "high") == 0;
    const Claim *old = row->old, *new = row->new;
    return amount_change_by(low    ? &old->low
                            : high ? &old->high
                                   : &old->value,
                            low    ? &new->low
                            : high ? &new->high
                                   : &new->value,
                            new->metric);
}

char *figure_change_by(const FigureChange *figure)
{
    const Claim *old = figure->old ? figure->old->chosen : NULL;
    const Claim *new = figure->new ? figure->new->chosen : NULL;
    if (!old || !new || !(figure->aspects & (FIGURE_VALUE | FIGURE_NOISE)) ||
        old->metric->kind != new->metric->kind || strcmp(old->value.text, new->value.text) == 0)
        return g_strdup("");
    return amount_change_by(&old->value, &new->value, new->metric);
}

/* ---- files and charts ------------------------------------------------------------------------ */

char *file_change_text(const FileChange *file)
{
    switch (file->kind) {
    case FILE_ADDED: return g_strdup("added");
    case FILE_REMOVED: return g_strdup("removed");
    case FILE_FORM: return g_strdup("only its form: order of rows or columns, quotes, line ends");
    case FILE_CONTENT: break;
    }
    if (file->old_rows < 0 || file->new_rows < 0)
        return g_strdup("changed");
    if (file->old_rows == file->new_rows)
        return g_strdup_printf("changed; %d rows as before", file->new_rows);
    return g_strdup_printf("changed; %d -> %d rows", file->old_rows, file->new_rows);
}

static void append_part(GString *out, const char *part)
{
    g_string_append_printf(out, "%s%s", out->len > 0 ? "; " : "", part);
}

static void append_count(GString *out, const char *verb, guint n, const char *after)
{
    if (n > 0)
        g_string_append_printf(out, "%s%s %u figure%s%s", out->len > 0 ? "; " : "", verb, n,
                               n == 1 ? "" : "s", after);
}

char *chart_change_text(const ChartChange *chart)
{
    GString *out = g_string_new(NULL);
    if (chart->is_new)
        append_part(out, "new chart");
    if (chart->is_gone)
        append_part(out, "removed");
    if (chart->spec_changed)
        append_part(out, "its spec changed");
    if (chart->files_changed)
        append_part(out, "its own data changed");
    if (chart->fault)
        append_part(out, chart->fault);
    append_count(out, "shows", chart->figures->len,
                 chart->figures->len == 1 ? " that changes" : " that change");
    if (!chart->is_new)
        append_count(out, "now also shows", chart->n_gained, "");
    if (!chart->is_gone)
        append_count(out, "no more shows", chart->n_lost, "");
    return g_string_free(out, FALSE);
}

/* ---- the summary ----------------------------------------------------------------------------- */

/* Only claims have columns that say more of a change than that it is one. */
static void count_changes(const Diff *diff, RowsKind kind, guint counts[N_CHANGE_KINDS])
{
    memset(counts, 0, sizeof(guint) * N_CHANGE_KINDS);
    for (int change = 0; change < N_CHANGE_KINDS; change++) {
        const gboolean named = kind == ROWS_CLAIMS || change <= CHANGE_RENAMED;
        counts[named ? change : CHANGE_OTHER] += diff->counts[kind][change];
    }
}

static void append_rows(GString *out, const Diff *diff, RowsKind kind)
{
    guint counts[N_CHANGE_KINDS];
    count_changes(diff, kind, counts);
    gboolean first = TRUE;
    for (int change = 0; change < N_CHANGE_KINDS; change++) {
        const guint n = counts[change];
        if (n == 0)
            continue;
        if (first && out->len > 0)
            g_string_append(out, "; ");
        g_string_append_printf(out, "%s%u ", first ? "" : ", ", n);
        if (first)
            g_string_append_printf(out, "%s ",
                                   n == 1 ? rows_words[kind].singular : rows_words[kind].plural);
        g_string_append(out, kind != ROWS_CLAIMS && change == CHANGE_OTHER
                                 ? "changed"
                                 : change_words[change].verb);
        first = FALSE;
    }
}

/* "; charts mmlu, releases show them": those that show figures that change, or the others. */
static void append_charts(GString *out, const Diff *diff, gboolean showing)
{
    guint n = 0;
    for (guint i = 0; i < diff->charts->len; i++) {
        const ChartChange *chart = g_ptr_array_index(diff->charts, i);
        if ((chart->figures->len > 0) != showing)
            continue;
        g_string_append(out, n > 0 ? ", " : out->len > 0 ? "; charts " : "charts ");
        g_string_append(out, chart->name);
        n++;
    }
    if (n == 0)
        return;
    if (n == 1) /* "charts mmlu": one */
        g_string_erase(out, g_strrstr(out->str, "charts ") + strlen("chart") - out->str, 1);
    if (showing)
        g_string_append_printf(out, " show%s %s", n == 1 ? "s" : "",
                               diff->figures->len == 1 ? "it" : "them");
    else
        g_string_append_printf(out, " change%s", n == 1 ? "s" : "");
}

char *diff_summary(const Diff *diff)
{
    GString *out = g_string_new(NULL);
    for (int kind = 0; kind < N_ROWS_KINDS; kind++)
        append_rows(out, diff, (RowsKind)kind);
    if (diff->figures->len > 0)
        g_string_append_printf(out, "%s%u figure%s", out->len > 0 ? "; " : "", diff->figures->len,
                               diff->figures->len == 1 ? " changes" : "s change");
    append_charts(out, diff, TRUE);
    append_charts(out, diff, FALSE);
    if (out->len == 0 && diff->files->len > 0)
        g_string_append_printf(out, "%u file%s, but no claim, figure or chart", diff->files->len,
                               diff->files->len == 1 ? " changed" : "s changed");
    if (out->len == 0)
        g_string_append(out, "nothing changed");
    return g_string_free(out, FALSE);
}
