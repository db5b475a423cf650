#include "store/registry-state.h"

#include "store/record-sql.h"
#include "store/sql.h"

void
recorded_change_free(RecordedChange *change)
{
    if (change == NULL)
        return;
    g_free(change->at);
    g_free(change->by);
    g_free(change->source);
    g_free(change);
}

gboolean
registry_state_of_campaign(ChaStore *store, const char *campaign, gint64 *ret_change, GError **error)
{
    g_autoptr(Statement) query =
        statement_new(store_database(store),
                      "SELECT coalesce(max(id), 0) FROM change"
                      " WHERE ?1 IS NULL OR id < (SELECT change FROM campaign WHERE campaign = ?1)",
                      error);
    gint64 change = 0;

    if (query == NULL)
        return FALSE;
    statement_bind_text(query, 1, campaign);
    while (statement_next(query))
        change = statement_int(query, 0);
    if (!statement_finish(query, error))
        return FALSE;
    *ret_change = change;
    return TRUE;
}

gboolean
registry_state_last_change(ChaStore *store, const Kind *kind, gint64 change, RecordedChange **ret_last,
                           GError **error)
{
    g_autoptr(Statement) query =
        statement_new(store_database(store),
                      "SELECT id, at, \"by\", source FROM change WHERE subject = ?1"
                      " AND action IN ('import', 'remove') AND id <= ?2 ORDER BY id DESC LIMIT 1",
                      error);
    g_autoptr(RecordedChange) last = NULL;

    if (query == NULL)
        return FALSE;
    statement_bind_text(query, 1, kind->name);
    statement_bind_int(query, 2, change);
    while (statement_next(query)) {
        last = g_new0(RecordedChange, 1);
        last->change = statement_int(query, 0);
        last->at = g_strdup(statement_text(query, 1));
        last->by = g_strdup(statement_text(query, 2));
        last->source = g_strdup(statement_text(query, 3));
    }
    if (!statement_finish(query, error))
        return FALSE;
    *ret_last = g_steal_pointer(&last);
    return TRUE;
}

/* What is there and was there already, and what was there and ended later. */
static char *
sql_walk(const Kind *kind)
{
    g_autofree char *columns = record_sql_columns(kind, "");
    GString *sql = g_string_new(NULL);

    g_string_printf(sql, "SELECT %s FROM main.%s WHERE change <= ?1 UNION ALL SELECT ", columns, kind->table);
    for (guint i = 0; i < kind->n_columns; i++)
        g_string_append_printf(sql, "%sjson_extract(record, '$.%s')", i > 0 ? ", " : "",
                               kind->columns[i].name);
    g_string_append(sql, " FROM main.history WHERE kind = ?2 AND written <= ?1 AND ended > ?1 ORDER BY ");
    for (guint i = 0; i < kind->n_keys; i++)
        g_string_append_printf(sql, "%s%u", i > 0 ? ", " : "", i + 1);
    return g_string_free(sql, FALSE);
}

gboolean
registry_state_walk(ChaStore *store, const Kind *kind, gint64 change, RecordVisitor visit, gpointer data,
                    GError **error)
{
    g_autofree char *sql = sql_walk(kind);
    g_autoptr(Statement) query = statement_new(store_database(store), sql, error);
    const char *texts[KIND_MAX_COLUMNS] = {NULL};

    if (query == NULL)
        return FALSE;
    statement_bind_int(query, 1, change);
    statement_bind_text(query, 2, kind->name);
    while (statement_next(query)) {
        for (guint i = 0; i < kind->n_columns; i++)
            texts[i] = statement_text(query, (int)i);
        if (!visit(texts, data))
            break;
    }
    return statement_finish(query, error);
}
