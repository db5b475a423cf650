#include "exchange/calendar/recurrence.h"

#include <inttypes.h>
#include <string.h>

static const char *const FREQUENCIES[] = {"SECONDLY", "MINUTELY", "HOURLY", "DAILY",
                                          "WEEKLY",   "MONTHLY",  "YEARLY", NULL};
static const char *const WEEKDAYS[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU", NULL};

#define BIT(n) (G_GUINT64_CONSTANT(1) << (n))

void
recurrence_free(Recurrence *rule)
{
    if (rule == NULL)
        return;
    g_clear_pointer(&rule->positions, g_array_unref);
    g_free(rule);
}

/* The place of @text in a list, or -1. */
static gint
find_word(Slice text, const char *const *words)
{
    text = slice_strip(text);
    for (gint i = 0; words[i] != NULL; i++) {
        if (slice_is(text, words[i]))
            return i;
    }
    return -1;
}

static gboolean
read_frequency(Recurrence *rule, Slice value)
{
    gint word = find_word(value, FREQUENCIES);

    rule->frequency = (Frequency)word;
    return word >= 0;
}

static gboolean
read_interval(Recurrence *rule, Slice value)
{
    return calendar_number_read(value, 1, G_MAXINT32, &rule->interval);
}

static gboolean
read_count(Recurrence *rule, Slice value)
{
    return calendar_number_read(value, 1, G_MAXINT32, &rule->count);
}

static gboolean
read_until(Recurrence *rule, Slice value)
{
    rule->has_until = calendar_time_read(value, &rule->until);
    return rule->has_until;
}

static gboolean
read_week_start(Recurrence *rule, Slice value)
{
    rule->week_start = find_word(value, WEEKDAYS) + 1;
    return rule->week_start > 0;
}

/* Numbers from @least to @most, and with @from_end (nullable) from -@most to
 * -1, too. */
static gboolean
read_numbers(Slice value, gint least, gint most, guint64 *numbers, guint64 *from_end)
{
    Slice piece;

    while (slice_split(&value, ',', &piece)) {
        guint64 *set = numbers;
        gint64 number;

        if (!calendar_number_read(piece, from_end != NULL ? -most : least, most, &number) ||
            (number < least && number > -least))
            return FALSE;
        if (number < 0) {
            set = from_end;
            number = -number;
        }
        g_assert(set != NULL);
        set[number / 64] |= BIT(number % 64);
    }
    return TRUE;
}

static gboolean
read_months(Recurrence *rule, Slice value)
{
    guint64 months = 0;
    gboolean read = read_numbers(value, 1, 12, &months, NULL);

    rule->months = (guint)months;
    return read;
}

static gboolean
read_hours(Recurrence *rule, Slice value)
{
    guint64 hours = 0;
    gboolean read = read_numbers(value, 0, 23, &hours, NULL);

    rule->hours = (guint)hours;
    return read;
}

static gboolean
read_minutes(Recurrence *rule, Slice value)
{
    return read_numbers(value, 0, 59, &rule->minutes, NULL);
}

/* A leap second is the last of its minute, as in other times. */
static gboolean
read_seconds(Recurrence *rule, Slice value)
{
    gboolean read = read_numbers(value, 0, 60, &rule->seconds, NULL);

    if ((rule->seconds & BIT(60)) != 0)
        rule->seconds = (rule->seconds & ~BIT(60)) | BIT(59);
    return read;
}

static gboolean
read_month_days(Recurrence *rule, Slice value)
{
    return read_numbers(value, 1, MAX_MONTH_DAY, &rule->month_days, &rule->month_days_from_end);
}

static gboolean
read_year_days(Recurrence *rule, Slice value)
{
    rule->has_year_days = TRUE;
    return read_numbers(value, 1, MAX_YEAR_DAY, rule->year_days, rule->year_days_from_end);
}

static gboolean
read_weeks(Recurrence *rule, Slice value)
{
    return read_numbers(value, 1, MAX_WEEK, &rule->weeks, &rule->weeks_from_end);
}

/* "MO", "2MO", "-1SU". */
static gboolean
read_weekdays(Recurrence *rule, Slice value)
{
    Slice piece;

    while (slice_split(&value, ',', &piece)) {
        gint64 ordinal = 0;
        gint weekday;

        piece = slice_strip(piece);
        if (piece.length < 2)
            return FALSE;
        weekday = find_word((Slice){piece.bytes + piece.length - 2, 2}, WEEKDAYS) + 1;
        piece.length -= 2;
        if (weekday == 0 ||
            (piece.length > 0 &&
             (!calendar_number_read(piece, -MAX_ORDINAL, MAX_ORDINAL, &ordinal) || ordinal == 0)))
            return FALSE;
        rule->has_nth_weekdays = rule->has_nth_weekdays || ordinal != 0;
        if (ordinal == 0)
            rule->weekdays |= 1U << weekday;
        else
            rule->nth_weekdays[ordinal + MAX_ORDINAL] |= (guint8)(1U << weekday);
    }
    return TRUE;
}

static gint
compare_positions(gconstpointer left, gconstpointer right)
{
    gint a = *(const gint *)left;
    gint b = *(const gint *)right;

    return a < b ? -1 : a > b;
}

static gboolean
read_positions(Recurrence *rule, Slice value)
{
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(gint));
    Slice piece;

    while (slice_split(&value, ',', &piece)) {
        gint64 number;
        gint position;

        if (!calendar_number_read(piece, -MAX_YEAR_DAY, MAX_YEAR_DAY, &number) || number == 0)
            return FALSE;
        position = (gint)number;
        g_array_append_val(all, position);
    }
    g_array_sort(all, compare_positions);
    g_clear_pointer(&rule->positions, g_array_unref);
    rule->positions = g_array_new(FALSE, FALSE, sizeof(gint));
    for (guint i = 0; i < all->len; i++) {
        if (i == 0 || g_array_index(all, gint, i) != g_array_index(all, gint, i - 1))
            g_array_append_val(rule->positions, g_array_index(all, gint, i));
    }
    return TRUE;
}

