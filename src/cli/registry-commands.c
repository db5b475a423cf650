#include "cli/annotation.h"
#include "cli/busy-commands.h"
#include "cli/commands.h"
#include "cli/import-talk.h"
#include "cli/kind-operand.h"
#include "cli/language.h"
#include "cli/talk.h"

#include <choucha/engaging.h>
#include <choucha/enrolling.h>
#include <inttypes.h>
#include <string.h>

typedef struct {
    gboolean dry_run;
    gboolean good_rows;
    gboolean full;
    gboolean even_most;
    gboolean add_items;
    gboolean no_map;
    GPtrArray *titles;
    gboolean accept;
    gint year;
    char *inspector;
    char *annotated;
} ImportValues;

static const Option IMPORT_OPTIONS[] = {
    {"dry-run", '\0', OPTION_FLAG, offsetof(ImportValues, dry_run), FALSE, NULL,
     N_("tell what would happen, store nothing"), NULL},
    {"good-rows", '\0', OPTION_FLAG, offsetof(ImportValues, good_rows), FALSE, NULL,
     N_("store the rows that are right even when others are not"), NULL},
    {"full", '\0', OPTION_FLAG, offsetof(ImportValues, full), FALSE, NULL,
     N_("targets, inspectors: end what is stored and in none of the files"), NULL},
    {"even-most", '\0', OPTION_FLAG, offsetof(ImportValues, even_most), FALSE, NULL,
     N_("with --full: even when more than half would end"), NULL},
    {"map", '\0', OPTION_PAIRS, offsetof(ImportValues, titles), FALSE, "TITLE=COLUMN",
     N_("say which column a title means, or \"-\" for none; remembered for such tables"), NULL},
    {"no-map", '\0', OPTION_FLAG, offsetof(ImportValues, no_map), FALSE, NULL,
     N_("leave aside what was said of such tables before"), NULL},
    {"annotate", '\0', OPTION_PATH, offsetof(ImportValues, annotated), FALSE, "FILE.xlsx",
     N_("when rows are wrong, write the tables with what is wrong in them"), NULL},
    {"year", '\0', OPTION_YEAR, offsetof(ImportValues, year), FALSE, "YYYY",
     N_("plans: the year of periods that name none"), NULL},
    {"add-items", '\0', OPTION_FLAG, offsetof(ImportValues, add_items), FALSE, NULL,
     N_("plans: add unknown items to the list of items"), NULL},
    {"accept", '\0', OPTION_FLAG, offsetof(ImportValues, accept), FALSE, NULL,
     N_("plans: accept what could be read in several ways"), NULL},
    {"inspector", '\0', OPTION_TEXT, offsetof(ImportValues, inspector), FALSE, "ID",
     N_("busy: whose calendar it is"), NULL},
    {.name = NULL},
};

/* One import, as the command line asks for it. */
typedef struct {
    ChaKind kind;
    const char *plan; /* (nullable): a list of targets of this plan */
    const char *const *paths;
    const char *annotated; /* (nullable): where the wrong tables are shown */
    ChaImportOptions options;
} Import;

static Answer
import(Session *session, ChaStore *store, gpointer data, GError **error)
{
    const Import *work = data;
    g_autoptr(ChaImportReport) report = NULL;
    gboolean imported = work->plan != NULL
                            ? cha_import_frame(store, work->plan, work->paths, &work->options,
                                               console_progress, &session->console, &report, error)
                            : cha_import(store, work->kind, work->paths, &work->options, console_progress,
                                         &session->console, &report, error);

    if (report != NULL) {
        talk_import_issues(&session->console, report, work->options.dry_run);
        if (!imported)
            talk_differences(&session->console, report);
        annotation_write(&session->console, work->annotated, work->paths, report);
    }
    if (!imported)
        return ANSWER_FAILED;
    g_assert(report != NULL);
    talk_import(&session->console, work->plan != NULL ? FRAME_OPERAND : cha_kind_name(work->kind), report);
    return report->left_out > 0 ? ANSWER_NOT_ALL_GOOD : ANSWER_GOOD;
}

