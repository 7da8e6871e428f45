/* figtrail's own tables as chart data: merged figures and raw claims. */
#include "chart/data.h"

#include <string.h>

typedef Value (*ColumnValue)(FrameArena *arena, const Figure *figure, const Claim *claim);

static Value text_or_null(const char *text)
{
    return text && *text ? value_string(text) : VALUE_NOTHING;
}

static Value amount_value(const Amount *amount, MetricKind kind)
{
    if (!amount->present)
        return VALUE_NOTHING;
    return kind == METRIC_DATE ? value_string(amount->text) : value_number(amount->number);
}

static Value day_text(FrameArena *arena, gint64 day)
{
    char buffer[DATE_TEXT_SIZE];
    return value_string(frame_arena_text(arena, date_format(date_from_days(day), buffer)));
}

/* The extent of what is claimed: of a range its ends, of a plain number twice
 * itself, of a date its first day and the day after its last. */
static Value extent_start(FrameArena *arena, const Claim *claim)
{
    const Amount *amount = claim->low.present ? &claim->low : &claim->value;
    if (amount->present && claim->metric->kind == METRIC_DATE)
        return day_text(arena, date_first_day(amount->date));
    return amount_value(amount, claim->metric->kind);
}

static Value extent_end(FrameArena *arena, const Claim *claim)
{
    const Amount *amount = claim->high.present ? &claim->high : &claim->value;
    if (amount->present && claim->metric->kind == METRIC_DATE)
        return day_text(arena, date_after_day(amount->date));
    return amount_value(amount, claim->metric->kind);
}

#define TEXT_COLUMN(name, expression)                                                              \
    static Value column_##name(FrameArena *arena, const Figure *figure, const Claim *claim)        \
    {                                                                                              \
        (void)arena, (void)figure, (void)claim;                                                    \
        return text_or_null(expression);                                                           \
    }

TEXT_COLUMN(key, figure->key)
TEXT_COLUMN(claim, claim->id)
TEXT_COLUMN(subject, claim->subject->id)
TEXT_COLUMN(name, claim->subject->name)
TEXT_COLUMN(subject_kind, claim->subject->kind)
/* An organization makes what it does itself. */
TEXT_COLUMN(maker, strcmp(claim->subject->kind, "organization") == 0 ? claim->subject->name
                                                                     : claim->subject->maker)
TEXT_COLUMN(family, claim->subject->family)
TEXT_COLUMN(metric, claim->metric->id)
TEXT_COLUMN(metric_name, claim->metric->name)
TEXT_COLUMN(unit, claim->metric->unit)
TEXT_COLUMN(setting, claim->setting)
TEXT_COLUMN(printed, claim->printed)
TEXT_COLUMN(kind, claim_kind_name(claim->kind))
TEXT_COLUMN(status, claim_status_name(claim->status))
TEXT_COLUMN(rank, claim_rank_name(claim->rank))
TEXT_COLUMN(as_of, claim->as_of_text)
TEXT_COLUMN(stated_by, claim->stated_by)
TEXT_COLUMN(source, claim->source->id)
TEXT_COLUMN(source_title, claim->source->title)
TEXT_COLUMN(source_type, claim->source->type)
TEXT_COLUMN(publisher, claim->source->publisher)
TEXT_COLUMN(published, claim->source->published)
TEXT_COLUMN(language, claim->source->language)
TEXT_COLUMN(agreement, agreement_name(figure->agreement))

static Value column_value(FrameArena *arena, const Figure *figure, const Claim *claim)
{
    (void)arena, (void)figure;
    return amount_value(&claim->value, claim->metric->kind);
}

static Value column_start(FrameArena *arena, const Figure *figure, const Claim *claim)
{
    (void)figure;
    return extent_start(arena, claim);
}

static Value column_end(FrameArena *arena, const Figure *figure, const Claim *claim)
{
    (void)figure;
    return extent_end(arena, claim);
}

static Value column_sources(FrameArena *arena, const Figure *figure, const Claim *claim)
{
    (void)arena, (void)claim;
    return value_number(figure->n_sources);
}

