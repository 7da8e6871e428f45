#include "trail/report.h"

#include "claims/claim_json.h"
#include "trail/freshness.h"
#include "trail/record.h"

static cJSON *make_seal(const Seal *seal)
{
    cJSON *object = cJSON_CreateObject();
    json_add_text(object, "state", seal_state_name(seal->state));
    json_add_text(object, "says", seal_state_text(seal->state));
    json_add_text(object, "signature", signature_state_name(seal->signature));
    json_add_text(object, "key", seal->key);
    return object;
}

static cJSON *make_today(const GPtrArray *freshness)
{
    const FreshnessCount count = freshness_count(freshness);
    g_autofree char *summary = freshness_summary(freshness);
    cJSON *object = cJSON_CreateObject();
    json_add_text(object, "says", summary);
    cJSON_AddNumberToObject(object, "figures", count.n_figures);
    cJSON_AddNumberToObject(object, "changed", count.n_visible);
    cJSON_AddNumberToObject(object, "changed_behind", count.n_behind);
    cJSON_AddItemToObject(object, "changes", freshness_to_json(freshness));
    return object;
}

char *report_json(const TraceReport *report)
{
    g_autoptr(cJSON) whole = cJSON_Duplicate(report->record, TRUE);
    if (report->seal || report->freshness) {
        cJSON *trace = cJSON_AddObjectToObject(whole, "trace");
        if (report->seal)
            cJSON_AddItemToObject(trace, "seal", make_seal(report->seal));
        if (report->freshness)
            cJSON_AddItemToObject(trace, "today", make_today(report->freshness));
    }
    return json_print(whole);
}

char *report_csv(const TraceReport *report)
{
    return record_to_csv(report->record);
}
