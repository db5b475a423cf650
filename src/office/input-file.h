/* Small files that a person names. */
#pragma once

#include <glib.h>

/* The bytes of a file of at most @most bytes; CHA_ERROR_INVALID when it cannot be
 * read or is longer, which ends also what has no end. */
GBytes *input_file_read(const char *path, gsize most, GError **error) G_GNUC_WARN_UNUSED_RESULT;
