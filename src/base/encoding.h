/* Text files as people deliver them, read as UTF-8. */
#pragma once

#include <glib.h>

/* A file is UTF-8 when it begins with a byte order mark or is strictly valid as
 * such; else it is GB18030, strictly again; else it is refused with the line
 * and the byte of that line at which it stops being either. It is read twice,
 * once to find that out; memory does not grow with it. */
typedef struct Decoder Decoder;

/* CHA_ERROR_INVALID: no such file, no text (a workbook, UTF-16). A pipe is
 * copied to a temporary file first. */
Decoder *decoder_open(const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for bytes in memory. */
Decoder *decoder_new(GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void decoder_free(Decoder *decoder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Decoder, decoder_free)

/* "UTF-8" or "GB18030". */
const char *decoder_encoding(const Decoder *decoder);
/* Bytes of the file, as it lies there. */
guint64 decoder_size(const Decoder *decoder);
/* How many of them have been read. */
guint64 decoder_position(const Decoder *decoder);

/* The least room that decoder_read() may be given. */
enum { DECODER_LEAST_SIZE = 16 };

/* Whole characters of valid UTF-8 without NUL and without the byte order mark,
 * at most @size bytes of them; 0 at the end, -1 and @error on failure. */
gssize decoder_read(Decoder *decoder, char *buffer, gsize size, GError **error) G_GNUC_WARN_UNUSED_RESULT;
