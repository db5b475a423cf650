/* What people say of titles: it wins, is remembered, and can be forgotten. */
#include "support/store-fixture.h"

#include <choucha/enrolling.h>
#include <string.h>

typedef struct {
    StorePlace *place;
    ChaStore *store;
    GString *found;
} Fixture;

enum { PLAIN = 0, DRY_RUN = 1, NO_MAP = 2 };

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->place = store_place_new();
    fixture->store = store_open(fixture->place);
    fixture->found = g_string_new(NULL);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_string_free(fixture->found, TRUE);
    cha_store_free(fixture->store);
    store_place_free(fixture->place);
}

/* How the titles were understood: "title>column", then notes and errors. */
static void
describe(GString *found, const ChaImportReport *report, const GError *error)
{
    static const char MEANINGS[] = "=~!+?-"; /* in the order of ChaTitleMeaning */

    g_string_truncate(found, 0);
    for (guint i = 0; i < report->titles->len; i++) {
        const ChaTitleUse *use = g_ptr_array_index(report->titles, i);

        g_string_append_printf(found, "%s%s%c%s", i > 0 ? " " : "", use->title, MEANINGS[use->meaning],
                               use->column != NULL ? use->column : "");
    }
    for (guint i = 0; i < report->issues->len; i++) {
        const ChaIssue *issue = g_ptr_array_index(report->issues, i);

        if (issue->severity == CHA_SEVERITY_ERROR || issue->column == NULL)
            g_string_append_printf(found, "\n%s; %s", issue->rule, issue->remedy);
    }
    if (error != NULL)
        g_string_append_printf(found, "\n%s", error->message);
}

/* Imports a table of departments; @map is "title=column" joined by spaces. */
static const char *
import(Fixture *fixture, guint flags, const char *map, const char *table)
{
    g_auto(GStrv) words = g_strsplit(map, " ", -1);
    g_autofree char *path = g_build_filename(fixture->place->folder, "a.csv", NULL);
    const char *const paths[] = {path, NULL};
    ChaTitle titles[4];
    ChaImportOptions options = {
        .dry_run = (flags & DRY_RUN) != 0, .no_map = (flags & NO_MAP) != 0, .titles = titles};
    g_autoptr(ChaImportReport) report = NULL;
    g_autoptr(GError) error = NULL;

    for (; words[options.n_titles] != NULL; options.n_titles++) {
        char *equals = strchr(words[options.n_titles], '=');

        *equals = '\0';
        titles[options.n_titles] = (ChaTitle){words[options.n_titles], equals + 1};
    }
    g_assert_true(g_file_set_contents(path, table, -1, NULL));
    g_assert_true(cha_import(fixture->store, CHA_KIND_DEPARTMENTS, paths, &options, NULL, NULL, &report,
                             &error) == (error == NULL));
    describe(fixture->found, report, error);
    return fixture->found->str;
}

static const char TABLE[] = "代号,叫法,名称,备注\nJY,教育局,教育,x\nXF,消防支队,消防,y\n";
static const char MAP[] = "代号=department 叫法=名称 名称=-";

static void
assert_mappings(Fixture *fixture, const char *expected)
{
    store_assert(fixture->store, "SELECT kind, replace(titles, char(10), ' ') FROM mapping", expected);
}

static void
test_wins_and_is_remembered(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_cmpstr(import(fixture, PLAIN, MAP, TABLE), ==, "代号!department 叫法!name 名称- 备注?");
    store_assert(fixture->store, "SELECT department, name FROM department", "JY|教育局\nXF|消防支队\n");
    assert_mappings(fixture, "departments|代号=department 叫法=name 名称=-\n");
    store_assert(fixture->store, "SELECT action, subject, source FROM change",
                 "map|departments|a.csv\nimport|departments|a.csv\n");
    /* The same titles in another order are the same header. */
    g_assert_cmpstr(import(fixture, PLAIN, "", "备注,名称,叫 法,代号\n,民政,民政局,MZ\n"), ==,
                    "备注? 名称- 叫 法+name 代号+department\n"
                    "columns are named as they were with --map before: 名称=-, 叫 法=name, 代号=department; "
                    "--no-map leaves that aside");
    store_assert(fixture->store, "SELECT name FROM department WHERE department = 'MZ'", "民政局\n");
    /* Of another header nothing was said. */
    g_assert_true(g_str_has_prefix(import(fixture, PLAIN, "", "代号,名称\nGA,公安局\n"),
                                   "\ncolumn \"department\" (部门编码) is missing"));
}

static void
test_same_again(Fixture *fixture, gconstpointer data)
{
    (void)data;
    (void)import(fixture, PLAIN, MAP, TABLE);
    (void)import(fixture, PLAIN, MAP, TABLE);
    store_assert(fixture->store, "SELECT count(*) FROM change", "2\n");
    /* Another word on an unchanged table is remembered, too. */
    (void)import(fixture, PLAIN, "代号=department 叫法=name 名称=- 备注=phone", TABLE);
    (void)import(fixture, PLAIN, "代号=department 叫法=name 名称=- 备注=-", TABLE);
    assert_mappings(fixture, "departments|代号=department 叫法=name 名称=- 备注=-\n");
    store_assert(fixture->store, "SELECT action FROM change WHERE id > 2", "map\nimport\nmap\n");
    store_assert(fixture->store, "SELECT count(*) FROM history WHERE kind = 'mappings'", "2\n");
}

