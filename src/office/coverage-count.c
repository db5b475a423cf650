#include "office/coverage-private.h"

#include "domain/kind.h"
#include "domain/result-code.h"
#include "store/registry-store.h"

#include <string.h>

/* Results are to be published within this many working days after the
 * inspection (国务院 2018; tested by tests/unit/workday.c). */
enum { DAYS_TO_PUBLISH = 20 };

/* Counts a fact where it belongs: everything goes into the one table of an
 * undivided report; else only into the table of @name, and only when the
 * report is divided @by that. */
static void
count(CoverageScope *scope, ChaCoverageGroup by, const char *name, RatioName ratio, gboolean holds)
{
    if (scope->group == CHA_COVERAGE_ALL && by == CHA_COVERAGE_ALL)
        coverage_count(scope_group(scope, ""), ratio, holds);
    else if (scope->group == by && by != CHA_COVERAGE_ALL)
        coverage_count(scope_group(scope, name), ratio, holds);
}

static void
count_each(CoverageScope *scope, ChaCoverageGroup by, GPtrArray *names, RatioName ratio, gboolean holds)
{
    for (guint i = 0; i < names->len; i++)
        count(scope, by, g_ptr_array_index(names, i), ratio, holds);
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

/* The drawing that a visit's plan is in the visit's campaign. */
static const ScopeDrawing *
drawing_of(const CoverageScope *scope, guint visit, const char *drawing)
{
    g_autofree char *key = g_strconcat(g_ptr_array_index(scope->visit_campaigns, visit), "/", drawing, NULL);

    return g_hash_table_lookup(scope->drawing_by_name, key);
}

/* Departments that are in a drawing, and in a joint one. */
static gboolean
count_departments(CoverageScope *scope, GError **error)
{
    const Kind *kind = kind_get(CHA_KIND_DEPARTMENTS);
    g_autoptr(GPtrArray) records = registry_store_load(scope->store, kind, error);
    g_autoptr(GHashTable) planned = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) joint = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < scope->drawings->len; i++) {
        const ScopeDrawing *drawing = g_ptr_array_index(scope->drawings, i);

        for (guint k = 0; k < drawing->departments->len; k++) {
            g_hash_table_add(planned, g_ptr_array_index(drawing->departments, k));
            if (drawing->is_joint)
                g_hash_table_add(joint, g_ptr_array_index(drawing->departments, k));
        }
    }
    for (guint i = 0; records != NULL && i < records->len; i++) {
        const char *const *texts = g_ptr_array_index(records, i);
        const char *department = text_of(kind, texts, "department");

        if (scope->group == CHA_COVERAGE_BY_DEPARTMENT)
            (void)scope_group(scope, department);
        if (strcmp(text_of(kind, texts, "exempt"), "yes") == 0)
            continue;
        for (guint by = CHA_COVERAGE_ALL; by <= CHA_COVERAGE_BY_DEPARTMENT; by++) {
            count(scope, (ChaCoverageGroup)by, department, RATIO_DEPARTMENTS_WITH_PLANS,
                  g_hash_table_contains(planned, department));
            count(scope, (ChaCoverageGroup)by, department, RATIO_DEPARTMENTS_IN_JOINT,
                  g_hash_table_contains(joint, department));
        }
    }
    return records != NULL;
}

/* Adds the elements of @from that @to lacks. */
static void
unite(GPtrArray *to, GPtrArray *from)
{
    for (guint i = 0; i < from->len; i++) {
        if (!has_element(to, g_ptr_array_index(from, i)))
            g_ptr_array_add(to, g_strdup(g_ptr_array_index(from, i)));
    }
}

