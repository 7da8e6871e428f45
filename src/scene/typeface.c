#include "scene/typeface.h"

#include "scene/shaping_library.h"

/* Pango's units at the size that it measures in (font.h), so that both round alike. */
enum { UNITS_PER_EM = 64 * 1024 };

/* The characters that may be plain: Latin letters and their punctuation, then the blocks from
 * General Punctuation to Mathematical Operators. */
enum {
    LATIN_BEGIN = 0x20,
    LATIN_END = 0x180,
    SYMBOLS_BEGIN = 0x2000,
    SYMBOLS_END = 0x2300,
    N_LETTERS = LATIN_END - LATIN_BEGIN + SYMBOLS_END - SYMBOLS_BEGIN
};

typedef struct {
    enum { LETTER_UNKNOWN, LETTER_PLAIN, LETTER_OTHER } kind;
    hb_codepoint_t glyph;
    int advance;
    GArray *outline; /* of PathSegment; NULL: not asked for yet */
} Letter;

struct Typeface {
    char *path;
    const FaceTable *table; /* NULL: there is none */
    hb_font_t *font;        /* NULL: it is not open yet, nor what follows */
    hb_buffer_t *buffer;
    hb_segment_properties_t properties; /* of all texts */
    hb_shape_plan_t *plan;              /* for them: hb_shape would look for it every time */
    Letter letters[N_LETTERS];
    GHashTable *kerning; /* both letters' indices -> what is between them, or TYPEFACE_NOT_PLAIN */
};

