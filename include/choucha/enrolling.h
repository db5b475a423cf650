/* Records in and out: import, list, remove, settings. */
#pragma once

#include <choucha/issue.h>
#include <choucha/output.h>
#include <choucha/registry.h>
#include <choucha/store.h>

G_BEGIN_DECLS

/**
 * ChaTitle:
 * @title: the title of a column in a file; blanks, line ends, width and case
 *   make no difference
 * @column: the column that it means, in English or Chinese; "-" leaves it out
 *
 * What a person says of a title.
 */
typedef struct {
    const char *title;
    const char *column;
} ChaTitle;

/**
 * ChaTitleMeaning:
 * @CHA_TITLE_NAMED: it is the name of a column
 * @CHA_TITLE_NAMED_LOOSELY: it is one but for brackets, units or marks
 * @CHA_TITLE_GIVEN: it means a column because the caller said so
 * @CHA_TITLE_REMEMBERED: it does because that was said in an earlier import
 * @CHA_TITLE_UNKNOWN: no column is called so; it is left out
 * @CHA_TITLE_LEFT_OUT: it is left out because somebody said so, or because
 *   another title means the same column more exactly
 *
 * How a title was understood.
 */
typedef enum {
    CHA_TITLE_NAMED,
    CHA_TITLE_NAMED_LOOSELY,
    CHA_TITLE_GIVEN,
    CHA_TITLE_REMEMBERED,
    CHA_TITLE_UNKNOWN,
    CHA_TITLE_LEFT_OUT,
} ChaTitleMeaning;

/**
 * ChaTitleUse:
 * @path: the file
 * @sheet: (nullable): the sheet of a workbook
 * @title: a title of its header
 * @column: (nullable): the column it means, in English; %NULL when left out
 * @meaning: how that was found
 * @row: of the header, as a spreadsheet counts
 * @position: of the title in the header, from 0
 */
typedef struct {
    char *path;
    char *sheet;
    char *title;
    char *column;
    ChaTitleMeaning meaning;
    guint64 row;
    guint position;
} ChaTitleUse;

/**
 * ChaImportOptions:
 * @dry_run: tell what would happen, store nothing
 * @good_rows: store the rows that are right even when others are not
 * @full: the files together have all there is: targets and inspectors that are
 *   stored and not in them are ended. Wrong rows end nothing, but each must name
 *   its record
 * @even_most: with @full: end records even when they are more than half of those
 *   that have not ended
 * @add_items: plans: add unknown items to the list of items
 * @accept: plans: accept what was read in one of several ways
 * @year: plans: the year of periods that name none; 0 for none
 * @titles: (nullable) (array length=n_titles): what titles mean; it wins over
 *   names, and is remembered for tables of this kind with the same header once
 *   the rows are stored
 * @n_titles: how many; when none is in a header, what was said of such a header
 *   before counts
 * @no_map: what was said before does not count
 */
typedef struct {
    gboolean dry_run;
    gboolean good_rows;
    gboolean full;
    gboolean even_most;
    gboolean add_items;
    gboolean accept;
    gint year;
    const ChaTitle *titles;
    gsize n_titles;
    gboolean no_map;
} ChaImportOptions;

/**
 * CHA_PREVIEW_RECORDS:
 *
 * How many new records a dry run names, and how many changed ones, and so on.
 */
#define CHA_PREVIEW_RECORDS 5

/**
 * ChaImportReport:
 * @rows: rows with content, the header apart
 * @added: records that were not there before
 * @changed: records that are different now
 * @unchanged: records that are as they were
 * @returned: of the added: withdrawn before, now back
 * @missing: with full: stored, not ended till now, and named by no row
 * @merged: of targets: rows that were one with another row but for their object
 *   types, which that row got; the issues have the first of them
 * @renamed: of targets: records that get another name, more than blanks and
 *   widths apart; the issues have the first of them
 * @left_out: rows that are wrong
 * @questions: of those stored: cells of plans that were read in one of several
 *   ways, and wait to be accepted
 * @stored: whether the others were stored
 * @issues: (element-type ChaIssue): in order of files and rows
 * @titles: (element-type ChaTitleUse): in order of files and columns; none when
 *   a file cannot be read
 * @differences: (element-type ChaDifference): of a dry run, the first
 *   %CHA_PREVIEW_RECORDS new, changed, unchanged and missing records, each in
 *   order of their keys; a changed record has one for each column that changes
 */
