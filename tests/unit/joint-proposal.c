/* Which plans belong together, who leads them, and which days they have. */
#include "domain/joint-proposal.h"
#include "support/records.h"

#include <string.h>

/* Plans, a drawing of each, and a list of joint items. */
typedef struct {
    GPtrArray *plans;
    GPtrArray *drawings;
    GPtrArray *areas;
    GPtrArray *proposals;
} City;

static void
drawing_clear(gpointer data)
{
    drawing_free(data);
}

static void
city_set_up(City *city, gconstpointer data)
{
    (void)data;
    city->plans = g_ptr_array_new_with_free_func((GDestroyNotify)plan_free);
    city->drawings = g_ptr_array_new_with_free_func(drawing_clear);
    city->areas = g_ptr_array_new_with_free_func((GDestroyNotify)joint_area_free);
}

static void
city_tear_down(City *city, gconstpointer data)
{
    (void)data;
    g_clear_pointer(&city->proposals, g_ptr_array_unref);
    g_ptr_array_unref(city->areas);
    g_ptr_array_unref(city->drawings);
    g_ptr_array_unref(city->plans);
}

static void
add_plan(City *city, const char *name, const char *department, const char *item, const char *objects,
         const char *start, const char *end)
{
    Plan *plan = plan_with("plan", name, "initiator", department, "items", item, "object_type", objects,
                           "start", start, "end", end, NULL);
    Drawing *drawing = g_new0(Drawing, 1);

    drawing->plan = plan;
    drawing->number = 1;
    drawing->name = g_strdup(name);
    drawing->start = plan->start;
    drawing->end = plan->end;
    g_ptr_array_add(city->plans, plan);
    g_ptr_array_add(city->drawings, drawing);
}

static void
add_area(City *city, const char *area, const char *items, const char *objects, const char *initiators,
         const char *participants)
{
    const char *texts[KIND_MAX_COLUMNS];

    record_fill(CHA_KIND_JOINT_ITEMS, texts, "area", area, "items", items, "object_type", objects,
                "initiators", initiators, "participants", participants, NULL);
    g_ptr_array_add(city->areas, joint_area_from_texts(texts));
}

static guint64
all_common(guint left, guint right, gpointer data)
{
    (void)left, (void)right, (void)data;
    return 1;
}

/* @data: a drawing that is for other targets than all the others. */
static guint64
none_with(guint left, guint right, gpointer data)
{
    return left != GPOINTER_TO_UINT(data) && right != GPOINTER_TO_UINT(data);
}

/* "area: P1 P2 | area: P3 P4" */
static void
assert_proposals(City *city, JointCommon common, gpointer data, const char *expected)
{
    g_autoptr(GString) found = g_string_new(NULL);

    g_clear_pointer(&city->proposals, g_ptr_array_unref);
    city->proposals = joint_proposals_find(city->drawings, city->areas, common, data);
    for (guint i = 0; i < city->proposals->len; i++) {
        const JointProposal *proposal = g_ptr_array_index(city->proposals, i);

        g_string_append_printf(found, "%s%s:", i > 0 ? " | " : "",
                               proposal->area != NULL ? proposal->area->area : "objects");
        for (guint k = 0; k < proposal->members->len; k++) {
            const Drawing *drawing =
                g_ptr_array_index(city->drawings, g_array_index(proposal->members, guint, k));

            g_string_append_printf(found, " %s", drawing->name);
        }
    }
    g_assert_cmpstr(found->str, ==, expected);
}

static void
test_by_the_list(City *city, gconstpointer data)
{
    (void)data;
    add_area(city, "food", "S1", "restaurant", "SCJG", "WJ");
    add_plan(city, "P1", "SCJG", "S1", "restaurant", "2027-04-01", "2027-06-30");
    add_plan(city, "P2", "WJ", "W1", "restaurant", "2027-04-01", "2027-06-30");
    add_plan(city, "P3", "WJ", "W1", "hotel", "2027-04-01", "2027-06-30");      /* other objects */
    add_plan(city, "P4", "XF", "X1", "restaurant", "2027-04-01", "2027-06-30"); /* not on the list */
    add_plan(city, "P5", "JY", "J1", "school", "2027-04-01", "2027-06-30");
    assert_proposals(city, all_common, NULL, "food: P1 P2");
    assert_proposals(city, none_with, GUINT_TO_POINTER(1), "objects: P1 P4");
}

