/* What a delivery would change, told and written; full deliveries. */
#include "support/store-fixture.h"

#include <choucha/comparing.h>
#include <inttypes.h>

typedef struct {
    StorePlace *place;
    ChaStore *store;
    GString *found;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->place = store_place_new();
    fixture->store = store_open(fixture->place);
    fixture->found = g_string_new(NULL);
    store_put(fixture->store, CHA_KIND_DEPARTMENTS, "department", "D1", "name", "One", "phone", "1", NULL);
    store_put(fixture->store, CHA_KIND_DEPARTMENTS, "department", "D2", "name", "Two", NULL);
    store_put(fixture->store, CHA_KIND_TARGETS, "target", "T1", "name", "A", "district", "410702", NULL);
    store_put(fixture->store, CHA_KIND_TARGETS, "target", "T2", "name", "B", "district", "410702", NULL);
    store_put(fixture->store, CHA_KIND_TARGETS, "target", "T3", "name", "C", "district", "410702", "status",
              "ended", NULL);
    store_put(fixture->store, CHA_KIND_TARGETS, "target", "T4", "name", "D", "district", "410702", NULL);
    store_put(fixture->store, CHA_KIND_TARGETS, "target", "T5", "name", "E", "district", "410702", "status",
              "active", NULL);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_string_free(fixture->found, TRUE);
    cha_store_free(fixture->store);
    store_place_free(fixture->place);
}

static char *
put_file(Fixture *fixture, const char *table)
{
    char *path = g_build_filename(fixture->place->folder, "a.csv", NULL);
    g_autoptr(GError) error = NULL;

    g_assert_true(g_file_set_contents(path, table, -1, &error));
    return path;
}

static void
append_error(GString *found, const GError *error)
{
    if (error != NULL)
        g_string_append_printf(found, "refused (%d)\n", error->code);
}

/* What an import reports: counts, then the differences of a dry run. */
static const char *
import(Fixture *fixture, ChaKind kind, const ChaImportOptions *options, const char *table)
{
    g_autofree char *path = put_file(fixture, table);
    const char *paths[] = {path, NULL};
    g_autoptr(ChaImportReport) report = NULL;
    g_autoptr(GError) error = NULL;
    gboolean done = cha_import(fixture->store, kind, paths, options, NULL, NULL, &report, &error);

    g_assert_true(done == (error == NULL));
    g_string_printf(fixture->found,
                    "%" PRIu64 " new, %" PRIu64 " changed, %" PRIu64 " same, %" PRIu64 " missing, %" PRIu64
                    " wrong\n",
                    report->added, report->changed, report->unchanged, report->missing, report->left_out);
    append_error(fixture->found, error);
    for (guint i = 0; i < report->differences->len; i++) {
        const ChaDifference *difference = g_ptr_array_index(report->differences, i);

        g_string_append_printf(fixture->found, "%s %s (%s)", cha_record_change_name(difference->change),
                               difference->key, difference->name != NULL ? difference->name : "");
        if (difference->column != NULL)
            g_string_append_printf(fixture->found, " %s: %s > %s", difference->column, difference->before,
                                   difference->after);
        g_string_append_c(fixture->found, '\n');
    }
    return fixture->found->str;
}

static gboolean
take(const char *bytes, gsize length, gpointer data, GError **error)
{
    (void)error;
    g_string_append_len(data, bytes, (gssize)length);
    return TRUE;
}

/* What cha_diff() writes. */
static const char *
diff(Fixture *fixture, ChaKind kind, const ChaImportOptions *options, const char *table)
{
    g_autofree char *path = put_file(fixture, table);
    const char *paths[] = {path, NULL};
    const ChaTableOutput output = {CHA_TABLE_CSV, take, fixture->found};
    g_autoptr(ChaImportReport) report = NULL;
    g_autoptr(GError) error = NULL;
    gboolean done;

    g_string_truncate(fixture->found, 0);
    done = cha_diff(fixture->store, kind, paths, options, NULL, NULL, &output, &report, &error);
    g_assert_true(done == (error == NULL));
    g_assert_false(report->stored);
    append_error(fixture->found, error);
    return fixture->found->str;
}

static const ChaImportOptions PLAIN = {0};
static const ChaImportOptions DRY = {.dry_run = TRUE};
static const ChaImportOptions FULL = {.full = TRUE};
static const ChaImportOptions DRY_FULL = {.dry_run = TRUE, .full = TRUE};

