/* What is kept for ever stays as it is, whatever SQL is thrown at it. */
#include "store/nonce-store.h"
#include "store/store.h"
#include "support/store-fixture.h"

/* Tables whose rows stay as they are, with a column of each. */
typedef struct {
    const char *table;
    const char *column;
} FinalTable;

static const FinalTable FINAL_TABLES[] = {
    {"change", "at"},
    {"history", "record"},
    {"campaign", "commitment"},
    {"campaign_draw", "seed"},
    {"campaign_void", "reason"},
    {"bundle_file", "digest"},
    {"bundle_piece", "path"},
    {"drawing", "title"},
    {"selection", "role"},
    {"visit", "district"},
    {"visit_drawing", "visit"},
    {"seat", "inspector"},
    {"log", "line"},
    {"visit_revision", "visit"},
    {"nonce", "value"},
    {"joint_decision", "plans"},
};

/* TABLE and COLUMN are filled in. */
static const char *const ATTACKS[] = {
    "UPDATE TABLE SET COLUMN = COLUMN",
    "UPDATE OR REPLACE TABLE SET COLUMN = 'x'",
    "UPDATE OR IGNORE TABLE SET COLUMN = 'x'",
    "UPDATE OR FAIL TABLE SET COLUMN = 'x'",
    "DELETE FROM TABLE",
    "DELETE FROM TABLE WHERE COLUMN IS (SELECT max(COLUMN) FROM TABLE)",
    "INSERT OR REPLACE INTO TABLE SELECT * FROM TABLE LIMIT 1",
    "REPLACE INTO TABLE SELECT * FROM TABLE",
    "INSERT INTO TABLE SELECT * FROM TABLE WHERE 1 ON CONFLICT DO UPDATE SET COLUMN = 'x'",
    "INSERT INTO TABLE SELECT * FROM TABLE WHERE 1 ON CONFLICT DO NOTHING",
    "INSERT OR IGNORE INTO TABLE SELECT * FROM TABLE",
};

/* Rows that would push out others, or that come too late. */
static const char *const ADDITIONS[] = {
    /* the attempt is taken */
    "REPLACE INTO campaign VALUES ('2027Q3', '2027Q1', 1, printf('%064d', 0), 0, 0, '', 4, 1)",
    "REPLACE INTO drawing VALUES ('2027Q1', 'P1.9', 'P1', 1, 't', 'D1', '', 'I1', 's', 'e', 'open', 'own', "
    "'')",
    "INSERT INTO drawing VALUES ('2027Q1', 'P1.9', 'P1', 9, 't', 'D1', '', 'I1', 's', 'e', 'open', 'own', "
    "'')",
    "REPLACE INTO bundle_piece SELECT id, 'x', 'y', 0, x'00' FROM bundle_piece",
    "INSERT INTO bundle_piece SELECT NULL, campaign, path, 1, x'00' FROM bundle_file LIMIT 1",
    "INSERT INTO bundle_file SELECT campaign, 'commit/more.csv', size, digest FROM bundle_file LIMIT 1",
    "INSERT INTO bundle_file SELECT campaign, 'draw/more.csv', size, digest FROM bundle_file LIMIT 1",
    "INSERT INTO bundle_file SELECT campaign, 'more.csv', size, digest FROM bundle_file LIMIT 1",
    "INSERT INTO bundle_file SELECT '2027Q4', 'more.csv', size, digest FROM bundle_file LIMIT 1",
    "INSERT INTO bundle_file SELECT '2027Q4', 'seed.txt', size, digest FROM bundle_file LIMIT 1",
    "INSERT INTO selection VALUES ('2027Q1', 'P1', 'T9', 'drawn', 'all', 9)",
    "INSERT INTO visit VALUES ('2027Q1', 'T9-1', 'T9', '410702', '2027-01-01', '2027-03-31')",
    "INSERT INTO visit_drawing VALUES ('2027Q1', 'T2-1', 'P2')",
    "INSERT INTO seat VALUES ('2027Q1', 'T1-1', 'D2', 'own', 9, 'N4')",
    "INSERT INTO campaign_void VALUES ('2027Q1', 'again', 'somebody', 1)",
    "INSERT INTO campaign_draw VALUES ('2027Q2', printf('%064d', 0), 1)", /* 2027Q2 is void */
    "REPLACE INTO log SELECT entry, line, hash, change FROM log LIMIT 1",
    "INSERT INTO log SELECT 9, line, hash, (SELECT min(id) FROM change) FROM log LIMIT 1", /* a gap */
    "INSERT INTO log SELECT count(*) + 1, 'x', hash, change FROM log", /* a second one of a change */
    "INSERT INTO campaign SELECT '2027Q4', '2027Q4', 1, commitment, 0, 0, '', 4, change FROM campaign",
    "INSERT INTO nonce SELECT campaign, 'other', value, change FROM nonce", /* it is drawn */
    "INSERT INTO nonce SELECT '2027Q4', source, value, change FROM nonce",  /* an entry of another */
    "INSERT INTO setting SELECT 'max_visits', '1', change FROM log LIMIT 1",
    "REPLACE INTO change (id, at, \"by\", action, subject) VALUES (1, '', '', '', '')",
    "REPLACE INTO history (id, kind, key, written, ended, record) VALUES (1, '', '', 1, 1, '')",
};

