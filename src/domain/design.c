#include "domain/design.h"

#include "base/text.h"
#include "domain/district.h"

#include <string.h>

static void
inspector_free(gpointer data)
{
    DesignInspector *inspector = data;

    g_free(inspector->inspector);
    g_free(inspector->department);
    g_ptr_array_unref(inspector->staffs);
    g_free(inspector->qualifications);
    g_free(inspector->districts);
    g_free(inspector);
}

static void
recusal_free(gpointer data)
{
    DesignRecusal *recusal = data;

    g_free(recusal->inspector);
    g_free(recusal->target);
    g_free(recusal);
}

static void
question_free(gpointer data)
{
    DesignQuestion *question = data;

    g_free(question->drawing);
    g_free(question->column);
    g_free(question->text);
    g_free(question->taken);
    g_free(question);
}

static void
seats_free(gpointer data)
{
    DesignSeats *seats = data;

    g_free((char *)seats->demand.department);
    g_ptr_array_unref(seats->demand.qualifications);
    g_free(seats);
}

Design *
design_new(const char *campaign, Quarter quarter)
{
    Design *design = g_new0(Design, 1);

    design->campaign = g_strdup(campaign);
    design->quarter = quarter;
    design->max_visits = g_strdup("");
    design->max_departments = g_strdup("");
    design->drawings = g_ptr_array_new();
    design->overdue = g_ptr_array_new();
    design->questions = g_ptr_array_new_with_free_func(question_free);
    design->seats = g_ptr_array_new_with_free_func(seats_free);
    design->hierarchy = hierarchy_new();
    design->staffs =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    design->inspectors = g_ptr_array_new_with_free_func(inspector_free);
    design->recusals = g_ptr_array_new_with_free_func(recusal_free);
    design->holiday_years = g_array_new(FALSE, FALSE, sizeof(gint));
    design->pools = g_ptr_array_new_with_free_func(g_free);
    design->torn = g_ptr_array_new();
    return design;
}

void
design_free(Design *design)
{
    if (design == NULL)
        return;
    g_free(design->campaign);
    g_free(design->max_visits);
    g_free(design->max_departments);
    g_ptr_array_unref(design->drawings);
    g_ptr_array_unref(design->overdue);
    g_ptr_array_unref(design->questions);
    g_ptr_array_unref(design->torn);
    g_ptr_array_unref(design->inspectors);
    g_ptr_array_unref(design->seats);
    hierarchy_free(design->hierarchy);
    g_hash_table_unref(design->staffs);
    g_ptr_array_unref(design->recusals);
    g_array_unref(design->holiday_years);
    frame_builder_free(design->frames);
    g_ptr_array_unref(design->pools);
    staff_free(design->staff);
    g_free(design);
}

void
design_item_free(DesignItem *item)
{
    if (item == NULL)
        return;
    g_free(item->department);
    g_ptr_array_unref(item->qualifications);
    g_free(item);
}

/* What the items of a plan that are @department's own ask of its inspectors. */
static GPtrArray *
qualifications_for(const Plan *plan, const char *department, GHashTable *items)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    g_autofree char *joined = NULL;

    for (guint i = 0; i < plan->items->len; i++) {
        const DesignItem *item = g_hash_table_lookup(items, g_ptr_array_index(plan->items, i));

        if (item == NULL || strcmp(item->department, department) != 0)
            continue;
        for (guint k = 0; k < item->qualifications->len; k++)
            g_ptr_array_add(all, g_ptr_array_index(item->qualifications, k));
    }
    joined = text_join_set(all);
    return text_split(joined);
}

static gint
compare_staffs(gconstpointer left, gconstpointer right)
{
    const DesignSeats *const *a = left;
    const DesignSeats *const *b = right;

    return (*a)->drawing != (*b)->drawing ? ((*a)->drawing < (*b)->drawing ? -1 : 1)
                                          : strcmp((*a)->demand.department, (*b)->demand.department);
}

void
design_add_seats(Design *design, GHashTable *items)
{
    for (guint i = 0; i < design->drawings->len; i++) {
        const Plan *plan = ((const Drawing *)g_ptr_array_index(design->drawings, i))->plan;

        for (guint k = 0; k < plan->departments->len; k++) {
            const char *department = g_ptr_array_index(plan->departments, k);
            DesignSeats *seats = g_new0(DesignSeats, 1);

            seats->drawing = i;
            seats->department = department;
            seats->level = plan->level;
            seats->demand.department = level_staff(department, plan->level);
            seats->demand.seats = plan->team;
            seats->demand.qualifications = qualifications_for(plan, department, items);
            g_ptr_array_add(design->seats, seats);
        }
    }
    /* Departments in order may have staffs in another: "A", "A0", but "A0@…", "A@…". */
    g_ptr_array_sort(design->seats, compare_staffs);
}

