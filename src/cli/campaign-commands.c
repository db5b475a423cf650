#include "cli/commands.h"
#include "cli/language.h"
#include "cli/output.h"
#include "cli/seed-options.h"
#include "cli/signer-options.h"
#include "cli/talk.h"

#include <inttypes.h>

static const Operand CAMPAIGN_OPERANDS[] = {{.name = "CAMPAIGN"}, {.name = NULL}};

/* One line to stdout. */
static gboolean
print_line(const char *line, GError **error)
{
    g_autoptr(Output) output = output_new(NULL, error);

    return output != NULL && output_write_text(output, line, error) &&
           output_write_text(output, "\n", error) && output_finish(output, error);
}

static const char *
weight_title(ChaWeight weight)
{
    switch (weight) {
    case CHA_WEIGHT_REFUSAL:
        return _("Seats that nobody can take (commit refuses these):");
    case CHA_WEIGHT_HINDRANCE:
        return _("In the way of a good draw:");
    case CHA_WEIGHT_WARNING:
        return _("May leave a seat empty or cost a second visit:");
    case CHA_WEIGHT_NOTE:
    default:
        return _("Worth knowing:");
    }
}

static gboolean
print_findings(const ChaCheckReport *report, GError **error)
{
    g_autoptr(Output) output = output_new(NULL, error);
    g_autoptr(GString) text = g_string_new(NULL);
    const ChaFinding *last = NULL;

    if (output == NULL)
        return FALSE;
    for (guint i = 0; i < report->findings->len; i++) {
        const ChaFinding *finding = g_ptr_array_index(report->findings, i);

        if (last == NULL || last->weight != finding->weight)
            g_string_append_printf(text, "%s\n", weight_title(finding->weight));
        g_string_append_printf(text, "  %s\n", finding->text);
        last = finding;
    }
    return output_write_text(output, text->str, error) && output_finish(output, error);
}

static Answer
run_check(Session *session, gconstpointer data, char **operands, GError **error)
{
    g_autoptr(ChaStore) store = session_open(session, SESSION_READ, error);
    g_autoptr(ChaCheckReport) report = NULL;
    gboolean hindered = FALSE;

    (void)data;
    if (store == NULL || !cha_check(store, operands[0], console_progress, &session->console, &report, error))
        return ANSWER_FAILED;
    console_say(
        &session->console,
        _("%s: %u plans due, of which joint: %u; %" PRIu64 " targets in frames, %" PRIu64 " to be drawn"),
        report->campaign, report->plans, report->joint_plans, report->targets, report->sample);
    if (!print_findings(report, error))
        return ANSWER_FAILED;
    hindered = cha_check_report_worst(report) >= CHA_WEIGHT_HINDRANCE;
    if (!hindered)
        console_say(&session->console, _("nothing stands in the way of the draw"));
    return hindered ? ANSWER_NOT_ALL_GOOD : ANSWER_GOOD;
}

const Command check_command = {
    .name = "check",
    .group = GROUP_CAMPAIGN,
    .summary = N_("tell what would hinder the draw of a campaign"),
    .description = N_("Looks at a campaign that is not committed yet: empty frames, seats that nobody\n"
                      "can take, holidays missing, overdue plans, double visits to expect. Changes\n"
                      "nothing."),
    .not_all_good = N_("something stands in the way of the draw"),
    .example = "check 2027Q1",
    .operands = CAMPAIGN_OPERANDS,
    .run = run_check,
};

typedef struct {
    char *folder;
    GPtrArray *sources;
    gboolean short_teams;
} CommitValues;

static const Option COMMIT_OPTIONS[] = {
    {"output", 'o', OPTION_PATH, offsetof(CommitValues, folder), TRUE, "BUNDLE",
     N_("the folder of the bundle; BUNDLE/commit is written"), NULL},
    {"source", '\0', OPTION_PAIRS, offsetof(CommitValues, sources), FALSE, "NAME=DESCRIPTION",
     N_("a source of the seed: when and where it will be read (repeatable)"), NULL},
    {"short-teams", '\0', OPTION_FLAG, offsetof(CommitValues, short_teams), FALSE, NULL,
     N_("accept seats that nobody can take"), NULL},
    {.name = NULL},
};

