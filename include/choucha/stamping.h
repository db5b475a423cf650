/* Time stamps (RFC 3161): an authority outside of the office signs that it saw the
 * bytes of a bundle at a time. */
#pragma once

#include <choucha/output.h>

G_BEGIN_DECLS

/**
 * ChaStamped:
 * @CHA_STAMPED_COMMIT: commit/SHA256SUMS, whose SHA-256 is the commitment
 * @CHA_STAMPED_REVEALS: log/reveals.csv, the log with all nonces
 * @CHA_STAMPED_DRAW: draw/SHA256SUMS
 *
 * What of a bundle a time stamp can be about.
 */
typedef enum {
    CHA_STAMPED_COMMIT,
    CHA_STAMPED_REVEALS,
    CHA_STAMPED_DRAW,
} ChaStamped;

/**
 * cha_stamped_name:
 * @stamped: what a time stamp is about
 *
 * Returns: its word: "commit", "reveals", "draw"
 */
const char *cha_stamped_name(ChaStamped stamped);

/**
 * cha_stamp_request:
 * @folder: a bundle's folder
 * @stamped: what is to be stamped
 * @ret_query: (out): a query in DER, to be sent to an authority
 * @error: return location for an error
 *
 * The same bytes give the same query: SHA-256, no nonce, with the authority's
 * certificate asked for.
 *
 * Errors: %CHA_ERROR_NOT_FOUND or %CHA_ERROR_INVALID when the file is not there or
 * cannot be read.
 */
gboolean cha_stamp_request(const char *folder, ChaStamped stamped, GBytes **ret_query,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * ChaStamp:
 * @stamped: what the stamp is about
 * @path: where it is, from the bundle's top: "stamps/commit.tsr"
 * @at: (nullable): the time that it proves, UTC
 * @authority: (nullable): who gave it, as its certificate says
 * @problem: (nullable): why it proves nothing, a phrase in the user's language; then
 *   the two before are %NULL
 * @repeated: it was there before (cha_stamp_attach())
 *
 * A time stamp of a bundle.
 */
typedef struct {
    ChaStamped stamped;
    char *path;
    char *at;
    char *authority;
    char *problem;
    gboolean repeated;
} ChaStamp;

/**
 * cha_stamp_free:
 * @stamp: (transfer full) (nullable): a stamp
 */
void cha_stamp_free(ChaStamp *stamp);

/**
 * cha_stamp_attach:
 * @folder: a bundle's folder
 * @response: the file with the response of the authority, in DER
 * @authorities: a file with certificates that are trusted, in PEM
 * @ret_stamp: (out): the stamp, which is good
 * @error: return location for an error
 *
 * Verifies a time stamp and puts it beside the bundle, in @folder/stamps. What it is
 * about is found by its digest.
 *
 * Errors: %CHA_ERROR_INVALID when it is no stamp, not about this bundle, or not good;
 * %CHA_ERROR_CONFLICT when there is another one, which is left alone;
 * %CHA_ERROR_OUTPUT.
 */
gboolean cha_stamp_attach(const char *folder, const char *response, const char *authorities,
                          ChaStamp **ret_stamp, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_stamp_verify:
 * @folder: a bundle's folder
 * @authorities: a file with certificates that are trusted, in PEM
 * @ret_stamps: (out) (element-type ChaStamp): the stamps that are there
 * @error: return location for an error
 *
 * Verifies all time stamps beside a bundle against its files. It says nothing about
 * the bundle itself: cha_verify() does.
 *
 * Errors: %CHA_ERROR_INVALID when the folder or @authorities cannot be read.
 */
gboolean cha_stamp_verify(const char *folder, const char *authorities, GPtrArray **ret_stamps,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ChaStamp, cha_stamp_free)

G_END_DECLS
