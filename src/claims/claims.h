/*
 * claims: who states which figure of what, and where.
 *
 * The typed rows of a checked package as the design's data model.  A ClaimSet
 * borrows all texts from the package it was made of, so the package must
 * outlive it.  Merging is in claims/merge.h.
 */
#ifndef FIGTRAIL_CLAIMS_CLAIMS_H
#define FIGTRAIL_CLAIMS_CLAIMS_H

#include "base/date.h"
#include "table/package.h"

/* All texts: never NULL, "" when the cell is empty, unless said otherwise. */
typedef struct Source Source;
struct Source {
    const char *id, *title, *publisher, *author, *published, *language, *type;
    const char *url, *archive_url, *retrieved, *snapshot, *sha256, *note;
    const Source *relays; /* the source that this one copies; NULL: none */
    const Table *table;
    guint row;
};

typedef struct {
    const char *id, *name, *kind, *maker, *family, *aliases;
    const Table *table;
    guint row;
} Subject;

typedef enum { METRIC_NUMBER, METRIC_DATE } MetricKind;

typedef struct {
    const char *id, *name, *unit, *better, *description;
    MetricKind kind;
    double minimum, maximum; /* -INFINITY, INFINITY: none */
    gboolean timed;          /* as_of is part of the figure's key */
    const Table *table;
    guint row;
} Metric;

/* A number, or a date of any precision, by the metric's kind. */
typedef struct {
    gboolean present;
    const char *text; /* the cell */
    double number;    /* of a date: days since 1970-01-01 of its first day */
    Date date;        /* date metrics only */
} Amount;

typedef enum {
    KIND_EXACT,
    KIND_ABOUT,
    KIND_AT_LEAST,
    KIND_AT_MOST,
    KIND_RANGE,
    KIND_DERIVED
} ClaimKind;
/* In order of strength: what is beats what is planned beats what is believed. */
typedef enum {
    STATUS_ACTUAL,
    STATUS_PLANNED,
    STATUS_TARGET,
    STATUS_ESTIMATED,
    STATUS_RUMOURED
} ClaimStatus;
typedef enum { RANK_PREFERRED, RANK_NORMAL, RANK_DEPRECATED } ClaimRank;
/* Whose word it is about the subject (claims/party.h). */
typedef enum { PARTY_UNKNOWN, PARTY_MAKER, PARTY_THIRD } ClaimParty;

typedef struct {
    const char *id;
    const Subject *subject;
    const Metric *metric;
    const char *setting; /* canonical: sorted 'k=v;k=v', "" = not stated */
    const char *printed;
    Amount value, low, high;
    ClaimKind kind;
    ClaimStatus status;
    ClaimRank rank;
    ClaimParty party;
    Date as_of; /* year 0: not stated */
    const char *as_of_text;
    const Source *source;
    const char *quote;
    gint64 at; /* byte offset of the quote in the snapshot; -1: not known */
    const char *locator, *stated_by;
    const char *reason, *note;
    const Table *table;
    guint row;
} Claim;

/* The order of choice among claims (claims/choose.h has its steps). */
enum { CHOICE_STEPS_LIMIT = 16 };
typedef struct {
    const struct ChoiceStep *steps[CHOICE_STEPS_LIMIT];
    guint n_steps;
} ChoiceOrder;

typedef struct {
    GPtrArray *sources, *subjects, *metrics, *claims; /* in file order; owned */
    GHashTable *source_by_id, *subject_by_id, *metric_by_id, *claim_by_id;
    struct Names *subject_names, *metric_names; /* of reading; NULL: not needed */
    ChoiceOrder order;                          /* that the package declares, or the default */
} ClaimSet;

/* Builds the model and checks it by every rule of this folder.  The package
 * must be free of errors in its schema checks: without the tables 'sources',
 * 'subjects' and 'metrics' there is a finding and NULL.  Claims tables are all
 * resources with the claims columns, whatever their names. */
ClaimSet *claims_read(const Package *package, Findings *findings);
void claims_free(ClaimSet *claims); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ClaimSet, claims_free)

/* Place of a column of a claim's row ("printed"), for findings. */
Place claim_place(const Claim *claim, const char *column);

const char *claim_kind_name(ClaimKind kind);       /* "at-least" */
const char *claim_status_name(ClaimStatus status); /* "planned" */
const char *claim_rank_name(ClaimRank rank);

/* Value of one key of a canonical setting, newly allocated, or NULL. */
char *setting_find(const char *setting, const char *key);

/* The source at the end of the chain of 'relays': source itself when it relays
 * nothing.  Claims of sources with one origin are no independent witnesses. */
const Source *source_origin(const Source *source);

extern const Rule *const claim_rules[];
extern const guint n_claim_rules;

#endif
