#include "exchange/plan/period-month.h"

#include "exchange/plan/phrase-scan.h"

#include <string.h>

enum {
    FIRST_YEAR = 1990,
    LAST_YEAR = 2099,
    SERIAL_OF_1970 = 25569, /* what spreadsheets write for 1970-01-01 */
    SERIAL_MIN = 36526,     /* 2000-01-01 */
    SERIAL_MAX = 73050      /* 2099-12-31 */
};

char *
period_clean(const char *text)
{
    g_autofree char *clean = phrase_clean(text);
    GString *period = g_string_new(NULL);
    const char *at = clean;

    while (*at != '\0') {
        const char *blanks;
        guint64 number;

        if (phrase_read_numerals(&at, &number)) {
            g_string_append_printf(period, "%" G_GUINT64_FORMAT, number / PHRASE_ONE);
            continue;
        }
        blanks = at;
        phrase_skip_blanks(&at);
        if (at > blanks) {
            if (period->len > 0 && g_ascii_isdigit(period->str[period->len - 1]) && g_ascii_isdigit(*at))
                g_string_append_c(period, ' ');
            continue;
        }
        g_string_append_len(period, at, g_utf8_next_char(at) - at);
        at = g_utf8_next_char(at);
    }
    return g_string_free(period, FALSE);
}

static gboolean
is_year(gint year)
{
    return year >= FIRST_YEAR && year <= LAST_YEAR;
}

/* 3.1, 3/1, and 3-1 behind the beginning of a range with signs. */
static gboolean
read_parted_day(const char **at, const Moment *before, Moment *moment)
{
    gboolean is_known = before != NULL && before->is_parted;
    const char *from = *at;
    char sign;
    gint month = 0;
    gint day = 0;

    if (!period_read_digits(&from, 1, 2, &month))
        return FALSE;
    sign = *from;
    if (sign != '.' && sign != '/' && !(sign == '-' && is_known))
        return FALSE;
    from++;
    if (!period_read_digits(&from, 1, 2, &day) || *from == sign || g_str_has_prefix(from, "月"))
        return FALSE;
    period_set_day(moment, month, day);
    moment->is_parted = TRUE;
    moment->reason = is_known ? PHRASE_PLAIN : PHRASE_DOTTED_DAY;
    *at = from;
    return TRUE;
}

/* What follows the sign behind a year: a month, and perhaps again the sign and a
 * day. In 2022-03-2022-11 the second sign begins the other half. */
static gboolean
read_parted(const char **at, char sign, Moment *moment)
{
    const char *from = *at;
    gint month = 0;
    gint day = 0;

    if (!period_read_digits(&from, 1, 2, &month))
        return FALSE;
    period_set_months(moment, MOMENT_MONTH, month, month);
    moment->is_parted = TRUE;
    *at = from;
    if (*from == sign) {
        from++;
        if (period_read_digits(&from, 1, 2, &day) && !g_str_has_prefix(from, "月")) {
            period_set_day(moment, month, day);
            period_skip_time(&from);
            *at = from;
        }
    }
    return TRUE;
}

/* 20260401, or 202604 without a day. */
static gboolean
read_run(gint number, gboolean has_day, Moment *moment)
{
    gint day = has_day ? number % 100 : 0;
    gint month = has_day ? number / 100 % 100 : number % 100;

    moment->year = has_day ? number / 10000 : number / 100;
    if (day > 0)
        period_set_day(moment, month, day);
    else
        period_set_months(moment, MOMENT_MONTH, month, month);
    moment->is_parted = TRUE;
    return is_year(moment->year) && (!has_day || day > 0);
}

/* A year in digits, and what is within it. */
static gboolean
read_with_year(const char **at, Moment *moment)
{
    const char *from = *at;
    gint number = 0;
    gsize n_digits = strspn(from, "0123456789");

    if (!period_read_digits(&from, 2, 8, &number))
        return FALSE;
    if (n_digits == 8 || n_digits == 6) {
        if (!read_run(number, n_digits == 8, moment))
            return FALSE;
        *at = from;
        return TRUE;
    }
    if (n_digits == 4 && (*from == '-' || *from == '/' || *from == '.') && g_ascii_isdigit(from[1]) &&
        is_year(number)) {
        const char *month = from + 1;

        moment->year = number;
        if (!read_parted(&month, *from, moment))
            return FALSE;
        *at = month;
        return TRUE;
    }
    if ((n_digits != 4 && n_digits != 2) || !phrase_skip(&from, "年"))
        return FALSE;
    moment->year = n_digits == 2 ? 2000 + number : number;
    moment->reason = n_digits == 2 ? PHRASE_SHORT_YEAR : PHRASE_PLAIN;
    if (!is_year(moment->year))
        return FALSE;
    (void)(phrase_skip(&from, "度内") || phrase_skip(&from, "度") || phrase_skip(&from, "内"));
    period_read_rest_of_year(&from, moment);
    *at = from;
    return TRUE;
}

