/* What other programs read from a workbook, and what is read from theirs. Those
 * that are not installed are left out: gnumeric's ssconvert, LibreOffice, and
 * the Python libraries openpyxl and XlsxWriter. */
#include "exchange/table/row-source.h"
#include "support/workbook-writer.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>

enum { N_ROWS = 300, N_COLUMNS = 6, NOT_INSTALLED = 77 };

/* Where files are put for the other program. */
typedef struct {
    char *folder;
    char *workbook;
    char *text;
} Place;

static void
set_up(Place *place, gconstpointer data)
{
    (void)data;
    place->folder = g_dir_make_tmp("choucha-XXXXXX", NULL);
    g_assert_nonnull(place->folder);
    place->workbook = g_build_filename(place->folder, "table.xlsx", NULL);
    place->text = g_build_filename(place->folder, "table.csv", NULL);
}

static void
remove_folder(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    const char *name;

    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *below = g_build_filename(path, name, NULL);

        remove_folder(below);
    }
    (void)g_remove(path);
}

static void
tear_down(Place *place, gconstpointer data)
{
    (void)data;
    remove_folder(place->folder);
    g_free(place->folder);
    g_free(place->workbook);
    g_free(place->text);
}

/* Runs a program of these arguments; FALSE when it says that it cannot be. */
static gboolean
run(const Place *place, const char *const *arguments)
{
    g_autoptr(GError) error = NULL;
    int status = 0;

    g_assert_true(g_spawn_sync(place->folder, (char **)arguments, NULL,
                               G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                               NULL, NULL, NULL, NULL, &status, &error));
    g_assert_no_error(error);
    if (WIFEXITED(status) && WEXITSTATUS(status) == NOT_INSTALLED)
        return FALSE;
    g_assert_true(g_spawn_check_wait_status(status, NULL));
    return TRUE;
}

/* UTF-8 with commas; cells as they are shown, and days recognised. */
static gboolean
run_libreoffice(const Place *place, const char *from, gboolean to_text)
{
    g_autofree char *profile = g_strdup_printf("-env:UserInstallation=file://%s/profile", place->folder);
    const char *kind = to_text ? "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
                               : "xlsx:Calc MS Excel 2007 XML";
    const char *filter = to_text ? NULL : "--infilter=CSV:44,34,76,1,,0,false,true";
    const char *const arguments[] = {"soffice",  profile,       "--headless", "--convert-to", kind,
                                     "--outdir", place->folder, from,         filter,         NULL};

    return run(place, arguments);
}

static gboolean
run_gnumeric(const Place *place, const char *from, const char *to, gboolean to_text)
{
    const char *const to_table[] = {
        "ssconvert", "-T", "Gnumeric_stf:stf_assistant", "-O", "separator=, format=preserve", from, to, NULL};
    const char *const to_workbook[] = {"ssconvert", from, to, NULL};

    return run(place, to_text ? to_table : to_workbook);
}

/* The system's Python may have libraries that the first one in the path lacks. */
static gboolean
run_python(const Place *place, const char *library, const char *from, const char *to)
{
    static const char *const PYTHONS[] = {"python3", "/usr/bin/python3"};
    g_autofree char *script = g_test_build_filename(G_TEST_DIST, "support", "convert-workbook.py", NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(PYTHONS); i++) {
        g_autofree char *python = g_find_program_in_path(PYTHONS[i]);
        const char *const arguments[] = {python, script, library, from, to, NULL};

        if (python != NULL && run(place, arguments))
            return TRUE;
    }
    return FALSE;
}

/* Lets @program turn @from into @to; FALSE when it is not installed. */
static gboolean
convert(const Place *place, const char *program, const char *from, const char *to)
{
    gboolean is_library = strcmp(program, "openpyxl") == 0 || strcmp(program, "xlsxwriter") == 0;
    g_autofree char *path = is_library ? NULL : g_find_program_in_path(program);
    gboolean to_text = g_str_has_suffix(to, ".csv");
    gboolean is_done;

    if (!is_library && path == NULL)
        return FALSE;
    if (is_library)
        is_done = run_python(place, program, from, to);
    else if (strcmp(program, "soffice") == 0)
        is_done = run_libreoffice(place, from, to_text);
    else
        is_done = run_gnumeric(place, from, to, to_text);
    g_assert_true(!is_done || g_file_test(to, G_FILE_TEST_EXISTS));
    return is_done;
}

