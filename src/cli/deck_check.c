#include "cli/deck_check.h"

#include "trail/claim_text.h"
#include "trail/read.h"

#include <math.h>
#include <string.h>

#define SPEC_SUFFIX ".vl.json"

struct DeckCheck {
    const DeckSide *side;
    Findings *findings;
    GPtrArray *pictures;  /* CheckedPicture* */
    GHashTable *records;  /* const DeckMedia* -> JsonDocument*: of those that carry one */
    GHashTable *drawings; /* char *chart -> Drawing*; NULL: it cannot be drawn, or there is none */
};

const char *picture_state_name(PictureState state)
{
    static const char *const names[N_PICTURE_STATES] = {"fresh", "stale", "unknown", "other"};
    return names[state];
}

/* ---- records --------------------------------------------------------------------------------- */

static void document_free(gpointer data)
{
    json_document_free(data);
}

/* Reads the record of one picture; FALSE with findings when it carries a broken one. */
static gboolean read_record(DeckCheck *check, const DeckMedia *media)
{
    if (!media->type || g_hash_table_contains(check->records, media))
        return TRUE;
    gsize length;
    const char *bytes = g_bytes_get_data(media->bytes, &length);
    g_autoptr(GError) error = NULL; /* it carries none: another picture */
    JsonDocument *record = trail_read_bytes(media->name, bytes, length, check->findings, &error);
    if (record)
        g_hash_table_insert(check->records, (gpointer)media, record);
    return record || error;
}

static const cJSON *record_of(const DeckCheck *check, const DeckMedia *media)
{
    const JsonDocument *document = g_hash_table_lookup(check->records, media);
    return document ? json_document_root(document) : NULL;
}

const char *checked_picture_chart(const CheckedPicture *checked)
{
    return checked->record ? json_string(json_member(checked->record, "chart"), "name") : NULL;
}

/* ---- today's chart --------------------------------------------------------------------------- */

/* The name comes from a picture: it must not lead out of the charts' folder. */
static gboolean is_chart_name(const char *name)
{
    return name && *name && *name != '.' && !strpbrk(name, "/\\") && strlen(name) < 200;
}

static Drawing *read_drawing(DeckCheck *check, const char *name)
{
    g_autofree char *file = g_strconcat(name, SPEC_SUFFIX, NULL);
    g_autofree char *path = g_build_filename(check->side->charts, file, NULL);
    if (!g_file_test(path, G_FILE_TEST_EXISTS))
        return NULL;
    g_autoptr(GError) error = NULL;
    return drawing_read(path, "charts", check->side->project, check->findings, &error);
}

static Drawing *find_drawing(DeckCheck *check, const char *name)
{
    gpointer known;
    if (g_hash_table_lookup_extended(check->drawings, name, NULL, &known))
        return known;
    Drawing *drawing = is_chart_name(name) ? read_drawing(check, name) : NULL;
    g_hash_table_insert(check->drawings, g_strdup(name), drawing);
    return drawing;
}

/* How a picture of a figtrail that did not say so was drawn: in the preset of the same form. */
static Variant guess_variant(const DeckCheck *check, const Drawing *drawing, const DeckMedia *media)
{
    const Variant usual = variant_default();
    double width, height;
    if (!deck_media_size(media, &width, &height))
        return usual;
    for (guint i = 0; preset_names[i]; i++) {
        Variant variant = usual;
        variant.preset = preset_find(preset_names[i]);
        g_autoptr(Scene) scene = drawing_layout(drawing, &variant, check->findings);
        if (scene && fabs(scene->width / scene->height * height / width - 1) < 0.01)
            return variant;
    }
    return usual;
}

/* FALSE: this program has no such variant. */
static gboolean read_variant(const cJSON *recorded, Variant *variant)
{
    const char *preset = json_string(recorded, "preset");
    const char *theme = json_string(recorded, "theme");
    const char *language = json_string(recorded, "language");
    *variant = variant_default();
    variant->preset = preset ? preset_find(preset) : NULL;
    variant->theme = theme ? theme_find(theme) : NULL;
    if (language && variant_language_exists(language))
        variant->language = language;
    const double dpi = json_number(recorded, "dpi", 0);
    if (dpi >= VARIANT_DPI_MIN && dpi <= VARIANT_DPI_MAX)
        variant->dpi = dpi;
    variant->transparent = json_flag(recorded, "transparent", FALSE);
    variant->outlines = g_strcmp0(json_string(recorded, "text"), "outlines") == 0;
    return variant->preset && variant->theme;
}

