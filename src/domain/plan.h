/* A plan (抽查计划): one line of a department's yearly plan, read from its
 * record with all defaults applied. */
#pragma once

#include "domain/level.h"
#include "domain/quarter.h"
#include "domain/sample.h"

typedef struct {
    char *plan;
    char *title;
    char *initiator;
    GPtrArray *participants; /* without the initiator; byte order */
    GPtrArray *departments;  /* the initiator and the participants; byte order */
    GPtrArray *items;        /* codes */
    GPtrArray *object_types; /* empty: all */
    GPtrArray *districts;    /* empty: all; as the plan has them */
    GPtrArray *industries;   /* empty: all; canonical (domain/industry.h) */
    GPtrArray *risks;        /* empty: all; "A" to "D" */
    GPtrArray *addresses;    /* empty: all; texts of which an address has one, as text_fold() makes them */
    GPtrArray *listed;       /* (nullable): the targets it is directed at, byte order; NULL: all */
    Sample sample;
    ChaDay start;
    ChaDay end;
    guint times;
    GArray *campaigns; /* (element-type Quarter) empty, or `times` of them */
    gboolean by_district;
    guint team;    /* inspectors of each department */
    guint reserve; /* per cent */
    guint cap;     /* visits a year and target; 0: no limit */
    gboolean merge;
    gboolean shared_tickets;
    char *disclosure; /* open, notice, secret */
    Level level;      /* of all its departments */
    char *joint;      /* (nullable): the joint plan that it was accepted into */
} Plan;

/* @texts: the texts of a stored record, in the order of the kind's columns. */
Plan *plan_from_texts(const char *const *texts);
void plan_free(Plan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Plan, plan_free)

/* Makes it a member of a joint plan: it keeps its frame and its sample, and shares
 * tickets and visits with the others. */
void plan_join(Plan *plan, const char *joint);
/* Whether another department than the initiator takes part, or the plan is a member
 * of a joint plan. */
gboolean plan_is_joint(const Plan *plan);

/* The calendar months that a period touches. */
guint plan_months(ChaDay start, ChaDay end);
/* The days of the @number-th (from 1) of the plan's `times` drawings: the
 * months of the period in equal runs, the earlier ones longer. */
void plan_run(const Plan *plan, guint number, ChaDay *ret_start, ChaDay *ret_end);
/* The name of a drawing in a bundle: "P" when there is one, else "P.k". */
char *plan_drawing_name(const Plan *plan, guint number);
