#include "base/digest.h"

#include <openssl/evp.h>
#include <string.h>

struct Digester {
    EVP_MD_CTX *context;
    gboolean is_finished; /* and not begun again, which costs half a short digest */
};

static const EVP_MD *
algorithm(void)
{
    static gsize once = 0;
    static EVP_MD *fetched = NULL;

    if (g_once_init_enter(&once)) {
        fetched = EVP_MD_fetch(NULL, "SHA256", NULL);
        if (fetched == NULL)
            g_error("OpenSSL offers no SHA-256"); /* nothing can be drawn or checked without it */
        g_once_init_leave(&once, 1);
    }
    return fetched;
}

/* These calls fail only when memory is short; GLib aborts then, and so do we:
 * a wrong digest would be worse. */
static void
must(int outcome)
{
    if (outcome != 1)
        g_error("SHA-256 failed");
}

Digester *
digester_new(void)
{
    Digester *digester = g_new0(Digester, 1);

    digester->context = EVP_MD_CTX_new();
    must(EVP_DigestInit_ex2(digester->context, algorithm(), NULL));
    return digester;
}

void
digester_free(Digester *digester)
{
    if (digester == NULL)
        return;
    EVP_MD_CTX_free(digester->context);
    g_free(digester);
}

void
digester_add(Digester *digester, gconstpointer bytes, gsize length)
{
    if (digester->is_finished)
        must(EVP_DigestInit_ex2(digester->context, NULL, NULL));
    digester->is_finished = FALSE;
    must(EVP_DigestUpdate(digester->context, bytes, length));
}

void
digester_add_text(Digester *digester, const char *text)
{
    digester_add(digester, text, strlen(text));
}

void
digester_copy(Digester *digester, const Digester *from)
{
    must(EVP_MD_CTX_copy_ex(digester->context, from->context));
    digester->is_finished = from->is_finished;
}

Digest
digester_finish(Digester *digester)
{
    Digest digest;

    if (digester->is_finished)
        must(EVP_DigestInit_ex2(digester->context, NULL, NULL));
    must(EVP_DigestFinal_ex(digester->context, digest.bytes, NULL));
    digester->is_finished = TRUE;
    return digest;
}

Digest
digest_of(gconstpointer bytes, gsize length)
{
    g_autoptr(Digester) digester = digester_new();

    digester_add(digester, bytes, length);
    return digester_finish(digester);
}

void
digest_to_hex(const Digest *digest, char ret_hex[DIGEST_HEX_SIZE])
{
    static const char DIGITS[] = "0123456789abcdef";

    for (gsize i = 0; i < DIGEST_BYTES; i++) {
        ret_hex[2 * i] = DIGITS[digest->bytes[i] >> 4];
        ret_hex[2 * i + 1] = DIGITS[digest->bytes[i] & 15];
    }
    ret_hex[DIGEST_HEX_SIZE - 1] = '\0';
}

guint64
digest_number(const Digest *digest)
{
    guint64 number = 0;

    for (gsize i = 0; i < sizeof number; i++)
        number = number << 8 | digest->bytes[i];
    return number;
}

int
digest_compare(const Digest *left, const Digest *right)
{
    return memcmp(left->bytes, right->bytes, DIGEST_BYTES);
}
