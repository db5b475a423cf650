#include "exchange/table/column-mapping.h"

#include "base/text.h"

#include <string.h>

struct ColumnMapping {
    const Kind *kind;
    GHashTable *columns; /* folded title → column, shifted so that none is 0 */
};

enum { SHIFT = 3 };

ColumnMapping *
column_mapping_new(const Kind *kind)
{
    ColumnMapping *mapping = g_new0(ColumnMapping, 1);

    mapping->kind = kind;
    mapping->columns = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return mapping;
}

void
column_mapping_free(ColumnMapping *mapping)
{
    if (mapping == NULL)
        return;
    g_hash_table_unref(mapping->columns);
    g_free(mapping);
}

void
column_mapping_add(ColumnMapping *mapping, const char *title, int column)
{
    g_hash_table_replace(mapping->columns, column_title_fold(title), GINT_TO_POINTER(column + SHIFT));
}

int
column_mapping_find(const ColumnMapping *mapping, const char *title)
{
    g_autofree char *folded = column_title_fold(title);
    int found = GPOINTER_TO_INT(g_hash_table_lookup(mapping->columns, folded));

    return found != 0 ? found - SHIFT : COLUMN_UNKNOWN;
}

guint
column_mapping_size(const ColumnMapping *mapping)
{
    return g_hash_table_size(mapping->columns);
}

/* Each once and in byte order. */
static GPtrArray *
folded_titles(char *const *titles, guint n_titles)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(g_free);
    GPtrArray *folded = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < n_titles; i++)
        g_ptr_array_add(all, titles[i] != NULL ? column_title_fold(titles[i]) : g_strdup(""));
    g_ptr_array_sort(all, text_compare_pointers);
    for (guint i = 0; i < all->len; i++) {
        const char *title = g_ptr_array_index(all, i);
        const char *before = i > 0 ? g_ptr_array_index(all, i - 1) : "";

        if (strcmp(title, before) != 0)
            g_ptr_array_add(folded, g_strdup(title));
    }
    return folded;
}

char *
column_mapping_text(const ColumnMapping *mapping, char *const *titles, guint n_titles)
{
    g_autoptr(GPtrArray) folded = folded_titles(titles, n_titles);
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < folded->len; i++) {
        const char *title = g_ptr_array_index(folded, i);
        int column = column_mapping_find(mapping, title);

        if (column == COLUMN_UNKNOWN)
            continue;
        g_string_append_printf(text, "%s%s=%s", text->len > 0 ? "\n" : "", title,
                               column == COLUMN_LEFT_OUT ? "-" : file_column_name(mapping->kind, column));
    }
    return text->len > 0 ? g_string_free(g_steal_pointer(&text), FALSE) : NULL;
}

ColumnMapping *
column_mapping_from_text(const Kind *kind, const char *text)
{
    ColumnMapping *mapping = column_mapping_new(kind);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++) {
        char *equals = strrchr(lines[i], '='); /* a title may have one, no column has */
        int column;

        if (equals == NULL)
            continue;
        *equals = '\0';
        column = strcmp(equals + 1, "-") == 0 ? COLUMN_LEFT_OUT : file_column_find(kind, equals + 1);
        if (column != COLUMN_UNKNOWN)
            column_mapping_add(mapping, lines[i], column);
    }
    return mapping;
}

char *
column_header_key(char *const *titles, guint n_titles)
{
    g_autoptr(GPtrArray) folded = folded_titles(titles, n_titles);
    GString *key = g_string_new(NULL);

    for (guint i = 0; i < folded->len; i++)
        g_string_append_printf(key, "%s%s", i > 0 ? "\n" : "", (const char *)g_ptr_array_index(folded, i));
    return g_string_free(key, FALSE);
}
