#include "base/time-stamp.h"

#include "base/i18n.h"

#include <choucha/error.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ts.h>
#include <string.h>
#include <time.h>

enum { LEAST_SECURITY_LEVEL = 1 }; /* of OpenSSL: 80 bits, no SHA-1 in the chain */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(BIO, BIO_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TS_REQ, TS_REQ_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TS_RESP, TS_RESP_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TS_MSG_IMPRINT, TS_MSG_IMPRINT_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TS_VERIFY_CTX, TS_VERIFY_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(X509, X509_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(X509_ALGOR, X509_ALGOR_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(X509_STORE, X509_STORE_free)

void
time_stamp_free(TimeStamp *stamp)
{
    if (stamp == NULL)
        return;
    g_free(stamp->at);
    g_free(stamp->authority);
    g_free(stamp);
}

/* Only memory can be short here, and GLib aborts then as well. */
static void
must(gboolean done)
{
    if (!done)
        g_error("a query for a time stamp cannot be made");
}

GBytes *
time_stamp_request(const Digest *imprint)
{
    g_autoptr(TS_REQ) request = TS_REQ_new();
    g_autoptr(TS_MSG_IMPRINT) message = TS_MSG_IMPRINT_new();
    g_autoptr(X509_ALGOR) algorithm = X509_ALGOR_new();
    unsigned char digest[DIGEST_BYTES];
    unsigned char *bytes = NULL;
    GBytes *copy = NULL;
    int length;

    memcpy(digest, imprint->bytes, DIGEST_BYTES);
    must(request != NULL && message != NULL && algorithm != NULL &&
         X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_sha256), V_ASN1_NULL, NULL) == 1 &&
         TS_MSG_IMPRINT_set_algo(message, algorithm) == 1 &&
         TS_MSG_IMPRINT_set_msg(message, digest, DIGEST_BYTES) == 1 && TS_REQ_set_version(request, 1) == 1 &&
         TS_REQ_set_msg_imprint(request, message) == 1 && TS_REQ_set_cert_req(request, 1) == 1);
    length = i2d_TS_REQ(request, &bytes);
    must(length > 0);
    copy = g_bytes_new(bytes, (gsize)length);
    OPENSSL_free(bytes);
    return copy;
}

static gboolean
fail(GError **error, const char *text)
{
    ERR_clear_error();
    g_set_error_literal(error, CHA_ERROR, CHA_ERROR_INVALID, text);
    return FALSE;
}

/* With what OpenSSL found, in its own words. */
static gboolean
fail_as_bad(GError **error)
{
    const char *detail = NULL;
    int flags = 0;
    unsigned long code = ERR_peek_error_all(NULL, NULL, NULL, &detail, &flags);
    const char *reason = (flags & ERR_TXT_STRING) != 0 && detail != NULL && *detail != '\0'
                             ? detail
                             : ERR_reason_error_string(code);

    g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, _("the time stamp is not good: %s"),
                reason != NULL ? reason : "?");
    ERR_clear_error();
    return FALSE;
}

/* All of @response and nothing after it, granted, and about a SHA-256. */
static TS_RESP *
parse(GBytes *response, GError **error)
{
    gsize length = 0;
    const unsigned char *bytes = g_bytes_get_data(response, &length);
    const unsigned char *end = bytes;
    g_autoptr(TS_RESP) parsed = length <= G_MAXINT ? d2i_TS_RESP(NULL, &end, (long)length) : NULL;
    TS_MSG_IMPRINT *message = NULL;
    const ASN1_OBJECT *algorithm = NULL;

    if (parsed == NULL || end != bytes + length) {
        (void)fail(error, _("this is no response of a time-stamp authority (RFC 3161, DER)"));
        return NULL;
    }
    if (TS_RESP_get_tst_info(parsed) == NULL) {
        (void)fail(error, _("the authority refused to give a time stamp"));
        return NULL;
    }
    message = TS_TST_INFO_get_msg_imprint(TS_RESP_get_tst_info(parsed));
    X509_ALGOR_get0(&algorithm, NULL, NULL, TS_MSG_IMPRINT_get_algo(message));
    if (OBJ_obj2nid(algorithm) != NID_sha256 ||
        ASN1_STRING_length(TS_MSG_IMPRINT_get_msg(message)) != DIGEST_BYTES) {
        (void)fail(error, _("the time stamp is about no SHA-256"));
        return NULL;
    }
    return g_steal_pointer(&parsed);
}

static Digest
imprint_of(TS_RESP *parsed)
{
    TS_MSG_IMPRINT *message = TS_TST_INFO_get_msg_imprint(TS_RESP_get_tst_info(parsed));
    Digest imprint;

    memcpy(imprint.bytes, ASN1_STRING_get0_data(TS_MSG_IMPRINT_get_msg(message)), DIGEST_BYTES);
    return imprint;
}

