/* Domains: what the scales of a chart span, and in which order. */
#include "chart/ticks.h"
#include "chart/view.h"

#include <math.h>
#include <string.h>

static Channel second_of(Channel channel)
{
    return channel == CHANNEL_X ? CHANNEL_X2 : CHANNEL_Y2;
}

/* The first layer that encodes the channel by data; of several, one with a
 * scale, axis or sort, which says most about it. */
static const ChannelSpec *leading_channel(const GPtrArray *panels, Channel channel)
{
    const ChannelSpec *leading = NULL;
    for (guint p = 0; p < panels->len; p++) {
        const Panel *panel = panels->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++) {
            const Layer *layer = panel->layers->pdata[i];
            const ChannelSpec *spec = &layer->channels[channel];
            if (!spec->present || spec->has_value)
                continue;
            if (spec->scale || spec->axis || spec->sort)
                return spec;
            if (!leading)
                leading = spec;
        }
    }
    return leading;
}

static void merge_guide(ChartBuilder *builder, const cJSON **merged, const cJSON *other,
                        const char *what)
{
    if (!*merged)
        *merged = other;
    else if (other && other != *merged && !cJSON_Compare(*merged, other, TRUE))
        spec_fail(&builder->context, &rule_spec_value, other,
                  "another layer gives the %s of this channel otherwise; say it once", what);
}

/* What all layers say of a channel whose scale they share; NULL: none shows data there. */
static const ChannelSpec *merge_channel(ChartBuilder *builder, Channel channel)
{
    const GPtrArray *panels = builder->chart->panels;
    const ChannelSpec *leading = leading_channel(panels, channel);
    if (!leading)
        return NULL;
    ChannelSpec *merged = g_memdup2(leading, sizeof *leading);
    g_ptr_array_add(builder->chart->merged, merged);
    for (guint p = 0; p < panels->len; p++) {
        const Panel *panel = panels->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++) {
            const ChannelSpec *spec = &((const Layer *)panel->layers->pdata[i])->channels[channel];
            if (!spec->present || spec->has_value)
                continue;
            merge_guide(builder, &merged->scale, spec->scale, "scale");
            merge_guide(builder, &merged->axis, spec->axis, "axis");
            merge_guide(builder, &merged->legend, spec->legend, "legend");
            merge_guide(builder, &merged->sort, spec->sort, "sort");
            if (!merged->has_title && spec->has_title) {
                merged->has_title = TRUE;
                merged->title = spec->title;
            }
        }
    }
    merged->no_axis = cJSON_IsNull(merged->axis);
    merged->no_legend = cJSON_IsNull(merged->legend);
    return merged;
}

/* ---- discrete domains ---------------------------------------------------------- */

typedef struct {
    Value value;
    char *text;
    double key; /* of a sort by another field */
} Category;

typedef struct {
    GArray *categories; /* of Category */
    GHashTable *index;  /* text -> index + 1 */
} CategorySet;

static void category_clear(gpointer data)
{
    g_free(((Category *)data)->text);
}

static void collect_categories(CategorySet *set, const Layer *layer, Channel channel)
{
    const ChannelSpec *spec = &layer->channels[channel];
    if (!spec->present || spec->has_value)
        return;
    const guint n = spec->has_datum ? 1 : layer->frame->n_rows;
    for (guint row = 0; row < n; row++) {
        const Value value = layer_value(layer, row, channel);
        if (value.type == VALUE_NULL)
            continue;
        char *text = value_to_text(value);
        if (g_hash_table_contains(set->index, text)) {
            g_free(text);
            continue;
        }
        const Category category = {value, text, NAN};
        g_array_append_val(set->categories, category);
        g_hash_table_insert(set->index, text, GUINT_TO_POINTER(set->categories->len));
    }
}

static int compare_ascending(gconstpointer a, gconstpointer b)
{
    return value_compare(((const Category *)a)->value, ((const Category *)b)->value);
}

static int compare_descending(gconstpointer a, gconstpointer b)
{
    return compare_ascending(b, a);
}

static int compare_key(gconstpointer a, gconstpointer b)
{
    const Category *x = a, *y = b;
    const int order = (x->key > y->key) - (x->key < y->key);
    return order != 0 ? order : compare_ascending(a, b);
}