typedef struct {
    const char *name;
    gboolean (*read)(Recurrence *rule, Slice value);
} Part;

static const Part PARTS[] = {
    {"FREQ", read_frequency},   {"INTERVAL", read_interval},     {"COUNT", read_count},
    {"UNTIL", read_until},      {"WKST", read_week_start},       {"BYMONTH", read_months},
    {"BYDAY", read_weekdays},   {"BYMONTHDAY", read_month_days}, {"BYYEARDAY", read_year_days},
    {"BYWEEKNO", read_weeks},   {"BYHOUR", read_hours},          {"BYMINUTE", read_minutes},
    {"BYSECOND", read_seconds}, {"BYSETPOS", read_positions},
};

/* Parts that no standard knows say nothing. */
static RecurrenceReading
read_part(Recurrence *rule, Slice name, Slice value)
{
    name = slice_strip(name);
    value = slice_strip(value);
    for (gsize i = 0; i < G_N_ELEMENTS(PARTS); i++) {
        if (slice_is(name, PARTS[i].name))
            return PARTS[i].read(rule, value) ? RECURRENCE_READ : RECURRENCE_WRONG;
    }
    if (slice_is(name, "RSCALE"))
        return slice_is(value, "GREGORIAN") ? RECURRENCE_READ : RECURRENCE_FOREIGN;
    if (slice_is(name, "SKIP"))
        return slice_is(value, "OMIT") ? RECURRENCE_READ : RECURRENCE_FOREIGN;
    return RECURRENCE_READ;
}

