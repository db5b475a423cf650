/* Workbooks are imported as texts are. */
#include "support/store-fixture.h"
#include "support/workbook-writer.h"

#include <choucha/enrolling.h>
#include <inttypes.h>
#include <string.h>

typedef struct {
    StorePlace *place;
    ChaStore *store;
} Fixture;

#define S(text) "<c t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define N(number) "<c><v>" number "</v></c>"
#define ROW(cells) "<row>" cells "</row>"
#define HEADER ROW(S("统一社会信用代码") S("企业名称") S("行政区划代码") S("经度") S("备注"))
#define CODE_1 "91410702MA9X0K1T16"
#define CODE_2 "91410711MA44Q7DL3Y"

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->place = store_place_new();
    fixture->store = store_open(fixture->place);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    cha_store_free(fixture->store);
    store_place_free(fixture->place);
}

static void
write_file(Fixture *fixture, const char *name, const void *bytes, gsize length)
{
    g_autofree char *path = g_build_filename(fixture->place->folder, name, NULL);
    g_autoptr(GError) error = NULL;

    g_assert_true(g_file_set_contents(path, bytes, (gssize)length, &error));
    g_assert_no_error(error);
}

static void
write_workbook(Fixture *fixture, const char *name, GBytes *bytes)
{
    gsize length = 0;
    const void *data = g_bytes_get_data(bytes, &length);

    write_file(fixture, name, data, length);
}

static void
write_sheet(Fixture *fixture, const char *name, const WorkbookText *text)
{
    g_autoptr(GBytes) bytes = workbook_make(text);

    write_workbook(fixture, name, bytes);
}

/* What an import of @name, in the fixture's folder, tells: whether it was
 * stored, and the issues, a line each, without the folder. */
static void
assert_import(Fixture *fixture, ChaKind kind, const char *name, const char *expected)
{
    g_autofree char *path = g_build_filename(fixture->place->folder, name, NULL);
    g_autofree char *folder = g_strconcat(fixture->place->folder, "/", NULL);
    const char *paths[] = {path, NULL};
    const ChaImportOptions options = {0};
    g_autoptr(ChaImportReport) report = NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) found = g_string_new(NULL);
    gboolean done = cha_import(fixture->store, kind, paths, &options, NULL, NULL, &report, &error);

    g_string_append_printf(found, "%s %" PRIu64 "\n", done ? "stored" : "refused", report->rows);
    for (guint i = 0; i < report->issues->len; i++) {
        g_autofree char *text = cha_issue_text(g_ptr_array_index(report->issues, i));

        g_string_append_printf(found, "%s\n", text);
    }
    g_string_replace(found, folder, "", 0);
    g_assert_cmpstr(found->str, ==, expected);
}

static void
assert_stored(Fixture *fixture, ChaKind kind, const char *expected)
{
    g_autofree char *stored = store_dump(fixture->store, kind);

    g_assert_cmpstr(stored, ==, expected);
}

/* The same rows as a text and as a workbook: the second changes nothing. */
static void
test_same_as_text(Fixture *fixture, gconstpointer data)
{
    static const char TEXT[] =
        "2027年度检查对象名录,,,,\n统一社会信用代码,企业名称,行政区划代码,经度,备注\n" CODE_1
        ",甲（有限）,410702,113.88,\n,,,,\n" CODE_2 ",乙,410711,,\n410702000012345,丙,410711,113.9,x\n";
    const WorkbookText workbook = {
        .rows = ROW(S("2027年度检查对象名录")) HEADER ROW(S(CODE_1) S("甲（有限）") N("410702") N("113.88"))
            ROW("<c/><c/>") ROW(S(CODE_2) S("乙") S("410711"))
                ROW(N("410702000012345") S("丙") N("410711") N("113.90000000000001") S("x")),
        .behind = "<mergeCells><mergeCell ref=\"A1:E1\"/></mergeCells>",
    };
    static const char STORED[] = "410702000012345|丙|410711||||||113.9||\n" CODE_1
                                 "|甲（有限）|410702||||||113.88||\n" CODE_2 "|乙|410711||||||||\n";

    (void)data;
    write_file(fixture, "a.csv", TEXT, strlen(TEXT));
    assert_import(
        fixture, CHA_KIND_TARGETS, "a.csv",
        "stored 3\na.csv: row 2, column 备注: \"targets\" has no such column; it is left out\n"
        "a.csv: row 6, column 统一社会信用代码: \"410702000012345\": an older registration number of 15 "
        "digits; use the unified social credit code where there is one\n");
    assert_stored(fixture, CHA_KIND_TARGETS, STORED);
    write_sheet(fixture, "a.bin", &workbook); /* what it is, its bytes tell */
    assert_import(
        fixture, CHA_KIND_TARGETS, "a.bin",
        "stored 3\na.bin#表: row 2, column 备注: \"targets\" has no such column; it is left out\n"
        "a.bin#表: row 6, column 统一社会信用代码: \"410702000012345\": an older registration number of 15 "
        "digits; use the unified social credit code where there is one\n");
    assert_stored(fixture, CHA_KIND_TARGETS, STORED);
}

