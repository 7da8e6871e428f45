#include "trail/container.h"
#include "trail/markup_digest.h"
#include "trail/record.h"
#include "trail/xml_reader.h"

static gboolean is_record(xmlTextReaderPtr reader)
{
    return xmlTextReaderNodeType(reader) == XML_READER_TYPE_ELEMENT &&
           g_strcmp0((const char *)xmlTextReaderConstLocalName(reader), "record") == 0 &&
           g_strcmp0((const char *)xmlTextReaderConstNamespaceUri(reader), RECORD_NAMESPACE) == 0;
}

/* The text inside the element that the reader stands on; NULL when the markup
 * breaks off in it. */
static char *read_text(xmlTextReaderPtr reader)
{
    GString *text = g_string_new(NULL);
    if (xmlTextReaderIsEmptyElement(reader))
        return g_string_free(text, FALSE);
    const int depth = xmlTextReaderDepth(reader);
    int status;
    while ((status = xmlTextReaderRead(reader)) == 1 && xmlTextReaderDepth(reader) > depth) {
        const int type = xmlTextReaderNodeType(reader);
        if (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
            type == XML_READER_TYPE_WHITESPACE || type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE)
            g_string_append(text, (const char *)xmlTextReaderConstValue(reader));
        if (text->len > CONTAINER_RECORD_LIMIT)
            break;
    }
    return g_string_free(text, status != 1);
}

/* The first record; *status is -1 when the markup is broken. */
static char *find_record(xmlTextReaderPtr reader, int *status)
{
    while ((*status = xmlTextReaderRead(reader)) == 1) {
        if (!is_record(reader))
            continue;
        char *text = read_text(reader);
        if (!text)
            *status = -1;
        return text;
    }
    return NULL;
}

char *container_read_svg(const char *path, const char *bytes, gsize length, GError **error)
{
    g_autoptr(XmlInput) input = xml_input_open(bytes, length);
    if (!input) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "cannot read %s as XML", path);
        return NULL;
    }
    int status;
    char *record = find_record(xml_input_reader(input), &status);
    if (record)
        return record;
    const char *message = xml_input_message(input);
    if (status < 0)
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s is no well-formed XML: %s", path,
                    message ? message : "it ends too early");
    else
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                    "%s carries no figtrail record: another program drew it, or rewrote it "
                    "without its metadata",
                    path);
    return NULL;
}

PictureFacts container_inspect_svg(const char *bytes, gsize length)
{
    const MarkupFacts facts = markup_inspect(bytes, length);
    return (PictureFacts){facts.content, facts.title, facts.width, facts.height};
}
