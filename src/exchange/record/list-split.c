#include "exchange/record/list-split.h"

#include "base/text.h"

#include <string.h>

static void
add_piece(GPtrArray *pieces, const char *begin, const char *end)
{
    g_autofree char *piece = g_strndup(begin, (gsize)(end - begin));
    char *trimmed = text_trim(piece);

    if (*trimmed != '\0')
        g_ptr_array_add(pieces, trimmed);
    else
        g_free(trimmed);
}

/* The pieces of @text between any of @separators, without blanks at their ends
 * and without empty ones. */
GPtrArray *
list_split_at(const char *text, const char *const *separators)
{
    GPtrArray *pieces = g_ptr_array_new_with_free_func(g_free);
    const char *begin = text;
    const char *at = text;

    while (*at != '\0') {
        gsize skipped = 0;

        for (guint i = 0; separators[i] != NULL && skipped == 0; i++)
            skipped = g_str_has_prefix(at, separators[i]) ? strlen(separators[i]) : 0;
        if (skipped > 0) {
            add_piece(pieces, begin, at);
            begin = at + skipped;
        }
        at += MAX(skipped, 1);
    }
    add_piece(pieces, begin, at);
    return pieces;
}

GPtrArray *
list_split(const char *cell)
{
    static const char *const SEPARATORS[] = {";", "；", "\n", "\r", NULL};

    return list_split_at(cell, SEPARATORS);
}

GPtrArray *
list_split_piece(const char *piece)
{
    static const char *const SEPARATORS[] = {"、", NULL};

    return list_split_at(piece, SEPARATORS);
}

static gboolean
separates_departments(gunichar character)
{
    return g_unichar_isspace(character) || g_utf8_strchr(";；,，、/|｜\\", -1, character) != NULL;
}

/* 市场监管局 (知识产权局): blanks before a bracket separate nothing. */
static gboolean
leads_to_bracket(const char *at)
{
    while (g_unichar_isspace(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    return *at != '\0' && g_utf8_strchr("(（[【", -1, g_utf8_get_char(at)) != NULL;
}

GPtrArray *
list_split_departments(const char *cell)
{
    GPtrArray *pieces = g_ptr_array_new_with_free_func(g_free);
    const char *begin = cell;
    const char *at = cell;
    guint depth = 0;

    for (; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);

        if (g_utf8_strchr("(（[【", -1, character) != NULL)
            depth++;
        else if (g_utf8_strchr(")）]】", -1, character) != NULL && depth > 0)
            depth--;
        else if (depth == 0 && separates_departments(character) && !leads_to_bracket(at)) {
            add_piece(pieces, begin, at);
            begin = g_utf8_next_char(at);
        }
    }
    add_piece(pieces, begin, at);
    return pieces;
}

gboolean
list_split_at_and(const char *text, guint number, char **ret_left, char **ret_right)
{
    static const char *const ANDS[] = {"以及", "和", "及", "与"};
    guint n_found = 0;

    for (const char *at = g_utf8_next_char(text); *text != '\0' && *at != '\0'; at = g_utf8_next_char(at)) {
        for (gsize i = 0; i < G_N_ELEMENTS(ANDS); i++) {
            if (!g_str_has_prefix(at, ANDS[i]))
                continue;
            if (n_found++ == number) {
                *ret_left = g_strndup(text, (gsize)(at - text));
                *ret_right = g_strdup(at + strlen(ANDS[i]));
                return TRUE;
            }
            break;
        }
    }
    return FALSE;
}
