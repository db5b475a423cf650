#include "domain/visit-cut.h"

/* Targets are often drawn by the same plans: what was found once is kept, for so
 * many different cases. */
enum { REMEMBERED_MAX = 64 * 1024 };

struct VisitCutter {
    const Commitment *commitment;
    GHashTable *cuts; /* GBytes of the limit and the plans to GArray of PlanSet */
    /* Of all sets of the plans that are being cut. */
    gboolean *may_share;
    guint8 *n_visits; /* the fewest */
};

VisitCutter *
visit_cutter_new(const Commitment *commitment)
{
    VisitCutter *cutter = g_new0(VisitCutter, 1);

    cutter->commitment = commitment;
    cutter->cuts = g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref,
                                         (GDestroyNotify)g_array_unref);
    return cutter;
}

void
visit_cutter_free(VisitCutter *cutter)
{
    if (cutter == NULL)
        return;
    g_hash_table_unref(cutter->cuts);
    g_free(cutter->may_share);
    g_free(cutter->n_visits);
    g_free(cutter);
}

static guint
first_of(PlanSet set)
{
    return (guint)__builtin_ctz(set);
}

/* The plans that ask each department (element-type PlanSet). Names in a
 * commitment are the same pointer for the same text. */
static GArray *
find_askers(const VisitCutter *cutter, const CommittedPlan *const *plans, guint n_plans)
{
    g_autoptr(GHashTable) places = g_hash_table_new(NULL, NULL);
    GArray *askers = g_array_new(FALSE, TRUE, sizeof(PlanSet));

    for (guint i = 0; i < n_plans; i++) {
        for (guint s = plans[i]->seats.first; s < plans[i]->seats.first + plans[i]->seats.count; s++) {
            gpointer department = (gpointer)commitment_seats(cutter->commitment, s)->department;
            guint place = GPOINTER_TO_UINT(g_hash_table_lookup(places, department));

            if (place == 0) {
                g_array_set_size(askers, askers->len + 1);
                place = askers->len;
                g_hash_table_insert(places, department, GUINT_TO_POINTER(place));
            }
            g_array_index(askers, PlanSet, place - 1) |= (PlanSet)1 << i;
        }
    }
    return askers;
}

/* How many departments ask for none but plans of a set, for each set. */
static guint *
count_within(const GArray *askers, guint n_plans)
{
    guint *counts = g_new0(guint, (gsize)1 << n_plans);

    for (guint i = 0; i < askers->len; i++)
        counts[g_array_index(askers, PlanSet, i)]++;
    for (guint plan = 0; plan < n_plans; plan++) {
        for (PlanSet set = 0; set >> n_plans == 0; set++) {
            if ((set >> plan & 1) != 0)
                counts[set] += counts[set ^ (PlanSet)1 << plan];
        }
    }
    return counts;
}

static void
find_who_may_share(VisitCutter *cutter, const CommittedPlan *const *plans, guint n_plans, guint64 limit)
{
    PlanSet all = ((PlanSet)1 << n_plans) - 1;
    g_autoptr(GArray) askers = find_askers(cutter, plans, n_plans);
    g_autofree guint *within = count_within(askers, n_plans);
    g_autofree ChaDay *latest_start = g_new0(ChaDay, (gsize)all + 1);
    g_autofree ChaDay *earliest_end = g_new0(ChaDay, (gsize)all + 1);
    g_autofree guint *most_of_one = g_new0(guint, (gsize)all + 1);

    for (PlanSet set = 1; set <= all; set++) {
        const CommittedPlan *first = plans[first_of(set)];
        PlanSet others = set & (set - 1);
        guint n_departments = askers->len - within[all ^ set];

        latest_start[set] = others == 0 ? first->start : MAX(first->start, latest_start[others]);
        earliest_end[set] = others == 0 ? first->end : MIN(first->end, earliest_end[others]);
        most_of_one[set] = MAX(first->seats.count, most_of_one[others]);
        cutter->may_share[set] = latest_start[set] <= earliest_end[set] &&
                                 (n_departments <= limit || n_departments == most_of_one[set]);
    }
}

/* Whether @set is better than @best as the visit of the first plan: it has more
 * plans, or at the first place where they differ the earlier one. */
static gboolean
is_better(PlanSet set, PlanSet best)
{
    int n_set = __builtin_popcount(set);
    int n_best = __builtin_popcount(best);

    if (n_set != n_best)
        return n_set > n_best;
    return set != best && (set >> first_of(set ^ best) & 1) != 0;
}

/* The sets of a visit are the first plan and each set of the others. */
static guint8
count_visits(const VisitCutter *cutter, PlanSet rest, PlanSet *ret_visit)
{
    PlanSet first = rest & (~rest + 1);
    PlanSet others = rest ^ first;
    PlanSet companions = others;
    guint8 fewest = G_MAXUINT8;

    for (;;) {
        PlanSet visit = first | companions;
        guint8 n_visits = (guint8)(cutter->n_visits[rest ^ visit] + 1);

        if (cutter->may_share[visit] &&
            (n_visits < fewest || (n_visits == fewest && is_better(visit, *ret_visit)))) {
            fewest = n_visits;
            *ret_visit = visit;
        }
        if (companions == 0)
            return fewest;
        companions = (companions - 1) & others;
    }
}

static GArray *
cut(VisitCutter *cutter, const CommittedPlan *const *plans, guint n_plans, guint64 limit)
{
    PlanSet all = ((PlanSet)1 << n_plans) - 1;
    GArray *visits = g_array_new(FALSE, FALSE, sizeof(PlanSet));
    PlanSet visit = 0;

    if (cutter->may_share == NULL) {
        cutter->may_share = g_new0(gboolean, (gsize)1 << VISIT_CUT_MAX);
        cutter->n_visits = g_new0(guint8, (gsize)1 << VISIT_CUT_MAX);
    }
    find_who_may_share(cutter, plans, n_plans, limit);
    for (PlanSet set = 1; set <= all; set++)
        cutter->n_visits[set] = count_visits(cutter, set, &visit);
    for (PlanSet rest = all; rest != 0; rest ^= visit) {
        (void)count_visits(cutter, rest, &visit);
        g_array_append_val(visits, visit);
    }
    return visits;
}

const GArray *
visit_cutter_cut(VisitCutter *cutter, const CommittedPlan *const *plans, guint n_plans, guint64 limit)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_autoptr(GBytes) key = NULL;
    GArray *visits = NULL;

    g_byte_array_append(bytes, (const guint8 *)&limit, sizeof limit);
    g_byte_array_append(bytes, (const guint8 *)plans, (guint)(n_plans * sizeof *plans));
    key = g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
    visits = g_hash_table_lookup(cutter->cuts, key);
    if (visits != NULL)
        return visits;
    if (g_hash_table_size(cutter->cuts) >= REMEMBERED_MAX)
        g_hash_table_remove_all(cutter->cuts);
    visits = cut(cutter, plans, n_plans, limit);
    g_hash_table_insert(cutter->cuts, g_steal_pointer(&key), visits);
    return visits;
}
