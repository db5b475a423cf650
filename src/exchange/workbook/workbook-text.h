/* Texts of cells of workbooks: how long they may be, and the escapes in them. */
#pragma once

#include <glib.h>

enum {
    WORKBOOK_MAX_TEXT = 32767,        /* characters of UTF-16, as spreadsheets have it */
    WORKBOOK_MAX_COLLECTED = 1048576, /* bytes, beyond which the file is refused */
    WORKBOOK_SHOWN_TEXT = 60          /* characters of a text that is too long, to know it by */
};

/* Turns the escapes _xHHHH_ of @text from @from on into characters, in place:
 * two that are halves of one character become that one; what is no character
 * becomes U+FFFD, and so does NUL. */
void workbook_text_unescape(GString *text, gsize from);
/* The text with escapes for what XML cannot hold; NULL when it needs none. */
char *workbook_text_escape(const char *text);
/* Whether a cell can hold it. */
gboolean workbook_text_fits(const char *text);
/* Whether the text from @from on is longer than a cell can hold. If so, only
 * its beginning is kept. */
gboolean workbook_text_cut(GString *text, gsize from);