static void
test_not_remembered(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_cmpstr(import(fixture, DRY_RUN, MAP, TABLE), ==, "代号!department 叫法!name 名称- 备注?");
    assert_mappings(fixture, "");
    g_assert_cmpstr(import(fixture, PLAIN, MAP, "代号,叫法,名称,备注\nJY,,教育,x\n"), ==,
                    "代号!department 叫法!name 名称- 备注?\n"
                    "a required cell is blank; fill it in; of merged cells only the first has the text\n"
                    "1 row is wrong; nothing is stored");
    assert_mappings(fixture, "");
}

static void
test_set_aside_and_replaced(Fixture *fixture, gconstpointer data)
{
    (void)data;
    (void)import(fixture, PLAIN, MAP, TABLE);
    g_assert_true(strstr(import(fixture, NO_MAP, "", TABLE), "\"department\" (部门编码) is missing") != NULL);
    g_assert_cmpstr(import(fixture, PLAIN, "代号=department", TABLE), ==,
                    "代号!department 叫法? 名称=name 备注?");
    assert_mappings(fixture, "departments|代号=department\n");
    store_assert(fixture->store, "SELECT name FROM department", "教育\n消防\n");
}

static void
test_wrong_words(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_true(
        g_str_has_suffix(import(fixture, PLAIN, "代号=department 叫=name", TABLE),
                         "no file has a column \"叫\"; there is \"代号\", \"叫法\", \"名称\", \"备注\""));
    g_assert_true(g_str_has_suffix(import(fixture, PLAIN, "代号=colour", TABLE),
                                   "\"departments\" has no column \"colour\""));
    g_assert_true(strstr(import(fixture, PLAIN, "代号=department 叫法=name 备注=name", TABLE),
                         "means the same as column \"叫法\"") != NULL);
    g_assert_cmpstr(cha_column_name(CHA_KIND_PLANS, "起止时间"), ==, "start+end");
    g_assert_cmpstr(cha_column_name(CHA_KIND_PLANS, "sample+times"), ==, "sample+times");
    g_assert_cmpstr(cha_column_name(CHA_KIND_ITEMS, "start+end"), ==, NULL);
    g_assert_cmpstr(cha_column_name(CHA_KIND_ITEMS, "-"), ==, "-");
}

static void
test_forgotten(Fixture *fixture, gconstpointer data)
{
    const char *names[] = {NULL, NULL};
    const char *const missing[] = {"00000000", NULL};
    g_autofree char *name = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    (void)import(fixture, PLAIN, MAP, TABLE);
    name = g_strchomp(store_query(fixture->store, "SELECT mapping FROM mapping"));
    names[0] = name;
    g_assert_false(cha_remove_mappings(fixture->store, missing, "x", &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_NOT_FOUND);
    g_clear_error(&error);
    g_assert_false(cha_remove_mappings(fixture->store, names, " ", &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_INVALID);
    g_clear_error(&error);
    g_assert_true(cha_remove_mappings(fixture->store, names, "换了表格", &error));
    assert_mappings(fixture, "");
    store_assert(fixture->store, "SELECT count(*) FROM history WHERE kind = 'mappings'", "1\n");
    /* Said once more, it is there again. */
    (void)import(fixture, PLAIN, MAP, TABLE);
    assert_mappings(fixture, "departments|代号=department 叫法=name 名称=-\n");
}

/* A table whose key's title says nothing, but whose cells do. */
static void
test_candidates(Fixture *fixture, gconstpointer data)
{
    static const char TARGETS[] = "编号,主体,名称,代码\n1,甲,甲公司,91410702MA9X0K1T16\n2,乙,乙公司,\n";
    g_autofree char *path = g_build_filename(fixture->place->folder, "t.csv", NULL);
    const char *const paths[] = {path, NULL};
    ChaImportOptions options = {0};
    g_autoptr(ChaImportReport) report = NULL;
    g_autoptr(GError) error = NULL;
    const ChaIssue *issue;

    (void)data;
    g_assert_true(g_file_set_contents(path, TARGETS, -1, NULL));
    g_assert_false(
        cha_import(fixture->store, CHA_KIND_TARGETS, paths, &options, NULL, NULL, &report, &error));
    g_assert_cmpuint(report->issues->len, >, 0);
    for (guint i = 0; i < report->issues->len; i++) {
        issue = g_ptr_array_index(report->issues, i);
        if (issue->severity == CHA_SEVERITY_ERROR)
            g_assert_cmpstr(issue->remedy, ==,
                            "perhaps it is \"代码\"; give it this title, or name it with --map 代码=target");
    }
    /* By its writing, where the cells say nothing. */
    g_assert_true(strstr(import(fixture, PLAIN, "", "部门的编码,名称\nJY,教育局\n"),
                         "perhaps it is \"部门的编码\"") != NULL);
    g_assert_true(strstr(import(fixture, PLAIN, "", "部门编码,正式称呼\nJY,教育局\n"), "--map TITLE=name") !=
                  NULL);
}

#define ADD(name, test) g_test_add("/enrolling-mapping/" name, Fixture, NULL, set_up, test, tear_down)

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    ADD("wins-and-is-remembered", test_wins_and_is_remembered);
    ADD("same-again", test_same_again);
    ADD("not-remembered", test_not_remembered);
    ADD("set-aside-and-replaced", test_set_aside_and_replaced);
    ADD("wrong-words", test_wrong_words);
    ADD("forgotten", test_forgotten);
    ADD("candidates", test_candidates);
    return g_test_run();
}
