/* What is read of a plan in one of several ways waits for somebody to accept it. */
#include "store/plan-question-store.h"
#include "support/store-fixture.h"

#include <choucha/committing.h>
#include <choucha/enrolling.h>
#include <inttypes.h>
#include <string.h>

typedef struct {
    StorePlace *place;
    ChaStore *store;
    GString *found;
} Fixture;

enum { PLAIN = 0, ACCEPT = 1, GOOD_ROWS = 2, ADD_ITEMS = 4 };

/* Imports a table, and tells how many plans are new and changed, what was wrong
 * and what was asked. */
static const char *
import(Fixture *fixture, ChaKind kind, guint flags, const char *table)
{
    g_autofree char *path = g_build_filename(fixture->place->folder, "table.csv", NULL);
    const char *paths[] = {path, NULL};
    ChaImportOptions options = {.accept = (flags & ACCEPT) != 0,
                                .good_rows = (flags & GOOD_ROWS) != 0,
                                .add_items = (flags & ADD_ITEMS) != 0,
                                .year = 2027};
    g_autoptr(ChaImportReport) report = NULL;
    g_autoptr(GError) error = NULL;
    gboolean done;

    g_assert_true(g_file_set_contents(path, table, -1, &error));
    done = cha_import(fixture->store, kind, paths, &options, NULL, NULL, &report, &error);
    g_assert_true(done == (error == NULL));
    g_string_printf(fixture->found, "%s %" PRIu64 "+%" PRIu64 ", %" PRIu64 " open",
                    report->stored ? "stored" : "refused", report->added, report->changed, report->questions);
    for (guint i = 0; i < report->issues->len; i++) {
        const ChaIssue *issue = g_ptr_array_index(report->issues, i);

        if (issue->severity != CHA_SEVERITY_NOTE)
            g_string_append_printf(fixture->found, "; %c%" PRIu64 " %s",
                                   issue->severity == CHA_SEVERITY_ERROR ? '!' : '?', issue->row,
                                   issue->column != NULL ? issue->column : "");
        g_test_message("%s", issue->rule);
    }
    return fixture->found->str;
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->place = store_place_new();
    fixture->store = store_open(fixture->place);
    fixture->found = g_string_new(NULL);
    (void)import(fixture, CHA_KIND_DEPARTMENTS, PLAIN,
                 "department,name\nSCJG,江台市市场监督管理局\nJY,江台市教育局\nXF,江台市消防救援支队\n");
    (void)import(
        fixture, CHA_KIND_ITEMS, PLAIN,
        "item,name,department,object_type\nJY-1,学校办学情况检查,JY,学校\nXF-1,消防安全情况检查,XF,学校\n"
        "SCJG-1,计量器具检定情况检查,SCJG,加油站\n");
    (void)import(fixture, CHA_KIND_JOINT_ITEMS, PLAIN,
                 "area,items,initiators,participants\n学校监督抽查,JY-1;XF-1,JY,XF;SCJG\n");
    (void)import(fixture, CHA_KIND_TARGETS, PLAIN,
                 "target,name,district,object_types\nT1,甲,410702,加油站\nT2,乙,410702,加油站\n");
    (void)import(fixture, CHA_KIND_INSPECTORS, PLAIN,
                 "inspector,name,department\nN1,张三,SCJG\nN2,李四,SCJG\n");
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_string_free(fixture->found, TRUE);
    cha_store_free(fixture->store);
    store_place_free(fixture->place);
}

static void
assert_questions(Fixture *fixture, const char *expected)
{
    store_assert(fixture->store,
                 "SELECT \"column\", text, taken, accepted FROM plan_question ORDER BY plan, \"column\"",
                 expected);
}

#define TABLE(initiator)                                                                                     \
    "任务名称,发起部门,抽查事项,检查对象,抽查比例,抽查时间\n油站检查," initiator                             \
    ",计量器具检定情况检查,加油站,50%,1-2月\n"

