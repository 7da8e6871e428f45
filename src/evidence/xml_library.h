/*
 * xml_library: libxml2, loaded when the first markup is read (base/library.h): it comes with
 * ICU, and few commands read markup.
 */
#ifndef FIGTRAIL_EVIDENCE_XML_LIBRARY_H
#define FIGTRAIL_EVIDENCE_XML_LIBRARY_H

#include "base/library.h"

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>

#define XML_SYMBOL(name) LIBRARY_SYMBOL(FIGTRAIL_LIBRARY_XML, name, #name)

#define htmlCreateMemoryParserCtxt XML_SYMBOL(htmlCreateMemoryParserCtxt)
#define htmlCtxtUseOptions XML_SYMBOL(htmlCtxtUseOptions)
#define htmlFreeParserCtxt XML_SYMBOL(htmlFreeParserCtxt)
#define htmlParseDocument XML_SYMBOL(htmlParseDocument)
#define htmlReadMemory XML_SYMBOL(htmlReadMemory)
#define xmlByteConsumed XML_SYMBOL(xmlByteConsumed)
#define xmlCreateMemoryParserCtxt XML_SYMBOL(xmlCreateMemoryParserCtxt)
#define xmlCtxtUseOptions XML_SYMBOL(xmlCtxtUseOptions)
#define xmlDocGetRootElement XML_SYMBOL(xmlDocGetRootElement)
#define xmlFree XML_SYMBOL(xmlFree)
#define xmlFreeDoc XML_SYMBOL(xmlFreeDoc)
#define xmlFreeParserCtxt XML_SYMBOL(xmlFreeParserCtxt)
#define xmlFreeTextReader XML_SYMBOL(xmlFreeTextReader)
#define xmlGetLineNo XML_SYMBOL(xmlGetLineNo)
#define xmlGetProp XML_SYMBOL(xmlGetProp)
#define xmlNodeGetContent XML_SYMBOL(xmlNodeGetContent)
#define xmlNodeListGetString XML_SYMBOL(xmlNodeListGetString)
#define xmlParseDocument XML_SYMBOL(xmlParseDocument)
#define xmlReaderForMemory XML_SYMBOL(xmlReaderForMemory)
#define xmlSearchNsByHref XML_SYMBOL(xmlSearchNsByHref)
#define xmlSetGenericErrorFunc XML_SYMBOL(xmlSetGenericErrorFunc)
#define xmlSetStructuredErrorFunc XML_SYMBOL(xmlSetStructuredErrorFunc)
#define xmlStopParser XML_SYMBOL(xmlStopParser)
#define xmlTextReaderConstLocalName XML_SYMBOL(xmlTextReaderConstLocalName)
#define xmlTextReaderConstName XML_SYMBOL(xmlTextReaderConstName)
#define xmlTextReaderConstNamespaceUri XML_SYMBOL(xmlTextReaderConstNamespaceUri)
#define xmlTextReaderConstValue XML_SYMBOL(xmlTextReaderConstValue)
#define xmlTextReaderDepth XML_SYMBOL(xmlTextReaderDepth)
#define xmlTextReaderGetAttribute XML_SYMBOL(xmlTextReaderGetAttribute)
#define xmlTextReaderIsEmptyElement XML_SYMBOL(xmlTextReaderIsEmptyElement)
#define xmlTextReaderIsNamespaceDecl XML_SYMBOL(xmlTextReaderIsNamespaceDecl)
#define xmlTextReaderMoveToElement XML_SYMBOL(xmlTextReaderMoveToElement)
#define xmlTextReaderMoveToFirstAttribute XML_SYMBOL(xmlTextReaderMoveToFirstAttribute)
#define xmlTextReaderMoveToNextAttribute XML_SYMBOL(xmlTextReaderMoveToNextAttribute)
#define xmlTextReaderNodeType XML_SYMBOL(xmlTextReaderNodeType)
#define xmlTextReaderRead XML_SYMBOL(xmlTextReaderRead)
#define xmlTextReaderSetStructuredErrorHandler XML_SYMBOL(xmlTextReaderSetStructuredErrorHandler)

#endif
