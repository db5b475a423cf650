/* What hinders a draw: each rule found where it is broken, and only there. */
#include "domain/check.h"
#include "domain/commit-text.h"
#include "support/records.h"

#include <string.h>

typedef struct {
    GPtrArray *plans;
    GPtrArray *drawings;
    GHashTable *items;
    Design *design;
} Fixture;

static gboolean
forget_rows(guint drawing, const char *rows, gsize length, gpointer data, GError **error)
{
    (void)drawing, (void)rows, (void)length, (void)data, (void)error;
    return TRUE;
}

static guint
no_visits(const char *department, const char *target, gpointer data)
{
    (void)department, (void)target, (void)data;
    return 0;
}

static void
add_item(Fixture *fixture, const char *item, const char *department, const char *qualification)
{
    DesignItem *added = g_new0(DesignItem, 1);

    added->department = g_strdup(department);
    added->qualifications = g_ptr_array_new_with_free_func(g_free);
    if (qualification != NULL)
        g_ptr_array_add(added->qualifications, g_strdup(qualification));
    g_hash_table_insert(fixture->items, g_strdup(item), added);
}

/* The items of market supervision ask for 食品 and 价格, the others for nothing. */
static void
fixture_begin(Fixture *fixture, Plan *plan, ...)
{
    g_autoptr(DueLedger) ledger = due_ledger_new();
    Quarter quarter = 0;
    gint year = 2027;
    va_list more;

    g_assert_true(quarter_from_text("2027Q1", &quarter));
    fixture->plans = g_ptr_array_new_with_free_func((GDestroyNotify)plan_free);
    va_start(more, plan);
    for (; plan != NULL; plan = va_arg(more, Plan *))
        g_ptr_array_add(fixture->plans, plan);
    va_end(more);
    fixture->drawings = due_drawings(fixture->plans, ledger);
    fixture->design = design_new("2027Q1", quarter);
    for (guint i = 0; i < fixture->drawings->len; i++)
        g_ptr_array_add(fixture->design->drawings, g_ptr_array_index(fixture->drawings, i));
    fixture->items = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)design_item_free);
    add_item(fixture, "SCJG-001", "SCJG", "食品");
    add_item(fixture, "SCJG-002", "SCJG", "价格");
    add_item(fixture, "XF-001", "XF", NULL);
    design_add_seats(fixture->design, fixture->items);
    g_array_append_val(fixture->design->holiday_years, year);
}

static void
add_target(Fixture *fixture, const char *target, const char *district, const char *types)
{
    const char *texts[KIND_MAX_COLUMNS];
    g_autoptr(GError) error = NULL;

    record_fill(CHA_KIND_TARGETS, texts, "target", target, "district", district, "object_types", types, NULL);
    g_assert_true(frame_builder_add(fixture->design->frames, texts, &error));
}

static void
fixture_build(Fixture *fixture)
{
    Design *design = fixture->design;
    g_autoptr(GError) error = NULL;

    design->frames = frame_builder_new(design->drawings, forget_rows, no_visits, NULL);
    for (guint i = 0; i < design->recusals->len; i++)
        frame_builder_watch(design->frames, ((DesignRecusal *)design->recusals->pdata[i])->target);
    add_target(fixture, "T1", "410702", "学校");
    add_target(fixture, "T2", "410703", "学校;餐饮服务单位");
    g_assert_true(frame_builder_finish(design->frames, &error));
    design_settle(design);
}

static void
fixture_end(Fixture *fixture)
{
    design_free(fixture->design);
    g_hash_table_unref(fixture->items);
    g_ptr_array_unref(fixture->drawings);
    g_ptr_array_unref(fixture->plans);
}

/* Findings as their weights and plans, joined by blanks: "3:P1 1:-". */
static char *
findings_of(Fixture *fixture, void (*rule)(Design *, GPtrArray *))
{
    g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func((GDestroyNotify)check_finding_free);
    GString *text = g_string_new(NULL);

    rule(fixture->design, findings);
    for (guint i = 0; i < findings->len; i++) {
        const CheckFinding *finding = g_ptr_array_index(findings, i);

        g_test_message("%s", finding->text);
        g_string_append_printf(text, "%s%u:%s", i > 0 ? " " : "", finding->weight,
                               finding->plan != NULL ? finding->plan : "-");
    }
    return g_string_free(text, FALSE);
}

