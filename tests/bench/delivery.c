/* How long a delivery takes: `bench-delivery FILE ROWS`, FILE being made anew. */
#include "store/registry-store.h"
#include "store/sql.h"

#include <glib/gstdio.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double
seconds_since(gint64 start)
{
    return (double)((gint64)clock() - start) / G_USEC_PER_SEC;
}

static guint64
scramble(guint64 number)
{
    number = (number ^ (number >> 30)) * G_GUINT64_CONSTANT(0xbf58476d1ce4e5b9);
    number = (number ^ (number >> 27)) * G_GUINT64_CONSTANT(0x94d049bb133111eb);
    return number ^ (number >> 31);
}

static gboolean
add_rows(Delivery *delivery, guint64 n_rows, const char *status, GError **error)
{
    static const char RISKS[4][2] = {"A", "B", "C", "D"};

    for (guint64 row = 1; row <= n_rows; row++) {
        guint64 number = scramble(row);
        char key[19];
        char district[7];
        const char *texts[] = {key,
                               "新乡市红旗区某某某某商贸有限责任公司",
                               district,
                               "食品经营者;特种设备使用单位",
                               RISKS[number % 4],
                               "F5211",
                               "河南省新乡市红旗区金穗大道某某路交叉口某某大厦某层某号",
                               status,
                               "113.912345",
                               "35.301234",
                               "yes"};

        g_snprintf(key, sizeof key, "91%016" PRIX64, number);
        g_snprintf(district, sizeof district, "4107%02u", (guint)(number % 12));
        if (!delivery_add(delivery, row + 1, texts, error))
            return FALSE;
    }
    return TRUE;
}

static void
ignore_clash(const DeliveryClash *clash, gpointer data)
{
    (void)clash;
    (void)data;
}

static gboolean
deliver(ChaStore *store, guint64 n_rows, const char *status, GError **error)
{
    const Kind *kind = kind_get(CHA_KIND_TARGETS);
    gboolean present[KIND_MAX_COLUMNS];
    g_autoptr(Delivery) delivery = NULL;
    DeliveryCounts counts;
    gint64 begin = (gint64)clock();
    double added;
    double checked;
    double counted;

    for (guint i = 0; i < KIND_MAX_COLUMNS; i++)
        present[i] = TRUE;
    delivery = delivery_begin(store, kind, present, error);
    if (delivery == NULL || !add_rows(delivery, n_rows, status, error))
        return FALSE;
    added = seconds_since(begin);
    if (!delivery_find_clashes(delivery, ignore_clash, NULL, error))
        return FALSE;
    checked = seconds_since(begin);
    if (!delivery_count(delivery, NULL, NULL, &counts, error))
        return FALSE;
    counted = seconds_since(begin);
    if (!delivery_apply(delivery, "bench", error))
        return FALSE;
    printf("staged %.2f s, checked %.2f s, compared %.2f s, all %.2f s: %" PRIu64 " added, %" PRIu64
           " changed, %" PRIu64 " unchanged\n",
           added, checked, counted, seconds_since(begin), counts.added, counts.changed, counts.unchanged);
    return TRUE;
}

int
main(int argc, char *argv[])
{
    guint64 n_rows = argc > 2 ? g_ascii_strtoull(argv[2], NULL, 10) : 1000000;
    g_autoptr(ChaStore) store = NULL;
    g_autoptr(GError) error = NULL;
    gint64 begin;

    if (argc < 2)
        return EXIT_FAILURE;
    (void)g_remove(argv[1]);
    store = cha_store_open(argv[1], "bench", CHA_STORE_WRITE, &error);
    if (store == NULL || !deliver(store, n_rows, "active", &error) ||
        !deliver(store, n_rows, "active", &error) || !deliver(store, n_rows, "", &error)) {
        fprintf(stderr, "%s\n", error->message);
        return EXIT_FAILURE;
    }
    begin = (gint64)clock();
    g_clear_pointer(&store, cha_store_free);
    printf("closed in %.2f s\n", seconds_since(begin));
    return EXIT_SUCCESS;
}
