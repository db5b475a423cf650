#include "base/text.h"

#include <string.h>

enum {
    IDEOGRAPHIC_SPACE = 0x3000,
    FULL_WIDTH_FIRST = 0xFF01,
    FULL_WIDTH_LAST = 0xFF5E,
    FULL_WIDTH_OFFSET = 0xFEE0
};

/* Control, format and separator characters (Cc, Cf, Zl, Zp) of Unicode 15, in
 * order. They are written down because a verdict must not depend on which
 * version of Unicode a library knows. */
static const struct {
    gunichar first;
    gunichar last;
} HIDDEN[] = {
    {0x0000, 0x001F},   {0x007F, 0x009F},   {0x00AD, 0x00AD},   {0x0600, 0x0605},   {0x061C, 0x061C},
    {0x06DD, 0x06DD},   {0x070F, 0x070F},   {0x0890, 0x0891},   {0x08E2, 0x08E2},   {0x180E, 0x180E},
    {0x200B, 0x200F},   {0x2028, 0x202E},   {0x2060, 0x2064},   {0x2066, 0x206F},   {0xFEFF, 0xFEFF},
    {0xFFF9, 0xFFFB},   {0x110BD, 0x110BD}, {0x110CD, 0x110CD}, {0x13430, 0x1343F}, {0x1BCA0, 0x1BCA3},
    {0x1D173, 0x1D17A}, {0xE0001, 0xE0001}, {0xE0020, 0xE007F},
};

static gboolean
is_hidden(gunichar character)
{
    for (gsize i = 0; i < G_N_ELEMENTS(HIDDEN) && character >= HIDDEN[i].first; i++) {
        if (character <= HIDDEN[i].last)
            return TRUE;
    }
    return FALSE;
}

gboolean
text_has_hidden_characters(const char *text, gsize length)
{
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
        if (is_hidden(g_utf8_get_char(at)))
            return TRUE;
    }
    return FALSE;
}

gboolean
text_has_control_characters(const char *text, gsize length)
{
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
        if (g_unichar_type(g_utf8_get_char(at)) == G_UNICODE_CONTROL)
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_plain_identifier(const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        if (!g_ascii_isalnum(text[i]) && text[i] != '-' && text[i] != '.' && text[i] != '_')
            return FALSE;
    }
    return TRUE;
}

gboolean
text_is_identifier(const char *text, gsize length)
{
    static const char FORBIDDEN[] = "|,;\"/\\:*?<>=";
    gunichar last = 0;

    if (length < 1 || length > TEXT_IDENTIFIER_MAX || text[0] == '.' || text[0] == '-')
        return FALSE;
    if (is_plain_identifier(text, length))
        return TRUE; /* nearly all of them, and there may be millions */
    if (!g_utf8_validate_len(text, length, NULL))
        return FALSE;
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
        last = g_utf8_get_char(at);
        if (is_hidden(last) || (last < 128 && strchr(FORBIDDEN, (int)last) != NULL))
            return FALSE;
        if (at == text && (last == ' ' || last == IDEOGRAPHIC_SPACE))
            return FALSE;
    }
    return last != ' ' && last != IDEOGRAPHIC_SPACE;
}

static gboolean
is_blank(gunichar character)
{
    return g_unichar_isspace(character) || character == 0xFEFF || character == 0x200B;
}

gboolean
text_is_blank(const char *text)
{
    while (*text != '\0' && is_blank(g_utf8_get_char(text)))
        text = g_utf8_next_char(text);
    return *text == '\0';
}

/* The part of @text without blanks at its ends. */
static const char *
trimmed(const char *text, gsize *ret_length)
{
    const char *end = text + strlen(text);

    while (*text != '\0' && is_blank(g_utf8_get_char(text)))
        text = g_utf8_next_char(text);
    while (end > text) {
        const char *before = g_utf8_find_prev_char(text, end);

        if (before == NULL || !is_blank(g_utf8_get_char(before)))
            break;
        end = before;
    }
    *ret_length = (gsize)(end - text);
    return text;
}

char *
text_trim(const char *text)
{
    gsize length;
    const char *begin = trimmed(text, &length);
    GString *result = g_string_sized_new(length);

    for (gsize i = 0; i < length; i++) {
        if (begin[i] != '\n' && begin[i] != '\r')
            g_string_append_c(result, begin[i]);
        else if (result->len > 0 && result->str[result->len - 1] != ' ')
            g_string_append_c(result, ' ');
    }
    return g_string_free(result, FALSE);
}

char *
text_half_width(const char *text)
{
    gsize length;
    const char *begin = trimmed(text, &length);
    GString *result = g_string_sized_new(length);

    for (const char *at = begin; at < begin + length; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);

        if (character >= FULL_WIDTH_FIRST && character <= FULL_WIDTH_LAST)
            character -= FULL_WIDTH_OFFSET;
        else if (character == IDEOGRAPHIC_SPACE)
            character = ' ';
        g_string_append_unichar(result, character);
    }
    return g_string_free(result, FALSE);
}

char *
text_fold(const char *text)
{
    GString *result = g_string_sized_new(strlen(text));

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);

        if (is_blank(character))
            continue;
        if (character >= FULL_WIDTH_FIRST && character <= FULL_WIDTH_LAST)
            character -= FULL_WIDTH_OFFSET;
        if (character >= 'A' && character <= 'Z')
            character += 'a' - 'A';
        g_string_append_unichar(result, character);
    }
    return g_string_free(result, FALSE);
}

gint
text_compare_pointers(gconstpointer left, gconstpointer right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

char *
text_join_set(GPtrArray *elements)
{
    GString *joined = g_string_new(NULL);
    const char *previous = NULL;

    g_ptr_array_sort(elements, text_compare_pointers);
    for (guint i = 0; i < elements->len; i++) {
        const char *element = g_ptr_array_index(elements, i);

        if (previous != NULL && strcmp(previous, element) == 0)
            continue;
        if (previous != NULL)
            g_string_append_c(joined, ';');
        g_string_append(joined, element);
        previous = element;
    }
    return g_string_free(joined, FALSE);
}

gboolean
text_find_sorted(const GPtrArray *elements, const char *text, guint *ret_place)
{
    guint first = 0;
    guint end = elements->len;

    while (first < end) {
        guint middle = first + (end - first) / 2;
        int order = strcmp(elements->pdata[middle], text);

        if (order == 0) {
            *ret_place = middle;
            return TRUE;
        }
        if (order < 0)
            first = middle + 1;
        else
            end = middle;
    }
    return FALSE;
}

GPtrArray *
text_split(const char *text)
{
    GPtrArray *elements = g_ptr_array_new_with_free_func(g_free);

    while (*text != '\0') {
        gsize length = strcspn(text, ";");

        if (length > 0)
            g_ptr_array_add(elements, g_strndup(text, length));
        text += length + (text[length] == ';' ? 1 : 0);
    }
    return elements;
}

static guint
character_width(gunichar character)
{
    if (g_unichar_iszerowidth(character))
        return 0;
    return g_unichar_iswide(character) ? 2 : 1;
}

guint
text_display_width(const char *text)
{
    guint width = 0;

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
        width += character_width(g_utf8_get_char(at));
    return width;
}

gboolean
text_begins_formula(const char *text)
{
    return *text != '\0' && strchr("=+-@\t\r", *text) != NULL;
}

char *
text_skip_formula_mark(char *text)
{
    char *behind = text;

    while (*behind == '\'')
        behind++;
    return text_begins_formula(behind) ? behind : text;
}
