/* A file of draw/ against what it must be. */
#pragma once

#include "domain/table.h"

/* Compares a file with its recomputed text. What is wrong with its form (T1 to
 * T10) is told first, then the first line that differs (@rule). */
gboolean draw_compare_file(BundleSource *source, const char *path, const TableForm *form, Rule rule,
                           GBytes *expected, Trouble *trouble);
