#include "cli/commands.h"
#include "cli/help.h"
#include "cli/language.h"
#include "cli/output.h"

typedef struct {
    gboolean completion;
} HelpValues;

static const Option HELP_OPTIONS[] = {
    {"completion", '\0', OPTION_FLAG, offsetof(HelpValues, completion), FALSE, NULL,
     N_("print a script that teaches bash to complete commands and options"), NULL},
    {.name = NULL},
};

static Answer
run_help(Session *session, gconstpointer data, char **operands, GError **error)
{
    const HelpValues *values = data;
    const Command *command = NULL;
    gboolean shown = FALSE;

    (void)session;
    if (values->completion) {
        shown = help_show_completion(error);
    } else if (operands[0] == NULL) {
        shown = help_show_overview(error);
    } else {
        command = command_find(operands[0], error);
        shown = command != NULL && help_show_command(command, error);
    }
    return shown ? ANSWER_GOOD : ANSWER_FAILED;
}

static const Operand HELP_OPERANDS[] = {{.name = "COMMAND", .optional = TRUE}, {.name = NULL}};

const Command help_command = {
    .name = "help",
    .group = GROUP_HELP,
    .summary = N_("list the commands, or explain one"),
    .example = "help commit",
    .operands = HELP_OPERANDS,
    .options = HELP_OPTIONS,
    .values_size = sizeof(HelpValues),
    .run = run_help,
};

static Answer
run_version(Session *session, gconstpointer data, char **operands, GError **error)
{
    g_autoptr(Output) output = output_new(NULL, error);

    (void)session;
    (void)data;
    (void)operands;
    return output != NULL && output_write_text(output, "choucha " CHOUCHA_VERSION "\n", error) &&
                   output_finish(output, error)
               ? ANSWER_GOOD
               : ANSWER_FAILED;
}

const Command version_command = {
    .name = "version",
    .group = GROUP_HELP,
    .summary = N_("print the version"),
    .run = run_version,
};
