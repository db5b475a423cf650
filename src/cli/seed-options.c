#include "cli/seed-options.h"

ChaSource *
sources_from_pairs(GPtrArray *pairs)
{
    ChaSource *sources = g_new0(ChaSource, MAX(pairs->len, 1));

    for (guint i = 0; i < pairs->len; i++) {
        const Pair *pair = g_ptr_array_index(pairs, i);

        sources[i] = (ChaSource){.name = pair->name, .description = pair->value};
    }
    return sources;
}

ChaSeedValue *
seed_values_from_pairs(GPtrArray *pairs)
{
    ChaSeedValue *values = g_new0(ChaSeedValue, MAX(pairs->len, 1));

    for (guint i = 0; i < pairs->len; i++) {
        const Pair *pair = g_ptr_array_index(pairs, i);

        values[i] = (ChaSeedValue){.source = pair->name, .value = pair->value};
    }
    return values;
}

ChaSource *
sources_from_seed(GPtrArray *pairs)
{
    ChaSource *sources = sources_from_pairs(pairs);

    for (guint i = 0; i < pairs->len; i++)
        sources[i].description = sources[i].name;
    return sources;
}
