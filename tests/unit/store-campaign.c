/* Campaigns: bundles in pieces, draws, visits, appointments. */
#include "store/store.h"
#include "support/store-fixture.h"

#include <string.h>

enum { PIECE = 256 * 1024 };

static ChaStore *
filled_store(void)
{
    ChaStore *store = store_in_memory();

    store_fill(store);
    return store;
}

static ChaStore *
drawn_store(guint n_visits)
{
    ChaStore *store = filled_store();
    g_autoptr(Draw) draw = draw_fixture(n_visits);
    g_autoptr(GError) error = NULL;

    g_assert_true(store_commit_campaign(store, "2027Q1", &error));
    g_assert_true(store_draw_campaign(store, "2027Q1", draw, &error));
    g_assert_no_error(error);
    return store;
}

static void
make_void(ChaStore *store, const char *campaign)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Transaction) transaction = store_begin(store, &error);

    g_assert_true(campaign_store_record_void(store, campaign, "wrong list", "the head", &error));
    g_assert_true(transaction_commit(transaction, &error));
    g_assert_no_error(error);
}

static void
test_life_of_a_campaign(void)
{
    g_autoptr(ChaStore) store = filled_store();
    g_autoptr(Draw) draw = draw_fixture(2);
    g_autoptr(Campaign) campaign = NULL;
    g_autoptr(GError) error = NULL;

    g_assert_true(campaign_store_find(store, "2027Q1", &campaign, &error));
    g_assert_null(campaign);
    g_assert_true(store_commit_campaign(store, "2027Q1", &error));
    g_assert_true(campaign_store_find(store, "2027Q1", &campaign, &error));
    g_assert_cmpint(campaign->state, ==, CAMPAIGN_COMMITTED);
    g_assert_cmpstr(campaign->quarter, ==, "2027Q1");
    g_assert_cmpuint(campaign->attempt, ==, 1);
    g_assert_cmpstr(campaign->max_visits, ==, "7");
    g_assert_cmpuint(campaign->visits_per_day, ==, 4);
    g_assert_cmpstr(campaign->committed_by, ==, "tester");
    g_assert_cmpuint(strlen(campaign->committed_at), ==, strlen("2027-01-05T02:00:00Z"));
    g_assert_false(campaign->rehearsal);
    g_assert_null(campaign->seed);
    g_assert_null(campaign->drawn_at);

    g_assert_true(store_draw_campaign(store, "2027Q1", draw, &error));
    g_clear_pointer(&campaign, campaign_free);
    g_assert_true(campaign_store_find(store, "2027Q1", &campaign, &error));
    g_assert_cmpint(campaign->state, ==, CAMPAIGN_DRAWN);
    g_assert_cmpstr(campaign->seed, ==, draw->seed);
    g_assert_nonnull(campaign->drawn_at);
    g_assert_null(campaign->void_reason);

    make_void(store, "2027Q1");
    g_clear_pointer(&campaign, campaign_free);
    g_assert_true(campaign_store_find(store, "2027Q1", &campaign, &error));
    g_assert_cmpint(campaign->state, ==, CAMPAIGN_VOID);
    g_assert_cmpstr(campaign->void_reason, ==, "wrong list");
    g_assert_cmpstr(campaign->approved_by, ==, "the head");
    g_assert_nonnull(campaign->drawn_at);
    store_assert(store, "SELECT action, subject, reason FROM change WHERE subject = '2027Q1' ORDER BY id",
                 "commit|2027Q1|\ndraw|2027Q1|\nvoid|2027Q1|wrong list\n");
}

static void
test_list_of_campaigns(void)
{
    static const char *const CAMPAIGNS[] = {"2027Q2", "2027Q1", "2027Q1.2", "2027Q1.10"};
    static const char *const SORTED[] = {"2027Q1", "2027Q1.2", "2027Q1.10", "2027Q2"};
    g_autoptr(ChaStore) store = filled_store();
    g_autoptr(GPtrArray) campaigns = NULL;
    g_autoptr(GError) error = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS(CAMPAIGNS); i++)
        g_assert_true(store_commit_campaign(store, CAMPAIGNS[i], &error));
    campaigns = campaign_store_list(store, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(campaigns->len, ==, G_N_ELEMENTS(SORTED));
    for (guint i = 0; i < campaigns->len; i++)
        g_assert_cmpstr(((Campaign *)campaigns->pdata[i])->campaign, ==, SORTED[i]);
}

