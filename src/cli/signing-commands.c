#include "cli/commands.h"
#include "cli/language.h"
#include "cli/signer-options.h"
#include "cli/table-output.h"

#include <string.h>

static const Operand BUNDLE_OPERANDS[] = {{.name = "BUNDLE", .path = TRUE}, {.name = NULL}};

static gboolean
fail(GError **error, const char *text)
{
    g_set_error_literal(error, USAGE_ERROR, USAGE_ERROR_FAILED, text);
    return FALSE;
}

typedef struct {
    char *name;
    char *key;
    char *signer;
    char *public_key;
    char *user_id;
    guint of;
} SignValues;

/* In the order of ChaSignedThing. */
static const char *const THINGS[] = {"latest", "commit", "announcement", "draw", NULL};

static const Option SIGN_OPTIONS[] = {
    {"name", '\0', OPTION_TEXT, offsetof(SignValues, name), TRUE, "NAME",
     N_("who signs; it is in the signature"), NULL},
    {"key", '\0', OPTION_PATH, offsetof(SignValues, key), FALSE, "KEY.pem",
     N_("the private key; a file that only its owner can read"), NULL},
    {"signer", '\0', OPTION_TEXT, offsetof(SignValues, signer), FALSE, "COMMAND",
     N_("in place of --key: a program that is given the lines on its standard input and writes the "
        "signature, "
        "for USB keys"),
     NULL},
    {"public-key", '\0', OPTION_PATH, offsetof(SignValues, public_key), FALSE, "FILE.pem",
     N_("with --signer: its public key"), NULL},
    {"of", '\0', OPTION_CHOICE, offsetof(SignValues, of), FALSE, "latest|commit|announcement|draw",
     N_("what is signed; latest: the draw when it is there, else commitment and announcement"), THINGS},
    {"user-id", '\0', OPTION_TEXT, offsetof(SignValues, user_id), FALSE, "TEXT",
     N_("of SM2, when another than 1234567812345678 was agreed upon"), NULL},
    {.name = NULL},
};

static gboolean
check_key(const SignValues *values, GError **error)
{
    if ((values->key == NULL) == (values->signer == NULL))
        return fail(error, _("one of --key and --signer is needed, and not both"));
    if ((values->signer == NULL) != (values->public_key == NULL))
        return fail(error, _("--signer and --public-key belong together"));
    return TRUE;
}

static Answer
run_sign(Session *session, gconstpointer data, char **operands, GError **error)
{
    const SignValues *values = data;
    const ChaSigner signer = {
        .name = values->name,
        .key_file = values->key,
        .command = values->signer,
        .public_key_file = values->public_key,
        .user_id = values->user_id,
    };
    g_autoptr(GPtrArray) signatures = NULL;
    g_autoptr(Output) output = NULL;

    if (!check_key(values, error) ||
        !cha_sign(operands[0], (ChaSignedThing)values->of, &signer, &signatures, error))
        return ANSWER_FAILED;
    output = output_new(NULL, error);
    if (output == NULL)
        return ANSWER_FAILED;
    for (guint i = 0; i < signatures->len; i++) {
        const ChaWrittenSignature *signature = g_ptr_array_index(signatures, i);
        g_autofree char *line = g_strconcat(signature->file, "\n", NULL);

        if (!output_write_text(output, line, error))
            return ANSWER_FAILED;
        if (!signature->is_new)
            console_say(&session->console, _("%s was there already and is left as it is"), signature->file);
    }
    return output_finish(output, error) ? ANSWER_GOOD : ANSWER_FAILED;
}

const Command sign_command = {
    .name = "sign",
    .group = GROUP_CAMPAIGN,
    .summary = N_("sign a bundle or its announcement"),
    .description = N_("Checks the bundle and signs it with Ed25519 or, when the key is one of SM2, with SM2\n"
                      "and SM3. Each signer's signature is a file of its own in BUNDLE/signatures, a text\n"
                      "that says what is signed; its path is printed. No other file changes, and what the\n"
                      "same key has signed is left as it is. Keys are neither kept nor shown."),
    .example = "sign 2027Q1 --key wang.pem --name 'Wang Min'",
    .operands = BUNDLE_OPERANDS,
    .options = SIGN_OPTIONS,
    .values_size = sizeof(SignValues),
    .run = run_sign,
};

typedef struct {
    SignerOptions signers;
    TableOptions table;
} SignaturesValues;

static const Option SIGNATURES_OPTIONS[] = {
    SIGNERS_OPTION(SignaturesValues, signers),    REQUIRE_OPTION(SignaturesValues, signers),
    TABLE_FORMAT_OPTION(SignaturesValues, table), TABLE_ENCODING_OPTION(SignaturesValues, table),
    TABLE_PATH_OPTION(SignaturesValues, table),   {.name = NULL},
};