typedef struct {
    guint64 rows;
    guint64 added;
    guint64 changed;
    guint64 unchanged;
    guint64 returned;
    guint64 missing;
    guint64 merged;
    guint64 renamed;
    guint64 left_out;
    guint64 questions;
    gboolean stored;
    GPtrArray *issues;
    GPtrArray *titles;
    GPtrArray *differences;
} ChaImportReport;

/**
 * cha_import_report_free:
 * @report: (transfer full) (nullable): a report
 */
void cha_import_report_free(ChaImportReport *report);

/**
 * cha_import:
 * @store: the store
 * @kind: what the files hold
 * @paths: (array zero-terminated=1): the files, one delivery together
 * @options: how to go about it
 * @progress: (nullable): told now and then
 * @data: for @progress
 * @ret_report: (out): what was found and stored; also set when wrong rows
 *   kept everything from being stored
 * @error: return location for an error
 *
 * Reads tables and stores their rows in one transaction. The same files again
 * change nothing.
 *
 * Errors: %CHA_ERROR_INVALID when a file cannot be read or rows are wrong
 * (without good_rows), or the kind has no ends (full); nothing is stored then.
 * %CHA_ERROR_CONFLICT when most records would end. %CHA_ERROR_BUSY,
 * %CHA_ERROR_STORE.
 */
