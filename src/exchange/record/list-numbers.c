/* The numbers of lists: 1. 2. 3., （1）（2）, ①②, 一、二、 */
#include "exchange/record/list-split.h"

#include "base/text.h"

#include <string.h>

typedef enum {
    NUMBER_NONE,
    NUMBER_PLAIN,   /* 3. 3、 3) */
    NUMBER_CIRCLED, /* ③ */
    NUMBER_CLOSED,  /* (3), （三） */
    NUMBER_WORD,    /* 三、 */
} NumberStyle;

typedef struct {
    NumberStyle style;
    guint number;
    const char *behind;
} ListNumber;

enum { MOST_DIGITS = 3, FULL_WIDTH_ZERO = 0xFF10, CIRCLED_ONE = 0x2460, CIRCLED_TWENTY = 0x2473 };

static gboolean
is_one_of(const char *at, const char *characters)
{
    return *at != '\0' && g_utf8_strchr(characters, -1, g_utf8_get_char(at)) != NULL;
}

/* 0 to 9, also full-width; -1 for anything else. */
static int
digit_at(const char *at)
{
    gunichar character = g_utf8_get_char(at);

    if (character >= '0' && character <= '9')
        return (int)(character - '0');
    return character >= FULL_WIDTH_ZERO && character < FULL_WIDTH_ZERO + 10
               ? (int)(character - FULL_WIDTH_ZERO)
               : -1;
}

/* Both kinds of numbers give 0 when there is none. */
static guint
read_digits(const char *at, const char **ret_behind)
{
    guint number = 0;

    for (guint n = 0; digit_at(at) >= 0; n++, at = g_utf8_next_char(at)) {
        if (n == MOST_DIGITS)
            return 0;
        number = number * 10 + (guint)digit_at(at);
    }
    *ret_behind = at;
    return number;
}

/* 一 to 九十九. */
static guint
read_words(const char *at, const char **ret_behind)
{
    static const char WORDS[] = "一二三四五六七八九";
    guint tens = 0;
    guint ones = 0;
    const char *found = *at != '\0' ? g_utf8_strchr(WORDS, -1, g_utf8_get_char(at)) : NULL;

    if (found != NULL) {
        ones = (guint)g_utf8_pointer_to_offset(WORDS, found) + 1;
        at = g_utf8_next_char(at);
    }
    if (is_one_of(at, "十")) {
        tens = MAX(ones, 1);
        ones = 0;
        at = g_utf8_next_char(at);
        found = *at != '\0' ? g_utf8_strchr(WORDS, -1, g_utf8_get_char(at)) : NULL;
        if (found != NULL) {
            ones = (guint)g_utf8_pointer_to_offset(WORDS, found) + 1;
            at = g_utf8_next_char(at);
        }
    }
    *ret_behind = at;
    return tens * 10 + ones;
}

static ListNumber
number_at(const char *at)
{
    gunichar character = g_utf8_get_char(at);
    const char *behind = at;
    ListNumber none = {NUMBER_NONE, 0, at};
    guint number;

    if (character >= CIRCLED_ONE && character <= CIRCLED_TWENTY)
        return (ListNumber){NUMBER_CIRCLED, character - CIRCLED_ONE + 1, g_utf8_next_char(at)};
    if (is_one_of(at, "(（")) {
        at = g_utf8_next_char(at);
        number = digit_at(at) >= 0 ? read_digits(at, &behind) : read_words(at, &behind);
        return number > 0 && is_one_of(behind, ")）")
                   ? (ListNumber){NUMBER_CLOSED, number, g_utf8_next_char(behind)}
                   : none;
    }
    number = read_digits(at, &behind);
    if (number > 0) {
        /* 3.5吨 is no number of a list. */
        if (!is_one_of(behind, ".、．)）") ||
            (is_one_of(behind, ".．") && digit_at(g_utf8_next_char(behind)) >= 0))
            return none;
        return (ListNumber){NUMBER_PLAIN, number, g_utf8_next_char(behind)};
    }
    number = read_words(at, &behind);
    return number > 0 && is_one_of(behind, "、") ? (ListNumber){NUMBER_WORD, number, g_utf8_next_char(behind)}
                                                 : none;
}

const char *
list_skip_number(const char *text)
{
    return number_at(text).behind;
}

static void
add_item(GPtrArray *items, const char *begin, const char *end)
{
    g_autofree char *piece = g_strndup(begin, (gsize)(end - begin));
    char *item = text_trim(piece);

    while (*item != '\0') {
        char *last = g_utf8_prev_char(item + strlen(item));

        if (!is_one_of(last, ";；。,，、 "))
            break;
        *last = '\0';
    }
    if (*item != '\0')
        g_ptr_array_add(items, item);
    else
        g_free(item);
}

GPtrArray *
list_split_numbered(const char *cell)
{
    g_autofree char *text = g_strdup(cell);
    const char *begin = g_strstrip(text);
    ListNumber last = number_at(begin);
    g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(g_free);
    const char *at = last.behind;

    if (last.style == NUMBER_NONE)
        return NULL;
    begin = last.behind;
    while (*at != '\0') {
        ListNumber next = number_at(at);

        if (next.style == last.style && next.number == last.number + 1 &&
            digit_at(g_utf8_prev_char(at)) < 0) {
            add_item(items, begin, at);
            last = next;
            begin = next.behind;
            at = next.behind;
            continue;
        }
        at = g_utf8_next_char(at);
    }
    add_item(items, begin, at);
    return items->len > 1 ? g_steal_pointer(&items) : NULL;
}
