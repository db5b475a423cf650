#include "cli/commands.h"
#include "cli/language.h"
#include "cli/output.h"

#include <choucha/publishing.h>

static const Operand CAMPAIGN_OPERANDS[] = {{.name = "CAMPAIGN"}, {.name = NULL}};

typedef struct {
    char *folder;
    ChaDay on;
} PublishValues;

static const Option PUBLISH_OPTIONS[] = {
    {"output", 'o', OPTION_PATH, offsetof(PublishValues, folder), TRUE, "FOLDER",
     N_("the folder of the copy; on a later day files are added to it"), NULL},
    {"on", '\0', OPTION_DAY, offsetof(PublishValues, on), FALSE, "DAY",
     N_("the day for which it is made; today when not given"), NULL},
    {.name = NULL},
};

/* One line for each file: its path, and from when it may be public. */
static gboolean
print_withheld(const ChaPublishReport *report, GError **error)
{
    g_autoptr(Output) output = output_new(NULL, error);
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < report->withheld->len; i++) {
        const ChaWithheldFile *withheld = g_ptr_array_index(report->withheld, i);
        char day[CHA_DAY_TEXT_SIZE] = "never";

        if (withheld->from != CHA_DAY_NONE)
            cha_day_to_text(withheld->from, day);
        g_string_append_printf(text, "%s\t%s\n", withheld->path, day);
    }
    return output != NULL && output_write_text(output, text->str, error) && output_finish(output, error);
}

static void
tell_publication(Console *console, const ChaPublishReport *report)
{
    char day[CHA_DAY_TEXT_SIZE];

    cha_day_to_text(report->on, day);
    console_say(console, _("%s as the public may see it on %s: %u files of the bundle, %u withheld"),
                report->campaign, day, report->shown, report->withheld->len);
    if (report->kept_back > 0)
        console_warn(console,
                     P_("%u plan keeps back who is drawn. The seed follows from the copy: whoever knows from "
                        "elsewhere who could be drawn can compute who is",
                        "%u plans keep back who is drawn. The seed follows from the copy: whoever knows from "
                        "elsewhere who could be drawn can compute who is",
                        report->kept_back),
                     report->kept_back);
}

static Answer
run_publish(Session *session, gconstpointer data, char **operands, GError **error)
{
    const PublishValues *values = data;
    g_autoptr(ChaStore) store = session_open(session, SESSION_READ, error);
    g_autoptr(ChaPublishReport) report = NULL;

    if (store == NULL || !cha_publish(store, operands[0], values->folder, values->on, &report, error))
        return ANSWER_FAILED;
    tell_publication(&session->console, report);
    return print_withheld(report, error) ? ANSWER_GOOD : ANSWER_FAILED;
}

const Command publish_command = {
    .name = "publish",
    .group = GROUP_CAMPAIGN,
    .summary = N_("write the copy of a bundle that the public may have"),
    .description = N_("Leaves out what must not be public: recusals, files that show risk classes, and\n"
                      "what betrays plans whose `disclosure` is `secret`, or of those with `notice` who\n"
                      "was drawn, until the plan's last day is over. Names the files that are left out,\n"
                      "each with the day from which it may be public. SHA256SUMS stays whole, so that\n"
                      "nothing can be exchanged later; `verify` says what the copy still proves.\n"
                      "\n"
                      "The same command on a later day adds files and changes none. A folder with other\n"
                      "bytes, or with what must not be public yet, is left alone."),
    .example = "publish 2027Q1 -o public-2027Q1",
    .operands = CAMPAIGN_OPERANDS,
    .options = PUBLISH_OPTIONS,
    .values_size = sizeof(PublishValues),
    .run = run_publish,
};
