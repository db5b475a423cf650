#include "schedule-problem.h"

#include <string.h>

/* A Thursday, so that weekends fall into every problem of more than two days. */
static const ChaDay FIRST_DAY = 20461;

static void
unref_pointers(gpointer pointers)
{
    g_ptr_array_unref(pointers);
}

static const char *
own_text(RandomProblem *random, char *text)
{
    GPtrArray *holder = g_ptr_array_new_with_free_func(g_free);

    g_ptr_array_add(holder, text);
    g_ptr_array_add(random->owned, holder);
    return text;
}

static const char *
inspector_name(RandomProblem *random, gint number)
{
    return own_text(random, g_strdup_printf("I%04d", number));
}

/* One seat in sixteen is empty, and one person may hold two seats. */
static GPtrArray *
random_team(RandomProblem *random, const ProblemSize *size)
{
    GPtrArray *team = g_ptr_array_new();
    gint n_seats = g_test_rand_int_range(size->max_team > 1 ? 2 : 1, size->max_team + 1);

    for (gint i = 0; i < n_seats; i++) {
        gboolean is_empty = g_test_rand_int_range(0, 16) == 0;

        g_ptr_array_add(
            team, is_empty ? (gpointer) ""
                           : (gpointer)inspector_name(random, g_test_rand_int_range(0, size->n_inspectors)));
    }
    g_ptr_array_add(random->owned, team);
    return team;
}

RandomProblem *
random_problem_new(const ProblemSize *size)
{
    RandomProblem *random = g_new0(RandomProblem, 1);
    ScheduleProblem *problem = &random->problem;

    random->owned = g_ptr_array_new_with_free_func(unref_pointers);
    random->workdays = workdays_new();
    problem->visits = g_array_new(FALSE, FALSE, sizeof(ScheduleVisit));
    problem->absences = g_array_new(FALSE, FALSE, sizeof(ScheduleAbsence));
    problem->engagements = g_array_new(FALSE, FALSE, sizeof(ScheduleEngagement));
    problem->workdays = random->workdays;
    problem->visits_per_day = (guint)g_test_rand_int_range(1, size->max_visits_per_day + 1);
    problem->from = FIRST_DAY + g_test_rand_int_range(-1, 2);
    for (gint i = 0; i < size->n_days / 3; i++)
        workdays_add(random->workdays, FIRST_DAY + g_test_rand_int_range(0, size->n_days),
                     g_test_rand_int_range(0, 2) == 0);
    for (gint v = 0; v < size->n_visits; v++) {
        ChaDay start = FIRST_DAY + g_test_rand_int_range(0, size->n_days);
        ScheduleVisit visit = {
            own_text(random, g_strdup_printf("T%05d-1", v)),
            own_text(random, g_strdup_printf("4107%02d", g_test_rand_int_range(0, size->n_districts))), start,
            start + g_test_rand_int_range(0, size->n_days), random_team(random, size)};

        g_array_append_val(problem->visits, visit);
    }
    for (gint a = 0; a < size->n_absences; a++) {
        ChaDay from = FIRST_DAY + g_test_rand_int_range(-2, size->n_days);
        ScheduleAbsence absence = {inspector_name(random, g_test_rand_int_range(0, size->n_inspectors + 1)),
                                   from, from + g_test_rand_int_range(0, 3)};

        g_array_append_val(problem->absences, absence);
    }
    for (gint e = 0; e < size->n_engagements; e++) {
        guint begin = (guint)g_test_rand_int_range(8 * 60, 18 * 60);
        ScheduleEngagement engagement = {
            inspector_name(random, g_test_rand_int_range(0, size->n_inspectors + 1)),
            FIRST_DAY + g_test_rand_int_range(0, size->n_days),
            {begin, begin + 45}};

        g_array_append_val(problem->engagements, engagement);
    }
    return random;
}

void
random_problem_free(RandomProblem *random)
{
    g_array_unref(random->problem.visits);
    g_array_unref(random->problem.absences);
    g_array_unref(random->problem.engagements);
    workdays_free(random->workdays);
    g_ptr_array_unref(random->owned);
    g_free(random);
}

gboolean
has_member(const ScheduleVisit *visit, const char *inspector)
{
    for (guint i = 0; i < visit->inspectors->len; i++) {
        if (strcmp(visit->inspectors->pdata[i], inspector) == 0)
            return TRUE;
    }
    return FALSE;
}

gboolean
have_common_member(const ScheduleVisit *left, const ScheduleVisit *right)
{
    for (guint i = 0; i < left->inspectors->len; i++) {
        const char *inspector = left->inspectors->pdata[i];

        if (*inspector != '\0' && has_member(right, inspector))
            return TRUE;
    }
    return FALSE;
}

gboolean
has_two_members(const ScheduleVisit *visit)
{
    const char *first = NULL;

    for (guint i = 0; i < visit->inspectors->len; i++) {
        const char *inspector = visit->inspectors->pdata[i];

        if (*inspector != '\0' && first != NULL && strcmp(first, inspector) != 0)
            return TRUE;
        if (*inspector != '\0' && first == NULL)
            first = inspector;
    }
    return FALSE;
}

gboolean
is_allowed(const ScheduleProblem *problem, const ScheduleVisit *visit, ChaDay day, TimeSpan span)
{
    if (!has_two_members(visit) || day < visit->start || day > visit->end || day < problem->from ||
        !workdays_has(problem->workdays, day))
        return FALSE;
    for (guint i = 0; i < problem->absences->len; i++) {
        const ScheduleAbsence *absence = &g_array_index(problem->absences, ScheduleAbsence, i);

        if (day >= absence->from && day <= absence->to && has_member(visit, absence->inspector))
            return FALSE;
    }
    for (guint i = 0; i < problem->engagements->len; i++) {
        const ScheduleEngagement *engagement = &g_array_index(problem->engagements, ScheduleEngagement, i);

        if (engagement->day == day && span.begin < engagement->span.end &&
            engagement->span.begin < span.end && has_member(visit, engagement->inspector))
            return FALSE;
    }
    return TRUE;
}

guint
check_rules(const ScheduleProblem *problem, GArray *scheduled)
{
    guint n_placed = 0;

    g_assert_cmpuint(scheduled->len, ==, problem->visits->len);
    for (guint v = 0; v < scheduled->len; v++) {
        const ScheduledVisit *place = &g_array_index(scheduled, ScheduledVisit, v);
        const ScheduleVisit *visit = &g_array_index(problem->visits, ScheduleVisit, v);

        if (place->outcome != SCHEDULE_PLACED)
            continue;
        n_placed++;
        g_assert_true(is_allowed(problem, visit, place->day, place->span));
        for (guint w = 0; w < v; w++) {
            const ScheduledVisit *other = &g_array_index(scheduled, ScheduledVisit, w);

            if (other->outcome == SCHEDULE_PLACED && other->day == place->day &&
                timetable_overlaps(other->span, place->span))
                g_assert_false(have_common_member(visit, &g_array_index(problem->visits, ScheduleVisit, w)));
        }
    }
    return n_placed;
}
