#include "office/coverage-private.h"

#include "base/i18n.h"
#include "base/text.h"
#include "domain/kind.h"
#include "office/drafting.h"
#include "office/naming.h"
#include "store/registry-store.h"

#include <choucha/error.h>
#include <string.h>

void
scope_drawing_free(gpointer data)
{
    ScopeDrawing *drawing = data;

    g_free(drawing->drawing);
    g_free(drawing->plan);
    g_free(drawing->joint);
    g_ptr_array_unref(drawing->departments);
    g_ptr_array_unref(drawing->items);
    g_free(drawing);
}

static void
scope_target_free(gpointer data)
{
    ScopeTarget *target = data;

    g_free(target->district);
    g_free(target->risk);
    g_free(target);
}

void
coverage_scope_free(CoverageScope *scope)
{
    if (scope == NULL)
        return;
    g_hash_table_unref(scope->groups);
    g_clear_pointer(&scope->names, g_ptr_array_unref);
    g_ptr_array_unref(scope->drawings);
    g_hash_table_unref(scope->drawing_by_name);
    g_ptr_array_unref(scope->campaigns);
    g_ptr_array_unref(scope->visits);
    g_ptr_array_unref(scope->visit_campaigns);
    g_hash_table_unref(scope->targets);
    g_hash_table_unref(scope->results);
    workdays_free(scope->workdays);
    g_free(scope);
}

static CoverageScope *
scope_alloc(ChaStore *store, gint year, ChaCoverageGroup group)
{
    CoverageScope *scope = g_new0(CoverageScope, 1);

    scope->store = store;
    scope->group = group;
    scope->year = year;
    scope->groups = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    scope->drawings = g_ptr_array_new_with_free_func(scope_drawing_free);
    scope->drawing_by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    scope->campaigns = g_ptr_array_new_with_free_func((GDestroyNotify)campaign_free);
    scope->visits = g_ptr_array_new_with_free_func((GDestroyNotify)campaign_visit_free);
    scope->visit_campaigns = g_ptr_array_new();
    scope->targets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, scope_target_free);
    scope->results =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    scope->workdays = workdays_new();
    return scope;
}

Coverage *
scope_group(CoverageScope *scope, const char *name)
{
    Coverage *coverage = g_hash_table_lookup(scope->groups, name);

    if (coverage == NULL) {
        coverage = g_new0(Coverage, 1);
        g_hash_table_insert(scope->groups, g_strdup(name), coverage);
    }
    return coverage;
}

static const char *
text_of(const Kind *kind, const char *const *texts, const char *column)
{
    int index = kind_find_column(kind, column);

    g_assert(index >= 0);
    return kind_value(kind, (guint)index, texts[index]);
}

static gboolean
has_element(GPtrArray *elements, const char *element)
{
    return g_ptr_array_find_with_equal_func(elements, element, g_str_equal, NULL);
}

/* Elements of a list and one more, without repetition. */
static GPtrArray *
set_with(const char *list, const char *one_more)
{
    GPtrArray *elements = text_split(list);

    if (!has_element(elements, one_more))
        g_ptr_array_add(elements, g_strdup(one_more));
    return elements;
}

static GPtrArray *
copy_texts(GPtrArray *texts)
{
    GPtrArray *copy = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < texts->len; i++)
        g_ptr_array_add(copy, g_strdup(g_ptr_array_index(texts, i)));
    return copy;
}

static gboolean
in_scope(const CoverageScope *scope, Quarter quarter)
{
    return scope->of_campaign ? quarter == scope->quarter : quarter_year(quarter) == scope->year;
}

static gboolean
load_campaigns(CoverageScope *scope, GHashTable *live, GError **error)
{
    g_autoptr(GPtrArray) campaigns = campaign_store_list(scope->store, error);

    for (guint i = 0; campaigns != NULL && i < campaigns->len; i++) {
        Campaign *campaign = g_ptr_array_index(campaigns, i);
        Quarter quarter;

        if (campaign->state == CAMPAIGN_VOID || !quarter_from_text(campaign->quarter, &quarter) ||
            !in_scope(scope, quarter))
            continue;
        g_hash_table_add(live, g_strdup(campaign->campaign));
        if (campaign->state == CAMPAIGN_DRAWN) {
            g_ptr_array_add(scope->campaigns, campaign);
            campaigns->pdata[i] = NULL; /* ours now */
        }
    }
    return campaigns != NULL;
}

