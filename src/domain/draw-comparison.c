#include "domain/draw-comparison.h"

#include "base/i18n.h"

#include <string.h>

enum { PIECE = 64 * 1024 };

/* The text that is expected, line by line. */
typedef struct {
    const char *at;
    gsize rest;
} Lines;

static gboolean
is_equal(BundleSource *source, const char *path, GBytes *expected, gboolean *ret_is_equal, Trouble *trouble)
{
    g_autofree guint8 *piece = g_malloc(PIECE);
    gsize size = 0;
    const guint8 *bytes = g_bytes_get_data(expected, &size);
    guint64 offset = 0;

    for (;;) {
        GError *error = NULL;
        gssize length = source->read(source, path, offset, piece, PIECE, &error);

        if (length < 0) {
            trouble_take(trouble, &(Trouble){.error = error});
            return FALSE;
        }
        if (length == 0)
            break;
        if (offset + (gsize)length > size || memcmp(bytes + offset, piece, (gsize)length) != 0) {
            *ret_is_equal = FALSE;
            return TRUE;
        }
        offset += (gsize)length;
    }
    *ret_is_equal = offset == size;
    return TRUE;
}

/* A file that is not as it must be may not even be a table. */
static gboolean
check_form(BundleSource *source, const char *path, const TableForm *form, Trouble *trouble)
{
    g_autoptr(TableReader) reader = table_reader_new(source, path, form, PIECE);

    while (table_reader_next(reader, trouble))
        ;
    return !trouble_is_set(trouble);
}

/* The next line without its LF; NULL at the end. */
static char *
next_line(Lines *lines)
{
    const char *end = lines->rest > 0 ? memchr(lines->at, '\n', lines->rest) : NULL;
    char *line = NULL;

    if (end == NULL)
        return NULL;
    line = g_strndup(lines->at, (gsize)(end - lines->at));
    lines->rest -= (gsize)(end - lines->at) + 1;
    lines->at = end + 1;
    return line;
}

static gboolean
tell_first_difference(BundleSource *source, const char *path, Rule rule, GBytes *expected, Trouble *trouble)
{
    g_autoptr(FileReader) reader = file_reader_new(source, path, PIECE);
    Lines lines = {g_bytes_get_data(expected, NULL), g_bytes_get_size(expected)};
    char *line = NULL;
    gsize length = 0;

    while (file_reader_next(reader, &line, &length, trouble)) {
        g_autofree char *expected_line = next_line(&lines);

        if (expected_line == NULL)
            return trouble_add_fault(
                trouble, rule, path, file_reader_line_number(reader),
                _("the line is too much; what follows from commit/ and seed.txt ends before it"));
        if (strlen(expected_line) != length || memcmp(expected_line, line, length) != 0)
            return trouble_add_fault(trouble, rule, path, file_reader_line_number(reader),
                                     _("the line must be \"%s\" by what follows from commit/ and seed.txt"),
                                     expected_line);
    }
    if (trouble_is_set(trouble))
        return FALSE;
    line = next_line(&lines);
    trouble_add_fault(trouble, rule, path, file_reader_line_number(reader) + 1,
                      _("the line \"%s\" is missing, which follows from commit/ and seed.txt"),
                      line != NULL ? line : "");
    g_free(line);
    return FALSE;
}

gboolean
draw_compare_file(BundleSource *source, const char *path, const TableForm *form, Rule rule, GBytes *expected,
                  Trouble *trouble)
{
    gboolean equal = FALSE;

    if (!is_equal(source, path, expected, &equal, trouble))
        return FALSE;
    return equal || (check_form(source, path, form, trouble) &&
                     tell_first_difference(source, path, rule, expected, trouble));
}
