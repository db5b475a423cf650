#include "exchange/workbook/workbook-writer.h"

#include "base/i18n.h"
#include "exchange/workbook/workbook-writer-private.h"

#include <choucha/error.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

enum { SHEET_NAME_CHARACTERS = 31, PIECE_BYTES = 65536 };

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
    gboolean is_wrapped;
    lxw_color_t ink;   /* 0: black */
    lxw_color_t paper; /* 0: white */
} Look;

static const Look LOOKS[N_WORKBOOK_STYLES] = {
    [STYLE_TEXT] = {.number_format = "@"},
    [STYLE_NUMBER] = {.number_format = "General"},
    [STYLE_RATIO] = {.number_format = "0.00"},
    [STYLE_DAY] = {.number_format = "yyyy-mm-dd"},
    [STYLE_TITLE] = {.number_format = "@", .is_bold = TRUE},
    [STYLE_HEADER] = {.number_format = "@", .is_bold = TRUE, .is_wrapped = TRUE, .paper = 0xD9E2F3},
    [STYLE_REQUIRED] =
        {.number_format = "@", .is_bold = TRUE, .is_wrapped = TRUE, .ink = 0x9C0006, .paper = 0xFFE699},
    [STYLE_EXAMPLE] = {.number_format = "@", .ink = 0x7F7F7F, .paper = 0xF2F2F2},
    [STYLE_PROSE] = {.number_format = "@", .is_wrapped = TRUE},
    [STYLE_WRONG] = {.number_format = "@", .is_wrapped = TRUE, .ink = 0x9C0006, .paper = 0xFFC7CE},
    [STYLE_QUESTION] = {.number_format = "@", .is_wrapped = TRUE, .ink = 0x7F6000, .paper = 0xFFF2CC},
    [STYLE_REASON] = {.number_format = "@", .is_wrapped = TRUE, .ink = 0x9C0006},
};

static lxw_format *
make_format(lxw_workbook *workbook, WorkbookStyle style)
{
    const Look *look = &LOOKS[style];
    lxw_format *format = workbook_add_format(workbook);

    format_set_num_format(format, look->number_format);
    if (look->is_bold)
        format_set_bold(format);
    if (look->is_wrapped)
        format_set_text_wrap(format);
    if (look->ink != 0)
        format_set_font_color(format, look->ink);
    if (look->paper != 0)
        format_set_bg_color(format, look->paper);
    if (style == STYLE_HEADER || style == STYLE_REQUIRED)
        format_set_border(format, LXW_BORDER_THIN);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    if (style == STYLE_DAY)
        format_set_align(format, LXW_ALIGN_LEFT);
    return format;
}

gboolean
workbook_writer_fail(GError **error, const char *reason)
{
    g_set_error(error, CHA_ERROR, CHA_ERROR_OUTPUT, _("the workbook cannot be put together: %s"), reason);
    return FALSE;
}

gboolean
workbook_writer_check(lxw_error code, GError **error)
{
    return code == LXW_NO_ERROR || workbook_writer_fail(error, lxw_strerror(code));
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
        (void)workbook_writer_fail(error, g_strerror(errno));
        return NULL;
    }
    (void)close(descriptor);
    writer->workbook = workbook_new_opt(writer->path, &options);
    if (writer->workbook == NULL) {
        (void)workbook_writer_fail(error, lxw_strerror(LXW_ERROR_MEMORY_MALLOC_FAILED));
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
    char *cleaned = clean_name(writer, name);
    lxw_worksheet *worksheet = workbook_add_worksheet(writer->workbook, cleaned);
    SheetWriter *sheet;

    g_assert(worksheet != NULL); /* the name is a good one */
    sheet = sheet_writer_new(worksheet, cleaned, writer->formats, writer->numbers);
    g_ptr_array_add(writer->sheets, sheet);
    return sheet;
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
            return workbook_writer_fail(error, g_strerror(errno != 0 ? errno : EIO));
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
    return !ferror(stream) || workbook_writer_fail(error, g_strerror(EIO));
}

gboolean
workbook_writer_finish(WorkbookWriter *writer, ChaWriter write, gpointer data, GError **error)
{
    locale_t before = uselocale(writer->numbers);
    lxw_error code;
    FILE *stream;
    gboolean done;

    for (guint i = 0; i < writer->sheets->len; i++)
        sheet_writer_finish(g_ptr_array_index(writer->sheets, i));
    done = check_streams(writer, error);
    code = done ? workbook_close(g_steal_pointer(&writer->workbook)) : LXW_NO_ERROR;
    (void)uselocale(before);
    if (!done || !workbook_writer_check(code, error))
        return FALSE;
    stream = g_fopen(writer->path, "rbe");
    if (stream == NULL)
        return workbook_writer_fail(error, g_strerror(errno));
    done = hand_out(stream, write, data, error);
    (void)fclose(stream);
    return done;
}
