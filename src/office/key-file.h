/* Keys in PEM files. All errors are CHA_ERROR_INVALID, unless said otherwise, and
 * name the file and what to do. */
#pragma once

#include "base/signature.h"

#include <choucha/error.h>

/* The longest file of keys, in bytes. */
#define KEY_FILE_MAX (256 * 1024)

/* A private key, from a file that only its owner can read. */
PrivateKey *key_file_read_private(const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A public key, or that of a private one. */
gboolean key_file_read_public(const char *path, PublicKey *ret_key, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether a key's owner can be called so. */
gboolean key_owner_check(const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The text of a file of public keys, UTF-8 without byte order mark; refused when a
 * private key is in it. */
char *key_file_read_text(const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
