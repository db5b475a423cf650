/* The file of one signature (data/doc/signatures.md): a statement that people can
 * read, which is what is signed, and below it the public key and the signature.
 * The same signature always has the same bytes. */
#pragma once

#include "base/signature.h"

/* The longest file, in bytes; and how many are looked at in a bundle. */
#define SIGNATURE_TEXT_MAX (16 * 1024)
#define SIGNATURE_COUNT_MAX 1000

/* What can be signed; in the order in which it comes to be. */
typedef enum {
    SIGNED_COMMIT,
    SIGNED_ANNOUNCEMENT,
    SIGNED_DRAW,
} SignedThing;

#define SIGNED_THINGS 3
#define SIGNED_FILES_MAX 5

/* "draw" */
const char *signed_thing_name(SignedThing thing);
/* The files whose digests stand for it, as paths from the bundle's top in byte
 * order, ended by NULL. */
const char *const *signed_thing_files(SignedThing thing);

typedef struct {
    SignedThing of;
    char *campaign;
    char *name;    /* of the signer, as they say */
    char *user_id; /* of SM2; NULL with Ed25519 */
    PublicKey key;
    char digests[SIGNED_FILES_MAX][DIGEST_HEX_SIZE]; /* of the files, in their order */
    GBytes *signature;                               /* (nullable): not signed yet */
} SignatureText;

void signature_text_free(SignatureText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SignatureText, signature_text_free)

/* Whether a signer can be called so: 1 to 200 bytes of UTF-8 without blanks at
 * their ends and without control, format and separator characters. */
gboolean signature_is_name(const char *name);
/* Whether SM2 can be given this user identifier: 1 to 64 bytes of printable ASCII
 * without blanks. */
gboolean signature_is_user_id(const char *user_id);

/* "signatures/draw-0123456789abcdef.txt", by what is signed and the first digits of
 * the key's digest: a place for each signer, and no other. */
char *signature_text_path(const SignatureText *text);
/* The lines that are signed. */
char *signature_text_statement(const SignatureText *text);
/* The whole file; it must be signed. */
char *signature_text_write(const SignatureText *text);

/* Why bytes are not the file of a signature. */
typedef struct {
    const char *rule; /* "G2" */
    char *text;
} SignatureFault;

void signature_fault_clear(SignatureFault *fault);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SignatureFault, signature_fault_clear)

/* The first fault stays. Returns FALSE, for the caller to return. */
gboolean signature_fault_set(SignatureFault *fault, const char *rule, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* Rules G2 (the form), G3 (the public key) and G4 (its digest); NULL and @fault when one is broken.
 * What is returned is written as the same bytes again. */
SignatureText *signature_text_parse(const char *bytes, gsize length, SignatureFault *fault);
