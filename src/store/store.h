/* Inside of an open store, for the store layer and its users in the office. */
#pragma once

#include <choucha/store.h>

/* For the store layer alone (store/sql.h). */
struct Database;
struct Database *store_database(ChaStore *store);

/* Transactions of the office: one use case, one transaction. They do not nest;
 * one that goes out of scope uncommitted is rolled back. */
typedef struct Transaction Transaction;

/* Takes the write lock at once: whoever is second learns it here (BUSY). */
Transaction *store_begin(ChaStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A view of one moment, for reading. */
Transaction *store_begin_reading(ChaStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean transaction_commit(Transaction *transaction, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void transaction_end(Transaction *transaction);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Transaction, transaction_end)

/* A new entry of the `change` table, written in the open transaction: who, now
 * (UTC), what. Its number marks every record of this change. */
gboolean store_note_change(ChaStore *store, const char *action, const char *subject, const char *source,
                           const char *reason, gint64 *ret_change, GError **error) G_GNUC_WARN_UNUSED_RESULT;
