#include "office/signed-bundle.h"

#include "base/i18n.h"
#include "base/text.h"
#include "domain/file-reader.h"
#include "domain/sealed-folder.h"
#include "office/bundle-folder.h"

#include <string.h>

enum { PIECE = 64 * 1024, PARAMS_LINES = 1000 };

struct SignedBundle {
    BundleSource *source;
    GHashTable *digests;  /* of the files asked for, by their paths */
    GHashTable *failures; /* GError, by the paths of files that have none */
    char *campaign;       /* once it was looked for */
};

static void
free_error(gpointer data)
{
    g_error_free(data);
}

SignedBundle *
signed_bundle_new(const char *folder, GError **error)
{
    SignedBundle *bundle = NULL;

    if (!g_file_test(folder, G_FILE_TEST_IS_DIR)) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                    _("%s is not a folder; name the folder that holds commit/, seed.txt and draw/"), folder);
        return NULL;
    }
    bundle = g_new0(SignedBundle, 1);
    bundle->source = folder_source_new(folder);
    bundle->digests = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    bundle->failures = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_error);
    return bundle;
}

void
signed_bundle_free(SignedBundle *bundle)
{
    if (bundle == NULL)
        return;
    folder_source_free(bundle->source);
    g_hash_table_unref(bundle->digests);
    g_hash_table_unref(bundle->failures);
    g_free(bundle->campaign);
    g_free(bundle);
}

BundleSource *
signed_bundle_source(const SignedBundle *bundle)
{
    return bundle->source;
}

static gboolean
fail_too_large(GError **error, const char *path)
{
    g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, _("%s is too large for what it should be"), path);
    return FALSE;
}

static gboolean
compute_digest(const SignedBundle *bundle, const char *path, char ret_hex[DIGEST_HEX_SIZE], GError **error)
{
    g_autoptr(Digester) digester = digester_new();
    g_autofree guint8 *piece = g_malloc(PIECE);
    guint64 offset = 0;
    gssize length;
    Digest digest;

    while ((length = bundle->source->read(bundle->source, path, offset, piece, PIECE, error)) > 0) {
        digester_add(digester, piece, (gsize)length);
        offset += (guint64)length;
        if (offset > SEALED_FOLDER_KEPT_MAX)
            return fail_too_large(error, path);
    }
    digest = digester_finish(digester);
    digest_to_hex(&digest, ret_hex);
    return length == 0;
}

/* Failures are kept, too: a thousand signatures may ask for a file that is too large. */
const char *
signed_bundle_digest(SignedBundle *bundle, const char *path, GError **error)
{
    GError *failure = g_hash_table_lookup(bundle->failures, path);
    const char *known = g_hash_table_lookup(bundle->digests, path);
    char hex[DIGEST_HEX_SIZE];

    if (known != NULL)
        return known;
    if (failure == NULL) {
        if (compute_digest(bundle, path, hex, &failure)) {
            char *digest = g_strdup(hex);

            g_hash_table_insert(bundle->digests, g_strdup(path), digest);
            return digest;
        }
        g_hash_table_insert(bundle->failures, g_strdup(path), failure);
    }
    g_propagate_error(error, g_error_copy(failure));
    return NULL;
}

gboolean
signed_bundle_has(SignedBundle *bundle, SignedThing thing)
{
    for (const char *const *path = signed_thing_files(thing); *path != NULL; path++) {
        if (signed_bundle_digest(bundle, *path, NULL) == NULL)
            return FALSE;
    }
    return TRUE;
}

const char *
signed_bundle_campaign(SignedBundle *bundle)
{
    static const char NAME[] = "campaign,";
    g_autoptr(FileReader) reader = NULL;
    g_auto(Trouble) trouble = {0};
    char *line = NULL;
    gsize length = 0;

    if (bundle->campaign != NULL)
        return bundle->campaign;
    reader = file_reader_new(bundle->source, "commit/params.csv", PIECE);
    for (guint i = 0; i < PARAMS_LINES && file_reader_next(reader, &line, &length, &trouble); i++) {
        const char *name = line + strlen(NAME);

        if (!g_str_has_prefix(line, NAME) || !text_is_identifier(name, length - strlen(NAME)))
            continue;
        bundle->campaign = g_strdup(name);
        break;
    }
    return bundle->campaign;
}

GBytes *
signed_bundle_read(const SignedBundle *bundle, const char *path, gsize size, GError **error)
{
    g_autofree guint8 *bytes = g_malloc(size + 1);
    gsize done = 0;
    gssize length;

    while ((length = bundle->source->read(bundle->source, path, done, bytes + done, size + 1 - done, error)) >
           0)
        done += (gsize)length;
    if (length < 0)
        return NULL;
    if (done > size) {
        fail_too_large(error, path);
        return NULL;
    }
    return g_bytes_new_take(g_steal_pointer(&bytes), done);
}

static gboolean
check_file(SignedBundle *bundle, const SignatureText *text, gsize place, SignatureFault *fault)
{
    const char *path = signed_thing_files(text->of)[place];
    g_autoptr(GError) error = NULL;
    const char *digest = signed_bundle_digest(bundle, path, &error);

    if (digest == NULL && g_error_matches(error, CHA_ERROR, CHA_ERROR_NOT_FOUND))
        return signature_fault_set(fault, "G5", _("%s is signed, and is not here; get the whole bundle"),
                                   path);
    if (digest == NULL) {
        g_assert(error != NULL);
        return signature_fault_set(fault, "G5", "%s", error->message);
    }
    return strcmp(digest, text->digests[place]) == 0 ||
           signature_fault_set(fault, "G5", _("%s is not the file that was signed"), path);
}

gboolean
signed_bundle_check(SignedBundle *bundle, const SignatureText *text, SignatureFault *fault)
{
    g_autofree char *statement = signature_text_statement(text);
    const char *campaign = signed_bundle_campaign(bundle);

    for (gsize i = 0; signed_thing_files(text->of)[i] != NULL; i++) {
        if (!check_file(bundle, text, i, fault))
            return FALSE;
    }
    if (campaign == NULL)
        return signature_fault_set(fault, "G6", _("commit/params.csv names no campaign"));
    if (strcmp(campaign, text->campaign) != 0)
        return signature_fault_set(fault, "G6", _("it says campaign %s; commit/params.csv says %s"),
                                   text->campaign, campaign);
    return signature_verify(&text->key, text->user_id, statement, text->signature) ||
           signature_fault_set(
               fault, "G7",
               _("the signature is not one of these lines with this key; ask the signer to sign "
                 "again"));
}
