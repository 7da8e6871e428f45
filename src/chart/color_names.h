/*
 * color_names: the named colours of CSS.
 */
#ifndef FIGTRAIL_CHART_COLOR_NAMES_H
#define FIGTRAIL_CHART_COLOR_NAMES_H

#include <glib.h>

/* name: in lower case.  code: 0xRRGGBB. */
gboolean color_name_find(const char *name, guint32 *code);

#endif
