/* What plans would save as one joint plan: their draws, repeated with seeds that
 * are always the same (the n-th is H("joint|" n)), so that everybody gets the same
 * numbers. A guess about the draw to come, which has a seed of its own. */
#pragma once

#include "domain/design.h"
#include "domain/joint-proposal.h"

enum { JOINT_RUNS = 20 };

typedef struct JointSimulation JointSimulation;

/* @drawings: (element-type Drawing) borrowed. */
JointSimulation *joint_simulation_new(GPtrArray *drawings);
void joint_simulation_free(JointSimulation *simulation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JointSimulation, joint_simulation_free)

/* Rows of a drawing's frame (domain/frame.h), whole ones. */
void joint_simulation_add_rows(JointSimulation *simulation, guint drawing, const char *rows, gsize length);
/* Draws all that is in one of @proposals, %JOINT_RUNS times; the frames of @design
 * are built, and it is settled. */
void joint_simulation_draw(JointSimulation *simulation, Design *design, GPtrArray *proposals);

/* Sums over all runs, and the smallest and the largest of one. */
typedef struct {
    guint64 checks;       /* targets drawn, plan by plan: visits if each plan goes alone */
    guint64 visits_now;   /* visits with the tickets and the merging that the plans have */
    guint64 visits_joint; /* visits as a joint plan */
    guint64 fewest, most; /* of these in one run */
    guint64 visits_met;   /* visits as a joint plan if all periods met */
} JointEstimate;

void joint_simulation_estimate(JointSimulation *simulation, const JointProposal *proposal,
                               JointEstimate *ret_estimate);
