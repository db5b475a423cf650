/* Any bytes as the answer of a time-stamp authority: either they prove a time, or it
 * is said why not. The authority of the corpus is trusted. */
#include "base/time-stamp.h"

#include <choucha/error.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char AUTHORITY[] = "-----BEGIN CERTIFICATE-----\n"
                                "MIIBdTCCARugAwIBAgIUFr5lLjpC6d9P0+ac15TFtoIHS0QwCgYIKoZIzj0EAwIw\n"
                                "DzENMAsGA1UEAwwEZnV6ejAgFw0yNjExMjQyMDI2MDBaGA8yMTI2MTAzMTIwMjYw\n"
                                "MFowDzENMAsGA1UEAwwEZnV6ejBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABBls\n"
                                "XKalMmYTaUNEFaASUTwHZWeZVqutHof9A0URckIlOYLPuOdtLWTcriw6is7o8CdY\n"
                                "p9hr/uKDRM50fSSdq+yjUzBRMB0GA1UdDgQWBBSf8O21xfAPCAZzhISK4e6VzM1M\n"
                                "HDAfBgNVHSMEGDAWgBSf8O21xfAPCAZzhISK4e6VzM1MHDAPBgNVHRMBAf8EBTAD\n"
                                "AQH/MAoGCCqGSM49BAMCA0gAMEUCIQDAkYAkceBXu49/PPU3zSs38ZvIPoZMuNdW\n"
                                "56/dk1DwAAIgV8lTG9fjrskafWkEGGqaW72hiUqUuaw/CcGnZZImU08=\n"
                                "-----END CERTIFICATE-----\n";

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char STAMPED[] = "choucha";
    g_autoptr(GBytes) response = g_bytes_new_static(data, size);
    g_autoptr(GBytes) authorities = g_bytes_new_static(AUTHORITY, strlen(AUTHORITY));
    g_autoptr(GError) error = NULL;
    g_autoptr(TimeStamp) stamp = NULL;
    Digest imprint = digest_of(STAMPED, strlen(STAMPED));
    Digest found;

    stamp = time_stamp_verify(response, &imprint, authorities, &error);
    if (stamp != NULL) {
        g_assert_no_error(error);
        g_assert_cmpuint(strlen(stamp->at), ==, strlen("2027-01-05T02:00:00Z"));
        g_assert_true(g_utf8_validate(stamp->authority, -1, NULL));
        g_assert_true(time_stamp_imprint(response, &found, NULL));
        g_assert_cmpint(digest_compare(&found, &imprint), ==, 0);
    } else {
        g_assert_error(error, CHA_ERROR, CHA_ERROR_INVALID);
    }
    return 0;
}