static void
assert_findings(Fixture *fixture, void (*rule)(Design *, GPtrArray *), const char *expected)
{
    g_autofree char *found = findings_of(fixture, rule);

    g_assert_cmpstr(found, ==, expected);
}

static void
test_all_is_well(void)
{
    Fixture fixture = {NULL};
    g_autoptr(GPtrArray) findings = NULL;

    fixture_begin(&fixture, plan_with("plan", "P1", "sample", "100%", "end", "2027-03-31", NULL), NULL);
    design_add_inspector(fixture.design, "I1", "SCJG", "食品", "");
    design_add_inspector(fixture.design, "I2", "SCJG", "", "");
    fixture_build(&fixture);
    findings = check_design(fixture.design);
    g_assert_cmpuint(findings->len, ==, 0);
    g_assert_cmpuint(design_total_sample(fixture.design), ==, 2);
    fixture_end(&fixture);
}

/* Two seats, 食品 dealt to the first: two inspectors are enough when one of
 * them has it, and when they are there in each district. */
static void
test_seats(void)
{
    Fixture fixture = {NULL};

    fixture_begin(&fixture, plan_with("plan", "P1", NULL),
                  plan_with("plan", "P2", "participants", "XF", "items", "SCJG-001;XF-001", NULL), NULL);
    design_add_inspector(fixture.design, "I1", "SCJG", "食品", "410702");
    design_add_inspector(fixture.design, "I2", "SCJG", "", "");
    design_add_inspector(fixture.design, "X1", "XF", "", "");
    design_add_inspector(fixture.design, "X2", "XF", "", "");
    fixture_build(&fixture);
    /* In 410703 only I2 is there: both plans want for SCJG, neither for XF. */
    assert_findings(&fixture, check_seats, "3:P1 3:P2");
    fixture_end(&fixture);
}

static void
test_frames(void)
{
    Fixture fixture = {NULL};

    fixture_begin(&fixture, plan_with("plan", "P1", "object_type", "加油站", NULL),
                  plan_with("plan", "P2", "sample", "≤10%", NULL),
                  plan_with("plan", "P3", "sample", "9户", NULL), NULL);
    fixture_build(&fixture);
    assert_findings(&fixture, check_frames, "2:P1 2:P2");
    assert_findings(&fixture, check_shortage, "0:P3");
    fixture_end(&fixture);
}

/* Which condition empties a frame is said by its column. */
static void
test_empty_frames(void)
{
    static const char *const EXPECTED[] = {"`industries` (C)", "`risks` (D)", "`address_contains` (平原路)",
                                           "is on its list", "districts"};
    Fixture fixture = {NULL};
    g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func((GDestroyNotify)check_finding_free);
    Plan *listing = plan_with("plan", "P4", NULL);

    listing->listed = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(listing->listed, g_strdup("T3"));
    fixture_begin(&fixture, plan_with("plan", "P1", "industries", "C", "risks", "D", NULL),
                  plan_with("plan", "P2", "risks", "D", NULL),
                  plan_with("plan", "P3", "address_contains", "平原路", NULL), listing,
                  plan_with("plan", "P5", "districts", "410781", "risks", "D", NULL), NULL);
    fixture_build(&fixture);
    check_frames(fixture.design, findings);
    g_assert_cmpuint(findings->len, ==, G_N_ELEMENTS(EXPECTED));
    for (guint i = 0; i < findings->len; i++) {
        const CheckFinding *finding = g_ptr_array_index(findings, i);

        g_test_message("%s", finding->text);
        g_assert_cmpuint(finding->weight, ==, CHECK_HINDRANCE);
        g_assert_nonnull(strstr(finding->text, EXPECTED[i]));
    }
    fixture_end(&fixture);
}

static void
test_lists(void)
{
    Fixture fixture = {NULL};
    Plan *listing = plan_with("plan", "P1", "risks", "A", "sample", "100%", NULL);
    Plan *matching = plan_with("plan", "P2", "sample", "100%", NULL);

    listing->listed = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(listing->listed, g_strdup("T1"));
    matching->listed = g_ptr_array_ref(listing->listed);
    fixture_begin(&fixture, listing, matching, NULL);
    fixture_build(&fixture);
    assert_findings(&fixture, check_lists, "1:P1");
    assert_findings(&fixture, check_frames, "2:P1");
    fixture_end(&fixture);
}

