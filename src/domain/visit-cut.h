/* Cutting what drew a target into visits when only so many departments may come
 * at a time (draw protocol, section 11). */
#pragma once

#include "domain/commitment.h"

/* All sets of plans are gone through, so there must be an end. */
enum { VISIT_CUT_MAX = 16 };

/* A set of plans, by their places: bit 0 is the first. */
typedef guint32 PlanSet;

typedef struct VisitCutter VisitCutter;

VisitCutter *visit_cutter_new(const Commitment *commitment);
void visit_cutter_free(VisitCutter *cutter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VisitCutter, visit_cutter_free)

/* The visits (element-type PlanSet) that serve @plans, 1 to VISIT_CUT_MAX in the
 * order of (end, start, plan) of which all merge, at most @limit departments
 * a visit, at least 1; in the order in which the protocol finds them. The
 * cutter's, until the next call. */
const GArray *visit_cutter_cut(VisitCutter *cutter, const CommittedPlan *const *plans, guint n_plans,
                               guint64 limit);
