#include "office/desk.h"

#include "domain/quarter.h"
#include "office/busy-file.h"
#include "office/recorded-time.h"
#include "store/appointment-store.h"
#include "store/busy-store.h"

#include <string.h>

void
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

/* The day in Beijing of a UTC time such as 2027-01-05T02:00:00Z. */
static ChaDay
beijing_day(const char *utc)
{
    enum { HOURS_AHEAD = 8, HOURS_PER_DAY = 24, HOUR_AT = 11 };
    g_autofree char *date = g_strndup(utc, CHA_DAY_TEXT_SIZE - 1);
    gint hour = (utc[HOUR_AT] - '0') * 10 + (utc[HOUR_AT + 1] - '0');

    return recorded_day(date) + (hour + HOURS_AHEAD) / HOURS_PER_DAY;
}

ChaDay
desk_first_day(const Campaign *campaign)
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

        workdays_add(desk->workdays, recorded_day(record[date_column]),
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
        ScheduleAbsence absence = {record[inspector_column], recorded_day(record[from_column]),
                                   recorded_day(record[to_column])};

        g_array_append_val(desk->problem.absences, absence);
    }
    return TRUE;
}

static void
add_engagement(const char *inspector, const char *date, const char *from, const char *to, gpointer data)
{
    Desk *desk = data;
    ScheduleEngagement engagement = {g_string_chunk_insert_const(desk->texts, inspector), recorded_day(date),
                                     recorded_span(from, to)};

    g_array_append_val(desk->problem.engagements, engagement);
}

void
desk_add_engagements(Desk *desk, const CampaignVisit *visit)
{
    for (guint i = 0; i < visit->inspectors->len; i++)
        add_engagement(visit->inspectors->pdata[i], visit->date, visit->from, visit->to, desk);
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
        ScheduleVisit pending = {visit->visit, visit->district, recorded_day(visit->start),
                                 recorded_day(visit->end), visit->inspectors};

        first = strcmp(visit->start, first) < 0 ? visit->start : first;
        last = strcmp(visit->end, last) > 0 ? visit->end : last;
        if (is_settled(visit)) {
            desk_add_engagements(desk, visit);
            continue;
        }
        g_ptr_array_add(desk->pending, visit);
        g_array_append_val(desk->problem.visits, pending);
    }
    return appointment_store_walk_engagements(store, campaign, first, last, add_engagement, desk, error);
}

typedef struct {
    Desk *desk;
    const char *inspector; /* whose file is read */
    ChaDay first;
    ChaDay last;
} BusyLoading;

static void
add_busy_part(ChaDay day, TimeSpan span, gpointer data)
{
    const BusyLoading *loading = data;
    ScheduleEngagement engagement = {loading->inspector, day, span};

    g_array_append_val(loading->desk->problem.engagements, engagement);
}

static gboolean
add_busy_file(const char *inspector, const char *file, const char *content, gpointer data, GError **error)
{
    BusyLoading *loading = data;
    g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(BusySpan));

    if (!busy_file_add_spans(inspector, file, content, loading->first, loading->last, spans, error))
        return FALSE;
    busy_spans_merge(spans);
    loading->inspector = g_string_chunk_insert_const(loading->desk->texts, inspector);
    for (guint i = 0; i < spans->len; i++)
        busy_span_walk_days(g_array_index(spans, BusySpan, i), add_busy_part, loading);
    return TRUE;
}

static gboolean
load_busy_times(ChaStore *store, const char *campaign, Desk *desk, GError **error)
{
    BusyLoading loading = {.desk = desk, .first = G_MAXINT32, .last = G_MININT32};

    for (guint i = 0; i < desk->problem.visits->len; i++) {
        const ScheduleVisit *visit = &g_array_index(desk->problem.visits, ScheduleVisit, i);

        loading.first = MIN(loading.first, visit->start);
        loading.last = MAX(loading.last, visit->end);
    }
    return desk->problem.visits->len == 0 ||
           busy_store_walk_campaign(store, campaign, add_busy_file, &loading, error);
}

Desk *
desk_load(ChaStore *store, const Campaign *campaign, GError **error)
{
    g_autoptr(Desk) desk = g_new0(Desk, 1);

    desk->texts = g_string_chunk_new(4096);
    desk->problem.visits_per_day = campaign->visits_per_day;
    if (!load_workdays(store, desk, error) || !load_absences(store, desk, error) ||
        !load_visits(store, campaign->campaign, desk, error) ||
        !load_busy_times(store, campaign->campaign, desk, error))
        return NULL;
    return g_steal_pointer(&desk);
}