static void
reveal(ChaStore *store, const char *campaign)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Transaction) transaction = store_begin(store, &error);
    g_autofree char *value = g_strnfill(64, 'a');

    g_assert_true(nonce_store_record(store, campaign, "D1", value, &error));
    g_assert_true(transaction_commit(transaction, &error));
    g_assert_no_error(error);
}

/* A store with something in every table: 2027Q1 drawn and then void, 2027Q2
 * void before it was drawn. */
static ChaStore *
full_store(void)
{
    ChaStore *store = store_in_memory();
    g_autoptr(Draw) draw = draw_fixture(3);
    g_autoptr(GError) error = NULL;
    g_autoptr(Transaction) transaction = NULL;

    store_fill(store);
    store_put(store, CHA_KIND_DEPARTMENTS, "department", "D1", "name", "Uno", NULL);
    g_assert_true(store_commit_campaign(store, "2027Q1", &error));
    reveal(store, "2027Q1");
    g_assert_true(store_draw_campaign(store, "2027Q1", draw, &error));
    g_assert_true(store_commit_campaign(store, "2027Q2", &error));
    g_assert_true(store_try(store,
                            "INSERT INTO visit_revision SELECT campaign, visit, (SELECT max(id) FROM change)"
                            " FROM visit",
                            &error));
    g_assert_true(store_try(store,
                            "INSERT INTO joint_decision (joint, decision, plans, title, lead, change)"
                            " SELECT 'J-1', 'accepted', 'P1;P2', 'both', 'D1', max(id) FROM change",
                            &error));
    transaction = store_begin(store, &error);
    g_assert_true(campaign_store_record_void(store, "2027Q1", "wrong list", "the head", &error));
    g_assert_true(campaign_store_record_void(store, "2027Q2", "wrong list", "the head", &error));
    g_assert_true(transaction_commit(transaction, &error));
    g_assert_no_error(error);
    return store;
}

/* All rows of all final tables. */
static char *
contents(ChaStore *store)
{
    GString *texts = g_string_new(NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(FINAL_TABLES); i++) {
        g_autofree char *sql = g_strdup_printf("SELECT * FROM %s", FINAL_TABLES[i].table);
        g_autofree char *rows = store_query(store, sql);

        g_assert_cmpstr(rows, !=, "");
        g_string_append(texts, rows);
    }
    return g_string_free(texts, FALSE);
}

static void
assert_refused(ChaStore *store, const char *sql)
{
    g_autoptr(GError) error = NULL;

    g_test_message("%s", sql);
    g_assert_false(store_try(store, sql, &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_CONFLICT);
}

static void
attack_all_tables(ChaStore *store)
{
    g_autofree char *before = contents(store);
    g_autofree char *after = NULL;

    for (gsize t = 0; t < G_N_ELEMENTS(FINAL_TABLES); t++) {
        for (gsize a = 0; a < G_N_ELEMENTS(ATTACKS); a++) {
            g_autofree char *sql =
                sql_with(ATTACKS[a], "TABLE", FINAL_TABLES[t].table, "COLUMN", FINAL_TABLES[t].column, NULL);

            assert_refused(store, sql);
        }
    }
    for (gsize a = 0; a < G_N_ELEMENTS(ADDITIONS); a++)
        assert_refused(store, ADDITIONS[a]);
    after = contents(store);
    g_assert_cmpstr(after, ==, before);
}

/* Not only through our own connections, which have foreign keys. */
static void
test_nothing_changes(void)
{
    static const char *const CONNECTIONS[] = {
        "PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = OFF",
        "PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON",
        "PRAGMA foreign_keys = OFF; PRAGMA recursive_triggers = OFF",
        "PRAGMA foreign_keys = OFF; PRAGMA recursive_triggers = ON",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CONNECTIONS); i++) {
        g_autoptr(ChaStore) store = full_store();

        g_assert_true(store_try(store, CONNECTIONS[i], NULL));
        attack_all_tables(store);
    }
}

/* Every table is either one of the above or keeps a history. */
static void
test_no_table_is_forgotten(void)
{
    g_autoptr(ChaStore) store = store_in_memory();

    store_assert(store,
                 "SELECT t.name FROM sqlite_schema AS t WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'"
                 " AND NOT EXISTS (SELECT 1 FROM sqlite_schema AS g WHERE g.type = 'trigger'"
                 "   AND g.tbl_name = t.name AND g.name = t.name || '_is_final')"
                 " AND NOT EXISTS (SELECT 1 FROM sqlite_schema AS g WHERE g.type = 'trigger'"
                 "   AND g.tbl_name = t.name AND g.name = t.name || '_was') ORDER BY t.name",
                 /* A sender's memory, one that can only end, and one that takes no UPDATE at all:
                    tests/unit/store-history.c */
                 "caldav_object\nfeed_address\nplan_target\n");
    g_assert_cmpint(store_number(store, "SELECT count(*) FROM sqlite_schema WHERE name LIKE '%_is_final'"),
                    ==, G_N_ELEMENTS(FINAL_TABLES));
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/store-final/nothing-changes", test_nothing_changes);
    g_test_add_func("/store-final/no-table-is-forgotten", test_no_table_is_forgotten);
    return g_test_run();
}
