#include "base/pem.h"

#include <string.h>

enum { LINE_LENGTH = 64 };

static const char BEGIN[] = "-----BEGIN ";
static const char END[] = "-----END ";
static const char DASHES[] = "-----";

/* What reads secrets leaves none behind; the compiler must not drop it. */
static void
wipe(void *bytes, gsize length)
{
    if (bytes != NULL)
        explicit_bzero(bytes, length);
}

void
pem_block_free(PemBlock *block)
{
    if (block == NULL)
        return;
    wipe(block->bytes, block->length);
    g_free(block->bytes);
    g_free(block->label);
    g_free(block);
}

static const char *
line_end(const char *line)
{
    return line + strcspn(line, "\n");
}

static const char *
next_line(const char *line)
{
    const char *end = line_end(line);

    return *end == '\n' ? end + 1 : end;
}

/* The label of a line `-----BEGIN label-----`, or NULL. */
static char *
read_label(const char *line, const char *before)
{
    gsize length = (gsize)(line_end(line) - line);
    gsize around = strlen(before) + strlen(DASHES);

    if (length > 0 && line[length - 1] == '\r')
        length--;
    if (length <= around || strncmp(line, before, strlen(before)) != 0 ||
        strncmp(line + length - strlen(DASHES), DASHES, strlen(DASHES)) != 0)
        return NULL;
    return g_strndup(line + strlen(before), length - around);
}

/* GLib's decoder passes over what is no base64, so the outcome is held against
 * its own text. */
static void
decode(PemBlock *block, const char *begin, const char *end)
{
    gsize room = (gsize)(end - begin);
    g_autofree char *text = g_malloc(room + 1);
    gsize length = 0;
    g_autofree char *again = NULL;

    for (const char *at = begin; at < end; at++) {
        if (*at != '\n' && *at != '\r')
            text[length++] = *at;
    }
    text[length] = '\0';
    block->bytes = g_base64_decode(text, &block->length);
    again = g_base64_encode(block->bytes, block->length);
    if (length == 0 || strcmp(text, again) != 0) {
        wipe(block->bytes, block->length);
        g_clear_pointer(&block->bytes, g_free);
        block->length = 0;
    }
    wipe(text, length);
    wipe(again, strlen(again));
}

static void
read_body(PemBlock *block)
{
    const char *body = next_line(block->begin);

    for (const char *line = body; *line != '\0'; line = next_line(line)) {
        g_autofree char *label = read_label(line, END);

        block->end = next_line(line);
        if (label != NULL) {
            if (strcmp(label, block->label) == 0)
                decode(block, body, line);
            return;
        }
    }
}

PemBlock *
pem_next(const char *text)
{
    for (const char *line = text; *line != '\0'; line = next_line(line)) {
        char *label = read_label(line, BEGIN);

        if (label != NULL) {
            PemBlock *block = g_new0(PemBlock, 1);

            block->label = label;
            block->begin = line;
            block->end = next_line(line);
            read_body(block);
            return block;
        }
    }
    return NULL;
}

void
pem_append(GString *text, const char *label, const guint8 *bytes, gsize length)
{
    g_autofree char *base64 = g_base64_encode(bytes, length);

    g_string_append_printf(text, "%s%s%s\n", BEGIN, label, DASHES);
    for (gsize at = 0; base64[at] != '\0';) {
        gsize piece = MIN(LINE_LENGTH, strlen(base64 + at));

        g_string_append_len(text, base64 + at, (gssize)piece);
        g_string_append_c(text, '\n');
        at += piece;
    }
    g_string_append_printf(text, "%s%s%s\n", END, label, DASHES);
    wipe(base64, strlen(base64));
}
