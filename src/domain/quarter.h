/* Quarters, and the names of campaigns made from them. */
#pragma once

#include <choucha/day.h>

/* A quarter of a year, counted from the first of year 0: quarters are compared
 * and stepped through as numbers. */
typedef gint32 Quarter;

#define QUARTER_TEXT_SIZE 7

/* "2027Q1" and nothing else. */
gboolean quarter_from_text(const char *text, Quarter *ret_quarter) G_GNUC_WARN_UNUSED_RESULT;
void quarter_to_text(Quarter quarter, char ret_text[QUARTER_TEXT_SIZE]);
Quarter quarter_of_day(ChaDay day);
gint quarter_year(Quarter quarter);
ChaDay quarter_first_day(Quarter quarter);
ChaDay quarter_last_day(Quarter quarter);

/* The name of a campaign: a quarter (attempt 1), or "2027Q1.2" for a later
 * attempt. */
gboolean campaign_name_parse(const char *name, Quarter *ret_quarter,
                             guint *ret_attempt) G_GNUC_WARN_UNUSED_RESULT;
char *campaign_name_make(Quarter quarter, guint attempt);
