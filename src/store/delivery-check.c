#include "store/delivery-private.h"
#include "store/record-sql.h"

#include <string.h>

/* Whether two neighbours, the first of its key and another, are the same in
 * every column. */
static char *
sql_identical(Delivery *delivery)
{
    GString *sql = g_string_new(NULL);

    g_string_append_printf(sql, "SELECT 1 FROM %s AS a, %s AS b WHERE a.rowid = ?1 AND b.rowid = ?2",
                           delivery->table, delivery->table);
    for (guint i = delivery->kind->n_keys; i < delivery->kind->n_columns; i++) {
        const char *name = delivery->kind->columns[i].name;

        if (delivery->present[i])
            g_string_append_printf(sql, " AND a.\"%s\" IS b.\"%s\"", name, name);
    }
    return g_string_free(sql, FALSE);
}

/* The rows in the order of their keys: position, row, and the key as one text.
 * No text holds a line end, so this joins it without ambiguity. */
static char *
sql_keys(Delivery *delivery)
{
    GString *sql = g_string_new("SELECT rowid, row, ");

    for (guint i = 0; i < delivery->kind->n_keys; i++)
        g_string_append_printf(sql, "%s\"%s\"", i > 0 ? " || char(10) || " : "",
                               delivery->kind->columns[i].name);
    g_string_append_printf(sql, " FROM %s ORDER BY rowid", delivery->table);
    return g_string_free(sql, FALSE);
}

/* Compares the rows of a key with the first of them; repetitions go to
 * @repeated. */
static gboolean
compare_neighbours(Delivery *delivery, GArray *repeated, DeliveryClash report, gpointer data, GError **error)
{
    g_autofree char *sql = sql_keys(delivery);
    g_autofree char *sql_same = sql_identical(delivery);
    g_autoptr(Statement) rows = statement_new(delivery->database, sql, error);
    g_autoptr(Statement) same = rows != NULL ? statement_new(delivery->database, sql_same, error) : NULL;
    g_autoptr(GString) key = g_string_new(NULL); /* no key is blank */
    gint64 first_position = 0;
    guint64 first_row = 0;

    if (rows == NULL || same == NULL)
        return FALSE;
    while (statement_next(rows)) {
        const char *row_key = statement_text(rows, 2);
        guint64 row = (guint64)statement_int(rows, 1);
        gboolean is_same;

        if (strcmp(row_key, key->str) != 0) {
            first_position = statement_int(rows, 0);
            first_row = row;
            g_string_assign(key, row_key);
            continue;
        }
        statement_bind_int(same, 1, first_position);
        statement_bind_int(same, 2, statement_int(rows, 0));
        is_same = statement_next(same);
        if (!statement_finish(same, error))
            return FALSE;
        if (is_same)
            g_array_append_val(repeated, row);
        else
            report(first_row, row, data);
    }
    return statement_finish(rows, error);
}

gboolean
delivery_find_clashes(Delivery *delivery, DeliveryClash report, gpointer data, GError **error)
{
    g_autoptr(GArray) repeated = g_array_new(FALSE, FALSE, sizeof(guint64));

    if (!delivery_sort(delivery, error))
        return FALSE;
    if (delivery->rising)
        return TRUE; /* no key came twice */
    if (!compare_neighbours(delivery, repeated, report, data, error))
        return FALSE;
    for (guint i = 0; i < repeated->len; i++) {
        if (!delivery_drop(delivery, g_array_index(repeated, guint64, i), error))
            return FALSE;
    }
    return TRUE;
}

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
