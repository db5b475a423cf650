/* All frames of a commitment side by side, in the order of their targets: so a
 * target is seen in all its frames at once, whatever their size. */
#pragma once

#include "domain/selection.h"

/* Reads the frames that are there and exclusions.csv to their ends and checks
 * them (rules T1 to T10, C3, C8, C11, C15), as far as the tables are there
 * that they are compared with.
 * @selection: (nullable): is offered every target; @seed is used for it only */
gboolean frame_walk(BundleSource *source, Commitment *commitment, const Seed *seed, Selection *selection,
                    Trouble *trouble);
