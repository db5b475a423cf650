#include "exchange/workbook/number-format.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    KEPT_DIGITS = 15,   /* of a number, by spreadsheets */
    MOST_DIGITS = 17,   /* that tell one floating point number from the next */
    MOST_ZEROS = 21,    /* a number of more digits keeps its exponent */
    FEAR_OF_ZEROS = -9, /* and so does a smaller one than 1e-9 */
    SECONDS_A_DAY = 86400,
    LAST_DAY = 2958465,    /* 9999-12-31 */
    DAYS_TO_1904 = 1462,   /* from 1900 */
    DAYS_TO_1900 = 693595, /* from the year 1 */
    DAY_THAT_WAS_NOT = 60, /* 1900-02-29, which spreadsheets believe in */
    NUMBER_SIZE = 64       /* bytes of a number as text */
};

/* A number as its digits, without zeros at either end, and where the point is:
 * 0.DIGITS times ten to the power of @point. */
typedef struct {
    gboolean is_negative;
    char digits[MOST_DIGITS + 1];
    gint n_digits;
    gint point;
} Decimal;

static void
read_digits(double number, gint precision, Decimal *decimal)
{
    char form[] = "%.14e";
    char text[NUMBER_SIZE];
    const char *exponent;

    form[2] = (char)('0' + (precision - 1) / 10);
    form[3] = (char)('0' + (precision - 1) % 10);
    (void)g_ascii_formatd(text, sizeof text, form, fabs(number));
    exponent = strchr(text, 'e');
    decimal->n_digits = 0;
    for (const char *at = text; at < exponent; at++) {
        if (g_ascii_isdigit(*at))
            decimal->digits[decimal->n_digits++] = *at;
    }
    while (decimal->n_digits > 0 && decimal->digits[decimal->n_digits - 1] == '0')
        decimal->n_digits--;
    decimal->digits[decimal->n_digits] = '\0';
    decimal->is_negative = number < 0;
    decimal->point = decimal->n_digits > 0 ? (int)g_ascii_strtoll(exponent + 1, NULL, 10) + 1 : 1;
}

static gboolean
reads_back(const Decimal *decimal, double number)
{
    char text[NUMBER_SIZE];

    (void)g_snprintf(text, sizeof text, "0.%se%d", decimal->digits, decimal->point);
    return g_ascii_strtod(text, NULL) == fabs(number);
}

/* As few digits as tell it from its neighbours; of a number that is not whole
 * not more than spreadsheets show, as the others come of calculating with it. */
static Decimal
decimal_of(double number)
{
    Decimal decimal = {0};
    gint precision = KEPT_DIGITS;

    read_digits(number, precision, &decimal);
    while (!reads_back(&decimal, number) && precision < MOST_DIGITS)
        read_digits(number, ++precision, &decimal);
    if (precision > KEPT_DIGITS && decimal.n_digits > decimal.point)
        read_digits(number, KEPT_DIGITS, &decimal);
    return decimal;
}

static void
append_zeros(GString *text, gint n)
{
    for (gint i = 0; i < n; i++)
        g_string_append_c(text, '0');
}

static void
append_decimal(const Decimal *decimal, guint least_digits, GString *text)
{
    gint n_whole = CLAMP(decimal->point, 0, decimal->n_digits);

    if (decimal->is_negative && decimal->n_digits > 0)
        g_string_append_c(text, '-');
    if (decimal->point > MOST_ZEROS || decimal->point < FEAR_OF_ZEROS) {
        g_string_append_c(text, decimal->digits[0]);
        if (decimal->n_digits > 1)
            g_string_append_printf(text, ".%s", decimal->digits + 1);
        g_string_append_printf(text, "E%+d", decimal->point - 1);
        return;
    }
    if (decimal->point <= 0 && least_digits == 0)
        g_string_append_c(text, '0');
    append_zeros(text, (gint)least_digits - MAX(decimal->point, 0));
    g_string_append_len(text, decimal->digits, n_whole);
    append_zeros(text, decimal->point - n_whole);
    if (n_whole < decimal->n_digits) {
        g_string_append_c(text, '.');
        append_zeros(text, -decimal->point);
        g_string_append(text, decimal->digits + n_whole);
    }
}

