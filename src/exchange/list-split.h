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
/* What stands behind the number of a piece, "3." or "3、" or "3)"; @piece itself
 * when it has none. */
const char *list_skip_number(const char *text);
