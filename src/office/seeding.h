/* The bytes of seed.txt, from the values that people read off the sources. */
#pragma once

#include "store/store.h"

#include <choucha/drawing.h>

/* The sources of a recorded commitment (element-type SeedSource), in order. */
GArray *seed_sources_load(ChaStore *store, const char *campaign, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* One more source at the end of @sources; a fresh array when that is NULL. */
GArray *seed_sources_add(GArray *sources, const char *name, const char *description);

/* How many of them are nonces. */
guint seed_sources_promises(const GArray *sources);

/* What people gave, and the revealed nonces (element-type RevealedNonce) of sources
 * for which they gave nothing (element-type ChaSeedValue); the texts are borrowed. */
GArray *seed_values_with(const ChaSeedValue *values, gsize n_values, const GPtrArray *nonces);

/* One value for each source, in any order, none for others; what a value may
 * be say the rules S2 and S3. CHA_ERROR_INVALID tells what is wrong. */
GBytes *seed_text_make(const GArray *sources, const ChaSeedValue *values, gsize n_values,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
