#include "domain/size.h"

#include "base/wide.h"
#include "domain/bundle-table.h"

#include <inttypes.h>
#include <string.h>

static guint64
reserve_of(const CommittedStratum *stratum, const CommittedPool *pool)
{
    guint64 wanted = (stratum->sample * pool->reserve_percent + 99) / 100; /* at most 10^14 */

    return MIN(wanted, stratum->population - stratum->sample);
}

void
size_spread(CommittedStratum *const *strata, guint n_strata, const CommittedPool *pool, guint64 u)
{
    Wide cumulated = u;

    for (guint i = 0; i < n_strata; i++) {
        Wide before = cumulated / pool->population;

        cumulated += (Wide)pool->sample * strata[i]->population;
        strata[i]->sample = (guint64)(cumulated / pool->population - before);
        strata[i]->reserve = reserve_of(strata[i], pool);
    }
}

/* All strata by pool, those of a pool in order; where a pool's begin goes to
 * @begins, which has one number more than there are pools. */
static CommittedStratum **
group_by_pool(const Commitment *commitment, guint *begins)
{
    CommittedStratum **grouped = g_new(CommittedStratum *, commitment->strata->len);
    g_autofree guint *next = g_new(guint, commitment->pools->len + 1);

    for (guint s = 0; s < commitment->strata->len; s++)
        begins[commitment_stratum(commitment, s)->pool + 1]++;
    for (guint i = 0; i < commitment->pools->len; i++)
        begins[i + 1] += begins[i];
    memcpy(next, begins, commitment->pools->len * sizeof *next);
    for (guint s = 0; s < commitment->strata->len; s++) {
        CommittedStratum *stratum = commitment_stratum(commitment, s);

        grouped[next[stratum->pool]++] = stratum;
    }
    return grouped;
}

void
size_compute(Commitment *commitment, const Seed *seed)
{
    g_autofree guint *begins = g_new0(guint, commitment->pools->len + 1);
    g_autofree CommittedStratum **grouped = group_by_pool(commitment, begins);

    for (guint p = 0; p < commitment->plans->len; p++) {
        const CommittedPlan *plan = commitment_plan(commitment, p);

        for (guint i = plan->pools.first; i < plan->pools.first + plan->pools.count; i++) {
            const CommittedPool *pool = commitment_pool(commitment, i);
            g_autofree char *label = g_strdup_printf("size|%s|%s", plan->name, pool->name);

            if (pool->population > 0)
                size_spread(grouped + begins[i], begins[i + 1] - begins[i], pool,
                            seed_uniform(seed, label, pool->population));
        }
    }
    commitment->knows_sizes = TRUE;
}

GBytes *
size_text(const Commitment *commitment)
{
    GString *text = g_string_new(NULL);

    bundle_table_append_header(text, BUNDLE_SIZES);
    for (guint p = 0; p < commitment->plans->len; p++) {
        const CommittedPlan *plan = commitment_plan(commitment, p);

        for (guint s = plan->strata.first; s < plan->strata.first + plan->strata.count; s++) {
            const CommittedStratum *stratum = commitment_stratum(commitment, s);

            g_string_append_printf(text, "%s,%s,%" PRIu64 ",%" PRIu64 ",%" PRIu64 "\n", plan->name,
                                   stratum->name, stratum->population, stratum->sample, stratum->reserve);
        }
    }
    return g_string_free_to_bytes(text);
}