static Value column_role(FrameArena *arena, const Figure *figure, const Claim *claim)
{
    (void)arena;
    if (claim == figure->chosen)
        return value_string("chosen");
    if (claim->rank == RANK_DEPRECATED)
        return value_string("set aside");
    for (guint i = 0; i < figure->agreeing->len; i++) {
        if (figure->agreeing->pdata[i] == claim)
            return value_string("agreeing");
    }
    return value_string("rival");
}

/* One line per column; documented in charts/README.md. */
static const struct {
    const char *name;
    ColumnValue value;
} columns[] = {
    {"key", column_key},
    {"claim", column_claim},
    {"role", column_role},
    {"subject", column_subject},
    {"name", column_name},
    {"subject_kind", column_subject_kind},
    {"maker", column_maker},
    {"family", column_family},
    {"metric", column_metric},
    {"metric_name", column_metric_name},
    {"unit", column_unit},
    {"setting", column_setting},
    {"as_of", column_as_of},
    {"printed", column_printed},
    {"value", column_value},
    {"start", column_start},
    {"end", column_end},
    {"kind", column_kind},
    {"status", column_status},
    {"rank", column_rank},
    {"stated_by", column_stated_by},
    {"agreement", column_agreement},
    {"n_sources", column_sources},
    {"source", column_source},
    {"source_title", column_source_title},
    {"source_type", column_source_type},
    {"publisher", column_publisher},
    {"published", column_published},
    {"language", column_language},
};

/* A frame that is being filled. */
typedef struct {
    Frame *frame;
    GHashTable *settings; /* setting key -> its column, from 1 */
} NamedFrame;

/* A column per setting key: 'reported-by' is setting_reported_by. */
static void add_setting_columns(NamedFrame *named, const char *setting)
{
    g_auto(GStrv) pairs = g_strsplit(setting, ";", -1);
    for (char **pair = pairs; *pair; pair++) {
        g_autofree char *key = g_strndup(*pair, strcspn(*pair, "="));
        if (!*key || g_hash_table_contains(named->settings, key))
            continue;
        g_autofree char *name = g_strconcat("setting_", key, NULL);
        const guint column = frame_column_add(named->frame, g_strdelimit(name, "-", '_'));
        g_hash_table_insert(named->settings, g_steal_pointer(&key), GUINT_TO_POINTER(column + 1));
    }
}

static void set_settings(const NamedFrame *named, guint row, const char *setting)
{
    g_auto(GStrv) pairs = g_strsplit(setting, ";", -1);
    for (char **pair = pairs; *pair; pair++) {
        char *equals = strchr(*pair, '=');
        if (!equals)
            continue;
        *equals = '\0';
        const guint column = GPOINTER_TO_UINT(g_hash_table_lookup(named->settings, *pair));
        if (column > 0)
            frame_set(named->frame, row, column - 1,
                      value_string(frame_arena_text(named->frame->arena, equals + 1)));
    }
}

static void add_row(const NamedFrame *named, const Figure *figure, const Claim *claim,
                    const Lineage *lineage)
{
    Frame *frame = named->frame;
    const guint row = frame_row_add(frame, lineage);
    for (guint c = 0; c < G_N_ELEMENTS(columns); c++)
        frame_set(frame, row, c, columns[c].value(frame->arena, figure, claim));
    set_settings(named, row, claim->setting);
}

GPtrArray *data_settings(const ClaimSet *claims)
{
    GPtrArray *settings = g_ptr_array_new();
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < claims->claims->len; i++) {
        const Claim *claim = claims->claims->pdata[i];
        if (g_hash_table_add(known, (gpointer)claim->setting))
            g_ptr_array_add(settings, (gpointer)claim->setting);
    }
    return settings;
}

