/*
 * record_usual: what most figures and claims say alike.
 *
 * A picture carries its record without the members whose value is the usual one
 * (trail/record.md lists them): a tenth of the bytes of a chart of twenty bars.
 * Everything in memory has them all.
 */
#ifndef FIGTRAIL_TRAIL_RECORD_USUAL_H
#define FIGTRAIL_TRAIL_RECORD_USUAL_H

#include "base/json.h"

/* The first version of the record that leaves them out. */
enum { RECORD_FIRST_WITHOUT_USUAL = 3 };

/* Takes out what is usual. */
void record_leave_out_usual(cJSON *record);
/* Adds what is missing, behind the other members of the same object. */
void record_fill_in_usual(cJSON *record);

#endif
