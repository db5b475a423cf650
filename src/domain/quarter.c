#include "domain/quarter.h"

#include <string.h>

enum { QUARTERS = 4, MONTHS_PER_QUARTER = 3, FIRST_YEAR = 1900, LAST_ATTEMPT_DIGITS = 6 };

/* One of the form YYYYQn, at the beginning of @text. */
static gboolean
read_quarter(const char *text, Quarter *ret_quarter)
{
    gint year = 0;

    for (gsize i = 0; i < 4; i++) {
        if (!g_ascii_isdigit(text[i]))
            return FALSE;
        year = year * 10 + (text[i] - '0');
    }
    if (year < FIRST_YEAR || text[4] != 'Q' || text[5] < '1' || text[5] > '4')
        return FALSE;
    *ret_quarter = year * QUARTERS + (text[5] - '1');
    return TRUE;
}

gboolean
quarter_from_text(const char *text, Quarter *ret_quarter)
{
    return strlen(text) == QUARTER_TEXT_SIZE - 1 && read_quarter(text, ret_quarter);
}

void
quarter_to_text(Quarter quarter, char ret_text[QUARTER_TEXT_SIZE])
{
    gint year = quarter_year(quarter);

    for (gsize i = 4; i > 0; i--) {
        ret_text[i - 1] = (char)('0' + year % 10);
        year /= 10;
    }
    ret_text[4] = 'Q';
    ret_text[5] = (char)('1' + quarter % QUARTERS);
    ret_text[QUARTER_TEXT_SIZE - 1] = '\0';
}

Quarter
quarter_of_day(ChaDay day)
{
    gint year, month, day_of_month;

    cha_day_parts(day, &year, &month, &day_of_month);
    return year * QUARTERS + (month - 1) / MONTHS_PER_QUARTER;
}

gint
quarter_year(Quarter quarter)
{
    return quarter / QUARTERS;
}

ChaDay
quarter_first_day(Quarter quarter)
{
    ChaDay day = CHA_DAY_NONE;
    gboolean known =
        cha_day_from_parts(quarter_year(quarter), quarter % QUARTERS * MONTHS_PER_QUARTER + 1, 1, &day);

    g_assert(known);
    return day;
}

ChaDay
quarter_last_day(Quarter quarter)
{
    static const gint8 LAST_DAYS[QUARTERS] = {31, 30, 30, 31};
    gint index = quarter % QUARTERS;
    ChaDay day = CHA_DAY_NONE;
    gboolean known =
        cha_day_from_parts(quarter_year(quarter), (index + 1) * MONTHS_PER_QUARTER, LAST_DAYS[index], &day);

    g_assert(known);
    return day;
}

gboolean
campaign_name_parse(const char *name, Quarter *ret_quarter, guint *ret_attempt)
{
    Quarter quarter;
    guint attempt = 0;
    const char *digits = name + QUARTER_TEXT_SIZE;

    if (quarter_from_text(name, ret_quarter)) {
        *ret_attempt = 1;
        return TRUE;
    }
    if (strlen(name) <= QUARTER_TEXT_SIZE || !read_quarter(name, &quarter) ||
        name[QUARTER_TEXT_SIZE - 1] != '.' || *digits == '0' || strlen(digits) > LAST_ATTEMPT_DIGITS)
        return FALSE;
    for (; *digits != '\0'; digits++) {
        if (!g_ascii_isdigit(*digits))
            return FALSE;
        attempt = attempt * 10 + (guint)(*digits - '0');
    }
    if (attempt < 2)
        return FALSE;
    *ret_quarter = quarter;
    *ret_attempt = attempt;
    return TRUE;
}

char *
campaign_name_make(Quarter quarter, guint attempt)
{
    char text[QUARTER_TEXT_SIZE];

    quarter_to_text(quarter, text);
    return attempt == 1 ? g_strdup(text) : g_strdup_printf("%s.%u", text, attempt);
}
