#include "exchange/cell.h"

#include <string.h>

/* A day, a month or a year as far as it is written; 0 for what is not. */
typedef struct {
    gint year;
    gint month;
    gint day;
    gboolean is_bare_month; /* a number alone: a month if its partner says so */
} Moment;

static gboolean
skip(const char **at, const char *word)
{
    if (!g_str_has_prefix(*at, word))
        return FALSE;
    *at += strlen(word);
    return TRUE;
}

static void
skip_blanks(const char **at)
{
    while (**at == ' ')
        (*at)++;
}

/* Up to @most digits; how many there were. */
static guint
read_digits(const char **at, guint most, gint *ret_number)
{
    guint n_digits = 0;
    gint number = 0;

    for (; n_digits < most && g_ascii_isdigit(**at); (*at)++, n_digits++)
        number = number * 10 + (**at - '0');
    if (n_digits > 0)
        *ret_number = number;
    return n_digits;
}

/* A number of one or two digits that @word follows (or a blank and @word). */
static gboolean
read_part(const char **at, const char *word, gint *ret_number)
{
    const char *from = *at;
    gint number = 0;

    skip_blanks(&from);
    if (read_digits(&from, 2, &number) == 0)
        return FALSE;
    skip_blanks(&from);
    if (!skip(&from, word))
        return FALSE;
    *ret_number = number;
    *at = from;
    return TRUE;
}

static gboolean
read_day_of_month(const char **at, gint *ret_day)
{
    return read_part(at, "日", ret_day) || read_part(at, "号", ret_day);
}

/* 3月20日, 3月, 20日 */
static void
read_month_and_day(const char **at, Moment *moment)
{
    if (read_part(at, "月份", &moment->month) || read_part(at, "月底", &moment->month) ||
        read_part(at, "月", &moment->month))
        skip_blanks(at);
    (void)read_day_of_month(at, &moment->day);
}

/* What follows a year and one of - / . : a month, and perhaps again that and a
 * day. In 2022-03-2022-11 the second dash begins the other half. */
static gboolean
read_after_separator(const char **at, char separator, Moment *moment)
{
    const char *from;
    gint day = 0;

    if (read_digits(at, 2, &moment->month) == 0)
        return FALSE;
    from = *at;
    if (*from != separator)
        return TRUE;
    from++;
    if (read_digits(&from, 2, &day) == 0 || g_ascii_isdigit(*from))
        return TRUE;
    moment->day = day;
    *at = from;
    return TRUE;
}

/* 6 in 2023年6-12月; the number must not go on with a word of its own. */
static void
read_bare_month(const char **at, Moment *moment)
{
    const char *from = *at;
    gint month = 0;

    skip_blanks(&from);
    if (read_digits(&from, 2, &month) == 0 || g_ascii_isdigit(*from))
        return;
    moment->month = month;
    moment->is_bare_month = TRUE;
    *at = from;
}

static gboolean
read_moment(const char **at, Moment *moment)
{
    const char *from;
    guint n_digits;
    gint number = 0;

    *moment = (Moment){0};
    skip_blanks(at);
    from = *at;
    n_digits = read_digits(&from, 8, &number);
    if (n_digits == 8) {
        *moment = (Moment){.year = number / 10000, .month = number / 100 % 100, .day = number % 100};
        *at = from;
        return moment->month > 0 && moment->day > 0;
    }
    if (n_digits == 4 && (*from == '-' || *from == '/' || *from == '.') && g_ascii_isdigit(from[1])) {
        moment->year = number;
        *at = from + 1;
        return read_after_separator(at, *from, moment);
    }
    skip_blanks(&from);
    if (n_digits == 4 && skip(&from, "年")) {
        moment->year = number;
        *at = from;
        skip_blanks(at);
        if (skip(at, "全年"))
            return TRUE;
    }
    read_month_and_day(at, moment);
    if (moment->month == 0 && moment->day == 0)
        read_bare_month(at, moment);
    return moment->year > 0 || moment->month > 0 || moment->day > 0;
}

