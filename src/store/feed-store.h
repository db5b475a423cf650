/* The addresses of feeds (table feed_address). */
#pragma once

#include "store/store.h"

/* Bytes of an address: 32 hexadecimal digits and the NUL. */
#define FEED_ADDRESS_SIZE 33

typedef struct {
    char *address;
    char *inspector;
    char *at; /* when it was made, UTC */
    char *by;
    gboolean is_revoked;
} FeedAddress;

void feed_address_free(FeedAddress *address);

/* (element-type FeedAddress): all, by inspector; one that is in force comes last. */
GPtrArray *feed_store_load(ChaStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Inside an open transaction: gives an inspector an address of @change. */
gboolean feed_store_add(ChaStore *store, const char *inspector, const char *address, gint64 change,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Inside an open transaction: takes an inspector's address out of force; *ret_had is
 * FALSE when there was none. */
gboolean feed_store_revoke(ChaStore *store, const char *inspector, gint64 change, gboolean *ret_had,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
