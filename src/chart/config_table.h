/*
 * config_table: the properties that config.c knows.
 *
 * To support one more: give it a line in config_table.c and read it where it counts.
 */
#ifndef FIGTRAIL_CHART_CONFIG_TABLE_H
#define FIGTRAIL_CHART_CONFIG_TABLE_H

#include "chart/config.h"

/* Blocks of marks have all of "mark", those of axes all of "axis", ... */
typedef struct {
    const char *block, *name;
    ConfigKind kind;
    const char *standard; /* JSON; NULL: none */
} ConfigProperty;

extern const ConfigProperty config_properties[];
extern const gsize config_n_properties;

#endif
