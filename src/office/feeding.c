/* Feeds: who has which address, and the files there. */
#include "base/i18n.h"
#include "base/random.h"
#include "exchange/table/table-writer.h"
#include "office/feed-index.h"
#include "office/naming.h"
#include "office/output-file.h"
#include "office/visit-event.h"
#include "office/visit-shares.h"
#include "store/feed-store.h"

#include <choucha/error.h>
#include <choucha/feeding.h>
#include <glib/gstdio.h>
#include <string.h>

enum { QUARTERS_BEFORE = 4, ADDRESS_BYTES = 16 };

static const OutputColumn COLUMNS[] = {
    {"inspector", N_("inspector"), OUTPUT_TEXT},
    {"name", N_("name"), OUTPUT_TEXT},
    {"address", N_("address of the feed"), OUTPUT_TEXT},
    {"at", N_("recorded at"), OUTPUT_TEXT},
    {"by", N_("recorded by"), OUTPUT_TEXT},
};

/* A quarter whose visits are shown. */
typedef struct {
    Campaign *campaign;
    VisitListing *listing;
    GHashTable *shares;
} ToldQuarter;

static void
told_quarter_free(gpointer data)
{
    ToldQuarter *told = data;

    g_clear_pointer(&told->shares, g_hash_table_unref);
    visit_listing_free(told->listing);
    campaign_free(told->campaign);
    g_free(told);
}

/* A visit of an inspector. */
typedef struct {
    const VisitListing *listing;
    const ListedVisit *listed;
} FedVisit;

static gint
compare_fed(gconstpointer left, gconstpointer right)
{
    const ListedVisit *a = ((const FedVisit *)left)->listed;
    const ListedVisit *b = ((const FedVisit *)right)->listed;

    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    if (a->span.begin != b->span.begin)
        return a->span.begin < b->span.begin ? -1 : 1;
    return strcmp(a->uid, b->uid);
}

/* *ret_told is NULL for a quarter that has no days yet. */
static gboolean
load_quarter(ChaStore *store, const char *quarter, ToldQuarter **ret_told, GError **error)
{
    g_autoptr(Campaign) campaign = NULL;
    g_autoptr(GError) cause = NULL;
    VisitListing *listing = NULL;

    *ret_told = NULL;
    if (campaign_resolve_told(store, quarter, &campaign, &cause))
        listing = visit_listing_load(store, campaign, &cause);
    if (listing == NULL) {
        if (g_error_matches(cause, CHA_ERROR, CHA_ERROR_CONFLICT))
            return TRUE;
        g_propagate_error(error, g_steal_pointer(&cause));
        return FALSE;
    }
    *ret_told = g_new0(ToldQuarter, 1);
    (*ret_told)->campaign = g_steal_pointer(&campaign);
    (*ret_told)->listing = listing;
    (*ret_told)->shares = visit_shares_by_inspector(listing);
    return TRUE;
}

/* The newest quarter that has days, and those shortly before it (element-type
 * ToldQuarter), the newest first. */
static GPtrArray *
load_quarters(ChaStore *store, GError **error)
{
    g_autoptr(GPtrArray) campaigns = campaign_store_list(store, error);
    g_autoptr(GPtrArray) quarters = g_ptr_array_new_with_free_func(told_quarter_free);
    Quarter newest = 0;

    for (guint i = campaigns != NULL ? campaigns->len : 0; i > 0; i--) {
        const Campaign *campaign = g_ptr_array_index(campaigns, i - 1);
        const Campaign *after = i < campaigns->len ? g_ptr_array_index(campaigns, i) : NULL;
        ToldQuarter *told = NULL;
        Quarter quarter = 0;

        if ((after != NULL && strcmp(after->quarter, campaign->quarter) == 0) ||
            !quarter_from_text(campaign->quarter, &quarter) ||
            (quarters->len > 0 && quarter < newest - QUARTERS_BEFORE))
            continue;
        if (!load_quarter(store, campaign->quarter, &told, error))
            return NULL;
        if (told == NULL)
            continue;
        if (quarters->len == 0)
            newest = quarter;
        g_ptr_array_add(quarters, told);
    }
    if (campaigns != NULL && quarters->len == 0)
        g_set_error_literal(error, CHA_ERROR, CHA_ERROR_CONFLICT,
                            _("no campaign has days yet; `choucha schedule` gives them"));
    return campaigns != NULL && quarters->len > 0 ? g_steal_pointer(&quarters) : NULL;
}

