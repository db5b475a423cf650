#include <choucha/publishing.h>

#include "base/i18n.h"
#include "office/bundle-folder.h"
#include "office/bundle-notices.h"
#include "office/naming.h"
#include "office/public-extract.h"
#include "office/public-page.h"
#include "office/recorded-time.h"
#include "store/log-store.h"

#include <glib/gstdio.h>
#include <string.h>

static const char EXTRACTS[] = "public";

void
cha_publish_report_free(ChaPublishReport *report)
{
    if (report == NULL)
        return;
    g_free(report->campaign);
    g_ptr_array_unref(report->withheld);
    g_free(report);
}

static void
free_withheld(gpointer data)
{
    ChaWithheldFile *withheld = data;

    g_free(withheld->path);
    g_free(withheld);
}

static ChaDay
today_in_beijing(void)
{
    enum { OFFSET = 8 * 60 * 60, SECONDS_PER_DAY = 24 * 60 * 60 };

    return (ChaDay)((g_get_real_time() / G_USEC_PER_SEC + OFFSET) / SECONDS_PER_DAY);
}

/* A copy on its way. */
typedef struct {
    ChaStore *store;
    const char *folder;
    const Campaign *campaign;
    ChaDay on;
    Disclosure *disclosure;
    ChaDay commit_log_from; /* the log up to the commitment */
    ChaDay draw_log_from;   /* and up to the draw, or the reveals before it */
    GPtrArray *recorded;    /* (element-type BundleFile) all of them */
    GPtrArray *files;       /* the same, those that may be seen */
    GPtrArray *notices;     /* (element-type BundleNotice) that may be seen */
    GPtrArray *hidden;      /* (element-type utf8) paths of recorded files and notices that may not */
} PublicCopy;

