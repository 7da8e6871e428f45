/* A Diff for programs: all of it, in the order of the text. */
#include "base/json.h"
#include "claims/claim_words.h"
#include "claims/diff_number.h"
#include "claims/diff_part.h"

#include <string.h>

static void add_text(cJSON *object, const char *name, const char *text)
{
    if (text)
        cJSON_AddStringToObject(object, name, text);
}

/* ---- rows ------------------------------------------------------------------------------------ */

/* Takes the text that follows a change, which begins ", ". */
static void add_by(cJSON *object, char *by)
{
    if (*by)
        cJSON_AddStringToObject(object, "by", by + strspn(by, ", "));
    g_free(by);
}

static cJSON *make_field(const RowChange *row, const FieldChange *field)
{
    cJSON *object = cJSON_CreateObject();
    add_text(object, "column", field->column);
    add_text(object, "change", change_words[field->kind].id);
    add_text(object, "old", field->old);
    add_text(object, "new", field->new);
    add_by(object, field_change_by(row, field));
    return object;
}

static void add_claim(cJSON *object, const Claim *claim)
{
    if (!claim)
        return;
    add_text(object, "subject", claim->subject->id);
    add_text(object, "metric", claim->metric->id);
    add_text(object, "setting", claim->setting);
    add_text(object, "as_of", claim->as_of_text);
    g_autofree char *amount = claim_words_short(claim);
    add_text(object, "amount", amount);
    add_text(object, "unit", claim->metric->unit);
    add_text(object, "source", claim->source->id);
}

static cJSON *make_row(const RowChange *row)
{
    cJSON *object = cJSON_CreateObject();
    add_text(object, "change", change_words[row->kind].id);
    add_text(object, "id", row->new_id ? row->new_id : row->old_id);
    if (row->old_id && row->new_id && strcmp(row->old_id, row->new_id) != 0)
        add_text(object, "old_id", row->old_id);
    add_text(object, "name", row->name ? row->name : row->old_name);
    add_claim(object, row->new ? row->new : row->old);
    if (row->n_claims > 0)
        cJSON_AddNumberToObject(object, "claims_on_text", row->n_claims);
    cJSON *fields = cJSON_AddArrayToObject(object, "fields");
    for (guint i = 0; i < row->fields->len; i++)
        cJSON_AddItemToArray(fields, make_field(row, &g_array_index(row->fields, FieldChange, i)));
    return object;
}

static void add_rows(cJSON *root, const Diff *diff, RowsKind kind)
{
    cJSON *rows = cJSON_AddArrayToObject(root, rows_words[kind].plural);
    for (guint i = 0; i < diff->rows[kind]->len; i++)
        cJSON_AddItemToArray(rows, make_row(g_ptr_array_index(diff->rows[kind], i)));
}

/* ---- figures --------------------------------------------------------------------------------- */

static cJSON *make_standing(const Figure *figure)
{
    if (!figure)
        return cJSON_CreateNull();
    cJSON *object = cJSON_CreateObject();
    const Claim *chosen = figure->chosen;
    g_autofree char *amount = claim_words_short(chosen);
    add_text(object, "amount", amount);
    if (chosen) {
        add_text(object, "chosen", chosen->id);
        add_text(object, "kind", claim_kind_name(chosen->kind));
        add_text(object, "status", claim_status_name(chosen->status));
    }
    add_text(object, "agreement", agreement_name(figure->agreement));
    cJSON_AddNumberToObject(object, "sources", figure->n_sources);
    cJSON_AddNumberToObject(object, "rivals", figure->rivals->len);
    return object;
}

static cJSON *make_aspects(guint aspects)
{
    static const struct {
        FigureAspect aspect;
        const char *name;
    } names[] = {
        {FIGURE_NEW, "new"},         {FIGURE_GONE, "gone"},       {FIGURE_VALUE, "value"},
        {FIGURE_NOISE, "noise"},     {FIGURE_STANDING, "status"}, {FIGURE_AGREEMENT, "agreement"},
        {FIGURE_SOURCES, "sources"}, {FIGURE_CHOSEN, "chosen"},
    };
    cJSON *array = cJSON_CreateArray();
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        if (aspects & names[i].aspect)
            cJSON_AddItemToArray(array, cJSON_CreateString(names[i].name));
    }
    return array;
}

