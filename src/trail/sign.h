/*
 * sign: signatures of Ed25519 (RFC 8032), keys in PEM files as OpenSSL writes them:
 *
 *     openssl genpkey -algorithm ed25519 -out key.pem
 *     openssl pkey -in key.pem -pubout -out key.pub
 *
 * A key is called by its fingerprint: the SHA-256 of its 32 public bytes, in hexadecimal,
 * the first half of it.
 */
#ifndef FIGTRAIL_TRAIL_SIGN_H
#define FIGTRAIL_TRAIL_SIGN_H

#include <glib.h>

/* One private key. */
typedef struct Signer Signer;

/* NULL with error when the file holds no Ed25519 private key without password. */
Signer *signer_read(const char *path, GError **error);
void signer_free(Signer *signer); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Signer, signer_free)

const char *signer_key(const Signer *signer); /* fingerprint */
/* In base64; the same message always has the same one. */
char *signer_sign(const Signer *signer, const char *message, GError **error);

/* The public keys that somebody trusts. */
typedef struct Trust Trust;

/* All keys of a PEM file, one after the other; NULL with error when one is none. */
Trust *trust_read(const char *path, GError **error);
void trust_free(Trust *trust); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Trust, trust_free)

typedef enum { TRUST_VALID, TRUST_INVALID, TRUST_STRANGER } TrustVerdict;

/* key: the fingerprint of the one that is said to have signed. */
TrustVerdict trust_verify(const Trust *trust, const char *key, const char *message,
                          const char *signature);

#endif
