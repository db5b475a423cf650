/* Rules about the targets that a plan may draw. */
#include "domain/check.h"

#include "base/i18n.h"

#include <inttypes.h>
#include <string.h>

static const Drawing *
drawing_at(const Design *design, guint index)
{
    return g_ptr_array_index(design->drawings, index);
}

/* Why a frame is empty: the condition after which nothing was left. */
static char *
why_empty(Design *design, guint index)
{
    const Drawing *drawing = drawing_at(design, index);
    const FrameNarrowing *narrowing = frame_builder_narrowing(design->frames, index);
    guint excluded = frame_builder_exclusions(design->frames, index)->len;
    FrameCondition last = CONDITION_NONE;
    g_autofree char *text = NULL;

    if (excluded > 0)
        return g_strdup_printf(P_("plan %s: the frame is empty; the %u target it could have is left out "
                                  "(see commit/exclusions.csv)",
                                  "plan %s: the frame is empty; all %u targets it could have are left out "
                                  "(see commit/exclusions.csv)",
                                  excluded),
                               drawing->name, excluded);
    for (guint i = 0; i < N_CONDITIONS; i++) {
        if (narrowing->unmet[i] > 0)
            last = (FrameCondition)i;
    }
    if (last == CONDITION_NONE)
        return g_strdup_printf(_("plan %s: the frame is empty; no active target has its object types in its "
                                 "districts"),
                               drawing->name);
    if (last == CONDITION_LISTED)
        return g_strdup_printf(_("plan %s: the frame is empty; none of the %" PRIu64
                                 " active targets that meet its other conditions is on its list"),
                               drawing->name, narrowing->unmet[last]);
    text = frame_condition_text(drawing->plan, last);
    return g_strdup_printf(_("plan %s: the frame is empty; none of the %" PRIu64
                             " active targets that the conditions before it left meets `%s` (%s)"),
                           drawing->name, narrowing->unmet[last], frame_condition_column(last), text);
}

void
check_frames(Design *design, GPtrArray *findings)
{
    for (guint i = 0; i < design->drawings->len; i++) {
        const char *name = drawing_at(design, i)->name;
        guint64 population = 0;
        guint64 sample = 0;

        for (guint k = 0; k < design->pools->len; k++) {
            const DesignPool *pool = g_ptr_array_index(design->pools, k);

            if (pool->drawing != i)
                continue;
            population += pool->population;
            sample += pool->sample;
        }
        if (population == 0)
            check_add(findings, CHECK_HINDRANCE, name, why_empty(design, i));
        else if (sample == 0)
            check_add(findings, CHECK_HINDRANCE, name,
                      g_strdup_printf(_("plan %s: it draws nobody; its ratio gives 0 of %" PRIu64 " targets"),
                                      name, population));
    }
}

void
check_lists(Design *design, GPtrArray *findings)
{
    for (guint i = 0; i < design->drawings->len; i++) {
        const Drawing *drawing = drawing_at(design, i);
        const FrameNarrowing *narrowing = frame_builder_narrowing(design->frames, i);

        if (narrowing->listed_unmet > 0)
            check_add(findings, CHECK_WARNING, drawing->name,
                      g_strdup_printf(P_("plan %s: %" PRIu64
                                         " target on its list does not meet its other conditions and is left "
                                         "out: %s does not meet `%s`",
                                         "plan %s: %" PRIu64
                                         " targets on its list do not meet its other conditions and are left "
                                         "out; the first, %s, does not meet `%s`",
                                         narrowing->listed_unmet),
                                      drawing->name, narrowing->listed_unmet, narrowing->unmet_example,
                                      frame_condition_column(narrowing->unmet_by)));
        if (narrowing->listed_ended > 0)
            check_add(findings, CHECK_NOTE, drawing->name,
                      g_strdup_printf(P_("plan %s: %" PRIu64
                                         " target on its list is no longer active and is left out: %s",
                                         "plan %s: %" PRIu64
                                         " targets on its list are no longer active and are left out; the "
                                         "first is %s",
                                         narrowing->listed_ended),
                                      drawing->name, narrowing->listed_ended, narrowing->ended_example));
    }
}

void
check_shortage(Design *design, GPtrArray *findings)
{
    for (guint i = 0; i < design->pools->len; i++) {
        const DesignPool *pool = g_ptr_array_index(design->pools, i);
        const char *name = drawing_at(design, pool->drawing)->name;

        if (pool->is_short && pool->population > 0)
            check_add(findings, CHECK_NOTE, name,
                      g_strdup_printf(
                          _("plan %s: it asks for more targets than pool %s has; all %" PRIu64 " are drawn"),
                          name, pool->pool, pool->population));
    }
}

void
check_exclusions(Design *design, GPtrArray *findings)
{
    for (guint i = 0; i < design->drawings->len; i++) {
        GPtrArray *exclusions = frame_builder_exclusions(design->frames, i);
        const char *name = drawing_at(design, i)->name;
        guint capped = 0;

        for (guint k = 0; k < exclusions->len; k++) {
            const FrameExclusion *exclusion = g_ptr_array_index(exclusions, k);

            if (strcmp(exclusion->rule, "cap") == 0)
                capped++;
        }
        if (capped > 0)
            check_add(
                findings, CHECK_NOTE, name,
                g_strdup_printf(
                    _("plan %s: %u targets are left out, inspected as often as the cap allows this year"),
                    name, capped));
        if (exclusions->len > capped)
            check_add(findings, CHECK_NOTE, name,
                      g_strdup_printf(_("plan %s: %u targets are left out, having no risk class"), name,
                                      exclusions->len - capped));
    }
}
