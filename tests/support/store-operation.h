/* Everything that writes to a store, to be cut short in tests. */
#pragma once

#include "support/store-fixture.h"

typedef struct {
    const char *name;
    gboolean (*run)(ChaStore *store, GError **error);
} StoreOperation;

/* Ends with a NULL name. */
extern const StoreOperation STORE_OPERATIONS[];

/* Puts into an empty store what the operations work on: records, 2027Q1 drawn
 * and scheduled, 2027Q2 committed. */
void store_prepare(ChaStore *store);
/* All rows of all tables, but for the times of changes. */
char *store_contents(ChaStore *store);

/* What a store holds before and after an operation that works. */
typedef struct {
    char *before;
    char *after;
} StoreEffect;

StoreEffect *store_effect_new(const StoreOperation *operation);
void store_effect_free(StoreEffect *effect);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StoreEffect, store_effect_free)
/* Asserts that nothing has happened or everything, and that no transaction is
 * open; tells which. */
gboolean store_effect_seen(const StoreEffect *effect, ChaStore *store);
