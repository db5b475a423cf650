#include "office/record-index.h"

struct RecordIndex {
    const Kind *kind;
    GHashTable *records; /* key, owned by its record, to GStrv */
    GPtrArray *keys;
};

RecordIndex *
record_index_new(ChaKind kind)
{
    RecordIndex *index = g_new0(RecordIndex, 1);

    index->kind = kind_get(kind);
    g_assert(index->kind->n_keys == 1);
    index->records = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_strfreev);
    index->keys = g_ptr_array_new();
    return index;
}

void
record_index_free(RecordIndex *index)
{
    if (index == NULL)
        return;
    g_hash_table_unref(index->records);
    g_ptr_array_unref(index->keys);
    g_free(index);
}

gboolean
record_index_add(const char *const *texts, gpointer data)
{
    RecordIndex *index = data;
    char **record = NULL;

    if (g_hash_table_contains(index->records, texts[0]))
        return TRUE;
    record = g_new0(char *, index->kind->n_columns + 1);
    for (guint c = 0; c < index->kind->n_columns; c++)
        record[c] = g_strdup(texts[c]);
    g_hash_table_insert(index->records, record[0], record);
    g_ptr_array_add(index->keys, record[0]);
    return TRUE;
}

RecordIndex *
record_index_load(ChaStore *store, ChaKind kind, GError **error)
{
    g_autoptr(RecordIndex) index = record_index_new(kind);

    if (!registry_store_walk(store, index->kind, record_index_add, index, error))
        return NULL;
    return g_steal_pointer(&index);
}

const GPtrArray *
record_index_keys(const RecordIndex *index)
{
    return index->keys;
}

const char *
record_index_text(const RecordIndex *index, const char *key, const char *column)
{
    const char *const *record = g_hash_table_lookup(index->records, key);
    int at = kind_find_column(index->kind, column);

    g_assert(at >= 0);
    return record == NULL ? "" : kind_value(index->kind, (guint)at, record[at]);
}
