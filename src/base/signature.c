#include "base/signature.h"

#include "base/i18n.h"
#include "base/pem.h"

#include <choucha/error.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(EVP_PKEY, EVP_PKEY_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EVP_PKEY_CTX, EVP_PKEY_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EVP_MD_CTX, EVP_MD_CTX_free)

/* How a key of each algorithm begins; the key itself has what is left of the length. */
static const struct {
    const char *name;
    const char *openssl; /* of the key */
    const char *digest;  /* NULL: the algorithm brings its own */
    gsize key_length;
    gsize prefix_length;
    guint8 prefix[27];
} ALGORITHMS[] = {
    [SIGNATURE_ED25519] = {"Ed25519",
                           "ED25519",
                           NULL,
                           44,
                           12,
                           {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00}},
    /* id-ecPublicKey on the curve sm2 (1.2.156.10197.1.301), then 04: uncompressed */
    [SIGNATURE_SM2] = {"SM2-SM3", "SM2", "SM3", 91, 27, {0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a,
                                                         0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06,
                                                         0x08, 0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x01,
                                                         0x82, 0x2d, 0x03, 0x42, 0x00, 0x04}},
};

struct PrivateKey {
    EVP_PKEY *pair;
    PublicKey public;
};

static gboolean
fail(GError **error, const char *reason)
{
    g_set_error_literal(error, CHA_ERROR, CHA_ERROR_INVALID, reason);
    return FALSE;
}

const char *
signature_algorithm_name(SignatureAlgorithm algorithm)
{
    return ALGORITHMS[algorithm].name;
}

gboolean
signature_algorithm_is_available(SignatureAlgorithm algorithm)
{
    g_autoptr(EVP_PKEY_CTX) context = EVP_PKEY_CTX_new_from_name(NULL, ALGORITHMS[algorithm].openssl, NULL);

    return context != NULL;
}

static gboolean
check_available(SignatureAlgorithm algorithm, GError **error)
{
    if (signature_algorithm_is_available(algorithm))
        return TRUE;
    g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, _("the OpenSSL of this computer has no %s"),
                ALGORITHMS[algorithm].name);
    return FALSE;
}

/* OpenSSL looks whether the point is one of the curve. */
static EVP_PKEY *
public_pair(const PublicKey *key)
{
    const guint8 *at = key->der;

    return d2i_PUBKEY(NULL, &at, (long)key->length);
}

gboolean
public_key_read(const guint8 *der, gsize length, PublicKey *ret_key, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(ALGORITHMS); i++) {
        g_autoptr(EVP_PKEY) pair = NULL;

        if (length != ALGORITHMS[i].key_length ||
            memcmp(der, ALGORITHMS[i].prefix, ALGORITHMS[i].prefix_length) != 0)
            continue;
        *ret_key = (PublicKey){.algorithm = (SignatureAlgorithm)i, .length = length};
        memcpy(ret_key->der, der, length);
        if (!check_available(ret_key->algorithm, error))
            return FALSE;
        pair = public_pair(ret_key);
        return pair != NULL || fail(error, _("it is no point of the curve SM2"));
    }
    return fail(error,
                _("it is neither an Ed25519 nor an SM2 key, or not in the usual form (SM2: the curve by "
                  "its name, the point not compressed)"));
}

void
public_key_digest(const PublicKey *key, char ret_hex[DIGEST_HEX_SIZE])
{
    Digest digest = digest_of(key->der, key->length);

    digest_to_hex(&digest, ret_hex);
}

gboolean
public_key_equal(const PublicKey *left, const PublicKey *right)
{
    return left->length == right->length && memcmp(left->der, right->der, left->length) == 0;
}

/* OpenSSL 3.0 takes the identifier only once the signature is begun. */
static gboolean
set_user_id(EVP_PKEY_CTX *context, const char *user_id)
{
    return user_id == NULL || EVP_PKEY_CTX_set1_id(context, user_id, (int)strlen(user_id)) == 1;
}

