#include "cli/commands.h"
#include "cli/language.h"
#include "cli/table-output.h"

#include <choucha/log.h>
#include <inttypes.h>
#include <string.h>

typedef struct {
    char *head;
    TableOptions table;
} LogValues;

static const Option LOG_OPTIONS[] = {
    {"head", '\0', OPTION_TEXT, offsetof(LogValues, head), FALSE, "HASH",
     N_("verify: a head that was published; it must be in the chain"), NULL},
    TABLE_FORMAT_OPTION(LogValues, table),
    TABLE_PATH_OPTION(LogValues, table),
    {.name = NULL},
};

static Answer
run_export(Session *session, ChaStore *store, const LogValues *values, GError **error)
{
    g_autoptr(Output) output = output_new(values->table.path, error);

    (void)session;
    return output != NULL && cha_log_export(store, output_write, output, error) &&
                   output_finish(output, error)
               ? ANSWER_GOOD
               : ANSWER_FAILED;
}

static Answer
run_head(Session *session, ChaStore *store, const LogValues *values, GError **error)
{
    g_autoptr(Output) output = NULL;
    g_autofree char *hash = NULL;
    g_autofree char *line = NULL;
    guint64 entry = 0;

    (void)session;
    if (!cha_log_head(store, &entry, &hash, error))
        return ANSWER_FAILED;
    output = output_new(values->table.path, error);
    line = g_strdup_printf("%" PRIu64 " %s\n", entry, hash);
    return output != NULL && output_write_text(output, line, error) && output_finish(output, error)
               ? ANSWER_GOOD
               : ANSWER_FAILED;
}

static void
tell_verification(Console *console, const ChaLogReport *report, const char *head)
{
    g_autoptr(GPtrArray) fields = fields_new();

    fields_add(fields, _("entries"), "%" PRIu64, report->entries);
    if (report->head != NULL)
        fields_add(fields, _("head"), "%s", report->head);
    fields_add(fields, _("campaigns"), "%u", report->campaigns);
    fields_add(fields, _("files read"), "%" PRIu64, report->files);
    fields_add(fields, _("rows compared"), "%" PRIu64, report->rows);
    fields_add(fields, _("findings"), "%u", report->findings->len);
    if (report->findings->len > 0)
        console_warn(console, _("the store is not what its log says:"));
    else
        console_say(console, _("the store is what its log says:"));
    console_say_fields(console, fields);
    if (head == NULL)
        console_say(console,
                    _("Whoever can write the file can make a whole chain anew. Only a head that was\n"
                      "published shows that nothing before it was changed: --head HASH"));
    else if (report->head_entry != CHA_LOG_NO_ENTRY)
        console_say(console,
                    _("The published head is that of entry %" PRIu64 ": all up to there is as it was then;\n"
                      "what came after it is only as sure as the file."),
                    report->head_entry);
}

static Answer
run_verification(Session *session, ChaStore *store, const LogValues *values, GError **error)
{
    ChaTableFormat format = CHA_TABLE_TERMINAL;
    g_autoptr(ChaLogReport) report = NULL;
    g_autoptr(Output) output = NULL;

    if (!table_options_read(&values->table, &format, error) ||
        !cha_log_verify(store, values->head, console_progress, &session->console, &report, error))
        return ANSWER_FAILED;
    output = table_options_open(&values->table, error);
    if (output == NULL)
        return ANSWER_FAILED;
    if ((format != CHA_TABLE_TERMINAL || report->findings->len > 0) &&
        !cha_log_write_findings(report, format, output_write, output, error))
        return ANSWER_FAILED;
    if (!output_finish(output, error))
        return ANSWER_FAILED;
    tell_verification(&session->console, report, values->head);
    return report->findings->len > 0 ? ANSWER_NOT_ALL_GOOD : ANSWER_GOOD;
}

static const struct {
    const char *name;
    Answer (*run)(Session *session, ChaStore *store, const LogValues *values, GError **error);
} ACTIONS[] = {
    {"export", run_export},
    {"head", run_head},
    {"verify", run_verification},
};

static Answer
run_log(Session *session, gconstpointer data, char **operands, GError **error)
{
    const LogValues *values = data;
    const char *name = operands[0] != NULL ? operands[0] : "export";

    for (gsize i = 0; i < G_N_ELEMENTS(ACTIONS); i++) {
        g_autoptr(ChaStore) store = NULL;

        if (strcmp(ACTIONS[i].name, name) != 0)
            continue;
        if (values->head != NULL && ACTIONS[i].run != run_verification) {
            g_set_error_literal(error, USAGE_ERROR, USAGE_ERROR_FAILED, _("--head is for `log verify`"));
            return ANSWER_FAILED;
        }
        store = session_open(session, SESSION_READ, error);
        return store != NULL ? ACTIONS[i].run(session, store, values, error) : ANSWER_FAILED;
    }
    g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED,
                _("\"%s\" is nothing that can be done with the log; there are export, head and verify"),
                name);
    return ANSWER_FAILED;
}

static const Operand LOG_OPERANDS[] = {{.name = "export|head|verify", .optional = TRUE}, {.name = NULL}};

const Command log_command = {
    .name = "log",
    .group = GROUP_CAMPAIGN,
    .summary = N_("show what was done, and check that nothing was changed since"),
    .description = N_("Every commit, draw, void, schedule and change of settings is an entry of the log.\n"
                      "Each has a hash that also stands for all entries before it; the last is the head\n"
                      "of the log. `log` prints it as text, `log head` its head, to be published.\n"
                      "`log verify` recomputes the chain, holds all campaigns, draws, schedules and\n"
                      "settings of the store against it, and names what is not as the log says. With\n"
                      "--head, whatever was changed before that head was published is found as well."),
    .not_all_good = N_("the store is not what its log says"),
    .example = "log verify --head 5f1c…",
    .operands = LOG_OPERANDS,
    .options = LOG_OPTIONS,
    .values_size = sizeof(LogValues),
    .run = run_log,
};