static Answer
run_commit(Session *session, gconstpointer data, char **operands, GError **error)
{
    const CommitValues *values = data;
    g_autofree ChaSource *sources = sources_from_pairs(values->sources);
    const ChaCommitOptions options = {
        .sources = sources,
        .n_sources = values->sources->len,
        .short_teams = values->short_teams,
    };
    g_autoptr(ChaStore) store = session_open(session, SESSION_CHANGE, error);
    g_autoptr(ChaCommitReport) report = NULL;
    g_autoptr(GPtrArray) fields = NULL;
    gboolean committed = FALSE;

    if (store == NULL)
        return ANSWER_FAILED;
    committed = cha_commit(store, operands[0], values->folder, &options, console_progress, &session->console,
                           &report, error);
    if (report != NULL)
        talk_commit(&session->console, report);
    g_assert(report != NULL || !committed);
    if (!committed || !print_line(report->commitment, error))
        return ANSWER_FAILED;
    fields = fields_new();
    talk_add_head(fields, report->log_entry, report->log_head);
    talk_add_announcement(fields, values->folder);
    console_say(&session->console, _("Publish with the commitment:"));
    console_say_fields(&session->console, fields);
    return ANSWER_GOOD;
}

const Command commit_command = {
    .name = "commit",
    .group = GROUP_CAMPAIGN,
    .summary = N_("freeze the plans due and print the commitment"),
    .description = N_("Freezes the plans due in a campaign with their frames and inspectors, writes\n"
                      "BUNDLE/commit and prints the commitment: 64 digits, to be published with the\n"
                      "sources before any of these has a value. Without --source there is one, `dice`.\n"
                      "A description `commit HASH` makes a source a nonce that is revealed later.\n"
                      "\n"
                      "The same command again writes what is missing and gives the same answer."),
    .example = "commit 2027Q1 -o 2027Q1 --source 'dice=thrown at the meeting of 6 January'",
    .operands = CAMPAIGN_OPERANDS,
    .options = COMMIT_OPTIONS,
    .values_size = sizeof(CommitValues),
    .run = run_commit,
};

typedef struct {
    char *folder;
    GPtrArray *seed;
} DrawValues;

static const Option DRAW_OPTIONS[] = {
    {"output", 'o', OPTION_PATH, offsetof(DrawValues, folder), TRUE, "BUNDLE",
     N_("the folder of the bundle; seed.txt and draw/ are written"), NULL},
    {"seed", '\0', OPTION_PAIRS, offsetof(DrawValues, seed), FALSE, "NAME=VALUE",
     N_("what was read from a source; once for each but revealed nonces"), NULL},
    {.name = NULL},
};

static void
tell_draw(Console *console, const ChaDrawReport *report)
{
    g_autoptr(GPtrArray) fields = fields_new();

    if (report->repeated)
        console_say(console, _("%s had been drawn before; this is the same draw"), report->campaign);
    else
        console_say(console, _("%s is drawn"), report->campaign);
    fields_add(fields, _("commitment"), "%s", report->commitment);
    fields_add(fields, _("seed"), "%s", report->seed);
    fields_add(fields, _("targets drawn"), "%" PRIu64, report->targets);
    fields_add(fields, _("visits"), _("%" PRIu64 " for %" PRIu64 " checks"), report->visits, report->checks);
    talk_add_limits(fields, report);
    fields_add(fields, _("seats empty"), _("%u of %" PRIu64), report->empty_seats->len, report->seats);
    talk_add_head(fields, report->log_entry, report->log_head);
    console_say_fields(console, fields);
    talk_empty_seats(console, report);
    talk_late_nonces(console, report);
    if (report->rehearsal)
        talk_rehearsal(console);
}

