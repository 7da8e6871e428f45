#include "trail/deck.h"

#include "zip_maker.h"

#define PNG "\x89PNG\r\n\x1a\n"
#define ODF                                                                                        \
    "xmlns:office='o' xmlns:draw='d' xmlns:presentation='p' xmlns:text='t' xmlns:xlink='x' "       \
    "xmlns:svg='urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0'"
#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELATION(id, type, target)                                                                 \
    "<Relationship Id='" id "' Type='" REL "/" type "' Target='" target "'/>"

/* ---- fixtures -------------------------------------------------------------------------------- */

/* A presentation with this content.xml and two pictures. */
static GBytes *make_odp(const char *content)
{
    const ZipEntry entries[] = {{.name = "content.xml", .text = content},
                                {.name = "Pictures/a.png", .text = PNG},
                                {.name = "Pictures/b.svg", .text = "<svg/>"}};
    return zip_make(entries, G_N_ELEMENTS(entries));
}

/* A deck of one slide; its relationships r1 and r2 are pictures. */
static GBytes *make_pptx(const char *slide)
{
    const ZipEntry entries[] = {
        {.name = "[Content_Types].xml", .text = "<Types/>"},
        {.name = "_rels/.rels",
         .text = "<r>" RELATION("1", "officeDocument", "ppt/presentation.xml") "</r>"},
        {.name = "ppt/presentation.xml",
         .text = "<p:presentation xmlns:p='p' xmlns:r='" REL "'><p:sldId id='256' r:id='s'/>"
                 "</p:presentation>"},
        {.name = "ppt/_rels/presentation.xml.rels",
         .text = "<r>" RELATION("s", "slide", "slides/s.xml") "</r>"},
        {.name = "ppt/slides/s.xml", .text = slide},
        {.name = "ppt/slides/_rels/s.xml.rels",
         .text = "<r>" RELATION("r1", "image", "../media/a.png")
             RELATION("r2", "image", "../media/b.svg") "</r>"},
        {.name = "ppt/media/a.png", .text = PNG},
        {.name = "ppt/media/b.svg", .text = "<svg/>"},
    };
    return zip_make(entries, G_N_ELEMENTS(entries));
}

