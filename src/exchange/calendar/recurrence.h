/* Recurrence rules (RFC 5545, section 3.3.10): which times on a wall they give.
 * Zones are not known here. Our own, because libical hangs on rules of seconds
 * and cuts long lists; the work is counted, so that no rule takes for ever. */
#pragma once

#include "exchange/calendar/calendar-value.h"

typedef enum {
    FREQUENCY_SECONDLY,
    FREQUENCY_MINUTELY,
    FREQUENCY_HOURLY,
    FREQUENCY_DAILY,
    FREQUENCY_WEEKLY,
    FREQUENCY_MONTHLY,
    FREQUENCY_YEARLY,
} Frequency;

enum { MAX_ORDINAL = 53, MAX_YEAR_DAY = 366, MAX_MONTH_DAY = 31, MAX_WEEK = 53 };

/* A rule. Sets of numbers are bits; those that count from the end have a set of
 * their own. An empty set is a part that is not there. */
typedef struct {
    Frequency frequency;
    gint64 interval; /* from 1 */
    gint64 count;    /* 0 for none */
    gboolean has_until;
    CalendarTime until;                       /* included; the zone of a FORM_FLOATING is that of the event */
    gint week_start;                          /* 1 (Monday) to 7 */
    guint months;                             /* bits 1 to 12 */
    guint weekdays;                           /* bits 1 to 7, of those without ordinal */
    guint8 nth_weekdays[2 * MAX_ORDINAL + 1]; /* by ordinal + MAX_ORDINAL; bits 1 to 7 */
    gboolean has_nth_weekdays;
    guint64 month_days; /* bits 1 to 31 */
    guint64 month_days_from_end;
    guint64 weeks; /* bits 1 to 53 */
    guint64 weeks_from_end;
    guint64 year_days[MAX_YEAR_DAY / 64 + 1]; /* bits 1 to 366 */
    guint64 year_days_from_end[MAX_YEAR_DAY / 64 + 1];
    gboolean has_year_days;
    guint hours;     /* bits 0 to 23 */
    guint64 minutes; /* bits 0 to 59 */
    guint64 seconds;
    GArray *positions; /* (nullable) (element-type gint) BYSETPOS, rising, distinct, without 0 */
} Recurrence;

void recurrence_free(Recurrence *rule);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Recurrence, recurrence_free)

/* Why a rule cannot be followed. */
typedef enum {
    RECURRENCE_READ,
    RECURRENCE_WRONG,   /* @ret_part is the part that is wrong, or the whole */
    RECURRENCE_FOREIGN, /* it counts in another calendar than the Gregorian */
} RecurrenceReading;

RecurrenceReading recurrence_read(Slice text, Recurrence **ret_rule,
                                  Slice *ret_part) G_GNUC_WARN_UNUSED_RESULT;
/* In one form for all rules that mean the same. */
void recurrence_append(GString *output, const Recurrence *rule);

/* FALSE ends the walk. */
typedef gboolean (*RecurrenceVisitor)(gint64 civil, gpointer data);

/* Where a rule begins and which part of what it gives is wanted. */
typedef struct {
    gint64 start;     /* the first occurrence, whether or not the rule gives it */
    gboolean is_date; /* occurrences are days: parts of times do not count */
    gint64 from;      /* wanted are those at or after it */
    gint64 to;        /* and before it */
} RecurrenceSpan;

/* Visits the wanted occurrences in rising order, each once. UNTIL is left to the
 * caller, who knows the zones; the walk goes on for a day and a half past it.
 * Every day, position and occurrence that is looked at takes one of @steps; FALSE
 * when they do not suffice, and some of the occurrences are missing then. */
gboolean recurrence_walk(const Recurrence *rule, const RecurrenceSpan *span, guint64 *steps,
                         RecurrenceVisitor visit, gpointer data) G_GNUC_WARN_UNUSED_RESULT;