static void
test_preview(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_cmpstr(import(fixture, CHA_KIND_DEPARTMENTS, &DRY,
                           "department,name,phone\nD3,Three,3\nD2,Two,\nD1,Eins,9\n"),
                    ==,
                    "1 new, 1 changed, 1 same, 0 missing, 0 wrong\n"
                    "new D3 (Three)\n"
                    "changed D1 (Eins) name: One > Eins\n"
                    "changed D1 (Eins) phone: 1 > 9\n"
                    "unchanged D2 (Two)\n");
    /* A column that the file does not have keeps what is stored. */
    g_assert_cmpstr(import(fixture, CHA_KIND_DEPARTMENTS, &DRY, "department,phone\nD1,\nD2,\n"), ==,
                    "0 new, 1 changed, 1 same, 0 missing, 0 wrong\n"
                    "changed D1 (One) phone: 1 > \n"
                    "unchanged D2 (Two)\n");
    /* Only a dry run tells. */
    g_assert_cmpstr(import(fixture, CHA_KIND_DEPARTMENTS, &PLAIN, "department,phone\nD1,2\n"), ==,
                    "0 new, 1 changed, 0 same, 0 missing, 0 wrong\n");
}

static void
test_preview_is_short(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GString) table = g_string_new("department,name\n");
    g_autoptr(GString) expected = g_string_new("9 new, 0 changed, 0 same, 0 missing, 0 wrong\n");

    (void)data;
    for (guint i = 9; i >= 1; i--)
        g_string_append_printf(table, "E%u,N\n", i);
    for (guint i = 1; i <= CHA_PREVIEW_RECORDS; i++)
        g_string_append_printf(expected, "new E%u (N)\n", i);
    g_assert_cmpstr(import(fixture, CHA_KIND_DEPARTMENTS, &DRY, table->str), ==, expected->str);
}

static void
test_diff(Fixture *fixture, gconstpointer data)
{
    static const char TABLE[] = "department,name,phone\nD3,Three,\nD1,Eins,9\n";

    (void)data;
    g_assert_cmpstr(diff(fixture, CHA_KIND_DEPARTMENTS, &PLAIN, TABLE), ==,
                    "change,key,column,old,new\n"
                    "new,D3,name,,Three\n"
                    "changed,D1,name,One,Eins\n"
                    "changed,D1,phone,1,9\n");
    g_assert_cmpstr(diff(fixture, CHA_KIND_DEPARTMENTS, &FULL, TABLE), ==,
                    "change,key,column,old,new\n"
                    "new,D3,name,,Three\n"
                    "changed,D1,name,One,Eins\n"
                    "changed,D1,phone,1,9\n"
                    "missing,D2,,,\n");
    g_assert_cmpstr(diff(fixture, CHA_KIND_DEPARTMENTS, &FULL, "department,name\nD2,Two\nD1,One\n"), ==,
                    "change,key,column,old,new\n");
    g_assert_cmpstr(diff(fixture, CHA_KIND_DEPARTMENTS, &PLAIN, "department,name\nD2,\n"), ==,
                    "refused (1)\n");
    store_assert(fixture->store, "SELECT count(*) FROM department", "2\n");
}

static void
test_diff_of_long_keys(Fixture *fixture, gconstpointer data)
{
    (void)data;
    store_put(fixture->store, CHA_KIND_INSPECTORS, "inspector", "N1", "name", "X", "department", "D1", NULL);
    store_put(fixture->store, CHA_KIND_RECUSALS, "inspector", "N1", "target", "T2", NULL);
    g_assert_cmpstr(diff(fixture, CHA_KIND_RECUSALS, &FULL, "inspector,target,reason\nN1,T1,\n"), ==,
                    "change,key,column,old,new\n"
                    "new,N1 | T1,,,\n"
                    "missing,N1 | T2,,,\n");
}

/* T3 has ended before; the files say nothing of a status. */
static void
test_full(Fixture *fixture, gconstpointer data)
{
    static const char TABLE[] = "target,name,district\nT6,F,410702\nT1,A,410702\nT3,C,410702\nT2,B,410711\n";

    (void)data;
    g_assert_cmpstr(import(fixture, CHA_KIND_TARGETS, &DRY_FULL, TABLE), ==,
                    "1 new, 1 changed, 2 same, 2 missing, 0 wrong\n"
                    "new T6 (F)\n"
                    "changed T2 (B) district: 410702 > 410711\n"
                    "unchanged T1 (A)\nunchanged T3 (C)\n"
                    "missing T4 (D) status:  > ended\n"
                    "missing T5 (E) status: active > ended\n");
    store_assert(fixture->store, "SELECT count(*) FROM target WHERE status = 'ended'", "1\n");
    import(fixture, CHA_KIND_TARGETS, &FULL, TABLE);
    store_assert(fixture->store, "SELECT target, status FROM target",
                 "T1|\nT2|\nT3|ended\nT4|ended\nT5|ended\nT6|\n");
    store_assert(fixture->store,
                 "SELECT h.key, c.source, c.reason, json_extract(h.record, '$.status') FROM history AS h"
                 " JOIN change AS c ON c.id = h.ended ORDER BY h.key",
                 "[\"T2\"]|a.csv|full delivery|\n[\"T4\"]|a.csv|full delivery|\n[\"T5\"]|a.csv|full "
                 "delivery|active\n");
    /* The same again changes nothing. */
    g_assert_cmpstr(import(fixture, CHA_KIND_TARGETS, &FULL, TABLE), ==,
                    "0 new, 0 changed, 4 same, 0 missing, 0 wrong\n");
    store_assert(fixture->store, "SELECT count(*) FROM history", "3\n");
    /* With the column, a record comes back. */
    import(fixture, CHA_KIND_TARGETS, &PLAIN, "target,status\nT4,active\n");
    store_assert(fixture->store, "SELECT status FROM target WHERE target = 'T4'", "active\n");
}

