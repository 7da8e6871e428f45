/* Other programs show our SVG as our PNG shows the chart: Cairo's own reader (rsvg), Chromium,
 * LibreOffice and Inkscape, each if it is here.  Letters may be hinted and spaced otherwise, but
 * nothing may be missing or elsewhere: each program's picture is also held against ours without one
 * mark, without one label, and with one label moved, and must then differ. */
#include "../base/folder.h"
#include "../chart/project.h"
#include "render/render.h"
#include "scene/font.h"
#include "scene/layout.h"

#include <cairo.h>
#include <math.h>
#include <string.h>

enum { WIDTH = 1600, HEIGHT = 900 }; /* of the preset slide */

/* The charts: points, hatched ones, frames, halos; blocks with centred labels on a dark ground. */
static const struct {
    const char *name, *theme;
} charts[] = {{"gpu-fleets", "light"}, {"claims-by-source", "dark"}};
enum { N_CHARTS = G_N_ELEMENTS(charts) };

/* ---- pictures -----------------------------------------------------------------------------------
 */

/* Mean lightness of cells, 0 to 1: what is left of a picture for the comparison. */
enum { CELL = 5, COLUMNS = WIDTH / CELL, ROWS = HEIGHT / CELL };
typedef struct {
    double light[ROWS][COLUMNS];
} Cells;

typedef struct {
    const unsigned char *bytes;
    gsize size, at;
} Reader;

static cairo_status_t read_bytes(void *data, unsigned char *to, unsigned int n)
{
    Reader *reader = data;
    if (n > reader->size - reader->at)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(to, reader->bytes + reader->at, n);
    reader->at += n;
    return CAIRO_STATUS_SUCCESS;
}

/* The cells of the index-th picture of a PNG that has several, one below the other; newly
 * allocated.
 */
static Cells *cells_read(GBytes *png, guint index)
{
    Reader reader = {.at = 0};
    reader.bytes = g_bytes_get_data(png, &reader.size);
    cairo_surface_t *surface = cairo_image_surface_create_from_png_stream(read_bytes, &reader);
    g_assert_cmpint(cairo_surface_status(surface), ==, CAIRO_STATUS_SUCCESS);
    g_assert_cmpint(cairo_image_surface_get_width(surface), >=, WIDTH);
    g_assert_cmpint(cairo_image_surface_get_height(surface), >=, HEIGHT * ((int)index + 1));
    const unsigned char *data = cairo_image_surface_get_data(surface);
    const gsize stride = (gsize)cairo_image_surface_get_stride(surface);
    Cells *cells = g_new0(Cells, 1);
    for (gsize y = 0; y < HEIGHT; y++) {
        const guint32 *row = (const void *)(data + (y + index * HEIGHT) * stride);
        for (gsize x = 0; x < WIDTH; x++) {
            const guint32 pixel = row[x];
            const double light =
                ((pixel >> 16 & 0xFF) + (pixel >> 8 & 0xFF) + (pixel & 0xFF)) / (3 * 255.0);
            cells->light[y / CELL][x / CELL] += light / (CELL * CELL);
        }
    }
    cairo_surface_destroy(surface);
    return cells;
}

/* The largest difference between the means of windows that are as wide as a short label and as
 * high as a line: a few px of drift in a line of text change them little, a label or mark that is
 * not there much. */
static double cells_difference(const Cells *a, const Cells *b)
{
    enum { WIDE = 8, HIGH = 3 };
    double most = 0;
    for (int y = 0; y + HIGH <= ROWS; y++) {
        for (int x = 0; x + WIDE <= COLUMNS; x++) {
            double sum = 0;
            for (int v = 0; v < HIGH; v++) {
                for (int u = 0; u < WIDE; u++)
                    sum += a->light[y + v][x + u] - b->light[y + v][x + u];
            }
            most = fmax(most, fabs(sum) / (WIDE * HIGH));
        }
    }
    return most;
}

/* ---- our own drawings ---------------------------------------------------------------------------
 */

typedef enum { WHOLE, WITHOUT_MARK, WITHOUT_LABEL, LABEL_MOVED, N_FAULTS } Fault;
static const char *const fault_names[] = {"whole", "without a mark", "without a label",
                                          "with a label moved"};

static struct {
    Folder folder;
    GBytes *svg[N_CHARTS];
    Cells *ours[N_CHARTS][N_FAULTS];
} drawn;

/* Of the marks that show claims the last, which no other covers, or the middle one of the labels of
 * several letters. */
static Mark *find_mark(Scene *scene, gboolean label)
{
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    for (guint i = 0; i < scene->marks->len; i++) {
        Mark *mark = &g_array_index(scene->marks, Mark, i);
        const gboolean text = mark->kind == MARK_TEXT && strlen(mark->as.text.runs[0].text) > 4;
        if (mark->claims && (label ? text : mark->kind != MARK_TEXT && mark->fill.alpha > 0))
            g_ptr_array_add(found, mark);
    }
    g_assert_cmpuint(found->len, >, 3);
    return found->pdata[label ? found->len / 2 : found->len - 1];
}

static void add_fault(Scene *scene, Fault fault)
{
    if (fault == WITHOUT_MARK) {
        Mark *mark = find_mark(scene, FALSE);
        mark->fill.alpha = mark->stroke.alpha = 0;
    } else if (fault == WITHOUT_LABEL) {
        find_mark(scene, TRUE)->as.text.n_runs = 0;
    } else if (fault == LABEL_MOVED) {
        MarkText *text = &find_mark(scene, TRUE)->as.text;
        text->y += 1.5 * text->runs[0].size;
    }
}

