#include "store/delivery-private.h"
#include "store/record-sql.h"

gboolean
delivery_find_orphans(Delivery *delivery, guint column, const Kind *referred, DeliveryOrphan report,
                      gpointer data, GError **error)
{
    const char *name = delivery->kind->columns[column].name;
    g_autofree char *sql = NULL;
    g_autoptr(Statement) rows = NULL;

    g_assert(referred->n_keys == 1);
    if (!delivery->present[column])
        return TRUE;
    sql = g_strdup_printf("SELECT d.row, d.\"%s\" FROM %s AS d WHERE d.\"%s\" <> '' AND NOT EXISTS"
                          " (SELECT 1 FROM main.%s AS r WHERE r.\"%s\" = d.\"%s\") ORDER BY d.row",
                          name, delivery->table, name, referred->table, referred->columns[0].name, name);
    rows = statement_new(delivery->database, sql, error);
    if (rows == NULL)
        return FALSE;
    while (statement_next(rows))
        report((guint64)statement_int(rows, 0), statement_text(rows, 1), data);
    return statement_finish(rows, error);
}

/* For each required column that rows may lack, whether they do; the indices of
 * these columns go to @columns. */
static char *
sql_lacking(Delivery *delivery, GArray *columns)
{
    const Kind *kind = delivery->kind;
    GString *sql = g_string_new(NULL);

    for (guint i = kind->n_keys; i < kind->n_columns; i++) {
        if (kind->columns[i].role != COLUMN_REQUIRED || (delivery->present[i] && !delivery->has_gaps))
            continue;
        if (delivery->present[i])
            g_string_append_printf(sql, ", d.\"%s\" IS NULL", kind->columns[i].name);
        else
            g_string_append(sql, ", 1");
        g_array_append_val(columns, i);
    }
    return g_string_free(sql, FALSE);
}

gboolean
delivery_find_incomplete(Delivery *delivery, DeliveryIncomplete report, gpointer data, GError **error)
{
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autofree char *lacking = sql_lacking(delivery, columns);
    g_autofree char *fresh = NULL;
    g_autofree char *sql = NULL;
    g_autoptr(Statement) rows = NULL;

    if (columns->len == 0)
        return TRUE;
    if (!delivery_compare(delivery, error))
        return FALSE;
    fresh = delivery_sql_fresh(delivery);
    sql = g_strdup_printf("SELECT d.row%s%s ORDER BY d.row", lacking, fresh);
    rows = statement_new(delivery->database, sql, error);
    if (rows == NULL)
        return FALSE;
    while (statement_next(rows)) {
        for (guint i = 0; i < columns->len; i++) {
            if (statement_int(rows, (int)i + 1) != 0)
                report((guint64)statement_int(rows, 0), g_array_index(columns, guint, i), data);
        }
    }
    return statement_finish(rows, error);
}

/* row, then the texts of the row with absent ones filled, then those of the
 * record in the store, all NULL when there is none. */
static char *
sql_walk(Delivery *delivery)
{
    const Kind *kind = delivery->kind;
    g_autofree char *same_key = record_sql_same_key(kind, "s.", "d.");
    g_autofree char *stored = record_sql_columns(kind, "s.");
    GString *sql = g_string_new("SELECT d.row");

    for (guint i = 0; i < kind->n_columns; i++) {
        const char *name = kind->columns[i].name;

        if (delivery->present[i])
            g_string_append_printf(sql, ", coalesce(d.\"%s\", s.\"%s\", '')", name, name);
        else
            g_string_append_printf(sql, ", coalesce(s.\"%s\", '')", name);
    }
    g_string_append_printf(sql, ", %s FROM %s AS d LEFT JOIN main.%s AS s ON %s ORDER BY d.row", stored,
                           delivery->table, kind->table, same_key);
    return g_string_free(sql, FALSE);
}

gboolean
delivery_walk(Delivery *delivery, DeliveryVisitor visit, gpointer data, GError **error)
{
    const int n_columns = (int)delivery->kind->n_columns;
    g_autofree char *sql = sql_walk(delivery);
    g_autoptr(Statement) rows = statement_new(delivery->database, sql, error);
    const char *texts[KIND_MAX_COLUMNS] = {NULL};
    const char *stored[KIND_MAX_COLUMNS] = {NULL};

    if (rows == NULL)
        return FALSE;
    while (statement_next(rows)) {
        for (int i = 0; i < n_columns; i++) {
            texts[i] = statement_text(rows, i + 1);
            stored[i] = statement_text(rows, i + 1 + n_columns);
        }
        visit((guint64)statement_int(rows, 0), texts, stored[0] != NULL ? stored : NULL, data);
    }
    return statement_finish(rows, error);
}
