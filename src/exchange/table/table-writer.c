#include "exchange/table/table-writer.h"

#include "base/i18n.h"
#include "base/text.h"
#include "exchange/table/table-sheet.h"

#include <string.h>

enum {
    FLUSH_BYTES = 65536,
    MEASURED_ROWS = 1000,
    GAP = 2 /* blanks between the columns of a terminal */
};

struct TableWriter {
    ChaTableFormat format;
    const OutputColumn *columns;
    guint n_columns;
    ChaWriter write;
    gpointer data;
    GString *pending;
    gboolean begun;     /* whether the header is out */
    GPtrArray *waiting; /* (element-type GStrv) rows that the widths are measured on */
    guint *widths;
    char *title;
    TableSheet *sheet; /* of a workbook; NULL: nothing was written yet */
};

TableWriter *
table_writer_new(ChaTableFormat format, const OutputColumn *columns, guint n_columns, ChaWriter write,
                 gpointer data)
{
    TableWriter *writer = g_new0(TableWriter, 1);

    writer->format = format;
    writer->columns = columns;
    writer->n_columns = n_columns;
    writer->write = write;
    writer->data = data;
    writer->pending = g_string_sized_new(FLUSH_BYTES + FLUSH_BYTES / 4);
    writer->waiting = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    writer->widths = g_new0(guint, n_columns);
    return writer;
}

void
table_writer_free(TableWriter *writer)
{
    if (writer == NULL)
        return;
    g_string_free(writer->pending, TRUE);
    g_ptr_array_unref(writer->waiting);
    g_free(writer->widths);
    table_sheet_free(writer->sheet);
    g_free(writer->title);
    g_free(writer);
}

void
table_writer_set_title(TableWriter *writer, const char *title)
{
    g_free(writer->title);
    writer->title = g_strdup(title);
}

gboolean
table_format_is_for_people(ChaTableFormat format)
{
    return format != CHA_TABLE_CSV && format != CHA_TABLE_JSON;
}

static gboolean
is_number(const OutputColumn *column)
{
    return column->type == OUTPUT_NUMBER || column->type == OUTPUT_RATIO;
}

static gboolean
flush_from(TableWriter *writer, gsize least, GError **error)
{
    if (writer->pending->len < least || writer->pending->len == 0)
        return TRUE;
    if (!writer->write(writer->pending->str, writer->pending->len, writer->data, error))
        return FALSE;
    g_string_truncate(writer->pending, 0);
    return TRUE;
}

static void
append_csv_cell(GString *line, const char *text)
{
    const char *rest = text;

    if (strpbrk(text, ",\"\r\n") == NULL) {
        g_string_append(line, text);
        return;
    }
    g_string_append_c(line, '"');
    for (const char *quote; (quote = strchr(rest, '"')) != NULL; rest = quote + 1) {
        g_string_append_len(line, rest, quote - rest);
        g_string_append(line, "\"\"");
    }
    g_string_append(line, rest);
    g_string_append_c(line, '"');
}

static void
append_csv_row(TableWriter *writer, const char *const *texts)
{
    for (guint c = 0; c < writer->n_columns; c++) {
        if (c > 0)
            g_string_append_c(writer->pending, ',');
        append_csv_cell(writer->pending, texts[c] != NULL ? texts[c] : "");
    }
    g_string_append_c(writer->pending, '\n');
}

/* Like the other CSV, with what spreadsheet programs need: they take a text
 * that begins like a formula for one unless it is marked. */
static void
append_spreadsheet_row(TableWriter *writer, const char *const *texts)
{
    for (guint c = 0; c < writer->n_columns; c++) {
        const char *text = texts[c] != NULL ? texts[c] : "";
        g_autofree char *marked = NULL;

        if (c > 0)
            g_string_append_c(writer->pending, ',');
        if (!is_number(&writer->columns[c]) && text_begins_formula(text))
            marked = g_strconcat("'", text, NULL);
        append_csv_cell(writer->pending, marked != NULL ? marked : text);
    }
    g_string_append(writer->pending, "\r\n");
}

