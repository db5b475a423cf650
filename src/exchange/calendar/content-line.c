#include "exchange/calendar/content-line.h"

#include <string.h>

void
content_reader_init(ContentReader *reader, const char *bytes, gsize length)
{
    static const char MARK[] = "\xef\xbb\xbf";

    reader->next = bytes;
    reader->end = bytes + length;
    reader->feed = bytes;
    reader->number = 1;
    reader->buffer = g_string_new(NULL);
    if (length >= strlen(MARK) && memcmp(bytes, MARK, strlen(MARK)) == 0)
        reader->next += strlen(MARK);
}

void
content_reader_clear(ContentReader *reader)
{
    g_string_free(reader->buffer, TRUE);
    reader->buffer = NULL;
}

/* Where the next LF is. It is looked for once: a file may have none. */
static const char *
find_feed(ContentReader *reader, const char *at)
{
    const char *feed;

    if (reader->feed < at || (reader->feed < reader->end && *reader->feed != '\n')) {
        feed = memchr(at, '\n', (gsize)(reader->end - at));
        reader->feed = feed != NULL ? feed : reader->end;
    }
    return reader->feed;
}

/* Where the line at @at ends, and past its line end: LF, CR, or LF after any
 * number of CRs, as programs leave it that turned line ends twice. */
static const char *
find_line_end(ContentReader *reader, const char *at, const char **ret_next)
{
    const char *feed = find_feed(reader, at);
    const char *end = memchr(at, '\r', (gsize)(feed - at));
    const char *next = end;

    if (end == NULL) {
        *ret_next = feed < reader->end ? feed + 1 : feed;
        return feed;
    }
    while (next < reader->end && *next == '\r')
        next++;
    *ret_next = next < reader->end && *next == '\n' ? next + 1 : next;
    return end;
}

static gboolean
is_fold(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* Adds the lines that go on with the one in the buffer. */
static gboolean
unfold(ContentReader *reader)
{
    gboolean is_cut = FALSE;

    while (reader->next < reader->end && is_fold(*reader->next)) {
        const char *begin = reader->next + 1;
        const char *end = find_line_end(reader, begin, &reader->next);
        gsize length = (gsize)(end - begin);
        gsize room = CONTENT_LINE_MAX - reader->buffer->len;

        is_cut = is_cut || length > room;
        g_string_append_len(reader->buffer, begin, (gssize)MIN(length, room));
        reader->number++;
    }
    return is_cut;
}

static gboolean
is_name(char byte)
{
    return g_ascii_isalnum(byte) || byte == '-' || byte == '_';
}

/* NAME *(";" parameter) ":" value; a colon inside of quotes parts nothing. A
 * quote that is never closed is taken as it stands. */
static const char *
find_colon(const char *at, const char *end)
{
    const char *first = memchr(at, ':', (gsize)(end - at));
    gboolean quoted = FALSE;

    if (first == NULL || memchr(at, '"', (gsize)(first - at)) == NULL)
        return first;
    for (; at < end; at++) {
        if (*at == '"')
            quoted = !quoted;
        else if (*at == ':' && !quoted)
            return at;
    }
    return first;
}

static void
part(const char *begin, const char *end, ContentLine *line)
{
    const char *name_end = begin;
    const char *colon;

    line->name = line->parameters = line->value = (Slice){begin, 0};
    while (name_end < end && is_name(*name_end))
        name_end++;
    if (name_end == begin || name_end == end || (*name_end != ';' && *name_end != ':'))
        return;
    colon = find_colon(name_end, end);
    if (colon == NULL)
        return;
    line->name = (Slice){begin, (gsize)(name_end - begin)};
    line->parameters = (Slice){name_end, (gsize)(colon - name_end)};
    line->value = (Slice){colon + 1, (gsize)(end - colon - 1)};
}

gboolean
content_reader_next(ContentReader *reader, ContentLine *ret_line)
{
    const char *begin = reader->next;
    const char *end = begin;

    while (reader->next < reader->end && begin == end) {
        ret_line->number = reader->number++;
        begin = reader->next;
        end = find_line_end(reader, begin, &reader->next);
    }
    if (begin == end)
        return FALSE;
    ret_line->is_cut = (gsize)(end - begin) > CONTENT_LINE_MAX;
    end = MIN(end, begin + CONTENT_LINE_MAX);
    if (reader->next < reader->end && is_fold(*reader->next)) {
        g_string_truncate(reader->buffer, 0);
        g_string_append_len(reader->buffer, begin, end - begin);
        ret_line->is_cut = unfold(reader) || ret_line->is_cut;
        begin = reader->buffer->str;
        end = begin + reader->buffer->len;
    }
    part(begin, end, ret_line);
    return TRUE;
}

void
content_line_part_late(ContentLine *line)
{
    const char *colon = line->value.length > 0 ? memrchr(line->value.bytes, ':', line->value.length) : NULL;

    if (colon == NULL)
        return;
    line->parameters.length = (gsize)(colon - line->parameters.bytes);
    line->value.length -= (gsize)(colon + 1 - line->value.bytes);
    line->value.bytes = colon + 1;
}

gboolean
slice_is(Slice slice, const char *text)
{
    /* Most of what is compared differs in the first letter: all but bit 5, which
     * is its case. */
    return slice.length > 0 && ((slice.bytes[0] ^ text[0]) & ~0x20) == 0 && strlen(text) == slice.length &&
           g_ascii_strncasecmp(slice.bytes, text, slice.length) == 0;
}

Slice
slice_strip(Slice slice)
{
    while (slice.length > 0 && (guint8)slice.bytes[0] <= ' ') {
        slice.bytes++;
        slice.length--;
    }
    while (slice.length > 0 && (guint8)slice.bytes[slice.length - 1] <= ' ')
        slice.length--;
    return slice;
}

gboolean
slice_split(Slice *rest, char separator, Slice *ret_piece)
{
    const char *end;

    if (rest->bytes == NULL)
        return FALSE;
    end = memchr(rest->bytes, separator, rest->length);
    *ret_piece = *rest;
    if (end == NULL) {
        rest->bytes = NULL;
        rest->length = 0;
        return TRUE;
    }
    ret_piece->length = (gsize)(end - rest->bytes);
    rest->bytes = end + 1;
    rest->length -= ret_piece->length + 1;
    return TRUE;
}

char *
slice_show(Slice slice)
{
    enum { MOST_BYTES = 64 };
    g_autofree char *valid = g_utf8_make_valid(slice.bytes, (gssize)MIN(slice.length, MOST_BYTES));
    GString *shown = g_string_new(NULL);

    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);

        g_string_append_unichar(shown, g_unichar_isprint(character) ? character : ' ');
    }
    if (slice.length > MOST_BYTES)
        g_string_append(shown, "…");
    return g_string_free(shown, FALSE);
}

