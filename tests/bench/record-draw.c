/* How long recording and loading a draw takes: `bench-record-draw FILE VISITS`,
 * FILE being made anew. */
#include "store/store.h"
#include "support/store-fixture.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double
seconds_since(gint64 start)
{
    return (double)((gint64)clock() - start) / G_USEC_PER_SEC;
}

static gboolean
add_targets(ChaStore *store, GPtrArray *visits, GError **error)
{
    gboolean present[KIND_MAX_COLUMNS] = {TRUE, TRUE, TRUE};
    g_autoptr(Delivery) delivery = delivery_begin(store, kind_get(CHA_KIND_TARGETS), present, error);

    if (delivery == NULL)
        return FALSE;
    for (guint i = 0; i < visits->len; i++) {
        const DrawnVisit *visit = g_ptr_array_index(visits, i);
        const char *texts[] = {visit->target, visit->target, visit->district};

        if (!delivery_add(delivery, i, texts, error))
            return FALSE;
    }
    return delivery_apply(delivery, "bench", error);
}

static gboolean
record(ChaStore *store, const Draw *draw, GError **error)
{
    gint64 begin = (gint64)clock();
    g_autoptr(GPtrArray) visits = NULL;
    guint changed;

    if (!store_draw_campaign(store, "2027Q1", draw, error))
        return FALSE;
    printf("recorded %u visits in %.2f s\n", draw->drawn_visits->len, seconds_since(begin));
    begin = (gint64)clock();
    visits = campaign_store_load_visits(store, "2027Q1", error);
    if (visits == NULL)
        return FALSE;
    printf("loaded them in %.2f s\n", seconds_since(begin));
    for (guint i = 0; i < visits->len; i++) {
        CampaignVisit *visit = g_ptr_array_index(visits, i);

        g_free(visit->date);
        visit->date = g_strdup("2027-02-01");
    }
    for (int turn = 0; turn < 2; turn++) {
        begin = (gint64)clock();
        if (!campaign_store_record_schedule(store, "2027Q1", visits, &changed, error))
            return FALSE;
        printf("%u appointments recorded in %.2f s\n", changed, seconds_since(begin));
    }
    return TRUE;
}

int
main(int argc, char *argv[])
{
    g_autoptr(Draw) draw = NULL;
    g_autoptr(ChaStore) store = NULL;
    g_autoptr(GError) error = NULL;

    if (argc < 3)
        return EXIT_FAILURE;
    (void)g_remove(argv[1]);
    draw = draw_fixture((guint)g_ascii_strtoull(argv[2], NULL, 10));
    store = cha_store_open(argv[1], "bench", CHA_STORE_WRITE, &error);
    if (store != NULL) {
        store_fill(store);
        if (add_targets(store, draw->drawn_visits, &error) &&
            store_commit_campaign(store, "2027Q1", &error) && record(store, draw, &error))
            return EXIT_SUCCESS;
    }
    fprintf(stderr, "%s\n", error->message);
    return EXIT_FAILURE;
}
