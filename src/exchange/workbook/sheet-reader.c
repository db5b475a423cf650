#include "exchange/workbook/sheet-reader.h"

#include "base/i18n.h"
#include "exchange/table/cell-mark.h"
#include "exchange/workbook/cell-reference.h"
#include "exchange/workbook/workbook-styles.h"
#include "exchange/workbook/workbook-text.h"
#include "exchange/workbook/workbook-xml.h"

#include <choucha/error.h>
#include <string.h>

/* Texts that many cells share, or that are merged over many, can make far more
 * of a sheet than there is in the file. */
#define MAX_TEXT (G_GUINT64_CONSTANT(8) << 30)

typedef enum {
    TYPE_NUMBER,
    TYPE_SHARED,
    TYPE_TEXT,
    TYPE_BOOLEAN,
    TYPE_ERROR,
    TYPE_DAY,
} CellType;

struct SheetReader {
    SheetSetup setup;
    XmlReader *xml;
    gboolean in_data;
    gboolean in_row;
    guint last_row;       /* the one before */
    gboolean is_numbered; /* the row says which it is */
    WorkbookRow row;
    gboolean has_row; /* to be handed out */
    guint handed_out; /* the last one that was, or 0 */
    guint64 n_bytes;  /* of rows so far */

    gboolean in_cell;
    guint column;
    guint next_column;
    CellType type;
    guint64 style;
    gboolean has_formula;
    guint n_phonetic;
    GString *collecting; /* (nullable): where text goes now */
    GString *value;
    GString *formula;
};

/* @rule is a phrase with the row's number. */
static void
fail(SheetReader *reader, const char *format)
{
    xml_reader_fail(reader->xml, g_error_new(CHA_ERROR, CHA_ERROR_INVALID, format, reader->row.number));
}

static void
begin_row(SheetReader *reader, const char **attributes)
{
    const char *text = xml_attribute(attributes, "r");
    guint64 number = text != NULL ? g_ascii_strtoull(text, NULL, 10) : (guint64)reader->last_row + 1;

    /* A sheet once formatted as a whole has a million of them. */
    if (xml_reader_position(reader->xml) > reader->setup.content_end) {
        xml_reader_finish(reader->xml);
        return;
    }
    reader->in_row = TRUE;
    reader->is_numbered = text != NULL;
    reader->next_column = 0;
    workbook_row_begin(&reader->row, (guint)MIN(number, SHEET_MAX_ROWS + 1));
    if (number > SHEET_MAX_ROWS)
        fail(reader, _("row %u: the workbook is damaged: no sheet has so many rows"));
    else if (number <= reader->last_row)
        fail(reader, _("row %u: the workbook is damaged: its rows are not in order"));
}

/* A row without a number has that of its cells. */
static void
place_cell(SheetReader *reader, const char *reference)
{
    guint row = 0;

    if (!cell_reference_read(reference, &row, &reader->column, NULL)) {
        fail(reader, _("row %u: the workbook is damaged: no sheet has such a cell"));
    } else if (row != reader->row.number) {
        if (!reader->is_numbered && row > reader->row.number && reader->next_column == 0)
            reader->row.number = row;
        else
            fail(reader, _("row %u: the workbook is damaged: a cell of another row stands in it"));
    }
}

static CellType
read_type(const char *text)
{
    static const struct {
        const char *text;
        CellType type;
    } TYPES[] = {
        {"s", TYPE_SHARED}, {"n", TYPE_NUMBER},       {"str", TYPE_TEXT}, {"b", TYPE_BOOLEAN},
        {"e", TYPE_ERROR},  {"inlineStr", TYPE_TEXT}, {"d", TYPE_DAY},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(TYPES); i++) {
        if (strcmp(text, TYPES[i].text) == 0)
            return TYPES[i].type;
    }
    return TYPE_TEXT;
}

static void
begin_cell(SheetReader *reader, const char **attributes)
{
    reader->in_cell = TRUE;
    reader->column = reader->next_column;
    reader->type = TYPE_NUMBER;
    reader->style = 0;
    reader->has_formula = FALSE;
    g_string_truncate(reader->value, 0);
    for (; *attributes != NULL; attributes += 2) {
        if (attributes[0][0] == '\0' || attributes[0][1] != '\0')
            continue;
        if (attributes[0][0] == 'r')
            place_cell(reader, attributes[1]);
        else if (attributes[0][0] == 's')
            reader->style = g_ascii_strtoull(attributes[1], NULL, 10);
        else if (attributes[0][0] == 't')
            reader->type = read_type(attributes[1]);
    }
    reader->next_column = reader->column + 1;
}