static int compare_key_descending(gconstpointer a, gconstpointer b)
{
    const Category *x = a, *y = b;
    const int order = (y->key > x->key) - (y->key < x->key);
    return order != 0 ? order : compare_ascending(a, b);
}

/* Of a category that several panels show. */
static double combine_keys(const char *op, double a, double b)
{
    if (isnan(a) || isnan(b))
        return isnan(a) ? b : a;
    return strcmp(op, "max") == 0                               ? fmax(a, b)
           : strcmp(op, "min") == 0                             ? fmin(a, b)
           : strcmp(op, "sum") == 0 || strcmp(op, "count") == 0 ? a + b
                                                                : a;
}

/* Keys of one panel's categories: the first layer that shows a category and has
 * a number for it tells. */
static void layer_keys(const CategorySet *set, const Layer *layer, Channel channel, int column,
                       const char *op, double *keys)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < set->categories->len; i++) {
        const Category *category = &g_array_index(set->categories, Category, i);
        g_array_set_size(rows, 0);
        for (guint row = 0; row < layer->frame->n_rows && isnan(keys[i]); row++) {
            if (value_equal(layer_value(layer, row, channel), category->value))
                g_array_append_val(rows, row);
        }
        if (rows->len > 0)
            keys[i] = value_to_number(aggregate_values(
                op, layer->frame, column, (const guint *)(void *)rows->data, rows->len));
    }
}

/* Sorts by an op over what find_column tells of each layer (-1: nothing; with
 * op "count" any).  FALSE when no layer has it. */
static gboolean compute_keys(CategorySet *set, const GPtrArray *panels, Channel channel,
                             int (*find_column)(const Layer *layer, const void *what),
                             const void *what, const char *op)
{
    gboolean found = FALSE;
    for (guint p = 0; p < panels->len; p++) {
        const Panel *panel = panels->pdata[p];
        g_autofree double *keys = g_new(double, MAX(set->categories->len, 1));
        for (guint i = 0; i < set->categories->len; i++)
            keys[i] = NAN;
        for (guint i = 0; i < panel->layers->len; i++) {
            const Layer *layer = panel->layers->pdata[i];
            const ChannelSpec *spec = &layer->channels[channel];
            const int column = find_column(layer, what);
            if (!spec->present || spec->has_value || (column < 0 && strcmp(op, "count") != 0))
                continue;
            found = TRUE;
            layer_keys(set, layer, channel, column, op, keys);
        }
        for (guint i = 0; i < set->categories->len; i++) {
            Category *category = &g_array_index(set->categories, Category, i);
            category->key = combine_keys(op, category->key, keys[i]);
        }
    }
    return found;
}

static int named_column(const Layer *layer, const void *name)
{
    return name ? frame_column_find(layer->frame, name) : -1;
}

static int channel_column(const Layer *layer, const void *channel)
{
    return layer->columns[*(const Channel *)channel];
}

/* sort: {"field": F, "op": OP, "order": O} */
static void sort_by_field(ChartBuilder *builder, CategorySet *set, const GPtrArray *panels,
                          Channel channel, const cJSON *sort)
{
    static const char *const members[] = {"field", "op", "order", NULL};
    static const char *const orders[] = {"ascending", "descending", NULL};
    SpecContext *context = &builder->context;
    if (!spec_check_members(context, sort, "sort", members))
        return;
    const char *op = json_string(sort, "op") ? json_string(sort, "op") : "min";
    const char *field = json_string(sort, "field");
    const gboolean found =
        aggregate_op_known(op) && compute_keys(set, panels, channel, named_column, field, op);
    if (!found) {
        spec_fail(context, &rule_spec_value, sort, "cannot sort by %s of '%s': no layer has it", op,
                  field ? field : "");
        return;
    }
    g_array_sort(set->categories, spec_word(context, sort, "order", orders, 0) == 1
                                      ? compare_key_descending
                                      : compare_key);
}

