#include "base/words.h"

#include "base/csv.h"

#include <gio/gio.h>
#include <word-resources.h> /* generated */

/* What is compiled in is either right or a mistake of ours. */
static CsvReader *
open_table(const char *name)
{
    g_autofree char *path = g_strconcat("/choucha/words/", name, NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes =
        g_resource_lookup_data(words_get_resource(), path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
    Decoder *decoder;

    g_assert_no_error(error);
    decoder = decoder_new(bytes, &error);
    g_assert_no_error(error);
    return csv_reader_new(decoder);
}

GPtrArray *
words_load(const char *name)
{
    GPtrArray *rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    g_autoptr(CsvReader) reader = open_table(name);
    g_autoptr(GError) error = NULL;
    const CsvRow *row = NULL;
    guint n_columns = 0;

    while (csv_reader_next(reader, &row, &error) && row != NULL) {
        char **texts;

        if (row->number == 1) {
            n_columns = row->n_cells;
            continue;
        }
        g_assert(row->n_cells == n_columns);
        texts = g_new0(char *, n_columns + 1);
        for (guint c = 0; c < n_columns; c++)
            texts[c] = g_strdup(row->cells[c]);
        g_ptr_array_add(rows, texts);
    }
    g_assert_no_error(error);
    return rows;
}
