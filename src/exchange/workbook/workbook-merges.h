/* Merged cells: what stands in the first cell of a range holds for all of it. */
#pragma once

#include "exchange/workbook/workbook-package.h"
#include "exchange/workbook/workbook-row.h"

typedef struct Merges Merges;

/* No merged cells at all. */
Merges *merges_new(void);
/* Those of a sheet. The part is read once more for them, as they stand behind
 * its rows. CHA_ERROR_INVALID: a damaged part, more than a million ranges. */
Merges *merges_read(Package *package, const char *part, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void merges_free(Merges *merges);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Merges, merges_free)

/* Fills in the cells of a row. Rows must come in order, each once; those that
 * are left out are blank. A row that has nothing but what it shares with the
 * rows above it becomes blank. CHA_ERROR_INVALID: ranges overlap. */
gboolean merges_apply(Merges *merges, WorkbookRow *row, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Begins again with the first row. */
void merges_rewind(Merges *merges);
