/* Proposing joint plans: the sets of plans that belong together, what each would
 * save, and one after the other those that save most. */
#include "base/i18n.h"
#include "base/text.h"
#include "domain/common-targets.h"
#include "domain/joint-simulation.h"
#include "domain/kind.h"
#include "exchange/table/table-writer.h"
#include "office/drafting.h"
#include "office/naming.h"
#include "store/joint-store.h"
#include "store/registry-store.h"

#include <choucha/error.h>
#include <choucha/joining.h>
#include <inttypes.h>
#include <string.h>

enum {
    COLUMN_JOINT,
    COLUMN_AREA,
    COLUMN_LEAD,
    COLUMN_PLANS,
    COLUMN_DEPARTMENTS,
    COLUMN_START,
    COLUMN_END,
    COLUMN_CHECKS,
    COLUMN_NOW,
    COLUMN_JOINTLY,
    COLUMN_FEWEST,
    COLUMN_MOST,
    COLUMN_MET,
    COLUMN_REMEDY,
    N_COLUMNS,
};

static const OutputColumn COLUMNS[N_COLUMNS] = {
    [COLUMN_JOINT] = {"joint", N_("joint plan"), OUTPUT_TEXT},
    [COLUMN_AREA] = {"area", N_("area"), OUTPUT_TEXT},
    [COLUMN_LEAD] = {"lead", N_("lead"), OUTPUT_TEXT},
    [COLUMN_PLANS] = {"plans", N_("plans"), OUTPUT_TEXT},
    [COLUMN_DEPARTMENTS] = {"departments", N_("departments"), OUTPUT_TEXT},
    [COLUMN_START] = {"start", N_("from"), OUTPUT_DAY},
    [COLUMN_END] = {"end", N_("to"), OUTPUT_DAY},
    [COLUMN_CHECKS] = {"checks", N_("visits one by one"), OUTPUT_NUMBER},
    [COLUMN_NOW] = {"visits_now", N_("visits now"), OUTPUT_NUMBER},
    [COLUMN_JOINTLY] = {"visits_joint", N_("visits if joint"), OUTPUT_NUMBER},
    [COLUMN_FEWEST] = {"fewest", N_("fewest"), OUTPUT_NUMBER},
    [COLUMN_MOST] = {"most", N_("most"), OUTPUT_NUMBER},
    [COLUMN_MET] = {"visits_met", N_("visits if periods met"), OUTPUT_NUMBER},
    [COLUMN_REMEDY] = {"remedy", N_("remedy"), OUTPUT_TEXT},
};

/* All that proposals are made from. */
typedef struct {
    Design *design; /* the draft's */
    GPtrArray *areas;
    GPtrArray *decisions;
    guint64 *common;
    guint64 *samples; /* of the drawings */
    JointSimulation *simulation;
} Bench;

static void
bench_clear(Bench *bench)
{
    g_clear_pointer(&bench->areas, g_ptr_array_unref);
    g_clear_pointer(&bench->decisions, g_ptr_array_unref);
    g_clear_pointer(&bench->simulation, joint_simulation_free);
    g_free(bench->common);
    g_free(bench->samples);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Bench, bench_clear)

static gboolean
take_rows(guint drawing, const char *rows, gsize length, gpointer data, GError **error)
{
    (void)error;
    joint_simulation_add_rows(data, drawing, rows, length);
    return TRUE;
}

static guint64
common_of(guint left, guint right, gpointer data)
{
    const Bench *bench = data;

    return bench->common[(gsize)MIN(left, right) * bench->design->drawings->len + MAX(left, right)];
}

static GPtrArray *
load_areas(ChaStore *store, GError **error)
{
    g_autoptr(GPtrArray) records = registry_store_load(store, kind_get(CHA_KIND_JOINT_ITEMS), error);
    GPtrArray *areas;

    if (records == NULL)
        return NULL;
    areas = g_ptr_array_new_with_free_func((GDestroyNotify)joint_area_free);
    for (guint i = 0; i < records->len; i++)
        g_ptr_array_add(areas, joint_area_from_texts(g_ptr_array_index(records, i)));
    return areas;
}

