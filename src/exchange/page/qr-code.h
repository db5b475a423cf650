/* QR codes (ISO/IEC 18004) for pages. */
#pragma once

#include <glib.h>

/* A code for @text as the data of an SVG path: a square of side 1 for each dark module,
 * in a field of *ret_side by *ret_side with the quiet zone of four modules around it.
 * Errors of up to 15 % are corrected (level M). NULL for a text that is too long. */
char *qr_code_path(const char *text, guint *ret_side);