static void
add_recorded(CoverageScope *scope, const FrozenDrawing *frozen)
{
    ScopeDrawing *drawing = g_new0(ScopeDrawing, 1);

    drawing->drawing = g_strdup(frozen->drawing);
    drawing->plan = g_strdup(frozen->plan);
    drawing->departments = set_with(frozen->participants, frozen->initiator);
    drawing->items = text_split(frozen->items);
    drawing->joint = *frozen->joint != '\0' ? g_strdup(frozen->joint) : NULL;
    drawing->is_joint = drawing->departments->len > 1 || drawing->joint != NULL;
    g_ptr_array_add(scope->drawings, drawing);
    g_hash_table_insert(scope->drawing_by_name, g_strconcat(frozen->campaign, "/", frozen->drawing, NULL),
                        drawing);
}

/* What campaigns have, as they froze it. */
static gboolean
load_recorded_drawings(CoverageScope *scope, GHashTable *live, GError **error)
{
    g_autoptr(GPtrArray) recorded = campaign_store_load_drawings(scope->store, NULL, error);

    for (guint i = 0; recorded != NULL && i < recorded->len; i++) {
        const FrozenDrawing *frozen = g_ptr_array_index(recorded, i);

        if (g_hash_table_contains(live, frozen->campaign))
            add_recorded(scope, frozen);
    }
    return recorded != NULL;
}

/* What is due and in no campaign, as the plans stand. A committed campaign has
 * what it has; only a year also counts what is overdue in it. */
static gboolean
load_due_drawings(CoverageScope *scope, gboolean is_committed, GError **error)
{
    g_autoptr(DueLedger) ledger = draft_load_ledger(scope->store, error);
    g_autoptr(GPtrArray) plans = ledger == NULL ? NULL : draft_load_plans(scope->store, error);
    g_autoptr(GPtrArray) drawings = NULL;

    if (plans == NULL)
        return FALSE;
    drawings = due_drawings(plans, ledger);
    for (guint i = 0; i < drawings->len; i++) {
        const Drawing *due = g_ptr_array_index(drawings, i);
        ScopeDrawing *drawing;

        if (due->recorded || !in_scope(scope, due->quarter) || (scope->of_campaign && is_committed))
            continue;
        drawing = g_new0(ScopeDrawing, 1);
        drawing->drawing = g_strdup(due->name);
        drawing->plan = g_strdup(due->plan->plan);
        drawing->departments = copy_texts(due->plan->departments);
        drawing->items = copy_texts(due->plan->items);
        drawing->joint = g_strdup(due->plan->joint);
        drawing->is_joint = plan_is_joint(due->plan);
        g_ptr_array_add(scope->drawings, drawing);
    }
    return TRUE;
}

static gboolean
load_visits(CoverageScope *scope, GError **error)
{
    for (guint i = 0; i < scope->campaigns->len; i++) {
        Campaign *campaign = g_ptr_array_index(scope->campaigns, i);
        g_autoptr(GPtrArray) visits = campaign_store_load_visits(scope->store, campaign->campaign, error);

        if (visits == NULL)
            return FALSE;
        for (guint k = 0; k < visits->len; k++) {
            CampaignVisit *visit = g_ptr_array_index(visits, k);

            g_hash_table_insert(scope->targets, g_strdup(visit->target), g_new0(ScopeTarget, 1));
            g_ptr_array_add(scope->visit_campaigns, campaign->campaign);
        }
        g_ptr_array_extend_and_steal(scope->visits, g_steal_pointer(&visits));
    }
    return TRUE;
}

