/* Signing what is in a bundle. */
#include <choucha/signing.h>

#include "base/i18n.h"
#include "domain/sealed-folder.h"
#include "domain/verification.h"
#include "office/external-signer.h"
#include "office/key-file.h"
#include "office/output-file.h"
#include "office/signed-bundle.h"

#include <string.h>

enum {
    SIGNER_SECONDS = 120,           /* somebody may have to find a PIN */
    ANNOUNCEMENT_MAX = 1024 * 1024, /* bytes of one of its texts */
};

/* What is signed with, and for whom. */
typedef struct {
    SignedBundle *bundle;
    const ChaSigner *signer;
    PrivateKey *private; /* NULL: the signer's command has it */
    PublicKey key;
    const char *user_id; /* of SM2; else NULL */
} Signing;

typedef struct {
    char *path;
    char *bytes;
    gboolean is_new;
} SignedFile;

static void
free_file(gpointer data)
{
    SignedFile *file = data;

    g_free(file->path);
    g_free(file->bytes);
    g_free(file);
}

static void
free_written(gpointer data)
{
    ChaWrittenSignature *written = data;

    g_free(written->file);
    g_free(written);
}

static gboolean
fail(GError **error, ChaError code, const char *text)
{
    g_set_error_literal(error, CHA_ERROR, (int)code, text);
    return FALSE;
}

static gboolean
fail_rule(GError **error, const RuleFault *fault)
{
    g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                _("nothing is signed, because the bundle is wrong: %s: %s: %s (`choucha verify` tells more)"),
                fault->path, fault->rule, fault->text);
    return FALSE;
}

static gboolean
read_key(Signing *signing, GError **error)
{
    const ChaSigner *signer = signing->signer;

    if (signer->key_file != NULL) {
        signing->private = key_file_read_private(signer->key_file, error);
        if (signing->private == NULL)
            return FALSE;
        signing->key = *private_key_public(signing->private);
    } else if (!key_file_read_public(signer->public_key_file, &signing->key, error)) {
        return FALSE;
    }
    if (signing->key.algorithm == SIGNATURE_SM2)
        signing->user_id = signer->user_id != NULL ? signer->user_id : SIGNATURE_USER_ID;
    else if (signer->user_id != NULL)
        return fail(error, CHA_ERROR_INVALID, _("only SM2 knows a user identifier, and the key is Ed25519"));
    return TRUE;
}

static gboolean
check_signer(const ChaSigner *signer, GError **error)
{
    if (!key_owner_check(signer->name, error))
        return FALSE;
    return signer->user_id == NULL || signature_is_user_id(signer->user_id) ||
           fail(error, CHA_ERROR_INVALID,
                _("a user identifier of SM2 has 1 to 64 printable ASCII characters and no blanks"));
}

static gboolean
check_commitment(const Signing *signing, GError **error)
{
    g_auto(Trouble) trouble = {0};
    g_autoptr(SealedFolder) folder =
        sealed_folder_open_commit(signed_bundle_source(signing->bundle), &trouble);

    if (folder != NULL && sealed_folder_check_rest(folder, &trouble))
        return TRUE;
    if (trouble.fault != NULL)
        return fail_rule(error, trouble.fault);
    g_propagate_error(error, g_steal_pointer(&trouble.error));
    return FALSE;
}

static gboolean
check_draw(const Signing *signing, GError **error)
{
    g_autoptr(Verification) verification = verification_run(signed_bundle_source(signing->bundle), error);

    if (verification == NULL)
        return FALSE;
    return verification->outcome != VERIFICATION_FAILED || fail_rule(error, verification->fault);
}

/* Each of its texts names the commitment. */
static gboolean
check_announcement(const Signing *signing, GError **error)
{
    const char *commitment = signed_bundle_digest(signing->bundle, "commit/SHA256SUMS", error);
    const char *const *files = signed_thing_files(SIGNED_ANNOUNCEMENT);

    for (gsize i = 0; commitment != NULL && files[i] != NULL; i++) {
        g_autoptr(GBytes) bytes = NULL;

        if (!g_str_has_prefix(files[i], "announcement/"))
            continue;
        bytes = signed_bundle_read(signing->bundle, files[i], ANNOUNCEMENT_MAX, error);
        if (bytes == NULL)
            return FALSE;
        if (g_strstr_len(g_bytes_get_data(bytes, NULL), (gssize)g_bytes_get_size(bytes), commitment) ==
            NULL) {
            g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                        _("nothing is signed, because %s announces another commitment than %s"), files[i],
                        commitment);
            return FALSE;
        }
    }
    return commitment != NULL;
}

