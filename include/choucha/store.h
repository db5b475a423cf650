/* The store: one SQLite file with everything that choucha keeps. */
#pragma once

#include <choucha/error.h>

G_BEGIN_DECLS

/**
 * ChaStore:
 *
 * An open store. Used by one thread at a time; several processes may share the
 * file: one writes, the others read or wait.
 */
typedef struct ChaStore ChaStore;

/**
 * ChaStoreMode:
 * @CHA_STORE_WRITE: makes the file when it is missing
 * @CHA_STORE_READ: a missing file is an empty store, and none is made
 */
typedef enum {
    CHA_STORE_WRITE,
    CHA_STORE_READ,
} ChaStoreMode;

/**
 * cha_store_open:
 * @path: the file
 * @by: who works with it, recorded with every change
 * @mode: whether a missing file is made
 * @error: return location for an error
 *
 * Opens a store and brings its schema up to date.
 *
 * Errors: %CHA_ERROR_INVALID when the file is no store of choucha or one of a
 * newer version, %CHA_ERROR_BUSY when another process holds it for too long,
 * %CHA_ERROR_STORE when it cannot be read or made.
 *
 * Returns: (transfer full): the store; %NULL with @error set on failure
 */
ChaStore *cha_store_open(const char *path, const char *by, ChaStoreMode mode,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_store_free:
 * @store: (transfer full) (nullable): a store
 *
 * Closes a store. A file that was made for it and that nothing was recorded in
 * is removed again.
 */
void cha_store_free(ChaStore *store);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ChaStore, cha_store_free)

G_END_DECLS
