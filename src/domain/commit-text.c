#include "domain/commit-text.h"

#include "base/text.h"
#include "domain/canonical.h"

static const Drawing *
drawing_at(const Design *design, guint index)
{
    return g_ptr_array_index(design->drawings, index);
}

static char *
number_text(guint64 number)
{
    return g_strdup_printf("%" G_GUINT64_FORMAT, number);
}

char *
commit_text_params(const Design *design)
{
    GString *text = g_string_new(NULL);

    canonical_append_row(text, "name", "value", NULL);
    canonical_append_row(text, "campaign", design->campaign, NULL);
    if (design_protocol(design) == 2) {
        g_autofree char *limit = number_text(design_limit(design, FALSE));

        canonical_append_row(text, "max_departments", limit, NULL);
        canonical_append_row(text, "max_visits", design->max_visits, NULL);
        canonical_append_row(text, "protocol", "2", NULL);
        canonical_append_row(text, "teams", design->balances_teams ? "balanced" : "greedy", NULL);
        return g_string_free(text, FALSE);
    }
    canonical_append_row(text, "max_visits", design->max_visits, NULL);
    canonical_append_row(text, "protocol", "1", NULL);
    return g_string_free(text, FALSE);
}

char *
commit_text_sources(const ChaSource *sources, gsize n_sources)
{
    GString *text = g_string_new(NULL);

    canonical_append_row(text, "source", "description", NULL);
    for (gsize i = 0; i < n_sources; i++)
        canonical_append_row(text, sources[i].name, sources[i].description, NULL);
    return g_string_free(text, FALSE);
}

char *
commit_text_plans(const Design *design)
{
    GString *text = g_string_new(NULL);

    canonical_append_row(text, "plan", "title", "start", "end", "merge", "tickets", NULL);
    for (guint i = 0; i < design->drawings->len; i++) {
        const Drawing *drawing = drawing_at(design, i);
        char start[CHA_DAY_TEXT_SIZE];
        char end[CHA_DAY_TEXT_SIZE];

        cha_day_to_text(drawing->start, start);
        cha_day_to_text(drawing->end, end);
        canonical_append_row(text, drawing->name, drawing->plan->title, start, end,
                             drawing->plan->merge ? "yes" : "no",
                             drawing->plan->shared_tickets ? "shared" : "own", NULL);
    }
    return g_string_free(text, FALSE);
}

char *
commit_text_pools(const Design *design)
{
    GString *text = g_string_new(NULL);

    canonical_append_row(text, "plan", "pool", "population", "sample", "reserve", NULL);
    for (guint i = 0; i < design->pools->len; i++) {
        const DesignPool *pool = g_ptr_array_index(design->pools, i);
        const Drawing *drawing = drawing_at(design, pool->drawing);
        g_autofree char *population = number_text(pool->population);
        g_autofree char *sample = number_text(pool->sample);
        g_autofree char *reserve = number_text(drawing->plan->reserve);

        canonical_append_row(text, drawing->name, pool->pool, population, sample, reserve, NULL);
    }
    return g_string_free(text, FALSE);
}

char *
commit_text_strata(const Design *design)
{
    GString *text = g_string_new(NULL);

    canonical_append_row(text, "plan", "stratum", "pool", "population", NULL);
    for (guint i = 0; i < design->drawings->len; i++) {
        g_autoptr(GPtrArray) strata = frame_builder_strata(design->frames, i);

        for (guint k = 0; k < strata->len; k++) {
            const FrameStratum *stratum = g_ptr_array_index(strata, k);
            g_autofree char *population = number_text(stratum->population);

            canonical_append_row(text, drawing_at(design, i)->name, stratum->stratum, stratum->pool,
                                 population, NULL);
        }
    }
    return g_string_free(text, FALSE);
}

char *
commit_text_seats(const Design *design)
{
    GString *text = g_string_new(NULL);

    canonical_append_row(text, "plan", "department", "seats", "qualifications", NULL);
    for (guint i = 0; i < design->seats->len; i++) {
        const DesignSeats *seats = g_ptr_array_index(design->seats, i);
        g_autofree char *number = number_text(seats->demand.seats);
        g_autofree char *qualifications = text_join_set(seats->demand.qualifications);

        canonical_append_row(text, drawing_at(design, seats->drawing)->name, seats->demand.department, number,
                             qualifications, NULL);
    }
    return g_string_free(text, FALSE);
}

char *
commit_text_inspectors(const Design *design)
{
    GString *text = g_string_new(NULL);
    gboolean has_subordinates = design_has_subordinates(design);

    canonical_append_row(text, "inspector", "department", "qualifications", "districts",
                         has_subordinates ? "belongs_to" : NULL, NULL);
    for (guint i = 0; i < design->inspectors->len; i++) {
        const DesignInspector *inspector = g_ptr_array_index(design->inspectors, i);

        canonical_append_row(text, inspector->inspector, inspector->staff, inspector->qualifications,
                             inspector->districts, has_subordinates ? inspector->department : NULL, NULL);
    }
    return g_string_free(text, FALSE);
}

char *
commit_text_recusals(const Design *design)
{
    GString *text = g_string_new(NULL);

    canonical_append_row(text, "inspector", "target", NULL);
    for (guint i = 0; i < design->recusals->len; i++) {
        const DesignRecusal *recusal = g_ptr_array_index(design->recusals, i);

        if (frame_builder_group_of(design->frames, recusal->target) != NULL)
            canonical_append_row(text, recusal->inspector, recusal->target, NULL);
    }
    return g_string_free(text, FALSE);
}

char *
commit_text_exclusions(const Design *design)
{
    GString *text = g_string_new(NULL);

    canonical_append_row(text, "plan", "target", "rule", NULL);
    for (guint i = 0; i < design->drawings->len; i++) {
        GPtrArray *exclusions = frame_builder_exclusions(design->frames, i);

        for (guint k = 0; k < exclusions->len; k++) {
            const FrameExclusion *exclusion = g_ptr_array_index(exclusions, k);

            canonical_append_row(text, drawing_at(design, i)->name, exclusion->target, exclusion->rule, NULL);
        }
    }
    return g_string_free(text, FALSE);
}

char *
commit_text_declined(const Design *design)
{
    GPtrArray *declined = frame_builder_declined(design->frames);
    GString *text = g_string_new(NULL);

    canonical_append_row(text, "target", NULL);
    for (guint i = 0; i < declined->len; i++)
        canonical_append_row(text, g_ptr_array_index(declined, i), NULL);
    return g_string_free(text, FALSE);
}
