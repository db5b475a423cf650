#include "store/schema.h"

#include "base/i18n.h"

#include <inttypes.h>
#include <resources.h> /* made from data/choucha.gresource.xml */

/* "CHOU" in ASCII: tells our files from any other SQLite file. */
enum { APPLICATION_ID = 0x43484f55 };

/* Steps are only ever added: one that was released is never edited. */
static const char *const STEPS[] = {
    "/choucha/schema/0001-registry.sql", "/choucha/schema/0002-campaign.sql",
    "/choucha/schema/0003-history.sql",  "/choucha/schema/0004-final.sql",
    "/choucha/schema/0005-busy.sql",     "/choucha/schema/0006-log.sql",
    "/choucha/schema/0007-caldav.sql",   "/choucha/schema/0008-feed.sql",
};

guint
schema_version(void)
{
    return G_N_ELEMENTS(STEPS);
}

static gboolean
is_empty(Database *database, gboolean *ret_empty, GError **error)
{
    gint64 entries;

    if (!database_number(database, "SELECT count(*) FROM sqlite_schema", &entries, error))
        return FALSE;
    *ret_empty = entries == 0;
    return TRUE;
}

/* The version, 0 for a database with nothing in it. Inside a transaction: the
 * three values belong together. */
static gboolean
read_version(Database *database, guint *ret_version, GError **error)
{
    gint64 application = 0;
    gint64 version = 0;
    gboolean empty = FALSE;

    if (!database_number(database, "PRAGMA application_id", &application, error) ||
        !database_number(database, "PRAGMA user_version", &version, error) ||
        !is_empty(database, &empty, error))
        return FALSE;
    if (application != APPLICATION_ID && !(empty && application == 0 && version == 0)) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, _("%s: this file is not a store of choucha"),
                    database_path(database));
        return FALSE;
    }
    if (version < 0 || version > (gint64)G_N_ELEMENTS(STEPS)) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                    _("%s: this store was written by a newer version of choucha (schema %" PRId64
                      "; this program knows %u)"),
                    database_path(database), version, (guint)G_N_ELEMENTS(STEPS));
        return FALSE;
    }
    *ret_version = (guint)version;
    return TRUE;
}

static gboolean
apply_step(Database *database, guint version, GError **error)
{
    g_autofree char *stamp = g_strdup_printf("PRAGMA user_version = %u", version);
    g_autoptr(GBytes) text = g_resource_lookup_data(choucha_get_resource(), STEPS[version - 1],
                                                    G_RESOURCE_LOOKUP_FLAGS_NONE, error);

    if (text == NULL || !database_execute(database, g_bytes_get_data(text, NULL), error) ||
        !database_execute(database, stamp, error)) {
        g_prefix_error(error, _("schema step %u: "), version);
        return FALSE;
    }
    return TRUE;
}

static gboolean
apply_steps(Database *database, guint version, GError **error)
{
    g_autofree char *stamp = g_strdup_printf("PRAGMA application_id = %d", (int)APPLICATION_ID);
    guint present = 0;

    /* Read again: another process may have upgraded while we waited. */
    if (!read_version(database, &present, error))
        return FALSE;
    if (present == 0 && !database_execute(database, stamp, error))
        return FALSE;
    for (guint next = present + 1; next <= version; next++) {
        if (!apply_step(database, next, error))
            return FALSE;
    }
    return database_execute(database, "COMMIT", error);
}

/* A change of the journal's mode does not wait for other processes by itself. */
static gboolean
use_write_ahead_log(Database *database, GError **error)
{
    const gint64 deadline = g_get_monotonic_time() + (gint64)database_patience(database) * 1000;

    for (;;) {
        g_autoptr(GError) failure = NULL;

        if (database_execute(database, "PRAGMA journal_mode = WAL", &failure))
            return TRUE;
        if (!g_error_matches(failure, CHA_ERROR, CHA_ERROR_BUSY) || g_get_monotonic_time() >= deadline) {
            g_propagate_error(error, g_steal_pointer(&failure));
            return FALSE;
        }
        g_usleep(5000);
    }
}

gboolean
schema_upgrade_to(Database *database, guint version, GError **error)
{
    guint present = 0;

    /* Larger pages read and write long rows faster; a file that has pages
     * already keeps its size. */
    if (!database_execute(database,
                          "PRAGMA page_size = 16384; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;"
                          "BEGIN",
                          error) ||
        !read_version(database, &present, error)) {
        database_rollback(database);
        return FALSE;
    }
    database_rollback(database);
    if (present >= version)
        return TRUE; /* the usual case needs no write lock */
    if (!use_write_ahead_log(database, error) || !database_execute(database, "BEGIN IMMEDIATE", error) ||
        !apply_steps(database, version, error)) {
        database_rollback(database);
        return FALSE;
    }
    return TRUE;
}

gboolean
schema_upgrade(Database *database, GError **error)
{
    return schema_upgrade_to(database, schema_version(), error);
}