static void
test_full_in_several_orders(Fixture *fixture, gconstpointer data)
{
    (void)data;
    /* Rising keys are not sorted anew; an end alone is a change. */
    import(fixture, CHA_KIND_TARGETS, &FULL, "target,name,district\nT1,A,410702\nT2,B,410702\nT4,D,410702\n");
    store_assert(fixture->store, "SELECT target FROM target WHERE status = 'ended'", "T3\nT5\n");
}

static void
test_full_spares_wrong_rows(Fixture *fixture, gconstpointer data)
{
    const ChaImportOptions good_rows = {.full = TRUE, .good_rows = TRUE};

    (void)data;
    /* T2 has no name, T4 is there twice: both are named all the same. */
    g_assert_cmpstr(import(fixture, CHA_KIND_TARGETS, &good_rows,
                           "target,name,district\nT4,x,410702\nT4,y,410702\nT2,,410702\nT1,A,410702\n"),
                    ==, "0 new, 0 changed, 1 same, 1 missing, 3 wrong\n");
    store_assert(fixture->store, "SELECT target FROM target WHERE status = 'ended'", "T3\nT5\n");
    /* A row without a key could be any record. */
    g_assert_cmpstr(import(fixture, CHA_KIND_TARGETS, &good_rows,
                           "target,name,district\n,y,410702\nT2,B,410702\nT1,A,410702\n"),
                    ==, "0 new, 0 changed, 2 same, 1 missing, 1 wrong\nrefused (1)\n");
    store_assert(fixture->store, "SELECT target FROM target WHERE status = 'ended'", "T3\nT5\n");
}

static void
test_full_guard(Fixture *fixture, gconstpointer data)
{
    const ChaImportOptions even_most = {.full = TRUE, .even_most = TRUE};

    (void)data;
    /* Of four that have not ended: two may go, three not. */
    g_assert_cmpstr(import(fixture, CHA_KIND_TARGETS, &FULL, "target,name,district\nT1,A,410702\n"), ==,
                    "0 new, 0 changed, 1 same, 3 missing, 0 wrong\nrefused (3)\n");
    store_assert(fixture->store, "SELECT count(*) FROM target WHERE status = 'ended'", "1\n");
    g_assert_true(g_str_has_prefix(
        import(fixture, CHA_KIND_TARGETS, &DRY_FULL, "target,name,district\nT1,A,410702\n"),
        "0 new, 0 changed, 1 same, 3 missing, 0 wrong\nrefused (3)\nunchanged T1 (A)\nmissing T2"));
    g_assert_cmpstr(import(fixture, CHA_KIND_TARGETS, &even_most, "target,name,district\nT1,A,410702\n"), ==,
                    "0 new, 0 changed, 1 same, 3 missing, 0 wrong\n");
    store_assert(fixture->store, "SELECT count(*) FROM target WHERE status = 'ended'", "4\n");
}

static void
test_kinds_without_ends(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_cmpstr(import(fixture, CHA_KIND_DEPARTMENTS, &FULL, "department,name\nD1,One\n"), ==,
                    "0 new, 0 changed, 0 same, 0 missing, 0 wrong\nrefused (1)\n");
    store_assert(fixture->store, "SELECT count(*) FROM department", "2\n");
}

#define ADD(path, test) g_test_add("/comparing/" path, Fixture, NULL, set_up, test, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("preview", test_preview);
    ADD("preview-is-short", test_preview_is_short);
    ADD("diff", test_diff);
    ADD("diff-of-long-keys", test_diff_of_long_keys);
    ADD("full", test_full);
    ADD("full-in-several-orders", test_full_in_several_orders);
    ADD("full-spares-wrong-rows", test_full_spares_wrong_rows);
    ADD("full-guard", test_full_guard);
    ADD("kinds-without-ends", test_kinds_without_ends);
    return g_test_run();
}
