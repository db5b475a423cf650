/* Archives that lie: each is read in a process of its own, with little memory
 * and time to spare, and refused there or read like any other. */
#include "support/workbook-reading.h"
#include "support/workbook-writer.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define SHEET_BEGIN "<worksheet xmlns=\"" WORKBOOK_MAIN "\"><sheetData>"
#define SHEET_END "</sheetData></worksheet>"
#define ONE "<row><c><v>1</v></c></row>"
#define TOO_MANY "[the workbook has too many parts]"
#define TOO_FAR "[the workbook unpacks to far more than it can hold]"

enum {
    SPARE_BYTES = 96 << 20, /* of address space, beyond what there is before */
    ENTRY_BYTES = 46,       /* of the list of parts, without its name */
    ENTRY_PACKED = 20,      /* where in it the sizes are */
    ENTRY_SIZE = 24,
    ENTRY_NAME_LENGTH = 28,
    ENTRY_OFFSET = 42
};

#if defined(__SANITIZE_ADDRESS__)
#define IS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define IS_SANITIZED 1
#endif
#endif

/* Of processor, where two are a lot. */
#ifdef IS_SANITIZED
enum { SPARE_SECONDS = 100 };
#else
enum { SPARE_SECONDS = 20 };
#endif

/* Sanitizers take address space as they like; there only the time counts. */
static void
limit_memory(void)
{
#ifndef IS_SANITIZED
    g_autofree char *status = NULL;
    guint64 pages;
    struct rlimit limit;

    g_assert_true(g_file_get_contents("/proc/self/statm", &status, NULL, NULL));
    pages = g_ascii_strtoull(status, NULL, 10);
    limit.rlim_cur = limit.rlim_max = (rlim_t)(pages * (guint64)sysconf(_SC_PAGESIZE) + SPARE_BYTES);
    g_assert_cmpint(setrlimit(RLIMIT_AS, &limit), ==, 0);
#endif
}

static void
limit_time(void)
{
    const struct rlimit limit = {SPARE_SECONDS, SPARE_SECONDS};

    g_assert_cmpint(setrlimit(RLIMIT_CPU, &limit), ==, 0);
}

static void
read_limited(GBytes *bytes, const char *sheet, const char *ending)
{
    int status = 0;
    pid_t child = fork();

    g_assert_cmpint(child, >=, 0);
    if (child == 0) {
        g_autofree char *found = NULL;

        limit_memory();
        limit_time();
        found = workbook_read_text(bytes, sheet);
        if (!g_str_has_suffix(found, ending)) {
            (void)fprintf(stderr, "not %s but %s\n", ending,
                          found + (strlen(found) > 200 ? strlen(found) - 200 : 0));
            _exit(1);
        }
        _exit(0);
    }
    g_assert_cmpint(waitpid(child, &status, 0), ==, child);
    g_assert_cmpint(status, ==, 0);
}

/* The usual parts, and this sheet. */
static GBytes *
pack_sheet(const char *sheet)
{
    const WorkbookPart parts[] = {WORKBOOK_ROOT_PART,
                                  WORKBOOK_LIST_PART,
                                  WORKBOOK_RELATIONS_PART,
                                  {.name = "xl/worksheets/sheet1.xml", .text = sheet},
                                  {.name = NULL}};

    return workbook_pack(parts);
}

