/* What a draw promises, over many seeds: H("test|", i) makes them the same in
 * every run, so that nothing here can fail by chance. The same tests must
 * reject what real systems do instead of drawing. */
#include "domain/selection.h"
#include "domain/team.h"
#include "domain/visit.h"
#include "support/plain-bundle.h"

#include <math.h>
#include <string.h>

/* ---- Ways to draw @n_drawn of @n_targets */

typedef struct Drawer Drawer;
struct Drawer {
    guint n_targets;
    guint n_drawn;
    /* Sets is_drawn[] for the @number-th draw. */
    void (*draw)(Drawer *drawer, guint64 number, gboolean *is_drawn);
    MemorySource *source; /* of the draw of the protocol */
    Commitment *commitment;
};

static void
draw_by_protocol(Drawer *drawer, guint64 number, gboolean *is_drawn)
{
    g_autoptr(Seed) seed = plain_seed(number);
    g_autoptr(GStringChunk) texts = g_string_chunk_new(1024);
    g_autoptr(GPtrArray) targets = plain_bundle_draw(drawer->source, drawer->commitment, seed, texts);

    for (guint i = 0; i < targets->len; i++) {
        const DrawnTarget *target = targets->pdata[i];

        if (!target->reserve)
            is_drawn[g_ascii_strtoull(target->target + 1, NULL, 10)] = TRUE;
    }
}

/* Every k-th row from one random start. */
static void
draw_every_kth(Drawer *drawer, guint64 number, gboolean *is_drawn)
{
    g_autoptr(Seed) seed = plain_seed(number);
    guint step = drawer->n_targets / drawer->n_drawn;
    guint64 start = seed_uniform(seed, "start", step);

    for (guint i = 0; i < drawer->n_drawn; i++)
        is_drawn[start + (guint64)i * step] = TRUE;
}

/* As one system has it: the start is one of two, whatever the step. */
static void
draw_every_kth_from_two_starts(Drawer *drawer, guint64 number, gboolean *is_drawn)
{
    g_autoptr(Seed) seed = plain_seed(number);
    guint step = drawer->n_targets / drawer->n_drawn;
    guint64 start = seed_uniform(seed, "start", 2);

    for (guint i = 0; i < drawer->n_drawn; i++)
        is_drawn[start + (guint64)i * step] = TRUE;
}

/* A random number for each row lets one row in three pass, until there are
 * enough: rows at the end of the table hardly ever come up. */
static void
draw_by_filtering_rows(Drawer *drawer, guint64 number, gboolean *is_drawn)
{
    g_autoptr(Seed) seed = plain_seed(number);
    guint n_drawn = 0;

    for (guint64 row = 0; n_drawn < drawer->n_drawn; row++) {
        g_autofree char *label = g_strdup_printf("row|%" G_GUINT64_FORMAT, row);

        if (is_drawn[row % drawer->n_targets] || seed_uniform(seed, label, 3) > 0)
            continue;
        is_drawn[row % drawer->n_targets] = TRUE;
        n_drawn++;
    }
}

static void
drawer_init(Drawer *drawer, guint n_targets, guint n_drawn,
            void (*draw)(Drawer *drawer, guint64 number, gboolean *is_drawn))
{
    *drawer = (Drawer){.n_targets = n_targets, .n_drawn = n_drawn, .draw = draw};
    drawer->source = plain_bundle_new();
    plain_bundle_add_plan(drawer->source, "P", n_targets, n_drawn, "shared");
    drawer->commitment = plain_bundle_load(drawer->source);
}

static void
drawer_clear(Drawer *drawer)
{
    memory_source_free(drawer->source);
    commitment_free(drawer->commitment);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Drawer, drawer_clear)

/* ---- Statistics */

static double
chi_square(const guint *counts, guint n_counts, double expected)
{
    double sum = 0;

    for (guint i = 0; i < n_counts; i++)
        sum += (counts[i] - expected) * (counts[i] - expected) / expected;
    return sum;
}

