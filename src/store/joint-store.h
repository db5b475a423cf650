/* Decisions on plans that could be joint (table `joint_decision`). */
#pragma once

#include "store/store.h"

typedef enum {
    JOINT_ACCEPTED,
    JOINT_DECLINED,
    JOINT_DISSOLVED, /* accepted once, and no longer */
} JointVerdict;

/* The word for it in the store and in files. */
const char *joint_verdict_name(JointVerdict verdict);

typedef struct {
    char *joint; /* its name, which follows from the plans */
    JointVerdict verdict;
    GPtrArray *plans; /* (element-type utf8) byte order */
    char *title;
    char *lead; /* department that leads the visits */
    char *reason;
    char *at; /* when it was recorded, and by whom; set by loading only */
    char *by;
} JointDecision;

void joint_decision_free(JointDecision *decision);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JointDecision, joint_decision_free)

/* (element-type JointDecision): the last decision on each set of plans or, with
 * @all, every one, in the order in which they were made. */
GPtrArray *joint_store_load(ChaStore *store, gboolean all, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Inside an open transaction. */
gboolean joint_store_add(ChaStore *store, const JointDecision *decision,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
