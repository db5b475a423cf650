/* Laws of scheduling over random problems: no rule is broken, reasons are true,
 * and the order in which a problem is stated decides nothing. */
#include "schedule-problem.h"

#include <string.h>

static void
test_rules_hold(void)
{
    for (guint round = 0; round < 300; round++) {
        ProblemSize size = {g_test_rand_int_range(1, 80), g_test_rand_int_range(2, 20),
                            g_test_rand_int_range(1, 20), g_test_rand_int_range(1, 6),
                            g_test_rand_int_range(0, 12), g_test_rand_int_range(0, 30),
                            g_test_rand_int_range(1, 5),  TIMETABLE_MAX_VISITS};
        g_autoptr(RandomProblem) random = random_problem_new(&size);
        g_autoptr(GArray) scheduled = schedule_compute(&random->problem);

        check_rules(&random->problem, scheduled);
    }
}

/* The reason says what is so. */
static void
check_reason(const ScheduleProblem *problem, const ScheduleVisit *visit, const ScheduledVisit *place)
{
    guint n_days = 0;
    guint n_allowed = 0;
    TimeSpan never = {0, 0};

    for (ChaDay day = visit->start; day <= visit->end; day++) {
        n_days += day >= problem->from && workdays_has(problem->workdays, day) ? 1 : 0;
        n_allowed += is_allowed(problem, visit, day, never) ? 1 : 0;
    }
    g_assert_cmpint(place->outcome == SCHEDULE_SHORT_TEAM, ==, !has_two_members(visit));
    if (place->outcome == SCHEDULE_SHORT_TEAM)
        return;
    g_assert_cmpint(place->outcome == SCHEDULE_OVER, ==, visit->end < problem->from);
    g_assert_cmpint(place->outcome == SCHEDULE_OVER || place->outcome == SCHEDULE_NO_WORKING_DAY, ==,
                    n_days == 0);
    g_assert_cmpint(place->outcome == SCHEDULE_BUSY || place->outcome == SCHEDULE_NO_COMMON_TIME, ==,
                    n_allowed > 0);
    g_assert_cmpint(place->outcome == SCHEDULE_ABSENT || place->outcome == SCHEDULE_BUSY, ==,
                    place->inspector != NULL);
    g_assert_true(place->inspector == NULL || has_member(visit, place->inspector));
    g_assert_cmpint(place->first, ==, MAX(visit->start, problem->from));
    g_assert_cmpint(place->last, ==, visit->end);
}

static void
test_reasons_are_true(void)
{
    guint n_reasons[SCHEDULE_NO_COMMON_TIME + 1] = {0};

    for (guint round = 0; round < 2000; round++) {
        ProblemSize size = {g_test_rand_int_range(1, 14),
                            4,
                            g_test_rand_int_range(1, 6),
                            4,
                            g_test_rand_int_range(0, 8),
                            g_test_rand_int_range(0, 8),
                            2,
                            3};
        g_autoptr(RandomProblem) random = random_problem_new(&size);
        g_autoptr(GArray) scheduled = schedule_compute(&random->problem);

        for (guint v = 0; v < scheduled->len; v++) {
            const ScheduledVisit *place = &g_array_index(scheduled, ScheduledVisit, v);

            n_reasons[place->outcome]++;
            if (place->outcome != SCHEDULE_PLACED)
                check_reason(&random->problem, &g_array_index(random->problem.visits, ScheduleVisit, v),
                             place);
        }
    }
    for (guint outcome = 0; outcome <= SCHEDULE_NO_COMMON_TIME; outcome++) {
        g_test_message("outcome %u: %u visits", outcome, n_reasons[outcome]);
        g_assert_cmpuint(n_reasons[outcome], >, 0);
    }
}

/* Puts the elements of an array in a random order. */
static void
shuffle(GArray *array)
{
    guint size = g_array_get_element_size(array);
    g_autofree guint8 *kept = g_malloc(size);

    for (guint i = array->len; i > 1; i--) {
        guint8 *last = (guint8 *)array->data + (gsize)(i - 1) * size;
        guint8 *other = (guint8 *)array->data + (gsize)g_test_rand_int_range(0, (gint32)i) * size;

        memcpy(kept, last, size);
        memcpy(last, other, size);
        memcpy(other, kept, size);
    }
}

static void
turn_round(const GPtrArray *team)
{
    for (guint i = 0; i < team->len / 2; i++) {
        gpointer kept = team->pdata[i];

        team->pdata[i] = team->pdata[team->len - 1 - i];
        team->pdata[team->len - 1 - i] = kept;
    }
}

static GHashTable *
answers_by_visit(const ScheduleProblem *problem)
{
    g_autoptr(GArray) scheduled = schedule_compute(problem);
    GHashTable *answers = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);

    for (guint v = 0; v < scheduled->len; v++) {
        const ScheduledVisit *place = &g_array_index(scheduled, ScheduledVisit, v);

        g_hash_table_insert(answers, (gpointer)g_array_index(problem->visits, ScheduleVisit, v).visit,
                            g_strdup_printf("%d %d %u-%u %s", (int)place->outcome, place->day,
                                            place->span.begin, place->span.end, place->inspector));
    }
    return answers;
}

static void
test_order_decides_nothing(void)
{
    for (guint round = 0; round < 100; round++) {
        ProblemSize size = {g_test_rand_int_range(1, 60), 9, g_test_rand_int_range(1, 12), 4, 9, 9, 3, 4};
        g_autoptr(RandomProblem) random = random_problem_new(&size);
        g_autoptr(GHashTable) before = answers_by_visit(&random->problem);
        g_autoptr(GHashTable) after = NULL;
        GHashTableIter iterator;
        gpointer visit, answer;

        shuffle(random->problem.visits);
        shuffle(random->problem.absences);
        shuffle(random->problem.engagements);
        for (guint v = 0; v < random->problem.visits->len; v++)
            turn_round(g_array_index(random->problem.visits, ScheduleVisit, v).inspectors);
        after = answers_by_visit(&random->problem);
        g_hash_table_iter_init(&iterator, before);
        while (g_hash_table_iter_next(&iterator, &visit, &answer))
            g_assert_cmpstr(answer, ==, g_hash_table_lookup(after, visit));
    }
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/schedule/rules-hold", test_rules_hold);
    g_test_add_func("/schedule/reasons-are-true", test_reasons_are_true);
    g_test_add_func("/schedule/order-decides-nothing", test_order_decides_nothing);
    return g_test_run();
}