static void
public_copy_clear(PublicCopy *copy)
{
    g_clear_pointer(&copy->disclosure, disclosure_free);
    g_clear_pointer(&copy->files, g_ptr_array_unref);
    g_clear_pointer(&copy->recorded, g_ptr_array_unref);
    g_clear_pointer(&copy->notices, g_ptr_array_unref);
    g_clear_pointer(&copy->hidden, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PublicCopy, public_copy_clear)

static Disclosure *
load_plans(ChaStore *store, const char *campaign, GError **error)
{
    g_autoptr(GPtrArray) drawings = campaign_store_load_drawings(store, campaign, error);
    Disclosure *disclosure;

    if (drawings == NULL)
        return NULL;
    disclosure = disclosure_new();
    for (guint i = 0; i < drawings->len; i++) {
        const FrozenDrawing *drawing = g_ptr_array_index(drawings, i);

        disclosure_add_plan(disclosure, drawing->drawing, drawing->disclosure, recorded_day(drawing->end));
    }
    return disclosure;
}

/* From when all may be told that the log holds up to the commitment or the draw:
 * it tells of the campaigns before as well. */
static gboolean
find_past_day(const PublicCopy *copy, LogAction last, ChaDay *ret_from, GError **error)
{
    g_autoptr(GPtrArray) campaigns = campaign_store_list(copy->store, error);
    char hash[DIGEST_HEX_SIZE];
    guint64 end = 0;

    if (campaigns == NULL || !log_store_find(copy->store, last, copy->campaign->campaign, &end, hash, error))
        return FALSE;
    if (end == 0)
        end = G_MAXUINT64; /* not drawn yet: what was logged so far */
    *ret_from = DISCLOSURE_ALWAYS;
    for (guint i = 0; i < campaigns->len; i++) {
        const char *campaign = ((const Campaign *)g_ptr_array_index(campaigns, i))->campaign;
        g_autoptr(Disclosure) plans = NULL;
        guint64 entry = 0;

        if (!log_store_find(copy->store, LOG_COMMIT, campaign, &entry, hash, error))
            return FALSE;
        if (entry > end)
            continue;
        plans = load_plans(copy->store, campaign, error);
        if (plans == NULL)
            return FALSE;
        *ret_from = MAX(*ret_from, disclosure_last_day(plans));
    }
    return TRUE;
}

static gboolean
sort_files(PublicCopy *copy, GError **error)
{
    copy->recorded = campaign_store_list_files(copy->store, copy->campaign->campaign, error);
    if (copy->recorded == NULL)
        return FALSE;
    for (guint i = 0; i < copy->recorded->len; i++) {
        BundleFile *file = g_ptr_array_index(copy->recorded, i);

        if (disclosure_from(copy->disclosure, file->path) <= copy->on)
            g_ptr_array_add(copy->files, file);
        else
            g_ptr_array_add(copy->hidden, g_strdup(file->path));
    }
    return TRUE;
}

static gboolean
sort_notices(PublicCopy *copy, GError **error)
{
    copy->notices = bundle_notices(copy->store, copy->campaign->campaign, error);
    for (guint i = 0; copy->notices != NULL && i < copy->notices->len;) {
        const BundleNotice *notice = g_ptr_array_index(copy->notices, i);

        gboolean is_commit_log = strcmp(notice->path, "log/commit.csv") == 0;

        if (g_str_has_prefix(notice->path, "log/") &&
            (is_commit_log ? copy->commit_log_from : copy->draw_log_from) > copy->on) {
            g_ptr_array_add(copy->hidden, g_strdup(notice->path));
            g_ptr_array_remove_index(copy->notices, i);
        } else {
            i++;
        }
    }
    return copy->notices != NULL;
}

static gboolean
gather(PublicCopy *copy, GError **error)
{
    BundleSource *recorded = campaign_source_new(copy->store, copy->campaign->campaign);
    gboolean is_drawn = copy->campaign->drawn_at != NULL;
    gboolean gathered;

    copy->disclosure = load_plans(copy->store, copy->campaign->campaign, error);
    gathered = copy->disclosure != NULL && public_extract_survey(recorded, copy->disclosure, error) &&
               find_past_day(copy, LOG_COMMIT, &copy->commit_log_from, error) &&
               find_past_day(copy, LOG_DRAW, &copy->draw_log_from, error);
    if (gathered)
        disclosure_set_past(copy->disclosure, copy->commit_log_from);
    gathered = gathered && sort_files(copy, error) && sort_notices(copy, error) &&
               public_page_add(copy->campaign, copy->recorded, copy->disclosure, copy->notices, error) &&
               public_extract_add(recorded, copy->disclosure, is_drawn, copy->on, copy->notices, error);
    campaign_source_free(recorded);
    return gathered;
}

static gboolean
refuse(const PublicCopy *copy, const char *path, GError **error)
{
    char day[CHA_DAY_TEXT_SIZE];

    cha_day_to_text(copy->on, day);
    g_set_error(error, CHA_ERROR, CHA_ERROR_CONFLICT,
                _("%s/%s must not be public on %s; the folder is left alone: name another"), copy->folder,
                path, day);
    return FALSE;
}

static gboolean
is_notice(const PublicCopy *copy, const char *path)
{
    for (guint i = 0; i < copy->notices->len; i++) {
        if (strcmp(((const BundleNotice *)g_ptr_array_index(copy->notices, i))->path, path) == 0)
            return TRUE;
    }
    return FALSE;
}

/* A folder that holds too much, such as the bundle itself, is not to become one
 * that is called public. */
static gboolean
check_nothing_is_betrayed(const PublicCopy *copy, GError **error)
{
    BundleSource *source = NULL;
    g_autoptr(GPtrArray) extracts = NULL;

    for (guint i = 0; i < copy->hidden->len; i++) {
        const char *path = g_ptr_array_index(copy->hidden, i);
        g_autofree char *full = g_build_filename(copy->folder, path, NULL);
        GStatBuf about;

        if (g_lstat(full, &about) == 0)
            return refuse(copy, path, error);
    }
    source = folder_source_new(copy->folder);
    extracts = source->list(source, EXTRACTS, error);
    folder_source_free(source);
    for (guint i = 0; extracts != NULL && i < extracts->len; i++) {
        const char *path = g_ptr_array_index(extracts, i);

        if (!is_notice(copy, path))
            return refuse(copy, path, error);
    }
    return extracts != NULL;
}

static ChaPublishReport *
report_on(const PublicCopy *copy)
{
    ChaPublishReport *report = g_new0(ChaPublishReport, 1);

    report->campaign = g_strdup(copy->campaign->campaign);
    report->on = copy->on;
    report->shown = copy->files->len;
    report->kept_back = disclosure_count_kept_back(copy->disclosure, copy->on);
    report->withheld = g_ptr_array_new_with_free_func(free_withheld);
    for (guint i = 0; i < copy->recorded->len; i++) {
        const BundleFile *file = g_ptr_array_index(copy->recorded, i);
        ChaDay from = disclosure_from(copy->disclosure, file->path);
        ChaWithheldFile *withheld = NULL;

        if (from <= copy->on)
            continue;
        withheld = g_new0(ChaWithheldFile, 1);
        withheld->path = g_strdup(file->path);
        withheld->from = from == DISCLOSURE_NEVER ? CHA_DAY_NONE : from;
        g_ptr_array_add(report->withheld, withheld);
    }
    return report;
}

gboolean
cha_publish(ChaStore *store, const char *campaign, const char *folder, ChaDay on,
            ChaPublishReport **ret_report, GError **error)
{
    g_autoptr(Transaction) reading = store_begin_reading(store, error);
    g_autoptr(Campaign) recorded = NULL;
    g_auto(PublicCopy) copy = {.store = store, .folder = folder};
    BundleContent content;

    if (reading == NULL || !campaign_resolve(store, campaign, &recorded, error))
        return FALSE;
    copy.campaign = recorded;
    copy.on = on != CHA_DAY_NONE ? on : today_in_beijing();
    copy.files = g_ptr_array_new();
    copy.hidden = g_ptr_array_new_with_free_func(g_free);
    if (!gather(&copy, error) || !check_nothing_is_betrayed(&copy, error))
        return FALSE;
    content = (BundleContent){copy.files, copy.notices};
    if (!bundle_folder_check_content(folder, &content, error) ||
        !bundle_folder_complete_content(folder, store, recorded->campaign, &content, error))
        return FALSE;
    *ret_report = report_on(&copy);
    return TRUE;
}
