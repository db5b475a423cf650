/* A file of draw/ against what it must be. */
#pragma once

#include "domain/draw-steps.h"

/* Compares a file with its recomputed text, and its digest in draw/SHA256SUMS
 * with that of the text. What is wrong with the form of a file (T1 to T10) is
 * told first; then the first line that differs (@rule); a digest that is not
 * the one of a right file is D2. A withheld file is compared by its digest. */
gboolean draw_compare_file(BundleSource *source, SealedFolder *drawn, DrawFile file, const TableForm *form,
                           Rule rule, GBytes *expected, Trouble *trouble);
