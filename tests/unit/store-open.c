/* Opening stores: new ones, old ones, those of others, and many at once. */
#include "store/schema.h"
#include "store/store.h"
#include "support/store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char SCHEMA[] = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name";

/* What @sql gives, with @database open for nothing else. */
static char *
texts_of(Database *database, const char *sql)
{
    GString *texts = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(Statement) query = statement_new(database, sql, &error);

    g_assert_no_error(error);
    while (statement_next(query)) {
        for (int i = 0; i < statement_columns(query); i++)
            g_string_append_printf(texts, "%s\n", statement_text(query, i));
    }
    g_assert_true(statement_finish(query, &error));
    return g_string_free(texts, FALSE);
}

static void
write_file(const char *path, const char *text)
{
    g_autoptr(GError) error = NULL;

    g_assert_true(g_file_set_contents(path, text, -1, &error));
    g_assert_no_error(error);
}

static void
make_database(const char *path, const char *sql)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Database) database = database_open(path, DATABASE_FILE, &error);

    g_assert_no_error(error);
    g_assert_true(database_execute(database, sql, &error));
    g_assert_no_error(error);
}

static void
assert_refused(const char *path, int code, const char *words)
{
    static const ChaStoreMode MODES[] = {CHA_STORE_WRITE, CHA_STORE_READ};
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;
    gsize length_before = 0;
    gsize length_after = 0;

    (void)g_file_get_contents(path, &before, &length_before, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(MODES); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(cha_store_open(path, "tester", MODES[i], &error));
        g_assert_error(error, CHA_ERROR, code);
        g_assert_nonnull(strstr(error->message, path));
        g_assert_nonnull(strstr(error->message, words));
    }
    (void)g_file_get_contents(path, &after, &length_after, NULL);
    g_assert_cmpuint(length_after, ==, length_before);
    g_assert_true(length_before == 0 || memcmp(after, before, length_before) == 0);
}

static void
test_new_store(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = store_open(place);

    g_assert_cmpint(store_number(store, "PRAGMA application_id"), ==, 0x43484f55);
    g_assert_cmpint(store_number(store, "PRAGMA user_version"), ==, schema_version());
    g_assert_cmpint(store_number(store, "PRAGMA page_size"), ==, 16384);
    g_assert_cmpint(store_number(store, "PRAGMA foreign_keys"), ==, 1);
    g_assert_cmpint(store_number(store, "PRAGMA synchronous"), ==, 2);
    store_assert(store, "PRAGMA journal_mode", "wal\n");
    store_assert(store, "PRAGMA integrity_check", "ok\n");
}

static void
test_steps_end_where_a_new_store_begins(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autofree char *path = g_build_filename(place->folder, "step.db", NULL);
    g_autoptr(ChaStore) fresh = store_open(place);
    g_autofree char *expected = texts_of(store_database(fresh), SCHEMA);

    for (guint version = 1; version <= schema_version(); version++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Database) database = database_open(path, DATABASE_FILE, &error);
        gint64 reached;

        g_assert_no_error(error);
        g_assert_true(schema_upgrade_to(database, version, &error));
        g_assert_true(database_number(database, "PRAGMA user_version", &reached, &error));
        g_assert_no_error(error);
        g_assert_cmpint(reached, ==, version);
        if (version == schema_version()) {
            g_autofree char *texts = texts_of(database, SCHEMA);

            g_assert_cmpstr(texts, ==, expected);
        }
    }
}

/* Every version there was is brought up to date in one go. */
static void
test_any_version_is_upgraded(void)
{
    g_autoptr(StorePlace) place = store_place_new();

    for (guint version = 0; version <= schema_version(); version++) {
        g_autofree char *path = g_strdup_printf("%s/from-%u.db", place->folder, version);
        g_autoptr(GError) error = NULL;
        g_autoptr(Database) database = database_open(path, DATABASE_FILE, &error);
        g_autoptr(ChaStore) store = NULL;

        g_assert_no_error(error);
        g_assert_true(schema_upgrade_to(database, version, &error));
        g_clear_pointer(&database, database_free);
        store = cha_store_open(path, "tester", CHA_STORE_READ, &error);
        g_assert_no_error(error);
        g_assert_cmpint(store_number(store, "PRAGMA user_version"), ==, schema_version());
    }
}

static void
test_others_files_are_refused(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autofree char *newer = g_build_filename(place->folder, "newer.db", NULL);
    g_autofree char *foreign = g_build_filename(place->folder, "foreign.db", NULL);
    g_autofree char *numbered = g_build_filename(place->folder, "numbered.db", NULL);
    g_autofree char *text = g_build_filename(place->folder, "text.csv", NULL);

    make_database(newer, "PRAGMA application_id = 0x43484f55; PRAGMA user_version = 99");
    assert_refused(newer, CHA_ERROR_INVALID, "newer version");
    make_database(foreign, "CREATE TABLE contact (name)");
    assert_refused(foreign, CHA_ERROR_INVALID, "not a store");
    make_database(numbered, "PRAGMA application_id = 7");
    assert_refused(numbered, CHA_ERROR_INVALID, "not a store");
    write_file(text, "target,name,district\n911,A,410702\n912,B,410702\n913,C,410702\n914,D,410702\n"
                     "915,E,410702\n916,F,410702\n");
    assert_refused(text, CHA_ERROR_INVALID, "not a store");
    assert_refused(place->folder, CHA_ERROR_STORE, "");
}

