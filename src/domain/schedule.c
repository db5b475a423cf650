#include "domain/schedule.h"

#include "domain/schedule-steps.h"

void
schedule_fill(Board *board)
{
    for (guint v = 0; v < board->n_visits; v++)
        board_move(board, v, board_first_slot(board, &board->visits[v]));
}

static gboolean
is_always_absent(const Board *board, const BoardVisit *visit, guint member)
{
    BoardVisit alone = *visit;

    alone.team = &visit->team[member];
    alone.n_team = 1;
    for (guint day = visit->first_day; board_is_within_days(visit, day); day++) {
        if (board_is_nobody_absent(board, &alone, g_array_index(board->days, ChaDay, day)))
            return FALSE;
    }
    return TRUE;
}

/* Why there is no day on which the whole team could go. */
static ScheduleOutcome
explain_days(const Board *board, const BoardVisit *visit, const char **ret_inspector)
{
    for (guint i = 0; i < visit->n_team; i++) {
        if (is_always_absent(board, visit, i)) {
            *ret_inspector = board->inspectors[visit->team[i]].inspector;
            return SCHEDULE_ABSENT;
        }
    }
    return SCHEDULE_NEVER_TOGETHER;
}

/* Why there is no time on the days on which the whole team could go. */
static ScheduleOutcome
explain_times(const Board *board, const BoardVisit *visit, const char **ret_inspector)
{
    for (guint i = 0; i < visit->n_team; i++) {
        if (!board_has_time(board, visit, visit->team[i])) {
            *ret_inspector = board->inspectors[visit->team[i]].inspector;
            return SCHEDULE_BUSY;
        }
    }
    return SCHEDULE_NO_COMMON_TIME;
}

static ScheduleOutcome
explain(const Board *board, const BoardVisit *visit, ChaDay from, const char **ret_inspector)
{
    if (!board_has_enough_inspectors(visit))
        return SCHEDULE_SHORT_TEAM;
    if (visit->visit->end < from)
        return SCHEDULE_OVER;
    if (visit->first_day == visit->end_day)
        return SCHEDULE_NO_WORKING_DAY;
    return visit->possible_days == 0 ? explain_days(board, visit, ret_inspector)
                                     : explain_times(board, visit, ret_inspector);
}

static ScheduledVisit
describe(const Board *board, const BoardVisit *visit, ChaDay from)
{
    ScheduledVisit scheduled = {0};

    if (visit->slot != BOARD_NO_SLOT) {
        scheduled.outcome = SCHEDULE_PLACED;
        scheduled.day = g_array_index(board->days, ChaDay, visit->slot / board->slots_per_day);
        scheduled.span = board->spans[visit->slot % board->slots_per_day];
        return scheduled;
    }
    scheduled.first = MAX(visit->visit->start, from);
    scheduled.last = visit->visit->end;
    scheduled.outcome = explain(board, visit, from, &scheduled.inspector);
    return scheduled;
}

GArray *
schedule_compute(const ScheduleProblem *problem)
{
    g_autoptr(Board) board = board_new(problem);
    GArray *result = g_array_new(FALSE, TRUE, sizeof(ScheduledVisit));

    schedule_fill(board);
    schedule_repair(board);
    schedule_gather(board);
    g_array_set_size(result, board->n_visits);
    for (guint v = 0; v < board->n_visits; v++) {
        const BoardVisit *visit = &board->visits[v];

        g_array_index(result, ScheduledVisit, visit->position) = describe(board, visit, problem->from);
    }
    return result;
}