/* sort: "x", "-x", "y", "-y": by what another channel of the same unit shows */
static gboolean sort_by_channel(CategorySet *set, const GPtrArray *panels, Channel channel,
                                const char *sort)
{
    const gboolean descending = sort[0] == '-';
    const char *name = sort + descending;
    if (strcmp(name, "x") != 0 && strcmp(name, "y") != 0)
        return FALSE;
    const Channel by = name[0] == 'x' ? CHANNEL_X : CHANNEL_Y;
    gboolean stacked = FALSE;
    for (guint p = 0; p < panels->len; p++) {
        const Panel *panel = panels->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++)
            stacked |= ((const Layer *)panel->layers->pdata[i])->stack_channel == (int)by;
    }
    compute_keys(set, panels, channel, channel_column, &by, stacked ? "sum" : "min");
    g_array_sort(set->categories, descending ? compare_key_descending : compare_key);
    return TRUE;
}

/* sort: [...]: the named ones first, in that order; the rest ascending */
static void sort_by_list(CategorySet *set, const cJSON *list)
{
    g_array_sort(set->categories, compare_ascending);
    const double n = cJSON_GetArraySize(list);
    for (guint i = 0; i < set->categories->len; i++) {
        Category *category = &g_array_index(set->categories, Category, i);
        category->key = n + i;
        double place = 0;
        for (const cJSON *item = list->child; item; item = item->next, place++) {
            if (value_equal(spec_value(item), category->value))
                category->key = place;
        }
    }
    g_array_sort(set->categories, compare_key);
}

static void sort_categories(ChartBuilder *builder, CategorySet *set, const GPtrArray *panels,
                            Channel channel, const cJSON *sort)
{
    const char *word = cJSON_GetStringValue(sort);
    if (cJSON_IsArray(sort))
        sort_by_list(set, sort);
    else if (cJSON_IsObject(sort))
        sort_by_field(builder, set, panels, channel, sort);
    else if (cJSON_IsNull(sort))
        return; /* as the data come */
    else if (!sort || g_strcmp0(word, "ascending") == 0)
        g_array_sort(set->categories, compare_ascending);
    else if (g_strcmp0(word, "descending") == 0)
        g_array_sort(set->categories, compare_descending);
    else if (!word || !sort_by_channel(set, panels, channel, word))
        spec_fail(&builder->context, &rule_spec_value, sort,
                  "'sort' must be ascending, descending, null, x, -x, y, -y, an array or "
                  "{field, op, order}");
}

/* Texts of all categories that a channel shows in panels, in order; an explicit
 * domain in the scale wins. */
static GPtrArray *discrete_domain(ChartBuilder *builder, const GPtrArray *panels, Channel channel,
                                  const ChannelSpec *leading)
{
    GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
    const cJSON *domain = json_member(leading->scale, "domain");
    if (cJSON_IsArray(domain)) {
        for (const cJSON *item = domain->child; item; item = item->next)
            g_ptr_array_add(texts, value_to_text(spec_value(item)));
        return texts;
    }
    g_autoptr(GArray) categories = g_array_new(FALSE, FALSE, sizeof(Category));
    g_array_set_clear_func(categories, category_clear);
    g_autoptr(GHashTable) index = g_hash_table_new(g_str_hash, g_str_equal);
    CategorySet set = {categories, index};
    for (guint p = 0; p < panels->len; p++) {
        const Panel *panel = panels->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++)
            collect_categories(&set, panel->layers->pdata[i], channel);
    }
    sort_categories(builder, &set, panels, channel, leading->sort);
    for (guint i = 0; i < categories->len; i++)
        g_ptr_array_add(texts, g_strdup(g_array_index(categories, Category, i).text));
    return texts;
}

/* ---- continuous domains ----------------------------------------------------------- */

static double domain_number(Value value, ScaleType type)
{
    if (value.type == VALUE_NULL)
        return NAN;
    return type == SCALE_TIME ? value_to_time(value) : value_to_number(value);
}

static void extend(double domain[2], double number)
{
    if (!isfinite(number))
        return;
    domain[0] = fmin(domain[0], number);
    domain[1] = fmax(domain[1], number);
}

static void extend_by_layer(double domain[2], const Layer *layer, Channel channel, ScaleType type)
{
    const Channel ends[] = {channel, second_of(channel)};
    for (guint row = 0; row < layer->frame->n_rows; row++) {
        for (int e = 0; e < 2; e++) {
            if (layer->stack_channel == (int)channel)
                extend(domain,
                       domain_number(frame_value(layer->frame, row, (int)layer->stack_columns[e]),
                                     type));
            else if (layer->channels[ends[e]].present && !layer->channels[ends[e]].has_value)
                extend(domain, domain_number(layer_value(layer, row, ends[e]), type));
        }
    }
}

