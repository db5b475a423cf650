#include "domain/visit.h"

#include "domain/bundle-table.h"

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

/* The visits to one target. @checks are reordered. */
static void
merge_target(Check *checks, guint n_checks, GStringChunk *texts, GPtrArray *visits)
{
    g_autoptr(GPtrArray) own = g_ptr_array_new();
    g_autofree gboolean *is_served = g_new0(gboolean, n_checks);

    qsort(checks, n_checks, sizeof *checks, compare_by_end);
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
        g_ptr_array_sort(visit->plans, compare_plan_names);
        g_ptr_array_add(own, visit);
    }
    g_ptr_array_sort(own, compare_by_days);
    for (guint i = 0; i < own->len; i++) {
        DrawnVisit *visit = own->pdata[i];
        g_autofree char *name = g_strdup_printf("%s-%u", visit->target, i + 1);

        visit->visit = g_string_chunk_insert(texts, name);
        g_ptr_array_add(visits, visit);
    }
}

GPtrArray *
visit_merge(const Commitment *commitment, GPtrArray *targets, GStringChunk *texts)
{
    GPtrArray *visits = g_ptr_array_new_with_free_func((GDestroyNotify)drawn_visit_free);
    g_autoptr(GArray) checks = g_array_new(FALSE, FALSE, sizeof(Check));
    guint end = 0;

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
    for (guint begin = 0; begin < checks->len; begin = end) {
        Check *first = &g_array_index(checks, Check, begin);

        for (end = begin + 1; end < checks->len; end++) {
            if (strcmp(g_array_index(checks, Check, end).drawn->target, first->drawn->target) != 0)
                break;
        }
        merge_target(first, end - begin, texts, visits);
    }
    g_ptr_array_sort(visits, compare_by_name);
    return visits;
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
