#include "cli/commands.h"
#include "cli/language.h"
#include "cli/talk.h"

#include <choucha/scheduling.h>

static const Operand CAMPAIGN_OPERANDS[] = {{.name = "CAMPAIGN"}, {.name = NULL}};

typedef struct {
    char *folder;
    ChaDay from;
} ScheduleValues;

static const Option SCHEDULE_OPTIONS[] = {
    {"output", 'o', OPTION_PATH, offsetof(ScheduleValues, folder), TRUE, "BUNDLE",
     N_("the folder that schedule.csv is written to"), NULL},
    {"from", '\0', OPTION_DAY, offsetof(ScheduleValues, from), FALSE, "DAY",
     N_("no visit before this day; else from the day after the draw"), NULL},
    {.name = NULL},
};

static Answer
run_schedule(Session *session, gconstpointer data, char **operands, GError **error)
{
    const ScheduleValues *values = data;
    g_autoptr(ChaStore) store = session_open(session, SESSION_CHANGE, error);
    g_autoptr(ChaScheduleReport) report = NULL;
    char from[CHA_DAY_TEXT_SIZE];

    if (store == NULL || !cha_schedule(store, operands[0], values->folder, values->from, console_progress,
                                       &session->console, &report, error))
        return ANSWER_FAILED;
    cha_day_to_text(report->from, from);
    console_say(&session->console, _("%s: %u of %u visits have a day, from %s on; %u appointments changed"),
                report->campaign, report->placed, report->visits, from, report->changed);
    talk_unplaced(&session->console, report);
    return report->unplaced->len > 0 ? ANSWER_NOT_ALL_GOOD : ANSWER_GOOD;
}

const Command schedule_command = {
    .name = "schedule",
    .group = GROUP_CALENDAR,
    .summary = N_("give every visit a day and a time"),
    .description = N_("Places the visits of a drawn campaign on working days within their periods, so\n"
                      "that no inspector is at two places, absent or above the visits of a day.\n"
                      "Holidays and make-up days come from the records. Begins on the day after the\n"
                      "draw, or on the first day of a quarter that was over before the draw. Writes\n"
                      "BUNDLE/schedule.csv."),
    .not_all_good = N_("visits have no day; they are named with the reason"),
    .example = "schedule 2027Q1 -o 2027Q1 --from 2027-01-11",
    .operands = CAMPAIGN_OPERANDS,
    .options = SCHEDULE_OPTIONS,
    .values_size = sizeof(ScheduleValues),
    .run = run_schedule,
};

typedef struct {
    char *folder;
    gboolean no_alarms;
} CalendarValues;

static const Option CALENDAR_OPTIONS[] = {
    {"output", 'o', OPTION_PATH, offsetof(CalendarValues, folder), TRUE, "FOLDER",
     N_("the folder that the calendars are written to"), NULL},
    {"no-alarms", '\0', OPTION_FLAG, offsetof(CalendarValues, no_alarms), FALSE, NULL,
     N_("no reminder on the evening before a visit"), NULL},
    {.name = NULL},
};

static Answer
run_calendar(Session *session, gconstpointer data, char **operands, GError **error)
{
    const CalendarValues *values = data;
    g_autoptr(ChaStore) store = session_open(session, SESSION_READ, error);
    ChaCalendarReport report = {0};

    if (store == NULL || !cha_calendar(store, operands[0], values->folder, !values->no_alarms,
                                       console_progress, &session->console, &report, error))
        return ANSWER_FAILED;
    console_say(&session->console,
                _("calendars: %u of inspectors, %u of departments, and all.ics; events: %u"),
                report.inspectors, report.departments, report.events);
    return ANSWER_GOOD;
}

const Command calendar_command = {
    .name = "calendar",
    .group = GROUP_CALENDAR,
    .summary = N_("write calendars for inspectors and departments"),
    .description = N_("Writes FOLDER/inspectors/ID.ics, FOLDER/departments/ID.ics and FOLDER/all.ics\n"
                      "(RFC 5545), for Outlook, phones, DingTalk, WeCom and Feishu. Written again after\n"
                      "a change, they update the events that are there already."),
    .example = "calendar 2027Q1 -o 2027Q1/calendars",
    .operands = CAMPAIGN_OPERANDS,
    .options = CALENDAR_OPTIONS,
    .values_size = sizeof(CalendarValues),
    .run = run_calendar,
};
