/* Industries (行业) by the classification of the national economy, GB/T 4754:
 * the letter of a section, and two to four digits of a division, group or class
 * in it. "F5213" is the canonical form; a prefix covers what begins with it. */
#pragma once

#include <glib.h>

#define INDUSTRY_TEXT_SIZE 6 /* a letter, four digits, NUL */

typedef enum {
    INDUSTRY_READ,
    INDUSTRY_UNREADABLE,
    INDUSTRY_OTHER_SECTION, /* the digits are of another section than the letter says */
} IndustryVerdict;

/* Reads a whole text: "C", "F52", digits without their letter ("52"), or the
 * name of a section ("制造业"). With INDUSTRY_OTHER_SECTION the digits decide
 * what goes to @ret_industry; it is untouched when nothing can be read. */
IndustryVerdict industry_from_text(const char *text, char ret_industry[INDUSTRY_TEXT_SIZE]);
/* What a registry says of a target's industry: a code, whatever stands behind it
 * ("5213 日用家电零售"), or the name of a section. Empty when it is none of
 * these. */
void industry_of_target(const char *text, char ret_industry[INDUSTRY_TEXT_SIZE]);
/* Whether @code, in canonical form, is in @industry. An empty code is in none. */
gboolean industry_covers(const char *industry, const char *code);
