/* The steps of scheduling on a planning board. */
#pragma once

#include "domain/board.h"

/* Puts each visit in the first slot that is possible for it, the most pressing
 * visit first. */
void schedule_fill(Board *board);
/* Tries to find a place for each visit that has none by moving others, which
 * may move others in turn. Nobody loses a place. The number of trials is
 * limited, so that a hopeless campaign does not take for ever. */
void schedule_repair(Board *board);
/* Moves visits to days on which people of their teams have others in the same
 * district, where there is a time for it that is free: nobody else moves. */
void schedule_gather(Board *board);