static void
test_life(Fixture *fixture, gconstpointer data)
{
    gint64 n_changes;

    (void)data;
    g_assert_cmpstr(import(fixture, CHA_KIND_PLANS, PLAIN, TABLE("工商局")), ==,
                    "stored 1+0, 1 open; ?2 发起部门");
    assert_questions(fixture, "initiator|工商局|SCJG|\n");
    n_changes = store_number(fixture->store, "SELECT count(*) FROM change");
    g_assert_cmpstr(import(fixture, CHA_KIND_PLANS, PLAIN, TABLE("工商局")), ==,
                    "stored 0+0, 1 open; ?2 发起部门");
    g_assert_cmpint(store_number(fixture->store, "SELECT count(*) FROM change"), ==, n_changes);

    /* Accepting changes no plan, and is recorded. */
    g_assert_cmpstr(import(fixture, CHA_KIND_PLANS, ACCEPT, TABLE("工商局")), ==, "stored 0+0, 0 open");
    assert_questions(fixture, "initiator|工商局|SCJG|yes\n");
    store_assert(fixture->store, "SELECT action, subject, source FROM change ORDER BY id DESC LIMIT 1",
                 "accept|plan-questions|table.csv\n");
    g_assert_cmpstr(import(fixture, CHA_KIND_PLANS, PLAIN, TABLE("工商局")), ==, "stored 0+0, 0 open");
    assert_questions(fixture, "initiator|工商局|SCJG|yes\n");

    /* Asked otherwise it is a new question; not asked, it is over. */
    g_assert_cmpstr(import(fixture, CHA_KIND_PLANS, PLAIN, TABLE("质监局")), ==,
                    "stored 0+0, 1 open; ?2 发起部门");
    assert_questions(fixture, "initiator|质监局|SCJG|\n");
    g_assert_cmpstr(import(fixture, CHA_KIND_PLANS, PLAIN, TABLE("市场监管局")), ==, "stored 0+0, 0 open");
    assert_questions(fixture, "");
    g_assert_cmpint(
        store_number(fixture->store, "SELECT count(*) FROM history WHERE kind = 'plan-questions'"), ==, 3);
}

static void
test_accept_column(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_cmpstr(
        import(fixture, CHA_KIND_PLANS, PLAIN,
               "任务名称,发起部门,抽查事项,抽查比例,抽查时间,确认\n"
               "甲,工商局,计量器具检定情况检查,50%,1-2月,是\n乙,工商局,计量器具检定情况检查,50%,1-2月,\n"),
        ==, "stored 2+0, 1 open; ?3 发起部门");
    store_assert(fixture->store,
                 "SELECT title, accepted FROM plan_question JOIN plan USING (plan) ORDER BY title",
                 "乙|\n甲|yes\n");
}

/* A column that a file lacks says nothing about its question, and wrong rows
 * leave none. */
static void
test_other_files(Fixture *fixture, gconstpointer data)
{
    static const char NAMED[] = "plan,title,initiator,items,sample,start,end\n"
                                "P1,甲,工商局,SCJG-1,5%,2027-01-01,2027-12-31\n";

    (void)data;
    (void)import(fixture, CHA_KIND_PLANS, PLAIN, NAMED);
    assert_questions(fixture, "initiator|工商局|SCJG|\n");
    g_assert_cmpstr(import(fixture, CHA_KIND_PLANS, PLAIN, "plan,title\nP1,乙\n"), ==, "stored 0+1, 0 open");
    assert_questions(fixture, "initiator|工商局|SCJG|\n");
    g_assert_cmpstr(
        import(fixture, CHA_KIND_PLANS, GOOD_ROWS,
               "plan,title,initiator,items,sample,start,end\nP2,甲,工商局,SCJG-1,?,2027-01-01,2027-12-31\n"),
        ==, "stored 0+0, 0 open; ?2 initiator; !2 sample");
    assert_questions(fixture, "initiator|工商局|SCJG|\n");
    store_take(fixture->store, CHA_KIND_PLANS, "P1", NULL);
    assert_questions(fixture, "");
}

