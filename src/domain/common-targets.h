/* The targets that frames have in common. */
#pragma once

#include "domain/frame.h"

/* How many each two of @n_drawings have in common: rows of @n_drawings numbers, of
 * which those behind the diagonal are filled. Once the frames are built. */
guint64 *common_targets_count(FrameBuilder *frames, guint n_drawings);
