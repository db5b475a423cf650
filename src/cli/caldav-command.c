#include "cli/commands.h"
#include "cli/credentials.h"
#include "cli/language.h"

#include <choucha/syncing.h>
#include <string.h>

typedef struct {
    char *url;
    char *credentials;
    char *inspector;
    gboolean no_alarms;
    gboolean overwrite;
    gboolean dry_run;
} CaldavValues;

static const Option CALDAV_OPTIONS[] = {
    {"url", '\0', OPTION_TEXT, offsetof(CaldavValues, url), TRUE, "URL",
     N_("the address that the collections are below: URL/INSPECTOR/"), NULL},
    {"credentials", '\0', OPTION_PATH, offsetof(CaldavValues, credentials), FALSE, "FILE",
     N_("lines user=… and password=…, readable by you alone; else $CHOUCHA_CALDAV_USER and "
        "$CHOUCHA_CALDAV_PASSWORD"),
     NULL},
    {"inspector", '\0', OPTION_TEXT, offsetof(CaldavValues, inspector), FALSE, "ID",
     N_("only this inspector's collection"), NULL},
    {"no-alarms", '\0', OPTION_FLAG, offsetof(CaldavValues, no_alarms), FALSE, NULL,
     N_("no reminder on the evening before a visit"), NULL},
    {"overwrite", '\0', OPTION_FLAG, offsetof(CaldavValues, overwrite), FALSE, NULL,
     N_("take back what others edited"), NULL},
    {"dry-run", '\0', OPTION_FLAG, offsetof(CaldavValues, dry_run), FALSE, NULL,
     N_("tell what would be done, change nothing"), NULL},
    {.name = NULL},
};

static void
tell(Session *session, const ChaSyncReport *report, gboolean is_dry)
{
    for (guint i = 0; i < report->findings->len; i++) {
        const ChaSyncFinding *finding = g_ptr_array_index(report->findings, i);

        if (finding->object != NULL)
            console_warn(&session->console, _("inspector %s, %s: %s"), finding->inspector, finding->object,
                         finding->text);
        else
            console_warn(&session->console, _("inspector %s: %s"), finding->inspector, finding->text);
    }
    console_say(&session->console,
                is_dry ? _("%u collections: %u events to be added, %u to be changed, %u to be removed; "
                           "%u as they should be, %u edited by others")
                       : _("%u collections: %u events added, %u changed, %u removed; "
                           "%u as they should be, %u edited by others"),
                report->collections, report->added, report->changed, report->removed, report->unchanged,
                report->edited);
}

static Answer
run_push(Session *session, const CaldavValues *values, const char *campaign, GError **error)
{
    g_auto(Credentials) credentials = {NULL, NULL};
    g_autoptr(ChaStore) store = NULL;
    g_autoptr(ChaSyncReport) report = NULL;
    ChaSyncOptions options = {
        .url = values->url,
        .inspector = values->inspector,
        .alarms = !values->no_alarms,
        .overwrite = values->overwrite,
        .dry_run = values->dry_run,
    };

    if (!credentials_read(&credentials, values->credentials, error))
        return ANSWER_FAILED;
    options.user = credentials.user;
    options.password = credentials.password;
    store = session_open(session, values->dry_run ? SESSION_READ : SESSION_CHANGE, error);
    if (store == NULL ||
        !cha_caldav_push(store, campaign, &options, console_progress, &session->console, &report, error))
        return ANSWER_FAILED;
    tell(session, report, values->dry_run);
    return report->findings->len > 0 ? ANSWER_NOT_ALL_GOOD : ANSWER_GOOD;
}

static Answer
run_caldav(Session *session, gconstpointer data, char **operands, GError **error)
{
    if (strcmp(operands[0], "push") == 0)
        return run_push(session, data, operands[1], error);
    g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED,
                _("\"%s\" is nothing that can be done with a CalDAV server; there is push"), operands[0]);
    return ANSWER_FAILED;
}

static const Operand CALDAV_OPERANDS[] = {{.name = "push"}, {.name = "CAMPAIGN"}, {.name = NULL}};

const Command caldav_command = {
    .name = "caldav",
    .group = GROUP_CALENDAR,
    .summary = N_("keep the calendars on a server in step"),
    .description = N_("Brings the collection URL/INSPECTOR/ of every inspector with visits in step with\n"
                      "the store (CalDAV, RFC 4791): adds, changes and removes events. Collections are\n"
                      "made when they are missing; what others put there is left alone. An event that\n"
                      "somebody edited is named; it is replaced when the visit has changed since, or\n"
                      "with --overwrite. Run it after every change; after an interruption, run it again."),
    .not_all_good = N_("events were edited by others, or the server could not be brought in step"),
    .example = "caldav push 2027Q1 --url https://calendar.example/choucha/ --credentials caldav.txt",
    .operands = CALDAV_OPERANDS,
    .options = CALDAV_OPTIONS,
    .values_size = sizeof(CaldavValues),
    .run = run_caldav,
};
