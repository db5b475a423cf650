#include "office/visit-listing.h"

#include "base/i18n.h"
#include "office/recorded-time.h"
#include "store/appointment-store.h"

#include <choucha/error.h>
#include <string.h>

/* How long a cancelled visit is shown as cancelled. Clients that only add and
 * never remove must have the time to read it. */
enum { DAYS_CANCELLED = 30 };

/* What is gathered about the visits of one campaign. */
typedef struct {
    const ListedCampaign *campaign;
    ChaDay newest;       /* day of the newest revision in the store */
    GHashTable *former;  /* visit, borrowed, to FormerTime */
    GHashTable *numbers; /* visit, borrowed, to its number in the year */
    GHashTable *names;   /* visit to itself, borrowed from the campaign */
    char *target;        /* the one that is being counted */
    gint year;
    guint number;
} Gathering;

static void
listed_campaign_free(gpointer data)
{
    ListedCampaign *campaign = data;

    g_free(campaign->campaign);
    g_free(campaign->ended_at);
    g_free(campaign->end_reason);
    g_clear_pointer(&campaign->by_name, g_hash_table_unref);
    g_clear_pointer(&campaign->drawings, g_ptr_array_unref);
    g_clear_pointer(&campaign->visits, g_ptr_array_unref);
    g_free(campaign);
}

void
visit_listing_free(VisitListing *listing)
{
    if (listing == NULL)
        return;
    g_clear_pointer(&listing->listed, g_array_unref);
    g_clear_pointer(&listing->campaigns, g_ptr_array_unref);
    g_clear_pointer(&listing->departments, record_index_free);
    g_clear_pointer(&listing->items, record_index_free);
    g_clear_pointer(&listing->inspectors, record_index_free);
    g_clear_pointer(&listing->targets, record_index_free);
    g_free(listing);
}

static const ListedCampaign *
published(const VisitListing *listing)
{
    return g_ptr_array_index(listing->campaigns, 0);
}

const GPtrArray *
visit_listing_visits(const VisitListing *listing)
{
    return published(listing)->visits;
}

const FrozenDrawing *
listed_drawing(const ListedVisit *listed, guint n)
{
    const FrozenDrawing *drawing =
        g_hash_table_lookup(listed->campaign->by_name, listed->visit->drawings->pdata[n]);

    g_assert(drawing != NULL); /* the schema's keys see to it */
    return drawing;
}

gboolean
listed_is_disclosed(const ListedVisit *listed, const char *disclosure)
{
    for (guint i = 0; !listed->visit->done && i < listed->visit->drawings->len; i++) {
        if (strcmp(listed_drawing(listed, i)->disclosure, disclosure) == 0)
            return TRUE;
    }
    return FALSE;
}

/* The day of a UTC time such as 2027-01-05T02:00:00Z. */
static ChaDay
utc_day(const char *at)
{
    g_autofree char *date = g_strndup(at, CHA_DAY_TEXT_SIZE - 1);

    return recorded_day(date);
}

static void
note_former_time(const char *visit, const char *date, const char *from, const char *to, gpointer data)
{
    Gathering *gathering = data;
    FormerTime *former = g_new(FormerTime, 1);

    former->day = recorded_day(date);
    former->span = recorded_span(from, to);
    g_hash_table_insert(gathering->former, g_hash_table_lookup(gathering->names, visit), former);
}

/* Which of the year's visits to its target a visit is: the notice says so. */
static void
count_target_day(const char *target, const char *date, const char *campaign, const char *visit, gpointer data)
{
    Gathering *gathering = data;
    gint year, month, day_of_month;

    cha_day_parts(recorded_day(date), &year, &month, &day_of_month);
    if (g_strcmp0(gathering->target, target) != 0 || gathering->year != year) {
        g_free(gathering->target);
        gathering->target = g_strdup(target);
        gathering->year = year;
        gathering->number = 0;
    }
    gathering->number++;
    if (strcmp(campaign, gathering->campaign->campaign) == 0)
        g_hash_table_insert(gathering->numbers, g_hash_table_lookup(gathering->names, visit),
                            GUINT_TO_POINTER(gathering->number));
}

