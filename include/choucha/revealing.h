/* Nonces: a department's say in the seed, promised by its hash when a campaign is
 * committed and revealed before the uncontrolled source is read. */
#pragma once

#include <choucha/output.h>
#include <choucha/store.h>

G_BEGIN_DECLS

/**
 * cha_nonce_new:
 * @path: (nullable): the file that the nonce is written to; without one,
 *   `nonce-` and the first digits of its hash in the present folder
 * @ret_path: (out): that file
 * @ret_promise: (out): `commit ` and the hash of the nonce: the description of a
 *   source
 * @error: return location for an error
 *
 * Makes a nonce, 64 hexadecimal digits that nobody can foresee. It is secret until
 * it is revealed: only its owner can read the file, which must last until then.
 *
 * Errors: %CHA_ERROR_CONFLICT when there is such a file, which is left alone,
 * %CHA_ERROR_OUTPUT.
 */
gboolean cha_nonce_new(const char *path, char **ret_path, char **ret_promise,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_nonce_read:
 * @path: a file that cha_nonce_new() wrote
 * @ret_value: (out): the nonce in it
 * @error: return location for an error
 *
 * Errors: %CHA_ERROR_INVALID when it cannot be read or holds something else.
 */
gboolean cha_nonce_read(const char *path, char **ret_value, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_is_promise:
 * @description: the description of a source
 *
 * Returns: whether it makes the source a nonce
 */
gboolean cha_is_promise(const char *description);

/**
 * ChaRevealReport:
 * @campaign: the campaign, with its attempt
 * @repeated: it had been revealed before
 * @promised: nonces that the sources promise
 * @revealed: how many of them are revealed by now
 * @drawn: the campaign is drawn already, so nothing was changed
 * @log_entry: the entry of the log that revealed the last of them
 * @log_head: its hash, to be published before any other source is read
 */
typedef struct {
    char *campaign;
    gboolean repeated;
    guint promised;
    guint revealed;
    gboolean drawn;
    guint64 log_entry;
    char *log_head;
} ChaRevealReport;

/**
 * cha_reveal_report_free:
 * @report: (transfer full) (nullable): a report
 */
void cha_reveal_report_free(ChaRevealReport *report);

/**
 * cha_nonce_reveal:
 * @store: the store
 * @campaign: a committed campaign that is not drawn yet
 * @source: a source whose description is a promise
 * @value: the nonce, whose SHA-256 was promised
 * @folder: (nullable): the bundle's folder; with the last nonce
 *   @folder/announcement tells of all of them
 * @ret_report: (out): what is revealed now
 * @error: return location for an error
 *
 * Records a nonce, in the log as well, so that a draw takes it by itself and anyone
 * can see that it was known before. The same again changes nothing.
 *
 * Errors: %CHA_ERROR_NOT_FOUND when the campaign was never committed,
 * %CHA_ERROR_INVALID when there is no such source, it is no nonce, or @value is not
 * what was promised, %CHA_ERROR_CONFLICT when the campaign is drawn or void or
 * @folder holds other bytes, %CHA_ERROR_OUTPUT when it is recorded but could not be
 * written.
 */
gboolean cha_nonce_reveal(ChaStore *store, const char *campaign, const char *source, const char *value,
                          const char *folder, ChaRevealReport **ret_report,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_list_nonces:
 * @store: the store
 * @campaign: a committed campaign; a void one by its exact name
 * @format: how to write them
 * @write: takes the table
 * @data: for @write
 * @error: return location for an error
 *
 * Writes the sources that promise a nonce: what they promise, whether it was
 * revealed (`before` the draw, `with` it, or `no`), its value, when and by whom, and
 * the entry of the log.
 *
 * Errors: %CHA_ERROR_NOT_FOUND.
 */
gboolean cha_list_nonces(ChaStore *store, const char *campaign, ChaTableFormat format, ChaWriter write,
                         gpointer data, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ChaRevealReport, cha_reveal_report_free)

G_END_DECLS
