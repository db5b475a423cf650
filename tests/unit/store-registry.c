/* Records and settings in the store, and when they may go. */
#include "store/store.h"
#include "support/store-fixture.h"

#include <string.h>

static gboolean
stop_at_first(const char *const *texts, gpointer data)
{
    g_string_append_printf(data, "%s;", texts[0]);
    return FALSE;
}

static void
test_walk_and_load(void)
{
    g_autoptr(ChaStore) store = store_in_memory();
    const Kind *kind = kind_get(CHA_KIND_HOLIDAYS);
    g_autoptr(GString) seen = g_string_new(NULL);
    g_autoptr(GPtrArray) records = NULL;
    g_autoptr(GError) error = NULL;
    char **record;

    store_put(store, CHA_KIND_HOLIDAYS, "date", "2027-05-01", "kind", "holiday", "name", "劳动节", NULL);
    store_put(store, CHA_KIND_HOLIDAYS, "date", "2027-02-06", "kind", "holiday", NULL);
    store_put(store, CHA_KIND_HOLIDAYS, "date", "2027-02-20", "kind", "workday", NULL);
    records = registry_store_load(store, kind, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(records->len, ==, 3);
    record = g_ptr_array_index(records, 2);
    g_assert_cmpuint(g_strv_length(record), ==, 3);
    g_assert_cmpstr(record[0], ==, "2027-05-01");
    g_assert_cmpstr(record[2], ==, "劳动节");
    g_assert_true(registry_store_walk(store, kind, stop_at_first, seen, &error));
    g_assert_cmpstr(seen->str, ==, "2027-02-06;");
}

static void
test_has(void)
{
    static const char *const THERE[] = {"N1", "2027-01-01"};
    static const char *const NOT_THERE[] = {"N1", "2027-01-02"};
    g_autoptr(ChaStore) store = store_in_memory();
    const Kind *kind = kind_get(CHA_KIND_ABSENCES);
    g_autoptr(GError) error = NULL;
    gboolean has = FALSE;

    store_fill(store);
    store_put(store, CHA_KIND_ABSENCES, "inspector", "N1", "from", "2027-01-01", "to", "2027-01-02", NULL);
    g_assert_true(registry_store_has(store, kind, THERE, &has, &error));
    g_assert_true(has);
    g_assert_true(registry_store_has(store, kind, NOT_THERE, &has, &error));
    g_assert_false(has);
}

static void
test_settings(void)
{
    static const char *const VALUES[] = {"5", "5", "6", ""};
    g_autoptr(ChaStore) store = store_in_memory();
    g_autoptr(GError) error = NULL;
    g_autofree char *value = NULL;

    g_assert_true(setting_store_get(store, "max_visits", &value, &error));
    g_assert_null(value);
    for (gsize i = 0; i < G_N_ELEMENTS(VALUES); i++) {
        g_clear_pointer(&value, g_free);
        g_assert_true(setting_store_set(store, "max_visits", VALUES[i], &error));
        g_assert_true(setting_store_get(store, "max_visits", &value, &error));
        g_assert_cmpstr(value, ==, VALUES[i]);
    }
    /* Setting what is set is no change. */
    store_assert(store, "SELECT action, subject FROM change",
                 "set|max_visits\nset|max_visits\nset|max_visits\n");
    store_assert(store, "SELECT kind, key, written, ended, json_extract(record, '$.value') FROM history",
                 "settings|[\"max_visits\"]|1|2|5\nsettings|[\"max_visits\"]|2|3|6\n");
}

/* @keys names records by their keys, joined with ','; records with ';'. */
static gboolean
remove_records(ChaStore *store, ChaKind kind, const char *keys, GError **error)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    g_auto(GStrv) records = g_strsplit(keys, ";", -1);

    for (char **record = records; *record != NULL; record++)
        g_ptr_array_add(list, g_strsplit(*record, ",", -1));
    return registry_store_remove(store, kind_get(kind), list, "no longer needed", error);
}

