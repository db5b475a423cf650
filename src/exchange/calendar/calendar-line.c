#include "exchange/calendar/calendar-line.h"

#include <string.h>

enum { LINE_MAX_BYTES = 75, LINE_SEPARATOR = 0x2028, PARAGRAPH_SEPARATOR = 0x2029 };

/* The bytes at @at that must stay together. */
static gsize
unit_length(const char *at)
{
    const char *next = g_utf8_next_char(at);

    if (*at == '\\' && *next != '\0')
        next = g_utf8_next_char(next);
    return (gsize)(next - at);
}

void
calendar_line_add(GString *output, const char *line)
{
    const char *piece = line;
    gsize room = LINE_MAX_BYTES;

    while (*line != '\0') {
        gsize length = unit_length(line);

        if ((gsize)(line - piece) + length > room) {
            g_string_append_len(output, piece, line - piece);
            g_string_append(output, "\r\n ");
            piece = line;
            room = LINE_MAX_BYTES - 1;
        }
        line += length;
    }
    g_string_append_len(output, piece, line - piece);
    g_string_append(output, "\r\n");
}

void
calendar_line_add_folded(GString *output, const char *lines)
{
    g_autoptr(GString) line = g_string_new(NULL);

    while (*lines != '\0') {
        const char *end = strstr(lines, "\r\n");

        g_assert(end != NULL);
        g_string_append_len(line, lines, end - lines);
        lines = end + strlen("\r\n");
        if (*lines == ' ') {
            lines++;
            continue;
        }
        calendar_line_add(output, line->str);
        g_string_truncate(line, 0);
    }
}

static gboolean
is_line_end(const char *at, gunichar character)
{
    return *at == '\r' || *at == '\n' || character == LINE_SEPARATOR || character == PARAGRAPH_SEPARATOR;
}

char *
calendar_text_clean(const char *text)
{
    GString *clean = g_string_sized_new(strlen(text));

    for (const char *at = text, *next = NULL; *at != '\0'; at = next) {
        gunichar character = g_utf8_get_char(at);

        next = g_utf8_next_char(at);
        if (*at == '\r' && *next == '\n')
            continue;
        if (is_line_end(at, character))
            g_string_append_c(clean, '\n');
        else if (g_unichar_iscntrl(character))
            g_string_append_c(clean, ' ');
        else
            g_string_append_len(clean, at, next - at);
    }
    return g_string_free(clean, FALSE);
}

char *
calendar_text_escape(const char *text)
{
    g_autofree char *clean = calendar_text_clean(text);
    GString *escaped = g_string_sized_new(strlen(clean));

    for (const char *at = clean; *at != '\0'; at++) {
        if (*at == '\n') {
            g_string_append(escaped, "\\n");
            continue;
        }
        if (strchr("\\;,", *at) != NULL)
            g_string_append_c(escaped, '\\');
        g_string_append_c(escaped, *at);
    }
    return g_string_free(escaped, FALSE);
}

char *
calendar_parameter_escape(const char *text)
{
    g_autofree char *clean = calendar_text_clean(text);
    GString *escaped = g_string_sized_new(strlen(clean));

    for (const char *at = clean; *at != '\0'; at++) {
        if (*at == '^')
            g_string_append(escaped, "^^");
        else
            g_string_append_c(escaped, *at == '\n' ? ' ' : *at);
    }
    return g_string_free(escaped, FALSE);
}