static char *
repeat(const char *begin, const char *piece, guint times, const char *end)
{
    g_autoptr(GString) text = g_string_new(begin);

    for (guint i = 0; i < times; i++)
        g_string_append(text, piece);
    g_string_append(text, end);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

/* Where the list of parts has the entry @name. */
static guint8 *
find_entry(GByteArray *archive, const char *name)
{
    static const char MARK[] = "PK\x01\x02";
    guint8 *end = archive->data + archive->len;

    for (guint8 *at = archive->data; at + ENTRY_BYTES + strlen(name) <= end; at++) {
        if (memcmp(at, MARK, strlen(MARK)) == 0 && at[ENTRY_NAME_LENGTH] == strlen(name) &&
            memcmp(at + ENTRY_BYTES, name, strlen(name)) == 0)
            return at;
    }
    g_assert_not_reached();
}

static void
put_number(guint8 *at, guint32 number)
{
    for (guint i = 0; i < 4; i++)
        at[i] = (guint8)(number >> 8 * i);
}

static guint32
get_number(const guint8 *at)
{
    return at[0] | (guint32)at[1] << 8 | (guint32)at[2] << 16 | (guint32)at[3] << 24;
}

/* A sheet with very much in it, whatever the list says of its sizes. */
static void
test_lying_sizes(void)
{
    static const guint32 SIZES[] = {0, 100, 0x7fffffff, 0xfffffffe};
    g_autofree char *sheet =
        repeat(SHEET_BEGIN, "<row></row><row></row><row></row><row></row>", 2000000, SHEET_END);
    g_autoptr(GByteArray) archive = g_bytes_unref_to_array(pack_sheet(sheet));
    guint8 *entry = find_entry(archive, "xl/worksheets/sheet1.xml");
    guint32 packed = get_number(entry + ENTRY_PACKED);

    for (gsize i = 0; i < G_N_ELEMENTS(SIZES); i++) {
        g_autoptr(GBytes) bytes = g_bytes_new_static(archive->data, archive->len);

        put_number(entry + ENTRY_SIZE, SIZES[i]);
        read_limited(bytes, NULL, TOO_FAR);
        put_number(entry + ENTRY_PACKED, 0xfffffffe); /* so that it seems to be packed fairly */
        read_limited(bytes, NULL, TOO_FAR);
        put_number(entry + ENTRY_PACKED, packed);
    }
}

/* All sheets lie at the same place of the archive. */
static void
test_overlap(void)
{
    enum { N_SHEETS = 900 };
    g_autoptr(GString) sheets =
        g_string_new("<workbook xmlns=\"" WORKBOOK_MAIN "\" xmlns:r=\"" WORKBOOK_RELATION "\"><sheets>");
    g_autoptr(GString) relations = g_string_new("<Relationships xmlns=\"" WORKBOOK_PACKAGE "\">");
    g_autofree char *blank = repeat(SHEET_BEGIN, "<row></row>", 500000, SHEET_END);
    g_autoptr(GArray) parts = g_array_new(TRUE, TRUE, sizeof(WorkbookPart));
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GByteArray) archive = NULL;
    g_autoptr(GBytes) bytes = NULL;
    guint32 offset;

    for (guint i = 0; i < N_SHEETS; i++) {
        g_string_append_printf(sheets, "<sheet name=\"%u\" sheetId=\"%u\" r:id=\"r%u\"/>", i, i + 1, i);
        g_string_append_printf(relations, "<Relationship Id=\"r%u\" Type=\"/worksheet\" Target=\"%03u\"/>", i,
                               i);
        g_ptr_array_add(names, g_strdup_printf("xl/%03u", i));
    }
    g_string_append(sheets, "</sheets></workbook>");
    g_string_append(relations, "</Relationships>");
    for (guint i = 0; i < N_SHEETS; i++) {
        WorkbookPart part = {.name = g_ptr_array_index(names, i), .text = i == 0 ? blank : "x"};

        g_array_append_val(parts, part);
    }
    g_array_append_vals(parts,
                        (const WorkbookPart[]){{.name = "xl/workbook.xml", .text = sheets->str},
                                               {.name = "xl/_rels/workbook.xml.rels", .text = relations->str},
                                               {.name = NULL}},
                        3);
    archive = g_bytes_unref_to_array(workbook_pack((const WorkbookPart *)parts->data));
    offset = get_number(find_entry(archive, "xl/000") + ENTRY_OFFSET);
    for (guint i = 1; i < N_SHEETS; i++) {
        const guint8 *first = find_entry(archive, "xl/000");
        guint8 *entry = find_entry(archive, g_ptr_array_index(names, i));

        memcpy(entry + 10, first + 10, 18); /* its way of packing, time, sum and sizes */
        put_number(entry + ENTRY_OFFSET, offset);
    }
    bytes = g_byte_array_free_to_bytes(g_steal_pointer(&archive));
    read_limited(bytes, NULL, "");
    read_limited(bytes, "899", "");
}

