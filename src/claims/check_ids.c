/*
 * Checks on names: ids, claims stated twice, aliases.
 */
#include "claims/check.h"
#include "claims/names.h"

#include <string.h>

const Rule rule_id_form = {"id-form", LEVEL_ERROR,
                           "an id is empty, or holds a blank, a control character or '|'"};
const Rule rule_duplicate_id = {"duplicate-id", LEVEL_ERROR,
                                "an id is taken already, by a claim in any table of claims"};
const Rule rule_duplicate_claim = {"duplicate-claim", LEVEL_ERROR,
                                   "a statement of a source is entered twice"};
const Rule rule_alias_clash = {"alias-clash", LEVEL_WARNING,
                               "two subjects share an id, name or alias"};
const Rule rule_alias_form = {"alias-form", LEVEL_WARNING,
                              "an alias is empty, stands twice, or is the subject's own name"};

/* ---- ids ------------------------------------------------------------------------------------- */

/* An id of any of the four tables, and where it stands first. */
typedef struct {
    const char *id;
    const Table *table, *first_table;
    guint row, first_row;
} Identity;

typedef void (*IdentityCheck)(const Identity *identity, Findings *findings);

#define CHECK_EACH(Type, array, by_id)                                                             \
    do {                                                                                           \
        for (guint i = 0; i < (array)->len; i++) {                                                 \
            const Type *item = g_ptr_array_index((array), i);                                      \
            const Type *first = g_hash_table_lookup((by_id), item->id);                            \
            check(&(Identity){item->id, item->table, first->table, item->row, first->row},         \
                  findings);                                                                       \
        }                                                                                          \
    } while (FALSE)

/* Ids of one kind of thing share one space of names. */
static void check_identities(const ClaimSet *claims, IdentityCheck check, Findings *findings)
{
    CHECK_EACH(Source, claims->sources, claims->source_by_id);
    CHECK_EACH(Subject, claims->subjects, claims->subject_by_id);
    CHECK_EACH(Metric, claims->metrics, claims->metric_by_id);
    CHECK_EACH(Claim, claims->claims, claims->claim_by_id);
}

gboolean id_is_in_form(const char *id)
{
    const char *p = id;
    while (*p > ' ' && *p < 0x7F && *p != '|')
        p++;
    if (!*p)
        return p > id;
    for (; *p; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        if (c == '|' || g_unichar_isspace(c) || g_unichar_iscntrl(c))
            return FALSE;
    }
    return TRUE;
}

static void check_form(const Identity *identity, Findings *findings)
{
    if (!id_is_in_form(identity->id))
        findings_add(
            findings, &rule_id_form, row_place(identity->table, identity->row, "id"),
            "id \"%s\" is empty or has a blank, a control character or a '|': use letters, "
            "digits, '.' and '-'",
            identity->id);
}

static void check_unique(const Identity *identity, Findings *findings)
{
    if (identity->table == identity->first_table && identity->row == identity->first_row)
        return;
    const Place place = row_place(identity->first_table, identity->first_row, "id");
    findings_add(findings, &rule_duplicate_id, row_place(identity->table, identity->row, "id"),
                 "id \"%s\" is taken by %s:%u: give one of them another", identity->id, place.file,
                 place.line);
}

void check_id_form(const ClaimSet *claims, Findings *findings)
{
    check_identities(claims, check_form, findings);
}

void check_duplicate_id(const ClaimSet *claims, Findings *findings)
{
    check_identities(claims, check_unique, findings);
}

/* ---- statements ------------------------------------------------------------------------------ */

Statement statement_of(const Claim *claim)
{
    return (Statement){claim->subject->id, claim->metric->id, claim->source->id, claim->setting,
                       claim->as_of_text,  claim->printed,    claim->locator,    claim->at};
}

guint statement_hash(gconstpointer statement)
{
    const Statement *said = statement;
    const char *const texts[] = {said->subject, said->metric, said->source,
                                 said->setting, said->as_of,  said->printed};
    guint hash = g_int64_hash(&said->at);
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        hash = 31 * hash + g_str_hash(texts[i]);
    return hash;
}

