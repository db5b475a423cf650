#include "office/visit-listing.h"

#include "base/i18n.h"
#include "store/appointment-store.h"

#include <choucha/error.h>
#include <string.h>

/* How long a cancelled visit is shown as cancelled. Clients that only add and
 * never remove must have the time to read it. */
enum { DAYS_CANCELLED = 30 };

/* The last time of a visit that has none now. */
typedef struct {
    ChaDay day;
    TimeSpan span;
} Lapsed;

typedef struct {
    VisitListing *listing;
    GHashTable *lapsed;  /* visit, borrowed, to Lapsed */
    GHashTable *numbers; /* visit, borrowed, to its number in the year */
    GHashTable *names;   /* visit to itself, borrowed from the listing */
    char *target;        /* the one that is being counted */
    gint year;
    guint number;
} Loading;

void
visit_listing_free(VisitListing *listing)
{
    if (listing == NULL)
        return;
    g_clear_pointer(&listing->listed, g_array_unref);
    g_clear_pointer(&listing->visits, g_ptr_array_unref);
    g_clear_pointer(&listing->by_name, g_hash_table_unref);
    g_clear_pointer(&listing->drawings, g_ptr_array_unref);
    g_clear_pointer(&listing->departments, record_index_free);
    g_clear_pointer(&listing->items, record_index_free);
    g_clear_pointer(&listing->inspectors, record_index_free);
    g_clear_pointer(&listing->targets, record_index_free);
    g_free(listing);
}

const FrozenDrawing *
visit_listing_drawing(const VisitListing *listing, const CampaignVisit *visit, guint n)
{
    const FrozenDrawing *drawing = g_hash_table_lookup(listing->by_name, visit->drawings->pdata[n]);

    g_assert(drawing != NULL); /* the schema's keys see to it */
    return drawing;
}

/* Days and times of the store are in canonical form. */
static ChaDay
day_of(const char *text)
{
    ChaDay day = 0;

    if (!cha_day_from_text(text, &day))
        g_assert_not_reached();
    return day;
}

static TimeSpan
span_of(const char *from, const char *to)
{
    TimeSpan span = {0, 0};

    if (!timetable_time_from_text(from, &span.begin) || !timetable_time_from_text(to, &span.end))
        g_assert_not_reached();
    return span;
}

/* The day of a UTC time such as 2027-01-05T02:00:00Z. */
static ChaDay
utc_day(const char *at)
{
    g_autofree char *date = g_strndup(at, CHA_DAY_TEXT_SIZE - 1);

    return day_of(date);
}

static void
note_lapsed(const char *visit, const char *date, const char *from, const char *to, gpointer data)
{
    Loading *loading = data;
    Lapsed *lapsed = g_new(Lapsed, 1);

    lapsed->day = day_of(date);
    lapsed->span = span_of(from, to);
    g_hash_table_insert(loading->lapsed, g_hash_table_lookup(loading->names, visit), lapsed);
}

/* Which of the year's visits to its target a visit is: the notice says so. */
static void
count_target_day(const char *target, const char *date, const char *campaign, const char *visit, gpointer data)
{
    Loading *loading = data;
    gint year, month, day_of_month;

    cha_day_parts(day_of(date), &year, &month, &day_of_month);
    if (g_strcmp0(loading->target, target) != 0 || loading->year != year) {
        g_free(loading->target);
        loading->target = g_strdup(target);
        loading->year = year;
        loading->number = 0;
    }
    loading->number++;
    if (strcmp(campaign, loading->listing->campaign->campaign) == 0)
        g_hash_table_insert(loading->numbers, g_hash_table_lookup(loading->names, visit),
                            GUINT_TO_POINTER(loading->number));
}

static gboolean
check_scheduled(const VisitListing *listing, GError **error)
{
    for (guint i = 0; i < listing->visits->len; i++) {
        const CampaignVisit *visit = g_ptr_array_index(listing->visits, i);

        if (*visit->date != '\0' || *visit->reason != '\0')
            continue;
        g_set_error(error, CHA_ERROR, CHA_ERROR_CONFLICT,
                    _("campaign %s is not scheduled yet; `choucha schedule %s -o BUNDLE` does that"),
                    listing->campaign->campaign, listing->campaign->campaign);
        return FALSE;
    }
    return TRUE;
}

