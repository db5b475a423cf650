#include "domain/joint-proposal.h"

#include "base/digest.h"
#include "base/text.h"
#include "domain/kind.h"

#include <string.h>

static GPtrArray *
list_of(const char *const *texts, const char *column)
{
    const Kind *kind = kind_get(CHA_KIND_JOINT_ITEMS);
    int index = kind_find_column(kind, column);

    g_assert(index >= 0);
    return text_split(kind_value(kind, (guint)index, texts[index]));
}

static gboolean
has(GPtrArray *texts, const char *text)
{
    return g_ptr_array_find_with_equal_func(texts, text, g_str_equal, NULL);
}

static gboolean
have_common(GPtrArray *left, GPtrArray *right)
{
    for (guint i = 0; i < left->len; i++) {
        if (has(right, g_ptr_array_index(left, i)))
            return TRUE;
    }
    return FALSE;
}

JointArea *
joint_area_from_texts(const char *const *texts)
{
    const Kind *kind = kind_get(CHA_KIND_JOINT_ITEMS);
    JointArea *area = g_new0(JointArea, 1);

    area->area = g_strdup(texts[kind_find_column(kind, "area")]);
    area->items = list_of(texts, "items");
    area->object_types = list_of(texts, "object_type");
    area->initiators = list_of(texts, "initiators");
    area->participants = list_of(texts, "participants");
    area->takes_anybody = has(area->participants, "*");
    return area;
}

void
joint_area_free(JointArea *area)
{
    if (area == NULL)
        return;
    g_free(area->area);
    g_ptr_array_unref(area->items);
    g_ptr_array_unref(area->object_types);
    g_ptr_array_unref(area->initiators);
    g_ptr_array_unref(area->participants);
    g_free(area);
}

void
joint_proposal_free(JointProposal *proposal)
{
    if (proposal == NULL)
        return;
    g_array_unref(proposal->members);
    g_free(proposal);
}

static const Drawing *
drawing_at(GPtrArray *drawings, guint place)
{
    return g_ptr_array_index(drawings, place);
}

static guint
member_at(const JointProposal *proposal, guint n)
{
    return g_array_index(proposal->members, guint, n);
}

/* The first due drawing of a plan that is nobody's yet. */
static gboolean
is_free(GPtrArray *drawings, guint place)
{
    const Plan *plan = drawing_at(drawings, place)->plan;

    for (guint i = 0; i < place; i++) {
        if (drawing_at(drawings, i)->plan == plan)
            return FALSE;
    }
    return plan->joint == NULL;
}

static gboolean
is_told_alike(const Plan *left, const Plan *right)
{
    return strcmp(left->disclosure, right->disclosure) == 0;
}

/* An empty list means all objects. */
static gboolean
are_objects_alike(GPtrArray *left, GPtrArray *right)
{
    return left->len == 0 || right->len == 0 || have_common(left, right);
}

static gboolean
opens(const JointArea *area, const Plan *plan)
{
    return has(area->initiators, plan->initiator) && have_common(area->items, plan->items) &&
           are_objects_alike(area->object_types, plan->object_types);
}

static gboolean
may_join(const JointArea *area, const Plan *plan)
{
    return area->takes_anybody || has(area->participants, plan->initiator) ||
           has(area->initiators, plan->initiator);
}

static JointProposal *
proposal_new(const JointArea *area)
{
    JointProposal *proposal = g_new0(JointProposal, 1);

    proposal->area = area;
    proposal->members = g_array_new(FALSE, FALSE, sizeof(guint));
    return proposal;
}

static gboolean
has_departments(const JointProposal *proposal, GPtrArray *drawings)
{
    for (guint i = 1; i < proposal->members->len; i++) {
        if (strcmp(drawing_at(drawings, member_at(proposal, i))->plan->initiator,
                   drawing_at(drawings, member_at(proposal, 0))->plan->initiator) != 0)
            return TRUE;
    }
    return FALSE;
}

