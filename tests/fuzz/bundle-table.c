/* Any bytes as a table of a bundle; the first byte chooses which. What is read
 * can be written again as it was: there is one form only. */
#include "domain/bundle-table.h"
#include "domain/canonical.h"
#include "support/memory-source.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
read_and_write(MemorySource *source, BundleTable table, GBytes *bytes)
{
    const TableForm *form = bundle_table(table);
    g_autoptr(TableReader) reader = table_reader_new(&source->source, "t.csv", form, 32);
    g_auto(Trouble) trouble = {NULL, NULL};
    g_autoptr(GString) again = g_string_new(NULL);
    gsize length = g_bytes_get_size(bytes);
    gboolean has_further_columns;

    bundle_table_append_header(again, table);
    while (table_reader_next(reader, &trouble)) {
        const TableCell *cells = table_reader_cells(reader);

        for (guint i = 0; i < form->n_columns; i++) {
            g_assert_cmpuint(strlen(cells[i].text), ==, cells[i].length);
            g_string_append(again, i == 0 ? "" : ",");
            canonical_append_cell(again, cells[i].text);
        }
        g_string_append_c(again, '\n');
    }
    g_assert_no_error(trouble.error);
    if (trouble.fault != NULL) {
        g_assert_cmpint(trouble.fault->rule[0], ==, 'T');
        return;
    }
    has_further_columns = table_reader_place(reader).n_fields > form->n_columns;
    if (!has_further_columns) {
        g_assert_cmpuint(again->len, ==, length);
        g_assert_true(memcmp(again->str, g_bytes_get_data(bytes, NULL), length) == 0);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(MemorySource) source = memory_source_new();
    g_autoptr(GBytes) bytes = NULL;

    if (size < 1)
        return 0;
    bytes = g_bytes_new(data + 1, size - 1);
    memory_source_put_bytes(source, "t.csv", bytes);
    read_and_write(source, data[0] % (BUNDLE_TEAMS + 1), bytes);
    return 0;
}
