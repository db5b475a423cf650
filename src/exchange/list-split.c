#include "exchange/list-split.h"

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

const char *
list_skip_number(const char *text)
{
    static const char *const ENDS[] = {".", "、", "．", ")", "）"};
    gsize n_digits = strspn(text, "0123456789");

    for (gsize i = 0; i < G_N_ELEMENTS(ENDS) && n_digits > 0; i++) {
        if (g_str_has_prefix(text + n_digits, ENDS[i]))
            return text + n_digits + strlen(ENDS[i]);
    }
    return text;
}
