/* Content lines of iCalendar (RFC 5545, section 3.1). */
#pragma once

#include <glib.h>

/* Adds one content line, folded. It is cut so that no piece is longer than 75
 * bytes, and never inside a character or an escape pair, which many readers
 * would break: they unfold after decoding. */
void calendar_line_add(GString *output, const char *line);
/* The same for lines that another writer has folded already, CRLF line ends
 * included: unfolded, and folded again. */
void calendar_line_add_folded(GString *output, const char *lines);

/* A value of type TEXT, escaped (section 3.3.11): line ends of all kinds as
 * `\n`, other control characters as spaces. */
char *calendar_text_escape(const char *text);
/* A text that may stand in a parameter: control characters as spaces, and `^`
 * as RFC 6868 wants it, which libical leaves alone. */
char *calendar_parameter_escape(const char *text);
/* A text for a value that somebody else escapes: line ends of all kinds as LF,
 * other control characters as spaces. */
char *calendar_text_clean(const char *text);
