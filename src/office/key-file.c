#include "office/key-file.h"

#include "base/i18n.h"
#include "base/pem.h"
#include "domain/signature-text.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The one label of private keys that is read; and the ending of all others. */
static const char PRIVATE_LABEL[] = "PRIVATE KEY";
static const char PUBLIC_LABEL[] = "PUBLIC KEY";

static gboolean
fail(GError **error, const char *path, const char *format)
{
    g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, format, path);
    return FALSE;
}

static gboolean
fail_errno(GError **error, const char *path)
{
    g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, _("%s cannot be read: %s"), path, g_strerror(errno));
    return FALSE;
}

static gboolean
check_file(int file, const char *path, gboolean is_secret, GError **error)
{
    struct stat about;

    if (fstat(file, &about) != 0)
        return fail_errno(error, path);
    if (!S_ISREG(about.st_mode))
        return fail(error, path, _("%s is no regular file; keys are in PEM files"));
    if (about.st_size > KEY_FILE_MAX)
        return fail(error, path, _("%s is too large for keys in PEM"));
    if (is_secret && (about.st_mode & 077) != 0)
        return fail(
            error, path,
            _("%s can be read or written by others; a private key is for its owner alone: chmod 600"));
    return TRUE;
}

static gboolean
read_bytes(int file, const char *path, char *buffer, gsize *ret_length, GError **error)
{
    gsize length = 0;

    while (length < KEY_FILE_MAX) {
        gssize more = read(file, buffer + length, KEY_FILE_MAX - length);

        if (more < 0 && errno != EINTR)
            return fail_errno(error, path);
        if (more == 0)
            break;
        if (more > 0)
            length += (gsize)more;
    }
    buffer[length] = '\0';
    *ret_length = length;
    return TRUE;
}

static void
free_text(char *text)
{
    explicit_bzero(text, KEY_FILE_MAX); /* it may have been a secret */
    g_free(text);
}

/* KEY_FILE_MAX + 1 bytes, to be freed with free_text(). */
static char *
read_file(const char *path, gboolean is_secret, GError **error)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    char *text = NULL;
    gsize length = 0;
    gboolean is_read;

    if (file < 0) {
        fail_errno(error, path);
        return NULL;
    }
    text = g_malloc0(KEY_FILE_MAX + 1);
    is_read = check_file(file, path, is_secret, error) && read_bytes(file, path, text, &length, error);
    if (is_read && strlen(text) != length)
        is_read = fail(error, path, _("%s is no text; keys are in PEM files"));
    close(file);
    if (is_read)
        return text;
    free_text(text);
    return NULL;
}

/* Why there is no private key to be had, by what there is. */
static void
refuse_private(GError **error, const char *path, const char *label)
{
    if (label == NULL)
        fail(error, path, _("%s holds no key in PEM; `choucha keys new -o KEY.pem` makes one"));
    else if (strcmp(label, PUBLIC_LABEL) == 0)
        fail(error, path, _("%s holds a public key; it takes the private key to sign"));
    else if (strcmp(label, "ENCRYPTED PRIVATE KEY") == 0)
        fail(error, path,
             _("%s is encrypted; have openssl ask for its password, with --signer (`choucha help sign`)"));
    else
        fail(error, path,
             _("%s holds no private key in PKCS #8; `openssl pkcs8 -topk8 -nocrypt -in KEY -out KEY.pem` "
               "makes "
               "one of it"));
}

static PrivateKey *
read_block(const PemBlock *block, const char *path, GError **error)
{
    PrivateKey *key = NULL;

    if (block->bytes == NULL) {
        fail(error, path, _("%s is damaged: it has no end, or is no base64"));
        return NULL;
    }
    key = private_key_read(block->bytes, block->length, error);
    if (key == NULL)
        g_prefix_error(error, "%s: ", path);
    return key;
}

PrivateKey *
key_file_read_private(const char *path, GError **error)
{
    char *text = read_file(path, TRUE, error);
    PrivateKey *key = NULL;
    g_autoptr(PemBlock) block = NULL;

    if (text == NULL)
        return NULL;
    block = pem_next(text);
    if (block != NULL && strcmp(block->label, PRIVATE_LABEL) == 0)
        key = read_block(block, path, error);
    else
        refuse_private(error, path, block != NULL ? block->label : NULL);
    free_text(text);
    return key;
}

static gboolean
has_private_key(const char *text)
{
    for (const char *at = text; at != NULL;) {
        g_autoptr(PemBlock) block = pem_next(at);

        if (block != NULL && g_str_has_suffix(block->label, PRIVATE_LABEL))
            return TRUE;
        at = block != NULL ? block->end : NULL;
    }
    return FALSE;
}

char *
key_file_read_text(const char *path, GError **error)
{
    static const char MARK[] = "\xef\xbb\xbf";
    char *text = read_file(path, FALSE, error);
    char *copy = NULL;

    if (text == NULL)
        return NULL;
    if (has_private_key(text))
        fail(error, path,
             _("%s holds a private key, which is for its owner alone; `choucha keys public KEY.pem` gives "
               "the public key"));
    else if (!g_utf8_validate(text, -1, NULL))
        fail(error, path, _("%s is not UTF-8 text"));
    else
        copy = g_strdup(g_str_has_prefix(text, MARK) ? text + strlen(MARK) : text);
    free_text(text);
    return copy;
}

static gboolean
read_public_text(const char *text, const char *path, PublicKey *ret_key, GError **error)
{
    g_autoptr(PemBlock) block = pem_next(text);

    if (block == NULL)
        return fail(error, path, _("%s holds no key in PEM"));
    if (strcmp(block->label, "CERTIFICATE") == 0)
        return fail(error, path,
                    _("%s is a certificate; `openssl x509 -pubkey -noout -in FILE` gives its public key"));
    if (strcmp(block->label, PUBLIC_LABEL) != 0)
        return fail(error, path, _("%s holds something else than a public key"));
    if (block->bytes == NULL)
        return fail(error, path, _("%s is damaged: it has no end, or is no base64"));
    if (public_key_read(block->bytes, block->length, ret_key, error))
        return TRUE;
    g_prefix_error(error, "%s: ", path);
    return FALSE;
}

gboolean
key_file_read_public(const char *path, PublicKey *ret_key, GError **error)
{
    char *text = read_file(path, FALSE, error);
    g_autoptr(PrivateKey) private = NULL;
    gboolean is_private;
    gboolean is_read;

    if (text == NULL)
        return FALSE;
    is_private = has_private_key(text);
    is_read = is_private || read_public_text(text, path, ret_key, error);
    free_text(text);
    if (!is_private)
        return is_read;
    private = key_file_read_private(path, error);
    if (private != NULL)
        *ret_key = *private_key_public(private);
    return private != NULL;
}

gboolean
key_owner_check(const char *name, GError **error)
{
    return signature_is_name(name) ||
           fail(error, name,
                _("\"%s\" is not a signer's name: 1 to 200 bytes in one line, without blanks at the ends"));
}
