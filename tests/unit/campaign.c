/* A campaign's life in a store and a folder: checked, committed, drawn, verified,
 * ended, tried again; what is refused leaves both as they were. */
#include "support/store-fixture.h"

#include <choucha/choucha.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct {
    ChaStore *store;
    char *folder; /* for bundles */
} Fixture;

static const ChaCommitOptions PLAIN = {.sources = NULL};
static const ChaSeedValue DICE = {"dice", "3 1 4 1 5"};

static void
remove_tree(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    const char *name;

    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *child = g_build_filename(path, name, NULL);

        remove_tree(child);
    }
    g_assert_cmpint(g_remove(path), ==, 0);
}

/* Two departments, four targets, three plans; holidays of the years touched. */
static void
fixture_set_up(Fixture *fixture, gconstpointer unused)
{
    g_autoptr(GError) error = NULL;
    ChaStore *store = cha_store_open(":memory:", "tester", CHA_STORE_READ, &error);

    (void)unused;
    g_assert_no_error(error);
    fixture->store = store;
    fixture->folder = g_dir_make_tmp("choucha-XXXXXX", &error);
    g_assert_no_error(error);
    store_put(store, CHA_KIND_DEPARTMENTS, "department", "SCJG", "name", "新乡市市场监督管理局", NULL);
    store_put(store, CHA_KIND_DEPARTMENTS, "department", "XF", "name", "新乡市消防救援支队", NULL);
    store_put(store, CHA_KIND_ITEMS, "item", "SCJG-001", "name", "食品经营", "department", "SCJG", NULL);
    store_put(store, CHA_KIND_ITEMS, "item", "XF-001", "name", "消防安全", "department", "XF", NULL);
    for (guint i = 1; i <= 4; i++) {
        g_autofree char *target = g_strdup_printf("T%u", i);
        g_autofree char *inspector = g_strdup_printf("I%u", i);

        store_put(store, CHA_KIND_TARGETS, "target", target, "name", target, "district", "410702", NULL);
        store_put(store, CHA_KIND_INSPECTORS, "inspector", inspector, "name", inspector, "department",
                  i % 2 == 0 ? "SCJG" : "XF", NULL);
    }
    store_put(store, CHA_KIND_HOLIDAYS, "date", "2027-01-01", "kind", "holiday", NULL);
    store_put(store, CHA_KIND_PLANS, "plan", "P1", "title", "联合", "initiator", "SCJG", "participants", "XF",
              "items", "SCJG-001;XF-001", "sample", "50%", "start", "2027-01-01", "end", "2027-03-31", NULL);
    store_put(store, CHA_KIND_PLANS, "plan", "P2", "title", "单独", "initiator", "SCJG", "items", "SCJG-001",
              "sample", "3户", "start", "2027-02-01", "end", "2027-10-31", "times", "3", "cap", "1", NULL);
}

static void
fixture_tear_down(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    cha_store_free(fixture->store);
    remove_tree(fixture->folder);
    g_free(fixture->folder);
}

static char *
bundle_folder(const Fixture *fixture, const char *name)
{
    return g_build_filename(fixture->folder, name, NULL);
}

static ChaCommitReport *
commit(Fixture *fixture, const char *campaign, const char *name)
{
    g_autofree char *folder = bundle_folder(fixture, name);
    g_autoptr(GError) error = NULL;
    ChaCommitReport *report = NULL;
    gboolean done = cha_commit(fixture->store, campaign, folder, &PLAIN, NULL, NULL, &report, &error);

    g_assert_no_error(error);
    g_assert_true(done);
    return report;
}

static void
assert_commit_fails(Fixture *fixture, const char *campaign, const char *name, ChaError code)
{
    g_autofree char *folder = bundle_folder(fixture, name);
    g_autoptr(GError) error = NULL;
    g_autoptr(ChaCommitReport) report = NULL;

    g_assert_false(cha_commit(fixture->store, campaign, folder, &PLAIN, NULL, NULL, &report, &error));
    g_assert_error(error, CHA_ERROR, (int)code);
    g_test_message("%s", error->message);
}

