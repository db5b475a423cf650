/* The targets that a campaign drew, with what the registry says of them. */
#pragma once

#include "store/store.h"

/* The texts are valid during the call only. */
typedef struct {
    const char *drawing;
    const char *title; /* of the plan, when it was committed */
    const char *disclosure;
    const char *stratum;
    guint64 rank;
    const char *role; /* drawn, reserve */
    const char *target;
    const char *name;
    const char *district;
    const char *address;
} SelectedTarget;

typedef gboolean (*SelectionVisitor)(const SelectedTarget *selected, gpointer data);
/* In order of drawing, stratum and rank; FALSE from @visit ends the walk. */
gboolean selection_store_walk(ChaStore *store, const char *campaign, SelectionVisitor visit, gpointer data,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