/* ";NAME=value,value;NAME=…": where the parameter at @at ends. */
static const char *
find_parameter_end(const char *at, const char *end)
{
    gboolean quoted = FALSE;

    for (; at < end && (quoted || *at != ';'); at++) {
        if (*at == '"')
            quoted = !quoted;
    }
    return at;
}

static Slice
first_value(Slice values)
{
    const char *end;

    if (values.length > 0 && values.bytes[0] == '"') {
        const char *begin = values.bytes + 1;

        end = memchr(begin, '"', values.length - 1);
        return (Slice){begin, end != NULL ? (gsize)(end - begin) : values.length - 1};
    }
    end = memchr(values.bytes, ',', values.length);
    return (Slice){values.bytes, end != NULL ? (gsize)(end - values.bytes) : values.length};
}

/* Zones may be called "(UTC+08:00) Beijing, Chongqing" without quotes, so for
 * them a comma is part of the value. */
gboolean
content_line_parameter(const ContentLine *line, const char *name, Slice *ret_value)
{
    const char *end = line->parameters.bytes + line->parameters.length;
    const char *at = line->parameters.bytes;

    while (at < end) {
        const char *begin = at + 1; /* past the semicolon */
        const char *equals;

        at = find_parameter_end(begin, end);
        equals = memchr(begin, '=', (gsize)(at - begin));
        if (equals != NULL && slice_is((Slice){begin, (gsize)(equals - begin)}, name)) {
            Slice values = {equals + 1, (gsize)(at - equals - 1)};
            gboolean is_plain_zone =
                slice_is((Slice){name, strlen(name)}, "TZID") && (values.length == 0 || *values.bytes != '"');

            *ret_value = slice_strip(is_plain_zone ? values : first_value(values));
            return TRUE;
        }
    }
    return FALSE;
}
