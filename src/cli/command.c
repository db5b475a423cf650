#include "cli/command.h"

#include "cli/commands.h"
#include "cli/help.h"
#include "cli/language.h"
#include "cli/output.h"

#include <stdio.h>
#include <string.h>

/* clang-format off */
const Command *const COMMANDS[] = {
    &quarter_command,
    &import_command,
    &diff_command,
    &list_command,
    &template_command,
    &remove_command,
    &set_command,
    &joint_command,
    &check_command,
    &commit_command,
    &nonce_command,
    &draw_command,
    &verify_command,
    &stamp_command,
    &sign_command,
    &signatures_command,
    &keys_command,
    &bundle_command,
    &publish_command,
    &state_command,
    &void_command,
    &log_command,
    &schedule_command,
    &calendar_command,
    &feed_command,
    &caldav_command,
    &coverage_command,
    &help_command,
    &version_command,
    NULL,
};
/* clang-format on */

typedef struct {
    char *store;
    char *by;
    gboolean quiet;
    gboolean verbose;
    gboolean help;
    gboolean version;
} GlobalValues;

const Option GLOBAL_OPTIONS[] = {
    {"store", '\0', OPTION_PATH, offsetof(GlobalValues, store), FALSE, "FILE",
     N_("the store; else $CHOUCHA_STORE, else ./choucha.db"), NULL},
    {"by", '\0', OPTION_TEXT, offsetof(GlobalValues, by), FALSE, "NAME",
     N_("who works with it; else $CHOUCHA_USER, else the login name"), NULL},
    {"quiet", 'q', OPTION_FLAG, offsetof(GlobalValues, quiet), FALSE, NULL, N_("say only what is not good"),
     NULL},
    {"verbose", 'v', OPTION_FLAG, offsetof(GlobalValues, verbose), FALSE, NULL,
     N_("tell of each stage of the work"), NULL},
    {"help", 'h', OPTION_FLAG, offsetof(GlobalValues, help), FALSE, NULL, N_("explain the command"), NULL},
    {"version", '\0', OPTION_FLAG, offsetof(GlobalValues, version), FALSE, NULL, N_("print the version"),
     NULL},
    {.name = NULL},
};

const Command *
command_find(const char *name, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    const char *nearest = NULL;

    for (gsize i = 0; COMMANDS[i] != NULL; i++) {
        if (strcmp(COMMANDS[i]->name, name) == 0)
            return COMMANDS[i];
        g_ptr_array_add(names, (gpointer)COMMANDS[i]->name);
    }
    g_ptr_array_add(names, NULL);
    nearest = option_nearest(name, (const char *const *)names->pdata);
    if (nearest != NULL)
        g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED,
                    _("unknown command \"%s\"; the nearest one is \"%s\""), name, nearest);
    else
        g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED, _("unknown command \"%s\""), name);
    return NULL;
}

static int
exit_status(const GError *error)
{
    if (error->domain == USAGE_ERROR)
        return STATUS_USAGE;
    if (error->domain != CHA_ERROR)
        return STATUS_INTERNAL;
    switch ((ChaError)error->code) {
    case CHA_ERROR_INVALID:
    case CHA_ERROR_NOT_FOUND:
        return STATUS_BAD_INPUT;
    case CHA_ERROR_CONFLICT:
    case CHA_ERROR_UNSATISFIABLE:
    case CHA_ERROR_BUSY:
        return STATUS_CONFLICT;
    case CHA_ERROR_STORE:
    case CHA_ERROR_OUTPUT:
    default:
        return STATUS_INTERNAL;
    }
}

static gboolean
check_operands(const Command *command, GPtrArray *operands, GError **error)
{
    guint given = 0;

    for (const Operand *operand = command->operands; operand != NULL && operand->name != NULL; operand++) {
        if (given == operands->len && !operand->optional) {
            g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED, _("%s is missing"), operand->name);
            return FALSE;
        }
        while (given < operands->len) {
            if (!operand->path && !g_utf8_validate(operands->pdata[given], -1, NULL)) {
                g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED, _("%s is not UTF-8 text"), operand->name);
                return FALSE;
            }
            given++;
            if (!operand->repeated)
                break;
        }
    }
    if (given < operands->len) {
        g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED, _("\"%s\" is one argument too many"),
                    (const char *)operands->pdata[given]);
        return FALSE;
    }
    return TRUE;
}