static gboolean
bench_prepare(Bench *bench, ChaStore *store, Draft *draft, ChaProgress progress, gpointer data,
              GError **error)
{
    guint n;

    bench->design = draft_design(draft);
    n = bench->design->drawings->len;
    bench->areas = load_areas(store, error);
    bench->decisions = bench->areas != NULL ? joint_store_load(store, FALSE, error) : NULL;
    if (bench->decisions == NULL)
        return FALSE;
    bench->simulation = joint_simulation_new(bench->design->drawings);
    if (!draft_build_frames(draft, store, take_rows, bench->simulation, progress, data, error))
        return FALSE;
    bench->common = common_targets_count(bench->design->frames, n);
    bench->samples = g_new0(guint64, n + 1);
    for (guint i = 0; i < bench->design->pools->len; i++) {
        const DesignPool *pool = g_ptr_array_index(bench->design->pools, i);

        bench->samples[pool->drawing] += pool->sample;
    }
    return TRUE;
}

static const Drawing *
member_of(const Bench *bench, const JointProposal *proposal, guint n)
{
    return g_ptr_array_index(bench->design->drawings, g_array_index(proposal->members, guint, n));
}

/* Whether all of its plans were declined together. */
static gboolean
is_declined(const Bench *bench, const JointProposal *proposal)
{
    for (guint i = 0; i < bench->decisions->len; i++) {
        const JointDecision *decision = g_ptr_array_index(bench->decisions, i);
        gboolean has_all = decision->verdict == JOINT_DECLINED;

        for (guint k = 0; has_all && k < proposal->members->len; k++)
            has_all =
                text_find_sorted(decision->plans, member_of(bench, proposal, k)->plan->plan, &(guint){0});
        if (has_all)
            return TRUE;
    }
    return FALSE;
}

/* The proposal that saves most visits once all periods meet, of those that save any;
 * the first of those that save as many. */
static const JointProposal *
find_best(Bench *bench, GPtrArray *proposals, JointEstimate *ret_estimate)
{
    const JointProposal *best = NULL;
    guint64 most = 0;

    for (guint i = 0; i < proposals->len; i++) {
        const JointProposal *proposal = g_ptr_array_index(proposals, i);
        JointEstimate estimate;

        if (is_declined(bench, proposal))
            continue;
        joint_simulation_estimate(bench->simulation, proposal, &estimate);
        if (estimate.checks - estimate.visits_met <= most)
            continue;
        best = proposal;
        most = estimate.checks - estimate.visits_met;
        *ret_estimate = estimate;
    }
    return best;
}

/* Takes a proposal out, and its plans out of the others. */
static void
settle_proposal(Bench *bench, GPtrArray *proposals, const JointProposal *taken)
{
    for (guint i = proposals->len; i > 0; i--) {
        JointProposal *proposal = g_ptr_array_index(proposals, i - 1);

        if (proposal != taken && !joint_proposal_subtract(proposal, taken, bench->design->drawings))
            g_ptr_array_remove_index(proposals, i - 1);
    }
    g_ptr_array_remove(proposals, (gpointer)taken);
}

/* A sum over all runs as their average, with one digit behind the point. */
static char *
average_text(guint64 sum)
{
    guint64 tenths = (sum * 10 + JOINT_RUNS / 2) / JOINT_RUNS;

    return g_strdup_printf("%" PRIu64 ".%" PRIu64, tenths / 10, tenths % 10);
}

