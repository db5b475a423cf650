/* The schema of a store and its versions. */
#pragma once

#include "store/sql.h"

/* How many steps there are: the version of an up-to-date store. Step N, the
 * text data/schema/NNNN-name.sql, takes a store from version N - 1 to N; it is
 * kept in the file as PRAGMA user_version. */
guint schema_version(void);

/* Brings the schema up to date, in one transaction. An empty database becomes
 * a store. CHA_ERROR_INVALID for a file of another program or of a newer
 * version of choucha, which is left as it is. */
gboolean schema_upgrade(Database *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same, up to @version only: for tests. */
gboolean schema_upgrade_to(Database *database, guint version, GError **error) G_GNUC_WARN_UNUSED_RESULT;
