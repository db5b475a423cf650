#include <choucha/scheduling.h>

#include "base/i18n.h"
#include "domain/quarter.h"
#include "domain/schedule.h"
#include "office/bundle-folder.h"
#include "office/naming.h"
#include "office/output-file.h"
#include "office/schedule-reason.h"
#include "store/appointment-store.h"

#include <string.h>

/* Everything that scheduling a campaign needs, and its owners. */
typedef struct {
    GPtrArray *visits;   /* (element-type CampaignVisit) all of them */
    GPtrArray *pending;  /* (element-type CampaignVisit) borrowed: those to be placed */
    GPtrArray *absences; /* (element-type GStrv) records */
    GStringChunk *texts;
    Workdays *workdays;
    ScheduleProblem problem;
} Desk;

static void
desk_free(Desk *desk)
{
    if (desk == NULL)
        return;
    g_clear_pointer(&desk->visits, g_ptr_array_unref);
    g_clear_pointer(&desk->pending, g_ptr_array_unref);
    g_clear_pointer(&desk->absences, g_ptr_array_unref);
    g_clear_pointer(&desk->texts, g_string_chunk_free);
    g_clear_pointer(&desk->workdays, workdays_free);
    g_clear_pointer(&desk->problem.visits, g_array_unref);
    g_clear_pointer(&desk->problem.absences, g_array_unref);
    g_clear_pointer(&desk->problem.engagements, g_array_unref);
    g_free(desk);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Desk, desk_free)

/* Days and times of the store are in canonical form. */
static ChaDay
day_of(const char *text)
{
    ChaDay day = 0;

    if (!cha_day_from_text(text, &day))
        g_assert_not_reached();
    return day;
}

static guint
minutes_of(const char *text)
{
    guint minutes = 0;

    if (!timetable_time_from_text(text, &minutes))
        g_assert_not_reached();
    return minutes;
}

/* The day in Beijing of a UTC time such as 2027-01-05T02:00:00Z. */
static ChaDay
beijing_day(const char *utc)
{
    enum { HOURS_AHEAD = 8, HOURS_PER_DAY = 24, HOUR_AT = 11 };
    g_autofree char *date = g_strndup(utc, CHA_DAY_TEXT_SIZE - 1);
    gint hour = (utc[HOUR_AT] - '0') * 10 + (utc[HOUR_AT + 1] - '0');

    return day_of(date) + (hour + HOURS_AHEAD) / HOURS_PER_DAY;
}

static ChaDay
first_day(const Campaign *campaign)
{
    ChaDay drawn = beijing_day(campaign->drawn_at);
    Quarter quarter = 0;

    if (!quarter_from_text(campaign->quarter, &quarter))
        g_assert_not_reached();
    return quarter_last_day(quarter) < drawn ? quarter_first_day(quarter) : drawn + 1;
}

static gboolean
load_workdays(ChaStore *store, Desk *desk, GError **error)
{
    const Kind *kind = kind_get(CHA_KIND_HOLIDAYS);
    guint date_column = (guint)kind_find_column(kind, "date");
    guint kind_column = (guint)kind_find_column(kind, "kind");
    g_autoptr(GPtrArray) records = registry_store_load(store, kind, error);

    if (records == NULL)
        return FALSE;
    desk->workdays = workdays_new();
    for (guint i = 0; i < records->len; i++) {
        const char *const *record = g_ptr_array_index(records, i);

        workdays_add(desk->workdays, day_of(record[date_column]),
                     strcmp(record[kind_column], "workday") == 0);
    }
    desk->problem.workdays = desk->workdays;
    return TRUE;
}

