/* Talk and progress on stderr. Data goes to stdout by way of output.h. */
#pragma once

#include <glib.h>

typedef struct {
    gboolean quiet;    /* nothing but what went wrong */
    gboolean verbose;  /* each stage of the work in a line of its own */
    gboolean terminal; /* stderr is one, so progress can be shown and erased */
    gboolean shown;    /* a line of progress stands there */
    gint64 started_at; /* monotonic, in microseconds, as all of these */
    gint64 shown_at;
    char *stage; /* what was last told of */
} Console;

void console_init(Console *console);
void console_clear(Console *console);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Console, console_clear)

/* A line of talk; not when quiet. */
void console_say(Console *console, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* A line that is told even when quiet. */
void console_warn(Console *console, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* A ChaProgress whose data is the console: one line that is drawn over, at most
 * ten times a second. */
void console_progress(const char *stage, guint64 done, guint64 total, gpointer data);
void console_end_progress(Console *console);

/* A name and a value, both owned. */
typedef struct {
    char *name;
    char *value;
} Field;

/* Fields as lines, the values one under the other; not when quiet. */
GPtrArray *fields_new(void);
void fields_add(GPtrArray *fields, const char *name, const char *format, ...) G_GNUC_PRINTF(3, 4);
void console_say_fields(Console *console, GPtrArray *fields);

/* Columns of a terminal that @text takes; most Chinese characters take two. */
guint text_width(const char *text);
