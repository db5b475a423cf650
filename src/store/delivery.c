#include "store/delivery-private.h"

#include "store/record-sql.h"

#include <string.h>

static const char STAGED[] = "temp.delivery";
static const char SORTED[] = "temp.delivery_sorted";

char *
delivery_sql_present(Delivery *delivery, const char *prefix)
{
    GString *sql = g_string_new(NULL);

    for (guint i = 0; i < delivery->kind->n_columns; i++) {
        if (delivery->present[i])
            g_string_append_printf(sql, "%s%s\"%s\"", i == 0 ? "" : ", ", prefix,
                                   delivery->kind->columns[i].name);
    }
    return g_string_free(sql, FALSE);
}

static gboolean
make_table(Delivery *delivery, const char *table, const char *row_columns, GError **error)
{
    g_autofree char *columns = delivery_sql_present(delivery, "");
    g_autofree char *sql = g_strdup_printf("DROP TABLE IF EXISTS %s; CREATE TABLE %s (%s, %s)", table, table,
                                           row_columns, columns);

    return database_execute(delivery->database, sql, error);
}

static Statement *
prepare_add(Delivery *delivery, GError **error)
{
    g_autofree char *columns = delivery_sql_present(delivery, "");
    g_autoptr(GString) sql = g_string_new(NULL);

    g_string_printf(sql, "INSERT INTO %s (row, %s) VALUES (?1", STAGED, columns);
    for (guint i = 0; i < delivery->kind->n_columns; i++) {
        if (delivery->present[i])
            g_string_append_printf(sql, ", ?%u", i + 2);
    }
    g_string_append_c(sql, ')');
    return statement_new(delivery->database, sql->str, error);
}

/* Takes over @transaction, which is NULL when it could not be begun. */
static Delivery *
begin(ChaStore *store, const Kind *kind, const gboolean *present, Transaction *transaction, GError **error)
{
    g_autoptr(Delivery) delivery = g_new0(Delivery, 1);

    delivery->store = store;
    delivery->database = store_database(store);
    delivery->kind = kind;
    delivery->table = STAGED;
    delivery->rising = TRUE;
    delivery->transaction = transaction;
    for (guint i = 0; i < kind->n_columns; i++) {
        g_assert(present[i] || i >= kind->n_keys);
        delivery->present[i] = present[i];
    }
    for (guint i = 0; i < kind->n_keys; i++)
        delivery->last_key[i] = g_string_new(NULL);

    if (transaction == NULL || !make_table(delivery, STAGED, "row INTEGER PRIMARY KEY", error))
        return NULL;
    delivery->add = prepare_add(delivery, error);
    return delivery->add != NULL ? g_steal_pointer(&delivery) : NULL;
}

/* What is dropped from it need not be overwritten: the file has no name. */
static gboolean
prepare_temporary_tables(ChaStore *store, GError **error)
{
    return database_execute(store_database(store), "PRAGMA temp.secure_delete = OFF", error);
}

Delivery *
delivery_begin(ChaStore *store, const Kind *kind, const gboolean *present, GError **error)
{
    if (!prepare_temporary_tables(store, error))
        return NULL;
    return begin(store, kind, present, store_begin(store, error), error);
}

Delivery *
delivery_begin_reading(ChaStore *store, const Kind *kind, const gboolean *present, GError **error)
{
    if (!prepare_temporary_tables(store, error))
        return NULL;
    return begin(store, kind, present, store_begin_reading(store, error), error);
}

void
delivery_free(Delivery *delivery)
{
    if (delivery == NULL)
        return;
    statement_free(delivery->add);
    statement_free(delivery->drop);
    statement_free(delivery->spare);
    statement_free(delivery->spare_row);
    transaction_end(delivery->transaction);
    if (!database_execute(delivery->database,
                          "DROP TABLE IF EXISTS temp.delivery; DROP TABLE IF EXISTS temp.delivery_sorted;"
                          "DROP TABLE IF EXISTS temp.delivery_difference;"
                          "DROP TABLE IF EXISTS temp.delivery_spared;"
                          "DROP TABLE IF EXISTS temp.delivery_missing",
                          NULL))
        g_debug("the tables of a delivery wait for the next one"); /* which makes them anew */
    for (guint i = 0; i < delivery->kind->n_keys; i++)
        g_string_free(delivery->last_key[i], TRUE);
    g_free(delivery);
}