/* A plan is what all of its drawings in scope make together. */
static void
count_plans(CoverageScope *scope)
{
    g_autoptr(GHashTable) by_plan = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, scope_drawing_free);
    GHashTableIter iter;
    gpointer value;

    for (guint i = 0; i < scope->drawings->len; i++) {
        const ScopeDrawing *drawing = g_ptr_array_index(scope->drawings, i);
        ScopeDrawing *plan = g_hash_table_lookup(by_plan, drawing->plan);

        if (plan == NULL) {
            plan = g_new0(ScopeDrawing, 1);
            plan->departments = g_ptr_array_new_with_free_func(g_free);
            plan->items = g_ptr_array_new_with_free_func(g_free);
            g_hash_table_insert(by_plan, drawing->plan, plan);
        }
        unite(plan->departments, drawing->departments);
        unite(plan->items, drawing->items);
        plan->is_joint = plan->is_joint || drawing->is_joint;
        count(scope, CHA_COVERAGE_ALL, "", RATIO_JOINT_DRAWINGS, drawing->is_joint);
        count_each(scope, CHA_COVERAGE_BY_DEPARTMENT, drawing->departments, RATIO_JOINT_DRAWINGS,
                   drawing->is_joint);
        count_each(scope, CHA_COVERAGE_BY_ITEM, drawing->items, RATIO_JOINT_DRAWINGS, drawing->is_joint);
    }
    /* Only sums, so the order of the table does not matter. */
    g_hash_table_iter_init(&iter, by_plan);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const ScopeDrawing *plan = value;

        count(scope, CHA_COVERAGE_ALL, "", RATIO_JOINT_PLANS, plan->is_joint);
        count_each(scope, CHA_COVERAGE_BY_DEPARTMENT, plan->departments, RATIO_JOINT_PLANS, plan->is_joint);
        count_each(scope, CHA_COVERAGE_BY_ITEM, plan->items, RATIO_JOINT_PLANS, plan->is_joint);
    }
}

static void
count_item(CoverageScope *scope, RatioName ratio, const char *item, const char *department, gboolean covered)
{
    count(scope, CHA_COVERAGE_ALL, "", ratio, covered);
    count(scope, CHA_COVERAGE_BY_DEPARTMENT, department, ratio, covered);
    count(scope, CHA_COVERAGE_BY_ITEM, item, ratio, covered);
}

static gboolean
count_items(CoverageScope *scope, GError **error)
{
    const Kind *kind = kind_get(CHA_KIND_ITEMS);
    g_autoptr(GPtrArray) records = registry_store_load(scope->store, kind, error);
    g_autoptr(GHashTable) covered = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < scope->drawings->len; i++) {
        const ScopeDrawing *drawing = g_ptr_array_index(scope->drawings, i);

        for (guint k = 0; k < drawing->items->len; k++)
            g_hash_table_add(covered, g_ptr_array_index(drawing->items, k));
    }
    for (guint i = 0; records != NULL && i < records->len; i++) {
        const char *const *texts = g_ptr_array_index(records, i);
        const char *item = text_of(kind, texts, "item");
        const char *department = text_of(kind, texts, "department");
        gboolean is_covered = g_hash_table_contains(covered, item);

        count_item(scope, RATIO_ITEMS_COVERED, item, department, is_covered);
        if (strcmp(text_of(kind, texts, "market"), "yes") == 0)
            count_item(scope, RATIO_MARKET_ITEMS_COVERED, item, department, is_covered);
    }
    return records != NULL;
}

/* One target of the registry; those of visits are remembered. */
static gboolean
count_target(const char *const *texts, gpointer data)
{
    CoverageScope *scope = data;
    const Kind *kind = kind_get(CHA_KIND_TARGETS);
    ScopeTarget *drawn = g_hash_table_lookup(scope->targets, texts[0]);
    const char *district = text_of(kind, texts, "district");
    const char *risk = text_of(kind, texts, "risk");
    gboolean is_active = strcmp(text_of(kind, texts, "status"), "active") == 0;

    if (drawn != NULL) {
        drawn->district = g_strdup(district);
        drawn->risk = g_strdup(risk);
    }
    if (scope->group == CHA_COVERAGE_BY_DISTRICT)
        (void)scope_group(scope, district);
    if (scope->group == CHA_COVERAGE_BY_RISK)
        (void)scope_group(scope, risk);
    if (drawn == NULL && !is_active)
        return TRUE;
    scope->n_targets++;
    count(scope, CHA_COVERAGE_ALL, "", RATIO_TARGETS_DRAWN, drawn != NULL);
    count(scope, CHA_COVERAGE_BY_DISTRICT, district, RATIO_TARGETS_DRAWN, drawn != NULL);
    count(scope, CHA_COVERAGE_BY_RISK, risk, RATIO_TARGETS_DRAWN, drawn != NULL);
    return TRUE;
}

