/* Keys and signatures, by OpenSSL: Ed25519 (RFC 8032), and SM2 with SM3
 * (GB/T 32918, GM/T 0003; keys and signatures in the forms of GM/T 0009). */
#pragma once

#include "base/digest.h"

typedef enum {
    SIGNATURE_ED25519,
    SIGNATURE_SM2,
} SignatureAlgorithm;

/* "Ed25519", "SM2-SM3". */
const char *signature_algorithm_name(SignatureAlgorithm algorithm);
/* Not every OpenSSL has SM2. */
gboolean signature_algorithm_is_available(SignatureAlgorithm algorithm);

/* The user's identifier that SM2 takes into account, when no other is agreed upon
 * (GM/T 0009). */
#define SIGNATURE_USER_ID "1234567812345678"

#define PUBLIC_KEY_MAX 91

/* A key in its one form: SubjectPublicKeyInfo in DER, for SM2 with the named curve
 * and the uncompressed point. A plain value. */
typedef struct {
    SignatureAlgorithm algorithm;
    gsize length;
    guint8 der[PUBLIC_KEY_MAX];
} PublicKey;

/* CHA_ERROR_INVALID, in a phrase about "it", when the bytes are another kind of
 * key, another form, or no point of the curve. */
gboolean public_key_read(const guint8 *der, gsize length, PublicKey *ret_key,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* SHA-256 of the form above: what a key is told by. */
void public_key_digest(const PublicKey *key, char ret_hex[DIGEST_HEX_SIZE]);
gboolean public_key_equal(const PublicKey *left, const PublicKey *right);

/* The longest signature, in bytes. */
#define SIGNATURE_MAX 80

/* Whether @signature is one of @text by the owner of @key. It is 64 bytes for
 * Ed25519, two numbers in DER for SM2. @user_id: of SM2; else NULL. */
gboolean signature_verify(const PublicKey *key, const char *user_id, const char *text,
                          GBytes *signature) G_GNUC_WARN_UNUSED_RESULT;

/* A secret key, wiped when it is freed. */
typedef struct PrivateKey PrivateKey;

/* CHA_ERROR_INVALID, in a phrase about "it", when the bytes are no key in
 * PKCS #8 of one of the algorithms. */
PrivateKey *private_key_read(const guint8 *der, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A new one, by OpenSSL's generator. CHA_ERROR_INVALID when it has no such
 * algorithm. */
PrivateKey *private_key_make(SignatureAlgorithm algorithm, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void private_key_free(PrivateKey *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrivateKey, private_key_free)

const PublicKey *private_key_public(const PrivateKey *key);
/* Adds PKCS #8 in PEM; whoever holds @text wipes it. */
void private_key_append_pem(const PrivateKey *key, GString *text);
/* A signature of @text. Ed25519 gives the same bytes each time, SM2 others.
 * CHA_ERROR_INVALID, in a phrase about "it", when its halves do not belong
 * together. */
GBytes *private_key_sign(const PrivateKey *key, const char *user_id, const char *text,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
