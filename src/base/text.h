/* The texts of choucha's records: UTF-8, and nothing that could hide. */
#pragma once

#include <glib.h>

/* The longest identifier, in bytes of UTF-8 (draw protocol, section 1). */
#define TEXT_IDENTIFIER_MAX 64

/* Whether @text is an identifier: 1 to 64 bytes of UTF-8 without control,
 * format and separator characters (Unicode Cc, Cf, Zl, Zp), without
 * | , ; " / \ : * ? < > =, no U+0020 or U+3000 at either end, not beginning
 * with '.' or '-' (draw protocol, section 1). */
gboolean text_is_identifier(const char *text, gsize length);
/* Whether a character of Unicode Cc, Cf, Zl or Zp is in @text (valid UTF-8). */
gboolean text_has_hidden_characters(const char *text, gsize length);
/* Whether a control character (Unicode Cc) is in @text (valid UTF-8). */
gboolean text_has_control_characters(const char *text, gsize length);

/* Whether there is nothing in @text but blanks and line ends. */
gboolean text_is_blank(const char *text);
/* A copy without blanks (also U+3000, no-break spaces and BOMs) at its ends
 * and with line ends inside turned into one space. */
char *text_trim(const char *text);
/* A copy with full-width letters, digits and punctuation (U+FF01 to U+FF5E)
 * as ASCII, U+3000 as a space; trimmed. */
char *text_half_width(const char *text);

/* A copy for comparing what people write: half-width, A–Z as a–z, without any
 * blanks or line ends. */
char *text_fold(const char *text);

/* Byte order, for g_ptr_array_sort() and friends over char pointers. */
gint text_compare_pointers(gconstpointer left, gconstpointer right);
/* @elements sorted in byte order without repetition, joined with ';'. */
char *text_join_set(GPtrArray *elements);
/* Where @text is among @elements (element-type utf8), which are in byte order;
 * FALSE when it is not. */
gboolean text_find_sorted(const GPtrArray *elements, const char *text, guint *ret_place);
/* The elements of @text at each ';', empty ones left out; owned strings. */
GPtrArray *text_split(const char *text);

/* Columns of a terminal that @text takes: most Chinese characters take two. */
guint text_display_width(const char *text);

/* Whether spreadsheet programs take a cell with this text for a formula: it
 * begins with = + - @ or with a tab or a carriage return. */
gboolean text_begins_formula(const char *text);
/* Past the apostrophes in front of what would be a formula, with which texts are
 * marked as such (a text that begins with them itself is not to be had). */
char *text_skip_formula_mark(char *text);