static gboolean
is_secret(const VisitListing *listing, const CampaignVisit *visit)
{
    for (guint i = 0; !visit->done && i < visit->drawings->len; i++) {
        if (strcmp(visit_listing_drawing(listing, visit, i)->disclosure, "secret") == 0)
            return TRUE;
    }
    return FALSE;
}

/* FALSE when calendars do not show the visit (any more). */
static gboolean
list_visit(const Loading *loading, const CampaignVisit *visit, ChaDay newest, ListedVisit *ret_listed)
{
    const Lapsed *lapsed = g_hash_table_lookup(loading->lapsed, visit->visit);

    memset(ret_listed, 0, sizeof *ret_listed);
    ret_listed->visit = visit;
    if (*visit->date != '\0') {
        ret_listed->day = day_of(visit->date);
        ret_listed->span = span_of(visit->from, visit->to);
        ret_listed->number = GPOINTER_TO_UINT(g_hash_table_lookup(loading->numbers, visit->visit));
    } else if (lapsed != NULL && newest - utc_day(visit->revised_at) <= DAYS_CANCELLED) {
        ret_listed->day = lapsed->day;
        ret_listed->span = lapsed->span;
        ret_listed->is_cancelled = TRUE;
    } else {
        return FALSE;
    }
    calendar_uid(loading->listing->campaign->campaign, visit->visit, ret_listed->uid);
    ret_listed->is_secret = is_secret(loading->listing, visit);
    if (ret_listed->is_secret)
        ret_listed->span = timetable_half_day(ret_listed->span);
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
list_visits(ChaStore *store, VisitListing *listing, GError **error)
{
    g_autoptr(GHashTable) lapsed = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    g_autoptr(GHashTable) numbers = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    g_autofree char *newest = NULL;
    Loading loading = {listing, lapsed, numbers, names, NULL, 0, 0};
    gboolean loaded;

    for (guint i = 0; i < listing->visits->len; i++)
        g_hash_table_add(names, ((CampaignVisit *)listing->visits->pdata[i])->visit);
    loaded =
        appointment_store_walk_lapsed(store, listing->campaign->campaign, note_lapsed, &loading, error) &&
        appointment_store_walk_target_days(store, listing->campaign->campaign, count_target_day, &loading,
                                           error) &&
        appointment_store_newest(store, &newest, error);
    g_free(loading.target);
    if (!loaded)
        return FALSE;
    listing->listed = g_array_new(FALSE, FALSE, sizeof(ListedVisit));
    for (guint i = 0; i < listing->visits->len; i++) {
        ListedVisit listed;

        if (list_visit(&loading, g_ptr_array_index(listing->visits, i), utc_day(newest), &listed))
            g_array_append_val(listing->listed, listed);
    }
    g_array_sort(listing->listed, compare_listed);
    return TRUE;
}

static gboolean
load_records(ChaStore *store, VisitListing *listing, GError **error)
{
    const char *campaign = listing->campaign->campaign;

    listing->departments = record_index_load(store, CHA_KIND_DEPARTMENTS, error);
    if (listing->departments == NULL)
        return FALSE;
    listing->items = record_index_load(store, CHA_KIND_ITEMS, error);
    if (listing->items == NULL)
        return FALSE;
    listing->inspectors = record_index_load(store, CHA_KIND_INSPECTORS, error);
    if (listing->inspectors == NULL)
        return FALSE;
    listing->targets = record_index_new(CHA_KIND_TARGETS);
    if (!appointment_store_walk_targets(store, campaign, record_index_add, listing->targets, error))
        return FALSE;
    listing->drawings = campaign_store_load_drawings(store, campaign, error);
    if (listing->drawings == NULL)
        return FALSE;
    listing->by_name = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < listing->drawings->len; i++) {
        FrozenDrawing *drawing = g_ptr_array_index(listing->drawings, i);

        g_hash_table_insert(listing->by_name, drawing->drawing, drawing);
    }
    return TRUE;
}

VisitListing *
visit_listing_load(ChaStore *store, const Campaign *campaign, GError **error)
{
    g_autoptr(VisitListing) listing = g_new0(VisitListing, 1);
    g_autoptr(Transaction) view = store_begin_reading(store, error);

    if (view == NULL)
        return NULL;
    listing->campaign = campaign;
    listing->visits = campaign_store_load_visits(store, campaign->campaign, error);
    if (listing->visits == NULL || !check_scheduled(listing, error) || !load_records(store, listing, error) ||
        !list_visits(store, listing, error))
        return NULL;
    return g_steal_pointer(&listing);
}
