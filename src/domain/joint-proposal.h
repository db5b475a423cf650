/* Plans of several departments that could be one joint plan: by the joint item
 * list (联合抽查事项清单), or because they are for the same objects. */
#pragma once

#include "domain/due.h"

/* A row of the joint item list. */
typedef struct {
    char *area;
    GPtrArray *items;        /* (element-type utf8) codes */
    GPtrArray *object_types; /* empty: any */
    GPtrArray *initiators;
    GPtrArray *participants;
    gboolean takes_anybody; /* 市场监管领域相关部门 */
} JointArea;

/* @texts: a stored record of joint-items. */
JointArea *joint_area_from_texts(const char *const *texts);
void joint_area_free(JointArea *area);

/* How many targets two drawings have in common, by their places. */
typedef guint64 (*JointCommon)(guint left, guint right, gpointer data);

typedef struct {
    const JointArea *area; /* NULL: they are for the same objects */
    GArray *members;       /* (element-type guint) rising: places among the drawings */
} JointProposal;

void joint_proposal_free(JointProposal *proposal);

/* All sets of drawings (element-type Drawing) of two departments or more that
 * belong together; a drawing may be in several (element-type JointProposal).
 *
 * By the list: whoever an area names as initiator, with a plan of one of its items,
 * and whoever it names at all with a plan for the same objects. What is in no area:
 * plans that name the same objects. Each has targets in common with another one of
 * its set. Left out are members of joint plans, and a plan is there once. The lists
 * of secret plans are told to nobody, so they go with each other only, and so do
 * those of which only the enterprise learns. */
GPtrArray *joint_proposals_find(GPtrArray *drawings, GPtrArray *areas, JointCommon common, gpointer data);
/* Takes away the drawings that @others has; FALSE when what is left is of one
 * department. */
gboolean joint_proposal_subtract(JointProposal *proposal, const JointProposal *other, GPtrArray *drawings);

/* The department that would lead: an initiator of the area or, when there is no
 * area or none of them has a plan here, anybody; among these the one that draws
 * most, then the first. @samples: of the drawings. */
const char *joint_proposal_lead(const JointProposal *proposal, GPtrArray *drawings, const guint64 *samples);

/* The days that the most members have in common (those that draw most, when as many
 * have others). */
void joint_proposal_period(const JointProposal *proposal, GPtrArray *drawings, const guint64 *samples,
                           ChaDay *ret_start, ChaDay *ret_end);

/* How the period of a drawing would have to change to have days in common with a
 * period, up to %JOINT_DAYS of them. */
enum { JOINT_DAYS = 30 };
typedef enum {
    JOINT_MEETS,
    JOINT_BEGIN_BY,  /* it would have to begin by the day */
    JOINT_END_LATER, /* it would have to go on until the day */
} JointRemedy;
JointRemedy joint_remedy(const Drawing *drawing, ChaDay start, ChaDay end, ChaDay *ret_day);

/* The name of a joint plan: "J-" and 8 digits of the SHA-256 of its plans
 * (element-type utf8), in byte order and joined with ';'. The same plans have the same
 * name. */
char *joint_name_of(GPtrArray *plans);
