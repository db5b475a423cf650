#include "cli/commands.h"
#include "cli/language.h"
#include "cli/output.h"
#include "cli/ratios.h"
#include "cli/seed-options.h"
#include "cli/talk.h"

#include <choucha/reporting.h>
#include <choucha/revealing.h>
#include <choucha/scheduling.h>
#include <inttypes.h>
#include <string.h>

typedef struct {
    char *folder;
    GPtrArray *seed;
    GPtrArray *sources;
    gboolean short_teams;
    ChaDay from;
} QuarterValues;

static const Option QUARTER_OPTIONS[] = {
    {"output", 'o', OPTION_PATH, offsetof(QuarterValues, folder), TRUE, "BUNDLE",
     N_("the folder of the bundle, the schedule and the calendars"), NULL},
    {"seed", '\0', OPTION_PAIRS, offsetof(QuarterValues, seed), FALSE, "NAME=VALUE",
     N_("what was read from a source; once for each source"), NULL},
    {"source", '\0', OPTION_PAIRS, offsetof(QuarterValues, sources), FALSE, "NAME=DESCRIPTION",
     N_("a source of the seed: when and where it will be read (repeatable)"), NULL},
    {"short-teams", '\0', OPTION_FLAG, offsetof(QuarterValues, short_teams), FALSE, NULL,
     N_("accept seats that nobody can take"), NULL},
    {"from", '\0', OPTION_DAY, offsetof(QuarterValues, from), FALSE, "DAY",
     N_("no visit before this day; else from the day after the draw"), NULL},
    {.name = NULL},
};

/* The work on one campaign, and what came out of it so far. */
typedef struct {
    Session *session;
    ChaStore *store;
    const QuarterValues *values;
    const char *campaign;
    ChaDrawReport *draw;
    ChaScheduleReport *schedule;
    char *calendars; /* the folder */
} Quarter;

static void
quarter_clear(Quarter *quarter)
{
    cha_draw_report_free(quarter->draw);
    cha_schedule_report_free(quarter->schedule);
    cha_store_free(quarter->store);
    g_free(quarter->calendars);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Quarter, quarter_clear)

/* Commits, or takes up what is committed already. With a seed and nothing
 * committed it is a rehearsal. */
static gboolean
commit(const Quarter *quarter, ChaCommitReport **ret_report, GError **error)
{
    const QuarterValues *values = quarter->values;
    gboolean described = values->sources->len > 0;
    GPtrArray *pairs = described ? values->sources : values->seed;
    g_autofree ChaSource *sources = described ? sources_from_pairs(pairs) : sources_from_seed(pairs);
    g_autofree ChaSeedValue *seed = seed_values_from_pairs(values->seed);
    const ChaCommitOptions options = {
        .sources = sources,
        .n_sources = pairs->len,
        .short_teams = values->short_teams,
        .seed = seed,
        .n_seed = values->seed->len,
        .go_on = TRUE,
    };
    Console *console = &quarter->session->console;
    gboolean committed = cha_commit(quarter->store, quarter->campaign, values->folder, &options,
                                    console_progress, console, ret_report, error);

    /* Who goes on with a seed knows the commitment already. */
    if (*ret_report != NULL && !((*ret_report)->repeated && values->seed->len > 0))
        talk_commit(console, *ret_report);
    return committed;
}

