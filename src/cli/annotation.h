/* The option --annotate of `import`: the tables with what is wrong in them. */
#pragma once

#include "cli/console.h"

#include <choucha/enrolling.h>

/* Whether @path (nullable: not asked for) can be written: it is a workbook, and
 * none of the files that are read (@inputs, nullable: these are no tables). Else
 * a usage error. */
gboolean annotation_check(const char *path, const char *const *inputs,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes it when something is wrong, and says so. Without @path, tells a person
 * at a terminal how to get it. */
void annotation_write(Console *console, const char *path, const char *const *inputs,
                      const ChaImportReport *report);
