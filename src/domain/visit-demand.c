#include "domain/visit-demand.h"

#include "base/i18n.h"

#include <inttypes.h>
#include <string.h>

static gint
compare_departments(gconstpointer left, gconstpointer right)
{
    const SeatDemand *a = *(const SeatDemand *const *)left;
    const SeatDemand *b = *(const SeatDemand *const *)right;

    return strcmp(a->department, b->department);
}

static void
demand_free(gpointer data)
{
    SeatDemand *demand = data;

    g_ptr_array_unref(demand->qualifications);
    g_free(demand);
}

/* What each plan of the visit asks of each department, by department. */
static GPtrArray *
collect(const Commitment *commitment, const DrawnVisit *visit)
{
    GPtrArray *parts = g_ptr_array_new();

    for (guint i = 0; i < visit->plans->len; i++) {
        const CommittedPlan *plan = NULL;
        guint index = 0;

        if (!commitment_find_plan(commitment, visit->plans->pdata[i], &index))
            g_assert_not_reached(); /* only plans of the commitment draw */
        plan = commitment_plan(commitment, index);
        for (guint s = plan->seats.first; s < plan->seats.first + plan->seats.count; s++)
            g_ptr_array_add(parts, commitment_seats(commitment, s));
    }
    g_ptr_array_sort(parts, compare_departments);
    return parts;
}

GPtrArray *
visit_demands(const Commitment *commitment, const DrawnVisit *visit)
{
    GPtrArray *demands = g_ptr_array_new_with_free_func(demand_free);
    g_autoptr(GPtrArray) parts = collect(commitment, visit);
    guint end = 0;

    for (guint begin = 0; begin < parts->len; begin = end) {
        g_autoptr(GPtrArray) own = g_ptr_array_new();
        SeatDemand merged;

        for (end = begin; end < parts->len; end++) {
            if (compare_departments(&parts->pdata[begin], &parts->pdata[end]) != 0)
                break;
            g_ptr_array_add(own, parts->pdata[end]);
        }
        merged = seat_demand_merge(own);
        g_ptr_array_add(demands, g_memdup2(&merged, sizeof merged));
    }
    return demands;
}

gboolean
visit_demands_check(const Commitment *commitment, const GPtrArray *visits, Trouble *trouble)
{
    guint64 seats = 0;

    for (guint v = 0; v < visits->len; v++) {
        g_autoptr(GPtrArray) demands = visit_demands(commitment, g_ptr_array_index(visits, v));

        for (guint d = 0; d < demands->len; d++)
            seats += ((const SeatDemand *)g_ptr_array_index(demands, d))->seats;
        if (seats > VISIT_DEMAND_SEATS_MAX)
            return trouble_add_fault(
                trouble, RULE_C12, "commit/seats.csv", 0,
                _("the visits have more than %" PRIu64 " seats together; so many are not filled"),
                VISIT_DEMAND_SEATS_MAX);
    }
    return TRUE;
}
