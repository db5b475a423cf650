/* Imports as a whole: rules between rows and records, and what is stored. */
#include "base/issue.h"
#include "support/store-fixture.h"

#include <choucha/enrolling.h>
#include <inttypes.h>
#include <string.h>

typedef struct {
    StorePlace *place;
    ChaStore *store;
    GString *found;
    guint n_files;
} Fixture;

enum { PLAIN = 0, DRY_RUN = 1, GOOD_ROWS = 2, ADD_ITEMS = 4 };

static void
append_report(GString *found, const char *folder, const ChaImportReport *report, const GError *error)
{
    g_string_append_printf(found,
                           "%s: %" PRIu64 " rows, %" PRIu64 " added, %" PRIu64 " changed, %" PRIu64
                           " unchanged, %" PRIu64 " returned, %" PRIu64 " left out\n",
                           error != NULL    ? "refused"
                           : report->stored ? "stored"
                                            : "dry",
                           report->rows, report->added, report->changed, report->unchanged, report->returned,
                           report->left_out);
    for (guint i = 0; i < report->issues->len; i++) {
        const ChaIssue *issue = g_ptr_array_index(report->issues, i);
        g_autofree char *name = g_path_get_basename(issue->path);

        g_string_append_printf(found, "%c%s:%" PRIu64, issue->severity == CHA_SEVERITY_ERROR ? '!' : '?',
                               name, issue->row);
        if (issue->column != NULL)
            g_string_append_printf(found, " %s", issue->column);
        if (issue->value != NULL)
            g_string_append_printf(found, " %s", issue->value);
        g_string_append_printf(found, ": %s\n", issue->rule);
    }
    g_string_replace(found, folder, "PLACE", 0);
}

/* What an import of one or two tables reports; also kept in the fixture. */
static const char *
import(Fixture *fixture, ChaKind kind, guint flags, const char *first, const char *second)
{
    const char *texts[] = {first, second};
    const char *paths[] = {NULL, NULL, NULL};
    g_autofree char *names[] = {NULL, NULL};
    ChaImportOptions options = {
        .dry_run = (flags & DRY_RUN) != 0,
        .good_rows = (flags & GOOD_ROWS) != 0,
        .add_items = (flags & ADD_ITEMS) != 0,
    };
    g_autoptr(ChaImportReport) report = NULL;
    g_autoptr(GError) error = NULL;
    gboolean done;

    for (guint i = 0; i < G_N_ELEMENTS(texts) && texts[i] != NULL; i++) {
        names[i] = g_strdup_printf("%s/%c.csv", fixture->place->folder, (char)('a' + i));
        g_assert_true(g_file_set_contents(names[i], texts[i], -1, &error));
        paths[i] = names[i];
    }
    done = cha_import(fixture->store, kind, paths, &options, NULL, NULL, &report, &error);
    g_assert_true(done == (error == NULL));
    g_string_truncate(fixture->found, 0);
    append_report(fixture->found, fixture->place->folder, report, error);
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        g_clear_pointer(&names[i], g_free);
    return fixture->found->str;
}

static void
assert_stored(Fixture *fixture, ChaKind kind, const char *expected)
{
    g_autofree char *stored = store_dump(fixture->store, kind);

    g_assert_cmpstr(stored, ==, expected);
}

