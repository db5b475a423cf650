/* Any bytes at all: the reader hands out text or refuses, and looking at the
 * first rows beforehand changes nothing. */
#include "base/csv.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static gboolean
look(const CsvRow *row, gpointer data)
{
    guint *rows = data;

    g_assert_cmpuint(row->number, ==, ++*rows);
    return *rows < 20;
}

static void
check_row(const CsvRow *row)
{
    g_assert_cmpuint(row->n_cells, >=, 1);
    for (guint c = 0; c < row->n_cells; c++) {
        g_assert_cmpuint(strlen(row->cells[c]), ==, row->lengths[c]);
        g_assert_true(g_utf8_validate_len(row->cells[c], row->lengths[c], NULL));
    }
}

/* Rows read; an error ends them. */
static guint64
read_rows(GBytes *bytes, char separator, gboolean look_first)
{
    g_autoptr(GError) error = NULL;
    Decoder *decoder = decoder_new(bytes, &error);
    g_autoptr(CsvReader) reader = NULL;
    const CsvRow *row = NULL;
    guint64 rows = 0;

    g_assert_true((decoder != NULL) == (error == NULL));
    if (decoder == NULL)
        return 0;
    reader = csv_reader_new(decoder);
    for (const char *other = ",;\t"; look_first && *other != '\0'; other++) {
        guint looked_at = 0;

        if (!csv_reader_peek(reader, *other, look, &looked_at, &error))
            return 0;
    }
    csv_reader_set_separator(reader, separator);
    while (csv_reader_next(reader, &row, &error) && row != NULL) {
        g_assert_cmpuint(row->number, ==, ++rows);
        check_row(row);
    }
    return rows;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    guint64 plain = read_rows(bytes, ';', FALSE);
    guint64 looked = read_rows(bytes, ';', TRUE);

    /* Looking ahead may meet broken text earlier, but never another row. */
    g_assert_true(looked == plain || looked == 0);
    (void)read_rows(bytes, ',', FALSE);
    return 0;
}