static NamedFrame named_frame(const DataContext *data)
{
    NamedFrame named = {frame_new(data->arena),
                        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    for (guint c = 0; c < G_N_ELEMENTS(columns); c++)
        frame_column_add(named.frame, columns[c].name);
    /* also the keys that no row of this frame has: a spec may ask for any */
    const GPtrArray *known = data->sources->settings;
    g_autoptr(GPtrArray) found = known ? NULL : data_settings(data->sources->claims);
    const GPtrArray *settings = known ? known : found;
    for (guint i = 0; i < settings->len; i++)
        add_setting_columns(&named, settings->pdata[i]);
    return named;
}

static Frame *named_frame_finish(NamedFrame *named)
{
    g_hash_table_unref(named->settings);
    return named->frame;
}

/* The chosen claim and those that agree: all of them support the value drawn. */
static void add_figure(const NamedFrame *named, const Figure *figure)
{
    if (!figure->chosen)
        return;
    FrameArena *arena = named->frame->arena;
    const Lineage *lineage = lineage_of_claim(arena, figure, figure->chosen);
    for (guint i = 0; i < figure->agreeing->len; i++)
        lineage = lineage_join(arena, lineage,
                               lineage_of_claim(arena, figure, figure->agreeing->pdata[i]), TRUE);
    add_row(named, figure, figure->chosen, lineage);
}

/* Coarse dates before fine ones: "2023" says less than "2023-07-18". */
static int date_precision(const Amount *amount)
{
    return (amount->date.month > 0) + (amount->date.day > 0);
}

static int compare_for_lookup(gconstpointer a, gconstpointer b)
{
    const Figure *x = *(Figure *const *)a, *y = *(Figure *const *)b;
    const int order = strcmp(x->subject->id, y->subject->id);
    if (order != 0)
        return order;
    const Amount *p = &x->chosen->value, *q = &y->chosen->value;
    if (date_precision(p) != date_precision(q))
        return date_precision(p) - date_precision(q);
    if (p->present && q->present && p->number != q->number)
        return p->number < q->number ? 1 : -1; /* the largest first */
    return strcmp(x->key, y->key);
}

static Frame *metric_frame(const char *metric, const DataSubset *subset, const DataContext *data)
{
    g_autoptr(GPtrArray) figures = g_ptr_array_new();
    for (guint i = 0; i < data->sources->figures->figures->len; i++) {
        Figure *figure = data->sources->figures->figures->pdata[i];
        if (figure->chosen && strcmp(figure->metric->id, metric) == 0 &&
            data_subset_has(subset, figure->metric, figure->subject))
            g_ptr_array_add(figures, figure);
    }
    g_ptr_array_sort(figures, compare_for_lookup);
    NamedFrame named = named_frame(data);
    for (guint i = 0; i < figures->len; i++)
        add_figure(&named, figures->pdata[i]);
    return named_frame_finish(&named);
}

static int compare_claims(gconstpointer a, gconstpointer b)
{
    const Claim *x = *(Claim *const *)a, *y = *(Claim *const *)b;
    return strcmp(x->id, y->id);
}

Frame *data_named(const char *name, const DataSubset *subset, const DataContext *data)
{
    const FigureSet *figures = data->sources->figures;
    if (g_str_has_prefix(name, "figures/")) {
        const char *metric = name + strlen("figures/");
        if (!g_hash_table_contains(data->sources->claims->metric_by_id, metric))
            return NULL;
        return metric_frame(metric, subset, data);
    }
    if (strcmp(name, "figures") == 0) {
        NamedFrame named = named_frame(data);
        guint end;
        const guint start = data_subset_range(subset, figures, &end);
        for (guint i = start; i < end; i++) {
            const Figure *figure = figures->figures->pdata[i];
            if (data_subset_has(subset, figure->metric, figure->subject))
                add_figure(&named, figure);
        }
        return named_frame_finish(&named);
    }
    if (strcmp(name, "claims") == 0) {
        const GPtrArray *all = data->sources->claims->claims;
        g_autoptr(GPtrArray) sorted = g_ptr_array_new(); /* a copy would own the claims */
        for (guint i = 0; i < all->len; i++) {
            Claim *claim = all->pdata[i];
            if (data_subset_has(subset, claim->metric, claim->subject))
                g_ptr_array_add(sorted, claim);
        }
        g_ptr_array_sort(sorted, compare_claims);
        NamedFrame named = named_frame(data);
        for (guint i = 0; i < sorted->len; i++) {
            const Claim *claim = sorted->pdata[i];
            const Figure *figure = g_hash_table_lookup(figures->by_claim, claim);
            add_row(&named, figure, claim, lineage_of_claim(named.frame->arena, figure, claim));
        }
        return named_frame_finish(&named);
    }
    return NULL;
}
