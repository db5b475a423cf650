/* How many targets are drawn from each stratum (draw protocol, section 4). */
#pragma once

#include "domain/seed.h"

/* Spreads a pool's @sample over its strata: sample_d = floor((C_d + u) / N) -
 * floor((C_(d-1) + u) / N), where N is the pool's @population and C_d is
 * @sample times the population of the strata up to d. @strata: in order; @u:
 * below N. */
void size_spread(CommittedStratum *const *strata, guint n_strata, const CommittedPool *pool, guint64 u);

/* Sets sample and reserve of all strata. Pools and strata must be there. */
void size_compute(Commitment *commitment, const Seed *seed);

/* The text of draw/sizes.csv. */
GBytes *size_text(const Commitment *commitment);
