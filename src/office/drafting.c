#include "office/drafting.h"

#include "base/i18n.h"
#include "base/text.h"
#include "domain/kind.h"
#include "domain/setting.h"
#include "store/frame-list-store.h"
#include "store/joint-store.h"
#include "store/plan-question-store.h"
#include "store/registry-store.h"

#include <choucha/error.h>
#include <string.h>

enum { TARGETS_BETWEEN_REPORTS = 8192 };

struct Draft {
    GPtrArray *plans;    /* Plan */
    GPtrArray *drawings; /* Drawing, of all plans */
    GHashTable *visits;  /* "department|target" to visits of this year */
    gboolean has_caps;
    Design *design;
    /* While frames are built. */
    FrameSink sink;
    gpointer sink_data;
    ChaProgress progress;
    gpointer progress_data;
    guint64 n_targets;
    GError *error;
};

void
draft_free(Draft *draft)
{
    if (draft == NULL)
        return;
    design_free(draft->design);
    g_clear_pointer(&draft->drawings, g_ptr_array_unref);
    g_clear_pointer(&draft->plans, g_ptr_array_unref);
    g_hash_table_unref(draft->visits);
    g_clear_error(&draft->error);
    g_free(draft);
}

Design *
draft_design(Draft *draft)
{
    return draft->design;
}

/* The text of a column of a loaded record. */
static const char *
text_of(const Kind *kind, const char *const *texts, const char *column)
{
    int index = kind_find_column(kind, column);

    g_assert(index >= 0);
    return kind_value(kind, (guint)index, texts[index]);
}

/* Makes plans members of the joint plans they were accepted into. */
static gboolean
join_plans(ChaStore *store, GPtrArray *plans, GError **error)
{
    g_autoptr(GPtrArray) decisions = joint_store_load(store, FALSE, error);
    g_autoptr(GHashTable) joints = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; decisions != NULL && i < decisions->len; i++) {
        const JointDecision *decision = g_ptr_array_index(decisions, i);

        for (guint k = 0; decision->verdict == JOINT_ACCEPTED && k < decision->plans->len; k++)
            g_hash_table_insert(joints, g_ptr_array_index(decision->plans, k), decision->joint);
    }
    for (guint i = 0; decisions != NULL && i < plans->len; i++) {
        Plan *plan = g_ptr_array_index(plans, i);
        const char *joint = g_hash_table_lookup(joints, plan->plan);

        if (joint != NULL)
            plan_join(plan, joint);
    }
    return decisions != NULL;
}

GPtrArray *
draft_load_plans(ChaStore *store, GError **error)
{
    g_autoptr(GPtrArray) records = registry_store_load(store, kind_get(CHA_KIND_PLANS), error);
    g_autoptr(GPtrArray) plans = g_ptr_array_new_with_free_func((GDestroyNotify)plan_free);

    for (guint i = 0; records != NULL && i < records->len; i++)
        g_ptr_array_add(plans, plan_from_texts(g_ptr_array_index(records, i)));
    return records != NULL && join_plans(store, plans, error) ? g_steal_pointer(&plans) : NULL;
}

static gboolean
ledger_add_campaigns(DueLedger *ledger, ChaStore *store, GHashTable *quarters, GError **error)
{
    g_autoptr(GPtrArray) campaigns = campaign_store_list(store, error);

    for (guint i = 0; campaigns != NULL && i < campaigns->len; i++) {
        const Campaign *campaign = g_ptr_array_index(campaigns, i);
        Quarter quarter;

        if (campaign->state == CAMPAIGN_VOID || !quarter_from_text(campaign->quarter, &quarter))
            continue;
        due_ledger_add_campaign(ledger, quarter);
        g_hash_table_insert(quarters, g_strdup(campaign->campaign), GINT_TO_POINTER(quarter));
    }
    return campaigns != NULL;
}

