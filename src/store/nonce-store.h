/* Nonces that were revealed for a campaign before its draw. */
#pragma once

#include "domain/log-entry.h"
#include "store/store.h"

typedef struct {
    char *source;
    char *value;
    char *at; /* UTC, 2027-01-05T02:00:00Z */
    char *by;
    guint64 entry; /* of the log */
    char *hash;    /* of that entry */
} RevealedNonce;

/* (element-type RevealedNonce) Of a campaign, or of all when that is NULL, in the order
 * in which they were revealed. */
GPtrArray *nonce_store_load(ChaStore *store, const char *campaign, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The one of @source, or NULL. */
const RevealedNonce *nonce_of_source(const GPtrArray *nonces, const char *source);
/* Records a nonce that keeps its promise, with its entry, inside an open transaction. */
gboolean nonce_store_record(ChaStore *store, const char *campaign, const char *source, const char *value,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