static void
append_json_string(GString *line, const char *text)
{
    g_string_append_c(line, '"');
    for (const char *at = text; *at != '\0'; at++) {
        guchar byte = (guchar)*at;

        if (byte == '"' || byte == '\\')
            g_string_append_c(line, '\\');
        if (byte < 0x20)
            g_string_append_printf(line, "\\u%04x", byte);
        else
            g_string_append_c(line, *at);
    }
    g_string_append_c(line, '"');
}

/* A number as JSON writes it: without leading zeros, with digits after a point. */
static gboolean
is_json_number(const char *text)
{
    const char *at = *text == '-' ? text + 1 : text;
    gsize whole = strspn(at, "0123456789");

    if (whole == 0 || (whole > 1 && *at == '0'))
        return FALSE;
    at += whole;
    if (*at == '\0')
        return TRUE;
    return *at == '.' && at[1] != '\0' && at[1 + strspn(at + 1, "0123456789")] == '\0';
}

static void
append_json_row(TableWriter *writer, const char *const *texts)
{
    g_string_append(writer->pending, writer->begun ? ",\n{" : "\n{");
    for (guint c = 0; c < writer->n_columns; c++) {
        const char *text = texts[c] != NULL ? texts[c] : "";
        gboolean is_numeric = is_number(&writer->columns[c]);

        if (c > 0)
            g_string_append(writer->pending, ", ");
        append_json_string(writer->pending, writer->columns[c].name);
        g_string_append(writer->pending, ": ");
        if (is_numeric && *text == '\0')
            g_string_append(writer->pending, "null");
        else if (is_numeric && is_json_number(text))
            g_string_append(writer->pending, text);
        else
            append_json_string(writer->pending, text);
    }
    g_string_append_c(writer->pending, '}');
    writer->begun = TRUE;
}

/* Control characters would let a cell take over the terminal. */
static void
append_visible(GString *line, const char *text)
{
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);

        if (g_unichar_iscntrl(character))
            g_string_append_c(line, ' ');
        else
            g_string_append_unichar(line, character);
    }
}

static void
append_blanks(GString *line, guint n_blanks)
{
    for (guint i = 0; i < n_blanks; i++)
        g_string_append_c(line, ' ');
}

static void
append_terminal_row(TableWriter *writer, const char *const *texts)
{
    GString *line = writer->pending;
    gsize begin = line->len;

    for (guint c = 0; c < writer->n_columns; c++) {
        const char *text = texts[c] != NULL ? texts[c] : "";
        guint width = text_display_width(text);
        guint padding = width < writer->widths[c] ? writer->widths[c] - width : 0;

        if (c > 0)
            append_blanks(line, GAP);
        if (is_number(&writer->columns[c]))
            append_blanks(line, padding);
        append_visible(line, text);
        if (!is_number(&writer->columns[c]))
            append_blanks(line, padding);
    }
    while (line->len > begin && line->str[line->len - 1] == ' ')
        g_string_truncate(line, line->len - 1);
    g_string_append_c(line, '\n');
}

static void
widen(TableWriter *writer, const char *const *texts)
{
    for (guint c = 0; c < writer->n_columns; c++)
        writer->widths[c] = MAX(writer->widths[c], text_display_width(texts[c]));
}

static const char *
title_of(const OutputColumn *column)
{
    if (column->title == NULL)
        return column->name;
    return *column->title != '\0' ? _(column->title) : ""; /* "" stands for a catalogue's own header */
}

static const char **
titles_of(const TableWriter *writer)
{
    const char **titles = g_new0(const char *, writer->n_columns);

    for (guint c = 0; c < writer->n_columns; c++)
        titles[c] = title_of(&writer->columns[c]);
    return titles;
}

