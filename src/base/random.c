#include "base/random.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

gboolean
random_hex(gsize n_bytes, char *ret_hex)
{
    static const char DIGITS[] = "0123456789abcdef";

    ret_hex[0] = '\0';
    for (gsize i = 0; i < n_bytes; i++) {
        guint8 byte = 0;

        if (RAND_priv_bytes(&byte, 1) != 1) {
            ret_hex[0] = '\0';
            return FALSE;
        }
        ret_hex[2 * i] = DIGITS[byte >> 4];
        ret_hex[2 * i + 1] = DIGITS[byte & 15];
        ret_hex[2 * i + 2] = '\0';
    }
    return TRUE;
}

void
random_forget(char *secret, gsize length)
{
    OPENSSL_cleanse(secret, length);
}
