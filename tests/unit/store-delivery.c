/* Deliveries of records: what is new, changed, repeated, back again. */
#include "store/store.h"
#include "support/store-fixture.h"

typedef struct {
    ChaStore *store;
    Delivery *delivery;
    GString *reports; /* what was reported, one line each */
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->store = store_in_memory();
    fixture->reports = g_string_new(NULL);
    store_put(fixture->store, CHA_KIND_DEPARTMENTS, "department", "D1", "name", "One", NULL);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_clear_pointer(&fixture->delivery, delivery_free);
    g_string_free(fixture->reports, TRUE);
    cha_store_free(fixture->store);
}

/* A new delivery of a kind with the columns named in @columns. */
static void
begin(Fixture *fixture, ChaKind kind, const char *columns)
{
    g_auto(GStrv) names = g_strsplit(columns, ",", -1);
    gboolean present[KIND_MAX_COLUMNS] = {FALSE};
    g_autoptr(GError) error = NULL;

    for (char **name = names; *name != NULL; name++)
        present[kind_find_column(kind_get(kind), *name)] = TRUE;
    g_clear_pointer(&fixture->delivery, delivery_free);
    g_string_truncate(fixture->reports, 0);
    fixture->delivery = delivery_begin(fixture->store, kind_get(kind), present, &error);
    g_assert_no_error(error);
}

/* Adds a row of texts that stand for all columns, separated by '|'. */
static void
add(Fixture *fixture, guint64 row, const char *texts)
{
    g_auto(GStrv) cells = g_strsplit(texts, "|", -1);
    g_autoptr(GError) error = NULL;

    g_assert_true(delivery_add(fixture->delivery, row, (const char *const *)cells, &error));
    g_assert_no_error(error);
}

static void
note_clash(const DeliveryClash *clash, gpointer data)
{
    g_string_append_printf(data, "%u-%u\n", (guint)clash->first_row, (guint)clash->row);
}

static void
note_orphan(guint64 row, const char *value, gpointer data)
{
    g_string_append_printf(data, "%u %s\n", (guint)row, value);
}

static void
note_incomplete(guint64 row, guint column, gpointer data)
{
    g_string_append_printf(data, "%u lacks %u\n", (guint)row, column);
}

static void
note_return(guint64 row, gpointer data)
{
    g_string_append_printf(data, "%u is back\n", (guint)row);
}

static void
note_row(guint64 row, const char *const *texts, const char *const *stored, gpointer data)
{
    g_string_append_printf(data, "%u %s|%s|%s", (guint)row, texts[0], texts[1], texts[2]);
    if (stored != NULL)
        g_string_append_printf(data, " was %s|%s|%s", stored[0], stored[1], stored[2]);
    g_string_append_c(data, '\n');
}

static void
find_clashes(Fixture *fixture, const char *expected)
{
    g_autoptr(GError) error = NULL;

    g_assert_true(delivery_find_clashes(fixture->delivery, note_clash, fixture->reports, &error));
    g_assert_no_error(error);
    g_assert_cmpstr(fixture->reports->str, ==, expected);
    g_string_truncate(fixture->reports, 0);
}

static void
drop(Fixture *fixture, guint64 row)
{
    g_autoptr(GError) error = NULL;

    g_assert_true(delivery_drop(fixture->delivery, row, &error));
    g_assert_no_error(error);
}