static CellMark
append_number(NumberFormat format, double number, GString *text)
{
    Decimal decimal = decimal_of(number);
    CellMark mark = decimal.n_digits > KEPT_DIGITS || decimal.point > KEPT_DIGITS ? CELL_ROUNDED : CELL_FINE;

    if (format.style == NUMBER_PERCENT && decimal.n_digits > 0)
        decimal.point += 2;
    append_decimal(&decimal, format.style == NUMBER_DIGITS ? format.digits : 0, text);
    if (format.style == NUMBER_PERCENT)
        g_string_append_c(text, '%');
    return mark;
}

static void
append_day(gint64 serial, GString *text)
{
    GDate date;

    if (serial == DAY_THAT_WAS_NOT) {
        g_string_append(text, "1900-02-29");
        return;
    }
    g_date_clear(&date, 1);
    g_date_set_julian(&date, (guint32)(DAYS_TO_1900 + (serial > DAY_THAT_WAS_NOT ? serial - 1 : serial)));
    g_string_append_printf(text, "%04d-%02d-%02d", (int)g_date_get_year(&date), (int)g_date_get_month(&date),
                           (int)g_date_get_day(&date));
}

static void
append_time(gint64 seconds, GString *text)
{
    g_string_append_printf(text, "%02d:%02d:%02d", (int)(seconds / 3600), (int)(seconds / 60 % 60),
                           (int)(seconds % 60));
}

/* FALSE when there is no such day or time. */
static gboolean
append_moment(NumberFormat format, double number, gboolean is_1904, GString *text)
{
    gint64 seconds;
    gint64 serial;

    if (!(number >= 0) || number >= LAST_DAY + 1.0)
        return FALSE;
    seconds = (gint64)(number * SECONDS_A_DAY + 0.5);
    if (format.style == NUMBER_ELAPSED || (format.style == NUMBER_TIME && seconds < SECONDS_A_DAY)) {
        append_time(seconds, text);
        return TRUE;
    }
    serial = seconds / SECONDS_A_DAY + (is_1904 ? DAYS_TO_1904 : 0);
    if (serial < 1 || serial > LAST_DAY)
        return FALSE;
    append_day(serial, text);
    if (format.style != NUMBER_DAY && seconds % SECONDS_A_DAY != 0) {
        g_string_append_c(text, ' ');
        append_time(seconds % SECONDS_A_DAY, text);
    }
    return TRUE;
}

/* Digits that are the shortest text already, as nearly all are. */
static gboolean
is_short_number(const char *value)
{
    gsize n_digits = strspn(value, "0123456789");
    gsize n_behind;

    if (n_digits == 0 || n_digits > KEPT_DIGITS || (value[0] == '0' && n_digits > 1))
        return FALSE;
    if (value[n_digits] == '\0')
        return TRUE;
    if (value[n_digits] != '.')
        return FALSE;
    n_behind = strspn(value + n_digits + 1, "0123456789");
    return n_behind > 0 && n_digits + n_behind <= KEPT_DIGITS && value[n_digits + 1 + n_behind] == '\0' &&
           value[n_digits + n_behind] != '0' && (value[0] != '0' || n_behind < -FEAR_OF_ZEROS);
}

CellMark
number_format_append(NumberFormat format, const char *value, gboolean is_1904, GString *text)
{
    char *end = NULL;
    double number;

    if (format.style == NUMBER_GENERAL && is_short_number(value)) {
        g_string_append(text, value);
        return CELL_FINE;
    }
    number = g_ascii_strtod(value, &end);
    if (end == value || *end != '\0' || !isfinite(number)) {
        g_string_append(text, value);
        return CELL_FINE;
    }
    if (format.style >= NUMBER_DAY && append_moment(format, number, is_1904, text))
        return CELL_FINE;
    return append_number(format, number, text);
}
