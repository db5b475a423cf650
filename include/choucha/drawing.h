/* Drawing a committed campaign, and everything about its bundle. */
#pragma once

#include <choucha/committing.h>
#include <choucha/output.h>
#include <choucha/store.h>

G_BEGIN_DECLS

/**
 * ChaDrawReport:
 * @campaign: the campaign, with its attempt
 * @commitment: its commitment
 * @seed: the seed S, 64 hexadecimal digits
 * @rehearsal: the commitment was not public before the seed
 * @repeated: it had been drawn before
 * @plans: drawings in the campaign
 * @targets: distinct targets drawn
 * @selected: targets drawn, summed over the plans
 * @checks: departments to come, summed over the plans of each visit: what
 *   visits there would be without merging
 * @visits: visits
 * @limited: departments in a visit were limited, or targets heard that take no
 *   joint visits
 * @fewest_visits: as many as there would be otherwise: no merging needs fewer
 * @reached: of the checks that this would save, the share that is saved, in per
 *   cent with two decimals; empty when there is nothing to save
 * @seats: seats of all teams
 * @empty_seats: (element-type utf8): sentences on the seats nobody can take
 * @nonces: sources that are nonces
 * @late_nonces: those of them that were not revealed before the draw
 *   (cha_nonce_reveal()), but came with it: whoever revealed last may have known the
 *   other sources, and could have withheld it
 * @log_entry: the entry of the log that drew it
 * @log_head: the hash of that entry, to be published with the draw
 */
typedef struct {
    char *campaign;
    char *commitment;
    char *seed;
    gboolean rehearsal;
    gboolean repeated;
    guint plans;
    guint64 targets;
    guint64 selected;
    guint64 checks;
    guint64 visits;
    gboolean limited;
    guint64 fewest_visits;
    char *reached;
    guint64 seats;
    GPtrArray *empty_seats;
    guint nonces;
    guint late_nonces;
    guint64 log_entry;
    char *log_head;
} ChaDrawReport;

/**
 * cha_draw_report_free:
 * @report: (transfer full) (nullable): a report
 */
void cha_draw_report_free(ChaDrawReport *report);

/**
 * cha_draw:
 * @store: the store
 * @campaign: a committed campaign
 * @folder: the bundle's folder; commit/, seed.txt and draw/ are written
 * @values: (array length=n_values): one for each source, in any order; a nonce
 *   that was revealed before need not be among them
 * @n_values: how many
 * @progress: (nullable): told now and then
 * @data: for @progress
 * @ret_report: (out): what was drawn
 * @error: return location for an error
 *
 * Draws from the recorded commitment, never from the live registry; records
 * the draw in one transaction, then writes the files. The same call again
 * writes what is missing and gives the same answer.
 *
 * Errors: %CHA_ERROR_INVALID for values that break a rule,
 * %CHA_ERROR_NOT_FOUND when the campaign was never committed,
 * %CHA_ERROR_CONFLICT when it was drawn with other values, is void, or the
 * folder holds other bytes, %CHA_ERROR_OUTPUT when it is recorded but could
 * not be written.
 */
gboolean cha_draw(ChaStore *store, const char *campaign, const char *folder, const ChaSeedValue *values,
                  gsize n_values, ChaProgress progress, gpointer data, ChaDrawReport **ret_report,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_bundle:
 * @store: the store
 * @campaign: a committed or drawn campaign; a void one by its exact name
 * @folder: the bundle's folder
 * @error: return location for an error
 *
 * Writes a recorded bundle anew, as far as it goes.
 *
 * Errors: %CHA_ERROR_NOT_FOUND when the campaign was never committed,
 * %CHA_ERROR_CONFLICT when the folder holds other bytes, %CHA_ERROR_OUTPUT.
 */
gboolean cha_bundle(ChaStore *store, const char *campaign, const char *folder,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_void:
 * @store: the store
 * @campaign: a committed or drawn campaign
 * @reason: why it ends, not empty
 * @approved_by: who approved it, not empty
 * @ret_next: (out): the name that the next attempt will have
 * @error: return location for an error
 *
 * Ends a campaign for good; its record stays.
 *
 * Errors: %CHA_ERROR_INVALID, %CHA_ERROR_NOT_FOUND, %CHA_ERROR_CONFLICT when
 * it is void already.
 */
gboolean cha_void(ChaStore *store, const char *campaign, const char *reason, const char *approved_by,
                  char **ret_next, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_list_campaigns:
 * @store: the store
 * @format: how to write them
 * @write: takes the table
 * @data: for @write
 * @error: return location for an error
 *
 * Writes all campaigns, void ones too, with state, commitment and attempts.
 */
gboolean cha_list_campaigns(ChaStore *store, ChaTableFormat format, ChaWriter write, gpointer data,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * ChaDrawnTable:
 * @CHA_DRAWN_SELECTION: the targets drawn and in reserve, by plan
 * @CHA_DRAWN_VISITS: the visits to targets
 * @CHA_DRAWN_TEAMS: who goes there, a row a seat
 * @CHA_DRAWN_SCHEDULE: when, in the order of time; visits without a day come last
 */
typedef enum {
    CHA_DRAWN_SELECTION,
    CHA_DRAWN_VISITS,
    CHA_DRAWN_TEAMS,
    CHA_DRAWN_SCHEDULE,
} ChaDrawnTable;

/**
 * cha_list_drawn:
 * @store: the store
 * @campaign: a drawn campaign; a void one by its exact name
 * @table: what of it
 * @format: how to write it
 * @write: takes the table
 * @data: for @write
 * @error: return location for an error
 *
 * Writes what was drawn, with the names that the registry has now beside the
 * codes. It is for those who work with the store, and hides nothing: how a plan
 * is disclosed stands in a column.
 *
 * Errors: %CHA_ERROR_NOT_FOUND, %CHA_ERROR_CONFLICT when it is not drawn.
 */
gboolean cha_list_drawn(ChaStore *store, const char *campaign, ChaDrawnTable table, ChaTableFormat format,
                        ChaWriter write, gpointer data, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * ChaVerdict:
 * @CHA_VERDICT_VERIFIED: everything was recomputed, and is right
 * @CHA_VERDICT_PARTLY: files are withheld; what is there is right
 * @CHA_VERDICT_FAILED: a rule is broken
 */
typedef enum {
    CHA_VERDICT_VERIFIED,
    CHA_VERDICT_PARTLY,
    CHA_VERDICT_FAILED,
} ChaVerdict;

/**
 * cha_verify:
 * @folder: a bundle's folder
 * @ret_verdict: (out): the verdict
 * @ret_line: (out): the verdict in one line without line end, as interface
 *   and scripts know it: `verified COMMITMENT`, `partly COMMITMENT withheld
 *   FILE…`, or `failed<TAB>FILE[:LINE]<TAB>RULE<TAB>…`
 * @error: return location for an error
 *
 * Recomputes draw/ from commit/ and seed.txt alone, without a store.
 *
 * Errors: %CHA_ERROR_INVALID when there is no such folder or it cannot be read.
 */
gboolean cha_verify(const char *folder, ChaVerdict *ret_verdict, char **ret_line,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ChaDrawReport, cha_draw_report_free)

G_END_DECLS
