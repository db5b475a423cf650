/* Reading content lines of iCalendar (RFC 5545, section 3.1) from bytes that
 * may be anything: any line ends, folds inside of characters, foreign
 * encodings, NULs. What is read is bytes, too. */
#pragma once

#include <glib.h>

/* Bytes of the file or of the reader. */
typedef struct {
    const char *bytes;
    gsize length;
} Slice;

/* One line, unfolded; valid until the next is read. */
typedef struct {
    guint64 number; /* of its first line in the file, from 1 */
    Slice name;     /* of a property, in any case; empty for what is no content line */
    Slice parameters;
    Slice value;
    gboolean is_cut; /* longer than CONTENT_LINE_MAX: the value is not whole */
} ContentLine;

typedef struct {
    const char *next;
    const char *end;
    const char *feed; /* the first LF that is not before `next`, or `end` */
    guint64 number;   /* of the line at `next` */
    GString *buffer;  /* for folded lines */
} ContentReader;

enum { CONTENT_LINE_MAX = 1024 * 1024 };

/* @bytes stay the caller's. */
void content_reader_init(ContentReader *reader, const char *bytes, gsize length);
void content_reader_clear(ContentReader *reader);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ContentReader, content_reader_clear)

/* FALSE at the end. Empty lines are passed over. */
gboolean content_reader_next(ContentReader *reader, ContentLine *ret_line);

/* For values that cannot hold a colon, such as times: takes all before the last
 * one as parameters, for there are programs that write "TZID=(UTC+08:00) Beijing"
 * without quotes. */
void content_line_part_late(ContentLine *line);
/* The first value of a parameter, without quotes; FALSE when the line has no
 * such parameter. */
gboolean content_line_parameter(const ContentLine *line, const char *name, Slice *ret_value);

/* Compares with ASCII text, whatever the case. */
gboolean slice_is(Slice slice, const char *text);
/* Without blanks at its ends. */
Slice slice_strip(Slice slice);
/* Takes what is before @separator off the front of @rest; FALSE when nothing is
 * left. "a,,b" gives three, the second of them empty. */
gboolean slice_split(Slice *rest, char separator, Slice *ret_piece);
/* For people: at most 64 bytes of valid UTF-8, without control characters. */
char *slice_show(Slice slice) G_GNUC_WARN_UNUSED_RESULT;
