/* Deciding on joint plans. */
#include "base/i18n.h"
#include "base/text.h"
#include "domain/joint-proposal.h"
#include "exchange/table/table-writer.h"
#include "office/drafting.h"
#include "store/joint-store.h"

#include <choucha/error.h>
#include <choucha/joining.h>
#include <string.h>

static const OutputColumn COLUMNS[] = {
    {"joint", N_("joint plan"), OUTPUT_TEXT}, {"decision", N_("decision"), OUTPUT_TEXT},
    {"title", N_("title"), OUTPUT_TEXT},      {"lead", N_("lead"), OUTPUT_TEXT},
    {"plans", N_("plans"), OUTPUT_TEXT},      {"reason", N_("reason"), OUTPUT_TEXT},
    {"at", N_("recorded at"), OUTPUT_TEXT},   {"by", N_("recorded by"), OUTPUT_TEXT},
};

static Plan *
find_plan(GPtrArray *plans, const char *name)
{
    for (guint i = 0; i < plans->len; i++) {
        Plan *plan = g_ptr_array_index(plans, i);

        if (strcmp(plan->plan, name) == 0)
            return plan;
    }
    return NULL;
}

/* The plans that are named, each once, in byte order (element-type Plan). */
static GPtrArray *
find_members(GPtrArray *plans, const char *const *names, GError **error)
{
    g_autoptr(GPtrArray) members = g_ptr_array_new();

    for (gsize i = 0; names[i] != NULL; i++) {
        Plan *plan = find_plan(plans, names[i]);

        if (plan == NULL) {
            g_set_error(error, CHA_ERROR, CHA_ERROR_NOT_FOUND, _("there is no plan %s"), names[i]);
            return NULL;
        }
        if (!g_ptr_array_find(members, plan, NULL))
            g_ptr_array_add(members, plan);
    }
    return g_steal_pointer(&members);
}

static gboolean
has_department(GPtrArray *members, const char *department)
{
    for (guint i = 0; i < members->len; i++) {
        const Plan *plan = g_ptr_array_index(members, i);

        if (g_ptr_array_find_with_equal_func(plan->departments, department, g_str_equal, NULL))
            return TRUE;
    }
    return FALSE;
}

static gboolean
check_departments(GPtrArray *members, const char *lead, GError **error)
{
    const Plan *first = g_ptr_array_index(members, 0);
    gboolean are_several = FALSE;

    for (guint i = 1; i < members->len; i++)
        are_several = are_several ||
                      strcmp(((const Plan *)g_ptr_array_index(members, i))->initiator, first->initiator) != 0;
    if (!are_several) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                    _("a joint plan has plans of several departments; these are all of %s"),
                    first->initiator);
        return FALSE;
    }
    if (!has_department(members, lead)) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                    _("department %s takes part in none of these plans, so it cannot lead"), lead);
        return FALSE;
    }
    return TRUE;
}

/* Whether members can share visits at all. */
static gboolean
check_sharing(GPtrArray *members, GError **error)
{
    for (guint i = 0; i < members->len; i++) {
        const Plan *plan = g_ptr_array_index(members, i);
        const Plan *first = g_ptr_array_index(members, 0);
        gboolean meets = FALSE;

        for (guint k = 0; k < members->len; k++) {
            const Plan *other = g_ptr_array_index(members, k);

            meets = meets || (k != i && MAX(plan->start, other->start) <= MIN(plan->end, other->end));
        }
        if (!meets) {
            g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                        _("the period of plan %s meets that of no other; change one of them, import the plan "
                          "again and accept then"),
                        plan->plan);
            return FALSE;
        }
        if (strcmp(plan->disclosure, first->disclosure) != 0) {
            g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                        _("the list of plan %s is told differently (%s) from that of plan %s (%s): a visit "
                          "of both would betray one of them"),
                        plan->plan, plan->disclosure, first->plan, first->disclosure);
            return FALSE;
        }
    }
    return TRUE;
}

/* Those of declined sets were members of none. */
static gboolean
check_unattached(GPtrArray *members, GError **error)
{
    for (guint i = 0; i < members->len; i++) {
        const Plan *plan = g_ptr_array_index(members, i);

        if (plan->joint == NULL)
            continue;
        g_set_error(error, CHA_ERROR, CHA_ERROR_CONFLICT,
                    _("plan %s is a member of joint plan %s already; `joint dissolve %s` ends that one"),
                    plan->plan, plan->joint, plan->joint);
        return FALSE;
    }
    return TRUE;
}