static void
count(Fixture *fixture, guint64 added, guint64 changed, guint64 unchanged, guint64 returned)
{
    DeliveryCounts counts;
    g_autoptr(GError) error = NULL;

    g_assert_true(delivery_count(fixture->delivery, note_return, fixture->reports, &counts, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(counts.added, ==, added);
    g_assert_cmpuint(counts.changed, ==, changed);
    g_assert_cmpuint(counts.unchanged, ==, unchanged);
    g_assert_cmpuint(counts.returned, ==, returned);
}

static void
apply(Fixture *fixture)
{
    g_autoptr(GError) error = NULL;

    g_assert_true(delivery_apply(fixture->delivery, "test.csv", &error));
    g_assert_no_error(error);
    g_clear_pointer(&fixture->delivery, delivery_free);
}

static void
assert_stored(Fixture *fixture, ChaKind kind, const char *expected)
{
    g_autofree char *stored = store_dump(fixture->store, kind);

    g_assert_cmpstr(stored, ==, expected);
}

static const char ALL[] = "inspector,name,department,qualifications,districts,valid_to,status,email,phone";

static void
test_new_changed_and_same(Fixture *fixture, gconstpointer data)
{
    (void)data;
    begin(fixture, CHA_KIND_INSPECTORS, ALL);
    add(fixture, 2, "N2|Li|D1||||||");
    add(fixture, 3, "N1|Wang|D1||||||");
    find_clashes(fixture, "");
    count(fixture, 2, 0, 0, 0);
    apply(fixture);
    assert_stored(fixture, CHA_KIND_INSPECTORS, "N1|Wang|D1||||||\nN2|Li|D1||||||\n");

    begin(fixture, CHA_KIND_INSPECTORS, ALL);
    add(fixture, 2, "N3|Zhao|D1||||||");
    add(fixture, 3, "N2|Li|D1|食品|||||");
    add(fixture, 4, "N1|Wang|D1||||||");
    count(fixture, 1, 1, 1, 0);
    apply(fixture);
    assert_stored(fixture, CHA_KIND_INSPECTORS, "N1|Wang|D1||||||\nN2|Li|D1|食品|||||\nN3|Zhao|D1||||||\n");
    store_assert(fixture->store, "SELECT kind, key, written, ended, record FROM history",
                 "inspectors|[\"N2\"]|2|3|{\"inspector\":\"N2\",\"name\":\"Li\",\"department\":\"D1\","
                 "\"qualifications\":\"\",\"districts\":\"\",\"valid_to\":\"\",\"status\":\"\","
                 "\"email\":\"\",\"phone\":\"\"}\n");
    store_assert(fixture->store, "SELECT id, \"by\", action, subject, source FROM change WHERE id > 1",
                 "2|tester|import|inspectors|test.csv\n3|tester|import|inspectors|test.csv\n");
    g_assert_cmpint(store_number(fixture->store, "SELECT count(*) FROM change WHERE at GLOB"
                                                 " '20[0-9][0-9]-[0-1][0-9]-[0-3][0-9]T??:??:??Z'"),
                    ==, 3);
}

static void
test_same_file_twice_is_no_change(Fixture *fixture, gconstpointer data)
{
    (void)data;
    for (int turn = 0; turn < 2; turn++) {
        begin(fixture, CHA_KIND_INSPECTORS, ALL);
        add(fixture, 2, "N2|Li|D1||||||");
        add(fixture, 3, "N1|Wang|D1||||||");
        find_clashes(fixture, "");
        apply(fixture);
    }
    g_assert_cmpint(store_number(fixture->store, "SELECT max(id) FROM change"), ==, 2);
    g_assert_cmpint(store_number(fixture->store, "SELECT count(*) FROM history"), ==, 0);
    g_assert_false(database_in_transaction(store_database(fixture->store)));
}

static void
test_absent_columns_keep_blank_cells_empty(Fixture *fixture, gconstpointer data)
{
    (void)data;
    begin(fixture, CHA_KIND_DEPARTMENTS, "department,name,email,phone,exempt,parent");
    add(fixture, 2, "D1|One|a@b.cn|1|yes|");
    apply(fixture);

    begin(fixture, CHA_KIND_DEPARTMENTS, "department,email");
    add(fixture, 2, "D1|-||-|-|-");
    count(fixture, 0, 1, 0, 0);
    apply(fixture);
    assert_stored(fixture, CHA_KIND_DEPARTMENTS, "D1|One||1|yes|\n");

    /* A key alone says nothing new. */
    begin(fixture, CHA_KIND_DEPARTMENTS, "department");
    add(fixture, 2, "D1|-|-|-|-|-");
    count(fixture, 0, 0, 1, 0);
    apply(fixture);
    g_assert_cmpint(store_number(fixture->store, "SELECT max(id) FROM change"), ==, 3);

    /* Of a new record, absent columns are blank. */
    begin(fixture, CHA_KIND_DEPARTMENTS, "department,name");
    add(fixture, 2, "D2|Two|-|-|-|-");
    apply(fixture);
    assert_stored(fixture, CHA_KIND_DEPARTMENTS, "D1|One||1|yes|\nD2|Two||||\n");
}

static void
test_new_records_need_required_columns(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    begin(fixture, CHA_KIND_DEPARTMENTS, "department,phone");
    add(fixture, 2, "D3|-|-|1|-");
    add(fixture, 3, "D1|-|-|1|-");
    add(fixture, 4, "D2|-|-|1|-");
    g_assert_true(delivery_find_incomplete(fixture->delivery, note_incomplete, fixture->reports, &error));
    g_assert_no_error(error);
    g_assert_cmpstr(fixture->reports->str, ==, "2 lacks 1\n4 lacks 1\n");
    drop(fixture, 2);
    drop(fixture, 4);
    count(fixture, 0, 1, 0, 0);
    apply(fixture);
    assert_stored(fixture, CHA_KIND_DEPARTMENTS, "D1|One||1||\n");
}

/* Two files in one delivery, of which the second has no names. */
static void
test_files_differ_in_their_columns(Fixture *fixture, gconstpointer data)
{
    const char *rows[][5] = {{"D3", "Three", "c@b.cn"}, {"D1", NULL, "a@b.cn"}, {"D2", NULL, "b@b.cn"}};
    g_autoptr(GError) error = NULL;

    (void)data;
    begin(fixture, CHA_KIND_DEPARTMENTS, "department,name,email");
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_true(delivery_add(fixture->delivery, i + 2, rows[i], &error));
    g_assert_true(delivery_walk(fixture->delivery, note_row, fixture->reports, &error));
    g_assert_cmpstr(fixture->reports->str, ==,
                    "2 D3|Three|c@b.cn\n3 D1|One|a@b.cn was D1|One|\n4 D2||b@b.cn\n");
    g_string_truncate(fixture->reports, 0);
    find_clashes(fixture, "");
    g_assert_true(delivery_find_incomplete(fixture->delivery, note_incomplete, fixture->reports, &error));
    g_assert_no_error(error);
    g_assert_cmpstr(fixture->reports->str, ==, "4 lacks 1\n");
    drop(fixture, 4);
    count(fixture, 1, 1, 0, 0);
    apply(fixture);
    assert_stored(fixture, CHA_KIND_DEPARTMENTS, "D1|One|a@b.cn|||\nD3|Three|c@b.cn|||\n");

    /* A row without a column says something else than one with it. */
    begin(fixture, CHA_KIND_DEPARTMENTS, "department,name,email");
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_true(delivery_add(fixture->delivery, i + 2, rows[i], &error));
    add(fixture, 5, "D1|One|a@b.cn");
    g_assert_true(delivery_add(fixture->delivery, 6, rows[1], &error));
    find_clashes(fixture, "3-5\n");
    count(fixture, 1, 0, 3, 0);
}

static void
test_same_key_twice(Fixture *fixture, gconstpointer data)
{
    (void)data;
    store_put(fixture->store, CHA_KIND_INSPECTORS, "inspector", "N1", "name", "Li", "department", "D1", NULL);
    begin(fixture, CHA_KIND_ABSENCES, "inspector,from,to,reason");
    add(fixture, 2, "N1|2027-02-01|2027-02-02|");
    add(fixture, 3, "N1|2027-01-01|2027-01-02|");
    add(fixture, 4, "N1|2027-02-01|2027-02-02|"); /* as row 2 */
    add(fixture, 5, "N1|2027-01-01|2027-01-03|");
    add(fixture, 6, "N1|2027-01-01|2027-01-02|"); /* as row 3 */
    add(fixture, 7, "N1|2027-01-01|2027-01-02|ill");
    add(fixture, 8, "N1|2027-03-01|2027-03-01|");
    find_clashes(fixture, "3-5\n3-7\n");
    drop(fixture, 5);
    drop(fixture, 7);
    drop(fixture, 99); /* there is no such row */
    find_clashes(fixture, "");
    count(fixture, 3, 0, 0, 0);
    apply(fixture);
    assert_stored(fixture, CHA_KIND_ABSENCES,
                  "N1|2027-01-01|2027-01-02|\nN1|2027-02-01|2027-02-02|\nN1|2027-03-01|2027-03-01|\n");
}

/* Rows that come in the order of their keys take a shorter way. */
static void
test_rising_keys(Fixture *fixture, gconstpointer data)
{
    (void)data;
    store_put(fixture->store, CHA_KIND_DEPARTMENTS, "department", "D2", "name", "Two", NULL);
    begin(fixture, CHA_KIND_DEPARTMENTS, "department,name");
    add(fixture, 10, "D0|Nought");
    add(fixture, 20, "D1|One");
    add(fixture, 30, "D2|Zwei");
    add(fixture, 40, "D3|Three");
    find_clashes(fixture, "");
    drop(fixture, 40);
    count(fixture, 1, 1, 1, 0);
    apply(fixture);
    assert_stored(fixture, CHA_KIND_DEPARTMENTS, "D0|Nought||||\nD1|One||||\nD2|Zwei||||\n");

    /* A last row that repeats its neighbour is no rise. */
    begin(fixture, CHA_KIND_DEPARTMENTS, "department,name");
    add(fixture, 2, "D4|Four");
    add(fixture, 3, "D5|Five");
    add(fixture, 4, "D5|Fünf");
    find_clashes(fixture, "3-4\n");
}

static void
test_orphans(Fixture *fixture, gconstpointer data)
{
    const Kind *departments = kind_get(CHA_KIND_DEPARTMENTS);
    g_autoptr(GError) error = NULL;

    (void)data;
    begin(fixture, CHA_KIND_INSPECTORS, "inspector,name,department");
    add(fixture, 2, "N2|Li|D9");
    add(fixture, 3, "N1|Wang|D1");
    add(fixture, 4, "N0|Zhao|D8");
    add(fixture, 5, "N9|Qian|");
    for (int turn = 0; turn < 2; turn++) {
        g_assert_true(
            delivery_find_orphans(fixture->delivery, 2, departments, note_orphan, fixture->reports, &error));
        g_assert_no_error(error);
        g_assert_cmpstr(fixture->reports->str, ==, "2 D9\n4 D8\n");
        g_string_truncate(fixture->reports, 0);
        find_clashes(fixture, ""); /* puts the rows in order */
    }

    begin(fixture, CHA_KIND_INSPECTORS, "inspector,name");
    add(fixture, 2, "N2|Li");
    g_assert_true(
        delivery_find_orphans(fixture->delivery, 2, departments, note_orphan, fixture->reports, &error));
    g_assert_cmpstr(fixture->reports->str, ==, "");
}

static void
test_walk_fills_in_what_is_stored(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    store_put(fixture->store, CHA_KIND_DEPARTMENTS, "department", "D1", "name", "One", "email", "a@b.cn",
              NULL);
    begin(fixture, CHA_KIND_DEPARTMENTS, "department,email");
    add(fixture, 2, "D2|-|c@d.cn");
    add(fixture, 3, "D1|-|");
    for (int turn = 0; turn < 2; turn++) {
        g_assert_true(delivery_walk(fixture->delivery, note_row, fixture->reports, &error));
        g_assert_no_error(error);
        g_assert_cmpstr(fixture->reports->str, ==, "2 D2||c@d.cn\n3 D1|One| was D1|One|a@b.cn\n");
        g_string_truncate(fixture->reports, 0);
        find_clashes(fixture, "");
    }
}

static void
test_withdrawn_records_return(Fixture *fixture, gconstpointer data)
{
    (void)data;
    store_put(fixture->store, CHA_KIND_DEPARTMENTS, "department", "D2", "name", "Two", NULL);
    store_put(fixture->store, CHA_KIND_DEPARTMENTS, "department", "D1", "name", "Uno", NULL);
    store_take(fixture->store, CHA_KIND_DEPARTMENTS, "D2", NULL);
    begin(fixture, CHA_KIND_DEPARTMENTS, "department,name");
    add(fixture, 2, "D3|Three");
    add(fixture, 3, "D2|Two");
    add(fixture, 4, "D1|One"); /* changed before, never withdrawn */
    count(fixture, 2, 1, 0, 1);
    g_assert_cmpstr(fixture->reports->str, ==, "3 is back\n");
    apply(fixture);
    store_assert(fixture->store,
                 "SELECT key, action, json_extract(record, '$.name') FROM history"
                 " JOIN change ON change.id = ended ORDER BY history.id",
                 "[\"D1\"]|import|One\n[\"D2\"]|remove|Two\n[\"D1\"]|import|Uno\n");

    /* Also when the table was emptied. */
    store_take(fixture->store, CHA_KIND_DEPARTMENTS, "D1", NULL);
    store_take(fixture->store, CHA_KIND_DEPARTMENTS, "D2", NULL);
    store_take(fixture->store, CHA_KIND_DEPARTMENTS, "D3", NULL);
    begin(fixture, CHA_KIND_DEPARTMENTS, "department,name");
    add(fixture, 2, "D4|Four");
    add(fixture, 3, "D1|One");
    count(fixture, 2, 0, 0, 1);
}

static void
test_unapplied_delivery_is_forgotten(Fixture *fixture, gconstpointer data)
{
    (void)data;
    begin(fixture, CHA_KIND_DEPARTMENTS, "department,name");
    add(fixture, 2, "D3|Three");
    add(fixture, 3, "D2|Two");
    count(fixture, 2, 0, 0, 0);
    g_clear_pointer(&fixture->delivery, delivery_free);
    g_assert_false(database_in_transaction(store_database(fixture->store)));
    assert_stored(fixture, CHA_KIND_DEPARTMENTS, "D1|One||||\n");
    g_assert_cmpint(store_number(fixture->store, "SELECT count(*) FROM sqlite_temp_schema"), ==, 0);
}

static void
test_empty_delivery(Fixture *fixture, gconstpointer data)
{
    (void)data;
    begin(fixture, CHA_KIND_DEPARTMENTS, "department,name");
    find_clashes(fixture, "");
    count(fixture, 0, 0, 0, 0);
    apply(fixture);
    g_assert_cmpint(store_number(fixture->store, "SELECT max(id) FROM change"), ==, 1);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add("/store-delivery/" name, Fixture, NULL, set_up, function, tear_down)
    ADD("new-changed-and-same", test_new_changed_and_same);
    ADD("same-file-twice", test_same_file_twice_is_no_change);
    ADD("absent-columns", test_absent_columns_keep_blank_cells_empty);
    ADD("files-differ-in-their-columns", test_files_differ_in_their_columns);
    ADD("required-columns", test_new_records_need_required_columns);
    ADD("same-key-twice", test_same_key_twice);
    ADD("rising-keys", test_rising_keys);
    ADD("orphans", test_orphans);
    ADD("walk", test_walk_fills_in_what_is_stored);
    ADD("withdrawn-records-return", test_withdrawn_records_return);
    ADD("unapplied", test_unapplied_delivery_is_forgotten);
    ADD("empty", test_empty_delivery);
    return g_test_run();
}
