/* On small problems everything that fits is placed, which trying all ways proves. */
#include "schedule-problem.h"

/* The most visits that can be placed, by trying all ways. */
typedef struct {
    const ScheduleProblem *problem;
    TimeSpan spans[TIMETABLE_MAX_VISITS];
    ChaDay days[16];
    guint slots[16];
} Search;

static gboolean
is_blocked(const Search *search, guint n_before, ChaDay day, guint slot)
{
    for (guint w = 0; w < n_before; w++) {
        if (search->days[w] == day && search->slots[w] == slot &&
            have_common_member(&g_array_index(search->problem->visits, ScheduleVisit, w),
                               &g_array_index(search->problem->visits, ScheduleVisit, n_before)))
            return TRUE;
    }
    return FALSE;
}

static guint
most_placed(Search *search, guint v)
{
    const ScheduleVisit *visit = NULL;
    guint most = 0;

    if (v == search->problem->visits->len)
        return 0;
    visit = &g_array_index(search->problem->visits, ScheduleVisit, v);
    search->days[v] = CHA_DAY_NONE;
    most = most_placed(search, v + 1);
    for (ChaDay day = visit->start; day <= visit->end; day++) {
        for (guint slot = 0; slot < search->problem->visits_per_day; slot++) {
            if (!is_allowed(search->problem, visit, day, search->spans[slot]) ||
                is_blocked(search, v, day, slot))
                continue;
            search->days[v] = day;
            search->slots[v] = slot;
            most = MAX(most, 1 + most_placed(search, v + 1));
        }
    }
    return most;
}

static guint
count_placeable(const Search *search)
{
    guint n_placeable = 0;

    for (guint v = 0; v < search->problem->visits->len; v++) {
        const ScheduleVisit *visit = &g_array_index(search->problem->visits, ScheduleVisit, v);
        gboolean placeable = FALSE;

        for (ChaDay day = visit->start; day <= visit->end; day++) {
            for (guint slot = 0; slot < search->problem->visits_per_day; slot++)
                placeable = placeable || is_allowed(search->problem, visit, day, search->spans[slot]);
        }
        n_placeable += placeable ? 1 : 0;
    }
    return n_placeable;
}

/* What fits together is placed as a whole. Where not everything fits, the most
 * pressing visits come first, and nobody gives way to two others: at times that
 * is one visit less than the most there could be. */
static void
compare_with_all_ways(guint n_rounds, const ProblemSize *limits)
{
    guint n_whole = 0;
    guint n_fewer = 0;

    for (guint round = 0; round < n_rounds; round++) {
        ProblemSize size = *limits;
        g_autoptr(RandomProblem) random = NULL;
        g_autoptr(GArray) scheduled = NULL;
        Search search = {0};
        guint n_placed, most;

        size.n_inspectors = g_test_rand_int_range(2, limits->n_inspectors + 1);
        size.n_absences = g_test_rand_int_range(0, limits->n_absences + 1);
        size.n_engagements = g_test_rand_int_range(0, limits->n_engagements + 1);
        random = random_problem_new(&size);
        scheduled = schedule_compute(&random->problem);
        n_placed = check_rules(&random->problem, scheduled);
        search.problem = &random->problem;
        timetable_divide(random->problem.visits_per_day, search.spans);
        most = most_placed(&search, 0);
        if (most == count_placeable(&search)) {
            n_whole++;
            g_assert_cmpuint(n_placed, ==, most);
        }
        g_assert_cmpuint(n_placed + 1, >=, most);
        n_fewer += n_placed < most ? 1 : 0;
    }
    g_test_message("%u problems: in %u all can be placed, in %u one more could be", n_rounds, n_whole,
                   n_fewer);
    g_assert_cmpuint(n_whole, >, n_rounds / 4);
    g_assert_cmpuint(n_fewer * 50, <=, n_rounds);
}

static void
test_small_problems_are_solved(void)
{
    static const ProblemSize FOUR_VISITS = {4, 5, 3, 4, 4, 4, 2, 2};
    static const ProblemSize SIX_VISITS = {6, 6, 4, 3, 3, 2, 2, 2};

    compare_with_all_ways(3000, &FOUR_VISITS);
    compare_with_all_ways(1000, &SIX_VISITS);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/schedule-small/all-ways", test_small_problems_are_solved);
    return g_test_run();
}
