/* Rows with the same key: repetitions, lists to be merged, and clashes. */
#include "base/text.h"
#include "store/delivery-private.h"

#include <string.h>

/* The rows of one key, the first of which the others are compared with. */
typedef struct {
    gint64 position; /* of the first, in the order of keys */
    guint64 row;
    GString *key;
    GHashTable *elements; /* of the merged lists; none unless there are some */
} Twins;

/* What is prepared for the walk over all rows. */
typedef struct {
    Delivery *delivery;
    Statement *rows;   /* sql_keys() */
    Statement *pair;   /* sql_pair() */
    Statement *update; /* (nullable): the merged list of the first row */
    Twins twins;
    GArray *repeated; /* guint64: rows that are one with the first of their key */
} ClashSearch;

static void
clash_search_clear(ClashSearch *search)
{
    statement_free(search->rows);
    statement_free(search->pair);
    statement_free(search->update);
    if (search->twins.key != NULL)
        g_string_free(search->twins.key, TRUE);
    g_clear_pointer(&search->twins.elements, g_hash_table_unref);
    g_clear_pointer(&search->repeated, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ClashSearch, clash_search_clear)

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

/* What two rows have in every column, NULL where their files have none. */
static char *
sql_pair(Delivery *delivery)
{
    GString *sql = g_string_new("SELECT ");

    for (guint i = 0; i < delivery->kind->n_columns; i++) {
        const char *name = delivery->kind->columns[i].name;

        if (delivery->present[i])
            g_string_append_printf(sql, "%sa.\"%s\", b.\"%s\"", i > 0 ? ", " : "", name, name);
        else
            g_string_append(sql, ", NULL, NULL");
    }
    g_string_append_printf(sql, " FROM %s AS a, %s AS b WHERE a.rowid = ?1 AND b.rowid = ?2", delivery->table,
                           delivery->table);
    return g_string_free(sql, FALSE);
}

static Statement *
prepare_update(Delivery *delivery, GError **error)
{
    g_autofree char *sql = g_strdup_printf("UPDATE %s SET \"%s\" = ?1 WHERE rowid = ?2", delivery->table,
                                           delivery->kind->columns[delivery->merged_column].name);

    return statement_new(delivery->database, sql, error);
}

static gboolean
clash_search_init(ClashSearch *search, Delivery *delivery, GError **error)
{
    g_autofree char *keys = sql_keys(delivery);
    g_autofree char *pair = sql_pair(delivery);

    search->delivery = delivery;
    search->twins.key = g_string_new(NULL); /* no key is blank */
    search->twins.elements = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    search->repeated = g_array_new(FALSE, FALSE, sizeof(guint64));
    search->rows = statement_new(delivery->database, keys, error);
    if (search->rows == NULL)
        return FALSE;
    search->pair = statement_new(delivery->database, pair, error);
    if (search->pair == NULL)
        return FALSE;
    if (delivery->report_merge != NULL)
        search->update = prepare_update(delivery, error);
    return delivery->report_merge == NULL || search->update != NULL;
}

static void
add_elements(Twins *twins, const char *list)
{
    g_autoptr(GPtrArray) elements = text_split(list);

    for (guint i = 0; i < elements->len; i++)
        g_hash_table_add(twins->elements, g_strdup(g_ptr_array_index(elements, i)));
}

/* Gives the first row of the key what was merged. Not sooner, so that many rows
 * of one key cost no more than their number. */
static gboolean
write_merged(ClashSearch *search, GError **error)
{
    g_autoptr(GPtrArray) elements = NULL;
    g_autofree char *joined = NULL;
    GHashTableIter all;
    gpointer element;

    if (g_hash_table_size(search->twins.elements) == 0)
        return TRUE;
    elements = g_ptr_array_new_with_free_func(g_free);
    g_hash_table_iter_init(&all, search->twins.elements);
    while (g_hash_table_iter_next(&all, &element, NULL)) {
        g_hash_table_iter_steal(&all);
        g_ptr_array_add(elements, element);
    }
    joined = text_join_set(elements);
    statement_bind_text(search->update, 1, joined);
    statement_bind_int(search->update, 2, search->twins.position);
    return statement_run(search->update, error);
}

typedef enum {
    TWIN_SAME,
    TWIN_MERGED,
    TWIN_DIFFERS,
} Likeness;

/* Of a row that is there beside the first one; the first difference goes to
 * @clash. */
static Likeness
compare_pair(const ClashSearch *search, DeliveryClash *clash)
{
    const Delivery *delivery = search->delivery;
    Likeness likeness = TWIN_SAME;

    for (guint i = delivery->kind->n_keys; i < delivery->kind->n_columns; i++) {
        const char *first = statement_text(search->pair, 2 * (int)i);
        const char *other = statement_text(search->pair, 2 * (int)i + 1);

        if (g_strcmp0(first, other) == 0)
            continue;
        clash->column = i;
        clash->first_text = first;
        clash->text = other;
        if (search->update == NULL || i != delivery->merged_column || first == NULL || other == NULL)
            return TWIN_DIFFERS;
        likeness = TWIN_MERGED;
    }
    return likeness;
}

static gboolean
compare_row(ClashSearch *search, gint64 position, guint64 row, DeliveryClashReport report, gpointer data,
            GError **error)
{
    const Delivery *delivery = search->delivery;
    guint list = delivery->merged_column;
    DeliveryClash clash = {.first_row = search->twins.row, .row = row};
    Likeness likeness;

    statement_bind_int(search->pair, 1, search->twins.position);
    statement_bind_int(search->pair, 2, position);
    if (!statement_next(search->pair))
        return statement_finish(search->pair, error);
    likeness = compare_pair(search, &clash);
    if (likeness == TWIN_DIFFERS) {
        report(&clash, data);
        return statement_finish(search->pair, error);
    }
    if (likeness == TWIN_MERGED) {
        add_elements(&search->twins, statement_text(search->pair, 2 * (int)list));
        add_elements(&search->twins, statement_text(search->pair, 2 * (int)list + 1));
        delivery->report_merge(&clash, delivery->merge_data);
    }
    g_array_append_val(search->repeated, row);
    return statement_finish(search->pair, error);
}

static gboolean
walk(ClashSearch *search, DeliveryClashReport report, gpointer data, GError **error)
{
    Twins *twins = &search->twins;

    while (statement_next(search->rows)) {
        const char *key = statement_text(search->rows, 2);
        gint64 position = statement_int(search->rows, 0);
        guint64 row = (guint64)statement_int(search->rows, 1);

        if (strcmp(key, twins->key->str) == 0) {
            if (!compare_row(search, position, row, report, data, error))
                return FALSE;
            continue;
        }
        if (!write_merged(search, error))
            return FALSE;
        twins->position = position;
        twins->row = row;
        g_string_assign(twins->key, key);
    }
    return statement_finish(search->rows, error) && write_merged(search, error);
}

void
delivery_merge_lists(Delivery *delivery, guint column, DeliveryClashReport report, gpointer data)
{
    if (!delivery->present[column])
        return;
    delivery->merged_column = column;
    delivery->report_merge = report;
    delivery->merge_data = data;
}

gboolean
delivery_find_clashes(Delivery *delivery, DeliveryClashReport report, gpointer data, GError **error)
{
    g_auto(ClashSearch) search = {0};

    /* No key came twice if each was above the one before. */
    if (!delivery_sort(delivery, error))
        return FALSE;
    if (delivery->rising)
        return TRUE;
    if (!clash_search_init(&search, delivery, error) || !walk(&search, report, data, error))
        return FALSE;
    for (guint i = 0; i < search.repeated->len; i++) {
        if (!delivery_drop(delivery, g_array_index(search.repeated, guint64, i), error))
            return FALSE;
    }
    return TRUE;
}
