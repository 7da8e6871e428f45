#include "trail/seal.h"

#include "base/output.h"
#include "claims/claim_json.h"
#include "trail/claim_text.h"
#include "trail/record_usual.h"

#include <string.h>

enum { FIRST_SEALED_VERSION = 2 };

/* What is signed: both digests, and what they are of. */
static char *seal_message(const char *method, const char *content, const char *record)
{
    return g_strdup_printf("figtrail seal\n%s %s\nrecord %s\n", method, content, record);
}

/* ---- making ---------------------------------------------------------------------------------- */

char *seal_close(const Provenance *provenance, const char *method, const char *content,
                 GError **error)
{
    const gsize length = strlen(provenance->record);
    g_assert(length > 2 && provenance->record[length - 1] == '}');
    g_autofree char *digest = digest_bytes(provenance->record, length);
    g_autoptr(cJSON) seal = cJSON_CreateObject();
    json_add_text(seal, "method", method);
    json_add_text(seal, "content", content);
    json_add_text(seal, "record", digest);
    if (provenance->signer) {
        g_autofree char *message = seal_message(method, content, digest);
        g_autofree char *signature = signer_sign(provenance->signer, message, error);
        if (!signature)
            return NULL;
        json_add_text(seal, "key", signer_key(provenance->signer));
        json_add_text(seal, "signature", signature);
    }
    g_autofree char *text = json_print_compact(seal);
    return g_strdup_printf("%.*s,\"seal\":%s}", (int)length - 1, provenance->record, text);
}

/* ---- checking -------------------------------------------------------------------------------- */

void seal_clear(Seal *seal)
{
    g_free(seal->key);
}

/* The digest of the record without its seal, as it was written: compact, members in order, since
 * version 3 without what is usual. */
static char *digest_record(const cJSON *record)
{
    g_autoptr(cJSON) bare = cJSON_Duplicate(record, TRUE);
    cJSON_DeleteItemFromObjectCaseSensitive(bare, "seal");
    if (json_number(record, "figtrail", 0) >= RECORD_FIRST_WITHOUT_USUAL)
        record_leave_out_usual(bare);
    g_autofree char *text = json_print_compact(bare);
    return digest_bytes(text, strlen(text));
}

static SealState check_digests(const cJSON *record, const cJSON *seal, const char *method,
                               const char *content, const char *title)
{
    const char *said = json_string(seal, "content"), *of_record = json_string(seal, "record");
    if (!said || !of_record || g_strcmp0(json_string(seal, "method"), method) != 0)
        return json_number(record, "figtrail", 0) < FIRST_SEALED_VERSION && !seal ? SEAL_ABSENT
                                                                                  : SEAL_REMOVED;
    g_autofree char *digest = digest_record(record);
    const gboolean same_record = strcmp(digest, of_record) == 0;
    if (g_strcmp0(content, said) == 0)
        return same_record ? SEAL_INTACT : SEAL_RECORD_CHANGED;
    if (!same_record)
        return SEAL_BOTH_CHANGED;
    const char *named = json_string(json_member(record, "chart"), "title");
    return title && named && strcmp(title, named) != 0 ? SEAL_OTHER_PICTURE : SEAL_PICTURE_CHANGED;
}

static SignatureState check_signature(const cJSON *seal, const Trust *trust)
{
    const char *key = json_string(seal, "key"), *signature = json_string(seal, "signature");
    if (!key || !signature)
        return SIGNATURE_NONE;
    if (!trust)
        return SIGNATURE_UNCHECKED;
    const char *method = json_string(seal, "method"), *content = json_string(seal, "content");
    const char *record = json_string(seal, "record");
    g_autofree char *message =
        seal_message(method ? method : "", content ? content : "", record ? record : "");
    switch (trust_verify(trust, key, message, signature)) {
    case TRUST_VALID: return SIGNATURE_TRUSTED;
    case TRUST_INVALID: return SIGNATURE_WRONG;
    default: return SIGNATURE_STRANGER;
    }
}

Seal seal_check(const cJSON *record, const char *method, const char *content, const char *title,
                const Trust *trust)
{
    const cJSON *seal = json_member(record, "seal");
    return (Seal){
        .state = check_digests(record, seal, method, content, title),
        .signature = check_signature(seal, trust),
        .key = g_strdup(json_string(seal, "key")),
    };
}

gboolean seal_holds(const Seal *seal, gboolean needs_signature)
{
    if (needs_signature)
        return seal->state == SEAL_INTACT && seal->signature == SIGNATURE_TRUSTED;
    return seal->state == SEAL_INTACT || seal->state == SEAL_ABSENT;
}

/* ---- words ----------------------------------------------------------------------------------- */

static const struct {
    const char *name, *text;
} states[] = {
    [SEAL_INTACT] = {"intact", "the seal is intact: picture and record are as they were drawn"},
    [SEAL_ABSENT] = {"absent", "not sealed: drawn before figtrail sealed its pictures, so nothing "
                               "tells whether it was changed since"},
    [SEAL_REMOVED] = {"removed", "the seal was removed or broken: nothing tells whether picture "
                                 "and record are as they were drawn"},
    [SEAL_PICTURE_CHANGED] = {"picture-changed",
                              "the picture is not the one that the record was made for: it was "
                              "changed after it was drawn, or the record was put into another one"},
    [SEAL_OTHER_PICTURE] = {"other-picture",
                            "the record is that of another picture: even the titles differ"},
    [SEAL_RECORD_CHANGED] = {"record-changed",
                             "the record was changed after the picture was drawn: what it says "
                             "below cannot be trusted"},
    [SEAL_BOTH_CHANGED] = {"both-changed",
                           "picture and record were both changed after the picture was drawn: "
                           "what the record says below cannot be trusted"},
};

const char *seal_state_name(SealState state)
{
    return states[state].name;
}

const char *seal_state_text(SealState state)
{
    return states[state].text;
}

const char *signature_state_name(SignatureState state)
{
    static const char *const names[] = {"none", "unchecked", "trusted", "stranger", "wrong"};
    return names[state];
}

char *signature_text(const Seal *seal)
{
    static const char *const words[] = {
        [SIGNATURE_NONE] = "not signed",
        [SIGNATURE_UNCHECKED] = "signed by the key ",
        [SIGNATURE_TRUSTED] = "signed by the trusted key ",
        [SIGNATURE_STRANGER] = "signed by a key that is not trusted: ",
        [SIGNATURE_WRONG] = "the signature is wrong: not made for this picture by the key ",
    };
    GString *out = g_string_new(words[seal->signature]);
    if (seal->signature != SIGNATURE_NONE)
        text_append_plain(out, seal->key);
    if (seal->signature == SIGNATURE_UNCHECKED)
        g_string_append(out, ", which --trust was not told");
    return g_string_free(out, FALSE);
}