/* Writes the header and the rows that waited for their widths. */
static gboolean
begin_terminal(TableWriter *writer, GError **error)
{
    g_autofree const char **titles = titles_of(writer);

    widen(writer, titles);
    for (guint i = 0; i < writer->waiting->len; i++)
        widen(writer, g_ptr_array_index(writer->waiting, i));
    append_terminal_row(writer, titles);
    for (guint i = 0; i < writer->waiting->len; i++) {
        append_terminal_row(writer, g_ptr_array_index(writer->waiting, i));
        if (!flush_from(writer, FLUSH_BYTES, error))
            return FALSE;
    }
    g_ptr_array_set_size(writer->waiting, 0);
    writer->begun = TRUE;
    return TRUE;
}

static gboolean
add_terminal_row(TableWriter *writer, const char *const *texts, GError **error)
{
    char **copy;

    if (writer->begun) {
        append_terminal_row(writer, texts);
        return TRUE;
    }
    copy = g_new0(char *, writer->n_columns + 1);
    for (guint c = 0; c < writer->n_columns; c++)
        copy[c] = g_strdup(texts[c] != NULL ? texts[c] : "");
    g_ptr_array_add(writer->waiting, copy);
    return writer->waiting->len < MEASURED_ROWS || begin_terminal(writer, error);
}

static void
begin_csv(TableWriter *writer)
{
    g_autofree const char **names = g_new0(const char *, writer->n_columns);

    for (guint c = 0; c < writer->n_columns; c++)
        names[c] = writer->columns[c].name;
    append_csv_row(writer, names);
    writer->begun = TRUE;
}

static void
begin_spreadsheet(TableWriter *writer)
{
    g_autofree const char **titles = titles_of(writer);

    g_string_append(writer->pending, "\xef\xbb\xbf"); /* or Chinese is not seen to be UTF-8 */
    append_spreadsheet_row(writer, titles);
    writer->begun = TRUE;
}

static gboolean
begin_workbook(TableWriter *writer, GError **error)
{
    g_autofree const char **titles = titles_of(writer);

    writer->sheet = table_sheet_new(writer->columns, writer->n_columns,
                                    writer->title != NULL ? writer->title : _("table"), titles, error);
    writer->begun = writer->sheet != NULL;
    return writer->begun;
}

/* Writes what stands before the first row, if anything does. */
static gboolean
begin(TableWriter *writer, GError **error)
{
    switch (writer->format) {
    case CHA_TABLE_TERMINAL:
        return begin_terminal(writer, error);
    case CHA_TABLE_CSV:
        begin_csv(writer);
        return TRUE;
    case CHA_TABLE_SPREADSHEET:
        begin_spreadsheet(writer);
        return TRUE;
    case CHA_TABLE_WORKBOOK:
        return begin_workbook(writer, error);
    case CHA_TABLE_JSON:
        g_string_append_c(writer->pending, '[');
        return TRUE;
    default:
        g_assert_not_reached();
    }
}

gboolean
table_writer_add(TableWriter *writer, const char *const *texts, GError **error)
{
    if (writer->format == CHA_TABLE_TERMINAL)
        return add_terminal_row(writer, texts, error) && flush_from(writer, FLUSH_BYTES, error);
    if (!writer->begun && !begin(writer, error))
        return FALSE;
    switch (writer->format) {
    case CHA_TABLE_CSV:
        append_csv_row(writer, texts);
        break;
    case CHA_TABLE_SPREADSHEET:
        append_spreadsheet_row(writer, texts);
        break;
    case CHA_TABLE_WORKBOOK:
        return table_sheet_add(writer->sheet, texts, error);
    case CHA_TABLE_JSON:
        append_json_row(writer, texts);
        break;
    case CHA_TABLE_TERMINAL:
    default:
        g_assert_not_reached();
    }
    return flush_from(writer, FLUSH_BYTES, error);
}

gboolean
table_writer_finish(TableWriter *writer, GError **error)
{
    gboolean has_rows = writer->begun;

    if (!writer->begun && !begin(writer, error))
        return FALSE;
    if (writer->format == CHA_TABLE_WORKBOOK)
        return table_sheet_finish(writer->sheet, writer->write, writer->data, error);
    if (writer->format == CHA_TABLE_JSON)
        g_string_append(writer->pending, has_rows ? "\n]\n" : "]\n");
    return flush_from(writer, 1, error);
}
