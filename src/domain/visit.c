#include "domain/visit.h"

#include "base/i18n.h"
#include "domain/bundle-table.h"
#include "domain/visit-cut.h"

#include <string.h>

/* A plan that drew a target. */
typedef struct {
    const DrawnTarget *drawn;
    const CommittedPlan *plan;
} Check;

static gint
compare_by_target(gconstpointer left, gconstpointer right)
{
    const Check *a = left;
    const Check *b = right;
    int order = strcmp(a->drawn->target, b->drawn->target);

    return order != 0 ? order : strcmp(a->plan->name, b->plan->name);
}

static gint
compare_by_end(gconstpointer left, gconstpointer right)
{
    const Check *a = left;
    const Check *b = right;

    if (a->plan->end != b->plan->end)
        return a->plan->end < b->plan->end ? -1 : 1;
    if (a->plan->start != b->plan->start)
        return a->plan->start < b->plan->start ? -1 : 1;
    return strcmp(a->plan->name, b->plan->name);
}

static char *
join_plans(const DrawnVisit *visit)
{
    GString *plans = g_string_new(NULL);

    for (guint i = 0; i < visit->plans->len; i++)
        g_string_append_printf(plans, "%s%s", i == 0 ? "" : ";", (const char *)visit->plans->pdata[i]);
    return g_string_free(plans, FALSE);
}

static gint
compare_by_days(gconstpointer left, gconstpointer right)
{
    const DrawnVisit *a = *(const DrawnVisit *const *)left;
    const DrawnVisit *b = *(const DrawnVisit *const *)right;
    g_autofree char *a_plans = NULL;
    g_autofree char *b_plans = NULL;

    if (a->end != b->end)
        return a->end < b->end ? -1 : 1;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    a_plans = join_plans(a);
    b_plans = join_plans(b);
    return strcmp(a_plans, b_plans);
}

static gint
compare_by_name(gconstpointer left, gconstpointer right)
{
    const DrawnVisit *a = *(const DrawnVisit *const *)left;
    const DrawnVisit *b = *(const DrawnVisit *const *)right;

    return strcmp(a->visit, b->visit);
}