RecurrenceReading
recurrence_read(Slice text, Recurrence **ret_rule, Slice *ret_part)
{
    g_autoptr(Recurrence) rule = g_new0(Recurrence, 1);
    RecurrenceReading worst = RECURRENCE_READ;
    gboolean has_frequency = FALSE;
    Slice rest = text;
    Slice part;

    rule->interval = 1;
    rule->week_start = 1;
    *ret_part = text;
    while (slice_split(&rest, ';', &part)) {
        Slice value = part;
        Slice name;
        RecurrenceReading reading;

        if (slice_strip(part).length == 0)
            continue;
        *ret_part = part;
        if (!slice_split(&value, '=', &name) || value.bytes == NULL)
            return RECURRENCE_WRONG;
        reading = read_part(rule, name, value);
        if (reading == RECURRENCE_WRONG)
            return reading;
        worst = MAX(worst, reading);
        has_frequency = has_frequency || slice_is(slice_strip(name), "FREQ");
    }
    *ret_part = text;
    if (!has_frequency)
        return RECURRENCE_WRONG;
    if (worst == RECURRENCE_READ)
        *ret_rule = g_steal_pointer(&rule);
    return worst;
}

/* ",": before every value but the first of a part. */
static void
append_value(GString *output, const char *part, gboolean *is_open, gint value)
{
    if (*is_open)
        g_string_append_printf(output, ",%d", value);
    else
        g_string_append_printf(output, ";%s=%d", part, value);
    *is_open = TRUE;
}

static gboolean
has_bit(const guint64 *bits, gint n)
{
    return bits != NULL && (bits[n / 64] & BIT(n % 64)) != 0;
}

static void
append_numbers(GString *output, const char *part, gint most, const guint64 *numbers, const guint64 *from_end)
{
    gboolean is_open = FALSE;

    for (gint n = most; n > 0; n--) {
        if (has_bit(from_end, n))
            append_value(output, part, &is_open, -n);
    }
    for (gint n = 0; n <= most; n++) {
        if (has_bit(numbers, n))
            append_value(output, part, &is_open, n);
    }
}

static void
append_weekdays(GString *output, const Recurrence *rule)
{
    const char *before = ";BYDAY=";

    for (gint weekday = 1; weekday <= 7; weekday++) {
        if ((rule->weekdays >> weekday & 1) == 0)
            continue;
        g_string_append_printf(output, "%s%s", before, WEEKDAYS[weekday - 1]);
        before = ",";
    }
    for (gint ordinal = -MAX_ORDINAL; ordinal <= MAX_ORDINAL; ordinal++) {
        for (gint weekday = 1; weekday <= 7; weekday++) {
            if ((rule->nth_weekdays[ordinal + MAX_ORDINAL] >> weekday & 1) == 0)
                continue;
            g_string_append_printf(output, "%s%d%s", before, ordinal, WEEKDAYS[weekday - 1]);
            before = ",";
        }
    }
}

void
recurrence_append(GString *output, const Recurrence *rule)
{
    const guint64 months = rule->months;
    const guint64 hours = rule->hours;
    gboolean is_open = FALSE;

    g_string_append_printf(output, "FREQ=%s", FREQUENCIES[rule->frequency]);
    if (rule->interval > 1)
        g_string_append_printf(output, ";INTERVAL=%" PRId64, rule->interval);
    if (rule->count > 0)
        g_string_append_printf(output, ";COUNT=%" PRId64, rule->count);
    if (rule->has_until) {
        g_string_append(output, ";UNTIL=");
        calendar_time_append(output, &rule->until);
    }
    if (rule->week_start != 1)
        g_string_append_printf(output, ";WKST=%s", WEEKDAYS[rule->week_start - 1]);
    append_numbers(output, "BYMONTH", 12, &months, NULL);
    append_weekdays(output, rule);
    append_numbers(output, "BYMONTHDAY", MAX_MONTH_DAY, &rule->month_days, &rule->month_days_from_end);
    append_numbers(output, "BYYEARDAY", MAX_YEAR_DAY, rule->year_days, rule->year_days_from_end);
    append_numbers(output, "BYWEEKNO", MAX_WEEK, &rule->weeks, &rule->weeks_from_end);
    append_numbers(output, "BYHOUR", 23, &hours, NULL);
    append_numbers(output, "BYMINUTE", 59, &rule->minutes, NULL);
    append_numbers(output, "BYSECOND", 59, &rule->seconds, NULL);
    for (guint i = 0; rule->positions != NULL && i < rule->positions->len; i++)
        append_value(output, "BYSETPOS", &is_open, g_array_index(rule->positions, gint, i));
}
