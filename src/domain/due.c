#include "domain/due.h"

#include <string.h>

struct DueLedger {
    GHashTable *campaigns; /* Quarter */
    GHashTable *drawings;  /* "plan/number" to Quarter */
};

DueLedger *
due_ledger_new(void)
{
    DueLedger *ledger = g_new0(DueLedger, 1);

    ledger->campaigns = g_hash_table_new(g_direct_hash, g_direct_equal);
    ledger->drawings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return ledger;
}

void
due_ledger_free(DueLedger *ledger)
{
    if (ledger == NULL)
        return;
    g_hash_table_unref(ledger->campaigns);
    g_hash_table_unref(ledger->drawings);
    g_free(ledger);
}

/* No plan has a '/' in its name. */
static char *
drawing_key(const char *plan, guint number)
{
    return g_strdup_printf("%s/%u", plan, number);
}

void
due_ledger_add_campaign(DueLedger *ledger, Quarter quarter)
{
    g_hash_table_add(ledger->campaigns, GINT_TO_POINTER(quarter));
}

void
due_ledger_add_drawing(DueLedger *ledger, const char *plan, guint number, Quarter quarter)
{
    g_hash_table_insert(ledger->drawings, drawing_key(plan, number), GINT_TO_POINTER(quarter));
}

static gboolean
is_committed(const DueLedger *ledger, Quarter quarter)
{
    return g_hash_table_contains(ledger->campaigns, GINT_TO_POINTER(quarter));
}

/* The campaign in which the run starts; when that was committed without the
 * drawing, the next uncommitted one that begins before the run ends; when
 * there is none, the first again (and the drawing is overdue). */
static Quarter
quarter_of_run(const DueLedger *ledger, ChaDay start, ChaDay end)
{
    Quarter first = quarter_of_day(start);

    for (Quarter quarter = first; quarter == first || quarter_first_day(quarter) <= end; quarter++) {
        if (!is_committed(ledger, quarter))
            return quarter;
    }
    return first;
}

static Drawing *
drawing_new(const Plan *plan, guint number, const DueLedger *ledger)
{
    Drawing *drawing = g_new0(Drawing, 1);
    g_autofree char *key = drawing_key(plan->plan, number);
    gpointer recorded = NULL;

    drawing->plan = plan;
    drawing->number = number;
    drawing->name = plan_drawing_name(plan, number);
    plan_run(plan, number, &drawing->start, &drawing->end);
    drawing->recorded = g_hash_table_lookup_extended(ledger->drawings, key, NULL, &recorded);
    if (drawing->recorded)
        drawing->quarter = GPOINTER_TO_INT(recorded);
    else if (plan->campaigns->len > 0)
        drawing->quarter = g_array_index(plan->campaigns, Quarter, number - 1);
    else
        drawing->quarter = quarter_of_run(ledger, drawing->start, drawing->end);
    return drawing;
}

void
drawing_free(Drawing *drawing)
{
    if (drawing == NULL)
        return;
    g_free(drawing->name);
    g_free(drawing);
}

static gint
compare_names(gconstpointer left, gconstpointer right)
{
    const Drawing *first = *(const Drawing *const *)left;
    const Drawing *second = *(const Drawing *const *)right;

    return strcmp(first->name, second->name);
}

GPtrArray *
due_drawings(GPtrArray *plans, const DueLedger *ledger)
{
    GPtrArray *drawings = g_ptr_array_new_with_free_func((GDestroyNotify)drawing_free);

    for (guint i = 0; i < plans->len; i++) {
        const Plan *plan = g_ptr_array_index(plans, i);

        for (guint number = 1; number <= plan->times; number++)
            g_ptr_array_add(drawings, drawing_new(plan, number, ledger));
    }
    g_ptr_array_sort(drawings, compare_names);
    return drawings;
}
