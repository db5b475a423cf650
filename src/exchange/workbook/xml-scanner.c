#include "exchange/workbook/xml-scanner.h"

#include <string.h>

enum {
    MAX_DEPTH = 16,
    MAX_NAME = 15,
    MAX_ATTRIBUTES = 16,
    MAX_TOKEN = 1 << 20 /* bytes of a tag or a text */
};

struct XmlScanner {
    const ScanHandlers *handlers;
    gpointer data;
    char *bytes;
    gsize size;
    gsize length;
    gsize at; /* what is before it has been told */
    guint64 offset;
    guint depth;
    char names[MAX_DEPTH][MAX_NAME + 1]; /* of open elements */
};

XmlScanner *
xml_scanner_new(const char *name, guint64 offset, const ScanHandlers *handlers, gpointer data)
{
    XmlScanner *scanner = g_new0(XmlScanner, 1);

    scanner->handlers = handlers;
    scanner->data = data;
    scanner->offset = offset;
    scanner->depth = 1;
    (void)g_strlcpy(scanner->names[0], name, sizeof scanner->names[0]);
    return scanner;
}

void
xml_scanner_free(XmlScanner *scanner)
{
    if (scanner == NULL)
        return;
    g_free(scanner->bytes);
    g_free(scanner);
}

char *
xml_scanner_room(XmlScanner *scanner, gsize size)
{
    gsize left = scanner->length - scanner->at;

    if (left > MAX_TOKEN)
        return NULL;
    if (scanner->at > 0)
        memmove(scanner->bytes, scanner->bytes + scanner->at, left);
    scanner->offset += scanner->at;
    scanner->at = 0;
    scanner->length = left;
    if (scanner->size - left < size) {
        scanner->size = left + size;
        scanner->bytes = g_realloc(scanner->bytes, scanner->size);
    }
    return scanner->bytes + left;
}

void
xml_scanner_add(XmlScanner *scanner, gsize length)
{
    scanner->length += length;
}

guint64
xml_scanner_position(const XmlScanner *scanner)
{
    return scanner->offset + scanner->at;
}

static gboolean
is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

/* Characters that XML allows: two of three bytes are none. */
static gboolean
is_valid(const char *text, gsize length)
{
    return g_utf8_validate_len(text, length, NULL) && memmem(text, length, "\xef\xbf\xbe", 3) == NULL &&
           memmem(text, length, "\xef\xbf\xbf", 3) == NULL;
}

/* Whether all bytes from @at up to @end stand for themselves, or, where
 * @has_entities is given, for what it tells of. */
static gboolean
is_plain(const char *at, const char *end, gboolean *has_entities)
{
    const char *text = at;
    gboolean is_ascii = TRUE;

    for (; at < end; at++) {
        guchar c = (guchar)*at;

        if (c >= 0x80)
            is_ascii = FALSE;
        else if (c == '&' && has_entities != NULL)
            *has_entities = TRUE;
        else if (c == '&' || c == '<' || c == '>' || c == 0x7f ||
                 (c < ' ' && !(has_entities != NULL && (c == '\n' || c == '\t'))))
            return FALSE;
    }
    return is_ascii || is_valid(text, (gsize)(end - text));
}

/* Replaces the entities in place; FALSE when there is one of another name. */
static gboolean
replace_entities(char *text, char *end, gsize *ret_length)
{
    static const struct {
        const char *name;
        gsize length;
        char character;
    } ENTITIES[] = {
        {"&amp;", 5, '&'}, {"&lt;", 4, '<'}, {"&gt;", 4, '>'}, {"&quot;", 6, '"'}, {"&apos;", 6, '\''}};
    char *to = text;

    for (char *at = text; at < end;) {
        gsize i = 0;

        if (*at != '&') {
            *to++ = *at++;
            continue;
        }
        while (i < G_N_ELEMENTS(ENTITIES) && ((gsize)(end - at) < ENTITIES[i].length ||
                                              memcmp(at, ENTITIES[i].name, ENTITIES[i].length) != 0))
            i++;
        if (i == G_N_ELEMENTS(ENTITIES))
            return FALSE;
        *to++ = ENTITIES[i].character;
        at += ENTITIES[i].length;
    }
    *ret_length = (gsize)(to - text);
    return TRUE;
}

static ScanState
tell_text(XmlScanner *scanner, char *text, char *end)
{
    gboolean has_entities = FALSE;
    gsize length = (gsize)(end - text);

    if (!is_plain(text, end, &has_entities) || (has_entities && !replace_entities(text, end, &length)))
        return SCAN_STRANGE;
    return scanner->handlers->text(text, length, scanner->data) ? SCAN_MORE : SCAN_STOPPED;
}

