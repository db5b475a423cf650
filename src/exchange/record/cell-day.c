#include "exchange/record/cell.h"

#include <string.h>

/* A day as it is written, which may be none of the calendar. */
typedef struct {
    gint year;
    gint month;
    gint day;
} Written;

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

/* 3-20 behind a year and the same separator. */
static gboolean
read_behind_separator(const char **at, char separator, Written *written)
{
    if (read_digits(at, 2, &written->month) == 0 || **at != separator)
        return FALSE;
    (*at)++;
    return read_digits(at, 2, &written->day) > 0 && !g_ascii_isdigit(**at);
}

static gboolean
read_written(const char **at, Written *written)
{
    gint number = 0;
    guint n_digits = read_digits(at, 8, &number);

    if (n_digits == 8) {
        *written = (Written){.year = number / 10000, .month = number / 100 % 100, .day = number % 100};
        return TRUE;
    }
    if (n_digits != 4)
        return FALSE;
    written->year = number;
    if (**at == '-' || **at == '/' || **at == '.') {
        char separator = *(*at)++;

        return read_behind_separator(at, separator, written);
    }
    skip_blanks(at);
    return skip(at, "年") && read_part(at, "月", &written->month) &&
           (read_part(at, "日", &written->day) || read_part(at, "号", &written->day));
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
    Written written = {0};

    if (cha_day_from_text(text, ret_day))
        return TRUE;
    if (!read_written(&at, &written))
        return FALSE;
    skip_time(&at);
    return *at == '\0' && cha_day_from_parts(written.year, written.month, written.day, ret_day);
}
