/* What can be told of a sheet before its rows are read. */
#pragma once

#include "exchange/workbook/workbook-package.h"

typedef struct {
    gboolean may_have_merges;
    guint64 content_end; /* no cell that begins behind this byte has content */
} SheetSurvey;

/* Looks at the bytes of a part, which is several times faster than to take them
 * for XML, and finds its check sum right. CHA_ERROR_INVALID: a damaged part. */
gboolean sheet_survey(Package *package, const char *part, SheetSurvey *ret_survey,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
