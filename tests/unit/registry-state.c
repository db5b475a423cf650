/* With which records a campaign was committed. */
#include "store/registry-state.h"
#include "base/digest.h"
#include "support/store-fixture.h"

#include <choucha/drawing.h>
#include <choucha/enrolling.h>
#include <string.h>

typedef struct {
    ChaStore *store;
    GString *found;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->store = store_in_memory();
    fixture->found = g_string_new(NULL);
    store_fill(fixture->store);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_string_free(fixture->found, TRUE);
    cha_store_free(fixture->store);
}

static gboolean
take(const char *bytes, gsize length, gpointer data, GError **error)
{
    (void)error;
    g_string_append_len(data, bytes, (gssize)length);
    return TRUE;
}

static char *
state(Fixture *fixture, const char *campaign)
{
    g_autoptr(GError) error = NULL;

    g_string_truncate(fixture->found, 0);
    g_assert_true(cha_list_state(fixture->store, campaign, CHA_TABLE_CSV, take, fixture->found, &error));
    g_assert_no_error(error);
    return g_strdup(fixture->found->str);
}

static void
commit(Fixture *fixture, const char *campaign)
{
    g_autoptr(GError) error = NULL;

    g_assert_true(store_commit_campaign(fixture->store, campaign, &error));
    g_assert_no_error(error);
}

/* The row of @kind in a table of states. */
static char *
row_of(const char *table, const char *kind)
{
    g_auto(GStrv) lines = g_strsplit(table, "\n", -1);
    g_autofree char *prefix = g_strconcat(kind, ",", NULL);

    for (char **line = lines; *line != NULL; line++) {
        if (g_str_has_prefix(*line, prefix))
            return g_strdup(*line);
    }
    g_assert_not_reached();
}

/* Whether the digest is that of the list as cha_list() writes it now. */
static void
assert_digest_of_list(Fixture *fixture, ChaKind kind)
{
    g_autofree char *table = state(fixture, NULL);
    g_autofree char *row = row_of(table, cha_kind_name(kind));
    g_autoptr(GError) error = NULL;
    char hex[DIGEST_HEX_SIZE];
    Digest digest;

    g_string_truncate(fixture->found, 0);
    g_assert_true(cha_list(fixture->store, kind, CHA_TABLE_CSV, take, fixture->found, &error));
    digest = digest_of(fixture->found->str, fixture->found->len);
    digest_to_hex(&digest, hex);
    g_assert_true(g_str_has_suffix(row, hex));
}

static void
test_digests(Fixture *fixture, gconstpointer data)
{
    (void)data;
    assert_digest_of_list(fixture, CHA_KIND_TARGETS);
    assert_digest_of_list(fixture, CHA_KIND_PLANS);
    assert_digest_of_list(fixture, CHA_KIND_RECUSALS);
    store_put(fixture->store, CHA_KIND_TARGETS, "target", "T1", "name", "Another, \"A\"", "district",
              "410702", NULL);
    assert_digest_of_list(fixture, CHA_KIND_TARGETS);
}

static void
test_later_changes(Fixture *fixture, gconstpointer data)
{
    g_autofree char *before = NULL;
    g_autofree char *committed = NULL;
    g_autofree char *now = NULL;

    (void)data;
    store_put(fixture->store, CHA_KIND_RECUSALS, "inspector", "N1", "target", "T2", NULL);
    before = state(fixture, NULL);
    commit(fixture, "2027Q1");
    store_put(fixture->store, CHA_KIND_TARGETS, "target", "T1", "name", "Renamed", "district", "410711",
              NULL);
    store_put(fixture->store, CHA_KIND_TARGETS, "target", "T0", "name", "New", "district", "410702", NULL);
    store_put(fixture->store, CHA_KIND_TARGETS, "target", "T1", "name", "Again", "district", "410711", NULL);
    store_take(fixture->store, CHA_KIND_RECUSALS, "N1", "T2", NULL);
    committed = state(fixture, "2027Q1");
    now = state(fixture, NULL);
    g_assert_cmpstr(committed, ==, before);
    g_assert_cmpstr(now, !=, before);
}

/* A record that was withdrawn and is back with the same contents. */
static void
test_same_again(Fixture *fixture, gconstpointer data)
{
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;
    g_autofree char *row_before = NULL;
    g_autofree char *row_after = NULL;

    (void)data;
    store_put(fixture->store, CHA_KIND_RECUSALS, "inspector", "N1", "target", "T2", NULL);
    before = state(fixture, NULL);
    store_take(fixture->store, CHA_KIND_RECUSALS, "N1", "T2", NULL);
    store_put(fixture->store, CHA_KIND_RECUSALS, "inspector", "N1", "target", "T2", NULL);
    after = state(fixture, NULL);
    row_before = row_of(before, "recusals");
    row_after = row_of(after, "recusals");
    g_assert_cmpstr(row_before, !=, row_after); /* another change */
    g_assert_cmpstr(strrchr(row_before, ','), ==, strrchr(row_after, ','));
}

static void
test_two_commits(Fixture *fixture, gconstpointer data)
{
    g_autofree char *first = NULL;
    g_autofree char *second = NULL;
    g_autofree char *third = NULL;
    g_autoptr(GPtrArray) campaigns = NULL;
    g_autoptr(GError) error = NULL;
    gint64 changes[3] = {0};

    (void)data;
    commit(fixture, "2027Q1");
    store_put(fixture->store, CHA_KIND_HOLIDAYS, "date", "2027-02-01", "kind", "holiday", NULL);
    commit(fixture, "2027Q2");
    store_put(fixture->store, CHA_KIND_TARGETS, "target", "T1", "name", "Renamed", "district", "410711",
              NULL);
    commit(fixture, "2027Q3");
    first = state(fixture, "2027Q1");
    second = state(fixture, "2027Q2");
    third = state(fixture, "2027Q3");
    g_assert_cmpstr(first, ==, second);
    g_assert_cmpstr(first, !=, third);
    campaigns = campaign_store_list(fixture->store, &error);
    g_assert_cmpuint(campaigns->len, ==, 3);
    for (guint i = 0; i < campaigns->len; i++)
        changes[i] = ((Campaign *)g_ptr_array_index(campaigns, i))->records_change;
    g_assert_cmpint(changes[0], >, 0);
    g_assert_cmpint(changes[0], ==, changes[1]);
    g_assert_cmpint(changes[1], <, changes[2]);
}

static void
test_unknown_campaign(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_false(cha_list_state(fixture->store, "2027Q1", CHA_TABLE_CSV, take, fixture->found, &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_NOT_FOUND);
    g_assert_cmpstr(fixture->found->str, ==, "");
}

#define ADD(path, test) g_test_add("/registry-state/" path, Fixture, NULL, set_up, test, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("digests", test_digests);
    ADD("later-changes", test_later_changes);
    ADD("same-again", test_same_again);
    ADD("two-commits", test_two_commits);
    ADD("unknown-campaign", test_unknown_campaign);
    return g_test_run();
}
