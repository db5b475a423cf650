#include "exchange/workbook/sheet-writer.h"

#include "base/i18n.h"
#include "base/text.h"
#include "exchange/workbook/workbook-text.h"
#include "exchange/workbook/workbook-writer-private.h"

#include <choucha/day.h>
#include <choucha/error.h>
#include <string.h>

enum {
    NARROWEST = 8, /* columns, in characters */
    WIDEST = 50,
    MARGIN = 3,       /* the filter's button */
    LINE_HEIGHT = 15, /* points */
    HIGHEST = 405,    /* no row is higher */
    PAPER_A4 = 9,
    SERIAL_OF_1970 = 25569, /* as spreadsheets count days */
    FIRST_YEAR = 1901,      /* spreadsheets miscount the days before March 1900 */
    HEADER_HEIGHT = 22      /* points */
};

SheetWriter *
sheet_writer_new(lxw_worksheet *worksheet, char *name, lxw_format *const *styles, locale_t numbers)
{
    SheetWriter *sheet = g_new0(SheetWriter, 1);

    sheet->sheet = worksheet;
    sheet->name = name;
    sheet->styles = styles;
    sheet->numbers = numbers;
    worksheet_set_paper(worksheet, PAPER_A4);
    worksheet_set_landscape(worksheet);
    worksheet_fit_to_pages(worksheet, 1, 0); /* one wide, as many long as it takes */
    (void)worksheet_set_footer(worksheet, "&C&P / &N");
    return sheet;
}

void
sheet_writer_free(gpointer data)
{
    SheetWriter *sheet = data;

    g_free(sheet->name);
    g_free(sheet);
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

/* The lines that a text takes when it is wrapped. */
static guint
count_lines(const char *text, guint width)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    guint n_lines = 0;

    for (gsize i = 0; lines[i] != NULL; i++)
        n_lines += 1 + text_display_width(lines[i]) / width;
    return n_lines;
}

static guint
widest(const SheetWriter *sheet, guint column)
{
    return sheet->widest[column] != 0 ? sheet->widest[column] : WIDEST;
}

/* Programs do not make room for wrapped texts by themselves. */
static void
make_room(SheetWriter *sheet, guint64 row, guint column, const char *text)
{
    guint width = widest(sheet, column) - MARGIN;
    guint n_lines;

    if (strlen(text) <= width && strchr(text, '\n') == NULL) /* no character is wider than its bytes */
        return;
    n_lines = count_lines(text, width);
    if (n_lines <= sheet->n_lines)
        return;
    sheet->n_lines = n_lines;
    (void)worksheet_set_row(sheet->sheet, (lxw_row_t)(row - 1), MIN(n_lines * LINE_HEIGHT, HIGHEST), NULL);
}

/* Begins a cell: whether there is room for it. */
static gboolean
take_place(SheetWriter *sheet, guint64 row, guint column, guint width, GError **error)
{
    g_assert(row >= MAX(sheet->last_row, 1));
    if (row > WORKBOOK_MAX_ROWS || column >= SHEET_MAX_COLUMNS) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                    _("more than a sheet can hold (%u rows and %u columns); write CSV instead"),
                    WORKBOOK_MAX_ROWS, SHEET_MAX_COLUMNS);
        return FALSE;
    }
    if (row > sheet->last_row)
        sheet->n_lines = 1;
    sheet->last_row = row;
    sheet->n_columns = MAX(sheet->n_columns, column + 1);
    sheet->widths[column] = MAX(sheet->widths[column], width);
    return TRUE;
}

gboolean
sheet_writer_text(SheetWriter *sheet, guint64 row, guint column, const char *text, WorkbookStyle style,
                  GError **error)
{
    lxw_format *format = sheet->styles[style];
    g_autofree char *escaped = workbook_text_escape(text);
    locale_t before;
    lxw_error code;

    if (!workbook_text_fits(text)) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                    _("row %u, column %u: more text than a cell of a workbook can hold; write CSV instead"),
                    (guint)row, column + 1);
        return FALSE;
    }
    /* Titles run over the cells at their right. */
    if (!take_place(sheet, row, column, *text != '\0' && style != STYLE_TITLE ? widest_line(text) : 0, error))
        return FALSE;
    before = uselocale(sheet->numbers); /* the row before is put out now */
    if (style != STYLE_TEXT && style != STYLE_TITLE)
        make_room(sheet, row, column, text);
    if (*text == '\0')
        code = worksheet_write_blank(sheet->sheet, (lxw_row_t)(row - 1), (lxw_col_t)column, format);
    else
        code = worksheet_write_string(sheet->sheet, (lxw_row_t)(row - 1), (lxw_col_t)column,
                                      escaped != NULL ? escaped : text, format);
    (void)uselocale(before);
    return workbook_writer_check(code, error);
}

