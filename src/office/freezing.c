#include "office/freezing.h"

#include "base/i18n.h"
#include "base/text.h"
#include "domain/commit-text.h"
#include "domain/log-entry.h"
#include "domain/setting.h"
#include "office/checking.h"
#include "store/registry-store.h"

#include <string.h>

static const ChaSource DICE = {"dice", "dice"};

/* A commitment being written into the store. */
typedef struct {
    ChaStore *store;
    Design *design;
    GPtrArray *writers; /* FileWriter of each frame, in the order of drawings */
    GString *sums;      /* lines of SHA256SUMS, not in order */
} Writing;

const ChaSource *
freeze_sources(const ChaCommitOptions *options, gsize *ret_n_sources)
{
    *ret_n_sources = MAX(options->n_sources, 1);
    return options->n_sources > 0 ? options->sources : &DICE;
}

static gboolean
write_rows(guint drawing, const char *rows, gsize length, gpointer data, GError **error)
{
    const Writing *writing = data;

    return file_writer_add(g_ptr_array_index(writing->writers, drawing), rows, length, error);
}

static gboolean
finish_file(Writing *writing, FileWriter *writer, const char *name, GError **error)
{
    char hex[DIGEST_HEX_SIZE];

    if (!file_writer_finish(writer, hex, error))
        return FALSE;
    g_string_append_printf(writing->sums, "%s  %s\n", hex, name);
    return TRUE;
}

/* @text becomes the function's. */
static gboolean
write_text(Writing *writing, const char *name, char *text, GError **error)
{
    g_autofree char *owned = text;
    g_autofree char *path = g_strconcat("commit/", name, NULL);
    g_autoptr(FileWriter) writer = file_writer_new(writing->store, writing->design->campaign, path, error);

    return writer != NULL && file_writer_add(writer, owned, strlen(owned), error) &&
           finish_file(writing, writer, name, error);
}

static gboolean
open_frames(Writing *writing, GError **error)
{
    for (guint i = 0; i < writing->design->drawings->len; i++) {
        const Drawing *drawing = g_ptr_array_index(writing->design->drawings, i);
        g_autofree char *path = g_strdup_printf("commit/frames/%s.csv", drawing->name);
        FileWriter *writer = file_writer_new(writing->store, writing->design->campaign, path, error);

        if (writer == NULL)
            return FALSE;
        g_ptr_array_add(writing->writers, writer);
    }
    return TRUE;
}

static gboolean
finish_frames(Writing *writing, GError **error)
{
    for (guint i = 0; i < writing->writers->len; i++) {
        const Drawing *drawing = g_ptr_array_index(writing->design->drawings, i);
        g_autofree char *name = g_strdup_printf("frames/%s.csv", drawing->name);

        if (!finish_file(writing, g_ptr_array_index(writing->writers, i), name, error))
            return FALSE;
    }
    return TRUE;
}

/* Lines are ordered by path, which begins after the digest and two blanks. */
static gint
compare_sums(gconstpointer left, gconstpointer right)
{
    return strcmp(*(const char *const *)left + DIGEST_HEX_SIZE + 1,
                  *(const char *const *)right + DIGEST_HEX_SIZE + 1);
}

static char *
sorted_sums(const GString *sums)
{
    g_auto(GStrv) lines = g_strsplit(sums->str, "\n", -1);
    guint n_lines = g_strv_length(lines) - 1; /* an empty one follows the last */
    GString *sorted = g_string_sized_new(sums->len);

    qsort(lines, n_lines, sizeof *lines, compare_sums);
    for (guint i = 0; i < n_lines; i++)
        g_string_append_printf(sorted, "%s\n", lines[i]);
    return g_string_free(sorted, FALSE);
}

static gboolean
write_tables(Writing *writing, const ChaSource *sources, gsize n_sources,
             char ret_commitment[DIGEST_HEX_SIZE], GError **error)
{
    Design *design = writing->design;
    g_autofree char *sums = NULL;
    Digest commitment;

    if (!finish_frames(writing, error) ||
        !write_text(writing, "params.csv", commit_text_params(design), error) ||
        !write_text(writing, "sources.csv", commit_text_sources(sources, n_sources), error) ||
        !write_text(writing, "plans.csv", commit_text_plans(design), error) ||
        !write_text(writing, "pools.csv", commit_text_pools(design), error) ||
        !write_text(writing, "strata.csv", commit_text_strata(design), error) ||
        !write_text(writing, "seats.csv", commit_text_seats(design), error) ||
        !write_text(writing, "inspectors.csv", commit_text_inspectors(design), error) ||
        !write_text(writing, "recusals.csv", commit_text_recusals(design), error) ||
        !write_text(writing, "exclusions.csv", commit_text_exclusions(design), error) ||
        (design_protocol(design) == 2 &&
         !write_text(writing, "declined.csv", commit_text_declined(design), error)))
        return FALSE;
    sums = sorted_sums(writing->sums);
    commitment = digest_of(sums, strlen(sums));
    digest_to_hex(&commitment, ret_commitment);
    return write_text(writing, "SHA256SUMS", g_steal_pointer(&sums), error);
}

