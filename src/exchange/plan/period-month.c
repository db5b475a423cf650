#include "exchange/plan/period-month.h"

#include "exchange/plan/phrase-scan.h"

#include <string.h>

/* All digits at *@at, when there are @least to @most. */
gboolean
period_read_digits(const char **at, gsize least, gsize most, gint *ret_number)
{
    gsize n_digits = strspn(*at, "0123456789");
    gint number = 0;

    if (n_digits < least || n_digits > most)
        return FALSE;
    for (gsize i = 0; i < n_digits; i++)
        number = number * 10 + ((*at)[i] - '0');
    *ret_number = number;
    *at += n_digits;
    return TRUE;
}

void
period_set_months(Moment *moment, MomentKind kind, gint first, gint last)
{
    moment->kind = kind;
    moment->first_month = first;
    moment->last_month = last;
    moment->first_day = moment->last_day = 0;
}

void
period_set_day(Moment *moment, gint month, gint day)
{
    period_set_months(moment, MOMENT_DAY, month, month);
    moment->first_day = moment->last_day = day;
}

/* 14:30, 14:30:00: of no interest */
void
period_skip_time(const char **at)
{
    const char *from = *at;
    gint number = 0;
    guint n_parts = 0;

    if (*from == ' ' || *from == 'T')
        from++;
    while (n_parts < 3 && period_read_digits(&from, 1, 2, &number)) {
        n_parts++;
        if (*from != ':')
            break;
        from++;
    }
    if (n_parts >= 2)
        *at = from;
}

/* A number and 日 or 号. */
static gboolean
read_day_of_month(const char **at, gint *ret_day)
{
    const char *from = *at;
    gint day = 0;

    if (!period_read_digits(&from, 1, 2, &day) || (!phrase_skip(&from, "日") && !phrase_skip(&from, "号")))
        return FALSE;
    *ret_day = day;
    *at = from;
    return TRUE;
}

/* 1 in 9月1-30日 */
static gboolean
read_first_of_days(const char **at, gint *ret_day)
{
    const char *from = *at;
    const char *behind;
    gint day = 0;
    gint other = 0;

    if (!period_read_digits(&from, 1, 2, &day))
        return FALSE;
    behind = from;
    if (!phrase_skip(&behind, "-") && !phrase_skip(&behind, "~") && !phrase_skip(&behind, "至") &&
        !phrase_skip(&behind, "到"))
        return FALSE;
    if (!read_day_of_month(&behind, &other))
        return FALSE;
    *ret_day = day;
    *at = from;
    return TRUE;
}

/* What may follow 3月. */
static void
read_within_month(const char **at, Moment *moment)
{
    static const struct {
        const char *word;
        gint first_day;
        gint last_day;
    } THIRDS[] = {{"上旬", 1, 10}, {"中旬", 11, 20}, {"下旬", 21, 0}};
    gint day = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(THIRDS); i++) {
        if (phrase_skip(at, THIRDS[i].word)) {
            moment->kind = MOMENT_PART;
            moment->first_day = THIRDS[i].first_day;
            moment->last_day = THIRDS[i].last_day;
            return;
        }
    }
    if (read_day_of_month(at, &day) || read_first_of_days(at, &day)) {
        period_set_day(moment, moment->first_month, day);
        period_skip_time(at);
    }
}

static gboolean
read_month(const char **at, Moment *moment)
{
    const char *from = *at;
    gint month = 0;

    if (!period_read_digits(&from, 1, 2, &month) || !phrase_skip(&from, "月"))
        return FALSE;
    (void)phrase_skip(&from, "份");
    period_set_months(moment, MOMENT_MONTH, month, month);
    read_within_month(&from, moment);
    *at = from;
    return TRUE;
}

gboolean
period_set_quarter(Moment *moment, gint quarter)
{
    period_set_months(moment, MOMENT_QUARTER, quarter * 3 - 2, quarter * 3);
    return quarter >= 1 && quarter <= 4;
}

