#include "cli/busy-commands.h"
#include "cli/commands.h"
#include "cli/kind-operand.h"
#include "cli/language.h"
#include "cli/table-output.h"

#include <choucha/drawing.h>
#include <choucha/engaging.h>
#include <choucha/enrolling.h>
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

static Answer
run_list(Session *session, gconstpointer data, char **operands, GError **error)
{
    const ListValues *values = data;
    ChaTableFormat format = CHA_TABLE_TERMINAL;
    gboolean campaigns = strcmp(operands[0], "campaigns") == 0;
    gboolean settings = strcmp(operands[0], "settings") == 0;
    gboolean frame = frame_operand_is_meant(operands);
    gboolean mappings = strcmp(operands[0], "mappings") == 0;
    ChaKind kind = CHA_KIND_DEPARTMENTS;
    g_autoptr(ChaStore) store = NULL;
    g_autoptr(Output) output = NULL;
    gboolean listed = FALSE;

    if (!busy_check_operands(operands, values->inspector, error) ||
        !busy_check_days(operands, values->from, values->to, error))
        return ANSWER_FAILED;
    if (!campaigns && !settings && !mappings && !frame && !busy_is_meant(operands) &&
        !kind_operand_read(operands[0], &kind, error))
        return ANSWER_FAILED;
    if (frame && !frame_operand_check(operands, 2, error))
        return ANSWER_FAILED;
    if (!frame && operands[1] != NULL) {
        g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED, _("\"%s\" is one argument too many"),
                    operands[1]);
        return ANSWER_FAILED;
    }
    if (!table_options_read(&values->table, &format, error))
        return ANSWER_FAILED;
    store = session_open(session, SESSION_READ, error);
    if (store == NULL)
        return ANSWER_FAILED;
    output = table_options_open(&values->table, error);
    if (output == NULL)
        return ANSWER_FAILED;
    if (campaigns)
        listed = cha_list_campaigns(store, format, output_write, output, error);
    else if (frame)
        listed = cha_list_frame(store, operands[1], format, output_write, output, error);
    else if (busy_is_meant(operands))
        listed = cha_list_busy(store, values->inspector, values->from, values->to, format, output_write,
                               output, error);
    else if (settings)
        listed = cha_list_settings(store, format, output_write, output, error);
    else if (mappings)
        listed = cha_list_mappings(store, format, output_write, output, error);
    else
        listed = cha_list(store, kind, format, output_write, output, error);
    return listed && output_finish(output, error) ? ANSWER_GOOD : ANSWER_FAILED;
}

static const Operand LIST_OPERANDS[] = {{.name = "KIND|campaigns|mappings|settings|frame|busy"},
                                        {.name = "PLAN", .optional = TRUE},
                                        {.name = NULL}};

const Command list_command = {
    .name = "list",
    .group = GROUP_RECORDS,
    .summary = N_("write records, campaigns, mappings or settings as a table"),
    .description = N_("Writes all records of a kind in order of their keys; or all campaigns, void ones\n"
                      "too; or the settings; or with frame PLAN the list of targets that a plan is\n"
                      "directed at; or with busy the times at which an inspector is busy on the days\n"
                      "(of Beijing) from --from to --to, in UTC. FILE.xlsx and FILE.csv are for\n"
                      "spreadsheet programs; they, and what --format csv writes for programs, can be\n"
                      "imported again and change nothing."),
    .example = "list plans -o plans.xlsx",
    .operands = LIST_OPERANDS,
    .options = LIST_OPTIONS,
    .values_size = sizeof(ListValues),
    .run = run_list,
};
