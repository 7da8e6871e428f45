#include "evidence/snapshot_store.h"

#include "base/output.h"
#include "evidence/snapshot_html.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

void stored_snapshot_free(StoredSnapshot *stored)
{
    if (!stored)
        return;
    g_free(stored->path);
    g_free(stored->raw);
    g_free(stored->sha256);
    g_free(stored->title);
    g_free(stored->language);
    g_free(stored);
}

typedef enum { FORM_TEXT, FORM_HTML, FORM_PDF } Form;

static const char *const extensions[] = {"txt", "html", "pdf"};

static gboolean begins_like_html(const Document *document)
{
    enum { HEAD = 512 };
    g_autofree char *head = g_ascii_strdown(document->bytes, (gssize)MIN(document->length, HEAD));
    return strstr(head, "<!doctype html") || strstr(head, "<html");
}

static Form form_of(const Document *document)
{
    const char *type = document->type;
    if (document->length >= 5 && memcmp(document->bytes, "%PDF-", 5) == 0)
        return FORM_PDF;
    if (type)
        return strstr(type, "html") ? FORM_HTML : FORM_TEXT;
    g_autofree char *name = g_ascii_strdown(document->name, -1);
    return g_str_has_suffix(name, ".html") || g_str_has_suffix(name, ".htm") ||
                   g_str_has_suffix(name, ".xhtml") || begins_like_html(document)
               ? FORM_HTML
               : FORM_TEXT;
}

/* ---- one function per form: the text, newly allocated ---------------------------------------- */

static char *text_of_text(const Document *document, gsize *length, GError **error)
{
    if (memchr(document->bytes, '\0', document->length) ||
        !g_utf8_validate(document->bytes, (gssize)document->length, NULL)) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                    "%s is neither UTF-8 text, nor HTML, nor PDF: convert it first",
                    document->name);
        return NULL;
    }
    *length = document->length;
    return g_memdup2(document->bytes, document->length + 1);
}

static char *text_of_html(const Document *document, StoredSnapshot *stored, gsize *length,
                          GError **error)
{
    char *text = html_to_text(document->bytes, document->length, document->charset, &stored->title,
                              &stored->language, error);
    if (!text)
        g_prefix_error(error, "%s: ", document->name);
    else
        *length = strlen(text);
    return text;
}

/* raw: the PDF in the snapshots folder */
static char *text_of_pdf(const char *raw, gsize *length, GError **error)
{
    g_autofree char *text = NULL, *told = NULL;
    const char *arguments[] = {"pdftotext", "-enc", "UTF-8", "-eol", "unix", "-nopgbrk",
                               "-q",        "--",   raw,     "-",    NULL};
    g_autoptr(GError) cause = NULL;
    int status = 0;
    if (!g_spawn_sync(NULL, (char **)arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, &told,
                      &status, &cause)) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOSYS,
                    "a PDF needs pdftotext (package poppler-utils): %s", cause->message);
        return NULL;
    }
    if (!g_spawn_check_wait_status(status, NULL)) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "pdftotext cannot read %s: %s", raw,
                    g_strstrip(told));
        return NULL;
    }
    *length = strlen(text);
    return g_steal_pointer(&text);
}

/* ---- files ----------------------------------------------------------------------------------- */

static gboolean write_new(const char *folder, const char *name, const char *bytes, gsize length,
                          GError **error)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    if (g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_EXIST,
                    "%s is there already: a snapshot is never overwritten", path);
        return FALSE;
    }
    return output_write(path, bytes, length, error);
}

static void remove_file(const char *folder, const char *name)
{
    if (!name)
        return;
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_remove(path);
}

void snapshot_unstore(const char *folder, const StoredSnapshot *stored)
{
    remove_file(folder, stored->path);
    remove_file(folder, stored->raw);
}

static gboolean rename_file(const char *folder, char **name, const char *to, GError **error)
{
    g_autofree char *from = g_build_filename(folder, *name, NULL);
    g_autofree char *path = g_build_filename(folder, to, NULL);
    if (g_rename(from, path) != 0) {
        g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(errno),
                    "cannot rename %s to %s: %s", from, path, g_strerror(errno));
        return FALSE;
    }
    g_free(*name);
    *name = g_strdup(to);
    return TRUE;
}

gboolean snapshot_rename(const char *folder, StoredSnapshot *stored, const char *path,
                         GError **error)
{
    if (stored->raw) {
        const gsize stem = strlen(path) - (g_str_has_suffix(path, ".txt") ? strlen(".txt") : 0);
        g_autofree char *raw =
            g_strdup_printf("%.*s%s", (int)stem, path, strrchr(stored->raw, '.'));
        if (!rename_file(folder, &stored->raw, raw, error))
            return FALSE;
    }
    return rename_file(folder, &stored->path, path, error);
}

static char *make_text(const char *folder, const Document *document, Form form,
                       StoredSnapshot *stored, gsize *length, GError **error)
{
    if (form == FORM_TEXT)
        return text_of_text(document, length, error);
    if (form == FORM_HTML)
        return text_of_html(document, stored, length, error);
    g_autofree char *raw = g_build_filename(folder, stored->raw, NULL);
    return text_of_pdf(raw, length, error);
}

StoredSnapshot *snapshot_store(const char *folder, const char *id, const Document *document,
                               GError **error)
{
    const Form form = form_of(document);
    g_autoptr(StoredSnapshot) stored = g_new0(StoredSnapshot, 1);
    if (form != FORM_TEXT) {
        g_autofree char *raw = g_strdup_printf("%s.%s", id, extensions[form]);
        if (!write_new(folder, raw, document->bytes, document->length, error))
            return NULL;
        stored->raw = g_steal_pointer(&raw);
    }
    gsize length = 0;
    g_autofree char *text = make_text(folder, document, form, stored, &length, error);
    g_autofree char *name = g_strdup_printf("%s.txt", id);
    if (!text || !write_new(folder, name, text, length, error)) {
        remove_file(folder, stored->raw);
        return NULL;
    }
    stored->path = g_steal_pointer(&name);
    stored->sha256 = digest_bytes(text, length);
    stored->bytes = length;
    if (!stored->title)
        stored->title = g_strdup("");
    if (!stored->language)
        stored->language = g_strdup("");
    return g_steal_pointer(&stored);
}
