/* The steps from a seed to draw/, one after the other: each takes what the one
 * before has left in the draw, and leaves its file and its records there. */
#pragma once

#include "domain/commitment.h"
#include "domain/draw.h"
#include "domain/recusal-index.h"
#include "domain/seed.h"

/* The names of the files in draw/, in byte order. */
typedef enum {
    DRAW_SELECTION,
    DRAW_SIZES,
    DRAW_TEAMS,
    DRAW_VISITS,
    DRAW_N_FILES,
} DrawFile;

const char *draw_file_name(DrawFile file);
/* Its text in a draw; NULL before it was made. */
GBytes *draw_file_text(const Draw *draw, DrawFile file);

Draw *draw_new(const Seed *seed);
/* Takes the sizes from the strata, where size_compute() has put them. */
void draw_add_sizes(Draw *draw, const Commitment *commitment);
/* Takes over what was drawn (element-type DrawnTarget), whose texts are the draw's. */
void draw_add_targets(Draw *draw, GPtrArray *targets);
/* @declined: the targets that take no joint visits; FALSE in trouble. */
gboolean draw_add_visits(Draw *draw, const Commitment *commitment, GHashTable *declined, Trouble *trouble);
/* Takes over the seats (element-type DrawnSeat). */
void draw_add_seats(Draw *draw, GPtrArray *seats);
void draw_add_teams(Draw *draw, Commitment *commitment, const Seed *seed, const RecusalIndex *recusals);
void draw_add_sums(Draw *draw);