/* The first that is given and not empty. */
static char *
first_of(const char *option, const char *variable, const char *otherwise)
{
    const char *value = g_getenv(variable);

    if (option != NULL && *option != '\0')
        return g_strdup(option);
    return g_strdup(value != NULL && *value != '\0' ? value : otherwise);
}

static void
session_set(Session *session, const GlobalValues *values)
{
    session->console.quiet = values->quiet;
    session->console.verbose = values->verbose;
    session->store_path = first_of(values->store, "CHOUCHA_STORE", "choucha.db");
    session->by = first_of(values->by, "CHOUCHA_USER", g_get_user_name());
}

static Answer
run_command(Session *session, const Command *command, const OptionSet *sets, GPtrArray *operands,
            GError **error)
{
    const GlobalValues *global = sets[0].values;

    if (global->help)
        return help_show_command(command, error) ? ANSWER_GOOD : ANSWER_FAILED;
    if (global->version)
        return version_command.run(session, NULL, NULL, error);
    if (global->quiet && global->verbose) {
        g_set_error_literal(error, USAGE_ERROR, USAGE_ERROR_FAILED,
                            _("--quiet and --verbose exclude each other"));
        return ANSWER_FAILED;
    }
    if (!check_operands(command, operands, error) || !option_check_required(&sets[1], error))
        return ANSWER_FAILED;
    g_ptr_array_add(operands, NULL);
    session_set(session, global);
    return command->run(session, sets[1].values, (char **)operands->pdata, error);
}

/* The command that is meant; without one, --help and --version are. */
static const Command *
read_command(Arguments *arguments, const OptionSet *set, GError **error)
{
    GlobalValues *global = set->values;
    g_autoptr(GPtrArray) operands = g_ptr_array_new();

    if (!option_parse(arguments, set, 1, TRUE, operands, error))
        return NULL;
    if (operands->len > 0)
        return command_find(operands->pdata[0], error);
    if (global->version)
        return &version_command;
    if (global->help) {
        global->help = FALSE; /* of all commands, not of the command `help` */
        return &help_command;
    }
    g_set_error_literal(error, USAGE_ERROR, USAGE_ERROR_FAILED, _("a command is missing"));
    return NULL;
}

static Answer
parse_and_run(Session *session, Arguments *arguments, const Command **ret_command, GError **error)
{
    OptionSet sets[] = {{GLOBAL_OPTIONS, option_values_new(GLOBAL_OPTIONS, sizeof(GlobalValues))},
                        {NULL, NULL}};
    g_autoptr(GPtrArray) operands = g_ptr_array_new();
    const Command *command = read_command(arguments, &sets[0], error);
    Answer answer = ANSWER_FAILED;

    *ret_command = command;
    if (command != NULL) {
        sets[1] = (OptionSet){command->options, option_values_new(command->options, command->values_size)};
        if (option_parse(arguments, sets, G_N_ELEMENTS(sets), FALSE, operands, error))
            answer = run_command(session, command, sets, operands, error);
        option_values_free(sets[1].options, sets[1].values);
    }
    option_values_free(sets[0].options, sets[0].values);
    return answer;
}

static void
report_error(Session *session, const Command *command, const GError *error)
{
    console_warn(&session->console, "choucha: %s", error->message);
    if (error->domain != USAGE_ERROR)
        return;
    if (command != NULL && command != &help_command)
        console_warn(&session->console, _("\"choucha help %s\" explains the command"), command->name);
    else
        console_warn(&session->console, _("\"choucha help\" lists the commands"));
}

int
command_main(char **argv)
{
    Session session = {0};
    Arguments arguments = {.next = *argv != NULL ? argv + 1 : argv};
    const Command *command = NULL;
    g_autoptr(GError) error = NULL;
    Answer answer = ANSWER_FAILED;
    int status = STATUS_DONE;

    console_init(&session.console);
    answer = parse_and_run(&session, &arguments, &command, &error);
    if (answer == ANSWER_FAILED) {
        report_error(&session, command, error);
        status = exit_status(error);
    } else if (answer == ANSWER_NOT_ALL_GOOD) {
        status = STATUS_NOT_ALL_GOOD;
    }
    console_clear(&session.console);
    g_free(session.store_path);
    g_free(session.by);
    return status;
}