static ChaDrawReport *
draw(Fixture *fixture, const char *campaign, const char *name)
{
    g_autofree char *folder = bundle_folder(fixture, name);
    g_autoptr(GError) error = NULL;
    ChaDrawReport *report = NULL;
    gboolean done = cha_draw(fixture->store, campaign, folder, &DICE, 1, NULL, NULL, &report, &error);

    g_assert_no_error(error);
    g_assert_true(done);
    return report;
}

static void
assert_verified(Fixture *fixture, const char *name, const char *commitment)
{
    g_autofree char *folder = bundle_folder(fixture, name);
    g_autofree char *expected = g_strdup_printf("verified %s", commitment);
    g_autofree char *line = NULL;
    g_autoptr(GError) error = NULL;
    ChaVerdict verdict;

    g_assert_true(cha_verify(folder, &verdict, &line, &error));
    g_assert_no_error(error);
    g_assert_cmpstr(line, ==, expected);
    g_assert_cmpint(verdict, ==, CHA_VERDICT_VERIFIED);
}

static char *
read_file(const Fixture *fixture, const char *path)
{
    g_autofree char *full = g_build_filename(fixture->folder, path, NULL);
    g_autoptr(GError) error = NULL;
    char *text = NULL;

    g_assert_true(g_file_get_contents(full, &text, NULL, &error));
    g_assert_no_error(error);
    return text;
}

static void
assert_file(const Fixture *fixture, const char *path, const char *expected)
{
    g_autofree char *text = read_file(fixture, path);

    g_assert_cmpstr(text, ==, expected);
}

static void
test_life(Fixture *fixture, gconstpointer unused)
{
    g_autoptr(ChaCommitReport) committed = commit(fixture, "2027Q1", "a");
    g_autoptr(ChaCommitReport) again = commit(fixture, "2027Q1", "a");
    g_autoptr(ChaDrawReport) drawn = draw(fixture, "2027Q1", "a");
    g_autoptr(ChaDrawReport) drawn_again = draw(fixture, "2027Q1", "b");

    (void)unused;
    g_assert_nonnull(committed);
    g_assert_nonnull(again);
    g_assert_nonnull(drawn);
    g_assert_nonnull(drawn_again);
    g_assert_cmpuint(committed->check->plans, ==, 2);
    g_assert_cmpuint(committed->check->joint_plans, ==, 1);
    g_assert_cmpuint(committed->check->frame_rows, ==, 8);
    g_assert_cmpuint(committed->check->targets, ==, 4);
    g_assert_cmpuint(committed->check->sample, ==, 5);
    g_assert_cmpuint(committed->departments, ==, 2);
    g_assert_cmpuint(committed->inspectors, ==, 4);
    g_assert_false(committed->repeated);
    g_assert_true(again->repeated);
    g_assert_false(again->registry_changed);
    g_assert_cmpstr(again->commitment, ==, committed->commitment);
    assert_file(fixture, "a/commit/params.csv", "name,value\ncampaign,2027Q1\nmax_visits,\nprotocol,1\n");
    assert_file(fixture, "a/commit/plans.csv",
                "plan,title,start,end,merge,tickets\nP1,联合,2027-01-01,2027-03-31,yes,shared\n"
                "P2.1,单独,2027-02-01,2027-04-30,yes,shared\n");
    assert_file(fixture, "a/commit/pools.csv",
                "plan,pool,population,sample,reserve\nP1,all,4,2,0\nP2.1,all,4,3,0\n");
    assert_file(fixture, "a/commit/strata.csv",
                "plan,stratum,pool,population\nP1,all,all,4\nP2.1,all,all,4\n");
    assert_file(fixture, "a/commit/seats.csv",
                "plan,department,seats,qualifications\nP1,SCJG,2,\nP1,XF,2,\nP2.1,SCJG,2,\n");
    assert_file(fixture, "a/commit/frames/P1.csv",
                "target,stratum,district\nT1,all,410702\nT2,all,410702\nT3,all,410702\nT4,all,410702\n");
    assert_file(fixture, "a/commit/sources.csv", "source,description\ndice,dice\n");
    assert_file(fixture, "a/seed.txt", "dice=3 1 4 1 5\n");
    /* Shared tickets: the two targets of P1 are among the three of P2. */
    g_assert_cmpuint(drawn->selected, ==, 5);
    g_assert_cmpuint(drawn->targets, ==, 3);
    g_assert_cmpuint(drawn->visits, ==, 3);
    g_assert_cmpuint(drawn->checks, ==, 2 * 3 + 1);
    g_assert_cmpuint(drawn->seats, ==, 2 * 4 + 2);
    g_assert_cmpuint(drawn->empty_seats->len, ==, 0);
    g_assert_false(drawn->rehearsal);
    g_assert_true(drawn_again->repeated);
    assert_verified(fixture, "a", committed->commitment);
    assert_verified(fixture, "b", committed->commitment);
}