/* The rows of a file up to the last cell with content, blank ones apart. */
static char *
read_file(const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RowSource) source = row_source_open(path, &error);
    g_autoptr(GString) text = g_string_new(NULL);
    const SourceRow *row = NULL;

    g_assert_no_error(error);
    while (row_source_next(source, &row, &error) && row != NULL) {
        guint n_cells = row->n_cells;

        while (n_cells > 0 && row->lengths[n_cells - 1] == 0)
            n_cells--;
        for (guint c = 0; c < n_cells; c++)
            g_string_append_printf(text, "[%s]", row->cells[c]);
        g_string_append(text, n_cells > 0 ? "\n" : "");
    }
    g_assert_no_error(error);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

/* Row by row, so that the first difference is told. */
static void
assert_same(const char *ours, const char *theirs)
{
    g_auto(GStrv) left = g_strsplit(ours, "]\n", -1);
    g_auto(GStrv) right = g_strsplit(theirs, "]\n", -1);

    for (guint i = 0; left[i] != NULL && right[i] != NULL; i++)
        g_assert_cmpstr(left[i], ==, right[i]);
    g_assert_cmpuint(g_strv_length(left), ==, g_strv_length(right));
}

static const char *const WORDS[] = {
    "新乡市红旗区", "a, b", "say \"hi\"", "甲\n乙", "市场监管局（知识产权局）", "N-1", "<x>&amp;", "😀"};

/* @inside with what comes behind the cell's reference, and @shown. */
static void
append_cell(GString *rows, GString *text, const char *reference, char *inside, char *shown)
{
    g_string_append_printf(rows, "<c r=\"%s\"%s</c>", reference, inside);
    g_string_append_printf(text, "[%s]", shown);
    g_free(inside);
    g_free(shown);
}

static char *
day_text(guint number)
{
    GDate day;

    g_date_clear(&day, 1);
    g_date_set_julian(&day, number);
    return g_strdup_printf("%04u-%02u-%02u", g_date_get_year(&day), (guint)g_date_get_month(&day),
                           g_date_get_day(&day));
}

/* The same cell for a workbook and for a text. */
static void
append_random_cell(GString *rows, GString *text, guint row, guint column)
{
    enum { N_CHOICES = 7, DAY_0 = 693594, FIRST_DAY = 733000 }; /* of the year 1; in 2007 */
    guint choice = (row * 7 + column * 3 + (guint)g_test_rand_int_range(0, N_CHOICES)) % N_CHOICES;
    guint number = (guint)g_test_rand_int_range(1, 900000);
    guint day = FIRST_DAY + number % 10000;
    guint index = number % (guint)G_N_ELEMENTS(WORDS);
    g_autofree char *escaped = g_markup_escape_text(WORDS[index], -1);
    g_autofree char *reference = g_strdup_printf("%c%u", 'A' + (int)column, row);
    char *const insides[N_CHOICES] = {
        g_strdup_printf(" t=\"inlineStr\"><is><t>%s</t></is>", escaped),
        g_strdup_printf(" t=\"s\"><v>%u</v>", index),
        g_strdup_printf("><v>%u</v>", number),
        g_strdup_printf("><v>%u.%u</v>", number, number % 9 + 1),
        g_strdup_printf(" s=\"1\"><v>%u</v>", day - DAY_0),
        g_strdup_printf(" t=\"b\"><v>%u</v>", number % 2),
        g_strdup_printf(" s=\"2\"><v>0.%02u</v>", number % 99 + 1),
    };
    char *const shown[N_CHOICES] = {
        g_strdup(WORDS[index]),
        g_strdup(WORDS[index]),
        g_strdup_printf("%u", number),
        g_strdup_printf("%u.%u", number, number % 9 + 1),
        day_text(day),
        g_strdup(number % 2 == 1 ? "TRUE" : "FALSE"),
        g_strdup_printf("%u%%", number % 99 + 1),
    };

    for (guint i = 0; i < N_CHOICES; i++) {
        if (i == choice) {
            append_cell(rows, text, reference, insides[i], shown[i]);
            continue;
        }
        g_free(insides[i]);
        g_free(shown[i]);
    }
}