/* The value that chi-square with this many degrees of freedom exceeds once in
 * about 100 000 times (Wilson and Hilferty's approximation). */
static double
limit_of(guint degrees)
{
    double ninth = 2.0 / (9.0 * degrees);
    double root = 1 - ninth + 4.265 * sqrt(ninth);

    return degrees * root * root * root;
}

/* How often each target is drawn; a fixed number drawn shrinks the statistic by
 * (N - n) / (N - 1). */
static gboolean
is_every_target_equally_likely(Drawer *drawer)
{
    enum { DRAWS = 20000, TARGETS_MAX = 64 };
    guint counts[TARGETS_MAX] = {0};
    double expected = (double)DRAWS * drawer->n_drawn / drawer->n_targets;
    double correction = (double)(drawer->n_targets - drawer->n_drawn) / (drawer->n_targets - 1);
    double statistic;

    for (guint64 i = 0; i < DRAWS; i++) {
        gboolean is_drawn[TARGETS_MAX] = {FALSE};

        drawer->draw(drawer, i, is_drawn);
        for (guint t = 0; t < drawer->n_targets; t++)
            counts[t] += is_drawn[t] ? 1 : 0;
    }
    statistic = chi_square(counts, drawer->n_targets, expected) / correction;
    g_test_message("targets: chi-square %.1f, limit %.1f", statistic, limit_of(drawer->n_targets - 1));
    return statistic < limit_of(drawer->n_targets - 1);
}

/* How often each subset of 3 of 6 targets is drawn: all 20 are equally likely. */
static gboolean
is_every_subset_equally_likely(Drawer *drawer)
{
    enum { DRAWS = 20000, TARGETS = 6, SUBSETS = 20 };
    guint counts[1 << TARGETS] = {0};
    guint of_three[SUBSETS];
    guint n_subsets = 0;
    double statistic;

    g_assert_cmpuint(drawer->n_targets, ==, TARGETS);
    g_assert_cmpuint(drawer->n_drawn, ==, 3);
    for (guint64 i = 0; i < DRAWS; i++) {
        gboolean is_drawn[TARGETS] = {FALSE};
        guint subset = 0;

        drawer->draw(drawer, i, is_drawn);
        for (guint t = 0; t < TARGETS; t++)
            subset |= is_drawn[t] ? 1u << t : 0;
        counts[subset]++;
    }
    for (guint subset = 0; subset < 1 << TARGETS; subset++) {
        if (__builtin_popcount(subset) == 3)
            of_three[n_subsets++] = counts[subset];
        else
            g_assert_cmpuint(counts[subset], ==, 0);
    }
    statistic = chi_square(of_three, SUBSETS, (double)DRAWS / SUBSETS);
    g_test_message("subsets: chi-square %.1f, limit %.1f", statistic, limit_of(SUBSETS - 1));
    return statistic < limit_of(SUBSETS - 1);
}

static void
test_every_target_is_equally_likely(void)
{
    g_auto(Drawer) third = {0};
    g_auto(Drawer) many = {0};

    drawer_init(&third, 30, 10, draw_by_protocol);
    drawer_init(&many, 20, 17, draw_by_protocol);
    g_assert_true(is_every_target_equally_likely(&third));
    g_assert_true(is_every_target_equally_likely(&many));
}

static void
test_every_subset_is_equally_likely(void)
{
    g_auto(Drawer) drawer = {0};

    drawer_init(&drawer, 6, 3, draw_by_protocol);
    g_assert_true(is_every_subset_equally_likely(&drawer));
}

static void
test_systematic_draws_are_rejected(void)
{
    g_auto(Drawer) small = {0};
    g_auto(Drawer) large = {0};

    drawer_init(&small, 6, 3, draw_every_kth);
    drawer_init(&large, 30, 10, draw_every_kth_from_two_starts);
    g_assert_false(is_every_subset_equally_likely(&small));
    g_assert_false(is_every_target_equally_likely(&large));
}