static gboolean
load_absences(ChaStore *store, Desk *desk, GError **error)
{
    const Kind *kind = kind_get(CHA_KIND_ABSENCES);
    guint inspector_column = (guint)kind_find_column(kind, "inspector");
    guint from_column = (guint)kind_find_column(kind, "from");
    guint to_column = (guint)kind_find_column(kind, "to");

    desk->absences = registry_store_load(store, kind, error);
    if (desk->absences == NULL)
        return FALSE;
    desk->problem.absences = g_array_new(FALSE, FALSE, sizeof(ScheduleAbsence));
    for (guint i = 0; i < desk->absences->len; i++) {
        const char *const *record = g_ptr_array_index(desk->absences, i);
        ScheduleAbsence absence = {record[inspector_column], day_of(record[from_column]),
                                   day_of(record[to_column])};

        g_array_append_val(desk->problem.absences, absence);
    }
    return TRUE;
}

static void
add_engagement(const char *inspector, const char *date, const char *from, const char *to, gpointer data)
{
    Desk *desk = data;
    ScheduleEngagement engagement = {g_string_chunk_insert_const(desk->texts, inspector),
                                     day_of(date),
                                     {minutes_of(from), minutes_of(to)}};

    g_array_append_val(desk->problem.engagements, engagement);
}

/* A visit that took place keeps the time it had, and its team was there. */
static gboolean
is_settled(const CampaignVisit *visit)
{
    return visit->done && *visit->date != '\0';
}

static gboolean
load_visits(ChaStore *store, const char *campaign, Desk *desk, GError **error)
{
    const char *first = "9999-12-31";
    const char *last = "";

    desk->visits = campaign_store_load_visits(store, campaign, error);
    if (desk->visits == NULL)
        return FALSE;
    desk->pending = g_ptr_array_new();
    desk->problem.visits = g_array_new(FALSE, FALSE, sizeof(ScheduleVisit));
    desk->problem.engagements = g_array_new(FALSE, FALSE, sizeof(ScheduleEngagement));
    for (guint i = 0; i < desk->visits->len; i++) {
        CampaignVisit *visit = g_ptr_array_index(desk->visits, i);
        ScheduleVisit pending = {visit->visit, visit->district, day_of(visit->start), day_of(visit->end),
                                 visit->inspectors};

        first = strcmp(visit->start, first) < 0 ? visit->start : first;
        last = strcmp(visit->end, last) > 0 ? visit->end : last;
        for (guint k = 0; is_settled(visit) && k < visit->inspectors->len; k++)
            add_engagement(visit->inspectors->pdata[k], visit->date, visit->from, visit->to, desk);
        if (is_settled(visit))
            continue;
        g_ptr_array_add(desk->pending, visit);
        g_array_append_val(desk->problem.visits, pending);
    }
    return appointment_store_walk_engagements(store, campaign, first, last, add_engagement, desk, error);
}

static Desk *
load_desk(ChaStore *store, const Campaign *campaign, GError **error)
{
    g_autoptr(Desk) desk = g_new0(Desk, 1);
    g_autoptr(Transaction) view = store_begin_reading(store, error);

    desk->texts = g_string_chunk_new(4096);
    desk->problem.visits_per_day = campaign->visits_per_day;
    if (view == NULL || !load_workdays(store, desk, error) || !load_absences(store, desk, error) ||
        !load_visits(store, campaign->campaign, desk, error))
        return NULL;
    return g_steal_pointer(&desk);
}

static void
replace(char **text, char *with)
{
    g_free(*text);
    *text = with;
}

static void
take_over(CampaignVisit *visit, const ScheduledVisit *scheduled)
{
    char date[CHA_DAY_TEXT_SIZE] = "";
    char from[TIMETABLE_TIME_SIZE] = "";
    char to[TIMETABLE_TIME_SIZE] = "";

    if (scheduled->outcome == SCHEDULE_PLACED) {
        cha_day_to_text(scheduled->day, date);
        timetable_time_to_text(scheduled->span.begin, from);
        timetable_time_to_text(scheduled->span.end, to);
    }
    replace(&visit->date, g_strdup(date));
    replace(&visit->from, g_strdup(from));
    replace(&visit->to, g_strdup(to));
    replace(&visit->reason, schedule_reason_encode(scheduled));
}

