/* Bringing the collections of a CalDAV server in step with the visits. */
#include "base/digest.h"
#include "base/i18n.h"
#include "exchange/caldav/dav-server.h"
#include "office/naming.h"
#include "office/sync-report.h"
#include "office/visit-event.h"
#include "office/visit-shares.h"
#include "store/caldav-store.h"

#include <choucha/error.h>
#include <choucha/syncing.h>
#include <string.h>

/* As many collections that do not answer mean that the server does not. */
enum { MOST_SILENT = 2 };

typedef struct {
    ChaStore *store;
    const VisitListing *listing;
    const ChaSyncOptions *options;
    DavServer *server;
    ChaSyncReport *report;
} Push;

/* An inspector's collection. */
typedef struct {
    Push *push;
    const char *inspector;
    char *url;
    GHashTable *there; /* name to entity tag: what is on the server */
    GHashTable *sent;  /* name to SentObject: what was sent before */
    GPtrArray *now;    /* SentObject: what is to be remembered */
} Collection;

static void
collection_clear(Collection *collection)
{
    g_free(collection->url);
    g_clear_pointer(&collection->there, g_hash_table_unref);
    g_clear_pointer(&collection->sent, g_hash_table_unref);
    g_clear_pointer(&collection->now, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Collection, collection_clear)

/* @text becomes the finding's. */
static void
add_finding(Collection *collection, const char *object, char *text)
{
    sync_report_add(collection->push->report, collection->inspector, object, text);
}

static void
add_failure(Collection *collection, const char *object)
{
    add_finding(collection, object, g_strdup(dav_server_trouble(collection->push->server)));
    collection->push->report->failures++;
}

static void
remember(Collection *collection, const char *object, const char *tag, const char *digest)
{
    SentObject *sent = g_new0(SentObject, 1);

    sent->object = g_strdup(object);
    sent->tag = g_strdup(tag);
    sent->digest = g_strdup(digest);
    g_ptr_array_add(collection->now, sent);
}

static void
remember_as_before(Collection *collection, const SentObject *sent)
{
    if (sent != NULL)
        remember(collection, sent->object, sent->tag, sent->digest);
}

/* The line of the event that begins with @name, up to its end; servers put lines into
 * an order of their own. The times of the zone come before the event. */
static const char *
event_line(const char *text, const char *name, gsize *ret_length)
{
    const char *event = strstr(text, "BEGIN:VEVENT");
    g_autofree char *wanted = g_strconcat("\n", name, ":", NULL);
    const char *line = event != NULL ? strstr(event, wanted) : NULL;

    if (line == NULL)
        return NULL;
    line++;
    *ret_length = strcspn(line, "\r\n");
    return line;
}

/* Whether two objects are of the same revision of a visit. */
static gboolean
is_same_revision(const char *left, const char *right)
{
    static const char *const NAMES[] = {"UID", "SEQUENCE", "DTSTAMP", "STATUS"};

    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        gsize n_left = 0, n_right = 0;
        const char *a = event_line(left, NAMES[i], &n_left);
        const char *b = event_line(right, NAMES[i], &n_right);

        if (a == NULL || b == NULL || n_left != n_right || memcmp(a, b, n_left) != 0)
            return FALSE;
    }
    return TRUE;
}

/* Puts an object without having heard what became of it: looks whether it is there. */
static DavOutcome
find_out(Collection *collection, const char *object, const char *text, gboolean *ret_is_ours, char **ret_tag)
{
    g_autofree char *found = NULL;
    DavOutcome outcome = dav_server_get(collection->push->server, collection->url, object, &found, ret_tag);

    *ret_is_ours = outcome == DAV_DONE && is_same_revision(text, found);
    return outcome;
}

static char *
title_of(const Collection *collection)
{
    const char *name =
        record_index_text(collection->push->listing->inspectors, collection->inspector, "name");

    return g_strdup_printf(_("Inspections: %s"), *name != '\0' ? name : collection->inspector);
}

static DavOutcome
make_collection(Collection *collection)
{
    g_autofree char *title = title_of(collection);

    return dav_server_make(collection->push->server, collection->url, title);
}

/* @tag: of the object as it was seen; NULL: there was none. When somebody was faster, or
 * the answer to a request that succeeded was lost, it looks again and tries once more. */
static DavOutcome
put(Collection *collection, const char *object, const char *text, const char *tag, char **ret_tag)
{
    DavServer *server = collection->push->server;
    g_autofree char *seen = g_strdup(tag);
    DavOutcome outcome = dav_server_put(server, collection->url, object, text, seen, ret_tag);

    for (guint again = 0; again < 2 && (outcome == DAV_CHANGED || outcome == DAV_HOMELESS); again++) {
        gboolean is_ours = FALSE;

        if (outcome == DAV_HOMELESS) {
            if (make_collection(collection) != DAV_DONE)
                return outcome;
        } else {
            g_clear_pointer(&seen, g_free);
            outcome = find_out(collection, object, text, &is_ours, &seen);
            if (is_ours) {
                *ret_tag = g_steal_pointer(&seen);
                return DAV_DONE;
            }
            if (outcome != DAV_DONE && outcome != DAV_MISSING)
                return outcome;
        }
        outcome = dav_server_put(server, collection->url, object, text, seen, ret_tag);
    }
    return outcome;
}

