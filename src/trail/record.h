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

/* An input file that the chart depends on. */
typedef struct {
    const char *path; /* as the record names it: relative, '/' separated */
    const char *sha256;
} RecordInput;

/* The record as one line of JSON (no clock, host or absolute path in it). */
char *record_build(const Scene *scene, const RecordInput *inputs, guint n_inputs);

/* NAME.sources.csv: one row per claim behind each drawn figure, also the rivals
 * and the set aside, with their role; header row; RFC 4180, LF. */
char *record_sidecar(const Scene *scene);

#endif
