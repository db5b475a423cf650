#include "domain/board.h"

enum { SLOTS_PER_WORD = 64 };

gboolean
board_has_enough_inspectors(const BoardVisit *visit)
{
    return visit->n_team >= SCHEDULE_MIN_INSPECTORS;
}

gboolean
board_is_within_days(const BoardVisit *visit, guint day)
{
    return day >= visit->first_day && day < visit->end_day;
}

/* The last absence that begins on or before a day is the only one that can
 * reach it. */
static gboolean
is_absent(const BoardInspector *inspector, ChaDay day)
{
    guint low = 0;
    guint high = inspector->absences->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (g_array_index(inspector->absences, ScheduleAbsence, middle).from <= day)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 && g_array_index(inspector->absences, ScheduleAbsence, low - 1).to >= day;
}

gboolean
board_is_nobody_absent(const Board *board, const BoardVisit *visit, ChaDay day)
{
    for (guint i = 0; i < visit->n_team; i++) {
        if (is_absent(&board->inspectors[visit->team[i]], day))
            return FALSE;
    }
    return TRUE;
}

static guint64
taken_by_team(const Board *board, const BoardVisit *visit, guint word)
{
    guint64 taken = 0;

    for (guint i = 0; i < visit->n_team; i++) {
        const BoardInspector *inspector = &board->inspectors[visit->team[i]];

        taken |= inspector->taken[word - inspector->first_word];
    }
    return taken;
}

gboolean
board_is_team_free(const Board *board, const BoardVisit *visit, guint slot)
{
    guint64 taken = taken_by_team(board, visit, slot / SLOTS_PER_WORD);

    return (taken >> slot % SLOTS_PER_WORD & 1) == 0;
}

guint
board_find_slot(const Board *board, const BoardVisit *visit, guint from, guint end)
{
    from = MAX(from, visit->first_day * board->slots_per_day);
    end = MIN(end, visit->end_day * board->slots_per_day);
    if (!board_has_enough_inspectors(visit))
        return BOARD_NO_SLOT;
    while (from < end) {
        guint word = from / SLOTS_PER_WORD;
        guint64 possible = ~taken_by_team(board, visit, word) & G_MAXUINT64 << from % SLOTS_PER_WORD;

        if (possible != 0) {
            guint slot = word * SLOTS_PER_WORD + (guint)__builtin_ctzll(possible);

            return slot < end ? slot : BOARD_NO_SLOT;
        }
        from = (word + 1) * SLOTS_PER_WORD;
    }
    return BOARD_NO_SLOT;
}

guint
board_first_slot(const Board *board, const BoardVisit *visit)
{
    return board_find_slot(board, visit, 0, G_MAXUINT);
}

static void
note_visit(Board *board, const BoardVisit *visit, guint slot, guint visitor)
{
    for (guint i = 0; i < visit->n_team; i++) {
        BoardInspector *inspector = &board->inspectors[visit->team[i]];
        guint at = slot - inspector->first_word * SLOTS_PER_WORD;

        inspector->taken[at / SLOTS_PER_WORD] ^= G_GUINT64_CONSTANT(1) << at % SLOTS_PER_WORD;
        inspector->visitor[at] = visitor;
    }
}

void
board_move(Board *board, guint visit, guint slot)
{
    BoardVisit *moved = &board->visits[visit];

    if (moved->slot != BOARD_NO_SLOT)
        note_visit(board, moved, moved->slot, 0);
    moved->slot = slot;
    if (slot == BOARD_NO_SLOT)
        return;
    g_assert(board_is_team_free(board, moved, slot));
    note_visit(board, moved, slot, visit + 1);
}

guint
board_occupation(const Board *board, guint inspector, guint slot)
{
    const BoardInspector *occupied = &board->inspectors[inspector];
    guint at = slot - occupied->first_word * SLOTS_PER_WORD;

    if ((occupied->taken[at / SLOTS_PER_WORD] >> at % SLOTS_PER_WORD & 1) == 0)
        return BOARD_NOTHING;
    return occupied->visitor[at] == 0 ? BOARD_FIXED : occupied->visitor[at] - 1;
}

gboolean
board_has_time(const Board *board, const BoardVisit *visit, guint inspector)
{
    for (guint day = visit->first_day; board_is_within_days(visit, day); day++) {
        if (!board_is_nobody_absent(board, visit, g_array_index(board->days, ChaDay, day)))
            continue;
        for (guint s = 0; s < board->slots_per_day; s++) {
            if (board_occupation(board, inspector, day * board->slots_per_day + s) == BOARD_NOTHING)
                return TRUE;
        }
    }
    return FALSE;
}
