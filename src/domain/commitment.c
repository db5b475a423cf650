#include "domain/commitment.h"

#include <string.h>

void
commitment_free(Commitment *commitment)
{
    if (commitment == NULL)
        return;
    sealed_folder_free(commitment->folder);
    g_clear_pointer(&commitment->sources, g_array_unref);
    g_clear_pointer(&commitment->plans, g_array_unref);
    g_clear_pointer(&commitment->pools, g_array_unref);
    g_clear_pointer(&commitment->strata, g_array_unref);
    g_clear_pointer(&commitment->seats, g_array_unref);
    g_clear_pointer(&commitment->inspectors, g_array_unref);
    g_clear_pointer(&commitment->lists, g_ptr_array_unref);
    g_clear_pointer(&commitment->texts, g_string_chunk_free);
    g_free(commitment);
}

CommittedPlan *
commitment_plan(const Commitment *commitment, guint index)
{
    return &g_array_index(commitment->plans, CommittedPlan, index);
}

CommittedPool *
commitment_pool(const Commitment *commitment, guint index)
{
    return &g_array_index(commitment->pools, CommittedPool, index);
}

CommittedStratum *
commitment_stratum(const Commitment *commitment, guint index)
{
    return &g_array_index(commitment->strata, CommittedStratum, index);
}

SeatDemand *
commitment_seats(const Commitment *commitment, guint index)
{
    return &g_array_index(commitment->seats, SeatDemand, index);
}

CommittedInspector *
commitment_inspector(const Commitment *commitment, guint index)
{
    return &g_array_index(commitment->inspectors, CommittedInspector, index);
}

/* Each of these records begins with its name; a run of them is in byte order. */
static gboolean
find_name(const GArray *records, Span span, const char *name, guint *ret_index)
{
    gsize size = g_array_get_element_size((GArray *)records);
    guint first = span.first;
    guint end = span.first + span.count;

    while (first < end) {
        guint middle = first + (end - first) / 2;
        const char *const *record = (const char *const *)(gconstpointer)(records->data + middle * size);
        int order = strcmp(*record, name);

        if (order == 0) {
            *ret_index = middle;
            return TRUE;
        }
        if (order < 0)
            first = middle + 1;
        else
            end = middle;
    }
    return FALSE;
}

G_STATIC_ASSERT(G_STRUCT_OFFSET(CommittedPlan, name) == 0);
G_STATIC_ASSERT(G_STRUCT_OFFSET(CommittedStratum, name) == 0);
G_STATIC_ASSERT(G_STRUCT_OFFSET(CommittedPool, name) == 0);
G_STATIC_ASSERT(G_STRUCT_OFFSET(CommittedInspector, name) == 0);

gboolean
commitment_find_plan(const Commitment *commitment, const char *name, guint *ret_plan)
{
    return find_name(commitment->plans, (Span){0, commitment->plans->len}, name, ret_plan);
}

gboolean
commitment_find_pool(const Commitment *commitment, const CommittedPlan *plan, const char *name,
                     guint *ret_pool)
{
    return find_name(commitment->pools, plan->pools, name, ret_pool);
}

gboolean
commitment_find_stratum(const Commitment *commitment, const CommittedPlan *plan, const char *name,
                        guint *ret_stratum)
{
    return find_name(commitment->strata, plan->strata, name, ret_stratum);
}

gboolean
commitment_find_inspector(const Commitment *commitment, const char *name, guint *ret_inspector)
{
    return find_name(commitment->inspectors, (Span){0, commitment->inspectors->len}, name, ret_inspector);
}

const char *
commitment_name(Commitment *commitment, const char *name)
{
    return g_string_chunk_insert_const(commitment->texts, name);
}