/* '1 "title" alt=text a.png b.svg' per picture, a line each. */
static char *describe(const Deck *deck)
{
    GString *out = g_string_new(NULL);
    const GPtrArray *pictures = deck_pictures(deck);
    for (guint i = 0; i < pictures->len; i++) {
        const DeckPicture *picture = g_ptr_array_index(pictures, i);
        g_string_append_printf(out, "%u \"%s\" alt=%s", picture->slide,
                               picture->heading ? picture->heading : "",
                               picture->alt ? picture->alt : "-");
        for (guint m = 0; m < picture->media->len; m++) {
            const DeckMedia *media = g_ptr_array_index(picture->media, m);
            const char *slash = strrchr(media->name, '/');
            g_string_append_printf(out, " %s:%s", slash ? slash + 1 : media->name,
                                   media->type ? media->type : "-");
        }
        g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}

/* ---- reading --------------------------------------------------------------------------------- */

typedef GBytes *(*Make)(const char *text);

static GBytes *make_page(const char *text)
{
    return g_bytes_new(text, strlen(text));
}

static const struct {
    Make make;
    const char *text, *pictures;
} decks[] = {
    {make_odp,
     "<d " ODF "><office:body><office:presentation><draw:page>"
     "<draw:frame "
     "presentation:class='title'><text:p>Two</text:p><text:p>lines</text:p></draw:frame>"
     "<draw:frame><draw:image xlink:href='Pictures/b.svg'/><draw:image xlink:href='./Pictures/"
     "a.png'/><svg:desc>a &lt; b</svg:desc></draw:frame></draw:page><draw:page>"
     "<draw:frame><draw:image xlink:href='http://x/y.png'/></draw:frame>"
     "<draw:frame><draw:object/><draw:image xlink:href='Pictures/a.png'/></draw:frame>"
     "</draw:page></office:presentation></office:body></d>",
     "1 \"Two lines\" alt=a < b b.svg:svg a.png:png\n"
     "2 \"\" alt=- y.png:-\n"},
    {make_odp,
     "<d " ODF "><office:body><office:text><text:h>Head <text:span>ing</text:span></text:h>"
     "<text:p><draw:frame><draw:image xlink:href='Pictures/a.png'/></draw:frame></text:p>"
     "</office:text></office:body></d>",
     "0 \"Head ing\" alt=- a.png:png\n"},
    {make_pptx,
     "<p:sld xmlns:p='p' xmlns:a='a' xmlns:m='m' xmlns:v='v' xmlns:r='" REL "'>"
     "<p:sp><p:nvPr><p:ph type='ctrTitle'/></p:nvPr><a:p><a:t>A</a:t></a:p><a:p><a:t>B</a:t></a:p>"
     "</p:sp><m:AlternateContent><m:Choice><p:pic><p:cNvPr descr='x'/><a:blip r:embed='r1'>"
     "<svgBlip r:embed='r2'/></a:blip></p:pic></m:Choice><m:Fallback><v:imagedata r:id='r1'/>"
     "</m:Fallback></m:AlternateContent><p:pic><a:blip r:embed='r1'/></p:pic>"
     "<p:pic><a:blip r:embed='none'/></p:pic></p:sld>",
     "1 \"A B\" alt=x b.svg:svg a.png:png\n"
     "1 \"A B\" alt=- a.png:png\n"},
    {make_page,
     "<html><title>T</title><img src='data:image/png;base64,iVBORw0KGgo='><H2>He<b>ad</b></H2>"
     "<p><IMG ALT=x SRC=no.gif><svg><svg></svg></svg><script>'<img src=s.png>'</script>"
     "<img src='data:image/svg+xml,%3Csvg/%3E'><img src=''><img>",
     "0 \"T\" alt=- line 1:png\n"
     "0 \"Head\" alt=x no.gif:-\n"
     "0 \"Head\" alt=- line 1:svg\n"
     "0 \"Head\" alt=- line 1:svg\n"},
};

static void finds_the_pictures(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(decks); i++) {
        g_autoptr(GBytes) bytes = decks[i].make(decks[i].text);
        g_autoptr(GError) error = NULL;
        g_autoptr(Deck) deck = deck_read_bytes("deck", bytes, &error);
        g_assert_no_error(error);
        g_autofree char *pictures = describe(deck);
        g_assert_cmpstr(pictures, ==, decks[i].pictures);
    }
}

static void tells_what_is_no_deck(void)
{
    static const struct {
        Make make;
        const char *text, *message;
    } cases[] = {
        {make_page, "", "deck is no deck"},
        {make_page, "plain text", "figtrail reads .pptx, .odp, .docx, .odt and .html"},
        {make_page, "<html>\xff", "it is not in UTF-8"},
        {make_odp, "", "content.xml: it is empty"},
        {make_odp, "<d><e></d>", "cannot read content.xml as XML: line 1: "},
        {make_odp, "<!DOCTYPE d [<!ENTITY e 'x'>]><d>&e;</d>", "it has a document type"},
        {make_odp, "<?xml version='1.0' encoding='UTF-16'?><d/>", "content.xml"},
        {make_odp, "<d " ODF "><office:body><office:spreadsheet/></office:body></d>",
         "neither a presentation nor a text document"},
        {make_odp, "<d/>", "neither a presentation nor a text document"},
        {make_pptx, "no slide", "cannot read ppt/slides/s.xml as XML"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GBytes) bytes = cases[i].make(cases[i].text);
        g_autoptr(GError) error = NULL;
        g_autoptr(Deck) deck = deck_read_bytes("deck", bytes, &error);
        g_assert_null(deck);
        if (!strstr(error->message, cases[i].message))
            g_error("\"%s\" instead of \"%s\"", error->message, cases[i].message);
    }
}

/* ---- changes --------------------------------------------------------------------------------- */

