#include "cli/ratios.h"

#include <choucha/reporting.h>
#include <string.h>

struct Ratios {
    GPtrArray *rows; /* of Ratio */
};

enum { N_CELLS = 5 }; /* ratio,numerator,denominator,percent,unit */

static void
ratio_free(gpointer data)
{
    Ratio *ratio = data;

    g_free(ratio->name);
    g_free(ratio->numerator);
    g_free(ratio->denominator);
    g_free(ratio->percent);
    g_free(ratio);
}

static gboolean
append_bytes(const char *bytes, gsize length, gpointer data, GError **error)
{
    (void)error;
    g_string_append_len(data, bytes, (gssize)length);
    return TRUE;
}

/* No cell of this table needs quotes. */
static void
read_row(Ratios *ratios, const char *row)
{
    g_auto(GStrv) cells = g_strsplit(row, ",", -1);
    Ratio *ratio = NULL;

    if (g_strv_length(cells) != N_CELLS)
        return;
    ratio = g_new0(Ratio, 1);
    ratio->name = g_strdup(cells[0]);
    ratio->numerator = g_strdup(cells[1]);
    ratio->denominator = g_strdup(cells[2]);
    ratio->percent = g_strdup(cells[3]);
    g_ptr_array_add(ratios->rows, ratio);
}

Ratios *
ratios_read(ChaStore *store, const char *campaign, GError **error)
{
    g_autoptr(GString) table = g_string_new(NULL);
    g_auto(GStrv) rows = NULL;
    Ratios *ratios = NULL;

    if (!cha_coverage(store, 0, campaign, CHA_COVERAGE_ALL, CHA_TABLE_CSV, append_bytes, table, error))
        return NULL;
    ratios = g_new0(Ratios, 1);
    ratios->rows = g_ptr_array_new_with_free_func(ratio_free);
    rows = g_strsplit(table->str, "\n", -1);
    for (gsize i = 0; rows[i] != NULL; i++)
        read_row(ratios, rows[i]);
    return ratios;
}

const Ratio *
ratios_find(const Ratios *ratios, const char *name)
{
    for (guint i = 0; i < ratios->rows->len; i++) {
        const Ratio *ratio = g_ptr_array_index(ratios->rows, i);

        if (strcmp(ratio->name, name) == 0)
            return ratio;
    }
    return NULL;
}

void
ratios_free(Ratios *ratios)
{
    if (ratios == NULL)
        return;
    g_ptr_array_unref(ratios->rows);
    g_free(ratios);
}