/* Members without a target in common with any other go, until all have one. */
static void
drop_strangers(JointProposal *proposal, JointCommon common, gpointer data)
{
    guint before;

    do {
        before = proposal->members->len;
        for (guint i = proposal->members->len; i > 0; i--) {
            gboolean meets = FALSE;

            for (guint k = 0; k < proposal->members->len && !meets; k++)
                meets = k != i - 1 && common(member_at(proposal, i - 1), member_at(proposal, k), data) > 0;
            if (!meets)
                g_array_remove_index(proposal->members, i - 1);
        }
    } while (proposal->members->len < before);
}

static void
keep(GPtrArray *proposals, JointProposal *proposal, GPtrArray *drawings, JointCommon common, gpointer data)
{
    drop_strangers(proposal, common, data);
    if (has_departments(proposal, drawings))
        g_ptr_array_add(proposals, proposal);
    else
        joint_proposal_free(proposal);
}

/* The set of an area around one that opens it; told like that one. */
static JointProposal *
gather_area(const JointArea *area, GPtrArray *drawings, guint opener)
{
    const Plan *first = drawing_at(drawings, opener)->plan;
    JointProposal *proposal = proposal_new(area);

    for (guint i = 0; i < drawings->len; i++) {
        const Plan *plan = drawing_at(drawings, i)->plan;

        if (is_free(drawings, i) && is_told_alike(first, plan) &&
            (i == opener || opens(area, plan) ||
             (may_join(area, plan) && plan->object_types->len > 0 &&
              have_common(first->object_types, plan->object_types))))
            g_array_append_val(proposal->members, i);
    }
    return proposal;
}

/* One set for each way of telling the list. */
static void
find_by_area(const JointArea *area, GPtrArray *drawings, GPtrArray *proposals, JointCommon common,
             gpointer data)
{
    g_autoptr(GPtrArray) told = g_ptr_array_new();

    for (guint i = 0; i < drawings->len; i++) {
        const Plan *plan = drawing_at(drawings, i)->plan;

        if (!is_free(drawings, i) || !opens(area, plan) || has(told, plan->disclosure))
            continue;
        g_ptr_array_add(told, plan->disclosure);
        keep(proposals, gather_area(area, drawings, i), drawings, common, data);
    }
}

static gboolean
is_in_area(GPtrArray *proposals, guint place)
{
    for (guint i = 0; i < proposals->len; i++) {
        const JointProposal *proposal = g_ptr_array_index(proposals, i);

        for (guint k = 0; proposal->area != NULL && k < proposal->members->len; k++) {
            if (member_at(proposal, k) == place)
                return TRUE;
        }
    }
    return FALSE;
}

static char *
objects_key(const Plan *plan)
{
    g_autofree char *objects = text_join_set(plan->object_types);

    return g_strconcat(plan->disclosure, "|", objects, NULL);
}

static void
find_by_objects(GPtrArray *drawings, GPtrArray *proposals, JointCommon common, gpointer data)
{
    g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free); /* in the order of the drawings */
    g_autoptr(GPtrArray) sets = g_ptr_array_new();

    for (guint i = 0; i < drawings->len; i++) {
        const Plan *plan = drawing_at(drawings, i)->plan;
        g_autofree char *key = NULL;
        guint place = 0;

        if (!is_free(drawings, i) || plan->object_types->len == 0 || is_in_area(proposals, i))
            continue;
        key = objects_key(plan);
        if (!g_ptr_array_find_with_equal_func(keys, key, g_str_equal, &place)) {
            place = keys->len;
            g_ptr_array_add(keys, g_steal_pointer(&key));
            g_ptr_array_add(sets, proposal_new(NULL));
        }
        g_array_append_val(((JointProposal *)g_ptr_array_index(sets, place))->members, i);
    }
    for (guint i = 0; i < sets->len; i++)
        keep(proposals, g_ptr_array_index(sets, i), drawings, common, data);
}

GPtrArray *
joint_proposals_find(GPtrArray *drawings, GPtrArray *areas, JointCommon common, gpointer data)
{
    GPtrArray *proposals = g_ptr_array_new_with_free_func((GDestroyNotify)joint_proposal_free);

    for (guint i = 0; i < areas->len; i++)
        find_by_area(g_ptr_array_index(areas, i), drawings, proposals, common, data);
    find_by_objects(drawings, proposals, common, data);
    return proposals;
}

