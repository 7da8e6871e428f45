#include "render/cover.h"
#include "render/painter.h"
#include "render/style.h"
#include "scene/font.h"

#include <math.h>

/* ---- where letters go ------------------------------------------------------------------------ */

/* To the text's start on its baseline. */
static void place_text(cairo_t *cr, const MarkText *text)
{
    static const double shares[] = {[ANCHOR_START] = 0, [ANCHOR_MIDDLE] = 0.5, [ANCHOR_END] = 1};
    cairo_translate(cr, text->x, text->y);
    cairo_rotate(cr, text->angle * G_PI / 180);
    cairo_translate(cr, -text->width * shares[text->anchor], 0);
}

/* And to the start of a run, at a size of 1 px. */
static void place_run(cairo_t *cr, const TextRun *run)
{
    cairo_translate(cr, run->x, -run->rise);
    cairo_scale(cr, run->size, run->size);
}

static Font run_font(const TextRun *run, const char *family)
{
    return (Font){family, run->size, run->weight, run->italic};
}

/* ---- Pango's letters ------------------------------------------------------------------------- */

/* Their outlines, as current path, or the letters as such, in the colour of cr. */
static void add_layouts(cairo_t *cr, const MarkText *text, const char *family, gboolean outlines)
{
    cairo_save(cr); /* the path stays when the matrix goes */
    place_text(cr, text);
    for (guint i = 0; i < text->n_runs; i++) {
        const Font font = run_font(&text->runs[i], family);
        PangoLayout *layout = font_layout(&font, text->runs[i].text);
        cairo_save(cr);
        place_run(cr, &text->runs[i]);
        cairo_scale(cr, 1.0 / FONT_LAYOUT_SIZE, 1.0 / FONT_LAYOUT_SIZE);
        cairo_move_to(cr, 0, 0);
        if (outlines)
            pango_cairo_layout_line_path(cr, pango_layout_get_line_readonly(layout, 0));
        else
            pango_cairo_show_layout_line(cr, pango_layout_get_line_readonly(layout, 0));
        cairo_restore(cr);
    }
    cairo_restore(cr);
}

/* ---- plain letters --------------------------------------------------------------------------- */

/* Adds those of a run, of which cr has the place. */
static gboolean add_letters(cairo_t *cr, const Font *font, const char *text, GArray *letters)
{
    g_autoptr(GArray) outlines = g_array_new(FALSE, FALSE, sizeof(LetterOutline));
    cairo_matrix_t run;
    cairo_get_matrix(cr, &run);
    const gboolean plain = font_outline(font, text, outlines);
    for (guint i = 0; i < outlines->len; i++) {
        const LetterOutline *outline = &g_array_index(outlines, LetterOutline, i);
        cairo_matrix_t matrix = run;
        matrix.x0 += run.xx * outline->x;
        matrix.y0 += run.yx * outline->x;
        const CoverLetter letter = cover_letter(outline->path, &matrix);
        g_array_append_val(letters, letter);
    }
    return plain;
}

/* Of CoverLetter; NULL: some of the text is not plain. */
static GArray *find_letters(cairo_t *cr, const MarkText *text, const char *family)
{
    g_autoptr(GArray) letters = g_array_new(FALSE, FALSE, sizeof(CoverLetter));
    gboolean plain = TRUE;
    cairo_save(cr);
    place_text(cr, text);
    for (guint i = 0; plain && i < text->n_runs; i++) {
        const Font font = run_font(&text->runs[i], family);
        cairo_save(cr);
        place_run(cr, &text->runs[i]);
        plain = add_letters(cr, &font, text->runs[i].text, letters);
        cairo_restore(cr);
    }
    cairo_restore(cr);
    return plain ? g_steal_pointer(&letters) : NULL;
}

static void add_path(cairo_t *cr, const CoverLetter *letter)
{
    cairo_save(cr);
    cairo_set_matrix(cr, &letter->matrix);
    painter_add_path(cr, &letter->path);
    cairo_restore(cr);
}

