#include "claims/party.h"

#include "claims/names.h"

#include <string.h>

struct PartyIndex {
    GHashTable *names;      /* folded name -> number of the party, from 1 */
    GHashTable *makers;     /* const Subject* -> number; 0: not known */
    GHashTable *publishers; /* const Source* -> number, of its origin */
};

/* 0: the name is empty, or nobody is known by it. */
static guint party_of_name(const PartyIndex *index, const char *name)
{
    g_autofree char *key = name_fold(name);
    return GPOINTER_TO_UINT(g_hash_table_lookup(index->names, key));
}

static void add_name(PartyIndex *index, const char *name, guint party)
{
    char *key = name_fold(name);
    if (*key && !g_hash_table_contains(index->names, key))
        g_hash_table_insert(index->names, key, GUINT_TO_POINTER(party));
    else
        g_free(key);
}

static guint add_party(PartyIndex *index, const char *name)
{
    const guint party = party_of_name(index, name);
    if (party > 0)
        return party;
    const guint next = g_hash_table_size(index->names) + 1;
    add_name(index, name, next);
    return party_of_name(index, name);
}

static gboolean is_party(const Subject *subject)
{
    return strcmp(subject->kind, "organization") == 0 || strcmp(subject->kind, "person") == 0;
}

static const char *maker_name(const Subject *subject)
{
    return *subject->maker ? subject->maker : is_party(subject) ? subject->name : "";
}

static void add_aliases(PartyIndex *index, const Subject *subject)
{
    const guint party = add_party(index, subject->name);
    g_auto(GStrv) aliases = g_strsplit(subject->aliases, ";", -1);
    for (char **alias = aliases; *alias; alias++)
        add_name(index, *alias, party);
}

PartyIndex *party_index_new(const ClaimSet *claims)
{
    PartyIndex *index = g_new0(PartyIndex, 1);
    index->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    index->makers = g_hash_table_new(NULL, NULL);
    index->publishers = g_hash_table_new(NULL, NULL);
    /* a team of an organization is not the organization, so it brings in no names */
    for (guint i = 0; i < claims->subjects->len; i++) {
        const Subject *subject = g_ptr_array_index(claims->subjects, i);
        if (is_party(subject) && !*subject->maker)
            add_aliases(index, subject);
    }
    for (guint i = 0; i < claims->subjects->len; i++) {
        const Subject *subject = g_ptr_array_index(claims->subjects, i);
        g_hash_table_insert(index->makers, (gpointer)subject,
                            GUINT_TO_POINTER(add_party(index, maker_name(subject))));
    }
    for (guint i = 0; i < claims->sources->len; i++) {
        const Source *source = g_ptr_array_index(claims->sources, i);
        const char *publisher = source_origin(source)->publisher;
        g_hash_table_insert(index->publishers, (gpointer)source,
                            GUINT_TO_POINTER(add_party(index, publisher)));
    }
    return index;
}

void party_index_free(PartyIndex *index)
{
    if (!index)
        return;
    g_hash_table_unref(index->names);
    g_hash_table_unref(index->makers);
    g_hash_table_unref(index->publishers);
    g_free(index);
}

/* "Meta (Llama 2 paper)", "Inflection AI, quoted" */
static guint party_of_speaker(const PartyIndex *index, const char *stated_by)
{
    g_autofree char *name = g_strndup(stated_by, strcspn(stated_by, "(,"));
    return party_of_name(index, name);
}

ClaimParty party_find(const PartyIndex *index, const Subject *subject, const Source *source,
                      const char *stated_by)
{
    const guint maker = GPOINTER_TO_UINT(g_hash_table_lookup(index->makers, subject));
    const guint publisher = GPOINTER_TO_UINT(g_hash_table_lookup(index->publishers, source));
    const guint speaker = *stated_by ? party_of_speaker(index, stated_by) : publisher;
    if (maker == 0)
        return PARTY_UNKNOWN;
    /* the maker vouches for a person or paper that it quotes about itself */
    if (speaker == maker || (speaker == 0 && publisher == maker))
        return PARTY_MAKER;
    return speaker == 0 ? PARTY_UNKNOWN : PARTY_THIRD;
}
