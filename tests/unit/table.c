/* The tables of a bundle: what is read, and what each rule of texts refuses. */
#include "domain/bundle-table.h"
#include "support/memory-source.h"

#include <string.h>

typedef struct {
    BundleTable table;
    const char *text;
    const char *expected; /* cells joined by '|', rows by '/'; or a rule */
    guint64 line;         /* of the broken rule */
} Case;

#define SOURCES "source,description\n"
#define RECUSALS "inspector,target\n"
#define STRATA "plan,stratum,pool,population\n"
#define SEATS "plan,department,seats,qualifications\n"
#define PLANS "plan,title,start,end,merge,tickets\n"
#define TEAMS "visit,department,seat,inspector,ticket\n"
#define FRAME "target,stratum,district\n"

static const Case CASES[] = {
    {BUNDLE_RECUSALS, RECUSALS, "", 0},
    {BUNDLE_RECUSALS, RECUSALS "a,b\na,c\nb,a\n", "a|b/a|c/b|a", 0},
    {BUNDLE_RECUSALS, "inspector,target,\"more,\"\na,b,\"x\"\"\"\n", "a|b", 0},
    {BUNDLE_SOURCES, SOURCES "z,\"a, \"\"b\"\"\"\na,\n", "z|a, \"b\"/a|", 0},
    {BUNDLE_SOURCES, SOURCES "z,\",\"\n", "z|,", 0},
    {BUNDLE_STRATA, STRATA "P1,410702/A,A,12\n", "P1|410702/A|A|12", 0},
    {BUNDLE_SEATS, SEATS "P1,D,2,价格;计量;食品\nP1,E,2,\n", "P1|D|2|价格;计量;食品/P1|E|2|", 0},
    {BUNDLE_TEAMS, TEAMS "a-1,D,2,,\na-1,D,10,,\n", "a-1|D|2||/a-1|D|10||", 0},
    {BUNDLE_FRAME, FRAME "a,all,\n", "a|all|", 0},
    {BUNDLE_RECUSALS, RECUSALS "a,\xff\n", "T1", 2},
    {BUNDLE_RECUSALS, RECUSALS "a,b", "T2", 2},
    {BUNDLE_RECUSALS, RECUSALS "a,b\n\n", "T2", 3},
    {BUNDLE_RECUSALS, RECUSALS "a,b\r\n", "T2", 2},
    {BUNDLE_SOURCES, SOURCES "a,\"x\ty,\"\n", "T3", 2},
    {BUNDLE_RECUSALS, RECUSALS "a\n", "T4", 2},
    {BUNDLE_RECUSALS, RECUSALS "a,b,\n", "T4", 2},
    {BUNDLE_RECUSALS, RECUSALS "\"a\",b\n", "T4", 2},
    {BUNDLE_SOURCES, SOURCES "a,\"\"\n", "T4", 2},
    {BUNDLE_SOURCES, SOURCES "a,x\"y\n", "T4", 2},
    {BUNDLE_SOURCES, SOURCES "a,\"x,y\n", "T4", 2},
    {BUNDLE_SOURCES, SOURCES "a,\"x,\"y\n", "T4", 2},
    {BUNDLE_SOURCES, SOURCES "a,\"x,\" \n", "T4", 2},
    {BUNDLE_SOURCES, SOURCES "a,\"\n", "T4", 2},
    {BUNDLE_SOURCES, SOURCES "a,\"x,\",\"\n", "T4", 2},
    {BUNDLE_RECUSALS, "", "T5", 0},
    {BUNDLE_RECUSALS, "target,inspector\n", "T5", 1},
    {BUNDLE_RECUSALS, "inspector\n", "T5", 1},
    {BUNDLE_RECUSALS, "inspector,\"target\"\n", "T4", 1},
    {BUNDLE_RECUSALS, "inspector,Target\n", "T5", 1},
    {BUNDLE_RECUSALS, RECUSALS "a, b\n", "T6", 2},
    {BUNDLE_RECUSALS, RECUSALS ",b\n", "T6", 2},
    {BUNDLE_RECUSALS, RECUSALS "a=,b\n", "T6", 2},
    {BUNDLE_RECUSALS, RECUSALS "a\xe2\x80\x8b,b\n", "T6", 2},
    {BUNDLE_STRATA, STRATA "P1,a/b/c,A,12\n", "T6", 2},
    {BUNDLE_STRATA, STRATA "P1,a/,A,12\n", "T6", 2},
    {BUNDLE_STRATA, STRATA "P1,/a,A,12\n", "T6", 2},
    {BUNDLE_FRAME, FRAME "a,all, 4\n", "T6", 2},
    {BUNDLE_PLANS, PLANS "P1,,2027-02-29,2027-03-01,yes,own\n", "T7", 2},
    {BUNDLE_PLANS, PLANS "P1,,2027-02-28,2027-3-01,yes,own\n", "T7", 2},
    {BUNDLE_STRATA, STRATA "P1,a,A,012\n", "T8", 2},
    {BUNDLE_STRATA, STRATA "P1,a,A,1000000000001\n", "T8", 2},
    {BUNDLE_STRATA, STRATA "P1,a,A,\n", "T8", 2},
    {BUNDLE_SEATS, SEATS "P1,D,2,b;a\n", "T9", 2},
    {BUNDLE_SEATS, SEATS "P1,D,2,a;a\n", "T9", 2},
    {BUNDLE_SEATS, SEATS "P1,D,2,;a\n", "T9", 2},
    {BUNDLE_SEATS, SEATS "P1,D,2,a;\n", "T9", 2},
    {BUNDLE_SEATS, SEATS "P1,D,2,a;ab;a\n", "T9", 2},
    {BUNDLE_SEATS, SEATS "P1,D,2,a;b/c\n", "T6", 2},
    {BUNDLE_RECUSALS, RECUSALS "a,c\na,b\n", "T10", 3},
    {BUNDLE_RECUSALS, RECUSALS "b,a\na,b\n", "T10", 3},
    {BUNDLE_RECUSALS, RECUSALS "a,b\na,b\n", "T10", 3},
    {BUNDLE_TEAMS, TEAMS "a-1,D,10,,\na-1,D,2,,\n", "T10", 3},
    {BUNDLE_SOURCES, SOURCES "a,x\nb,x\na,y\n", "T10", 4},
    {BUNDLE_FRAME, FRAME "é,all,1\ne,all,1\n", "T10", 3},
    {BUNDLE_INSPECTORS, "inspector,department,qualifications,districts\na,D,,\na,E,,\n", "T10", 3},
};

