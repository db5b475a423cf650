#include "cli/console.h"

#include "cli/language.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum {
    PROGRESS_INTERVAL = G_USEC_PER_SEC / 10,
    USUAL_COLUMNS = 80,
};

void
console_init(Console *console)
{
    const char *terminal = g_getenv("TERM");

    *console = (Console){
        .terminal = isatty(STDERR_FILENO) && terminal != NULL && strcmp(terminal, "dumb") != 0,
        .started_at = g_get_monotonic_time(),
    };
}

void
console_clear(Console *console)
{
    console_end_progress(console);
    g_clear_pointer(&console->stage, g_free);
}

/* Whoever reads both streams on one terminal sees them in order. */
static void
write_line(Console *console, const char *format, va_list values)
{
    g_autofree char *text = g_strdup_vprintf(format, values);

    console_end_progress(console);
    (void)fflush(stdout); /* a failure stays on the stream and is reported in the end */
    (void)fprintf(stderr, "%s\n", text);
}

void
console_say(Console *console, const char *format, ...)
{
    va_list values;

    if (console->quiet)
        return;
    va_start(values, format);
    write_line(console, format, values);
    va_end(values);
}

void
console_warn(Console *console, const char *format, ...)
{
    va_list values;

    va_start(values, format);
    write_line(console, format, values);
    va_end(values);
}

static guint
terminal_columns(void)
{
    struct winsize size = {0};

    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : USUAL_COLUMNS;
}

static guint
character_width(gunichar character)
{
    if (g_unichar_iszerowidth(character))
        return 0;
    return g_unichar_iswide(character) ? 2 : 1;
}

guint
text_width(const char *text)
{
    guint width = 0;

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
        width += character_width(g_utf8_get_char(at));
    return width;
}

/* Bytes of @text that fit into @columns. */
static gsize
fitting_length(const char *text, guint columns)
{
    guint width = 0;
    const char *at = text;

    for (; *at != '\0'; at = g_utf8_next_char(at)) {
        width += character_width(g_utf8_get_char(at));
        if (width > columns)
            break;
    }
    return (gsize)(at - text);
}

static char *
progress_text(const char *stage, guint64 done, guint64 total)
{
    if (total > 0) {
        /* Not done * 100 / total, which could overflow. */
        guint64 percent = total >= 100 ? MIN(done, total) / (total / 100) : MIN(done, total) * 100 / total;

        return g_strdup_printf(_("%s: %" PRIu64 " %%"), stage, MIN(percent, 100));
    }
    return done > 0 ? g_strdup_printf(_("%s: %" PRIu64), stage, done) : g_strdup(stage);
}

static void
tell_stage(Console *console, const char *stage, gint64 now)
{
    gint64 tenths = (now - console->started_at) / PROGRESS_INTERVAL;

    g_free(console->stage);
    console->stage = g_strdup(stage);
    console_say(console, "%3" PRId64 ".%" PRId64 " s  %s", tenths / 10, tenths % 10, stage);
}

void
console_progress(const char *stage, guint64 done, guint64 total, gpointer data)
{
    Console *console = data;
    gint64 now = g_get_monotonic_time();
    g_autofree char *text = NULL;

    if (console->verbose && g_strcmp0(console->stage, stage) != 0)
        tell_stage(console, stage, now);
    if (!console->terminal || console->quiet ||
        (console->shown && now - console->shown_at < PROGRESS_INTERVAL))
        return;
    text = progress_text(stage, done, total);
    text[fitting_length(text, terminal_columns() - 1)] = '\0';
    (void)fprintf(stderr, "\r%s\033[K", text);
    console->shown = TRUE;
    console->shown_at = now;
}

void
console_end_progress(Console *console)
{
    if (!console->shown)
        return;
    (void)fputs("\r\033[K", stderr);
    console->shown = FALSE;
}

static void
field_free(gpointer data)
{
    Field *field = data;

    g_free(field->name);
    g_free(field->value);
    g_free(field);
}

GPtrArray *
fields_new(void)
{
    return g_ptr_array_new_with_free_func(field_free);
}

void
fields_add(GPtrArray *fields, const char *name, const char *format, ...)
{
    Field *field = g_new0(Field, 1);
    va_list values;

    va_start(values, format);
    field->name = g_strdup(name);
    field->value = g_strdup_vprintf(format, values);
    va_end(values);
    g_ptr_array_add(fields, field);
}

void
console_say_fields(Console *console, GPtrArray *fields)
{
    guint widest = 0;

    for (guint i = 0; i < fields->len; i++)
        widest = MAX(widest, text_width(((Field *)fields->pdata[i])->name));
    for (guint i = 0; i < fields->len; i++) {
        const Field *field = g_ptr_array_index(fields, i);

        console_say(console, "  %s%*s  %s", field->name, (int)(widest - text_width(field->name)), "",
                    field->value);
    }
}
