/* Each rule of scheduling by itself, in the smallest problem that shows it. */
#include "domain/board.h"

#include <string.h>

/* Monday, 4 January 2027. */
static const ChaDay MONDAY = 20822;

typedef struct {
    ScheduleProblem problem;
    Workdays *workdays;
    GPtrArray *teams;
} Fixture;

static void
unref_team(gpointer team)
{
    g_ptr_array_unref(team);
}

static Fixture *
fixture_new(guint visits_per_day, ChaDay from)
{
    Fixture *fixture = g_new0(Fixture, 1);

    fixture->teams = g_ptr_array_new_with_free_func(unref_team);
    fixture->workdays = workdays_new();
    fixture->problem.visits = g_array_new(FALSE, FALSE, sizeof(ScheduleVisit));
    fixture->problem.absences = g_array_new(FALSE, FALSE, sizeof(ScheduleAbsence));
    fixture->problem.engagements = g_array_new(FALSE, FALSE, sizeof(ScheduleEngagement));
    fixture->problem.workdays = fixture->workdays;
    fixture->problem.visits_per_day = visits_per_day;
    fixture->problem.from = from;
    return fixture;
}

static void
fixture_free(Fixture *fixture)
{
    g_array_unref(fixture->problem.visits);
    g_array_unref(fixture->problem.absences);
    g_array_unref(fixture->problem.engagements);
    workdays_free(fixture->workdays);
    g_ptr_array_unref(fixture->teams);
    g_free(fixture);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Fixture, fixture_free)

/* @team is one letter a seat; a dash is an empty one. */
static void
add_visit(Fixture *fixture, const char *visit, ChaDay start, ChaDay end, const char *team)
{
    static const char *const PEOPLE[] = {"a", "b", "c", "d", "e", "f"};
    ScheduleVisit added = {visit, "410702", start, end, g_ptr_array_new()};

    for (const char *at = team; *at != '\0'; at++)
        g_ptr_array_add((GPtrArray *)added.inspectors, (gpointer)(*at == '-' ? "" : PEOPLE[*at - 'a']));
    g_ptr_array_add(fixture->teams, (GPtrArray *)added.inspectors);
    g_array_append_val(fixture->problem.visits, added);
}

static void
add_visit_in(Fixture *fixture, const char *visit, ChaDay start, ChaDay end, const char *team,
             const char *district)
{
    add_visit(fixture, visit, start, end, team);
    g_array_index(fixture->problem.visits, ScheduleVisit, fixture->problem.visits->len - 1).district =
        district;
}

static void
add_absence(Fixture *fixture, const char *inspector, ChaDay from, ChaDay to)
{
    ScheduleAbsence absence = {inspector, from, to};

    g_array_append_val(fixture->problem.absences, absence);
}

static void
add_engagement(Fixture *fixture, const char *inspector, ChaDay day, guint begin, guint end)
{
    ScheduleEngagement engagement = {inspector, day, {begin, end}};

    g_array_append_val(fixture->problem.engagements, engagement);
}

/* What becomes of the visits in the order in which they were added: the day
 * from @MONDAY and the time, or the reason. */
static void
assert_schedule(Fixture *fixture, const char *expected)
{
    static const char *const REASONS[] = {"placed", "short",    "over", "no-working-day",
                                          "absent", "together", "busy", "no-common-time"};
    g_autoptr(GArray) scheduled = schedule_compute(&fixture->problem);
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint v = 0; v < scheduled->len; v++) {
        const ScheduledVisit *place = &g_array_index(scheduled, ScheduledVisit, v);
        char begin[TIMETABLE_TIME_SIZE];

        timetable_time_to_text(place->span.begin, begin);
        g_string_append(text, v == 0 ? "" : " ");
        if (place->outcome == SCHEDULE_PLACED)
            g_string_append_printf(text, "%d@%s", place->day - MONDAY, begin);
        else
            g_string_append_printf(text, "%s%s%s", REASONS[place->outcome],
                                   place->inspector == NULL ? "" : ":",
                                   place->inspector == NULL ? "" : place->inspector);
    }
    g_assert_cmpstr(text->str, ==, expected);
}

static void
test_within_its_days(void)
{
    g_autoptr(Fixture) fixture = fixture_new(4, MONDAY + 1);

    add_visit(fixture, "early-1", MONDAY - 20, MONDAY + 4, "ab");
    add_visit(fixture, "late-1", MONDAY + 3, MONDAY + 3, "cd");
    add_visit(fixture, "over-1", MONDAY - 20, MONDAY, "ef");
    assert_schedule(fixture, "1@09:00 3@09:00 over");
}