static gboolean
write_value(SheetWriter *sheet, guint64 row, guint column, double value, WorkbookStyle style, GError **error)
{
    locale_t before = uselocale(sheet->numbers);
    lxw_error code = worksheet_write_number(sheet->sheet, (lxw_row_t)(row - 1), (lxw_col_t)column, value,
                                            sheet->styles[style]);

    (void)uselocale(before);
    return workbook_writer_check(code, error);
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

gboolean
sheet_writer_not_available(SheetWriter *sheet, guint64 row, guint column, WorkbookStyle style, GError **error)
{
    static const char VALUE[] = "#N/A";
    locale_t before;
    lxw_error code;

    if (!take_place(sheet, row, column, (guint)strlen(VALUE), error))
        return FALSE;
    before = uselocale(sheet->numbers);
    code = worksheet_write_formula_str(sheet->sheet, (lxw_row_t)(row - 1), (lxw_col_t)column, "=NA()",
                                       sheet->styles[style], VALUE);
    (void)uselocale(before);
    return workbook_writer_check(code, error);
}

void
sheet_writer_comment(SheetWriter *sheet, guint64 row, guint column, const char *text)
{
    /* Wide and high enough for a sentence or two. */
    lxw_comment_options options = {.x_scale = 2.0, .y_scale = 1.4};
    g_autofree char *escaped = workbook_text_escape(text);

    g_assert(row == sheet->last_row);
    if (sheet->n_comments == WORKBOOK_MAX_COMMENTS || !workbook_text_fits(text))
        return;
    if (worksheet_write_comment_opt(sheet->sheet, (lxw_row_t)(row - 1), (lxw_col_t)column,
                                    escaped != NULL ? escaped : text, &options) == LXW_NO_ERROR)
        sheet->n_comments++;
}

void
sheet_writer_set_column(SheetWriter *sheet, guint column, WorkbookStyle style)
{
    g_return_if_fail(column < SHEET_MAX_COLUMNS);

    sheet->formats[column] = sheet->styles[style];
    sheet->n_columns = MAX(sheet->n_columns, column + 1);
}

void
sheet_writer_set_widest(SheetWriter *sheet, guint column, guint width)
{
    g_return_if_fail(column < SHEET_MAX_COLUMNS);

    sheet->widest[column] = width;
}

void
sheet_writer_set_header(SheetWriter *sheet, guint64 row, guint n_columns)
{
    sheet->header_row = row;
    sheet->n_filtered = n_columns;
    (void)worksheet_set_row(sheet->sheet, (lxw_row_t)(row - 1), HEADER_HEIGHT, NULL);
    worksheet_freeze_panes(sheet->sheet, (lxw_row_t)row, 0);
    (void)worksheet_repeat_rows(sheet->sheet, (lxw_row_t)(row - 1), (lxw_row_t)(row - 1));
}

void
sheet_writer_hide(SheetWriter *sheet)
{
    worksheet_hide(sheet->sheet);
}

void
sheet_writer_offer(SheetWriter *sheet, guint64 row, guint column, const SheetChoices *choices)
{
    char letters[LXW_MAX_COL_NAME_LENGTH] = "";
    g_autofree char *range = NULL;
    lxw_data_validation validation = {
        .validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
        .ignore_blank = LXW_VALIDATION_ON,
        .dropdown = LXW_VALIDATION_ON,
        .show_error = choices->is_all ? LXW_VALIDATION_ON : LXW_VALIDATION_OFF,
        .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING,
    };

    lxw_col_to_name(letters, (lxw_col_t)choices->column, LXW_FALSE);
    range = g_strdup_printf("='%s'!$%s$1:$%s$%u", choices->sheet->name, letters, letters, choices->n_rows);
    validation.value_formula = range;
    (void)worksheet_data_validation_range(sheet->sheet, (lxw_row_t)(row - 1), (lxw_col_t)column,
                                          WORKBOOK_MAX_ROWS - 1, (lxw_col_t)column, &validation);
}

void
sheet_writer_finish(SheetWriter *sheet)
{
    for (guint c = 0; c < sheet->n_columns; c++) {
        guint width = CLAMP(sheet->widths[c] + MARGIN, NARROWEST, widest(sheet, c));

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
