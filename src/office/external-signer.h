/* A program that signs in the place of a key file: a USB key, a card, a server. */
#pragma once

#include <choucha/error.h>

/* Runs @command, split into words as a shell would but without one, with @text on
 * its standard input, a regular file, and takes what it writes: the bytes of a
 * signature. It may ask its user for a PIN at the terminal. CHA_ERROR_INVALID when
 * it cannot be run, fails, writes nothing or too much, or does not end within
 * @seconds. */
GBytes *external_sign(const char *command, const char *text, guint seconds,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