static void
test_on_working_days(void)
{
    g_autoptr(Fixture) fixture = fixture_new(4, MONDAY);

    workdays_add(fixture->workdays, MONDAY, FALSE);
    workdays_add(fixture->workdays, MONDAY + 6, TRUE);
    add_visit(fixture, "holiday-1", MONDAY, MONDAY + 1, "ab");
    add_visit(fixture, "sunday-1", MONDAY + 5, MONDAY + 6, "cd");
    add_visit(fixture, "saturday-1", MONDAY + 5, MONDAY + 5, "ef");
    assert_schedule(fixture, "1@09:00 6@09:00 no-working-day");
}

static void
test_nobody_absent(void)
{
    g_autoptr(Fixture) fixture = fixture_new(4, MONDAY);

    add_absence(fixture, "a", MONDAY, MONDAY + 1);
    add_absence(fixture, "a", MONDAY, MONDAY); /* inside the other */
    add_absence(fixture, "d", MONDAY, MONDAY + 4);
    add_absence(fixture, "e", MONDAY, MONDAY + 1);
    add_absence(fixture, "f", MONDAY + 2, MONDAY + 4);
    add_visit(fixture, "one-1", MONDAY, MONDAY + 4, "ab");
    add_visit(fixture, "two-1", MONDAY, MONDAY + 4, "cd");
    add_visit(fixture, "three-1", MONDAY, MONDAY + 4, "ef");
    assert_schedule(fixture, "2@09:00 absent:d together");
}

static void
test_nobody_in_two_places(void)
{
    g_autoptr(Fixture) fixture = fixture_new(2, MONDAY);

    add_visit(fixture, "1-1", MONDAY, MONDAY, "ab");
    add_visit(fixture, "2-1", MONDAY, MONDAY, "bc");
    add_visit(fixture, "3-1", MONDAY, MONDAY, "cd");
    assert_schedule(fixture, "0@09:00 0@14:30 0@09:00");
}

static void
test_other_engagements(void)
{
    g_autoptr(Fixture) fixture = fixture_new(4, MONDAY);

    add_engagement(fixture, "a", MONDAY, 9 * 60, 10 * 60 + 30);
    add_engagement(fixture, "b", MONDAY, 10 * 60 + 31, 10 * 60 + 32);
    add_engagement(fixture, "b", MONDAY + 5, 0, 24 * 60); /* a Saturday */
    add_visit(fixture, "1-1", MONDAY, MONDAY, "ab");
    assert_schedule(fixture, "0@14:30");
}

static void
test_so_many_visits_a_day(void)
{
    g_autoptr(Fixture) fixture = fixture_new(3, MONDAY);

    add_visit(fixture, "1-1", MONDAY, MONDAY, "ab");
    add_visit(fixture, "2-1", MONDAY, MONDAY, "ac");
    add_visit(fixture, "3-1", MONDAY, MONDAY, "ad");
    add_visit(fixture, "4-1", MONDAY, MONDAY, "ae");
    assert_schedule(fixture, "0@09:00 0@10:30 0@14:30 busy:a");
}

static void
test_two_inspectors_at_least(void)
{
    g_autoptr(Fixture) fixture = fixture_new(4, MONDAY);

    add_visit(fixture, "1-1", MONDAY, MONDAY, "a-");
    add_visit(fixture, "2-1", MONDAY, MONDAY, "bb"); /* one person for two departments */
    add_visit(fixture, "3-1", MONDAY, MONDAY, "--");
    add_visit(fixture, "4-1", MONDAY, MONDAY, "c-d");
    assert_schedule(fixture, "short short short 0@09:00");
}

static void
test_no_time_in_common(void)
{
    g_autoptr(Fixture) fixture = fixture_new(2, MONDAY);

    add_engagement(fixture, "a", MONDAY, 9 * 60, 12 * 60);
    add_engagement(fixture, "b", MONDAY, 15 * 60, 16 * 60);
    add_visit(fixture, "1-1", MONDAY, MONDAY, "ab");
    assert_schedule(fixture, "no-common-time");
}

/* The first visit is in the way of the second until it moves, which it can
 * only when the third moves too. */