/* Puts it, and remembers its tag, for which some servers have to be asked. */
static void
send_object(Collection *collection, const char *object, const char *text, const char *digest, const char *tag,
            guint *counter)
{
    g_autofree char *new_tag = NULL;
    g_autofree char *stored = NULL;
    gboolean is_ours;

    if (collection->push->options->dry_run) {
        (*counter)++;
        return;
    }
    if (put(collection, object, text, tag, &new_tag) != DAV_DONE) {
        add_failure(collection, object);
        remember_as_before(collection, g_hash_table_lookup(collection->sent, object));
        return;
    }
    (*counter)++;
    if (new_tag == NULL && find_out(collection, object, text, &is_ours, &stored) == DAV_DONE)
        new_tag = g_steal_pointer(&stored);
    if (new_tag != NULL)
        remember(collection, object, new_tag, digest);
}

/* An object that is there and was sent, as far as anybody remembers, by nobody. */
static void
adopt_object(Collection *collection, const char *object, const char *text, const char *digest,
             const char *tag_there)
{
    ChaSyncReport *report = collection->push->report;
    g_autofree char *tag = NULL;
    gboolean is_ours = FALSE;

    if (find_out(collection, object, text, &is_ours, &tag) != DAV_DONE) {
        add_failure(collection, object);
        return;
    }
    if (!is_ours) {
        send_object(collection, object, text, digest, tag != NULL ? tag : tag_there, &report->changed);
        return;
    }
    report->unchanged++;
    remember(collection, object, tag != NULL ? tag : tag_there, digest);
}

static void
push_object(Collection *collection, const char *object, const char *text)
{
    ChaSyncReport *report = collection->push->report;
    const char *there = g_hash_table_lookup(collection->there, object);
    const SentObject *sent = g_hash_table_lookup(collection->sent, object);
    Digest digest = digest_of(text, strlen(text));
    char hex[DIGEST_HEX_SIZE];
    gboolean is_same;

    digest_to_hex(&digest, hex);
    is_same = sent != NULL && strcmp(sent->digest, hex) == 0;
    if (there == NULL && sent != NULL) {
        report->edited++;
        add_finding(collection, object, g_strdup(_("somebody deleted it; it is put there again")));
        send_object(collection, object, text, hex, NULL, &report->added);
    } else if (there == NULL) {
        send_object(collection, object, text, hex, NULL, &report->added);
    } else if (sent == NULL) {
        adopt_object(collection, object, text, hex, there);
    } else if (strcmp(sent->tag, there) == 0 && is_same) {
        report->unchanged++;
        remember_as_before(collection, sent);
    } else if (strcmp(sent->tag, there) == 0) {
        send_object(collection, object, text, hex, there, &report->changed);
    } else if (is_same && !collection->push->options->overwrite) {
        report->edited++;
        add_finding(collection, object, g_strdup(_("somebody edited it; it is left so")));
        remember_as_before(collection, sent);
    } else {
        report->edited++;
        add_finding(collection, object, g_strdup(_("somebody edited it; it is replaced")));
        send_object(collection, object, text, hex, there, &report->changed);
    }
}

/* What was sent before and is no longer to be seen. */
static void
remove_object(Collection *collection, const SentObject *sent)
{
    ChaSyncReport *report = collection->push->report;
    const char *there = g_hash_table_lookup(collection->there, sent->object);
    DavOutcome outcome;

    if (there == NULL)
        return;
    if (strcmp(sent->tag, there) != 0) {
        report->edited++;
        add_finding(collection, sent->object, g_strdup(_("somebody edited it; it is taken off")));
    }
    outcome = collection->push->options->dry_run
                  ? DAV_DONE
                  : dav_server_remove(collection->push->server, collection->url, sent->object, there);
    if (outcome == DAV_DONE || outcome == DAV_MISSING) {
        report->removed++;
        return;
    }
    add_failure(collection, sent->object);
    remember_as_before(collection, sent);
}

static int
compare_sent(gconstpointer left, gconstpointer right)
{
    return strcmp((*(const SentObject *const *)left)->object, (*(const SentObject *const *)right)->object);
}

static void
remove_others(Collection *collection, GHashTable *wanted)
{
    g_autoptr(GPtrArray) old = g_ptr_array_new();
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init(&iter, collection->sent);
    while (g_hash_table_iter_next(&iter, NULL, &value))
        g_ptr_array_add(old, value);
    g_ptr_array_sort(old, compare_sent);
    for (guint i = 0; i < old->len; i++) {
        const SentObject *sent = g_ptr_array_index(old, i);

        if (!g_hash_table_contains(wanted, sent->object))
            remove_object(collection, sent);
    }
}

/* "8c…@choucha" is kept as 8c….ics. */
static char *
object_name(const ListedVisit *listed)
{
    const char *at = strchr(listed->uid, '@');

    return g_strdup_printf("%.*s.ics", (int)(at - listed->uid), listed->uid);
}

