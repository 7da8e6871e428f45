/*
 * The finder against data/: in the stored text of its source, every claim's figure
 * is found at its place, with its value.  The texts belong to others and are not
 * in the repository: without them (../shared beside it) this is skipped.
 */
#include "evidence/find.h"
#include "evidence/quote.h"
#include "stored.h"

#include <math.h>
#include <string.h>

static gboolean number_fits(const Claim *claim, const Reading *reading)
{
    const double says[] = {claim->value.present ? claim->value.number : NAN,
                           claim->low.present ? claim->low.number : NAN,
                           claim->high.present ? claim->high.number : NAN};
    const double reads[] = {reading->value, reading->low, reading->high};
    for (guint i = 0; i < G_N_ELEMENTS(says); i++)
        for (guint j = 0; j < G_N_ELEMENTS(reads); j++)
            if (fabs(says[i] - reads[j]) <= 1e-9 * fabs(says[i]) ||
                (strcmp(claim->metric->unit, "percent") == 0 &&
                 fabs(says[i] - 100 * reads[j]) <= 1e-9 * fabs(says[i])))
                return TRUE;
    return FALSE;
}

static gboolean date_fits(const Claim *claim, const Reading *reading)
{
    const Amount *says[] = {&claim->value, &claim->low, &claim->high};
    const Date reads[] = {reading->date_value, reading->date_low, reading->date_high};
    for (guint i = 0; i < G_N_ELEMENTS(says); i++)
        for (guint j = 0; j < G_N_ELEMENTS(reads); j++)
            if (says[i]->present && date_equal(says[i]->date, reads[j]))
                return TRUE;
    return FALSE;
}

/* NULL: found with its value */
static const char *fault_of(const Claim *claim, const GArray *mentions)
{
    const char *printed = strstr(claim->quote, claim->printed);
    if (!printed)
        return "not in its quote";
    const gsize start = (gsize)claim->at + (gsize)(printed - claim->quote);
    const Stretch stretch = {start, start + strlen(claim->printed)};
    const Mention *mention = mentions_cover(mentions, stretch);
    if (!mention)
        return "not found";
    const gboolean stated = *claim->value.text || *claim->low.text || *claim->high.text;
    if (!stated) /* "several" */
        return mention->type == MENTION_VAGUE ? NULL : "not vague";
    if (!mention->has_reading)
        return mention_class_name(mention->type);
    const gboolean fits = claim->metric->kind == METRIC_DATE
                              ? date_fits(claim, &mention->reading)
                              : number_fits(claim, &mention->reading);
    return fits ? NULL : "has another value";
}

static gboolean check_claims(const Stored *data, const Source *source, const Snapshot *snapshot,
                             guint *n_claims)
{
    g_autoptr(GArray) mentions = mentions_find(snapshot->text, snapshot->length, source->language);
    for (guint i = 0; i < data->claims->claims->len; i++) {
        const Claim *claim = g_ptr_array_index(data->claims->claims, i);
        if (claim->source != source || claim->kind == KIND_DERIVED || !*claim->printed ||
            !quote_stands_at(snapshot, claim->quote, claim->at))
            continue;
        (*n_claims)++;
        const char *fault = fault_of(claim, mentions);
        if (!fault)
            continue;
        g_test_message("%s: \"%s\" in \"%s\" of %s: %s", claim->id, claim->printed, claim->quote,
                       source->id, fault);
        g_test_fail();
    }
    return TRUE;
}

static void test_data(gconstpointer user_data)
{
    const Stored *data = user_data;
    guint n_claims = 0;
    for (guint i = 0; i < data->claims->sources->len; i++) {
        const Source *source = g_ptr_array_index(data->claims->sources, i);
        g_autoptr(Snapshot) snapshot = snapshot_read(data->folder, source, NULL);
        if (snapshot)
            check_claims(data, source, snapshot, &n_claims);
    }
    g_test_message("%u claims", n_claims);
    g_assert_cmpuint(n_claims, >, 500);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_auto(Stored) stored = {0};
    const int status =
        stored_read(&stored, "evidence-find_data", "figures of data/ are NOT looked for");
    if (status != 0)
        return status;
    g_test_add_data_func("/evidence/find-data", &stored, test_data);
    return g_test_run();
}
