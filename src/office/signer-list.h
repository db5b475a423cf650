/* Public keys of which somebody has said whose they are. */
#pragma once

#include "base/signature.h"

#include <choucha/error.h>

typedef struct SignerList SignerList;

/* A file, or a folder whose files end in ".pem". In a file, a line `name: NAME`
 * says whose the next key is; without one, the file is called so. CHA_ERROR_INVALID
 * when anything in it is wrong. */
SignerList *signer_list_new(const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void signer_list_free(SignerList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SignerList, signer_list_free)

/* The name of a key's owner; NULL when the key is not in the list. */
const char *signer_list_find(const SignerList *list, const PublicKey *key);
