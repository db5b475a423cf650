/* A table of an import that is copied, and what was found in it. */
#pragma once

#include "exchange/table/row-source.h"
#include "exchange/workbook/sheet-writer.h"

#include <choucha/enrolling.h>

typedef struct {
    char *file;
    const char *sheet_name; /* (nullable): of a workbook */
    RowSource *source;
    SheetWriter *sheet;
    guint64 header_row;
    guint n_titles;       /* cells of the header, up to the last that was understood or not */
    const char **titles;  /* of each of these; NULL: none */
    guint first_column;   /* the first that has a meaning: it shows what is wrong with a whole row */
    guint n_header;       /* cells of the header in the file; columns of our own come behind them */
    guint reasons_column; /* where what is wrong is written */
    guint accept_column;  /* where people accept what was asked */
    gboolean had_reasons; /* the columns were there already, from another time */
    gboolean had_accept;
    gboolean has_questions;
    GHashTable *issues; /* row to GPtrArray of ChaIssue, all borrowed */
    const ChaImportReport *report;
} Annotation;

/* Opens a file of an import again, finds its header as it was read, and settles
 * where each column of the copy stands. CHA_ERROR_INVALID when the file is no
 * table that could be read, or has changed meanwhile. */
gboolean annotation_open(Annotation *annotation, const char *path, const ChaImportReport *report,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void annotation_clear(Annotation *annotation);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Annotation, annotation_clear)

/* How many columns the copy has that the file does not. */
guint annotation_new_columns(const Annotation *annotation);
/* Where a column of the file stands in the copy: behind the new columns, if it
 * has no title. */
guint annotation_place(const Annotation *annotation, guint column);
/* Errors and questions of a row (element-type ChaIssue); NULL without any. */
const GPtrArray *annotation_issues(const Annotation *annotation, guint64 row);
/* Of these the one to be shown in a column, an error first; NULL: none. */
const ChaIssue *annotation_find(const Annotation *annotation, const GPtrArray *issues, guint column);
