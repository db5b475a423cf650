/* Many rows for one table. */
#include "store/row-writer.h"

enum { N_ROWS = 70001 /* of several statements, the last one short */ };

static Database *
open_table(void)
{
    Database *database = database_open("rows", DATABASE_MEMORY, NULL);

    g_assert_true(database_execute(database,
                                   "CREATE TABLE t (id INTEGER PRIMARY KEY, lent TEXT, copied TEXT) STRICT;"
                                   "CREATE TRIGGER t_is_kept BEFORE INSERT ON t WHEN NEW.lent = 'refused'"
                                   " BEGIN SELECT raise(ABORT, 'refused'); END",
                                   NULL));
    return database;
}

static gint64
number(Database *database, const char *sql)
{
    gint64 number = -1;

    g_assert_true(database_number(database, sql, &number, NULL));
    return number;
}

static gboolean
add_rows(Database *database, const char *first, GError **error)
{
    g_autoptr(RowWriter) rows = row_writer_new(database, "t", "id, lent, copied", 3, error);

    g_assert_nonnull(rows);
    for (gint64 i = 0; i < N_ROWS; i++) {
        char copy[24];

        g_snprintf(copy, sizeof copy, "%" G_GINT64_FORMAT, i * 7);
        row_writer_int(rows, i - 5);
        row_writer_text(rows, i == 0 ? first : i % 2 == 0 ? NULL : "odd");
        row_writer_copy(rows, copy);
        if (!row_writer_end_row(rows, error))
            return FALSE;
    }
    return row_writer_finish(rows, error);
}

static void
test_values(void)
{
    g_autoptr(Database) database = open_table();
    g_autoptr(GError) error = NULL;

    g_assert_true(add_rows(database, "", &error));
    g_assert_no_error(error);
    g_assert_cmpint(number(database, "SELECT count(*) FROM t"), ==, N_ROWS);
    g_assert_cmpint(number(database, "SELECT count(*) FROM t WHERE copied = (id + 5) * 7"), ==, N_ROWS);
    g_assert_cmpint(number(database, "SELECT count(*) FROM t WHERE lent = 'odd' AND id % 2 = 0"), ==,
                    N_ROWS / 2);
    g_assert_cmpint(number(database, "SELECT count(*) FROM t WHERE lent IS NULL"), ==, N_ROWS / 2);
    g_assert_cmpint(number(database, "SELECT id FROM t WHERE lent = ''"), ==, -5);
}

/* A row that is refused leaves out those of its statement. */
static void
test_refusal(void)
{
    g_autoptr(Database) database = open_table();
    g_autoptr(GError) error = NULL;

    g_assert_false(add_rows(database, "refused", &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_CONFLICT);
    g_assert_cmpint(number(database, "SELECT count(*) FROM t"), ==, 0);
}

/* Nobody reads rows who has none bound. */
static void
test_nothing_bound(void)
{
    g_autoptr(Database) database = open_table();

    g_assert_cmpint(number(database, "SELECT count(*) FROM held_rows(NULL)"), ==, 0);
    g_assert_cmpint(number(database, "SELECT count(*) FROM held_rows(140737488355328)"), ==, 0);
    g_assert_false(database_execute(database, "SELECT * FROM held_rows", NULL));
    g_assert_false(database_execute(database, "INSERT INTO held_rows (c0) VALUES (1)", NULL));
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/row-writer/values", test_values);
    g_test_add_func("/row-writer/refusal", test_refusal);
    g_test_add_func("/row-writer/nothing-bound", test_nothing_bound);
    return g_test_run();
}
