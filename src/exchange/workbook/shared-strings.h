/* The texts of a workbook that its sheets refer to by number. */
#pragma once

#include "exchange/workbook/text-pool.h"
#include "exchange/workbook/workbook-package.h"

/* Rich texts are put together, and what tells how to pronounce them is left
 * out. The pool's marks are CellMarks. CHA_ERROR_INVALID: a damaged part. */
TextPool *shared_strings_read(Package *package, const char *part, GError **error) G_GNUC_WARN_UNUSED_RESULT;
