/* Who must not be sent where: the rows of recusals.csv that matter to a draw. */
#pragma once

#include "domain/commitment.h"

typedef struct RecusalIndex RecusalIndex;

/* Reads the file, when it is there, to its end and checks it (rules T1 to T10,
 * C3, C14). What is kept are the rows of known inspectors and of the targets of
 * @visits (element-type DrawnVisit) (nullable: none), which must live as long. */
RecusalIndex *recusal_index_new(Commitment *commitment, GPtrArray *visits, Trouble *trouble);
void recusal_index_free(RecusalIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RecusalIndex, recusal_index_free)

/* Whether the file is there. */
gboolean recusal_index_is_known(const RecusalIndex *index);
/* The inspectors (element-type guint) recused from a target; NULL for none. */
const GArray *recusal_index_find(const RecusalIndex *index, const char *target);
