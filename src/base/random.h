/* Secrets that nobody can foresee, by OpenSSL's generator for them. Nothing of
 * a draw is made here: only what somebody promises and reveals later. */
#pragma once

#include <glib.h>

/* Fills @ret_hex with 2 · @n_bytes lower-case hexadecimal digits and NUL. FALSE,
 * without a text in it, when the system gives no randomness. */
gboolean random_hex(gsize n_bytes, char *ret_hex) G_GNUC_WARN_UNUSED_RESULT;
/* Overwrites a secret that is no longer needed. */
void random_forget(char *secret, gsize length);
