/* What the store keeps of the calendar files of inspectors, as times. */
#pragma once

#include "domain/timetable.h"
#include "exchange/calendar/busy-calendar.h"

#include <choucha/day.h>
#include <choucha/error.h>

/* The time (UTC) at which a day begins in Beijing. */
gint64 busy_begin_of_day(ChaDay day);

/* Appends the spans in which an inspector is busy according to a file of the
 * store, on the days (of Beijing) from @first to @last, both included. */
gboolean busy_file_add_spans(const char *inspector, const char *file, const char *content, ChaDay first,
                             ChaDay last, GArray *spans, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for a calendar that was just read. */
gboolean busy_file_expand(const char *inspector, const char *file, const BusyCalendar *calendar, ChaDay first,
                          ChaDay last, GArray *spans, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The parts of a span on each of its days in Beijing, in whole minutes that
 * hold all of it. */
typedef void (*BusyPartVisitor)(ChaDay day, TimeSpan span, gpointer data);
void busy_span_walk_days(BusySpan span, BusyPartVisitor visit, gpointer data);
