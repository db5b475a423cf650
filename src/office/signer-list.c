#include "office/signer-list.h"

#include "base/i18n.h"
#include "base/pem.h"
#include "base/text.h"
#include "domain/signature-text.h"
#include "office/key-file.h"

#include <errno.h>
#include <gio/gio.h>
#include <string.h>

enum { SIGNERS_MAX = 1000 };

static const char ENDING[] = ".pem";
static const char NAME_LINE[] = "name:";

typedef struct {
    PublicKey key;
    char *name;
} TrustedSigner;

struct SignerList {
    GPtrArray *signers;
};

static void
free_signer(gpointer data)
{
    TrustedSigner *signer = data;

    g_free(signer->name);
    g_free(signer);
}

void
signer_list_free(SignerList *list)
{
    if (list == NULL)
        return;
    g_ptr_array_unref(list->signers);
    g_free(list);
}

const char *
signer_list_find(const SignerList *list, const PublicKey *key)
{
    for (guint i = 0; i < list->signers->len; i++) {
        const TrustedSigner *signer = g_ptr_array_index(list->signers, i);

        if (public_key_equal(&signer->key, key))
            return signer->name;
    }
    return NULL;
}

/* The last `name:` line between @begin and @end; NULL when there is none. */
static char *
find_name(const char *begin, const char *end)
{
    char *name = NULL;

    for (const char *line = begin; line < end;) {
        gsize length = strcspn(line, "\n");

        if (g_str_has_prefix(line, NAME_LINE)) {
            g_autofree char *value = g_strndup(line + strlen(NAME_LINE), length - strlen(NAME_LINE));

            g_free(name);
            name = text_trim(value);
        }
        line += length + (line[length] == '\n' ? 1 : 0);
    }
    return name;
}

static gboolean
add_signer(SignerList *list, const char *path, const char *name, const PemBlock *block, GError **error)
{
    TrustedSigner *signer = NULL;
    const char *other = NULL;
    PublicKey key;

    if (strcmp(block->label, "PUBLIC KEY") != 0 || block->bytes == NULL) {
        g_set_error(
            error, CHA_ERROR, CHA_ERROR_INVALID,
            _("%s: the block \"%s\" is no public key in PEM; certificates are turned into keys by `openssl "
              "x509 -pubkey -noout`"),
            path, block->label);
        return FALSE;
    }
    if (!public_key_read(block->bytes, block->length, &key, error)) {
        g_prefix_error(error, "%s: ", path);
        return FALSE;
    }
    if (!signature_is_name(name)) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                    _("%s: a key has no name that signers can have; write a line `name: NAME` before it"),
                    path);
        return FALSE;
    }
    if (list->signers->len >= SIGNERS_MAX) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, _("%s: there are more than a thousand keys"), path);
        return FALSE;
    }
    other = signer_list_find(list, &key);
    if (other != NULL && strcmp(other, name) != 0) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                    _("%s: the key of \"%s\" is that of \"%s\", too; a key belongs to one person"), path,
                    name, other);
        return FALSE;
    }
    signer = g_new0(TrustedSigner, 1);
    signer->key = key;
    signer->name = g_strdup(name);
    g_ptr_array_add(list->signers, signer);
    return TRUE;
}

static char *
name_of_file(const char *path)
{
    g_autofree char *name = g_path_get_basename(path);

    if (g_str_has_suffix(name, ENDING))
        name[strlen(name) - strlen(ENDING)] = '\0';
    return g_utf8_make_valid(name, -1);
}

static gboolean
add_file(SignerList *list, const char *path, GError **error)
{
    g_autofree char *text = key_file_read_text(path, error);
    g_autofree char *file_name = name_of_file(path);
    guint before = list->signers->len;

    for (const char *at = text; at != NULL && *at != '\0';) {
        g_autoptr(PemBlock) block = pem_next(at);
        g_autofree char *name = NULL;

        if (block == NULL)
            break;
        name = find_name(at, block->begin);
        if (!add_signer(list, path, name != NULL ? name : file_name, block, error))
            return FALSE;
        at = block->end;
    }
    if (text != NULL && list->signers->len == before)
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, _("%s holds no public key in PEM"), path);
    return text != NULL && list->signers->len > before;
}

static gboolean
fail(GError **error, const char *path, const char *format)
{
    g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, format, path);
    return FALSE;
}

static gboolean
add_folder(SignerList *list, const char *path, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    const char *entry;

    if (folder == NULL)
        return fail(error, path, _("%s cannot be opened"));
    while ((entry = g_dir_read_name(folder)) != NULL) {
        if (g_str_has_suffix(entry, ENDING))
            g_ptr_array_add(names, g_build_filename(path, entry, NULL));
        if (names->len > SIGNERS_MAX)
            return fail(error, path, _("%s holds more than a thousand files of keys"));
    }
    g_ptr_array_sort(names, text_compare_pointers);
    for (guint i = 0; i < names->len; i++) {
        if (!add_file(list, g_ptr_array_index(names, i), error))
            return FALSE;
    }
    return names->len > 0 || fail(error, path, _("%s holds no files that end in .pem"));
}

SignerList *
signer_list_new(const char *path, GError **error)
{
    g_autoptr(SignerList) list = g_new0(SignerList, 1);

    list->signers = g_ptr_array_new_with_free_func(free_signer);
    if (g_file_test(path, G_FILE_TEST_IS_DIR) ? add_folder(list, path, error) : add_file(list, path, error))
        return g_steal_pointer(&list);
    return NULL;
}
