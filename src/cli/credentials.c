#include "cli/credentials.h"

#include "cli/language.h"

#include <choucha/error.h>
#include <glib/gstdio.h>
#include <string.h>

enum { MOST_BYTES = 4096 };

/* A password does not stay in memory that somebody else gets. */
static void
wipe(char *text)
{
    if (text != NULL)
        explicit_bzero(text, strlen(text));
    g_free(text);
}

void
credentials_clear(Credentials *credentials)
{
    g_clear_pointer(&credentials->user, g_free);
    g_clear_pointer(&credentials->password, wipe);
}

static gboolean
check_file(const char *path, GError **error)
{
    GStatBuf status;

    if (g_stat(path, &status) != 0) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_NOT_FOUND, _("%s: %s"), path, g_strerror(errno));
        return FALSE;
    }
    if (!S_ISREG(status.st_mode) || status.st_size > MOST_BYTES) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, _("%s: this is no file with a user and a password"),
                    path);
        return FALSE;
    }
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                    _("%s: others can read the password; `chmod 600` closes the file"), path);
        return FALSE;
    }
    return TRUE;
}

static gboolean
read_file(Credentials *credentials, const char *path, GError **error)
{
    char *text = NULL;

    if (!check_file(path, error) || !g_file_get_contents(path, &text, NULL, error))
        return FALSE;
    for (char *line = text; line != NULL;) {
        char *end = strchr(line, '\n');

        if (end != NULL)
            *end = '\0';
        g_strchomp(line);
        if (g_str_has_prefix(line, "user=") && credentials->user == NULL)
            credentials->user = g_strdup(line + strlen("user="));
        else if (g_str_has_prefix(line, "password=") && credentials->password == NULL)
            credentials->password = g_strdup(line + strlen("password="));
        line = end != NULL ? end + 1 : NULL;
    }
    wipe(text);
    if (credentials->user != NULL && credentials->password != NULL)
        return TRUE;
    g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                _("%s: the lines user=… and password=… are not both there"), path);
    return FALSE;
}

gboolean
credentials_read(Credentials *credentials, const char *path, GError **error)
{
    if (path != NULL)
        return read_file(credentials, path, error);
    credentials->user = g_strdup(g_getenv("CHOUCHA_CALDAV_USER"));
    credentials->password = g_strdup(g_getenv("CHOUCHA_CALDAV_PASSWORD"));
    if (credentials->user != NULL && credentials->password != NULL)
        return TRUE;
    g_set_error_literal(error, CHA_ERROR, CHA_ERROR_INVALID,
                        _("user and password are missing; name a file with --credentials, or set "
                          "$CHOUCHA_CALDAV_USER and $CHOUCHA_CALDAV_PASSWORD"));
    return FALSE;
}
