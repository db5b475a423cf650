#include "cli/commands.h"
#include "cli/language.h"
#include "cli/output.h"
#include "cli/talk.h"

#include <string.h>
#include <unistd.h>

typedef struct {
    char *path;
    char *authorities;
    guint of; /* a ChaStamped */
} StampValues;

static const char *const STAMPED[] = {"commit", "reveals", "draw", NULL};

static const Option STAMP_OPTIONS[] = {
    {"output", 'o', OPTION_PATH, offsetof(StampValues, path), FALSE, "FILE.tsq",
     N_("request: the file for the query"), NULL},
    {"of", '\0', OPTION_CHOICE, offsetof(StampValues, of), FALSE, "commit|reveals|draw",
     N_("request: what is to be stamped; commit when not given"), STAMPED},
    {"ca", '\0', OPTION_PATH, offsetof(StampValues, authorities), FALSE, "CA.pem",
     N_("attach, verify: certificates of the authorities that you trust"), NULL},
    {.name = NULL},
};

static gboolean
fail(GError **error, const char *text)
{
    g_set_error_literal(error, USAGE_ERROR, USAGE_ERROR_FAILED, text);
    return FALSE;
}

static Answer
run_request(Session *session, const StampValues *values, char **operands, GError **error)
{
    g_autoptr(GBytes) query = NULL;
    g_autoptr(Output) output = NULL;
    gsize length = 0;
    const char *bytes = NULL;

    (void)session;
    if ((values->path == NULL || strcmp(values->path, "-") == 0) && isatty(STDOUT_FILENO)) {
        (void)fail(error, _("a query is nothing for a terminal; give -o FILE.tsq"));
        return ANSWER_FAILED;
    }
    if (!cha_stamp_request(operands[1], (ChaStamped)values->of, &query, error))
        return ANSWER_FAILED;
    bytes = g_bytes_get_data(query, &length);
    output = output_new(values->path, error);
    return output != NULL && output_write(bytes, length, output, error) && output_finish(output, error)
               ? ANSWER_GOOD
               : ANSWER_FAILED;
}

static Answer
run_attach(Session *session, const StampValues *values, char **operands, GError **error)
{
    g_autoptr(ChaStamp) stamp = NULL;
    g_autoptr(GPtrArray) fields = NULL;

    if (!cha_stamp_attach(operands[1], operands[2], values->authorities, &stamp, error))
        return ANSWER_FAILED;
    fields = fields_new();
    fields_add(fields, _("time stamp of"), "%s", cha_stamped_name(stamp->stamped));
    fields_add(fields, _("was there at"), _("%s (UTC)"), stamp->at);
    fields_add(fields, _("authority"), "%s", stamp->authority);
    fields_add(fields, _("file"), "%s", stamp->path);
    if (stamp->repeated)
        console_say(&session->console, _("the time stamp had been attached before"));
    else
        console_say(&session->console, _("the time stamp is good and attached"));
    console_say_fields(&session->console, fields);
    return ANSWER_GOOD;
}

/* One line for each that is good. */
static gboolean
print_stamps(const GPtrArray *stamps, GError **error)
{
    g_autoptr(Output) output = output_new(NULL, error);

    for (guint i = 0; output != NULL && i < stamps->len; i++) {
        const ChaStamp *stamp = g_ptr_array_index(stamps, i);
        g_autofree char *line = NULL;

        if (stamp->problem != NULL)
            continue;
        line = g_strdup_printf("%s\t%s\t%s\n", cha_stamped_name(stamp->stamped), stamp->at, stamp->authority);
        if (!output_write_text(output, line, error))
            return FALSE;
    }
    return output != NULL && output_finish(output, error);
}

static Answer
run_verification(Session *session, const StampValues *values, char **operands, GError **error)
{
    g_autoptr(GPtrArray) stamps = NULL;

    if (!cha_stamp_verify(operands[1], values->authorities, &stamps, error) || !print_stamps(stamps, error))
        return ANSWER_FAILED;
    return talk_stamps(&session->console, stamps, FALSE) ? ANSWER_GOOD : ANSWER_NOT_ALL_GOOD;
}

static const struct {
    const char *name;
    guint n_operands; /* with the name */
    gboolean is_request;
    Answer (*run)(Session *session, const StampValues *values, char **operands, GError **error);
} ACTIONS[] = {
    {"request", 2, TRUE, run_request},
    {"attach", 3, FALSE, run_attach},
    {"verify", 2, FALSE, run_verification},
};

static const Operand STAMP_OPERANDS[] = {
    {.name = "request|attach|verify"},
    {.name = "BUNDLE", .path = TRUE},
    {.name = "FILE.tsr", .path = TRUE, .optional = TRUE},
    {.name = NULL},
};

static gboolean
check_usage(gsize action, const StampValues *values, char **operands, GError **error)
{
    guint n_operands = g_strv_length(operands);

    if (n_operands != ACTIONS[action].n_operands) {
        if (n_operands < ACTIONS[action].n_operands)
            g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED, _("%s is missing"),
                        STAMP_OPERANDS[n_operands].name);
        else
            g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED, _("\"%s\" is one argument too many"),
                        operands[ACTIONS[action].n_operands]);
        return FALSE;
    }
    if (!ACTIONS[action].is_request && (values->path != NULL || values->of > 0))
        return fail(error, _("--output and --of are for `stamp request`"));
    if (ACTIONS[action].is_request && values->authorities != NULL)
        return fail(error, _("--ca is for `stamp attach` and `stamp verify`"));
    if (!ACTIONS[action].is_request && values->authorities == NULL)
        return fail(error, _("--ca CA.pem is missing: whom do you trust to tell the time?"));
    return TRUE;
}

static Answer
run_stamp(Session *session, gconstpointer data, char **operands, GError **error)
{
    const StampValues *values = data;

    for (gsize i = 0; i < G_N_ELEMENTS(ACTIONS); i++) {
        if (strcmp(ACTIONS[i].name, operands[0]) == 0)
            return check_usage(i, values, operands, error) ? ACTIONS[i].run(session, values, operands, error)
                                                           : ANSWER_FAILED;
    }
    g_set_error(
        error, USAGE_ERROR, USAGE_ERROR_FAILED,
        _("\"%s\" is nothing that can be done with time stamps; there are request, attach and verify"),
        operands[0]);
    return ANSWER_FAILED;
}

const Command stamp_command = {
    .name = "stamp",
    .group = GROUP_CAMPAIGN,
    .summary = N_("have somebody outside the office prove when a commitment was there"),
    .description = N_("`stamp request` writes a query (RFC 3161) for the SHA-256 of commit/SHA256SUMS, of\n"
                      "the log with all nonces, or of draw/SHA256SUMS; nothing but this digest leaves the\n"
                      "office. Send it to a time-stamp authority; its answer, FILE.tsr, is verified and\n"
                      "put into BUNDLE/stamps by `stamp attach`. `stamp verify` prints what is proven:\n"
                      "what was there, when, and who says so, between tabs. All three need no store."),
    .not_all_good = N_("a time stamp is not good, or there is none"),
    .example = "stamp request 2027Q1 -o commit.tsq",
    .operands = STAMP_OPERANDS,
    .options = STAMP_OPTIONS,
    .values_size = sizeof(StampValues),
    .run = run_stamp,
};
