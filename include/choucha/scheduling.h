/* A day and a time for every visit, and calendars for everyone. */
#pragma once

#include <choucha/day.h>
#include <choucha/output.h>
#include <choucha/store.h>

G_BEGIN_DECLS

/**
 * ChaUnplaced:
 * @visit: a visit
 * @reason: why it has no day, a sentence in the user's language
 */
typedef struct {
    char *visit;
    char *reason;
} ChaUnplaced;

/**
 * ChaScheduleReport:
 * @campaign: the campaign, with its attempt
 * @from: the first day that was considered
 * @visits: visits of the campaign
 * @placed: those with a day
 * @changed: those whose appointment is not what it was before
 * @unplaced: (element-type ChaUnplaced): the others, in order of their names
 */
typedef struct {
    char *campaign;
    ChaDay from;
    guint visits;
    guint placed;
    guint changed;
    GPtrArray *unplaced;
} ChaScheduleReport;

/**
 * cha_schedule_report_free:
 * @report: (transfer full) (nullable): a report
 */
void cha_schedule_report_free(ChaScheduleReport *report);

/**
 * cha_schedule:
 * @store: the store
 * @campaign: a drawn campaign
 * @folder: where schedule.csv is written
 * @from: no visit before this day; %CHA_DAY_NONE: the day (of Beijing) after
 *   the recorded draw, but for a quarter that ended before the draw its first
 * @progress: (nullable): told now and then
 * @data: for @progress
 * @ret_report: (out): what was placed, and what was not
 * @error: return location for an error
 *
 * Gives every visit a day and a time as far as there is one for all of its
 * inspectors, records it, and writes @folder/schedule.csv.
 *
 * Errors: %CHA_ERROR_NOT_FOUND for an unknown campaign, %CHA_ERROR_CONFLICT
 * for one that is void or not drawn, %CHA_ERROR_OUTPUT when it is recorded but
 * could not be written.
 */
gboolean cha_schedule(ChaStore *store, const char *campaign, const char *folder, ChaDay from,
                      ChaProgress progress, gpointer data, ChaScheduleReport **ret_report,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * ChaCalendarReport:
 * @inspectors: files written for inspectors
 * @departments: files written for departments
 * @events: events of the campaign
 */
typedef struct {
    guint inspectors;
    guint departments;
    guint events;
} ChaCalendarReport;

/**
 * cha_calendar:
 * @store: the store
 * @campaign: a scheduled campaign
 * @folder: where inspectors/ID.ics, departments/ID.ics and all.ics are written
 * @alarms: remind of each visit the evening before
 * @progress: (nullable): told now and then
 * @data: for @progress
 * @ret_report: (out): what was written
 * @error: return location for an error
 *
 * Writes calendars (RFC 5545) for every inspector, also those without visits,
 * for every department and for all. The same store gives the same bytes.
 *
 * Errors: %CHA_ERROR_NOT_FOUND for an unknown campaign, %CHA_ERROR_CONFLICT
 * for one that is void or not scheduled, %CHA_ERROR_OUTPUT.
 */
gboolean cha_calendar(ChaStore *store, const char *campaign, const char *folder, gboolean alarms,
                      ChaProgress progress, gpointer data, ChaCalendarReport *ret_report,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ChaScheduleReport, cha_schedule_report_free)

G_END_DECLS
