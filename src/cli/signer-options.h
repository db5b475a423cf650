/* Whose signatures are known, and how many of them it takes: options of what
 * checks signatures. */
#pragma once

#include "cli/console.h"
#include "cli/option.h"

#include <choucha/signing.h>

typedef struct {
    char *path;
    char *require;
} SignerOptions;

/* Rows of a table of options; @field is the SignerOptions in the structure of
 * values. */
/* NOLINTBEGIN(bugprone-macro-parentheses): @field is the name of a member */
#define SIGNERS_OPTION(Values, field)                                                                        \
    {                                                                                                        \
        "signers", '\0', OPTION_PATH, offsetof(Values, field.path), FALSE, "FILE|FOLDER",                    \
            N_("public keys in PEM that you know, with the names of their owners"), NULL                     \
    }
#define REQUIRE_OPTION(Values, field)                                                                        \
    {                                                                                                        \
        "require", '\0', OPTION_TEXT, offsetof(Values, field.require), FALSE, "NUMBER",                      \
            N_("how many of --signers must have signed the draw (the commitment before it)"), NULL           \
    }
/* NOLINTEND(bugprone-macro-parentheses) */

/* The signatures of a bundle. Usage errors: a number that is none, or without
 * --signers. */
gboolean signer_options_check(const SignerOptions *options, const char *bundle,
                              ChaSignatureReport **ret_report, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Tells of each signature what it is worth. */
void signer_options_tell(const SignerOptions *options, Console *console, const ChaSignatureReport *report);
/* Tells whether too few have signed, also when quiet; and whether all is good. */
gboolean signer_options_is_good(const SignerOptions *options, Console *console,
                                const ChaSignatureReport *report);