/* An archive of nothing but a list of @n parts, all at the same place. */
static GBytes *
list_parts(guint n, gboolean is_long)
{
    static const guint8 LOCAL[31] = {'P', 'K', 3, 4, 20, [26] = 1, [30] = 'a'};
    GByteArray *archive = g_byte_array_new();
    guint8 entry[ENTRY_BYTES] = {'P', 'K', 1, 2, 20, 0, 20};
    guint8 long_end[56] = {'P', 'K', 6, 6, 44, [12] = 45, [14] = 45};
    guint8 locator[20] = {'P', 'K', 6, 7, [16] = 1};
    guint8 end[22] = {'P', 'K', 5, 6};
    guint32 begin = sizeof LOCAL;
    guint32 length;

    g_byte_array_append(archive, LOCAL, sizeof LOCAL);
    for (guint i = 0; i < n; i++) {
        g_autofree char *name = g_strdup_printf("%x", i);

        entry[ENTRY_NAME_LENGTH] = (guint8)strlen(name);
        g_byte_array_append(archive, entry, sizeof entry);
        g_byte_array_append(archive, (const guint8 *)name, (guint)strlen(name));
    }
    length = archive->len - begin;
    if (is_long) {
        put_number(long_end + 24, n);
        put_number(long_end + 32, n);
        put_number(long_end + 40, length);
        put_number(long_end + 48, begin);
        put_number(locator + 8, archive->len);
        g_byte_array_append(archive, long_end, sizeof long_end);
        g_byte_array_append(archive, locator, sizeof locator);
        memset(end + 8, 0xff, 12);
    } else {
        put_number(end + 8, (n & 0xffff) << 16 | (n & 0xffff));
        put_number(end + 12, length);
        put_number(end + 16, begin);
    }
    g_byte_array_append(archive, end, sizeof end);
    return g_byte_array_free_to_bytes(archive);
}

static void
test_many_parts(void)
{
    static const struct {
        guint n;
        gboolean is_long;
        const char *ending;
    } CASES[] = {
        {2, FALSE, "[an archive without a workbook in it; unpack it first]"},
        {2, TRUE, "[an archive without a workbook in it; unpack it first]"},
        {60000, FALSE, "[an archive without a workbook in it; unpack it first]"},
        {99999, TRUE, "[an archive without a workbook in it; unpack it first]"},
        {100001, TRUE, TOO_MANY},
        {2000000, FALSE, TOO_MANY},
        {2000000, TRUE, TOO_MANY},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GBytes) bytes = list_parts(CASES[i].n, CASES[i].is_long);

        g_test_message("%u parts", CASES[i].n);
        read_limited(bytes, NULL, CASES[i].ending);
    }
}

/* Many texts of letters that do not pack well. */
static GString *
make_long_texts(guint n, char **ret_last)
{
    enum { SUPPLY = 100000, LENGTH = 30000 };
    g_autofree char *supply = g_malloc(SUPPLY);
    GString *texts = g_string_new(NULL);

    for (guint i = 0; i < SUPPLY; i++)
        supply[i] = (char)('a' + g_test_rand_int_range(0, 16));
    for (guint i = 0; i < n; i++) {
        guint at = i * LENGTH % (SUPPLY - LENGTH);

        g_string_append_printf(texts, "<si><t>%.*s</t></si>", LENGTH, supply + at);
        if (i == n - 1)
            *ret_last = g_strndup(supply + at, LENGTH);
    }
    return texts;
}

/* More shared texts than cells, and texts that fill a temporary file. */
static void
test_shared_texts(void)
{
    g_autofree char *empty = repeat("", "<si/>", 5000000, "");
    g_autofree char *last = NULL;
    g_autoptr(GString) long_ones = make_long_texts(4000, &last);
    g_autoptr(GBytes) many = workbook_make(&(WorkbookText){
        .rows = ONE "<row><c t=\"s\"><v>4999999</v></c><c><v>2</v></c></row>", .strings = empty});
    g_autofree char *strings = g_strdup_printf("<sst xmlns=\"" WORKBOOK_MAIN "\">%s</sst>", long_ones->str);
    const WorkbookPart parts[] = {
        WORKBOOK_ROOT_PART,
        WORKBOOK_LIST_PART,
        {.name = "xl/_rels/workbook.xml.rels",
         .text = "<Relationships xmlns=\"" WORKBOOK_PACKAGE
                 "\"><Relationship Id=\"rId1\" Type=\"/worksheet\" Target=\"a.xml\"/>"
                 "<Relationship Id=\"b\" Type=\"/sharedStrings\" Target=\"b.xml\"/></Relationships>"},
        {.name = "xl/a.xml", .text = SHEET_BEGIN "<row><c t=\"s\"><v>3999</v></c></row>" SHEET_END},
        {.name = "xl/b.xml", .text = strings, .is_stored = TRUE},
        {.name = NULL}};
    g_autoptr(GBytes) large = workbook_pack(parts);

    read_limited(many, NULL, "1:1/2:|2");
    read_limited(large, NULL, last);
}

