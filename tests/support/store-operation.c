#include "support/store-operation.h"

#include "store/store.h"

#include <string.h>

enum { N_VISITS = 9 };

static void
ignore_clash(const DeliveryClash *clash, gpointer data)
{
    (void)clash;
    (void)data;
}

/* Of twelve targets, seven are as they were, two new, two changed, one back;
 * the last is repeated. */
static gboolean
import(ChaStore *store, GError **error)
{
    static const guint ORDER[] = {8, 3, 12, 10, 1, 5, 9, 2, 7, 4, 6, 11, 11};
    gboolean present[KIND_MAX_COLUMNS] = {TRUE, TRUE, TRUE};
    g_autoptr(Delivery) delivery = delivery_begin(store, kind_get(CHA_KIND_TARGETS), present, error);
    DeliveryCounts counts;

    if (delivery == NULL)
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(ORDER); i++) {
        g_autofree char *target = g_strdup_printf("T%u", ORDER[i]);
        const char *texts[] = {target, target, ORDER[i] < 3 ? "410711" : "410702"};

        if (!delivery_add(delivery, i + 2, texts, error))
            return FALSE;
    }
    return delivery_find_clashes(delivery, ignore_clash, NULL, error) &&
           delivery_count(delivery, NULL, NULL, &counts, error) &&
           delivery_apply(delivery, "test.csv", error);
}

static gboolean
withdraw(ChaStore *store, GError **error)
{
    g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);

    g_ptr_array_add(keys, g_strsplit("R1", ",", -1));
    g_ptr_array_add(keys, g_strsplit("R2", ",", -1));
    return registry_store_remove(store, kind_get(CHA_KIND_TARGETS), keys, "test", error);
}

static gboolean
set(ChaStore *store, GError **error)
{
    return setting_store_set(store, "max_visits", "9", error);
}

static gboolean
commit(ChaStore *store, GError **error)
{
    return store_commit_campaign(store, "2027Q3", error);
}

static gboolean
draw(ChaStore *store, GError **error)
{
    g_autoptr(Draw) fixture = draw_fixture(N_VISITS);

    return store_draw_campaign(store, "2027Q2", fixture, error);
}

static gboolean
end(ChaStore *store, GError **error)
{
    g_autoptr(Transaction) transaction = store_begin(store, error);

    return transaction != NULL &&
           campaign_store_record_void(store, "2027Q2", "wrong list", "the head", error) &&
           transaction_commit(transaction, error);
}

static gboolean
schedule_on(ChaStore *store, const char *first_day, GError **error)
{
    g_autoptr(GPtrArray) visits = campaign_store_load_visits(store, "2027Q1", error);
    guint changed;

    if (visits == NULL)
        return FALSE;
    for (guint i = 0; i < visits->len; i += 2) {
        CampaignVisit *visit = g_ptr_array_index(visits, i);

        g_free(visit->date);
        visit->date = g_strdup(first_day);
    }
    return campaign_store_record_schedule(store, "2027Q1", visits, &changed, error);
}

static gboolean
schedule(ChaStore *store, GError **error)
{
    return schedule_on(store, "2027-03-01", error);
}

const StoreOperation STORE_OPERATIONS[] = {
    {"import", import}, {"remove", withdraw}, {"set", set},           {"commit", commit},
    {"draw", draw},     {"void", end},        {"schedule", schedule}, {NULL, NULL},
};

void
store_prepare(ChaStore *store)
{
    g_autoptr(Draw) fixture = draw_fixture(N_VISITS);
    g_autoptr(GError) error = NULL;

    store_fill(store);
    for (int i = 1; i <= 2; i++) {
        g_autofree char *target = g_strdup_printf("R%d", i);

        store_put(store, CHA_KIND_TARGETS, "target", target, "name", target, "district", "410702", NULL);
    }
    store_put(store, CHA_KIND_TARGETS, "target", "T12", "name", "T12", "district", "410702", NULL);
    store_take(store, CHA_KIND_TARGETS, "T12", NULL);
    g_assert_true(setting_store_set(store, "max_visits", "8", &error));
    g_assert_true(store_commit_campaign(store, "2027Q1", &error));
    g_assert_true(store_draw_campaign(store, "2027Q1", fixture, &error));
    g_assert_true(store_commit_campaign(store, "2027Q2", &error));
    g_assert_true(schedule_on(store, "2027-02-01", &error));
    g_assert_no_error(error);
}

char *
store_contents(ChaStore *store)
{
    g_autofree char *names = store_query(store, "SELECT name FROM sqlite_schema WHERE type = 'table'"
                                                " AND name NOT LIKE 'sqlite_%' ORDER BY name");
    g_auto(GStrv) tables = g_strsplit(names, "\n", -1);
    GString *contents = g_string_new(NULL);

    for (char **table = tables; **table != '\0'; table++) {
        /* Times and what is made of them apart. */
        const char *columns =
            strcmp(*table, "change") == 0 ? "id, \"by\", action, subject, source, reason"
            : strcmp(*table, "log") == 0
                ? "entry, replace(line, (SELECT at FROM change AS c WHERE c.id = log.change), ''), change"
                : "*";
        g_autofree char *sql =
            sql_with("SELECT COLUMNS FROM TABLE", "TABLE", *table, "COLUMNS", columns, NULL);
        g_autofree char *rows = store_query(store, sql);

        g_string_append_printf(contents, "%s\n%s", *table, rows);
    }
    return g_string_free(contents, FALSE);
}

StoreEffect *
store_effect_new(const StoreOperation *operation)
{
    StoreEffect *effect = g_new0(StoreEffect, 1);
    g_autoptr(ChaStore) store = store_in_memory();
    g_autoptr(GError) error = NULL;

    store_prepare(store);
    effect->before = store_contents(store);
    g_assert_true(operation->run(store, &error));
    g_assert_no_error(error);
    effect->after = store_contents(store);
    g_assert_cmpint(strcmp(effect->before, effect->after), !=, 0);
    return effect;
}

void
store_effect_free(StoreEffect *effect)
{
    if (effect == NULL)
        return;
    g_free(effect->before);
    g_free(effect->after);
    g_free(effect);
}

gboolean
store_effect_seen(const StoreEffect *effect, ChaStore *store)
{
    g_autofree char *contents = NULL;
    gboolean seen;

    g_assert_false(database_in_transaction(store_database(store)));
    contents = store_contents(store);
    seen = strcmp(contents, effect->after) == 0;
    g_assert_true(seen || strcmp(contents, effect->before) == 0);
    return seen;
}
