/* New keys, and the public half of those that are there. */
#include "base/i18n.h"
#include "base/pem.h"
#include "office/key-file.h"

#include <choucha/signing.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static gboolean
write_all(int file, const char *text, gsize length)
{
    for (gsize done = 0; done < length;) {
        gssize more = write(file, text + done, length - done);

        if (more < 0 && errno != EINTR)
            return FALSE;
        if (more > 0)
            done += (gsize)more;
    }
    return fsync(file) == 0;
}

static gboolean
fail(GError **error, ChaError code, const char *path)
{
    g_set_error(error, CHA_ERROR, (int)code, _("%s cannot be written: %s"), path, g_strerror(errno));
    return FALSE;
}

/* Never over a file that is there: it may be the only copy of a key. */
static gboolean
write_secret(const char *path, const GString *text, GError **error)
{
    int file = g_open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    gboolean written;

    if (file < 0 && errno == EEXIST) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_CONFLICT,
                    _("%s is there already, and left alone; name another file"), path);
        return FALSE;
    }
    if (file < 0)
        return fail(error, CHA_ERROR_OUTPUT, path);
    written = write_all(file, text->str, text->len) || fail(error, CHA_ERROR_OUTPUT, path);
    if (close(file) != 0 && written)
        written = fail(error, CHA_ERROR_OUTPUT, path);
    if (!written)
        (void)g_unlink(path); /* half a key is none */
    return written;
}

gboolean
cha_make_key(const char *path, ChaKeyAlgorithm algorithm, GError **error)
{
    g_autoptr(PrivateKey) key =
        private_key_make(algorithm == CHA_KEY_SM2 ? SIGNATURE_SM2 : SIGNATURE_ED25519, error);
    g_autoptr(GString) text = g_string_sized_new(KEY_FILE_MAX); /* so that it never moves */
    gboolean written;

    if (key == NULL)
        return FALSE;
    private_key_append_pem(key, text);
    written = write_secret(path, text, error);
    explicit_bzero(text->str, text->len);
    return written;
}

gboolean
cha_public_key(const char *path, const char *name, char **ret_text, char **ret_digest, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    char digest[DIGEST_HEX_SIZE];
    PublicKey key;

    if (name != NULL && !key_owner_check(name, error))
        return FALSE;
    if (!key_file_read_public(path, &key, error))
        return FALSE;
    if (name != NULL)
        g_string_append_printf(text, "name: %s\n", name);
    pem_append(text, "PUBLIC KEY", key.der, key.length);
    public_key_digest(&key, digest);
    *ret_text = g_string_free(g_steal_pointer(&text), FALSE);
    *ret_digest = g_strdup(digest);
    return TRUE;
}
