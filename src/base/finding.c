#include "base/finding.h"

#include "base/findings_format.h"

#include <string.h>

/* What one rule found in one file. */
typedef struct {
    const char *file; /* interned in the findings' texts */
    const Rule *rule;
    Level level;
    gboolean off;
    GArray *kept;    /* of Finding, whose messages it owns; pruned now and then */
    gboolean pruned; /* kept is sorted, and nothing was added since */
    gboolean full;   /* what lies behind the last of the kept after pruning is only counted */
    Place last;      /* if full: place of that last one */
    guint n_found;   /* all, without the equal ones that were seen */
    guint n_shown;
} Bucket;

/* What the user wants of a rule. */
typedef struct {
    const Rule *rule;
    Level level;
    gboolean off;
} RuleLevel;

struct Findings {
    guint limit;
    GArray *levels;     /* of RuleLevel */
    GHashTable *lookup; /* Bucket* -> itself, by file and rule */
    GPtrArray *buckets; /* of Bucket*, by file and rule once they are sorted */
    Bucket *latest;     /* the next finding is most often of the same kind */
    GStringChunk *files;
    GArray *sorted; /* of Finding, borrowed from the buckets; NULL: not made yet */
    GArray *counts; /* of FindingCount; made with sorted */
};

Place place_of_character(Place place)
{
    place.end_line = place.line;
    place.end_column = place.column + 1;
    return place;
}

/* ---- order ---------------------------------------------------------------- */

static int place_compare(const Place *x, const Place *y)
{
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    return (x->column > y->column) - (x->column < y->column);
}

static int finding_compare(gconstpointer a, gconstpointer b)
{
    const Finding *x = a, *y = b;
    int order = x->place.file == y->place.file ? 0 : strcmp(x->place.file, y->place.file);
    if (order == 0)
        order = place_compare(&x->place, &y->place);
    if (order == 0 && x->rule != y->rule)
        order = strcmp(x->rule->name, y->rule->name);
    return order != 0 ? order : strcmp(x->message, y->message);
}

static int bucket_compare(gconstpointer a, gconstpointer b)
{
    const Bucket *x = *(Bucket *const *)a, *y = *(Bucket *const *)b;
    const int order = strcmp(x->file, y->file);
    return order != 0 ? order : strcmp(x->rule->name, y->rule->name);
}

/* ---- buckets -------------------------------------------------------------- */

static guint bucket_hash(gconstpointer key)
{
    const Bucket *bucket = key;
    return g_str_hash(bucket->file) ^ g_direct_hash(bucket->rule);
}

static gboolean bucket_equal(gconstpointer a, gconstpointer b)
{
    const Bucket *x = a, *y = b;
    return x->rule == y->rule && strcmp(x->file, y->file) == 0;
}

static void bucket_free(gpointer data)
{
    Bucket *bucket = data;
    for (guint i = 0; i < bucket->kept->len; i++)
        g_free((char *)g_array_index(bucket->kept, Finding, i).message);
    g_array_unref(bucket->kept);
    g_free(bucket);
}

static Bucket *bucket_new(Findings *findings, const Rule *rule, const char *file)
{
    Bucket *bucket = g_new0(Bucket, 1);
    bucket->file = g_string_chunk_insert_const(findings->files, file);
    bucket->rule = rule;
    bucket->level = rule->level;
    bucket->kept = g_array_new(FALSE, FALSE, sizeof(Finding));
    for (guint i = 0; i < findings->levels->len; i++) {
        const RuleLevel *wanted = &g_array_index(findings->levels, RuleLevel, i);
        if (wanted->rule == rule) {
            bucket->level = wanted->level;
            bucket->off = wanted->off;
        }
    }
    g_hash_table_add(findings->lookup, bucket);
    g_ptr_array_add(findings->buckets, bucket);
    return bucket;
}

static Bucket *bucket_get(Findings *findings, const Rule *rule, const char *name)
{
    Bucket *latest = findings->latest;
    if (latest && latest->rule == rule && strcmp(latest->file, name ? name : "") == 0)
        return latest;
    /* an argument of the command line may be any bytes */
    g_autofree char *file = g_utf8_make_valid(name ? name : "", -1);
    const Bucket key = {.file = file, .rule = rule};
    Bucket *bucket = g_hash_table_lookup(findings->lookup, &key);
    return findings->latest = bucket ? bucket : bucket_new(findings, rule, file);
}