/* The staffs of @department's own and of those above it that have seats, by the
 * names that the seats have; looked for once. */
static GPtrArray *
staffs_of(const Design *design, const char *department)
{
    GPtrArray *staffs = g_hash_table_lookup(design->staffs, department);
    const char *at = department;
    Level level = LEVEL_OWN;

    if (staffs != NULL)
        return staffs;
    staffs = g_ptr_array_new();
    g_hash_table_insert(design->staffs, g_strdup(department), staffs);
    while (at != NULL) {
        g_autofree char *staff = level_staff(at, level);

        for (guint i = 0; i < design->seats->len; i++) {
            const char *name = ((const DesignSeats *)g_ptr_array_index(design->seats, i))->demand.department;

            if (strcmp(name, staff) == 0) {
                g_ptr_array_add(staffs, (gpointer)name);
                break;
            }
        }
        at = hierarchy_parent(design->hierarchy, at);
        level = LEVEL_SUBORDINATES;
    }
    return staffs;
}

gboolean
design_has_seats(const Design *design, const char *department)
{
    return staffs_of(design, department)->len > 0;
}

gboolean
design_has_subordinates(const Design *design)
{
    for (guint i = 0; i < design->seats->len; i++) {
        if (((const DesignSeats *)g_ptr_array_index(design->seats, i))->level == LEVEL_SUBORDINATES)
            return TRUE;
    }
    return FALSE;
}

const DesignSeats *
design_find_namesake(const Design *design, const DesignSeats *seats)
{
    for (guint i = 0; i < design->seats->len; i++) {
        const DesignSeats *other = g_ptr_array_index(design->seats, i);

        if (strcmp(other->demand.department, seats->demand.department) == 0 &&
            strcmp(other->department, seats->department) != 0)
            return other;
    }
    return NULL;
}

gboolean
design_has_conflicts(const Design *design)
{
    for (guint i = 0; i < design->seats->len; i++) {
        if (design_find_namesake(design, g_ptr_array_index(design->seats, i)) != NULL)
            return TRUE;
    }
    return design->torn->len > 0;
}

void
design_add_inspector(Design *design, const char *inspector, const char *department,
                     const char *qualifications, const char *districts)
{
    DesignInspector *added = g_new0(DesignInspector, 1);

    added->inspector = g_strdup(inspector);
    added->department = g_strdup(department);
    added->staffs = g_ptr_array_ref(staffs_of(design, department));
    added->qualifications = g_strdup(qualifications);
    added->districts = g_strdup(districts);
    g_ptr_array_add(design->inspectors, added);
}

void
design_add_question(Design *design, const char *drawing, const char *column, const char *text,
                    const char *taken)
{
    DesignQuestion *added = g_new0(DesignQuestion, 1);

    added->drawing = g_strdup(drawing);
    added->column = g_strdup(column);
    added->text = g_strdup(text);
    added->taken = g_strdup(taken);
    g_ptr_array_add(design->questions, added);
}

void
design_add_recusal(Design *design, const char *inspector, const char *target)
{
    DesignRecusal *added = g_new0(DesignRecusal, 1);

    added->inspector = g_strdup(inspector);
    added->target = g_strdup(target);
    g_ptr_array_add(design->recusals, added);
}

/* Staff to the districts in which its seats have targets, as a set. */
static GHashTable *
districts_of_staffs(const Design *design)
{
    GHashTable *staffs =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_hash_table_unref);

    for (guint i = 0; i < design->seats->len; i++) {
        const DesignSeats *seats = g_ptr_array_index(design->seats, i);
        g_autoptr(GPtrArray) districts = frame_builder_districts(design->frames, seats->drawing);
        GHashTable *known = g_hash_table_lookup(staffs, seats->demand.department);

        if (known == NULL) {
            known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
            g_hash_table_insert(staffs, (gpointer)seats->demand.department, known);
        }
        for (guint k = 0; k < districts->len; k++)
            g_hash_table_add(known, g_strdup(g_ptr_array_index(districts, k)));
    }
    return staffs;
}

