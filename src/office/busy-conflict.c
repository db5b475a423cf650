#include "office/busy-conflict.h"

#include "office/busy-file.h"
#include "office/desk.h"
#include "office/recorded-time.h"
#include "store/busy-store.h"

#include <string.h>

enum { MOST_CONFLICTS_WITH_TIMES = 20, MOST_TIMES = 3 };

static void
conflict_free(ChaBusyConflict *conflict)
{
    g_free(conflict->campaign);
    g_free(conflict->visit);
    g_free(conflict->date);
    g_free(conflict->from);
    g_free(conflict->to);
    g_ptr_array_unref(conflict->free_times);
    g_free(conflict);
}

/* The appointments of an inspector, and the times at which they are busy. */
typedef struct {
    GPtrArray *appointments; /* (element-type ChaBusyConflict) */
    ChaDay first;
    ChaDay last;
    GArray *spans;
} Comparison;

static void
comparison_clear(Comparison *comparison)
{
    g_clear_pointer(&comparison->appointments, g_ptr_array_unref);
    g_clear_pointer(&comparison->spans, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Comparison, comparison_clear)

static gint64
utc_of(const char *date, const char *time)
{
    return busy_begin_of_day(recorded_day(date)) + (gint64)recorded_minutes(time) * CIVIL_SECONDS_PER_MINUTE;
}

static void
add_appointment(const char *campaign, const char *visit, const char *date, const char *from, const char *to,
                gpointer data)
{
    Comparison *comparison = data;
    ChaBusyConflict *appointment = g_new0(ChaBusyConflict, 1);

    appointment->campaign = g_strdup(campaign);
    appointment->visit = g_strdup(visit);
    appointment->date = g_strdup(date);
    appointment->from = g_strdup(from);
    appointment->to = g_strdup(to);
    appointment->free_times = g_ptr_array_new_with_free_func(g_free);
    comparison->first = MIN(comparison->first, recorded_day(date));
    comparison->last = MAX(comparison->last, recorded_day(date));
    g_ptr_array_add(comparison->appointments, appointment);
}

static gboolean
add_file(const char *inspector, const char *file, const char *content, gpointer data, GError **error)
{
    Comparison *comparison = data;

    return busy_file_add_spans(inspector, file, content, comparison->first, comparison->last,
                               comparison->spans, error);
}

static gboolean
is_busy_at(const Comparison *comparison, const ChaBusyConflict *appointment)
{
    gint64 begin = utc_of(appointment->date, appointment->from);
    gint64 end = utc_of(appointment->date, appointment->to);

    for (guint i = 0; i < comparison->spans->len; i++) {
        const BusySpan *span = &g_array_index(comparison->spans, BusySpan, i);

        if (span->begin < end && span->end > begin)
            return TRUE;
    }
    return FALSE;
}

static char *
describe_time(const ScheduledVisit *scheduled)
{
    char date[CHA_DAY_TEXT_SIZE];
    char from[TIMETABLE_TIME_SIZE];
    char to[TIMETABLE_TIME_SIZE];

    cha_day_to_text(scheduled->day, date);
    timetable_time_to_text(scheduled->span.begin, from);
    timetable_time_to_text(scheduled->span.end, to);
    return g_strdup_printf("%s %s–%s", date, from, to);
}

/* Where the scheduler would place one visit if all others stay, again and again,
 * each time without the places found before. */
static void
list_free_times(const ScheduleProblem *problem, GPtrArray *ret_times)
{
    const ScheduleVisit *visit = &g_array_index(problem->visits, ScheduleVisit, 0);

    while (ret_times->len < MOST_TIMES) {
        g_autoptr(GArray) result = schedule_compute(problem);
        const ScheduledVisit *scheduled = &g_array_index(result, ScheduledVisit, 0);

        if (scheduled->outcome != SCHEDULE_PLACED)
            return;
        g_ptr_array_add(ret_times, describe_time(scheduled));
        for (guint i = 0; i < visit->inspectors->len; i++) {
            ScheduleEngagement taken = {visit->inspectors->pdata[i], scheduled->day, scheduled->span};

            g_array_append_val(problem->engagements, taken);
        }
    }
}

static void
find_free_times(Desk *desk, ChaBusyConflict *conflict)
{
    const guint n_engagements = desk->problem.engagements->len;
    g_autoptr(GArray) alone = g_array_new(FALSE, FALSE, sizeof(ScheduleVisit));
    ScheduleProblem problem = desk->problem;

    for (guint i = 0; i < desk->pending->len; i++) {
        const CampaignVisit *visit = g_ptr_array_index(desk->pending, i);

        if (strcmp(visit->visit, conflict->visit) == 0)
            g_array_append_val(alone, g_array_index(problem.visits, ScheduleVisit, i));
        else if (*visit->date != '\0')
            desk_add_engagements(desk, visit);
    }
    problem.visits = alone;
    problem.from = recorded_day(conflict->date);
    if (alone->len > 0)
        list_free_times(&problem, conflict->free_times);
    g_array_set_size(desk->problem.engagements, n_engagements);
}

static gboolean
find_all_free_times(ChaStore *store, GPtrArray *conflicts, GError **error)
{
    g_autoptr(Campaign) campaign = NULL;
    g_autoptr(Desk) desk = NULL;

    for (guint i = 0; i < MIN(conflicts->len, MOST_CONFLICTS_WITH_TIMES); i++) {
        ChaBusyConflict *conflict = g_ptr_array_index(conflicts, i);

        if (campaign == NULL || strcmp(campaign->campaign, conflict->campaign) != 0) {
            g_clear_pointer(&desk, desk_free);
            g_clear_pointer(&campaign, campaign_free);
            if (!campaign_store_find(store, conflict->campaign, &campaign, error))
                return FALSE;
            desk = desk_load(store, campaign, error);
            if (desk == NULL)
                return FALSE;
        }
        find_free_times(desk, conflict);
    }
    return TRUE;
}

GPtrArray *
busy_conflicts_find(ChaStore *store, const char *inspector, GError **error)
{
    g_auto(Comparison) comparison = {.first = G_MAXINT32, .last = G_MININT32};
    g_autoptr(GPtrArray) conflicts = g_ptr_array_new_with_free_func((GDestroyNotify)conflict_free);

    comparison.appointments = g_ptr_array_new_with_free_func((GDestroyNotify)conflict_free);
    comparison.spans = g_array_new(FALSE, FALSE, sizeof(BusySpan));
    if (!busy_store_walk_appointments(store, inspector, add_appointment, &comparison, error))
        return NULL;
    if (comparison.appointments->len == 0)
        return g_steal_pointer(&conflicts);
    if (!busy_store_walk(store, inspector, add_file, &comparison, error))
        return NULL;
    busy_spans_merge(comparison.spans);
    for (guint i = comparison.appointments->len; i > 0; i--) {
        if (is_busy_at(&comparison, g_ptr_array_index(comparison.appointments, i - 1)))
            g_ptr_array_insert(conflicts, 0, g_ptr_array_steal_index(comparison.appointments, i - 1));
    }
    return find_all_free_times(store, conflicts, error) ? g_steal_pointer(&conflicts) : NULL;
}
