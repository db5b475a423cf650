#include "store/delivery-private.h"
#include "store/record-sql.h"

gboolean
delivery_begin_full(Delivery *delivery, GError **error)
{
    g_autofree char *keys = record_sql_keys(delivery->kind, "");
    g_autofree char *sql =
        g_strdup_printf("DROP TABLE IF EXISTS temp.delivery_spared; CREATE TABLE temp.delivery_spared (%s);"
                        "DROP TABLE IF EXISTS temp.delivery_missing; CREATE TABLE temp.delivery_missing (%s)",
                        keys, keys);

    delivery->is_full = TRUE;
    return database_execute(delivery->database, sql, error);
}

gboolean
delivery_spare(Delivery *delivery, const char *const *key, GError **error)
{
    g_assert(delivery->is_full);
    if (delivery->spare == NULL) {
        g_autoptr(GString) sql = g_string_new("INSERT INTO temp.delivery_spared VALUES (");

        for (guint i = 0; i < delivery->kind->n_keys; i++)
            g_string_append_printf(sql, "%s?%u", i > 0 ? ", " : "", i + 1);
        g_string_append_c(sql, ')');
        delivery->spare = statement_new(delivery->database, sql->str, error);
        if (delivery->spare == NULL)
            return FALSE;
    }
    for (guint i = 0; i < delivery->kind->n_keys; i++)
        statement_bind_text(delivery->spare, (int)i + 1, key[i]);
    return statement_run(delivery->spare, error);
}

gboolean
delivery_spare_row(Delivery *delivery, guint64 row, GError **error)
{
    if (delivery->spare_row == NULL) {
        g_autofree char *keys = record_sql_keys(delivery->kind, "");
        g_autofree char *sql = g_strdup_printf(
            "INSERT INTO temp.delivery_spared SELECT %s FROM %s WHERE row = ?1", keys, delivery->table);

        delivery->spare_row = statement_new(delivery->database, sql, error);
        if (delivery->spare_row == NULL)
            return FALSE;
    }
    statement_bind_int(delivery->spare_row, 1, (gint64)row);
    return statement_run(delivery->spare_row, error);
}

gboolean
delivery_find_missing(Delivery *delivery, guint64 *ret_missing, guint64 *ret_active, GError **error)
{
    const Kind *kind = delivery->kind;
    const char *is_active = kind_has_ends(kind) ? " WHERE status <> 'ended'" : "";
    g_autofree char *keys = record_sql_keys(kind, "");
    /* In this order EXCEPT merges three sorted lists, and keeps none of them. */
    g_autofree char *find =
        g_strdup_printf("DELETE FROM temp.delivery_missing;"
                        "INSERT INTO temp.delivery_missing SELECT %s FROM main.%s%s EXCEPT SELECT %s FROM %s"
                        " EXCEPT SELECT %s FROM temp.delivery_spared ORDER BY %s",
                        keys, kind->table, is_active, keys, delivery->table, keys, keys);
    g_autofree char *count = g_strdup_printf("SELECT count(*) FROM main.%s%s", kind->table, is_active);
    gint64 missing;
    gint64 active;

    g_assert(delivery->is_full);
    if (!database_execute(delivery->database, find, error) ||
        !database_number(delivery->database, "SELECT count(*) FROM temp.delivery_missing", &missing, error) ||
        !database_number(delivery->database, count, &active, error))
        return FALSE;
    delivery->n_missing = (guint64)missing;
    *ret_missing = (guint64)missing;
    *ret_active = (guint64)active;
    return TRUE;
}

gboolean
delivery_end_missing(Delivery *delivery, gint64 change, GError **error)
{
    const Kind *kind = delivery->kind;
    g_autofree char *target = g_strdup_printf("%s.", kind->table);
    g_autofree char *same_key = record_sql_same_key(kind, target, "m.");
    g_autofree char *sql = g_strdup_printf("UPDATE main.%s SET status = 'ended', change = ?1"
                                           " FROM temp.delivery_missing AS m WHERE %s",
                                           kind->table, same_key);
    g_autoptr(Statement) end = NULL;

    g_assert(kind_has_ends(kind));
    end = statement_new(delivery->database, sql, error);
    if (end == NULL)
        return FALSE;
    statement_bind_int(end, 1, change);
    return statement_run(end, error);
}

gboolean
delivery_count_still_ended(Delivery *delivery, guint64 *ret_count, GError **error)
{
    const Kind *kind = delivery->kind;
    int status = kind_find_column(kind, "status");
    g_autofree char *same_key = record_sql_same_key(kind, "s.", "d.");
    g_autofree char *sql = g_strdup_printf(
        "SELECT count(*) FROM %s AS d JOIN main.%s AS s ON %s WHERE s.status = 'ended'%s", delivery->table,
        kind->table, same_key, delivery->present[status] ? " AND d.status IS NULL" : "");
    gint64 count = 0;

    g_assert(kind_has_ends(kind));
    if ((!delivery->present[status] || delivery->has_gaps) &&
        !database_number(delivery->database, sql, &count, error))
        return FALSE;
    *ret_count = (guint64)count;
    return TRUE;
}