/* Sorts, drops equal ones and what lies beyond the limit (0: none). */
static void bucket_prune(Bucket *bucket, guint limit)
{
    if (bucket->pruned)
        return;
    GArray *kept = bucket->kept;
    g_array_sort(kept, finding_compare);
    guint n = 0;
    for (guint i = 0; i < kept->len; i++) {
        Finding *next = &g_array_index(kept, Finding, i);
        const gboolean again =
            n > 0 && finding_compare(next, &g_array_index(kept, Finding, n - 1)) == 0;
        bucket->n_found -= again;
        if (again || (limit > 0 && n >= limit))
            g_free((char *)next->message);
        else
            g_array_index(kept, Finding, n++) = *next;
    }
    g_array_set_size(kept, n);
    bucket->full = limit > 0 && n >= limit;
    if (bucket->full)
        bucket->last = g_array_index(kept, Finding, n - 1).place;
    bucket->pruned = TRUE;
}

static void bucket_add(Bucket *bucket, guint limit, const Finding *finding)
{
    g_array_append_val(bucket->kept, *finding);
    bucket->n_found++;
    bucket->pruned = FALSE;
    if (limit > 0 && bucket->kept->len >= 2 * (gsize)limit)
        bucket_prune(bucket, limit);
}

/* Whether a finding at that place is only counted. */
static gboolean bucket_is_beyond(const Bucket *bucket, const Place *place)
{
    return bucket->off || (bucket->full && place_compare(place, &bucket->last) > 0);
}

/* ---- findings ------------------------------------------------------------- */

Findings *findings_new(void)
{
    Findings *findings = g_new0(Findings, 1);
    findings->limit = FINDINGS_LIMIT;
    findings->levels = g_array_new(FALSE, FALSE, sizeof(RuleLevel));
    findings->lookup = g_hash_table_new(bucket_hash, bucket_equal);
    findings->buckets = g_ptr_array_new_with_free_func(bucket_free);
    findings->files = g_string_chunk_new(256);
    return findings;
}

Findings *findings_new_like(const Findings *findings)
{
    Findings *like = findings_new();
    like->limit = findings->limit;
    g_array_append_vals(like->levels, findings->levels->data, findings->levels->len);
    return like;
}

static void forget_order(Findings *findings)
{
    g_clear_pointer(&findings->sorted, g_array_unref);
    g_clear_pointer(&findings->counts, g_array_unref);
}

void findings_free(Findings *findings)
{
    if (!findings)
        return;
    forget_order(findings);
    g_array_unref(findings->levels);
    g_hash_table_unref(findings->lookup);
    g_ptr_array_unref(findings->buckets);
    g_string_chunk_free(findings->files);
    g_free(findings);
}

void findings_limit(Findings *findings, guint limit)
{
    g_assert(findings->buckets->len == 0);
    findings->limit = limit;
}

static void set_rule(Findings *findings, RuleLevel wanted)
{
    g_assert(findings->buckets->len == 0);
    g_array_append_val(findings->levels, wanted); /* the last one counts */
}

void findings_set_level(Findings *findings, const Rule *rule, Level level)
{
    set_rule(findings, (RuleLevel){rule, level, FALSE});
}

void findings_set_off(Findings *findings, const Rule *rule)
{
    set_rule(findings, (RuleLevel){rule, rule->level, TRUE});
}

gboolean findings_add_beyond(Findings *findings, const Rule *rule, Place place)
{
    Bucket *bucket = bucket_get(findings, rule, place.file);
    if (!bucket_is_beyond(bucket, &place))
        return FALSE;
    bucket->n_found++;
    forget_order(findings);
    return TRUE;
}

void findings_add(Findings *findings, const Rule *rule, Place place, const char *format, ...)
{
    if (findings_add_beyond(findings, rule, place))
        return;
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *raw = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    Bucket *bucket = findings->latest;
    place.file = bucket->file;
    const Finding finding = {place, rule, bucket->level, g_utf8_make_valid(raw, -1)};
    bucket_add(bucket, findings->limit, &finding);
    forget_order(findings);
}

void findings_take(Findings *into, Findings *from)
{
    for (guint i = 0; i < from->buckets->len; i++) {
        Bucket *given = g_ptr_array_index(from->buckets, i);
        Bucket *bucket = bucket_get(into, given->rule, given->file);
        /* what was counted and not kept stays that */
        bucket->n_found += given->n_found - given->kept->len;
        for (guint j = 0; j < given->kept->len; j++) {
            Finding finding = g_array_index(given->kept, Finding, j);
            finding.place.file = bucket->file;
            finding.level = bucket->level;
            if (bucket_is_beyond(bucket, &finding.place)) {
                bucket->n_found++;
                g_free((char *)finding.message);
            } else {
                bucket_add(bucket, into->limit, &finding);
            }
        }
        g_array_set_size(given->kept, 0);
    }
    g_hash_table_remove_all(from->lookup);
    g_ptr_array_set_size(from->buckets, 0);
    from->latest = NULL;
    forget_order(from);
    forget_order(into);
}

