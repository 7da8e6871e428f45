/*
 * report: a record told to people: each figure, its claims, their words.
 *
 * The record may come from anybody's picture: control characters and marks that
 * turn the direction of writing are not passed on.
 */
#ifndef FIGTRAIL_TRAIL_REPORT_H
#define FIGTRAIL_TRAIL_REPORT_H

#include "base/json.h"

enum { REPORT_WIDTH = 88 }; /* characters per line of text */

/* For the terminal, wrapped at REPORT_WIDTH. */
char *report_text(const cJSON *record);
/* For a page: headings, lists and links. */
char *report_markdown(const cJSON *record);

#endif