static GPtrArray *
frozen_drawings(const Design *design)
{
    GPtrArray *frozen = g_ptr_array_new_with_free_func((GDestroyNotify)frozen_drawing_free);

    for (guint i = 0; i < design->drawings->len; i++) {
        const Drawing *drawing = g_ptr_array_index(design->drawings, i);
        FrozenDrawing *row = g_new0(FrozenDrawing, 1);
        char day[CHA_DAY_TEXT_SIZE];

        row->campaign = g_strdup(design->campaign);
        row->drawing = g_strdup(drawing->name);
        row->plan = g_strdup(drawing->plan->plan);
        row->number = drawing->number;
        row->title = g_strdup(drawing->plan->title);
        row->initiator = g_strdup(drawing->plan->initiator);
        row->participants = text_join_set(drawing->plan->participants);
        row->items = text_join_set(drawing->plan->items);
        cha_day_to_text(drawing->start, day);
        row->start = g_strdup(day);
        cha_day_to_text(drawing->end, day);
        row->end = g_strdup(day);
        row->disclosure = g_strdup(drawing->plan->disclosure);
        row->level = drawing->plan->level;
        row->joint = g_strdup(drawing->plan->joint != NULL ? drawing->plan->joint : "");
        g_ptr_array_add(frozen, row);
    }
    return frozen;
}

/* What the log says of a commitment besides what the store knows of it: how
 * much it covers, and the sources. */
static GPtrArray *
facts_on(const ChaCommitReport *report, const ChaSource *sources, gsize n_sources)
{
    GPtrArray *facts = log_facts_new();

    log_facts_add_number(facts, "plans", report->check->plans);
    log_facts_add_number(facts, "joint_plans", report->check->joint_plans);
    log_facts_add_number(facts, "departments", report->departments);
    log_facts_add_number(facts, "inspectors", report->inspectors);
    log_facts_add_number(facts, "frame_rows", report->check->frame_rows);
    log_facts_add_number(facts, "targets", report->check->targets);
    log_facts_add_number(facts, "sample", report->check->sample);
    for (gsize i = 0; i < n_sources; i++) {
        g_autofree char *source = g_strdup_printf("%s=%s", sources[i].name, sources[i].description);

        log_facts_add(facts, "source", source);
    }
    return facts;
}

static gboolean
seal(ChaStore *store, const Design *design, guint attempt, const ChaCommitOptions *options, char *commitment,
     const GPtrArray *facts, GError **error)
{
    g_autoptr(GPtrArray) drawings = frozen_drawings(design);
    g_autofree char *visits_per_day = NULL;
    char quarter[QUARTER_TEXT_SIZE];
    Campaign campaign = {
        .campaign = design->campaign,
        .quarter = quarter,
        .attempt = attempt,
        .commitment = commitment,
        .short_teams = options->short_teams,
        .rehearsal = options->n_seed > 0,
        .max_visits = design->max_visits,
    };

    quarter_to_text(design->quarter, quarter);
    if (!setting_store_get(store, "visits_per_day", &visits_per_day, error))
        return FALSE;
    campaign.visits_per_day =
        (guint)g_ascii_strtoull(setting_value(setting_find("visits_per_day"), visits_per_day), NULL, 10);
    return campaign_store_seal(store, &campaign, drawings, facts, error);
}

gboolean
freeze_draft(ChaStore *store, Draft *draft, guint attempt, const ChaCommitOptions *options,
             ChaProgress progress, gpointer data, ChaCommitReport *report, GError **error)
{
    Design *design = draft_design(draft);
    g_autoptr(GPtrArray) writers = g_ptr_array_new_with_free_func((GDestroyNotify)file_writer_free);
    g_autoptr(GString) sums = g_string_new(NULL);
    Writing writing = {.store = store, .design = design, .writers = writers, .sums = sums};
    gsize n_sources;
    const ChaSource *sources = freeze_sources(options, &n_sources);
    g_autoptr(GPtrArray) facts = NULL;
    char commitment[DIGEST_HEX_SIZE];

    if (!open_frames(&writing, error) ||
        !draft_build_frames(draft, store, write_rows, &writing, progress, data, error))
        return FALSE;
    report->check = check_report_on(design);
    report->departments = design_departments(design);
    report->inspectors = design->inspectors->len;
    if (design_has_conflicts(design)) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_UNSATISFIABLE,
                    _("campaign %s has inspectors or departments under several names; nothing is committed"),
                    design->campaign);
        return FALSE;
    }
    if (design_exceeds_limit(design)) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_UNSATISFIABLE,
                    _("campaign %s has targets in too many plans for a limit on departments; nothing is "
                      "committed"),
                    design->campaign);
        return FALSE;
    }
    if (!options->short_teams && cha_check_report_worst(report->check) == CHA_WEIGHT_REFUSAL) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_UNSATISFIABLE,
                    _("campaign %s has seats that nobody can take; nothing is committed"), design->campaign);
        return FALSE;
    }
    if (design->questions->len > 0) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_UNSATISFIABLE,
                    P_("campaign %s has %u question that nobody has accepted; nothing is committed",
                       "campaign %s has %u questions that nobody has accepted; nothing is committed",
                       design->questions->len),
                    design->campaign, design->questions->len);
        return FALSE;
    }
    facts = facts_on(report, sources, n_sources);
    if (!write_tables(&writing, sources, n_sources, commitment, error) ||
        !seal(store, design, attempt, options, commitment, facts, error))
        return FALSE;
    report->commitment = g_strdup(commitment);
    return TRUE;
}
