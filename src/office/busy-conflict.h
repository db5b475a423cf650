/* Appointments at times at which somebody is busy. */
#pragma once

#include "store/store.h"

#include <choucha/engaging.h>

/* The appointments of an inspector, without a result so far, that meet with what
 * the store has of the inspector's busy times; inside an open transaction. For
 * the first of them free times are looked for.
 *
 * Returns: (element-type ChaBusyConflict): in order of time */
GPtrArray *busy_conflicts_find(ChaStore *store, const char *inspector,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
