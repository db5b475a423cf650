/* Days of the calendar, without times and without zones. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ChaDay:
 *
 * A day, counted from 1970-01-01 (which is 0) in the Gregorian calendar.
 * Days are compared and subtracted as numbers.
 */
typedef gint32 ChaDay;

/**
 * CHA_DAY_NONE:
 *
 * No day: the value of a field that was left blank.
 */
#define CHA_DAY_NONE G_MININT32

/**
 * CHA_DAY_TEXT_SIZE:
 *
 * Bytes that the text of a day needs, the final NUL included.
 */
#define CHA_DAY_TEXT_SIZE 11

/**
 * cha_day_from_text:
 * @text: a day as ISO 8601 writes it, `2027-03-20`, and nothing else
 * @ret_day: (out): the day; untouched on failure
 *
 * Returns: whether @text is a real day of the years 1900 to 9999
 */
gboolean cha_day_from_text(const char *text, ChaDay *ret_day) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_day_to_text:
 * @day: a day
 * @ret_text: (out): `2027-03-20`
 */
void cha_day_to_text(ChaDay day, char ret_text[CHA_DAY_TEXT_SIZE]);

/**
 * cha_day_from_parts:
 * @year: 1900 to 9999
 * @month: 1 to 12
 * @day_of_month: 1 to the length of the month
 * @ret_day: (out): the day; untouched on failure
 *
 * Returns: whether there is such a day
 */
gboolean cha_day_from_parts(gint year, gint month, gint day_of_month,
                            ChaDay *ret_day) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_day_parts:
 * @day: a day
 * @ret_year: (out): the year
 * @ret_month: (out): 1 to 12
 * @ret_day_of_month: (out): 1 to 31
 */
void cha_day_parts(ChaDay day, gint *ret_year, gint *ret_month, gint *ret_day_of_month);

/**
 * cha_day_weekday:
 * @day: a day
 *
 * Returns: 1 (Monday) to 7 (Sunday), as ISO 8601 numbers them
 */
guint cha_day_weekday(ChaDay day);

G_END_DECLS
