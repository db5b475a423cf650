/* What was sent to CalDAV servers (table caldav_object). */
#pragma once

#include "store/store.h"

typedef struct {
    char *object; /* its name in the collection */
    char *tag;    /* the entity tag it had after it was sent */
    char *digest; /* SHA-256 of what was sent, in hexadecimal digits */
} SentObject;

void sent_object_free(SentObject *sent);

/* What was sent to a collection for a quarter, by name (element-type utf8 SentObject). */
GHashTable *caldav_store_load(ChaStore *store, const char *collection, const char *quarter,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* In one transaction: replaces what is remembered of it by @sent (element-type
 * SentObject). */
gboolean caldav_store_replace(ChaStore *store, const char *collection, const char *quarter,
                              const GPtrArray *sent, GError **error) G_GNUC_WARN_UNUSED_RESULT;
