#include "cli/busy-commands.h"
#include "cli/commands.h"
#include "cli/kind-operand.h"
#include "cli/language.h"
#include "cli/table-output.h"

#include <choucha/drawing.h>
#include <choucha/engaging.h>
#include <choucha/enrolling.h>
#include <inttypes.h>
#include <string.h>

typedef struct {
    TableOptions table;
    char *inspector;
    ChaDay from;
    ChaDay to;
} ListValues;

static const Option LIST_OPTIONS[] = {
    {"inspector", '\0', OPTION_TEXT, offsetof(ListValues, inspector), FALSE, "ID",
     N_("busy: whose times they are"), NULL},
    {"from", '\0', OPTION_DAY, offsetof(ListValues, from), FALSE, "DAY", N_("busy: the first day"), NULL},
    {"to", '\0', OPTION_DAY, offsetof(ListValues, to), FALSE, "DAY", N_("busy: the last day"), NULL},
    TABLE_FORMAT_OPTION(ListValues, table),
    TABLE_ENCODING_OPTION(ListValues, table),
    TABLE_PATH_OPTION(ListValues, table),
    {.name = NULL},
};

/* What is listed. */
typedef enum {
    LIST_RECORDS, /* of a kind */
    LIST_CAMPAIGNS,
    LIST_DUPLICATES,
    LIST_MAPPINGS,
    LIST_SETTINGS,
    LIST_FRAME, /* of a plan */
    LIST_BUSY,
    LIST_DRAWN, /* a table of a drawn campaign */
} Subject;

typedef struct {
    Subject subject;
    ChaKind kind;
    ChaDrawnTable table;
    const char *name; /* (nullable): of the plan or campaign */
} Listing;

/* The words that stand for something else than a kind. */
static const struct {
    const char *word;
    Subject subject;
    ChaDrawnTable table;
} WORDS[] = {
    {"campaigns", LIST_CAMPAIGNS, 0},
    {"duplicates", LIST_DUPLICATES, 0},
    {"mappings", LIST_MAPPINGS, 0},
    {"settings", LIST_SETTINGS, 0},
    {FRAME_OPERAND, LIST_FRAME, 0},
    {"busy", LIST_BUSY, 0},
    {"selection", LIST_DRAWN, CHA_DRAWN_SELECTION},
    {"visits", LIST_DRAWN, CHA_DRAWN_VISITS},
    {"teams", LIST_DRAWN, CHA_DRAWN_TEAMS},
    {"schedule", LIST_DRAWN, CHA_DRAWN_SCHEDULE},
};

static gboolean
read_subject(char **operands, Listing *listing, GError **error)
{
    gsize found = 0;

    while (found < G_N_ELEMENTS(WORDS) && strcmp(WORDS[found].word, operands[0]) != 0)
        found++;
    if (found < G_N_ELEMENTS(WORDS)) {
        listing->subject = WORDS[found].subject;
        listing->table = WORDS[found].table;
    } else if (!kind_operand_read(operands[0], &listing->kind, error)) {
        return FALSE;
    }
    listing->name = operands[1];
    if (listing->subject == LIST_FRAME)
        return frame_operand_check(operands, 2, error);
    if ((listing->subject == LIST_DRAWN) == (listing->name != NULL))
        return TRUE;
    if (listing->name == NULL)
        g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED, _("%s is missing"), "CAMPAIGN");
    else
        g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED, _("\"%s\" is one argument too many"),
                    listing->name);
    return FALSE;
}

static gboolean
write_list(ChaStore *store, const Listing *listing, const ListValues *values, ChaTableFormat format,
           Output *output, guint64 *ret_duplicates, GError **error)
{
    switch (listing->subject) {
    case LIST_CAMPAIGNS:
        return cha_list_campaigns(store, format, output_write, output, error);
    case LIST_DUPLICATES:
        return cha_list_duplicates(store, format, output_write, output, ret_duplicates, error);
    case LIST_MAPPINGS:
        return cha_list_mappings(store, format, output_write, output, error);
    case LIST_SETTINGS:
        return cha_list_settings(store, format, output_write, output, error);
    case LIST_FRAME:
        return cha_list_frame(store, listing->name, format, output_write, output, error);
    case LIST_BUSY:
        return cha_list_busy(store, values->inspector, values->from, values->to, format, output_write, output,
                             error);
    case LIST_DRAWN:
        return cha_list_drawn(store, listing->name, listing->table, format, output_write, output, error);
    case LIST_RECORDS:
    default:
        return cha_list(store, listing->kind, format, output_write, output, error);
    }
}

static void
tell_duplicates(Console *console, guint64 n_names)
{
    if (n_names == 0)
        console_say(console, _("no two targets have nearly one name"));
    else
        console_say(console,
                    P_("%" PRIu64 " name is that of several targets; where they are one, import the types of "
                       "all under the right code, and end or remove the others",
                       "%" PRIu64 " names are those of several targets; where they are one, import the types "
                       "of all under the right code, and end or remove the others",
                       n_names),
                    n_names);
}

static Answer
run_list(Session *session, gconstpointer data, char **operands, GError **error)
{
    const ListValues *values = data;
    ChaTableFormat format = CHA_TABLE_TERMINAL;
    Listing listing = {.subject = LIST_RECORDS};
    g_autoptr(ChaStore) store = NULL;
    g_autoptr(Output) output = NULL;
    guint64 n_duplicates = 0;

    if (!busy_check_operands(operands, values->inspector, error) ||
        !busy_check_days(operands, values->from, values->to, error) ||
        !read_subject(operands, &listing, error) || !table_options_read(&values->table, &format, error))
        return ANSWER_FAILED;
    store = session_open(session, SESSION_READ, error);
    if (store == NULL)
        return ANSWER_FAILED;
    output = table_options_open(&values->table, error);
    if (output == NULL)
        return ANSWER_FAILED;
    if (!write_list(store, &listing, values, format, output, &n_duplicates, error) ||
        !output_finish(output, error))
        return ANSWER_FAILED;
    if (listing.subject == LIST_DUPLICATES)
        tell_duplicates(&session->console, n_duplicates);
    return ANSWER_GOOD;
}

static const Operand LIST_OPERANDS[] = {
    {.name = "KIND|campaigns|duplicates|mappings|settings|frame|busy|TABLE"},
    {.name = "PLAN|CAMPAIGN", .optional = TRUE},
    {.name = NULL}};

const Command list_command = {
    .name = "list",
    .group = GROUP_RECORDS,
    .summary = N_("write records, campaigns, mappings or settings as a table"),
    .description = N_("Writes all records of a kind in order of their keys; or all campaigns, void ones\n"
                      "too; or with duplicates the targets that have nearly the name of another one;\n"
                      "or the settings; or with frame PLAN the list of targets that a plan is\n"
                      "directed at; or with busy the times at which an inspector is busy on the days\n"
                      "(of Beijing) from --from to --to, in UTC; or with selection, visits, teams or\n"
                      "schedule and the name of a drawn CAMPAIGN what was drawn, with names beside the\n"
                      "codes.\n"
                      "\n"
                      "FILE.xlsx and FILE.csv are for spreadsheet programs. Records in them, and in\n"
                      "what --format csv writes for programs, can be imported again and change\n"
                      "nothing."),
    .example = "list plans -o plans.xlsx",
    .operands = LIST_OPERANDS,
    .options = LIST_OPTIONS,
    .values_size = sizeof(ListValues),
    .run = run_list,
};
