#include "office/input-file.h"

#include "base/i18n.h"

#include <choucha/error.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <unistd.h>

static gboolean
read_all(int file, gsize most, GByteArray *bytes)
{
    guint8 piece[4096];
    gssize length;

    while ((length = read(file, piece, sizeof piece)) != 0) {
        if (length < 0 && errno == EINTR)
            continue;
        if (length < 0)
            return FALSE;
        g_byte_array_append(bytes, piece, (guint)length);
        if (bytes->len > most)
            return TRUE;
    }
    return TRUE;
}

GBytes *
input_file_read(const char *path, gsize most, GError **error)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    int file = g_open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY, 0);
    gboolean is_read = file >= 0 && read_all(file, most, bytes);

    if (!is_read)
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, _("%s cannot be read: %s"), path, g_strerror(errno));
    else if (bytes->len > most)
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                    _("%s is too long: it may have at most %" PRIu64 " bytes"), path, (guint64)most);
    if (file >= 0)
        (void)close(file);
    if (!is_read || bytes->len > most)
        return NULL;
    return g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
}