/* 14:30 or 14:30:00 behind a blank or a T */
static void
skip_time(const char **at)
{
    const char *from = *at;
    gint number = 0;
    guint n_parts = 0;

    if (*from != ' ' && *from != 'T')
        return;
    from++;
    skip_blanks(&from);
    while (n_parts < 3 && read_digits(&from, 2, &number) > 0) {
        n_parts++;
        if (*from != ':')
            break;
        from++;
    }
    if (n_parts >= 2 && *from == '\0')
        *at = from;
}

gboolean
cell_read_day(const char *text, ChaDay *ret_day)
{
    const char *at = text;
    Moment moment;

    if (cha_day_from_text(text, ret_day))
        return TRUE;
    if (!read_moment(&at, &moment) || moment.year == 0 || moment.month == 0 || moment.day == 0)
        return FALSE;
    skip_time(&at);
    return *at == '\0' && cha_day_from_parts(moment.year, moment.month, moment.day, ret_day);
}

/* The words and dashes between the two halves of a period. */
static gboolean
skip_to(const char **at)
{
    static const char *const WORDS[] = {"至", "到", "-", "—", "–", "―", "‐", "−", "─", "~", "〜", "～"};
    gboolean any = FALSE;
    gboolean more = TRUE;

    while (more) {
        more = FALSE;
        skip_blanks(at);
        for (gsize i = 0; i < G_N_ELEMENTS(WORDS) && !more; i++)
            more = skip(at, WORDS[i]);
        any = any || more;
    }
    return any;
}

static gint
last_day_of_month(gint year, gint month)
{
    ChaDay day;

    for (gint last = 31; last > 28; last--) {
        if (cha_day_from_parts(year, month, last, &day))
            return last;
    }
    return 28;
}

/* What one half leaves out is what the other half says. */
static PeriodVerdict
complete(Moment *from, Moment *to, gint year)
{
    if (from->is_bare_month && to->month == 0)
        return PERIOD_UNREADABLE;
    if (to->is_bare_month)
        return PERIOD_UNREADABLE;
    if (to->month == 0 && to->day > 0)
        to->month = from->month;
    if (from->month == 0 && from->day > 0)
        return PERIOD_UNREADABLE;
    if (from->year == 0)
        from->year = to->year > 0 ? to->year : year;
    if (to->year == 0)
        to->year = from->year;
    return from->year == 0 ? PERIOD_WITHOUT_YEAR : PERIOD_READ;
}

static gboolean
first_and_last(const Moment *from, const Moment *to, ChaDay *ret_start, ChaDay *ret_end)
{
    gint end_month = to->month > 0 ? to->month : 12;
    ChaDay start;
    ChaDay end;

    if (end_month > 12 || !cha_day_from_parts(from->year, from->month > 0 ? from->month : 1,
                                              from->day > 0 ? from->day : 1, &start))
        return FALSE;
    if (!cha_day_from_parts(to->year, end_month,
                            to->day > 0 ? to->day : last_day_of_month(to->year, end_month), &end))
        return FALSE;
    *ret_start = start;
    *ret_end = end;
    return TRUE;
}

PeriodVerdict
cell_read_period(const char *text, gint year, ChaDay *ret_start, ChaDay *ret_end)
{
    const char *at = text;
    Moment from;
    Moment to;
    PeriodVerdict verdict;

    if (strcmp(text, "全年") == 0) {
        from = to = (Moment){.year = year};
        return year == 0 ? PERIOD_WITHOUT_YEAR
                         : (first_and_last(&from, &to, ret_start, ret_end) ? PERIOD_READ : PERIOD_UNREADABLE);
    }
    if (!read_moment(&at, &from))
        return PERIOD_UNREADABLE;
    to = from;
    if (skip_to(&at) && !read_moment(&at, &to))
        return PERIOD_UNREADABLE;
    skip_blanks(&at);
    if (*at != '\0')
        return PERIOD_UNREADABLE;
    verdict = complete(&from, &to, year);
    if (verdict != PERIOD_READ)
        return verdict;
    return first_and_last(&from, &to, ret_start, ret_end) ? PERIOD_READ : PERIOD_UNREADABLE;
}