/* What an edit makes of the text that stands in the slide, the content or the page. */
static const struct {
    Make make;
    const char *head, *before, *after, *tail;
    double ratio; /* 0: no fit */
    gboolean fits;
} edits[] = {
    /* an alt text in either quotes, in none, and where there was none; escaped */
    {make_page, "<html><p>", "<img alt=x src=a>", "<img alt=\"&lt;&quot;&gt;\" src=a>", "<b>", 0,
     TRUE},
    {make_page, "<html>", "<img src=a alt = 'x y'>", "<img src=a alt = \"&lt;&quot;&gt;\">", "", 0,
     TRUE},
    {make_page, "<html>é<!-- <img> --><p title='<img'>", "<img src=a>",
     "<img alt=\"&lt;&quot;&gt;\" src=a>", "", 0, TRUE},
    {make_page, "<html>", "<img src=a width=50% height=10>",
     "<img alt=\"&lt;&quot;&gt;\" src=a width=50% height=10>", "", 0.5, FALSE},
    {make_page, "<html>", "<img src=a width=100px height='50'>",
     "<img alt=\"&lt;&quot;&gt;\" src=a width=100px height='25'>", "", 2, TRUE},
    {make_odp, "<d " ODF "><office:body><office:presentation><draw:page>",
     "<draw:frame svg:x='1cm' svg:y='2cm' svg:width=\"10cm\" svg:height=\"5cm\"><draw:image "
     "xlink:href='Pictures/a.png'></draw:image></draw:frame>",
     "<draw:frame svg:x='1cm' svg:y='2.5cm' svg:width=\"10cm\" svg:height=\"4cm\"><draw:image "
     "xlink:href='Pictures/a.png'></draw:image><svg:desc>&lt;&quot;&gt;</svg:desc></draw:frame>",
     "</draw:page></office:presentation></office:body></d>", 1.25, TRUE},
    {make_odp, "<d " ODF "><office:body><office:presentation><draw:page>",
     "<draw:frame draw:transform='rotate (1)' svg:width=\"10cm\" svg:height=\"5cm\"><draw:image "
     "xlink:href='Pictures/a.png'/><svg:title>t</svg:title><svg:desc/></draw:frame>",
     "<draw:frame draw:transform='rotate (1)' svg:width=\"10cm\" svg:height=\"5cm\"><draw:image "
     "xlink:href='Pictures/a.png'/><svg:title>t</svg:title><svg:desc>&lt;&quot;&gt;</svg:desc>"
     "</draw:frame>",
     "</draw:page></office:presentation></office:body></d>", 1.25, FALSE},
    {make_pptx, "<p:sld xmlns:p='p' xmlns:a='a' xmlns:r='" REL "'>",
     "<p:pic><p:cNvPr id='1' descr=\"x>y\"/><a:blip r:embed='r1'/><a:srcRect l=\"7\"/><a:xfrm "
     "rot='5'><a:off x='100' y='7'/><a:ext cx='1000' cy='500'/></a:xfrm></p:pic>",
     "<p:pic><p:cNvPr id='1' descr=\"&lt;&quot;&gt;\"/><a:blip r:embed='r1'/><a:srcRect "
     "l=\"7\"/><a:xfrm rot='5'><a:off x='350' y='7'/><a:ext cx='500' cy='500'/></a:xfrm></p:pic>",
     "</p:sld>", 0.5, TRUE},
};

/* Of an archive all but the part stays, so the whole is the archive of the changed part. */
static void splices_and_leaves_the_rest(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(edits); i++) {
        g_autofree char *before = g_strconcat(edits[i].head, edits[i].before, edits[i].tail, NULL);
        g_autofree char *after = g_strconcat(edits[i].head, edits[i].after, edits[i].tail, NULL);
        g_autoptr(GBytes) bytes = edits[i].make(before);
        g_autoptr(GBytes) want = edits[i].make(after);
        g_autoptr(GError) error = NULL;
        g_autoptr(Deck) deck = deck_read_bytes("deck", bytes, &error);
        g_assert_no_error(error);
        const DeckPicture *picture = g_ptr_array_index(deck_pictures(deck), 0);
        g_assert_true(deck_set_alt(deck, picture, "twice"));
        g_assert_true(deck_set_alt(deck, picture, "<\">"));
        if (edits[i].ratio > 0)
            g_assert_true(deck_fit_frame(deck, picture, edits[i].ratio) == edits[i].fits);
        g_autoptr(GBytes) written = deck_write(deck, &error);
        g_assert_no_error(error);
        /* libzip writes other version numbers of the archive's programs; all else is the same */
        g_assert_cmpuint(g_bytes_get_size(written), ==, g_bytes_get_size(want));
        g_assert_cmpuint(zip_count_differences(written, want), <=, 6);
    }
}

