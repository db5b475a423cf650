/* Whose signatures a bundle has, and what they are worth. */
#include <choucha/signing.h>

#include "base/i18n.h"
#include "domain/log-entry.h"
#include "exchange/table/table-writer.h"
#include "office/signed-bundle.h"
#include "office/signer-list.h"

#include <string.h>

typedef struct {
    SignedBundle *bundle;
    SignerList *signers; /* (nullable) */
    ChaSignatureReport *report;
    SignedThing latest;
    GHashTable *known; /* names of the list that have signed the latest */
} Checking;

static void
free_signature(gpointer data)
{
    ChaSignature *signature = data;

    g_free(signature->file);
    g_free(signature->of);
    g_free(signature->name);
    g_free(signature->algorithm);
    g_free(signature->key);
    g_free(signature->rule);
    g_free(signature->text);
    g_free(signature);
}

void
cha_signature_report_free(ChaSignatureReport *report)
{
    if (report == NULL)
        return;
    g_ptr_array_unref(report->signatures);
    g_free(report);
}

/* Names of files are anybody's; @text may be NULL. */
static ChaSignature *
add_signature(const Checking *checking, const char *path, const SignatureText *text)
{
    ChaSignature *signature = g_new0(ChaSignature, 1);
    char key[DIGEST_HEX_SIZE] = "";

    if (text != NULL)
        public_key_digest(&text->key, key);
    signature->file = log_text_escape(path);
    signature->of = g_strdup(text != NULL ? signed_thing_name(text->of) : "");
    signature->name = g_strdup(text != NULL ? text->name : "");
    signature->algorithm = g_strdup(text != NULL ? signature_algorithm_name(text->key.algorithm) : "");
    signature->key = g_strdup(key);
    signature->verdict = CHA_SIGNATURE_UNKNOWN;
    signature->rule = g_strdup("");
    signature->text = g_strdup("");
    g_ptr_array_add(checking->report->signatures, signature);
    return signature;
}

static void
set_wrong(const Checking *checking, ChaSignature *signature, const SignatureFault *fault)
{
    signature->verdict = CHA_SIGNATURE_WRONG;
    g_free(signature->rule);
    signature->rule = g_strdup(fault->rule);
    g_free(signature->text);
    signature->text = g_strdup(fault->text);
    checking->report->wrong++;
}

static SignatureText *
read_text(const Checking *checking, const char *path, SignatureFault *fault)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = NULL;

    if (g_str_has_suffix(path, "/")) {
        signature_fault_set(fault, "G1", _("it is no regular file; nothing but signatures belongs here"));
        return NULL;
    }
    bytes = signed_bundle_read(checking->bundle, path, SIGNATURE_TEXT_MAX, &error);
    if (bytes == NULL) {
        signature_fault_set(fault, "G1", "%s", error->message);
        return NULL;
    }
    return signature_text_parse(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), fault);
}

static gboolean
check_place(const char *path, const SignatureText *text, SignatureFault *fault)
{
    g_autofree char *place = signature_text_path(text);

    return strcmp(path, place) == 0 ||
           signature_fault_set(fault, "G4", _("a signature of this thing with this key belongs in %s"),
                               place);
}

static gboolean
check_owner(const Checking *checking, const SignatureText *text, const char *owner, SignatureFault *fault)
{
    if (owner == NULL)
        return TRUE;
    if (strcmp(owner, text->name) != 0)
        return signature_fault_set(fault, "G8", _("it says \"%s\", and the key is that of \"%s\""),
                                   text->name, owner);
    if (text->of == checking->latest)
        g_hash_table_add(checking->known, g_strdup(owner));
    return TRUE;
}

static void
check_signature(const Checking *checking, const char *path)
{
    g_auto(SignatureFault) fault = {0};
    g_autoptr(SignatureText) text = read_text(checking, path, &fault);
    ChaSignature *signature = add_signature(checking, path, text);
    const char *owner =
        text != NULL && checking->signers != NULL ? signer_list_find(checking->signers, &text->key) : NULL;

    if (text == NULL || !check_place(path, text, &fault) ||
        !signed_bundle_check(checking->bundle, text, &fault) || !check_owner(checking, text, owner, &fault))
        set_wrong(checking, signature, &fault);
    else if (owner != NULL)
        signature->verdict = CHA_SIGNATURE_KNOWN;
}

