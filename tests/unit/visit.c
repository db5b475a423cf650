/* Visits: the smallest number that serves all plans, their days and names. */
#include "domain/visit.h"
#include "support/plain-bundle.h"

enum { PLANS_MAX = 6, RUNS = 1500, LAST_DAY = 20 };

/* A plan of a target; days of January. */
typedef struct {
    guint start;
    guint end;
    gboolean may_merge;
} Period;

/* A commitment with plans "A", "B", …, whose seats and frames do not matter. */
static Commitment *
make_commitment(const Period *periods, guint n_periods)
{
    g_autoptr(MemorySource) source = plain_bundle_new();

    for (guint i = 0; i < n_periods; i++) {
        g_autofree char *plan = g_strdup_printf("%c", 'A' + (char)i);
        g_autofree char *row =
            g_strdup_printf("%s,t,2027-01-%02u,2027-01-%02u,%s,own\n", plan, periods[i].start, periods[i].end,
                            periods[i].may_merge ? "yes" : "no");
        g_autofree char *pool = g_strdup_printf("%s,all,0,0,0\n", plan);
        g_autofree char *seats = g_strdup_printf("%s,D,1,\n", plan);

        plain_bundle_add(source, BUNDLE_PLANS, row);
        plain_bundle_add(source, BUNDLE_POOLS, pool);
        plain_bundle_add(source, BUNDLE_SEATS, seats);
        plain_bundle_put_frame(source, plan, "");
    }
    return plain_bundle_load(source);
}

/* Every plan draws @target. */
static GPtrArray *
draw_everywhere(guint n_plans, GStringChunk *texts, const char *target)
{
    GPtrArray *targets = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < n_plans; i++) {
        char plan[] = {(char)('A' + (char)i), '\0'};
        DrawnTarget *drawn = g_new0(DrawnTarget, 1);

        drawn->plan = g_string_chunk_insert(texts, plan);
        drawn->target = g_string_chunk_insert(texts, target);
        drawn->district = g_string_chunk_insert(texts, "1");
        drawn->rank = 1;
        g_ptr_array_add(targets, drawn);
    }
    return targets;
}

/* The smallest number of days that hit all mergeable periods, by trying all
 * sets of days on which one of them ends, and one visit for each other plan. */
static guint
fewest_visits(const Period *periods, guint n_periods)
{
    guint best = n_periods;
    guint n_apart = 0;

    for (guint i = 0; i < n_periods; i++)
        n_apart += periods[i].may_merge ? 0 : 1;
    for (guint set = 0; set < 1u << n_periods; set++) {
        guint n_days = 0;
        gboolean hits_all = TRUE;

        for (guint i = 0; i < n_periods; i++)
            n_days += (set >> i) & 1;
        for (guint i = 0; i < n_periods && hits_all; i++) {
            gboolean is_hit = !periods[i].may_merge;

            for (guint j = 0; j < n_periods; j++) {
                if (((set >> j) & 1) != 0 && periods[j].end >= periods[i].start &&
                    periods[j].end <= periods[i].end)
                    is_hit = TRUE;
            }
            hits_all = is_hit;
        }
        if (hits_all)
            best = MIN(best, n_days + n_apart);
    }
    return best;
}

static void
assert_serves(const DrawnVisit *visit, const Period *periods, gboolean *served)
{
    gint year, month, start, end;
    guint latest_start = 0;
    guint earliest_end = LAST_DAY;

    cha_day_parts(visit->start, &year, &month, &start);
    cha_day_parts(visit->end, &year, &month, &end);
    for (guint i = 0; i < visit->plans->len; i++) {
        const char *plan = visit->plans->pdata[i];
        const Period *period = &periods[plan[0] - 'A'];

        g_assert_false(served[plan[0] - 'A']);
        served[plan[0] - 'A'] = TRUE;
        g_assert_true(period->may_merge || visit->plans->len == 1);
        latest_start = MAX(latest_start, period->start);
        earliest_end = MIN(earliest_end, period->end);
        if (i > 0)
            g_assert_cmpstr(visit->plans->pdata[i - 1], <, plan);
    }
    g_assert_cmpint(start, ==, (gint)latest_start);
    g_assert_cmpint(end, ==, (gint)earliest_end);
    g_assert_cmpint(start, <=, end);
}

