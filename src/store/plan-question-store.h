/* The questions of plans in the store: what was read of a published table in one
 * of several ways, and whether somebody accepted it. */
#pragma once

#include "store/store.h"

typedef struct {
    char *plan;
    char *column; /* of the plan */
    char *text;   /* as published */
    char *taken;  /* what the plan has */
    char *reason;
    gboolean is_accepted;
} PlanQuestion;

void plan_question_free(PlanQuestion *question);

/* (element-type PlanQuestion): all of them, by plan and column. */
GPtrArray *plan_question_store_load(ChaStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Inside an open transaction, each as a change of its own: those of @settled end
 * (they are looked up by plan and column), those of @asked are added or replace
 * what was asked before, those of @accepted are accepted as they are. The change
 * says who did it and when. */
gboolean plan_question_store_write(ChaStore *store, const GPtrArray *settled, const GPtrArray *asked,
                                   const GPtrArray *accepted, const char *source,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
