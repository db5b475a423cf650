/* Records of a kind with one key column, to be looked up. */
#pragma once

#include "store/registry-store.h"

typedef struct RecordIndex RecordIndex;

RecordIndex *record_index_new(ChaKind kind);
void record_index_free(RecordIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RecordIndex, record_index_free)

/* A RecordVisitor whose data is an index: keeps a copy of a record, unless its
 * key is known. */
gboolean record_index_add(const char *const *texts, gpointer data);
/* All records of a kind. */
RecordIndex *record_index_load(ChaStore *store, ChaKind kind, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (element-type utf8) in the order in which they were added; the index's. */
const GPtrArray *record_index_keys(const RecordIndex *index);
/* A column of a record, defaults applied; "" when there is no such record. */
const char *record_index_text(const RecordIndex *index, const char *key, const char *column);