static void
test_holidays(void)
{
    Fixture fixture = {NULL};

    fixture_begin(&fixture, plan_with("plan", "P1", "end", "2028-02-01", NULL),
                  plan_with("plan", "P2", "end", "2029-02-01", NULL), NULL);
    fixture_build(&fixture);
    assert_findings(&fixture, check_holidays, "2:- 2:-"); /* 2028 and 2029, each once */
    fixture_end(&fixture);
}

static void
test_recusals(void)
{
    Fixture fixture = {NULL};

    fixture_begin(&fixture, plan_with("plan", "P1", NULL),
                  plan_with("plan", "P2", "object_type", "加油站", NULL), NULL);
    design_add_inspector(fixture.design, "I1", "SCJG", "食品", "");
    design_add_inspector(fixture.design, "I2", "SCJG", "", "");
    design_add_recusal(fixture.design, "I2", "T1");
    fixture_build(&fixture);
    assert_findings(&fixture, check_recusals, "1:P1");
    assert_findings(&fixture, check_seats, "");
    fixture_end(&fixture);
}

static void
test_max_visits(void)
{
    Fixture fixture = {NULL};

    fixture_begin(&fixture, plan_with("plan", "P1", "sample", "100%", NULL),
                  plan_with("plan", "P2", "sample", "100%", NULL), NULL);
    design_add_inspector(fixture.design, "I1", "SCJG", "食品", "");
    design_add_inspector(fixture.design, "I2", "SCJG", "食品", "");
    fixture_build(&fixture);
    assert_findings(&fixture, check_max_visits, "");
    g_free(fixture.design->max_visits);
    fixture.design->max_visits = g_strdup("4"); /* 8 seats, 2 inspectors */
    assert_findings(&fixture, check_max_visits, "");
    g_free(fixture.design->max_visits);
    fixture.design->max_visits = g_strdup("3");
    assert_findings(&fixture, check_max_visits, "1:-");
    fixture_end(&fixture);
}

/* Alone each plan asks one of two people for one qualification; together they
 * ask two, and there is nobody for the second. */
static void
test_merging(void)
{
    Fixture fixture = {NULL};

    fixture_begin(&fixture, plan_with("plan", "P1", "team", "1", NULL),
                  plan_with("plan", "P2", "team", "1", "items", "SCJG-002", NULL), NULL);
    design_add_inspector(fixture.design, "I1", "SCJG", "价格;食品", "");
    fixture_build(&fixture);
    assert_findings(&fixture, check_seats, "");
    assert_findings(&fixture, check_merging, "1:- 1:-"); /* in each district */
    fixture_end(&fixture);
}

static void
test_double_visits(void)
{
    Fixture fixture = {NULL};

    fixture_begin(&fixture, plan_with("plan", "P1", "end", "2027-02-28", NULL),
                  plan_with("plan", "P2", "start", "2027-03-01", "end", "2027-03-31", NULL),
                  plan_with("plan", "P3", "merge", "no", "tickets", "shared", NULL),
                  plan_with("plan", "P4", "merge", "no", NULL), /* tickets of its own */
                  NULL);
    fixture_build(&fixture);
    assert_findings(&fixture, check_double_visits, "0:P1 0:P1 0:P2"); /* P1+P2, P1+P3, P2+P3 */
    fixture_end(&fixture);
}

/* Below the city SCJG are the counties HQ and WB, and a station in HQ. */
static void
add_counties(Fixture *fixture)
{
    hierarchy_add(fixture->design->hierarchy, "HQ", "SCJG");
    hierarchy_add(fixture->design->hierarchy, "HQ1", "HQ");
    hierarchy_add(fixture->design->hierarchy, "WB", "SCJG");
    hierarchy_add(fixture->design->hierarchy, "SCJG", "");
}

static char *
staff_of(const Fixture *fixture, const char *name)
{
    for (guint i = 0; i < fixture->design->inspectors->len; i++) {
        const DesignInspector *inspector = g_ptr_array_index(fixture->design->inspectors, i);

        if (strcmp(inspector->inspector, name) == 0)
            return g_strdup(inspector->staff);
    }
    g_assert_not_reached();
}