DueLedger *
draft_load_ledger(ChaStore *store, GError **error)
{
    g_autoptr(DueLedger) ledger = due_ledger_new();
    g_autoptr(GHashTable) quarters = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) drawings = NULL;

    if (!ledger_add_campaigns(ledger, store, quarters, error))
        return NULL;
    drawings = campaign_store_load_drawings(store, NULL, error);
    if (drawings == NULL)
        return NULL;
    for (guint i = 0; i < drawings->len; i++) {
        const FrozenDrawing *drawing = g_ptr_array_index(drawings, i);
        gpointer quarter = g_hash_table_lookup(quarters, drawing->campaign);

        due_ledger_add_drawing(ledger, drawing->plan, drawing->number, GPOINTER_TO_INT(quarter));
    }
    return g_steal_pointer(&ledger);
}

/* The lists of the plans that are drawn now. */
static gboolean
load_lists(Draft *draft, ChaStore *store, GError **error)
{
    g_autoptr(GHashTable) due = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < draft->design->drawings->len; i++)
        g_hash_table_add(due,
                         (gpointer)((const Drawing *)g_ptr_array_index(draft->design->drawings, i))->plan);
    for (guint i = 0; i < draft->plans->len; i++) {
        Plan *plan = g_ptr_array_index(draft->plans, i);
        g_autoptr(GPtrArray) listed = NULL;

        if (!g_hash_table_contains(due, plan))
            continue;
        listed = frame_list_store_load(store, plan->plan, error);
        if (listed == NULL)
            return FALSE;
        if (listed->len > 0)
            plan->listed = g_steal_pointer(&listed);
    }
    return TRUE;
}

static gboolean
load_drawings(Draft *draft, ChaStore *store, Quarter quarter, GError **error)
{
    g_autoptr(DueLedger) ledger = draft_load_ledger(store, error);
    char text[QUARTER_TEXT_SIZE];

    if (ledger == NULL)
        return FALSE;
    draft->plans = draft_load_plans(store, error);
    if (draft->plans == NULL)
        return FALSE;
    draft->drawings = due_drawings(draft->plans, ledger);
    for (guint i = 0; i < draft->drawings->len; i++) {
        Drawing *drawing = g_ptr_array_index(draft->drawings, i);

        if (drawing->recorded || drawing->quarter > quarter)
            continue;
        g_ptr_array_add(drawing->quarter == quarter ? draft->design->drawings : draft->design->overdue,
                        drawing);
        draft->has_caps = draft->has_caps || (drawing->quarter == quarter && drawing->plan->cap > 0);
    }
    if (draft->design->drawings->len > 0)
        return load_lists(draft, store, error);
    quarter_to_text(quarter, text);
    g_set_error(
        error, CHA_ERROR, CHA_ERROR_NOT_FOUND,
        _("no drawing of a plan is due in %s; look at the periods, `times` and `campaigns` of the plans"),
        text);
    return FALSE;
}

static gboolean
load_seats(Draft *draft, ChaStore *store, GError **error)
{
    const Kind *kind = kind_get(CHA_KIND_ITEMS);
    g_autoptr(GPtrArray) records = registry_store_load(store, kind, error);
    g_autoptr(GHashTable) items =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)design_item_free);

    for (guint i = 0; records != NULL && i < records->len; i++) {
        const char *const *texts = g_ptr_array_index(records, i);
        DesignItem *item = g_new0(DesignItem, 1);

        item->department = g_strdup(text_of(kind, texts, "department"));
        item->qualifications = text_split(text_of(kind, texts, "qualifications"));
        g_hash_table_insert(items, g_strdup(text_of(kind, texts, "item")), item);
    }
    if (records != NULL)
        design_add_seats(draft->design, items);
    return records != NULL;
}

