/* Ratios of a campaign, as the coverage table gives them to every program. */
#pragma once

#include <choucha/store.h>

typedef struct {
    char *name; /* such as "visits_saved" */
    char *numerator;
    char *denominator;
    char *percent; /* with two decimals; empty without a denominator */
} Ratio;

typedef struct Ratios Ratios;

Ratios *ratios_read(ChaStore *store, const char *campaign, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* NULL when there is none of that name. */
const Ratio *ratios_find(const Ratios *ratios, const char *name);
void ratios_free(Ratios *ratios);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Ratios, ratios_free)