static char *
remedies_text(const Bench *bench, const JointProposal *proposal, ChaDay start, ChaDay end)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < proposal->members->len; i++) {
        const Drawing *drawing = member_of(bench, proposal, i);
        ChaDay day = CHA_DAY_NONE;
        JointRemedy remedy = joint_remedy(drawing, start, end, &day);
        char until[CHA_DAY_TEXT_SIZE];

        if (remedy == JOINT_MEETS)
            continue;
        cha_day_to_text(day, until);
        if (text->len > 0)
            g_string_append(text, _("; "));
        g_string_append_printf(
            text, remedy == JOINT_BEGIN_BY ? _("let %s begin by %s") : _("let %s go on until %s"),
            drawing->name, until);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
add_members(const Bench *bench, const JointProposal *proposal, GPtrArray *plans, GPtrArray *departments)
{
    for (guint i = 0; i < proposal->members->len; i++) {
        const Plan *plan = member_of(bench, proposal, i)->plan;

        g_ptr_array_add(plans, plan->plan);
        for (guint k = 0; k < plan->departments->len; k++)
            g_ptr_array_add(departments, g_ptr_array_index(plan->departments, k));
    }
}

static gboolean
write_proposal(const Bench *bench, const JointProposal *proposal, const JointEstimate *estimate,
               TableWriter *writer, GError **error)
{
    g_autoptr(GPtrArray) plans = g_ptr_array_new();
    g_autoptr(GPtrArray) departments = g_ptr_array_new();
    g_autofree char *checks = average_text(estimate->checks);
    g_autofree char *now = average_text(estimate->visits_now);
    g_autofree char *joint = average_text(estimate->visits_joint);
    g_autofree char *fewest = g_strdup_printf("%" PRIu64, estimate->fewest);
    g_autofree char *most = g_strdup_printf("%" PRIu64, estimate->most);
    g_autofree char *met = average_text(estimate->visits_met);
    g_autofree char *name = NULL;
    g_autofree char *plans_text = NULL;
    g_autofree char *departments_text = NULL;
    g_autofree char *remedies = NULL;
    const char *texts[N_COLUMNS] = {
        [COLUMN_AREA] = proposal->area != NULL ? proposal->area->area : NULL,
        [COLUMN_LEAD] = joint_proposal_lead(proposal, bench->design->drawings, bench->samples),
        [COLUMN_CHECKS] = checks,
        [COLUMN_NOW] = now,
        [COLUMN_JOINTLY] = joint,
        [COLUMN_FEWEST] = fewest,
        [COLUMN_MOST] = most,
        [COLUMN_MET] = met,
    };
    char start_text[CHA_DAY_TEXT_SIZE];
    char end_text[CHA_DAY_TEXT_SIZE];
    ChaDay start, end;

    add_members(bench, proposal, plans, departments);
    joint_proposal_period(proposal, bench->design->drawings, bench->samples, &start, &end);
    cha_day_to_text(start, start_text);
    cha_day_to_text(end, end_text);
    name = joint_name_of(plans);
    plans_text = text_join_set(plans);
    departments_text = text_join_set(departments);
    remedies = remedies_text(bench, proposal, start, end);
    texts[COLUMN_JOINT] = name;
    texts[COLUMN_PLANS] = plans_text;
    texts[COLUMN_DEPARTMENTS] = departments_text;
    texts[COLUMN_START] = start_text;
    texts[COLUMN_END] = end_text;
    texts[COLUMN_REMEDY] = remedies;
    return table_writer_add(writer, texts, error);
}

static gboolean
write_proposals(Bench *bench, TableWriter *writer, guint *ret_proposals, GError **error)
{
    g_autoptr(GPtrArray) proposals =
        joint_proposals_find(bench->design->drawings, bench->areas, common_of, bench);
    const JointProposal *best;
    JointEstimate estimate;

    joint_simulation_draw(bench->simulation, bench->design, proposals);
    *ret_proposals = 0;
    while ((best = find_best(bench, proposals, &estimate)) != NULL) {
        if (!write_proposal(bench, best, &estimate, writer, error))
            return FALSE;
        (*ret_proposals)++;
        settle_proposal(bench, proposals, best);
    }
    return TRUE;
}

gboolean
cha_joint_propose(ChaStore *store, const char *campaign, ChaProgress progress, gpointer progress_data,
                  ChaTableFormat format, ChaWriter write, gpointer data, guint *ret_proposals, GError **error)
{
    g_autoptr(Transaction) transaction = store_begin_reading(store, error);
    g_autoptr(Campaign) recorded = NULL;
    g_autoptr(Draft) draft = NULL;
    g_autoptr(TableWriter) writer = NULL;
    g_auto(Bench) bench = {0};
    Quarter quarter;
    guint attempt;

    if (transaction == NULL ||
        !campaign_resolve_for_commit(store, campaign, &recorded, &quarter, &attempt, error))
        return FALSE;
    if (recorded != NULL) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_CONFLICT,
                    _("campaign %s is committed already; plans can become joint before that"),
                    recorded->campaign);
        return FALSE;
    }
    draft = draft_new(store, quarter, attempt, error);
    if (draft == NULL || !bench_prepare(&bench, store, draft, progress, progress_data, error))
        return FALSE;
    writer = table_writer_new(format, COLUMNS, N_COLUMNS, write, data);
    table_writer_set_title(writer, _("Joint plans"));
    return write_proposals(&bench, writer, ret_proposals, error) && table_writer_finish(writer, error);
}
