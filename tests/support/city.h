/* The demonstration city in a store, put there without the reading of tables,
 * for tests of what comes afterwards. */
#pragma once

#include "domain/kind.h"

#include <choucha/store.h>

/* Loads every kind of data/xinxiang (canonical tables) into @store. */
void city_load(ChaStore *store, const char *folder);
/* Adds or changes one record; what the pairs of column and text do not name
 * is blank. */
void city_add(ChaStore *store, ChaKind kind, ...) G_GNUC_NULL_TERMINATED;