/* Whether the key of @texts is above the last one, which it becomes. */
static gboolean
key_rises(Delivery *delivery, const char *const *texts)
{
    int order = 0;

    for (guint i = 0; i < delivery->kind->n_keys && order == 0; i++)
        order = strcmp(texts[i], delivery->last_key[i]->str);
    for (guint i = 0; i < delivery->kind->n_keys; i++)
        g_string_assign(delivery->last_key[i], texts[i]);
    return order > 0;
}

gboolean
delivery_add(Delivery *delivery, guint64 row, const char *const *texts, GError **error)
{
    g_assert(!delivery->sorted);
    delivery->rising = delivery->rising && key_rises(delivery, texts);
    delivery->n_rows++;
    statement_bind_int(delivery->add, 1, (gint64)row);
    for (guint i = 0; i < delivery->kind->n_columns; i++) {
        if (!delivery->present[i])
            continue;
        delivery->has_gaps = delivery->has_gaps || texts[i] == NULL;
        statement_bind_text(delivery->add, (int)i + 2, texts[i]);
    }
    return statement_run(delivery->add, error);
}

gboolean
delivery_drop(Delivery *delivery, guint64 row, GError **error)
{
    if (delivery->drop == NULL) {
        g_autofree char *sql = g_strdup_printf("DELETE FROM %s WHERE row = ?1", delivery->table);

        if (delivery->table == SORTED &&
            !database_execute(delivery->database,
                              "CREATE INDEX IF NOT EXISTS temp.delivery_row ON delivery_sorted (row)", error))
            return FALSE;
        delivery->drop = statement_new(delivery->database, sql, error);
        if (delivery->drop == NULL)
            return FALSE;
    }
    if (delivery->is_full && !delivery_spare_row(delivery, row, error))
        return FALSE;
    statement_bind_int(delivery->drop, 1, (gint64)row);
    if (!statement_run(delivery->drop, error))
        return FALSE;
    delivery->n_rows -= database_changed_rows(delivery->database);
    delivery->compared = FALSE;
    return TRUE;
}

gboolean
delivery_set(Delivery *delivery, guint64 row, guint column, const char *text, GError **error)
{
    g_autofree char *sql = g_strdup_printf("UPDATE %s SET \"%s\" = ?2 WHERE row = ?1", STAGED,
                                           delivery->kind->columns[column].name);
    g_autoptr(Statement) update = statement_new(delivery->database, sql, error);

    g_assert(!delivery->sorted && delivery->present[column] && column >= delivery->kind->n_keys);
    if (update == NULL)
        return FALSE;
    statement_bind_int(update, 1, (gint64)row);
    statement_bind_text(update, 2, text);
    return statement_run(update, error);
}

gboolean
delivery_sort(Delivery *delivery, GError **error)
{
    g_autofree char *columns = delivery_sql_present(delivery, "");
    g_autofree char *keys = record_sql_keys(delivery->kind, "");
    g_autofree char *sql = g_strdup_printf("INSERT INTO %s (row, %s) SELECT row, %s FROM %s ORDER BY %s, row;"
                                           "DROP TABLE %s",
                                           SORTED, columns, columns, STAGED, keys, STAGED);

    if (delivery->sorted)
        return TRUE;
    delivery->sorted = TRUE;
    if (delivery->rising)
        return TRUE;
    g_clear_pointer(&delivery->add, statement_free);
    g_clear_pointer(&delivery->drop, statement_free);
    g_clear_pointer(&delivery->spare_row, statement_free);
    delivery->table = SORTED;
    return make_table(delivery, SORTED, "position INTEGER PRIMARY KEY, row INTEGER", error) &&
           database_execute(delivery->database, sql, error);
}