/* What is there is completed; what is other bytes is left alone. */
static void
test_folders(Fixture *fixture, gconstpointer unused)
{
    g_autoptr(ChaCommitReport) committed = commit(fixture, "2027Q1", "a");
    g_autofree char *plans = g_build_filename(fixture->folder, "a", "commit", "plans.csv", NULL);
    g_autofree char *stray = g_build_filename(fixture->folder, "a", "commit", "stray.csv", NULL);
    g_autoptr(ChaCommitReport) completed = NULL;

    (void)unused;
    g_assert_nonnull(committed);
    g_assert_cmpint(g_unlink(plans), ==, 0);
    completed = commit(fixture, "2027Q1", "a");
    g_assert_true(g_file_test(plans, G_FILE_TEST_EXISTS));
    g_assert_true(g_file_set_contents(plans, "plan\n", -1, NULL));
    assert_commit_fails(fixture, "2027Q1", "a", CHA_ERROR_CONFLICT);
    assert_file(fixture, "a/commit/plans.csv", "plan\n");
    g_assert_cmpint(g_unlink(plans), ==, 0);
    g_assert_true(g_file_set_contents(stray, "", -1, NULL));
    assert_commit_fails(fixture, "2027Q1", "a", CHA_ERROR_CONFLICT);
    g_assert_cmpint(g_unlink(stray), ==, 0);
    /* A folder of another campaign is in the way before anything is recorded. */
    g_assert_true(g_file_set_contents(stray, "", -1, NULL));
    assert_commit_fails(fixture, "2027Q3", "a", CHA_ERROR_CONFLICT);
}

/* A missing or irregular seed.txt is a verdict on the bundle, not a failure to
 * read it. */
static void
test_bundles_without_a_seed(Fixture *fixture, gconstpointer unused)
{
    g_autoptr(ChaCommitReport) committed = commit(fixture, "2027Q1", "a");
    g_autoptr(ChaDrawReport) drawn = draw(fixture, "2027Q1", "a");
    g_autofree char *folder = bundle_folder(fixture, "a");
    g_autofree char *seed = g_build_filename(folder, "seed.txt", NULL);

    (void)unused;
    g_assert_nonnull(committed);
    g_assert_nonnull(drawn);
    for (guint i = 0; i < 2; i++) {
        g_autofree char *line = NULL;
        g_autoptr(GError) error = NULL;
        ChaVerdict verdict;

        if (i == 0)
            g_assert_cmpint(g_unlink(seed), ==, 0);
        else
            g_assert_cmpint(g_mkdir(seed, 0777), ==, 0);
        g_assert_true(cha_verify(folder, &verdict, &line, &error));
        g_assert_no_error(error);
        g_assert_cmpint(verdict, ==, CHA_VERDICT_FAILED);
        g_assert_true(g_str_has_prefix(line, "failed\tseed.txt"));
    }
}