static void
assert_staff(const Fixture *fixture, const char *inspector, const char *expected)
{
    g_autofree char *staff = staff_of(fixture, inspector);

    g_assert_cmpstr(staff, ==, expected);
}

/* Only who is below the department can go, at any distance, and where it covers. */
static void
test_subordinates(void)
{
    Fixture fixture = {NULL};

    fixture_begin(&fixture, plan_with("plan", "P1", "level", "subordinates", "sample", "100%", NULL), NULL);
    add_counties(&fixture);
    g_assert_true(design_has_subordinates(fixture.design));
    g_assert_false(design_has_seats(fixture.design, "SCJG"));
    g_assert_true(design_has_seats(fixture.design, "HQ1"));
    design_add_inspector(fixture.design, "H1", "HQ", "食品", "410702");
    design_add_inspector(fixture.design, "H2", "HQ1", "", "410702");
    fixture_build(&fixture);
    assert_staff(&fixture, "H2", "SCJG@subordinates");
    assert_findings(&fixture, check_levels, "3:P1"); /* 410703 */
    assert_findings(&fixture, check_seats, "");
    g_assert_false(design_has_conflicts(fixture.design));
    fixture_end(&fixture);

    fixture_begin(&fixture, plan_with("plan", "P1", "level", "subordinates", NULL), NULL);
    add_counties(&fixture);
    design_add_inspector(fixture.design, "H1", "HQ", "食品", "");
    design_add_inspector(fixture.design, "H2", "HQ", "", "410702");
    fixture_build(&fixture);
    assert_findings(&fixture, check_levels, "1:-"); /* H1 may be sent everywhere */
    assert_findings(&fixture, check_seats, "3:P1"); /* in 410703 alone */
    fixture_end(&fixture);
}

static void
test_nobody_below(void)
{
    Fixture fixture = {NULL};

    fixture_begin(&fixture, plan_with("plan", "P1", "level", "subordinates", NULL), NULL);
    fixture_build(&fixture);
    assert_findings(&fixture, check_levels, "3:P1");
    assert_findings(&fixture, check_seats, "");
    fixture_end(&fixture);
}

/* A county goes for the city and for itself: in one bundle its inspectors can do
 * only one of both, unless they have targets of one only. */
static void
test_torn(void)
{
    Fixture fixture = {NULL};

    fixture_begin(&fixture, plan_with("plan", "P1", "level", "subordinates", "districts", "410702", NULL),
                  plan_with("plan", "P2", "initiator", "HQ", "items", "XF-001", NULL),
                  plan_with("plan", "P3", "initiator", "WB", "items", "XF-001", "districts", "410703", NULL),
                  NULL);
    add_counties(&fixture);
    design_add_inspector(fixture.design, "H1", "HQ", "食品", "410702");
    design_add_inspector(fixture.design, "H2", "HQ", "", "410702");
    design_add_inspector(fixture.design, "H3", "HQ", "", "410703");
    design_add_inspector(fixture.design, "H4", "HQ", "", "410781");
    design_add_inspector(fixture.design, "W1", "WB", "", "410703");
    design_add_inspector(fixture.design, "W2", "WB", "", "410703");
    fixture_build(&fixture);
    assert_findings(&fixture, check_levels, "3:-"); /* HQ: H1 and H2 */
    g_assert_cmpuint(fixture.design->torn->len, ==, 2);
    g_assert_true(design_has_conflicts(fixture.design));
    assert_findings(&fixture, check_seats, "3:P2"); /* 410703: H3 alone */
    assert_staff(&fixture, "H3", "HQ");
    assert_staff(&fixture, "H4", "HQ");
    assert_staff(&fixture, "W1", "WB");
    fixture_end(&fixture);
}

