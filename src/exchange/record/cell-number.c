#include "exchange/record/cell.h"

#include "domain/quarter.h"

#include <string.h>

enum { DISTRICT_DIGITS = 6, DEGREE_DIGITS = 3, DEGREE_DECIMALS = 12 };

/* One byte in a table tells whether a cell may need cleaning: control
 * characters, and the first bytes of characters that may be blanks, full-width
 * or control characters in UTF-8 (C2, E1 to E3, EF). */
gboolean
cell_is_plain(const char *cell, gsize length)
{
    guint odd = 0;

    if (length == 0)
        return TRUE;
    for (gsize i = 0; i < length; i++) {
        guchar byte = (guchar)cell[i];

        odd |= (guint)(byte < 0x20) | (guint)(byte == 0x7F) | (guint)(byte == 0xC2) |
               (guint)((byte & 0xFC) == 0xE0) | (guint)(byte == 0xEF);
    }
    return odd == 0 && cell[0] != ' ' && cell[length - 1] != ' ';
}

static gsize
count_digits(const char *text)
{
    return strspn(text, "0123456789");
}

gboolean
cell_is_scientific(const char *text)
{
    gsize whole = count_digits(text);
    const char *at = text + whole;

    if (whole == 0)
        return FALSE;
    if (*at == '.')
        at += 1 + count_digits(at + 1);
    if ((*at != 'E' && *at != 'e') || at[1] != '+')
        return FALSE;
    at += 2;
    return *at != '\0' && at[count_digits(at)] == '\0';
}

gboolean
cell_is_district(const char *text)
{
    return count_digits(text) == DISTRICT_DIGITS && text[DISTRICT_DIGITS] == '\0';
}

gboolean
cell_read_count(const char *text, guint most, guint *ret_count)
{
    static const char *const BEFORE[] = {"每年度", "每年"};
    static const char *const BEHIND[] = {"", "次", "次/年", "次/年度", "人", "名", "年"};
    guint64 number = 0;
    gsize n_digits;

    for (gsize i = 0; i < G_N_ELEMENTS(BEFORE); i++) {
        if (g_str_has_prefix(text, BEFORE[i])) {
            text += strlen(BEFORE[i]);
            break;
        }
    }
    n_digits = count_digits(text);
    if (n_digits == 0 || n_digits > 9)
        return FALSE;
    for (gsize i = 0; i < n_digits; i++)
        number = number * 10 + (guint64)(text[i] - '0');
    if (number < 1 || number > most)
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(BEHIND); i++) {
        if (strcmp(text + n_digits, BEHIND[i]) == 0) {
            *ret_count = (guint)number;
            return TRUE;
        }
    }
    return FALSE;
}

gboolean
cell_read_percent(const char *text, guint *ret_percent)
{
    gsize n_digits = count_digits(text);
    const char *at = text + n_digits;
    guint number = 0;

    if (n_digits == 0 || n_digits > 3)
        return FALSE;
    for (gsize i = 0; i < n_digits; i++)
        number = number * 10 + (guint)(text[i] - '0');
    if (*at == '.' && at[1] == '0')
        at += 1 + strspn(at + 1, "0"); /* 20.0% is whole */
    while (*at == ' ')
        at++;
    if (number > 100 || (*at != '\0' && strcmp(at, "%") != 0))
        return FALSE;
    *ret_percent = number;
    return TRUE;
}

/* Bounds in whole degrees. */
static CoordinateVerdict
read_coordinate(const char *text, gint world, gint china_first, gint china_last)
{
    gboolean is_negative = *text == '-';
    const char *at = is_negative ? text + 1 : text;
    gsize n_digits = count_digits(at);
    gsize n_decimals = 0;
    gboolean has_fraction = FALSE;
    gint degrees = 0;

    if (n_digits == 0 || n_digits > DEGREE_DIGITS)
        return COORDINATE_UNREADABLE;
    for (gsize i = 0; i < n_digits; i++)
        degrees = degrees * 10 + (at[i] - '0');
    at += n_digits;
    if (*at == '.') {
        n_decimals = count_digits(at + 1);
        has_fraction = strspn(at + 1, "0") < n_decimals;
        at += 1 + n_decimals;
        if (n_decimals == 0 || n_decimals > DEGREE_DECIMALS)
            return COORDINATE_UNREADABLE;
    }
    if (*at != '\0')
        return COORDINATE_UNREADABLE;
    if (degrees > world || (degrees == world && has_fraction))
        return COORDINATE_OUTSIDE_WORLD;
    if (is_negative || degrees < china_first || degrees > china_last ||
        (degrees == china_last && has_fraction))
        return COORDINATE_OUTSIDE_CHINA;
    return COORDINATE_READ;
}

CoordinateVerdict
cell_read_longitude(const char *text)
{
    return read_coordinate(text, 180, 73, 136);
}

CoordinateVerdict
cell_read_latitude(const char *text)
{
    return read_coordinate(text, 90, 3, 54);
}

/* 1 to 4 for the number of a quarter, in digits or in Chinese; 0 for none. */
static guint
read_quarter_number(const char **at)
{
    static const char *const NUMBERS[] = {"一", "二", "三", "四"};

    for (guint i = 0; i < G_N_ELEMENTS(NUMBERS); i++) {
        if (**at == (char)('1' + i)) {
            (*at)++;
            return i + 1;
        }
        if (g_str_has_prefix(*at, NUMBERS[i])) {
            *at += strlen(NUMBERS[i]);
            return i + 1;
        }
    }
    return 0;
}

char *
cell_read_quarter(const char *text)
{
    g_autofree char *canonical = NULL;
    const char *at = text + count_digits(text);
    Quarter quarter;
    guint number;

    if (at - text != 4)
        return NULL;
    if (g_str_has_prefix(at, "年"))
        at += strlen("年");
    if (g_str_has_prefix(at, "第"))
        at += strlen("第");
    else if (*at == 'Q' || *at == 'q')
        at++;
    number = read_quarter_number(&at);
    if (number == 0 || (*at != '\0' && strcmp(at, "季度") != 0))
        return NULL;
    canonical = g_strdup_printf("%.4sQ%u", text, number);
    return quarter_from_text(canonical, &quarter) ? g_steal_pointer(&canonical) : NULL;
}