static const RecordIndex *
inspectors_of(const GPtrArray *quarters)
{
    return ((const ToldQuarter *)g_ptr_array_index(quarters, 0))->listing->inspectors;
}

static GArray *
visits_of(const GPtrArray *quarters, const char *inspector)
{
    GArray *visits = g_array_new(FALSE, FALSE, sizeof(FedVisit));

    for (guint q = 0; q < quarters->len; q++) {
        const ToldQuarter *told = g_ptr_array_index(quarters, q);
        const GArray *share = g_hash_table_lookup(told->shares, inspector);

        for (guint i = 0; share != NULL && i < share->len; i++) {
            const FedVisit visit = {told->listing, &g_array_index(told->listing->listed, ListedVisit,
                                                                  g_array_index(share, guint, i))};

            g_array_append_val(visits, visit);
        }
    }
    g_array_sort(visits, compare_fed);
    return visits;
}

static char *
calendar_of(const GArray *visits, const char *name, gboolean has_alarms)
{
    g_autofree char *title = g_strdup_printf(_("Inspections: %s"), name);
    GString *text = g_string_new(NULL);

    calendar_add_head(text, title);
    for (guint i = 0; i < visits->len; i++) {
        const FedVisit *visit = &g_array_index(visits, FedVisit, i);

        visit_event_add(text, visit->listing, visit->listed, has_alarms);
    }
    calendar_add_foot(text);
    return g_string_free(text, FALSE);
}

/* A file that stays as it was keeps its time, and with it the ETag that servers make
 * of that. */
static gboolean
write_if_changed(const char *folder, const char *name, const char *text, gboolean *ret_written,
                 GError **error)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *before = NULL;
    g_autoptr(OutputFile) file = NULL;

    *ret_written = !g_file_get_contents(path, &before, NULL, NULL) || strcmp(before, text) != 0;
    if (!*ret_written)
        return TRUE;
    file = output_file_new(folder, name, error);
    return file != NULL && output_file_add(file, text, strlen(text), error) &&
           output_file_finish(file, error);
}

/* Addresses that are in force, by inspector. */
static GHashTable *
addresses_in_force(GPtrArray *addresses)
{
    GHashTable *in_force = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < addresses->len; i++) {
        FeedAddress *address = g_ptr_array_index(addresses, i);

        if (!address->is_revoked)
            g_hash_table_insert(in_force, address->inspector, address);
    }
    return in_force;
}

/* Those on duty, and whoever has visits. */
static GPtrArray *
list_fed(const GPtrArray *quarters)
{
    const RecordIndex *inspectors = inspectors_of(quarters);
    const GPtrArray *keys = record_index_keys(inspectors);
    GPtrArray *fed = g_ptr_array_new();

    for (guint i = 0; i < keys->len; i++) {
        const char *inspector = g_ptr_array_index(keys, i);
        gboolean has_visits = FALSE;

        for (guint q = 0; q < quarters->len && !has_visits; q++)
            has_visits = g_hash_table_contains(((const ToldQuarter *)g_ptr_array_index(quarters, q))->shares,
                                               inspector);
        if (has_visits || strcmp(record_index_text(inspectors, inspector, "status"), "active") == 0)
            g_ptr_array_add(fed, (gpointer)inspector);
    }
    return fed;
}

/* Gives an address to everybody who has none. */
static gboolean
give_addresses(ChaStore *store, const GPtrArray *fed, GPtrArray **ret_addresses, GError **error)
{
    g_autoptr(Transaction) transaction = store_begin(store, error);
    g_autoptr(GPtrArray) before = transaction != NULL ? feed_store_load(store, error) : NULL;
    g_autoptr(GHashTable) in_force = before != NULL ? addresses_in_force(before) : NULL;
    gint64 change = 0;

    for (guint i = 0; in_force != NULL && i < fed->len; i++) {
        const char *inspector = g_ptr_array_index(fed, i);
        char address[FEED_ADDRESS_SIZE];

        if (g_hash_table_contains(in_force, inspector))
            continue;
        if (!random_hex(ADDRESS_BYTES, address)) {
            g_set_error_literal(error, CHA_ERROR, CHA_ERROR_STORE, _("the system gives no random numbers"));
            return FALSE;
        }
        if ((change == 0 && !store_note_change(store, "feed", "feeds", NULL, NULL, &change, error)) ||
            !feed_store_add(store, inspector, address, change, error))
            return FALSE;
    }
    *ret_addresses = in_force != NULL ? feed_store_load(store, error) : NULL;
    return *ret_addresses != NULL && (change == 0 || transaction_commit(transaction, error));
}

