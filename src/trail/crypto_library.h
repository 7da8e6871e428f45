/*
 * crypto_library: OpenSSL's libcrypto, loaded when something is signed or a signature
 * checked: linked, it would cost every start of the program more than a millisecond.
 */
#ifndef FIGTRAIL_TRAIL_CRYPTO_LIBRARY_H
#define FIGTRAIL_TRAIL_CRYPTO_LIBRARY_H

#include <glib.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#define CRYPTO_FUNCTIONS(FUNCTION)                                                                 \
    FUNCTION(BIO_new_mem_buf)                                                                      \
    FUNCTION(BIO_free)                                                                             \
    FUNCTION(PEM_read_bio_PrivateKey)                                                              \
    FUNCTION(PEM_read_bio_PUBKEY)                                                                  \
    FUNCTION(EVP_PKEY_get_id)                                                                      \
    FUNCTION(EVP_PKEY_get_raw_public_key)                                                          \
    FUNCTION(EVP_PKEY_free)                                                                        \
    FUNCTION(EVP_MD_CTX_new)                                                                       \
    FUNCTION(EVP_MD_CTX_free)                                                                      \
    FUNCTION(EVP_DigestSignInit)                                                                   \
    FUNCTION(EVP_DigestSign)                                                                       \
    FUNCTION(EVP_DigestVerifyInit)                                                                 \
    FUNCTION(EVP_DigestVerify)                                                                     \
    FUNCTION(ERR_clear_error)

/* Its functions, of the types that its headers declare. */
typedef struct {
#define CRYPTO_MEMBER(name) __typeof__(&(name)) name##_function;
    CRYPTO_FUNCTIONS(CRYPTO_MEMBER)
#undef CRYPTO_MEMBER
} CryptoLibrary;

/* NULL with error when it is not installed. */
const CryptoLibrary *crypto_library(GError **error);

#endif
