#include "evidence/audit_claim.h"

#include "base/number.h"
#include "evidence/context.h"
#include "evidence/derive.h"

#include <math.h>
#include <string.h>

const Rule rule_audit_snapshot_absent = {"snapshot-absent", LEVEL_WARNING,
                                         "the snapshot of a source is not in the folder"};
const Rule rule_audit_snapshot_changed = {"snapshot-changed", LEVEL_ERROR,
                                          "a snapshot is not the text whose digest is on record"};
const Rule rule_audit_quote_moved = {"quote-moved", LEVEL_WARNING,
                                     "a quote stands at another place than recorded"};
const Rule rule_audit_quote_ambiguous = {
    "quote-ambiguous", LEVEL_ERROR, "a quote stands at several places, none of them the recorded"};
const Rule rule_audit_quote_not_found = {"quote-not-found", LEVEL_ERROR,
                                         "a quote does not stand in the snapshot"};
const Rule rule_audit_printed_cut = {"printed-cut", LEVEL_ERROR,
                                     "printed is cut out of a longer number"};
const Rule rule_audit_range_printed = {
    "range-printed", LEVEL_ERROR,
    "an end or the middle of a range stands in no print of the quote"};
const Rule rule_audit_derived_value = {"derived-value", LEVEL_ERROR,
                                       "the formula of a derived claim gives another value"};
const Rule rule_audit_derived_formula = {"derived-formula", LEVEL_ERROR,
                                         "the formula of a derived claim cannot be evaluated"};
const Rule rule_audit_formula_missing = {"formula-missing", LEVEL_WARNING,
                                         "a derived claim gives no formula"};

#define RULE_ADDRESS(name) &rule_audit_##name,
const Rule *const audit_rules[] = {AUDIT_RULES(RULE_ADDRESS)};
#undef RULE_ADDRESS
const guint n_audit_rules = G_N_ELEMENTS(audit_rules);

void auditor_init(Auditor *auditor, const ClaimSet *claims)
{
    *auditor = (Auditor){.claims = claims,
                         .reader = evidence_reader_new(),
                         .scratch = findings_new(),
                         .findings = findings_new()};
}

void auditor_clear(Auditor *auditor)
{
    auditor_close(auditor);
    evidence_reader_free(auditor->reader);
    findings_free(auditor->scratch);
}

static Place source_place(const Source *source, const char *column)
{
    const int field = source->table ? schema_field_find(source->table->schema, column) : -1;
    return field < 0 ? (Place){.file = source->table ? source->table->file : ""}
                     : table_place(source->table, source->row, (guint)field);
}

void auditor_open(Auditor *auditor, const char *folder, const Source *source)
{
    auditor_close(auditor);
    if (!folder)
        return;
    g_autoptr(GError) changed = NULL, error = NULL;
    auditor->snapshot = snapshot_read_any(folder, source, &changed, &error);
    auditor->state = !auditor->snapshot ? SNAPSHOT_STATE_ABSENT
                     : changed          ? SNAPSHOT_STATE_CHANGED
                                        : SNAPSHOT_STATE_PROVED;
    if (error)
        findings_add(auditor->findings, &rule_audit_snapshot_absent,
                     source_place(source, "snapshot"),
                     "%s: its claims are checked against their "
                     "quotes alone",
                     error->message);
    if (changed)
        findings_add(auditor->findings, &rule_audit_snapshot_changed,
                     source_place(source, changed->code == SNAPSHOT_LENGTH ? "bytes" : "sha256"),
                     "%s: put the recorded text back, or record the new one and audit its claims "
                     "again",
                     changed->message);
}

void auditor_close(Auditor *auditor)
{
    g_clear_pointer(&auditor->context, context_free);
    g_clear_pointer(&auditor->snapshot, snapshot_free);
    auditor->state = SNAPSHOT_STATE_UNUSED;
}

/* ---- the quote in the snapshot --------------------------------------------------------------- */

