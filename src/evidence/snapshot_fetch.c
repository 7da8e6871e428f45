#include "evidence/snapshot_fetch.h"

#include "base/gio_library.h"
#include "evidence/curl_library.h"

#include <string.h>
#include <unistd.h>

enum { REDIRECTS = 5 };

static const char *const types[] = {
    "text/html", "application/xhtml+xml", "text/plain",     "text/markdown",
    "text/csv",  "application/json",      "application/pdf"};

void fetched_free(Fetched *fetched)
{
    if (!fetched)
        return;
    g_string_free(fetched->body, TRUE);
    g_free(fetched->type);
    g_free(fetched->charset);
    g_free(fetched->url);
    g_free(fetched);
}

/* ---- addresses ------------------------------------------------------------------------------- */

typedef struct {
    guint8 bytes[16];
    guint bits;
} Network;

/* IANA's special-purpose address registries (RFC 6890 and its updates), and
 * multicast. */
static const Network networks_4[] = {
    {{0}, 8},
    {{10}, 8},
    {{100, 64}, 10},
    {{127}, 8},
    {{169, 254}, 16},
    {{172, 16}, 12},
    {{192, 0, 0}, 24},
    {{192, 0, 2}, 24},
    {{192, 88, 99}, 24},
    {{192, 168}, 16},
    {{198, 18}, 15},
    {{198, 51, 100}, 24},
    {{203, 0, 113}, 24},
    {{224}, 4},
    {{240}, 4},
};
static const Network networks_6[] = {
    {{0}, 8},
    {{0x01}, 8},
    {{0xfc}, 7},
    {{0xfe, 0x80}, 10},
    {{0xfe, 0xc0}, 10},
    {{0xff}, 8},
    {{0x20, 0x01, 0x0d, 0xb8}, 32},
    {{0x20, 0x01, 0}, 32},
};

static gboolean in_network(const guint8 *bytes, const Network *network)
{
    for (guint bit = 0; bit < network->bits; bit++) {
        const guint8 mask = (guint8)(0x80 >> bit % 8);
        if ((bytes[bit / 8] & mask) != (network->bytes[bit / 8] & mask))
            return FALSE;
    }
    return TRUE;
}

static gboolean is_public_4(const guint8 *bytes)
{
    for (guint i = 0; i < G_N_ELEMENTS(networks_4); i++)
        if (in_network(bytes, &networks_4[i]))
            return FALSE;
    return TRUE;
}

static gboolean is_public_6(const guint8 *bytes)
{
    static const guint8 mapped[12] = {[10] = 0xff, [11] = 0xff};
    static const guint8 nat64[12] = {0x00, 0x64, 0xff, 0x9b};
    if (memcmp(bytes, mapped, sizeof mapped) == 0 || memcmp(bytes, nat64, sizeof nat64) == 0)
        return is_public_4(bytes + 12);
    if (bytes[0] == 0x20 && bytes[1] == 0x02) /* 6to4 */
        return is_public_4(bytes + 2);
    for (guint i = 0; i < G_N_ELEMENTS(networks_6); i++)
        if (in_network(bytes, &networks_6[i]))
            return FALSE;
    return TRUE;
}

static gboolean is_public(GInetAddress *address)
{
    const guint8 *bytes = g_inet_address_to_bytes(address);
    return g_inet_address_get_family(address) == G_SOCKET_FAMILY_IPV4 ? is_public_4(bytes)
                                                                      : is_public_6(bytes);
}

gboolean fetch_address_is_public(const char *address)
{
    GIO_AUTO GInetAddress *parsed = g_inet_address_new_from_string(address);
    return parsed && is_public(parsed);
}

/* ---- one transfer ---------------------------------------------------------------------------- */

typedef struct {
    const FetchOptions *options;
    GString *body;
    char *refused; /* the private address */
    gboolean too_large;
} Transfer;

static curl_socket_t open_socket(void *data, curlsocktype purpose, struct curl_sockaddr *to)
{
    Transfer *transfer = data;
    (void)purpose;
    GIO_AUTO GSocketAddress *native = g_socket_address_new_from_native(&to->addr, to->addrlen);
    GInetAddress *address = G_IS_INET_SOCKET_ADDRESS(native)
                                ? g_inet_socket_address_get_address((GInetSocketAddress *)native)
                                : NULL;
    if (!address || (!transfer->options->allow_private && !is_public(address))) {
        g_free(transfer->refused);
        transfer->refused = address ? g_inet_address_to_string(address) : g_strdup("no address");
        return CURL_SOCKET_BAD;
    }
    return socket(to->family, to->socktype, to->protocol);
}

static size_t take_bytes(char *bytes, size_t size, size_t n, void *data)
{
    Transfer *transfer = data;
    if (n > transfer->options->limit - transfer->body->len) { /* size is 1 */
        transfer->too_large = TRUE;
        return 0;
    }
    g_string_append_len(transfer->body, bytes, (gssize)(size * n));
    return size * n;
}

