#include "render/xmp.h"

#include "base/escape.h"
#include "render/style.h"

char *xmp_sources(const Scene *scene)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < scene->sources->len; i++) {
        if (i > 0)
            g_string_append_c(out, '\n');
        style_append_source(out, g_ptr_array_index(scene->sources, i));
    }
    return g_string_free(out, FALSE);
}

/* A property; nothing when there is no text.  alternatives: of languages, as XMP has titles. */
static void append_property(GString *out, const char *name, const char *text, gboolean alternatives)
{
    if (!text || !*text)
        return;
    g_string_append_printf(out, "<%s>%s", name,
                           alternatives ? "<rdf:Alt><rdf:li xml:lang=\"x-default\">" : "");
    escape_xml(out, text);
    g_string_append_printf(out, "%s</%s>\n", alternatives ? "</rdf:li></rdf:Alt>" : "", name);
}

char *xmp_format(const Scene *scene, const char *media_type)
{
    g_autofree char *sources = xmp_sources(scene);
    GString *out =
        g_string_new("<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                     "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                     "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                     "<rdf:Description rdf:about=\"\""
                     " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                     " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n");
    append_property(out, "dc:format", media_type, FALSE);
    append_property(out, "dc:title", scene->title, TRUE);
    append_property(out, "dc:description", scene->description, TRUE);
    append_property(out, "dc:source", sources, FALSE);
    append_property(out, "xmp:CreatorTool", "figtrail " FIGTRAIL_VERSION, FALSE);
    g_string_append(out, "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
    return g_string_free(out, FALSE);
}
