/* Targets that come or are registered several times. */
#include "support/store-fixture.h"

#include <choucha/enrolling.h>
#include <inttypes.h>

typedef struct {
    StorePlace *place;
    ChaStore *store;
    GString *found;
} Fixture;

#define HEADER "target,name,district,object_types,address\n"

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

/* What is told of an import of tables, a NULL behind the last. */
static const char *
deliver(Fixture *fixture, gboolean good_rows, const char *const *tables)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    const ChaImportOptions options = {.good_rows = good_rows};
    g_autoptr(ChaImportReport) report = NULL;
    g_autoptr(GError) error = NULL;
    gboolean stored;

    for (guint i = 0; tables[i] != NULL; i++) {
        g_autofree char *name = g_strdup_printf("%c.csv", (char)('a' + i));
        char *path = g_build_filename(fixture->place->folder, name, NULL);

        g_assert_true(g_file_set_contents(path, tables[i], -1, &error));
        g_ptr_array_add(paths, path);
    }
    g_ptr_array_add(paths, NULL);
    stored = cha_import(fixture->store, CHA_KIND_TARGETS, (const char *const *)paths->pdata, &options, NULL,
                        NULL, &report, &error);
    g_assert_true(stored == (error == NULL));
    g_string_printf(fixture->found,
                    "%" PRIu64 " added, %" PRIu64 " changed, %" PRIu64 " merged, %" PRIu64
                    " renamed, %" PRIu64 " left out\n",
                    report->added, report->changed, report->merged, report->renamed, report->left_out);
    for (guint i = 0; i < report->issues->len; i++) {
        const ChaIssue *issue = g_ptr_array_index(report->issues, i);

        if (g_strcmp0(issue->column, "target") == 0)
            continue; /* none of the codes here is a credit code */
        g_string_append_printf(fixture->found, "%" PRIu64 " %s %s: %s\n", issue->row,
                               issue->column != NULL ? issue->column : "-",
                               issue->value != NULL ? issue->value : "-", issue->rule);
    }
    g_string_replace(fixture->found, fixture->place->folder, "PLACE", 0);
    return fixture->found->str;
}

static const char *
deliver_table(Fixture *fixture, const char *table)
{
    const char *tables[] = {table, NULL};

    return deliver(fixture, FALSE, tables);
}

static void
assert_targets(Fixture *fixture, const char *expected)
{
    store_assert(fixture->store, "SELECT target, name, object_types FROM target ORDER BY target", expected);
}

static void
test_licences(Fixture *fixture, gconstpointer data)
{
    static const char TABLE[] = HEADER "T2,乙,410702,食品,\n"
                                       "T1,甲,410702,食品,\n"
                                       "T1,甲,410702,药品;食品,\n"
                                       "T2,乙,410702,食品,\n" /* the same again */
                                       "T1,甲,410702,,\n"
                                       "T1,甲,410702,医疗器械,\n";

    (void)data;
    g_assert_cmpstr(
        deliver_table(fixture, TABLE), ==,
        "2 added, 0 changed, 3 merged, 0 renamed, 0 left out\n"
        "4 object_types 药品;食品: the same target as row 3, which differs in nothing else: its types are "
        "added there\n"
        "6 object_types : the same target as row 3, which differs in nothing else: its types are added "
        "there\n"
        "7 object_types 医疗器械: the same target as row 3, which differs in nothing else: its types are "
        "added there\n");
    assert_targets(fixture, "T1|甲|医疗器械;药品;食品\nT2|乙|食品\n");
    g_assert_true(g_str_has_prefix(deliver_table(fixture, TABLE), "0 added, 0 changed, 3 merged"));
}

static void
test_licences_of_two_files(Fixture *fixture, gconstpointer data)
{
    static const char *const TABLES[] = {HEADER "T1,甲,410702,食品,\n", HEADER "T1,甲,410702,药品,\n", NULL};
    static const char *const WITHOUT[] = {HEADER "T2,乙,410702,食品,\n",
                                          "target,name,district,address\nT2,乙,410702,\n", NULL};

    (void)data;
    g_assert_cmpstr(deliver(fixture, FALSE, TABLES), ==,
                    "1 added, 0 changed, 1 merged, 0 renamed, 0 left out\n"
                    "2 object_types 药品: the same target as row 2 of PLACE/a.csv, which differs in nothing "
                    "else: its types are added there\n");
    assert_targets(fixture, "T1|甲|药品;食品\n");
    /* A file without the column says nothing of the types. */
    g_assert_cmpstr(deliver(fixture, FALSE, WITHOUT), ==,
                    "0 added, 0 changed, 0 merged, 0 renamed, 2 left out\n"
                    "2 - -: the same record as row 2 of PLACE/a.csv, with other contents\n");
}

