#include <choucha/scheduling.h>

#include "base/i18n.h"
#include "office/naming.h"
#include "office/output-file.h"
#include "office/visit-event.h"
#include "office/visit-shares.h"

#include <string.h>

/* The bytes of an event in all.ics, from where they are copied into the other
 * calendars: each event is written once, and none is kept in memory. */
typedef struct {
    gsize begin;
    gsize end;
} Slice;

typedef struct {
    const VisitListing *listing;
    const char *folder;
    gboolean has_alarms;
    ChaProgress progress;
    gpointer data;
    guint64 n_done; /* files */
    guint64 n_files;
    GArray *slices;     /* (element-type Slice) one for each listed visit */
    GMappedFile *all;   /* what they are slices of */
    GHashTable *shares; /* inspector or department to the listed visits (GArray of guint) it takes part in */
} Publication;

static void
publication_clear(Publication *publication)
{
    g_clear_pointer(&publication->slices, g_array_unref);
    g_clear_pointer(&publication->all, g_mapped_file_unref);
    g_clear_pointer(&publication->shares, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Publication, publication_clear)

static gboolean
add_and_empty(OutputFile *file, GString *text, GError **error)
{
    gboolean added = output_file_add(file, text->str, text->len, error);

    g_string_truncate(text, 0);
    return added;
}

static gboolean
write_all(Publication *publication, OutputFile *file, GError **error)
{
    const VisitListing *listing = publication->listing;
    g_autofree char *name = g_strdup_printf(_("Inspections of %s"), listing->campaign->campaign);
    g_autoptr(GString) text = g_string_new(NULL);
    gsize written = 0;

    calendar_add_head(text, name);
    for (guint i = 0; i < listing->listed->len; i++) {
        Slice slice = {written + text->len, 0};

        visit_event_add(text, listing, &g_array_index(listing->listed, ListedVisit, i),
                        publication->has_alarms);
        slice.end = written + text->len;
        g_array_append_val(publication->slices, slice);
        written += text->len;
        if (!add_and_empty(file, text, error))
            return FALSE;
    }
    calendar_add_foot(text);
    if (!add_and_empty(file, text, error))
        return FALSE;
    publication->all = output_file_map(file, error);
    return publication->all != NULL;
}

static gboolean
write_share(const Publication *publication, OutputFile *file, const char *sharer, const char *name,
            GError **error)
{
    const GArray *share = g_hash_table_lookup(publication->shares, sharer);
    const char *all = g_mapped_file_get_contents(publication->all);
    g_autofree char *title =
        g_strdup_printf(_("Inspections of %s: %s"), publication->listing->campaign->campaign, name);
    g_autoptr(GString) text = g_string_new(NULL);

    calendar_add_head(text, title);
    if (!add_and_empty(file, text, error))
        return FALSE;
    for (guint i = 0; share != NULL && i < share->len; i++) {
        const Slice *slice = &g_array_index(publication->slices, Slice, g_array_index(share, guint, i));

        if (!output_file_add(file, all + slice->begin, slice->end - slice->begin, error))
            return FALSE;
    }
    calendar_add_foot(text);
    return add_and_empty(file, text, error);
}

/* One file for each of @sharers, whose identifiers are fit for file names. */
static gboolean
publish_shares(Publication *publication, const char *kind, const GPtrArray *sharers,
               const RecordIndex *records, GError **error)
{
    for (guint i = 0; i < sharers->len; i++) {
        const char *sharer = sharers->pdata[i];
        const char *name = record_index_text(records, sharer, "name");
        g_autofree char *path = g_strdup_printf("%s/%s.ics", kind, sharer);
        g_autoptr(OutputFile) file = output_file_new(publication->folder, path, error);

        if (file == NULL || !write_share(publication, file, sharer, *name == '\0' ? sharer : name, error) ||
            !output_file_finish(file, error))
            return FALSE;
        publication->n_done++;
        if (publication->progress != NULL)
            publication->progress(_("writing calendars"), publication->n_done, publication->n_files,
                                  publication->data);
    }
    return TRUE;
}

static void
note_seats(GHashTable *seated, const CampaignVisit *visit)
{
    for (guint s = 0; s < visit->inspectors->len; s++)
        g_hash_table_add(seated, visit->inspectors->pdata[s]);
}

/* Everybody on duty, and whoever has a seat (or had one in a visit that is
 * cancelled) although no longer on duty. */
static GPtrArray *
list_inspectors(const VisitListing *listing)
{
    const GPtrArray *keys = record_index_keys(listing->inspectors);
    const GPtrArray *visits = visit_listing_visits(listing);
    g_autoptr(GHashTable) seated = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *inspectors = g_ptr_array_new();

    for (guint v = 0; v < visits->len; v++)
        note_seats(seated, g_ptr_array_index(visits, v));
    for (guint v = 0; v < listing->listed->len; v++)
        note_seats(seated, g_array_index(listing->listed, ListedVisit, v).visit);
    for (guint i = 0; i < keys->len; i++) {
        const char *inspector = keys->pdata[i];

        if (g_hash_table_contains(seated, inspector) ||
            strcmp(record_index_text(listing->inspectors, inspector, "status"), "active") == 0)
            g_ptr_array_add(inspectors, (gpointer)inspector);
    }
    return inspectors;
}

static gboolean
publish(Publication *publication, GPtrArray *inspectors, GError **error)
{
    const VisitListing *listing = publication->listing;
    g_autoptr(OutputFile) all = NULL;

    if (!output_folder_prepare(publication->folder, error))
        return FALSE;
    all = output_file_new(publication->folder, "all.ics", error);
    if (all == NULL || !write_all(publication, all, error))
        return FALSE;
    publication->shares = visit_shares_by_inspector(listing);
    if (!publish_shares(publication, "inspectors", inspectors, listing->inspectors, error))
        return FALSE;
    g_hash_table_unref(publication->shares);
    publication->shares = visit_shares_by_department(listing);
    if (!publish_shares(publication, "departments", record_index_keys(listing->departments),
                        listing->departments, error))
        return FALSE;
    return output_file_finish(all, error) && output_folder_tidy(publication->folder, error);
}

gboolean
cha_calendar(ChaStore *store, const char *campaign, const char *folder, gboolean alarms, ChaProgress progress,
             gpointer data, ChaCalendarReport *ret_report, GError **error)
{
    g_autoptr(Campaign) drawn = NULL;
    g_autoptr(VisitListing) listing = NULL;
    g_autoptr(GPtrArray) inspectors = NULL;
    g_auto(Publication) publication = {0};

    if (!campaign_resolve_told(store, campaign, &drawn, error))
        return FALSE;
    listing = visit_listing_load(store, drawn, error);
    if (listing == NULL)
        return FALSE;
    inspectors = list_inspectors(listing);
    publication.listing = listing;
    publication.folder = folder;
    publication.has_alarms = alarms;
    publication.progress = progress;
    publication.data = data;
    publication.n_files = inspectors->len + record_index_keys(listing->departments)->len;
    publication.slices = g_array_new(FALSE, FALSE, sizeof(Slice));
    if (!publish(&publication, inspectors, error))
        return FALSE;
    ret_report->inspectors = inspectors->len;
    ret_report->departments = record_index_keys(listing->departments)->len;
    ret_report->events = listing->listed->len;
    return TRUE;
}
