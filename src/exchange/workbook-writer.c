#include "exchange/workbook-writer.h"

#include "base/i18n.h"
#include "base/text.h"
#include "exchange/workbook-text.h"

#include <choucha/error.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum {
    MAX_COLUMNS = 1024,
    NARROWEST = 8, /* columns, in characters */
    WIDEST = 50,
    SHEET_NAME_CHARACTERS = 31,
    PIECE_BYTES = 65536,
    SERIAL_OF_1970 = 25569, /* as spreadsheets count days */
    FIRST_YEAR = 1901,      /* spreadsheets miscount the days before March 1900 */
    HEADER_HEIGHT = 22      /* points */
};

struct SheetWriter {
    WorkbookWriter *writer;
    lxw_worksheet *sheet;
    char *name;
    guint64 last_row;
    guint n_columns; /* written or set */
    guint widths[MAX_COLUMNS];
    lxw_format *formats[MAX_COLUMNS];
    guint64 header_row; /* 0: none */
    guint n_filtered;
};

struct WorkbookWriter {
    char *path; /* of the temporary file */
    lxw_workbook *workbook;
    lxw_format *formats[N_WORKBOOK_STYLES];
    GPtrArray *sheets;
    locale_t numbers; /* libxlsxwriter prints numbers as the locale has them */
};

typedef struct {
    const char *number_format;
    gboolean is_bold;
    lxw_color_t paper; /* 0: white */
} Look;

static const Look LOOKS[N_WORKBOOK_STYLES] = {
    [STYLE_TEXT] = {.number_format = "@"},
    [STYLE_NUMBER] = {.number_format = "General"},
    [STYLE_RATIO] = {.number_format = "0.00"},
    [STYLE_DAY] = {.number_format = "yyyy-mm-dd"},
    [STYLE_HEADER] = {.number_format = "@", .is_bold = TRUE, .paper = 0xD9E2F3},
};

static lxw_format *
make_format(lxw_workbook *workbook, WorkbookStyle style)
{
    const Look *look = &LOOKS[style];
    lxw_format *format = workbook_add_format(workbook);

    format_set_num_format(format, look->number_format);
    if (look->is_bold)
        format_set_bold(format);
    if (look->paper != 0)
        format_set_bg_color(format, look->paper);
    if (style == STYLE_HEADER)
        format_set_border(format, LXW_BORDER_THIN);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    return format;
}

static void
sheet_writer_free(gpointer data)
{
    SheetWriter *sheet = data;

    g_free(sheet->name);
    g_free(sheet);
}

static gboolean
fail(GError **error, const char *reason)
{
    g_set_error(error, CHA_ERROR, CHA_ERROR_OUTPUT, _("the workbook cannot be put together: %s"), reason);
    return FALSE;
}

WorkbookWriter *
workbook_writer_new(GError **error)
{
    g_autoptr(WorkbookWriter) writer = g_new0(WorkbookWriter, 1);
    /* The time is a fixed one, or equal workbooks would differ. */
    lxw_doc_properties properties = {.created = 946684800};
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = (char *)g_get_tmp_dir()};
    int descriptor;

    writer->sheets = g_ptr_array_new_with_free_func(sheet_writer_free);
    writer->numbers = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0);
    descriptor = g_file_open_tmp("choucha-XXXXXX.xlsx", &writer->path, NULL);
    if (descriptor < 0) {
        (void)fail(error, g_strerror(errno));
        return NULL;
    }
    (void)close(descriptor);
    writer->workbook = workbook_new_opt(writer->path, &options);
    if (writer->workbook == NULL) {
        (void)fail(error, lxw_strerror(LXW_ERROR_MEMORY_MALLOC_FAILED));
        return NULL;
    }
    (void)workbook_set_properties(writer->workbook, &properties);
    for (guint style = 0; style < N_WORKBOOK_STYLES; style++)
        writer->formats[style] = make_format(writer->workbook, (WorkbookStyle)style);
    return g_steal_pointer(&writer);
}

void
workbook_writer_free(WorkbookWriter *writer)
{
    if (writer == NULL)
        return;
    if (writer->workbook != NULL)
        lxw_workbook_free(writer->workbook);
    if (writer->path != NULL)
        (void)g_unlink(writer->path);
    if (writer->numbers != (locale_t)0)
        freelocale(writer->numbers);
    g_ptr_array_unref(writer->sheets);
    g_free(writer->path);
    g_free(writer);
}

static gboolean
is_taken(const WorkbookWriter *writer, const char *name)
{
    g_autofree char *folded = g_utf8_casefold(name, -1);

    for (guint i = 0; i < writer->sheets->len; i++) {
        const SheetWriter *sheet = g_ptr_array_index(writer->sheets, i);
        g_autofree char *other = g_utf8_casefold(sheet->name, -1);

        if (strcmp(folded, other) == 0)
            return TRUE;
    }
    return FALSE;
}