gboolean statement_equal(gconstpointer a, gconstpointer b)
{
    const Statement *x = a, *y = b;
    return x->at == y->at && strcmp(x->printed, y->printed) == 0 &&
           strcmp(x->setting, y->setting) == 0 && strcmp(x->as_of, y->as_of) == 0 &&
           strcmp(x->subject, y->subject) == 0 && strcmp(x->metric, y->metric) == 0 &&
           strcmp(x->source, y->source) == 0 && (x->at >= 0 || strcmp(x->locator, y->locator) == 0);
}

void check_duplicate_claim(const ClaimSet *claims, Findings *findings)
{
    g_autofree Statement *statements = g_new(Statement, claims->claims->len);
    g_autoptr(GHashTable) seen = g_hash_table_new(statement_hash, statement_equal);
    for (guint i = 0; i < claims->claims->len; i++) {
        const Claim *claim = g_ptr_array_index(claims->claims, i);
        statements[i] = statement_of(claim);
        const Claim *first = g_hash_table_lookup(seen, &statements[i]);
        if (!first) {
            g_hash_table_insert(seen, &statements[i], (gpointer)claim);
            continue;
        }
        findings_add(findings, &rule_duplicate_claim, claim_place(claim, "id"),
                     "claim \"%s\" says the same as \"%s\" (\"%s\" at the same place of source "
                     "\"%s\"): delete one, or correct its at",
                     claim->id, first->id, claim->printed, claim->source->id);
    }
}

/* ---- aliases --------------------------------------------------------------------------------- */

static void check_name(GHashTable *owners, const Subject *subject, const char *column,
                       const char *name, Findings *findings)
{
    g_autofree char *key = name_fold(name);
    const Subject *owner = g_hash_table_lookup(owners, key);
    if (*key && !owner) {
        g_hash_table_insert(owners, g_steal_pointer(&key), (gpointer)subject);
    } else if (owner && strcmp(owner->id, subject->id) != 0) {
        findings_add(findings, &rule_alias_clash, row_place(subject->table, subject->row, column),
                     "\"%s\" is also a name of subject \"%s\": leave it to one of the two", name,
                     owner->id);
    }
}

/* Ids come first: a name that another subject has as its id is the one to change. */
void check_alias_clash(const ClaimSet *claims, Findings *findings)
{
    g_autoptr(GHashTable) owners = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < claims->subjects->len; i++) {
        const Subject *subject = g_ptr_array_index(claims->subjects, i);
        check_name(owners, subject, "id", subject->id, findings);
    }
    for (guint i = 0; i < claims->subjects->len; i++) {
        const Subject *subject = g_ptr_array_index(claims->subjects, i);
        check_name(owners, subject, "name", subject->name, findings);
        g_auto(GStrv) aliases = g_strsplit(subject->aliases, ";", -1);
        for (char **alias = aliases; *alias; alias++)
            check_name(owners, subject, "aliases", g_strstrip(*alias), findings);
    }
}

/* What is wrong with an alias, given those before it; NULL: nothing.  Another case
 * is another spelling, which may be in print. */
static const char *alias_fault(const Subject *subject, char *const *aliases, guint position)
{
    if (*aliases[position] == '\0')
        return "is empty: take out the needless ';'";
    if (strcmp(aliases[position], subject->name) == 0)
        return "is the subject's name: take it out";
    for (guint i = 0; i < position; i++) {
        if (strcmp(aliases[i], aliases[position]) == 0)
            return "stands twice: take one out";
    }
    return NULL;
}

void check_alias_form(const ClaimSet *claims, Findings *findings)
{
    for (guint i = 0; i < claims->subjects->len; i++) {
        const Subject *subject = g_ptr_array_index(claims->subjects, i);
        g_auto(GStrv) aliases = g_strsplit(subject->aliases, ";", -1);
        for (guint j = 0; aliases[j]; j++) {
            g_strstrip(aliases[j]);
            const char *fault = alias_fault(subject, aliases, j);
            if (fault)
                findings_add(findings, &rule_alias_form,
                             row_place(subject->table, subject->row, "aliases"),
                             "alias %u of subject \"%s\", \"%s\", %s", j + 1, subject->id,
                             aliases[j], fault);
        }
    }
}