/* Two levels of one department are two staffs, and may meet in one visit. */
static void
test_both_levels(void)
{
    Fixture fixture = {NULL};
    g_autoptr(GPtrArray) findings = NULL;

    fixture_begin(&fixture, plan_with("plan", "P1", "level", "subordinates", NULL),
                  plan_with("plan", "P2", "items", "SCJG-002", NULL), NULL);
    add_counties(&fixture);
    design_add_inspector(fixture.design, "C1", "SCJG", "价格", "");
    design_add_inspector(fixture.design, "C2", "SCJG", "", "");
    design_add_inspector(fixture.design, "H1", "HQ", "食品", "410702;410703");
    design_add_inspector(fixture.design, "H2", "HQ", "", "410702;410703");
    fixture_build(&fixture);
    findings = check_design(fixture.design);
    g_assert_cmpuint(findings->len, ==, 0);
    assert_staff(&fixture, "C1", "SCJG");
    assert_staff(&fixture, "H1", "SCJG@subordinates");
    g_assert_cmpuint(design_departments(fixture.design), ==, 1);
    fixture_end(&fixture);
}

/* In a bundle seats stand in the order of the names that staffs have there. */
static void
test_order_of_staffs(void)
{
    Fixture fixture = {NULL};
    g_autofree char *text = NULL;

    fixture_begin(&fixture,
                  plan_with("plan", "P1", "initiator", "A", "participants", "A0;AB", "items", "XF-001",
                            "level", "subordinates", NULL),
                  plan_with("plan", "P2", "initiator", "A", "participants", "A0;AB", "items", "XF-001", NULL),
                  NULL);
    fixture_build(&fixture);
    text = commit_text_seats(fixture.design);
    g_assert_cmpstr(text, ==,
                    "plan,department,seats,qualifications\nP1,A0@subordinates,2,\nP1,A@subordinates,2,\n"
                    "P1,AB@subordinates,2,\nP2,A,2,\nP2,A0,2,\nP2,AB,2,\n");
    fixture_end(&fixture);
}

static void
test_namesakes(void)
{
    Fixture fixture = {NULL};

    fixture_begin(&fixture, plan_with("plan", "P1", "level", "subordinates", NULL),
                  plan_with("plan", "P2", "initiator", "SCJG@subordinates", "items", "XF-001", NULL), NULL);
    add_counties(&fixture);
    design_add_inspector(fixture.design, "H1", "HQ", "食品", "410702;410703");
    design_add_inspector(fixture.design, "H2", "HQ", "", "410702;410703");
    fixture_build(&fixture);
    assert_findings(&fixture, check_levels, "3:P1");
    g_assert_true(design_has_conflicts(fixture.design));
    fixture_end(&fixture);
}

static void
test_the_weightiest_come_first(void)
{
    Fixture fixture = {NULL};
    g_autoptr(GPtrArray) findings = NULL;
    guint previous = CHECK_REFUSAL;

    fixture_begin(&fixture, plan_with("plan", "P1", "sample", "9户", NULL),
                  plan_with("plan", "P2", "object_type", "加油站", NULL), NULL);
    fixture.design->expiring = 1;
    fixture_build(&fixture);
    findings = check_design(fixture.design);
    g_assert_cmpuint(findings->len, >=, 4);
    for (guint i = 0; i < findings->len; i++) {
        const CheckFinding *finding = g_ptr_array_index(findings, i);

        g_assert_cmpuint(finding->weight, <=, previous);
        previous = finding->weight;
    }
    g_assert_cmpuint(previous, ==, CHECK_NOTE);
    fixture_end(&fixture);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/check/all-is-well", test_all_is_well);
    g_test_add_func("/check/seats", test_seats);
    g_test_add_func("/check/frames", test_frames);
    g_test_add_func("/check/empty-frames", test_empty_frames);
    g_test_add_func("/check/lists", test_lists);
    g_test_add_func("/check/holidays", test_holidays);
    g_test_add_func("/check/recusals", test_recusals);
    g_test_add_func("/check/max-visits", test_max_visits);
    g_test_add_func("/check/merging", test_merging);
    g_test_add_func("/check/double-visits", test_double_visits);
    g_test_add_func("/check/subordinates", test_subordinates);
    g_test_add_func("/check/nobody-below", test_nobody_below);
    g_test_add_func("/check/torn", test_torn);
    g_test_add_func("/check/both-levels", test_both_levels);
    g_test_add_func("/check/order-of-staffs", test_order_of_staffs);
    g_test_add_func("/check/namesakes", test_namesakes);
    g_test_add_func("/check/weights", test_the_weightiest_come_first);
    return g_test_run();
}
