/*
 * export_address: addresses of things on the web, as IRIs that every parser takes.
 */
#ifndef FIGTRAIL_CLAIMS_EXPORT_ADDRESS_H
#define FIGTRAIL_CLAIMS_EXPORT_ADDRESS_H

#include <glib.h>

/* "#claim:ID", an address within the document; what an IRI cannot hold is percent-encoded. */
char *address_local(const char *kind, const char *id);

/* url with what an IRI cannot hold percent-encoded; all else stays, also '%20'. */
char *address_url(const char *url);

/* The content with that SHA-256, wherever it is (RFC 6920): "ni:///sha-256;BASE64URL"; NULL when
 * the digest is no 64 hexadecimal digits. */
char *address_digest(const char *sha256);

#endif
