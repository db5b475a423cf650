/* What people said that the titles of tables mean, by kind and header. */
#pragma once

#include "domain/kind.h"
#include "store/store.h"

typedef struct {
    char *mapping; /* its name: 8 hexadecimal digits */
    char *kind;
    char *header; /* column_header_key() */
    char *titles; /* column_mapping_text() */
    char *at;     /* UTC, when it was said last */
    char *by;     /* who said it */
} StoredMapping;

void stored_mapping_free(StoredMapping *mapping);

/* (element-type StoredMapping): of one kind, or of all when it is NULL; by kind
 * and name. */
GPtrArray *mapping_store_load(ChaStore *store, const Kind *kind, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Records what was said of a header, in an open transaction, as a change of its
 * own; nothing when the same was said before, which @ret_changed tells. */
gboolean mapping_store_put(ChaStore *store, const Kind *kind, const char *header, const char *titles,
                           const char *source, gboolean *ret_changed,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Forgets mappings by their names, all or none; they stay in the history.
 * CHA_ERROR_NOT_FOUND. */
gboolean mapping_store_remove(ChaStore *store, const char *const *names, const char *reason,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
