#include "exchange/calendar-line.h"

#include <string.h>

enum { LINE_MAX_BYTES = 75 };

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
    gsize used = 0;

    while (*line != '\0') {
        gsize length = unit_length(line);

        if (used + length > LINE_MAX_BYTES) {
            g_string_append(output, "\r\n ");
            used = 1;
        }
        g_string_append_len(output, line, (gssize)length);
        used += length;
        line += length;
    }
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

char *
calendar_text_clean(const char *text)
{
    GString *clean = g_string_sized_new(strlen(text));

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);

        if (*at == '\r' && at[1] == '\n')
            continue;
        if (*at == '\r' || *at == '\n' || character == 0x2028 || character == 0x2029)
            g_string_append_c(clean, '\n');
        else
            g_string_append_unichar(clean, g_unichar_iscntrl(character) ? ' ' : character);
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
