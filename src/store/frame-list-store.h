/* The lists of targets that plans are directed at (定向): table plan_target. */
#pragma once

#include "store/store.h"

/* The targets on a plan's list in byte order (element-type utf8); empty when it
 * has none. */
GPtrArray *frame_list_store_load(ChaStore *store, const char *plan, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same with their names; FALSE from @visit ends the walk. */
typedef gboolean (*FrameListVisitor)(const char *target, const char *name, gpointer data);
gboolean frame_list_store_walk(ChaStore *store, const char *plan, FrameListVisitor visit, gpointer data,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Looks up many targets of the registry one by one. */
typedef struct TargetLookup TargetLookup;
TargetLookup *target_lookup_new(ChaStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void target_lookup_free(TargetLookup *lookup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TargetLookup, target_lookup_free)
/* *ret_name is the name, valid until the next call; NULL when there is no such
 * target. */
gboolean target_lookup_find(TargetLookup *lookup, const char *target, const char **ret_name,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Changes a list, inside an open transaction, as one change: those in @added
 * come to it, those in @ended (both element-type utf8) leave it. */
gboolean frame_list_store_change(ChaStore *store, const char *plan, GPtrArray *added, GPtrArray *ended,
                                 const char *source, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes a list away, in a transaction of its own. CHA_ERROR_NOT_FOUND when the
 * plan has none. */
gboolean frame_list_store_remove(ChaStore *store, const char *plan, const char *reason,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