static gint
compare_plan_names(gconstpointer left, gconstpointer right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

void
drawn_visit_free(DrawnVisit *visit)
{
    if (visit == NULL)
        return;
    g_ptr_array_unref(visit->plans);
    g_free(visit);
}

/* Puts a check into a visit, whose days become those the plans have in common. */
static void
join_visit(DrawnVisit *visit, const Check *check)
{
    visit->start = MAX(visit->start, check->plan->start);
    visit->end = MIN(visit->end, check->plan->end);
    g_ptr_array_add(visit->plans, check->drawn->plan);
}

static DrawnVisit *
open_visit(const Check *check)
{
    DrawnVisit *visit = g_new0(DrawnVisit, 1);

    visit->target = check->drawn->target;
    visit->district = check->drawn->district;
    visit->start = check->plan->start;
    visit->end = check->plan->end;
    visit->plans = g_ptr_array_new();
    join_visit(visit, check);
    return visit;
}

/* Visits of the first that remains and all that meet it, until none remains;
 * what does not merge is a visit of its own. */
static void
merge_freely(const Check *checks, guint n_checks, GPtrArray *visits)
{
    g_autofree gboolean *is_served = g_new0(gboolean, n_checks);

    for (guint i = 0; i < n_checks; i++) {
        DrawnVisit *visit = NULL;

        if (is_served[i])
            continue;
        visit = open_visit(&checks[i]);
        for (guint j = i + 1; j < n_checks && checks[i].plan->may_merge; j++) {
            if (is_served[j] || !checks[j].plan->may_merge || checks[j].plan->start > checks[i].plan->end)
                continue;
            join_visit(visit, &checks[j]);
            is_served[j] = TRUE;
        }
        g_ptr_array_add(visits, visit);
    }
}

static void
merge_within(VisitCutter *cutter, guint64 limit, const Check *checks, guint n_checks, GPtrArray *visits)
{
    const Check *merging[VISIT_CUT_MAX];
    const CommittedPlan *plans[VISIT_CUT_MAX];
    const GArray *sets = NULL;
    guint n_merging = 0;

    for (guint i = 0; i < n_checks; i++) {
        if (!checks[i].plan->may_merge) {
            g_ptr_array_add(visits, open_visit(&checks[i]));
            continue;
        }
        merging[n_merging] = &checks[i];
        plans[n_merging++] = checks[i].plan;
    }
    if (n_merging == 0)
        return;
    sets = visit_cutter_cut(cutter, plans, n_merging, limit);
    for (guint s = 0; s < sets->len; s++) {
        DrawnVisit *visit = NULL;

        for (guint i = 0; i < n_merging; i++) {
            if ((g_array_index(sets, PlanSet, s) >> i & 1) == 0)
                continue;
            if (visit == NULL)
                visit = open_visit(merging[i]);
            else
                join_visit(visit, merging[i]);
        }
        g_ptr_array_add(visits, visit);
    }
}

typedef struct {
    const Commitment *commitment;
    GHashTable *declined;
    VisitCutter *cutter;
    GStringChunk *texts;
    GPtrArray *visits; /* the outcome */
} Merging;

static void
merging_clear(Merging *merging)
{
    g_clear_pointer(&merging->cutter, visit_cutter_free);
    g_clear_pointer(&merging->visits, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Merging, merging_clear)

/* How many departments may visit a target together; 0 is any number. */
static guint64
limit_of(const Merging *merging, const char *target)
{
    return g_hash_table_contains(merging->declined, target) ? 1 : merging->commitment->max_departments;
}

static gboolean
check_number(const Check *checks, guint n_checks, Trouble *trouble)
{
    guint n_merging = 0;

    for (guint i = 0; i < n_checks; i++)
        n_merging += checks[i].plan->may_merge ? 1 : 0;
    if (n_merging <= VISIT_CUT_MAX)
        return TRUE;
    return trouble_add_fault(
        trouble, RULE_D5, "draw/visits.csv", 0,
        _("%u plans that merge visits drew target \"%s\"; where departments are limited, "
          "it must be at most %d"),
        n_merging, checks->drawn->target, VISIT_CUT_MAX);
}

/* The visits to one target. @checks are reordered. */
static gboolean
merge_target(Merging *merging, Check *checks, guint n_checks, Trouble *trouble)
{
    g_autoptr(GPtrArray) own = g_ptr_array_new();
    guint64 limit = limit_of(merging, checks->drawn->target);

    if (limit > 0 && !check_number(checks, n_checks, trouble))
        return FALSE;
    qsort(checks, n_checks, sizeof *checks, compare_by_end);
    if (limit > 0)
        merge_within(merging->cutter, limit, checks, n_checks, own);
    else
        merge_freely(checks, n_checks, own);
    for (guint i = 0; i < own->len; i++)
        g_ptr_array_sort(((DrawnVisit *)own->pdata[i])->plans, compare_plan_names);
    g_ptr_array_sort(own, compare_by_days);
    for (guint i = 0; i < own->len; i++) {
        DrawnVisit *visit = own->pdata[i];
        g_autofree char *name = g_strdup_printf("%s-%u", visit->target, i + 1);

        visit->visit = g_string_chunk_insert(merging->texts, name);
        g_ptr_array_add(merging->visits, visit);
    }
    return TRUE;
}

/* Every drawn target with its plan, by target. */
static GArray *
collect_checks(const Commitment *commitment, GPtrArray *targets)
{
    GArray *checks = g_array_new(FALSE, FALSE, sizeof(Check));

    for (guint i = 0; i < targets->len; i++) {
        Check check = {targets->pdata[i], NULL};
        guint plan = 0;

        if (check.drawn->reserve)
            continue;
        if (!commitment_find_plan(commitment, check.drawn->plan, &plan))
            g_assert_not_reached(); /* only plans of the commitment draw */
        check.plan = commitment_plan(commitment, plan);
        g_array_append_val(checks, check);
    }
    g_array_sort(checks, compare_by_target);
    return checks;
}

/* Behind the last check of the same target. */
static guint
end_of_target(const GArray *checks, guint begin)
{
    const char *target = g_array_index(checks, Check, begin).drawn->target;
    guint end = begin + 1;

    while (end < checks->len && strcmp(g_array_index(checks, Check, end).drawn->target, target) == 0)
        end++;
    return end;
}

GPtrArray *
visit_merge(const Commitment *commitment, GPtrArray *targets, GHashTable *declined, GStringChunk *texts,
            Trouble *trouble)
{
    g_autoptr(GArray) checks = collect_checks(commitment, targets);
    g_auto(Merging) merging = {
        .commitment = commitment,
        .declined = declined,
        .cutter = visit_cutter_new(commitment),
        .texts = texts,
        .visits = g_ptr_array_new_with_free_func((GDestroyNotify)drawn_visit_free),
    };
    guint end = 0;

    for (guint begin = 0; begin < checks->len; begin = end) {
        end = end_of_target(checks, begin);
        if (!merge_target(&merging, &g_array_index(checks, Check, begin), end - begin, trouble))
            return NULL;
    }
    g_ptr_array_sort(merging.visits, compare_by_name);
    return g_steal_pointer(&merging.visits);
}

guint64
visit_count_without_limits(const Commitment *commitment, GPtrArray *targets)
{
    g_autoptr(GArray) checks = collect_checks(commitment, targets);
    guint64 n_visits = 0;
    guint end = 0;

    for (guint begin = 0; begin < checks->len; begin = end) {
        Check *first = &g_array_index(checks, Check, begin);
        g_autoptr(GPtrArray) visits = g_ptr_array_new_with_free_func((GDestroyNotify)drawn_visit_free);

        end = end_of_target(checks, begin);
        qsort(first, end - begin, sizeof *first, compare_by_end);
        merge_freely(first, end - begin, visits);
        n_visits += visits->len;
    }
    return n_visits;
}

GBytes *
visit_text(GPtrArray *visits)
{
    GString *text = g_string_new(NULL);

    bundle_table_append_header(text, BUNDLE_VISITS);
    for (guint i = 0; i < visits->len; i++) {
        const DrawnVisit *visit = visits->pdata[i];
        g_autofree char *plans = join_plans(visit);
        char start[CHA_DAY_TEXT_SIZE];
        char end[CHA_DAY_TEXT_SIZE];

        cha_day_to_text(visit->start, start);
        cha_day_to_text(visit->end, end);
        g_string_append_printf(text, "%s,%s,%s,%s,%s\n", visit->visit, visit->target, start, end, plans);
    }
    return g_string_free_to_bytes(text);
}