static gboolean
load_hierarchy(Draft *draft, ChaStore *store, GError **error)
{
    const Kind *kind = kind_get(CHA_KIND_DEPARTMENTS);
    g_autoptr(GPtrArray) records = registry_store_load(store, kind, error);

    for (guint i = 0; records != NULL && i < records->len; i++) {
        const char *const *texts = g_ptr_array_index(records, i);

        hierarchy_add(draft->design->hierarchy, text_of(kind, texts, "department"),
                      text_of(kind, texts, "parent"));
    }
    return records != NULL;
}

/* The certificate must last until the quarter's last day. */
static gboolean
outlasts(const char *valid_to, Quarter quarter)
{
    ChaDay last = CHA_DAY_NONE;

    return *valid_to == '\0' || (cha_day_from_text(valid_to, &last) && last >= quarter_last_day(quarter));
}

static gboolean
load_inspectors(Draft *draft, ChaStore *store, GError **error)
{
    const Kind *kind = kind_get(CHA_KIND_INSPECTORS);
    g_autoptr(GPtrArray) records = registry_store_load(store, kind, error);

    for (guint i = 0; records != NULL && i < records->len; i++) {
        const char *const *texts = g_ptr_array_index(records, i);
        const char *department = text_of(kind, texts, "department");

        if (strcmp(text_of(kind, texts, "status"), "active") != 0 ||
            !design_has_seats(draft->design, department))
            continue;
        if (!outlasts(text_of(kind, texts, "valid_to"), draft->design->quarter)) {
            draft->design->expiring++;
            continue;
        }
        design_add_inspector(draft->design, text_of(kind, texts, "inspector"), department,
                             text_of(kind, texts, "qualifications"), text_of(kind, texts, "districts"));
    }
    return records != NULL;
}

static gboolean
load_recusals(Draft *draft, ChaStore *store, GError **error)
{
    const Kind *kind = kind_get(CHA_KIND_RECUSALS);
    g_autoptr(GPtrArray) records = registry_store_load(store, kind, error);
    g_autoptr(GHashTable) inspectors = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < draft->design->inspectors->len; i++)
        g_hash_table_add(inspectors,
                         ((DesignInspector *)g_ptr_array_index(draft->design->inspectors, i))->inspector);
    for (guint i = 0; records != NULL && i < records->len; i++) {
        const char *const *texts = g_ptr_array_index(records, i);
        const char *inspector = text_of(kind, texts, "inspector");

        if (g_hash_table_contains(inspectors, inspector))
            design_add_recusal(draft->design, inspector, text_of(kind, texts, "target"));
    }
    return records != NULL;
}

static gboolean
load_holiday_years(Draft *draft, ChaStore *store, GError **error)
{
    const Kind *kind = kind_get(CHA_KIND_HOLIDAYS);
    g_autoptr(GPtrArray) records = registry_store_load(store, kind, error);
    gint previous = 0;

    for (guint i = 0; records != NULL && i < records->len; i++) {
        const char *const *texts = g_ptr_array_index(records, i);
        gint year = (gint)g_ascii_strtoll(text_of(kind, texts, "date"), NULL, 10);

        if (year != previous)
            g_array_append_val(draft->design->holiday_years, year);
        previous = year;
    }
    return records != NULL;
}

static char *
visits_key(const char *department, const char *target)
{
    return g_strconcat(department, "|", target, NULL);
}

static void
note_visits(const char *department, const char *target, guint visits, gpointer data)
{
    g_hash_table_insert(data, visits_key(department, target), GUINT_TO_POINTER(visits));
}

/* Questions about the plans of drawings due. */
static gboolean
load_questions(Draft *draft, ChaStore *store, GError **error)
{
    g_autoptr(GPtrArray) questions = plan_question_store_load(store, error);

    for (guint i = 0; questions != NULL && i < questions->len; i++) {
        const PlanQuestion *question = g_ptr_array_index(questions, i);

        for (guint k = 0; k < draft->design->drawings->len && !question->is_accepted; k++) {
            const Drawing *drawing = g_ptr_array_index(draft->design->drawings, k);

            if (strcmp(drawing->plan->plan, question->plan) == 0)
                design_add_question(draft->design, drawing->name, question->column, question->text,
                                    question->taken);
        }
    }
    return questions != NULL;
}