/* A word of a command line, quoted when a shell would read it otherwise. */
static void
append_word(GString *command, const char *word)
{
    static const char PLAIN[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./=-+:@%,";
    g_autofree char *quoted = g_shell_quote(word);

    g_string_append_printf(command, " %s", word[strspn(word, PLAIN)] == '\0' ? word : quoted);
}

/* Adds the sources, and to the command a value for each of them. */
static void
tell_sources(const Quarter *quarter, gboolean repeated, GPtrArray *fields, GString *command)
{
    static const Pair DICE = {.name = (char *)"dice", .value = (char *)"dice"};
    const GPtrArray *sources = quarter->values->sources;

    if (repeated) { /* with its own sources, whatever --source says now */
        g_autofree char *path = g_build_filename(quarter->values->folder, "commit", "sources.csv", NULL);

        fields_add(fields, _("sources"), "%s", path);
        g_string_append_printf(command, " --seed %s…", _("NAME=VALUE"));
        return;
    }
    for (guint i = 0; i < MAX(sources->len, 1); i++) {
        const Pair *source = sources->len > 0 ? g_ptr_array_index(sources, i) : &DICE;
        g_autofree char *value = g_strdup_printf("%s=%s", source->name, _("VALUE"));

        fields_add(fields, _("source"), "%s: %s", source->name, source->value);
        if (cha_is_promise(source->value))
            continue; /* `nonce reveal` takes it before */
        g_string_append(command, " --seed");
        append_word(command, value);
    }
}

static gboolean
has_promises(const Quarter *quarter)
{
    const GPtrArray *sources = quarter->values->sources;

    for (guint i = 0; i < sources->len; i++) {
        if (cha_is_promise(((const Pair *)g_ptr_array_index(sources, i))->value))
            return TRUE;
    }
    return FALSE;
}

static void
tell_publication(const Quarter *quarter, const ChaCommitReport *report)
{
    Console *console = &quarter->session->console;
    g_autoptr(GPtrArray) fields = fields_new();
    g_autoptr(GString) command = g_string_new("choucha quarter");
    g_autofree char *seed = g_build_filename(quarter->values->folder, "seed.txt", NULL);

    if (g_file_test(seed, G_FILE_TEST_EXISTS)) {
        console_say(console, _("it is drawn already; the values are in %s"), seed);
        return;
    }
    g_string_append_printf(command, " %s -o", report->campaign);
    append_word(command, quarter->values->folder);
    fields_add(fields, _("commitment"), "%s", report->commitment);
    talk_add_head(fields, report->log_entry, report->log_head);
    tell_sources(quarter, report->repeated, fields, command);
    talk_add_announcement(fields, quarter->values->folder);
    console_say(console, _("Publish this now, before any source has a value:"));
    console_say_fields(console, fields);
    if (has_promises(quarter))
        console_say(console, _("Then let the nonces be revealed: choucha nonce reveal %s SOURCE --file FILE"),
                    report->campaign);
    console_say(console, _("Go on when the sources have been read:"));
    console_say(console, "  %s", command->str);
}

static Answer
commit_only(const Quarter *quarter, GError **error)
{
    g_autoptr(ChaCommitReport) report = NULL;
    g_autoptr(Output) output = NULL;

    if (!commit(quarter, &report, error))
        return ANSWER_FAILED;
    output = output_new(NULL, error);
    if (output == NULL || !output_write_text(output, report->commitment, error) ||
        !output_write_text(output, "\n", error) || !output_finish(output, error))
        return ANSWER_FAILED;
    tell_publication(quarter, report);
    return ANSWER_GOOD;
}

static gboolean
commit_and_draw(Quarter *quarter, GError **error)
{
    const GPtrArray *seed = quarter->values->seed;
    g_autofree ChaSeedValue *values = seed_values_from_pairs(quarter->values->seed);
    g_autoptr(ChaCommitReport) report = NULL;

    return commit(quarter, &report, error) &&
           cha_draw(quarter->store, quarter->campaign, quarter->values->folder, values, seed->len,
                    console_progress, &quarter->session->console, &quarter->draw, error);
}

static gboolean
write_calendars(Quarter *quarter, GError **error)
{
    Console *console = &quarter->session->console;
    ChaCalendarReport report = {0};

    quarter->calendars = g_build_filename(quarter->values->folder, "calendars", NULL);
    return cha_calendar(quarter->store, quarter->campaign, quarter->calendars, TRUE, console_progress,
                        console, &report, error);
}

static gboolean
print_coverage(const Quarter *quarter, GError **error)
{
    g_autoptr(Output) output = output_new(NULL, error);

    return output != NULL &&
           cha_coverage(quarter->store, 0, quarter->campaign, CHA_COVERAGE_ALL, CHA_TABLE_TERMINAL,
                        output_write, output, error) &&
           output_finish(output, error);
}

static void
add_ratio(GPtrArray *fields, const char *name, const Ratios *ratios, const char *ratio)
{
    const Ratio *found = ratios_find(ratios, ratio);

    if (found != NULL) /* Translators:: numerator, denominator, percent */
        fields_add(fields, name, _("%s of %s (%s %%)"), found->numerator, found->denominator, found->percent);
}

static gboolean
tell_summary(const Quarter *quarter, GError **error)
{
    const ChaDrawReport *drawn = quarter->draw;
    Console *console = &quarter->session->console;
    g_autoptr(Ratios) ratios = ratios_read(quarter->store, quarter->campaign, error);
    g_autoptr(GPtrArray) fields = fields_new();

    if (ratios == NULL)
        return FALSE;
    console_say(console, _("%s is drawn and scheduled:"), drawn->campaign);
    add_ratio(fields, _("departments with plans"), ratios, "departments_with_plans");
    add_ratio(fields, _("joint plans"), ratios, "joint_plans");
    fields_add(fields, _("targets drawn"), "%" PRIu64, drawn->targets);
    fields_add(fields, _("checks"), _("%" PRIu64 ", department by department"), drawn->checks);
    fields_add(fields, _("visits"), "%" PRIu64, drawn->visits);
    talk_add_limits(fields, drawn);
    add_ratio(fields, _("visits saved"), ratios, "visits_saved");
    fields_add(fields, _("seats empty"), _("%u of %" PRIu64), drawn->empty_seats->len, drawn->seats);
    fields_add(fields, _("visits without a day"), _("%u of %u"), quarter->schedule->unplaced->len,
               quarter->schedule->visits);
    fields_add(fields, _("calendars"), "%s", quarter->calendars);
    talk_add_head(fields, drawn->log_entry, drawn->log_head);
    console_say_fields(console, fields);
    return TRUE;
}

static Answer
run_quarter(Session *session, gconstpointer data, char **operands, GError **error)
{
    g_auto(Quarter) quarter = {
        .session = session,
        .values = data,
        .campaign = operands[0],
        .store = session_open(session, SESSION_CHANGE, error),
    };
    Console *console = &session->console;

    if (quarter.store == NULL)
        return ANSWER_FAILED;
    if (quarter.values->seed->len == 0)
        return commit_only(&quarter, error);
    if (!commit_and_draw(&quarter, error) ||
        !cha_schedule(quarter.store, quarter.campaign, quarter.values->folder, quarter.values->from,
                      console_progress, console, &quarter.schedule, error) ||
        !write_calendars(&quarter, error))
        return ANSWER_FAILED;
    talk_empty_seats(console, quarter.draw);
    talk_late_nonces(console, quarter.draw);
    talk_unplaced(console, quarter.schedule);
    if (!print_coverage(&quarter, error) || !tell_summary(&quarter, error))
        return ANSWER_FAILED;
    if (quarter.draw->rehearsal)
        talk_rehearsal(console);
    return quarter.draw->empty_seats->len + quarter.schedule->unplaced->len > 0 ? ANSWER_NOT_ALL_GOOD
                                                                                : ANSWER_GOOD;
}

static const Operand QUARTER_OPERANDS[] = {{.name = "CAMPAIGN"}, {.name = NULL}};

const Command quarter_command = {
    .name = "quarter",
    .group = GROUP_QUARTER,
    .summary = N_("a quarter from its plans to everyone's calendar"),
    .description = N_("Without --seed: commits, prints the commitment and says what to publish. With\n"
                      "--seed for every source: goes on from the recorded commitment: draws, schedules,\n"
                      "writes the calendars to BUNDLE/calendars and reports the coverage.\n"
                      "\n"
                      "With --seed and nothing committed it does both. Then the commitment was not\n"
                      "public before the seed: a rehearsal or a demonstration, recorded as one. The\n"
                      "options --source and --short-teams are those of `commit` and count only then."),
    .not_all_good = N_("seats stay empty, or visits have no day; they are named"),
    .example = "quarter 2027Q1 -o 2027Q1 --seed dice=3512664125",
    .operands = QUARTER_OPERANDS,
    .options = QUARTER_OPTIONS,
    .values_size = sizeof(QuarterValues),
    .run = run_quarter,
};
