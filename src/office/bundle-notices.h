/* What lies beside a bundle and follows from the store alone: the announcement
 * of the commitment and of the nonces, and the log as it was when the campaign was
 * committed, when the last nonce was revealed, and when it was drawn. */
#pragma once

#include "store/store.h"

typedef struct {
    char *path; /* from the bundle's top */
    GString *text;
} BundleNotice;

/* An array of them, and one more in it, without text. */
GPtrArray *bundle_notices_new(void);
BundleNotice *bundle_notice_add(GPtrArray *notices, const char *path);

/* (element-type BundleNotice) Those that a recorded campaign has by now; the
 * same bytes whenever it is asked. */
GPtrArray *bundle_notices(ChaStore *store, const char *campaign, GError **error) G_GNUC_WARN_UNUSED_RESULT;