static Answer
run_signatures(Session *session, gconstpointer data, char **operands, GError **error)
{
    const SignaturesValues *values = data;
    ChaTableFormat format = CHA_TABLE_TERMINAL;
    g_autoptr(ChaSignatureReport) report = NULL;
    g_autoptr(Output) output = NULL;

    if (!table_options_read(&values->table, &format, error) ||
        !signer_options_check(&values->signers, operands[0], &report, error))
        return ANSWER_FAILED;
    output = table_options_open(&values->table, error);
    if (output == NULL || !cha_write_signatures(report, format, output_write, output, error) ||
        !output_finish(output, error))
        return ANSWER_FAILED;
    return signer_options_is_good(&values->signers, &session->console, report) ? ANSWER_GOOD
                                                                               : ANSWER_NOT_ALL_GOOD;
}

const Command signatures_command = {
    .name = "signatures",
    .group = GROUP_CAMPAIGN,
    .summary = N_("list the signatures of a bundle and what they are worth"),
    .description = N_("Checks each signature of BUNDLE/signatures. Only with --signers is it known whose\n"
                      "keys they are; without, a name is what somebody wrote. Signatures are of the lists\n"
                      "of files, the seed and the announcement: that these fit the rest, `verify` finds\n"
                      "out, which tells of signatures, too."),
    .not_all_good = N_("a signature is wrong, or too few of --signers have signed"),
    .example = "signatures 2027Q1 --signers officers.pem",
    .operands = BUNDLE_OPERANDS,
    .options = SIGNATURES_OPTIONS,
    .values_size = sizeof(SignaturesValues),
    .run = run_signatures,
};

typedef struct {
    char *path;
    char *name;
    gboolean sm2;
} KeysValues;

static const Option KEYS_OPTIONS[] = {
    {"output", 'o', OPTION_PATH, offsetof(KeysValues, path), FALSE, "KEY.pem",
     N_("new: the file to be made for the private key"), NULL},
    {"sm2", '\0', OPTION_FLAG, offsetof(KeysValues, sm2), FALSE, NULL,
     N_("new: a key of SM2; of Ed25519 when not given"), NULL},
    {"name", '\0', OPTION_TEXT, offsetof(KeysValues, name), FALSE, "NAME",
     N_("whose key it is, in a line before the public key"), NULL},
    {.name = NULL},
};

static Answer
print_public(Session *session, const char *path, const KeysValues *values, GError **error)
{
    g_autofree char *text = NULL;
    g_autofree char *digest = NULL;
    g_autoptr(Output) output = NULL;

    if (!cha_public_key(path, values->name, &text, &digest, error))
        return ANSWER_FAILED;
    output = output_new(NULL, error);
    if (output == NULL || !output_write_text(output, text, error) || !output_finish(output, error))
        return ANSWER_FAILED;
    console_say(&session->console, _("SHA-256 of the public key, to be read out to those who get it: %s"),
                digest);
    return ANSWER_GOOD;
}

static Answer
run_new(Session *session, const KeysValues *values, char **operands, GError **error)
{
    if (operands[0] != NULL || values->path == NULL) {
        fail(error, _("`keys new` takes the file to be made with -o KEY.pem, and nothing else"));
        return ANSWER_FAILED;
    }
    if (!cha_make_key(values->path, values->sm2 ? CHA_KEY_SM2 : CHA_KEY_ED25519, error))
        return ANSWER_FAILED;
    console_say(&session->console,
                _("%s is a private key: who has it signs in your name. Below is the public key."),
                values->path);
    return print_public(session, values->path, values, error);
}

static Answer
run_public(Session *session, const KeysValues *values, char **operands, GError **error)
{
    if (operands[0] == NULL || operands[1] != NULL || values->path != NULL || values->sm2) {
        fail(error, _("`keys public` takes the file of one key, and of the options --name"));
        return ANSWER_FAILED;
    }
    return print_public(session, operands[0], values, error);
}

static Answer
run_keys(Session *session, gconstpointer data, char **operands, GError **error)
{
    if (strcmp(operands[0], "new") == 0)
        return run_new(session, data, operands + 1, error);
    if (strcmp(operands[0], "public") == 0)
        return run_public(session, data, operands + 1, error);
    g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED,
                _("\"%s\" is nothing that can be done with keys; there are new and public"), operands[0]);
    return ANSWER_FAILED;
}

static const Operand KEYS_OPERANDS[] = {
    {.name = "new|public"},
    {.name = "KEY.pem", .optional = TRUE, .path = TRUE},
    {.name = NULL},
};

const Command keys_command = {
    .name = "keys",
    .group = GROUP_CAMPAIGN,
    .summary = N_("make a key to sign with, or show its public key"),
    .description = N_("`keys new -o KEY.pem` makes a private key that only you can read and prints the\n"
                      "public key; `keys public KEY.pem` prints that again. With --name, what is printed\n"
                      "is an entry of a list of --signers. Hand it to the others yourself: a public key\n"
                      "proves nothing when it came with what it signed."),
    .example = "keys new -o wang.pem --name 'Wang Min'",
    .operands = KEYS_OPERANDS,
    .options = KEYS_OPTIONS,
    .values_size = sizeof(KeysValues),
    .run = run_keys,
};
