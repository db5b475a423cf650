/* SHA-256 (FIPS 180-4) by OpenSSL, fetched once for the process: fetching it
 * anew for every ticket costs four to ten times the hashing itself. */
#pragma once

#include <glib.h>

#define DIGEST_BYTES 32
#define DIGEST_HEX_SIZE 65 /* 64 lower-case hexadecimal digits and the NUL */

typedef struct {
    guint8 bytes[DIGEST_BYTES];
} Digest;

/* A state that bytes are added to. */
typedef struct Digester Digester;

Digester *digester_new(void);
void digester_free(Digester *digester);
void digester_add(Digester *digester, gconstpointer bytes, gsize length);
void digester_add_text(Digester *digester, const char *text);
/* Takes over all that was added to @from; what @digester held is forgotten. */
void digester_copy(Digester *digester, const Digester *from);
/* Ends the digest and makes @digester ready for another. */
Digest digester_finish(Digester *digester);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Digester, digester_free)

Digest digest_of(gconstpointer bytes, gsize length);
void digest_to_hex(const Digest *digest, char ret_hex[DIGEST_HEX_SIZE]);
/* The first 16 hexadecimal digits as a number. */
guint64 digest_number(const Digest *digest);
/* Byte order, which is also the order of the hexadecimal texts. */
int digest_compare(const Digest *left, const Digest *right);