static void
test_filtered_rows_are_rejected(void)
{
    g_auto(Drawer) small = {0};
    g_auto(Drawer) large = {0};

    drawer_init(&small, 6, 3, draw_by_filtering_rows);
    drawer_init(&large, 60, 5, draw_by_filtering_rows);
    g_assert_false(is_every_subset_equally_likely(&small));
    g_assert_false(is_every_target_equally_likely(&large));
}

/* ---- Strata: every target's chance is exactly n / N, whatever its stratum */

static void
test_strata_do_not_change_chances(void)
{
    enum { DRAWS = 20000, TARGETS = 17, SAMPLE = 5 };
    static const guint POPULATIONS[] = {1, 2, 3, 11};
    g_autoptr(MemorySource) source = plain_bundle_new();
    g_autoptr(Commitment) commitment = NULL;
    g_autoptr(GString) frame = g_string_new(NULL);
    g_autoptr(GString) strata = g_string_new(NULL);
    guint counts[TARGETS] = {0};
    guint target = 0;
    double chance = (double)SAMPLE / TARGETS;
    double deviation = sqrt(DRAWS * chance * (1 - chance));

    plain_bundle_add_plan(source, "P", TARGETS, SAMPLE, "own");
    for (guint s = 0; s < G_N_ELEMENTS(POPULATIONS); s++) {
        g_string_append_printf(strata, "P,%u,all,%u\n", s, POPULATIONS[s]);
        for (guint i = 0; i < POPULATIONS[s]; i++)
            g_string_append_printf(frame, "T%03u,%u,1\n", target++, s);
    }
    plain_bundle_put(source, BUNDLE_STRATA, strata->str);
    plain_bundle_put_frame(source, "P", frame->str);
    commitment = plain_bundle_load(source);
    for (guint64 i = 0; i < DRAWS; i++) {
        g_autoptr(Seed) seed = plain_seed(i);
        g_autoptr(GStringChunk) texts = g_string_chunk_new(1024);
        g_autoptr(GPtrArray) targets = plain_bundle_draw(source, commitment, seed, texts);

        g_assert_cmpuint(targets->len, ==, SAMPLE);
        for (guint t = 0; t < targets->len; t++)
            counts[g_ascii_strtoull(((const DrawnTarget *)targets->pdata[t])->target + 1, NULL, 10)]++;
    }
    /* Draws are independent, so each count is binomial. */
    for (guint t = 0; t < TARGETS; t++)
        g_assert_cmpfloat(fabs(counts[t] - DRAWS * chance), <, 4.5 * deviation);
}

/* ---- Two draws */

static GHashTable *
names_of(GPtrArray *targets, const char *plan, guint first)
{
    GHashTable *names = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < targets->len; i++) {
        const DrawnTarget *target = targets->pdata[i];

        if (strcmp(target->plan, plan) == 0 && target->rank <= first)
            g_hash_table_add(names, target->target);
    }
    return names;
}

static guint
count_common(GHashTable *left, GHashTable *right)
{
    GHashTableIter iterator;
    gpointer name = NULL;
    guint n_common = 0;

    g_hash_table_iter_init(&iterator, left);
    while (g_hash_table_iter_next(&iterator, &name, NULL))
        n_common += g_hash_table_contains(right, name) ? 1 : 0;
    return n_common;
}

/* Two plans on one frame with shared tickets have the whole smaller sample in
 * common; with tickets of their own they overlap as chance has it. */
