/*
 * variant_options: what the command line says of the pictures to draw: their preset, theme and
 * language, their size, and how they are written.
 */
#ifndef FIGTRAIL_CLI_VARIANT_OPTIONS_H
#define FIGTRAIL_CLI_VARIANT_OPTIONS_H

#include "cli/command.h"
#include "scene/variant.h"

/* As GLib reads them, then as variant_options_check understands them. */
typedef struct {
    char *preset, *theme, *language, *text, *scale, *dpi; /* NULL: not given */
    gboolean transparent;
    Variant variant; /* preset and theme NULL, scale and dpi 0, where nothing is given */
} VariantOptions;

/* For the table of a command's options; 'options' is a VariantOptions.  The theme is the command's
 * own line, as render knows one more. */
#define VARIANT_OPTION_ENTRIES(options)                                                            \
    {"preset",                                                                                     \
     0,                                                                                            \
     0,                                                                                            \
     G_OPTION_ARG_STRING,                                                                          \
     &(options).preset,                                                                            \
     "Draw for this use: slide, slide-4x3, square, og, paper, web, page",                          \
     "NAME"},                                                                                      \
        {"lang",                                                                                   \
         0,                                                                                        \
         0,                                                                                        \
         G_OPTION_ARG_STRING,                                                                      \
         &(options).language,                                                                      \
         "Write numbers and our own words in this language (en)",                                  \
         "TAG"},                                                                                   \
        {"scale",                                                                                  \
         0,                                                                                        \
         0,                                                                                        \
         G_OPTION_ARG_STRING,                                                                      \
         &(options).scale,                                                                         \
         "Device pixels per px, of raster formats (1)",                                            \
         "N"},                                                                                     \
        {"dpi",                                                                                    \
         0,                                                                                        \
         0,                                                                                        \
         G_OPTION_ARG_STRING,                                                                      \
         &(options).dpi,                                                                           \
         "Device pixels per inch: how large it stands in a document (96 x scale)",                 \
         "N"},                                                                                     \
        {"transparent",         0,   0, G_OPTION_ARG_NONE, &(options).transparent,                 \
         "Paint no background", NULL},                                                             \
    {                                                                                              \
        "text", 0, 0, G_OPTION_ARG_STRING, &(options).text,                                        \
            "live, or outlines: letters as shapes, for machines without the font (live)", "HOW"    \
    }

void variant_options_clear(VariantOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(VariantOptions, variant_options_clear)

/* STATUS_TROUBLE after a message when something given is not there or makes no sense. */
int variant_options_check(const Command *command, VariantOptions *options);

/* Whether anything was given. */
gboolean variant_options_given(const VariantOptions *options);

/* A variant with all that was given in place of its own; borrows from options. */
Variant variant_options_apply(const VariantOptions *options, const Variant *own);

/* What to draw of a chart that asks for own: its variants, each with all that was given in place
 * of its own, those of one name once; caller unrefs. */
GArray *variant_options_choose(const VariantOptions *options, const GArray *own);

#endif