static void
test_drawings(void)
{
    g_autoptr(ChaStore) store = filled_store();
    g_autoptr(GPtrArray) all = NULL;
    g_autoptr(GPtrArray) some = NULL;
    g_autoptr(GPtrArray) none = NULL;
    g_autoptr(GError) error = NULL;
    const FrozenDrawing *drawing;

    g_assert_true(store_commit_campaign(store, "2027Q1", &error));
    make_void(store, "2027Q1");
    g_assert_true(store_commit_campaign(store, "2027Q1.2", &error));
    all = campaign_store_load_drawings(store, NULL, &error);
    some = campaign_store_load_drawings(store, "2027Q1", &error);
    none = campaign_store_load_drawings(store, "2027Q3", &error);
    g_assert_no_error(error);
    g_assert_cmpuint(all->len, ==, 2); /* those of the void attempt count for nothing */
    g_assert_cmpuint(some->len, ==, 2);
    g_assert_cmpuint(none->len, ==, 0);
    drawing = g_ptr_array_index(all, 0);
    g_assert_cmpstr(drawing->campaign, ==, "2027Q1.2");
    g_assert_cmpstr(drawing->drawing, ==, "P1");
    g_assert_cmpstr(drawing->plan, ==, "P1");
    g_assert_cmpuint(drawing->number, ==, 1);
    g_assert_cmpstr(drawing->initiator, ==, "D1");
    g_assert_cmpstr(drawing->participants, ==, "D2");
    g_assert_cmpstr(drawing->items, ==, "I1;I2");
    g_assert_cmpstr(drawing->start, ==, "2027-01-01");
    g_assert_cmpstr(drawing->end, ==, "2027-03-31");
    g_assert_cmpstr(drawing->disclosure, ==, "open");
}

