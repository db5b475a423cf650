/* The plans of a published table. There a row is not always a plan: merged cells
 * leave blanks in the rows below, a row may only add an item to the plan above
 * it, and notes, sums, sections and the header again stand between plans. */
#pragma once

#include "exchange/table/import-table.h"

typedef struct {
    ImportRow row; /* the first of its rows; the cells are the plan's */
    /* Of columns (FILE_COLUMN_…): the row whose cell holds for this one too, as
     * merged cells do; 0: its own. */
    guint64 carried_from[N_FILE_COLUMNS];
    /* Columns whose carried cell somebody has to agree with. */
    gboolean is_doubtful[N_FILE_COLUMNS];
    GStringChunk *texts; /* of its cells */
} PlanRow;

typedef struct PlanRows PlanRows;

/* What @table and @log point to must outlive it. Rows of tables whose plans have
 * names, choucha's own among them, are plans as they are. */
PlanRows *plan_rows_new(ImportTable *table, IssueLog *log);
void plan_rows_free(PlanRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PlanRows, plan_rows_free)

/* The next plan, which stays until the next one is asked for, or NULL at the end. What is
 * left out, added to others or carried down is in the log as notes. FALSE when
 * the file cannot be read on, which the log tells. */
gboolean plan_rows_next(PlanRows *rows, PlanRow **ret_row) G_GNUC_WARN_UNUSED_RESULT;
/* Gives a plan another text in a column of the file. */
void plan_row_set(PlanRow *plan, guint column, const char *text);
/* Rows with content read so far, those of the next plan included. */
guint64 plan_rows_read(const PlanRows *rows);
