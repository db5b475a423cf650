#include "office/schedule-reason.h"

#include "base/i18n.h"

#include <string.h>

typedef struct {
    ScheduleOutcome outcome;
    const char *code;
} Code;

static const Code CODES[] = {
    {SCHEDULE_SHORT_TEAM, "short-team"},         {SCHEDULE_OVER, "over"},
    {SCHEDULE_NO_WORKING_DAY, "no-working-day"}, {SCHEDULE_ABSENT, "absent"},
    {SCHEDULE_NEVER_TOGETHER, "never-together"}, {SCHEDULE_BUSY, "busy"},
    {SCHEDULE_NO_COMMON_TIME, "no-common-time"},
};

char *
schedule_reason_encode(const ScheduledVisit *scheduled)
{
    char first[CHA_DAY_TEXT_SIZE];
    char last[CHA_DAY_TEXT_SIZE];

    cha_day_to_text(scheduled->first, first);
    cha_day_to_text(scheduled->last, last);
    for (gsize i = 0; i < G_N_ELEMENTS(CODES); i++) {
        if (CODES[i].outcome == scheduled->outcome)
            return g_strdup_printf("%s|%s|%s|%s", CODES[i].code,
                                   scheduled->inspector == NULL ? "" : scheduled->inspector, first, last);
    }
    return g_strdup("");
}

static ScheduleOutcome
outcome_of(const char *code)
{
    for (gsize i = 0; i < G_N_ELEMENTS(CODES); i++) {
        if (strcmp(CODES[i].code, code) == 0)
            return CODES[i].outcome;
    }
    return SCHEDULE_PLACED;
}

char *
schedule_reason_text(const char *reason)
{
    enum { CODE, INSPECTOR, FIRST, LAST, N_PARTS };
    g_auto(GStrv) parts = g_strsplit(reason, "|", -1);

    if (g_strv_length(parts) != N_PARTS)
        return g_strdup(reason);
    switch (outcome_of(parts[CODE])) {
    case SCHEDULE_SHORT_TEAM:
        return g_strdup(_("its team has fewer than two inspectors"));
    case SCHEDULE_OVER:
        return g_strdup_printf(_("its last day, %s, is before %s, the first day to be scheduled"),
                               parts[LAST], parts[FIRST]);
    case SCHEDULE_NO_WORKING_DAY:
        return g_strdup_printf(_("there is no working day from %s to %s"), parts[FIRST], parts[LAST]);
    case SCHEDULE_ABSENT:
        return g_strdup_printf(_("inspector %s is absent on every working day from %s to %s"),
                               parts[INSPECTOR], parts[FIRST], parts[LAST]);
    case SCHEDULE_NEVER_TOGETHER:
        return g_strdup_printf(_("on every working day from %s to %s one of its inspectors is absent"),
                               parts[FIRST], parts[LAST]);
    case SCHEDULE_BUSY:
        return g_strdup_printf(
            _("inspector %s has no time left from %s to %s on the working days when nobody of the team is "
              "absent"),
            parts[INSPECTOR], parts[FIRST], parts[LAST]);
    case SCHEDULE_NO_COMMON_TIME:
        return g_strdup_printf(_("from %s to %s its inspectors have no time left in common"), parts[FIRST],
                               parts[LAST]);
    case SCHEDULE_PLACED:
    default:
        return g_strdup(reason);
    }
}
