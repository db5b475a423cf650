/* Rules about plans that subordinates carry out. */
#include "domain/check.h"

#include "base/i18n.h"

#include <string.h>

static const char *
name_of(const Design *design, const DesignSeats *seats)
{
    return ((const Drawing *)g_ptr_array_index(design->drawings, seats->drawing))->name;
}

/* Districts of the frame where nobody can take a seat. */
static void
check_districts(Design *design, const DesignSeats *seats, GPtrArray *findings)
{
    g_autoptr(GPtrArray) districts = frame_builder_districts(design->frames, seats->drawing);
    g_autoptr(GPtrArray) bare = g_ptr_array_new();
    g_autofree char *qualifications = check_qualifications_text(seats);
    g_autofree char *where = NULL;

    for (guint i = 0; i < districts->len; i++) {
        char *district = g_ptr_array_index(districts, i);

        if (staff_fill(design->staff, &seats->demand, district, NULL) == 0)
            g_ptr_array_add(bare, district);
    }
    if (bare->len == 0)
        return;
    where = check_join(bare);
    check_add(findings, CHECK_REFUSAL, name_of(design, seats),
              g_strdup_printf(_("plan %s: none of the %u inspectors of the departments below %s can go to %s "
                                "(qualifications asked for: %s); register some with these districts, or "
                                "accept it with --short-teams"),
                              name_of(design, seats), staff_size(design->staff, seats->demand.department),
                              seats->department, where, qualifications));
}

static void
check_subordinates(Design *design, GPtrArray *findings)
{
    for (guint i = 0; i < design->seats->len; i++) {
        const DesignSeats *seats = g_ptr_array_index(design->seats, i);

        if (seats->level != LEVEL_SUBORDINATES)
            continue;
        if (hierarchy_has_subordinates(design->hierarchy, seats->department))
            check_districts(design, seats, findings);
        else
            check_add(
                findings, CHECK_REFUSAL, name_of(design, seats),
                g_strdup_printf(_("plan %s: no department is below %s, whose subordinates shall carry it "
                                  "out; give them %s as their `parent`, or change the plan's `level`"),
                                name_of(design, seats), seats->department, seats->department));
    }
}

/* The names of the drawings for which a staff goes. */
static char *
drawings_of(const Design *design, const char *staff)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (guint i = 0; i < design->seats->len; i++) {
        const DesignSeats *seats = g_ptr_array_index(design->seats, i);

        if (strcmp(seats->demand.department, staff) == 0)
            g_ptr_array_add(names, (gpointer)name_of(design, seats));
    }
    return check_join(names);
}

/* What a torn inspector is needed for: "SCJG (subordinates) for P1, P2; HQ for P3". */
static char *
needs_of(const Design *design, const DesignInspector *inspector)
{
    GString *needs = g_string_new(NULL);

    for (guint i = 0; i < inspector->staffs->len; i++) {
        const char *staff = g_ptr_array_index(inspector->staffs, i);
        g_autofree char *drawings = drawings_of(design, staff);
        g_autofree char *sender = NULL;

        for (guint k = 0; k < design->seats->len && sender == NULL; k++) {
            const DesignSeats *seats = g_ptr_array_index(design->seats, k);

            if (strcmp(seats->demand.department, staff) == 0)
                sender = level_text(seats->department, seats->level);
        }
        if (i > 0)
            g_string_append(needs, _("; "));
        g_string_append_printf(needs, _("%s in plans %s"), sender, drawings);
    }
    return g_string_free(needs, FALSE);
}

/* One finding for each department and what its inspectors are needed for. */
static void
check_torn(Design *design, GPtrArray *findings)
{
    for (guint i = 0; i < design->torn->len; i++) {
        const DesignInspector *first = g_ptr_array_index(design->torn, i);
        g_autofree char *needs = NULL;
        guint n_torn = 0;
        gboolean is_told = FALSE;

        for (guint k = 0; k < design->torn->len; k++) {
            const DesignInspector *other = g_ptr_array_index(design->torn, k);

            if (strcmp(other->department, first->department) != 0)
                continue;
            is_told = is_told || k < i;
            n_torn++;
        }
        if (is_told)
            continue;
        needs = needs_of(design, first);
        check_add(
            findings, CHECK_REFUSAL, NULL,
            g_strdup_printf(P_("department %s: %u inspector (%s) is needed for several departments (%s), "
                               "and a draw knows everybody under one only; place some of these plans in "
                               "another campaign with their column `campaigns`, or change a plan's "
                               "`level` or `districts`",
                               "department %s: %u inspectors (the first is %s) are needed for several "
                               "departments (%s), and a draw knows everybody under one only; place some "
                               "of these plans in another campaign with their column `campaigns`, or "
                               "change a plan's `level` or `districts`",
                               n_torn),
                            first->department, n_torn, first->inspector, needs));
    }
}

static void
check_names(Design *design, GPtrArray *findings)
{
    for (guint i = 0; i < design->seats->len; i++) {
        const DesignSeats *seats = g_ptr_array_index(design->seats, i);
        const DesignSeats *namesake =
            seats->level == LEVEL_SUBORDINATES ? design_find_namesake(design, seats) : NULL;

        if (namesake != NULL)
            check_add(
                findings, CHECK_REFUSAL, name_of(design, seats),
                g_strdup_printf(_("plan %s: the subordinates of department %s would have the name of "
                                  "department %s, which takes part in plan %s; place one of the plans in "
                                  "another campaign with its column `campaigns`"),
                                name_of(design, seats), seats->department, namesake->department,
                                name_of(design, namesake)));
    }
}

/* Who has no districts may be sent into those of others. */
static void
check_everywhere(Design *design, GPtrArray *findings)
{
    g_autoptr(GHashTable) done = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < design->seats->len; i++) {
        const DesignSeats *seats = g_ptr_array_index(design->seats, i);
        const char *first = NULL;
        guint n_everywhere = 0;

        if (seats->level != LEVEL_SUBORDINATES || !g_hash_table_add(done, (gpointer)seats->demand.department))
            continue;
        for (guint k = 0; k < design->inspectors->len; k++) {
            const DesignInspector *inspector = g_ptr_array_index(design->inspectors, k);

            if (*inspector->districts != '\0' || strcmp(inspector->staff, seats->demand.department) != 0)
                continue;
            first = n_everywhere++ == 0 ? inspector->inspector : first;
        }
        if (n_everywhere > 0)
            check_add(
                findings, CHECK_WARNING, NULL,
                g_strdup_printf(P_("%u inspector of the departments below %s (%s) has no districts, and "
                                   "may be sent everywhere; give the districts if that is not meant",
                                   "%u inspectors of the departments below %s (the first is %s) have no "
                                   "districts, and may be sent everywhere; give the districts if that is "
                                   "not meant",
                                   n_everywhere),
                                n_everywhere, seats->department, first));
    }
}

void
check_levels(Design *design, GPtrArray *findings)
{
    check_names(design, findings);
    check_torn(design, findings);
    check_subordinates(design, findings);
    check_everywhere(design, findings);
}
