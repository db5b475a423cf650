#include "cli/commands.h"
#include "cli/language.h"
#include "cli/table-output.h"

#include <choucha/feeding.h>
#include <string.h>

typedef struct {
    char *base_url;
    char *index;
    char *reason;
    gboolean no_alarms;
    TableOptions table;
} FeedValues;

static const Option FEED_OPTIONS[] = {
    TABLE_PATH_OPTION(FeedValues, table),
    {"base-url", '\0', OPTION_TEXT, offsetof(FeedValues, base_url), FALSE, "URL",
     N_("export, list: where the web server shows the folder"), NULL},
    {"index", '\0', OPTION_PATH, offsetof(FeedValues, index), FALSE, "FILE.html",
     N_("export: a page with everybody's address and QR code, readable by you alone"), NULL},
    {"no-alarms", '\0', OPTION_FLAG, offsetof(FeedValues, no_alarms), FALSE, NULL,
     N_("export: no reminder on the evening before a visit"), NULL},
    {"reason", '\0', OPTION_TEXT, offsetof(FeedValues, reason), FALSE, "TEXT",
     N_("revoke: why; it is recorded"), NULL},
    TABLE_FORMAT_OPTION(FeedValues, table),
    {.name = NULL},
};

static Answer
run_export(Session *session, const FeedValues *values, const char *operand, GError **error)
{
    const ChaFeedOptions options = {values->table.path, values->base_url, values->index, !values->no_alarms};
    g_autoptr(ChaStore) store = NULL;
    ChaFeedReport report = {0};

    if (operand != NULL || values->table.path == NULL) {
        g_set_error_literal(error, USAGE_ERROR, USAGE_ERROR_FAILED,
                            _("`feed export` takes a folder: -o FOLDER, and nothing else"));
        return ANSWER_FAILED;
    }
    store = session_open(session, SESSION_CHANGE, error);
    if (store == NULL ||
        !cha_feed_export(store, &options, console_progress, &session->console, &report, error))
        return ANSWER_FAILED;
    console_say(&session->console, _("feeds: %u, of which new or changed: %u; removed: %u; events: %u"),
                report.feeds, report.written, report.removed, report.events);
    return ANSWER_GOOD;
}

static Answer
run_revoke(Session *session, const FeedValues *values, const char *operand, GError **error)
{
    g_autoptr(ChaStore) store = NULL;

    if (operand == NULL || values->reason == NULL) {
        g_set_error_literal(error, USAGE_ERROR, USAGE_ERROR_FAILED,
                            _("`feed revoke` takes an inspector and --reason"));
        return ANSWER_FAILED;
    }
    store = session_open(session, SESSION_CHANGE, error);
    if (store == NULL || !cha_feed_revoke(store, operand, values->reason, error))
        return ANSWER_FAILED;
    console_say(
        &session->console,
        _("the address of %s is revoked; the next `feed export` removes its file and makes a new one"),
        operand);
    return ANSWER_GOOD;
}

static Answer
run_list(Session *session, const FeedValues *values, const char *operand, GError **error)
{
    ChaTableFormat format = CHA_TABLE_TERMINAL;
    g_autoptr(ChaStore) store = NULL;
    g_autoptr(Output) output = NULL;

    if (operand != NULL) {
        g_set_error_literal(error, USAGE_ERROR, USAGE_ERROR_FAILED, _("`feed list` takes no name"));
        return ANSWER_FAILED;
    }
    if (!table_options_read(&values->table, &format, error))
        return ANSWER_FAILED;
    store = session_open(session, SESSION_READ, error);
    output = store != NULL ? table_options_open(&values->table, error) : NULL;
    return output != NULL && cha_feed_list(store, values->base_url, format, output_write, output, error) &&
                   output_finish(output, error)
               ? ANSWER_GOOD
               : ANSWER_FAILED;
}

static const struct {
    const char *name;
    Answer (*run)(Session *session, const FeedValues *values, const char *operand, GError **error);
} ACTIONS[] = {{"export", run_export}, {"revoke", run_revoke}, {"list", run_list}};

static Answer
run_feed(Session *session, gconstpointer data, char **operands, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(ACTIONS); i++) {
        if (strcmp(ACTIONS[i].name, operands[0]) == 0)
            return ACTIONS[i].run(session, data, operands[1], error);
    }
    g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED,
                _("\"%s\" is nothing that can be done with feeds; there are export, revoke and list"),
                operands[0]);
    return ANSWER_FAILED;
}

static const Operand FEED_OPERANDS[] = {{.name = "export|revoke|list"},
                                        {.name = "INSPECTOR", .optional = TRUE},
                                        {.name = NULL}};

const Command feed_command = {
    .name = "feed",
    .group = GROUP_CALENDAR,
    .summary = N_("write calendars for a web server to serve"),
    .description = N_("`feed export -o FOLDER` writes FOLDER/ADDRESS.ics for every inspector, with the\n"
                      "visits of the newest quarter that has days and of the four before it. Phones and\n"
                      "calendar programs follow such a calendar by themselves. Nobody can guess an\n"
                      "address; with --base-url and --index there is a page with all of them and their\n"
                      "QR codes, to be handed out. Files that would stay the same are not touched.\n"
                      "`feed revoke INSPECTOR --reason TEXT` takes an address out of force, and\n"
                      "`feed list` says who has one."),
    .example = "feed export -o /srv/feeds --base-url https://host/feeds/ --index feeds.html",
    .operands = FEED_OPERANDS,
    .options = FEED_OPTIONS,
    .values_size = sizeof(FeedValues),
    .run = run_feed,
};
