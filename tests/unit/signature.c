/* Keys and signatures against the vectors of their standards, and PEM around
 * them. */
#include "base/signature.h"
#include "base/pem.h"

#include <choucha/error.h>
#include <string.h>

static GBytes *
from_hex(const char *hex)
{
    gsize length = strlen(hex) / 2;
    guint8 *bytes = g_malloc(length + 1);

    for (gsize i = 0; i < length; i++)
        bytes[i] = (guint8)(g_ascii_xdigit_value(hex[2 * i]) << 4 | g_ascii_xdigit_value(hex[2 * i + 1]));
    return g_bytes_new_take(bytes, length);
}

static gboolean
read_public(const char *hex, PublicKey *ret_key, GError **error)
{
    g_autoptr(GBytes) der = from_hex(hex);

    return public_key_read(g_bytes_get_data(der, NULL), g_bytes_get_size(der), ret_key, error);
}

#define ED25519_PREFIX "302a300506032b6570032100"
#define SM2_PREFIX "3059301306072a8648ce3d020106082a811ccf5501822d03420004"

typedef struct {
    const char *name;
    const char *key;
    const char *user_id;
    const char *text;
    const char *signature;
} Vector;

/* RFC 8032, section 7.1, tests 1 and 2; GM/T 0003.5-2012, appendix A.2. */
static const Vector VECTORS[] = {
    {"ed25519-empty", ED25519_PREFIX "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", NULL,
     "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f"
     "0"
     "595bbe24655141438e7a100b"},
    {"ed25519-r", ED25519_PREFIX "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", NULL,
     "r",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2ea"
     "e"
     "b4302aeeb00d291612bb0c00"},
    {"sm2",
     SM2_PREFIX "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
                "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13",
     SIGNATURE_USER_ID, "message digest",
     "3046022100f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
     "022100b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"},
};

static void
test_vector(gconstpointer data)
{
    const Vector *vector = data;
    g_autoptr(GBytes) signature = from_hex(vector->signature);
    g_autoptr(GError) error = NULL;
    g_autofree char *longer = g_strconcat(vector->text, "x", NULL);
    g_autofree guint8 *bytes = g_memdup2(g_bytes_get_data(signature, NULL), g_bytes_get_size(signature));
    gsize length = g_bytes_get_size(signature);
    PublicKey key;

    g_assert_true(read_public(vector->key, &key, &error));
    g_assert_no_error(error);
    g_assert_true(signature_verify(&key, vector->user_id, vector->text, signature));
    g_assert_false(signature_verify(&key, vector->user_id, longer, signature));
    if (vector->user_id != NULL)
        g_assert_false(signature_verify(&key, "ALICE123@YAHOO.COM", vector->text, signature));
    for (gsize i = 0; i < length; i++) { /* any bit, and any other length */
        g_autoptr(GBytes) bent = NULL;
        g_autoptr(GBytes) cut = g_bytes_new(bytes, i);

        bytes[i] ^= (guint8)(1U << (i % 8));
        bent = g_bytes_new(bytes, length);
        bytes[i] ^= (guint8)(1U << (i % 8));
        g_assert_false(signature_verify(&key, vector->user_id, vector->text, bent));
        g_assert_false(signature_verify(&key, vector->user_id, vector->text, cut));
    }
}

static void
test_make(gconstpointer data)
{
    SignatureAlgorithm algorithm = (SignatureAlgorithm)GPOINTER_TO_INT(data);
    const char *user_id = algorithm == SIGNATURE_SM2 ? "officer@example.cn" : NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(PrivateKey) made = private_key_make(algorithm, &error);
    g_autoptr(PrivateKey) other = private_key_make(algorithm, &error);
    g_autoptr(GString) pem = g_string_new("before\n");
    g_autoptr(PemBlock) block = NULL;
    g_autoptr(PrivateKey) read = NULL;
    g_autoptr(GBytes) first = NULL;
    g_autoptr(GBytes) second = NULL;

    g_assert_no_error(error);
    g_assert_false(public_key_equal(private_key_public(made), private_key_public(other)));
    private_key_append_pem(made, pem);
    block = pem_next(pem->str);
    g_assert_cmpstr(block->label, ==, "PRIVATE KEY");
    read = private_key_read(block->bytes, block->length, &error);
    g_assert_no_error(error);
    g_assert_true(public_key_equal(private_key_public(made), private_key_public(read)));
    first = private_key_sign(made, user_id, "text", &error);
    second = private_key_sign(read, user_id, "text", &error);
    g_assert_no_error(error);
    g_assert_true(signature_verify(private_key_public(read), user_id, "text", first));
    g_assert_true(signature_verify(private_key_public(made), user_id, "text", second));
    g_assert_false(signature_verify(private_key_public(other), user_id, "text", first));
    g_assert_cmpint(g_bytes_equal(first, second), ==, algorithm == SIGNATURE_ED25519);
}

typedef struct {
    const char *name;
    const char *key;
    const char *reason;
} BadKey;