static GBytes *render(const char *format, const Scene *scene)
{
    g_autoptr(GError) error = NULL;
    GBytes *bytes = renderer_find(format)->render(scene, NULL, 1, &error);
    g_assert_no_error(error);
    return bytes;
}

static void draw_charts(void)
{
    TestProject project;
    project_init(&project);
    drawn.folder = folder_make();
    for (guint i = 0; i < N_CHARTS; i++) {
        g_autofree char *path =
            g_strdup_printf("%s/charts/%s.vl.json", project_root(), charts[i].name);
        g_autoptr(Findings) findings = findings_new();
        g_autoptr(Chart) chart = chart_read(path, &project.sources, findings, NULL);
        g_assert_nonnull(chart);
        Variant variant = variant_default();
        variant.theme = theme_find(charts[i].theme);
        for (int fault = 0; fault < N_FAULTS; fault++) {
            g_autoptr(Scene) scene = layout_scene(chart, charts[i].name, &variant, findings);
            if (fault == WHOLE)
                drawn.svg[i] = render("svg", scene);
            add_fault(scene, (Fault)fault);
            g_autoptr(GBytes) png = render("png", scene);
            drawn.ours[i][fault] = cells_read(png, 0);
        }
        g_autofree char *svg = g_strdup_printf("%u.svg", i);
        gsize size;
        const char *bytes = g_bytes_get_data(drawn.svg[i], &size);
        folder_put(&drawn.folder, svg, bytes, (gssize)size);
    }
    folder_put(&drawn.folder, "page.html",
               "<body style='margin:0;font-size:0'><img src='0.svg'><br><img src='1.svg'>", -1);
    project_clear(&project);
}

/* ---- other programs -----------------------------------------------------------------------------
 */

/* Run in the folder; N is the number of a chart.  LibreOffice spaces letters as a printer would. */
static const struct {
    const char *program, *arguments;
    const char *picture; /* %u: of each chart; else all in one */
    double most;         /* difference */
} programs[] = {
    {"rsvg-convert", "sh -c 'for n in 0 1; do rsvg-convert $n.svg -o $n.rsvg.png; done'",
     "%u.rsvg.png", 0.01},
    {"chromium",
     "chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir=chromium "
     "--window-size=1600,1800 --screenshot=all.png page.html",
     "all.png", 0.06},
    {"soffice",
     "soffice -env:UserInstallation=file://%s/office --headless --norestore --convert-to png "
     "--outdir office 0.svg 1.svg",
     "office/%u.png", 0.09},
    {"inkscape", "inkscape --export-type=png 0.svg 1.svg", "%u.png", 0.05},
};

static void run(const char *arguments)
{
    g_autoptr(GString) command = g_string_new("timeout 120 ");
    g_string_append(command, arguments);
    g_string_replace(command, "%s", drawn.folder.path, 0);
    g_auto(GStrv) argv = NULL;
    g_autoptr(GError) error = NULL;
    g_autofree char *said = NULL;
    int status = 0;
    g_assert_true(g_shell_parse_argv(command->str, NULL, &argv, &error));
    g_spawn_sync(drawn.folder.path, argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL,
                 NULL, NULL, NULL, &said, &status, &error);
    g_assert_no_error(error);
    if (status != 0)
        g_test_message("%s: %s", argv[2], said);
    g_assert_cmpint(status, ==, 0);
}

static void check_program(const char *program, const char *picture, double most)
{
    const gboolean each = strstr(picture, "%u") != NULL;
    for (guint i = 0; i < N_CHARTS; i++) {
        g_autoptr(GString) name = g_string_new(picture);
        g_autofree char *number = g_strdup_printf("%u", i);
        g_string_replace(name, "%u", number, 0);
        g_autofree char *path = g_build_filename(drawn.folder.path, name->str, NULL);
        char *contents;
        gsize size;
        g_assert_true(g_file_get_contents(path, &contents, &size, NULL));
        g_autoptr(GBytes) png = g_bytes_new_take(contents, size);
        g_autofree Cells *theirs = cells_read(png, each ? 0 : i);
        for (int fault = 0; fault < N_FAULTS; fault++) {
            const double difference = cells_difference(drawn.ours[i][fault], theirs);
            g_test_message("%s, %s, %s: %.3f", program, charts[i].name, fault_names[fault],
                           difference);
            if ((difference <= most) != (fault == WHOLE))
                g_test_fail();
        }
    }
}

static void test_program(gconstpointer data)
{
    const gsize i = GPOINTER_TO_SIZE(data);
    g_autofree char *found = g_find_program_in_path(programs[i].program);
    if (!found || g_getenv("ASAN_OPTIONS")) {
        g_test_skip(found ? "other programs are tried without AddressSanitizer" : "not installed");
        return;
    }
    run(programs[i].arguments);
    check_program(programs[i].program, programs[i].picture, programs[i].most);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_assert_true(font_check(NULL, NULL));
    draw_charts();
    for (gsize i = 0; i < G_N_ELEMENTS(programs); i++) {
        g_autofree char *path = g_strdup_printf("/opens-alike/%s", programs[i].program);
        g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_program);
    }
    const int status = g_test_run();
    folder_clear(&drawn.folder);
    for (guint i = 0; i < N_CHARTS; i++) {
        g_bytes_unref(drawn.svg[i]);
        for (int fault = 0; fault < N_FAULTS; fault++)
            g_free(drawn.ours[i][fault]);
    }
    return status;
}
