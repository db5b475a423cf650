/* Targets that may be registered twice. */
#pragma once

#include "domain/kind.h"
#include "store/store.h"

/* @texts: in the order of the columns of targets; valid during the call only.
 * FALSE ends the walk. */
typedef gboolean (*DuplicateVisitor)(guint64 group, const char *const *texts, gpointer data);
/* The targets that have not ended and are like another one by name and place
 * (domain/target-name.h): group by group, numbered from 1, each in the order of
 * keys. How many groups there are goes to @ret_groups. Sorted by SQLite, so in
 * bounded memory. */
gboolean duplicate_store_walk(ChaStore *store, DuplicateVisitor visit, gpointer data, guint64 *ret_groups,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