static void set_reason(CheckedPicture *checked, char *reason)
{
    g_free(checked->reason);
    checked->reason = reason;
}

static void set_obstacle(CheckedPicture *checked, char *obstacle)
{
    g_free(checked->obstacle);
    checked->obstacle = obstacle;
}

/* Today's chart in the picture's variant; without it 'obstacle' says why. */
static void draw_today(DeckCheck *check, CheckedPicture *checked, const DeckMedia *media)
{
    const char *name = checked_picture_chart(checked);
    if (!is_chart_name(name)) {
        set_obstacle(checked, g_strdup("its record names no chart"));
        return;
    }
    checked->drawing = find_drawing(check, name);
    if (!checked->drawing || !checked->drawing->chart) {
        set_obstacle(checked, checked->drawing ? g_strdup_printf("%s/%s" SPEC_SUFFIX " has errors",
                                                                 check->side->charts, name)
                                               : g_strdup_printf("there is no %s/%s" SPEC_SUFFIX
                                                                 " to draw it from",
                                                                 check->side->charts, name));
        checked->drawing = NULL;
        return;
    }
    const cJSON *recorded = json_member(json_member(checked->record, "chart"), "variant");
    if (!recorded) {
        checked->variant = guess_variant(check, checked->drawing, media);
    } else if (!read_variant(recorded, &checked->variant)) {
        const char *theme = json_string(recorded, "theme");
        set_obstacle(checked,
                     g_strcmp0(theme, "vega") == 0
                         ? g_strdup("it was drawn with --theme vega, not as a chart of the "
                                    "project")
                         : g_strdup("this figtrail does not know how it was drawn"));
        checked->drawing = NULL;
        return;
    }
    checked->scale = json_number(recorded, "scale", 0);
    checked->scene = drawing_layout(checked->drawing, &checked->variant, check->findings);
    if (!checked->scene)
        set_obstacle(checked, g_strdup("it cannot be drawn today"));
}

/* ---- what changed ---------------------------------------------------------------------------- */

/* A path of the record without the folder of the charts, which 'render' leaves out. */
static const char *plain_path(const char *path)
{
    static const char folder[] = "charts/";
    return g_str_has_prefix(path, folder) ? path + strlen(folder) : path;
}

/* Whether the spec, or a data file of its own, is not what the picture was drawn from. */
static gboolean spec_changed(const CheckedPicture *checked)
{
    const GArray *inputs = checked->drawing->inputs;
    const cJSON *old;
    cJSON_ArrayForEach(old, json_member(checked->record, "inputs"))
    {
        const char *path = json_string(old, "path");
        for (guint i = 0; path && i < inputs->len; i++) {
            const RecordInput *input = &g_array_index(inputs, RecordInput, i);
            if (g_str_has_prefix(input->path, "charts/") &&
                strcmp(plain_path(input->path), plain_path(path)) == 0 &&
                g_strcmp0(input->sha256, json_string(old, "sha256")) != 0)
                return TRUE;
        }
    }
    return FALSE;
}

/* Whether the tables hold other rows than the chart took from them, though no figure changed. */
static gboolean rows_changed(const CheckedPicture *checked)
{
    const GArray *inputs = checked->drawing->inputs;
    const cJSON *old;
    cJSON_ArrayForEach(old, json_member(checked->record, "inputs"))
    {
        for (guint i = 0; i < inputs->len; i++) {
            const RecordInput *input = &g_array_index(inputs, RecordInput, i);
            if (strcmp(input->path, DRAWING_TABLES) == 0 &&
                g_strcmp0(json_string(old, "path"), DRAWING_TABLES) == 0)
                return g_strcmp0(json_string(old, "sha256"), input->sha256) != 0;
        }
    }
    return FALSE;
}