static void
test_two_names(Fixture *fixture, gconstpointer data)
{
    static const char *const TABLES[] = {HEADER "T2,丙,410702,食品,\nT1,甲,410702,食品,\n"
                                                "T1,乙,410702,药品,\nT1,甲,410702,药品,\n",
                                         NULL};

    (void)data;
    g_assert_cmpstr(deliver(fixture, TRUE, TABLES), ==,
                    "1 added, 0 changed, 1 merged, 0 renamed, 2 left out\n"
                    "4 name 乙: the same record as row 3, with other contents: there it is \"甲\"\n"
                    "5 object_types 药品: the same target as row 3, which differs in nothing else: its types "
                    "are added there\n");
    assert_targets(fixture, "T2|丙|食品\n");
}

static void
test_many_merged(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GString) table = g_string_new(HEADER);
    g_autofree char *n_types = NULL;

    (void)data;
    for (guint i = 0; i < 5000; i++)
        g_string_append_printf(table, "T1,甲,410702,类%u,\n", i);
    g_assert_true(
        g_str_has_prefix(deliver_table(fixture, table->str), "1 added, 0 changed, 4999 merged, 0 renamed"));
    n_types = store_query(fixture->store,
                          "SELECT length(object_types) - length(replace(object_types, ';', '')) FROM target");
    g_assert_cmpstr(n_types, ==, "4999\n");
    g_assert_nonnull(strstr(fixture->found->str, "\n12 object_types 类10:"));
    g_assert_null(strstr(fixture->found->str, "\n13 object_types 类11:"));
}

static void
test_renamed(Fixture *fixture, gconstpointer data)
{
    (void)data;
    deliver_table(fixture, HEADER "T1,甲店,410702,,\nT2,乙店,410702,,\nT3,丙店,410702,,\n");
    g_assert_cmpstr(deliver_table(fixture, HEADER "T3,丙店,410711,,\nT2,乙 店,410702,,\nT1,丁店,410702,,\n"),
                    ==,
                    "0 added, 3 changed, 0 merged, 1 renamed, 0 left out\n"
                    "4 name -: renamed: \"甲店\" → \"丁店\"\n");
    /* Without names nothing is renamed; nor is a new target. */
    g_assert_cmpstr(deliver_table(fixture, "target,address\nT1,某街\n"), ==,
                    "0 added, 1 changed, 0 merged, 0 renamed, 0 left out\n");
    g_assert_cmpstr(deliver_table(fixture, "target,name,district\nT9,戊,410702\n"), ==,
                    "1 added, 0 changed, 0 merged, 0 renamed, 0 left out\n");
}

static gboolean
take(const char *bytes, gsize length, gpointer data, GError **error)
{
    (void)error;
    g_string_append_len(data, bytes, (gssize)length);
    return TRUE;
}

static void
assert_duplicates(Fixture *fixture, guint64 n_expected, const char *expected)
{
    g_autoptr(GError) error = NULL;
    guint64 n_names = G_MAXUINT64;

    g_string_truncate(fixture->found, 0);
    g_assert_true(cha_list_duplicates(fixture->store, CHA_TABLE_CSV, take, fixture->found, &n_names, &error));
    g_assert_no_error(error);
    g_assert_cmpstr(fixture->found->str, ==, expected);
    g_assert_cmpuint(n_names, ==, n_expected);
}

static void
test_alike(Fixture *fixture, gconstpointer data)
{
    (void)data;
    assert_duplicates(fixture, 0, "group,target,name,district,object_types,address\n");
    deliver_table(fixture, "target,name,district,object_types,address,status\n"
                           "T1,新乡市大华食品有限责任公司,410702,食品,甲街,active\n"
                           "T2,便民超市,410702,,,\n"
                           "T3,大华食品有限公司,410711,药品,乙街,\n"
                           "T4,便民超市,410711,,,\n"
                           "T5,（）,410702,,,\n"
                           "T6,便民超市,410704,,,ended\n"
                           "T7,（ ）,410702,,,\n");
    assert_duplicates(fixture, 1,
                      "group,target,name,district,object_types,address\n"
                      "1,T1,新乡市大华食品有限责任公司,410702,食品,甲街\n"
                      "1,T3,大华食品有限公司,410711,药品,乙街\n");
    deliver_table(fixture, "target,name,district,status\nT0,便民（超市）,410702,\nT6,便民·超市,410702,\n"
                           "T8,大华食品有限公司,410702,ended\n");
    assert_duplicates(fixture, 2,
                      "group,target,name,district,object_types,address\n"
                      "1,T0,便民（超市）,410702,,\n"
                      "1,T2,便民超市,410702,,\n"
                      "1,T6,便民·超市,410702,,\n"
                      "2,T1,新乡市大华食品有限责任公司,410702,食品,甲街\n"
                      "2,T3,大华食品有限公司,410711,药品,乙街\n");
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add("/duplicates/" name, Fixture, NULL, set_up, function, tear_down)
    ADD("licences", test_licences);
    ADD("licences-of-two-files", test_licences_of_two_files);
    ADD("two-names", test_two_names);
    ADD("many-merged", test_many_merged);
    ADD("renamed", test_renamed);
    ADD("alike", test_alike);
    return g_test_run();
}
