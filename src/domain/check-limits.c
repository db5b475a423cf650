/* Rules about how many departments may come at a time. */
#include "domain/check.h"

#include "base/i18n.h"
#include "domain/visit-cut.h"

#include <inttypes.h>

/* Who declined is heard by version 2 of the protocol alone. */
static void
check_declined(const Design *design, GPtrArray *findings)
{
    guint n_declined = frame_builder_declined(design->frames)->len;

    if (n_declined == 0 || design_protocol(design) == 2)
        return;
    check_add(findings, CHECK_NOTE, NULL,
              g_strdup_printf(
                  P_("%u target of the frames takes no joint visits; this counts once max_departments is set "
                     "(0: any number of departments)",
                     "%u targets of the frames take no joint visits; this counts once max_departments is set "
                     "(0: any number of departments)",
                     n_declined),
                  n_declined));
}

/* A plan that is itself joint stays whole. */
static void
check_large_plans(const Design *design, GPtrArray *findings)
{
    guint64 limit = design_limit(design, FALSE);

    for (guint i = 0; limit > 0 && i < design->drawings->len; i++) {
        const Drawing *drawing = g_ptr_array_index(design->drawings, i);
        guint n_departments = 0;

        for (guint k = 0; k < design->seats->len; k++)
            n_departments += ((const DesignSeats *)g_ptr_array_index(design->seats, k))->drawing == i ? 1 : 0;
        if (n_departments > limit)
            check_add(findings, CHECK_NOTE, drawing->name,
                      g_strdup_printf(_("plan %s: %u departments come together, more than max_departments "
                                        "allows (%" PRIu64 "); a plan is not divided"),
                                      drawing->name, n_departments, limit));
    }
}

void
check_limits(Design *design, GPtrArray *findings)
{
    check_declined(design, findings);
    check_large_plans(design, findings);
    if (design_exceeds_limit(design))
        check_add(
            findings, CHECK_REFUSAL, NULL,
            g_strdup_printf(_("targets are in the frames of more than %d plans that merge visits; with a "
                              "limit on departments this cannot be committed: give some of the plans "
                              "`merge` no, or another campaign"),
                            VISIT_CUT_MAX));
}
