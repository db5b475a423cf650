#include "store/joint-store.h"

#include "base/text.h"
#include "store/sql.h"

#include <string.h>

static const char *const VERDICTS[] = {
    [JOINT_ACCEPTED] = "accepted",
    [JOINT_DECLINED] = "declined",
    [JOINT_DISSOLVED] = "dissolved",
};
/* The change that records it. */
static const char *const ACTIONS[] = {
    [JOINT_ACCEPTED] = "join",
    [JOINT_DECLINED] = "decline",
    [JOINT_DISSOLVED] = "dissolve",
};

const char *
joint_verdict_name(JointVerdict verdict)
{
    return VERDICTS[verdict];
}

static JointVerdict
verdict_from_name(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(VERDICTS); i++) {
        if (strcmp(VERDICTS[i], name) == 0)
            return (JointVerdict)i;
    }
    g_assert_not_reached(); /* the table lets nothing else in */
}

void
joint_decision_free(JointDecision *decision)
{
    if (decision == NULL)
        return;
    g_free(decision->joint);
    g_clear_pointer(&decision->plans, g_ptr_array_unref);
    g_free(decision->title);
    g_free(decision->lead);
    g_free(decision->reason);
    g_free(decision->at);
    g_free(decision->by);
    g_free(decision);
}

GPtrArray *
joint_store_load(ChaStore *store, gboolean all, GError **error)
{
    g_autoptr(GPtrArray) decisions = g_ptr_array_new_with_free_func((GDestroyNotify)joint_decision_free);
    g_autoptr(Statement) rows = statement_new(
        store_database(store),
        "SELECT d.joint, d.decision, d.plans, d.title, d.lead, d.reason, c.at, c.\"by\""
        " FROM joint_decision AS d JOIN change AS c ON c.id = d.change"
        " WHERE ?1 OR d.id = (SELECT max(l.id) FROM joint_decision AS l WHERE l.joint = d.joint)"
        " ORDER BY d.id",
        error);

    if (rows == NULL)
        return NULL;
    statement_bind_int(rows, 1, all);
    while (statement_next(rows)) {
        JointDecision *decision = g_new0(JointDecision, 1);

        decision->joint = g_strdup(statement_text(rows, 0));
        decision->verdict = verdict_from_name(statement_text(rows, 1));
        decision->plans = text_split(statement_text(rows, 2));
        decision->title = g_strdup(statement_text(rows, 3));
        decision->lead = g_strdup(statement_text(rows, 4));
        decision->reason = g_strdup(statement_text(rows, 5));
        decision->at = g_strdup(statement_text(rows, 6));
        decision->by = g_strdup(statement_text(rows, 7));
        g_ptr_array_add(decisions, decision);
    }
    return statement_finish(rows, error) ? g_steal_pointer(&decisions) : NULL;
}

gboolean
joint_store_add(ChaStore *store, const JointDecision *decision, GError **error)
{
    g_autoptr(Statement) insert =
        statement_new(store_database(store),
                      "INSERT INTO joint_decision (joint, decision, plans, title, lead, reason, change)"
                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                      error);
    g_autofree char *plans = text_join_set(decision->plans);
    gint64 change;

    if (insert == NULL || !store_note_change(store, ACTIONS[decision->verdict], decision->joint, NULL,
                                             decision->reason, &change, error))
        return FALSE;
    statement_bind_text(insert, 1, decision->joint);
    statement_bind_text(insert, 2, VERDICTS[decision->verdict]);
    statement_bind_text(insert, 3, plans);
    statement_bind_text(insert, 4, decision->title);
    statement_bind_text(insert, 5, decision->lead);
    statement_bind_text(insert, 6, decision->reason != NULL ? decision->reason : "");
    statement_bind_int(insert, 7, change);
    return statement_run(insert, error);
}
