/* No record changes or ends without a trace, whatever SQL does it. */
#include "store/busy-store.h"
#include "store/frame-list-store.h"
#include "store/plan-question-store.h"
#include "store/store.h"
#include "support/store-fixture.h"

typedef struct {
    const char *table;
    const char *kind;  /* as the history calls it */
    const char *key;   /* a column of the key */
    const char *plain; /* another one */
} RecordTable;

/* Those that refer to others come first. */
static const RecordTable RECORD_TABLES[] = {
    {"setting", "settings", "name", "value"},
    {"appointment", "appointments", "visit", "reason"},
    {"result", "results", "department", "follow_up"},
    {"recusal", "recusals", "target", "reason"},
    {"absence", "absences", "\"from\"", "reason"},
    {"busy_file", "busy", "file", "content"},
    {"holiday", "holidays", "date", "name"},
    {"joint_item", "joint-items", "area", "object_type"},
    {"plan_question", "plan-questions", "plan", "reason"},
    {"plan", "plans", "plan", "title"},
    {"item", "items", "item", "name"},
    {"inspector", "inspectors", "inspector", "name"},
    {"target", "targets", "target", "name"},
    {"department", "departments", "department", "name"},
};

/* TABLE, a column of its KEY, another COLUMN and the NEWEST change are filled in. */
static const char *const ATTACKS[] = {
    "REPLACE INTO TABLE SELECT * FROM TABLE",
    "INSERT OR REPLACE INTO TABLE SELECT * FROM TABLE LIMIT 1",
    "INSERT INTO TABLE SELECT * FROM TABLE WHERE 1 ON CONFLICT DO UPDATE SET COLUMN = 'x'",
    "UPDATE TABLE SET COLUMN = 'x'",
    "UPDATE OR REPLACE TABLE SET COLUMN = 'x'",
    "UPDATE OR IGNORE TABLE SET COLUMN = 'x', change = change - 1",
    "UPDATE TABLE SET COLUMN = 'x', change = 9999",
    "UPDATE TABLE SET KEY = 'x', change = NEWEST",
    "UPDATE OR REPLACE TABLE SET KEY = (SELECT max(KEY) || 'x' FROM TABLE), change = NEWEST",
    "DELETE FROM TABLE",
};

static void
note_change(ChaStore *store, const char *action)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Transaction) transaction = store_begin(store, &error);
    gint64 change;

    g_assert_true(store_note_change(store, action, "", NULL, NULL, &change, &error));
    /* Appointments refer to an entry of the log. */
    g_assert_true(store_try(store,
                            "INSERT INTO log SELECT (SELECT count(*) + 1 FROM log), 'test', hash,"
                            " (SELECT max(id) FROM change) FROM log LIMIT 1",
                            &error));
    g_assert_true(transaction_commit(transaction, &error));
    g_assert_no_error(error);
}

/* A question about a plan. */
static void
store_ask(ChaStore *store, const char *plan)
{
    PlanQuestion question = {(char *)plan,  (char *)"sample", (char *)"5-10%",
                             (char *)"≥5%", (char *)"range",  FALSE};
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    g_autoptr(GPtrArray) asked = g_ptr_array_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(Transaction) transaction = store_begin(store, &error);

    g_ptr_array_add(asked, &question);
    g_assert_true(plan_question_store_write(store, none, asked, none, "plans.csv", &error));
    g_assert_true(transaction_commit(transaction, &error));
    g_assert_no_error(error);
}

static void
put_busy_file(ChaStore *store)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Transaction) transaction = store_begin(store, &error);
    gint64 change;

    g_assert_true(store_note_change(store, "import", "busy", "a.ics", NULL, &change, &error));
    g_assert_true(busy_store_put(store, "N1", "a.ics", "BEGIN:VCALENDAR", change, &error));
    g_assert_true(transaction_commit(transaction, &error));
    g_assert_no_error(error);
}

