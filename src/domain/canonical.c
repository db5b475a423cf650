#include "domain/canonical.h"

#include "base/i18n.h"

#include <string.h>

enum { SHOWN_MAX = 80, NUMBER_DIGITS_MAX = 13, DIGEST_DIGITS = 64, DELETE = 0x7f };

/* Eight bytes at a time: nearly all lines of the large files are plain ASCII. */
static gboolean
is_printable_ascii(const char *text, gsize length)
{
    static const guint64 ONES = G_GUINT64_CONSTANT(0x0101010101010101);
    static const guint64 HIGHS = G_GUINT64_CONSTANT(0x8080808080808080);
    gsize i = 0;

    for (; i + sizeof(guint64) <= length; i += sizeof(guint64)) {
        guint64 word, below_space, no_delete;

        memcpy(&word, text + i, sizeof word);
        below_space = (word - ONES * ' ') & ~word;
        no_delete = word ^ (ONES * DELETE);
        if (((word | below_space | ((no_delete - ONES) & ~no_delete)) & HIGHS) != 0)
            return FALSE;
    }
    for (; i < length; i++) {
        if (text[i] < ' ' || text[i] == DELETE)
            return FALSE;
    }
    return TRUE;
}

static gboolean
find_control_character(const char *text, gsize length, gunichar *ret_character)
{
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
        gunichar character = (guchar)*at < 0x80 ? (guchar)*at : g_utf8_get_char(at);

        if (character < ' ' || (character >= DELETE && character < 0xa0)) {
            *ret_character = character;
            return TRUE;
        }
    }
    return FALSE;
}

/* As g_utf8_validate(), but NUL is a character like any other. */
static gboolean
is_utf8(const char *text, gsize length)
{
    const char *end = text + length;

    while (text < end) {
        const char *nul = memchr(text, '\0', (gsize)(end - text));
        const char *stop = nul != NULL ? nul : end;

        if (!g_utf8_validate_len(text, (gsize)(stop - text), NULL))
            return FALSE;
        text = stop + 1;
    }
    return TRUE;
}

gboolean
canonical_check_line(const char *path, guint64 line_number, const char *line, gsize length, Trouble *trouble)
{
    gunichar character;

    if (length == 0)
        return trouble_add_fault(trouble, RULE_T2, path, line_number,
                                 _("the line is empty; every line must hold something"));
    if (is_printable_ascii(line, length))
        return TRUE;
    if (!is_utf8(line, length))
        return trouble_add_fault(trouble, RULE_T1, path, line_number,
                                 _("the line is not UTF-8 text; the file must be UTF-8"));
    if (line_number == 1 && length >= 3 && memcmp(line, "\xef\xbb\xbf", 3) == 0)
        return trouble_add_fault(trouble, RULE_T1, path, line_number,
                                 _("the file begins with a byte order mark; it must be UTF-8 without one"));
    if (line[length - 1] == '\r')
        return trouble_add_fault(trouble, RULE_T2, path, line_number,
                                 _("the line ends with CR LF; it must end with LF alone"));
    if (find_control_character(line, length, &character))
        return trouble_add_fault(trouble, RULE_T3, path, line_number,
                                 _("the line holds the control character U+%04X; none is allowed"),
                                 (guint)character);
    return TRUE;
}

gboolean
canonical_read_number(const char *text, gsize length, guint64 *ret_number)
{
    guint64 number = 0;

    if (length < 1 || length > NUMBER_DIGITS_MAX || (text[0] == '0' && length > 1))
        return FALSE;
    for (gsize i = 0; i < length; i++) {
        if (!g_ascii_isdigit(text[i]))
            return FALSE;
        number = number * 10 + (guint64)(text[i] - '0');
    }
    if (number > CANONICAL_NUMBER_MAX)
        return FALSE;
    *ret_number = number;
    return TRUE;
}

gboolean
canonical_is_digest(const char *text, gsize length)
{
    return length == DIGEST_DIGITS && strspn(text, "0123456789abcdef") >= DIGEST_DIGITS;
}

char *
canonical_shorten(const char *text)
{
    gsize length = strlen(text);

    if (length <= SHOWN_MAX)
        return g_strdup(text);
    /* Do not cut through a character. */
    for (length = SHOWN_MAX; length > SHOWN_MAX - 4 && ((guchar)text[length] & 0xc0) == 0x80;)
        length--;
    return g_strdup_printf("%.*s…", (int)length, text);
}

void
canonical_append_cell(GString *text, const char *cell)
{
    if (strpbrk(cell, ",\"") == NULL) {
        g_string_append(text, cell);
        return;
    }
    g_string_append_c(text, '"');
    for (; *cell != '\0'; cell++) {
        if (*cell == '"')
            g_string_append_c(text, '"');
        g_string_append_c(text, *cell);
    }
    g_string_append_c(text, '"');
}

void
canonical_append_row(GString *text, const char *cell, ...)
{
    va_list cells;

    va_start(cells, cell);
    for (gboolean is_first = TRUE; cell != NULL; cell = va_arg(cells, const char *), is_first = FALSE) {
        if (!is_first)
            g_string_append_c(text, ',');
        canonical_append_cell(text, cell);
    }
    va_end(cells);
    g_string_append_c(text, '\n');
}
