/* The records as they were after a change: written by then, and not ended. The
 * tables and the history have them, so nothing need be kept for that. */
#pragma once

#include "store/registry-store.h"

/* A change of the records of one kind. */
typedef struct {
    gint64 change;
    char *at; /* UTC, 2027-01-05T02:00:00Z */
    char *by;
    char *source; /* the files it came from; "" for none */
} RecordedChange;

void recorded_change_free(RecordedChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RecordedChange, recorded_change_free)

/* The last change before @campaign was committed, or until now when it is NULL;
 * 0 for none. */
gboolean registry_state_of_campaign(ChaStore *store, const char *campaign, gint64 *ret_change,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The last change of a kind's records up to @change; NULL in *ret_last for none. */
gboolean registry_state_last_change(ChaStore *store, const Kind *kind, gint64 change,
                                    RecordedChange **ret_last, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The records as they were after @change, in the order of their keys. */
gboolean registry_state_walk(ChaStore *store, const Kind *kind, gint64 change, RecordVisitor visit,
                             gpointer data, GError **error) G_GNUC_WARN_UNUSED_RESULT;