/* ---- what is shown -------------------------------------------------------- */

/* How many of each bucket are shown when all may show so many. */
static guint64 shown_with_share(const Findings *findings, guint share)
{
    guint64 shown = 0;
    for (guint i = 0; i < findings->buckets->len; i++) {
        const Bucket *bucket = g_ptr_array_index(findings->buckets, i);
        shown += bucket->off ? 0 : MIN(bucket->kept->len, share);
    }
    return shown;
}

/* The largest share with which no more than the limit is shown, found by halving. */
static guint fair_share(const Findings *findings)
{
    guint low = 0, high = findings->limit;
    while (low < high) {
        const guint middle = low + (high - low + 1) / 2;
        if (shown_with_share(findings, middle) <= findings->limit)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

/* Errors first where not even one of each fits. */
static void share_out(Findings *findings)
{
    const guint share = findings->limit > 0 ? fair_share(findings) : G_MAXUINT;
    guint64 left = findings->limit > 0 ? findings->limit - shown_with_share(findings, share) : 0;
    for (guint i = 0; i < findings->buckets->len; i++) {
        Bucket *bucket = g_ptr_array_index(findings->buckets, i);
        bucket->n_shown = bucket->off ? 0 : MIN(bucket->kept->len, share);
    }
    for (int level = LEVEL_ERROR; level >= LEVEL_NOTE; level--) {
        for (guint i = 0; i < findings->buckets->len && left > 0; i++) {
            Bucket *bucket = g_ptr_array_index(findings->buckets, i);
            if (bucket->off || (int)bucket->level != level || bucket->n_shown >= bucket->kept->len)
                continue;
            bucket->n_shown++;
            left--;
        }
    }
}

static void sort(Findings *findings)
{
    if (findings->sorted)
        return;
    g_ptr_array_sort(findings->buckets, bucket_compare);
    for (guint i = 0; i < findings->buckets->len; i++)
        bucket_prune(g_ptr_array_index(findings->buckets, i), findings->limit);
    share_out(findings);
    findings->sorted = g_array_new(FALSE, FALSE, sizeof(Finding));
    findings->counts = g_array_new(FALSE, FALSE, sizeof(FindingCount));
    for (guint i = 0; i < findings->buckets->len; i++) {
        const Bucket *bucket = g_ptr_array_index(findings->buckets, i);
        if (bucket->off)
            continue;
        g_array_append_vals(findings->sorted, bucket->kept->data, bucket->n_shown);
        const FindingCount count = {bucket->file, bucket->rule, bucket->level, bucket->n_found,
                                    bucket->n_shown};
        g_array_append_val(findings->counts, count);
    }
    g_array_sort(findings->sorted, finding_compare);
}

const Finding *findings_sorted(Findings *findings, guint *n_findings)
{
    sort(findings);
    *n_findings = findings->sorted->len;
    return (const Finding *)(void *)findings->sorted->data;
}

const FindingCount *findings_counts(Findings *findings, guint *n_counts)
{
    sort(findings);
    *n_counts = findings->counts->len;
    return (const FindingCount *)(void *)findings->counts->data;
}

guint findings_count(const Findings *findings, Level level)
{
    guint n, count = 0;
    const FindingCount *counts = findings_counts((Findings *)findings, &n); /* drops equal ones */
    for (guint i = 0; i < n; i++)
        count += counts[i].level == level ? counts[i].n_found : 0;
    return count;
}

gboolean findings_block(const Findings *findings)
{
    for (guint i = 0; i < findings->buckets->len; i++) {
        const Bucket *bucket = g_ptr_array_index(findings->buckets, i);
        if (bucket->rule->level == LEVEL_ERROR && bucket->n_found > 0)
            return TRUE;
    }
    return FALSE;
}

const char *level_name(Level level)
{
    static const char *const names[] = {"note", "warning", "error"};
    return names[level];
}

void findings_print_text(Findings *findings, FILE *stream)
{
    g_autoptr(GString) out = g_string_new(NULL);
    findings_append_text(out, findings, &(FindingsReader){0});
    fputs(out->str, stream);
}
