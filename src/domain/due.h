/* What is due when: the drawings of plans, and the campaigns they fall into. */
#pragma once

#include "domain/plan.h"

/* What is known of the campaigns that are not void. */
typedef struct DueLedger DueLedger;

DueLedger *due_ledger_new(void);
void due_ledger_free(DueLedger *ledger);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DueLedger, due_ledger_free)

/* The campaign of @quarter is committed. */
void due_ledger_add_campaign(DueLedger *ledger, Quarter quarter);
/* The @number-th drawing of @plan is in it. */
void due_ledger_add_drawing(DueLedger *ledger, const char *plan, guint number, Quarter quarter);

/* One of a plan's drawings. */
typedef struct {
    const Plan *plan; /* borrowed */
    guint number;     /* k, from 1 */
    char *name;       /* in the bundle: P or P.k */
    ChaDay start;
    ChaDay end;
    Quarter quarter;   /* the campaign it is due in, or belongs to */
    gboolean recorded; /* it is in a campaign that is not void */
} Drawing;

void drawing_free(Drawing *drawing);

/* All drawings of @plans (element-type Plan), in byte order of their names
 * (element-type Drawing). */
GPtrArray *due_drawings(GPtrArray *plans, const DueLedger *ledger);
