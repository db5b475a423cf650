#include "exchange/plan/sample-token.h"

#include "exchange/plan/phrase-scan.h"

#include <string.h>

#define MILLION G_GUINT64_CONSTANT(1000000)
/* Whether Chinese numerals that end at @at are a number: something is counted. */
static gboolean
is_counted(const char *at)
{
    static const char *const BEHIND[] = {"次", "轮", "遍", "成", "分之"};
    guint64 number;

    phrase_skip_blanks(&at);
    for (gsize i = 0; i < G_N_ELEMENTS(BEHIND); i++) {
        if (g_str_has_prefix(at, BEHIND[i]))
            return TRUE;
    }
    if (sample_skip_unit(&at) != NULL)
        return TRUE;
    if (!phrase_skip(&at, "至") && !phrase_skip(&at, "到") && !phrase_skip(&at, "-") &&
        !phrase_skip(&at, "~"))
        return FALSE;
    phrase_skip_blanks(&at);
    return phrase_read_numerals(&at, &number) && is_counted(at);
}

/* @part of @whole, or TOKEN_ODD. */
static Token
make_fraction(guint64 part, guint64 whole)
{
    Token token = {.type = TOKEN_ODD};
    guint64 exact;

    /* Both are small, or they are no fraction. */
    if (whole == 0 || part > whole || whole > 1000 * PHRASE_ONE)
        return token;
    exact = part * MILLION;
    token.value = exact / whole;
    token.type = exact % whole == 0 ? TOKEN_SHARE : TOKEN_FRACTION;
    return token;
}

/* What follows a number and makes it a share: %, ‰, 成, 分之, /. */
static gboolean
read_share(const char **at, guint64 number, Token *ret_token)
{
    const char *from = *at;
    guint64 other;

    phrase_skip_blanks(&from);
    if (phrase_skip(&from, "%")) {
        *ret_token = (Token){.type = TOKEN_SHARE, .value = number, .unit = "%"};
    } else if (phrase_skip(&from, "‰")) {
        *ret_token =
            (Token){.type = number % 10 == 0 ? TOKEN_SHARE : TOKEN_ODD, .value = number / 10, .unit = "‰"};
    } else if (phrase_skip(&from, "成")) {
        if (phrase_skip(&from, "半"))
            *ret_token = (Token){.type = TOKEN_ODD};
        else
            *ret_token = (Token){.type = TOKEN_SHARE, .value = number * 10, .unit = "成"};
    } else if (phrase_skip(&from, "分之")) {
        phrase_skip_blanks(&from);
        if (!phrase_read_numerals(&from, &other) && !phrase_read_digits(&from, &other))
            return FALSE;
        *ret_token = make_fraction(other, number);
    } else if (phrase_skip(&from, "/") && phrase_read_digits(&from, &other)) {
        const char *behind = from;

        phrase_skip_blanks(&behind);
        if (number >= other || *behind == '%' || sample_skip_unit(&behind) != NULL ||
            g_str_has_prefix(behind, "年"))
            return FALSE;
        *ret_token = make_fraction(number, other);
    } else {
        return FALSE;
    }
    if (ret_token->value > MILLION)
        ret_token->type = TOKEN_ODD;
    *at = from;
    return TRUE;
}

/* 百分之五, 千分之三 */
static gboolean
read_worded_share(const char **at, Token *ret_token)
{
    const char *from = *at;
    guint64 divisor = 1;

    if (phrase_skip(&from, "千分之"))
        divisor = 10;
    else if (!phrase_skip(&from, "百分之"))
        return FALSE;
    phrase_skip_blanks(&from);
    *ret_token = (Token){.type = TOKEN_SHARE};
    if ((!phrase_read_numerals(&from, &ret_token->value) && !phrase_read_digits(&from, &ret_token->value)) ||
        ret_token->value % divisor != 0 || ret_token->value / divisor > MILLION)
        ret_token->type = TOKEN_ODD;
    ret_token->value /= divisor;
    *at = from;
    return TRUE;
}

static gboolean
read_number(const char **at, Token *ret_token)
{
    const char *from = *at;
    gboolean has_digits;
    guint64 number = 0;

    if (read_worded_share(at, ret_token))
        return TRUE;
    has_digits = phrase_read_digits(&from, &number);
    if (!has_digits && (!phrase_read_numerals(&from, &number) || !is_counted(from)))
        return FALSE;
    *at = from;
    if (!read_share(at, number, ret_token))
        *ret_token = (Token){.type = TOKEN_NUMBER, .value = number};
    return TRUE;
}

/* Classes are single letters: not those of GDP or 3C. */
static gboolean
is_in_latin_word(const char *begin, const char *at)
{
    return (at > begin && g_ascii_isalnum(at[-1]) && strchr("ABCDabcd", at[-1]) == NULL) ||
           (g_ascii_isalpha(at[1]) && strchr("ABCDabcd", at[1]) == NULL);
}

static Token
read_token(const char *begin, const char **at)
{
    Token token = {.type = TOKEN_WORD};
    gboolean is_odd_digit = g_ascii_isdigit(**at);
    gsize length = 0;

    if (sample_word_find(*at, &token, &length) &&
        !(token.type == TOKEN_CLASS && length == 1 && is_in_latin_word(begin, *at))) {
        *at += length;
        return token;
    }
    if (read_number(at, &token))
        return token;
    token = (Token){.type = TOKEN_UNIT};
    token.unit = sample_skip_unit(at);
    if (token.unit != NULL)
        return token;
    if (!phrase_skip_numerals(at))
        *at = g_utf8_next_char(*at);
    token.type = is_odd_digit ? TOKEN_ODD : TOKEN_WORD; /* more digits than anything has */
    return token;
}

/* Whether a line ends in the blanks from @begin to @end. */
static gboolean
has_line_end(const char *begin, const char *end)
{
    return memchr(begin, '\n', (gsize)(end - begin)) != NULL;
}

GArray *
sample_tokens(const char *text)
{
    g_autoptr(GArray) tokens = g_array_new(FALSE, FALSE, sizeof(Token));
    Token end = {.type = TOKEN_END};
    Token line = {.type = TOKEN_LINE};
    TokenType last = TOKEN_END;
    gboolean has_filler = FALSE;
    const char *at = text;

    while (*at != '\0') {
        const char *blanks = at;
        Token token;

        phrase_skip_blanks(&at);
        if (has_line_end(blanks, at)) {
            last = TOKEN_LINE;
            line.is_behind_filler = has_filler;
            has_filler = FALSE;
            g_array_append_val(tokens, line);
        }
        if (*at == '\0')
            break;
        token = read_token(text, &at);
        token.is_behind_filler = has_filler;
        has_filler = token.type == TOKEN_FILLER;
        /* The letters of words that are not known are one. */
        if (token.type == TOKEN_FILLER || (token.type == TOKEN_WORD && last == TOKEN_WORD))
            continue;
        if (tokens->len > TOKENS_MAX)
            return NULL;
        last = token.type;
        g_array_append_val(tokens, token);
    }
    end.is_behind_filler = has_filler;
    g_array_append_val(tokens, end);
    return g_steal_pointer(&tokens);
}