/* Sealing twice, drawing twice, drawing what is void or was never committed. */
static void
test_what_is_sealed_stays_sealed(void)
{
    g_autoptr(ChaStore) store = drawn_store(3);
    g_autoptr(Draw) draw = draw_fixture(2);
    gint64 changes = store_number(store, "SELECT count(*) FROM change");
    g_autoptr(GError) error = NULL;

    g_assert_false(store_commit_campaign(store, "2027Q1", &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_CONFLICT);
    g_clear_error(&error);
    g_assert_false(store_draw_campaign(store, "2027Q1", draw, &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_CONFLICT);
    g_clear_error(&error);
    g_assert_false(store_draw_campaign(store, "2027Q2", draw, &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_CONFLICT);
    g_clear_error(&error);
    g_assert_cmpint(store_number(store, "SELECT count(*) FROM change"), ==, changes);

    g_assert_true(store_commit_campaign(store, "2027Q2", &error));
    make_void(store, "2027Q2");
    g_assert_false(store_draw_campaign(store, "2027Q2", draw, &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_CONFLICT);
}

/* Every length around the ends of pieces, written in parts of every size. */
static void
test_files_in_pieces(void)
{
    static const gsize LENGTHS[] = {0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 7};
    static const gsize PARTS[] = {1000, PIECE - 1, PIECE, 2 * PIECE + 5};
    g_autofree guint8 *bytes = g_malloc(3 * PIECE + 7);
    g_autofree guint8 *buffer = g_malloc(3 * PIECE + 7);

    for (gsize i = 0; i < 3 * PIECE + 7; i++)
        bytes[i] = (guint8)((i * 2654435761U) >> 13);
    for (gsize l = 0; l < G_N_ELEMENTS(LENGTHS); l++) {
        for (gsize p = 0; p < G_N_ELEMENTS(PARTS); p++) {
            g_autoptr(ChaStore) store = filled_store();
            g_autoptr(GError) error = NULL;
            g_autoptr(Transaction) transaction = store_begin(store, &error);
            g_autoptr(FileWriter) writer = file_writer_new(store, "2027Q1", "commit/frames/P1.csv", &error);
            BundleSource *source = campaign_source_new(store, "2027Q1");
            Digest digest = digest_of(bytes, LENGTHS[l]);
            char expected[DIGEST_HEX_SIZE];
            char hex[DIGEST_HEX_SIZE];
            gsize read = 0;
            gssize part;

            g_assert_no_error(error);
            g_assert_nonnull(transaction);
            for (gsize at = 0; at < LENGTHS[l]; at += PARTS[p])
                g_assert_true(file_writer_add(writer, bytes + at, MIN(PARTS[p], LENGTHS[l] - at), &error));
            g_assert_true(file_writer_finish(writer, hex, &error));
            digest_to_hex(&digest, expected);
            g_assert_cmpstr(hex, ==, expected);
            store_assert(store,
                         "SELECT count(*) FROM bundle_piece WHERE length(content) <> 262144"
                         " AND piece < (SELECT max(piece) FROM bundle_piece)",
                         "0\n");
            while ((part = source->read(source, "commit/frames/P1.csv", read, buffer + read, PARTS[p],
                                        &error)) > 0)
                read += (gsize)part;
            g_assert_no_error(error);
            g_assert_cmpint(part, ==, 0);
            g_assert_cmpuint(read, ==, LENGTHS[l]);
            g_assert_true(memcmp(buffer, bytes, read) == 0);
            g_assert_cmpint(source->read(source, "commit/frames/P1.csv", read + PIECE, buffer, 1, &error), ==,
                            0);
            campaign_source_free(source);
        }
    }
}

static void
assert_list(BundleSource *source, const char *folder, const char *expected)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) paths = source->list(source, folder, &error);
    g_autofree char *joined = NULL;

    g_assert_no_error(error);
    g_ptr_array_add(paths, NULL);
    joined = g_strjoinv(" ", (char **)paths->pdata);
    g_assert_cmpstr(joined, ==, expected);
}

static void
test_bundle_as_a_source(void)
{
    static const char DRAW_FILES[] =
        "draw/SHA256SUMS draw/selection.csv draw/sizes.csv draw/teams.csv draw/visits.csv";
    g_autoptr(ChaStore) store = drawn_store(2);
    g_autofree char *all = g_strconcat("commit/SHA256SUMS commit/empty.csv ", DRAW_FILES, " seed.txt", NULL);
    g_autoptr(GPtrArray) files = NULL;
    g_autoptr(GError) error = NULL;
    BundleSource *source = campaign_source_new(store, "2027Q1");
    BundleSource *nothing = campaign_source_new(store, "2027Q4");
    const BundleFile *file;
    guint8 buffer[64];

    assert_list(source, "commit", "commit/SHA256SUMS commit/empty.csv");
    assert_list(source, "draw", DRAW_FILES);
    assert_list(source, "", all);
    assert_list(source, "com", "");
    assert_list(nothing, "commit", "");
    g_assert_cmpint(source->read(source, "seed.txt", 5, buffer, 3, &error), ==, 3);
    g_assert_true(memcmp(buffer, "1 2", 3) == 0);
    g_assert_cmpint(source->read(source, "seed.txt", 8, buffer, sizeof buffer, &error), ==, 3);
    g_assert_cmpint(source->read(source, "commit/empty.csv", 0, buffer, sizeof buffer, &error), ==, 0);
    g_assert_no_error(error);
    g_assert_cmpint(source->read(source, "commit/none.csv", 0, buffer, sizeof buffer, &error), ==, -1);
    g_assert_error(error, CHA_ERROR, CHA_ERROR_NOT_FOUND);
    g_clear_error(&error);
    campaign_source_free(source);
    campaign_source_free(nothing);

    files = campaign_store_list_files(store, "2027Q1", &error);
    g_assert_no_error(error);
    g_assert_cmpuint(files->len, ==, 8);
    file = g_ptr_array_index(files, 7);
    g_assert_cmpstr(file->path, ==, "seed.txt");
    g_assert_cmpuint(file->size, ==, 11);
    /* printf 'dice=1 2 3\n' | sha256sum */
    g_assert_cmpstr(file->digest, ==, "8bd689d2a1e3208546eb6db5532a0a8f952c12713c75554906c9c260c61429ee");
}

static void
test_visits(void)
{
    g_autoptr(ChaStore) store = drawn_store(3);
    g_autoptr(GPtrArray) visits = NULL;
    g_autoptr(GError) error = NULL;
    const CampaignVisit *visit;

    store_put(store, CHA_KIND_RESULTS, "campaign", "2027Q1", "visit", "T1-1", "department", "D1", "date",
              "2027-02-01", "codes", "BASE:1", NULL);
    store_put(store, CHA_KIND_RESULTS, "campaign", "2027Q1", "visit", "T3-1", "department", "D1", "date",
              "2027-02-01", "codes", "BASE:1", NULL);
    store_put(store, CHA_KIND_RESULTS, "campaign", "2027Q1", "visit", "T3-1", "department", "D2", "date",
              "2027-02-01", "codes", "BASE:1", NULL);
    visits = campaign_store_load_visits(store, "2027Q1", &error);
    g_assert_no_error(error);
    g_assert_cmpuint(visits->len, ==, 3);
    visit = g_ptr_array_index(visits, 0);
    g_assert_cmpstr(visit->visit, ==, "T1-1");
    g_assert_cmpstr(visit->target, ==, "T1");
    g_assert_cmpstr(visit->district, ==, "410702");
    g_assert_cmpstr(visit->start, ==, "2027-01-04");
    g_assert_cmpstr(visit->end, ==, "2027-03-31");
    g_assert_cmpuint(visit->drawings->len, ==, 2);
    g_assert_cmpstr(visit->drawings->pdata[1], ==, "P2");
    g_assert_cmpuint(visit->departments->len, ==, 4);
    g_assert_cmpuint(visit->inspectors->len, ==, 4);
    g_assert_cmpstr(visit->departments->pdata[1], ==, "D1");
    g_assert_cmpstr(visit->inspectors->pdata[1], ==, "N3");
    g_assert_cmpstr(visit->departments->pdata[3], ==, "D2");
    g_assert_cmpstr(visit->inspectors->pdata[3], ==, "");
    g_assert_cmpstr(visit->date, ==, "");
    g_assert_cmpstr(visit->reason, ==, "");
    g_assert_cmpuint(visit->revision, ==, 0);
    g_assert_null(visit->revised_at);
    g_assert_false(visit->done); /* D2 has no result */
    visit = g_ptr_array_index(visits, 1);
    g_assert_cmpuint(visit->drawings->len, ==, 1);
    g_assert_false(visit->done);
    visit = g_ptr_array_index(visits, 2);
    g_assert_true(visit->done);
    store_assert(store, "SELECT drawing, target, role, rank FROM selection WHERE drawing = 'P2'",
                 "P2|T1|drawn|1\nP2|T2|reserve|2\nP2|T3|drawn|3\n");
}

static void
note_count(const char *department, const char *target, guint visits, gpointer data)
{
    g_string_append_printf(data, "%s %s %u\n", department, target, visits);
}

static void
assert_counts(ChaStore *store, gint year, const char *expected)
{
    g_autoptr(GString) counts = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    g_assert_true(campaign_store_count_visits(store, year, note_count, counts, &error));
    g_assert_no_error(error);
    g_assert_cmpstr(counts->str, ==, expected);
}

static void
test_counts_of_visits(void)
{
    g_autoptr(ChaStore) store = drawn_store(2);
    g_autoptr(Draw) draw = draw_fixture(1);
    g_autoptr(GError) error = NULL;

    assert_counts(store, 2027, "D1 T1 1\nD1 T2 1\nD2 T1 1\nD2 T2 1\n");
    assert_counts(store, 2026, "");
    g_assert_true(store_commit_campaign(store, "2027Q2", &error));
    g_assert_true(store_draw_campaign(store, "2027Q2", draw, &error));
    assert_counts(store, 2027, "D1 T1 2\nD1 T2 1\nD2 T1 2\nD2 T2 1\n");
    make_void(store, "2027Q1");
    assert_counts(store, 2027, "D1 T1 1\nD2 T1 1\n");
}

/* Sets the appointment of a visit; NULL for texts that stay. */
static void
appoint(GPtrArray *visits, guint index, const char *date, const char *from, const char *reason)
{
    CampaignVisit *visit = g_ptr_array_index(visits, index);

    g_free(visit->date);
    g_free(visit->from);
    g_free(visit->reason);
    visit->date = g_strdup(date);
    visit->from = g_strdup(from);
    visit->reason = g_strdup(reason);
}

/* Records the appointments, and loads them again. */
static void
schedule(ChaStore *store, GPtrArray **visits, guint expected_changes)
{
    g_autoptr(GError) error = NULL;
    guint changed = 99;

    g_assert_true(campaign_store_record_schedule(store, "2027Q1", *visits, &changed, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(changed, ==, expected_changes);
    g_ptr_array_unref(*visits);
    *visits = campaign_store_load_visits(store, "2027Q1", &error);
    g_assert_no_error(error);
}

static void
test_schedule(void)
{
    static const char REVISIONS[] = "SELECT visit, date, start, reason, revision FROM appointment";
    g_autoptr(ChaStore) store = drawn_store(3);
    g_autoptr(GError) error = NULL;
    GPtrArray *visits = campaign_store_load_visits(store, "2027Q1", &error);
    gint64 changes;

    g_assert_no_error(error);
    appoint(visits, 0, "2027-02-01", "09:00", "");
    appoint(visits, 1, "2027-02-02", "09:00", "");
    appoint(visits, 2, "", "", "no day");
    schedule(store, &visits, 3);
    store_assert(store, REVISIONS, "T1-1|2027-02-01|09:00||0\nT2-1|2027-02-02|09:00||0\nT3-1|||no day|0\n");
    g_assert_nonnull(((CampaignVisit *)visits->pdata[0])->revised_at);

    changes = store_number(store, "SELECT count(*) FROM change");
    schedule(store, &visits, 0);
    g_assert_cmpint(store_number(store, "SELECT count(*) FROM change"), ==, changes);

    appoint(visits, 1, "2027-02-02", "10:30", "");
    appoint(visits, 2, "2027-02-03", "09:00", "");
    schedule(store, &visits, 2);
    store_assert(store, REVISIONS,
                 "T1-1|2027-02-01|09:00||0\nT2-1|2027-02-02|10:30||1\nT3-1|2027-02-03|09:00||1\n");
    appoint(visits, 2, "", "", "ill");
    schedule(store, &visits, 1);
    store_assert(store, REVISIONS, "T1-1|2027-02-01|09:00||0\nT2-1|2027-02-02|10:30||1\nT3-1|||ill|2\n");
    store_assert(store,
                 "SELECT key, json_extract(record, '$.date'), json_extract(record, '$.revision') FROM history"
                 " WHERE kind = 'appointments'",
                 "[\"2027Q1\",\"T2-1\"]|2027-02-02|0\n[\"2027Q1\",\"T3-1\"]||0\n"
                 "[\"2027Q1\",\"T3-1\"]|2027-02-03|1\n");
    /* The time stamp of an appointment is that of its last revision. */
    g_assert_cmpint(store_number(store, "SELECT count(DISTINCT change) FROM appointment"), ==, 3);
    g_ptr_array_unref(visits);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/store-campaign/life", test_life_of_a_campaign);
    g_test_add_func("/store-campaign/list", test_list_of_campaigns);
    g_test_add_func("/store-campaign/drawings", test_drawings);
    g_test_add_func("/store-campaign/sealed", test_what_is_sealed_stays_sealed);
    g_test_add_func("/store-campaign/pieces", test_files_in_pieces);
    g_test_add_func("/store-campaign/source", test_bundle_as_a_source);
    g_test_add_func("/store-campaign/visits", test_visits);
    g_test_add_func("/store-campaign/counts", test_counts_of_visits);
    g_test_add_func("/store-campaign/schedule", test_schedule);
    return g_test_run();
}
