/* How results and progress leave the library. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ChaWriter:
 * @bytes: bytes to write, UTF-8 text
 * @length: how many
 * @data: what the caller of the library gave
 * @error: return location for an error
 *
 * Takes output piece by piece.
 *
 * Returns: whether it was written; %FALSE with @error ends the output
 */
typedef gboolean (*ChaWriter)(const char *bytes, gsize length, gpointer data, GError **error);

/**
 * ChaTableFormat:
 * @CHA_TABLE_TERMINAL: aligned columns for people, in their language
 * @CHA_TABLE_CSV: RFC 4180, UTF-8, LF, never translated
 * @CHA_TABLE_JSON: an array of objects, never translated
 */
typedef enum {
    CHA_TABLE_TERMINAL,
    CHA_TABLE_CSV,
    CHA_TABLE_JSON,
} ChaTableFormat;

/**
 * ChaProgress:
 * @stage: what is being done, a phrase in the user's language
 * @done: how much of it is done
 * @total: how much there is to do; 0 when that is not known
 * @data: what the caller of the library gave
 *
 * Told now and then while long work goes on.
 */
typedef void (*ChaProgress)(const char *stage, guint64 done, guint64 total, gpointer data);

G_END_DECLS