static void
make_table(const Place *place, GString *expected)
{
    g_autoptr(GString) rows = g_string_new(NULL);
    g_autoptr(GString) strings = g_string_new(NULL);
    g_autoptr(GBytes) bytes = NULL;
    gsize length = 0;
    const char *data;

    for (gsize i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        g_autofree char *escaped = g_markup_escape_text(WORDS[i], -1);

        g_string_append_printf(strings, "<si><r><t>%s</t></r></si>", escaped);
    }
    for (guint row = 1; row <= N_ROWS; row++) {
        g_string_append_printf(rows, "<row r=\"%u\">", row);
        for (guint column = 0; column < N_COLUMNS; column++)
            append_random_cell(rows, expected, row, column);
        g_string_append(rows, "</row>");
        g_string_append_c(expected, '\n');
    }
    bytes =
        workbook_make(&(WorkbookText){.rows = rows->str,
                                      .strings = strings->str,
                                      .formats = "<numFmt numFmtId=\"176\" formatCode=\"yyyy\\-mm\\-dd\"/>",
                                      .styles = "<xf numFmtId=\"176\"/><xf numFmtId=\"9\"/>"});
    data = g_bytes_get_data(bytes, &length);
    g_assert_true(g_file_set_contents(place->workbook, data, (gssize)length, NULL));
}

/* Both read the same from a workbook. */
static void
test_reading(Place *place, gconstpointer data)
{
    g_autoptr(GString) expected = g_string_new(NULL);
    g_autofree char *ours = NULL;
    g_autofree char *theirs = NULL;

    make_table(place, expected);
    ours = read_file(place->workbook);
    assert_same(ours, expected->str);
    if (!convert(place, data, place->workbook, place->text)) {
        g_test_skip("not installed");
        return;
    }
    theirs = read_file(place->text);
    assert_same(ours, theirs);
}

/* A text that the other program makes a workbook of comes back from it. */
static void
test_writing(Place *place, gconstpointer data)
{
    static const char TEXT[] = "统一社会信用代码,企业名称,编号,日期,数量\n91410702MA9X0K1T16,\"甲, "
                               "\"\"乙\"\"\",5a,2027-03-20,410702\n"
                               ",,,,\n12410702MY0000004H,\"丙\n丁\",b-7,2026-12-31,0.25\n";
    g_autofree char *given = NULL;
    g_autofree char *found = NULL;

    g_assert_true(g_file_set_contents(place->text, TEXT, -1, NULL));
    given = read_file(place->text);
    if (!convert(place, data, place->text, place->workbook)) {
        g_test_skip("not installed");
        return;
    }
    found = read_file(place->workbook);
    assert_same(found, given);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/workbook-oracle/gnumeric/reading", Place, "ssconvert", set_up, test_reading, tear_down);
    g_test_add("/workbook-oracle/gnumeric/writing", Place, "ssconvert", set_up, test_writing, tear_down);
    g_test_add("/workbook-oracle/libreoffice/reading", Place, "soffice", set_up, test_reading, tear_down);
    g_test_add("/workbook-oracle/libreoffice/writing", Place, "soffice", set_up, test_writing, tear_down);
    g_test_add("/workbook-oracle/openpyxl/reading", Place, "openpyxl", set_up, test_reading, tear_down);
    g_test_add("/workbook-oracle/openpyxl/writing", Place, "openpyxl", set_up, test_writing, tear_down);
    g_test_add("/workbook-oracle/xlsxwriter/writing", Place, "xlsxwriter", set_up, test_writing, tear_down);
    return g_test_run();
}
