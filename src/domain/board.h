/* The planning board of a schedule: the visits, their teams and days, and who
 * is where when. It knows the rules that no schedule may break; which visit
 * goes where is decided by those who use it.
 *
 * The board counts working days from 0 and slots, the times of a day at which
 * visits may take place, from 0 through all days. Visits are numbered in the
 * order in which they should be placed, inspectors in the order of their
 * identifiers. */
#pragma once

#include "domain/schedule.h"

#define BOARD_NO_SLOT G_MAXUINT

typedef struct {
    const ScheduleVisit *visit;
    guint position;  /* in the problem */
    guint district;  /* the same number for the same district */
    guint *team;     /* distinct inspectors, rising */
    guint n_team;    /* fewer than two: the visit has no place on the board */
    guint first_day; /* working days of the visit, the end excluded */
    guint end_day;
    guint possible_days; /* those of them on which nobody is away */
    guint slot;          /* where it is placed, or BOARD_NO_SLOT */
} BoardVisit;

typedef struct {
    const char *inspector;
    GArray *visits;   /* (element-type guint) visits with a seat, rising */
    GArray *absences; /* (element-type ScheduleAbsence) by first day, disjoint */
    /* The slots from the first to the last day of any of the visits. */
    guint first_word; /* words of 64 slots */
    guint n_words;
    guint64 *taken; /* one bit a slot */
    guint *visitor; /* one number a slot: the visit and 1, or 0 */
} BoardInspector;

typedef struct {
    guint slots_per_day;
    TimeSpan spans[TIMETABLE_MAX_VISITS];
    GArray *days; /* (element-type ChaDay) the working days */
    BoardVisit *visits;
    guint n_visits;
    BoardInspector *inspectors;
    guint n_inspectors;
} Board;

/* The board of a problem, with all visits still to be placed. */
Board *board_new(const ScheduleProblem *problem);
void board_free(Board *board);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Board, board_free)

/* The rules. A slot is possible for a visit when every one of them says so;
 * that nobody has more than the day's number of visits follows from the slots.
 */
gboolean board_has_enough_inspectors(const BoardVisit *visit);
gboolean board_is_within_days(const BoardVisit *visit, guint day);
gboolean board_is_nobody_absent(const Board *board, const BoardVisit *visit, ChaDay day);
gboolean board_is_team_free(const Board *board, const BoardVisit *visit, guint slot);

/* The first possible slot for @visit from @from on and before @end, or
 * BOARD_NO_SLOT. */
guint board_find_slot(const Board *board, const BoardVisit *visit, guint from, guint end);
/* The first possible slot for a visit. */
guint board_first_slot(const Board *board, const BoardVisit *visit);
/* Moves a visit to a possible slot, or to none. */
void board_move(Board *board, guint visit, guint slot);

/* What an inspector does in a slot (of those of the inspector's visits): the
 * number of a visit, nothing, or what cannot be moved. */
#define BOARD_NOTHING G_MAXUINT
#define BOARD_FIXED (G_MAXUINT - 1)
guint board_occupation(const Board *board, guint inspector, guint slot);
/* Whether a slot is possible for one inspector of the visit at least, on any of
 * the days on which nobody is away. */
gboolean board_has_time(const Board *board, const BoardVisit *visit, guint inspector);
