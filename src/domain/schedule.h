/* Scheduling: a day and a time for every visit of a campaign, as far as there
 * is one for all of its inspectors. The same problem has the same answer,
 * whatever the order in which it is stated. */
#pragma once

#include "domain/timetable.h"
#include "domain/workday.h"

/* A visit that needs a day and a time. */
typedef struct {
    const char *visit;
    const char *district;
    ChaDay start; /* the days it may take place on, both included */
    ChaDay end;
    const GPtrArray *inspectors; /* (element-type utf8) by seat; "" where nobody sits */
} ScheduleVisit;

/* Days on which an inspector is away, both included. */
typedef struct {
    const char *inspector;
    ChaDay from;
    ChaDay to;
} ScheduleAbsence;

/* Something else that an inspector has to do on a day. */
typedef struct {
    const char *inspector;
    ChaDay day;
    TimeSpan span;
} ScheduleEngagement;

typedef struct {
    GArray *visits;      /* (element-type ScheduleVisit) names are distinct */
    GArray *absences;    /* (element-type ScheduleAbsence) */
    GArray *engagements; /* (element-type ScheduleEngagement) */
    const Workdays *workdays;
    guint visits_per_day; /* 1 to TIMETABLE_MAX_VISITS */
    ChaDay from;          /* no visit is before this day */
} ScheduleProblem;

/* Whether a visit has a time, or the one reason that is nearest to what a
 * person could change. */
typedef enum {
    SCHEDULE_PLACED,
    SCHEDULE_SHORT_TEAM,     /* fewer than two inspectors */
    SCHEDULE_OVER,           /* its last day is before `from` */
    SCHEDULE_NO_WORKING_DAY, /* none among its days */
    SCHEDULE_ABSENT,         /* `inspector` is away on all of them */
    SCHEDULE_NEVER_TOGETHER, /* on each of them somebody is away */
    SCHEDULE_BUSY,           /* `inspector` has no time left on any of them */
    SCHEDULE_NO_COMMON_TIME, /* everybody has time, but never the same */
} ScheduleOutcome;

typedef struct {
    ScheduleOutcome outcome;
    ChaDay day; /* when placed */
    TimeSpan span;
    const char *inspector; /* (nullable) borrowed from the visit: whom the outcome is about */
    ChaDay first;          /* the days considered, both included; unless placed */
    ChaDay last;
} ScheduledVisit;

enum { SCHEDULE_MIN_INSPECTORS = 2 }; /* 行政处罚法, article 42 */

/* Returns: (transfer full) (element-type ScheduledVisit): one for each visit,
 * in the order of the problem. */
GArray *schedule_compute(const ScheduleProblem *problem);