static void
push_objects(Collection *collection, const GArray *share)
{
    const VisitListing *listing = collection->push->listing;
    g_autoptr(GHashTable) wanted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; share != NULL && i < share->len; i++) {
        const ListedVisit *listed =
            &g_array_index(listing->listed, ListedVisit, g_array_index(share, guint, i));
        g_autoptr(GString) text = g_string_new(NULL);
        char *object = object_name(listed);

        g_hash_table_add(wanted, object);
        visit_event_add_object(text, listing, listed, collection->push->options->alarms);
        push_object(collection, object, text->str);
    }
    remove_others(collection, wanted);
}

/* What is on the server; an empty collection is made when there is none. */
static DavOutcome
look_around(Collection *collection)
{
    DavServer *server = collection->push->server;
    DavOutcome outcome = dav_server_list(server, collection->url, &collection->there);

    if (outcome != DAV_MISSING)
        return outcome;
    if (!collection->push->options->dry_run) {
        outcome = make_collection(collection);
        if (outcome != DAV_DONE)
            return outcome;
    }
    collection->there = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return DAV_DONE;
}

/* *ret_answered is FALSE when nothing could be learned of the collection. */
static gboolean
push_collection(Push *push, const char *inspector, const GArray *share, gboolean *ret_answered,
                GError **error)
{
    const char *quarter = push->listing->campaign->quarter;
    g_auto(Collection) collection = {.push = push, .inspector = inspector};

    collection.url = dav_server_collection(push->server, inspector);
    collection.now = g_ptr_array_new_with_free_func((GDestroyNotify)sent_object_free);
    collection.sent = caldav_store_load(push->store, collection.url, quarter, error);
    *ret_answered = FALSE;
    if (collection.sent == NULL)
        return FALSE;
    if (share == NULL && g_hash_table_size(collection.sent) == 0) {
        *ret_answered = TRUE;
        return TRUE;
    }
    push->report->collections++;
    if (look_around(&collection) != DAV_DONE) {
        add_failure(&collection, NULL);
        return TRUE;
    }
    *ret_answered = TRUE;
    push_objects(&collection, share);
    return push->options->dry_run ||
           caldav_store_replace(push->store, collection.url, quarter, collection.now, error);
}

static gboolean
push_all(Push *push, ChaProgress progress, gpointer data, GError **error)
{
    const GPtrArray *inspectors = record_index_keys(push->listing->inspectors);
    g_autoptr(GHashTable) shares = visit_shares_by_inspector(push->listing);
    guint n_silent = 0;

    for (guint i = 0; i < inspectors->len; i++) {
        const char *inspector = g_ptr_array_index(inspectors, i);
        gboolean has_answered = FALSE;

        if (push->options->inspector != NULL && strcmp(push->options->inspector, inspector) != 0)
            continue;
        if (!push_collection(push, inspector, g_hash_table_lookup(shares, inspector), &has_answered, error))
            return FALSE;
        n_silent = has_answered ? 0 : n_silent + 1;
        if (n_silent == MOST_SILENT && i + 1 < inspectors->len) {
            ChaSyncFinding *last = g_ptr_array_index(push->report->findings, push->report->findings->len - 1);
            g_autofree char *text = g_steal_pointer(&last->text);

            last->text = g_strdup_printf(_("%s; the collections after it were not tried"), text);
            return TRUE;
        }
        if (progress != NULL)
            progress(_("sending calendars"), i + 1, inspectors->len, data);
    }
    return TRUE;
}

static gboolean
check_inspector(const VisitListing *listing, const char *inspector, GError **error)
{
    const GPtrArray *keys = record_index_keys(listing->inspectors);

    for (guint i = 0; i < keys->len; i++) {
        if (strcmp(g_ptr_array_index(keys, i), inspector) == 0)
            return TRUE;
    }
    g_set_error(error, CHA_ERROR, CHA_ERROR_NOT_FOUND, _("there is no inspector %s"), inspector);
    return FALSE;
}

gboolean
cha_caldav_push(ChaStore *store, const char *campaign, const ChaSyncOptions *options, ChaProgress progress,
                gpointer data, ChaSyncReport **ret_report, GError **error)
{
    g_autoptr(Campaign) told = NULL;
    g_autoptr(VisitListing) listing = NULL;
    g_autoptr(DavServer) server = dav_server_new(options->url, options->user, options->password, error);
    g_autoptr(ChaSyncReport) report = sync_report_new();
    Push push = {.store = store, .options = options, .server = server, .report = report};

    if (server == NULL || !campaign_resolve_told(store, campaign, &told, error))
        return FALSE;
    if (options->patience > 0 || options->pause > 0)
        dav_server_set_patience(server, options->patience > 0 ? options->patience : 30,
                                options->pause > 0 ? options->pause : 500);
    listing = visit_listing_load(store, told, error);
    if (listing == NULL ||
        (options->inspector != NULL && !check_inspector(listing, options->inspector, error)))
        return FALSE;
    push.listing = listing;
    if (!push_all(&push, progress, data, error))
        return FALSE;
    *ret_report = g_steal_pointer(&report);
    return TRUE;
}