/* How many figures today's chart shows that the picture does not, and the other way round. */
static void count_other_figures(const CheckedPicture *checked, guint *n_more, guint *n_less)
{
    g_autoptr(GHashTable) keys = g_hash_table_new(g_str_hash, g_str_equal);
    *n_more = 0;
    const cJSON *figure;
    cJSON_ArrayForEach(figure, json_member(checked->record, "figures"))
    {
        const char *key = json_string(figure, "key");
        if (key)
            g_hash_table_add(keys, (gpointer)key);
    }
    for (guint i = 0; i < checked->scene->drawn->len; i++) {
        const DrawnFigure *drawn = g_ptr_array_index(checked->scene->drawn, i);
        *n_more += !g_hash_table_remove(keys, drawn->figure->key);
    }
    *n_less = g_hash_table_size(keys);
}

static char *count_text(guint n_more, guint n_less)
{
    if (n_more == 0 && n_less == 0)
        return NULL;
    GString *out = g_string_new("today's chart shows ");
    if (n_more > 0)
        g_string_append_printf(out, "%u figure%s more", n_more, n_more == 1 ? "" : "s");
    if (n_less > 0)
        g_string_append_printf(out, "%s%u %s", n_more > 0 ? ", and " : "", n_less,
                               n_more > 0    ? "less"
                               : n_less == 1 ? "figure less"
                                             : "figures less");
    return g_string_free(out, FALSE);
}

/* Fresh, stale, or unknown with the reason that there is. */
static void judge(CheckedPicture *checked)
{
    g_autoptr(GPtrArray) reasons = g_ptr_array_new_with_free_func(g_free);
    const FreshnessCount count = freshness_count(checked->freshness);
    const gboolean changed = count.n_visible + count.n_behind > 0;
    char *summary = freshness_summary(checked->freshness);
    g_ptr_array_add(reasons, summary);
    gboolean stale = changed;
    if (checked->drawing && spec_changed(checked)) {
        g_ptr_array_add(reasons, g_strdup("the chart's spec changed"));
        stale = TRUE;
    }
    guint n_more = 0, n_less = 0;
    if (checked->scene)
        count_other_figures(checked, &n_more, &n_less);
    char *others = count_text(n_more, n_less);
    if (others)
        g_ptr_array_add(reasons, others);
    stale = stale || others;
    if (!stale && checked->drawing && rows_changed(checked)) {
        g_ptr_array_add(reasons, g_strdup("other cells of its rows changed"));
        stale = TRUE;
    }
    checked->state = stale ? PICTURE_STALE : checked->scene ? PICTURE_FRESH : PICTURE_UNKNOWN;
    if (checked->obstacle)
        g_ptr_array_add(reasons, g_strdup(checked->obstacle));
    g_ptr_array_add(reasons, NULL);
    checked->reason = g_strjoinv("; ", (char **)reasons->pdata);
}

/* ---- one picture ----------------------------------------------------------------------------- */

/* Whether two records show the same figures by the same claims. */
static gboolean same_figures(const cJSON *a, const cJSON *b)
{
    return cJSON_Compare(json_member(a, "figures"), json_member(b, "figures"), TRUE) ||
           (!json_member(a, "figures") && !json_member(b, "figures"));
}

/* The forms of one picture must tell the same. */
static void compare_forms(const DeckCheck *check, CheckedPicture *checked)
{
    const char *chart = checked_picture_chart(checked);
    for (guint i = 0; i < checked->picture->media->len; i++) {
        const cJSON *other = record_of(check, g_ptr_array_index(checked->picture->media, i));
        if (!other || other == checked->record)
            continue;
        const char *name = json_string(json_member(other, "chart"), "name");
        if (!checked->broken && g_strcmp0(name, chart) != 0) {
            checked->broken = g_strdup_printf("another form of it shows another chart, %s", name);
            return;
        }
        if (checked->state == PICTURE_FRESH && !same_figures(other, checked->record)) {
            checked->state = PICTURE_STALE;
            set_reason(checked, g_strdup("its forms, SVG and PNG, show different figures"));
        }
    }
}

/* The seal of every form that has a record. */
static void check_seals(const DeckCheck *check, CheckedPicture *checked)
{
    for (guint i = 0; i < checked->picture->media->len; i++) {
        const DeckMedia *media = g_ptr_array_index(checked->picture->media, i);
        const cJSON *record = record_of(check, media);
        if (!record)
            continue;
        gsize length;
        const char *bytes = g_bytes_get_data(media->bytes, &length);
        g_auto(Seal) seal = trail_check_seal(record, bytes, length, NULL);
        checked->sealed = checked->sealed || seal.state != SEAL_ABSENT;
        checked->is_signed = checked->is_signed || seal.signature != SIGNATURE_NONE;
        if (!checked->broken && seal.state != SEAL_ABSENT && !seal_holds(&seal, FALSE))
            checked->broken = g_strdup(seal_state_text(seal.state));
    }
}