/* One finding about all of the folder. */
static void
refuse_folder(const Checking *checking, const char *text)
{
    const SignatureFault fault = {.rule = "G1", .text = (char *)text};

    set_wrong(checking, add_signature(checking, "signatures/", NULL), &fault);
}

static void
check_all(const Checking *checking)
{
    BundleSource *source = signed_bundle_source(checking->bundle);
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) paths = source->list(source, "signatures", &error);

    if (paths == NULL) {
        refuse_folder(checking, error->message);
        return;
    }
    for (guint i = 0; i < paths->len && i < SIGNATURE_COUNT_MAX; i++)
        check_signature(checking, g_ptr_array_index(paths, i));
    if (paths->len > SIGNATURE_COUNT_MAX) {
        g_autofree char *text = g_strdup_printf(_("there are %u files; more than %u are not looked at"),
                                                paths->len, (guint)SIGNATURE_COUNT_MAX);

        refuse_folder(checking, text);
    }
}

gboolean
cha_check_signatures(const char *bundle, const char *signers, ChaSignatureReport **ret_report, GError **error)
{
    g_autoptr(SignedBundle) signed_bundle = signed_bundle_new(bundle, error);
    g_autoptr(SignerList) list = NULL;
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(ChaSignatureReport) report = g_new0(ChaSignatureReport, 1);
    Checking checking = {.bundle = signed_bundle, .report = report, .known = known};

    report->signatures = g_ptr_array_new_with_free_func(free_signature);
    if (signed_bundle == NULL)
        return FALSE;
    if (signers != NULL) {
        list = signer_list_new(signers, error);
        if (list == NULL)
            return FALSE;
    }
    checking.signers = list;
    checking.latest = signed_bundle_has(signed_bundle, SIGNED_DRAW) ? SIGNED_DRAW : SIGNED_COMMIT;
    check_all(&checking);
    report->latest = signed_thing_name(checking.latest);
    report->known_of_latest = g_hash_table_size(known);
    *ret_report = g_steal_pointer(&report);
    return TRUE;
}

static const OutputColumn COLUMNS[] = {
    {"file", N_("file"), OUTPUT_TEXT}, {"of", N_("signed"), OUTPUT_TEXT},
    {"name", N_("name"), OUTPUT_TEXT}, {"algorithm", N_("algorithm"), OUTPUT_TEXT},
    {"key", N_("key"), OUTPUT_TEXT},   {"verdict", N_("verdict"), OUTPUT_TEXT},
    {"rule", N_("rule"), OUTPUT_TEXT}, {"finding", N_("finding"), OUTPUT_TEXT},
};

static const char *
verdict_word(ChaSignatureVerdict verdict, gboolean for_people)
{
    static const char *const WORDS[] = {
        [CHA_SIGNATURE_KNOWN] = N_("valid"),
        [CHA_SIGNATURE_UNKNOWN] = N_("key unknown"),
        [CHA_SIGNATURE_WRONG] = N_("wrong"),
    };
    static const char *const DATA[] = {
        [CHA_SIGNATURE_KNOWN] = "valid",
        [CHA_SIGNATURE_UNKNOWN] = "unknown",
        [CHA_SIGNATURE_WRONG] = "wrong",
    };

    return for_people ? _(WORDS[verdict]) : DATA[verdict];
}

gboolean
cha_write_signatures(const ChaSignatureReport *report, ChaTableFormat format, ChaWriter write, gpointer data,
                     GError **error)
{
    g_autoptr(TableWriter) writer = table_writer_new(format, COLUMNS, G_N_ELEMENTS(COLUMNS), write, data);
    gboolean for_people = table_format_is_for_people(format);

    table_writer_set_title(writer, _("Signatures"));
    for (guint i = 0; i < report->signatures->len; i++) {
        const ChaSignature *signature = g_ptr_array_index(report->signatures, i);
        const char *const texts[] = {signature->file, signature->of,
                                     signature->name, signature->algorithm,
                                     signature->key,  verdict_word(signature->verdict, for_people),
                                     signature->rule, signature->text};

        if (!table_writer_add(writer, texts, error))
            return FALSE;
    }
    return table_writer_finish(writer, error);
}