gboolean cha_import(ChaStore *store, ChaKind kind, const char *const *paths, const ChaImportOptions *options,
                    ChaProgress progress, gpointer data, ChaImportReport **ret_report,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_annotate:
 * @paths: (array zero-terminated=1): the files of an import
 * @report: what was found in them
 * @write: takes the workbook
 * @data: for @write
 * @error: return location for an error
 *
 * Writes the tables as a workbook (.xlsx), a sheet each, to be mended and
 * imported again: all their rows and columns, what is wrong in red and what is
 * in question in yellow with a comment, and a column with all that is found in a
 * row, which import leaves out. Where there are questions, a column "accept" of
 * plans, in which people accept them. The files are read once more; memory does
 * not grow with them.
 *
 * Errors: %CHA_ERROR_INVALID when a file was no table that could be read, or has
 * changed meanwhile, or has more than a sheet can hold.
 */
gboolean cha_annotate(const char *const *paths, const ChaImportReport *report, ChaWriter write, gpointer data,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_column_name:
 * @kind: a kind
 * @text: the name of a column in English or Chinese, or "-"
 *
 * Returns: (transfer none) (nullable): the English name of the column, "start+end"
 *   or "sample+times" for one that holds two, "-" for "-"; %NULL for none
 */
const char *cha_column_name(ChaKind kind, const char *text);

/**
 * cha_list_mappings:
 * @store: the store
 * @format: how to write it
 * @write: takes the table
 * @data: for @write
 * @error: return location for an error
 *
 * Writes what was said of titles, a row a title, by kind and mapping: all that
 * was said of one header is one mapping.
 */
gboolean cha_list_mappings(ChaStore *store, ChaTableFormat format, ChaWriter write, gpointer data,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_remove_mappings:
 * @store: the store
 * @names: (array zero-terminated=1): mappings as cha_list_mappings() calls them
 * @reason: why, not empty
 * @error: return location for an error
 *
 * Forgets mappings, all of them or none; they stay in the history.
 *
 * Errors: %CHA_ERROR_INVALID, %CHA_ERROR_NOT_FOUND for one that is not there.
 */
gboolean cha_remove_mappings(ChaStore *store, const char *const *names, const char *reason,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_template:
 * @store: the store, whose departments, items and others are offered to choose
 *   from
 * @kind: of what records
 * @write: takes the workbook
 * @data: for @write
 * @error: return location for an error
 *
 * Writes a workbook (.xlsx) with a table to be filled in and imported: its
 * header with notes, an example that import leaves out, and a sheet that
 * explains the columns.
 */
gboolean cha_template(ChaStore *store, ChaKind kind, ChaWriter write, gpointer data,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_list:
 * @store: the store
 * @kind: what to list
 * @format: how to write it
 * @write: takes the table
 * @data: for @write
 * @error: return location for an error
 *
 * Writes all records of a kind in order of their keys. What %CHA_TABLE_CSV
 * writes can be imported again, and changes nothing.
 */
gboolean cha_list(ChaStore *store, ChaKind kind, ChaTableFormat format, ChaWriter write, gpointer data,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_list_duplicates:
 * @store: the store
 * @format: how to write it
 * @write: takes the table
 * @data: for @write
 * @ret_names: (out): how many names several targets have
 * @error: return location for an error
 *
 * Writes targets that have not ended and nearly have the name of another one,
 * under another code: width, blanks, brackets, dots and case, 有限公司 or
 * 有限责任公司, and the province, city or county in front make no difference.
 * Companies are compared throughout a city, others within their district. Those
 * of one name have one number. Nothing is changed.
 */
gboolean cha_list_duplicates(ChaStore *store, ChaTableFormat format, ChaWriter write, gpointer data,
                             guint64 *ret_names, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_list_state:
 * @store: the store
 * @campaign: (nullable): a committed campaign; %NULL for the records as they are
 * @format: how to write it
 * @write: takes the table
 * @data: for @write
 * @error: return location for an error
 *
 * Writes with which records a campaign was committed. A row for each kind that a
 * commitment is made of: how many records there were, the last change of them
 * before (number, time, person, files), and the SHA-256 of the bytes that
 * cha_list() wrote then as %CHA_TABLE_CSV. They are found in the history, so
 * that a commitment costs nothing more; records that are the same have the same
 * digest.
 *
 * Errors: %CHA_ERROR_NOT_FOUND for a campaign that was never committed.
 */
gboolean cha_list_state(ChaStore *store, const char *campaign, ChaTableFormat format, ChaWriter write,
                        gpointer data, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_remove:
 * @store: the store
 * @kind: the kind of the records
 * @keys: (array zero-terminated=1): their keys; where a key has several
 *   columns, that many texts a record, in the order of the columns
 * @reason: why, not empty
 * @error: return location for an error
 *
 * Withdraws records, all of them or none; they stay in the history.
 *
 * Errors: %CHA_ERROR_INVALID, %CHA_ERROR_NOT_FOUND for a key that is not
 * there, %CHA_ERROR_CONFLICT for a record that is still referred to.
 */
gboolean cha_remove(ChaStore *store, ChaKind kind, const char *const *keys, const char *reason,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_import_frame:
 * @store: the store
 * @plan: the plan that the list belongs to
 * @paths: (array zero-terminated=1): tables with a column of targets
 * @options: how to go about it; dry_run and good_rows count
 * @progress: (nullable): told now and then
 * @data: for @progress
 * @ret_report: (out): as that of cha_import()
 * @error: return location for an error
 *
 * Reads the list of targets that a plan is directed at (定向); it takes the
 * place of the one before. From then on the plan draws only targets that are on
 * its list and meet its other conditions.
 *
 * Errors: %CHA_ERROR_NOT_FOUND when there is no such plan, and as cha_import().
 */
gboolean cha_import_frame(ChaStore *store, const char *plan, const char *const *paths,
                          const ChaImportOptions *options, ChaProgress progress, gpointer data,
                          ChaImportReport **ret_report, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_list_frame:
 * @store: the store
 * @plan: the plan
 * @format: how to write it
 * @write: takes the table
 * @data: for @write
 * @error: return location for an error
 *
 * Writes the targets on a plan's list in order, with their names; no rows when
 * the plan has no list.
 *
 * Errors: %CHA_ERROR_NOT_FOUND when there is no such plan.
 */
gboolean cha_list_frame(ChaStore *store, const char *plan, ChaTableFormat format, ChaWriter write,
                        gpointer data, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_remove_frame:
 * @store: the store
 * @plan: the plan
 * @reason: why, not empty
 * @error: return location for an error
 *
 * Takes a plan's list away: it draws from the whole registry again. The list
 * stays in the history.
 *
 * Errors: %CHA_ERROR_INVALID, %CHA_ERROR_NOT_FOUND when there is no such plan,
 * or it has no list.
 */
gboolean cha_remove_frame(ChaStore *store, const char *plan, const char *reason,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_set:
 * @store: the store
 * @name: name of a setting, such as "max_visits"
 * @value: its value; empty for the default
 * @error: return location for an error
 *
 * Errors: %CHA_ERROR_NOT_FOUND for an unknown name, %CHA_ERROR_INVALID for a
 * value it cannot have.
 */
gboolean cha_set(ChaStore *store, const char *name, const char *value,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_list_settings:
 * @store: the store
 * @format: how to write them
 * @write: takes the table
 * @data: for @write
 * @error: return location for an error
 *
 * Writes all settings with their values.
 */
gboolean cha_list_settings(ChaStore *store, ChaTableFormat format, ChaWriter write, gpointer data,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ChaImportReport, cha_import_report_free)

G_END_DECLS