/* Explicit ends: "domain": [a, b], "domainMin", "domainMax". */
static void explicit_domain(SpecContext *context, const cJSON *json, Scale *scale,
                            gboolean fixed[2])
{
    const cJSON *domain = json_member(json, "domain");
    const cJSON *ends[2] = {json_member(json, "domainMin"), json_member(json, "domainMax")};
    if (domain && cJSON_GetArraySize(domain) != 2) {
        spec_fail(context, &rule_spec_value, domain, "a continuous domain has two ends");
        return;
    }
    for (int e = 0; e < 2; e++) {
        const cJSON *end = cJSON_IsArray(domain) ? cJSON_GetArrayItem(domain, e) : ends[e];
        if (!end)
            continue;
        const double number = domain_number(spec_value(end), scale->type);
        if (isnan(number)) {
            spec_fail(context, &rule_spec_value, end, "a domain needs numbers, or ISO dates");
            continue;
        }
        scale->domain[e] = number;
        fixed[e] = TRUE;
    }
}

static void nice_domain(Scale *scale)
{
    double *d = scale->domain;
    if (scale->type == SCALE_LOG)
        nice_log(&d[0], &d[1], 10);
    else if (scale->type == SCALE_TIME)
        nice_utc(&d[0], &d[1], 10);
    else
        nice_linear(&d[0], &d[1], 10);
}

static void continuous_domain(ChartBuilder *builder, const GPtrArray *panels, Channel channel,
                              const ChannelSpec *leading, Scale *scale)
{
    double domain[2] = {INFINITY, -INFINITY};
    for (guint p = 0; p < panels->len; p++) {
        const Panel *panel = panels->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++)
            extend_by_layer(domain, panel->layers->pdata[i], channel, scale->type);
    }
    if (domain[0] > domain[1])
        domain[0] = scale->type == SCALE_LOG ? 1 : 0, domain[1] = scale->type == SCALE_LOG ? 10 : 1;
    const gboolean linear = scale->type == SCALE_LINEAR || scale->type == SCALE_SQRT;
    const cJSON *json = leading->scale;
    const gboolean given = json_member(json, "domain") != NULL;
    if (linear && !given && json_flag(json, "zero", TRUE))
        extend(domain, 0);
    scale->domain[0] = domain[0];
    scale->domain[1] = domain[1];
    gboolean fixed[2] = {FALSE, FALSE};
    explicit_domain(&builder->context, json, scale, fixed);
    if (scale->type == SCALE_LOG && scale->domain[0] * scale->domain[1] <= 0) {
        spec_fail(&builder->context, &rule_spec_value, leading->json,
                  "a log scale cannot show zero or a change of sign: %g to %g", scale->domain[0],
                  scale->domain[1]);
        return;
    }
    if (scale->domain[0] == scale->domain[1] && scale->type == SCALE_LINEAR)
        scale->domain[1] += 1;
    const double before[2] = {scale->domain[0], scale->domain[1]};
    if (!given && json_flag(json, "nice", TRUE))
        nice_domain(scale);
    for (int e = 0; e < 2; e++) {
        if (fixed[e])
            scale->domain[e] = before[e];
    }
}

/* What a type of scale cannot heed. */
static void check_fitting(SpecContext *context, const ChannelSpec *channel, const Scale *scale)
{
    static const char *const continuous_only[] = {"domainMin", "domainMax", "zero", "nice", NULL};
    static const char *const discrete_only[] = {"paddingInner", "paddingOuter", NULL};
    static const char *const continuous_axis[] = {"format", "tickCount", NULL};
    const gboolean discrete = scale_is_discrete(scale);
    const char *const *misfits = discrete ? continuous_only : discrete_only;
    for (gsize i = 0; misfits[i]; i++) {
        const cJSON *item = json_member(channel->scale, misfits[i]);
        if (item)
            spec_fail(context, &rule_spec_value, item, "'%s' has no meaning for a %s scale",
                      misfits[i], discrete ? "discrete" : "continuous");
    }
    for (gsize i = 0; discrete && continuous_axis[i]; i++) {
        const cJSON *item = json_member(channel->axis, continuous_axis[i]);
        if (item)
            spec_fail(context, &rule_spec_value, item, "'%s' has no meaning for a discrete axis",
                      continuous_axis[i]);
    }
}

