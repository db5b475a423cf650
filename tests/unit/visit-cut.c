/* Visits of few departments: held against all ways to cut a set of plans. */
#include "domain/visit-cut.h"

enum { PLANS_MAX = 7, DEPARTMENTS = 5, RUNS = 800, LAST_DAY = 12, PARTITIONS_MAX = 877 };

/* Plans, and the departments that each of them asks as bits. */
typedef struct {
    Commitment commitment;
    CommittedPlan plans[VISIT_CUT_MAX];
    const CommittedPlan *pointers[VISIT_CUT_MAX];
    guint departments[VISIT_CUT_MAX];
    guint n_plans;
    guint64 limit;
} Problem;

static void
problem_init(Problem *problem, guint n_plans, guint64 limit)
{
    *problem = (Problem){.n_plans = n_plans, .limit = limit};
    problem->commitment.seats = g_array_new(FALSE, FALSE, sizeof(SeatDemand));
}

static void
problem_clear(Problem *problem)
{
    g_array_unref(problem->commitment.seats);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Problem, problem_clear)

/* The @index-th plan; they are set one after the other. */
static void
set_plan(Problem *problem, guint index, ChaDay start, ChaDay end, guint departments)
{
    static const char *const NAMES[DEPARTMENTS] = {"D0", "D1", "D2", "D3", "D4"};
    CommittedPlan *plan = &problem->plans[index];

    *plan = (CommittedPlan){.start = start, .end = end, .may_merge = TRUE};
    plan->seats.first = problem->commitment.seats->len;
    for (guint d = 0; d < DEPARTMENTS; d++) {
        SeatDemand seats = {NAMES[d], 2, NULL};

        if ((departments >> d & 1) == 0)
            continue;
        plan->seats.count++;
        g_array_append_val(problem->commitment.seats, seats);
    }
    problem->pointers[index] = plan;
    problem->departments[index] = departments;
}

static gint
compare_plans(gconstpointer left, gconstpointer right)
{
    const gint *a = left;
    const gint *b = right;

    return a[1] != b[1] ? a[1] - b[1] : a[0] - b[0];
}

static void
make_problem(Problem *problem)
{
    gint days[PLANS_MAX][2];

    problem_init(problem, (guint)g_test_rand_int_range(1, PLANS_MAX + 1),
                 (guint64)g_test_rand_int_range(1, 4));
    for (guint i = 0; i < problem->n_plans; i++) {
        days[i][0] = g_test_rand_int_range(1, LAST_DAY);
        days[i][1] = g_test_rand_int_range(days[i][0], LAST_DAY + 1);
    }
    qsort(days, problem->n_plans, sizeof *days, compare_plans);
    for (guint i = 0; i < problem->n_plans; i++) {
        gboolean is_single = g_test_rand_int_range(0, 3) > 0;
        guint departments = is_single ? 1u << g_test_rand_int_range(0, DEPARTMENTS)
                                      : (guint)g_test_rand_int_range(1, 1 << DEPARTMENTS);

        set_plan(problem, i, (ChaDay)days[i][0], (ChaDay)days[i][1], departments);
    }
}

static gboolean
may_share(const Problem *problem, PlanSet set)
{
    guint together = 0;
    guint most_of_one = 0;
    gboolean meet = FALSE;

    for (ChaDay day = 1; day <= LAST_DAY && !meet; day++) {
        meet = TRUE;
        for (guint i = 0; i < problem->n_plans; i++)
            meet = meet &&
                   ((set >> i & 1) == 0 || (problem->plans[i].start <= day && day <= problem->plans[i].end));
    }
    for (guint i = 0; i < problem->n_plans; i++) {
        if ((set >> i & 1) == 0)
            continue;
        together |= problem->departments[i];
        most_of_one = MAX(most_of_one, (guint)__builtin_popcount(problem->departments[i]));
    }
    return meet && (guint64)__builtin_popcount(together) <= MAX(problem->limit, most_of_one);
}

typedef struct {
    PlanSet sets[PLANS_MAX]; /* in the order of their first plans */
    guint n_sets;
} Partition;

/* Adds all partitions of plans into sets that may share a visit. */
static void
collect_partitions(const Problem *problem, const Partition *begun, guint next, GArray *partitions)
{
    if (next == problem->n_plans) {
        for (guint s = 0; s < begun->n_sets; s++) {
            if (!may_share(problem, begun->sets[s]))
                return;
        }
        g_array_append_vals(partitions, begun, 1);
        return;
    }
    for (guint s = 0; s <= begun->n_sets; s++) {
        Partition longer = *begun;

        if (s == begun->n_sets)
            longer.sets[longer.n_sets++] = 0;
        longer.sets[s] |= (PlanSet)1 << next;
        collect_partitions(problem, &longer, next + 1, partitions);
    }
}

