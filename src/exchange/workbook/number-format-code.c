/* What the codes of number formats tell. */
#include "exchange/workbook/number-format.h"

#include <string.h>

enum { MOST_PADDED = 32 /* digits that zeros fill up to */ };

/* The parts of a format's code that tell what it shows. */
typedef struct {
    gboolean has_day; /* d, or a year */
    gboolean has_m;   /* a month, or minutes */
    gboolean has_time;
    gboolean is_elapsed;
    gboolean is_percent;
    gboolean is_general;
    guint n_zeros;
    gboolean has_place; /* # ? or @, for digits or a text */
    gboolean has_other; /* than zeros */
} Shown;

static gboolean
is_elapsed_unit(const char *from, const char *end)
{
    char unit = g_ascii_tolower(*from);

    if (from == end || strchr("hms", unit) == NULL)
        return FALSE;
    while (from < end && g_ascii_tolower(*from) == unit)
        from++;
    return from == end;
}

/* Past [Red], [$-804], [>=100]; [h] tells of a time. */
static const char *
skip_bracket(const char *at, Shown *shown)
{
    const char *end = strchr(at, ']');

    if (end == NULL)
        return at + strlen(at);
    if (is_elapsed_unit(at + 1, end))
        shown->is_elapsed = TRUE;
    return end + 1;
}

static const char *
skip_quoted(const char *at)
{
    const char *end = strchr(at + 1, '"');

    return end != NULL ? end + 1 : at + strlen(at);
}

static gboolean
is_half_of_day(const char *at)
{
    return g_ascii_strncasecmp(at, "AM/PM", strlen("AM/PM")) == 0 ||
           g_ascii_strncasecmp(at, "A/P", strlen("A/P")) == 0;
}

/* What a letter or a sign outside of quotes stands for. */
static void
note_sign(const char *at, Shown *shown)
{
    switch (*at) {
    case 'a': /* of the week, unless it is half of one */
    case 'A':
        shown->has_time = shown->has_time || is_half_of_day(at);
        shown->has_day = shown->has_day || !is_half_of_day(at);
        break;
    case 'e':
    case 'E': /* years of an era, or an exponent */
        shown->has_day = shown->has_day || (at[1] != '+' && at[1] != '-');
        break;
    case 'y':
    case 'Y':
    case 'd':
    case 'D':
    case 'g':
    case 'b':
    case 'B':
        shown->has_day = TRUE;
        break;
    case 'm':
    case 'M':
        shown->has_m = TRUE;
        break;
    case 'h':
    case 'H':
    case 's':
    case 'S':
        shown->has_time = TRUE;
        break;
    case '%':
        shown->is_percent = TRUE;
        break;
    case '0':
        shown->n_zeros++;
        return;
    case '#':
    case '?':
    case '@':
        shown->has_place = TRUE;
        break;
    default:
        break;
    }
    shown->has_other = TRUE;
}

/* The length of a word for numbers as they come: General, or G/ and Chinese
 * or Japanese characters. G is also an era. */
static gsize
general_length(const char *at)
{
    if (g_ascii_strncasecmp(at, "General", strlen("General")) == 0)
        return strlen("General");
    return at[0] == 'G' && at[1] == '/' && (guchar)at[2] >= 0x80 ? strlen("G/") : 0;
}

/* Up to its end, a semicolon or NUL. */
static const char *
examine_section(const char *at, Shown *shown)
{
    while (*at != '\0' && *at != ';') {
        gsize length = general_length(at);

        if (length > 0) {
            at += length;
            shown->is_general = TRUE;
        } else if (*at == '"') {
            at = skip_quoted(at);
            shown->has_other = TRUE;
        } else if (*at == '[') {
            at = skip_bracket(at, shown);
        } else if (*at == '\\' || *at == '_' || *at == '*') { /* and the character after it */
            at++;
            at = *at != '\0' ? g_utf8_next_char(at) : at;
            shown->has_other = TRUE;
        } else {
            note_sign(at, shown);
            at = g_utf8_next_char(at);
        }
    }
    return at;
}

static gboolean
shows_value(const Shown *shown)
{
    return shown->is_general || shown->has_day || shown->has_m || shown->has_time || shown->is_elapsed ||
           shown->has_place || shown->n_zeros > 0;
}

/* What the first section with a value shows; one before it may hide a number,
 * as in [=0]"";yyyy-m-d. */
static Shown
examine_code(const char *code)
{
    for (const char *at = code;; at++) {
        Shown shown = {0};

        at = examine_section(at, &shown);
        if (*at == '\0' || shows_value(&shown))
            return shown;
    }
}

NumberFormat
number_format_from_code(const char *code)
{
    NumberFormat format = {NUMBER_GENERAL, 0};
    Shown shown = examine_code(code);

    if (shown.is_general)
        return format;
    if (shown.is_elapsed)
        format.style = NUMBER_ELAPSED;
    else if (shown.has_day || (shown.has_m && !shown.has_time))
        format.style = shown.has_time ? NUMBER_MOMENT : NUMBER_DAY;
    else if (shown.has_time)
        format.style = NUMBER_TIME;
    else if (shown.is_percent)
        format.style = NUMBER_PERCENT;
    else if (shown.n_zeros > 1 && !shown.has_other)
        format = (NumberFormat){NUMBER_DIGITS, (guint8)MIN(shown.n_zeros, MOST_PADDED)};
    return format;
}

/* 27 to 36 and 50 to 58 are days and times of East Asian editions; which of
 * them differs, and a whole number is a day in all of them. */
NumberFormat
number_format_builtin(guint id)
{
    NumberStyle style = NUMBER_GENERAL;

    if (id == 9 || id == 10)
        style = NUMBER_PERCENT;
    else if (id == 22)
        style = NUMBER_MOMENT;
    else if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47 || id == 55 || id == 56)
        style = NUMBER_TIME;
    else if (id == 46)
        style = NUMBER_ELAPSED;
    else if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
        style = NUMBER_DAY;
    return (NumberFormat){(guint8)style, 0};
}
