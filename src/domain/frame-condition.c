#include "domain/frame-condition.h"

#include "base/text.h"
#include "domain/district.h"
#include "domain/industry.h"

#include <string.h>

static const char *const COLUMNS[N_CONDITIONS] = {
    [CONDITION_DISTRICTS] = "districts",      [CONDITION_OBJECT_TYPES] = "object_type",
    [CONDITION_INDUSTRIES] = "industries",    [CONDITION_RISKS] = "risks",
    [CONDITION_ADDRESS] = "address_contains",
};

static gboolean
covers_district(const Plan *plan, const char *district)
{
    for (guint i = 0; i < plan->districts->len; i++) {
        if (district_covers(g_ptr_array_index(plan->districts, i), district))
            return TRUE;
    }
    return plan->districts->len == 0;
}

static gboolean
wants_type(const Plan *plan, GPtrArray *types)
{
    for (guint i = 0; i < plan->object_types->len; i++) {
        if (g_ptr_array_find_with_equal_func(types, g_ptr_array_index(plan->object_types, i), g_str_equal,
                                             NULL))
            return TRUE;
    }
    return plan->object_types->len == 0;
}

static gboolean
wants_industry(const Plan *plan, const char *industry)
{
    for (guint i = 0; i < plan->industries->len; i++) {
        if (industry_covers(g_ptr_array_index(plan->industries, i), industry))
            return TRUE;
    }
    return plan->industries->len == 0;
}

static gboolean
wants_risk(const Plan *plan, const char *risk)
{
    return plan->risks->len == 0 || g_ptr_array_find_with_equal_func(plan->risks, risk, g_str_equal, NULL);
}

gboolean
frame_condition_meets_address(const Plan *plan, const char *address)
{
    for (guint i = 0; i < plan->addresses->len; i++) {
        if (strstr(address, g_ptr_array_index(plan->addresses, i)) != NULL)
            return TRUE;
    }
    return plan->addresses->len == 0;
}

FrameCondition
frame_condition_unmet(const Plan *plan, const FrameTarget *target)
{
    if (!covers_district(plan, target->district))
        return CONDITION_DISTRICTS;
    if (!wants_type(plan, target->types))
        return CONDITION_OBJECT_TYPES;
    if (!wants_industry(plan, target->industry))
        return CONDITION_INDUSTRIES;
    if (!wants_risk(plan, target->risk))
        return CONDITION_RISKS;
    if (target->address != NULL && !frame_condition_meets_address(plan, target->address))
        return CONDITION_ADDRESS;
    return CONDITION_NONE;
}

const char *
frame_condition_column(FrameCondition condition)
{
    g_assert(condition < CONDITION_NONE);
    return COLUMNS[condition];
}

char *
frame_condition_text(const Plan *plan, FrameCondition condition)
{
    switch (condition) {
    case CONDITION_DISTRICTS:
        return text_join_set(plan->districts);
    case CONDITION_OBJECT_TYPES:
        return text_join_set(plan->object_types);
    case CONDITION_INDUSTRIES:
        return text_join_set(plan->industries);
    case CONDITION_RISKS:
        return text_join_set(plan->risks);
    case CONDITION_ADDRESS:
        return text_join_set(plan->addresses);
    case CONDITION_LISTED:
    case CONDITION_NONE:
    default:
        return g_strdup("");
    }
}

void
frame_narrowing_clear(FrameNarrowing *narrowing)
{
    g_clear_pointer(&narrowing->ended_example, g_free);
    g_clear_pointer(&narrowing->unmet_example, g_free);
}
