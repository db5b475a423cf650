/* Where the rows of each plan are in exclusions.csv, which may be too large to
 * be kept in memory. */
#pragma once

#include "domain/commitment.h"

typedef struct ExclusionIndex ExclusionIndex;

/* Reads the file to its end and checks it (rules T1 to T10, C3, C15). */
ExclusionIndex *exclusion_index_new(BundleSource *source, Commitment *commitment, Trouble *trouble);
void exclusion_index_free(ExclusionIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ExclusionIndex, exclusion_index_free)

/* The excluded targets of one plan, from the first on. */
typedef struct ExclusionCursor ExclusionCursor;

/* NULL when the plan has none, or the file is withheld. */
ExclusionCursor *exclusion_cursor_new(const ExclusionIndex *index, guint plan, gsize buffer_size);
void exclusion_cursor_free(ExclusionCursor *cursor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ExclusionCursor, exclusion_cursor_free)

/* Checks that a target of the plan's frame was not left out of it (C15).
 * Targets come in byte order. */
gboolean exclusion_cursor_check(ExclusionCursor *cursor, const char *target, Trouble *trouble);
