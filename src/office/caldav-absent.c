/* In place of caldav-push.c in a build without libsoup. */
#include "base/i18n.h"

#include <choucha/error.h>
#include <choucha/syncing.h>

gboolean
cha_caldav_push(ChaStore *store, const char *campaign, const ChaSyncOptions *options, ChaProgress progress,
                gpointer data, ChaSyncReport **ret_report, GError **error)
{
    (void)store, (void)campaign, (void)progress, (void)data, (void)ret_report;
    g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                _("%s cannot be reached: this choucha was built without CalDAV (libsoup 3)"), options->url);
    return FALSE;
}
