/* Time stamps (RFC 3161) by OpenSSL: an authority signs that it saw a SHA-256 at a
 * time. Nothing here goes to a network. All errors are CHA_ERROR_INVALID. */
#pragma once

#include "base/digest.h"

/* A query for @imprint, in DER: SHA-256, without a nonce and a policy, and with the
 * wish for the authority's certificate. The same digest gives the same bytes. */
GBytes *time_stamp_request(const Digest *imprint);

/* The SHA-256 that a response (DER) is about. */
gboolean time_stamp_imprint(GBytes *response, Digest *ret_imprint, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
    char *at;        /* UTC, 2027-01-05T02:00:00Z; parts of a second are cut off */
    char *authority; /* the subject of its certificate (RFC 2253) */
} TimeStamp;

void time_stamp_free(TimeStamp *stamp);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TimeStamp, time_stamp_free)

/* Whether @response is a whole and granted one for @imprint, signed by a certificate
 * that is for time stamps alone and that @authorities (certificates in PEM) trusted
 * at the time of the stamp: later, it may have ended. */
TimeStamp *time_stamp_verify(GBytes *response, const Digest *imprint, GBytes *authorities,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