static void replaces_pictures(void)
{
    static const struct {
        Make make;
        const char *before, *after;
    } cases[] = {
        {make_page, "<html><p><img src='data:image/png;base64,iVBORw0KGgo='>é",
         "<html><p><img src='data:image/svg+xml;base64,PHN2Zz5uZXc8L3N2Zz4='>é"},
        {make_page, "<html><img src=data:image/svg+xml,%3Csvg/%3E id=x>",
         "<html><img src=\"data:image/svg+xml;base64,PHN2Zz5uZXc8L3N2Zz4=\" id=x>"},
        {make_page, "<html><p>a<svg class='b'><text>old</text><svg/></svg>c",
         "<html><p>a<svg>new</svg>c"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GBytes) bytes = cases[i].make(cases[i].before);
        g_autoptr(GError) error = NULL;
        g_autoptr(Deck) deck = deck_read_bytes("deck", bytes, &error);
        g_assert_no_error(error);
        const DeckPicture *picture = g_ptr_array_index(deck_pictures(deck), 0);
        DeckMedia *media = g_ptr_array_index(picture->media, 0);
        static const char drawn[] = "<?xml version='1.0'?>\n<svg>new</svg>\n";
        g_autoptr(GBytes) svg = g_bytes_new_static(drawn, strlen(drawn));
        g_autoptr(GBytes) element = g_bytes_new_static("<svg>new</svg>", 14);
        media->type = "svg";
        g_assert_true(
            deck_set_media(deck, media, strstr(cases[i].before, "data:") ? element : svg));
        g_autoptr(GBytes) written = deck_write(deck, &error);
        g_assert_cmpmem(g_bytes_get_data(written, NULL), g_bytes_get_size(written), cases[i].after,
                        strlen(cases[i].after));
    }
}

static void measures_pictures(void)
{
    static const struct {
        const char *text;
        gsize length;
        const char *type;
        double width, height; /* 0: not told */
    } cases[] = {
        {PNG "\0\0\0\rIHDR\0\0\6\x40\0\0\3\x84", 24, "png", 1600, 900},
        {PNG "\0\0\0\rIHDR\0\0\6\x40", 20, "png", 0, 0},
        {PNG "\0\0\0\rIHDR\0\0\0\0\0\0\3\x84", 24, "png", 0, 0},
        {"<svg viewBox=\"0 0 800 450.5\">", 29, "svg", 800, 450.5},
        {"<svg viewBox='0,0,800,nan'>", 27, "svg", 0, 0},
        {"<svg viewBox=", 13, "svg", 0, 0},
        {"<svg>", 5, "svg", 0, 0},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GBytes) bytes = g_bytes_new_static(cases[i].text, cases[i].length);
        const DeckMedia media = {.name = (char *)"x", .bytes = bytes, .type = cases[i].type};
        double width = 0, height = 0;
        const gboolean told = deck_media_size(&media, &width, &height);
        g_assert_true(told == (cases[i].width > 0));
        if (told) {
            g_assert_cmpfloat(width, ==, cases[i].width);
            g_assert_cmpfloat(height, ==, cases[i].height);
        }
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/deck/finds-the-pictures", finds_the_pictures);
    g_test_add_func("/deck/tells-what-is-no-deck", tells_what_is_no_deck);
    g_test_add_func("/deck/splices-and-leaves-the-rest", splices_and_leaves_the_rest);
    g_test_add_func("/deck/replaces-pictures", replaces_pictures);
    g_test_add_func("/deck/measures-pictures", measures_pictures);
    return g_test_run();
}