/* Without --seed nothing but revealed nonces can be drawn from; else that is what is
 * wrong with the command line, whatever the campaign is. */
static Answer
fail_to_draw(const DrawValues *values, GError **error)
{
    g_autoptr(GError) failure = NULL;

    if (values->seed->len > 0 || (!g_error_matches(*error, CHA_ERROR, CHA_ERROR_INVALID) &&
                                  !g_error_matches(*error, CHA_ERROR, CHA_ERROR_NOT_FOUND)))
        return ANSWER_FAILED;
    failure = g_steal_pointer(error);
    if (g_error_matches(failure, CHA_ERROR, CHA_ERROR_INVALID))
        g_set_error_literal(error, USAGE_ERROR, USAGE_ERROR_FAILED, failure->message);
    else
        g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED, _("--%s %s is missing"), "seed", "NAME=VALUE");
    return ANSWER_FAILED;
}

static Answer
run_draw(Session *session, gconstpointer data, char **operands, GError **error)
{
    const DrawValues *values = data;
    g_autofree ChaSeedValue *seed = seed_values_from_pairs(values->seed);
    g_autoptr(ChaStore) store = session_open(session, SESSION_CHANGE, error);
    g_autoptr(ChaDrawReport) report = NULL;

    if (store == NULL || !cha_draw(store, operands[0], values->folder, seed, values->seed->len,
                                   console_progress, &session->console, &report, error))
        return fail_to_draw(values, error);
    tell_draw(&session->console, report);
    return report->empty_seats->len > 0 ? ANSWER_NOT_ALL_GOOD : ANSWER_GOOD;
}

const Command draw_command = {
    .name = "draw",
    .group = GROUP_CAMPAIGN,
    .summary = N_("draw targets and inspectors of a committed campaign"),
    .description = N_("Draws from the recorded commitment, never from the live registry: targets,\n"
                      "visits that several departments share, and their teams. Writes BUNDLE/seed.txt\n"
                      "and BUNDLE/draw. A campaign is drawn once: the same values give the same draw,\n"
                      "other values are refused. Nonces that were revealed before are taken from the\n"
                      "record; one that comes with --seed is good as well, but nobody can see then that\n"
                      "it was known before the other sources, and the log says so."),
    .not_all_good = N_("seats stay empty"),
    .example = "draw 2027Q1 -o 2027Q1 --seed dice=3512664125",
    .operands = CAMPAIGN_OPERANDS,
    .options = DRAW_OPTIONS,
    .values_size = sizeof(DrawValues),
    .run = run_draw,
};

typedef struct {
    char *folder;
} BundleValues;

static const Option BUNDLE_OPTIONS[] = {
    {"output", 'o', OPTION_PATH, offsetof(BundleValues, folder), TRUE, "BUNDLE",
     N_("the folder to write the bundle to"), NULL},
    {.name = NULL},
};

static Answer
run_bundle(Session *session, gconstpointer data, char **operands, GError **error)
{
    const BundleValues *values = data;
    g_autoptr(ChaStore) store = session_open(session, SESSION_READ, error);

    return store != NULL && cha_bundle(store, operands[0], values->folder, error) ? ANSWER_GOOD
                                                                                  : ANSWER_FAILED;
}

const Command bundle_command = {
    .name = "bundle",
    .group = GROUP_CAMPAIGN,
    .summary = N_("write a recorded bundle anew"),
    .description = N_("Writes what is recorded of a campaign: commit/, and when it is drawn seed.txt and\n"
                      "draw/. A void campaign is meant by its exact name. A folder with other bytes is\n"
                      "left alone."),
    .example = "bundle 2027Q1 -o copy",
    .operands = CAMPAIGN_OPERANDS,
    .options = BUNDLE_OPTIONS,
    .values_size = sizeof(BundleValues),
    .run = run_bundle,
};

typedef struct {
    char *reason;
    char *approved_by;
} VoidValues;

