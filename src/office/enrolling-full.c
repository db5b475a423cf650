/* Full deliveries: what they lack ends. */
#include "base/i18n.h"
#include "office/enrolling-private.h"

#include <inttypes.h>

gboolean
import_check_kind_ends(const Import *import, GError **error)
{
    if (!import->options.full || kind_has_ends(import->kind))
        return TRUE;
    g_set_error(
        error, CHA_ERROR, CHA_ERROR_INVALID,
        _("--full: records of %s have no status and cannot be ended; `choucha diff %s --full` names those "
          "that are missing, and `choucha remove` withdraws them"),
        import->kind->name, import->kind->name);
    return FALSE;
}

gboolean
import_spare_record(Import *import, const char *const *texts, GError **error)
{
    for (guint k = 0; k < import->kind->n_keys; k++) {
        if (texts[k] == NULL) {
            import->n_nameless++;
            return TRUE;
        }
    }
    return delivery_spare(import->delivery, texts, error);
}

gboolean
import_check_keys(const Import *import, GError **error)
{
    if (import->n_nameless == 0)
        return TRUE;
    g_set_error(
        error, CHA_ERROR, CHA_ERROR_INVALID,
        P_("--full: the key of %" PRIu64 " row cannot be read, so what is missing is not known; correct "
           "it, or leave out --full",
           "--full: the keys of %" PRIu64 " rows cannot be read, so what is missing is not known; correct "
           "them, or leave out --full",
           import->n_nameless),
        import->n_nameless);
    return FALSE;
}

gboolean
import_check_ends(const Import *import, GError **error)
{
    guint64 missing = import->report->missing;

    if (import->options.even_most || missing <= import->n_active / 2)
        return TRUE;
    g_set_error(error, CHA_ERROR, CHA_ERROR_CONFLICT,
                P_("%" PRIu64 " record of %" PRIu64
                   " that have not ended would end, which is more than half; if the "
                   "files have all there is, --even-most ends it",
                   "%" PRIu64 " records of %" PRIu64
                   " that have not ended would end, which is more than half; if the "
                   "files have all there is, --even-most ends them",
                   missing),
                missing, import->n_active);
    return FALSE;
}

gboolean
import_note_still_ended(Import *import, const char *path, GError **error)
{
    Place place = {.path = path};
    guint64 n_ended = 0;

    if (!import->options.full)
        return TRUE;
    if (!delivery_count_still_ended(import->delivery, &n_ended, error))
        return FALSE;
    if (n_ended > 0)
        issue_log_add(
            import->log, CHA_SEVERITY_NOTE, &place,
            g_strdup_printf(P_("%" PRIu64 " record of the delivery has ended, and stays so",
                               "%" PRIu64 " records of the delivery have ended, and stay so", n_ended),
                            n_ended),
            g_strdup(_("a column `status` would make them active again")));
    return TRUE;
}