static gboolean
remove_revoked(const char *folder, const GPtrArray *addresses, ChaFeedReport *report, GError **error)
{
    for (guint i = 0; i < addresses->len; i++) {
        const FeedAddress *address = g_ptr_array_index(addresses, i);
        g_autofree char *name = g_strconcat(address->address, ".ics", NULL);
        g_autofree char *path = g_build_filename(folder, name, NULL);

        if (!address->is_revoked)
            continue;
        if (g_unlink(path) == 0) {
            report->removed++;
        } else if (errno != ENOENT) {
            g_set_error(error, CHA_ERROR, CHA_ERROR_OUTPUT, _("%s cannot be removed: %s"), path,
                        g_strerror(errno));
            return FALSE;
        }
    }
    return TRUE;
}

static char *
url_of(const char *base_url, const char *address)
{
    return g_strconcat(base_url, g_str_has_suffix(base_url, "/") ? "" : "/", address, ".ics", NULL);
}

static gboolean
check_base_url(const char *base_url, GError **error)
{
    g_autoptr(GUri) uri = g_uri_parse(base_url, G_URI_FLAGS_NONE, NULL);
    const char *scheme = uri != NULL ? g_uri_get_scheme(uri) : "";

    if ((strcmp(scheme, "https") == 0 || strcmp(scheme, "http") == 0) && g_uri_get_host(uri) != NULL &&
        *g_uri_get_host(uri) != '\0' && g_uri_get_query(uri) == NULL && g_uri_get_fragment(uri) == NULL)
        return TRUE;
    g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                _("\"%s\" is no address of a folder on a web server; an example is https://host/feeds/"),
                base_url);
    return FALSE;
}

/* Whoever finds a page of all addresses on the web server has them all. */
static gboolean
check_index(const ChaFeedOptions *options, GError **error)
{
    g_autofree char *folder = g_canonicalize_filename(options->folder, NULL);
    g_autofree char *index = NULL;
    g_autofree char *prefix = g_strconcat(folder, G_DIR_SEPARATOR_S, NULL);

    if (options->index == NULL)
        return TRUE;
    index = g_canonicalize_filename(options->index, NULL);
    if (options->base_url == NULL || g_str_has_prefix(index, prefix)) {
        g_set_error_literal(error, CHA_ERROR, CHA_ERROR_INVALID,
                            options->base_url == NULL
                                ? _("a page of addresses needs the URL of the folder: --base-url")
                                : _("the page of addresses must not be in the folder that is served: whoever "
                                    "finds it has all addresses"));
        return FALSE;
    }
    return TRUE;
}

typedef struct {
    const ChaFeedOptions *options;
    const GPtrArray *quarters;
    GHashTable *in_force;
    FeedIndex *index;
    ChaFeedReport *report;
} Feeding;

static gboolean
add_to_index(const Feeding *feeding, const char *inspector, const char *name, const char *address,
             GError **error)
{
    const ToldQuarter *newest = g_ptr_array_index(feeding->quarters, 0);
    const char *department = record_index_text(newest->listing->inspectors, inspector, "department");
    const char *department_name = record_index_text(newest->listing->departments, department, "name");
    g_autofree char *url = NULL;

    if (feeding->options->index == NULL)
        return TRUE;
    url = url_of(feeding->options->base_url, address);
    return feed_index_add(feeding->index, name, inspector, department_name, url, error);
}

