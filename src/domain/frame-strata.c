/* What frames came out as: strata, districts, groups, exclusions. */
#include "domain/frame-private.h"

#include "base/text.h"

#include <string.h>

void
frame_append_stratum(GString *text, const Plan *plan, const char *district, guint risk)
{
    if (plan->by_district)
        g_string_append(text, district);
    if (plan->by_district && plan->sample.by_risk)
        g_string_append_c(text, '/');
    if (plan->sample.by_risk)
        g_string_append_c(text, (char)('A' + risk));
    else if (!plan->by_district)
        g_string_append(text, "all");
}

static void
stratum_free(gpointer data)
{
    FrameStratum *stratum = data;

    g_free(stratum->stratum);
    g_free(stratum->pool);
    g_free(stratum);
}

static gint
compare_strata(gconstpointer left, gconstpointer right)
{
    const FrameStratum *first = *(const FrameStratum *const *)left;
    const FrameStratum *second = *(const FrameStratum *const *)right;

    return strcmp(first->stratum, second->stratum);
}

/* Adds to the stratum of a district and a class; without districts in the
 * design all districts share one. */
static void
add_to_stratum(GHashTable *by_name, GPtrArray *strata, const Plan *plan, const char *district, guint risk,
               guint64 population)
{
    g_autoptr(GString) name = g_string_new(NULL);
    FrameStratum *stratum;

    frame_append_stratum(name, plan, district, risk);
    stratum = g_hash_table_lookup(by_name, name->str);
    if (stratum == NULL) {
        stratum = g_new0(FrameStratum, 1);
        stratum->stratum = g_strdup(name->str);
        stratum->pool = plan->sample.by_risk ? g_strdup_printf("%c", (char)('A' + risk)) : g_strdup("all");
        g_hash_table_insert(by_name, stratum->stratum, stratum);
        g_ptr_array_add(strata, stratum);
    }
    stratum->population += population;
}

GPtrArray *
frame_builder_strata(FrameBuilder *builder, guint drawing)
{
    const Frame *frame = &g_array_index(builder->frames, Frame, drawing);
    GPtrArray *strata = g_ptr_array_new_with_free_func(stratum_free);
    g_autoptr(GHashTable) by_name = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint slot = 0; slot < frame->populations->len; slot++) {
        guint64 population = g_array_index(frame->populations, guint64, slot);

        if (population > 0)
            add_to_stratum(by_name, strata, frame->drawing->plan,
                           g_ptr_array_index(builder->districts, slot / RISK_CLASSES), slot % RISK_CLASSES,
                           population);
    }
    g_ptr_array_sort(strata, compare_strata);
    return strata;
}

GPtrArray *
frame_builder_exclusions(FrameBuilder *builder, guint drawing)
{
    return g_array_index(builder->frames, Frame, drawing).exclusions;
}

GPtrArray *
frame_builder_districts(FrameBuilder *builder, guint drawing)
{
    const Frame *frame = &g_array_index(builder->frames, Frame, drawing);
    GPtrArray *districts = g_ptr_array_new();

    for (guint slot = 0; slot < frame->populations->len; slot++) {
        gpointer district = g_ptr_array_index(builder->districts, slot / RISK_CLASSES);

        if (g_array_index(frame->populations, guint64, slot) > 0 &&
            (districts->len == 0 || g_ptr_array_index(districts, districts->len - 1) != district))
            g_ptr_array_add(districts, district);
    }
    g_ptr_array_sort(districts, text_compare_pointers);
    return districts;
}

GPtrArray *
frame_builder_registry_districts(FrameBuilder *builder)
{
    GPtrArray *districts = g_ptr_array_new();

    for (guint i = 0; i < builder->districts->len; i++)
        g_ptr_array_add(districts, g_ptr_array_index(builder->districts, i));
    g_ptr_array_sort(districts, text_compare_pointers);
    return districts;
}

GPtrArray *
frame_builder_declined(FrameBuilder *builder)
{
    return builder->declined;
}

guint64
frame_builder_distinct_targets(FrameBuilder *builder)
{
    return builder->distinct_targets;
}

GPtrArray *
frame_builder_groups(FrameBuilder *builder)
{
    return builder->group_list;
}

const FrameGroup *
frame_builder_group_of(FrameBuilder *builder, const char *target)
{
    return g_hash_table_lookup(builder->watched, target);
}