gboolean
signature_verify(const PublicKey *key, const char *user_id, const char *text, GBytes *signature)
{
    g_autoptr(EVP_PKEY) pair = public_pair(key);
    g_autoptr(EVP_MD_CTX) context = EVP_MD_CTX_new();
    EVP_PKEY_CTX *of_key = NULL; /* the context's */
    gsize length = 0;
    const guint8 *bytes = g_bytes_get_data(signature, &length);

    return pair != NULL && length <= SIGNATURE_MAX &&
           EVP_DigestVerifyInit_ex(context, &of_key, ALGORITHMS[key->algorithm].digest, NULL, NULL, pair,
                                   NULL) == 1 &&
           set_user_id(of_key, user_id) &&
           EVP_DigestVerify(context, bytes, length, (const guint8 *)text, strlen(text)) == 1;
}

/* The key of a pair, brought into the one form. */
static gboolean
find_public(PrivateKey *key, GError **error)
{
    guint8 *der = NULL;
    int length = 0;
    gboolean found;

    /* Only of keys on curves, where a file may have chosen otherwise. */
    if (EVP_PKEY_is_a(key->pair, "SM2"))
        (void)EVP_PKEY_set_utf8_string_param(key->pair, OSSL_PKEY_PARAM_EC_POINT_CONVERSION_FORMAT,
                                             OSSL_PKEY_EC_POINT_CONVERSION_FORMAT_UNCOMPRESSED);
    length = i2d_PUBKEY(key->pair, &der);
    found = length > 0 ? public_key_read(der, (gsize)length, &key->public, error)
                       : fail(error, _("it has no public key"));
    OPENSSL_free(der);
    return found;
}

PrivateKey *
private_key_read(const guint8 *der, gsize length, GError **error)
{
    g_autoptr(PrivateKey) key = g_new0(PrivateKey, 1);
    const guint8 *at = der;

    key->pair = d2i_AutoPrivateKey(NULL, &at, (long)length);
    if (key->pair == NULL) {
        fail(error, _("it is no private key in PKCS #8"));
        return NULL;
    }
    return find_public(key, error) ? g_steal_pointer(&key) : NULL;
}

PrivateKey *
private_key_make(SignatureAlgorithm algorithm, GError **error)
{
    g_autoptr(PrivateKey) key = g_new0(PrivateKey, 1);

    if (!check_available(algorithm, error))
        return NULL;
    key->pair = EVP_PKEY_Q_keygen(NULL, NULL, ALGORITHMS[algorithm].openssl);
    if (key->pair == NULL) {
        fail(error, _("OpenSSL could make no key"));
        return NULL;
    }
    return find_public(key, error) ? g_steal_pointer(&key) : NULL;
}

void
private_key_free(PrivateKey *key)
{
    if (key == NULL)
        return;
    EVP_PKEY_free(key->pair); /* which wipes it */
    g_free(key);
}

const PublicKey *
private_key_public(const PrivateKey *key)
{
    return &key->public;
}

void
private_key_append_pem(const PrivateKey *key, GString *text)
{
    PKCS8_PRIV_KEY_INFO *info = EVP_PKEY2PKCS8(key->pair);
    guint8 *der = NULL;
    int length = info != NULL ? i2d_PKCS8_PRIV_KEY_INFO(info, &der) : 0;

    g_assert(length > 0); /* short of memory, as elsewhere */
    pem_append(text, "PRIVATE KEY", der, (gsize)length);
    OPENSSL_clear_free(der, (size_t)length);
    PKCS8_PRIV_KEY_INFO_free(info);
}

static GBytes *
sign(const PrivateKey *key, const char *user_id, const char *text)
{
    g_autoptr(EVP_MD_CTX) context = EVP_MD_CTX_new();
    EVP_PKEY_CTX *of_key = NULL; /* the context's */
    guint8 bytes[SIGNATURE_MAX];
    gsize length = sizeof bytes;

    if (EVP_DigestSignInit_ex(context, &of_key, ALGORITHMS[key->public.algorithm].digest, NULL, NULL,
                              key->pair, NULL) != 1 ||
        !set_user_id(of_key, user_id) ||
        EVP_DigestSign(context, bytes, &length, (const guint8 *)text, strlen(text)) != 1)
        return NULL;
    return g_bytes_new(bytes, length);
}

GBytes *
private_key_sign(const PrivateKey *key, const char *user_id, const char *text, GError **error)
{
    g_autoptr(GBytes) signature = sign(key, user_id, text);

    /* A file may hold two halves that do not belong together. */
    if (signature != NULL && signature_verify(&key->public, user_id, text, signature))
        return g_steal_pointer(&signature);
    fail(error, _("it is damaged: what it signs does not fit its public key"));
    return NULL;
}