/* By the words of the protocol: more plans, then the earlier one where they differ. */
static gboolean
comes_first(PlanSet set, PlanSet other)
{
    if (__builtin_popcount(set) != __builtin_popcount(other))
        return __builtin_popcount(set) > __builtin_popcount(other);
    for (guint i = 0; i < PLANS_MAX; i++) {
        if ((set >> i & 1) != (other >> i & 1))
            return (set >> i & 1) != 0;
    }
    return FALSE;
}

/* Of the partitions with the fewest sets the one that is the visits. */
static Partition
right_partition(const GArray *partitions)
{
    const Partition *best = NULL;

    for (guint i = 0; i < partitions->len; i++) {
        const Partition *partition = &g_array_index(partitions, Partition, i);
        gboolean is_better = best == NULL || partition->n_sets < best->n_sets;

        for (guint s = 0; !is_better && partition->n_sets == best->n_sets && s < best->n_sets; s++) {
            if (partition->sets[s] == best->sets[s])
                continue;
            is_better = comes_first(partition->sets[s], best->sets[s]);
            break;
        }
        if (is_better)
            best = partition;
    }
    return *best;
}

static void
test_against_all_partitions(void)
{
    guint n_limited = 0;

    for (guint run = 0; run < RUNS; run++) {
        g_auto(Problem) problem = {.n_plans = 0};
        g_autoptr(GArray) partitions = g_array_new(FALSE, FALSE, sizeof(Partition));
        g_autoptr(VisitCutter) cutter = NULL;
        Partition begun = {.n_sets = 0};
        Partition expected;
        const GArray *visits = NULL;

        make_problem(&problem);
        collect_partitions(&problem, &begun, 0, partitions);
        expected = right_partition(partitions);
        cutter = visit_cutter_new(&problem.commitment);
        for (guint again = 0; again < 2; again++) { /* found, then remembered */
            visits = visit_cutter_cut(cutter, problem.pointers, problem.n_plans, problem.limit);
            g_assert_cmpuint(visits->len, ==, expected.n_sets);
            for (guint s = 0; s < visits->len; s++)
                g_assert_cmpuint(g_array_index(visits, PlanSet, s), ==, expected.sets[s]);
        }
        visits = visit_cutter_cut(cutter, problem.pointers, problem.n_plans, DEPARTMENTS);
        n_limited += visits->len < expected.n_sets ? 1 : 0;
    }
    g_assert_cmpuint(n_limited, >, RUNS / 10); /* the limits mattered */
}

/* A wide plan that only the second visit can hold serves those that the first
 * one leaves: the greedy first visit would cost one more. */
static void
test_wide_plan_is_kept(void)
{
    g_auto(Problem) problem = {.n_plans = 0};
    g_autoptr(VisitCutter) cutter = NULL;
    const GArray *visits = NULL;

    problem_init(&problem, 4, 1);
    set_plan(&problem, 0, 1, 5, 7);  /* three departments */
    set_plan(&problem, 1, 4, 9, 7);  /* the same three */
    set_plan(&problem, 2, 8, 10, 1); /* one of them each */
    set_plan(&problem, 3, 8, 10, 2);
    cutter = visit_cutter_new(&problem.commitment);
    visits = visit_cutter_cut(cutter, problem.pointers, 4, 1);
    g_assert_cmpuint(visits->len, ==, 2);
    g_assert_cmpuint(g_array_index(visits, PlanSet, 0), ==, 1);
    g_assert_cmpuint(g_array_index(visits, PlanSet, 1), ==, 14);
}

/* The most plans that there may be. */
static void
test_most_plans(void)
{
    g_auto(Problem) problem = {.n_plans = 0};
    g_autoptr(VisitCutter) cutter = NULL;
    const GArray *visits = NULL;

    problem_init(&problem, VISIT_CUT_MAX, 2);
    for (guint i = 0; i < VISIT_CUT_MAX; i++)
        set_plan(&problem, i, 1, 9, 1u << i % DEPARTMENTS);
    cutter = visit_cutter_new(&problem.commitment);
    visits = visit_cutter_cut(cutter, problem.pointers, VISIT_CUT_MAX, 2);
    g_assert_cmpuint(visits->len, ==, 3);
    g_assert_cmpuint(g_array_index(visits, PlanSet, 0), ==,
                     0x8c63); /* D0 and D1: plans 0, 1, 5, 6, 10, 11, 15 */
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/visit-cut/all-partitions", test_against_all_partitions);
    g_test_add_func("/visit-cut/wide-plan", test_wide_plan_is_kept);
    g_test_add_func("/visit-cut/most-plans", test_most_plans);
    return g_test_run();
}
