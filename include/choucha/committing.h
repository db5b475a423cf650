/* From plans to a commitment: checking and freezing a campaign. */
#pragma once

#include <choucha/output.h>
#include <choucha/store.h>

G_BEGIN_DECLS

/**
 * ChaWeight:
 * @CHA_WEIGHT_NOTE: worth knowing before the draw
 * @CHA_WEIGHT_WARNING: may leave a seat empty or cost a second visit
 * @CHA_WEIGHT_HINDRANCE: stands in the way of a good draw
 * @CHA_WEIGHT_REFUSAL: seats that nobody can take; commit refuses the plan
 */
typedef enum {
    CHA_WEIGHT_NOTE,
    CHA_WEIGHT_WARNING,
    CHA_WEIGHT_HINDRANCE,
    CHA_WEIGHT_REFUSAL,
} ChaWeight;

/**
 * ChaFinding:
 * @weight: how much it matters
 * @plan: (nullable): the drawing concerned, as the bundle names it
 * @text: what was found and what to do, a sentence in the user's language
 *
 * Something a check found out about a campaign.
 */
typedef struct {
    ChaWeight weight;
    char *plan;
    char *text;
} ChaFinding;

/**
 * ChaCheckReport:
 * @campaign: the campaign checked
 * @plans: number of drawings due
 * @joint_plans: those with more than one department
 * @frame_rows: targets in frames, summed over the drawings
 * @targets: distinct targets in the frames
 * @sample: targets to be drawn, summed over the drawings
 * @findings: (element-type ChaFinding): the weightiest first
 */
typedef struct {
    char *campaign;
    guint plans;
    guint joint_plans;
    guint64 frame_rows;
    guint64 targets;
    guint64 sample;
    GPtrArray *findings;
} ChaCheckReport;

/**
 * cha_check_report_free:
 * @report: (transfer full) (nullable): a report
 */
void cha_check_report_free(ChaCheckReport *report);

/**
 * cha_check_report_worst:
 * @report: a report
 *
 * Returns: the weight of the weightiest finding; %CHA_WEIGHT_NOTE without any
 */
ChaWeight cha_check_report_worst(const ChaCheckReport *report);

/**
 * cha_check:
 * @store: the store
 * @campaign: a quarter, `2027Q1`, or a later attempt, `2027Q1.2`
 * @progress: (nullable): told now and then
 * @data: for @progress
 * @ret_report: (out): what was found
 * @error: return location for an error
 *
 * Tells what would hinder the draw of a campaign that is not committed yet:
 * empty frames, seats nobody can take, holidays missing, overdue drawings,
 * double visits to expect. Changes nothing.
 *
 * Errors: %CHA_ERROR_NOT_FOUND when @campaign is no name of a campaign or no
 * drawing is due in it, %CHA_ERROR_CONFLICT when it is committed already.
 */
gboolean cha_check(ChaStore *store, const char *campaign, ChaProgress progress, gpointer data,
                   ChaCheckReport **ret_report, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * ChaSource:
 * @name: name of a source of the seed, such as "dice"
 * @description: when and where it will be read; or "commit " and the SHA-256
 *   of a nonce (draw protocol, section 7)
 */
typedef struct {
    const char *name;
    const char *description;
} ChaSource;

/**
 * ChaSeedValue:
 * @source: name of a source of the seed
 * @value: what was seen, in one line
 */
typedef struct {
    const char *source;
    const char *value;
} ChaSeedValue;

/**
 * ChaCommitOptions:
 * @sources: (array length=n_sources): in the order in which they will be
 *   written; without any there is one, "dice"
 * @n_sources: how many
 * @short_teams: accept seats that nobody can take
 * @seed: (array length=n_seed) (nullable): the seed is known already, so the
 *   commitment was not public before it: a rehearsal, recorded as such for
 *   ever. The values are checked before anything is recorded
 * @n_seed: how many
 * @go_on: a campaign that is recorded already is taken as it is, whatever
 *   @sources and @short_teams say
 */
typedef struct {
    const ChaSource *sources;
    gsize n_sources;
    gboolean short_teams;
    const ChaSeedValue *seed;
    gsize n_seed;
    gboolean go_on;
} ChaCommitOptions;

/**
 * ChaCommitReport:
 * @campaign: the campaign, with its attempt
 * @commitment: SHA-256 of commit/SHA256SUMS, 64 hexadecimal digits
 * @departments: departments that take part
 * @inspectors: inspectors committed
 * @check: counts and findings, as from cha_check(); findings are empty when
 *   the campaign had been recorded before
 * @records_change: number of the last change of the records that it is made of;
 *   cha_list_state() tells more
 * @repeated: it had been recorded before
 * @registry_changed: records have changed since it was recorded; the
 *   commitment keeps what it froze
 * @log_entry: the entry of the log that committed it
 * @log_head: the hash of that entry, to be published with the commitment
 */
typedef struct {
    char *campaign;
    char *commitment;
    guint departments;
    guint inspectors;
    ChaCheckReport *check;
    gint64 records_change;
    gboolean repeated;
    gboolean registry_changed;
    guint64 log_entry;
    char *log_head;
} ChaCommitReport;

/**
 * cha_commit_report_free:
 * @report: (transfer full) (nullable): a report
 */
void cha_commit_report_free(ChaCommitReport *report);

/**
 * cha_commit:
 * @store: the store
 * @campaign: a quarter, `2027Q1`, or a later attempt, `2027Q1.2`
 * @folder: the bundle's folder; @folder/commit is written
 * @options: sources and what to accept
 * @progress: (nullable): told now and then
 * @data: for @progress
 * @ret_report: (out): what was committed; also set, without a commitment,
 *   when seats that nobody can take refuse it
 * @error: return location for an error
 *
 * Freezes the drawings due: checks the folder, records everything in one
 * transaction, then writes the files. The same call again writes what is
 * missing and gives the same answer.
 *
 * Errors: %CHA_ERROR_INVALID for sources that break a rule,
 * %CHA_ERROR_NOT_FOUND when no drawing is due or the name is none,
 * %CHA_ERROR_UNSATISFIABLE when seats cannot be taken, %CHA_ERROR_CONFLICT for
 * another record of the campaign, other bytes in the folder, or an order of
 * campaigns that would bend frequency caps, %CHA_ERROR_OUTPUT when it is
 * recorded but could not be written.
 */
gboolean cha_commit(ChaStore *store, const char *campaign, const char *folder,
                    const ChaCommitOptions *options, ChaProgress progress, gpointer data,
                    ChaCommitReport **ret_report, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ChaCheckReport, cha_check_report_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ChaCommitReport, cha_commit_report_free)

G_END_DECLS
