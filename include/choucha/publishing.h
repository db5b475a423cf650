/* The copy of a bundle that the public may have. */
#pragma once

#include <choucha/day.h>
#include <choucha/store.h>

G_BEGIN_DECLS

/**
 * ChaWithheldFile:
 * @path: a file of the bundle, from its top: `commit/plans.csv`
 * @from: the first day on which it may be public; %CHA_DAY_NONE for never
 */
typedef struct {
    char *path;
    ChaDay from;
} ChaWithheldFile;

/**
 * ChaPublishReport:
 * @campaign: the campaign, with its attempt
 * @on: the day for which the copy was made
 * @shown: files of the bundle that are in it
 * @kept_back: plans of which something must be kept back on that day
 * @withheld: (element-type ChaWithheldFile): the files of the bundle that are
 *   not in it, by path
 */
typedef struct {
    char *campaign;
    ChaDay on;
    guint shown;
    guint kept_back;
    GPtrArray *withheld;
} ChaPublishReport;

/**
 * cha_publish_report_free:
 * @report: (transfer full) (nullable): a report
 */
void cha_publish_report_free(ChaPublishReport *report);

/**
 * cha_publish:
 * @store: the store
 * @campaign: a committed or drawn campaign; a void one by its exact name
 * @folder: the folder of the copy
 * @on: the day for which it is made; %CHA_DAY_NONE: today, in Beijing
 * @ret_report: (out): what is in it, and what is withheld
 * @error: return location for an error
 *
 * Writes what of the recorded bundle may be public on that day
 * (data/doc/public-copy.md), extracts for plans whose rows lie in files that
 * are withheld, and a page that says all this. On a later day files are added,
 * and none is changed. Nothing is recorded in the store.
 *
 * Errors: %CHA_ERROR_NOT_FOUND when the campaign was never committed,
 * %CHA_ERROR_CONFLICT when the folder holds other bytes or what must not be
 * public on that day, %CHA_ERROR_OUTPUT.
 */
gboolean cha_publish(ChaStore *store, const char *campaign, const char *folder, ChaDay on,
                     ChaPublishReport **ret_report, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ChaPublishReport, cha_publish_report_free)

G_END_DECLS
