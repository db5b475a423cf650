/* Rules about several plans that have targets in common. */
#include "domain/check.h"

#include "base/i18n.h"
#include "domain/common-targets.h"

#include <inttypes.h>
#include <string.h>

static const Drawing *
drawing_at(const Design *design, guint index)
{
    return g_ptr_array_index(design->drawings, index);
}

/* The demands of the staff of @first in plans of the group that can be in one
 * visit with it: those that merge, and start before its own ends. */
static GPtrArray *
demands_with(const Design *design, const FrameGroup *group, const DesignSeats *first, GString *names)
{
    const Drawing *opener = drawing_at(design, first->drawing);
    GPtrArray *demands = g_ptr_array_new();

    for (guint i = 0; i < design->seats->len; i++) {
        DesignSeats *seats = g_ptr_array_index(design->seats, i);
        const Drawing *drawing = drawing_at(design, seats->drawing);
        gboolean in_group = FALSE;

        for (guint k = 0; k < group->n_drawings; k++)
            in_group = in_group || group->drawings[k] == seats->drawing;
        if (!in_group || !drawing->plan->merge ||
            strcmp(seats->demand.department, first->demand.department) != 0 || drawing->start > opener->end ||
            drawing->end < opener->end)
            continue;
        g_ptr_array_add(demands, &seats->demand);
        g_string_append_printf(names, "%s%s", names->len > 0 ? _(", ") : "", drawing->name);
    }
    return demands;
}

/* One staff in one group of targets. */
static void
check_merged_visit(Design *design, const FrameGroup *group, const DesignSeats *first, GHashTable *told,
                   GPtrArray *findings)
{
    g_autoptr(GString) names = g_string_new(NULL);
    g_autoptr(GPtrArray) demands = demands_with(design, group, first, names);
    g_autofree char *sender = level_text(first->department, first->level);
    SeatDemand merged;
    guint filled;
    char *key;

    if (demands->len < 2)
        return;
    merged = seat_demand_merge(demands);
    filled = staff_fill(design->staff, &merged, group->district, NULL);
    key = g_strdup_printf("%s|%s|%s", first->demand.department, names->str, group->district);
    if (filled < merged.seats && g_hash_table_add(told, key))
        check_add(findings, CHECK_WARNING, NULL,
                  g_strdup_printf(
                      _("department %s: a visit in %s that serves plans %s together needs %u seats, of which "
                        "%u can be filled (%u inspectors in the department)"),
                      sender, group->district, names->str, merged.seats, filled,
                      staff_size(design->staff, first->demand.department)));
    else if (filled >= merged.seats)
        g_free(key);
    g_ptr_array_unref(merged.qualifications);
}

void
check_merging(Design *design, GPtrArray *findings)
{
    GPtrArray *groups = frame_builder_groups(design->frames);
    g_autoptr(GHashTable) told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < groups->len; i++) {
        const FrameGroup *group = g_ptr_array_index(groups, i);

        if (group->targets == 0 || group->n_drawings < 2)
            continue;
        for (guint k = 0; k < group->n_drawings; k++) {
            for (guint s = 0; s < design->seats->len; s++) {
                const DesignSeats *seats = g_ptr_array_index(design->seats, s);

                if (seats->drawing == group->drawings[k] && drawing_at(design, seats->drawing)->plan->merge)
                    check_merged_visit(design, group, seats, told, findings);
            }
        }
    }
}

/* Why two drawings cannot share a visit; NULL when they can. */
static const char *
cannot_share(const Drawing *left, const Drawing *right)
{
    if (!left->plan->merge || !right->plan->merge)
        return _("one of them does not merge visits");
    if (MAX(left->start, right->start) > MIN(left->end, right->end))
        return _("their periods do not meet");
    return NULL;
}

void
check_double_visits(Design *design, GPtrArray *findings)
{
    guint n = design->drawings->len;
    g_autofree guint64 *common = common_targets_count(design->frames, n);

    for (guint a = 0; a < n; a++) {
        for (guint b = a + 1; b < n; b++) {
            const Drawing *left = drawing_at(design, a);
            const Drawing *right = drawing_at(design, b);
            guint64 targets = common[(gsize)a * n + b];
            const char *why = cannot_share(left, right);

            if (targets == 0 || why == NULL || !left->plan->shared_tickets || !right->plan->shared_tickets)
                continue;
            check_add(findings, CHECK_NOTE, left->name,
                      g_strdup_printf(_("plans %s and %s have %" PRIu64
                                        " targets in common and cannot share a visit (%s): "
                                        "double visits are to be expected"),
                                      left->name, right->name, targets, why));
        }
    }
}
