/* Inside of an import: the files, and what their rows are checked against. */
#pragma once

#include "exchange/record/record-reader.h"
#include "store/campaign-store.h"
#include "store/registry-store.h"

#include <choucha/enrolling.h>

/* Rules that concern several records of a kind; only one of them is there. */
typedef struct PlanRules PlanRules;
typedef struct ResultRules ResultRules;
typedef struct PlanQuestions PlanQuestions;

/* An import while it runs. Rows of all files are numbered in one sequence:
 * the file in the upper bits, the row as a spreadsheet counts in the lower. */
typedef struct {
    ChaStore *store;
    const Kind *kind;
    ChaImportOptions options;
    ChaProgress progress; /* (nullable) */
    gpointer progress_data;
    ColumnNames *names;
    ColumnMapping *given;   /* (nullable): what this import says of titles */
    GHashTable *remembered; /* what was said before: header to ColumnMapping */
    TitleKnowledge knowledge;
    GPtrArray *tables; /* (element-type ImportTable) NULL: a file that cannot be read */
    IssueLog *log;
    KnownLists *lists;
    GHashTable *stored;        /* (nullable): plans by name, GStrv */
    PlanRules *plan_rules;     /* (nullable) */
    PlanQuestions *questions;  /* (nullable): about plans */
    GPtrArray *joint_items;    /* (nullable) (element-type GStrv): of plans */
    ResultRules *result_rules; /* (nullable) */
    RecordReader *reader;
    Delivery *delivery;
    GHashTable *bad_rows; /* of those delivered; guint64 */
    gboolean is_broken;   /* a file as a whole is wrong: nothing can be stored */
    guint64 n_nameless;   /* rows of a full delivery whose key cannot be read */
    guint64 n_active;     /* with full: records that have not ended */
    ChaImportReport *report;
} Import;

/* What cha_import() and cha_diff() do in the same way, from the zeroed structure
 * with the store and the progress up to the report. */
void import_init(Import *import, ChaKind kind, const ChaImportOptions *options);
/* Reads and checks the files and counts what they would change. FALSE also when
 * something is wrong that keeps all of it from being stored. */
gboolean import_read(Import *import, const char *const *paths, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The report, with all issues in it. */
ChaImportReport *import_finish(Import *import) G_GNUC_WARN_UNUSED_RESULT;
void import_clear(Import *import);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Import, import_clear)

enum { ROW_BITS = 40 };

guint64 import_row_number(guint file, guint64 row);
/* Where such a row is, for an issue; @column is negative for the whole row. */
Place import_place(const Import *import, guint64 row, int column, const char *value);
/* The row delivered under this number will not be stored. */
void import_mark_bad(Import *import, guint64 row);
/* An error in a row delivered already, which therefore will not be stored.
 * @column is negative for the whole row. Takes over @rule and @remedy. */
void import_fail_row(Import *import, guint64 row, int column, const char *value, char *rule, char *remedy);

/* The names of the files without their folders, as the history keeps them. */
char *import_source(const char *const *paths);
/* FALSE when something is wrong that keeps everything from being stored: a file
 * as a whole (@is_broken), or rows. */
gboolean import_is_acceptable(const ChaImportOptions *options, gboolean is_broken, guint64 left_out,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What titles mean: as given, and as remembered in the store. */
gboolean import_load_mappings(Import *import, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether every title that something was said of is in one of the files. */
gboolean import_check_mapping(const Import *import, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Remembers what was given, inside the transaction of the delivery. */
gboolean import_store_mappings(Import *import, const char *source, gboolean *ret_changed,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* How the titles were understood, into the report. */
void import_report_titles(Import *import);
GPtrArray *title_uses_new(void);

/* Full deliveries (enrolling-full.c). FALSE for a kind whose records cannot end. */
gboolean import_check_kind_ends(const Import *import, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A row is wrong, and its record is there all the same. */
gboolean import_spare_record(Import *import, const char *const *texts,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE when the key of a row cannot be read: that could be any record, so what
 * is missing is not known. */
gboolean import_check_keys(const Import *import, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE when more than half would end: a wrong file must not empty a registry. */
gboolean import_check_ends(const Import *import, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Says that a file without a status leaves ended what has ended. */
gboolean import_note_still_ended(Import *import, const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Rows of targets that differ in their types alone will be merged, and records
 * that get another name be found; before the rows are looked at as a whole. */
void import_watch_duplicates(Import *import);
/* Notes of targets that get another name, the first ones, and how many there are
 * into the report. */
gboolean import_note_renamed(Import *import, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The first records of each change, into the report. */
gboolean import_preview(Import *import, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *differences_new(void);

/* Loads the lists, and the rules of the kind. */
gboolean import_load_lists(Import *import, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Clashes, references, missing columns, names; bad rows are marked. */
gboolean import_check_delivery(Import *import, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Adds the items that plans to be stored name and the list lacks, inside the
 * transaction of the delivery. */
gboolean import_add_new_items(Import *import, const char *source, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Departments: finds those that are named as parents, in the store or in this
 * import, and puts their codes into the delivery. */
gboolean import_find_parents(Import *import, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the parents, as they will be, exist and make no circles; rows for which
 * they do not are marked bad. */
gboolean import_check_parents(Import *import, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Plans: departments, items and days of one row; then the names of all. */
PlanRules *plan_rules_new(GHashTable *stored);
void plan_rules_free(PlanRules *rules);
/* Checks a row that was read, with what is stored standing in for columns that
 * the file lacks, and drops an initiator from the participants. */
gboolean plan_rules_check_row(PlanRules *rules, const Import *import, guint64 row, const char **texts);
void plan_rules_check_names(PlanRules *rules, Import *import);

/* Reads the plans of a table, published ones too, into the delivery. */
gboolean import_read_plans(Import *import, guint file, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The departments that "those concerned" means among a plan's participants; @area
 * is that of the plan, or "", and @published their cell. FALSE after an error. */
gboolean import_name_concerned(Import *import, const char *area, const char *published, const char **texts);
/* Tells how far reading has come. */
void import_tell_progress(const Import *import, guint file);
/* Whether a table of plans without names has a column, or it is made up. */
gboolean import_makes_up(const Import *import, const ImportTable *table, guint column);
/* Checks a row that was read and delivers it, or counts it as wrong. */
gboolean import_deliver_row(Import *import, guint64 number, gboolean is_right, const char **texts,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Questions about plans: judgements of rows, and what the store has of them. */
PlanQuestions *plan_questions_new(ChaStore *store, GError **error);
void plan_questions_free(PlanQuestions *questions);
/* The judgements of the row read last go to the log; they are kept for the
 * store when the row is right. */
void plan_questions_add(PlanQuestions *questions, Import *import, guint64 row, const char *const *texts,
                        gboolean is_right, gboolean is_accepted);
/* Compares them with the store; how many are open then goes to the report. */
void plan_questions_settle(PlanQuestions *questions, Import *import);
/* Writes what is new, inside the transaction of the delivery. */
gboolean plan_questions_store(const PlanQuestions *questions, Import *import, const char *source,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Results: the campaign must be drawn, the visit in it, the department on its
 * team. @error is for a store that cannot be read; a wrong row is FALSE alone. */
ResultRules *result_rules_new(ChaStore *store, GError **error);
void result_rules_free(ResultRules *rules);
gboolean result_rules_check_row(ResultRules *rules, Import *import, const char **texts, gboolean *ret_right,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Days of results, with what is stored filled in. */
gboolean result_rules_check_days(Import *import, GError **error) G_GNUC_WARN_UNUSED_RESULT;
