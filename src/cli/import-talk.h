/* What commands that read tables of records have in common. */
#pragma once

#include "cli/console.h"
#include "cli/option.h"

#include <choucha/enrolling.h>

/* What is wrong in the files and worth knowing of them; how their titles were
 * understood when @with_titles, or when the console is verbose. */
void talk_import_issues(Console *console, const ChaImportReport *report, gboolean with_titles);
/* The first records of each change, which the report of a dry run has. */
void talk_differences(Console *console, const ChaImportReport *report);
/* Counts; of a dry run also the first records of each change. */
void talk_import(Console *console, const char *kind, const ChaImportReport *report);

/* What --map says (element-type Pair), one title a pair; the texts belong to
 * @pairs. A usage error names the columns there are. */
ChaTitle *titles_from_pairs(ChaKind kind, GPtrArray *pairs, GError **error) G_GNUC_WARN_UNUSED_RESULT;
