/* The heap that keeps the lowest tickets against sorting all of them. */
#include "domain/selection.h"
#include "support/plain-bundle.h"

#include <string.h>

enum { TARGETS = 60, RUNS = 300 };

typedef struct {
    Digest ticket;
    char target[8];
} Offer;

static gint
compare_offers(gconstpointer left, gconstpointer right)
{
    const Offer *a = left;
    const Offer *b = right;
    int order = memcmp(&a->ticket, &b->ticket, sizeof a->ticket);

    return order != 0 ? order : strcmp(a->target, b->target);
}

/* Few different tickets, so that ties are common, also after equal beginnings. */
static void
make_offers(Offer *offers, guint n_offers)
{
    memset(offers, 0, n_offers * sizeof *offers);
    for (guint i = 0; i < n_offers; i++) {
        offers[i].ticket.bytes[0] = (guint8)g_test_rand_int_range(0, 3);
        offers[i].ticket.bytes[7] = (guint8)g_test_rand_int_range(0, 3);
        offers[i].ticket.bytes[8] = (guint8)g_test_rand_int_range(0, 3);
        offers[i].ticket.bytes[31] = (guint8)g_test_rand_int_range(0, 3);
        g_snprintf(offers[i].target, sizeof offers[i].target, "T%02u", i);
    }
}

static void
shuffle(Offer *offers, guint n_offers)
{
    for (guint i = n_offers; i > 1; i--) {
        guint other = (guint)g_test_rand_int_range(0, (gint)i);
        Offer moved = offers[i - 1];

        offers[i - 1] = offers[other];
        offers[other] = moved;
    }
}

static void
test_against_sorting(void)
{
    g_autoptr(MemorySource) source = plain_bundle_new();
    g_autoptr(Commitment) commitment = NULL;

    plain_bundle_add_plan(source, "P", TARGETS, 10, "own");
    commitment = plain_bundle_load(source);
    for (guint run = 0; run < RUNS; run++) {
        guint n_offers = run % (TARGETS + 1);
        g_autoptr(GStringChunk) texts = g_string_chunk_new(256);
        g_autoptr(GPtrArray) targets = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(Selection) selection = NULL;
        Offer offers[TARGETS];
        guint64 expected;

        make_offers(offers, n_offers);
        shuffle(offers, n_offers);
        commitment_stratum(commitment, 0)->sample = (guint64)g_test_rand_int_range(0, 20);
        commitment_stratum(commitment, 0)->reserve = (guint64)g_test_rand_int_range(0, 20);
        expected = commitment_stratum(commitment, 0)->sample + commitment_stratum(commitment, 0)->reserve;
        selection = selection_new(commitment);
        g_assert_cmpint(selection_wants(selection, 0), ==, expected > 0);
        for (guint i = 0; i < n_offers; i++)
            selection_offer(selection, 0, &offers[i].ticket, offers[i].target, "1");
        selection_take(selection, commitment_plan(commitment, 0), texts, targets);

        qsort(offers, n_offers, sizeof *offers, compare_offers);
        g_assert_cmpuint(targets->len, ==, MIN(n_offers, expected));
        for (guint i = 0; i < targets->len; i++) {
            const DrawnTarget *target = targets->pdata[i];

            g_assert_cmpstr(target->target, ==, offers[i].target);
            g_assert_cmpstr(target->district, ==, "1");
            g_assert_cmpuint(target->rank, ==, i + 1);
            g_assert_cmpint(target->reserve, ==, i >= commitment_stratum(commitment, 0)->sample);
        }
    }
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/selection/against-sorting", test_against_sorting);
    return g_test_run();
}