static gboolean
covers_any(const DesignInspector *inspector, GHashTable *districts)
{
    g_autoptr(GPtrArray) covered = text_split(inspector->districts);

    if (covered->len == 0)
        return g_hash_table_size(districts) > 0;
    for (guint i = 0; i < covered->len; i++) {
        if (g_hash_table_contains(districts, g_ptr_array_index(covered, i)))
            return TRUE;
    }
    return FALSE;
}

/* Where there is a choice, staffs that could never seat the inspector are none. */
static void
settle_staff(Design *design, DesignInspector *inspector, GHashTable *districts)
{
    guint needed = 0;

    inspector->staff =
        inspector->staffs->len > 0 ? g_ptr_array_index(inspector->staffs, 0) : inspector->department;
    for (guint i = 0; i < inspector->staffs->len; i++) {
        const char *staff = g_ptr_array_index(inspector->staffs, i);

        if (inspector->staffs->len > 1 && !covers_any(inspector, g_hash_table_lookup(districts, staff)))
            continue;
        if (needed++ == 0)
            inspector->staff = staff;
        staff_add(design->staff, inspector->inspector, staff, inspector->qualifications,
                  inspector->districts);
    }
    if (needed == 0)
        staff_add(design->staff, inspector->inspector, inspector->staff, inspector->qualifications,
                  inspector->districts);
    else if (needed > 1)
        g_ptr_array_add(design->torn, inspector);
}

static void
settle_inspectors(Design *design)
{
    g_autoptr(GPtrArray) registry = frame_builder_registry_districts(design->frames);
    g_autoptr(GHashTable) districts = districts_of_staffs(design);

    design->staff = staff_new();
    for (guint i = 0; i < design->inspectors->len; i++) {
        DesignInspector *inspector = g_ptr_array_index(design->inspectors, i);
        g_autoptr(GPtrArray) codes = text_split(inspector->districts);

        g_free(inspector->districts);
        inspector->districts = district_expand(codes, registry);
        settle_staff(design, inspector, districts);
    }
}

static void
add_pool(Design *design, guint drawing, const char *name, const Quota *quota, GPtrArray *strata)
{
    DesignPool *pool = g_new0(DesignPool, 1);

    pool->drawing = drawing;
    g_strlcpy(pool->pool, name, sizeof pool->pool);
    for (guint i = 0; i < strata->len; i++) {
        const FrameStratum *stratum = g_ptr_array_index(strata, i);

        if (strcmp(stratum->pool, name) == 0)
            pool->population += stratum->population;
    }
    pool->sample = quota_of(quota, pool->population, &pool->is_short);
    g_ptr_array_add(design->pools, pool);
}

static void
settle_pools(Design *design)
{
    for (guint i = 0; i < design->drawings->len; i++) {
        const Sample *sample = &((const Drawing *)g_ptr_array_index(design->drawings, i))->plan->sample;
        g_autoptr(GPtrArray) strata = frame_builder_strata(design->frames, i);

        if (!sample->by_risk)
            add_pool(design, i, "all", &sample->quotas[0], strata);
        for (guint class = 0; sample->by_risk && class < RISK_CLASSES; class ++) {
            const char name[] = {(char)('A' + class), '\0'};

            add_pool(design, i, name, &sample->quotas[class], strata);
        }
    }
}

void
design_settle(Design *design)
{
    settle_inspectors(design);
    settle_pools(design);
}

guint64
design_total_sample(const Design *design)
{
    guint64 sample = 0;

    for (guint i = 0; i < design->pools->len; i++)
        sample += ((const DesignPool *)g_ptr_array_index(design->pools, i))->sample;
    return sample;
}

guint64
design_frame_rows(const Design *design)
{
    guint64 rows = 0;

    for (guint i = 0; i < design->pools->len; i++)
        rows += ((const DesignPool *)g_ptr_array_index(design->pools, i))->population;
    return rows;
}

guint
design_joint_drawings(const Design *design)
{
    guint joint = 0;

    for (guint i = 0; i < design->drawings->len; i++) {
        if (plan_is_joint(((const Drawing *)g_ptr_array_index(design->drawings, i))->plan))
            joint++;
    }
    return joint;
}

guint
design_departments(const Design *design)
{
    g_autoptr(GHashTable) departments = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < design->seats->len; i++) {
        const DesignSeats *seats = g_ptr_array_index(design->seats, i);

        g_hash_table_add(departments, (gpointer)seats->department);
    }
    return g_hash_table_size(departments);
}
