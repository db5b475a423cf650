#include "exchange/plan/phrase-scan.h"

#include "base/text.h"

#include <string.h>

enum {
    WHOLE_DIGITS = 12, /* the draw protocol's numbers go up to 10^12 */
    DECIMALS = 4,
    GROUP_DIGITS = 3 /* between the commas of 1,000 */
};

#define NO_BREAK_SPACE "\xC2\xA0"

/* What people type for a sign that there is one of. */
static const struct {
    const char *typed;
    const char *sign;
} SIGNS[] = {
    {"﹪", "%"}, {"≧", "≥"},  {"⩾", "≥"},  {">=", "≥"}, {"=>", "≥"}, {"≦", "≤"},  {"⩽", "≤"},
    {"<=", "≤"}, {"=<", "≤"}, {"—", "-"},  {"–", "-"},  {"―", "-"},  {"‐", "-"},  {"‑", "-"},
    {"−", "-"},  {"─", "-"},  {"━", "-"},  {"〜", "~"}, {"∼", "~"},  {"〔", "("}, {"〕", ")"},
    {"【", "("}, {"】", ")"}, {"﹝", "("}, {"﹞", ")"},
};

/* A line end, or a blank that keeps two numbers apart; other blanks are of no use. */
static void
append_blanks(GString *clean, const char **at)
{
    const char *begin = *at;
    gboolean is_line = FALSE;
    gboolean is_apart = clean->len > 0 && g_ascii_isdigit(clean->str[clean->len - 1]);

    while (**at == ' ' || **at == '\t' || **at == '\n' || **at == '\r' ||
           g_str_has_prefix(*at, NO_BREAK_SPACE)) {
        is_line = is_line || **at == '\n' || **at == '\r';
        *at = g_utf8_next_char(*at);
    }
    if (is_line)
        g_string_append_c(clean, '\n');
    else if (*at != begin && is_apart && g_ascii_isdigit(**at))
        g_string_append_c(clean, ' ');
}

char *
phrase_clean(const char *text)
{
    g_autofree char *half_width = text_half_width(text);
    GString *clean = g_string_new(NULL);
    const char *at = half_width;

    while (*at != '\0') {
        const char *begin = at;
        gsize i = 0;

        append_blanks(clean, &at);
        if (at != begin)
            continue;
        while (i < G_N_ELEMENTS(SIGNS) && !g_str_has_prefix(at, SIGNS[i].typed))
            i++;
        if (i < G_N_ELEMENTS(SIGNS)) {
            g_string_append(clean, SIGNS[i].sign);
            at += strlen(SIGNS[i].typed);
        } else {
            g_string_append_c(clean, *at++);
        }
    }
    return g_string_free(clean, FALSE);
}

void
phrase_skip_blanks(const char **at)
{
    while (**at == ' ' || **at == '\n')
        (*at)++;
}

gboolean
phrase_skip(const char **at, const char *word)
{
    if (!g_str_has_prefix(*at, word))
        return FALSE;
    *at += strlen(word);
    return TRUE;
}

/* Three digits and no more, as behind the comma of 1,000. */
static gboolean
is_group(const char *at)
{
    return strspn(at, "0123456789") == GROUP_DIGITS;
}

gboolean
phrase_read_digits(const char **at, guint64 *ret_number)
{
    const char *from = *at;
    guint64 number = 0;
    guint n_digits = 0;
    guint n_decimals = 0;

    while (g_ascii_isdigit(*from)) {
        if (++n_digits > WHOLE_DIGITS)
            return FALSE;
        number = number * 10 + (guint64)(*from - '0');
        from++;
        if (*from == ',' && n_digits <= GROUP_DIGITS && number > 0 && is_group(from + 1))
            from++;
    }
    if (n_digits == 0)
        return FALSE;
    if (*from == '.' && g_ascii_isdigit(from[1])) {
        for (from++; g_ascii_isdigit(*from); from++) {
            if (++n_decimals > DECIMALS)
                return FALSE;
            number = number * 10 + (guint64)(*from - '0');
        }
    }
    for (; n_decimals < DECIMALS; n_decimals++)
        number *= 10;
    *ret_number = number;
    *at = from;
    return TRUE;
}

