#include "store/frame-list-store.h"

#include "base/i18n.h"
#include "store/sql.h"

struct TargetLookup {
    Statement *query;
    char *name; /* (nullable): of the one found last */
};

gboolean
frame_list_store_walk(ChaStore *store, const char *plan, FrameListVisitor visit, gpointer data,
                      GError **error)
{
    g_autoptr(Statement) query =
        statement_new(store_database(store),
                      "SELECT l.target, t.name FROM plan_target AS l JOIN target AS t ON t.target = l.target"
                      " WHERE l.plan = ?1 ORDER BY l.target",
                      error);

    if (query == NULL)
        return FALSE;
    statement_bind_text(query, 1, plan);
    while (statement_next(query)) {
        if (!visit(statement_text(query, 0), statement_text(query, 1), data))
            break;
    }
    return statement_finish(query, error);
}

GPtrArray *
frame_list_store_load(ChaStore *store, const char *plan, GError **error)
{
    g_autoptr(GPtrArray) targets = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Statement) query = statement_new(
        store_database(store), "SELECT target FROM plan_target WHERE plan = ?1 ORDER BY target", error);

    if (query == NULL)
        return NULL;
    statement_bind_text(query, 1, plan);
    while (statement_next(query))
        g_ptr_array_add(targets, g_strdup(statement_text(query, 0)));
    return statement_finish(query, error) ? g_steal_pointer(&targets) : NULL;
}

TargetLookup *
target_lookup_new(ChaStore *store, GError **error)
{
    Statement *query =
        statement_new(store_database(store), "SELECT name FROM target WHERE target = ?1", error);
    TargetLookup *lookup;

    if (query == NULL)
        return NULL;
    lookup = g_new0(TargetLookup, 1);
    lookup->query = query;
    return lookup;
}

void
target_lookup_free(TargetLookup *lookup)
{
    if (lookup == NULL)
        return;
    statement_free(lookup->query);
    g_free(lookup->name);
    g_free(lookup);
}

gboolean
target_lookup_find(TargetLookup *lookup, const char *target, const char **ret_name, GError **error)
{
    statement_bind_text(lookup->query, 1, target);
    g_clear_pointer(&lookup->name, g_free);
    if (statement_next(lookup->query))
        lookup->name = g_strdup(statement_text(lookup->query, 0));
    if (!statement_finish(lookup->query, error))
        return FALSE;
    *ret_name = lookup->name;
    return TRUE;
}

/* Runs @sql for each of @targets; ?1 is the plan, ?2 the target, ?3 the change
 * (0: it has none). */
static gboolean
run_for_each(ChaStore *store, const char *sql, const char *plan, GPtrArray *targets, gint64 change,
             GError **error)
{
    g_autoptr(Statement) statement = statement_new(store_database(store), sql, error);

    for (guint i = 0; statement != NULL && i < targets->len; i++) {
        statement_bind_text(statement, 1, plan);
        statement_bind_text(statement, 2, g_ptr_array_index(targets, i));
        if (change > 0)
            statement_bind_int(statement, 3, change);
        if (!statement_run(statement, error))
            return FALSE;
    }
    return statement != NULL;
}

gboolean
frame_list_store_change(ChaStore *store, const char *plan, GPtrArray *added, GPtrArray *ended,
                        const char *source, GError **error)
{
    gint64 change;

    return store_note_change(store, "import", "frame", source, NULL, &change, error) &&
           run_for_each(store, "DELETE FROM plan_target WHERE plan = ?1 AND target = ?2", plan, ended, 0,
                        error) &&
           run_for_each(store, "INSERT INTO plan_target (plan, target, change) VALUES (?1, ?2, ?3)", plan,
                        added, change, error);
}

gboolean
frame_list_store_remove(ChaStore *store, const char *plan, const char *reason, GError **error)
{
    Database *database = store_database(store);
    g_autoptr(Transaction) transaction = store_begin(store, error);
    g_autoptr(Statement) delete = NULL;
    gint64 change;

    if (transaction == NULL)
        return FALSE;
    delete = statement_new(database, "DELETE FROM plan_target WHERE plan = ?1", error);
    if (delete == NULL || !store_note_change(store, "remove", "frame", NULL, reason, &change, error))
        return FALSE;
    statement_bind_text(delete, 1, plan);
    if (!statement_run(delete, error))
        return FALSE;
    if (database_changed_rows(database) == 0) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_NOT_FOUND, _("plan %s has no list of targets"), plan);
        return FALSE;
    }
    return transaction_commit(transaction, error);
}
