#include "exchange/workbook/workbook-text.h"

#include <string.h>

enum {
    ESCAPE_BYTES = 7, /* _x000D_ */
    REPLACEMENT = 0xfffd
};

static gboolean
read_escape(const char *at, gunichar *ret_unit)
{
    gunichar unit = 0;

    if (at[0] != '_' || at[1] != 'x')
        return FALSE;
    for (guint i = 2; i < ESCAPE_BYTES - 1; i++) {
        gint digit = g_ascii_xdigit_value(at[i]);

        if (digit < 0)
            return FALSE;
        unit = unit * 16 + (gunichar)digit;
    }
    if (at[ESCAPE_BYTES - 1] != '_')
        return FALSE;
    *ret_unit = unit;
    return TRUE;
}

static gboolean
is_in(gunichar unit, gunichar first, gunichar last)
{
    return unit >= first && unit <= last;
}

/* The character that begins with @unit, an escape that ends at @*at. */
static gunichar
finish_character(gunichar unit, const char **at)
{
    gunichar second = 0;

    if (is_in(unit, 0xd800, 0xdbff) && read_escape(*at, &second) && is_in(second, 0xdc00, 0xdfff)) {
        *at += ESCAPE_BYTES;
        return 0x10000 + ((unit - 0xd800) << 10) + (second - 0xdc00);
    }
    return unit == 0 || !g_unichar_validate(unit) ? REPLACEMENT : unit;
}

void
workbook_text_unescape(GString *text, gsize from)
{
    const char *at = strstr(text->str + from, "_x");
    char *to;

    if (at == NULL)
        return;
    to = text->str + (at - text->str);
    /* No character takes more bytes than its escape. */
    while (*at != '\0') {
        gunichar unit = 0;

        if (read_escape(at, &unit)) {
            at += ESCAPE_BYTES;
            to += g_unichar_to_utf8(finish_character(unit, &at), to);
        } else {
            *to++ = *at++;
        }
    }
    g_string_truncate(text, (gsize)(to - text->str));
}

/* Whether XML cannot hold the character at @at, or it begins what looks like the
 * escape of one. */
static gboolean
must_be_escaped(const char *at)
{
    guchar byte = (guchar)*at;
    gunichar unit = 0;

    if (byte < 0x20)
        return byte != '\t' && byte != '\n';
    if (byte == 0xef) /* U+FFFE, U+FFFF */
        return (guchar)at[1] == 0xbf && (guchar)at[2] >= 0xbe;
    return byte == '_' && read_escape(at, &unit);
}

char *
workbook_text_escape(const char *text)
{
    GString *escaped = NULL;
    const char *from = text;

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        if (!must_be_escaped(at))
            continue;
        if (escaped == NULL)
            escaped = g_string_new(NULL);
        g_string_append_len(escaped, from, at - from);
        g_string_append_printf(escaped, "_x%04X_", g_utf8_get_char(at));
        from = g_utf8_next_char(at);
    }
    if (escaped == NULL)
        return NULL;
    g_string_append(escaped, from);
    return g_string_free(escaped, FALSE);
}

gboolean
workbook_text_fits(const char *text)
{
    gsize n_units = 0;

    if (strlen(text) <= WORKBOOK_MAX_TEXT) /* a character has a byte at least */
        return TRUE;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
        n_units += g_utf8_get_char(at) > 0xffff ? 2 : 1;
    return n_units <= WORKBOOK_MAX_TEXT;
}

gboolean
workbook_text_cut(GString *text, gsize from)
{
    if (workbook_text_fits(text->str + from))
        return FALSE;
    g_string_truncate(text,
                      (gsize)(g_utf8_offset_to_pointer(text->str + from, WORKBOOK_SHOWN_TEXT) - text->str));
    g_string_append(text, "…");
    return TRUE;
}
