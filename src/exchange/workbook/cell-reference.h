/* Names of cells, such as B12. */
#pragma once

#include <glib.h>

enum { SHEET_MAX_ROWS = 1048576, SHEET_MAX_COLUMNS = 16384 };

/* The row (from 1) and the column (from 0) of B12 or $B$12. FALSE for anything
 * else, and for what no sheet has. @end (nullable) is where it ends, otherwise
 * it must be the whole of @text. */
gboolean cell_reference_read(const char *text, guint *ret_row, guint *ret_column,
                             const char **ret_end) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
    guint first_row;
    guint last_row;
    guint first_column;
    guint last_column;
} CellRange;

/* B12:D14, its corners in any order; B12 is a range as well. */
gboolean cell_range_read(const char *text, CellRange *ret_range) G_GNUC_WARN_UNUSED_RESULT;
