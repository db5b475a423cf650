/* Cutting the lists that stand in one cell. All pieces are without blanks at
 * their ends, and empty ones are left out; owned strings. */
#pragma once

#include <glib.h>

/* At each of @separators, which a NULL ends. */
GPtrArray *list_split_at(const char *text, const char *const *separators);
/* At ; and ； and line ends. */
GPtrArray *list_split(const char *cell);
/* At 、, which also stands inside of names. */
GPtrArray *list_split_piece(const char *piece);
/* Names of departments: at ; , 、 / | blanks and line ends outside of brackets. */
GPtrArray *list_split_departments(const char *cell);
/* The two sides of 和, 及, 与 or 以及 in @text, if there is one: the @number-th
 * from 0; FALSE when there are no more. */
gboolean list_split_at_and(const char *text, guint number, char **ret_left, char **ret_right);
/* What stands behind the number of a piece, "3.", "３、", "（3）", "③" or "三、"; @text
 * itself when it has none. */
const char *list_skip_number(const char *text);
/* The pieces of a list whose numbers rise one by one from its beginning, on one
 * line or on several, without them and without stops at their ends; NULL when it
 * is no such list. */
GPtrArray *list_split_numbered(const char *cell);
