/* Workbooks that are damaged, or made to do harm. */
#include "support/workbook-reading.h"
#include "support/workbook-writer.h"

#include <string.h>

#define SHEET_BEGIN "<worksheet xmlns=\"" WORKBOOK_MAIN "\"><sheetData>"
#define SHEET_END "</sheetData></worksheet>"
#define DAMAGED "the workbook is damaged or cut off"

static void
assert_ends(GBytes *bytes, const char *ending)
{
    g_autofree char *found = workbook_read_text(bytes, NULL);

    if (g_str_has_suffix(found, ending))
        return;
    g_test_message("%s", strlen(found) > 200 ? found + strlen(found) - 200 : found);
    g_assert_cmpstr("another ending", ==, ending);
}

static void
assert_sheet_ends(const char *sheet, const char *ending)
{
    const WorkbookPart parts[] = {WORKBOOK_ROOT_PART,
                                  WORKBOOK_LIST_PART,
                                  WORKBOOK_RELATIONS_PART,
                                  {.name = "xl/worksheets/sheet1.xml", .text = sheet},
                                  {.name = NULL}};
    g_autoptr(GBytes) bytes = workbook_pack(parts);

    assert_ends(bytes, ending);
}

/* @begin, then @piece so many times (%u in it counts, at most twice), then @end. */
static char *
repeat(const char *begin, const char *piece, guint times, const char *end)
{
    g_autoptr(GString) text = g_string_new(begin);

    for (guint i = 1; i <= times; i++)
        g_string_append_printf(text, piece, i, i);
    g_string_append(text, end);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
test_bomb(void)
{
    g_autofree char *sheet =
        repeat(SHEET_BEGIN, "<row></row><row></row><row></row><row></row>", 2000000, SHEET_END);

    assert_sheet_ends(sheet, "[the workbook unpacks to far more than it can hold]");
}

/* As programs write them when a whole sheet was once formatted. */
static void
test_phantom_rows(void)
{
    g_autofree char *sheet = repeat(SHEET_BEGIN "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>",
                                    "<row r=\"1%06u\" ht=\"14.25\"><c r=\"A1%06u\" s=\"3\"/></row>", 48576,
                                    "<row r=\"1048577\"><c r=\"A1048577\"><v>2</v></c></row>" SHEET_END);

    assert_sheet_ends(sheet, "1:1[row 1048577: the workbook is damaged: no sheet has so many rows]");
}

static void
test_nesting(void)
{
    g_autofree char *deep = repeat("", "<a>", 100000, "");
    g_autofree char *sheet = g_strconcat(SHEET_BEGIN "<row>", deep, "<v></v>" SHEET_END, NULL);

    assert_sheet_ends(sheet, "[the workbook is damaged: it is nested too deeply]");
}

static void
test_document_type(void)
{
    assert_sheet_ends(
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>" SHEET_BEGIN
        "<row><c><v>&b;</v></c></row>" SHEET_END,
        "[the workbook declares a document type, as none should; open it and save it again as .xlsx]");
    assert_sheet_ends(
        "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">" SHEET_BEGIN SHEET_END,
        "[the workbook declares a document type, as none should; open it and save it again as .xlsx]");
    assert_sheet_ends(SHEET_BEGIN "<row><c><v>&b;</v></c></row>" SHEET_END,
                      "[" DAMAGED " (undefined entity)]");
}

static void
test_tag_without_end(void)
{
    g_autofree char *value = g_strnfill(6 << 20, 'x');
    g_autofree char *sheet = g_strconcat(SHEET_BEGIN "<row a=\"", value, NULL);

    assert_sheet_ends(sheet, "[the workbook is damaged: a tag has no end]");
}

static void
test_names_without_number(void)
{
    g_autofree char *sheet = repeat(SHEET_BEGIN, "<a%ub%u/>", 1500000, SHEET_END);

    assert_sheet_ends(sheet, "[the workbook is damaged: reading it takes too much memory]");
    /* and nothing stays taken */
    assert_sheet_ends(SHEET_BEGIN "<row><c><v>1</v></c></row>" SHEET_END, "1:1");
}

static void
test_long_texts(void)
{
    g_autofree char *fits = g_strnfill(32767, 'x');
    g_autofree char *shown = g_strnfill(60, 'x');
    g_autofree char *huge = g_strnfill(1 << 20, 'x');
    g_autofree char *rows =
        g_strdup_printf("<row><c t=\"inlineStr\"><is><t>%s</t></is></c><c t=\"s\"><v>0</v></c></row>"
                        "<row><c t=\"inlineStr\"><is><t>%sx</t></is></c><c t=\"s\"><v>1</v></c></row>"
                        "<row><c t=\"str\"><v>%sx</v></c></row>",
                        fits, fits, huge);
    g_autofree char *strings = g_strdup_printf("<si><t>%s</t></si><si><t>%s</t><t>x</t></si>", fits, fits);
    g_autofree char *expected =
        g_strdup_printf("1:%s|%s/2:^%s…|^%s…[row 3: a cell of more than 1 MiB]", fits, fits, shown, shown);
    g_autofree char *too_long = g_strdup_printf("<si><t>%sx</t></si>", huge);
    g_autoptr(GBytes) bytes = workbook_make(&(WorkbookText){.rows = rows, .strings = strings});
    g_autoptr(GBytes) other = workbook_make(&(WorkbookText){.strings = too_long});

    assert_ends(bytes, expected);
    assert_ends(other, "[the workbook has a text of more than 1 MiB]");
}

/* Characters beyond the first plane count twice. */
static void
test_long_text_of_pairs(void)
{
    g_autofree char *fits = repeat("<row><c t=\"inlineStr\"><is><t>", "😀", 16383, "</t></is></c></row>");
    g_autofree char *long_one = repeat("<row><c t=\"inlineStr\"><is><t>", "😀", 16384, "</t></is></c></row>");
    g_autofree char *sheet = g_strconcat(SHEET_BEGIN, fits, long_one, SHEET_END, NULL);
    g_autofree char *ending = repeat("/2:^", "😀", 60, "…");

    assert_sheet_ends(sheet, ending);
}

/* A small file, and rows that would fill the memory. */
static void
test_amplification(void)
{
    g_autofree char *value = g_strnfill(32767, 'x');
    g_autofree char *strings = g_strdup_printf("<si><t>%s</t></si>", value);
    g_autofree char *rows = repeat("<row>", "<c t=\"s\"><v>0</v></c>", 200, "</row>");
    g_autoptr(GBytes) bytes = workbook_make(&(WorkbookText){.rows = rows, .strings = strings});
    g_autoptr(GBytes) merged =
        workbook_make(&(WorkbookText){.rows = "<row><c t=\"s\"><v>0</v></c></row>",
                                      .strings = strings,
                                      .behind = "<mergeCells><mergeCell ref=\"A1:XFD9\"/></mergeCells>"});

    assert_ends(bytes, "[row 1: more than 4 MiB of text]");
    assert_ends(merged, "[row 1: more than 4 MiB of text]");
}

static void
test_counts(void)
{
    g_autofree char *merges =
        repeat("<mergeCells>", "<mergeCell ref=\"A%u:B%u\"/>", 1000001, "</mergeCells>");
    g_autofree char *styles = repeat("", "<xf/>", 1000001, "");
    g_autofree char *columns = repeat("<row>", "<c><v>1</v></c>", 1001, "</row>");
    g_autofree char *sheets =
        repeat("<workbook xmlns=\"" WORKBOOK_MAIN "\" xmlns:r=\"" WORKBOOK_RELATION "\"><sheets>",
               "<sheet name=\"%u\" sheetId=\"%u\" r:id=\"rId1\"/>", 1001, "</sheets></workbook>");
    const WorkbookPart parts[] = {{.name = "xl/workbook.xml", .text = sheets}, {.name = NULL}};
    g_autoptr(GBytes) with_merges = workbook_make(&(WorkbookText){.behind = merges});
    g_autoptr(GBytes) with_styles = workbook_make(&(WorkbookText){.styles = styles});
    g_autoptr(GBytes) with_columns = workbook_make(&(WorkbookText){.rows = columns});
    g_autoptr(GBytes) with_sheets = workbook_pack(parts);

    assert_ends(with_merges, "[the sheet has more than a million merged ranges]");
    assert_ends(with_styles, "[the workbook has more than a million formats]");
    assert_ends(with_columns, "[row 1: more than 1000 columns]");
    assert_ends(with_sheets, "[the workbook has more than 1000 sheets]");
}

static void
test_password(void)
{
    const WorkbookPart parts[] = {WORKBOOK_ROOT_PART,
                                  WORKBOOK_LIST_PART,
                                  WORKBOOK_RELATIONS_PART,
                                  {.name = "xl/worksheets/sheet1.xml", .text = SHEET_BEGIN, .password = "x"},
                                  {.name = NULL}};
    g_autoptr(GBytes) bytes = workbook_pack(parts);

    assert_ends(bytes, "[the workbook is protected by a password; take it off and save it again]");
}

static const WorkbookText SMALL = {
    .rows = "<row><c t=\"s\"><v>0</v></c><c s=\"1\"><v>46466</v></c></row><row><c/><c><v>2</v></c></row>",
    .behind = "<mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>",
    .strings = "<si><t>新乡</t></si>",
    .styles = "<xf numFmtId=\"14\"/>",
};
static const char SMALL_TEXT[] = "1:新乡|2027-03-20/2:新乡|2";

static void
test_truncation(void)
{
    g_autoptr(GBytes) whole = workbook_make(&SMALL);

    g_assert_cmpuint(g_bytes_get_size(whole), >, 1000);
    for (gsize length = 1; length < g_bytes_get_size(whole); length++) {
        g_autoptr(GBytes) part = g_bytes_new_from_bytes(whole, 0, length);
        g_autofree char *found = workbook_read_text(part, NULL);

        g_assert_true(g_str_has_prefix(found, "[" DAMAGED));
    }
}

/* A wrong bit anywhere is noticed, or it changes nothing that is read. */
static void
test_wrong_bits(void)
{
    g_autoptr(GBytes) whole = workbook_make(&SMALL);
    gsize length = 0;
    const guint8 *bytes = g_bytes_get_data(whole, &length);
    g_autofree guint8 *changed = g_memdup2(bytes, length);
    guint n_noticed = 0;

    assert_ends(whole, SMALL_TEXT);
    for (gsize i = 0; i < 8 * length; i += 3) {
        g_autoptr(GBytes) other = NULL;
        g_autofree char *found = NULL;
        gboolean is_noticed;

        changed[i / 8] ^= (guint8)(1 << i % 8);
        other = g_bytes_new_static(changed, length);
        found = workbook_read_text(other, NULL);
        changed[i / 8] ^= (guint8)(1 << i % 8);
        is_noticed = g_str_has_suffix(found, "]");
        n_noticed += is_noticed ? 1 : 0;
        if (!is_noticed)
            g_assert_cmpstr(found, ==, SMALL_TEXT);
    }
    g_test_message("%u of %u noticed", n_noticed, (guint)(8 * length / 3));
    g_assert_cmpuint(n_noticed, >, 4 * length / 3);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/workbook-limits/bomb", test_bomb);
    g_test_add_func("/workbook-limits/phantom-rows", test_phantom_rows);
    g_test_add_func("/workbook-limits/nesting", test_nesting);
    g_test_add_func("/workbook-limits/document-type", test_document_type);
    g_test_add_func("/workbook-limits/tag-without-end", test_tag_without_end);
    g_test_add_func("/workbook-limits/names-without-number", test_names_without_number);
    g_test_add_func("/workbook-limits/long-texts", test_long_texts);
    g_test_add_func("/workbook-limits/long-text-of-pairs", test_long_text_of_pairs);
    g_test_add_func("/workbook-limits/amplification", test_amplification);
    g_test_add_func("/workbook-limits/counts", test_counts);
    g_test_add_func("/workbook-limits/password", test_password);
    g_test_add_func("/workbook-limits/truncation", test_truncation);
    g_test_add_func("/workbook-limits/wrong-bits", test_wrong_bits);
    return g_test_run();
}
