/* User and password for a server: from a file that only its owner can read, else from
 * the environment; never from the command line, which others on the machine see. */
#pragma once

#include <glib.h>

typedef struct {
    char *user;
    char *password;
} Credentials;

void credentials_clear(Credentials *credentials);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Credentials, credentials_clear)

/* @path: a file with the lines `user=…` and `password=…`; NULL: $CHOUCHA_CALDAV_USER and
 * $CHOUCHA_CALDAV_PASSWORD. %CHA_ERROR_INVALID when one of both is missing, or the file is
 * open to others. */
gboolean credentials_read(Credentials *credentials, const char *path,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
