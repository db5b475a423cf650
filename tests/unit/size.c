/* Sizes of strata: exact on average, whole in each draw. */
#include "domain/size.h"
#include "base/wide.h"
#include "support/plain-bundle.h"

#include <string.h>

enum { STRATA_MAX = 5 };

/* Over all u each stratum gets exactly its share, and in each draw its share
 * rounded up or down. */
static void
assert_shares_are_exact(CommittedStratum *strata, guint n_strata, const CommittedPool *pool)
{
    CommittedStratum *pointers[STRATA_MAX];
    guint64 totals[STRATA_MAX] = {0};

    for (guint i = 0; i < n_strata; i++)
        pointers[i] = &strata[i];
    for (guint64 u = 0; u < pool->population; u++) {
        guint64 sum = 0;

        size_spread(pointers, n_strata, pool, u);
        for (guint i = 0; i < n_strata; i++) {
            guint64 share = pool->sample * strata[i].population; /* of which N make one */

            g_assert_cmpuint(strata[i].sample, >=, share / pool->population);
            g_assert_cmpuint(strata[i].sample, <=, (share + pool->population - 1) / pool->population);
            g_assert_cmpuint(strata[i].sample, <=, strata[i].population);
            sum += strata[i].sample;
            totals[i] += strata[i].sample;
        }
        g_assert_cmpuint(sum, ==, pool->sample);
    }
    for (guint i = 0; i < n_strata; i++)
        g_assert_cmpuint(totals[i], ==, pool->sample * strata[i].population);
}

static void
test_all_u(void)
{
    for (guint run = 0; run < 400; run++) {
        guint n_strata = (guint)g_test_rand_int_range(1, STRATA_MAX + 1);
        CommittedStratum strata[STRATA_MAX] = {{NULL}};
        CommittedPool pool = {NULL};

        for (guint i = 0; i < n_strata; i++) {
            strata[i].population = (guint64)g_test_rand_int_range(1, 12);
            pool.population += strata[i].population;
        }
        pool.sample = (guint64)g_test_rand_int_range(0, (gint)pool.population + 1);
        assert_shares_are_exact(strata, n_strata, &pool);
    }
}

/* Products of 10^12 and 10^12 need more than 64 bits. */
static void
test_largest_numbers(void)
{
    const guint64 most = G_GUINT64_CONSTANT(1000000000000);
    CommittedStratum strata[2] = {{.population = most - 1}, {.population = 1}};
    CommittedStratum *pointers[2] = {&strata[0], &strata[1]};
    CommittedPool pool = {.population = most, .sample = most - 1, .reserve_percent = 100};

    size_spread(pointers, 2, &pool, 0);
    g_assert_cmpuint(strata[0].sample, ==, most - 2);
    g_assert_cmpuint(strata[1].sample, ==, 1);
    size_spread(pointers, 2, &pool, most - 1);
    g_assert_cmpuint(strata[0].sample, ==, most - 1);
    g_assert_cmpuint(strata[1].sample, ==, 0);
    g_assert_cmpuint(strata[0].reserve, ==, 0);
    g_assert_cmpuint(strata[1].reserve, ==, 0);
}

typedef struct {
    guint64 population, sample, percent, reserve;
} Reserve;

static void
test_reserves(void)
{
    static const Reserve CASES[] = {
        {10, 4, 0, 0},   {10, 4, 1, 1},   {10, 4, 25, 1},  {10, 4, 26, 2},
        {10, 4, 100, 4}, {10, 8, 100, 2}, {10, 0, 100, 0},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        CommittedStratum stratum = {.population = CASES[i].population};
        CommittedStratum *pointer = &stratum;
        CommittedPool pool = {.population = CASES[i].population,
                              .sample = CASES[i].sample,
                              .reserve_percent = CASES[i].percent};

        size_spread(&pointer, 1, &pool, 0);
        g_assert_cmpuint(stratum.reserve, ==, CASES[i].reserve);
    }
}

/* Strata of two pools may alternate; an empty pool has no rows. */
static void
test_text(void)
{
    g_autoptr(MemorySource) source = plain_bundle_new();
    g_autoptr(Commitment) commitment = NULL;
    g_autoptr(Seed) seed = plain_seed(1);
    g_autoptr(GBytes) bytes = NULL;
    g_autofree char *text = NULL;

    plain_bundle_put(source, BUNDLE_PLANS, "P,t,2027-01-01,2027-03-31,yes,own\n");
    plain_bundle_put(source, BUNDLE_POOLS, "P,A,4,4,50\nP,B,3,0,50\nP,C,0,0,50\n");
    plain_bundle_put(source, BUNDLE_STRATA, "P,1/A,A,3\nP,1/B,B,1\nP,2/A,A,1\nP,2/B,B,2\n");
    plain_bundle_put(source, BUNDLE_SEATS, "P,D,1,\n");
    plain_bundle_put_frame(source, "P", "");
    commitment = plain_bundle_load(source);
    size_compute(commitment, seed);
    bytes = size_text(commitment);
    text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    g_assert_cmpstr(text, ==,
                    "plan,stratum,population,sample,reserve\n"
                    "P,1/A,3,3,0\nP,1/B,1,0,0\nP,2/A,1,1,0\nP,2/B,2,0,0\n");
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/size/all-u", test_all_u);
    g_test_add_func("/size/largest-numbers", test_largest_numbers);
    g_test_add_func("/size/reserves", test_reserves);
    g_test_add_func("/size/text", test_text);
    return g_test_run();
}
