/*
 * Checks on sources: use, dates, chains of copies, addresses, digests.
 */
#include "claims/check.h"

#include <string.h>

const Rule rule_source_unused = {"source-unused", LEVEL_WARNING,
                                 "no claim rests on a source, and no other source relays it"};
const Rule rule_source_date = {"source-date", LEVEL_ERROR, "published or retrieved is no date"};
const Rule rule_relays_cycle = {"relays-cycle", LEVEL_ERROR,
                                "a source relays itself, if only by way of others"};
const Rule rule_url_form = {
    "url-form", LEVEL_WARNING,
    "an address is no http or https, is an example, or leads to a whole site"};
const Rule rule_snapshot_digest = {"snapshot-digest", LEVEL_ERROR,
                                   "a snapshot has no SHA-256 of 64 lower-case hexadecimal digits"};

static Place source_place(const Source *source, const char *column)
{
    return row_place(source->table, source->row, column);
}

void check_source_unused(const ClaimSet *claims, Findings *findings)
{
    g_autoptr(GHashTable) used = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < claims->claims->len; i++) {
        const Claim *claim = g_ptr_array_index(claims->claims, i);
        g_hash_table_add(used, (gpointer)claim->source);
    }
    for (guint i = 0; i < claims->sources->len; i++) {
        const Source *source = g_ptr_array_index(claims->sources, i);
        if (source->relays && source->relays != source)
            g_hash_table_add(used, (gpointer)source->relays);
    }
    for (guint i = 0; i < claims->sources->len; i++) {
        const Source *source = g_ptr_array_index(claims->sources, i);
        if (!g_hash_table_contains(used, source))
            findings_add(findings, &rule_source_unused, source_place(source, "id"),
                         "no claim rests on source \"%s\" and no source relays it: add its claims "
                         "or take it out",
                         source->id);
    }
}

void check_source_date(const ClaimSet *claims, Findings *findings)
{
    for (guint i = 0; i < claims->sources->len; i++) {
        const Source *source = g_ptr_array_index(claims->sources, i);
        const struct {
            const char *column, *text;
        } dates[] = {{"published", source->published}, {"retrieved", source->retrieved}};
        for (gsize j = 0; j < G_N_ELEMENTS(dates); j++) {
            Date date;
            if (*dates[j].text && !date_parse(dates[j].text, &date))
                findings_add(findings, &rule_source_date, source_place(source, dates[j].column),
                             "%s \"%s\" is no date: write YYYY, YYYY-MM or YYYY-MM-DD, a day that "
                             "exists",
                             dates[j].column, dates[j].text);
        }
    }
}

/* Whether the chain of what source relays leads back to it.  A chain that runs
 * into a cycle of others ends after as many steps as there are sources. */
static gboolean relays_itself(const Source *source, guint n_sources)
{
    const Source *next = source->relays;
    for (guint steps = 0; next && next != source && steps < n_sources; steps++)
        next = next->relays;
    return next == source;
}

void check_relays_cycle(const ClaimSet *claims, Findings *findings)
{
    for (guint i = 0; i < claims->sources->len; i++) {
        const Source *source = g_ptr_array_index(claims->sources, i);
        if (!relays_itself(source, claims->sources->len))
            continue;
        enum { SHOWN = 5 }; /* enough to see the way; a hostile cycle can be long */
        g_autoptr(GString) chain = g_string_new(source->id);
        const Source *next = source->relays;
        for (int shown = 0; next != source && shown < SHOWN; next = next->relays, shown++)
            g_string_append_printf(chain, " -> %s", next->id);
        g_string_append_printf(chain, "%s -> %s", next == source ? "" : " -> ...", source->id);
        findings_add(findings, &rule_relays_cycle, source_place(source, "relays"),
                     "source \"%s\" relays itself (%s): empty relays for the one that came first",
                     source->id, chain->str);
    }
}

/* RFC 2606 and 6761 keep these names for examples and tests. */
static gboolean is_example_host(const char *host)
{
    static const char *const names[] = {"example.com", "example.org", "example.net", "example",
                                        "invalid",     "test",        "localhost"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        if (!g_str_has_suffix(host, names[i]))
            continue;
        const gsize before = strlen(host) - strlen(names[i]);
        if (before == 0 || host[before - 1] == '.')
            return TRUE;
    }
    return FALSE;
}

/* What is wrong with an address, or NULL. */
static const char *url_fault(const char *url)
{
    const gsize scheme = g_ascii_strncasecmp(url, "https://", 8) == 0  ? 8
                         : g_ascii_strncasecmp(url, "http://", 7) == 0 ? 7
                                                                       : 0;
    if (scheme == 0)
        return "is neither http:// nor https://: give the address of the page";
    for (const char *p = url; *p; p++) {
        if (g_ascii_isspace(*p) || g_ascii_iscntrl(*p))
            return "has a blank: percent-encode it or take it out";
    }
    const char *authority = url + scheme;
    const gsize length = strcspn(authority, "/?#");
    const gsize host_length = strcspn(authority, ":/?#");
    g_autofree char *host = g_ascii_strdown(authority, (gssize)host_length);
    if (host_length == 0)
        return "names no host: give the address of the page";
    if (is_example_host(host))
        return "is an example: give the real address or leave the cell empty";
    const char *path = authority + length;
    if (*path == '\0' || strcmp(path, "/") == 0)
        return "is the root of a site: give the address of the page";
    return NULL;
}

void check_url_form(const ClaimSet *claims, Findings *findings)
{
    for (guint i = 0; i < claims->sources->len; i++) {
        const Source *source = g_ptr_array_index(claims->sources, i);
        const struct {
            const char *column, *text;
        } urls[] = {{"url", source->url}, {"archive_url", source->archive_url}};
        for (gsize j = 0; j < G_N_ELEMENTS(urls); j++) {
            const char *fault = *urls[j].text ? url_fault(urls[j].text) : NULL;
            if (fault)
                findings_add(findings, &rule_url_form, source_place(source, urls[j].column),
                             "%s \"%s\" %s", urls[j].column, urls[j].text, fault);
        }
    }
}

void check_snapshot_digest(const ClaimSet *claims, Findings *findings)
{
    for (guint i = 0; i < claims->sources->len; i++) {
        const Source *source = g_ptr_array_index(claims->sources, i);
        if (!*source->snapshot)
            continue;
        const gsize digits = strspn(source->sha256, "0123456789abcdef");
        if (digits != 64 || source->sha256[digits])
            findings_add(findings, &rule_snapshot_digest, source_place(source, "sha256"),
                         "sha256 \"%s\" of snapshot \"%s\" is not 64 lower-case hexadecimal "
                         "digits: write what sha256sum says",
                         source->sha256, source->snapshot);
    }
}