/* Names of sheets are short and without some characters. */
static char *
clean_name(const WorkbookWriter *writer, const char *name)
{
    g_autoptr(GString) clean = g_string_new(NULL);
    glong n_characters = 0;

    for (const char *at = name; *at != '\0' && n_characters < SHEET_NAME_CHARACTERS - 5;
         at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);

        if (strchr("[]:*?/\\'", (int)MIN(character, 0x7f)) != NULL || g_unichar_iscntrl(character))
            character = '_';
        g_string_append_unichar(clean, character);
        n_characters += character > 0xffff ? 2 : 1;
    }
    if (clean->len == 0)
        g_string_append(clean, "Sheet");
    for (guint number = 2; is_taken(writer, clean->str); number++) {
        char *end = strrchr(clean->str, '~');

        if (end != NULL)
            g_string_truncate(clean, (gsize)(end - clean->str));
        g_string_append_printf(clean, "~%u", number);
    }
    return g_string_free(g_steal_pointer(&clean), FALSE);
}

SheetWriter *
workbook_writer_add_sheet(WorkbookWriter *writer, const char *name)
{
    SheetWriter *sheet = g_new0(SheetWriter, 1);

    sheet->writer = writer;
    sheet->name = clean_name(writer, name);
    sheet->sheet = workbook_add_worksheet(writer->workbook, sheet->name);
    g_assert(sheet->sheet != NULL); /* the name is a good one */
    g_ptr_array_add(writer->sheets, sheet);
    return sheet;
}

const char *
sheet_writer_name(const SheetWriter *sheet)
{
    return sheet->name;
}

static guint
widest_line(const char *text)
{
    g_auto(GStrv) lines = NULL;
    guint width = 0;

    if (strchr(text, '\n') == NULL)
        return text_display_width(text);
    lines = g_strsplit(text, "\n", -1);
    for (gsize i = 0; lines[i] != NULL; i++)
        width = MAX(width, text_display_width(lines[i]));
    return width;
}

/* Begins a cell: whether there is room for it. */
static gboolean
take_place(SheetWriter *sheet, guint64 row, guint column, guint width, GError **error)
{
    g_assert(row >= MAX(sheet->last_row, 1));
    if (row > WORKBOOK_MAX_ROWS || column >= MAX_COLUMNS) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                    _("more than a sheet can hold (%u rows and %u columns); write CSV instead"),
                    WORKBOOK_MAX_ROWS, MAX_COLUMNS);
        return FALSE;
    }
    sheet->last_row = row;
    sheet->n_columns = MAX(sheet->n_columns, column + 1);
    sheet->widths[column] = MAX(sheet->widths[column], width);
    return TRUE;
}

static gboolean
check(lxw_error code, GError **error)
{
    return code == LXW_NO_ERROR || fail(error, lxw_strerror(code));
}

gboolean
sheet_writer_text(SheetWriter *sheet, guint64 row, guint column, const char *text, WorkbookStyle style,
                  GError **error)
{
    lxw_format *format = sheet->writer->formats[style];
    g_autofree char *escaped = workbook_text_escape(text);
    locale_t before;
    lxw_error code;

    if (!workbook_text_fits(text)) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                    _("row %u, column %u: more text than a cell of a workbook can hold; write CSV instead"),
                    (guint)row, column + 1);
        return FALSE;
    }
    if (!take_place(sheet, row, column, *text != '\0' ? widest_line(text) : 0, error))
        return FALSE;
    before = uselocale(sheet->writer->numbers); /* the row before is put out now */
    if (*text == '\0')
        code = worksheet_write_blank(sheet->sheet, (lxw_row_t)(row - 1), (lxw_col_t)column, format);
    else
        code = worksheet_write_string(sheet->sheet, (lxw_row_t)(row - 1), (lxw_col_t)column,
                                      escaped != NULL ? escaped : text, format);
    (void)uselocale(before);
    return check(code, error);
}

static gboolean
write_value(SheetWriter *sheet, guint64 row, guint column, double value, WorkbookStyle style, GError **error)
{
    locale_t before = uselocale(sheet->writer->numbers);
    lxw_error code = worksheet_write_number(sheet->sheet, (lxw_row_t)(row - 1), (lxw_col_t)column, value,
                                            sheet->writer->formats[style]);

    (void)uselocale(before);
    return check(code, error);
}

gboolean
sheet_writer_number(SheetWriter *sheet, guint64 row, guint column, const char *text, WorkbookStyle style,
                    GError **error)
{
    char *end = NULL;
    double value = g_ascii_strtod(text, &end);

    if (*text == '\0' || *end != '\0')
        return sheet_writer_text(sheet, row, column, text, style, error);
    return take_place(sheet, row, column, text_display_width(text), error) &&
           write_value(sheet, row, column, value, style, error);
}