gboolean
joint_proposal_subtract(JointProposal *proposal, const JointProposal *other, GPtrArray *drawings)
{
    for (guint i = proposal->members->len; i > 0; i--) {
        for (guint k = 0; k < other->members->len; k++) {
            if (member_at(proposal, i - 1) != member_at(other, k))
                continue;
            g_array_remove_index(proposal->members, i - 1);
            break;
        }
    }
    return has_departments(proposal, drawings);
}

/* What the plans of a department draw in a set. */
static guint64
sample_of(const JointProposal *proposal, GPtrArray *drawings, const guint64 *samples, const char *department)
{
    guint64 sample = 0;

    for (guint i = 0; i < proposal->members->len; i++) {
        if (strcmp(drawing_at(drawings, member_at(proposal, i))->plan->initiator, department) == 0)
            sample += samples[member_at(proposal, i)];
    }
    return sample;
}

const char *
joint_proposal_lead(const JointProposal *proposal, GPtrArray *drawings, const guint64 *samples)
{
    const char *lead = NULL;
    gboolean opens_area = FALSE;
    guint64 most = 0;

    for (guint i = 0; i < proposal->members->len; i++) {
        const Plan *plan = drawing_at(drawings, member_at(proposal, i))->plan;
        gboolean is_opener = proposal->area != NULL && opens(proposal->area, plan);
        guint64 sample = sample_of(proposal, drawings, samples, plan->initiator);
        gboolean is_better = is_opener != opens_area ? is_opener
                             : sample != most        ? sample > most
                                                     : lead != NULL && strcmp(plan->initiator, lead) < 0;

        if (lead != NULL && !is_better)
            continue;
        lead = plan->initiator;
        opens_area = is_opener;
        most = sample;
    }
    return lead;
}

/* The members that take place on a day, and what they draw. */
static guint
count_on_day(const JointProposal *proposal, GPtrArray *drawings, const guint64 *samples, ChaDay day,
             guint64 *ret_sample)
{
    guint n = 0;

    *ret_sample = 0;
    for (guint i = 0; i < proposal->members->len; i++) {
        const Drawing *drawing = drawing_at(drawings, member_at(proposal, i));

        if (day < drawing->start || day > drawing->end)
            continue;
        n++;
        *ret_sample += samples[member_at(proposal, i)];
    }
    return n;
}

void
joint_proposal_period(const JointProposal *proposal, GPtrArray *drawings, const guint64 *samples,
                      ChaDay *ret_start, ChaDay *ret_end)
{
    guint most = 0;
    guint64 most_sample = 0;

    *ret_start = CHA_DAY_NONE;
    /* What several have in common begins where one of them begins. */
    for (guint i = 0; i < proposal->members->len; i++) {
        ChaDay day = drawing_at(drawings, member_at(proposal, i))->start;
        guint64 sample = 0;
        guint n = count_on_day(proposal, drawings, samples, day, &sample);

        if (n < most || (n == most && (sample < most_sample || (sample == most_sample && day >= *ret_start))))
            continue;
        most = n;
        most_sample = sample;
        *ret_start = day;
    }
    *ret_end = G_MAXINT32;
    for (guint i = 0; i < proposal->members->len; i++) {
        const Drawing *drawing = drawing_at(drawings, member_at(proposal, i));

        if (drawing->start <= *ret_start && drawing->end >= *ret_start)
            *ret_end = MIN(*ret_end, drawing->end);
    }
}

JointRemedy
joint_remedy(const Drawing *drawing, ChaDay start, ChaDay end, ChaDay *ret_day)
{
    if (drawing->start > end) {
        *ret_day = MAX(start, end - JOINT_DAYS + 1);
        return JOINT_BEGIN_BY;
    }
    if (drawing->end < start) {
        *ret_day = MIN(end, start + JOINT_DAYS - 1);
        return JOINT_END_LATER;
    }
    return JOINT_MEETS;
}

char *
joint_name_of(GPtrArray *plans)
{
    g_autofree char *joined = text_join_set(plans);
    Digest digest = digest_of(joined, strlen(joined));
    char hex[DIGEST_HEX_SIZE];

    digest_to_hex(&digest, hex);
    return g_strdup_printf("J-%.8s", hex);
}
