/*
 * snapshot_fetch: one document from the web, only when somebody asks for it.
 *
 * Limited on purpose: http and https, few redirects, a size, a time, types that
 * become text, and no address of a private network unless allowed (the address
 * that the socket really connects to is what counts, so that a name that resolves
 * to 127.0.0.1 does not get there).  No cookies, no credentials, no proxy from
 * the environment.
 */
#ifndef FIGTRAIL_EVIDENCE_SNAPSHOT_FETCH_H
#define FIGTRAIL_EVIDENCE_SNAPSHOT_FETCH_H

#include <glib.h>

typedef struct {
    gboolean allow_private;
    gsize limit;   /* bytes */
    guint seconds; /* for all of it */
} FetchOptions;

typedef struct {
    GString *body;
    char *type;    /* "text/html", lower case, without parameters */
    char *charset; /* NULL: not said */
    char *url;     /* after redirects */
} Fetched;

Fetched *fetch_url(const char *url, const FetchOptions *options, GError **error);
void fetched_free(Fetched *fetched); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Fetched, fetched_free)

/* Whether an IP address ("127.0.0.1", "::1") is one of the open internet. */
gboolean fetch_address_is_public(const char *address);

#endif