/* ---- scales -------------------------------------------------------------------------- */

static gboolean any_bar_or_tick(const GPtrArray *panels)
{
    for (guint p = 0; p < panels->len; p++) {
        const Panel *panel = panels->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++) {
            const MarkType type = ((const Layer *)panel->layers->pdata[i])->mark.type;
            if (type == SHAPE_BAR || type == SHAPE_TICK)
                return TRUE;
        }
    }
    return FALSE;
}

static ScaleType scale_type(ChartBuilder *builder, const GPtrArray *panels,
                            const ChannelSpec *channel)
{
    const ScaleType automatic = channel_is_discrete(channel)
                                    ? any_bar_or_tick(panels) ? SCALE_BAND : SCALE_POINT
                                : channel->type == TYPE_TEMPORAL ? SCALE_TIME
                                                                 : SCALE_LINEAR;
    const int word =
        spec_word(&builder->context, channel->scale, "type", spec_scale_types, (int)automatic);
    return word == 6 ? SCALE_TIME : (ScaleType)word; /* all times are UTC here */
}

static Scale *build_scale(ChartBuilder *builder, const GPtrArray *panels, Channel channel,
                          const ChannelSpec *leading)
{
    if (!leading)
        return NULL;
    Scale *scale = scale_new(scale_type(builder, panels, leading));
    check_fitting(&builder->context, leading, scale);
    gboolean descending = FALSE;
    if (scale_is_discrete(scale)) {
        g_autoptr(GPtrArray) texts = discrete_domain(builder, panels, channel, leading);
        for (guint i = 0; i < texts->len; i++)
            scale_add_category(scale, texts->pdata[i]);
        /* Vega-Lite: config.scale.bandPaddingInner 0.1, pointPadding 0.5 */
        const gboolean band = scale->type == SCALE_BAND;
        scale->padding_inner = json_number(leading->scale, "paddingInner", band ? 0.1 : 1);
        scale->padding_outer = json_number(leading->scale, "paddingOuter", band ? 0.05 : 0.5);
    } else {
        continuous_domain(builder, panels, channel, leading, scale);
        /* as in Vega-Lite, a continuous scale sorted downwards is turned round */
        descending = g_strcmp0(cJSON_GetStringValue(leading->sort), "descending") == 0;
    }
    scale->reversed = json_flag(leading->scale, "reverse", descending);
    scale_set_range(scale, 0, 1);
    return scale;
}

static const ChannelSpec *categories_of(ChartBuilder *builder, Channel channel, GPtrArray **texts)
{
    const GPtrArray *panels = builder->chart->panels;
    const ChannelSpec *leading = merge_channel(builder, channel);
    if (!leading || !leading->field)
        return NULL;
    if (!channel_is_discrete(leading)) {
        spec_fail(&builder->context, &rule_spec_value, leading->json,
                  "%s can show only nominal and ordinal fields here", channel_names[channel]);
        return NULL;
    }
    g_ptr_array_unref(*texts);
    *texts = discrete_domain(builder, panels, channel, leading);
    return leading;
}

void chart_build_scales(ChartBuilder *builder)
{
    Chart *chart = builder->chart;
    for (int c = CHANNEL_X; c <= CHANNEL_Y; c++) {
        chart->axes[c] = merge_channel(builder, (Channel)c);
        for (guint p = 0; p < chart->panels->len; p++) {
            Panel *panel = chart->panels->pdata[p];
            g_autoptr(GPtrArray) alone = g_ptr_array_new();
            g_ptr_array_add(alone, panel);
            panel->scales[c] = build_scale(builder, chart->shared[c] ? chart->panels : alone,
                                           (Channel)c, chart->axes[c]);
        }
    }
    chart->color = categories_of(builder, CHANNEL_COLOR, &chart->color_categories);
    chart->shape = categories_of(builder, CHANNEL_SHAPE, &chart->shape_categories);
}
