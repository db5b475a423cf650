#include "cli/commands.h"
#include "cli/language.h"
#include "cli/table-output.h"
#include "cli/talk.h"

#include <choucha/revealing.h>
#include <string.h>

typedef struct {
    TableOptions table; /* its path is the file of `new` and the bundle of `reveal` as well */
    char *value;
    char *file;
} NonceValues;

static const Option NONCE_OPTIONS[] = {
    {"output", 'o', OPTION_PATH, offsetof(NonceValues, table.path), FALSE, "FILE|BUNDLE",
     N_("new: the file for the nonce; reveal: the bundle's folder; list: the file"), NULL},
    {"value", '\0', OPTION_TEXT, offsetof(NonceValues, value), FALSE, "VALUE",
     N_("reveal: the nonce, 64 hexadecimal digits"), NULL},
    {"file", '\0', OPTION_PATH, offsetof(NonceValues, file), FALSE, "FILE",
     N_("reveal: the file that `nonce new` wrote"), NULL},
    TABLE_FORMAT_OPTION(NonceValues, table),
    {.name = NULL},
};

static gboolean
fail(GError **error, const char *text)
{
    g_set_error_literal(error, USAGE_ERROR, USAGE_ERROR_FAILED, text);
    return FALSE;
}

static Answer
run_new(Session *session, const NonceValues *values, char **operands, GError **error)
{
    g_autoptr(Output) output = NULL;
    g_autofree char *path = NULL;
    g_autofree char *promise = NULL;

    (void)operands;
    if (!cha_nonce_new(values->table.path, &path, &promise, error))
        return ANSWER_FAILED;
    console_say(&session->console,
                _("The nonce is in %s; keep it secret, and safe, until it is revealed.\n"
                  "Its promise is the description of a source (commit --source DEPARTMENT='commit …'):"),
                path);
    output = output_new(NULL, error);
    return output != NULL && output_write_text(output, promise, error) &&
                   output_write_text(output, "\n", error) && output_finish(output, error)
               ? ANSWER_GOOD
               : ANSWER_FAILED;
}

static void
tell_reveal(Console *console, const char *source, const ChaRevealReport *report, const char *folder)
{
    g_autoptr(GPtrArray) fields = fields_new();
    g_autofree char *page = folder != NULL ? g_build_filename(folder, "announcement", NULL) : NULL;

    if (report->repeated)
        console_say(console, _("%s: the nonce of %s had been revealed before"), report->campaign, source);
    else
        console_say(console, _("%s: the nonce of %s is revealed"), report->campaign, source);
    if (report->drawn)
        return;
    if (report->revealed < report->promised) {
        console_say(console, _("revealed: %u of %u nonces"), report->revealed, report->promised);
        return;
    }
    talk_add_head(fields, report->log_entry, report->log_head);
    if (page != NULL)
        fields_add(fields, _("announcement"), "%s", page);
    console_say(console, _("All nonces are revealed. Publish this now, before any other source is read:"));
    console_say_fields(console, fields);
}

static Answer
run_reveal(Session *session, const NonceValues *values, char **operands, GError **error)
{
    g_autoptr(ChaStore) store = NULL;
    g_autoptr(ChaRevealReport) report = NULL;
    g_autofree char *value = g_strdup(values->value);

    if ((values->value == NULL) == (values->file == NULL)) {
        (void)fail(error, _("`nonce reveal` needs the nonce: --value VALUE or --file FILE"));
        return ANSWER_FAILED;
    }
    if (value == NULL && !cha_nonce_read(values->file, &value, error))
        return ANSWER_FAILED;
    store = session_open(session, SESSION_CHANGE, error);
    if (store == NULL ||
        !cha_nonce_reveal(store, operands[1], operands[2], value, values->table.path, &report, error))
        return ANSWER_FAILED;
    tell_reveal(&session->console, operands[2], report, values->table.path);
    return ANSWER_GOOD;
}

static Answer
run_list(Session *session, const NonceValues *values, char **operands, GError **error)
{
    ChaTableFormat format = CHA_TABLE_TERMINAL;
    g_autoptr(ChaStore) store = NULL;
    g_autoptr(Output) output = NULL;

    if (!table_options_read(&values->table, &format, error))
        return ANSWER_FAILED;
    store = session_open(session, SESSION_READ, error);
    output = store == NULL ? NULL : table_options_open(&values->table, error);
    return output != NULL && cha_list_nonces(store, operands[1], format, output_write, output, error) &&
                   output_finish(output, error)
               ? ANSWER_GOOD
               : ANSWER_FAILED;
}

static const struct {
    const char *name;
    guint n_operands; /* with the name */
    gboolean takes_value;
    gboolean takes_format;
    Answer (*run)(Session *session, const NonceValues *values, char **operands, GError **error);
} ACTIONS[] = {
    {"new", 1, FALSE, FALSE, run_new},
    {"reveal", 3, TRUE, FALSE, run_reveal},
    {"list", 2, FALSE, TRUE, run_list},
};

static const Operand NONCE_OPERANDS[] = {
    {.name = "new|reveal|list"},
    {.name = "CAMPAIGN", .optional = TRUE},
    {.name = "SOURCE", .optional = TRUE},
    {.name = NULL},
};

static gboolean
check_usage(gsize action, const NonceValues *values, char **operands, GError **error)
{
    guint n_operands = g_strv_length(operands);

    if (n_operands < ACTIONS[action].n_operands) {
        g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED, _("%s is missing"),
                    NONCE_OPERANDS[n_operands].name);
        return FALSE;
    }
    if (n_operands > ACTIONS[action].n_operands) {
        g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED, _("\"%s\" is one argument too many"),
                    operands[ACTIONS[action].n_operands]);
        return FALSE;
    }
    if ((values->value != NULL || values->file != NULL) && !ACTIONS[action].takes_value)
        return fail(error, _("--value and --file are for `nonce reveal`"));
    if (values->table.format > 0 && !ACTIONS[action].takes_format)
        return fail(error, _("--format is for `nonce list`"));
    return TRUE;
}

static Answer
run_nonce(Session *session, gconstpointer data, char **operands, GError **error)
{
    const NonceValues *values = data;

    for (gsize i = 0; i < G_N_ELEMENTS(ACTIONS); i++) {
        if (strcmp(ACTIONS[i].name, operands[0]) == 0)
            return check_usage(i, values, operands, error) ? ACTIONS[i].run(session, values, operands, error)
                                                           : ANSWER_FAILED;
    }
    g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED,
                _("\"%s\" is nothing that can be done with nonces; there are new, reveal and list"),
                operands[0]);
    return ANSWER_FAILED;
}

const Command nonce_command = {
    .name = "nonce",
    .group = GROUP_CAMPAIGN,
    .summary = N_("give a department a say in the seed: promise a number, reveal it later"),
    .description = N_("`nonce new` makes a number that nobody can foresee, writes it to a file for its\n"
                      "owner alone and prints its promise, `commit HASH`, the description of a source.\n"
                      "`nonce reveal CAMPAIGN SOURCE` records it after the commitment and before any\n"
                      "other source is read; `draw` takes it by itself. With the last one, and -o BUNDLE,\n"
                      "BUNDLE/announcement tells of all of them. `nonce list CAMPAIGN` shows which are\n"
                      "promised and revealed, when and by whom."),
    .example = "nonce reveal 2027Q1 SCJG --file nonce.txt -o 2027Q1",
    .operands = NONCE_OPERANDS,
    .options = NONCE_OPTIONS,
    .values_size = sizeof(NonceValues),
    .run = run_nonce,
};
