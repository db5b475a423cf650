#include <choucha/scheduling.h>

#include "base/i18n.h"
#include "office/bundle-folder.h"
#include "office/desk.h"
#include "office/naming.h"
#include "office/output-file.h"
#include "office/schedule-reason.h"

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

static Desk *
load_desk(ChaStore *store, const Campaign *campaign, GError **error)
{
    g_autoptr(Transaction) view = store_begin_reading(store, error);

    return view != NULL ? desk_load(store, campaign, error) : NULL;
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
    desk->problem.from = from != CHA_DAY_NONE ? from : desk_first_day(drawn);
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
