/* What a year consists of: months, their days and parts, quarters, halves. The
 * functions that read step over what they have read, or leave *@at where it is. */
#pragma once

#include "exchange/plan/period-moment.h"

enum { PERIOD_LAST_OF_MONTH = -1 /* as a day of a moment */ };

void period_set_months(Moment *moment, MomentKind kind, gint first, gint last);
void period_set_day(Moment *moment, gint month, gint day);
/* FALSE when there is no such quarter. */
gboolean period_set_quarter(Moment *moment, gint quarter);

/* All the digits at *@at, if there are @least to @most. */
gboolean period_read_digits(const char **at, gsize least, gsize most, gint *ret_number);
/* A time of day, which is of no interest. */
void period_skip_time(const char **at);
/* 3月, 3月底, 3月1日, 第二季度, 上半年, 全年, 30日 */
gboolean period_read_in_year(const char **at, Moment *moment);
/* 3 in 3-11月 */
gboolean period_read_bare(const char **at, Moment *moment);
/* What stands behind a year; nothing is all of it. */
void period_read_rest_of_year(const char **at, Moment *moment);
