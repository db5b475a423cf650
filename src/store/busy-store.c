#include "store/busy-store.h"

#include "base/i18n.h"
#include "store/sql.h"

gboolean
busy_store_get(ChaStore *store, const char *inspector, const char *file, char **ret_content, GError **error)
{
    g_autoptr(Statement) query = statement_new(
        store_database(store), "SELECT content FROM busy_file WHERE inspector = ?1 AND file = ?2", error);
    g_autofree char *content = NULL;

    if (query == NULL)
        return FALSE;
    statement_bind_text(query, 1, inspector);
    statement_bind_text(query, 2, file);
    if (statement_next(query))
        content = g_strdup(statement_text(query, 0));
    if (!statement_finish(query, error))
        return FALSE;
    *ret_content = g_steal_pointer(&content);
    return TRUE;
}

gboolean
busy_store_put(ChaStore *store, const char *inspector, const char *file, const char *content, gint64 change,
               GError **error)
{
    g_autofree char *before = NULL;
    g_autoptr(Statement) write = NULL;

    if (!busy_store_get(store, inspector, file, &before, error))
        return FALSE;
    write = statement_new(
        store_database(store),
        before != NULL ? "UPDATE busy_file SET content = ?3, change = ?4 WHERE inspector = ?1 AND file = ?2"
                       : "INSERT INTO busy_file (inspector, file, content, change) VALUES (?1, ?2, ?3, ?4)",
        error);
    if (write == NULL)
        return FALSE;
    statement_bind_text(write, 1, inspector);
    statement_bind_text(write, 2, file);
    statement_bind_text(write, 3, content);
    statement_bind_int(write, 4, change);
    return statement_run(write, error);
}

/* What a walk gives, under the parameter ?1. */
static gboolean
walk(ChaStore *store, const char *sql, const char *parameter, BusyFileVisitor visit, gpointer data,
     GError **error)
{
    g_autoptr(Statement) query = statement_new(store_database(store), sql, error);

    if (query == NULL)
        return FALSE;
    statement_bind_text(query, 1, parameter);
    while (statement_next(query)) {
        if (!visit(statement_text(query, 0), statement_text(query, 1), statement_text(query, 2), data, error))
            return FALSE;
    }
    return statement_finish(query, error);
}

gboolean
busy_store_walk(ChaStore *store, const char *inspector, BusyFileVisitor visit, gpointer data, GError **error)
{
    return walk(store, "SELECT inspector, file, content FROM busy_file WHERE inspector = ?1 ORDER BY file",
                inspector, visit, data, error);
}

gboolean
busy_store_walk_campaign(ChaStore *store, const char *campaign, BusyFileVisitor visit, gpointer data,
                         GError **error)
{
    return walk(store,
                "SELECT inspector, file, content FROM busy_file"
                " WHERE inspector IN (SELECT inspector FROM seat WHERE campaign = ?1)"
                " ORDER BY inspector, file",
                campaign, visit, data, error);
}

static gboolean
list_name(const char *inspector, const char *file, const char *content, gpointer data, GError **error)
{
    GString *names = data;

    (void)inspector;
    (void)content;
    (void)error;
    g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", file);
    return TRUE;
}

static gboolean
fail_as_absent(ChaStore *store, const char *inspector, const char *file, GError **error)
{
    g_autoptr(GString) names = g_string_new(NULL);

    if (!busy_store_walk(store, inspector, list_name, names, error))
        return FALSE;
    if (names->len > 0)
        g_set_error(error, CHA_ERROR, CHA_ERROR_NOT_FOUND,
                    _("inspector %s has no busy times from %s; there are those from %s"), inspector, file,
                    names->str);
    else
        g_set_error(error, CHA_ERROR, CHA_ERROR_NOT_FOUND, _("inspector %s has no busy times from %s"),
                    inspector, file);
    return FALSE;
}

gboolean
busy_store_remove(ChaStore *store, const char *inspector, const char *const *files, const char *reason,
                  GError **error)
{
    Database *database = store_database(store);
    g_autoptr(Transaction) transaction = store_begin(store, error);
    g_autofree char *source = g_strjoinv(", ", (char **)files);
    g_autoptr(Statement) delete = NULL;
    gint64 change;

    if (transaction == NULL || !store_note_change(store, "remove", "busy", source, reason, &change, error))
        return FALSE;
    delete = statement_new(database, "DELETE FROM busy_file WHERE inspector = ?1 AND file = ?2", error);
    if (delete == NULL)
        return FALSE;
    statement_bind_text(delete, 1, inspector);
    for (guint i = 0; files[i] != NULL; i++) {
        statement_bind_text(delete, 2, files[i]);
        if (!statement_run(delete, error))
            return FALSE;
        if (database_changed_rows(database) == 0)
            return fail_as_absent(store, inspector, files[i], error);
    }
    return transaction_commit(transaction, error);
}

gboolean
busy_store_walk_appointments(ChaStore *store, const char *inspector, AppointmentVisitor visit, gpointer data,
                             GError **error)
{
    g_autoptr(Statement) query =
        statement_new(store_database(store),
                      "SELECT a.campaign, a.visit, a.date, a.start, a.\"end\""
                      " FROM (SELECT DISTINCT campaign, visit FROM seat WHERE inspector = ?1) AS s"
                      " JOIN appointment AS a ON a.campaign = s.campaign AND a.visit = s.visit"
                      " WHERE a.date <> '' AND a.campaign NOT IN (SELECT campaign FROM campaign_void)"
                      "   AND NOT EXISTS (SELECT 1 FROM result AS r"
                      "                   WHERE r.campaign = a.campaign AND r.visit = a.visit)"
                      " ORDER BY a.date, a.start, a.campaign, a.visit",
                      error);

    if (query == NULL)
        return FALSE;
    statement_bind_text(query, 1, inspector);
    while (statement_next(query))
        visit(statement_text(query, 0), statement_text(query, 1), statement_text(query, 2),
              statement_text(query, 3), statement_text(query, 4), data);
    return statement_finish(query, error);
}