/* A condition that holds where a row says something else than the record; what
 * the row lacks is NULL, and differs from nothing. */
static char *
sql_differs(Delivery *delivery)
{
    GString *sql = g_string_new("0");

    for (guint i = delivery->kind->n_keys; i < delivery->kind->n_columns; i++) {
        const char *name = delivery->kind->columns[i].name;

        if (delivery->present[i])
            g_string_append_printf(sql, " OR d.\"%s\" <> s.\"%s\"", name, name);
    }
    return g_string_free(sql, FALSE);
}

void
delivery_watch(Delivery *delivery, guint column)
{
    g_assert(column >= delivery->kind->n_keys);
    if (delivery->present[column])
        delivery->watched_column = column;
}

/* Whether a row says something else than the record in the watched column; NULL
 * for new records and where the file does not have the column. */
static char *
sql_watched(const Delivery *delivery)
{
    const char *name = delivery->kind->columns[delivery->watched_column].name;

    if (delivery->watched_column == 0)
        return g_strdup("NULL");
    return g_strdup_printf("d.\"%s\" <> s.\"%s\"", name, name);
}

static gboolean
find_differences(Delivery *delivery, GError **error)
{
    const Kind *kind = delivery->kind;
    g_autofree char *watched = sql_watched(delivery);
    g_autofree char *same_key = record_sql_same_key(kind, "s.", "d.");
    g_autofree char *differs = sql_differs(delivery);
    g_autofree char *sql =
        g_strdup_printf("DROP TABLE IF EXISTS temp.delivery_difference;"
                        "CREATE TABLE temp.delivery_difference"
                        " (position INTEGER PRIMARY KEY, fresh INTEGER NOT NULL, watched INTEGER);"
                        "INSERT INTO temp.delivery_difference (position, fresh, watched)"
                        " SELECT d.rowid, s.change IS NULL, %s FROM %s AS d LEFT JOIN main.%s AS s ON %s"
                        " WHERE s.change IS NULL OR %s ORDER BY d.rowid",
                        watched, delivery->table, kind->table, same_key, differs);
    gint64 n_fresh;
    gint64 n_differences;

    if (!database_execute(delivery->database, sql, error) ||
        !database_number(delivery->database, "SELECT count(*) FROM temp.delivery_difference WHERE fresh",
                         &n_fresh, error) ||
        !database_number(delivery->database, "SELECT count(*) FROM temp.delivery_difference", &n_differences,
                         error))
        return FALSE;
    delivery->n_fresh = (guint64)n_fresh;
    delivery->n_changed = (guint64)(n_differences - n_fresh);
    return TRUE;
}

gboolean
delivery_compare(Delivery *delivery, GError **error)
{
    g_autofree char *sql =
        g_strdup_printf("SELECT NOT EXISTS (SELECT 1 FROM main.%s)", delivery->kind->table);
    gint64 is_empty;

    if (delivery->compared)
        return TRUE;
    if (!delivery_sort(delivery, error) || !database_number(delivery->database, sql, &is_empty, error))
        return FALSE;
    delivery->all_new = is_empty != 0;
    delivery->n_fresh = delivery->n_rows;
    delivery->n_changed = 0;
    if (!delivery->all_new && !find_differences(delivery, error))
        return FALSE;
    delivery->compared = TRUE;
    return TRUE;
}

char *
delivery_sql_fresh(Delivery *delivery)
{
    if (delivery->all_new)
        return g_strdup_printf(" FROM %s AS d WHERE 1", delivery->table);
    return g_strdup_printf(" FROM temp.delivery_difference AS x CROSS JOIN %s AS d ON d.rowid = x.position"
                           " WHERE x.fresh",
                           delivery->table);
}
