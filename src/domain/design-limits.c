/* What a design says about the departments in one visit. */
#include "domain/design.h"
#include "domain/visit-cut.h"

guint
design_protocol(const Design *design)
{
    return *design->max_departments != '\0' || design->balances_teams ? 2 : 1;
}

guint64
design_limit(const Design *design, gboolean is_declined)
{
    if (design_protocol(design) < 2)
        return 0;
    return is_declined ? 1 : g_ascii_strtoull(design->max_departments, NULL, 10);
}

static GHashTable *
departments_of(const Design *design, guint drawing)
{
    GHashTable *departments = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < design->seats->len; i++) {
        const DesignSeats *seats = g_ptr_array_index(design->seats, i);

        if (seats->drawing == drawing)
            g_hash_table_add(departments, (gpointer)seats->demand.department);
    }
    return departments;
}

gboolean
design_fits_limit(const Design *design, guint left, guint right, guint64 limit)
{
    g_autoptr(GHashTable) of_left = departments_of(design, left);
    g_autoptr(GHashTable) of_right = departments_of(design, right);
    guint most_of_one = MAX(g_hash_table_size(of_left), g_hash_table_size(of_right));
    GHashTableIter iter;
    gpointer department;

    g_hash_table_iter_init(&iter, of_right);
    while (g_hash_table_iter_next(&iter, &department, NULL))
        g_hash_table_add(of_left, department);
    return limit == 0 || g_hash_table_size(of_left) <= MAX(limit, most_of_one);
}

gboolean
design_exceeds_limit(const Design *design)
{
    GPtrArray *groups = frame_builder_groups(design->frames);

    for (guint i = 0; i < groups->len; i++) {
        const FrameGroup *group = g_ptr_array_index(groups, i);
        guint n_merging = 0;

        for (guint k = 0; k < group->n_drawings; k++) {
            const Drawing *drawing = g_ptr_array_index(design->drawings, group->drawings[k]);

            n_merging += drawing->plan->merge ? 1 : 0;
        }
        if (n_merging > VISIT_CUT_MAX && group->targets > 0 &&
            (design_limit(design, FALSE) > 0 || (group->declined > 0 && design_limit(design, TRUE) > 0)))
            return TRUE;
    }
    return FALSE;
}