static const Option VOID_OPTIONS[] = {
    {"reason", '\0', OPTION_TEXT, offsetof(VoidValues, reason), TRUE, "TEXT",
     N_("why it ends; it is recorded"), NULL},
    {"approved-by", '\0', OPTION_TEXT, offsetof(VoidValues, approved_by), TRUE, "NAME",
     N_("who approved its end; it is recorded"), NULL},
    {.name = NULL},
};

static Answer
run_void(Session *session, gconstpointer data, char **operands, GError **error)
{
    const VoidValues *values = data;
    g_autoptr(ChaStore) store = session_open(session, SESSION_CHANGE, error);
    g_autofree char *next = NULL;

    if (store == NULL || !cha_void(store, operands[0], values->reason, values->approved_by, &next, error))
        return ANSWER_FAILED;
    console_say(&session->console, _("%s is void; the next attempt is %s"), operands[0], next);
    return ANSWER_GOOD;
}

const Command void_command = {
    .name = "void",
    .group = GROUP_CAMPAIGN,
    .summary = N_("end a committed or drawn campaign for good"),
    .description = N_("The record stays, with reason and approval, and attempts are counted. A new\n"
                      "attempt is a new commitment under the name that is printed."),
    .example = "void 2027Q1 --reason 'a frame was wrong' --approved-by 'Director Wang'",
    .operands = CAMPAIGN_OPERANDS,
    .options = VOID_OPTIONS,
    .values_size = sizeof(VoidValues),
    .run = run_void,
};

typedef struct {
    char *authorities;
    SignerOptions signers;
} VerifyValues;

static const Option VERIFY_OPTIONS[] = {
    {"ca", '\0', OPTION_PATH, offsetof(VerifyValues, authorities), FALSE, "CA.pem",
     N_("verify the time stamps as well, by the authorities trusted here"), NULL},
    SIGNERS_OPTION(VerifyValues, signers),
    REQUIRE_OPTION(VerifyValues, signers),
    {.name = NULL},
};

static Answer
run_verify(Session *session, gconstpointer data, char **operands, GError **error)
{
    const VerifyValues *values = data;
    ChaVerdict verdict = CHA_VERDICT_FAILED;
    g_autoptr(GPtrArray) stamps = NULL;
    g_autofree char *line = NULL;
    g_autoptr(ChaSignatureReport) signatures = NULL;
    gboolean are_good = TRUE;

    if (values->authorities != NULL && !cha_stamp_verify(operands[0], values->authorities, &stamps, error))
        return ANSWER_FAILED;
    if (!signer_options_check(&values->signers, operands[0], &signatures, error) ||
        !cha_verify(operands[0], &verdict, &line, error) || !print_line(line, error))
        return ANSWER_FAILED;
    if (stamps != NULL)
        are_good = talk_stamps(&session->console, stamps, TRUE);
    signer_options_tell(&values->signers, &session->console, signatures);
    are_good &= signer_options_is_good(&values->signers, &session->console, signatures);
    return verdict == CHA_VERDICT_VERIFIED && are_good ? ANSWER_GOOD : ANSWER_NOT_ALL_GOOD;
}

static const Operand VERIFY_OPERANDS[] = {{.name = "BUNDLE", .path = TRUE}, {.name = NULL}};

const Command verify_command = {
    .name = "verify",
    .group = GROUP_CAMPAIGN,
    .summary = N_("recompute a draw from its bundle alone"),
    .description = N_("Needs no store: recomputes draw/ from commit/ and seed.txt and prints one line:\n"
                      "`verified COMMITMENT`; or `partly COMMITMENT withheld FILE…` for a public copy;\n"
                      "or `failed`, the file with its line, the rule and what is wrong, between tabs.\n"
                      "Signatures that are there are checked as well, and their signers named."),
    .not_all_good = N_("the bundle or a signature is wrong, or something is missing"),
    .example = "verify 2027Q1",
    .operands = VERIFY_OPERANDS,
    .options = VERIFY_OPTIONS,
    .values_size = sizeof(VerifyValues),
    .run = run_verify,
};