gboolean
time_stamp_imprint(GBytes *response, Digest *ret_imprint, GError **error)
{
    g_autoptr(TS_RESP) parsed = parse(response, error);

    if (parsed == NULL)
        return FALSE;
    *ret_imprint = imprint_of(parsed);
    return TRUE;
}

/* Certificates are looked at as they were at @at. */
static X509_STORE *
make_store(GBytes *authorities, time_t at, GError **error)
{
    gsize length = 0;
    const void *text = g_bytes_get_data(authorities, &length);
    g_autoptr(BIO) reader =
        length <= G_MAXINT ? BIO_new_mem_buf(text != NULL ? text : "", (int)length) : NULL;
    g_autoptr(X509_STORE) store = X509_STORE_new();
    X509_VERIFY_PARAM *param = NULL;
    guint n_certificates = 0;
    X509 *read = NULL;

    while (reader != NULL && store != NULL && (read = PEM_read_bio_X509(reader, NULL, NULL, NULL)) != NULL) {
        g_autoptr(X509) certificate = read;

        n_certificates += X509_STORE_add_cert(store, certificate) == 1 ? 1 : 0;
    }
    ERR_clear_error(); /* the end of the text is one */
    if (n_certificates == 0) {
        (void)fail(error, _("there is no certificate of an authority (PEM)"));
        return NULL;
    }
    param = X509_STORE_get0_param(store);
    X509_VERIFY_PARAM_set_time(param, at);
    X509_VERIFY_PARAM_set_auth_level(param, LEAST_SECURITY_LEVEL);
    return g_steal_pointer(&store);
}

/* Takes over @store. */
static gboolean
check(TS_RESP *parsed, const Digest *imprint, X509_STORE *store, GError **error)
{
    g_autoptr(TS_VERIFY_CTX) context = TS_VERIFY_CTX_new();

    if (context == NULL) {
        X509_STORE_free(store);
        return fail_as_bad(error);
    }
    (void)TS_VERIFY_CTX_set_flags(context, TS_VFY_VERSION | TS_VFY_IMPRINT | TS_VFY_SIGNATURE);
    (void)TS_VERIFY_CTX_set_imprint(context, OPENSSL_memdup(imprint->bytes, DIGEST_BYTES), DIGEST_BYTES);
    (void)TS_VERIFY_CTX_set_store(context, store);
    return TS_RESP_verify_response(context, parsed) == 1 || fail_as_bad(error);
}

static char *
authority_of(TS_RESP *parsed)
{
    STACK_OF(X509) *signers = PKCS7_get0_signers(TS_RESP_get_token(parsed), NULL, 0);
    g_autoptr(BIO) writer = BIO_new(BIO_s_mem());
    char *text = NULL;
    long length = 0;

    if (signers != NULL && sk_X509_num(signers) > 0 && writer != NULL)
        (void)X509_NAME_print_ex(writer, X509_get_subject_name(sk_X509_value(signers, 0)), 0,
                                 XN_FLAG_RFC2253 & ~(unsigned long)ASN1_STRFLGS_ESC_MSB);
    sk_X509_free(signers);
    length = writer != NULL ? BIO_get_mem_data(writer, &text) : 0;
    return g_utf8_make_valid(text != NULL ? text : "", length);
}

TimeStamp *
time_stamp_verify(GBytes *response, const Digest *imprint, GBytes *authorities, GError **error)
{
    g_autoptr(TS_RESP) parsed = parse(response, error);
    X509_STORE *store = NULL;
    TimeStamp *stamp = NULL;
    Digest found;
    struct tm at = {0};

    if (parsed == NULL)
        return NULL;
    found = imprint_of(parsed);
    if (digest_compare(&found, imprint) != 0) {
        (void)fail(error, _("the time stamp is about other bytes"));
        return NULL;
    }
    if (ASN1_TIME_to_tm(TS_TST_INFO_get_time(TS_RESP_get_tst_info(parsed)), &at) != 1) {
        (void)fail_as_bad(error);
        return NULL;
    }
    store = make_store(authorities, timegm(&at), error);
    if (store == NULL || !check(parsed, imprint, store, error))
        return NULL;
    stamp = g_new0(TimeStamp, 1);
    stamp->at = g_strdup_printf("%04d-%02d-%02dT%02d:%02d:%02dZ", at.tm_year + 1900, at.tm_mon + 1,
                                at.tm_mday, at.tm_hour, at.tm_min, at.tm_sec);
    stamp->authority = authority_of(parsed);
    return stamp;
}
