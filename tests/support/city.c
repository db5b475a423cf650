#include "support/city.h"

#include "base/csv.h"
#include "store/registry-store.h"

static void
apply(Delivery *delivery)
{
    g_autoptr(GError) error = NULL;
    DeliveryCounts counts;
    gboolean done =
        delivery_count(delivery, NULL, NULL, &counts, &error) && delivery_apply(delivery, "test", &error);

    g_assert_no_error(error);
    g_assert_true(done);
}

static Delivery *
begin(ChaStore *store, const Kind *kind)
{
    gboolean present[KIND_MAX_COLUMNS];
    g_autoptr(GError) error = NULL;
    Delivery *delivery;

    for (guint i = 0; i < KIND_MAX_COLUMNS; i++)
        present[i] = TRUE;
    delivery = delivery_begin(store, kind, present, &error);
    g_assert_no_error(error);
    return delivery;
}

static void
load_kind(ChaStore *store, const Kind *kind, const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Delivery) delivery = begin(store, kind);
    g_autoptr(CsvReader) reader = csv_reader_new(decoder_open(path, &error));
    const CsvRow *row = NULL;

    g_assert_no_error(error);
    while (csv_reader_next(reader, &row, &error) && row != NULL) {
        g_assert_cmpuint(row->n_cells, ==, kind->n_columns);
        if (row->number > 1)
            g_assert_true(delivery_add(delivery, row->number, (const char *const *)row->cells, &error));
    }
    g_assert_no_error(error);
    apply(delivery);
}

void
city_load(ChaStore *store, const char *folder)
{
    for (guint i = 0; i < CHA_N_KINDS; i++) {
        const Kind *kind = kind_get((ChaKind)i);
        g_autofree char *name = g_strconcat(kind->name, ".csv", NULL);
        g_autofree char *path = g_build_filename(folder, name, NULL);

        if (g_file_test(path, G_FILE_TEST_EXISTS))
            load_kind(store, kind, path);
    }
}

void
city_add(ChaStore *store, ChaKind kind, ...)
{
    const char *texts[KIND_MAX_COLUMNS];
    g_autoptr(Delivery) delivery = begin(store, kind_get(kind));
    g_autoptr(GError) error = NULL;
    const char *column;
    va_list pairs;

    for (guint i = 0; i < KIND_MAX_COLUMNS; i++)
        texts[i] = "";
    va_start(pairs, kind);
    while ((column = va_arg(pairs, const char *)) != NULL) {
        int index = kind_find_column(kind_get(kind), column);

        g_assert_cmpint(index, >=, 0);
        texts[index] = va_arg(pairs, const char *);
    }
    va_end(pairs);
    g_assert_true(delivery_add(delivery, 1, texts, &error));
    g_assert_no_error(error);
    apply(delivery);
}