static void
test_wrong_cells(Fixture *fixture, gconstpointer data)
{
    g_autofree char *huge = g_strnfill(32768, 'x');
    g_autofree char *shown = g_strnfill(60, 'x');
    g_autofree char *rows = g_strconcat(
        HEADER ROW(N("9.1410702000001E+17") S("甲") N("410702") "<c/><c t=\"e\"><v>#REF!</v></c>")
            ROW(S(CODE_1) "<c t=\"e\"><f>VLOOKUP(A3,B:B,1,0)</f><v>#N/A</v></c>" N("410702"))
                ROW(S(CODE_1) "<c><f>B2&amp;\"x\"</f></c>" N("410702")) "<row><c/>" S("乙") "</row><row>",
        S(CODE_2), "<c t=\"inlineStr\"><is><t>", huge, "</t></is></c>" N("410711") "</row>", NULL);
    g_autofree char *expected = g_strdup_printf(
        "refused 5\na.xlsx#表: row 1, column 备注: \"targets\" has no such column; it is left out\n"
        "a.xlsx#表: row 2, column 统一社会信用代码: \"914107020000010000\": stored as a number, its last "
        "digits "
        "are lost; format the column as text and enter it again\n"
        "a.xlsx#表: row 3, column 企业名称: \"#N/A\": an error of the spreadsheet instead of a value; mend "
        "the "
        "formula, or type the value\n"
        "a.xlsx#表: row 4, column 企业名称: \"=B2&\"x\"\": a formula whose result is not in the file; open "
        "the file "
        "in a spreadsheet program and save it again\n"
        "a.xlsx#表: row 5, column 统一社会信用代码: a required cell is blank; fill it in; of merged cells "
        "only "
        "the first has the text\n"
        "a.xlsx#表: row 5, column 行政区划代码: a required cell is blank; fill it in; of merged cells only "
        "the "
        "first has the text\n"
        "a.xlsx#表: row 6, column 企业名称: \"%s…\": more than 32767 characters, which no cell can hold; "
        "make it "
        "shorter\n",
        shown);

    (void)data;
    write_sheet(fixture, "a.xlsx", &(WorkbookText){.rows = rows});
    assert_import(fixture, CHA_KIND_TARGETS, "a.xlsx", expected);
}

/* A header of two rows, merged across and down, and departments over several
 * rows; to the right of the table stands what is none of it. */
static void
test_merged(Fixture *fixture, gconstpointer data)
{
    static const WorkbookText WORKBOOK = {
        .rows = ROW(S("检查人员名录")) ROW(S("姓名") S("证件") "<c/>" S("部门"))
            ROW("<c/>" S("执法证号") S("证件有效期至") "<c/>")
                ROW(S("张三") S("N1") "<c s=\"1\"><v>46466</v></c>" S("JY"))
                    ROW(S("李四") S("N2") "<c/><c/><c/>" S("另注")) ROW(S("王五") S("N3") "<c/>" S("XF")),
        .behind = "<mergeCells><mergeCell ref=\"A1:D1\"/><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B2:C2\"/>"
                  "<mergeCell ref=\"D2:D3\"/><mergeCell ref=\"D4:D5\"/></mergeCells>",
        .formats =
            "<numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@\"/>",
        .styles = "<xf numFmtId=\"176\"/>",
    };
    static const char DEPARTMENTS[] = "department,name\nJY,教育局\nXF,消防支队\n";

    (void)data;
    write_file(fixture, "d.csv", DEPARTMENTS, strlen(DEPARTMENTS));
    assert_import(fixture, CHA_KIND_DEPARTMENTS, "d.csv", "stored 2\n");
    write_sheet(fixture, "a.xlsx", &WORKBOOK);
    assert_import(fixture, CHA_KIND_INSPECTORS, "a.xlsx", "stored 3\n");
    assert_stored(fixture, CHA_KIND_INSPECTORS,
                  "N1|张三|JY|||2027-03-20|||\nN2|李四|JY||||||\nN3|王五|XF||||||\n");
}

/* A plan table as published: ratios, departments and periods are merged over
 * several rows, of which one adds an item and others are plans of their own. */