static cJSON *make_figure(const FigureChange *figure)
{
    const Figure *now = figure->new ? figure->new : figure->old;
    cJSON *object = cJSON_CreateObject();
    add_text(object, "key", figure->key);
    add_text(object, "subject", now->subject->id);
    add_text(object, "metric", now->metric->id);
    add_text(object, "setting", now->setting);
    add_text(object, "as_of", now->as_of_text);
    add_text(object, "unit", now->metric->unit);
    cJSON_AddItemToObject(object, "changes", make_aspects(figure->aspects));
    cJSON_AddItemToObject(object, "old", make_standing(figure->old));
    cJSON_AddItemToObject(object, "new", make_standing(figure->new));
    add_by(object, figure_change_by(figure));
    return object;
}

/* ---- charts and files ------------------------------------------------------------------------ */

static cJSON *make_chart(const ChartChange *chart)
{
    cJSON *object = cJSON_CreateObject();
    add_text(object, "name", chart->name);
    cJSON_AddBoolToObject(object, "new", chart->is_new);
    cJSON_AddBoolToObject(object, "gone", chart->is_gone);
    cJSON_AddBoolToObject(object, "spec_changed", chart->spec_changed);
    cJSON_AddBoolToObject(object, "files_changed", chart->files_changed);
    add_text(object, "fault", chart->fault);
    cJSON *figures = cJSON_AddArrayToObject(object, "figures");
    for (guint i = 0; i < chart->figures->len; i++) {
        const FigureChange *figure = g_ptr_array_index(chart->figures, i);
        cJSON_AddItemToArray(figures, cJSON_CreateString(figure->key));
    }
    cJSON_AddNumberToObject(object, "gained", chart->n_gained);
    cJSON_AddNumberToObject(object, "lost", chart->n_lost);
    return object;
}

static cJSON *make_file(const FileChange *file)
{
    static const char *const kinds[] = {"added", "removed", "form", "content"};
    cJSON *object = cJSON_CreateObject();
    add_text(object, "path", file->path);
    add_text(object, "change", kinds[file->kind]);
    if (file->old_rows >= 0)
        cJSON_AddNumberToObject(object, "old_rows", file->old_rows);
    if (file->new_rows >= 0)
        cJSON_AddNumberToObject(object, "new_rows", file->new_rows);
    return object;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void add_counts(cJSON *root, const Diff *diff)
{
    cJSON *counts = cJSON_AddObjectToObject(root, "counts");
    cJSON_AddNumberToObject(counts, "old_claims", diff->old.claims->claims->len);
    cJSON_AddNumberToObject(counts, "new_claims", diff->new.claims->claims->len);
    cJSON_AddNumberToObject(counts, "same", diff->n_same);
    for (int kind = 0; kind < N_CHANGE_KINDS; kind++)
        cJSON_AddNumberToObject(counts, change_words[kind].id, diff->counts[ROWS_CLAIMS][kind]);
}

char *diff_format_json(const Diff *diff)
{
    g_autoptr(cJSON) root = cJSON_CreateObject();
    g_autofree char *summary = diff_summary(diff);
    add_text(root, "old", diff->old.name);
    add_text(root, "new", diff->new.name);
    cJSON_AddBoolToObject(root, "same", diff_is_empty(diff));
    add_text(root, "summary", summary);
    add_counts(root, diff);
    for (int kind = 0; kind < N_ROWS_KINDS; kind++)
        add_rows(root, diff, (RowsKind)kind);
    cJSON *figures = cJSON_AddArrayToObject(root, "figures");
    for (guint i = 0; i < diff->figures->len; i++)
        cJSON_AddItemToArray(figures, make_figure(g_ptr_array_index(diff->figures, i)));
    cJSON *charts = cJSON_AddArrayToObject(root, "charts");
    for (guint i = 0; i < diff->charts->len; i++)
        cJSON_AddItemToArray(charts, make_chart(g_ptr_array_index(diff->charts, i)));
    cJSON *files = cJSON_AddArrayToObject(root, "files");
    for (guint i = 0; i < diff->files->len; i++)
        cJSON_AddItemToArray(files, make_file(&g_array_index(diff->files, FileChange, i)));
    return json_print(root);
}