/* A signature of what is broken would help those who broke it. */
static gboolean
check_thing(const Signing *signing, SignedThing thing, GError **error)
{
    switch (thing) {
    case SIGNED_ANNOUNCEMENT:
        return check_commitment(signing, error) && check_announcement(signing, error);
    case SIGNED_DRAW:
        return check_draw(signing, error);
    case SIGNED_COMMIT:
    default:
        return check_commitment(signing, error);
    }
}

static GBytes *
make_signature(const Signing *signing, const char *statement, GError **error)
{
    g_autoptr(GBytes) signature = NULL;

    if (signing->private != NULL) {
        signature = private_key_sign(signing->private, signing->user_id, statement, error);
        if (signature == NULL)
            g_prefix_error(error, "%s: ", signing->signer->key_file);
        return g_steal_pointer(&signature);
    }
    signature = external_sign(signing->signer->command, statement, SIGNER_SECONDS, error);
    if (signature == NULL || signature_verify(&signing->key, signing->user_id, statement, signature))
        return g_steal_pointer(&signature);
    g_set_error(
        error, CHA_ERROR, CHA_ERROR_INVALID,
        _("what the signer \"%s\" wrote is no signature with the key of %s: Ed25519 gives 64 bytes, SM2 two "
          "numbers in DER"),
        signing->signer->command, signing->signer->public_key_file);
    return NULL;
}

static SignatureText *
new_text(const Signing *signing, SignedThing thing, GError **error)
{
    g_autoptr(SignatureText) text = g_new0(SignatureText, 1);
    const char *const *files = signed_thing_files(thing);
    const char *campaign = signed_bundle_campaign(signing->bundle);

    if (campaign == NULL) {
        fail(error, CHA_ERROR_INVALID, _("nothing is signed, because commit/params.csv names no campaign"));
        return NULL;
    }
    text->of = thing;
    text->campaign = g_strdup(campaign);
    text->name = g_strdup(signing->signer->name);
    text->user_id = g_strdup(signing->user_id);
    text->key = signing->key;
    for (gsize i = 0; files[i] != NULL; i++) {
        const char *digest = signed_bundle_digest(signing->bundle, files[i], error);

        if (digest == NULL)
            return NULL;
        g_strlcpy(text->digests[i], digest, DIGEST_HEX_SIZE);
    }
    return g_steal_pointer(&text);
}

/* What is at @path already must be a signature of the same lines. */
static gboolean
is_signed(const Signing *signing, const char *path, GBytes *bytes, const char *statement, GError **error)
{
    g_auto(SignatureFault) fault = {0};
    g_autoptr(SignatureText) there =
        signature_text_parse(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), &fault);
    g_autofree char *signed_lines = there != NULL ? signature_text_statement(there) : NULL;

    if (g_strcmp0(signed_lines, statement) == 0 && signed_bundle_check(signing->bundle, there, &fault))
        return TRUE;
    g_set_error(
        error, CHA_ERROR, CHA_ERROR_CONFLICT,
        _("%s is there already and is another signature, or a wrong one; it is left alone: move it away to "
          "sign anew"),
        path);
    return FALSE;
}

static SignedFile *
sign_thing(const Signing *signing, SignedThing thing, GError **error)
{
    g_autoptr(SignatureText) text = new_text(signing, thing, error);
    g_autofree char *statement = text != NULL ? signature_text_statement(text) : NULL;
    g_autofree char *path = text != NULL ? signature_text_path(text) : NULL;
    g_autoptr(GError) failure = NULL;
    g_autoptr(GBytes) there = NULL;
    SignedFile *file = NULL;

    if (text == NULL)
        return NULL;
    there = signed_bundle_read(signing->bundle, path, SIGNATURE_TEXT_MAX, &failure);
    if (there != NULL && !is_signed(signing, path, there, statement, error))
        return NULL;
    if (failure != NULL && !g_error_matches(failure, CHA_ERROR, CHA_ERROR_NOT_FOUND)) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return NULL;
    }
    if (there == NULL) {
        text->signature = make_signature(signing, statement, error);
        if (text->signature == NULL)
            return NULL;
    }
    file = g_new0(SignedFile, 1);
    file->path = g_steal_pointer(&path);
    file->bytes = there == NULL ? signature_text_write(text) : NULL;
    file->is_new = there == NULL;
    return file;
}