static gboolean
is_name_character(char c)
{
    return g_ascii_isalnum(c) || c == ':' || c == '_' || c == '-' || c == '.';
}

/* A name of namespaces would change what other names mean, and a name twice is
 * an error. */
static gboolean
is_usable_name(const char *const *attributes, guint n, const char *name)
{
    if (name[0] == 'x' && strncmp(name, "xmlns", strlen("xmlns")) == 0)
        return FALSE;
    for (guint i = 0; i < n; i++) {
        if (strcmp(attributes[2 * (gsize)i], name) == 0)
            return FALSE;
    }
    return TRUE;
}

/* NAME="VALUE" behind blanks, up to @end, where a tag ends. */
static gboolean
read_attributes(char *at, char *end, const char **attributes)
{
    guint n = 0;

    for (;;) {
        char *name;
        char *value;
        char *quote;

        if (at < end && !is_blank(*at))
            return FALSE;
        while (at < end && is_blank(*at))
            at++;
        if (at == end)
            break;
        name = at;
        while (at < end && is_name_character(*at))
            at++;
        if (!(g_ascii_isalpha(*name) || *name == '_') || end - at < 3 || at[0] != '=' || at[1] != '"' ||
            n == MAX_ATTRIBUTES)
            return FALSE;
        value = at + 2;
        quote = memchr(value, '"', (gsize)(end - value));
        if (quote == NULL || !is_plain(value, quote, NULL))
            return FALSE;
        *at = '\0';
        *quote = '\0';
        if (!is_usable_name(attributes, n, name))
            return FALSE;
        attributes[2 * n] = name;
        attributes[2 * n + 1] = value;
        n++;
        at = quote + 1;
    }
    attributes[2 * n] = NULL;
    return TRUE;
}

static ScanState
tell_end(XmlScanner *scanner)
{
    scanner->depth--;
    return scanner->handlers->end(scanner->names[scanner->depth], scanner->data) ? SCAN_MORE : SCAN_STOPPED;
}

static ScanState
tell_end_tag(XmlScanner *scanner, const char *name, const char *end)
{
    const char *open = scanner->names[scanner->depth - 1];
    gsize length = strlen(open);

    if ((gsize)(end - name) != length || memcmp(name, open, length) != 0)
        return SCAN_STRANGE;
    return tell_end(scanner);
}

/* From behind < up to >. */
static ScanState
tell_start_tag(XmlScanner *scanner, char *name, char *end)
{
    const char *attributes[2 * MAX_ATTRIBUTES + 1];
    gboolean is_blank_element = end > name && end[-1] == '/';
    char *at = name;
    ScanState state;

    end -= is_blank_element ? 1 : 0;
    while (at < end && g_ascii_isalnum(*at))
        at++;
    if (at == name || !g_ascii_isalpha(*name) || at - name > MAX_NAME || scanner->depth == MAX_DEPTH ||
        !read_attributes(at, end, attributes))
        return SCAN_STRANGE;
    memcpy(scanner->names[scanner->depth], name, (gsize)(at - name));
    scanner->names[scanner->depth][at - name] = '\0';
    scanner->depth++;
    state = scanner->handlers->start(scanner->names[scanner->depth - 1], attributes, scanner->data)
                ? SCAN_MORE
                : SCAN_STOPPED;
    if (!is_blank_element || state != SCAN_MORE)
        return state;
    return tell_end(scanner);
}

/* Behind the end of the element that all began in. */
static ScanState
look_behind(XmlScanner *scanner)
{
    for (; scanner->at < scanner->length; scanner->at++) {
        if (!is_blank(scanner->bytes[scanner->at]))
            return SCAN_STRANGE;
    }
    return SCAN_ENDED;
}

ScanState
xml_scanner_run(XmlScanner *scanner)
{
    while (scanner->depth > 0) {
        char *at = scanner->bytes + scanner->at;
        char *end = scanner->bytes + scanner->length;
        char *open = at < end ? memchr(at, '<', (gsize)(end - at)) : NULL;
        char *close;
        ScanState state = SCAN_MORE;

        if (open == NULL)
            return SCAN_MORE;
        if (open > at)
            state = tell_text(scanner, at, open);
        scanner->at = (gsize)(open - scanner->bytes);
        if (state != SCAN_MORE)
            return state;
        close = memchr(open, '>', (gsize)(end - open));
        if (close == NULL)
            return SCAN_MORE;
        state = open[1] == '/' ? tell_end_tag(scanner, open + 2, close)
                               : tell_start_tag(scanner, open + 1, close);
        scanner->at = (gsize)(close + 1 - scanner->bytes);
        if (state != SCAN_MORE)
            return state;
    }
    return look_behind(scanner);
}