static void
put(Fixture *fixture, ChaKind kind, const char *table)
{
    const char *found = import(fixture, kind, PLAIN, table, NULL);

    g_test_message("%s", found);
    g_assert_true(g_str_has_prefix(found, "stored"));
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->place = store_place_new();
    fixture->store = store_open(fixture->place);
    fixture->found = g_string_new(NULL);
    put(fixture, CHA_KIND_DEPARTMENTS, "部门编码,部门名称\nSCJG,市场监管局\nJY,教育局\nXF,消防支队\n");
    put(fixture, CHA_KIND_ITEMS,
        "item,name,department,object_type\nJY-1,招生检查,JY,学校\nXF-1,消防检查,XF,学校\nSCJG-1,食堂检查,"
        "SCJG,学校\n");
    put(fixture, CHA_KIND_INSPECTORS, "inspector,name,department\nN1,张三,JY\nN2,李四,XF\n");
    put(fixture, CHA_KIND_TARGETS, "target,name,district\nT1,甲,410702\nT2,乙,410711\n");
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
test_counts(Fixture *fixture, gconstpointer data)
{
    static const char TABLE[] = "department,name,phone\nJY,教育局,1\nSCJG,市场监管局,\nGA,公安局,\n";

    (void)data;
    g_assert_cmpstr(import(fixture, CHA_KIND_DEPARTMENTS, DRY_RUN, TABLE, NULL), ==,
                    "dry: 3 rows, 1 added, 1 changed, 1 unchanged, 0 returned, 0 left out\n");
    assert_stored(fixture, CHA_KIND_DEPARTMENTS, "JY|教育局||||\nSCJG|市场监管局||||\nXF|消防支队||||\n");
    g_assert_cmpstr(import(fixture, CHA_KIND_DEPARTMENTS, PLAIN, TABLE, NULL), ==,
                    "stored: 3 rows, 1 added, 1 changed, 1 unchanged, 0 returned, 0 left out\n");
    g_assert_cmpstr(import(fixture, CHA_KIND_DEPARTMENTS, PLAIN, TABLE, NULL), ==,
                    "stored: 3 rows, 0 added, 0 changed, 3 unchanged, 0 returned, 0 left out\n");
    assert_stored(fixture, CHA_KIND_DEPARTMENTS,
                  "GA|公安局||||\nJY|教育局||1||\nSCJG|市场监管局||||\nXF|消防支队||||\n");
}

static void
test_wrong_rows(Fixture *fixture, gconstpointer data)
{
    static const char TABLE[] = "department,name,exempt\nGA,公安局,\nSL,,\nMZ,民政局,也许\nGX,工信局,是\n";

    (void)data;
    g_assert_cmpstr(import(fixture, CHA_KIND_DEPARTMENTS, PLAIN, TABLE, NULL), ==,
                    "refused: 4 rows, 2 added, 0 changed, 0 unchanged, 0 returned, 2 left out\n"
                    "!a.csv:3 name: a required cell is blank\n"
                    "!a.csv:4 exempt 也许: none of the words that this column takes\n");
    assert_stored(fixture, CHA_KIND_DEPARTMENTS, "JY|教育局||||\nSCJG|市场监管局||||\nXF|消防支队||||\n");
    g_assert_true(
        g_str_has_prefix(import(fixture, CHA_KIND_DEPARTMENTS, GOOD_ROWS, TABLE, NULL),
                         "stored: 4 rows, 2 added, 0 changed, 0 unchanged, 0 returned, 2 left out\n!"));
    assert_stored(fixture, CHA_KIND_DEPARTMENTS,
                  "GA|公安局||||\nGX|工信局|||yes|\nJY|教育局||||\nSCJG|市场监管局||||\nXF|消防支队||||\n");
}

static void
test_broken_files(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_cmpstr(
        import(fixture, CHA_KIND_DEPARTMENTS, GOOD_ROWS, "department,name\nGA,公安局\nSL,\"\n", NULL), ==,
        "refused: 1 rows, 1 added, 0 changed, 0 unchanged, 0 returned, 0 left out\n"
        "!a.csv:0: row 3: a quote is opened and never closed\n");
    g_assert_cmpstr(
        import(fixture, CHA_KIND_DEPARTMENTS, GOOD_ROWS, "department,name\nGA,公安局\n", "a,b\nc,d\n"), ==,
        "refused: 0 rows, 0 added, 0 changed, 0 unchanged, 0 returned, 0 left out\n"
        "!b.csv:0: none of the first 2 rows names a column of \"departments\"\n");
    g_assert_cmpstr(import(fixture, CHA_KIND_DEPARTMENTS, PLAIN, "name\n公安局\n", NULL), ==,
                    "refused: 0 rows, 0 added, 0 changed, 0 unchanged, 0 returned, 0 left out\n"
                    "!a.csv:1: column \"department\" (部门编码) is missing; there is \"name\"\n");
    assert_stored(fixture, CHA_KIND_DEPARTMENTS, "JY|教育局||||\nSCJG|市场监管局||||\nXF|消防支队||||\n");
}

static void
test_missing_file(Fixture *fixture, gconstpointer data)
{
    const char *paths[] = {"/nowhere/departments.csv", NULL};
    ChaImportOptions options = {0};
    g_autoptr(ChaImportReport) report = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_false(
        cha_import(fixture->store, CHA_KIND_DEPARTMENTS, paths, &options, NULL, NULL, &report, &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_INVALID);
    g_assert_cmpuint(report->issues->len, ==, 1);
}

static void
test_same_key_twice(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_cmpstr(import(fixture, CHA_KIND_DEPARTMENTS, PLAIN,
                           "department,name\nGA,公安局\n\nGA,公安局\nＧＡ,公安局\n", NULL),
                    ==, "stored: 3 rows, 1 added, 0 changed, 0 unchanged, 0 returned, 0 left out\n");
    g_assert_cmpstr(
        import(fixture, CHA_KIND_DEPARTMENTS, PLAIN, "department,name\nMZ,民政局\nSL,水利局\nMZ,民政\n",
               "department,name\nSL,水务局\n"),
        ==,
        "refused: 4 rows, 0 added, 0 changed, 0 unchanged, 0 returned, 4 left out\n"
        "!a.csv:4 name 民政: the same record as row 2, with other contents: there it is \"民政局\"\n"
        "!b.csv:2 name 水务局: the same record as row 3 of PLACE/a.csv, with other contents: there it is "
        "\"水利局\"\n");
}

static void
test_files_with_other_columns(Fixture *fixture, gconstpointer data)
{
    (void)data;
    put(fixture, CHA_KIND_DEPARTMENTS, "department,email,phone\nJY,j@y.cn,1\n");
    g_assert_cmpstr(import(fixture, CHA_KIND_DEPARTMENTS, PLAIN,
                           "department,name,phone\nJY,教育局,2\nGA,公安局,3\n",
                           "department,email\nSCJG,s@c.cn\n"),
                    ==, "stored: 3 rows, 1 added, 2 changed, 0 unchanged, 0 returned, 0 left out\n");
    assert_stored(fixture, CHA_KIND_DEPARTMENTS,
                  "GA|公安局||3||\nJY|教育局|j@y.cn|2||\nSCJG|市场监管局|s@c.cn|||\nXF|消防支队||||\n");
    /* Blank empties; a required column may be absent where the record is. */
    put(fixture, CHA_KIND_DEPARTMENTS, "department,email\nJY,\n");
    assert_stored(fixture, CHA_KIND_DEPARTMENTS,
                  "GA|公安局||3||\nJY|教育局||2||\nSCJG|市场监管局|s@c.cn|||\nXF|消防支队||||\n");
    g_assert_cmpstr(
        import(fixture, CHA_KIND_DEPARTMENTS, GOOD_ROWS, "department,email\nMZ,m\nJY,x\nSL,s\n", NULL), ==,
        "stored: 3 rows, 0 added, 1 changed, 0 unchanged, 0 returned, 2 left out\n"
        "!a.csv:2: new records need the column \"name\" (部门名称), which the file lacks (2 rows)\n");
}

static void
test_references(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_cmpstr(import(fixture, CHA_KIND_RECUSALS, PLAIN,
                           "inspector,target,reason\nN1,T1,配偶\nN9,T1,\nN2,T8,\nN9,T9,\n", NULL),
                    ==,
                    "refused: 4 rows, 1 added, 0 changed, 0 unchanged, 0 returned, 3 left out\n"
                    "!a.csv:3 inspector N9: no such inspector in the registry\n"
                    "!a.csv:4 target T8: no such target in the registry\n"
                    "!a.csv:5 inspector N9: no such inspector in the registry\n"
                    "!a.csv:5 target T9: no such target in the registry\n");
    g_assert_cmpstr(import(fixture, CHA_KIND_ABSENCES, PLAIN,
                           "inspector,from,to\nN1,2027-01-05,2027-01-04\nN9,2027-01-05,2027-01-05\n", NULL),
                    ==,
                    "refused: 2 rows, 0 added, 0 changed, 0 unchanged, 0 returned, 2 left out\n"
                    "!a.csv:2 to 2027-01-04: ends before it begins, on 2027-01-05\n"
                    "!a.csv:3 inspector N9: no such inspector in the registry\n");
}

static void
test_withdrawn_and_back(Fixture *fixture, gconstpointer data)
{
    const char *keys[] = {"N1", "T1", NULL};
    g_autoptr(GError) error = NULL;

    (void)data;
    put(fixture, CHA_KIND_RECUSALS, "inspector,target\nN1,T1\n");
    g_assert_true(cha_remove(fixture->store, CHA_KIND_RECUSALS, keys, "误登记", &error));
    assert_stored(fixture, CHA_KIND_RECUSALS, "");
    g_assert_cmpstr(import(fixture, CHA_KIND_RECUSALS, PLAIN, "inspector,target\nN1,T1\nN2,T1\n", NULL), ==,
                    "stored: 2 rows, 2 added, 0 changed, 0 unchanged, 1 returned, 0 left out\n"
                    "?a.csv:2: this record was withdrawn before, and is back now\n");
}

#define PLAN_HEADER "plan,title,initiator,participants,items,sample,start,end,times,campaigns\n"

static void
test_plans(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_cmpstr(
        import(
            fixture, CHA_KIND_PLANS, PLAIN,
            PLAN_HEADER
            "P1,a,JY,消防支队;JY,招生检查;消防检查,5%,2027-01-01,2027-12-31,4,2027Q1;2027Q1;2027Q3;2027Q4\n"
            "P2,a,JY,,招生检查;消防检查,5%,2027-01-01,2027-12-31,,\n"
            "P3,a,JY,,JY-1,5%,2027-03-20,2027-03-10,,\n"
            "P4,a,JY,,JY-1,5%,2027-01-31,2027-02-01,3,2027Q1;2027Q2\n"
            "P5,a,JY,,JY-1,5%,2027-01-31,2027-02-01,2,\n",
            NULL),
        ==,
        "refused: 5 rows, 2 added, 0 changed, 0 unchanged, 0 returned, 3 left out\n"
        "?a.csv:2 participants JY;XF: the initiator is left out of the participants\n"
        "!a.csv:3 items JY-1;XF-1: item XF-1 belongs to department XF, which takes no part\n"
        "!a.csv:4 end 2027-03-10: the period ends before it starts, on 2027-03-20\n"
        "!a.csv:5 times 3: 3 drawings, but the period has 2 calendar months\n"
        "!a.csv:5 campaigns 2027Q1;2027Q2: 2 quarters for 3 drawings\n");
    put(fixture, CHA_KIND_PLANS,
        PLAN_HEADER
        "P1,a,JY,消防支队;JY,招生检查;消防检查,5%,2027-01-01,2027-12-31,4,2027Q1;2027Q1;2027Q3;2027Q4\n");
    assert_stored(
        fixture, CHA_KIND_PLANS,
        "P1|a|JY|XF|JY-1;XF-1|||5%|2027-01-01|2027-12-31|4|2027Q1;2027Q1;2027Q3;2027Q4|||||||||||\n");
}

/* Columns that a file lacks are as they are stored, for the rules as well. */
static void
test_parts_of_plans(Fixture *fixture, gconstpointer data)
{
    (void)data;
    put(fixture, CHA_KIND_PLANS, PLAN_HEADER "P1,a,JY,XF,JY-1;XF-1,5%,2027-01-01,2027-06-30,,\n");
    g_assert_cmpstr(import(fixture, CHA_KIND_PLANS, PLAIN, "plan,items\nP1,食堂检查\n", NULL), ==,
                    "refused: 1 rows, 0 added, 0 changed, 0 unchanged, 0 returned, 1 left out\n"
                    "!a.csv:2 items SCJG-1: item SCJG-1 belongs to department SCJG, which takes no part\n");
    g_assert_cmpstr(import(fixture, CHA_KIND_PLANS, PLAIN, "plan,participants\nP1,\n", NULL), ==,
                    "refused: 1 rows, 0 added, 0 changed, 0 unchanged, 0 returned, 1 left out\n"
                    "!a.csv:2: item XF-1 belongs to department XF, which takes no part\n");
    g_assert_cmpstr(import(fixture, CHA_KIND_PLANS, PLAIN, "plan,times\nP1,7\n", NULL), ==,
                    "refused: 1 rows, 0 added, 0 changed, 0 unchanged, 0 returned, 1 left out\n"
                    "!a.csv:2 times 7: 7 drawings, but the period has 6 calendar months\n");
    g_assert_cmpstr(import(fixture, CHA_KIND_PLANS, PLAIN, "plan,times,end\nP1,7,2027-07-01\n", NULL), ==,
                    "stored: 1 rows, 0 added, 1 changed, 0 unchanged, 0 returned, 0 left out\n");
    assert_stored(fixture, CHA_KIND_PLANS, "P1|a|JY|XF|JY-1;XF-1|||5%|2027-01-01|2027-07-01|7||||||||||||\n");
}

#define NAMED(name, times) name ",a,JY,,JY-1,5%,2027-01-01,2027-12-31," times ",\n"

static void
test_names_of_plans(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_cmpstr(import(fixture, CHA_KIND_PLANS, PLAIN,
                           PLAN_HEADER NAMED("P", "2") NAMED("P.1", "") NAMED("P.2", "") NAMED("P.3", "")
                               NAMED("P.02", "") NAMED("Q", "") NAMED("q", ""),
                           NULL),
                    ==,
                    "refused: 7 rows, 3 added, 0 changed, 0 unchanged, 0 returned, 4 left out\n"
                    "!a.csv:3 plan P.1: drawing 1 of plan P has this name\n"
                    "!a.csv:4 plan P.2: drawing 2 of plan P has this name\n"
                    "!a.csv:7 plan Q: differs from plan q only in capital letters\n"
                    "!a.csv:8 plan q: differs from plan Q only in capital letters\n");
    put(fixture, CHA_KIND_PLANS, PLAN_HEADER NAMED("R.2", "1") NAMED("S", "3") NAMED("T", ""));
    g_assert_cmpstr(import(fixture, CHA_KIND_PLANS, PLAIN,
                           PLAN_HEADER NAMED("r", "2") NAMED("s.3", "") NAMED("S.4", "") NAMED("t", "")
                               NAMED("T", "2"),
                           NULL),
                    ==,
                    "refused: 5 rows, 1 added, 0 changed, 0 unchanged, 0 returned, 4 left out\n"
                    "!a.csv:2 plan r: its drawing 2 would be named like plan R.2\n"
                    "!a.csv:3 plan s.3: drawing 3 of plan S has this name\n"
                    "!a.csv:5 plan t: differs from plan T only in capital letters\n"
                    "!a.csv:6 plan T: differs from plan t only in capital letters\n");
}

static void
test_new_items(Fixture *fixture, gconstpointer data)
{
    static const char TABLE[] =
        PLAN_HEADER "P1,a,JY,,教材检查、装备检查;招生检查,5%,2027-01-01,2027-12-31,,\n"
                    "P2,a,JY,,教具检查,5%,2027-12-01,2027-01-31,,\n";

    (void)data;
    g_assert_cmpstr(
        import(fixture, CHA_KIND_PLANS, ADD_ITEMS | GOOD_ROWS, TABLE, NULL), ==,
        "stored: 2 rows, 1 added, 0 changed, 0 unchanged, 0 returned, 1 left out\n"
        "?a.csv:2 items 教材检查、装备检查;招生检查: \"教材检查、装备检查\" is added to the items as "
        "JY-36b85277\n"
        "?a.csv:3 items 教具检查: \"教具检查\" is added to the items as JY-6a8523f3\n"
        "!a.csv:3 end 2027-01-31: the period ends before it starts, on 2027-12-01\n");
    assert_stored(fixture, CHA_KIND_ITEMS,
                  "JY-1|招生检查|JY|||学校||||\nJY-36b85277|教材检查、装备检查|JY|||||||\n"
                  "SCJG-1|食堂检查|SCJG|||学校||||\nXF-1|消防检查|XF|||学校||||\n");
    assert_stored(fixture, CHA_KIND_PLANS,
                  "P1|a|JY||JY-1;JY-36b85277|||5%|2027-01-01|2027-12-31|||||||||||||\n");
    g_assert_true(g_str_has_prefix(import(fixture, CHA_KIND_PLANS, PLAIN, TABLE, NULL), "refused"));
}

static void
draw_campaign(ChaStore *store, const char *campaign)
{
    Draw *draw = draw_fixture(2);
    g_autoptr(GError) error = NULL;

    g_assert_true(store_draw_campaign(store, campaign, draw, &error));
    g_assert_no_error(error);
    draw_free(draw);
}

static void
end_campaign(ChaStore *store, const char *campaign)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Transaction) transaction = store_begin(store, &error);

    g_assert_no_error(error);
    g_assert_true(campaign_store_record_void(store, campaign, "作废", "Zhang", &error));
    g_assert_true(transaction_commit(transaction, &error));
}