static gboolean fail(GError **error, const char *url, const char *format, ...) G_GNUC_PRINTF(3, 4);

static gboolean fail(GError **error, const char *url, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *reason = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s: %s", url, reason);
    return FALSE;
}

/* Whether all options were taken: an old libcurl that does not know one must not
 * go on without it. */
static gboolean set_options(const CurlLibrary *library, CURL *curl, const char *url,
                            Transfer *transfer)
{
    CURLcode code = CURLE_OK;
#define SET(option, value)                                                                         \
    code = code != CURLE_OK ? code : library->easy_setopt(curl, option, value)
    SET(CURLOPT_URL, url);
    SET(CURLOPT_PROTOCOLS_STR, "http,https");
    SET(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    SET(CURLOPT_FOLLOWLOCATION, 1L);
    SET(CURLOPT_MAXREDIRS, (long)REDIRECTS);
    SET(CURLOPT_PROXY, "");
    SET(CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    SET(CURLOPT_NOSIGNAL, 1L);
    SET(CURLOPT_FAILONERROR, 1L);
    SET(CURLOPT_ACCEPT_ENCODING, "");
    SET(CURLOPT_USERAGENT, "figtrail/" FIGTRAIL_VERSION);
    SET(CURLOPT_TIMEOUT, (long)transfer->options->seconds);
    SET(CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)transfer->options->limit);
    SET(CURLOPT_OPENSOCKETFUNCTION, open_socket);
    SET(CURLOPT_OPENSOCKETDATA, transfer);
    SET(CURLOPT_WRITEFUNCTION, take_bytes);
    SET(CURLOPT_WRITEDATA, transfer);
#undef SET
    return code == CURLE_OK;
}

/* "text/html; charset=utf-8" to its parts. */
static gboolean take_type(Fetched *fetched, const char *header, GError **error)
{
    g_auto(GStrv) parts = g_strsplit(header ? header : "", ";", -1);
    fetched->type = g_ascii_strdown(parts[0] ? g_strstrip(parts[0]) : "", -1);
    for (guint i = 1; parts[0] && parts[i]; i++) {
        const char *part = g_strstrip(parts[i]);
        if (g_ascii_strncasecmp(part, "charset=", 8) != 0)
            continue;
        g_autofree char *charset = g_strdup(part + 8);
        g_strdelimit(charset, "\"'", ' ');
        fetched->charset = g_strdup(g_strstrip(charset));
    }
    for (guint i = 0; i < G_N_ELEMENTS(types); i++)
        if (strcmp(fetched->type, types[i]) == 0)
            return TRUE;
    return fail(error, fetched->url, "is of type \"%s\", of which no text can be made",
                fetched->type);
}

static gboolean check_transfer(const Transfer *transfer, CURLcode code, const char *told,
                               const char *url, GError **error)
{
    if (transfer->refused && code != CURLE_OK)
        return fail(error, url,
                    "leads to %s, an address of a private network: --allow-private allows it",
                    transfer->refused);
    if (transfer->too_large || code == CURLE_FILESIZE_EXCEEDED)
        return fail(error, url, "is larger than %" G_GSIZE_FORMAT " bytes",
                    transfer->options->limit);
    return code == CURLE_OK || fail(error, url, "%s", told);
}

static Fetched *fetch(const CurlLibrary *library, CURL *curl, const char *url,
                      const FetchOptions *options, GError **error)
{
    g_autoptr(Fetched) fetched = g_new0(Fetched, 1);
    fetched->body = g_string_new(NULL);
    Transfer transfer = {.options = options, .body = fetched->body};
    if (!curl || !set_options(library, curl, url, &transfer)) {
        fail(error, url, "this libcurl lacks what is needed to fetch it safely");
        return NULL;
    }
    const CURLcode code = library->easy_perform(curl);
    gboolean fine = check_transfer(&transfer, code, library->easy_strerror(code), url, error);
    g_free(transfer.refused);
    const char *type = NULL, *last = NULL;
    library->easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type);
    library->easy_getinfo(curl, CURLINFO_EFFECTIVE_URL, &last);
    fetched->url = g_strdup(last ? last : url);
    fine = fine && take_type(fetched, type, error);
    return fine ? g_steal_pointer(&fetched) : NULL;
}

Fetched *fetch_url(const char *url, const FetchOptions *options, GError **error)
{
    CurlLibrary library;
    if (!curl_library_load(&library, error)) {
        g_prefix_error(error, "%s: ", url);
        return NULL;
    }
    if (library.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        g_error("libcurl does not start");
    CURL *curl = library.easy_init();
    Fetched *fetched = fetch(&library, curl, url, options, error);
    library.easy_cleanup(curl);
    library.global_cleanup();
    return fetched;
}
