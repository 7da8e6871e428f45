/*
 * record: the provenance of one chart, as JSON: which figures it shows, which
 * claims they rest on, in which words of which sources.
 *
 * Built from a finished scene; embedded by every renderer; read back from
 * pictures by trail/read.h.  Its members are described in src/trail/record.md.
 */
#ifndef FIGTRAIL_TRAIL_RECORD_H
#define FIGTRAIL_TRAIL_RECORD_H

#include "base/json.h"
#include "scene/scene.h"

/* Where pictures keep the record: SVG in an element 'record' of this namespace
 * in its metadata, PNG in an iTXt chunk of this keyword. */
#define RECORD_NAMESPACE "urn:figtrail:record"
#define RECORD_KEYWORD "figtrail"
#define RECORD_FILE "figtrail-record.json" /* embedded in a PDF */
enum { RECORD_VERSION = 3 };

/* An input file that the chart depends on. */
typedef struct {
    const char *path; /* as the record names it: relative, '/' separated */
    const char *sha256;
} RecordInput;

/* The record as one line of JSON (no clock, host or absolute path in it).  scale:
 * device pixels per px; 0: the picture has no pixels. */
char *record_build(const Scene *scene, const RecordInput *inputs, guint n_inputs, double scale);

/* A figure as records have it, but not drawn: what a picture of it would record today. */
cJSON *record_make_figure(const Figure *figure);

/* NAME.sources.csv: one row per claim behind each drawn figure, also the rivals
 * and the set aside, with their role; header row; RFC 4180, LF. */
char *record_sidecar(const Scene *scene);

/* The same table from a record that was read back. */
char *record_to_csv(const cJSON *record);

/* The sources of a record by their id: const char* -> const cJSON*, both
 * borrowed from the record. */
GHashTable *record_index_sources(const cJSON *record);

#endif