/* Elements of one letter are most of a sheet. */
static void
start_short(SheetReader *reader, char name, const char **attributes)
{
    if (name == 'c' && reader->in_row) {
        begin_cell(reader, attributes);
    } else if (!reader->in_cell) {
        return;
    } else if (name == 'v' || (name == 't' && reader->n_phonetic == 0)) {
        reader->collecting = reader->value;
    } else if (name == 'f') {
        reader->has_formula = TRUE;
        g_string_assign(reader->formula, "=");
        reader->collecting = reader->formula;
    }
}

static void
start(XmlReader *xml, const char *name, const char **attributes, gpointer data)
{
    SheetReader *reader = data;

    (void)xml;
    if (name[0] != '\0' && name[1] == '\0')
        start_short(reader, name[0], attributes);
    else if (strcmp(name, "row") == 0 && reader->in_data)
        begin_row(reader, attributes);
    else if (strcmp(name, "rPh") == 0)
        reader->n_phonetic++;
    else if (strcmp(name, "sheetData") == 0)
        reader->in_data = TRUE;
}

static void
text(XmlReader *xml, const char *piece, gsize length, gpointer data)
{
    SheetReader *reader = data;

    (void)xml;
    if (reader->collecting == NULL)
        return;
    if (reader->collecting->len + length > WORKBOOK_MAX_COLLECTED)
        fail(reader, _("row %u: a cell of more than 1 MiB"));
    else
        g_string_append_len(reader->collecting, piece, (gssize)length);
}

static CellMark
append_shared(SheetReader *reader)
{
    char *end = NULL;
    guint64 number = g_ascii_strtoull(reader->value->str, &end, 10);
    guint mark = CELL_FINE;
    GError *error = NULL;

    if (reader->value->len == 0)
        return CELL_FINE;
    if (*end != '\0' || reader->setup.strings == NULL || number >= text_pool_size(reader->setup.strings))
        fail(reader, _("row %u: the workbook is damaged: a text of it is missing"));
    else if (!text_pool_append(reader->setup.strings, number, reader->row.text, &mark, &error))
        xml_reader_fail(reader->xml, error);
    return (CellMark)mark;
}

/* Some programs store the errors of formulas as texts. */
static gboolean
is_error_text(const SheetReader *reader)
{
    static const char *const ERRORS[] = {"#N/A",  "#NULL!", "#DIV/0!", "#VALUE!",
                                         "#REF!", "#NAME?", "#NUM!",   NULL};

    return reader->has_formula && g_strv_contains(ERRORS, reader->value->str);
}

static CellMark
append_text(SheetReader *reader)
{
    gsize offset = reader->row.text->len;

    g_string_append_len(reader->row.text, reader->value->str, (gssize)reader->value->len);
    if (is_error_text(reader))
        return CELL_ERROR;
    workbook_text_unescape(reader->row.text, offset);
    return workbook_text_cut(reader->row.text, offset) ? CELL_TOO_LONG : CELL_FINE;
}

/* 2027-03-20T00:00:00, as strict workbooks may write days. */
static void
append_iso_day(SheetReader *reader)
{
    char *time = strchr(reader->value->str, 'T');

    if (time != NULL && strspn(time + 1, "0:.Z") == strlen(time + 1))
        g_string_truncate(reader->value, (gsize)(time - reader->value->str));
    else if (time != NULL)
        *time = ' ';
    g_string_append(reader->row.text, reader->value->str);
}

/* Programs that do not calculate write no result, or 0. */
static gboolean
has_result(const SheetReader *reader)
{
    if (reader->value->len == 0)
        return FALSE;
    return !reader->has_formula || !reader->setup.is_uncalculated || strcmp(reader->value->str, "0") != 0;
}

static CellMark
append_number(SheetReader *reader)
{
    NumberFormat format = workbook_styles_get(reader->setup.styles, reader->style);

    if (has_result(reader))
        return number_format_append(format, reader->value->str, reader->setup.is_1904, reader->row.text);
    if (!reader->has_formula)
        return CELL_FINE;
    (void)workbook_text_cut(reader->formula, 0);
    g_string_append(reader->row.text, reader->formula->str);
    return CELL_UNCALCULATED;
}

static CellMark
append_value(SheetReader *reader)
{
    switch (reader->type) {
    case TYPE_SHARED:
        return append_shared(reader);
    case TYPE_TEXT:
        return append_text(reader);
    case TYPE_BOOLEAN:
        if (reader->value->len > 0)
            g_string_append(reader->row.text, strcmp(reader->value->str, "0") == 0 ? "FALSE" : "TRUE");
        return CELL_FINE;
    case TYPE_ERROR:
        g_string_append(reader->row.text, reader->value->str);
        return CELL_ERROR;
    case TYPE_DAY:
        append_iso_day(reader);
        return CELL_FINE;
    case TYPE_NUMBER:
    default:
        return append_number(reader);
    }
}