static void
test_merged_plans(Fixture *fixture, gconstpointer data)
{
    static const WorkbookText WORKBOOK = {
        .rows = ROW(S("江台市2027年度部门联合抽查计划")) ROW(S("序号") S("抽查事项") S("检查对象")
                                                                 S("抽查比例") S("部门") "<c/>" S("抽查时间"))
            ROW("<c/><c/><c/><c/>" S("发起部门") S("配合部门") "<c/>")
                ROW(S("1") S("1.招生检查") S("学校") S("5%") S("市教育局") S("消防支队") S("3-11月"))
                    ROW("<c/>" S("2.学籍检查")) ROW("<c/>" S("3.用车检查") S("校车")) ROW(S("合计") S("3项")),
        .behind = "<mergeCells><mergeCell ref=\"A1:G1\"/><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B2:B3\"/>"
                  "<mergeCell ref=\"C2:C3\"/><mergeCell ref=\"D2:D3\"/><mergeCell ref=\"E2:F2\"/>"
                  "<mergeCell ref=\"G2:G3\"/><mergeCell ref=\"A4:A6\"/><mergeCell ref=\"C4:C5\"/>"
                  "<mergeCell ref=\"D4:D6\"/><mergeCell ref=\"E4:E6\"/><mergeCell ref=\"F4:F6\"/>"
                  "<mergeCell ref=\"G4:G6\"/></mergeCells>",
    };
    static const char DEPARTMENTS[] = "department,name\nJY,江台市教育局\nXF,江台市消防支队\n";
    static const char ITEMS[] =
        "item,name,department,object_type\nJY-1,招生检查,JY,学校\nJY-2,学籍检查,JY,学校\n"
        "JY-3,用车检查,JY,校车\n";

    (void)data;
    write_file(fixture, "d.csv", DEPARTMENTS, strlen(DEPARTMENTS));
    assert_import(fixture, CHA_KIND_DEPARTMENTS, "d.csv", "stored 2\n");
    write_file(fixture, "i.csv", ITEMS, strlen(ITEMS));
    assert_import(fixture, CHA_KIND_ITEMS, "i.csv", "stored 3\n");
    write_sheet(fixture, "p.xlsx", &WORKBOOK);
    assert_import(fixture, CHA_KIND_PLANS, "p.xlsx",
                  "stored 4\np.xlsx#表: row 5: its items are added to the plan of row 4\n"
                  "p.xlsx#表: row 7: \"合计\": a note or a sum, no plan; it is left out\n");
    store_assert(fixture->store,
                 "SELECT title, initiator, participants, items, object_type, sample, start, \"end\" FROM plan"
                 " ORDER BY items",
                 "招生检查等2项|JY|XF|JY-1;JY-2|学校|5%|2027-03-01|2027-11-30\n"
                 "用车检查|JY|XF|JY-3|校车|5%|2027-03-01|2027-11-30\n");
}

static const WorkbookPart THREE_SHEETS[] = {
    WORKBOOK_ROOT_PART,
    {.name = "xl/workbook.xml",
     .text = "<workbook xmlns=\"" WORKBOOK_MAIN "\" xmlns:r=\"" WORKBOOK_RELATION
             "\"><sheets><sheet name=\"说明\" sheetId=\"1\" r:id=\"a\"/><sheet name=\"一#二\" sheetId=\"2\" "
             "r:id=\"b\"/>"
             "<sheet name=\"三\" sheetId=\"3\" state=\"hidden\" r:id=\"c\"/></sheets></workbook>"},
    {.name = "xl/_rels/workbook.xml.rels",
     .text = "<Relationships xmlns=\"" WORKBOOK_PACKAGE
             "\"><Relationship Id=\"a\" Type=\"/worksheet\" Target=\"a.xml\"/>"
             "<Relationship Id=\"b\" Type=\"/worksheet\" Target=\"b.xml\"/>"
             "<Relationship Id=\"c\" Type=\"/worksheet\" Target=\"c.xml\"/></Relationships>"},
    {.name = "xl/a.xml", .text = "<worksheet xmlns=\"" WORKBOOK_MAIN "\"/>"},
    {.name = "xl/b.xml",
     .text = "<worksheet xmlns=\"" WORKBOOK_MAIN "\"><sheetData>" ROW(S("部门编码") S("部门名称"))
         ROW(S("JY") S("教育局")) "</sheetData></worksheet>"},
    {.name = "xl/c.xml",
     .text = "<worksheet xmlns=\"" WORKBOOK_MAIN "\"><sheetData>" ROW(S("部门编码") S("部门名称"))
         ROW(S("XF") S("消防支队")) "</sheetData></worksheet>"},
    {.name = NULL},
};