static gboolean
load_settings(Draft *draft, ChaStore *store, GError **error)
{
    g_autofree char *max_visits = NULL;
    g_autofree char *max_departments = NULL;
    g_autofree char *teams = NULL;

    if (!setting_store_get(store, "max_visits", &max_visits, error) ||
        !setting_store_get(store, "max_departments", &max_departments, error) ||
        !setting_store_get(store, "teams", &teams, error))
        return FALSE;
    g_free(draft->design->max_departments);
    draft->design->max_departments =
        g_strdup(setting_value(setting_find("max_departments"), max_departments));
    draft->design->balances_teams = strcmp(setting_value(setting_find("teams"), teams), "balanced") == 0;
    g_free(draft->design->max_visits);
    draft->design->max_visits = g_strdup(setting_value(setting_find("max_visits"), max_visits));
    return TRUE;
}

Draft *
draft_new(ChaStore *store, Quarter quarter, guint attempt, GError **error)
{
    g_autoptr(Draft) draft = g_new0(Draft, 1);
    g_autofree char *campaign = campaign_name_make(quarter, attempt);

    draft->design = design_new(campaign, quarter);
    draft->visits = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (!load_drawings(draft, store, quarter, error) || !load_seats(draft, store, error) ||
        !load_hierarchy(draft, store, error) || !load_inspectors(draft, store, error) ||
        !load_recusals(draft, store, error) || !load_holiday_years(draft, store, error) ||
        !load_questions(draft, store, error) || !load_settings(draft, store, error))
        return NULL;
    if (draft->has_caps &&
        !campaign_store_count_visits(store, quarter_year(quarter), note_visits, draft->visits, error))
        return NULL;
    return g_steal_pointer(&draft);
}

static gboolean
forward_rows(guint drawing, const char *rows, gsize length, gpointer data, GError **error)
{
    const Draft *draft = data;

    return draft->sink(drawing, rows, length, draft->sink_data, error);
}

static guint
visits_so_far(const char *department, const char *target, gpointer data)
{
    const Draft *draft = data;
    g_autofree char *key = visits_key(department, target);

    return GPOINTER_TO_UINT(g_hash_table_lookup(draft->visits, key));
}

static gboolean
add_target(const char *const *texts, gpointer data)
{
    Draft *draft = data;

    draft->n_targets++;
    if (draft->progress != NULL && draft->n_targets % TARGETS_BETWEEN_REPORTS == 0)
        draft->progress(_("building frames"), draft->n_targets, 0, draft->progress_data);
    return frame_builder_add(draft->design->frames, texts, &draft->error);
}

gboolean
draft_build_frames(Draft *draft, ChaStore *store, FrameSink sink, gpointer sink_data, ChaProgress progress,
                   gpointer progress_data, GError **error)
{
    Design *design = draft->design;

    draft->sink = sink;
    draft->sink_data = sink_data;
    draft->progress = progress;
    draft->progress_data = progress_data;
    design->frames = frame_builder_new(design->drawings, forward_rows, visits_so_far, draft);
    for (guint i = 0; i < design->recusals->len; i++)
        frame_builder_watch(design->frames,
                            ((const DesignRecusal *)g_ptr_array_index(design->recusals, i))->target);
    if (!registry_store_walk(store, kind_get(CHA_KIND_TARGETS), add_target, draft, error))
        return FALSE;
    if (draft->error != NULL) {
        g_propagate_error(error, g_steal_pointer(&draft->error));
        return FALSE;
    }
    if (!frame_builder_finish(design->frames, error))
        return FALSE;
    design_settle(design);
    return TRUE;
}