static void
end_cell(SheetReader *reader)
{
    gsize offset = reader->row.text->len;
    CellMark mark = append_value(reader);

    reader->in_cell = FALSE;
    if (reader->row.text->len == offset)
        return;
    if (reader->column >= ROW_MAX_COLUMNS)
        fail(reader, _("row %u: more than 1000 columns"));
    else if (reader->column < reader->row.n_cells && reader->row.cells[reader->column].length > 0)
        fail(reader, _("row %u: the workbook is damaged: a cell stands in it twice"));
    else if (reader->row.text->len > ROW_MAX_BYTES)
        fail(reader, _("row %u: more than 4 MiB of text"));
    else
        workbook_row_take(&reader->row, reader->column, offset, (guint8)mark);
}

static void
end_row(SheetReader *reader)
{
    GError *error = NULL;

    reader->in_row = FALSE;
    reader->last_row = reader->row.number;
    if (reader->row.n_cells == 0)
        return;
    if (reader->setup.merges != NULL && !merges_apply(reader->setup.merges, &reader->row, &error)) {
        xml_reader_fail(reader->xml, error);
        return;
    }
    if (reader->row.n_cells == 0)
        return;
    reader->n_bytes += reader->row.text->len;
    if (reader->n_bytes > MAX_TEXT)
        fail(reader, _("row %u: the sheet has more than 8 GiB of text up to here"));
    if (reader->row.number <= reader->handed_out)
        return;
    reader->has_row = TRUE;
    xml_reader_pause(reader->xml);
}

static void
end(XmlReader *xml, const char *name, gpointer data)
{
    SheetReader *reader = data;

    if (name[0] != '\0' && name[1] == '\0') {
        if (name[0] == 'v' || name[0] == 't' || name[0] == 'f')
            reader->collecting = NULL;
        else if (name[0] == 'c' && reader->in_cell)
            end_cell(reader);
    } else if (strcmp(name, "row") == 0 && reader->in_row) {
        end_row(reader);
    } else if (strcmp(name, "rPh") == 0) {
        reader->n_phonetic--;
    } else if (strcmp(name, "sheetData") == 0) {
        xml_reader_finish(xml); /* what comes behind is no table */
    }
}

/* From the first row on; those that were handed out already are not handed out
 * once more. */
static gboolean
begin(SheetReader *reader, const XmlHandlers *handlers, GError **error)
{
    Part *part = part_open(reader->setup.package, reader->setup.part, reader->setup.max_bytes, error);

    if (part == NULL)
        return FALSE;
    xml_reader_free(reader->xml);
    reader->xml = xml_reader_new(part, handlers, reader);
    reader->in_data = FALSE;
    reader->in_row = FALSE;
    reader->in_cell = FALSE;
    reader->last_row = 0;
    reader->n_bytes = 0;
    reader->n_phonetic = 0;
    reader->collecting = NULL;
    if (reader->setup.merges != NULL)
        merges_rewind(reader->setup.merges);
    return TRUE;
}

SheetReader *
sheet_reader_open(const SheetSetup *setup, GError **error)
{
    static const XmlHandlers PLAIN = {start, end, text, "sheetData"};
    g_autoptr(SheetReader) reader = g_new0(SheetReader, 1);

    reader->setup = *setup;
    reader->row.text = g_string_new(NULL);
    reader->value = g_string_new(NULL);
    reader->formula = g_string_new(NULL);
    return begin(reader, &PLAIN, error) ? g_steal_pointer(&reader) : NULL;
}

void
sheet_reader_free(SheetReader *reader)
{
    if (reader == NULL)
        return;
    xml_reader_free(reader->xml);
    g_string_free(reader->row.text, TRUE);
    g_string_free(reader->value, TRUE);
    g_string_free(reader->formula, TRUE);
    g_free(reader);
}

gboolean
sheet_reader_next(SheetReader *reader, const WorkbookRow **ret_row, GError **error)
{
    static const XmlHandlers ANY = {start, end, text, NULL};

    reader->has_row = FALSE;
    while (!reader->has_row && !xml_reader_is_done(reader->xml)) {
        if (!xml_reader_run(reader->xml, error) ||
            (xml_reader_is_strange(reader->xml) && !begin(reader, &ANY, error)))
            return FALSE;
    }
    reader->handed_out = reader->has_row ? reader->row.number : reader->handed_out;
    *ret_row = reader->has_row ? &reader->row : NULL;
    return TRUE;
}

const Part *
sheet_reader_part(const SheetReader *reader)
{
    return xml_reader_part(reader->xml);
}
