#include "store/delivery-private.h"
#include "store/record-sql.h"

/* The texts of the row d with absent ones filled from the record s, then those
 * of the record. */
static char *
sql_both(Delivery *delivery)
{
    const Kind *kind = delivery->kind;
    g_autofree char *stored = record_sql_columns(kind, "s.");
    GString *sql = g_string_new(NULL);

    for (guint i = 0; i < kind->n_columns; i++) {
        const char *name = kind->columns[i].name;

        if (delivery->present[i])
            g_string_append_printf(sql, "coalesce(d.\"%s\", s.\"%s\"), ", name, name);
        else
            g_string_append_printf(sql, "s.\"%s\", ", name);
    }
    g_string_append(sql, stored);
    return g_string_free(sql, FALSE);
}

/* The same for a row of a new record: what it lacks is blank, and no record is
 * there. */
static char *
sql_fresh_only(Delivery *delivery)
{
    const Kind *kind = delivery->kind;
    GString *sql = g_string_new(NULL);

    for (guint i = 0; i < kind->n_columns; i++) {
        if (delivery->present[i])
            g_string_append_printf(sql, "coalesce(d.\"%s\", ''), ", kind->columns[i].name);
        else
            g_string_append(sql, "'', ");
    }
    for (guint i = 0; i < kind->n_columns; i++)
        g_string_append_printf(sql, "%sNULL", i > 0 ? ", " : "");
    return g_string_free(sql, FALSE);
}

static char *
sql_new(Delivery *delivery)
{
    g_autofree char *texts = sql_fresh_only(delivery);
    g_autofree char *fresh = delivery_sql_fresh(delivery);

    return g_strdup_printf("SELECT %s%s ORDER BY d.rowid LIMIT ?1", texts, fresh);
}

/* Not a CROSS JOIN with the records: that would read all of them for each row. */
static char *
sql_changed(Delivery *delivery)
{
    g_autofree char *texts = sql_both(delivery);
    g_autofree char *same_key = record_sql_same_key(delivery->kind, "s.", "d.");

    return g_strdup_printf("SELECT %s FROM temp.delivery_difference AS x JOIN %s AS d ON d.rowid = x.position"
                           " JOIN main.%s AS s ON %s WHERE NOT x.fresh ORDER BY x.position LIMIT ?1",
                           texts, delivery->table, delivery->kind->table, same_key);
}

static char *
sql_unchanged(Delivery *delivery)
{
    g_autofree char *texts = sql_both(delivery);
    g_autofree char *same_key = record_sql_same_key(delivery->kind, "s.", "d.");

    return g_strdup_printf("SELECT %s FROM %s AS d JOIN main.%s AS s ON %s WHERE NOT EXISTS"
                           " (SELECT 1 FROM temp.delivery_difference AS x WHERE x.position = d.rowid)"
                           " ORDER BY d.rowid LIMIT ?1",
                           texts, delivery->table, delivery->kind->table, same_key);
}

static char *
sql_missing(Delivery *delivery)
{
    g_autofree char *stored = record_sql_columns(delivery->kind, "s.");
    g_autofree char *same_key = record_sql_same_key(delivery->kind, "s.", "m.");

    return g_strdup_printf("SELECT %s, %s FROM temp.delivery_missing AS m JOIN main.%s AS s ON %s"
                           " ORDER BY m.rowid LIMIT ?1",
                           stored, stored, delivery->kind->table, same_key);
}

static char *
sql_of_change(Delivery *delivery, ChaRecordChange change)
{
    switch (change) {
    case CHA_RECORD_NEW:
        return sql_new(delivery);
    case CHA_RECORD_CHANGED:
        return sql_changed(delivery);
    case CHA_RECORD_UNCHANGED:
        return sql_unchanged(delivery);
    case CHA_RECORD_MISSING:
    default:
        return sql_missing(delivery);
    }
}

static gboolean
can_be_there(const Delivery *delivery, ChaRecordChange change)
{
    if (change == CHA_RECORD_MISSING)
        return delivery->n_missing > 0;
    /* Without records there are no differences in a table of their own. */
    return change == CHA_RECORD_NEW || !delivery->all_new;
}

gboolean
delivery_walk_changes(Delivery *delivery, ChaRecordChange change, guint64 most, DeliveryChangeVisitor visit,
                      gpointer data, GError **error)
{
    const int n_columns = (int)delivery->kind->n_columns;
    g_autofree char *sql = NULL;
    g_autoptr(Statement) rows = NULL;
    const char *texts[KIND_MAX_COLUMNS] = {NULL};
    const char *stored[KIND_MAX_COLUMNS] = {NULL};
    gboolean goes_on = TRUE;

    if (!delivery_compare(delivery, error))
        return FALSE;
    if (!can_be_there(delivery, change))
        return TRUE;
    sql = sql_of_change(delivery, change);
    rows = statement_new(delivery->database, sql, error);
    if (rows == NULL)
        return FALSE;
    statement_bind_int(rows, 1, most > 0 ? (gint64)most : -1);
    while (goes_on && statement_next(rows)) {
        for (int i = 0; i < n_columns; i++) {
            texts[i] = statement_text(rows, i);
            stored[i] = statement_text(rows, i + n_columns);
        }
        goes_on = visit(change == CHA_RECORD_MISSING ? NULL : texts, stored[0] != NULL ? stored : NULL, data);
    }
    return statement_finish(rows, error);
}

static char *
sql_of_watched(Delivery *delivery)
{
    const char *name = delivery->kind->columns[delivery->watched_column].name;
    g_autofree char *same_key = record_sql_same_key(delivery->kind, "s.", "d.");

    return g_strdup_printf("SELECT d.row, s.\"%s\", d.\"%s\" FROM temp.delivery_difference AS x"
                           " JOIN %s AS d ON d.rowid = x.position JOIN main.%s AS s ON %s"
                           " WHERE x.watched ORDER BY d.row",
                           name, name, delivery->table, delivery->kind->table, same_key);
}

gboolean
delivery_walk_watched(Delivery *delivery, DeliveryWatched visit, gpointer data, GError **error)
{
    g_autofree char *sql = NULL;
    g_autoptr(Statement) rows = NULL;

    g_assert(delivery->compared);
    if (delivery->watched_column == 0 || delivery->all_new)
        return TRUE;
    sql = sql_of_watched(delivery);
    rows = statement_new(delivery->database, sql, error);
    if (rows == NULL)
        return FALSE;
    while (statement_next(rows))
        visit((guint64)statement_int(rows, 0), statement_text(rows, 1), statement_text(rows, 2), data);
    return statement_finish(rows, error);
}