static gboolean
check_scheduled(const ListedCampaign *campaign, GError **error)
{
    for (guint i = 0; i < campaign->visits->len; i++) {
        const CampaignVisit *visit = g_ptr_array_index(campaign->visits, i);

        if (*visit->date != '\0' || *visit->reason != '\0')
            continue;
        g_set_error(error, CHA_ERROR, CHA_ERROR_CONFLICT,
                    _("campaign %s is not scheduled yet; `choucha schedule %s -o BUNDLE` does that"),
                    campaign->campaign, campaign->campaign);
        return FALSE;
    }
    return TRUE;
}

/* The end of a campaign is a revision of each of its visits that had a day and
 * did not take place. */
static void
cancel_with_campaign(ListedVisit *listed)
{
    if (listed->campaign->ended_at == NULL || listed->is_cancelled)
        return;
    listed->is_cancelled = TRUE;
    listed->revised_at = listed->campaign->ended_at;
    listed->revision++;
}

/* FALSE when the visit has no time to show. */
static gboolean
find_time(const Gathering *gathering, ListedVisit *listed)
{
    const CampaignVisit *visit = listed->visit;
    const FormerTime *former = g_hash_table_lookup(gathering->former, visit->visit);

    if (*visit->date != '\0') {
        listed->day = recorded_day(visit->date);
        listed->span = recorded_span(visit->from, visit->to);
        listed->is_moved = former != NULL;
        if (former != NULL)
            listed->before = *former;
    } else if (former != NULL) {
        listed->day = former->day;
        listed->span = former->span;
        listed->is_cancelled = TRUE;
    }
    return *visit->date != '\0' || former != NULL;
}

/* FALSE when calendars do not show the visit (any more). */
static gboolean
list_visit(const Gathering *gathering, const CampaignVisit *visit, ListedVisit *ret_listed)
{
    const ListedCampaign *campaign = gathering->campaign;

    memset(ret_listed, 0, sizeof *ret_listed);
    ret_listed->campaign = campaign;
    ret_listed->visit = visit;
    ret_listed->revised_at = visit->revised_at;
    ret_listed->revision = visit->revision;
    if (!find_time(gathering, ret_listed) || (campaign->ended_at != NULL && visit->done))
        return FALSE;
    cancel_with_campaign(ret_listed);
    if (ret_listed->is_cancelled && gathering->newest - utc_day(ret_listed->revised_at) > DAYS_CANCELLED)
        return FALSE;
    calendar_uid(campaign->campaign, visit->visit, ret_listed->uid);
    ret_listed->is_secret = listed_is_disclosed(ret_listed, "secret");
    if (ret_listed->is_secret)
        ret_listed->span = timetable_half_day(ret_listed->span);
    if (!ret_listed->is_cancelled)
        ret_listed->number = GPOINTER_TO_UINT(g_hash_table_lookup(gathering->numbers, visit->visit));
    return TRUE;
}

static gint
compare_listed(gconstpointer left, gconstpointer right)
{
    const ListedVisit *a = left;
    const ListedVisit *b = right;
    CalendarEvent first = {0};
    CalendarEvent second = {0};

    first.uid = a->uid;
    first.day = a->day;
    first.span = a->span;
    second.uid = b->uid;
    second.day = b->day;
    second.span = b->span;
    return calendar_event_compare(&first, &second);
}

static gboolean
list_visits(ChaStore *store, const ListedCampaign *campaign, ChaDay newest, GArray *listed, GError **error)
{
    g_autoptr(GHashTable) former = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    g_autoptr(GHashTable) numbers = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    Gathering gathering = {campaign, newest, former, numbers, names, NULL, 0, 0};
    gboolean gathered;

    for (guint i = 0; i < campaign->visits->len; i++)
        g_hash_table_add(names, ((CampaignVisit *)campaign->visits->pdata[i])->visit);
    gathered =
        appointment_store_walk_former_times(store, campaign->campaign, note_former_time, &gathering, error) &&
        appointment_store_walk_target_days(store, campaign->campaign, count_target_day, &gathering, error);
    g_free(gathering.target);
    for (guint i = 0; gathered && i < campaign->visits->len; i++) {
        ListedVisit visit;

        if (list_visit(&gathering, g_ptr_array_index(campaign->visits, i), &visit))
            g_array_append_val(listed, visit);
    }
    return gathered;
}