static gboolean
check_and_sign(const Signing *signing, SignedThing thing, GPtrArray *files, GError **error)
{
    SignedFile *file = NULL;

    if (!signed_bundle_has(signing->bundle, thing)) {
        g_set_error(
            error, CHA_ERROR, CHA_ERROR_NOT_FOUND,
            _("there is nothing to sign of \"%s\" in the bundle; see what `choucha help sign` says of --of"),
            signed_thing_name(thing));
        return FALSE;
    }
    if (!check_thing(signing, thing, error))
        return FALSE;
    file = sign_thing(signing, thing, error);
    if (file != NULL)
        g_ptr_array_add(files, file);
    return file != NULL;
}

static gboolean
sign_latest(const Signing *signing, GPtrArray *files, GError **error)
{
    if (signed_bundle_has(signing->bundle, SIGNED_DRAW))
        return check_and_sign(signing, SIGNED_DRAW, files, error);
    return check_and_sign(signing, SIGNED_COMMIT, files, error) &&
           (!signed_bundle_has(signing->bundle, SIGNED_ANNOUNCEMENT) ||
            check_and_sign(signing, SIGNED_ANNOUNCEMENT, files, error));
}

static gboolean
sign(const Signing *signing, ChaSignedThing of, GPtrArray *files, GError **error)
{
    switch (of) {
    case CHA_SIGNED_COMMIT:
        return check_and_sign(signing, SIGNED_COMMIT, files, error);
    case CHA_SIGNED_ANNOUNCEMENT:
        return check_and_sign(signing, SIGNED_ANNOUNCEMENT, files, error);
    case CHA_SIGNED_DRAW:
        return check_and_sign(signing, SIGNED_DRAW, files, error);
    case CHA_SIGNED_LATEST:
    default:
        return sign_latest(signing, files, error);
    }
}

/* What is no folder, or something else than a file in the place of one, is not
 * written over. */
static gboolean
check_places(const Signing *signing, const GPtrArray *files, GError **error)
{
    BundleSource *source = signed_bundle_source(signing->bundle);
    g_autoptr(GPtrArray) paths = source->list(source, "signatures", error);

    for (guint i = 0; paths != NULL && i < paths->len; i++) {
        const char *path = g_ptr_array_index(paths, i);
        gboolean is_in_the_way = strcmp(path, "signatures/") == 0;

        for (guint f = 0; f < files->len; f++) {
            const SignedFile *file = g_ptr_array_index(files, f);

            is_in_the_way |= g_str_has_prefix(path, file->path) && path[strlen(file->path)] == '/';
        }
        if (is_in_the_way) {
            g_set_error(error, CHA_ERROR, CHA_ERROR_CONFLICT,
                        _("%s is in the way of signatures; move it away"), path);
            return FALSE;
        }
    }
    return paths != NULL;
}

static gboolean
write_files(const char *folder, const GPtrArray *files, GError **error)
{
    if (!output_folder_prepare(folder, error))
        return FALSE;
    for (guint i = 0; i < files->len; i++) {
        const SignedFile *file = g_ptr_array_index(files, i);
        g_autoptr(OutputFile) output = NULL;

        if (!file->is_new)
            continue;
        output = output_file_new(folder, file->path, error);
        if (output == NULL || !output_file_add(output, file->bytes, strlen(file->bytes), error) ||
            !output_file_finish(output, error))
            return FALSE;
    }
    return output_folder_tidy(folder, error);
}

static GPtrArray *
written_signatures(const GPtrArray *files)
{
    GPtrArray *signatures = g_ptr_array_new_with_free_func(free_written);

    for (guint i = 0; i < files->len; i++) {
        const SignedFile *file = g_ptr_array_index(files, i);
        ChaWrittenSignature *written = g_new0(ChaWrittenSignature, 1);

        written->file = g_strdup(file->path);
        written->is_new = file->is_new;
        g_ptr_array_add(signatures, written);
    }
    return signatures;
}

gboolean
cha_sign(const char *bundle, ChaSignedThing of, const ChaSigner *signer, GPtrArray **ret_signatures,
         GError **error)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(free_file);
    g_autoptr(SignedBundle) signed_bundle = signed_bundle_new(bundle, error);
    Signing signing = {.bundle = signed_bundle, .signer = signer};
    gboolean is_done = signed_bundle != NULL && check_signer(signer, error) && read_key(&signing, error) &&
                       sign(&signing, of, files, error) && check_places(&signing, files, error) &&
                       write_files(bundle, files, error);

    private_key_free(signing.private);
    if (is_done)
        *ret_signatures = written_signatures(files);
    return is_done;
}
