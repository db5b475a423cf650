/* PEM (RFC 7468): base64 between lines that say what it is. */
#pragma once

#include <glib.h>

typedef struct {
    char *label;       /* "PUBLIC KEY" */
    const char *begin; /* in the text: where its BEGIN line begins */
    const char *end;   /* and where the line after its END line begins */
    guint8 *bytes;     /* NULL when there is no END line, or anything but base64 in its one form */
    gsize length;
} PemBlock;

/* The next block at or after @text; NULL when there is none. Lines may end with
 * CRLF. What the block holds is wiped when it is freed, for it may be secret. */
PemBlock *pem_next(const char *text);
void pem_block_free(PemBlock *block);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PemBlock, pem_block_free)

/* Adds a block, in lines of 64 characters. */
void pem_append(GString *text, const char *label, const guint8 *bytes, gsize length);
