/* Any bytes at all, as an archive; and any text in the parts of one, so that
 * sums and sizes do not stand in the way. What can be read reads the same a
 * second time, and when it is written so that nothing can be left out and all
 * of it has to go through a parser for all of XML. */
#include "exchange/table/file-signature.h"
#include "support/workbook-reading.h"
#include "support/workbook-writer.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { N_TEXTS = 4 };

static void
check(GBytes *bytes)
{
    g_autofree char *first = workbook_read_text(bytes, NULL);
    g_autofree char *second = workbook_read_text(bytes, NULL);

    g_assert_cmpstr(first, ==, second);
}

/* Without the namespace no element would be told. */
static char *
wrap(const char *root, const char *text)
{
    if (*text == '<' && (text[1] == '?' || text[1] == '!'))
        return g_strdup(text);
    return g_strdup_printf("<%s xmlns=\"" WORKBOOK_MAIN "\" xmlns:r=\"" WORKBOOK_RELATION "\">%s</%s>", root,
                           text, root);
}

static GBytes *
pack_parts(const char *sheet, const char *strings, char *const *texts)
{
    g_autofree char *styles = wrap("styleSheet", texts[2]);
    g_autofree char *list = wrap("workbook", texts[3]);
    const WorkbookPart parts[] = {
        {.name = "xl/_rels/workbook.xml.rels",
         .text = "<Relationships xmlns=\"" WORKBOOK_PACKAGE
                 "\"><Relationship Id=\"rId1\" Type=\"/worksheet\" Target=\"sheet.xml\"/>"
                 "<Relationship Id=\"rId2\" Type=\"/sharedStrings\" Target=\"strings.xml\"/>"
                 "<Relationship Id=\"rId3\" Type=\"/styles\" Target=\"styles.xml\"/></Relationships>",
         .is_stored = TRUE},
        {.name = "xl/workbook.xml", .text = list, .is_stored = TRUE},
        {.name = "xl/sheet.xml", .text = sheet, .is_stored = TRUE},
        {.name = "xl/strings.xml", .text = strings, .is_stored = TRUE},
        {.name = "xl/styles.xml", .text = styles, .is_stored = TRUE},
        {.name = NULL},
    };

    return workbook_pack(parts);
}

/* The same XML, not as plain as before. */
static char *
make_strange(const char *text)
{
    g_autoptr(GString) strange = g_string_new(text);

    if (strstr(text, "<![CDATA[") == NULL) /* where it would be text */
        g_string_replace(strange, "<sheetData>", "<sheetData><?strange?>", 0);
    g_string_append(strange, "<!--</v>-->");
    return g_string_free(g_steal_pointer(&strange), FALSE);
}

static void
check_parts(char *const *texts)
{
    g_autofree char *sheet = wrap("worksheet", texts[0]);
    g_autofree char *strings = wrap("sst", texts[1]);
    g_autofree char *strange_sheet = make_strange(sheet);
    g_autofree char *strange_strings = make_strange(strings);
    g_autoptr(GBytes) bytes = pack_parts(sheet, strings, texts);
    g_autoptr(GBytes) strange_bytes = pack_parts(strange_sheet, strange_strings, texts);
    g_autofree char *found = NULL;
    g_autofree char *strange_found = NULL;

    check(bytes);
    found = workbook_read_text(bytes, NULL);
    strange_found = workbook_read_text(strange_bytes, NULL);
    if (!g_str_has_suffix(strange_found, "]")) /* what is left out may be damaged */
        g_assert_cmpstr(found, ==, strange_found);
}

static void
check_signature(const char *bytes, size_t size)
{
    g_autoptr(GError) error = NULL;
    FileKind kind = FILE_TEXT;
    gboolean is_known = file_signature_examine(bytes, size, &kind, &error);

    g_assert_true(is_known == (error == NULL));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* The parts, with a NUL between them. */
    g_autofree char *copy = g_malloc0(size + N_TEXTS);
    char *texts[N_TEXTS] = {NULL};
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    char *at = copy;

    check_signature((const char *)data, size);
    if (size >= 2 && memcmp(data, "PK", 2) == 0) {
        check(bytes);
        return 0;
    }
    if (size > 0)
        memcpy(copy, data, size);
    for (guint i = 0; i < N_TEXTS; i++) {
        texts[i] = at;
        at += strlen(at) + 1; /* there are as many NULs behind the input as texts */
    }
    check_parts(texts);
    return 0;
}
