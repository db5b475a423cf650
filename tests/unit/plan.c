/* Plans read from records, their runs, and the campaigns they are due in. */
#include "domain/due.h"
#include "support/records.h"

#include <string.h>

static void
test_defaults(void)
{
    g_autoptr(Plan) plan = plan_with(NULL, NULL);

    g_assert_cmpuint(plan->times, ==, 1);
    g_assert_cmpuint(plan->team, ==, 2);
    g_assert_cmpuint(plan->reserve, ==, 0);
    g_assert_cmpuint(plan->cap, ==, 0);
    g_assert_true(plan->merge);
    g_assert_true(plan->shared_tickets);
    g_assert_false(plan->by_district);
    g_assert_cmpuint(plan->object_types->len, ==, 0);
    g_assert_cmpuint(plan->districts->len, ==, 0);
    g_assert_cmpstr(plan->disclosure, ==, "open");
    g_assert_false(plan_is_joint(plan));
}

static void
test_what_the_record_says(void)
{
    g_autoptr(Plan) plan =
        plan_with("participants", "XF;GA;SCJG", "stratify", "district", "team", "3", "reserve", "20%", "cap",
                  "1", "merge", "no", "disclosure", "secret", "districts", "410702;410703", NULL);

    g_assert_true(plan_is_joint(plan));
    g_assert_cmpuint(plan->departments->len, ==, 3);
    g_assert_cmpstr(plan->departments->pdata[0], ==, "GA");
    g_assert_cmpstr(plan->departments->pdata[1], ==, "SCJG");
    g_assert_true(plan->by_district);
    g_assert_cmpuint(plan->team, ==, 3);
    g_assert_cmpuint(plan->reserve, ==, 20);
    g_assert_cmpuint(plan->cap, ==, 1);
    g_assert_false(plan->merge);
    g_assert_false(plan->shared_tickets); /* own when visits are not merged */
    g_assert_cmpuint(plan->districts->len, ==, 2);
}

typedef struct {
    const char *times;
    guint number;
    const char *start;
    const char *end;
} Run;

/* Eleven months in 1, 2, 4 and 11 runs: the earlier ones are longer. */
static void
test_runs(void)
{
    static const Run RUNS[] = {
        {"1", 1, "2027-01-11", "2027-11-20"},   {"2", 1, "2027-01-11", "2027-06-30"},
        {"2", 2, "2027-07-01", "2027-11-20"},   {"4", 1, "2027-01-11", "2027-03-31"},
        {"4", 2, "2027-04-01", "2027-06-30"},   {"4", 3, "2027-07-01", "2027-09-30"},
        {"4", 4, "2027-10-01", "2027-11-20"},   {"11", 2, "2027-02-01", "2027-02-28"},
        {"11", 11, "2027-11-01", "2027-11-20"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(RUNS); i++) {
        g_autoptr(Plan) plan = plan_with("times", RUNS[i].times, NULL);
        ChaDay start, end;
        char text[CHA_DAY_TEXT_SIZE];

        plan_run(plan, RUNS[i].number, &start, &end);
        cha_day_to_text(start, text);
        g_assert_cmpstr(text, ==, RUNS[i].start);
        cha_day_to_text(end, text);
        g_assert_cmpstr(text, ==, RUNS[i].end);
    }
}

static Quarter
quarter(const char *text)
{
    Quarter result = 0;

    g_assert_true(quarter_from_text(text, &result));
    return result;
}

/* The campaigns that the drawings of a plan are due in, joined by blanks. */
static char *
due_quarters(const Plan *plan, const DueLedger *ledger)
{
    g_autoptr(GPtrArray) plans = g_ptr_array_new();
    g_autoptr(GPtrArray) drawings = NULL;
    GString *texts = g_string_new(NULL);

    g_ptr_array_add(plans, (gpointer)plan);
    drawings = due_drawings(plans, ledger);
    for (guint i = 0; i < drawings->len; i++) {
        const Drawing *drawing = g_ptr_array_index(drawings, i);
        char text[QUARTER_TEXT_SIZE];

        quarter_to_text(drawing->quarter, text);
        g_string_append_printf(texts, "%s%s=%s%s", i > 0 ? " " : "", drawing->name, text,
                               drawing->recorded ? "!" : "");
    }
    return g_string_free(texts, FALSE);
}

static void
assert_due(const Plan *plan, const DueLedger *ledger, const char *expected)
{
    g_autofree char *due = due_quarters(plan, ledger);

    g_assert_cmpstr(due, ==, expected);
}

static void
test_due(void)
{
    g_autoptr(DueLedger) ledger = due_ledger_new();
    g_autoptr(Plan) once = plan_with("start", "2027-02-01", "end", "2027-08-31", NULL);
    g_autoptr(Plan) brief = plan_with("start", "2027-02-01", "end", "2027-03-31", NULL);
    g_autoptr(Plan) twice = plan_with("times", "2", NULL);
    g_autoptr(Plan) placed = plan_with("times", "2", "campaigns", "2027Q4;2027Q4", NULL);

    assert_due(once, ledger, "P=2027Q1");
    assert_due(twice, ledger, "P.1=2027Q1 P.2=2027Q3");
    assert_due(placed, ledger, "P.1=2027Q4 P.2=2027Q4");

    /* The plan came when the first campaign was committed. */
    due_ledger_add_campaign(ledger, quarter("2027Q1"));
    assert_due(once, ledger, "P=2027Q2");
    assert_due(twice, ledger, "P.1=2027Q2 P.2=2027Q3");
    /* No later campaign begins before it ends: it stays, and is overdue. */
    assert_due(brief, ledger, "P=2027Q1");
    due_ledger_add_campaign(ledger, quarter("2027Q2"));
    assert_due(once, ledger, "P=2027Q3");
    due_ledger_add_campaign(ledger, quarter("2027Q3"));
    assert_due(once, ledger, "P=2027Q1");

    /* What a campaign has drawn belongs to it. */
    due_ledger_add_drawing(ledger, "P", 1, quarter("2027Q2"));
    assert_due(once, ledger, "P=2027Q2!");
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/plan/defaults", test_defaults);
    g_test_add_func("/plan/record", test_what_the_record_says);
    g_test_add_func("/plan/runs", test_runs);
    g_test_add_func("/plan/due", test_due);
    return g_test_run();
}