/* For a department, targets that its plans drew among all of the registry. */
static void
count_targets_by_department(CoverageScope *scope)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTableIter iter;
    gpointer value;

    if (scope->group != CHA_COVERAGE_BY_DEPARTMENT)
        return;
    for (guint i = 0; i < scope->visits->len; i++) {
        const CampaignVisit *visit = g_ptr_array_index(scope->visits, i);

        for (guint k = 0; k < visit->drawings->len; k++) {
            const ScopeDrawing *drawing = drawing_of(scope, i, g_ptr_array_index(visit->drawings, k));

            for (guint d = 0; drawing != NULL && d < drawing->departments->len; d++) {
                const char *department = g_ptr_array_index(drawing->departments, d);

                if (g_hash_table_add(seen, g_strconcat(department, "|", visit->target, NULL)))
                    scope_group(scope, department)->ratios[RATIO_TARGETS_DRAWN].numerator++;
            }
        }
    }
    g_hash_table_iter_init(&iter, scope->groups);
    while (g_hash_table_iter_next(&iter, NULL, &value))
        ((Coverage *)value)->ratios[RATIO_TARGETS_DRAWN].denominator = scope->n_targets;
}

static gboolean
count_inspectors(CoverageScope *scope, GError **error)
{
    const Kind *kind = kind_get(CHA_KIND_INSPECTORS);
    g_autoptr(GPtrArray) records = registry_store_load(scope->store, kind, error);
    g_autoptr(GHashTable) seated = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < scope->visits->len; i++) {
        const CampaignVisit *visit = g_ptr_array_index(scope->visits, i);

        for (guint k = 0; k < visit->inspectors->len; k++)
            g_hash_table_add(seated, g_ptr_array_index(visit->inspectors, k));
    }
    for (guint i = 0; records != NULL && i < records->len; i++) {
        const char *const *texts = g_ptr_array_index(records, i);
        gboolean is_seated = g_hash_table_contains(seated, text_of(kind, texts, "inspector"));

        if (!is_seated && strcmp(text_of(kind, texts, "status"), "active") != 0)
            continue;
        count(scope, CHA_COVERAGE_ALL, "", RATIO_INSPECTORS_DRAWN, is_seated);
        count(scope, CHA_COVERAGE_BY_DEPARTMENT, text_of(kind, texts, "department"), RATIO_INSPECTORS_DRAWN,
              is_seated);
    }
    return records != NULL;
}

/* The departments of a visit's team, each once. */
static GPtrArray *
team_of(const CampaignVisit *visit)
{
    GPtrArray *team = g_ptr_array_new();

    for (guint i = 0; i < visit->departments->len; i++) {
        if (!has_element(team, g_ptr_array_index(visit->departments, i)))
            g_ptr_array_add(team, g_ptr_array_index(visit->departments, i));
    }
    return team;
}

/* A fact of a visit belongs to the departments of its team, and to the
 * district and the risk class of its target. */
static void
count_of_visit(CoverageScope *scope, const CampaignVisit *visit, GPtrArray *departments, RatioName ratio,
               gboolean holds)
{
    const ScopeTarget *target = g_hash_table_lookup(scope->targets, visit->target);

    count(scope, CHA_COVERAGE_ALL, "", ratio, holds);
    count_each(scope, CHA_COVERAGE_BY_DEPARTMENT, departments, ratio, holds);
    count(scope, CHA_COVERAGE_BY_DISTRICT, target->district, ratio, holds);
    count(scope, CHA_COVERAGE_BY_RISK, target->risk, ratio, holds);
}

static gboolean
is_in_time(const CoverageScope *scope, const char *inspected, const char *published)
{
    ChaDay from = CHA_DAY_NONE;
    ChaDay to = CHA_DAY_NONE;

    return cha_day_from_text(inspected, &from) && cha_day_from_text(published, &to) &&
           to <= workdays_after(scope->workdays, from, DAYS_TO_PUBLISH);
}

