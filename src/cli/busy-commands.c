#include "cli/busy-commands.h"

#include "cli/language.h"
#include "cli/option.h"
#include "cli/talk.h"

#include <choucha/engaging.h>
#include <inttypes.h>
#include <string.h>

gboolean
busy_is_meant(char **operands)
{
    return strcmp(operands[0], "busy") == 0;
}

gboolean
busy_check_operands(char **operands, const char *inspector, GError **error)
{
    if (busy_is_meant(operands) == (inspector != NULL))
        return TRUE;
    if (inspector == NULL)
        g_set_error_literal(error, USAGE_ERROR, USAGE_ERROR_FAILED,
                            _("\"busy\" needs --inspector ID: whose calendar it is"));
    else
        g_set_error_literal(error, USAGE_ERROR, USAGE_ERROR_FAILED, _("--inspector goes with \"busy\" only"));
    return FALSE;
}

gboolean
busy_check_days(char **operands, ChaDay from, ChaDay to, GError **error)
{
    if (!busy_is_meant(operands)) {
        if (from == CHA_DAY_NONE && to == CHA_DAY_NONE)
            return TRUE;
        g_set_error_literal(error, USAGE_ERROR, USAGE_ERROR_FAILED,
                            _("--from and --to go with \"busy\" only"));
        return FALSE;
    }
    if (from == CHA_DAY_NONE || to == CHA_DAY_NONE) {
        g_set_error_literal(error, USAGE_ERROR, USAGE_ERROR_FAILED,
                            _("\"busy\" needs --from DAY and --to DAY"));
        return FALSE;
    }
    if (to < from) {
        g_set_error_literal(error, USAGE_ERROR, USAGE_ERROR_FAILED, _("--to is before --from"));
        return FALSE;
    }
    return TRUE;
}

/* One import, as the command line asks for it. */
typedef struct {
    const char *inspector;
    const char *const *paths;
    ChaBusyOptions options;
} BusyImport;

static void
tell_conflict(Console *console, const ChaBusyConflict *conflict)
{
    g_autoptr(GString) times = g_string_new(NULL);

    for (guint i = 0; i < conflict->free_times->len; i++)
        g_string_append_printf(times, "%s%s", i > 0 ? ", " : "",
                               (const char *)g_ptr_array_index(conflict->free_times, i));
    if (times->len > 0)
        console_warn(console,
                     _("conflict: visit %s of %s takes place on %s, %s–%s, when the inspector is busy; free "
                       "for its team: %s"),
                     conflict->visit, conflict->campaign, conflict->date, conflict->from, conflict->to,
                     times->str);
    else
        console_warn(console,
                     _("conflict: visit %s of %s takes place on %s, %s–%s, when the inspector is busy"),
                     conflict->visit, conflict->campaign, conflict->date, conflict->from, conflict->to);
}

static void
tell_busy(Console *console, const ChaBusyReport *report)
{
    for (guint i = 0; i < report->conflicts->len; i++)
        tell_conflict(console, g_ptr_array_index(report->conflicts, i));
    if (report->conflicts->len > 0)
        console_warn(console, _("`schedule` gives the visits of a campaign times without conflicts"));
    if (report->stored)
        console_say(console,
                    _("busy: files: %u (%u added, %u changed, %u unchanged); events: %" PRIu64 " (%" PRIu64
                      " left out)"),
                    report->files, report->added, report->changed, report->unchanged, report->events,
                    report->left_out);
    else
        console_say(console,
                    _("busy: files: %u (would be: %u added, %u changed, %u unchanged); events: %" PRIu64
                      " (%" PRIu64 " left out); nothing was stored"),
                    report->files, report->added, report->changed, report->unchanged, report->events,
                    report->left_out);
}

static Answer
import(Session *session, ChaStore *store, gpointer data, GError **error)
{
    const BusyImport *work = data;
    g_autoptr(ChaBusyReport) report = NULL;
    gboolean imported = cha_import_busy(store, work->inspector, work->paths, &work->options, console_progress,
                                        &session->console, &report, error);

    if (report != NULL) {
        talk_issues(&session->console, report->issues, CHA_SEVERITY_ERROR);
        talk_issues(&session->console, report->issues, CHA_SEVERITY_NOTE);
    }
    if (!imported)
        return ANSWER_FAILED;
    g_assert(report != NULL);
    tell_busy(&session->console, report);
    return report->left_out > 0 ? ANSWER_NOT_ALL_GOOD : ANSWER_GOOD;
}

Answer
busy_import(Session *session, const char *inspector, const char *const *paths,
            const ChaImportOptions *options, GError **error)
{
    BusyImport work = {inspector, paths, {.dry_run = options->dry_run, .good_events = options->good_rows}};
    g_autoptr(ChaStore) store = NULL;

    if (!options->dry_run)
        return session_make(session, import, &work, error);
    store = session_open(session, SESSION_READ, error);
    return store != NULL ? import(session, store, &work, error) : ANSWER_FAILED;
}