static const BadKey BAD_KEYS[] = {
    {"empty", "", "neither an Ed25519 nor an SM2 key"},
    {"short", "302a300506032b6570032100d75a98", "neither an Ed25519 nor an SM2 key"},
    {"x25519", "302a300506032b656e032100d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
     "neither an Ed25519 nor an SM2 key"},
    {"p-256",
     "3059301306072a8648ce3d020106082a8648ce3d03010703420004"
     "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
     "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13",
     "neither an Ed25519 nor an SM2 key"},
    {"off-the-curve",
     SM2_PREFIX "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
                "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad14",
     "no point of the curve"},
};

static void
test_bad_key(gconstpointer data)
{
    const BadKey *bad = data;
    g_autoptr(GError) error = NULL;
    PublicKey key;

    g_assert_false(read_public(bad->key, &key, &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, bad->reason));
}

static void
test_bad_private_key(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) of_zero =
        from_hex("308187020100301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420"
                 "0000000000000000000000000000000000000000000000000000000000000000"
                 "a144034200"
                 "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
                 "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13");
    g_autoptr(PrivateKey) key = private_key_read((const guint8 *)"0", 1, &error);

    g_assert_null(key);
    g_assert_error(error, CHA_ERROR, CHA_ERROR_INVALID);
    g_clear_error(&error);
    key = private_key_read(g_bytes_get_data(of_zero, NULL), g_bytes_get_size(of_zero), &error);
    g_assert_true(key == NULL || private_key_sign(key, SIGNATURE_USER_ID, "text", &error) == NULL);
    g_assert_error(error, CHA_ERROR, CHA_ERROR_INVALID);
}

typedef struct {
    const char *name;
    const char *text;
    const char *label; /* NULL: no block */
    const char *bytes; /* NULL: no base64 */
    gsize end;         /* where the next block may begin */
} Pem;

#define BEGIN_A "-----BEGIN A-----\n"
#define END_A "-----END A-----\n"

static const Pem PEMS[] = {
    {"plain", BEGIN_A "aGVsbG8=\n" END_A "more", "A", "hello", 43},
    {"in-lines", "note\n" BEGIN_A "aGVs\nbG8=\n" END_A, "A", "hello", 49},
    {"crlf", "-----BEGIN A-----\r\naGVsbG8=\r\n-----END A-----\r\n", "A", "hello", 46},
    {"unended-line", BEGIN_A "aGVsbG8=\n-----END A-----", "A", "hello", 42},
    {"none", "BEGIN A\n", NULL, NULL, 0},
    {"not-at-the-beginning", " " BEGIN_A "aGVsbG8=\n" END_A, NULL, NULL, 0},
    {"no-label", "----------BEGIN -----\n", NULL, NULL, 0},
    {"no-end", BEGIN_A "aGVsbG8=\n", "A", NULL, 27},
    {"another-end", BEGIN_A "aGVsbG8=\n-----END B-----\n", "A", NULL, 43},
    {"empty", BEGIN_A END_A, "A", NULL, 34},
    {"junk", BEGIN_A "aGVs!bG8=\n" END_A, "A", NULL, 44},
    {"blanks", BEGIN_A "aGVs bG8=\n" END_A, "A", NULL, 44},
    {"unpadded", BEGIN_A "aGVsbG8\n" END_A, "A", NULL, 42},
    {"bits-left-over", BEGIN_A "aGVsbG9=\n" END_A, "A", NULL, 43},
    {"headers", BEGIN_A "Proc-Type: 4,ENCRYPTED\n\naGVsbG8=\n" END_A, "A", NULL, 67},
};

static void
test_pem(gconstpointer data)
{
    const Pem *pem = data;
    g_autoptr(PemBlock) block = pem_next(pem->text);

    g_assert_cmpstr(block != NULL ? block->label : NULL, ==, pem->label);
    if (block == NULL)
        return;
    g_assert_cmpuint((gsize)(block->end - pem->text), ==, pem->end);
    g_assert_true((block->bytes != NULL) == (pem->bytes != NULL));
    if (pem->bytes != NULL)
        g_assert_cmpstr((const char *)block->bytes, ==, pem->bytes);
}

#define ADD_CASES(prefix, cases, test)                                                                       \
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {                                                        \
        g_autofree char *path = g_strconcat(prefix, (cases)[i].name, NULL);                                  \
                                                                                                             \
        g_test_add_data_func(path, &(cases)[i], test);                                                       \
    }

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    ADD_CASES("/signature/vector/", VECTORS, test_vector)
    ADD_CASES("/signature/bad-key/", BAD_KEYS, test_bad_key)
    ADD_CASES("/signature/pem/", PEMS, test_pem)
    g_test_add_data_func("/signature/make/ed25519", GINT_TO_POINTER(SIGNATURE_ED25519), test_make);
    g_test_add_data_func("/signature/make/sm2", GINT_TO_POINTER(SIGNATURE_SM2), test_make);
    g_test_add_func("/signature/bad-private-key", test_bad_private_key);
    return g_test_run();
}
