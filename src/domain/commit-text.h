/* The texts of commit/ but for the frames, from a settled design (draw
 * protocol, section 2). */
#pragma once

#include "domain/design.h"

#include <choucha/committing.h>

char *commit_text_params(const Design *design);
char *commit_text_sources(const ChaSource *sources, gsize n_sources);
char *commit_text_plans(const Design *design);
char *commit_text_pools(const Design *design);
char *commit_text_strata(const Design *design);
char *commit_text_seats(const Design *design);
/* With a further column, the department they belong to, when subordinates go. */
char *commit_text_inspectors(const Design *design);
/* Those whose target is in a frame. */
char *commit_text_recusals(const Design *design);
char *commit_text_exclusions(const Design *design);
/* In version 2: the targets of frames that take no joint visits. */
char *commit_text_declined(const Design *design);