static const DeckMedia *find_main_medium(const DeckCheck *check, const DeckPicture *picture)
{
    for (guint i = 0; i < picture->media->len; i++) {
        if (record_of(check, g_ptr_array_index(picture->media, i)))
            return g_ptr_array_index(picture->media, i);
    }
    return NULL;
}

static CheckedPicture *check_picture(DeckCheck *check, const DeckPicture *picture)
{
    CheckedPicture *checked = g_new0(CheckedPicture, 1);
    checked->picture = picture;
    checked->state = PICTURE_OTHER;
    gboolean readable = TRUE;
    for (guint i = 0; i < picture->media->len; i++)
        readable = read_record(check, g_ptr_array_index(picture->media, i)) && readable;
    const DeckMedia *media = find_main_medium(check, picture);
    if (!readable || media)
        checked->state = PICTURE_UNKNOWN;
    if (!media) {
        set_reason(checked, readable ? NULL : g_strdup("its record is broken"));
        return checked;
    }
    checked->record = record_of(check, media);
    check_seals(check, checked);
    if (!check->side->project) {
        set_reason(checked, g_strdup("there is no project to hold it against"));
        return checked;
    }
    checked->freshness = freshness_compare(checked->record, check->side->project->claims,
                                           check->side->project->figures);
    draw_today(check, checked, media);
    judge(checked);
    compare_forms(check, checked);
    return checked;
}

static void checked_picture_free(gpointer data)
{
    CheckedPicture *checked = data;
    g_free(checked->reason);
    g_free(checked->obstacle);
    g_free(checked->broken);
    scene_free(checked->scene);
    if (checked->freshness)
        g_ptr_array_unref(checked->freshness);
    g_free(checked);
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void free_drawing(gpointer data)
{
    drawing_free(data);
}

DeckCheck *deck_check_new(const Deck *deck, const DeckSide *side, Findings *findings)
{
    DeckCheck *check = g_new0(DeckCheck, 1);
    check->side = side;
    check->findings = findings;
    check->pictures = g_ptr_array_new_with_free_func(checked_picture_free);
    check->records = g_hash_table_new_full(NULL, NULL, NULL, document_free);
    check->drawings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_drawing);
    const GPtrArray *pictures = deck_pictures(deck);
    for (guint i = 0; i < pictures->len; i++)
        g_ptr_array_add(check->pictures, check_picture(check, g_ptr_array_index(pictures, i)));
    return check;
}

void deck_check_free(DeckCheck *check)
{
    if (!check)
        return;
    g_ptr_array_unref(check->pictures);
    g_hash_table_unref(check->records);
    g_hash_table_unref(check->drawings);
    g_free(check);
}

const GPtrArray *deck_check_pictures(const DeckCheck *check)
{
    return check->pictures;
}

guint deck_check_count(const DeckCheck *check, PictureState state)
{
    guint n = 0;
    for (guint i = 0; i < check->pictures->len; i++)
        n += ((const CheckedPicture *)g_ptr_array_index(check->pictures, i))->state == state;
    return n;
}

guint deck_check_count_broken(const DeckCheck *check)
{
    guint n = 0;
    for (guint i = 0; i < check->pictures->len; i++)
        n += ((const CheckedPicture *)g_ptr_array_index(check->pictures, i))->broken != NULL;
    return n;
}

char *checked_picture_place(const CheckedPicture *checked)
{
    const DeckPicture *picture = checked->picture;
    GString *out = g_string_new(NULL);
    if (picture->slide > 0)
        g_string_append_printf(out, "slide %u", picture->slide);
    else
        g_string_append_printf(out, "picture %u", picture->number);
    if (picture->heading) {
        g_string_append(out, picture->slide > 0 ? ", “" : ", below “");
        text_append_plain(out, picture->heading);
        g_string_append(out, "”");
    }
    return g_string_free(out, FALSE);
}
