#include "domain/commitment-check.h"

#include "base/i18n.h"
#include "base/wide.h"

#include <inttypes.h>
#include <string.h>

static const char FRAMES[] = "frames/";
static const char TABLE[] = ".csv";

static gboolean
find_frames(Commitment *commitment, Trouble *trouble)
{
    for (guint i = 0; i < commitment->plans->len; i++) {
        CommittedPlan *plan = commitment_plan(commitment, i);
        g_autofree char *path = g_strconcat(FRAMES, plan->name, TABLE, NULL);

        if (!sealed_folder_find(commitment->folder, path, &plan->frame))
            return trouble_add_fault(trouble, RULE_C7, "commit/plans.csv", plan->line_number,
                                     _("plan \"%s\" has no frame: %s is not listed"), plan->name, path);
        plan->has_frame = sealed_folder_is_present(commitment->folder, plan->frame);
    }
    return TRUE;
}

gboolean
commitment_is_frame(const char *path)
{
    return g_str_has_prefix(path, FRAMES) && g_str_has_suffix(path, TABLE) &&
           strchr(path + strlen(FRAMES), '/') == NULL;
}

/* Other files may lie in frames/, but no frame of a plan that is not listed. */
static gboolean
check_no_other_frames(const Commitment *commitment, Trouble *trouble)
{
    for (guint i = 0; i < sealed_folder_count(commitment->folder); i++) {
        const char *path = sealed_folder_path(commitment->folder, i);
        g_autofree char *name = NULL;
        guint plan = 0;

        if (!commitment_is_frame(path))
            continue;
        name = g_strndup(path + strlen(FRAMES), strlen(path) - strlen(FRAMES) - strlen(TABLE));
        if (!commitment_find_plan(commitment, name, &plan))
            return trouble_add_fault(
                trouble, RULE_C7, sealed_folder_full_path(commitment->folder, i), 0,
                _("\"%s\" is not a plan of plans.csv; frames are for the listed plans only"), name);
    }
    return TRUE;
}

static gboolean
check_every_plan_has_rows(const Commitment *commitment, gsize span, const char *table, Trouble *trouble)
{
    for (guint i = 0; i < commitment->plans->len; i++) {
        const CommittedPlan *plan = commitment_plan(commitment, i);

        if (G_STRUCT_MEMBER(Span, plan, span).count == 0)
            return trouble_add_fault(trouble, RULE_C7, "commit/plans.csv", plan->line_number,
                                     _("plan \"%s\" has no row in %s; it must have one"), plan->name, table);
    }
    return TRUE;
}

static gboolean
check_pools_add_up(const Commitment *commitment, Trouble *trouble)
{
    g_autofree Wide *sums = g_new0(Wide, commitment->pools->len);

    for (guint i = 0; i < commitment->strata->len; i++) {
        const CommittedStratum *stratum = commitment_stratum(commitment, i);

        sums[stratum->pool] += stratum->population;
    }
    for (guint i = 0; i < commitment->pools->len; i++) {
        const CommittedPool *pool = commitment_pool(commitment, i);

        if (sums[i] != pool->population)
            return trouble_add_fault(
                trouble, RULE_C10, "commit/pools.csv", pool->line_number,
                _("the population of pool \"%s\" is %" PRIu64 "; its strata do not add up to that"),
                pool->name, pool->population);
    }
    return TRUE;
}

gboolean
commitment_check(Commitment *commitment, BundleTable table, Trouble *trouble)
{
    switch ((gint)table) {
    case BUNDLE_SOURCES:
        if (commitment->sources->len == 0)
            return trouble_add_fault(trouble, RULE_C5, "commit/sources.csv", 0,
                                     _("there is no source; the seed must have at least one"));
        return TRUE;
    case BUNDLE_PLANS:
        return find_frames(commitment, trouble) && check_no_other_frames(commitment, trouble);
    case BUNDLE_POOLS:
        return check_every_plan_has_rows(commitment, G_STRUCT_OFFSET(CommittedPlan, pools), "pools.csv",
                                         trouble);
    case BUNDLE_STRATA:
        return commitment->pools == NULL || check_pools_add_up(commitment, trouble);
    case BUNDLE_SEATS:
        return check_every_plan_has_rows(commitment, G_STRUCT_OFFSET(CommittedPlan, seats), "seats.csv",
                                         trouble);
    default:
        return TRUE;
    }
}