static gboolean
load_results(CoverageScope *scope, GError **error)
{
    const Kind *kind = kind_get(CHA_KIND_RESULTS);
    g_autoptr(GPtrArray) records = registry_store_load(scope->store, kind, error);

    for (guint i = 0; records != NULL && i < records->len; i++) {
        const char *const *texts = g_ptr_array_index(records, i);
        g_autofree char *key =
            g_strconcat(text_of(kind, texts, "campaign"), "/", text_of(kind, texts, "visit"), NULL);
        GPtrArray *of_visit = g_hash_table_lookup(scope->results, key);

        if (of_visit == NULL) {
            of_visit = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
            g_hash_table_insert(scope->results, g_steal_pointer(&key), of_visit);
        }
        g_ptr_array_add(of_visit, g_ptr_array_index(records, i));
        records->pdata[i] = NULL; /* the visit's now */
    }
    return records != NULL;
}

static gboolean
load_holidays(CoverageScope *scope, GError **error)
{
    const Kind *kind = kind_get(CHA_KIND_HOLIDAYS);
    g_autoptr(GPtrArray) records = registry_store_load(scope->store, kind, error);

    for (guint i = 0; records != NULL && i < records->len; i++) {
        const char *const *texts = g_ptr_array_index(records, i);
        ChaDay day = CHA_DAY_NONE;

        if (cha_day_from_text(text_of(kind, texts, "date"), &day))
            workdays_add(scope->workdays, day, strcmp(text_of(kind, texts, "kind"), "workday") == 0);
    }
    return records != NULL;
}

/* Of a campaign: the quarter it is named by, and whether it is committed. */
static gboolean
resolve(CoverageScope *scope, const char *name, gboolean *ret_is_committed, GError **error)
{
    g_autoptr(Campaign) campaign = NULL;
    guint attempt;

    if (!campaign_resolve_for_commit(scope->store, name, &campaign, &scope->quarter, &attempt, error))
        return FALSE;
    scope->of_campaign = TRUE;
    *ret_is_committed = campaign != NULL;
    return TRUE;
}

static void
order_groups(CoverageScope *scope)
{
    GHashTableIter iter;
    gpointer name;

    scope->names = g_ptr_array_new();
    g_hash_table_iter_init(&iter, scope->groups);
    while (g_hash_table_iter_next(&iter, &name, NULL))
        g_ptr_array_add(scope->names, name);
    g_ptr_array_sort(scope->names, text_compare_pointers);
}

CoverageScope *
coverage_scope_new(ChaStore *store, gint year, const char *campaign, ChaCoverageGroup group, GError **error)
{
    g_autoptr(CoverageScope) scope = scope_alloc(store, year, group);
    g_autoptr(GHashTable) live = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(Transaction) transaction = store_begin_reading(store, error);
    gboolean is_committed = FALSE;

    if (transaction == NULL || (campaign != NULL && !resolve(scope, campaign, &is_committed, error)))
        return NULL;
    if (!load_campaigns(scope, live, error) || !load_recorded_drawings(scope, live, error) ||
        !load_due_drawings(scope, is_committed, error) || !load_visits(scope, error) ||
        !load_results(scope, error) || !load_holidays(scope, error))
        return NULL;
    if (campaign != NULL && scope->drawings->len == 0) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_NOT_FOUND, _("nothing is due in campaign %s"), campaign);
        return NULL;
    }
    if (!scope_count(scope, error))
        return NULL;
    order_groups(scope);
    return g_steal_pointer(&scope);
}

guint
coverage_scope_n_groups(const CoverageScope *scope)
{
    return scope->names->len;
}

const Coverage *
coverage_scope_group(const CoverageScope *scope, guint index, const char **ret_group)
{
    *ret_group = g_ptr_array_index(scope->names, index);
    return g_hash_table_lookup(scope->groups, *ret_group);
}

void
coverage_scope_count_joined(const CoverageScope *scope, guint *ret_joint, guint *ret_single)
{
    g_autoptr(GHashTable) joints = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) plans = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < scope->drawings->len; i++) {
        const ScopeDrawing *drawing = g_ptr_array_index(scope->drawings, i);

        if (drawing->joint == NULL)
            continue;
        g_hash_table_add(joints, drawing->joint);
        g_hash_table_add(plans, drawing->plan);
    }
    *ret_joint = g_hash_table_size(joints);
    *ret_single = g_hash_table_size(plans);
}
