/* Who is able to take a seat by department, qualifications and district; what
 * was found once is remembered, in bounded memory. */
#pragma once

#include "domain/commitment.h"

typedef struct AbleLists AbleLists;

AbleLists *able_lists_new(const Commitment *commitment);
void able_lists_free(AbleLists *lists);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AbleLists, able_lists_free)

/* The inspectors (element-type guint) in order; a reference of the caller's. */
GArray *able_lists_get(AbleLists *lists, const SeatDemand *demand, guint seat, const char *district);