/* Each of these took a machine's memory in some reader or other. */
static void
test_known_attacks(void)
{
    g_autofree char *nested = repeat(SHEET_BEGIN "<row><c>", "<is>", 3000000, "<v>1</v>" SHEET_END);
    g_autofree char *entities = repeat("<!DOCTYPE a [<!ENTITY a \"ha\">", "<!ENTITY b \"&a;&a;&a;&a;\">",
                                       100000, "]>" SHEET_BEGIN ONE SHEET_END);
    g_autofree char *giant =
        repeat(SHEET_BEGIN "<row><c t=\"str\"><v>", "giants", 10000000, "</v></c></row>" SHEET_END);
    g_autofree char *attributes = repeat(SHEET_BEGIN "<row ", "a=\"1\" ", 10000000, "/>" ONE SHEET_END);
    g_autofree char *name = repeat(SHEET_BEGIN "<", "name", 10000000, "/>" ONE SHEET_END);
    g_autofree char *comment = repeat(SHEET_BEGIN "<!--", "name", 10000000, "-->" ONE SHEET_END);
    const struct {
        const char *sheet;
        const char *ending;
    } cases[] = {
        {nested, "[the workbook is damaged: it is nested too deeply]"},
        {entities,
         "[the workbook declares a document type, as none should; open it and save it again as .xlsx]"},
        {giant, "[row 1: a cell of more than 1 MiB]"},
        {attributes, "[the workbook is damaged: a tag has no end]"},
        {name, "[the workbook is damaged: a tag has no end]"},
        {comment, "[the workbook is damaged: a tag has no end]"},
        {SHEET_BEGIN "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>" SHEET_END,
         "[row 1048576: more than 1000 columns]"},
        {SHEET_BEGIN ONE "<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>" SHEET_END,
         "1:1/1048576:1"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GBytes) bytes = pack_sheet(cases[i].sheet);

        read_limited(bytes, NULL, cases[i].ending);
    }
}

/* A sheet that was once formatted as a whole: behind the last content nothing
 * is read, however much is there. */
static void
test_phantom_rows(void)
{
    enum { N_ROWS = 300000 };
    g_autoptr(GString) sheet = g_string_new(SHEET_BEGIN);
    g_autoptr(GBytes) bytes = NULL;
    g_autoptr(RowSource) source = NULL;
    const SourceRow *row = NULL;
    guint n_rows = 0;

    for (guint i = 1; i <= N_ROWS; i++) {
        g_string_append_printf(sheet, "<row r=\"%u\" spans=\"1:3\" s=\"4\" customFormat=\"1\" ht=\"14.25\">",
                               i);
        for (int c = 'A'; c <= 'C'; c++)
            g_string_append_printf(
                sheet, i <= 2 ? "<c r=\"%c%u\" s=\"4\"><v>1</v></c>" : "<c r=\"%c%u\" s=\"4\"/>", c, i);
        g_string_append(sheet, "</row>");
    }
    g_string_append(sheet, SHEET_END);
    bytes = pack_sheet(sheet->str);
    read_limited(bytes, NULL, "1:1|1|1/2:1|1|1");
    source = row_source_from_workbook(workbook_new(bytes, NULL), NULL, NULL);
    while (row_source_next(source, &row, NULL) && row != NULL)
        n_rows++;
    g_assert_cmpuint(n_rows, ==, 2);
    g_assert_cmpuint(row_source_size(source), ==, sheet->len);
    g_assert_cmpuint(row_source_position(source), <=, 65536); /* a piece */
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/workbook-hostile/lying-sizes", test_lying_sizes);
    g_test_add_func("/workbook-hostile/overlap", test_overlap);
    g_test_add_func("/workbook-hostile/many-parts", test_many_parts);
    g_test_add_func("/workbook-hostile/shared-texts", test_shared_texts);
    g_test_add_func("/workbook-hostile/known-attacks", test_known_attacks);
    g_test_add_func("/workbook-hostile/phantom-rows", test_phantom_rows);
    return g_test_run();
}
