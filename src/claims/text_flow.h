/*
 * text_flow: paragraphs for a terminal, wrapped by display width.
 *
 * Texts may come from files of strangers: blanks of any kind are places to wrap, other
 * characters that act instead of showing become U+FFFD (text_tame).
 */
#ifndef FIGTRAIL_CLAIMS_TEXT_FLOW_H
#define FIGTRAIL_CLAIMS_TEXT_FLOW_H

#include <glib.h>

/* Caller's memory; out is the caller's. */
typedef struct {
    GString *out;
    guint width;     /* columns to stay within */
    gboolean styled; /* headings are bold: the reader is a terminal */
} TextFlow;

/* A line at the margin, underlined with that character. */
void text_flow_title(TextFlow *flow, const char *text, char underline);
/* The head of a part, with a blank line before. */
void text_flow_heading(TextFlow *flow, const char *text);

/* text as a paragraph, every line indented; nothing when it is empty. */
void text_flow_paragraph(TextFlow *flow, guint indent, const char *text);
/* The same with a label before it: 'label' stands at indent, the text column columns
 * further on.  Nothing when text is empty. */
void text_flow_item(TextFlow *flow, guint indent, const char *label, guint column,
                    const char *text);
/* An item whose words are never broken, to be copied as a whole: an address, an id. */
void text_flow_item_whole(TextFlow *flow, guint indent, const char *label, guint column,
                          const char *text);

void text_flow_blank_line(TextFlow *flow);

#endif