static const hb_feature_t features[] = {
    {HB_TAG('t', 'n', 'u', 'm'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('l', 'i', 'g', 'a'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('c', 'l', 'i', 'g'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
};

Typeface *typeface_open(const char *path, const FaceTable *table)
{
    Typeface *typeface = g_new0(Typeface, 1);
    typeface->path = g_strdup(path);
    typeface->table = table;
    typeface->kerning = g_hash_table_new(NULL, NULL);
    return typeface;
}

/* The font, opened for what the table does not tell. */
static hb_font_t *typeface_font(Typeface *typeface)
{
    if (typeface->font)
        return typeface->font;
    hb_blob_t *blob = hb_blob_create_from_file(typeface->path);
    hb_face_t *face = hb_face_create(blob, 0); /* of no font, it has no glyphs */
    typeface->font = hb_font_create(face);
    hb_font_set_scale(typeface->font, UNITS_PER_EM, UNITS_PER_EM);
    typeface->properties = (hb_segment_properties_t){.direction = HB_DIRECTION_LTR,
                                                     .script = HB_SCRIPT_LATIN,
                                                     .language = hb_language_from_string("en", -1)};
    typeface->plan =
        hb_shape_plan_create(face, &typeface->properties, features, G_N_ELEMENTS(features), NULL);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    typeface->buffer = hb_buffer_create();
    return typeface->font;
}

/* ---- letters and pairs ----------------------------------------------------------------------- */

/* Their glyphs; FALSE when there are more or less, or one stands elsewhere than in the row. */
static gboolean shape(Typeface *typeface, const hb_codepoint_t *codes, int n,
                      const hb_glyph_info_t **glyphs, const hb_glyph_position_t **positions)
{
    hb_font_t *font = typeface_font(typeface);
    hb_buffer_clear_contents(typeface->buffer);
    hb_buffer_set_segment_properties(typeface->buffer, &typeface->properties);
    hb_buffer_add_utf32(typeface->buffer, codes, n, 0, n);
    hb_shape_plan_execute(typeface->plan, font, typeface->buffer, features, G_N_ELEMENTS(features));
    guint n_glyphs;
    *glyphs = hb_buffer_get_glyph_infos(typeface->buffer, &n_glyphs);
    *positions = hb_buffer_get_glyph_positions(typeface->buffer, &n_glyphs);
    gboolean in_row = n_glyphs == (guint)n;
    for (guint i = 0; i < n_glyphs; i++)
        in_row = in_row && (*positions)[i].x_offset == 0 && (*positions)[i].y_offset == 0 &&
                 (*glyphs)[i].codepoint != 0;
    return in_row;
}

static gboolean may_be_plain(gunichar c)
{
    const gunichar hyphenation_point = 0x2027; /* Pango makes a hyphen of it at the end of a line */
    const GUnicodeType type = g_unichar_type(c);
    const GUnicodeScript script = g_unichar_get_script(c);
    return c != hyphenation_point && g_unichar_isprint(c) && !g_unichar_ismark(c) &&
           type != G_UNICODE_LINE_SEPARATOR && type != G_UNICODE_PARAGRAPH_SEPARATOR &&
           (script == G_UNICODE_SCRIPT_LATIN || script == G_UNICODE_SCRIPT_COMMON);
}

/* -1: it is not plain in any font. */
static int letter_index(gunichar c)
{
    if (c >= LATIN_BEGIN && c < LATIN_END)
        return (int)c - LATIN_BEGIN;
    return c >= SYMBOLS_BEGIN && c < SYMBOLS_END ? (int)c - SYMBOLS_BEGIN + LATIN_END - LATIN_BEGIN
                                                 : -1;
}

static Letter *find_letter(Typeface *typeface, gunichar c, int index)
{
    Letter *letter = &typeface->letters[index];
    if (letter->kind != LETTER_UNKNOWN)
        return letter;
    const int slot = typeface->table ? face_table_slot(c) : -1;
    if (slot >= 0) {
        const FaceLetter *known = &typeface->table->letters[slot];
        *letter = (Letter){known->plain ? LETTER_PLAIN : LETTER_OTHER, known->glyph, known->advance,
                           NULL};
        return letter;
    }
    const hb_glyph_info_t *glyph;
    const hb_glyph_position_t *position;
    letter->kind = LETTER_OTHER;
    hb_codepoint_t own; /* HarfBuzz would take another letter's glyph, Pango another font */
    if (may_be_plain(c) && hb_font_get_nominal_glyph(typeface_font(typeface), c, &own) &&
        shape(typeface, &c, 1, &glyph, &position))
        *letter = (Letter){LETTER_PLAIN, glyph->codepoint, position->x_advance, NULL};
    return letter;
}

static gpointer pair_key(const int indices[2])
{
    return GINT_TO_POINTER(indices[0] * N_LETTERS + indices[1]);
}

/* FALSE: the kerning of the pair is still to be asked for. */
static gboolean know_kerning(const Typeface *typeface, const gunichar pair[2], const int indices[2],
                             int *kerning)
{
    if (typeface->table) {
        const FaceTable *table = typeface->table;
        const int first = face_table_slot(pair[0]), second = face_table_slot(pair[1]);
        if (first >= 0 && second >= 0) {
            const int known = table->kernings[first][second];
            *kerning = known == FACE_TABLE_NOT_PLAIN ? TYPEFACE_NOT_PLAIN : known;
            return TRUE;
        }
    }
    gpointer known;
    if (!g_hash_table_lookup_extended(typeface->kerning, pair_key(indices), NULL, &known))
        return FALSE;
    *kerning = GPOINTER_TO_INT(known);
    return TRUE;
}

/* Letters of a text that are shaped in one row, stretches of it one behind the other. */
typedef struct {
    gunichar codes[256];
    int indices[256];
    gboolean joined[256]; /* with the one before, a pair whose kerning is asked for */
    int n;
} LetterRow;

static void row_add(LetterRow *row, gunichar code, int index, gboolean joined)
{
    row->codes[row->n] = code;
    row->indices[row->n] = index;
    row->joined[row->n++] = joined;
}

/* The stretches of a text whose pairs are not known yet, up to a letter that is not plain. */
static void collect_pairs(Typeface *typeface, const char *text, LetterRow *row)
{
    gunichar before = 0;
    int index_before = -1;
    gboolean unknown_before = FALSE; /* the letter before is the row's last */
    row->n = 0;
    for (const char *p = text; *p && row->n < (int)G_N_ELEMENTS(row->codes) - 1;
         p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        const int index = letter_index(c);
        if (index < 0 || find_letter(typeface, c, index)->kind != LETTER_PLAIN)
            break;
        const int pair[] = {index_before, index};
        const gboolean unknown =
            index_before >= 0 && !g_hash_table_contains(typeface->kerning, pair_key(pair));
        if (unknown && !unknown_before)
            row_add(row, before, index_before, FALSE);
        if (unknown)
            row_add(row, c, index, TRUE);
        before = c;
        index_before = index;
        unknown_before = unknown;
    }
}

/* Shapes the pairs of a text at once: one by one, those of a chart of twenty bars take four times
 * as long.  Nothing is learnt of letters that are not as they are alone. */
static void learn_kerning(Typeface *typeface, const char *text)
{
    LetterRow row;
    collect_pairs(typeface, text, &row);
    const hb_glyph_info_t *glyphs;
    const hb_glyph_position_t *positions;
    if (row.n == 0 || !shape(typeface, row.codes, row.n, &glyphs, &positions))
        return;
    for (int i = 1; i < row.n; i++) {
        const Letter *first = &typeface->letters[row.indices[i - 1]];
        const Letter *second = &typeface->letters[row.indices[i]];
        if (row.joined[i] && glyphs[i - 1].codepoint == first->glyph &&
            glyphs[i].codepoint == second->glyph)
            g_hash_table_insert(typeface->kerning, pair_key(&row.indices[i - 1]),
                                GINT_TO_POINTER(positions[i - 1].x_advance - first->advance));
    }
}

/* What is added between two letters, which are the ones behind these indices; TYPEFACE_NOT_PLAIN:
 * they make other glyphs together than alone. */
static int find_kerning(Typeface *typeface, const gunichar pair[2], const int indices[2],
                        const char *text)
{
    int kerning = 0;
    if (know_kerning(typeface, pair, indices, &kerning))
        return kerning;
    learn_kerning(typeface, text);
    if (know_kerning(typeface, pair, indices, &kerning))
        return kerning;
    const hb_glyph_info_t *glyphs;
    const hb_glyph_position_t *positions;
    gboolean plain = shape(typeface, pair, 2, &glyphs, &positions);
    for (int i = 0; plain && i < 2; i++) {
        const Letter *letter = &typeface->letters[indices[i]];
        plain = glyphs[i].codepoint == letter->glyph;
        kerning += positions[i].x_advance - letter->advance;
    }
    if (!plain || positions[1].x_advance != typeface->letters[indices[1]].advance)
        kerning = TYPEFACE_NOT_PLAIN;
    g_hash_table_insert(typeface->kerning, pair_key(indices), GINT_TO_POINTER(kerning));
    return kerning;
}

gboolean typeface_letter(Typeface *typeface, gunichar letter, guint *glyph, int *advance)
{
    const int index = letter_index(letter);
    const Letter *found = index >= 0 ? find_letter(typeface, letter, index) : NULL;
    if (!found || found->kind != LETTER_PLAIN)
        return FALSE;
    *glyph = found->glyph;
    *advance = found->advance;
    return TRUE;
}

int typeface_kerning(Typeface *typeface, gunichar first, gunichar second)
{
    const gunichar pair[] = {first, second};
    const int indices[] = {letter_index(first), letter_index(second)};
    for (int i = 0; i < 2; i++)
        find_letter(typeface, pair[i], indices[i]);
    return find_kerning(typeface, pair, indices, "");
}

/* ---- texts ----------------------------------------------------------------------------------- */

/* What a walk over a text gives: letter after letter, each with the place where it begins. */
typedef struct {
    Typeface *typeface;
    const char *text, *next;
    gunichar pair[2]; /* the letter before, and this one */
    int indices[2];
    Letter *letter;
    int x, end; /* of the letter */
} Walk;

static Walk walk_begin(Typeface *typeface, const char *text)
{
    return (Walk){.typeface = typeface, .text = text, .next = text, .indices = {-1, -1}};
}

/* FALSE: the text is at its end, and *walk->next is 0, or what comes is not plain. */
static gboolean walk_next(Walk *walk)
{
    const gunichar c = g_utf8_get_char(walk->next);
    const int index = letter_index(c);
    if (index < 0)
        return FALSE;
    walk->pair[0] = walk->pair[1];
    walk->indices[0] = walk->indices[1];
    walk->pair[1] = c;
    walk->indices[1] = index;
    walk->letter = find_letter(walk->typeface, c, index);
    if (walk->letter->kind != LETTER_PLAIN)
        return FALSE;
    const int kerning = walk->indices[0] >= 0
                            ? find_kerning(walk->typeface, walk->pair, walk->indices, walk->text)
                            : 0;
    if (kerning == TYPEFACE_NOT_PLAIN)
        return FALSE;
    walk->x = walk->end + kerning;
    walk->end = walk->x + walk->letter->advance;
    walk->next = g_utf8_next_char(walk->next);
    return TRUE;
}

gboolean typeface_measure(Typeface *typeface, const char *text, double *width)
{
    Walk walk = walk_begin(typeface, text);
    while (walk_next(&walk)) {
    }
    *width = (double)walk.end / UNITS_PER_EM;
    return *walk.next == '\0';
}

/* ---- outlines -------------------------------------------------------------------------------- */

static void add_segment(GArray *segments, char verb, const float *points, gsize n_points)
{
    PathSegment segment = {.verb = verb};
    for (gsize i = 0; i < n_points; i++) {
        segment.points[2 * i] = (double)points[2 * i] / UNITS_PER_EM;
        segment.points[2 * i + 1] = -(double)points[2 * i + 1] / UNITS_PER_EM; /* y goes up */
    }
    g_array_append_val(segments, segment);
}

static void move_to(hb_draw_funcs_t *functions G_GNUC_UNUSED, void *segments,
                    hb_draw_state_t *state G_GNUC_UNUSED, float x, float y,
                    void *data G_GNUC_UNUSED)
{
    add_segment(segments, 'M', (const float[]){x, y}, 1);
}

static void line_to(hb_draw_funcs_t *functions G_GNUC_UNUSED, void *segments,
                    hb_draw_state_t *state G_GNUC_UNUSED, float x, float y,
                    void *data G_GNUC_UNUSED)
{
    add_segment(segments, 'L', (const float[]){x, y}, 1);
}

static void curve_to(hb_draw_funcs_t *functions G_GNUC_UNUSED, void *segments,
                     hb_draw_state_t *state G_GNUC_UNUSED, float x1, float y1, float x2, float y2,
                     float x, float y, void *data G_GNUC_UNUSED)
{
    add_segment(segments, 'C', (const float[]){x1, y1, x2, y2, x, y}, 3);
}

static void close_path(hb_draw_funcs_t *functions G_GNUC_UNUSED, void *segments,
                       hb_draw_state_t *state G_GNUC_UNUSED, void *data G_GNUC_UNUSED)
{
    add_segment(segments, 'Z', NULL, 0);
}

/* HarfBuzz makes cubic curves of quadratic ones, as there is no function for these. */
static hb_draw_funcs_t *drawing(void)
{
    static hb_draw_funcs_t *functions;
    if (!functions) {
        functions = hb_draw_funcs_create();
        hb_draw_funcs_set_move_to_func(functions, move_to, NULL, NULL);
        hb_draw_funcs_set_line_to_func(functions, line_to, NULL, NULL);
        hb_draw_funcs_set_cubic_to_func(functions, curve_to, NULL, NULL);
        hb_draw_funcs_set_close_path_func(functions, close_path, NULL, NULL);
    }
    return functions;
}

static MarkPath letter_path(Typeface *typeface, Letter *letter)
{
    if (!letter->outline) {
        letter->outline = g_array_new(FALSE, FALSE, sizeof(PathSegment));
        hb_font_get_glyph_shape(typeface_font(typeface), letter->glyph, drawing(), letter->outline);
    }
    return (MarkPath){(const PathSegment *)(void *)letter->outline->data, letter->outline->len};
}

gboolean typeface_outline(Typeface *typeface, const char *text, GArray *letters)
{
    double width;
    if (!typeface_measure(typeface, text, &width))
        return FALSE;
    for (Walk walk = walk_begin(typeface, text); walk_next(&walk);) {
        const LetterOutline letter = {letter_path(typeface, walk.letter),
                                      (double)walk.x / UNITS_PER_EM};
        g_array_append_val(letters, letter);
    }
    return TRUE;
}