static const struct {
    const char *numeral;
    guint64 value;
} NUMERALS[] = {
    {"零", 0}, {"〇", 0}, {"○", 0},  {"一", 1}, {"二", 2}, {"两", 2}, {"三", 3},
    {"四", 4}, {"五", 5}, {"六", 6}, {"七", 7}, {"八", 8}, {"九", 9},
};
static const struct {
    const char *numeral;
    guint64 value;
} MULTIPLES[] = {{"十", 10}, {"百", 100}, {"千", 1000}};

static gboolean
read_numeral(const char **at, guint64 *ret_value)
{
    for (gsize i = 0; i < G_N_ELEMENTS(NUMERALS); i++) {
        if (phrase_skip(at, NUMERALS[i].numeral)) {
            *ret_value = NUMERALS[i].value;
            return TRUE;
        }
    }
    return FALSE;
}

static guint64
read_multiple(const char **at)
{
    for (gsize i = 0; i < G_N_ELEMENTS(MULTIPLES); i++) {
        if (phrase_skip(at, MULTIPLES[i].numeral))
            return MULTIPLES[i].value;
    }
    return 0;
}

gboolean
phrase_skip_numerals(const char **at)
{
    const char *begin = *at;
    guint64 value;

    while (read_numeral(at, &value) || read_multiple(at) != 0)
        continue;
    return *at != begin;
}

/* 二〇二四: one after the other. */
static gboolean
read_in_sequence(const char **at, guint64 *ret_number)
{
    const char *from = *at;
    guint64 number = 0;
    guint64 value;
    guint n_numerals = 0;

    while (read_numeral(&from, &value)) {
        if (++n_numerals > WHOLE_DIGITS)
            return FALSE;
        number = number * 10 + value;
    }
    if (n_numerals < 2 || read_multiple(&from) != 0)
        return FALSE;
    *ret_number = number;
    *at = from;
    return TRUE;
}

/* 一百二十五, 一百零五, 十五: each multiple smaller than the one before. 一百二 means
 * 120 to some and 102 to others, and is no number here. */
static gboolean
read_in_multiples(const char **at, guint64 *ret_number)
{
    const char *from = *at;
    guint64 number = 0;
    guint64 last_multiple = 10000;
    gboolean any = FALSE;

    while (TRUE) {
        gboolean is_past_zero = any && phrase_skip(&from, "零");
        guint64 value = 1;
        gboolean has_numeral = read_numeral(&from, &value);
        guint64 multiple = has_numeral && value == 0 ? 0 : read_multiple(&from);

        if (has_numeral && multiple == 0) { /* the ones end it */
            if (any && last_multiple > 10 && !is_past_zero)
                return FALSE;
            number += value;
            any = TRUE;
            break;
        }
        if (multiple == 0 && !is_past_zero)
            break;
        if (multiple == 0 || multiple >= last_multiple || (any && !has_numeral))
            return FALSE;
        number += value * multiple;
        last_multiple = multiple;
        any = TRUE;
    }
    if (!any)
        return FALSE;
    *ret_number = number;
    *at = from;
    return TRUE;
}

gboolean
phrase_read_numerals(const char **at, guint64 *ret_number)
{
    const char *from = *at;
    guint64 number = 0;
    const char *point;
    guint64 decimal;
    guint64 worth = PHRASE_ONE;

    if (!read_in_sequence(&from, &number) && !read_in_multiples(&from, &number))
        return FALSE;
    number *= PHRASE_ONE;
    point = from;
    if (phrase_skip(&from, "点")) {
        const char *decimals = from;

        while (read_numeral(&from, &decimal)) {
            if (worth == 1)
                return FALSE;
            worth /= 10;
            number += decimal * worth;
        }
        if (from == decimals)
            from = point; /* 2点 */
    }
    *ret_number = number;
    *at = from;
    return TRUE;
}
