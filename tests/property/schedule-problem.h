/* Random problems of scheduling, and the rules written a second time. */
#pragma once

#include "domain/schedule.h"

typedef struct {
    ScheduleProblem problem;
    Workdays *workdays;
    GPtrArray *owned; /* texts and teams */
} RandomProblem;

typedef struct {
    gint n_visits;
    gint n_inspectors;
    gint n_days;
    gint max_team;
    gint n_absences;
    gint n_engagements;
    gint n_districts;
    gint max_visits_per_day;
} ProblemSize;

RandomProblem *random_problem_new(const ProblemSize *size);
void random_problem_free(RandomProblem *random);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RandomProblem, random_problem_free)

gboolean has_member(const ScheduleVisit *visit, const char *inspector);
gboolean have_common_member(const ScheduleVisit *left, const ScheduleVisit *right);
gboolean has_two_members(const ScheduleVisit *visit);
/* Whether a visit may take place then, had nobody another visit; written from
 * the rules and not from the code that is tested. */
gboolean is_allowed(const ScheduleProblem *problem, const ScheduleVisit *visit, ChaDay day, TimeSpan span);
/* Asserts that a schedule breaks no rule; returns how many visits it places. */
guint check_rules(const ScheduleProblem *problem, GArray *scheduled);