static ChaStore *
full_store(void)
{
    ChaStore *store = store_in_memory();
    g_autoptr(Draw) draw = draw_fixture(3);
    g_autoptr(GPtrArray) visits = NULL;
    g_autoptr(GError) error = NULL;
    guint changed;

    store_fill(store);
    put_busy_file(store);
    store_put(store, CHA_KIND_RECUSALS, "inspector", "N1", "target", "T2", NULL);
    store_put(store, CHA_KIND_ABSENCES, "inspector", "N1", "from", "2027-01-01", "to", "2027-01-02", NULL);
    store_ask(store, "P1");
    store_put(store, CHA_KIND_HOLIDAYS, "date", "2027-01-01", "kind", "holiday", NULL);
    store_put(store, CHA_KIND_JOINT_ITEMS, "area", "food", "items", "I1;I2", "initiators", "D1", NULL);
    g_assert_true(setting_store_set(store, "max_visits", "7", &error));
    g_assert_true(store_commit_campaign(store, "2027Q1", &error));
    g_assert_true(store_draw_campaign(store, "2027Q1", draw, &error));
    visits = campaign_store_load_visits(store, "2027Q1", &error);
    g_assert_no_error(error);
    g_assert_true(campaign_store_record_schedule(store, "2027Q1", visits, &changed, &error));
    g_assert_no_error(error);
    store_put(store, CHA_KIND_RESULTS, "campaign", "2027Q1", "visit", "T1-1", "department", "D1", "date",
              "2027-02-01", "codes", "BASE:1", NULL);
    return store;
}

static void
test_nothing_changes_without_a_trace(void)
{
    g_autoptr(ChaStore) store = full_store();

    note_change(store, "test");
    for (gsize t = 0; t < G_N_ELEMENTS(RECORD_TABLES); t++) {
        const RecordTable *table = &RECORD_TABLES[t];
        g_autofree char *all = g_strdup_printf("SELECT * FROM %s", table->table);
        g_autofree char *before = store_query(store, all);

        g_assert_cmpstr(before, !=, "");
        for (gsize a = 0; a < G_N_ELEMENTS(ATTACKS); a++) {
            g_autofree char *sql = sql_with(ATTACKS[a], "TABLE", table->table, "KEY", table->key, "COLUMN",
                                            table->plain, "NEWEST", "(SELECT max(id) FROM change)", NULL);
            g_autoptr(GError) error = NULL;

            g_test_message("%s", sql);
            g_assert_false(store_try(store, sql, &error));
            g_assert_error(error, CHA_ERROR, CHA_ERROR_CONFLICT);
        }
        store_assert(store, all, before);
    }
    g_assert_cmpint(store_number(store, "SELECT count(*) FROM history"), ==, 0);
}

/* The last entry of the history is the whole record as it was. */
static void
assert_last_entry(ChaStore *store, const RecordTable *table, const char *record)
{
    g_autofree char *columns = sql_with("SELECT name FROM pragma_table_info('TABLE') WHERE name <> 'change'",
                                        "TABLE", table->table, NULL);
    g_autofree char *key = sql_with(
        "SELECT kind = 'KIND', key = (SELECT json_group_array(json_extract(record, '$.' || name)) FROM"
        "  (SELECT name FROM pragma_table_info('TABLE') WHERE pk > 0 ORDER BY pk))"
        " FROM history ORDER BY id DESC LIMIT 1",
        "TABLE", table->table, "KIND", table->kind, NULL);
    g_autofree char *names = store_query(store, columns);

    store_assert(store, key, "1|1\n");
    store_assert(
        store,
        "SELECT j.key FROM (SELECT record FROM history ORDER BY id DESC LIMIT 1), json_each(record) AS j",
        names);
    store_assert(
        store,
        "SELECT j.value FROM (SELECT record FROM history ORDER BY id DESC LIMIT 1), json_each(record) AS j",
        record);
}

static char *
first_record(ChaStore *store, const RecordTable *table)
{
    g_autofree char *sql = g_strdup_printf("SELECT * FROM %s LIMIT 1", table->table);
    g_autofree char *row = store_query(store, sql);
    g_auto(GStrv) cells = g_strsplit(row, "|", -1);
    g_autofree char *record = NULL;

    /* The last one is the change. */
    g_clear_pointer(&cells[g_strv_length(cells) - 1], g_free);
    record = g_strjoinv("\n", cells);
    return g_strconcat(record, "\n", NULL);
}

