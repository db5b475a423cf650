/* What the cells of an import are matched against, and what it adds to that. */
#include "base/text.h"
#include "office/enrolling-private.h"

static gboolean
has_type(const Kind *kind, ValueType type)
{
    for (guint c = 0; c < kind->n_columns; c++) {
        if (kind->columns[c].type == type)
            return TRUE;
    }
    return FALSE;
}

static gboolean
add_department(const char *const *texts, gpointer lists)
{
    known_lists_add_department(lists, texts[0], texts[1]);
    return TRUE;
}

static gboolean
add_item(const char *const *texts, gpointer lists)
{
    const Kind *items = kind_get(CHA_KIND_ITEMS);

    known_lists_add_item(lists, texts[0], texts[1], texts[kind_find_column(items, "department")],
                         texts[kind_find_column(items, "object_type")]);
    return TRUE;
}

static gboolean
add_stored(const char *const *texts, gpointer data)
{
    Import *import = data;
    char **record = g_new0(char *, import->kind->n_columns + 1);

    for (guint c = 0; c < import->kind->n_columns; c++)
        record[c] = g_strdup(texts[c]);
    g_hash_table_insert(import->stored, record[0], record);
    return TRUE;
}

gboolean
import_load_lists(Import *import, GError **error)
{
    const Kind *kind = import->kind;
    gboolean needs_items = has_type(kind, VALUE_ITEMS) || has_type(kind, VALUE_OBJECT_TYPES);
    gboolean needs_departments = has_type(kind, VALUE_DEPARTMENT) || has_type(kind, VALUE_DEPARTMENTS);

    import->lists = known_lists_new();
    if (needs_departments && !registry_store_walk(import->store, kind_get(CHA_KIND_DEPARTMENTS),
                                                  add_department, import->lists, error))
        return FALSE;
    if (needs_items &&
        !registry_store_walk(import->store, kind_get(CHA_KIND_ITEMS), add_item, import->lists, error))
        return FALSE;
    if (kind->kind == CHA_KIND_PLANS) {
        import->stored = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_strfreev);
        import->plan_rules = plan_rules_new(import->stored);
        import->questions = plan_questions_new(import->store, error);
        if (import->questions == NULL)
            return FALSE;
        import->joint_items = registry_store_load(import->store, kind_get(CHA_KIND_JOINT_ITEMS), error);
        return import->joint_items != NULL &&
               registry_store_walk(import->store, kind, add_stored, import, error);
    }
    if (kind->kind == CHA_KIND_RESULTS) {
        import->result_rules = result_rules_new(import->store, error);
        return import->result_rules != NULL;
    }
    return TRUE;
}

static void
add_items_of_row(guint64 row, const char *const *texts, const char *const *stored, gpointer data)
{
    int items = kind_find_column(kind_get(CHA_KIND_PLANS), "items");
    g_autoptr(GPtrArray) codes = text_split(texts[items]);

    (void)row;
    (void)stored;
    for (guint i = 0; i < codes->len; i++)
        g_hash_table_add(data, g_strdup(g_ptr_array_index(codes, i)));
}

gboolean
import_add_new_items(Import *import, const char *source, GError **error)
{
    const Kind *kind = kind_get(CHA_KIND_ITEMS);
    GPtrArray *items = record_reader_new_items(import->reader);
    g_autoptr(GHashTable) named = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);

    if (items->len == 0)
        return TRUE;
    if (!delivery_walk(import->delivery, add_items_of_row, named, error))
        return FALSE;
    for (guint i = 0; i < items->len; i++) {
        const NewItem *item = g_ptr_array_index(items, i);
        char **record;

        if (!g_hash_table_contains(named, item->code))
            continue;
        record = g_new0(char *, kind->n_columns + 1);
        for (guint c = 0; c < kind->n_columns; c++)
            record[c] = g_strdup("");
        g_free(record[0]);
        record[0] = g_strdup(item->code);
        g_free(record[1]);
        record[1] = g_strdup(item->name);
        g_free(record[kind_find_column(kind, "department")]);
        record[kind_find_column(kind, "department")] = g_strdup(item->department);
        g_ptr_array_add(records, record);
    }
    return records->len == 0 || registry_store_add(import->store, kind, records, source, error);
}