/* All rows of a table, or the rule that it breaks. */
static char *
read_all(MemorySource *source, const TableForm *form, gsize buffer_size, guint64 *ret_line)
{
    g_autoptr(TableReader) reader = table_reader_new(&source->source, "t.csv", form, buffer_size);
    g_auto(Trouble) trouble = {NULL, NULL};
    g_autoptr(GString) text = g_string_new(NULL);

    while (table_reader_next(reader, &trouble)) {
        const TableCell *cells = table_reader_cells(reader);

        g_string_append(text, text->len > 0 ? "/" : "");
        for (guint i = 0; i < form->n_columns; i++) {
            g_assert_cmpuint(strlen(cells[i].text), ==, cells[i].length);
            g_string_append_printf(text, "%s%s", i == 0 ? "" : "|", cells[i].text);
        }
    }
    *ret_line = 0;
    g_assert_no_error(trouble.error);
    if (trouble.fault == NULL)
        return g_string_free(g_steal_pointer(&text), FALSE);
    *ret_line = trouble.fault->line;
    return g_strdup(trouble.fault->rule);
}

static void
test_cases(void)
{
    static const gsize BUFFER_SIZES[] = {1, 2, 7, 4096};

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(MemorySource) source = memory_source_new();

        memory_source_put_text(source, "t.csv", CASES[i].text);
        for (gsize b = 0; b < G_N_ELEMENTS(BUFFER_SIZES); b++) {
            guint64 line = 77;
            g_autofree char *found = read_all(source, bundle_table(CASES[i].table), BUFFER_SIZES[b], &line);

            if (strcmp(found, CASES[i].expected) != 0 || line != CASES[i].line)
                g_error("case %" G_GSIZE_FORMAT ": %s at line %" G_GUINT64_FORMAT, i, found, line);
        }
    }
}

