#include "trail/sign.h"

#include "base/output.h"
#include "trail/crypto_library.h"

#include <string.h>

enum { KEY_FILE_LIMIT = 1 << 20, PUBLIC_KEY_SIZE = 32, SIGNATURE_SIZE = 64, FINGERPRINT_SIZE = 32 };

typedef struct {
    EVP_PKEY *key;
    char *fingerprint;
} Key;

struct Signer {
    const CryptoLibrary *crypto;
    Key key;
};

struct Trust {
    const CryptoLibrary *crypto;
    GArray *keys; /* of Key */
};

/* ---- keys ------------------------------------------------------------------------------------ */

/* FALSE when it is none of Ed25519; takes key either way. */
static gboolean key_init(Key *key, const CryptoLibrary *crypto, EVP_PKEY *pkey)
{
    guint8 bytes[PUBLIC_KEY_SIZE];
    size_t size = sizeof bytes;
    if (!pkey || crypto->EVP_PKEY_get_id_function(pkey) != EVP_PKEY_ED25519 ||
        crypto->EVP_PKEY_get_raw_public_key_function(pkey, bytes, &size) != 1) {
        crypto->EVP_PKEY_free_function(pkey);
        crypto->ERR_clear_error_function();
        return FALSE;
    }
    key->key = pkey;
    key->fingerprint = digest_bytes(bytes, size);
    key->fingerprint[FINGERPRINT_SIZE] = '\0';
    return TRUE;
}

static void key_clear(Key *key, const CryptoLibrary *crypto)
{
    crypto->EVP_PKEY_free_function(key->key);
    g_free(key->fingerprint);
}

/* A key with a password is refused, instead of asking for it in the middle of a build. */
static int refuse_password(char *buffer G_GNUC_UNUSED, int size G_GNUC_UNUSED,
                           int writing G_GNUC_UNUSED, void *data G_GNUC_UNUSED)
{
    return -1;
}

static char *read_key_file(const char *path, int *length, GError **error)
{
    gsize size = 0;
    char *text = input_read(path, KEY_FILE_LIMIT, &size, error);
    *length = (int)size;
    return text;
}

/* ---- signing --------------------------------------------------------------------------------- */

Signer *signer_read(const char *path, GError **error)
{
    const CryptoLibrary *crypto = crypto_library(error);
    int length = 0;
    g_autofree char *text = crypto ? read_key_file(path, &length, error) : NULL;
    if (!text)
        return NULL;
    BIO *bio = crypto->BIO_new_mem_buf_function(text, length);
    EVP_PKEY *pkey = crypto->PEM_read_bio_PrivateKey_function(bio, NULL, refuse_password, NULL);
    crypto->BIO_free_function(bio);
    g_autoptr(Signer) signer = g_new0(Signer, 1);
    signer->crypto = crypto;
    const gboolean usable = key_init(&signer->key, crypto, pkey);
    memset(text, 0, (gsize)length);
    if (usable)
        return g_steal_pointer(&signer);
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                "%s holds no private key of Ed25519 without password; make one with 'openssl "
                "genpkey -algorithm ed25519'",
                path);
    return NULL;
}

void signer_free(Signer *signer)
{
    if (!signer)
        return;
    key_clear(&signer->key, signer->crypto);
    g_free(signer);
}

const char *signer_key(const Signer *signer)
{
    return signer->key.fingerprint;
}

char *signer_sign(const Signer *signer, const char *message, GError **error)
{
    const CryptoLibrary *crypto = signer->crypto;
    EVP_MD_CTX *context = crypto->EVP_MD_CTX_new_function();
    guint8 signature[SIGNATURE_SIZE];
    size_t size = sizeof signature;
    const gboolean signed_now =
        context &&
        crypto->EVP_DigestSignInit_function(context, NULL, NULL, NULL, signer->key.key) == 1 &&
        crypto->EVP_DigestSign_function(context, signature, &size, (const guchar *)message,
                                        strlen(message)) == 1;
    crypto->EVP_MD_CTX_free_function(context);
    if (signed_now)
        return g_base64_encode(signature, size);
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "OpenSSL refuses to sign");
    return NULL;
}

/* ---- checking -------------------------------------------------------------------------------- */

Trust *trust_read(const char *path, GError **error)
{
    const CryptoLibrary *crypto = crypto_library(error);
    int length = 0;
    g_autofree char *text = crypto ? read_key_file(path, &length, error) : NULL;
    if (!text)
        return NULL;
    g_autoptr(Trust) trust = g_new0(Trust, 1);
    trust->crypto = crypto;
    trust->keys = g_array_new(FALSE, FALSE, sizeof(Key));
    BIO *bio = crypto->BIO_new_mem_buf_function(text, length);
    gboolean usable = TRUE;
    EVP_PKEY *pkey;
    while (usable &&
           (pkey = crypto->PEM_read_bio_PUBKEY_function(bio, NULL, refuse_password, NULL))) {
        Key key;
        usable = key_init(&key, crypto, pkey);
        if (usable)
            g_array_append_val(trust->keys, key);
    }
    crypto->BIO_free_function(bio);
    crypto->ERR_clear_error_function();
    if (usable && trust->keys->len > 0)
        return g_steal_pointer(&trust);
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                "%s holds no public keys of Ed25519, or others too; take one out of a private key "
                "with 'openssl pkey -pubout'",
                path);
    return NULL;
}

void trust_free(Trust *trust)
{
    if (!trust)
        return;
    for (guint i = 0; i < trust->keys->len; i++)
        key_clear(&g_array_index(trust->keys, Key, i), trust->crypto);
    g_array_unref(trust->keys);
    g_free(trust);
}

static gboolean verify(const CryptoLibrary *crypto, EVP_PKEY *key, const char *message,
                       const char *signature)
{
    gsize size = 0;
    g_autofree guchar *bytes = g_base64_decode(signature, &size);
    EVP_MD_CTX *context = crypto->EVP_MD_CTX_new_function();
    const gboolean valid =
        context && size == SIGNATURE_SIZE &&
        crypto->EVP_DigestVerifyInit_function(context, NULL, NULL, NULL, key) == 1 &&
        crypto->EVP_DigestVerify_function(context, bytes, size, (const guchar *)message,
                                          strlen(message)) == 1;
    crypto->EVP_MD_CTX_free_function(context);
    crypto->ERR_clear_error_function();
    return valid;
}

TrustVerdict trust_verify(const Trust *trust, const char *key, const char *message,
                          const char *signature)
{
    for (guint i = 0; i < trust->keys->len; i++) {
        const Key *trusted = &g_array_index(trust->keys, Key, i);
        if (strcmp(trusted->fingerprint, key) == 0)
            return verify(trust->crypto, trusted->key, message, signature) ? TRUST_VALID
                                                                           : TRUST_INVALID;
    }
    return TRUST_STRANGER;
}
