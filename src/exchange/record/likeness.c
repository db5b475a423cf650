#include "exchange/record/likeness.h"

#include "base/text.h"

#include <string.h>

enum {
    MAX_CHARACTERS = 128 /* of a name that is worth comparing */
};

struct Likeness {
    char *folded;
    gunichar *characters;
    glong length;
    guint best; /* the fewest changes so far, times three */
};

Likeness *
likeness_new(const char *text)
{
    Likeness *likeness = g_new0(Likeness, 1);

    likeness->folded = text_fold(text);
    likeness->characters = g_utf8_to_ucs4_fast(likeness->folded, -1, &likeness->length);
    likeness->best = (guint)likeness->length; /* a third of them */
    return likeness;
}

void
likeness_free(Likeness *likeness)
{
    if (likeness == NULL)
        return;
    g_free(likeness->folded);
    g_free(likeness->characters);
    g_free(likeness);
}

/* Levenshtein's distance, row by row. */
static guint
distance(const gunichar *left, glong left_length, const gunichar *right, glong right_length)
{
    guint row[MAX_CHARACTERS + 1] = {0};

    for (glong j = 0; j <= right_length; j++)
        row[j] = (guint)j;
    for (glong i = 1; i <= left_length; i++) {
        guint diagonal = row[0];

        row[0] = (guint)i;
        for (glong j = 1; j <= right_length; j++) {
            guint changed = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);

            diagonal = row[j];
            row[j] = MIN(changed, MIN(row[j], row[j - 1]) + 1);
        }
    }
    return row[right_length];
}

/* Takes each of @words out of @text, in place. */
static void
drop_words(char *text, const char *const *words)
{
    for (gsize i = 0; words[i] != NULL; i++) {
        for (char *at = strstr(text, words[i]); at != NULL; at = strstr(at, words[i]))
            memmove(at, at + strlen(words[i]), strlen(at + strlen(words[i])) + 1);
    }
}

char *
likeness_core(const char *text)
{
    static const char *const WORDS[] = {"监督检查", "监督抽查", "执法检查", "检查", "抽查", "情况", "监督",
                                        "对",       "的",       "是否",     "和",   "及",   "与",   NULL};
    g_autofree char *folded = text_fold(text);
    GString *core = g_string_new(NULL);

    drop_words(folded, WORDS);
    for (const char *at = folded; *at != '\0'; at = g_utf8_next_char(at)) {
        if (g_unichar_isalnum(g_utf8_get_char(at)))
            g_string_append_unichar(core, g_utf8_get_char(at));
    }
    return g_string_free(core, FALSE);
}

guint
likeness_distance(const char *left, const char *right)
{
    glong left_length;
    glong right_length;
    g_autofree gunichar *left_characters = g_utf8_to_ucs4_fast(left, -1, &left_length);
    g_autofree gunichar *right_characters = g_utf8_to_ucs4_fast(right, -1, &right_length);

    if (left_length > MAX_CHARACTERS || right_length > MAX_CHARACTERS)
        return G_MAXUINT;
    return distance(left_characters, left_length, right_characters, right_length);
}

gboolean
likeness_improves(Likeness *likeness, const char *candidate)
{
    g_autofree char *folded = text_fold(candidate);
    g_autofree gunichar *characters = NULL;
    glong length = 0;
    guint score;

    characters = g_utf8_to_ucs4_fast(folded, -1, &length);
    if (length == 0 || length > MAX_CHARACTERS || likeness->length > MAX_CHARACTERS || likeness->length < 2)
        return FALSE;
    /* A name without its city, or with it, is nearly the name. */
    if (length >= 2 && (strstr(folded, likeness->folded) != NULL || strstr(likeness->folded, folded) != NULL))
        score = 1;
    else
        score = 3 * distance(likeness->characters, likeness->length, characters, length);
    if (score >= likeness->best)
        return FALSE;
    likeness->best = score;
    return TRUE;
}