static void
assert_draw_fails(Fixture *fixture, const char *campaign, const ChaSeedValue *values, gsize n_values,
                  ChaError code)
{
    g_autofree char *folder = bundle_folder(fixture, "a");
    g_autoptr(GError) error = NULL;
    g_autoptr(ChaDrawReport) report = NULL;

    g_assert_false(cha_draw(fixture->store, campaign, folder, values, n_values, NULL, NULL, &report, &error));
    g_assert_error(error, CHA_ERROR, (int)code);
    g_test_message("%s", error->message);
}

static void
test_seeds(Fixture *fixture, gconstpointer unused)
{
    static const ChaSeedValue OTHER = {"dice", "6 6 6"};
    static const ChaSeedValue BLANK = {"dice", " 6"};
    static const ChaSeedValue LINES = {"dice", "6\n6"};
    static const ChaSeedValue UNKNOWN[] = {{"dice", "6"}, {"lottery", "7"}};
    static const ChaSeedValue TWICE[] = {{"dice", "6"}, {"dice", "7"}};
    g_autoptr(ChaCommitReport) committed = NULL;
    g_autoptr(ChaDrawReport) drawn = NULL;

    (void)unused;
    assert_draw_fails(fixture, "2027Q1", &DICE, 1, CHA_ERROR_NOT_FOUND);
    committed = commit(fixture, "2027Q1", "a");
    assert_draw_fails(fixture, "2027Q1", NULL, 0, CHA_ERROR_INVALID);
    assert_draw_fails(fixture, "2027Q1", &BLANK, 1, CHA_ERROR_INVALID);
    assert_draw_fails(fixture, "2027Q1", &LINES, 1, CHA_ERROR_INVALID);
    assert_draw_fails(fixture, "2027Q1", UNKNOWN, 2, CHA_ERROR_INVALID);
    assert_draw_fails(fixture, "2027Q1", TWICE, 2, CHA_ERROR_INVALID);
    drawn = draw(fixture, "2027Q1", "a");
    assert_draw_fails(fixture, "2027Q1", &OTHER, 1, CHA_ERROR_CONFLICT);
    assert_verified(fixture, "a", committed->commitment);
}

