/* Well-known text of geometries (OGC 06-103r4, section 7), which frictionless-py
 * reads as a format of strings. */
#include "table/type.h"

#include <string.h>

enum { DEPTH_LIMIT = 50 };

typedef struct {
    const char *p, *end;
    guint depth;
} Wkt;

/* What stands between the brackets of a geometry. */
typedef enum { POINTS, LISTS, GEOMETRIES } WktBody;

static const struct {
    const char *name;
    WktBody body;
    guint depth;       /* of brackets around the points of LISTS */
    gboolean geometry; /* the items of LISTS may also be geometries with names */
} kinds[] = {
    {"POINT", POINTS, 1, FALSE},
    {"LINESTRING", POINTS, 1, FALSE},
    {"CIRCULARSTRING", POINTS, 1, FALSE},
    {"POLYGON", LISTS, 2, FALSE},
    {"TRIANGLE", LISTS, 2, FALSE},
    {"MULTIPOINT", LISTS, 2, FALSE},
    {"MULTILINESTRING", LISTS, 2, FALSE},
    {"MULTIPOLYGON", LISTS, 3, FALSE},
    {"POLYHEDRALSURFACE", LISTS, 3, FALSE},
    {"TIN", LISTS, 3, FALSE},
    {"COMPOUNDCURVE", LISTS, 2, TRUE},
    {"CURVEPOLYGON", LISTS, 2, TRUE},
    {"MULTICURVE", LISTS, 2, TRUE},
    {"MULTISURFACE", LISTS, 3, TRUE},
    {"GEOMETRYCOLLECTION", GEOMETRIES, 1, TRUE},
};

static void skip_blanks(Wkt *wkt)
{
    while (wkt->p < wkt->end && g_ascii_isspace(*wkt->p))
        wkt->p++;
}

static gboolean take(Wkt *wkt, char c)
{
    skip_blanks(wkt);
    if (wkt->p == wkt->end || *wkt->p != c)
        return FALSE;
    wkt->p++;
    return TRUE;
}

static gsize word_length(const Wkt *wkt)
{
    gsize n = 0;
    while ((gsize)(wkt->end - wkt->p) > n && g_ascii_isalpha(wkt->p[n]))
        n++;
    return n;
}

static gboolean take_word(Wkt *wkt, const char *word)
{
    skip_blanks(wkt);
    const gsize n = word_length(wkt);
    if (n != strlen(word) || g_ascii_strncasecmp(wkt->p, word, n) != 0)
        return FALSE;
    wkt->p += n;
    return TRUE;
}

static gboolean take_number(Wkt *wkt)
{
    skip_blanks(wkt);
    const char *start = wkt->p;
    while (wkt->p < wkt->end && *wkt->p != '\0' && strchr("0123456789+-.eE", *wkt->p))
        wkt->p++;
    FieldValue value;
    return field_number_read(start, (gsize)(wkt->p - start), &value);
}

/* Two to four numbers. */
static gboolean take_point(Wkt *wkt)
{
    guint n = 0;
    do {
        if (!take_number(wkt))
            return FALSE;
        n++;
        skip_blanks(wkt);
    } while (n < 4 && wkt->p < wkt->end && *wkt->p != ',' && *wkt->p != ')');
    return n >= 2;
}

static gboolean take_geometry(Wkt *wkt);

/* '(' items ')', of points in that depth of brackets */
static gboolean take_list(Wkt *wkt, guint depth, gboolean points_alone, gboolean geometry)
{
    if (take_word(wkt, "EMPTY"))
        return TRUE;
    if (!take(wkt, '('))
        return FALSE;
    do {
        skip_blanks(wkt);
        const gboolean bracket = wkt->p < wkt->end && *wkt->p == '(';
        gboolean taken;
        if (geometry && wkt->p < wkt->end && g_ascii_isalpha(*wkt->p))
            taken = take_geometry(wkt);
        else if (depth > 1 && (bracket || !points_alone))
            taken = take_list(wkt, depth - 1, FALSE, geometry);
        else
            taken = take_point(wkt);
        if (!taken)
            return FALSE;
    } while (take(wkt, ','));
    return take(wkt, ')');
}

static gboolean take_collection(Wkt *wkt)
{
    if (take_word(wkt, "EMPTY"))
        return TRUE;
    if (!take(wkt, '('))
        return FALSE;
    do {
        if (!take_geometry(wkt))
            return FALSE;
    } while (take(wkt, ','));
    return take(wkt, ')');
}

static gboolean take_geometry(Wkt *wkt)
{
    if (++wkt->depth > DEPTH_LIMIT)
        return FALSE;
    gboolean taken = FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (!take_word(wkt, kinds[i].name))
            continue;
        if (!take_word(wkt, "Z") && !take_word(wkt, "M"))
            (void)take_word(wkt, "ZM");
        taken = kinds[i].body == GEOMETRIES
                    ? take_collection(wkt)
                    : take_list(wkt, kinds[i].depth, strcmp(kinds[i].name, "MULTIPOINT") == 0,
                                kinds[i].geometry);
        break;
    }
    wkt->depth--;
    return taken;
}

static gboolean read_wkt(const Field *field, const char *text, gsize length, FieldValue *value)
{
    (void)field;
    *value = (FieldValue){0};
    Wkt wkt = {text, text + length, 0};
    if (!take_geometry(&wkt))
        return FALSE;
    skip_blanks(&wkt);
    return wkt.p == wkt.end;
}

static gsize measure(const Field *field, const char *text, gsize length)
{
    return field_type_string.measure(field, text, length);
}

const FieldType field_type_wkt = {
    .name = "string",
    .format = "wkt",
    .expected = "a geometry as well-known text such as POINT (30 10)",
    .options = OPTION_CATEGORIES,
    .measure = measure,
    .read = read_wkt,
};
