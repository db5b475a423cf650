/* Verifying a bundle: draw/ against what follows from commit/ and seed.txt. */
#pragma once

#include "domain/draw.h"

typedef enum {
    VERIFICATION_VERIFIED, /* everything was recomputed, and is right */
    VERIFICATION_PARTLY,   /* files are withheld; what is there is right */
    VERIFICATION_FAILED,
} VerificationOutcome;

typedef struct {
    VerificationOutcome outcome;
    char commitment[DIGEST_HEX_SIZE]; /* unless failed */
    GPtrArray *withheld;              /* (element-type utf8) paths in byte order */
    RuleFault *fault;                 /* (nullable): when failed */
} Verification;

void verification_free(Verification *verification);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Verification, verification_free)

/* NULL and @error only when the source cannot be read at all. */
Verification *verification_run(BundleSource *source, GError **error) G_GNUC_WARN_UNUSED_RESULT;
