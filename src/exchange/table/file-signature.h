/* What a file is, by its first bytes and not by its name. */
#pragma once

#include <glib.h>

typedef enum {
    FILE_TEXT,     /* a text, or at least nothing that is known to be no table */
    FILE_WORKBOOK, /* an archive, as .xlsx is one */
} FileKind;

/* CHA_ERROR_INVALID says what a file is that is neither, and what to do: an
 * old or encrypted workbook, a web page. What cannot be opened, and what is no
 * regular file, counts as text: reading it will tell. */
gboolean file_signature_look(const char *path, FileKind *ret_kind, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for the bytes of a whole file. */
gboolean file_signature_examine(const char *bytes, gsize length, FileKind *ret_kind,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
