#include "cli/commands.h"
#include "cli/language.h"
#include "cli/table-output.h"

#include <choucha/enrolling.h>

typedef struct {
    TableOptions table;
} StateValues;

static const Option STATE_OPTIONS[] = {
    TABLE_FORMAT_OPTION(StateValues, table),
    TABLE_ENCODING_OPTION(StateValues, table),
    TABLE_PATH_OPTION(StateValues, table),
    {.name = NULL},
};

static Answer
run_state(Session *session, gconstpointer data, char **operands, GError **error)
{
    const StateValues *values = data;
    ChaTableFormat format = CHA_TABLE_TERMINAL;
    g_autoptr(ChaStore) store = NULL;
    g_autoptr(Output) output = NULL;

    if (!table_options_read(&values->table, &format, error))
        return ANSWER_FAILED;
    store = session_open(session, SESSION_READ, error);
    output = store != NULL ? table_options_open(&values->table, error) : NULL;
    if (output == NULL)
        return ANSWER_FAILED;
    return cha_list_state(store, operands[0], format, output_write, output, error) &&
                   output_finish(output, error)
               ? ANSWER_GOOD
               : ANSWER_FAILED;
}

static const Operand STATE_OPERANDS[] = {{.name = "CAMPAIGN", .optional = TRUE}, {.name = NULL}};

const Command state_command = {
    .name = "state",
    .group = GROUP_CAMPAIGN,
    .summary = N_("tell with which records a campaign was committed"),
    .description = N_("Writes a row for each kind of records that a commitment is made of: how many there\n"
                      "were when the campaign was committed, the last change before (its number, when,\n"
                      "by whom, from which files), and the SHA-256 of what `list KIND --format csv`\n"
                      "wrote then. Without CAMPAIGN, the same of the records as they are. What has the\n"
                      "same digest is the same."),
    .example = "state 2027Q1",
    .operands = STATE_OPERANDS,
    .options = STATE_OPTIONS,
    .values_size = sizeof(StateValues),
    .run = run_state,
};
