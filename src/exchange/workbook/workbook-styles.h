/* The number formats of a workbook's cells. */
#pragma once

#include "exchange/workbook/number-format.h"
#include "exchange/workbook/workbook-package.h"

/* (element-type NumberFormat): by the style that cells refer to.
 * CHA_ERROR_INVALID: a damaged part, or more formats than any workbook has. */
GArray *workbook_styles_read(Package *package, const char *part, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* General for a style that is not there. */
NumberFormat workbook_styles_get(const GArray *styles, guint64 style);
