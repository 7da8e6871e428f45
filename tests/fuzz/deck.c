/* Decks of strangers: any bytes are a document whose pictures can be changed, or are refused.  What
 * begins as XML is also read as the content of an OpenDocument file and as a slide, since no fuzzer
 * finds a checksum. */
#include "../trail/zip_maker.h"
#include "fuzz.h"

#include "trail/deck.h"

#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

/* What was changed is a deck again, with as many pictures. */
static void change(GBytes *bytes)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Deck) deck = deck_read_bytes("deck", bytes, &error);
    g_assert_true((deck == NULL) == (error != NULL));
    if (!deck)
        return;
    g_autoptr(GBytes) svg = g_bytes_new_static("<svg/>", 6);
    const GPtrArray *pictures = deck_pictures(deck);
    for (guint i = 0; i < pictures->len; i++) {
        const DeckPicture *picture = g_ptr_array_index(pictures, i);
        g_assert_cmpuint(picture->slide, <=, deck_slides(deck));
        g_assert_cmpuint(picture->media->len, >, 0);
        (void)deck_set_alt(deck, picture, "\"<&'>");
        (void)deck_fit_frame(deck, picture, i % 2 ? 0.5 : 2);
        for (guint m = 0; m < picture->media->len; m++) {
            double width, height;
            const DeckMedia *media = g_ptr_array_index(picture->media, m);
            (void)deck_media_size(media, &width, &height);
            if (deck_media_is_inside(media) && media->type)
                (void)deck_set_media(deck, media, svg);
        }
    }
    g_autoptr(GBytes) written = deck_write(deck, &error);
    g_assert_true((written == NULL) == (error != NULL));
    if (!written) /* a page that no two readers read alike */
        return;
    g_autoptr(Deck) again = deck_read_bytes("deck", written, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(deck_pictures(again)->len, ==, pictures->len);
}

static void change_as_parts(const char *text)
{
    const ZipEntry odf[] = {{.name = "content.xml", .text = text},
                            {.name = "Pictures/a.svg", .text = "<svg/>"}};
    const ZipEntry ooxml[] = {
        {.name = "[Content_Types].xml", .text = ""},
        {.name = "_rels/.rels",
         .text = "<r><Relationship Id='1' Type='officeDocument' Target='d/p.xml'/></r>"},
        {.name = "d/p.xml",
         .text =
             "<presentation xmlns:r='" REL "'><sldId r:id='1'/><sldId r:id='1'/></presentation>"},
        {.name = "d/_rels/p.xml.rels",
         .text = "<r><Relationship Id='1' Type='slide' Target='s.xml'/></r>"},
        {.name = "d/s.xml", .text = text},
        {.name = "d/_rels/s.xml.rels",
         .text = "<r><Relationship Id='1' Type='image' Target='a.svg'/></r>"},
        {.name = "d/a.svg", .text = "<svg/>"},
    };
    g_autoptr(GBytes) first = zip_make(odf, G_N_ELEMENTS(odf));
    g_autoptr(GBytes) second = zip_make(ooxml, G_N_ELEMENTS(ooxml));
    change(first);
    change(second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    change(bytes);
    if (size > 5 && memcmp(data, "<?xml", 5) == 0) {
        g_autofree char *text = g_strndup((const char *)data, size);
        change_as_parts(text);
    }
    return 0;
}
