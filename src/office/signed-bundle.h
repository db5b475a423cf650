/* What signatures say of a bundle, and what its files say. */
#pragma once

#include "domain/bundle-source.h"
#include "domain/signature-text.h"

typedef struct SignedBundle SignedBundle;

/* The bundle in a folder; CHA_ERROR_INVALID when that is none. */
SignedBundle *signed_bundle_new(const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void signed_bundle_free(SignedBundle *bundle);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SignedBundle, signed_bundle_free)

BundleSource *signed_bundle_source(const SignedBundle *bundle);
/* SHA-256 of a file, made once. CHA_ERROR_NOT_FOUND when it is no regular file,
 * CHA_ERROR_INVALID when it is too large for what it should be. */
const char *signed_bundle_digest(SignedBundle *bundle, const char *path,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether all files that stand for @thing are there. */
gboolean signed_bundle_has(SignedBundle *bundle, SignedThing thing);
/* The campaign by commit/params.csv; NULL when that says none. */
const char *signed_bundle_campaign(SignedBundle *bundle);
/* The bytes of a file that is at most @size long. */
GBytes *signed_bundle_read(const SignedBundle *bundle, const char *path, gsize size,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Rules G5 (the files), G6 (the campaign) and G7 (the signature itself); FALSE and
 * @fault when one is broken. */
gboolean signed_bundle_check(SignedBundle *bundle, const SignatureText *text, SignatureFault *fault);