static gboolean
fail_usage(GError **error, const char *text)
{
    g_set_error_literal(error, USAGE_ERROR, USAGE_ERROR_FAILED, text);
    return FALSE;
}

/* What the operands name, and whether the options go with it. */
static gboolean
read_subject(const ImportValues *values, char **operands, Import *work, GError **error)
{
    if (values->even_most && !values->full)
        return fail_usage(error, _("--even-most goes with --full"));
    if (!frame_operand_is_meant(operands))
        return kind_operand_read(operands[0], &work->kind, error);
    if (values->full)
        return fail_usage(error,
                          _("--full is for targets and inspectors; a list of frame PLAN is always full"));
    if (operands[2] == NULL)
        return fail_usage(error, _("FILE is missing: import frame PLAN FILE…"));
    if (values->titles->len > 0)
        return fail_usage(error, _("--map is not for the lists of frame PLAN; call the column \"target\""));
    work->plan = operands[1];
    work->paths++;
    return TRUE;
}

static Answer
run_import(Session *session, gconstpointer data, char **operands, GError **error)
{
    const ImportValues *values = data;
    Import work = {
        .paths = (const char *const *)operands + 1,
        .options =
            {
                .dry_run = values->dry_run,
                .good_rows = values->good_rows,
                .full = values->full,
                .even_most = values->even_most,
                .add_items = values->add_items,
                .accept = values->accept,
                .year = values->year,
                .no_map = values->no_map,
            },
    };
    g_autofree ChaTitle *titles = NULL;
    g_autoptr(ChaStore) store = NULL;

    if (!busy_check_operands(operands, values->inspector, error) ||
        (busy_is_meant(operands) && !annotation_check(values->annotated, NULL, error)))
        return ANSWER_FAILED;
    if (busy_is_meant(operands))
        return busy_import(session, values->inspector, work.paths, &work.options, error);
    if (!read_subject(values, operands, &work, error) ||
        !annotation_check(values->annotated, work.paths, error))
        return ANSWER_FAILED;
    work.annotated = values->annotated;
    titles = titles_from_pairs(work.kind, values->titles, error);
    if (titles == NULL)
        return ANSWER_FAILED;
    work.options.titles = titles;
    work.options.n_titles = values->titles->len;
    if (!values->dry_run)
        return session_make(session, import, &work, error);
    store = session_open(session, SESSION_READ, error);
    return store != NULL ? import(session, store, &work, error) : ANSWER_FAILED;
}

static const Operand IMPORT_OPERANDS[] = {{.name = "KIND"},
                                          {.name = "FILE", .repeated = TRUE, .path = TRUE},
                                          {.name = NULL}};

const Command import_command = {
    .name = "import",
    .group = GROUP_RECORDS,
    .summary = N_("read records from tables (CSV, XLSX)"),
    .description = N_("KIND says what the files hold: departments, items, joint-items, targets,\n"
                      "inspectors, recusals, absences, holidays, plans or results; or frame PLAN: the\n"
                      "list of targets that a plan is directed at; or busy: calendars (.ics) of an\n"
                      "inspector. Columns may stand in any order, under English names or Chinese ones;\n"
                      "CSV may be UTF-8 or GB18030. Of a workbook the first visible sheet with content\n"
                      "is read; FILE.xlsx#SHEET names another.\n"
                      "\n"
                      "Every wrong cell is named with file, row, column, value, rule and remedy.\n"
                      "When any row is wrong, nothing is stored, unless --good-rows says otherwise.\n"
                      "The same files again change nothing.\n"
                      "\n"
                      "Of a calendar only the times are kept at which the inspector is busy, never what\n"
                      "for. It replaces what a file of its name gave before. Appointments that it\n"
                      "conflicts with are named."),
    .not_all_good = N_("rows were left out (--good-rows)"),
    .example = "import targets targets.csv",
    .operands = IMPORT_OPERANDS,
    .options = IMPORT_OPTIONS,
    .values_size = sizeof(ImportValues),
    .run = run_import,
};

typedef struct {
    char *reason;
    char *inspector;
} RemoveValues;