static AuditLevel check_quote(Auditor *auditor, const Claim *claim, QuotePlace *place)
{
    *place = (QuotePlace){.at = -1};
    if (!auditor->snapshot)
        return AUDIT_ALONE;
    const char *file = claim->source->snapshot;
    switch (quote_locate(auditor->snapshot, claim->quote, claim->at, place)) {
    case QUOTE_FOUND: break;
    case QUOTE_MOVED:
        findings_add(auditor->scratch, &rule_audit_quote_moved, claim_place(claim, "at"),
                     "\"%s\" stands at byte %" G_GINT64_FORMAT " of %s, at says %" G_GINT64_FORMAT
                     ": 'figtrail audit --update' records it",
                     claim->quote, place->at, file, claim->at);
        return AUDIT_MOVED;
    case QUOTE_REPEATED:
        findings_add(auditor->scratch, &rule_audit_quote_ambiguous, claim_place(claim, "at"),
                     "\"%s\" stands at several places of %s, the nearest at byte %" G_GINT64_FORMAT
                     ", but not at %" G_GINT64_FORMAT ": set at, or make the quote longer",
                     claim->quote, file, place->at, claim->at);
        return AUDIT_AMBIGUOUS;
    case QUOTE_MISSING:
        findings_add(auditor->scratch, &rule_audit_quote_not_found, claim_place(claim, "quote"),
                     "\"%s\" does not stand in %s: copy it from there, or take the claim back",
                     claim->quote, file);
        return AUDIT_NOT_FOUND;
    }
    return auditor->state == SNAPSHOT_STATE_PROVED ? AUDIT_VERIFIED : AUDIT_ALONE;
}

/* ---- printed in the quote -------------------------------------------------------------------- */

/* Where printed stands in the quote as numbers of its own; NULL: nowhere. */
static const char *find_whole(const char *quote, const char *printed)
{
    const gsize length = strlen(printed), quote_length = strlen(quote);
    for (const char *p = quote; (p = strstr(p, printed)); p++) {
        const gsize start = (gsize)(p - quote);
        if (!quote_cuts_number(quote, quote_length, start, start + length))
            return p;
        if (!*p)
            break;
    }
    return NULL;
}

static void check_cut(Auditor *auditor, const Claim *claim)
{
    if (*claim->printed && strstr(claim->quote, claim->printed) &&
        !find_whole(claim->quote, claim->printed))
        findings_add(auditor->scratch, &rule_audit_printed_cut, claim_place(claim, "printed"),
                     "\"%s\" is only part of a longer number in \"%s\"", claim->printed,
                     claim->quote);
}

static gboolean amount_is(const Amount *amount, const Reading *reading)
{
    if (reading->type == READING_DATE)
        return (reading->has_value && date_equal(amount->date, reading->date_value)) ||
               (!reading->has_value && (date_equal(amount->date, reading->date_low) ||
                                        date_equal(amount->date, reading->date_high)));
    const double candidates[] = {reading->value, reading->low, reading->high};
    const gboolean has[] = {reading->has_value, reading->has_low, reading->has_high};
    for (guint i = 0; i < G_N_ELEMENTS(candidates); i++)
        if (has[i] && fabs(candidates[i] - amount->number) <= 1e-15 * fabs(amount->number))
            return TRUE;
    return FALSE;
}

/* Whether any stretch of the quote between blanks and commas reads as amount. */
static gboolean quote_prints(const Evidence *evidence, const Amount *amount)
{
    const ReadingType type = evidence->reading.type;
    g_auto(GStrv) words = g_strsplit_set(evidence->claim->quote, ", ;|\t\n", -1);
    for (char **word = words; *word; word++) {
        Reading reading;
        if (**word && reading_parse_as(*word, evidence->language, type, &reading) &&
            amount_is(amount, &reading))
            return TRUE;
    }
    return FALSE;
}

/* Of a range not all three are in one print: its ends stand beside a printed
 * middle, or a middle beside printed ends. */
static void check_range(Auditor *auditor, const Evidence *evidence)
{
    const Claim *claim = evidence->claim;
    const struct {
        const char *column;
        const Amount *amount;
    } amounts[] = {{"value", &claim->value}, {"low", &claim->low}, {"high", &claim->high}};
    if (!evidence->read || claim->kind == KIND_DERIVED)
        return;
    for (guint i = 0; i < G_N_ELEMENTS(amounts); i++) {
        const Amount *amount = amounts[i].amount;
        const gboolean read = (i == 0) == evidence->reading.has_value; /* printed-value has it */
        if (!amount->present || read || amount_is(amount, &evidence->reading) ||
            quote_prints(evidence, amount))
            continue;
        findings_add(auditor->scratch, &rule_audit_range_printed,
                     claim_place(claim, amounts[i].column),
                     "%s says %s, which stands in no print of \"%s\"", amounts[i].column,
                     amount->text, claim->quote);
    }
}