static JointDecision *
decision_new(GPtrArray *members, JointVerdict verdict, const char *title, const char *lead,
             const char *reason)
{
    JointDecision *decision = g_new0(JointDecision, 1);
    g_autoptr(GString) titles = g_string_new(NULL);

    decision->plans = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < members->len; i++) {
        const Plan *plan = g_ptr_array_index(members, i);

        g_ptr_array_add(decision->plans, g_strdup(plan->plan));
        g_string_append_printf(titles, "%s%s", i > 0 ? _(", ") : "", plan->title);
    }
    decision->joint = joint_name_of(decision->plans);
    decision->verdict = verdict;
    decision->title = g_strdup(title != NULL ? title : titles->str);
    decision->lead = g_strdup(lead);
    decision->reason = g_strdup(reason);
    return decision;
}

static gboolean
decide(ChaStore *store, const char *const *names, JointVerdict verdict, const char *title, const char *lead,
       const char *reason, char **ret_joint, GError **error)
{
    g_autoptr(Transaction) transaction = store_begin(store, error);
    g_autoptr(GPtrArray) plans = transaction != NULL ? draft_load_plans(store, error) : NULL;
    g_autoptr(GPtrArray) members = plans != NULL ? find_members(plans, names, error) : NULL;
    g_autoptr(JointDecision) decision = NULL;

    if (members == NULL)
        return FALSE;
    if (members->len < 2) {
        g_set_error_literal(error, CHA_ERROR, CHA_ERROR_INVALID, _("a joint plan has two plans or more"));
        return FALSE;
    }
    if (lead == NULL)
        lead = ((const Plan *)g_ptr_array_index(members, 0))->initiator;
    if (!check_departments(members, lead, error) || !check_unattached(members, error) ||
        (verdict == JOINT_ACCEPTED && !check_sharing(members, error)))
        return FALSE;
    decision = decision_new(members, verdict, title, lead, reason);
    if (!joint_store_add(store, decision, error) || !transaction_commit(transaction, error))
        return FALSE;
    *ret_joint = g_strdup(decision->joint);
    return TRUE;
}

gboolean
cha_joint_accept(ChaStore *store, const char *const *plans, const char *title, const char *lead,
                 char **ret_joint, GError **error)
{
    return decide(store, plans, JOINT_ACCEPTED, title, lead, NULL, ret_joint, error);
}

gboolean
cha_joint_decline(ChaStore *store, const char *const *plans, const char *reason, char **ret_joint,
                  GError **error)
{
    return decide(store, plans, JOINT_DECLINED, NULL, NULL, reason, ret_joint, error);
}

gboolean
cha_joint_dissolve(ChaStore *store, const char *joint, const char *reason, GError **error)
{
    g_autoptr(Transaction) transaction = store_begin(store, error);
    g_autoptr(GPtrArray) decisions = transaction != NULL ? joint_store_load(store, FALSE, error) : NULL;

    if (decisions == NULL)
        return FALSE;
    for (guint i = 0; i < decisions->len; i++) {
        JointDecision *decision = g_ptr_array_index(decisions, i);

        if (decision->verdict != JOINT_ACCEPTED || strcmp(decision->joint, joint) != 0)
            continue;
        decision->verdict = JOINT_DISSOLVED;
        g_free(decision->reason);
        decision->reason = g_strdup(reason);
        return joint_store_add(store, decision, error) && transaction_commit(transaction, error);
    }
    g_set_error(error, CHA_ERROR, CHA_ERROR_NOT_FOUND,
                _("there is no joint plan %s; `joint list` shows what was decided"), joint);
    return FALSE;
}

gboolean
cha_joint_list(ChaStore *store, ChaTableFormat format, ChaWriter write, gpointer data, GError **error)
{
    g_autoptr(Transaction) transaction = store_begin_reading(store, error);
    g_autoptr(GPtrArray) decisions = transaction != NULL ? joint_store_load(store, TRUE, error) : NULL;
    g_autoptr(TableWriter) writer = NULL;

    if (decisions == NULL)
        return FALSE;
    writer = table_writer_new(format, COLUMNS, G_N_ELEMENTS(COLUMNS), write, data);
    table_writer_set_title(writer, _("Joint plans"));
    for (guint i = 0; i < decisions->len; i++) {
        const JointDecision *decision = g_ptr_array_index(decisions, i);
        g_autofree char *plans = text_join_set(decision->plans);
        const char *const texts[G_N_ELEMENTS(COLUMNS)] = {
            decision->joint, joint_verdict_name(decision->verdict),
            decision->title, decision->lead,
            plans,           decision->reason,
            decision->at,    decision->by,
        };

        if (!table_writer_add(writer, texts, error))
            return FALSE;
    }
    return table_writer_finish(writer, error);
}