static void
test_remove(void)
{
    g_autoptr(ChaStore) store = store_in_memory();
    g_autoptr(GError) error = NULL;

    store_fill(store);
    g_assert_true(remove_records(store, CHA_KIND_TARGETS, "T3;T5;T3", &error));
    g_assert_no_error(error);
    store_assert(store, "SELECT count(*) FROM target WHERE target IN ('T3', 'T5')", "0\n");
    store_assert(store, "SELECT key, action, subject, reason FROM history JOIN change ON change.id = ended",
                 "[\"T3\"]|remove|targets|no longer needed\n[\"T5\"]|remove|targets|no longer needed\n");

    /* All or none. */
    g_assert_false(remove_records(store, CHA_KIND_TARGETS, "T1;T3", &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_NOT_FOUND);
    g_assert_nonnull(strstr(error->message, "T3"));
    g_assert_cmpint(store_number(store, "SELECT count(*) FROM target"), ==, 7);
    g_assert_false(database_in_transaction(store_database(store)));
}

typedef struct {
    ChaKind kind;
    const char *key;
    const char *because; /* part of the message; NULL: it may go */
} Removal;

static const Removal REMOVALS[] = {
    {CHA_KIND_DEPARTMENTS, "D1", "item I"},
    {CHA_KIND_DEPARTMENTS, "D2", "campaign 2027Q1"}, /* has left everything else */
    {CHA_KIND_DEPARTMENTS, "D3", "inspector N9"},
    {CHA_KIND_DEPARTMENTS, "D4", "plan P4"},
    {CHA_KIND_DEPARTMENTS, "D5", "plan P4"},
    {CHA_KIND_DEPARTMENTS, "D6", "\"food\""},
    {CHA_KIND_DEPARTMENTS, "D7", "\"food\""},
    {CHA_KIND_DEPARTMENTS, "D8", "department D9"},
    {CHA_KIND_DEPARTMENTS, "D9", NULL},
    {CHA_KIND_DEPARTMENTS, "D", NULL}, /* not a list's element, although a part of it */
    {CHA_KIND_ITEMS, "I3", "plan P4"},
    {CHA_KIND_ITEMS, "I4", "\"food\""},
    {CHA_KIND_ITEMS, "I", NULL},
    {CHA_KIND_TARGETS, "T9", "inspector N1"},
    {CHA_KIND_TARGETS, "T2", "2027Q1"},
    {CHA_KIND_TARGETS, "T3", "2027Q1"}, /* only on the reserve */
    {CHA_KIND_TARGETS, "T8", NULL},
    {CHA_KIND_INSPECTORS, "N1", "target T9"},
    {CHA_KIND_INSPECTORS, "N4", "2027-01-01"},
    {CHA_KIND_INSPECTORS, "N2", "2027Q1"},
    {CHA_KIND_INSPECTORS, "N9", NULL},
    {CHA_KIND_PLANS, "P1", "2027Q1"},
    {CHA_KIND_PLANS, "P4", NULL},
    {CHA_KIND_JOINT_ITEMS, "food,I2;I4", NULL},
    {CHA_KIND_RECUSALS, "N1,T9", NULL},
    {CHA_KIND_ABSENCES, "N4,2027-01-01", NULL},
    {CHA_KIND_HOLIDAYS, "2027-01-01", NULL},
    {CHA_KIND_RESULTS, "2027Q1,T1-1,D1", NULL},
};

/* Everything that may be in use is; 2027Q1 is drawn, and void afterwards. */
static ChaStore *
store_in_use(void)
{
    static const char *const DEPARTMENTS[] = {"D", "D3", "D4", "D5", "D6", "D7", "D8"};
    static const char *const ITEMS[] = {"I", "I3", "I4"};
    ChaStore *store = store_in_memory();
    g_autoptr(Draw) draw = draw_fixture(3);
    g_autoptr(Transaction) transaction = NULL;
    g_autoptr(GError) error = NULL;

    store_fill(store);
    for (gsize i = 0; i < G_N_ELEMENTS(DEPARTMENTS); i++)
        store_put(store, CHA_KIND_DEPARTMENTS, "department", DEPARTMENTS[i], "name", "x", NULL);
    store_put(store, CHA_KIND_DEPARTMENTS, "department", "D9", "name", "x", "parent", "D8", NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(ITEMS); i++)
        store_put(store, CHA_KIND_ITEMS, "item", ITEMS[i], "name", "x", "department", "D1", NULL);
    store_put(store, CHA_KIND_INSPECTORS, "inspector", "N9", "name", "x", "department", "D3", NULL);
    store_put(store, CHA_KIND_PLANS, "plan", "P4", "title", "x", "initiator", "D4", "participants", "D10;D5",
              "items", "I1;I3", "sample", "5%", "start", "2027-01-01", "end", "2027-03-31", NULL);
    store_put(store, CHA_KIND_JOINT_ITEMS, "area", "food", "items", "I2;I4", "initiators", "D6",
              "participants", "D7", NULL);
    store_put(store, CHA_KIND_RECUSALS, "inspector", "N1", "target", "T9", NULL);
    store_put(store, CHA_KIND_ABSENCES, "inspector", "N4", "from", "2027-01-01", "to", "2027-01-02", NULL);
    store_put(store, CHA_KIND_HOLIDAYS, "date", "2027-01-01", "kind", "holiday", NULL);
    g_assert_true(store_commit_campaign(store, "2027Q1", &error));
    g_assert_true(store_draw_campaign(store, "2027Q1", draw, &error));
    g_assert_no_error(error);
    store_put(store, CHA_KIND_RESULTS, "campaign", "2027Q1", "visit", "T1-1", "department", "D1", "date",
              "2027-02-01", "codes", "BASE:1", NULL);
    store_put(store, CHA_KIND_ITEMS, "item", "I2", "name", "x", "department", "D1", NULL);
    store_put(store, CHA_KIND_INSPECTORS, "inspector", "N2", "name", "x", "department", "D1", NULL);
    store_put(store, CHA_KIND_INSPECTORS, "inspector", "N4", "name", "x", "department", "D1", NULL);
    store_put(store, CHA_KIND_PLANS, "plan", "P1", "title", "x", "initiator", "D1", "items", "I1", "sample",
              "5%", "start", "2027-01-01", "end", "2027-03-31", NULL);
    store_put(store, CHA_KIND_PLANS, "plan", "P2", "title", "x", "initiator", "D1", "items", "I1", "sample",
              "5%", "start", "2027-01-01", "end", "2027-03-31", NULL);
    transaction = store_begin(store, &error);
    g_assert_true(campaign_store_record_void(store, "2027Q1", "wrong list", "the head", &error));
    g_assert_true(transaction_commit(transaction, &error));
    return store;
}

static void
test_records_in_use_stay(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(REMOVALS); i++) {
        const Removal *removal = &REMOVALS[i];
        g_autoptr(ChaStore) store = store_in_use();
        g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
        g_autoptr(GError) error = NULL;
        gint64 changes = store_number(store, "SELECT count(*) FROM change");
        gboolean removed;

        g_ptr_array_add(keys, g_strsplit(removal->key, ",", -1));
        removed = registry_store_remove(store, kind_get(removal->kind), keys, "test", &error);
        g_test_message("%s %s: %s", cha_kind_name(removal->kind), removal->key,
                       error != NULL ? error->message : "removed");
        g_assert_cmpint(removed, ==, removal->because == NULL);
        if (removed)
            continue;
        g_assert_error(error, CHA_ERROR, CHA_ERROR_CONFLICT);
        g_assert_nonnull(strstr(error->message, removal->key));
        g_assert_nonnull(strstr(error->message, removal->because));
        g_assert_cmpint(store_number(store, "SELECT count(*) FROM change"), ==, changes);
    }
}

/* What refers is found by us first, and by foreign keys if we forget: every
 * kind of record that another table refers to is asked about. */
static void
test_foreign_keys_hold(void)
{
    g_autoptr(ChaStore) store = store_in_use();
    g_autoptr(GError) error = NULL;

    g_assert_false(
        store_try(store,
                  "BEGIN; INSERT INTO change (at, \"by\", action, subject) VALUES ('', '', 'remove', '');"
                  "DELETE FROM target WHERE target = 'T2'",
                  &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_STORE);
    database_rollback(store_database(store));
    store_assert(store, "PRAGMA foreign_key_check", "");
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/store-registry/walk-and-load", test_walk_and_load);
    g_test_add_func("/store-registry/has", test_has);
    g_test_add_func("/store-registry/settings", test_settings);
    g_test_add_func("/store-registry/remove", test_remove);
    g_test_add_func("/store-registry/records-in-use", test_records_in_use_stay);
    g_test_add_func("/store-registry/foreign-keys", test_foreign_keys_hold);
    return g_test_run();
}
