/*
 * bulk_claims: what a bulk keeps of its claims.
 *
 * Private to claims/bulk*.c.
 */
#ifndef FIGTRAIL_CLAIMS_BULK_CLAIMS_H
#define FIGTRAIL_CLAIMS_BULK_CLAIMS_H

#include "base/arena.h"
#include "claims/bulk.h"
#include "claims/extent.h"
#include "claims/party.h"
#include "claims/text_index.h"
#include "table/key_set.h"
#include "table/table_source.h"

typedef struct {
    guint64 weight; /* choice_weigh */
    guint64 row;    /* bulk_row_make, or bulk_texts_keep */
    double low, high, value;
    guint32 subject, setting, source; /* positions in the model, and among the settings */
    guint32 as_of;                    /* of a timed metric: its date in order, 0: none */
    guint32 statement;                /* hash of what tells the source's statements apart */
    guint16 metric;                   /* position in the model */
    guint8 extent;                    /* ExtentKind */
} BulkClaim;

G_STATIC_ASSERT(sizeof(BulkClaim) == 64);

enum {
    BULK_OFFSET_BITS = 48,
    /* so many that the claims of one, of a million, stay in a processor's second cache */
    BULK_BUCKETS_LOG2 = 8,
    N_BULK_BUCKETS = 1 << BULK_BUCKETS_LOG2,
    BULK_BLOCK = 63,
};

/* Claims of one bucket, each in a line of the cache of its own. */
typedef struct BulkBlock BulkBlock;
struct BulkBlock {
    BulkClaim claims[BULK_BLOCK];
    BulkBlock *before; /* which is full; NULL: the bucket's first */
};

/* The claims that one thread has read, in buckets by the first bits of the hash of their figure,
 * so that those of one figure are found together. */
typedef struct {
    Arena arena, texts;                /* of the blocks; of bulk_texts_keep */
    BulkBlock *blocks[N_BULK_BUCKETS]; /* the last of each; NULL: none */
    guint8 n_last[N_BULK_BUCKETS];     /* claims in it; here, where they are near each other */
    GArray *ids[N_BULK_BUCKETS]; /* guint64: hashes of their ids, by bucket of their own; NULL */
    gsize n_claims;
} BulkPart;

/* A table of claims. */
typedef struct {
    Bulk *bulk;
    guint number;
    const TableSource *source; /* the package's */
    gboolean id_first;         /* ids are the cells that rows begin with */
    ScanTap tap;
} BulkFile;

struct Bulk {
    Package *package;
    ClaimSet *model;     /* without claims */
    PartyIndex *parties; /* NULL: the order does not ask */
    TextIndex subjects, metrics, sources;
    gpointer *origins;       /* by source */
    guint64 *source_weights; /* likewise: choice_weigh_source */
    gboolean with_texts;     /* rows are bulk_texts_keep's, not bulk_row_make's */
    gboolean own_ids;        /* whether ids are unique is for the bulk to find out */

    GMutex lock; /* of the settings and parts */
    GHashTable *setting_numbers;
    GPtrArray *settings; /* char*, by number */

    GPtrArray *files; /* of BulkFile* */
    GPtrArray *parts; /* of BulkPart*, in no order */
    gsize n_claims;
    guint n_threads;
    gint faulty; /* atomic: something is for the exact path */
};

/* The tap of a file: bulk_row.c. */
ScanTap bulk_tap(BulkFile *file);
void bulk_part_free(gpointer data); /* BulkPart* */

/* A cell of a metric of that kind; text is borrowed. */
Amount bulk_amount_read(const char *text, MetricKind kind);

/* Keeps the texts that a claim is shown with (bulk_texts.c): a row, as the claim's place. */
guint64 bulk_texts_keep(Arena *arena, const Claim *claim, guint32 source);

/* Whether no two claims have one id: FALSE also when only hashes are equal. */
gboolean bulk_ids_differ(const Bulk *bulk);

/* Runs work(data, bucket) for each bucket, on all threads. */
void bulk_for_buckets(const Bulk *bulk, void (*work)(gpointer data, guint bucket), gpointer data);

/* Hash of the figure that a claim belongs to. */
static inline guint64 bulk_claim_hash(const BulkClaim *claim)
{
    const guint32 key[] = {claim->subject, claim->metric, claim->setting, claim->as_of};
    return key_hash_bytes((const char *)key, sizeof key);
}

static inline guint bulk_bucket_of(guint64 hash)
{
    return (guint)(hash >> (64 - BULK_BUCKETS_LOG2));
}

/* A row by its file and its offset in that. */
static inline guint64 bulk_row_make(guint file, gsize offset)
{
    return (guint64)file << BULK_OFFSET_BITS | offset;
}

static inline guint bulk_row_file(guint64 row)
{
    return (guint)(row >> BULK_OFFSET_BITS);
}

static inline gsize bulk_row_offset(guint64 row)
{
    return row & ((G_GUINT64_CONSTANT(1) << BULK_OFFSET_BITS) - 1);
}

#endif
