#include "store/delivery-private.h"
#include "store/record-sql.h"

/* The rows of new records whose keys the history knows: they were withdrawn. */
static gboolean
count_returning(Delivery *delivery, DeliveryReturn report, gpointer data, guint64 *ret_returned,
                GError **error)
{
    g_autofree char *fresh = delivery_sql_fresh(delivery);
    g_autofree char *keys = record_sql_keys(delivery->kind, "d.");
    g_autofree char *sql =
        g_strdup_printf("SELECT d.row%s AND EXISTS (SELECT 1 FROM main.history WHERE kind = ?1"
                        " AND key = json_array(%s)) ORDER BY d.row",
                        fresh, keys);
    g_autoptr(Statement) rows = statement_new(delivery->database, sql, error);
    guint64 returned = 0;

    if (rows == NULL)
        return FALSE;
    statement_bind_text(rows, 1, delivery->kind->name);
    while (statement_next(rows)) {
        if (report != NULL)
            report((guint64)statement_int(rows, 0), data);
        returned++;
    }
    if (!statement_finish(rows, error))
        return FALSE;
    *ret_returned = returned;
    return TRUE;
}

static gboolean
has_history(Delivery *delivery, gboolean *ret_has, GError **error)
{
    g_autoptr(Statement) query =
        statement_new(delivery->database, "SELECT 1 FROM main.history WHERE kind = ?1 LIMIT 1", error);
    gboolean has;

    if (query == NULL)
        return FALSE;
    statement_bind_text(query, 1, delivery->kind->name);
    has = statement_next(query);
    if (!statement_finish(query, error))
        return FALSE;
    *ret_has = has;
    return TRUE;
}

gboolean
delivery_count(Delivery *delivery, DeliveryReturn report, gpointer data, DeliveryCounts *ret_counts,
               GError **error)
{
    DeliveryCounts counts = {0};
    gboolean look_back;

    if (!delivery_compare(delivery, error) || !has_history(delivery, &look_back, error))
        return FALSE;
    /* Nothing can return that was never changed or withdrawn. */
    if (look_back && !count_returning(delivery, report, data, &counts.returned, error))
        return FALSE;
    counts.added = delivery->n_fresh;
    counts.changed = delivery->n_changed;
    counts.unchanged = delivery->n_rows - counts.added - counts.changed;
    *ret_counts = counts;
    return TRUE;
}

static gboolean
run_with_change(Delivery *delivery, const char *sql, gint64 change, GError **error)
{
    g_autoptr(Statement) statement = statement_new(delivery->database, sql, error);

    if (statement == NULL)
        return FALSE;
    statement_bind_int(statement, 1, change);
    return statement_run(statement, error);
}

/* The texts of new records, blank where a row lacks a column. */
static char *
sql_texts(Delivery *delivery)
{
    GString *sql = NULL;

    if (!delivery->has_gaps)
        return delivery_sql_present(delivery, "d.");
    sql = g_string_new(NULL);
    for (guint i = 0; i < delivery->kind->n_columns; i++) {
        if (delivery->present[i])
            g_string_append_printf(sql, "%scoalesce(d.\"%s\", '')", sql->len > 0 ? ", " : "",
                                   delivery->kind->columns[i].name);
    }
    return g_string_free(sql, FALSE);
}

static gboolean
write_fresh(Delivery *delivery, gint64 change, GError **error)
{
    g_autofree char *columns = delivery_sql_present(delivery, "");
    g_autofree char *texts = sql_texts(delivery);
    g_autofree char *fresh = delivery_sql_fresh(delivery);
    /* Absent columns are blank by the schema's default. */
    g_autofree char *sql =
        g_strdup_printf("INSERT INTO main.%s (%s, change) SELECT %s, ?1%s ORDER BY d.rowid",
                        delivery->kind->table, columns, texts, fresh);

    return run_with_change(delivery, sql, change, error);
}

static gboolean
write_changed(Delivery *delivery, gint64 change, GError **error)
{
    const Kind *kind = delivery->kind;
    g_autofree char *target = g_strdup_printf("%s.", kind->table);
    g_autofree char *same_key = record_sql_same_key(kind, target, "d.");
    g_autoptr(GString) sql = g_string_new(NULL);

    g_string_printf(sql, "UPDATE main.%s SET change = ?1", kind->table);
    for (guint i = kind->n_keys; i < kind->n_columns; i++) {
        const char *name = kind->columns[i].name;

        if (delivery->present[i])
            g_string_append_printf(sql, ", \"%s\" = coalesce(d.\"%s\", %s.\"%s\")", name, name, kind->table,
                                   name);
    }
    /* Not a CROSS JOIN: that would put the records before the rows, and read
     * all of them for each row. */
    g_string_append_printf(sql,
                           " FROM temp.delivery_difference AS x JOIN %s AS d ON d.rowid = x.position"
                           " WHERE NOT x.fresh AND %s",
                           delivery->table, same_key);
    return run_with_change(delivery, sql->str, change, error);
}

/* Why records that no row names were ended, as the history keeps it. */
static const char FULL_DELIVERY[] = "full delivery";

void
delivery_commit_anyway(Delivery *delivery)
{
    delivery->commits_anyway = TRUE;
}

gboolean
delivery_apply(Delivery *delivery, const char *source, GError **error)
{
    g_autoptr(Transaction) transaction = NULL;
    gint64 change;

    if (!delivery_compare(delivery, error))
        return FALSE;
    g_clear_pointer(&delivery->add, statement_free);
    g_clear_pointer(&delivery->drop, statement_free);
    transaction = g_steal_pointer(&delivery->transaction);
    if (delivery->n_fresh == 0 && delivery->n_changed == 0 && delivery->n_missing == 0)
        /* Rolled back when there is nothing to write. */
        return !delivery->commits_anyway || transaction_commit(transaction, error);
    if (!store_note_change(delivery->store, "import", delivery->kind->name, source,
                           delivery->is_full ? FULL_DELIVERY : NULL, &change, error))
        return FALSE;
    if (delivery->n_changed > 0 && !write_changed(delivery, change, error))
        return FALSE;
    if (delivery->n_fresh > 0 && !write_fresh(delivery, change, error))
        return FALSE;
    if (delivery->n_missing > 0 && !delivery_end_missing(delivery, change, error))
        return FALSE;
    return transaction_commit(transaction, error);
}