gboolean
sheet_writer_day(SheetWriter *sheet, guint64 row, guint column, const char *text, GError **error)
{
    ChaDay day = 0;
    ChaDay epoch = 0;
    gint year, month, day_of_month;

    if (!cha_day_from_text(text, &day))
        return sheet_writer_text(sheet, row, column, text, STYLE_DAY, error);
    cha_day_parts(day, &year, &month, &day_of_month);
    if (year < FIRST_YEAR)
        return sheet_writer_text(sheet, row, column, text, STYLE_TEXT, error);
    if (!cha_day_from_text("1970-01-01", &epoch))
        g_assert_not_reached();
    return take_place(sheet, row, column, text_display_width(text), error) &&
           write_value(sheet, row, column, (double)(day - epoch + SERIAL_OF_1970), STYLE_DAY, error);
}

void
sheet_writer_set_column(SheetWriter *sheet, guint column, WorkbookStyle style)
{
    g_return_if_fail(column < MAX_COLUMNS);

    sheet->formats[column] = sheet->writer->formats[style];
    sheet->n_columns = MAX(sheet->n_columns, column + 1);
}

void
sheet_writer_set_header(SheetWriter *sheet, guint64 row, guint n_columns)
{
    sheet->header_row = row;
    sheet->n_filtered = n_columns;
    (void)worksheet_set_row(sheet->sheet, (lxw_row_t)(row - 1), HEADER_HEIGHT, NULL);
    worksheet_freeze_panes(sheet->sheet, (lxw_row_t)row, 0);
}

static void
finish_sheet(SheetWriter *sheet)
{
    for (guint c = 0; c < sheet->n_columns; c++) {
        guint width = CLAMP(sheet->widths[c] + 3, NARROWEST, WIDEST); /* 3: of the filter's button */

        (void)worksheet_set_column(sheet->sheet, (lxw_col_t)c, (lxw_col_t)c, width, sheet->formats[c]);
    }
    if (sheet->n_filtered > 0)
        (void)worksheet_autofilter(sheet->sheet, (lxw_row_t)(sheet->header_row - 1), 0,
                                   (lxw_row_t)(MAX(sheet->last_row, sheet->header_row) - 1),
                                   (lxw_col_t)(sheet->n_filtered - 1));
    if (sheet->last_row > 0) {
        char range[LXW_MAX_CELL_RANGE_LENGTH] = "";

        lxw_rowcol_to_range(range, 0, 0, (lxw_row_t)(sheet->last_row - 1),
                            (lxw_col_t)(MAX(sheet->n_columns, 1) - 1));
        /* Codes are meant to be texts; no green corners. */
        (void)worksheet_ignore_errors(sheet->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range);
    }
}

/* What was written for a sheet went through streams that libxlsxwriter does not
 * look after. */
static gboolean
check_streams(const WorkbookWriter *writer, GError **error)
{
    for (guint i = 0; i < writer->sheets->len; i++) {
        const SheetWriter *sheet = g_ptr_array_index(writer->sheets, i);
        FILE *stream = sheet->sheet->optimize_tmpfile;

        if (stream != NULL && (fflush(stream) != 0 || ferror(stream)))
            return fail(error, g_strerror(errno != 0 ? errno : EIO));
    }
    return TRUE;
}

static gboolean
hand_out(FILE *stream, ChaWriter write, gpointer data, GError **error)
{
    g_autofree char *piece = g_malloc(PIECE_BYTES);
    gsize length;

    while ((length = fread(piece, 1, PIECE_BYTES, stream)) > 0) {
        if (!write(piece, length, data, error))
            return FALSE;
    }
    return !ferror(stream) || fail(error, g_strerror(EIO));
}

gboolean
workbook_writer_finish(WorkbookWriter *writer, ChaWriter write, gpointer data, GError **error)
{
    locale_t before = uselocale(writer->numbers);
    lxw_error code;
    FILE *stream;
    gboolean done;

    for (guint i = 0; i < writer->sheets->len; i++)
        finish_sheet(g_ptr_array_index(writer->sheets, i));
    done = check_streams(writer, error);
    code = done ? workbook_close(g_steal_pointer(&writer->workbook)) : LXW_NO_ERROR;
    (void)uselocale(before);
    if (!done || !check(code, error))
        return FALSE;
    stream = g_fopen(writer->path, "rbe");
    if (stream == NULL)
        return fail(error, g_strerror(errno));
    done = hand_out(stream, write, data, error);
    (void)fclose(stream);
    return done;
}