/* ---- formulas -------------------------------------------------------------------------------- */

/* FALSE when it cannot be evaluated: the next column would say the same. */
static gboolean check_column(Auditor *auditor, const Claim *claim, DeriveColumn column,
                             const char *name, const Amount *amount)
{
    g_autoptr(GError) error = NULL;
    DeriveResult result;
    if (!amount->present)
        return TRUE;
    if (!derive_evaluate(auditor->claims, claim, column, &result, &error)) {
        findings_add(auditor->scratch, &rule_audit_derived_formula, claim_place(claim, "note"),
                     "the formula \"%.*s\" cannot be evaluated: %s", (int)strcspn(claim->note, ";"),
                     claim->note, error->message);
        return FALSE;
    }
    if (derive_agrees(&result, amount, claim->metric->kind))
        return TRUE;
    g_autofree char *gives = derive_format(&result);
    findings_add(auditor->scratch, &rule_audit_derived_value, claim_place(claim, name),
                 "\"%.*s\" gives %s, %s says %s", (int)strcspn(claim->note, ";"), claim->note,
                 gives, name, amount->text);
    return TRUE;
}

static AuditLevel check_derived(Auditor *auditor, const Claim *claim)
{
    if (!derive_has_formula(claim)) {
        findings_add(auditor->scratch, &rule_audit_formula_missing, claim_place(claim, "note"),
                     "%s is derived, but its note gives no formula: begin it with one, such as "
                     "\"= printed / 24;\"",
                     claim->id);
        return AUDIT_UNPROVED;
    }
    if (check_column(auditor, claim, DERIVE_VALUE, "value", &claim->value) &&
        check_column(auditor, claim, DERIVE_LOW, "low", &claim->low))
        check_column(auditor, claim, DERIVE_HIGH, "high", &claim->high);
    return AUDIT_DERIVED;
}

/* ---- the words around --------------------------------------------------------------------------
 */

/* Where the quote stands byte for byte, the print in it is a figure of the text. */
static void check_context(Auditor *auditor, const Claim *claim, const QuotePlace *place)
{
    const char *printed = !auditor->no_hints && place->at >= 0 && !place->alike && *claim->printed
                              ? find_whole(claim->quote, claim->printed)
                              : NULL;
    if (!printed)
        return;
    if (!auditor->context)
        auditor->context = context_new(auditor->snapshot->text, auditor->snapshot->length,
                                       claim->source->language);
    const gsize start = (gsize)place->at + (gsize)(printed - claim->quote);
    const Stretch stretch = {start, start + strlen(claim->printed)};
    context_check(auditor->context, claim, stretch, auditor->scratch);
}

/* ---- one claim ------------------------------------------------------------------------------- */

/* Rules whose errors say how the quote stands, not what it says. */
static gboolean is_of_place(const Rule *rule)
{
    return rule == &rule_audit_quote_ambiguous || rule == &rule_audit_quote_not_found;
}

/* Hands on what was found; whether any of it contradicts the claim. */
static gboolean take_scratch(Auditor *auditor)
{
    guint n;
    const Finding *sorted = findings_sorted(auditor->scratch, &n);
    if (n == 0)
        return FALSE;
    gboolean contradicted = FALSE;
    for (guint i = 0; i < n; i++)
        contradicted =
            contradicted || (sorted[i].level == LEVEL_ERROR && !is_of_place(sorted[i].rule));
    findings_take(auditor->findings, auditor->scratch);
    return contradicted;
}

AuditEntry audit_claim(Auditor *auditor, const Claim *claim)
{
    AuditEntry entry = {.claim = claim};
    Evidence evidence;
    evidence_read(auditor->reader, claim, &evidence);
    evidence_check_one(&evidence, auditor->scratch);
    check_cut(auditor, claim);
    check_range(auditor, &evidence);
    entry.level = check_quote(auditor, claim, &entry.place);
    check_context(auditor, claim, &entry.place);
    if (claim->kind == KIND_DERIVED) {
        const AuditLevel derived = check_derived(auditor, claim);
        entry.level = MAX(entry.level, derived);
    }
    if (take_scratch(auditor))
        entry.level = AUDIT_CONTRADICTED;
    return entry;
}