/* A known seed makes a rehearsal, and a wrong one records nothing. */
static void
test_rehearsal(Fixture *fixture, gconstpointer unused)
{
    static const ChaSeedValue BLANK = {"dice", "6 "};
    g_autofree char *folder = bundle_folder(fixture, "a");
    ChaCommitOptions options = {.seed = &BLANK, .n_seed = 1};
    g_autoptr(GError) error = NULL;
    g_autoptr(ChaCommitReport) committed = NULL;
    g_autoptr(ChaDrawReport) drawn = NULL;

    (void)unused;
    g_assert_false(cha_commit(fixture->store, "2027Q1", folder, &options, NULL, NULL, &committed, &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_INVALID);
    g_clear_error(&error);
    assert_draw_fails(fixture, "2027Q1", &DICE, 1, CHA_ERROR_NOT_FOUND);
    options.seed = &DICE;
    g_assert_true(cha_commit(fixture->store, "2027Q1", folder, &options, NULL, NULL, &committed, &error));
    drawn = draw(fixture, "2027Q1", "a");
    g_assert_true(drawn->rehearsal);
}

static char *
end(Fixture *fixture, const char *campaign)
{
    g_autoptr(GError) error = NULL;
    char *next = NULL;

    g_assert_true(cha_void(fixture->store, campaign, "错误的抽样框", "王主任", &next, &error));
    g_assert_no_error(error);
    return next;
}

static void
test_attempts(Fixture *fixture, gconstpointer unused)
{
    g_autoptr(ChaCommitReport) first = commit(fixture, "2027Q1", "a");
    g_autoptr(ChaCommitReport) second = NULL;
    g_autoptr(ChaDrawReport) drawn = NULL;
    g_autoptr(GError) error = NULL;
    g_autofree char *next = NULL;
    g_autofree char *after = NULL;
    g_autofree char *folder = bundle_folder(fixture, "c");

    (void)unused;
    g_assert_nonnull(first);
    assert_commit_fails(fixture, "2027Q1.2", "b", CHA_ERROR_CONFLICT); /* not its turn */
    next = end(fixture, "2027Q1");
    g_assert_cmpstr(next, ==, "2027Q1.2");
    assert_draw_fails(fixture, "2027Q1", &DICE, 1, CHA_ERROR_CONFLICT);
    assert_commit_fails(fixture, "2027Q1", "b", CHA_ERROR_CONFLICT);
    assert_commit_fails(fixture, "2027Q1.3", "b", CHA_ERROR_CONFLICT);
    second = commit(fixture, "2027Q1.2", "b");
    g_assert_cmpstr(second->commitment, !=, first->commitment);
    drawn = draw(fixture, "2027Q1", "b"); /* a quarter alone means its live attempt */
    g_assert_cmpstr(drawn->campaign, ==, "2027Q1.2");
    assert_verified(fixture, "b", second->commitment);
    after = end(fixture, "2027Q1");
    g_assert_cmpstr(after, ==, "2027Q1.3");
    /* A void bundle can still be written, by its exact name. */
    g_assert_true(cha_bundle(fixture->store, "2027Q1.2", folder, &error));
    assert_verified(fixture, "c", second->commitment);
}

/* The campaigns of a year follow each other, since caps count what was drawn. */
static void
test_order_of_campaigns(Fixture *fixture, gconstpointer unused)
{
    g_autoptr(ChaCommitReport) first = commit(fixture, "2027Q1", "a");
    g_autoptr(ChaCommitReport) third = NULL;
    g_autoptr(ChaDrawReport) drawn = NULL;
    g_autofree char *exclusions = NULL;

    (void)unused;
    g_assert_nonnull(first);
    assert_commit_fails(fixture, "2027Q2", "b", CHA_ERROR_CONFLICT);
    drawn = draw(fixture, "2027Q1", "a");
    assert_commit_fails(fixture, "2027Q4", "b", CHA_ERROR_NOT_FOUND); /* nothing is due */
    third = commit(fixture, "2027Q3", "c");
    assert_commit_fails(fixture, "2027Q2", "b", CHA_ERROR_CONFLICT);
    /* P2 caps at one visit a year: the three that SCJG visited are left out. */
    exclusions = read_file(fixture, "c/commit/exclusions.csv");
    g_assert_cmpuint(strlen(exclusions), ==, strlen("plan,target,rule\n") + 3 * strlen("P2.3,T1,cap\n"));
    assert_file(fixture, "c/commit/pools.csv", "plan,pool,population,sample,reserve\nP2.3,all,1,1,0\n");
}

static void
test_seats_that_nobody_can_take(Fixture *fixture, gconstpointer unused)
{
    g_autofree char *folder = bundle_folder(fixture, "a");
    ChaCommitOptions options = {.short_teams = TRUE};
    g_autoptr(GError) error = NULL;
    g_autoptr(ChaCheckReport) checked = NULL;
    g_autoptr(ChaCommitReport) refused = NULL;
    g_autoptr(ChaCommitReport) accepted = NULL;
    g_autoptr(ChaDrawReport) drawn = NULL;

    (void)unused;
    store_put(fixture->store, CHA_KIND_INSPECTORS, "inspector", "I1", "name", "I1", "department", "XF",
              "status", "ended", NULL);
    g_assert_true(cha_check(fixture->store, "2027Q1", NULL, NULL, &checked, &error));
    g_assert_cmpint(cha_check_report_worst(checked), ==, CHA_WEIGHT_REFUSAL);
    g_assert_false(cha_commit(fixture->store, "2027Q1", folder, &PLAIN, NULL, NULL, &refused, &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_UNSATISFIABLE);
    g_clear_error(&error);
    g_assert_nonnull(refused);
    g_assert_cmpuint(refused->check->findings->len, >=, 1);
    g_assert_false(g_file_test(folder, G_FILE_TEST_EXISTS));
    g_assert_true(cha_commit(fixture->store, "2027Q1", folder, &options, NULL, NULL, &accepted, &error));
    g_assert_no_error(error);
    drawn = draw(fixture, "2027Q1", "a");
    g_assert_cmpuint(drawn->empty_seats->len, ==, 2); /* one in each joint visit */
}

static void
test_registry_changes_are_mentioned(Fixture *fixture, gconstpointer unused)
{
    g_autoptr(ChaCommitReport) committed = commit(fixture, "2027Q1", "a");
    g_autoptr(ChaCommitReport) again = NULL;

    (void)unused;
    g_assert_nonnull(committed);
    store_put(fixture->store, CHA_KIND_TARGETS, "target", "T5", "name", "T5", "district", "410702", NULL);
    again = commit(fixture, "2027Q1", "b");
    g_assert_true(again->registry_changed);
    g_assert_cmpstr(again->commitment, ==, committed->commitment);
}

static gboolean
append(const char *bytes, gsize length, gpointer data, GError **error)
{
    (void)error;
    g_string_append_len(data, bytes, (gssize)length);
    return TRUE;
}

static void
assert_coverage(Fixture *fixture, const char *campaign, ChaCoverageGroup group, const char *row)
{
    g_autoptr(GString) table = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    g_autofree char *line = g_strconcat("\n", row, "\n", NULL);

    g_assert_true(cha_coverage(fixture->store, 2027, campaign, group, CHA_TABLE_CSV, append, table, &error));
    g_assert_no_error(error);
    g_test_message("%s", table->str);
    g_assert_nonnull(strstr(table->str, line));
}

static void
test_coverage(Fixture *fixture, gconstpointer unused)
{
    g_autoptr(ChaCommitReport) committed = NULL;
    g_autoptr(ChaDrawReport) drawn = NULL;

    (void)unused;
    assert_coverage(fixture, NULL, CHA_COVERAGE_ALL, "joint_plans,1,2,50.00,plans");
    assert_coverage(fixture, NULL, CHA_COVERAGE_ALL, "joint_drawings,1,4,25.00,drawings");
    assert_coverage(fixture, "2027Q1", CHA_COVERAGE_ALL, "joint_drawings,1,2,50.00,drawings");
    assert_coverage(fixture, "2027Q3", CHA_COVERAGE_ALL, "departments_with_plans,1,2,50.00,departments");
    assert_coverage(fixture, NULL, CHA_COVERAGE_ALL, "joint_visits,0,0,,visits");
    committed = commit(fixture, "2027Q1", "a");
    drawn = draw(fixture, "2027Q1", "a");
    assert_coverage(fixture, "2027Q1", CHA_COVERAGE_ALL, "joint_visits,2,3,66.67,visits");
    assert_coverage(fixture, NULL, CHA_COVERAGE_ALL, "targets_drawn,3,4,75.00,targets");
    assert_coverage(fixture, NULL, CHA_COVERAGE_ALL, "inspectors_drawn,4,4,100.00,inspectors");
    assert_coverage(fixture, NULL, CHA_COVERAGE_ALL, "visits_saved,4,7,57.14,checks");
    assert_coverage(fixture, NULL, CHA_COVERAGE_ALL, "visits_done,0,3,0.00,visits");
    assert_coverage(fixture, NULL, CHA_COVERAGE_BY_DEPARTMENT, "XF,joint_plans,1,1,100.00,plans");
    assert_coverage(fixture, NULL, CHA_COVERAGE_BY_DEPARTMENT, "XF,targets_drawn,2,4,50.00,targets");
    assert_coverage(fixture, NULL, CHA_COVERAGE_BY_DEPARTMENT, "XF,visits_saved,4,6,66.67,checks");
    assert_coverage(fixture, NULL, CHA_COVERAGE_BY_DISTRICT, "410702,targets_drawn,3,4,75.00,targets");
    assert_coverage(fixture, NULL, CHA_COVERAGE_BY_DISTRICT, "410702,joint_plans,0,0,,plans");
    assert_coverage(fixture, NULL, CHA_COVERAGE_BY_RISK, ",targets_drawn,3,4,75.00,targets");
    assert_coverage(fixture, NULL, CHA_COVERAGE_BY_ITEM, "SCJG-001,joint_plans,1,2,50.00,plans");
}

/* Results of both departments make a visit done; one found a problem. */
static void
test_coverage_of_results(Fixture *fixture, gconstpointer unused)
{
    g_autoptr(ChaCommitReport) committed = commit(fixture, "2027Q1", "a");
    g_autoptr(ChaDrawReport) drawn = draw(fixture, "2027Q1", "a");
    g_autofree char *teams = read_file(fixture, "a/draw/teams.csv");
    const char *joint = strstr(teams, ",XF,1,");
    g_autofree char *visit = NULL;

    (void)unused;
    g_assert_nonnull(committed);
    g_assert_nonnull(drawn);
    g_assert_nonnull(joint);
    while (joint > teams && joint[-1] != '\n')
        joint--;
    visit = g_strndup(joint, strcspn(joint, ","));
    store_put(fixture->store, CHA_KIND_RESULTS, "campaign", "2027Q1", "visit", visit, "department", "XF",
              "date", "2027-03-01", "codes", "未发现问题", "published", "2027-03-29", NULL);
    assert_coverage(fixture, NULL, CHA_COVERAGE_ALL, "visits_done,0,3,0.00,visits");
    store_put(fixture->store, CHA_KIND_RESULTS, "campaign", "2027Q1", "visit", visit, "department", "SCJG",
              "date", "2027-03-01", "codes", "发现问题已责令改正", "published", "2027-03-30", NULL);
    assert_coverage(fixture, NULL, CHA_COVERAGE_ALL, "visits_done,1,3,33.33,visits");
    assert_coverage(fixture, NULL, CHA_COVERAGE_ALL, "problems_found,1,1,100.00,visits");
    /* The 20th working day after 1 March is the 29th. */
    assert_coverage(fixture, NULL, CHA_COVERAGE_ALL, "published_in_time,1,2,50.00,results");
    assert_coverage(fixture, NULL, CHA_COVERAGE_BY_DEPARTMENT, "XF,published_in_time,1,1,100.00,results");
}

typedef void (*Test)(Fixture *, gconstpointer);

int
main(int argc, char *argv[])
{
    static const struct {
        const char *name;
        Test test;
    } TESTS[] = {
        {"/campaign/life", test_life},
        {"/campaign/folders", test_folders},
        {"/campaign/without-seed", test_bundles_without_a_seed},
        {"/campaign/seeds", test_seeds},
        {"/campaign/rehearsal", test_rehearsal},
        {"/campaign/attempts", test_attempts},
        {"/campaign/order", test_order_of_campaigns},
        {"/campaign/short-teams", test_seats_that_nobody_can_take},
        {"/campaign/registry-changes", test_registry_changes_are_mentioned},
        {"/campaign/coverage", test_coverage},
        {"/campaign/results", test_coverage_of_results},
    };

    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(TESTS); i++)
        g_test_add(TESTS[i].name, Fixture, NULL, fixture_set_up, TESTS[i].test, fixture_tear_down);
    return g_test_run();
}
