/*
 * party: whether a claim is the maker's own word about what it made.
 *
 * The maker of a subject is its 'maker', or, of an organization or person, itself.  Who speaks is
 * 'stated_by' up to the first '(' or ',', else the publisher of the source's origin.  Names are
 * equal after Unicode folding and with blanks made one; further names of an organization are the
 * aliases of its row among the subjects, so "Meta AI" is "Meta" if that row says so.  A person who
 * is quoted may speak for anybody: that is not known, unless the maker itself publishes it.
 */
#ifndef FIGTRAIL_CLAIMS_PARTY_H
#define FIGTRAIL_CLAIMS_PARTY_H

#include "claims/claims.h"

typedef struct PartyIndex PartyIndex;

/* Of the set's sources and subjects, which must outlive it. */
PartyIndex *party_index_new(const ClaimSet *claims);
void party_index_free(PartyIndex *index); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PartyIndex, party_index_free)

/* Of a claim of that set; may be called on several threads. */
ClaimParty party_find(const PartyIndex *index, const Subject *subject, const Source *source,
                      const char *stated_by);

#endif