void painter_add_text(cairo_t *cr, const MarkText *text, const char *family)
{
    g_autoptr(GArray) letters = find_letters(cr, text, family);
    cairo_new_path(cr);
    for (guint i = 0; letters && i < letters->len; i++)
        add_path(cr, &g_array_index(letters, CoverLetter, i));
    if (!letters)
        add_layouts(cr, text, family, TRUE);
}

/* ---- halos ----------------------------------------------------------------------------------- */

/* Whether something else than the halo's colour is within its reach of a letter, in pixels: of most
 * there is nothing, and lines around letters take longer than the letters. */
static gboolean halo_shows(cairo_surface_t *surface, const CoverLetter *letter, double reach,
                           Color color)
{
    const int width = cairo_image_surface_get_width(surface);
    const int height = cairo_image_surface_get_height(surface);
    const int left = (int)CLAMP(floor(letter->box[0] - reach), 0, width);
    const int top = (int)CLAMP(floor(letter->box[1] - reach), 0, height);
    const int right = (int)CLAMP(ceil(letter->box[2] + reach), 0, width);
    const int bottom = (int)CLAMP(ceil(letter->box[3] + reach), 0, height);
    /* where all is opaque the highest byte means nothing */
    const guint32 opaque =
        cairo_image_surface_get_format(surface) == CAIRO_FORMAT_RGB24 ? 0 : 0xFF000000;
    const guint32 ink = opaque | (guint32)color.red << 16 | (guint32)color.green << 8 | color.blue;
    const guint8 *data = cairo_image_surface_get_data(surface);
    const gssize stride = cairo_image_surface_get_stride(surface);
    for (int y = top; y < bottom; y++) {
        const guint32 *row = (const guint32 *)(const void *)(data + y * stride);
        for (int x = left; x < right; x++) {
            if ((row[x] & (opaque | 0xFFFFFF)) != ink)
                return TRUE;
        }
    }
    return FALSE;
}

/* Makes the outlines of the letters whose halo shows the current path. */
static void add_halo_letters(cairo_t *cr, const MarkText *text, const GArray *letters)
{
    cairo_surface_t *surface = cairo_get_target(cr);
    double x = style_halo_width(text) / 2, y = 0;
    cairo_user_to_device_distance(cr, &x, &y);
    cairo_surface_flush(surface);
    cairo_new_path(cr);
    for (guint i = 0; i < letters->len; i++) {
        const CoverLetter *letter = &g_array_index(letters, CoverLetter, i);
        if (text->halo_color.alpha < 1 ||
            halo_shows(surface, letter, hypot(x, y) + 1, text->halo_color))
            add_path(cr, letter);
    }
}

/* letters: of a surface of pixels; NULL: it is another, or the text is not plain. */
static void paint_halo(cairo_t *cr, const MarkText *text, const char *family, const GArray *letters)
{
    if (letters)
        add_halo_letters(cr, text, letters);
    else
        painter_add_text(cr, text, family);
    painter_set_color(cr, text->halo_color);
    cairo_set_line_width(cr, style_halo_width(text));
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo_stroke(cr);
}

/* ---- the whole ------------------------------------------------------------------------------- */

/* keep: letters as such, where the surface knows what these are, to be searched and copied */
static void fill_text(cairo_t *cr, const MarkText *text, const char *family, gboolean keep)
{
    if (keep) {
        add_layouts(cr, text, family, FALSE);
        cairo_new_path(cr);
    } else {
        painter_add_text(cr, text, family);
        cairo_fill(cr);
    }
}

void painter_paint_text(cairo_t *cr, const Mark *mark, const Scene *scene)
{
    const MarkText *text = &mark->as.text;
    const cairo_surface_type_t type = cairo_surface_get_type(cairo_get_target(cr));
    g_autoptr(GArray) letters =
        type == CAIRO_SURFACE_TYPE_IMAGE ? find_letters(cr, text, scene->font) : NULL;
    if (text->halo && text->halo_color.alpha > 0)
        paint_halo(cr, text, scene->font, letters);
    if (mark->fill.alpha <= 0)
        return;
    painter_set_color(cr, mark->fill);
    if (!letters || !cover_fill(cr, letters))
        fill_text(cr, text, scene->font,
                  type == CAIRO_SURFACE_TYPE_PDF && !scene->variant.outlines);
}