static gboolean
feed(const Feeding *feeding, const char *inspector, GError **error)
{
    const FeedAddress *address = g_hash_table_lookup(feeding->in_force, inspector);
    const char *name = record_index_text(inspectors_of(feeding->quarters), inspector, "name");
    g_autoptr(GArray) visits = visits_of(feeding->quarters, inspector);
    g_autofree char *text = calendar_of(visits, name, feeding->options->alarms);
    g_autofree char *file = g_strconcat(address->address, ".ics", NULL);
    gboolean is_written = FALSE;

    if (!write_if_changed(feeding->options->folder, file, text, &is_written, error) ||
        !add_to_index(feeding, inspector, name, address->address, error))
        return FALSE;
    feeding->report->feeds++;
    feeding->report->written += is_written ? 1 : 0;
    feeding->report->events += visits->len;
    return TRUE;
}

gboolean
cha_feed_export(ChaStore *store, const ChaFeedOptions *options, ChaProgress progress, gpointer data,
                ChaFeedReport *ret_report, GError **error)
{
    g_autoptr(GPtrArray) quarters = NULL;
    g_autoptr(GPtrArray) fed = NULL;
    g_autoptr(GPtrArray) addresses = NULL;
    g_autoptr(GHashTable) in_force = NULL;
    g_autoptr(FeedIndex) index = feed_index_new();
    ChaFeedReport report = {0};
    Feeding feeding = {.options = options, .index = index, .report = &report};

    if ((options->base_url != NULL && !check_base_url(options->base_url, error)) ||
        !check_index(options, error))
        return FALSE;
    quarters = load_quarters(store, error);
    if (quarters == NULL)
        return FALSE;
    fed = list_fed(quarters);
    if (!give_addresses(store, fed, &addresses, error) || !output_folder_prepare(options->folder, error))
        return FALSE;
    in_force = addresses_in_force(addresses);
    feeding.quarters = quarters;
    feeding.in_force = in_force;
    for (guint i = 0; i < fed->len; i++) {
        if (!feed(&feeding, g_ptr_array_index(fed, i), error))
            return FALSE;
        if (progress != NULL)
            progress(_("writing calendars"), i + 1, fed->len, data);
    }
    if (!remove_revoked(options->folder, addresses, &report, error) ||
        (options->index != NULL && !feed_index_write(index, options->index, error)) ||
        !output_folder_tidy(options->folder, error))
        return FALSE;
    *ret_report = report;
    return TRUE;
}

gboolean
cha_feed_revoke(ChaStore *store, const char *inspector, const char *reason, GError **error)
{
    g_autoptr(Transaction) transaction = store_begin(store, error);
    gboolean had = FALSE;
    gint64 change = 0;

    if (transaction == NULL || !store_note_change(store, "revoke", inspector, NULL, reason, &change, error) ||
        !feed_store_revoke(store, inspector, change, &had, error))
        return FALSE;
    if (had)
        return transaction_commit(transaction, error);
    g_set_error(error, CHA_ERROR, CHA_ERROR_NOT_FOUND, _("inspector %s has no feed"), inspector);
    return FALSE;
}

gboolean
cha_feed_list(ChaStore *store, const char *base_url, ChaTableFormat format, ChaWriter write, gpointer data,
              GError **error)
{
    g_autoptr(Transaction) view = store_begin_reading(store, error);
    g_autoptr(GPtrArray) addresses = view != NULL ? feed_store_load(store, error) : NULL;
    g_autoptr(RecordIndex) inspectors =
        addresses != NULL ? record_index_load(store, CHA_KIND_INSPECTORS, error) : NULL;
    g_autoptr(TableWriter) writer = NULL;

    if (inspectors == NULL || (base_url != NULL && !check_base_url(base_url, error)))
        return FALSE;
    writer = table_writer_new(format, COLUMNS, G_N_ELEMENTS(COLUMNS), write, data);
    table_writer_set_title(writer, _("Feeds"));
    for (guint i = 0; i < addresses->len; i++) {
        const FeedAddress *address = g_ptr_array_index(addresses, i);
        g_autofree char *url = base_url != NULL ? url_of(base_url, address->address) : NULL;
        const char *const texts[G_N_ELEMENTS(COLUMNS)] = {
            address->inspector, record_index_text(inspectors, address->inspector, "name"), url, address->at,
            address->by,
        };

        if (!address->is_revoked && !table_writer_add(writer, texts, error))
            return FALSE;
    }
    return table_writer_finish(writer, error);
}
