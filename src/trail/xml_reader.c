#include "trail/xml_reader.h"

struct XmlInput {
    xmlTextReaderPtr reader;
    char *message;
};

static void keep_first_error(void *data, xmlErrorPtr problem)
{
    char **message = data;
    if (!*message && problem->message)
        *message = g_strchomp(g_strdup(problem->message));
}

static void G_GNUC_PRINTF(2, 3) ignore(void *data, const char *format, ...)
{
    (void)data;
    (void)format;
}

XmlInput *xml_input_open(const char *bytes, gsize length)
{
    /* not XML_PARSE_NOENT, DTDLOAD or HUGE */
    xmlTextReaderPtr reader =
        length > G_MAXINT ? NULL
                          : xmlReaderForMemory(bytes, (int)length, NULL, NULL, XML_PARSE_NONET);
    if (!reader)
        return NULL;
    XmlInput *input = g_new0(XmlInput, 1);
    input->reader = reader;
    xmlTextReaderSetStructuredErrorHandler(reader, keep_first_error, &input->message);
    /* what fails in decoding does not reach that handler, and would go to stderr */
    xmlSetStructuredErrorFunc(&input->message, keep_first_error);
    xmlSetGenericErrorFunc(NULL, ignore);
    return input;
}

void xml_input_close(XmlInput *input)
{
    if (!input)
        return;
    xmlSetGenericErrorFunc(NULL, NULL);
    xmlSetStructuredErrorFunc(NULL, NULL);
    xmlFreeTextReader(input->reader);
    g_free(input->message);
    g_free(input);
}

xmlTextReaderPtr xml_input_reader(const XmlInput *input)
{
    return input->reader;
}

const char *xml_input_message(const XmlInput *input)
{
    return input->message;
}