static void
test_overlap_of_plans(void)
{
    enum { DRAWS = 3000, TARGETS = 12, FIRST = 5, SECOND = 4 };
    /* Of C(12, 4) = 495 ways: C(5, k) C(7, 4 - k). */
    static const guint WAYS[] = {35, 175, 210, 70, 5};
    g_autoptr(MemorySource) source = plain_bundle_new();
    g_autoptr(Commitment) commitment = NULL;
    guint counts[SECOND + 1] = {0};
    double statistic = 0;

    plain_bundle_add_plan(source, "A", TARGETS, FIRST, "shared");
    plain_bundle_add_plan(source, "B", TARGETS, SECOND, "shared");
    plain_bundle_add_plan(source, "C", TARGETS, SECOND, "own");
    commitment = plain_bundle_load(source);
    for (guint64 i = 0; i < DRAWS; i++) {
        g_autoptr(Seed) seed = plain_seed(i);
        g_autoptr(GStringChunk) texts = g_string_chunk_new(1024);
        g_autoptr(GPtrArray) targets = plain_bundle_draw(source, commitment, seed, texts);
        g_autoptr(GHashTable) a = names_of(targets, "A", FIRST);
        g_autoptr(GHashTable) b = names_of(targets, "B", SECOND);
        g_autoptr(GHashTable) c = names_of(targets, "C", SECOND);

        g_assert_cmpuint(count_common(a, b), ==, SECOND);
        counts[count_common(a, c)]++;
    }
    for (guint k = 0; k <= SECOND; k++) {
        double expected = (double)DRAWS * WAYS[k] / 495;

        statistic += (counts[k] - expected) * (counts[k] - expected) / expected;
    }
    g_test_message("overlap with own tickets: chi-square %.1f, limit %.1f", statistic, limit_of(SECOND));
    g_assert_cmpfloat(statistic, <, limit_of(SECOND));
}

/* A plan that is spread over strata and one that is not: as much in common as
 * the sizes allow, which is the sum over the strata of the smaller number. */
static void
test_overlap_is_the_most_that_sizes_allow(void)
{
    enum { DRAWS = 500, TARGETS = 24 };
    g_autoptr(MemorySource) source = plain_bundle_new();
    g_autoptr(Commitment) commitment = NULL;
    g_autoptr(GString) frame = g_string_new(NULL);

    plain_bundle_add_plan(source, "A", TARGETS, 8, "shared");
    plain_bundle_add_plan(source, "B", TARGETS, 6, "shared");
    for (guint i = 0; i < TARGETS; i++)
        g_string_append_printf(frame, "T%03u,%c,1\n", i, i < 8 ? 'x' : 'y');
    plain_bundle_put(source, BUNDLE_STRATA, "A,x,all,8\nA,y,all,16\nB,x,all,8\nB,y,all,16\n");
    plain_bundle_put_frame(source, "A", frame->str);
    plain_bundle_put_frame(source, "B", frame->str);
    commitment = plain_bundle_load(source);
    for (guint64 i = 0; i < DRAWS; i++) {
        g_autoptr(Seed) seed = plain_seed(i);
        g_autoptr(GStringChunk) texts = g_string_chunk_new(1024);
        g_autoptr(GPtrArray) targets = plain_bundle_draw(source, commitment, seed, texts);
        g_autoptr(GHashTable) a = names_of(targets, "A", G_MAXUINT);
        g_autoptr(GHashTable) b = names_of(targets, "B", G_MAXUINT);
        guint bound = 0;

        for (guint s = 0; s < 2; s++)
            bound += (guint)MIN(commitment_stratum(commitment, s)->sample,
                                commitment_stratum(commitment, s + 2)->sample);
        g_assert_cmpuint(count_common(a, b), ==, bound);
    }
}

/* Two campaigns know nothing of each other: the overlap of their draws follows
 * the hypergeometric law. */
static void
test_overlap_of_campaigns(void)
{
    enum { DRAWS = 3000, DRAWN = 4 };
    static const guint WAYS[] = {70, 224, 168, 32, 1}; /* of 495: C(4, k) C(8, 4 - k) */
    g_auto(Drawer) drawer = {0};
    guint counts[DRAWN + 1] = {0};
    double statistic = 0;

    drawer_init(&drawer, 12, DRAWN, draw_by_protocol);
    for (guint64 i = 0; i < DRAWS; i++) {
        gboolean first[12] = {FALSE};
        gboolean second[12] = {FALSE};
        guint n_common = 0;

        draw_by_protocol(&drawer, 2 * i, first);
        draw_by_protocol(&drawer, 2 * i + 1, second);
        for (guint t = 0; t < 12; t++)
            n_common += first[t] && second[t] ? 1 : 0;
        counts[n_common]++;
    }
    for (guint k = 0; k <= DRAWN; k++) {
        double expected = (double)DRAWS * WAYS[k] / 495;

        statistic += (counts[k] - expected) * (counts[k] - expected) / expected;
    }
    g_test_message("overlap of campaigns: chi-square %.1f, limit %.1f", statistic, limit_of(DRAWN));
    g_assert_cmpfloat(statistic, <, limit_of(DRAWN));
}

