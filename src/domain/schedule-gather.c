#include "domain/schedule-steps.h"

/* A day, and how many visits of the team are in the district on it. */
typedef struct {
    guint day;
    guint n_neighbours;
} Company;

static gint
compare_days(gconstpointer left, gconstpointer right)
{
    guint a = ((const Company *)left)->day;
    guint b = ((const Company *)right)->day;

    return a < b ? -1 : a > b;
}

/* Most company first, then the earliest day. */
static gint
compare_company(gconstpointer left, gconstpointer right)
{
    const Company *a = left;
    const Company *b = right;

    return a->n_neighbours != b->n_neighbours ? (a->n_neighbours > b->n_neighbours ? -1 : 1)
                                              : compare_days(left, right);
}

/* The days on which people of the team have other visits in the district. */
static void
find_company(const Board *board, guint visit, GArray *ret_days)
{
    const BoardVisit *lonely = &board->visits[visit];
    guint n_days = 0;

    g_array_set_size(ret_days, 0);
    for (guint i = 0; i < lonely->n_team; i++) {
        GArray *others = board->inspectors[lonely->team[i]].visits;

        for (guint k = 0; k < others->len; k++) {
            const BoardVisit *other = &board->visits[g_array_index(others, guint, k)];
            Company company = {0, 1};

            if (other == lonely || other->district != lonely->district || other->slot == BOARD_NO_SLOT)
                continue;
            company.day = other->slot / board->slots_per_day;
            g_array_append_val(ret_days, company);
        }
    }
    g_array_sort(ret_days, compare_days);
    for (guint i = 0; i < ret_days->len; i++) {
        Company company = g_array_index(ret_days, Company, i);

        if (n_days > 0 && g_array_index(ret_days, Company, n_days - 1).day == company.day)
            g_array_index(ret_days, Company, n_days - 1).n_neighbours++;
        else
            g_array_index(ret_days, Company, n_days++) = company;
    }
    g_array_set_size(ret_days, n_days);
    g_array_sort(ret_days, compare_company);
}

/* Stops at the visit's own day: it and all that follow are no better. */
static gboolean
join_company(Board *board, guint visit, GArray *days)
{
    const BoardVisit *lonely = &board->visits[visit];
    guint own_day = lonely->slot / board->slots_per_day;
    guint n_now = 0;

    for (guint i = 0; i < days->len; i++) {
        if (g_array_index(days, Company, i).day == own_day)
            n_now = g_array_index(days, Company, i).n_neighbours;
    }
    for (guint i = 0; i < days->len; i++) {
        const Company *company = &g_array_index(days, Company, i);
        guint slot;

        if (company->n_neighbours <= n_now)
            return FALSE;
        slot = board_find_slot(board, lonely, company->day * board->slots_per_day,
                               (company->day + 1) * board->slots_per_day);
        if (slot == BOARD_NO_SLOT)
            continue;
        board_move(board, visit, slot);
        return TRUE;
    }
    return FALSE;
}

/* Every move adds pairs of neighbours and takes none away in sum, so moves come
 * to an end; the second round finds little, and a third is not worth its time. */
void
schedule_gather(Board *board)
{
    enum { ROUNDS = 2 };
    g_autoptr(GArray) days = g_array_new(FALSE, FALSE, sizeof(Company));

    for (guint round = 0; round < ROUNDS; round++) {
        for (guint v = 0; v < board->n_visits; v++) {
            if (board->visits[v].slot == BOARD_NO_SLOT)
                continue;
            find_company(board, v, days);
            (void)join_company(board, v, days);
        }
    }
}