static void
test_empty_file_becomes_a_store(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = NULL;

    write_file(place->path, "");
    store = store_open(place);
    g_assert_cmpint(store_number(store, "PRAGMA user_version"), ==, schema_version());
}

static void
test_reading_makes_no_file(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(ChaStore) store = cha_store_open(place->path, "tester", CHA_STORE_READ, &error);

    g_assert_no_error(error);
    g_assert_cmpint(store_number(store, "SELECT count(*) FROM target"), ==, 0);
    g_assert_false(g_file_test(place->path, G_FILE_TEST_EXISTS));
}

static void
test_nowhere_to_make_a_file(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autofree char *path = g_build_filename(place->folder, "no", "such", "folder.db", NULL);
    g_autoptr(GError) error = NULL;

    g_assert_null(cha_store_open(path, "tester", CHA_STORE_WRITE, &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_STORE);
}

/* Names that SQLite has meanings of its own for are files like any other. */
static void
test_names_are_names(void)
{
    static const char *const NAMES[] = {":memory:", "file:a.db?mode=memory", "plain.db", "新乡.db"};
    g_autoptr(StorePlace) place = store_place_new();
    g_autofree char *before = g_get_current_dir();

    g_assert_cmpint(g_chdir(place->folder), ==, 0);
    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(ChaStore) store = cha_store_open(NAMES[i], "tester", CHA_STORE_WRITE, &error);

        g_assert_no_error(error);
        store_put(store, CHA_KIND_DEPARTMENTS, "department", "D1", "name", "One", NULL);
        g_clear_pointer(&store, cha_store_free);
        g_assert_true(g_file_test(NAMES[i], G_FILE_TEST_EXISTS));
    }
    g_assert_cmpint(g_chdir(before), ==, 0);
}

static void
test_unused_store_leaves_no_file(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(GDir) folder = NULL;
    ChaStore *store = store_open(place);
    ChaStore *other;

    cha_store_free(store);
    folder = g_dir_open(place->folder, 0, &error);
    g_assert_no_error(error);
    g_assert_null(g_dir_read_name(folder));

    /* Somebody else is there. */
    store = store_open(place);
    other = store_open(place);
    cha_store_free(store);
    store_put(other, CHA_KIND_DEPARTMENTS, "department", "D1", "name", "One", NULL);
    cha_store_free(other);

    /* Something is in it. */
    store = store_open(place);
    g_assert_cmpint(store_number(store, "SELECT count(*) FROM department"), ==, 1);
    store_assert(store, "PRAGMA journal_mode", "wal\n");
    cha_store_free(store);
    g_assert_true(g_file_test(place->path, G_FILE_TEST_EXISTS));
}

static gboolean
note_something(const StorePlace *place)
{
    g_autoptr(ChaStore) store = cha_store_open(place->path, "tester", CHA_STORE_WRITE, NULL);
    g_autoptr(Transaction) transaction = store != NULL ? store_begin(store, NULL) : NULL;
    gint64 change;

    return transaction != NULL && store_note_change(store, "test", "", NULL, NULL, &change, NULL) &&
           transaction_commit(transaction, NULL);
}

/* Half of the processes only open the store and go, and so may remove it. */
static int
run_process(const StorePlace *place, int number)
{
    g_autoptr(ChaStore) store = NULL;

    if (number % 2 == 0)
        return note_something(place) ? 0 : 1;
    store = cha_store_open(place->path, "tester", CHA_STORE_WRITE, NULL);
    return store != NULL ? 0 : 1;
}

static void
test_first_openings_at_once(void)
{
    enum { PROCESSES = 8, ROUNDS = 12 };

    for (int round = 0; round < ROUNDS; round++) {
        g_autoptr(StorePlace) place = store_place_new();
        g_autoptr(ChaStore) store = NULL;
        pid_t children[PROCESSES];

        for (int i = 0; i < PROCESSES; i++) {
            children[i] = fork();
            g_assert_cmpint(children[i], >=, 0);
            if (children[i] == 0)
                _exit(run_process(place, i));
        }
        for (int i = 0; i < PROCESSES; i++) {
            int status = -1;

            g_assert_cmpint(waitpid(children[i], &status, 0), ==, children[i]);
            g_assert_cmpint(status, ==, 0);
        }
        store = store_open(place);
        g_assert_cmpint(store_number(store, "SELECT count(*) FROM change"), ==, PROCESSES / 2);
        g_assert_cmpint(store_number(store, "PRAGMA user_version"), ==, schema_version());
    }
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/store-open/new-store", test_new_store);
    g_test_add_func("/store-open/step-by-step", test_steps_end_where_a_new_store_begins);
    g_test_add_func("/store-open/any-version", test_any_version_is_upgraded);
    g_test_add_func("/store-open/others-files", test_others_files_are_refused);
    g_test_add_func("/store-open/empty-file", test_empty_file_becomes_a_store);
    g_test_add_func("/store-open/reading-makes-no-file", test_reading_makes_no_file);
    g_test_add_func("/store-open/nowhere", test_nowhere_to_make_a_file);
    g_test_add_func("/store-open/names", test_names_are_names);
    g_test_add_func("/store-open/unused-store", test_unused_store_leaves_no_file);
    g_test_add_func("/store-open/first-openings-at-once", test_first_openings_at_once);
    return g_test_run();
}