static gboolean
means_problem(const char *codes)
{
    g_auto(GStrv) elements = g_strsplit(codes, ";", -1);

    for (guint i = 0; elements[i] != NULL; i++) {
        if (result_code_is_problem(elements[i]))
            return TRUE;
    }
    return FALSE;
}

/* The results of one visit; *ret_done tells whether the whole team has one,
 * *ret_problem whether one of them found a problem. */
static void
count_results(CoverageScope *scope, guint index, GPtrArray *team, gboolean *ret_done, gboolean *ret_problem)
{
    const Kind *kind = kind_get(CHA_KIND_RESULTS);
    const CampaignVisit *visit = g_ptr_array_index(scope->visits, index);
    g_autofree char *key =
        g_strconcat(g_ptr_array_index(scope->visit_campaigns, index), "/", visit->visit, NULL);
    GPtrArray *results = g_hash_table_lookup(scope->results, key);
    guint reported = 0;

    *ret_problem = FALSE;
    for (guint i = 0; results != NULL && i < results->len; i++) {
        const char *const *texts = g_ptr_array_index(results, i);
        g_autoptr(GPtrArray) department = g_ptr_array_new();

        g_ptr_array_add(department, (gpointer)text_of(kind, texts, "department"));
        count_of_visit(scope, visit, department, RATIO_PUBLISHED_IN_TIME,
                       is_in_time(scope, text_of(kind, texts, "date"), text_of(kind, texts, "published")));
        *ret_problem = *ret_problem || means_problem(text_of(kind, texts, "codes"));
        if (has_element(team, g_ptr_array_index(department, 0)))
            reported++;
    }
    *ret_done = team->len > 0 && reported == team->len;
}

static void
count_checks(CoverageScope *scope, guint index, GPtrArray *team)
{
    const CampaignVisit *visit = g_ptr_array_index(scope->visits, index);
    const ScopeTarget *target = g_hash_table_lookup(scope->targets, visit->target);
    guint64 checks = 0;

    for (guint i = 0; i < visit->drawings->len; i++) {
        const ScopeDrawing *drawing = drawing_of(scope, index, g_ptr_array_index(visit->drawings, i));

        checks += drawing == NULL ? 0 : drawing->departments->len;
    }
    if (scope->group == CHA_COVERAGE_ALL)
        coverage_count_checks(scope_group(scope, ""), checks);
    else if (scope->group == CHA_COVERAGE_BY_DISTRICT)
        coverage_count_checks(scope_group(scope, target->district), checks);
    else if (scope->group == CHA_COVERAGE_BY_RISK)
        coverage_count_checks(scope_group(scope, target->risk), checks);
    else if (scope->group == CHA_COVERAGE_BY_DEPARTMENT) {
        for (guint i = 0; i < team->len; i++)
            coverage_count_checks(scope_group(scope, g_ptr_array_index(team, i)), checks);
    }
}

static void
count_visits(CoverageScope *scope)
{
    for (guint i = 0; i < scope->visits->len; i++) {
        const CampaignVisit *visit = g_ptr_array_index(scope->visits, i);
        g_autoptr(GPtrArray) team = team_of(visit);
        gboolean is_done, has_problem;

        count_of_visit(scope, visit, team, RATIO_JOINT_VISITS, team->len > 1);
        count_results(scope, i, team, &is_done, &has_problem);
        count_of_visit(scope, visit, team, RATIO_VISITS_DONE, is_done);
        if (is_done)
            count_of_visit(scope, visit, team, RATIO_PROBLEMS_FOUND, has_problem);
        count_checks(scope, i, team);
    }
}

gboolean
scope_count(CoverageScope *scope, GError **error)
{
    if (scope->group == CHA_COVERAGE_ALL)
        (void)scope_group(scope, "");
    /* Targets first: visits are counted by what the registry says of theirs. */
    if (!registry_store_walk(scope->store, kind_get(CHA_KIND_TARGETS), count_target, scope, error) ||
        !count_departments(scope, error) || !count_items(scope, error) || !count_inspectors(scope, error))
        return FALSE;
    count_plans(scope);
    count_visits(scope);
    count_targets_by_department(scope);
    return TRUE;
}
