/*
 * claim_text: the parts of a record in words, as every report says them.
 */
#ifndef FIGTRAIL_TRAIL_CLAIM_TEXT_H
#define FIGTRAIL_TRAIL_CLAIM_TEXT_H

#include "base/json.h"

/* Appends text without control characters and direction marks. */
void text_append_plain(GString *out, const char *text);

/* All newly allocated and plain; "" when the record says nothing. */

/* 'GPT-4: MMLU accuracy (method=cot; shots=5)' */
char *figure_heading(const cJSON *figure);
/* 'sources contradict each other; 2 independent ones support the chosen figure' */
char *figure_agreement(const cJSON *figure);
/* 'about 350,000 GPUs', '20,000 to 25,000 GPUs', '2024-04' */
char *claim_amount(const cJSON *figure, const cJSON *claim);
/* 'chosen', 'rival, not drawn: relays another source' */
char *claim_standing(const cJSON *claim);
/* 'printed "86,4%"; planned; as of 2024-01' */
char *claim_terms(const cJSON *claim);
/* 'table 2, row MMLU; byte 1234 of the source' */
char *claim_where(const cJSON *claim);
/* Where the claim's words stand in its source: the address that opens there, else that of the
 * source; NULL: the source has none. */
char *claim_link(const cJSON *source, const cJSON *claim);
/* 'GPT-4 Technical Report. OpenAI, 2023-03-15' */
char *source_title(const cJSON *source);
/* '12 figures from 9 sources, drawn by figtrail 0.1.0' */
char *record_summary(const cJSON *record);

#endif