static gboolean
write_schedule(const char *folder, GPtrArray *visits, GError **error)
{
    g_autoptr(GString) text = g_string_new("visit,date,start,end\n");
    g_autoptr(OutputFile) file = NULL;

    for (guint i = 0; i < visits->len; i++) {
        const CampaignVisit *visit = g_ptr_array_index(visits, i);

        /* Identifiers hold neither commas nor quotes. */
        if (*visit->date != '\0')
            g_string_append_printf(text, "%s,%s,%s,%s\n", visit->visit, visit->date, visit->from, visit->to);
    }
    if (!output_folder_prepare(folder, error))
        return FALSE;
    file = output_file_new(folder, "schedule.csv", error);
    return file != NULL && output_file_add(file, text->str, text->len, error) &&
           output_file_finish(file, error) && output_folder_tidy(folder, error);
}

static void
unplaced_free(gpointer data)
{
    ChaUnplaced *unplaced = data;

    g_free(unplaced->visit);
    g_free(unplaced->reason);
    g_free(unplaced);
}

void
cha_schedule_report_free(ChaScheduleReport *report)
{
    if (report == NULL)
        return;
    g_free(report->campaign);
    g_clear_pointer(&report->unplaced, g_ptr_array_unref);
    g_free(report);
}

static ChaScheduleReport *
report_new(const Campaign *campaign, ChaDay from, GPtrArray *visits, guint changed)
{
    ChaScheduleReport *report = g_new0(ChaScheduleReport, 1);

    report->campaign = g_strdup(campaign->campaign);
    report->from = from;
    report->visits = visits->len;
    report->changed = changed;
    report->unplaced = g_ptr_array_new_with_free_func(unplaced_free);
    for (guint i = 0; i < visits->len; i++) {
        const CampaignVisit *visit = g_ptr_array_index(visits, i);
        ChaUnplaced *unplaced = NULL;

        if (*visit->date != '\0') {
            report->placed++;
            continue;
        }
        unplaced = g_new0(ChaUnplaced, 1);
        unplaced->visit = g_strdup(visit->visit);
        unplaced->reason = schedule_reason_text(visit->reason);
        g_ptr_array_add(report->unplaced, unplaced);
    }
    return report;
}

static void
tell(ChaProgress progress, const char *stage, guint64 done, guint64 total, gpointer data)
{
    if (progress != NULL)
        progress(stage, done, total, data);
}

gboolean
cha_schedule(ChaStore *store, const char *campaign, const char *folder, ChaDay from, ChaProgress progress,
             gpointer data, ChaScheduleReport **ret_report, GError **error)
{
    g_autoptr(Campaign) drawn = NULL;
    g_autoptr(Desk) desk = NULL;
    g_autoptr(GArray) scheduled = NULL;
    guint changed = 0;

    if (!campaign_resolve_drawn(store, campaign, &drawn, error) ||
        !bundle_folder_check(folder, store, drawn->campaign, error))
        return FALSE;
    desk = load_desk(store, drawn, error);
    if (desk == NULL)
        return FALSE;
    desk->problem.from = from != CHA_DAY_NONE ? from : first_day(drawn);
    tell(progress, _("scheduling"), 0, desk->pending->len, data);
    scheduled = schedule_compute(&desk->problem);
    for (guint i = 0; i < scheduled->len; i++)
        take_over(g_ptr_array_index(desk->pending, i), &g_array_index(scheduled, ScheduledVisit, i));
    tell(progress, _("scheduling"), desk->pending->len, desk->pending->len, data);
    if (!campaign_store_record_schedule(store, drawn->campaign, desk->visits, &changed, error) ||
        !write_schedule(folder, desk->visits, error))
        return FALSE;
    *ret_report = report_new(drawn, desk->problem.from, desk->visits, changed);
    return TRUE;
}