/* A larger sample only adds targets. */
static void
test_samples_are_nested(void)
{
    enum { TARGETS = 15 };

    for (guint64 i = 0; i < 20; i++) {
        gboolean smaller[TARGETS] = {FALSE};

        for (guint n_drawn = 0; n_drawn <= TARGETS; n_drawn++) {
            gboolean is_drawn[TARGETS] = {FALSE};
            guint n_set = 0;
            g_auto(Drawer) drawer = {0};

            drawer_init(&drawer, TARGETS, n_drawn, draw_by_protocol);
            draw_by_protocol(&drawer, i, is_drawn);
            for (guint t = 0; t < TARGETS; t++) {
                g_assert_true(is_drawn[t] || !smaller[t]);
                n_set += is_drawn[t] ? 1 : 0;
            }
            g_assert_cmpuint(n_set, ==, n_drawn);
            memcpy(smaller, is_drawn, sizeof smaller);
        }
    }
}

/* ---- Inspectors */

/* When all can take every seat, loads differ by no more than one, and whoever
 * gets the first seat of a visit is drawn evenly. */
static void
test_loads_are_even(void)
{
    enum { DRAWS = 3000, INSPECTORS = 7, TARGETS = 10 };
    g_autoptr(MemorySource) source = plain_bundle_new();
    g_autoptr(Commitment) commitment = NULL;
    guint firsts[INSPECTORS] = {0};
    double statistic;

    plain_bundle_add_plan(source, "P", TARGETS, 5, "shared");
    plain_bundle_put(source, BUNDLE_SEATS, "P,D,2,\n");
    for (guint i = 0; i < INSPECTORS; i++) {
        g_autofree char *row = g_strdup_printf("I%u,D,,\n", i);

        plain_bundle_add(source, BUNDLE_INSPECTORS, row);
    }
    commitment = plain_bundle_load(source);
    for (guint64 d = 0; d < DRAWS; d++) {
        g_autoptr(Seed) seed = plain_seed(d);
        g_autoptr(GStringChunk) texts = g_string_chunk_new(1024);
        g_autoptr(GPtrArray) targets = plain_bundle_draw(source, commitment, seed, texts);
        g_autoptr(GPtrArray) visits = plain_bundle_visits(commitment, targets, texts);
        g_auto(Trouble) trouble = {NULL, NULL};
        g_autoptr(RecusalIndex) recusals = recusal_index_new(commitment, visits, &trouble);
        g_autoptr(GPtrArray) seats = team_fill(commitment, seed, visits, recusals, texts);
        guint loads[INSPECTORS] = {0};

        g_assert_cmpuint(seats->len, ==, 10);
        for (guint i = 0; i < seats->len; i++)
            loads[((const DrawnSeat *)seats->pdata[i])->inspector[1] - '0']++;
        for (guint i = 0; i < INSPECTORS; i++)
            g_assert_true(loads[i] == 1 || loads[i] == 2); /* 10 seats for 7 */
        firsts[((const DrawnSeat *)seats->pdata[0])->inspector[1] - '0']++;
    }
    statistic = chi_square(firsts, INSPECTORS, (double)DRAWS / INSPECTORS);
    g_test_message("inspectors: chi-square %.1f, limit %.1f", statistic, limit_of(INSPECTORS - 1));
    g_assert_cmpfloat(statistic, <, limit_of(INSPECTORS - 1));
}

/* Balanced teams (version 2): who fits the same seats has the same chances of
 * each of them. Four can go everywhere, two only to some targets; recusals and
 * the limit make seats go round among them. */