static void
test_visits_make_room(void)
{
    g_autoptr(Fixture) fixture = fixture_new(1, MONDAY);

    add_visit(fixture, "1-1", MONDAY, MONDAY + 3, "ab");
    add_visit(fixture, "2-1", MONDAY + 1, MONDAY + 3, "ac");
    add_visit(fixture, "3-1", MONDAY, MONDAY + 3, "ad");
    add_visit(fixture, "4-1", MONDAY, MONDAY + 4, "ae");
    add_absence(fixture, "e", MONDAY + 2, MONDAY + 4);
    add_absence(fixture, "b", MONDAY + 2, MONDAY + 2);
    assert_schedule(fixture, "3@09:00 1@09:00 2@09:00 0@09:00");
}

static void
test_a_district_at_a_time(void)
{
    g_autoptr(Fixture) fixture = fixture_new(2, MONDAY);

    add_visit_in(fixture, "1-1", MONDAY, MONDAY + 4, "ab", "410703");
    add_visit_in(fixture, "2-1", MONDAY, MONDAY + 4, "ab", "410702");
    add_visit_in(fixture, "3-1", MONDAY, MONDAY + 4, "ab", "410703");
    add_visit_in(fixture, "4-1", MONDAY, MONDAY + 4, "ab", "410702");
    assert_schedule(fixture, "1@09:00 0@09:00 1@14:30 0@14:30");
}

/* The second visit could be on Monday, yet b is in its district on Tuesday. */
static void
test_neighbours_share_a_day(void)
{
    g_autoptr(Fixture) fixture = fixture_new(2, MONDAY);

    add_visit_in(fixture, "1-1", MONDAY + 1, MONDAY + 4, "ab", "410702");
    add_visit_in(fixture, "2-1", MONDAY, MONDAY + 5, "bc", "410702");
    add_visit_in(fixture, "3-1", MONDAY, MONDAY + 5, "cd", "410703");
    assert_schedule(fixture, "1@09:00 1@14:30 0@14:30");
}

/* As before, but Tuesday afternoon is needed for somebody else. */
static void
test_neighbours_take_no_place(void)
{
    g_autoptr(Fixture) fixture = fixture_new(2, MONDAY);

    add_visit_in(fixture, "1-1", MONDAY + 1, MONDAY + 4, "ab", "410702");
    add_visit_in(fixture, "2-1", MONDAY, MONDAY + 5, "bc", "410702");
    add_visit_in(fixture, "3-1", MONDAY + 1, MONDAY + 1, "be", "410703");
    assert_schedule(fixture, "1@14:30 0@09:00 1@09:00");
}

/* A plan for ever costs no more than one for as long as its visits take. */
static void
test_endless_plan(void)
{
    g_autoptr(Fixture) fixture = fixture_new(12, MONDAY);
    g_autoptr(Board) board = NULL;
    ChaDay last = 0;

    g_assert_true(cha_day_from_text("9999-12-31", &last));
    add_visit(fixture, "1-1", MONDAY, last, "ab");
    add_visit(fixture, "2-1", MONDAY, last, "ab");
    add_absence(fixture, "a", MONDAY, MONDAY + 4);
    assert_schedule(fixture, "7@09:00 7@09:30");
    board = board_new(&fixture->problem);
    g_assert_cmpuint(board->inspectors[0].n_words, <, 4);
}

static void
test_nothing_to_do(void)
{
    g_autoptr(Fixture) fixture = fixture_new(4, MONDAY);

    add_absence(fixture, "a", MONDAY, MONDAY);
    assert_schedule(fixture, "");
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/schedule/within-its-days", test_within_its_days);
    g_test_add_func("/schedule/on-working-days", test_on_working_days);
    g_test_add_func("/schedule/nobody-absent", test_nobody_absent);
    g_test_add_func("/schedule/nobody-in-two-places", test_nobody_in_two_places);
    g_test_add_func("/schedule/other-engagements", test_other_engagements);
    g_test_add_func("/schedule/so-many-visits-a-day", test_so_many_visits_a_day);
    g_test_add_func("/schedule/two-inspectors-at-least", test_two_inspectors_at_least);
    g_test_add_func("/schedule/no-time-in-common", test_no_time_in_common);
    g_test_add_func("/schedule/visits-make-room", test_visits_make_room);
    g_test_add_func("/schedule/a-district-at-a-time", test_a_district_at_a_time);
    g_test_add_func("/schedule/neighbours-share-a-day", test_neighbours_share_a_day);
    g_test_add_func("/schedule/neighbours-take-no-place", test_neighbours_take_no_place);
    g_test_add_func("/schedule/endless-plan", test_endless_plan);
    g_test_add_func("/schedule/nothing-to-do", test_nothing_to_do);
    return g_test_run();
}
