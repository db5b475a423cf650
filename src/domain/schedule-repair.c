#include "domain/schedule-steps.h"

enum {
    MAX_DEPTH = 4,           /* how far one move may lead to others */
    MAX_TRIALS = 20000,      /* slots tried for one visit */
    MIN_TRIALS = 64,         /* the same when very many have no place */
    TRIALS_IN_ALL = 4000000, /* divided among those without a place */
};

/* Where a visit was before it moved. */
typedef struct {
    guint visit;
    guint slot;
} Move;

typedef struct {
    Board *board;
    GArray *moves;     /* (element-type Move) to be taken back on failure */
    gboolean *is_held; /* visits that others make room for: they stay */
    guint trials;      /* how many are left */
} Repair;

static void
move(Repair *repair, guint visit, guint slot)
{
    Move before = {visit, repair->board->visits[visit].slot};

    g_array_append_val(repair->moves, before);
    board_move(repair->board, visit, slot);
}

/* Going backwards no two visits ever meet. */
static void
take_back(Repair *repair, guint n_kept)
{
    while (repair->moves->len > n_kept) {
        Move last = g_array_index(repair->moves, Move, repair->moves->len - 1);

        board_move(repair->board, last.visit, last.slot);
        g_array_set_size(repair->moves, repair->moves->len - 1);
    }
}

static gint
compare_visits(gconstpointer left, gconstpointer right)
{
    guint a = *(const guint *)left;
    guint b = *(const guint *)right;

    return a < b ? -1 : a > b;
}

/* Takes out who is in the way of a visit in a slot, the most pressing first;
 * NULL when somebody there cannot be moved. */
static GArray *
take_out_blockers(Repair *repair, guint visit, guint slot)
{
    const BoardVisit *blocked = &repair->board->visits[visit];
    g_autoptr(GArray) blockers = NULL;

    for (guint i = 0; i < blocked->n_team; i++) {
        guint blocker = board_occupation(repair->board, blocked->team[i], slot);

        if (blocker == BOARD_FIXED || (blocker != BOARD_NOTHING && repair->is_held[blocker]))
            return NULL;
    }
    blockers = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < blocked->n_team; i++) {
        guint blocker = board_occupation(repair->board, blocked->team[i], slot);

        if (blocker == BOARD_NOTHING)
            continue; /* perhaps only since a colleague's visit was taken out */
        g_array_append_val(blockers, blocker);
        move(repair, blocker, BOARD_NO_SLOT);
    }
    g_array_sort(blockers, compare_visits);
    return g_steal_pointer(&blockers);
}

static gboolean make_room(Repair *repair, guint visit, guint depth);

static gboolean
place_elsewhere(Repair *repair, GArray *blockers, guint depth)
{
    for (guint i = 0; i < blockers->len; i++) {
        guint blocker = g_array_index(blockers, guint, i);
        guint slot = board_first_slot(repair->board, &repair->board->visits[blocker]);

        if (slot != BOARD_NO_SLOT)
            move(repair, blocker, slot);
        else if (depth == 0 || !make_room(repair, blocker, depth - 1))
            return FALSE;
    }
    return TRUE;
}

/* Places a visit that has no free slot by moving those in one of its slots;
 * nothing has changed on failure. */
static gboolean
make_room(Repair *repair, guint visit, guint depth)
{
    const BoardVisit *placed = &repair->board->visits[visit];
    guint end = placed->end_day * repair->board->slots_per_day;
    gboolean done = FALSE;

    repair->is_held[visit] = TRUE;
    for (guint slot = placed->first_day * repair->board->slots_per_day; slot < end && !done; slot++) {
        guint n_kept = repair->moves->len;
        g_autoptr(GArray) blockers = NULL;

        if (repair->trials == 0)
            break;
        repair->trials--;
        blockers = take_out_blockers(repair, visit, slot);
        if (blockers == NULL)
            continue;
        move(repair, visit, slot);
        done = place_elsewhere(repair, blockers, depth);
        if (!done)
            take_back(repair, n_kept);
    }
    repair->is_held[visit] = FALSE;
    return done;
}

static gboolean
may_find_place(const BoardVisit *visit)
{
    return visit->slot == BOARD_NO_SLOT && visit->possible_days > 0 && board_has_enough_inspectors(visit);
}

void
schedule_repair(Board *board)
{
    g_autoptr(GArray) moves = g_array_new(FALSE, FALSE, sizeof(Move));
    g_autofree gboolean *is_held = g_new0(gboolean, board->n_visits);
    Repair repair = {board, moves, is_held, 0};
    guint n_visits = 0;

    for (guint v = 0; v < board->n_visits; v++)
        n_visits += may_find_place(&board->visits[v]) ? 1 : 0;
    for (guint v = 0; v < board->n_visits; v++) {
        gboolean placed = !may_find_place(&board->visits[v]);

        repair.trials = CLAMP(TRIALS_IN_ALL / MAX(n_visits, 1), MIN_TRIALS, MAX_TRIALS);
        for (guint depth = 0; depth <= MAX_DEPTH && !placed && repair.trials > 0; depth++)
            placed = make_room(&repair, v, depth);
        g_array_set_size(moves, 0);
    }
}