static void
test_balanced_teams_are_fair(void)
{
    enum { DRAWS = 4000, EQUALS = 4, TARGETS = 9, SEATS = 2 * TARGETS };
    static guint counts[SEATS][EQUALS];
    g_autoptr(MemorySource) source = plain_bundle_new();
    g_autoptr(Commitment) commitment = NULL;
    double statistic = 0;
    guint n_filled = 0;

    plain_bundle_add_plan(source, "P", TARGETS, TARGETS, "shared");
    plain_bundle_put(source, BUNDLE_PARAMS,
                     "campaign,2027Q1\nmax_departments,0\nmax_visits,3\nprotocol,2\nteams,balanced\n");
    plain_bundle_put(source, BUNDLE_DECLINED, "");
    plain_bundle_put(source, BUNDLE_SEATS, "P,D,2,\n");
    plain_bundle_put(source, BUNDLE_INSPECTORS, "I0,D,,\nI1,D,,\nI2,D,,\nI3,D,,\nI4,D,,\nI5,D,,\n");
    plain_bundle_put(source, BUNDLE_RECUSALS,
                     "I4,T000\nI4,T001\nI4,T002\nI4,T003\nI4,T004\nI5,T000\nI5,T001\nI5,T002\nI5,T008\n");
    commitment = plain_bundle_load(source);
    for (guint64 d = 0; d < DRAWS; d++) {
        g_autoptr(Seed) seed = plain_seed(d);
        g_autoptr(GStringChunk) texts = g_string_chunk_new(1024);
        g_autoptr(GPtrArray) targets = plain_bundle_draw(source, commitment, seed, texts);
        g_autoptr(GPtrArray) visits = plain_bundle_visits(commitment, targets, texts);
        g_auto(Trouble) trouble = {NULL, NULL};
        g_autoptr(RecusalIndex) recusals = recusal_index_new(commitment, visits, &trouble);
        g_autoptr(GPtrArray) seats = team_fill(commitment, seed, visits, recusals, texts);

        g_assert_cmpuint(seats->len, ==, SEATS);
        for (guint i = 0; i < SEATS; i++) {
            const char *inspector = ((const DrawnSeat *)seats->pdata[i])->inspector;

            n_filled += inspector != NULL ? 1 : 0;
            if (inspector != NULL && inspector[1] < '0' + EQUALS)
                counts[i][inspector[1] - '0']++;
        }
    }
    g_assert_cmpuint(n_filled, ==, DRAWS * SEATS); /* six inspectors, three visits each */
    for (guint i = 0; i < SEATS; i++) {
        double of_equals = counts[i][0] + counts[i][1] + counts[i][2] + counts[i][3];
        double of_seat = chi_square(counts[i], EQUALS, of_equals / EQUALS);

        g_assert_cmpfloat(of_seat, <, limit_of(EQUALS - 1));
        statistic = MAX(statistic, of_seat);
    }
    g_test_message("balanced teams: largest chi-square of %u seats %.1f, limit %.1f", SEATS, statistic,
                   limit_of(EQUALS - 1));
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/draw/every-target", test_every_target_is_equally_likely);
    g_test_add_func("/draw/every-subset", test_every_subset_is_equally_likely);
    g_test_add_func("/draw/systematic-is-rejected", test_systematic_draws_are_rejected);
    g_test_add_func("/draw/filtered-rows-are-rejected", test_filtered_rows_are_rejected);
    g_test_add_func("/draw/strata", test_strata_do_not_change_chances);
    g_test_add_func("/draw/overlap-of-plans", test_overlap_of_plans);
    g_test_add_func("/draw/overlap-by-sizes", test_overlap_is_the_most_that_sizes_allow);
    g_test_add_func("/draw/overlap-of-campaigns", test_overlap_of_campaigns);
    g_test_add_func("/draw/nesting", test_samples_are_nested);
    g_test_add_func("/draw/loads", test_loads_are_even);
    g_test_add_func("/draw/balanced-teams", test_balanced_teams_are_fair);
    return g_test_run();
}