static void
test_sheets(Fixture *fixture, gconstpointer data)
{
    static const char TEXT[] = "department,name\nGA,公安局\n";
    g_autoptr(GBytes) bytes = workbook_pack(THREE_SHEETS);

    (void)data;
    write_workbook(fixture, "a.xlsx", bytes);
    write_workbook(fixture, "b#c.xlsx", bytes);
    write_file(fixture, "d#e.csv", TEXT, strlen(TEXT));
    assert_import(
        fixture, CHA_KIND_DEPARTMENTS, "a.xlsx",
        "stored 1\na.xlsx#一#二: other sheets have content, and are left out: \"三\"; to read one of them, "
        "write FILE#SHEET\n");
    assert_stored(fixture, CHA_KIND_DEPARTMENTS, "JY|教育局||||\n");
    assert_import(fixture, CHA_KIND_DEPARTMENTS, "b#c.xlsx#三", "stored 1\n");
    assert_import(fixture, CHA_KIND_DEPARTMENTS, "a.xlsx#一#二", "stored 1\n");
    assert_import(fixture, CHA_KIND_DEPARTMENTS, "d#e.csv", "stored 1\n");
    assert_stored(fixture, CHA_KIND_DEPARTMENTS, "GA|公安局||||\nJY|教育局||||\nXF|消防支队||||\n");
    assert_import(fixture, CHA_KIND_DEPARTMENTS, "a.xlsx#四",
                  "refused 0\na.xlsx#四: it has no sheet \"四\"; there is \"说明\", \"一#二\", \"三\"\n");
    assert_import(fixture, CHA_KIND_DEPARTMENTS, "d#e.csv#表",
                  "refused 0\nd#e.csv#表: no workbook, and so without sheets\n");
    assert_import(fixture, CHA_KIND_DEPARTMENTS, "a.xlsx#说明",
                  "refused 0\na.xlsx#说明: the file is empty\n");
    assert_import(fixture, CHA_KIND_DEPARTMENTS, "f.xlsx#表",
                  "refused 0\nf.xlsx#表: cannot be opened: No such file or directory\n");
}

#define BYTES(text) text, sizeof(text) - 1
#define SAVE_UTF_8 "Unicode text (UTF-16); save it as CSV UTF-8"
#define SAVE_OLD "an old workbook (.xls or .et); open it and save it as .xlsx"
#define SAVE_PAGE                                                                                            \
    "a web page (HTML), whatever its name says; open it in a spreadsheet program and save it as .xlsx"

/* What comes by post under the name of a workbook or of a text. */
static const struct {
    const char *name;
    const char *bytes;
    gsize length;
    const char *message;
} OTHER_FILES[] = {
    {"a.xlsx", BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), SAVE_OLD},
    {"b.xls", BYTES("<html><table><tr><td>部门编码"), SAVE_PAGE},
    {"b.xlsx", BYTES("<!-- exported --><table>"), SAVE_PAGE},
    {"c.csv", BYTES("PK\x03\x04"), "the workbook is damaged or cut off (Not a zip archive)"},
    {"d.xls", BYTES("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>"),
     "an XML document; open it in a spreadsheet program and save it as .xlsx"},
    {"e.csv",
     BYTES("\xff\xfe"
           "d\0,\0n\0\n\0"),
     SAVE_UTF_8},
    {"e.xls",
     BYTES("\xfe\xff"
           "\0d\0,\0n\0\n"),
     SAVE_UTF_8},
    {"f.csv", BYTES("d\0,\0n\0\n\0"),
     "line 1, byte 2: a NUL byte; this is no text, or UTF-16 text: save it as CSV UTF-8"},
    {"g.xlsx", BYTES("%PDF-1.4\n"), "a PDF document; the table itself is needed, as CSV UTF-8"},
};

static void
test_other_files(Fixture *fixture, gconstpointer data)
{
    static const char TEXT[] = "department,name\nJY,教育局\n";

    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(OTHER_FILES); i++) {
        g_autofree char *expected =
            g_strdup_printf("refused 0\n%s: %s\n", OTHER_FILES[i].name, OTHER_FILES[i].message);

        write_file(fixture, OTHER_FILES[i].name, OTHER_FILES[i].bytes, OTHER_FILES[i].length);
        assert_import(fixture, CHA_KIND_DEPARTMENTS, OTHER_FILES[i].name, expected);
    }
    write_file(fixture, "text.xlsx", TEXT, strlen(TEXT));
    assert_import(fixture, CHA_KIND_DEPARTMENTS, "text.xlsx", "stored 1\n");
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/import-workbook/same-as-text", Fixture, NULL, set_up, test_same_as_text, tear_down);
    g_test_add("/import-workbook/wrong-cells", Fixture, NULL, set_up, test_wrong_cells, tear_down);
    g_test_add("/import-workbook/merged", Fixture, NULL, set_up, test_merged, tear_down);
    g_test_add("/import-workbook/merged-plans", Fixture, NULL, set_up, test_merged_plans, tear_down);
    g_test_add("/import-workbook/sheets", Fixture, NULL, set_up, test_sheets, tear_down);
    g_test_add("/import-workbook/other-files", Fixture, NULL, set_up, test_other_files, tear_down);
    return g_test_run();
}
