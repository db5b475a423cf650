#include "cli/commands.h"
#include "cli/language.h"
#include "cli/table-output.h"

#include <choucha/joining.h>
#include <string.h>

typedef struct {
    char *title;
    char *lead;
    char *reason;
    TableOptions table;
} JointValues;

static const Option JOINT_OPTIONS[] = {
    {"title", '\0', OPTION_TEXT, offsetof(JointValues, title), FALSE, "TEXT",
     N_("accept: what the joint plan is called"), NULL},
    {"lead", '\0', OPTION_TEXT, offsetof(JointValues, lead), FALSE, "DEPARTMENT",
     N_("accept: who leads it; the initiator of the first plan when not given"), NULL},
    {"reason", '\0', OPTION_TEXT, offsetof(JointValues, reason), FALSE, "TEXT",
     N_("decline, dissolve: why; it is recorded"), NULL},
    TABLE_FORMAT_OPTION(JointValues, table),
    TABLE_ENCODING_OPTION(JointValues, table),
    TABLE_PATH_OPTION(JointValues, table),
    {.name = NULL},
};

static gboolean
check_operands(char **operands, guint most, GError **error)
{
    if (g_strv_length(operands) == most)
        return TRUE;
    g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED,
                ngettext("this takes %u name", "this takes %u names", most), most);
    return FALSE;
}

static gboolean
check_reason(const JointValues *values, GError **error)
{
    if (values->reason != NULL)
        return TRUE;
    g_set_error_literal(error, USAGE_ERROR, USAGE_ERROR_FAILED, _("--reason is missing"));
    return FALSE;
}

static Answer
run_propose(Session *session, const JointValues *values, char **operands, GError **error)
{
    ChaTableFormat format = CHA_TABLE_TERMINAL;
    g_autoptr(ChaStore) store = NULL;
    g_autoptr(Output) output = NULL;
    guint proposals = 0;

    if (!check_operands(operands, 1, error) || !table_options_read(&values->table, &format, error))
        return ANSWER_FAILED;
    store = session_open(session, SESSION_READ, error);
    output = store != NULL ? table_options_open(&values->table, error) : NULL;
    if (output == NULL ||
        !cha_joint_propose(store, operands[0], console_progress, &session->console, format, output_write,
                           output, &proposals, error) ||
        !output_finish(output, error))
        return ANSWER_FAILED;
    if (proposals == 0)
        console_say(&session->console, _("no plans that are due in %s could save visits as joint plans"),
                    operands[0]);
    else
        console_say(&session->console,
                    _("Accept one with `joint accept PLAN PLAN…`, decline it with `joint decline`. The\n"
                      "numbers are averages of 20 draws with fixed seeds; the draw has its own."));
    return ANSWER_GOOD;
}

static Answer
run_accept(Session *session, const JointValues *values, char **operands, GError **error)
{
    g_autoptr(ChaStore) store = session_open(session, SESSION_CHANGE, error);
    g_autofree char *joint = NULL;

    if (store == NULL ||
        !cha_joint_accept(store, (const char *const *)operands, values->title, values->lead, &joint, error))
        return ANSWER_FAILED;
    console_say(&session->console, _("%s is a joint plan; each of its plans keeps its frame and its sample"),
                joint);
    return ANSWER_GOOD;
}

static Answer
run_decline(Session *session, const JointValues *values, char **operands, GError **error)
{
    g_autoptr(ChaStore) store = NULL;
    g_autofree char *joint = NULL;

    if (!check_reason(values, error))
        return ANSWER_FAILED;
    store = session_open(session, SESSION_CHANGE, error);
    if (store == NULL ||
        !cha_joint_decline(store, (const char *const *)operands, values->reason, &joint, error))
        return ANSWER_FAILED;
    console_say(&session->console, _("%s is declined and will not be proposed again"), joint);
    return ANSWER_GOOD;
}

static Answer
run_dissolve(Session *session, const JointValues *values, char **operands, GError **error)
{
    g_autoptr(ChaStore) store = NULL;

    if (!check_operands(operands, 1, error) || !check_reason(values, error))
        return ANSWER_FAILED;
    store = session_open(session, SESSION_CHANGE, error);
    if (store == NULL || !cha_joint_dissolve(store, operands[0], values->reason, error))
        return ANSWER_FAILED;
    console_say(&session->console, _("%s is dissolved; its plans are single plans again"), operands[0]);
    return ANSWER_GOOD;
}

static Answer
run_list(Session *session, const JointValues *values, char **operands, GError **error)
{
    ChaTableFormat format = CHA_TABLE_TERMINAL;
    g_autoptr(ChaStore) store = NULL;
    g_autoptr(Output) output = NULL;

    if (!check_operands(operands, 0, error) || !table_options_read(&values->table, &format, error))
        return ANSWER_FAILED;
    store = session_open(session, SESSION_READ, error);
    output = store != NULL ? table_options_open(&values->table, error) : NULL;
    return output != NULL && cha_joint_list(store, format, output_write, output, error) &&
                   output_finish(output, error)
               ? ANSWER_GOOD
               : ANSWER_FAILED;
}

static const struct {
    const char *name;
    Answer (*run)(Session *session, const JointValues *values, char **operands, GError **error);
} ACTIONS[] = {
    {"propose", run_propose},   {"accept", run_accept}, {"decline", run_decline},
    {"dissolve", run_dissolve}, {"list", run_list},
};

static Answer
run_joint(Session *session, gconstpointer data, char **operands, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(ACTIONS); i++) {
        if (strcmp(ACTIONS[i].name, operands[0]) == 0)
            return ACTIONS[i].run(session, data, operands + 1, error);
    }
    g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED,
                _("\"%s\" is nothing that can be done with joint plans; there are propose, accept, decline, "
                  "dissolve and list"),
                operands[0]);
    return ANSWER_FAILED;
}

static const Operand JOINT_OPERANDS[] = {{.name = "propose|accept|decline|dissolve|list"},
                                         {.name = "NAME", .repeated = TRUE, .optional = TRUE},
                                         {.name = NULL}};

const Command joint_command = {
    .name = "joint",
    .group = GROUP_RECORDS,
    .summary = N_("make joint plans of single ones"),
    .description = N_("`joint propose CAMPAIGN` lists plans of several departments that would visit the\n"
                      "same targets, by the joint item list or because they are for the same objects:\n"
                      "who would lead, which days they have in common, how many visits that would save,\n"
                      "and which period would have to change.\n"
                      "`joint accept PLAN PLAN…` makes them a joint plan. Each keeps its frame, its\n"
                      "sample and its period; they share tickets and visits and count as joint.\n"
                      "`joint decline PLAN PLAN… --reason TEXT` keeps them single,\n"
                      "`joint dissolve NAME --reason TEXT` ends a joint plan before it is committed, and\n"
                      "`joint list` shows all decisions with names and times."),
    .example = "joint propose 2027Q2",
    .operands = JOINT_OPERANDS,
    .options = JOINT_OPTIONS,
    .values_size = sizeof(JointValues),
    .run = run_joint,
};