/* 45352 is 2024-03-01 in spreadsheets. */
static gboolean
read_serial(const char **at, Moment *moment)
{
    const char *from = *at;
    gint number = 0;
    gint month = 0;
    gint day = 0;

    if (!period_read_digits(&from, 5, 5, &number) || number < SERIAL_MIN || number > SERIAL_MAX)
        return FALSE;
    cha_day_parts(number - SERIAL_OF_1970, &moment->year, &month, &day);
    period_set_day(moment, month, day);
    moment->reason = PHRASE_SERIAL_DAY;
    *at = from;
    return TRUE;
}

/* 次年3月, 今年3月, 年底 */
static gboolean
read_with_relative_year(const char **at, Moment *moment)
{
    static const char *const NEXT[] = {"次年", "翌年", "明年", "来年", "下年", "下1年", "第2年"};
    static const char *const THIS[] = {"今年", "本年度", "本年", "当年", "年度", "年"};
    const char *from = *at;
    const char *year;
    gboolean is_said = FALSE;

    for (gsize i = 0; i < G_N_ELEMENTS(NEXT) && !is_said; i++)
        is_said = phrase_skip(&from, NEXT[i]);
    moment->years_later = is_said ? 1 : 0;
    for (gsize i = 0; i < G_N_ELEMENTS(THIS) && !is_said; i++)
        is_said = phrase_skip(&from, THIS[i]);
    if (!is_said)
        return FALSE;
    (void)(phrase_skip(&from, "度") || phrase_skip(&from, "内"));
    year = from;
    period_read_rest_of_year(&from, moment);
    /* 年 alone is no moment, 年底 is. */
    if (from == year && g_str_has_prefix(*at, "年"))
        return FALSE;
    *at = from;
    return TRUE;
}

gboolean
period_moment_read(const char **at, const Moment *before, Moment *ret_moment)
{
    const char *from = *at;
    Moment moment = {.kind = MOMENT_BARE};

    if (read_with_year(&from, &moment) || read_serial(&from, &moment)) {
        *ret_moment = moment;
        *at = from;
        return TRUE;
    }
    from = *at;
    moment = (Moment){.kind = MOMENT_BARE};
    if (!period_read_in_year(&from, &moment) && !read_with_relative_year(&from, &moment) &&
        !read_parted_day(&from, before, &moment)) {
        from = *at;
        moment = (Moment){.kind = MOMENT_BARE};
        if (!period_read_bare(&from, &moment))
            return FALSE;
    }
    *ret_moment = moment;
    *at = from;
    return TRUE;
}

gboolean
period_moment_settle(Moment *moment, const Moment *model)
{
    gint number = moment->first_month;

    if (model->kind == MOMENT_QUARTER)
        return period_set_quarter(moment, number);
    if (model->kind != MOMENT_MONTH)
        return FALSE;
    period_set_months(moment, MOMENT_MONTH, number, number);
    return TRUE;
}

static gboolean
last_of_month(gint year, gint month, ChaDay *ret_day)
{
    for (gint day = 31; day >= 28; day--) {
        if (cha_day_from_parts(year, month, day, ret_day))
            return TRUE;
    }
    return FALSE;
}

static gboolean
day_of_month(gint year, gint month, gint day, ChaDay *ret_day)
{
    return day == PERIOD_LAST_OF_MONTH ? last_of_month(year, month, ret_day)
                                       : cha_day_from_parts(year, month, day, ret_day);
}

gboolean
period_moment_days(const Moment *moment, ChaDay *ret_first, ChaDay *ret_last)
{
    gint last_day = moment->last_day != 0 ? moment->last_day : PERIOD_LAST_OF_MONTH;
    gint first_day = moment->first_day != 0 ? moment->first_day : 1;

    return day_of_month(moment->year, moment->first_month, first_day, ret_first) &&
           day_of_month(moment->year, moment->last_month, last_day, ret_last);
}