static gboolean
list_campaigns(ChaStore *store, VisitListing *listing, GError **error)
{
    g_autofree char *newest = NULL;

    listing->listed = g_array_new(FALSE, FALSE, sizeof(ListedVisit));
    if (!appointment_store_newest(store, &newest, error))
        return FALSE;
    for (guint i = 0; newest != NULL && i < listing->campaigns->len; i++) {
        if (!list_visits(store, g_ptr_array_index(listing->campaigns, i), utc_day(newest), listing->listed,
                         error))
            return FALSE;
    }
    g_array_sort(listing->listed, compare_listed);
    return TRUE;
}

static void
add_campaign(const char *name, const char *ended_at, const char *end_reason, gpointer data)
{
    VisitListing *listing = data;
    ListedCampaign *campaign = g_new0(ListedCampaign, 1);

    campaign->campaign = g_strdup(name);
    campaign->ended_at = g_strdup(ended_at);
    campaign->end_reason = g_strdup(end_reason);
    g_ptr_array_add(listing->campaigns, campaign);
}

static gboolean
load_campaign(ChaStore *store, ListedCampaign *campaign, RecordIndex *targets, GError **error)
{
    campaign->visits = campaign_store_load_visits(store, campaign->campaign, error);
    if (campaign->visits == NULL)
        return FALSE;
    campaign->drawings = campaign_store_load_drawings(store, campaign->campaign, error);
    if (campaign->drawings == NULL)
        return FALSE;
    campaign->by_name = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < campaign->drawings->len; i++) {
        FrozenDrawing *drawing = g_ptr_array_index(campaign->drawings, i);

        g_hash_table_insert(campaign->by_name, drawing->drawing, drawing);
    }
    return appointment_store_walk_targets(store, campaign->campaign, record_index_add, targets, error);
}

static gboolean
load_campaigns(ChaStore *store, VisitListing *listing, GError **error)
{
    listing->campaigns = g_ptr_array_new_with_free_func(listed_campaign_free);
    listing->targets = record_index_new(CHA_KIND_TARGETS);
    if (listing->campaign->state != CAMPAIGN_VOID)
        add_campaign(listing->campaign->campaign, NULL, NULL, listing);
    if (!appointment_store_walk_ended(store, listing->campaign->quarter, add_campaign, listing, error))
        return FALSE;
    for (guint i = 0; i < listing->campaigns->len; i++) {
        if (!load_campaign(store, g_ptr_array_index(listing->campaigns, i), listing->targets, error))
            return FALSE;
    }
    if (listing->campaigns->len == 0) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_CONFLICT,
                    _("campaign %s is void and was never drawn: there is nothing in calendars to cancel"),
                    listing->campaign->campaign);
        return FALSE;
    }
    return listing->campaign->state == CAMPAIGN_VOID || check_scheduled(published(listing), error);
}

static gboolean
load_records(ChaStore *store, VisitListing *listing, GError **error)
{
    listing->departments = record_index_load(store, CHA_KIND_DEPARTMENTS, error);
    if (listing->departments == NULL)
        return FALSE;
    listing->items = record_index_load(store, CHA_KIND_ITEMS, error);
    if (listing->items == NULL)
        return FALSE;
    listing->inspectors = record_index_load(store, CHA_KIND_INSPECTORS, error);
    return listing->inspectors != NULL;
}

VisitListing *
visit_listing_load(ChaStore *store, const Campaign *campaign, GError **error)
{
    g_autoptr(VisitListing) listing = g_new0(VisitListing, 1);
    g_autoptr(Transaction) view = store_begin_reading(store, error);

    if (view == NULL)
        return NULL;
    listing->campaign = campaign;
    if (!load_campaigns(store, listing, error) || !load_records(store, listing, error) ||
        !list_campaigns(store, listing, error))
        return NULL;
    return g_steal_pointer(&listing);
}
