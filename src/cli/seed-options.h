/* Sources and seed values as the command line gives them. The texts belong to
 * the pairs; the array is the caller's. */
#pragma once

#include "cli/option.h"

#include <choucha/committing.h>
#include <choucha/drawing.h>

ChaSource *sources_from_pairs(GPtrArray *pairs) G_GNUC_WARN_UNUSED_RESULT;
ChaSeedValue *seed_values_from_pairs(GPtrArray *pairs) G_GNUC_WARN_UNUSED_RESULT;
/* Sources that are named as the values are, each described by its own name. */
ChaSource *sources_from_seed(GPtrArray *pairs) G_GNUC_WARN_UNUSED_RESULT;