/* A line of the greatest length is read, one byte more is refused. */
static void
test_long_lines(void)
{
    for (gsize extra = 0; extra < 2; extra++) {
        g_autoptr(MemorySource) source = memory_source_new();
        g_autoptr(GString) text = g_string_new(SOURCES "a,");
        guint64 line = 77;
        g_autofree char *found = NULL;
        gsize length = FILE_READER_LINE_MAX - strlen("a,") + extra;

        for (gsize i = 0; i < length; i++)
            g_string_append_c(text, 'x');
        g_string_append_c(text, '\n');
        memory_source_put(source, "t.csv", text->str, text->len);
        found = read_all(source, bundle_table(BUNDLE_SOURCES), 4096, &line);
        g_assert_cmpuint(line, ==, extra == 0 ? 0 : 2);
        if (extra > 0)
            g_assert_cmpstr(found, ==, "T2");
    }
}

/* A file that never ends, and has no line end either. */
static gssize
read_endlessly(BundleSource *source, const char *path, guint64 offset, guint8 *buffer, gsize size,
               GError **error)
{
    (void)source;
    (void)path;
    (void)error;
    g_assert_cmpuint(offset, <, 8 * FILE_READER_LINE_MAX);
    memset(buffer, 'x', size);
    return (gssize)size;
}

static void
test_endless_line(void)
{
    BundleSource source = {NULL, read_endlessly};
    g_autoptr(TableReader) reader = table_reader_new(&source, "t.csv", bundle_table(BUNDLE_FRAME), 4096);
    g_auto(Trouble) trouble = {NULL, NULL};

    g_assert_false(table_reader_next(reader, &trouble));
    g_assert_cmpstr(trouble.fault->rule, ==, "T2");
    g_assert_cmpuint(trouble.fault->line, ==, 1);
}

static gssize
fail_to_read(BundleSource *source, const char *path, guint64 offset, guint8 *buffer, gsize size,
             GError **error)
{
    (void)source;
    (void)offset;
    (void)buffer;
    (void)size;
    g_set_error(error, CHA_ERROR, CHA_ERROR_STORE, "%s: the disk is gone", path);
    return -1;
}

static void
test_source_fails(void)
{
    BundleSource source = {NULL, fail_to_read};
    g_autoptr(TableReader) reader = table_reader_new(&source, "t.csv", bundle_table(BUNDLE_FRAME), 4096);
    g_auto(Trouble) trouble = {NULL, NULL};

    g_assert_false(table_reader_next(reader, &trouble));
    g_assert_null(trouble.fault);
    g_assert_error(trouble.error, CHA_ERROR, CHA_ERROR_STORE);
}

/* Another reader can go on from a place, and reads the same rows. */
static void
test_places(void)
{
    const TableForm *form = bundle_table(BUNDLE_RECUSALS);
    g_autoptr(MemorySource) source = memory_source_new();
    g_autoptr(TableReader) reader = table_reader_new(&source->source, "t.csv", form, 16);
    g_auto(Trouble) trouble = {NULL, NULL};

    memory_source_put_text(source, "t.csv", "inspector,target,more\na,b,\nc,d,\"x,\"\ne,f,\n");
    while (table_reader_next(reader, &trouble)) {
        TablePlace place = table_reader_place(reader);
        g_autoptr(TableReader) other = table_reader_new(&source->source, "t.csv", form, 5);

        table_reader_seek(other, &place);
        g_assert_true(table_reader_next(other, &trouble));
        g_assert_cmpuint(table_reader_line_number(other), ==, table_reader_line_number(reader));
        g_assert_cmpstr(table_reader_cells(other)[0].text, ==, table_reader_cells(reader)[0].text);
        g_assert_cmpstr(table_reader_cells(other)[1].text, ==, table_reader_cells(reader)[1].text);
    }
    g_assert_false(trouble_is_set(&trouble));
    g_assert_cmpuint(table_reader_line_number(reader), ==, 4);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/table/cases", test_cases);
    g_test_add_func("/table/long-lines", test_long_lines);
    g_test_add_func("/table/endless-line", test_endless_line);
    g_test_add_func("/table/source-fails", test_source_fails);
    g_test_add_func("/table/places", test_places);
    return g_test_run();
}