#define RESULT_HEADER "campaign,visit,department,date,codes,published,closed\n"

static void
test_results(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    store_fill(fixture->store);
    g_assert_true(store_commit_campaign(fixture->store, "2027Q1", &error));
    end_campaign(fixture->store, "2027Q1");
    g_assert_true(store_commit_campaign(fixture->store, "2027Q1.2", &error));
    draw_campaign(fixture->store, "2027Q1.2");
    g_assert_true(store_commit_campaign(fixture->store, "2027Q2", &error));
    g_assert_no_error(error);
    g_assert_cmpstr(import(fixture, CHA_KIND_RESULTS, GOOD_ROWS,
                           RESULT_HEADER
                           "2027Q1,T1-1,D1,2027-01-20,未发现问题,2027-02-01,2027-01-20\n"
                           "2027Q1.2,T2-1,D1,2027-01-20,ZJ2017:E,,2027-03-01\n"
                           "2027Q2,T1-1,D1,2027-04-20,正常,,\n2027Q3,T1-1,D1,2027-04-20,正常,,\n"
                           "2027Q1,T3-1,D1,2027-01-20,正常,,\n2027Q1,T1-1,JY,2027-01-20,正常,,\n"
                           "2027Q1,T1-1,D2,2027-01-20,正常,2027-01-19,2027-01-10\n",
                           NULL),
                    ==,
                    "stored: 7 rows, 2 added, 0 changed, 0 unchanged, 0 returned, 5 left out\n"
                    "!a.csv:4 campaign 2027Q2: this campaign is not drawn yet\n"
                    "!a.csv:5 campaign 2027Q3: there is no such campaign\n"
                    "!a.csv:6 visit T3-1: the campaign has no such visit\n"
                    "!a.csv:7 department JY: the department is not on the team of this visit\n"
                    "!a.csv:8 published 2027-01-19: before the inspection on 2027-01-20\n"
                    "!a.csv:8 closed 2027-01-10: before the inspection on 2027-01-20\n");
    assert_stored(fixture, CHA_KIND_RESULTS,
                  "2027Q1.2|T1-1|D1|2027-01-20|未发现问题||2027-02-01|2027-01-20\n"
                  "2027Q1.2|T2-1|D1|2027-01-20|ZJ2017:E|||2027-03-01\n");
    /* The day of the inspection is the stored one where the file has none. */
    g_assert_cmpstr(import(fixture, CHA_KIND_RESULTS, PLAIN,
                           "campaign,visit,department,published\n2027Q1,T2-1,D1,2027-01-10\n", NULL),
                    ==,
                    "refused: 1 rows, 0 added, 0 changed, 0 unchanged, 0 returned, 1 left out\n"
                    "!a.csv:2 published 2027-01-10: before the inspection on 2027-01-20\n");
    end_campaign(fixture->store, "2027Q1.2");
    g_assert_cmpstr(
        import(fixture, CHA_KIND_RESULTS, PLAIN, RESULT_HEADER "2027Q1.2,T1-1,D1,2027-01-20,正常,,\n", NULL),
        ==,
        "refused: 1 rows, 0 added, 0 changed, 0 unchanged, 0 returned, 1 left out\n"
        "!a.csv:2 campaign 2027Q1.2: this campaign is void\n");
}