static void
test_commit(Fixture *fixture, gconstpointer data)
{
    g_autofree char *folder = g_build_filename(fixture->place->folder, "bundle", NULL);
    ChaCommitOptions options = {.short_teams = TRUE};
    g_autoptr(ChaCommitReport) refused = NULL;
    g_autoptr(ChaCommitReport) committed = NULL;
    g_autoptr(ChaCheckReport) checked = NULL;
    g_autoptr(GError) error = NULL;
    const ChaFinding *first;

    (void)data;
    (void)import(fixture, CHA_KIND_PLANS, PLAIN, TABLE("工商局"));
    g_assert_true(cha_check(fixture->store, "2027Q1", NULL, NULL, &checked, &error));
    g_assert_cmpint(cha_check_report_worst(checked), ==, CHA_WEIGHT_HINDRANCE);
    first = g_ptr_array_index(checked->findings, 0);
    g_assert_nonnull(strstr(first->text, "工商局"));
    g_assert_nonnull(strstr(first->text, "SCJG"));

    /* Not even --short-teams accepts it. */
    g_assert_false(cha_commit(fixture->store, "2027Q1", folder, &options, NULL, NULL, &refused, &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_UNSATISFIABLE);
    g_assert_false(g_file_test(folder, G_FILE_TEST_EXISTS));
    g_clear_error(&error);
    (void)import(fixture, CHA_KIND_PLANS, ACCEPT, TABLE("工商局"));
    g_assert_true(cha_commit(fixture->store, "2027Q1", folder, &options, NULL, NULL, &committed, &error));
    g_assert_no_error(error);
}

/* Rows whose plans are made up of what the table does and does not say. */
static const struct {
    const char *table;
    const char *report;
    const char *plans; /* title|initiator|participants|items|object_type|start|end */
} TABLES[] = {
    {"任务名称,发起部门,配合部门,抽查事项,抽查比例,抽查时间\n甲,教育局,市场监管领域相关部门,学校办学情况检查,"
     "5%,3月\n",
     "stored 1+0, 1 open; ?2 配合部门", "甲|JY|SCJG;XF|JY-1||2027-03-01|2027-03-31\n"},
    {"任务名称,发起部门,配合部门,抽查事项,抽查比例,抽查时间\n甲,市场监管局,相关部门,计量器具检定情况检查,5%,"
     "3月\n",
     "refused 0+0, 0 open; !2 配合部门", ""},
    {"任务名称,发起部门,抽查事项,抽查比例,抽查时间\n甲,教育局、消防救援支队,学校办学情况检查,5%,3月\n",
     "stored 1+0, 1 open; ?2 发起部门", "甲|JY|XF|JY-1||2027-03-01|2027-03-31\n"},
    {"抽查领域,发起部门,抽查事项,抽查比例\n学校监督抽查,教育局,对学校办学的检查,5%\n",
     "stored 1+0, 2 open; ?2 ; ?2 抽查事项", "学校监督抽查|JY||JY-1||2027-01-01|2027-12-31\n"},
    {"发起部门,抽查事项,检查对象,抽查比例,抽查时间\n市场监管局,计量器具检定情况检查,全市加油站,5%,3月\n",
     "stored 1+0, 1 open; ?2 检查对象", "计量器具检定情况检查|SCJG||SCJG-1|加油站|2027-03-01|2027-03-31\n"},
    {"发起部门,抽查事项,检查对象,抽查比例,抽查时间\n市场监管局,计量器具检定情况检查,各类秤具,5%,3月\n",
     "stored 1+0, 1 open; ?2 检查对象", "计量器具检定情况检查|SCJG||SCJG-1|各类秤具|2027-03-01|2027-03-31\n"},
    {"江台市教育局2027年度抽查计划,,\n抽查事项,抽查比例,抽查时间\n学校办学情况检查,5%,3月\n",
     "stored 1+0, 1 open; ?3 ", "学校办学情况检查|JY||JY-1||2027-03-01|2027-03-31\n"},
    {"某项抽查计划,,\n抽查事项,抽查比例,抽查时间\n学校办学情况检查,5%,3月\n", "refused 0+0, 0 open; !2 ", ""},
    {"任务名称,发起部门,抽查比例,抽查时间\n学校办学情况检查,教育局,5%,3月\n", "stored 1+0, 1 open; ?2 ",
     "学校办学情况检查|JY||JY-1||2027-03-01|2027-03-31\n"},
    {"任务名称,发起部门,抽查事项,抽查时间\n甲,教育局,学校办学情况检查,3月\n", "refused 0+0, 0 open; !1 ", ""},
};

static void
test_tables(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(TABLES); i++) {
        Fixture fixture;

        set_up(&fixture, NULL);
        g_test_message("%s", TABLES[i].table);
        g_assert_cmpstr(import(&fixture, CHA_KIND_PLANS, PLAIN, TABLES[i].table), ==, TABLES[i].report);
        store_assert(fixture.store,
                     "SELECT title, initiator, participants, items, object_type, start, \"end\" FROM plan",
                     TABLES[i].plans);
        tear_down(&fixture, NULL);
    }
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/plan-questions/life", Fixture, NULL, set_up, test_life, tear_down);
    g_test_add("/plan-questions/accept-column", Fixture, NULL, set_up, test_accept_column, tear_down);
    g_test_add("/plan-questions/other-files", Fixture, NULL, set_up, test_other_files, tear_down);
    g_test_add("/plan-questions/commit", Fixture, NULL, set_up, test_commit, tear_down);
    g_test_add_func("/plan-questions/tables", test_tables);
    return g_test_run();
}