static gboolean
read_quarter(const char **at, Moment *moment)
{
    const char *from = *at;
    gint quarter = 0;

    if (phrase_skip(&from, "前3季度")) {
        period_set_months(moment, MOMENT_QUARTER, 1, 9);
        *at = from;
        return TRUE;
    }
    if (phrase_skip(&from, "Q") || phrase_skip(&from, "q")) {
        if (!period_read_digits(&from, 1, 1, &quarter))
            return FALSE;
    } else {
        (void)phrase_skip(&from, "第");
        if (!period_read_digits(&from, 1, 1, &quarter) || !phrase_skip(&from, "季"))
            return FALSE;
        (void)phrase_skip(&from, "度");
    }
    if (!period_set_quarter(moment, quarter))
        return FALSE;
    *at = from;
    return TRUE;
}

static gboolean
read_word(const char **at, Moment *moment)
{
    static const struct {
        const char *word;
        MomentKind kind;
        gint first_month;
        gint last_month;
    } WORDS[] = {
        {"上半年度", MOMENT_HALF, 1, 6}, {"下半年度", MOMENT_HALF, 7, 12}, {"上半年", MOMENT_HALF, 1, 6},
        {"下半年", MOMENT_HALF, 7, 12},  {"前半年", MOMENT_HALF, 1, 6},    {"后半年", MOMENT_HALF, 7, 12},
        {"全年度", MOMENT_YEAR, 1, 12},  {"全年", MOMENT_YEAR, 1, 12},     {"常年", MOMENT_YEAR, 1, 12},
        {"年度内", MOMENT_YEAR, 1, 12},  {"年内", MOMENT_YEAR, 1, 12},     {"整年", MOMENT_YEAR, 1, 12},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        if (phrase_skip(at, WORDS[i].word)) {
            period_set_months(moment, WORDS[i].kind, WORDS[i].first_month, WORDS[i].last_month);
            return TRUE;
        }
    }
    return FALSE;
}

/* 底, 末 and 初 make one day of what is before them. */
static void
read_edge(const char **at, Moment *moment)
{
    if (moment->kind == MOMENT_DAY || moment->kind == MOMENT_DAY_ALONE || moment->kind == MOMENT_BARE)
        return;
    if (phrase_skip(at, "底") || phrase_skip(at, "末")) {
        period_set_day(moment, moment->last_month,
                       moment->last_day != 0 ? moment->last_day : PERIOD_LAST_OF_MONTH);
        moment->is_edge = TRUE;
    } else if (phrase_skip(at, "初")) {
        period_set_day(moment, moment->first_month, MAX(moment->first_day, 1));
        moment->reason = PHRASE_ABOUT_THEN;
    }
}

/* What may stand without a year. */
gboolean
period_read_in_year(const char **at, Moment *moment)
{
    gint day = 0;

    if (read_word(at, moment) || read_month(at, moment) || read_quarter(at, moment)) {
        read_edge(at, moment);
        return TRUE;
    }
    if (!read_day_of_month(at, &day))
        return FALSE;
    period_set_day(moment, 0, day);
    moment->kind = MOMENT_DAY_ALONE;
    return TRUE;
}

/* 3 in 3-11月 */
gboolean
period_read_bare(const char **at, Moment *moment)
{
    const char *from = *at;
    gint number = 0;

    (void)phrase_skip(&from, "第");
    if (!period_read_digits(&from, 1, 2, &number) || *from == '%' || *from == '.')
        return FALSE;
    moment->kind = MOMENT_BARE;
    moment->first_month = number;
    *at = from;
    return TRUE;
}

/* What may stand behind a year: nothing, and it is the whole of it. */
void
period_read_rest_of_year(const char **at, Moment *moment)
{
    if (period_read_in_year(at, moment) || period_read_bare(at, moment))
        return;
    period_set_months(moment, MOMENT_YEAR, 1, 12);
    read_edge(at, moment);
}