static void
test_changes_leave_a_trace(void)
{
    g_autoptr(ChaStore) store = full_store();

    /* It asks for the entry of a setting, and `test` is none. */
    g_assert_true(store_try(store, "DROP TRIGGER setting_stays_logged", NULL));
    for (gsize t = 0; t < G_N_ELEMENTS(RECORD_TABLES); t++) {
        const RecordTable *table = &RECORD_TABLES[t];
        g_autofree char *record = first_record(store, table);
        g_autofree char *sql =
            g_strdup_printf("UPDATE %s SET change = (SELECT max(id) FROM change), %s = 'new' WHERE (%s) IN"
                            " (SELECT %s FROM %s LIMIT 1)",
                            table->table, table->plain, table->key, table->key, table->table);
        g_autoptr(GError) error = NULL;

        note_change(store, "test");
        g_assert_true(store_try(store, sql, &error));
        g_assert_no_error(error);
        assert_last_entry(store, table, record);
        store_assert(store,
                     "SELECT ended = (SELECT max(id) FROM change), written < ended FROM history"
                     " ORDER BY id DESC LIMIT 1",
                     "1|1\n");
    }
}

/* Also with foreign keys off, so that every table can be tried. */
static void
test_ends_leave_a_trace(void)
{
    g_autoptr(ChaStore) store = full_store();

    g_assert_true(store_try(store, "PRAGMA foreign_keys = OFF", NULL));
    for (gsize t = 0; t < G_N_ELEMENTS(RECORD_TABLES); t++) {
        const RecordTable *table = &RECORD_TABLES[t];
        g_autofree char *record = first_record(store, table);
        g_autofree char *sql = g_strdup_printf("DELETE FROM %s WHERE (%s) IN (SELECT %s FROM %s LIMIT 1)",
                                               table->table, table->key, table->key, table->table);
        g_autoptr(GError) error = NULL;

        note_change(store, "import");
        g_assert_false(store_try(store, sql, NULL));
        note_change(store, "remove");
        g_assert_true(store_try(store, sql, &error));
        g_assert_no_error(error);
        assert_last_entry(store, table, record);
    }
}

/* A list of targets has nothing but its keys: it is there, or it has ended. */
static void
test_lists_leave_a_trace(void)
{
    static const char *const FRAME_ATTACKS[] = {
        "REPLACE INTO plan_target SELECT * FROM plan_target",
        "INSERT OR REPLACE INTO plan_target SELECT * FROM plan_target",
        "UPDATE plan_target SET target = 'T2'",
        "UPDATE plan_target SET change = (SELECT max(id) FROM change)",
        "UPDATE OR REPLACE plan_target SET target = 'T2', change = (SELECT max(id) FROM change)",
        "DELETE FROM plan_target",
    };
    g_autoptr(ChaStore) store = full_store();
    g_autoptr(GPtrArray) added = g_ptr_array_new();
    g_autoptr(GPtrArray) ended = g_ptr_array_new();
    g_autoptr(GError) error = NULL;
    Transaction *transaction = store_begin(store, &error);

    g_ptr_array_add(added, (gpointer) "T1");
    g_ptr_array_add(added, (gpointer) "T3");
    g_assert_true(frame_list_store_change(store, "P1", added, ended, "list.csv", &error));
    g_assert_true(transaction_commit(transaction, &error));
    g_assert_no_error(error);
    transaction_end(transaction);
    note_change(store, "remove"); /* but of something else */
    for (gsize i = 0; i < G_N_ELEMENTS(FRAME_ATTACKS); i++) {
        g_test_message("%s", FRAME_ATTACKS[i]);
        g_assert_false(store_try(store, FRAME_ATTACKS[i], &error));
        g_assert_error(error, CHA_ERROR, CHA_ERROR_CONFLICT);
        g_clear_error(&error);
    }
    store_assert(store, "SELECT plan, target FROM plan_target", "P1|T1\nP1|T3\n");
    g_assert_true(frame_list_store_remove(store, "P1", "over", &error));
    g_assert_no_error(error);
    store_assert(store, "SELECT plan, target FROM plan_target", "");
    store_assert(store, "SELECT kind, key, record, written < ended FROM history ORDER BY id",
                 "frame|[\"P1\",\"T1\"]|{\"plan\":\"P1\",\"target\":\"T1\"}|1\n"
                 "frame|[\"P1\",\"T3\"]|{\"plan\":\"P1\",\"target\":\"T3\"}|1\n");
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/store-history/nothing-without-a-trace", test_nothing_changes_without_a_trace);
    g_test_add_func("/store-history/changes", test_changes_leave_a_trace);
    g_test_add_func("/store-history/ends", test_ends_leave_a_trace);
    g_test_add_func("/store-history/lists", test_lists_leave_a_trace);
    return g_test_run();
}
