/* Signatures of bundles and announcements: making them, and telling whose they
 * are. What exactly is signed is written down in data/doc/signatures.md. */
#pragma once

#include <choucha/error.h>
#include <choucha/output.h>

G_BEGIN_DECLS

/**
 * ChaSignedThing:
 * @CHA_SIGNED_LATEST: the draw when it is there, else commitment and announcement
 * @CHA_SIGNED_COMMIT: the commitment
 * @CHA_SIGNED_ANNOUNCEMENT: its announcement
 * @CHA_SIGNED_DRAW: the draw, with its seed and its commitment
 *
 * What of a bundle is signed.
 */
typedef enum {
    CHA_SIGNED_LATEST,
    CHA_SIGNED_COMMIT,
    CHA_SIGNED_ANNOUNCEMENT,
    CHA_SIGNED_DRAW,
} ChaSignedThing;

/**
 * ChaKeyAlgorithm:
 * @CHA_KEY_ED25519: Ed25519 (RFC 8032)
 * @CHA_KEY_SM2: SM2 with SM3 (GB/T 32918)
 */
typedef enum {
    CHA_KEY_ED25519,
    CHA_KEY_SM2,
} ChaKeyAlgorithm;

/**
 * ChaSigner:
 * @name: who signs, as it will be read
 * @key_file: (nullable): a private key in PEM that only its owner can read
 * @command: (nullable): a program with its arguments, run without a shell, in
 *   place of @key_file: it is given the statement on its standard input and
 *   answers with the signature on its standard output
 * @public_key_file: (nullable): with @command, the public key in PEM
 * @user_id: (nullable): of SM2; %NULL: 1234567812345678
 *
 * Who signs, and with what. Private keys are read, used and wiped; nothing keeps
 * or tells them.
 */
typedef struct {
    const char *name;
    const char *key_file;
    const char *command;
    const char *public_key_file;
    const char *user_id;
} ChaSigner;

/**
 * ChaWrittenSignature:
 * @file: its path in the bundle
 * @is_new: whether it was not there before
 */
typedef struct {
    char *file;
    gboolean is_new;
} ChaWrittenSignature;

/**
 * cha_sign:
 * @bundle: a bundle's folder
 * @of: what of it
 * @signer: who signs
 * @ret_signatures: (out) (element-type ChaWrittenSignature): what is there now
 * @error: return location for an error
 *
 * Signs, each signature in a file of its own below BUNDLE/signatures; no other
 * file is touched. A commitment must have the digests of its files, a draw must
 * verify, before it is signed. What the same key has signed under the same name
 * is left as it is.
 *
 * Errors: %CHA_ERROR_INVALID when the bundle, the name, the key or what the
 * command answers is wrong, %CHA_ERROR_NOT_FOUND when there is nothing to sign,
 * %CHA_ERROR_CONFLICT when another file is in the place of the signature,
 * %CHA_ERROR_OUTPUT.
 */
gboolean cha_sign(const char *bundle, ChaSignedThing of, const ChaSigner *signer, GPtrArray **ret_signatures,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * ChaSignatureVerdict:
 * @CHA_SIGNATURE_KNOWN: made with a key of the list of signers, under its name
 * @CHA_SIGNATURE_UNKNOWN: made with the key that it carries; whose that is, nobody
 *   has said, so the name is only a claim
 * @CHA_SIGNATURE_WRONG: not a signature of this bundle
 */
typedef enum {
    CHA_SIGNATURE_KNOWN,
    CHA_SIGNATURE_UNKNOWN,
    CHA_SIGNATURE_WRONG,
} ChaSignatureVerdict;

/**
 * ChaSignature:
 * @file: path in the bundle; what could upset a terminal is escaped
 * @of: what is signed, "commit", "announcement" or "draw"; empty when unreadable
 * @name: the signer's name as the signature has it; empty when unreadable
 * @algorithm: "Ed25519", "SM2-SM3"; empty when unreadable
 * @key: SHA-256 of the public key; empty when unreadable
 * @verdict: what it is worth
 * @rule: the rule that is broken, "G5"; empty when none is
 * @text: what is wrong and what to do, in the user's language; empty when nothing
 */
typedef struct {
    char *file;
    char *of;
    char *name;
    char *algorithm;
    char *key;
    ChaSignatureVerdict verdict;
    char *rule;
    char *text;
} ChaSignature;

/**
 * ChaSignatureReport:
 * @signatures: (element-type ChaSignature): in byte order of their files
 * @wrong: how many of them are wrong
 * @latest: what counts towards a required number of signers: "draw" when it is
 *   there, else "commit"
 * @known_of_latest: names of the list that have signed that
 */
typedef struct {
    GPtrArray *signatures;
    guint wrong;
    const char *latest;
    guint known_of_latest;
} ChaSignatureReport;

/**
 * cha_signature_report_free:
 * @report: (transfer full) (nullable): a report
 */
void cha_signature_report_free(ChaSignatureReport *report);

/**
 * cha_check_signatures:
 * @bundle: a bundle's folder
 * @signers: (nullable): public keys in PEM with the names of their owners: a file,
 *   or a folder whose files end in .pem
 * @ret_report: (out): what was found
 * @error: return location for an error
 *
 * Checks all signatures of a bundle. They are about its files `SHA256SUMS`,
 * `seed.txt` and the announcement: whether these fit the rest is for cha_verify().
 *
 * Errors: %CHA_ERROR_INVALID when @bundle is no folder or @signers is wrong.
 */
gboolean cha_check_signatures(const char *bundle, const char *signers, ChaSignatureReport **ret_report,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_write_signatures:
 * @report: a report
 * @format: how to write it
 * @write: takes the table
 * @data: for @write
 * @error: return location for an error
 *
 * Writes the report as a table: file, of, name, algorithm, key, verdict, rule,
 * finding.
 */
gboolean cha_write_signatures(const ChaSignatureReport *report, ChaTableFormat format, ChaWriter write,
                              gpointer data, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_make_key:
 * @path: the file to be made
 * @algorithm: for which algorithm
 * @error: return location for an error
 *
 * Makes a private key that only the user can read.
 *
 * Errors: %CHA_ERROR_CONFLICT when the file is there, %CHA_ERROR_INVALID when
 * OpenSSL has no such algorithm, %CHA_ERROR_OUTPUT.
 */
gboolean cha_make_key(const char *path, ChaKeyAlgorithm algorithm, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_public_key:
 * @path: a private or public key in PEM
 * @name: (nullable): whose it is
 * @ret_text: (out): the public key in PEM, with a line for the name before it, as a
 *   list of signers has it
 * @ret_digest: (out): what it is told by, SHA-256 of the key
 * @error: return location for an error
 *
 * Errors: %CHA_ERROR_INVALID.
 */
gboolean cha_public_key(const char *path, const char *name, char **ret_text, char **ret_digest,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ChaSignatureReport, cha_signature_report_free)

G_END_DECLS