static void
test_settings(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_true(cha_set(fixture->store, "max_visits", "３０", &error));
    store_assert(fixture->store, "SELECT name, value FROM setting", "max_visits|30\n");
    g_assert_false(cha_set(fixture->store, "visits_per_day", "13", &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_INVALID);
    g_clear_error(&error);
    g_assert_false(cha_set(fixture->store, "speed", "1", &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_NOT_FOUND);
    g_assert_nonnull(strstr(error->message, "max_departments, max_visits"));
}

/* Parents by code or name, below their children in the table, and in another. */
static void
test_parents(Fixture *fixture, gconstpointer data)
{
    (void)data;
    put(fixture, CHA_KIND_DEPARTMENTS,
        "部门编码,部门名称,上级部门\nHQ,红旗区 市场监管局,SCJG\nX1,一所,红旗区市场监管局\nX2,二所,ＨＱ\n");
    assert_stored(
        fixture, CHA_KIND_DEPARTMENTS,
        "HQ|红旗区 市场监管局||||SCJG\nJY|教育局||||\nSCJG|市场监管局||||\nX1|一所||||HQ\nX2|二所||||HQ\n"
        "XF|消防支队||||\n");
    g_assert_cmpstr(import(fixture, CHA_KIND_DEPARTMENTS, PLAIN,
                           "department,name,parent\nX3,三所,新所\nX3,三所,X4\n",
                           "department,name\nX4,新所\n"),
                    ==, "stored: 3 rows, 2 added, 0 changed, 0 unchanged, 0 returned, 0 left out\n");
    /* A table without the column leaves it as it is, a blank cell empties it. */
    put(fixture, CHA_KIND_DEPARTMENTS, "department,name\nX1,一所\n");
    put(fixture, CHA_KIND_DEPARTMENTS, "department,parent\nX2,\n");
    assert_stored(
        fixture, CHA_KIND_DEPARTMENTS,
        "HQ|红旗区 市场监管局||||SCJG\nJY|教育局||||\nSCJG|市场监管局||||\nX1|一所||||HQ\nX2|二所||||\n"
        "X3|三所||||X4\nX4|新所||||\nXF|消防支队||||\n");
}

static void
test_wrong_parents(Fixture *fixture, gconstpointer data)
{
    (void)data;
    put(fixture, CHA_KIND_DEPARTMENTS, "department,parent\nXF,JY\n");
    g_assert_cmpstr(import(fixture, CHA_KIND_DEPARTMENTS, PLAIN,
                           "department,name,parent\nA,甲,A\nB,乙,C\nC,丙,D\nD,丁,乙\nE,戊,D\nF,己,教育所\n"
                           "JY,教育局,消防支队\n",
                           "name,department\n庚,G\n,H\n"),
                    ==,
                    "refused: 9 rows, 1 added, 0 changed, 0 unchanged, 0 returned, 8 left out\n"
                    "!a.csv:2 parent A: a department cannot be its own parent\n"
                    "!a.csv:3 parent C: by way of C the department would be above itself\n"
                    "!a.csv:4 parent D: by way of D the department would be above itself\n"
                    "!a.csv:5 parent B: by way of B the department would be above itself\n"
                    "!a.csv:6 parent D: the row of department D is wrong and left out\n"
                    "!a.csv:7 parent 教育所: no such department, neither stored nor in a right row of these "
                    "tables\n"
                    "!a.csv:8 parent XF: by way of XF the department would be above itself\n"
                    "!b.csv:3 name: a required cell is blank\n");
    /* What is stored of a row that is left out counts, and so may a circle. */
    put(fixture, CHA_KIND_DEPARTMENTS, "department,name,parent\nA,甲,\nB,乙,A\n");
    g_assert_cmpstr(
        import(fixture, CHA_KIND_DEPARTMENTS, GOOD_ROWS,
               "department,name,parent\nA,甲,B\nB,乙,\nB,乙乙,\nC,丙,A\n", NULL),
        ==,
        "stored: 4 rows, 1 added, 0 changed, 0 unchanged, 0 returned, 3 left out\n"
        "!a.csv:2 parent B: by way of B the department would be above itself\n"
        "!a.csv:4 name 乙乙: the same record as row 3, with other contents: there it is \"乙\"\n");
    assert_stored(fixture, CHA_KIND_DEPARTMENTS,
                  "A|甲||||\nB|乙||||A\nC|丙||||A\nJY|教育局||||\nSCJG|市场监管局||||\nXF|消防支队||||JY\n");
}

static gboolean
collect(const char *bytes, gsize length, gpointer data, GError **error)
{
    (void)error;
    g_string_append_len(data, bytes, (gssize)length);
    return TRUE;
}

static void
test_lists(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    (void)data;
    put(fixture, CHA_KIND_DEPARTMENTS, "department,name,phone\nGA,\"公安局, \"\"市\"\"\",110\n");
    g_assert_true(cha_list(fixture->store, CHA_KIND_DEPARTMENTS, CHA_TABLE_CSV, collect, text, &error));
    g_assert_cmpstr(text->str, ==,
                    "department,name,email,phone,exempt,parent\nGA,\"公安局, \"\"市\"\"\",,110,,\n"
                    "JY,教育局,,,,\nSCJG,市场监管局,,,,\nXF,消防支队,,,,\n");
    g_string_truncate(text, 0);
    g_assert_true(cha_list(fixture->store, CHA_KIND_RECUSALS, CHA_TABLE_JSON, collect, text, &error));
    g_assert_cmpstr(text->str, ==, "[]\n");
    g_string_truncate(text, 0);
    g_assert_true(cha_set(fixture->store, "max_visits", "30", &error));
    g_assert_true(cha_list_settings(fixture->store, CHA_TABLE_CSV, collect, text, &error));
    g_assert_cmpstr(text->str, ==,
                    "name,value\nmax_departments,\nmax_visits,30\nteams,greedy\nvisits_per_day,4\n");
    g_assert_no_error(error);
}

/* @listed is @text, but for columns behind the last that the file does not have:
 * their titles, and nothing else in any row. */
static void
assert_same_table(const char *listed, const char *text)
{
    g_auto(GStrv) rows = g_strsplit(listed, "\n", -1);
    g_auto(GStrv) expected = g_strsplit(text, "\n", -1);
    guint n_more = 0;

    g_assert_cmpuint(g_strv_length(rows), ==, g_strv_length(expected));
    g_assert_true(g_str_has_prefix(rows[0], expected[0]));
    for (const char *at = rows[0] + strlen(expected[0]); *at != '\0'; at++)
        n_more += *at == ',' ? 1 : 0;
    for (guint i = 1; rows[i] != NULL && *rows[i] != '\0'; i++) {
        g_autofree char *commas = g_strnfill(n_more, ',');
        g_autofree char *row = g_strconcat(expected[i], commas, NULL);

        g_assert_cmpstr(rows[i], ==, row);
    }
}

/* The demonstration city goes in without a word, and comes out as it was. */
static void
test_city(void)
{
    static const ChaKind KINDS[] = {
        CHA_KIND_DEPARTMENTS, CHA_KIND_ITEMS,    CHA_KIND_JOINT_ITEMS, CHA_KIND_TARGETS, CHA_KIND_INSPECTORS,
        CHA_KIND_RECUSALS,    CHA_KIND_ABSENCES, CHA_KIND_HOLIDAYS,    CHA_KIND_PLANS,
    };
    g_autoptr(ChaStore) store = store_in_memory();

    for (gsize i = 0; i < G_N_ELEMENTS(KINDS); i++) {
        g_autofree char *name = g_strconcat(cha_kind_name(KINDS[i]), ".csv", NULL);
        g_autofree char *path = g_test_build_filename(G_TEST_DIST, "..", "data", "xinxiang", name, NULL);
        const char *paths[] = {path, NULL};
        ChaImportOptions options = {0};
        g_autoptr(ChaImportReport) report = NULL;
        g_autoptr(GString) listed = g_string_new(NULL);
        g_autofree char *text = NULL;
        g_autoptr(GError) error = NULL;

        g_assert_true(cha_import(store, KINDS[i], paths, &options, NULL, NULL, &report, &error));
        g_assert_no_error(error);
        g_assert_cmpuint(report->issues->len, ==, 0);
        g_assert_cmpuint(report->added, ==, report->rows);
        g_assert_true(cha_list(store, KINDS[i], CHA_TABLE_CSV, collect, listed, &error));
        g_assert_true(g_file_get_contents(path, &text, NULL, &error));
        assert_same_table(listed->str, text);
    }
}

/* What an import of a list for plan P1 reports. */
static const char *
import_frame(Fixture *fixture, const char *plan, guint flags, const char *table)
{
    g_autofree char *path = g_strdup_printf("%s/list.csv", fixture->place->folder);
    const char *paths[] = {path, NULL};
    ChaImportOptions options = {.dry_run = (flags & DRY_RUN) != 0, .good_rows = (flags & GOOD_ROWS) != 0};
    g_autoptr(ChaImportReport) report = NULL;
    g_autoptr(GError) error = NULL;

    g_assert_true(g_file_set_contents(path, table, -1, &error));
    g_assert_true(cha_import_frame(fixture->store, plan, paths, &options, NULL, NULL, &report, &error) ==
                  (error == NULL));
    g_string_truncate(fixture->found, 0);
    append_report(fixture->found, fixture->place->folder, report, error);
    return fixture->found->str;
}

static void
assert_frame(Fixture *fixture, const char *expected)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    g_assert_true(cha_list_frame(fixture->store, "P1", CHA_TABLE_CSV, collect, text, &error));
    g_assert_cmpstr(text->str, ==, expected);
}

static void
test_frames(Fixture *fixture, gconstpointer data)
{
    const char *used[] = {"T2", NULL};
    const char *plan[] = {"P1", NULL};
    g_autoptr(GError) error = NULL;

    (void)data;
    put(fixture, CHA_KIND_PLANS,
        "plan,title,initiator,items,sample,start,end\nP1,a,JY,JY-1,5%,2027-01-01,2027-12-31\n");
    g_assert_cmpstr(import_frame(fixture, "P2", PLAIN, "target\nT1\n"), ==,
                    "refused: 0 rows, 0 added, 0 changed, 0 unchanged, 0 returned, 0 left out\n");
    g_assert_cmpstr(import_frame(fixture, "P1", PLAIN, "统一社会信用代码,名称\nT1,甲\nT9,丙\nT2,丁\n"), ==,
                    "refused: 3 rows, 2 added, 0 changed, 0 unchanged, 0 returned, 1 left out\n"
                    "!list.csv:3 统一社会信用代码 T9: no such target in the registry\n"
                    "?list.csv:4 名称 丁: the registry has another name for this target\n");
    assert_frame(fixture, "target,name\n");
    g_assert_cmpstr(import_frame(fixture, "P1", DRY_RUN, "target\nT2\n"), ==,
                    "dry: 1 rows, 1 added, 0 changed, 0 unchanged, 0 returned, 0 left out\n");
    assert_frame(fixture, "target,name\n");
    g_assert_cmpstr(import_frame(fixture, "P1", GOOD_ROWS, "target\nT2\nT2\nT9\nT1\n"), ==,
                    "stored: 4 rows, 2 added, 0 changed, 0 unchanged, 0 returned, 1 left out\n"
                    "!list.csv:4 target T9: no such target in the registry\n");
    assert_frame(fixture, "target,name\nT1,甲\nT2,乙\n");
    /* A new list takes the place of the one before. */
    g_assert_cmpstr(import_frame(fixture, "P1", PLAIN, "target\nT2\n"), ==,
                    "stored: 1 rows, 0 added, 0 changed, 1 unchanged, 0 returned, 0 left out\n"
                    "?list.csv:0: 1 target of the former list is not on this one\n");
    assert_frame(fixture, "target,name\nT2,乙\n");
    store_assert(fixture->store, "SELECT kind, key, record FROM history WHERE kind = 'frame'",
                 "frame|[\"P1\",\"T1\"]|{\"plan\":\"P1\",\"target\":\"T1\"}\n");
    g_assert_cmpstr(import_frame(fixture, "P1", PLAIN, "target\n"), ==,
                    "refused: 0 rows, 0 added, 0 changed, 0 unchanged, 0 returned, 0 left out\n"
                    "?list.csv:0: 1 target of the former list is not on this one\n");
    g_assert_false(cha_remove(fixture->store, CHA_KIND_TARGETS, used, "x", &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_CONFLICT);
    g_clear_error(&error);
    g_assert_false(cha_remove(fixture->store, CHA_KIND_PLANS, plan, "x", &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_CONFLICT);
    g_clear_error(&error);
    g_assert_true(cha_remove_frame(fixture->store, "P1", "over", &error));
    g_assert_no_error(error);
    assert_frame(fixture, "target,name\n");
    g_assert_false(cha_remove_frame(fixture->store, "P1", "over", &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_NOT_FOUND);
    g_clear_error(&error);
    g_assert_true(cha_remove(fixture->store, CHA_KIND_PLANS, plan, "x", &error));
}

static void
test_conditions(Fixture *fixture, gconstpointer data)
{
    static const char HEADER[] =
        "plan,title,initiator,items,sample,start,end,行业范围,风险等级范围,地址包含\n";
    g_autofree char *right =
        g_strconcat(HEADER,
                    "P1,a,JY,JY-1,5%,2027-01-01,2027-12-31,5213；c、制造业,D级、C,平原路;红旗区\n"
                    "P2,a,JY,JY-1,5%,2027-01-01,2027-12-31,不限,全部,\n",
                    NULL);
    g_autofree char *wrong = g_strconcat(HEADER,
                                         "P3,a,JY,JY-1,5%,2027-01-01,2027-12-31,C52,,\n"
                                         "P3,a,JY,JY-1,5%,2027-01-01,2027-12-31,零售,E,\n",
                                         NULL);

    (void)data;
    put(fixture, CHA_KIND_PLANS, right);
    assert_stored(fixture, CHA_KIND_PLANS,
                  "P1|a|JY||JY-1|||5%|2027-01-01|2027-12-31||||||||||C;F5213|C;D|平原路;红旗区|\n"
                  "P2|a|JY||JY-1|||5%|2027-01-01|2027-12-31||||||||||all|all||\n");
    g_assert_cmpstr(import(fixture, CHA_KIND_PLANS, PLAIN, wrong, NULL), ==,
                    "refused: 2 rows, 0 added, 0 changed, 0 unchanged, 0 returned, 2 left out\n"
                    "!a.csv:2 行业范围 C52: \"C52\" is in another section\n"
                    "!a.csv:3 行业范围 零售: \"零售\" is no industry of GB/T 4754\n"
                    "!a.csv:3 风险等级范围 E: \"E\" is no risk class\n");
}

static void
test_levels(Fixture *fixture, gconstpointer data)
{
    static const char LONG[] = "D123456789012345678901234567890123456789012345678901"; /* 52 bytes */
    g_autofree char *departments = g_strdup_printf("department,name\n%s,long\nA@B,at\n", LONG);
    g_autofree char *plans = g_strdup_printf(
        "plan,title,initiator,participants,items,sample,start,end,实施层级及说明\n"
        "P1,a,JY,,JY-1,5%%,2027-01-01,2027-12-31,市级发起，下派区级检查\nP2,a,JY,,JY-1,5%%,2027-01-01,2027-"
        "12-31,\n"
        "P3,a,JY,,JY-1,5%%,2027-01-01,2027-12-31,市抽市查、市抽县查\nP4,a,JY,,JY-1,5%%,2027-01-01,2027-12-31,"
        "看情况\n"
        "P5,a,JY,%s,JY-1,5%%,2027-01-01,2027-12-31,下级\nP6,a,JY,A@B,JY-1,5%%,2027-01-01,2027-12-31,下级\n"
        "P7,a,JY,%s,JY-1,5%%,2027-01-01,2027-12-31,本级\n",
        LONG, LONG);
    const char *found;

    (void)data;
    put(fixture, CHA_KIND_DEPARTMENTS, departments);
    found = import(fixture, CHA_KIND_PLANS, GOOD_ROWS, plans, NULL);
    g_test_message("%s", found);
    g_assert_true(g_str_has_prefix(found, "stored: 7 rows, 4 added, 0 changed, 0 unchanged, 0 returned, 3 "));
    g_assert_nonnull(
        strstr(found, "!a.csv:5 实施层级及说明 看情况: does not say who draws and who inspects\n"));
    g_assert_nonnull(strstr(found, "!a.csv:6 实施层级及说明 subordinates: the code of department D12345678"));
    g_assert_nonnull(strstr(found, "!a.csv:7 实施层级及说明 subordinates: the code of department A@B is"));
    g_assert_nonnull(strstr(found, "a.csv:4 实施层级及说明 市抽市查、市抽县查: "));
    assert_stored(
        fixture, CHA_KIND_PLANS,
        "P1|a|JY||JY-1|||5%|2027-01-01|2027-12-31|||||||||||||subordinates\n"
        "P2|a|JY||JY-1|||5%|2027-01-01|2027-12-31|||||||||||||\n"
        "P3|a|JY||JY-1|||5%|2027-01-01|2027-12-31|||||||||||||own\n"
        "P7|a|JY|D123456789012345678901234567890123456789012345678901|JY-1|||5%|2027-01-01|2027-12-31"
        "|||||||||||||own\n");
}

static void
test_removal(Fixture *fixture, gconstpointer data)
{
    const char *half[] = {"N1", NULL};
    const char *used[] = {"JY", NULL};
    const char *unknown[] = {"N1", "T1", NULL};
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_false(cha_remove(fixture->store, CHA_KIND_RECUSALS, half, "x", &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_INVALID);
    g_clear_error(&error);
    g_assert_false(cha_remove(fixture->store, CHA_KIND_RECUSALS, unknown, "x", &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_NOT_FOUND);
    g_clear_error(&error);
    g_assert_false(cha_remove(fixture->store, CHA_KIND_DEPARTMENTS, used, "x", &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_CONFLICT);
    g_clear_error(&error);
    g_assert_false(cha_remove(fixture->store, CHA_KIND_DEPARTMENTS, used, " ", &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_INVALID);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add("/enrolling/" name, Fixture, NULL, set_up, function, tear_down)
    ADD("counts", test_counts);
    ADD("wrong-rows", test_wrong_rows);
    ADD("parents", test_parents);
    ADD("wrong-parents", test_wrong_parents);
    ADD("broken-files", test_broken_files);
    ADD("missing-file", test_missing_file);
    ADD("same-key-twice", test_same_key_twice);
    ADD("files-with-other-columns", test_files_with_other_columns);
    ADD("references", test_references);
    ADD("withdrawn-and-back", test_withdrawn_and_back);
    ADD("plans", test_plans);
    ADD("parts-of-plans", test_parts_of_plans);
    ADD("names-of-plans", test_names_of_plans);
    ADD("new-items", test_new_items);
    ADD("results", test_results);
    ADD("settings", test_settings);
    ADD("lists", test_lists);
    ADD("removal", test_removal);
    ADD("frames", test_frames);
    ADD("conditions", test_conditions);
    ADD("levels", test_levels);
    g_test_add_func("/enrolling/city", test_city);
    return g_test_run();
}