static void
test_anybody(City *city, gconstpointer data)
{
    (void)data;
    add_area(city, "food", "S1", "", "SCJG", "*");
    add_plan(city, "P1", "SCJG", "S1", "restaurant", "2027-04-01", "2027-06-30");
    add_plan(city, "P2", "WJ", "W1", "restaurant", "2027-04-01", "2027-06-30");
    add_plan(city, "P3", "XF", "X1", "hotel;restaurant", "2027-04-01", "2027-06-30");
    assert_proposals(city, all_common, NULL, "food: P1 P2 P3");
    assert_proposals(city, none_with, GUINT_TO_POINTER(2), "food: P1 P2");
}

static void
test_by_objects(City *city, gconstpointer data)
{
    (void)data;
    add_plan(city, "P1", "SCJG", "S1", "hotel;restaurant", "2027-04-01", "2027-06-30");
    add_plan(city, "P2", "WJ", "W1", "restaurant;hotel", "2027-04-01", "2027-06-30");
    add_plan(city, "P3", "WJ", "W2", "restaurant", "2027-04-01", "2027-06-30");
    add_plan(city, "P4", "SCJG", "S2", "school", "2027-04-01", "2027-06-30");
    add_plan(city, "P5", "SCJG", "S3", "school", "2027-04-01", "2027-06-30"); /* one department */
    assert_proposals(city, all_common, NULL, "objects: P1 P2");
}

static void
test_what_is_told_differently(City *city, gconstpointer data)
{
    Plan *secret;

    (void)data;
    add_area(city, "food", "S1", "", "SCJG", "*");
    add_plan(city, "P1", "SCJG", "S1", "restaurant", "2027-04-01", "2027-06-30");
    add_plan(city, "P2", "WJ", "W1", "restaurant", "2027-04-01", "2027-06-30");
    add_plan(city, "P3", "XF", "X1", "restaurant", "2027-04-01", "2027-06-30");
    secret = g_ptr_array_index(city->plans, 1);
    g_free(secret->disclosure);
    secret->disclosure = g_strdup("secret");
    assert_proposals(city, all_common, NULL, "food: P1 P3");
}

static void
test_members_and_second_drawings(City *city, gconstpointer data)
{
    Drawing *again;

    (void)data;
    add_plan(city, "P1", "SCJG", "S1", "restaurant", "2027-04-01", "2027-06-30");
    add_plan(city, "P2", "WJ", "W1", "restaurant", "2027-04-01", "2027-06-30");
    add_plan(city, "P3", "XF", "X1", "restaurant", "2027-04-01", "2027-06-30");
    again = g_ptr_array_index(city->drawings, 2);
    again->plan = g_ptr_array_index(city->plans, 0);
    assert_proposals(city, all_common, NULL, "objects: P1 P2");
    plan_join(g_ptr_array_index(city->plans, 1), "J-1");
    assert_proposals(city, all_common, NULL, "");
}

static void
test_lead(City *city, gconstpointer data)
{
    const guint64 samples[] = {10, 30, 20, 30};

    (void)data;
    add_area(city, "food", "S1", "", "SCJG", "*");
    add_plan(city, "P1", "SCJG", "S1", "restaurant", "2027-04-01", "2027-06-30");
    add_plan(city, "P2", "XF", "X1", "restaurant", "2027-04-01", "2027-06-30");
    add_plan(city, "P3", "WJ", "W1", "restaurant", "2027-04-01", "2027-06-30");
    add_plan(city, "P4", "GA", "G1", "restaurant", "2027-04-01", "2027-06-30");
    assert_proposals(city, all_common, NULL, "food: P1 P2 P3 P4");
    g_assert_cmpstr(joint_proposal_lead(g_ptr_array_index(city->proposals, 0), city->drawings, samples), ==,
                    "SCJG");
    g_ptr_array_set_size(city->areas, 0);
    assert_proposals(city, all_common, NULL, "objects: P1 P2 P3 P4");
    g_assert_cmpstr(joint_proposal_lead(g_ptr_array_index(city->proposals, 0), city->drawings, samples), ==,
                    "GA");
}

static void
assert_period(City *city, const guint64 *samples, const char *expected)
{
    ChaDay start, end;
    char start_text[CHA_DAY_TEXT_SIZE];
    char end_text[CHA_DAY_TEXT_SIZE];
    g_autofree char *found = NULL;

    joint_proposal_period(g_ptr_array_index(city->proposals, 0), city->drawings, samples, &start, &end);
    cha_day_to_text(start, start_text);
    cha_day_to_text(end, end_text);
    found = g_strdup_printf("%s %s", start_text, end_text);
    g_assert_cmpstr(found, ==, expected);
}

