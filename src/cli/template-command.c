#include "cli/commands.h"
#include "cli/kind-operand.h"
#include "cli/language.h"
#include "cli/table-output.h"

#include <choucha/enrolling.h>

typedef struct {
    char *path;
} TemplateValues;

static const Option TEMPLATE_OPTIONS[] = {
    {"output", 'o', OPTION_PATH, offsetof(TemplateValues, path), FALSE, "FILE.xlsx",
     N_("write to a file, which is replaced in one step"), NULL},
    {.name = NULL},
};

static Answer
run_template(Session *session, gconstpointer data, char **operands, GError **error)
{
    const TemplateValues *values = data;
    ChaKind kind = CHA_KIND_DEPARTMENTS;
    g_autoptr(ChaStore) store = NULL;
    g_autoptr(Output) output = NULL;

    if (!kind_operand_read(operands[0], &kind, error) || !table_check_workbook(values->path, error))
        return ANSWER_FAILED;
    store = session_open(session, SESSION_READ, error);
    if (store == NULL)
        return ANSWER_FAILED;
    output = output_new(values->path, error);
    if (output == NULL || !cha_template(store, kind, output_write, output, error) ||
        !output_finish(output, error))
        return ANSWER_FAILED;
    return ANSWER_GOOD;
}

static const Operand TEMPLATE_OPERANDS[] = {{.name = "KIND"}, {.name = NULL}};

const Command template_command = {
    .name = "template",
    .group = GROUP_RECORDS,
    .summary = N_("write a workbook to be filled in and imported"),
    .description = N_("Writes a workbook with the columns of a kind, to be filled in and imported:\n"
                      "required columns are marked *, cells of departments, items and the like offer\n"
                      "what the store knows, notes explain every column, and an example shows how it\n"
                      "is meant; import leaves the example out."),
    .example = "template targets -o targets.xlsx",
    .operands = TEMPLATE_OPERANDS,
    .options = TEMPLATE_OPTIONS,
    .values_size = sizeof(TemplateValues),
    .run = run_template,
};
