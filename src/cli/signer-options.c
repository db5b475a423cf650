#include "cli/signer-options.h"

#include "cli/language.h"

enum { REQUIRED_MAX = 1000, KEY_DIGITS = 16 };

static gboolean
read_required(const SignerOptions *options, guint *ret_required, GError **error)
{
    guint64 required = 0;

    *ret_required = 0;
    if (options->require == NULL)
        return TRUE;
    if (!g_ascii_string_to_unsigned(options->require, 10, 1, REQUIRED_MAX, &required, NULL)) {
        g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED,
                    _("--require: \"%s\" is not a number from 1 to %d"), options->require, (int)REQUIRED_MAX);
        return FALSE;
    }
    if (options->path == NULL) {
        g_set_error_literal(error, USAGE_ERROR, USAGE_ERROR_FAILED,
                            _("--require takes --signers: without known keys a name is only a claim"));
        return FALSE;
    }
    *ret_required = (guint)required;
    return TRUE;
}

gboolean
signer_options_check(const SignerOptions *options, const char *bundle, ChaSignatureReport **ret_report,
                     GError **error)
{
    guint required = 0;

    return read_required(options, &required, error) &&
           cha_check_signatures(bundle, options->path, ret_report, error);
}

static void
tell_signature(Console *console, const ChaSignature *signature)
{
    switch (signature->verdict) {
    case CHA_SIGNATURE_KNOWN:
        console_say(console, _("signature of %s by %s: valid"), signature->of, signature->name);
        break;
    case CHA_SIGNATURE_UNKNOWN:
        console_say(console,
                    _("signature of %s by somebody who says to be %s: fits the key %.*s, which is unknown"),
                    signature->of, signature->name, (int)KEY_DIGITS, signature->key);
        break;
    case CHA_SIGNATURE_WRONG:
    default:
        console_warn(console, _("wrong signature: %s: %s: %s"), signature->file, signature->rule,
                     signature->text);
        break;
    }
}

void
signer_options_tell(const SignerOptions *options, Console *console, const ChaSignatureReport *report)
{
    gboolean is_claimed = FALSE;

    for (guint i = 0; i < report->signatures->len; i++) {
        const ChaSignature *signature = g_ptr_array_index(report->signatures, i);

        tell_signature(console, signature);
        is_claimed |= signature->verdict == CHA_SIGNATURE_UNKNOWN;
    }
    if (is_claimed && options->path == NULL)
        console_say(
            console,
            _("Anybody can make a key and write any name. Names are proven only by public keys that you\n"
              "have from their owners: --signers FILE"));
}

gboolean
signer_options_is_good(const SignerOptions *options, Console *console, const ChaSignatureReport *report)
{
    guint required = 0;

    /* It was read before. */
    if (!read_required(options, &required, NULL) || report->known_of_latest >= required)
        return report->wrong == 0;
    console_warn(console, _("signed by known signers: %u of the %u that are required (%s)"),
                 report->known_of_latest, required, report->latest);
    return FALSE;
}
