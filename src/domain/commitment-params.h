/* params.csv: the version of the protocol, and the numbers it needs (draw
 * protocol, sections 2 and 11, rule C4). */
#pragma once

#include "domain/commitment.h"

/* Reads and checks the table; when it is withheld, tells the version by the
 * list of files. */
gboolean commitment_load_params(Commitment *commitment, Trouble *trouble);