static void
test_period(City *city, gconstpointer data)
{
    const guint64 even[] = {1, 1, 1};
    const guint64 late[] = {1, 1, 9};
    ChaDay day = CHA_DAY_NONE, start = CHA_DAY_NONE, end = CHA_DAY_NONE;
    char text[CHA_DAY_TEXT_SIZE];

    (void)data;
    add_plan(city, "P1", "SCJG", "S1", "restaurant", "2027-04-01", "2027-05-20");
    add_plan(city, "P2", "WJ", "W1", "restaurant", "2027-04-15", "2027-05-10");
    add_plan(city, "P3", "XF", "X1", "restaurant", "2027-05-15", "2027-06-30");
    assert_proposals(city, all_common, NULL, "objects: P1 P2 P3");
    assert_period(city, even, "2027-04-15 2027-05-10");
    assert_period(city, late, "2027-05-15 2027-05-20");

    g_assert_true(cha_day_from_text("2027-04-15", &start));
    g_assert_true(cha_day_from_text("2027-05-10", &end));
    g_assert_cmpint(joint_remedy(g_ptr_array_index(city->drawings, 0), start, end, &day), ==, JOINT_MEETS);
    g_assert_cmpint(joint_remedy(g_ptr_array_index(city->drawings, 2), start, end, &day), ==, JOINT_BEGIN_BY);
    cha_day_to_text(day, text);
    g_assert_cmpstr(text, ==, "2027-04-15");
    g_assert_true(cha_day_from_text("2027-06-20", &start));
    g_assert_true(cha_day_from_text("2027-12-31", &end));
    g_assert_cmpint(joint_remedy(g_ptr_array_index(city->drawings, 1), start, end, &day), ==,
                    JOINT_END_LATER);
    cha_day_to_text(day, text);
    g_assert_cmpstr(text, ==, "2027-07-19");
}

static void
test_subtracting(City *city, gconstpointer data)
{
    g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(guint));
    const guint taken[] = {1, 2};
    const JointProposal other = {NULL, g_array_append_vals(members, taken, G_N_ELEMENTS(taken))};
    JointProposal *proposal;

    (void)data;
    add_plan(city, "P1", "SCJG", "S1", "restaurant", "2027-04-01", "2027-06-30");
    add_plan(city, "P2", "WJ", "W1", "restaurant", "2027-04-01", "2027-06-30");
    add_plan(city, "P3", "XF", "X1", "restaurant", "2027-04-01", "2027-06-30");
    add_plan(city, "P4", "GA", "G1", "restaurant", "2027-04-01", "2027-06-30");
    assert_proposals(city, all_common, NULL, "objects: P1 P2 P3 P4");
    proposal = g_ptr_array_index(city->proposals, 0);
    g_assert_true(joint_proposal_subtract(proposal, &other, city->drawings));
    g_assert_cmpuint(proposal->members->len, ==, 2);
    g_array_index(members, guint, 0) = 0;
    g_assert_false(joint_proposal_subtract(proposal, &other, city->drawings));
}

static void
test_names(void)
{
    g_autoptr(GPtrArray) plans = g_ptr_array_new();
    g_autofree char *name = NULL;
    g_autofree char *again = NULL;

    g_ptr_array_add(plans, (gpointer) "P2");
    g_ptr_array_add(plans, (gpointer) "P1");
    name = joint_name_of(plans);
    g_assert_cmpstr(name, ==, "J-4d4b46f0"); /* printf 'P1;P2' | sha256sum | cut -c1-8 */
    g_ptr_array_add(plans, (gpointer) "P3");
    again = joint_name_of(plans);
    g_assert_cmpstr(again, !=, name);
}

static void
add(const char *path, void (*test)(City *, gconstpointer))
{
    g_test_add(path, City, NULL, city_set_up, test, city_tear_down);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    add("/joint-proposal/by-the-list", test_by_the_list);
    add("/joint-proposal/anybody", test_anybody);
    add("/joint-proposal/by-objects", test_by_objects);
    add("/joint-proposal/what-is-told-differently", test_what_is_told_differently);
    add("/joint-proposal/members-and-second-drawings", test_members_and_second_drawings);
    add("/joint-proposal/lead", test_lead);
    add("/joint-proposal/period", test_period);
    add("/joint-proposal/subtracting", test_subtracting);
    g_test_add_func("/joint-proposal/names", test_names);
    return g_test_run();
}
