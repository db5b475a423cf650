#include "support/workbook-writer.h"

#include <string.h>
#include <zip.h>

static void
add_part(zip_t *archive, const WorkbookPart *part)
{
    gsize length = part->length > 0 ? (gsize)part->length : strlen(part->text);
    zip_source_t *source = zip_source_buffer(archive, part->text, length, 0);
    zip_int64_t index = zip_file_add(archive, part->name, source, ZIP_FL_ENC_UTF_8);

    g_assert_cmpint(index, >=, 0);
    g_assert_cmpint(zip_set_file_compression(archive, (zip_uint64_t)index,
                                             part->is_stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 0),
                    ==, 0);
    if (part->password != NULL)
        g_assert_cmpint(zip_file_set_encryption(archive, (zip_uint64_t)index, ZIP_EM_AES_256, part->password),
                        ==, 0);
}

GBytes *
workbook_pack(const WorkbookPart *parts)
{
    zip_source_t *buffer = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *archive = zip_open_from_source(buffer, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    guint8 piece[4096];
    zip_int64_t n;

    g_assert_nonnull(archive);
    zip_source_keep(buffer);
    for (; parts->name != NULL; parts++)
        add_part(archive, parts);
    g_assert_cmpint(zip_close(archive), ==, 0);
    g_assert_cmpint(zip_source_open(buffer), ==, 0);
    while ((n = zip_source_read(buffer, piece, sizeof piece)) > 0)
        g_byte_array_append(bytes, piece, (guint)n);
    g_assert_cmpint(n, ==, 0);
    g_assert_cmpint(zip_source_close(buffer), ==, 0);
    zip_source_free(buffer);
    return g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
}

static const char *
or_nothing(const char *text)
{
    return text != NULL ? text : "";
}

GBytes *
workbook_make(const WorkbookText *text)
{
    g_autofree char *list = g_strdup_printf(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<workbook xmlns=\"" WORKBOOK_MAIN
        "\" xmlns:r=\"" WORKBOOK_RELATION
        "\"><workbookPr %s/><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
        or_nothing(text->properties));
    g_autofree char *sheet = g_strdup_printf(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"" WORKBOOK_MAIN
        "\"><sheetData>%s</sheetData>%s</worksheet>",
        or_nothing(text->rows), or_nothing(text->behind));
    g_autofree char *strings =
        g_strdup_printf("<sst xmlns=\"" WORKBOOK_MAIN "\">%s</sst>", or_nothing(text->strings));
    g_autofree char *styles =
        g_strdup_printf("<styleSheet xmlns=\"" WORKBOOK_MAIN
                        "\"><numFmts>%s</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
                        "<cellXfs><xf numFmtId=\"0\"/>%s</cellXfs></styleSheet>",
                        or_nothing(text->formats), or_nothing(text->styles));
    const WorkbookPart parts[] = {
        WORKBOOK_ROOT_PART,
        {.name = "xl/workbook.xml", .text = list},
        {.name = "xl/_rels/workbook.xml.rels",
         .text = "<Relationships xmlns=\"" WORKBOOK_PACKAGE
                 "\"><Relationship Id=\"rId1\" Type=\"" WORKBOOK_RELATION
                 "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" "
                 "Type=\"" WORKBOOK_RELATION "/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship "
                 "Id=\"rId3\" Type=\"" WORKBOOK_RELATION "/styles\" Target=\"styles.xml\"/></Relationships>"},
        {.name = "[Content_Types].xml",
         .text =
             "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
             "Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
             "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Override "
             "PartName=\"/xl/workbook.xml\" "
             "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
             "<Override PartName=\"/xl/worksheets/sheet1.xml\" "
             "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
             "<Override PartName=\"/xl/sharedStrings.xml\" "
             "ContentType=\"application/"
             "vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml\"/>"
             "<Override PartName=\"/xl/styles.xml\" "
             "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>"
             "</Types>"},
        {.name = "xl/worksheets/sheet1.xml", .text = sheet},
        {.name = "xl/sharedStrings.xml", .text = strings},
        {.name = "xl/styles.xml", .text = styles, .is_stored = TRUE},
        {.name = NULL},
    };

    return workbook_pack(parts);
}
