/* How the parts of workbooks find each other, and which sheet is read. */
#include "support/workbook-reading.h"
#include "support/workbook-writer.h"

#define INLINE(text) "<c t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define ROW(cells) "<row>" cells "</row>"
#define SHEET_PART(part, rows)                                                                               \
    {                                                                                                        \
        .name = (part),                                                                                      \
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
      SHEET_PART("xl/a.xml", "<row><c><v>1</v></c>"), SHEET_PART("xl/b.xml", ONE)},
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
    {"no-sheet-data",
     {WORKBOOK_ROOT_PART,
      WORKBOOK_LIST_PART,
      WORKBOOK_RELATIONS_PART,
      {.name = "xl/worksheets/sheet1.xml",
       .text = "<worksheet xmlns=\"" WORKBOOK_MAIN "\"><sheetViews/></worksheet>"}},
     NULL,
     "",
     "",
     NULL},
    {"wrong-dimension",
     {WORKBOOK_ROOT_PART,
      WORKBOOK_LIST_PART,
      WORKBOOK_RELATIONS_PART,
      {.name = "xl/worksheets/sheet1.xml",
       .text = "<worksheet xmlns=\"" WORKBOOK_MAIN "\"><dimension ref=\"A1\"/><sheetData>" ONE ONE
               "</sheetData></worksheet>"}},
     NULL,
     "1:1/2:1",
     "",
     NULL},
    {"no-shared-texts",
     {WORKBOOK_ROOT_PART, WORKBOOK_LIST_PART, WORKBOOK_RELATIONS_PART,
      SHEET_PART("xl/worksheets/sheet1.xml", ONE ROW("<c t=\"s\"><v>0</v></c>"))},
     NULL,
     "1:1",
     "",
     "row 2: the workbook is damaged: a text of it is missing"},
    {"no-part-of-shared-texts",
     {WORKBOOK_ROOT_PART, WORKBOOK_LIST_PART,
      RELATIONS_OF(RELATION("rId1", "worksheet", "a.xml") RELATION("b", "sharedStrings", "b.xml")),
      SHEET_PART("xl/a.xml", ROW(INLINE("甲")))},
     NULL,
     "1:甲",
     "",
     NULL},
    {"no-part-of-formats", /* days would be numbers */
     {WORKBOOK_ROOT_PART, WORKBOOK_LIST_PART,
      RELATIONS_OF(RELATION("rId1", "worksheet", "a.xml") RELATION("b", "styles", "b.xml")),
      SHEET_PART("xl/a.xml", ONE)},
     NULL,
     "",
     "",
     "the workbook is damaged: a part that it names is missing"},
    {"backslashes",
     {WORKBOOK_ROOT_PART,
      WORKBOOK_LIST_PART,
      RELATIONS_OF(RELATION("rId1", "worksheet", "\\xl\\worksheets\\sheet1.xml")
                       RELATION("b", "sharedStrings", "texts\\..\\t.xml")),
      SHEET_PART("xl\\worksheets\\sheet1.xml", ROW("<c t=\"s\"><v>0</v></c>")),
      {.name = "xl\\t.xml", .text = "<sst xmlns=\"" WORKBOOK_MAIN "\"><si><t>甲</t></si></sst>"}},
     NULL,
     "1:甲",
     "",
     NULL},
    {"outside",
     {WORKBOOK_ROOT_PART, WORKBOOK_LIST_PART,
      RELATIONS_OF(
          "<Relationship Id=\"x\" Type=\"/styles\" TargetMode=\"External\" "
          "Target=\"file:///a.xml\"/>" RELATION("rId1", "worksheet", "../../../../../../../../xl/a.xml")),
      SHEET_PART("xl/a.xml", ONE)},
     NULL,
     "1:1",
     "",
     NULL},
    {"beyond-the-root",
     {WORKBOOK_ROOT_PART, WORKBOOK_LIST_PART,
      RELATIONS_OF(RELATION("rId1", "worksheet", "../../../../../../../../etc/passwd"))},
     NULL,
     "",
     "",
     "the workbook is damaged: a part that it names is missing"},
    {"itself",
     {{.name = "_rels/.rels",
       .text = "<Relationships xmlns=\"" WORKBOOK_PACKAGE
               "\">" RELATION("R1", "officeDocument", "_rels/.rels") "</Relationships>"}},
     NULL,
     "",
     "",
     "an archive without a workbook in it; unpack it first"},
    {"a-sheet-of-itself",
     {WORKBOOK_ROOT_PART, WORKBOOK_LIST_PART, RELATIONS_OF(RELATION("rId1", "worksheet", "workbook.xml"))},
     NULL,
     "",
     "",
     NULL},
    {"formulas-left-to-others",
     {WORKBOOK_ROOT_PART,
      {.name = "xl/workbook.xml",
       .text = "<workbook xmlns=\"" WORKBOOK_MAIN "\" xmlns:r=\"" WORKBOOK_RELATION "\"><sheets>" SHEET(
           "a", "rId1", "") "</sheets><calcPr calcId=\"124519\" fullCalcOnLoad=\"1\"/>"
                            "</workbook>"},
      WORKBOOK_RELATIONS_PART,
      SHEET_PART("xl/worksheets/sheet1.xml",
                 ROW("<c><f>A2</f><v>0</v></c><c><f>B2</f><v>5</v></c><c><v>0</v></c>"))},
     NULL,
     "1:==A2|5|0",
     "",
     NULL},
    {"formulas-with-results",
     {WORKBOOK_ROOT_PART, WORKBOOK_LIST_PART, WORKBOOK_RELATIONS_PART,
      SHEET_PART("xl/worksheets/sheet1.xml", ROW("<c><f>A2</f><v>0</v></c>"))},
     NULL,
     "1:0",
     "",
     NULL},
    {"strict-with-days",
     {{.name = "xl/workbook.xml",
       .text = "<workbook xmlns=\"" WORKBOOK_STRICT "\" xmlns:r=\"" WORKBOOK_STRICT_RELATION
               "\" conformance=\"strict\"><workbookPr date1904=\"1\"/><sheets>" SHEET(
                   "a", "rId1", "") "</sheets></workbook>"},
      {.name = "xl/_rels/workbook.xml.rels",
       .text = "<Relationships xmlns=\"" WORKBOOK_PACKAGE
               "\"><Relationship Id=\"rId1\" Type=\"" WORKBOOK_STRICT_RELATION
               "/worksheet\" Target=\"a.xml\"/><Relationship Id=\"b\" Type=\"" WORKBOOK_STRICT_RELATION
               "/sharedStrings\" Target=\"b.xml\"/><Relationship Id=\"c\" Type=\"" WORKBOOK_STRICT_RELATION
               "/styles\" Target=\"c.xml\"/></Relationships>"},
      {.name = "xl/a.xml",
       .text = "<worksheet xmlns=\"" WORKBOOK_STRICT
               "\"><sheetData><row><c t=\"s\"><v>0</v></c><c s=\"0\"><v>45004</v></c></row></sheetData>"
               "<mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells></worksheet>"},
      {.name = "xl/b.xml", .text = "<sst xmlns=\"" WORKBOOK_STRICT "\"><si><r><t>甲</t></r></si></sst>"},
      {.name = "xl/c.xml",
       .text = "<styleSheet xmlns=\"" WORKBOOK_STRICT
               "\"><cellXfs><xf numFmtId=\"14\"/></cellXfs></styleSheet>"}},
     NULL,
     "1:甲|2027-03-20",
     "",
     NULL},
    {"repeated-names", /* the first one counts, whatever comes behind */
     {WORKBOOK_ROOT_PART, WORKBOOK_LIST_PART, WORKBOOK_RELATIONS_PART,
      SHEET_PART("xl/worksheets/sheet1.xml", ONE),
      SHEET_PART("xl\\worksheets\\SHEET1.xml", ROW("<c><v>2</v></c>"))},
     NULL,
     "1:1",
     "",
     NULL},
    {"archive",
     {{.name = "a.csv", .text = "a,b"}},
     NULL,
     "",
     "",
     "an archive without a workbook in it; unpack it first"},
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
    for (gsize i = 0; i < G_N_ELEMENTS(PACKAGES); i++) {
        g_autofree char *path = g_strconcat("/workbook-parts/", PACKAGES[i].name, NULL);

        g_test_add_data_func(path, &PACKAGES[i], test_package);
    }
    g_test_add_func("/workbook-parts/utf-16", test_utf_16);
    return g_test_run();
}