static const Option REMOVE_OPTIONS[] = {
    {"inspector", '\0', OPTION_TEXT, offsetof(RemoveValues, inspector), FALSE, "ID",
     N_("busy: whose calendar it was"), NULL},
    {"reason", '\0', OPTION_TEXT, offsetof(RemoveValues, reason), TRUE, "TEXT",
     N_("why they are withdrawn; it is recorded"), NULL},
    {.name = NULL},
};

static Answer
run_remove(Session *session, gconstpointer data, char **operands, GError **error)
{
    const RemoveValues *values = data;
    g_autoptr(ChaStore) store = NULL;
    const char *const *keys = (const char *const *)operands + 1;
    gboolean mappings = strcmp(operands[0], "mappings") == 0;
    ChaKind kind = CHA_KIND_DEPARTMENTS;
    gboolean removed = FALSE;

    if (!busy_check_operands(operands, values->inspector, error))
        return ANSWER_FAILED;
    if (frame_operand_is_meant(operands)
            ? !frame_operand_check(operands, 2, error)
            : !mappings && !busy_is_meant(operands) && !kind_operand_read(operands[0], &kind, error))
        return ANSWER_FAILED;
    store = session_open(session, SESSION_CHANGE, error);
    if (store == NULL)
        return ANSWER_FAILED;
    if (frame_operand_is_meant(operands))
        removed = cha_remove_frame(store, operands[1], values->reason, error);
    else if (busy_is_meant(operands))
        removed = cha_remove_busy(store, values->inspector, keys, values->reason, error);
    else if (mappings)
        removed = cha_remove_mappings(store, keys, values->reason, error);
    else
        removed = cha_remove(store, kind, keys, values->reason, error);
    if (!removed)
        return ANSWER_FAILED;
    console_say(&session->console, _("withdrawn; the records stay in the history"));
    return ANSWER_GOOD;
}

static const Operand REMOVE_OPERANDS[] = {{.name = "KIND|mappings|frame|busy"},
                                          {.name = "KEY", .repeated = TRUE},
                                          {.name = NULL}};

const Command remove_command = {
    .name = "remove",
    .group = GROUP_RECORDS,
    .summary = N_("withdraw records; they stay in the history"),
    .description = N_("Withdraws records of a kind, all that are named or none. Where a key has several\n"
                      "columns (joint-items, recusals, absences, results), KEY is given that many times\n"
                      "for each record, in the order of the columns. A record that others refer to\n"
                      "cannot be withdrawn. Importing it again brings it back. frame PLAN takes away the\n"
                      "list of targets that a plan is directed at, and busy FILE what a calendar of an\n"
                      "inspector gave."),
    .example = "remove recusals HN0001 91410702MA9X0K1T16 --reason 'no longer related'",
    .operands = REMOVE_OPERANDS,
    .options = REMOVE_OPTIONS,
    .values_size = sizeof(RemoveValues),
    .run = run_remove,
};

static Answer
set(Session *session, ChaStore *store, gpointer data, GError **error)
{
    char **operands = data;

    (void)session;
    return cha_set(store, operands[0], operands[1], error) ? ANSWER_GOOD : ANSWER_FAILED;
}

static Answer
run_set(Session *session, gconstpointer data, char **operands, GError **error)
{
    (void)data;
    return session_make(session, set, operands, error);
}

static const Operand SET_OPERANDS[] = {{.name = "NAME"}, {.name = "VALUE"}, {.name = NULL}};

const Command set_command = {
    .name = "set",
    .group = GROUP_RECORDS,
    .summary = N_("change a setting"),
    .description = N_("Settings: visits_per_day, how many visits an inspector makes a day at most (1 to\n"
                      "12; 4 when never set); max_visits, in a campaign at most (empty: no limit);\n"
                      "max_departments, how many departments may visit a target together (0: any\n"
                      "number, but one where joint visits are declined; empty: any number everywhere);\n"
                      "teams, greedy (when never set) or balanced: every seat that can be filled is, and\n"
                      "loads are as even as can be. The last two need version 2 of the draw protocol.\n"
                      "All are frozen into a campaign when it is committed."),
    .example = "set max_visits 20",
    .operands = SET_OPERANDS,
    .run = run_set,
};
