/* What stands in the cells of workbooks. */
#include "support/workbook-reading.h"
#include "support/workbook-writer.h"

typedef struct {
    const char *name;
    WorkbookText text;
    const char *expected; /* see workbook_read_text() */
    const char *message;  /* what the reading ends with; NULL: all is well */
} Case;

#define INLINE(text) "<c t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define ROW(cells) "<row>" cells "</row>"

static const Case CASES[] = {
    {"nothing", {.rows = ""}, "", NULL},
    {"numbers",
     {.rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\" t=\"n\"><v>2.5</v></c></row>"},
     "1:1|2.5",
     NULL},
    {"shared",
     {.rows = ROW("<c t=\"s\"><v>1</v></c><c t=\"s\"><v>0</v></c><c t=\"s\"/><c t=\"s\"><v>2</v></c>"),
      .strings = "<si><t>甲</t></si><si><t xml:space=\"preserve\"> 乙 &amp; &lt;丙&gt;&#10;</t></si><si/>"},
     "1: 乙 & <丙>\n|甲",
     NULL},
    {"rich",
     {.rows = ROW("<c t=\"s\"><v>0</v></c><c "
                  "t=\"inlineStr\"><is><r><t>a</t></r><r><rPr><b/></rPr><t>b</t></r></is></c>"),
      .strings = "<si><r><rPr><b/><rFont val=\"宋体\"/></rPr><t>市场</t></r><r><t>监管局</t></r></si>"},
     "1:市场监管局|ab",
     NULL},
    {"phonetic",
     {.rows = ROW("<c t=\"s\"><v>0</v></c><c t=\"inlineStr\"><is><t>東京</t><rPh sb=\"0\" "
                  "eb=\"2\"><t>トウ</t></rPh><t>都</t></is></c>"),
      .strings = "<si><t>課</t><rPh sb=\"0\" eb=\"1\"><t>カ</t></rPh><phoneticPr fontId=\"1\"/></si>"},
     "1:課|東京都",
     NULL},
    {"formulas",
     {.rows = ROW("<c t=\"str\"><f>A2&amp;B2</f><v>市场</v></c><c><f>1+1</f><v>2</v></c><c "
                  "t=\"str\"><f>X</f><v></v></c>"
                  "<c><f>SUM(A1)</f></c><c><f t=\"shared\" si=\"0\"/></c><c><f>B1</f><v/></c>")},
     "1:市场|2||==SUM(A1)|==|==B1",
     NULL},
    {"booleans",
     {.rows = ROW("<c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c><c t=\"b\"/>")},
     "1:TRUE|FALSE",
     NULL},
    {"errors",
     {.rows = ROW("<c t=\"e\"><v>#N/A</v></c><c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>")},
     "1:!#N/A|!#DIV/0!",
     NULL},
    {"iso-days",
     {.rows = ROW("<c t=\"d\"><v>2027-03-20</v></c><c t=\"d\"><v>2027-03-20T00:00:00.000Z</v></c>"
                  "<c t=\"d\"><v>2027-03-20T14:30:00</v></c>")},
     "1:2027-03-20|2027-03-20|2027-03-20 14:30:00",
     NULL},
    {"styles",
     {.rows = ROW("<c s=\"1\"><v>46466</v></c><c s=\"2\"><v>46466</v></c><c s=\"3\"><v>0.05</v></c><c "
                  "s=\"4\"><v>7</v></c>"
                  "<c s=\"5\"><v>46466</v></c><c s=\"99\"><v>46466</v></c><c><v>46466</v></c>"),
      .formats =
          "<numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/>"
          "<numFmt numFmtId=\"177\" formatCode=\"000\"/><numFmt numFmtId=\"31\" formatCode=\"General\"/>",
      .styles = "<xf numFmtId=\"14\"/><xf numFmtId=\"176\"/><xf numFmtId=\"9\"/><xf numFmtId=\"177\"/><xf "
                "numFmtId=\"31\"/>"},
     "1:2027-03-20|2027-03-20|5%|007|46466|46466|46466",
     NULL},
    {"days-from-1904",
     {.rows = ROW("<c s=\"1\"><v>45004</v></c>"),
      .styles = "<xf numFmtId=\"14\"/>",
      .properties = "date1904=\"true\""},
     "1:2027-03-20",
     NULL},
    {"rounded",
     {.rows = ROW("<c><v>9.1410702000001E+17</v></c><c><v>410702000012345</v></c>")},
     "1:~914107020000010000|410702000012345",
     NULL},
    {"escapes",
     {.rows = ROW(INLINE("a_x000D_\nb") INLINE("_x005F_x000D_") INLINE("_xD83D__xDE00_") INLINE("_xD83D_x")
                      INLINE("_x12_")
                          INLINE("x_x0041_x0042_") "<c t=\"str\"><v>_x4E2D_</v></c>" INLINE("_x0000_")),
      .strings = ""},
     "1:a\r\nb|_x000D_|😀|\xef\xbf\xbdx|_x12_|xAx0042_|中|\xef\xbf\xbd",
     NULL},
    {"no-references",
     {.rows = ROW(INLINE("a") "<c/>" INLINE("b")) ROW("") ROW(INLINE("c"))},
     "1:a||b/3:c",
     NULL},
    {"gaps",
     {.rows = "<row r=\"2\"><c r=\"C2\"><v>1</v></c><c><v>2</v></c></row><row r=\"7\"><c "
              "r=\"$A$7\"><v>3</v></c></row><row><c><v>4</v></c></row>"},
     "2:||1|2/7:3/8:4",
     NULL},
    {"numbered-by-cells",
     {.rows = "<row><c r=\"B4\"><v>1</v></c></row><row><c r=\"A5\"><v>2</v></c></row>"},
     "4:|1/5:2",
     NULL},
    {"trailing-blanks",
     {.rows = ROW("<c><v>1</v></c><c s=\"0\"/><c/>" INLINE("")) ROW("<c/><c/>")},
     "1:1",
     NULL},
    {"unordered-cells",
     {.rows = "<row r=\"1\"><c r=\"C1\"><v>3</v></c><c r=\"A1\"><v>1</v></c></row>"},
     "1:1||3",
     NULL},
    {"far-blank", {.rows = "<row r=\"1\"><c r=\"A1\"><v>3</v></c><c r=\"XFD1\"/></row>"}, "1:3", NULL},

    {"merged-title",
     {.rows = ROW(INLINE("年度计划")) ROW(INLINE("甲") INLINE("乙") INLINE("丙")),
      .behind = "<mergeCells count=\"1\"><mergeCell ref=\"A1:C1\"/></mergeCells>"},
     "1:年度计划|<年度计划|<年度计划/2:甲|乙|丙",
     NULL},
    {"merged-down",
     {.rows = ROW(INLINE("甲") INLINE("1")) ROW("<c/>" INLINE("2")) ROW("<c/>" INLINE("3"))
          ROW("<c/>" INLINE("4")),
      .behind = "<mergeCells><mergeCell ref=\"A1:A3\"/></mergeCells>"},
     "1:甲|1/2:甲|2/3:甲|3/4:|4",
     NULL},
    {"merged-block",
     {.rows = ROW(INLINE("甲") "<c/>" INLINE("1")) ROW("<c/><c/>" INLINE("2")),
      .behind = "<mergeCells><mergeCell ref=\"B2:A1\"/></mergeCells>"},
     "1:甲|<甲|1/2:甲|<甲|2",
     NULL},
    {"merged-hides",
     {.rows = ROW(INLINE("甲") INLINE("1")) ROW(INLINE("x") INLINE("2")) ROW("<c/>" INLINE("3"))
          ROW(INLINE("y") INLINE("4")),
      .behind = "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"A3:A4\"/></mergeCells>"},
     "1:甲|1/2:甲|2/3:|3/4:|4",
     NULL},
    {"merged-rows-are-one",
     {.rows = ROW(INLINE("甲") INLINE("1")) ROW("<c/><c/>") ROW(INLINE("乙") INLINE("2")),
      .behind = "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:B2\"/></mergeCells>"},
     "1:甲|1/3:乙|2",
     NULL},
    {"merged-from-a-blank-row",
     {.rows = "<row r=\"3\"><c r=\"A3\"><v>1</v></c><c r=\"B3\"><v>2</v></c></row>",
      .behind = "<mergeCells><mergeCell ref=\"A1:A3\"/></mergeCells>"},
     "3:|2",
     NULL},
    {"merged-error",
     {.rows = ROW("<c t=\"e\"><v>#REF!</v></c>" INLINE("1")) ROW("<c/>" INLINE("2")),
      .behind = "<mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>"},
     "1:!#REF!|1/2:!#REF!|2",
     NULL},
    {"merged-for-ever",
     {.rows = ROW(INLINE("甲") INLINE("1")) "<row r=\"1048576\"><c r=\"C1048576\"><v>9</v></c></row>",
      .behind = "<mergeCells><mergeCell ref=\"A1:B1048576\"/></mergeCells>"},
     "1:甲|<甲/1048576:甲|<甲|9",
     NULL},
    {"merged-overlap",
     {.rows = ROW(INLINE("甲") INLINE("1")) ROW(INLINE("2")),
      .behind = "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"A2:B2\"/></mergeCells>"},
     "1:甲|1",
     "row 2: the workbook is damaged: merged cells overlap"},
    {"merged-nowhere",
     {.rows = ROW("<c><v>1</v></c>"), .behind = "<mergeCells><mergeCell ref=\"A0:B2\"/></mergeCells>"},
     "",
     "the workbook is damaged: merged cells without a place"},
    {"not-merged",
     {.rows = ROW(INLINE("&lt;mergeCell ref=&quot;A1:A9&quot;/&gt;") INLINE("<![CDATA[<mergeCell/>]]>"))},
     "1:<mergeCell ref=\"A1:A9\"/>|<mergeCell/>",
     NULL},

    {"rows-out-of-order",
     {.rows = "<row r=\"5\"><c><v>1</v></c></row><row r=\"4\"><c><v>2</v></c></row>"},
     "5:1",
     "row 4: the workbook is damaged: its rows are not in order"},
    {"row-twice",
     {.rows = "<row r=\"5\"><c><v>1</v></c></row><row r=\"5\"><c><v>2</v></c></row>"},
     "5:1",
     "row 5: the workbook is damaged: its rows are not in order"},
    {"row-of-another",
     {.rows = "<row r=\"5\"><c r=\"A6\"><v>1</v></c></row>"},
     "",
     "row 5: the workbook is damaged: a cell of another row stands in it"},
    {"row-beyond",
     {.rows = "<row r=\"1048577\"><c><v>1</v></c></row>"},
     "",
     "row 1048577: the workbook is damaged: no sheet has so many rows"},
    {"row-zero",
     {.rows = "<row r=\"0\"><c><v>1</v></c></row>"},
     "",
     "row 0: the workbook is damaged: its rows are not in order"},
    {"cell-twice",
     {.rows = "<row r=\"5\"><c r=\"A5\"><v>1</v></c><c r=\"A5\"><v>2</v></c></row>"},
     "",
     "row 5: the workbook is damaged: a cell stands in it twice"},
    {"cell-beyond",
     {.rows = "<row r=\"5\"><c r=\"XFE5\"><v>1</v></c></row>"},
     "",
     "row 5: the workbook is damaged: no sheet has such a cell"},
    {"cell-without-row",
     {.rows = "<row r=\"5\"><c r=\"A\"><v>1</v></c></row>"},
     "",
     "row 5: the workbook is damaged: no sheet has such a cell"},
    {"last-cell",
     {.rows = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"},
     "",
     "row 1048576: more than 1000 columns"},
    {"missing-text",
     {.rows = ROW("<c t=\"s\"><v>1</v></c>"), .strings = "<si><t>a</t></si>"},
     "",
     "row 1: the workbook is damaged: a text of it is missing"},
    {"negative-text",
     {.rows = ROW("<c t=\"s\"><v>-1</v></c>"), .strings = "<si><t>a</t></si>"},
     "",
     "row 1: the workbook is damaged: a text of it is missing"},
    {"cut-off",
     {.rows = "<row><c><v>1</v></c></row><row><c><v>"},
     "1:1",
     "the workbook is damaged or cut off (mismatched tag)"},
};

/* @rows and, in brackets, @message. */
static void
assert_reads(GBytes *bytes, const char *sheet, const char *rows, const char *message)
{
    g_autofree char *found = workbook_read_text(bytes, sheet);
    g_autofree char *expected = message != NULL ? g_strdup_printf("%s[%s]", rows, message) : g_strdup(rows);

    g_assert_cmpstr(found, ==, expected);
}

static void
test_case(gconstpointer data)
{
    const Case *wanted = data;
    g_autoptr(GBytes) bytes = workbook_make(&wanted->text);

    assert_reads(bytes, NULL, wanted->expected, wanted->message);
}

#define SHEET_PART(part, rows)                                                                               \
    {                                                                                                        \
        .name = part,                                                                                        \
        .text = "<worksheet xmlns=\"" WORKBOOK_MAIN "\"><sheetData>" rows "</sheetData></worksheet>"         \
    }
#define LIST_OF(sheets)                                                                                      \
    {                                                                                                        \
        .name = "xl/workbook.xml", .text =                                                                   \
                                       "<workbook xmlns=\"" WORKBOOK_MAIN "\" xmlns:r=\"" WORKBOOK_RELATION  \
                                       "\"><sheets>" sheets "</sheets></workbook>"                           \
    }
#define RELATIONS_OF(relations)                                                                              \
    {                                                                                                        \
        .name = "xl/_rels/workbook.xml.rels",                                                                \
        .text = "<Relationships xmlns=\"" WORKBOOK_PACKAGE "\">" relations "</Relationships>"                \
    }
#define RELATION(id, type, target)                                                                           \
    "<Relationship Id=\"" id "\" Type=\"" WORKBOOK_RELATION "/" type "\" Target=\"" target "\"/>"
#define SHEET(name, id, more) "<sheet name=\"" name "\" sheetId=\"1\" r:id=\"" id "\" " more "/>"
#define ONE ROW("<c><v>1</v></c>")

typedef struct {
    const char *name;
    WorkbookPart parts[8];
    const char *sheet;
    const char *expected;
    const char *others;
    const char *message;
} PackageCase;

static const PackageCase PACKAGES[] = {
    {"plain",
     {WORKBOOK_ROOT_PART, WORKBOOK_LIST_PART, WORKBOOK_RELATIONS_PART,
      SHEET_PART("xl/worksheets/sheet1.xml", ONE)},
     NULL,
     "1:1",
     "",
     NULL},
    {"no-root-relations",
     {WORKBOOK_LIST_PART, WORKBOOK_RELATIONS_PART, SHEET_PART("xl/worksheets/sheet1.xml", ONE)},
     NULL,
     "1:1",
     "",
     NULL},
    {"case-and-slashes",
     {WORKBOOK_ROOT_PART, WORKBOOK_LIST_PART, WORKBOOK_RELATIONS_PART,
      SHEET_PART("XL\\Worksheets\\Sheet1.XML", ONE)},
     NULL,
     "1:1",
     "",
     NULL},
    {"absolute",
     {{.name = "_rels/.rels",
       .text = "<Relationships xmlns=\"" WORKBOOK_PACKAGE
               "\">" RELATION("R1", "officeDocument", "/book/main.xml") "</Relationships>"},
      {.name = "book/main.xml",
       .text = "<workbook xmlns=\"" WORKBOOK_MAIN "\" xmlns:r=\"" WORKBOOK_RELATION
               "\"><sheets>" SHEET("a", "x", "") "</sheets></workbook>"},
      {.name = "book/_rels/main.xml.rels",
       .text = "<Relationships xmlns=\"" WORKBOOK_PACKAGE "\">" RELATION("x", "worksheet", "/data/s.xml")
           RELATION("y", "sharedStrings", "../texts/./t.xml") "</Relationships>"},
      SHEET_PART("data/s.xml", ROW("<c t=\"s\"><v>0</v></c>")),
      {.name = "texts/t.xml", .text = "<sst xmlns=\"" WORKBOOK_MAIN "\"><si><t>甲</t></si></sst>"}},
     NULL,
     "1:甲",
     "",
     NULL},
    {"prefixes",
     {WORKBOOK_ROOT_PART,
      {.name = "xl/workbook.xml",
       .text = "<x:workbook xmlns:x=\"" WORKBOOK_MAIN "\" xmlns:rel=\"" WORKBOOK_RELATION
               "\"><x:sheets><x:sheet name=\"a\" sheetId=\"1\" rel:id=\"rId1\"/></x:sheets></x:workbook>"},
      {.name = "xl/_rels/workbook.xml.rels",
       .text = "<p:Relationships xmlns:p=\"" WORKBOOK_PACKAGE
               "\"><p:Relationship Id=\"rId1\" Type=\"" WORKBOOK_RELATION
               "/worksheet\" Target=\"worksheets/sheet1.xml\"/></p:Relationships>"},
      {.name = "xl/worksheets/sheet1.xml",
       .text =
           "<m:worksheet xmlns:m=\"" WORKBOOK_MAIN
           "\" xmlns=\"urn:other\"><m:sheetData><m:row><m:c><m:v>1</m:v></m:c>"
           "<c><v>2</v></c><m:c t=\"inlineStr\"><m:is><t>x</t><m:t>y</m:t></m:is></m:c></m:row></m:sheetData>"
           "<m:mergeCells><m:mergeCell ref=\"A1:A2\"/></m:mergeCells></m:worksheet>"}},
     NULL,
     "1:1|y",
     "",
     NULL},
    {"strict",
     {{.name = "_rels/.rels",
       .text = "<Relationships xmlns=\"" WORKBOOK_PACKAGE
               "\"><Relationship Id=\"R1\" Type=\"" WORKBOOK_STRICT_RELATION
               "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
      {.name = "xl/workbook.xml",
       .text = "<workbook xmlns=\"" WORKBOOK_STRICT "\" xmlns:r=\"" WORKBOOK_STRICT_RELATION
               "\"><sheets>" SHEET("a", "rId1", "") "</sheets></workbook>"},
      {.name = "xl/_rels/workbook.xml.rels",
       .text = "<Relationships xmlns=\"" WORKBOOK_PACKAGE
               "\"><Relationship Id=\"rId1\" Type=\"" WORKBOOK_STRICT_RELATION
               "/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"},
      {.name = "xl/worksheets/sheet1.xml",
       .text = "<worksheet xmlns=\"" WORKBOOK_STRICT "\"><sheetData>" ONE "</sheetData></worksheet>"}},
     NULL,
     "1:1",
     "",
     NULL},
    {"no-visible-content",
     {WORKBOOK_ROOT_PART,
      LIST_OF(SHEET("空", "a", "") SHEET("藏", "b", "state=\"hidden\"")
                  SHEET("深", "c", "state=\"veryHidden\"")),
      RELATIONS_OF(RELATION("a", "worksheet", "a.xml") RELATION("b", "worksheet", "b.xml")
                       RELATION("c", "worksheet", "b.xml")),
      SHEET_PART("xl/a.xml", ""), SHEET_PART("xl/b.xml", ONE)},
     NULL,
     "",
     "|藏|深",
     NULL},
    {"first-with-content",
     {WORKBOOK_ROOT_PART,
      LIST_OF(SHEET("藏", "c", "state=\"hidden\"") SHEET("空", "a", "state=\"visible\"") SHEET("图", "d", "")
                  SHEET("二", "b", "") SHEET("三", "c", "")),
      RELATIONS_OF(RELATION("a", "worksheet", "a.xml") RELATION("b", "worksheet", "b.xml")
                       RELATION("c", "worksheet", "c.xml") RELATION("d", "chartsheet", "d.xml")),
      SHEET_PART("xl/a.xml", ROW("<c/>")), SHEET_PART("xl/b.xml", ONE), SHEET_PART("xl/c.xml", ONE ONE)},
     NULL,
     "1:1",
     "|藏|三",
     NULL},
    {"named",
     {WORKBOOK_ROOT_PART,
      LIST_OF(SHEET("A", "a", "") SHEET("Ｂ 表", "b", "state=\"hidden\"") SHEET("b表", "a", "")),
      RELATIONS_OF(RELATION("a", "worksheet", "a.xml") RELATION("b", "worksheet", "b.xml")),
      SHEET_PART("xl/a.xml", ""), SHEET_PART("xl/b.xml", ONE)},
     "B表",
     "1:1",
     "",
     NULL},
    {"not-named",
     {WORKBOOK_ROOT_PART, LIST_OF(SHEET("A", "a", "") SHEET("图", "c", "")),
      RELATIONS_OF(RELATION("a", "worksheet", "a.xml")), SHEET_PART("xl/a.xml", "")},
     "图",
     "",
     "",
     "it has no sheet \"图\"; there is \"A\""},
    {"no-sheets",
     {WORKBOOK_ROOT_PART, LIST_OF(""), RELATIONS_OF("")},
     NULL,
     "",
     "",
     "it has no visible sheet"},
    {"damaged-first",
     {WORKBOOK_ROOT_PART, LIST_OF(SHEET("A", "a", "") SHEET("B", "b", "")),
      RELATIONS_OF(RELATION("a", "worksheet", "a.xml") RELATION("b", "worksheet", "b.xml")),
      SHEET_PART("xl/a.xml", "<row>"), SHEET_PART("xl/b.xml", ONE)},
     NULL,
     "",
     "|B",
     "the workbook is damaged or cut off (mismatched tag)"},
    {"missing-sheet",
     {WORKBOOK_ROOT_PART, WORKBOOK_LIST_PART, WORKBOOK_RELATIONS_PART},
     NULL,
     "",
     "",
     "the workbook is damaged: a part that it names is missing"},
    {"binary",
     {{.name = "xl/workbook.bin", .text = "x"}},
     NULL,
     "",
     "",
     "a binary workbook (.xlsb); open it and save it as .xlsx"},
    {"opendocument",
     {{.name = "mimetype", .text = "application/vnd.oasis.opendocument.spreadsheet"},
      {.name = "content.xml", .text = "x"}},
     NULL,
     "",
     "",
     "an OpenDocument file (.ods); open it and save it as .xlsx"},
    {"letter",
     {{.name = "_rels/.rels",
       .text = "<Relationships xmlns=\"" WORKBOOK_PACKAGE
               "\">" RELATION("R1", "officeDocument", "word/document.xml") "</Relationships>"},
      {.name = "word/document.xml", .text = "<w/>"}},
     NULL,
     "",
     "",
     "a text document (.docx); copy its table into a sheet and save that as .xlsx"},
    {"archive", {{.name = "a.csv", .text = "a,b"}}, NULL, "", "", "an archive without a workbook in it"},
};

static void
test_package(gconstpointer data)
{
    const PackageCase *wanted = data;
    g_autoptr(GBytes) bytes = workbook_pack(wanted->parts);
    g_autoptr(GString) others = g_string_new(NULL);
    g_autoptr(Workbook) workbook = workbook_new(bytes, NULL);

    assert_reads(bytes, wanted->sheet, wanted->expected, wanted->message);
    if (workbook == NULL || !workbook_choose(workbook, wanted->sheet, NULL))
        return;
    for (guint i = 0; i < workbook_other_sheets(workbook)->len; i++)
        g_string_append_printf(others, "|%s",
                               (const char *)g_ptr_array_index(workbook_other_sheets(workbook), i));
    g_assert_cmpstr(others->str, ==, wanted->others);
}

/* XML may also be UTF-16, in which merged cells must not be overlooked. */
static void
test_utf_16(void)
{
    static const char SHEET_TEXT[] =
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet xmlns=\"" WORKBOOK_MAIN
        "\"><sheetData>" ROW(INLINE("新乡") INLINE("1"))
            ROW("<c/>" INLINE("2")) "</sheetData>"
                                    "<mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells></worksheet>";
    gsize length = 0;
    g_autofree char *sheet = g_convert(SHEET_TEXT, -1, "UTF-16", "UTF-8", NULL, &length, NULL);
    const WorkbookPart parts[] = {
        WORKBOOK_ROOT_PART,
        WORKBOOK_LIST_PART,
        WORKBOOK_RELATIONS_PART,
        {.name = "xl/worksheets/sheet1.xml", .text = sheet, .length = (gssize)length},
        {.name = NULL}};
    g_autoptr(GBytes) bytes = workbook_pack(parts);

    assert_reads(bytes, NULL, "1:新乡|1/2:新乡|2", NULL);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *path = g_strconcat("/workbook/cells/", CASES[i].name, NULL);

        g_test_add_data_func(path, &CASES[i], test_case);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(PACKAGES); i++) {
        g_autofree char *path = g_strconcat("/workbook/package/", PACKAGES[i].name, NULL);

        g_test_add_data_func(path, &PACKAGES[i], test_package);
    }
    g_test_add_func("/workbook/utf-16", test_utf_16);
    return g_test_run();
}