static void
test_fewest_visits(void)
{
    for (guint run = 0; run < RUNS; run++) {
        guint n_periods = 1 + run % PLANS_MAX;
        Period periods[PLANS_MAX];
        gboolean served[PLANS_MAX] = {FALSE};
        g_autoptr(GStringChunk) texts = g_string_chunk_new(256);
        g_autoptr(Commitment) commitment = NULL;
        g_autoptr(GPtrArray) targets = NULL;
        g_autoptr(GPtrArray) visits = NULL;

        for (guint i = 0; i < n_periods; i++) {
            periods[i].start = (guint)g_test_rand_int_range(1, LAST_DAY + 1);
            periods[i].end = (guint)g_test_rand_int_range((gint)periods[i].start, LAST_DAY + 1);
            periods[i].may_merge = g_test_rand_int_range(0, 4) > 0;
        }
        commitment = make_commitment(periods, n_periods);
        targets = draw_everywhere(n_periods, texts, "T");
        visits = plain_bundle_visits(commitment, targets, texts);
        g_assert_cmpuint(visits->len, ==, fewest_visits(periods, n_periods));
        for (guint i = 0; i < visits->len; i++)
            assert_serves(visits->pdata[i], periods, served);
        for (guint i = 0; i < n_periods; i++)
            g_assert_true(served[i]);
    }
}

static void
assert_text(const Period *periods, guint n_periods, const char *target, const char *expected)
{
    g_autoptr(GStringChunk) texts = g_string_chunk_new(256);
    g_autoptr(Commitment) commitment = make_commitment(periods, n_periods);
    g_autoptr(GPtrArray) targets = draw_everywhere(n_periods, texts, target);
    g_autoptr(GPtrArray) visits = plain_bundle_visits(commitment, targets, texts);
    g_autoptr(GBytes) text = visit_text(visits);
    g_autofree char *found = g_strndup(g_bytes_get_data(text, NULL), g_bytes_get_size(text));

    g_assert_cmpstr(found, ==, expected);
}

static void
test_numbers(void)
{
    static const Period TWO_GROUPS[] = {{10, 20, TRUE}, {1, 5, TRUE}, {4, 12, TRUE}, {3, 5, FALSE}};
    static const Period SAME_DAYS[] = {{1, 9, FALSE}, {1, 9, FALSE}, {1, 9, TRUE}};

    assert_text(TWO_GROUPS, 4, "T",
                "visit,target,start,end,plans\n"
                "T-1,T,2027-01-03,2027-01-05,D\n"
                "T-2,T,2027-01-04,2027-01-05,B;C\n"
                "T-3,T,2027-01-10,2027-01-20,A\n");
    assert_text(SAME_DAYS, 3, "T-1",
                "visit,target,start,end,plans\n"
                "T-1-1,T-1,2027-01-01,2027-01-09,A\n"
                "T-1-2,T-1,2027-01-01,2027-01-09,B\n"
                "T-1-3,T-1,2027-01-01,2027-01-09,C\n");
}

/* Ten visits to one target: the order of the file is that of the bytes. */
static void
test_order_of_names(void)
{
    Period periods[11];
    g_autoptr(GStringChunk) texts = g_string_chunk_new(256);
    g_autoptr(Commitment) commitment = NULL;
    g_autoptr(GPtrArray) targets = NULL;
    g_autoptr(GPtrArray) visits = NULL;

    for (guint i = 0; i < G_N_ELEMENTS(periods); i++)
        periods[i] = (Period){i + 1, i + 1, TRUE};
    commitment = make_commitment(periods, G_N_ELEMENTS(periods));
    targets = draw_everywhere(G_N_ELEMENTS(periods), texts, "T");
    ((DrawnTarget *)targets->pdata[0])->target = (char *)"T+";
    ((DrawnTarget *)targets->pdata[1])->reserve = TRUE;
    visits = plain_bundle_visits(commitment, targets, texts);
    g_assert_cmpuint(visits->len, ==, 10);
    g_assert_cmpstr(((DrawnVisit *)visits->pdata[0])->visit, ==, "T+-1");
    g_assert_cmpstr(((DrawnVisit *)visits->pdata[1])->visit, ==, "T-1");
    g_assert_cmpstr(((DrawnVisit *)visits->pdata[2])->visit, ==, "T-2");
    g_assert_cmpstr(((DrawnVisit *)visits->pdata[9])->visit, ==, "T-9");
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/visit/fewest", test_fewest_visits);
    g_test_add_func("/visit/numbers", test_numbers);
    g_test_add_func("/visit/order-of-names", test_order_of_names);
    return g_test_run();
}
