#include "cli/talk.h"

#include "cli/language.h"

#include <inttypes.h>

/* A finding in a line, led by its weight; what would be refused may have been
 * accepted by --short-teams. */
static char *
finding_line(const ChaFinding *finding, gboolean accepted)
{
    switch (finding->weight) {
    case CHA_WEIGHT_REFUSAL:
        return accepted ? g_strdup_printf(_("accepted: %s"), finding->text)
                        : g_strdup_printf(_("refused: %s"), finding->text);
    case CHA_WEIGHT_HINDRANCE:
        return g_strdup_printf(_("hindrance: %s"), finding->text);
    case CHA_WEIGHT_WARNING:
        return g_strdup_printf(_("warning: %s"), finding->text);
    case CHA_WEIGHT_NOTE:
    default:
        return g_strdup_printf(_("note: %s"), finding->text);
    }
}

static void
tell_findings(Console *console, const GPtrArray *findings, gboolean accepted)
{
    for (guint i = 0; i < findings->len; i++) {
        const ChaFinding *finding = g_ptr_array_index(findings, i);
        g_autofree char *text = finding_line(finding, accepted);

        if (finding->weight == CHA_WEIGHT_NOTE)
            console_say(console, "%s", text);
        else
            console_warn(console, "%s", text);
    }
}

void
talk_commit(Console *console, const ChaCommitReport *report)
{
    const ChaCheckReport *check = report->check;
    g_autoptr(GPtrArray) fields = fields_new();

    tell_findings(console, check->findings, report->commitment != NULL);
    if (report->commitment == NULL)
        return; /* refused: the findings say why */
    if (report->repeated)
        console_say(console, _("%s had been committed before; this is the same commitment"),
                    report->campaign);
    else
        console_say(console, _("%s is committed"), report->campaign);
    if (report->registry_changed)
        console_say(console, _("note: records have changed since; the commitment keeps what it froze"));
    fields_add(fields, _("plans"), _("%u, of which joint: %u"), check->plans, check->joint_plans);
    fields_add(fields, _("departments"), "%u", report->departments);
    if (!report->repeated) { /* frames are counted when they are made, not again */
        fields_add(fields, _("inspectors"), "%u", report->inspectors);
        fields_add(fields, _("targets in frames"), _("%" PRIu64 " (%" PRIu64 " rows)"), check->targets,
                   check->frame_rows);
        fields_add(fields, _("to be drawn"), "%" PRIu64, check->sample);
    }
    fields_add(fields, _("records"), _("as of change %" PRId64), report->records_change);
    console_say_fields(console, fields);
}

void
talk_add_head(GPtrArray *fields, guint64 entry, const char *head)
{
    fields_add(fields, _("head of the log"), "%" PRIu64 " %s", entry, head);
}

void
talk_add_announcement(GPtrArray *fields, const char *folder)
{
    g_autofree char *path = g_build_filename(folder, "announcement", NULL);

    fields_add(fields, _("announcement"), "%s", path);
}

void
talk_add_limits(GPtrArray *fields, const ChaDrawReport *report)
{
    if (!report->limited)
        return;
    if (*report->reached == '\0')
        fields_add(fields, _("visits without limits"), "%" PRIu64, report->fewest_visits);
    else /* Translators:: visits, percent */
        fields_add(fields, _("visits without limits"),
                   _("%" PRIu64 "; with them, %s %% of this saving is reached"), report->fewest_visits,
                   report->reached);
}

void
talk_empty_seats(Console *console, const ChaDrawReport *report)
{
    for (guint i = 0; i < report->empty_seats->len; i++)
        console_warn(console, _("empty seat: %s"), (const char *)report->empty_seats->pdata[i]);
}

void
talk_unplaced(Console *console, const ChaScheduleReport *report)
{
    for (guint i = 0; i < report->unplaced->len; i++) {
        const ChaUnplaced *unplaced = g_ptr_array_index(report->unplaced, i);

        console_warn(console, _("no day: %s: %s"), unplaced->visit, unplaced->reason);
    }
}

void
talk_late_nonces(Console *console, const ChaDrawReport *report)
{
    if (report->late_nonces > 0)
        console_warn(
            console,
            _("nonces that came together with the other values: %u of %u. Who revealed last may have "
              "known these values; the log says so for ever. `choucha nonce reveal` comes before"),
            report->late_nonces, report->nonces);
}

void
talk_rehearsal(Console *console)
{
    console_warn(console,
                 _("this is a rehearsal or a demonstration: the commitment was not public before the "
                   "seed, and the record says so for ever"));
}

gboolean
talk_stamps(Console *console, const GPtrArray *stamps, gboolean good_ones)
{
    gboolean are_good = stamps->len > 0;

    if (stamps->len == 0)
        console_warn(console, _("there is no time stamp beside this bundle"));
    for (guint i = 0; i < stamps->len; i++) {
        const ChaStamp *stamp = g_ptr_array_index(stamps, i);

        if (stamp->problem == NULL && good_ones)
            console_say(console, _("%s was there at %s (UTC), says %s"), cha_stamped_name(stamp->stamped),
                        stamp->at, stamp->authority);
        else if (stamp->problem != NULL)
            console_warn(console, "%s: %s", stamp->path, stamp->problem);
        are_good = are_good && stamp->problem == NULL;
    }
    return are_good;
}

void
talk_issues(Console *console, GPtrArray *issues, ChaSeverity severity)
{
    for (guint i = 0; i < issues->len; i++) {
        const ChaIssue *issue = g_ptr_array_index(issues, i);
        g_autofree char *text = NULL;

        if (issue->severity != severity)
            continue;
        text = cha_issue_text(issue);
        if (severity == CHA_SEVERITY_ERROR)
            console_warn(console, _("error: %s"), text);
        else if (severity == CHA_SEVERITY_QUESTION)
            console_warn(console, _("question: %s"), text);
        else
            console_say(console, _("note: %s"), text);
    }
}
