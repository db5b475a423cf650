/* Scanning the phrases of plan tables: numbers in digits and in Chinese. Texts are
 * as phrase_clean() gives them. */
#pragma once

#include <glib.h>

/* What a number is counted in: 1 is 10 000. */
#define PHRASE_ONE G_GUINT64_CONSTANT(10000)

/* Half-width, with the signs that look alike as one: ≥ ≤ % ‰ - ~; of blanks only
 * those between digits are left, and line ends as '\n'. */
char *phrase_clean(const char *text);

/* Blanks and line ends. */
void phrase_skip_blanks(const char **at);
/* Steps over @word if it stands at *@at. */
gboolean phrase_skip(const char **at, const char *word);
/* Steps over Chinese numerals, whether they make a number or not. */
gboolean phrase_skip_numerals(const char **at);

/* Digits with at most four decimals; 1,000 is one number. FALSE, and *@at where it
 * was, when there are none, or more digits than anything here has. */
gboolean phrase_read_digits(const char **at, guint64 *ret_number);
/* 五, 十五, 二十, 一百二十, 二〇二四, 零点五. */
gboolean phrase_read_numerals(const char **at, guint64 *ret_number);
