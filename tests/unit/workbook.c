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
    {"line-ends-between-elements",
     {.rows =
          "\n <row>\n  <c t=\"inlineStr\">\n   <is>\n<t>a</t>\n</is>\n</c>\n<c>\n<v>1</v>\n</c>\n</row>\n"},
     "1:a|1",
     NULL},
    {"spaces-in-end-tags",
     {.rows = ROW("<c><v>1</v></c>") "<row ><c ><v >2</v\n></c ></row >" ROW("<c s=\"0\"/>")},
     "1:1/2:2",
     NULL},
    {"blank-text-with-style",
     {.rows = ROW("<c t=\"s\"><v>0</v></c>" INLINE("") "<c t=\"str\"><v></v></c><c><v>1</v></c>"),
      .strings = "<si><t/></si>"},
     "1:|||1",
     NULL},
    {"attributes-of-others",
     {.rows = "<row xmlns:q=\"urn:q\" q:r=\"9\" r=\"2\" q:dyDescent=\"0.25\"><c q:r=\"Z9\" r=\"B2\" cm=\"1\" "
              "vm=\"1\"><q:v>7</q:v><v>1</v></c></row>"},
     "2:|1",
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
     {.rows = "<row><c><v>1</v></c></row><row><c><v>2</v>"},
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

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *path = g_strconcat("/workbook/", CASES[i].name, NULL);

        g_test_add_data_func(path, &CASES[i], test_case);
    }
    return g_test_run();
}
