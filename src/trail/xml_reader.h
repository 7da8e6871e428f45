/*
 * xml_reader: libxml2's reader, set up for the markup of strangers.
 *
 * Entities stay unexpanded, nothing is loaded, and libxml2's own limits on depth and text
 * size hold; what it has to say goes neither to stderr nor to anyone's error handler.
 */
#ifndef FIGTRAIL_TRAIL_XML_READER_H
#define FIGTRAIL_TRAIL_XML_READER_H

#include "evidence/xml_library.h"

typedef struct XmlInput XmlInput;

/* bytes must outlive it; NULL when they are too many.  One at a time is open. */
XmlInput *xml_input_open(const char *bytes, gsize length);
void xml_input_close(XmlInput *input); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(XmlInput, xml_input_close)

xmlTextReaderPtr xml_input_reader(const XmlInput *input);
/* The first complaint so far; NULL: none. */
const char *xml_input_message(const XmlInput *input);

#endif
