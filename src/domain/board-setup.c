/* Laying out a planning board. */
#include "domain/board.h"

#include <string.h>

enum { SLOTS_PER_WORD = 64 };

static const ScheduleVisit *
visit_of(const ScheduleProblem *problem, guint position)
{
    return &g_array_index(problem->visits, ScheduleVisit, position);
}

static gint
compare_texts(gconstpointer left, gconstpointer right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static gint
compare_numbers(gconstpointer left, gconstpointer right)
{
    guint a = *(const guint *)left;
    guint b = *(const guint *)right;

    return a < b ? -1 : a > b;
}

/* Everyone with a seat, numbered from 1 in the order of their identifiers. */
static GHashTable *
number_inspectors(Board *board, const ScheduleProblem *problem)
{
    g_autoptr(GHashTable) numbers = g_hash_table_new(g_str_hash, g_str_equal);
    g_autofree gpointer *keys = NULL;

    for (guint v = 0; v < problem->visits->len; v++) {
        const GPtrArray *team = visit_of(problem, v)->inspectors;

        for (guint i = 0; i < team->len; i++) {
            if (*(const char *)team->pdata[i] != '\0')
                g_hash_table_add(numbers, team->pdata[i]);
        }
    }
    keys = g_hash_table_get_keys_as_array(numbers, &board->n_inspectors);
    qsort(keys, board->n_inspectors, sizeof *keys, compare_texts);
    board->inspectors = g_new0(BoardInspector, board->n_inspectors + 1);
    for (guint i = 0; i < board->n_inspectors; i++) {
        g_hash_table_insert(numbers, keys[i], GUINT_TO_POINTER(i + 1));
        board->inspectors[i].inspector = keys[i];
        board->inspectors[i].visits = g_array_new(FALSE, FALSE, sizeof(guint));
        board->inspectors[i].absences = g_array_new(FALSE, FALSE, sizeof(ScheduleAbsence));
    }
    return g_steal_pointer(&numbers);
}

static BoardInspector *
find_inspector(Board *board, GHashTable *numbers, const char *inspector)
{
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(numbers, inspector));

    return number == 0 ? NULL : &board->inspectors[number - 1];
}

static void
number_districts(Board *board)
{
    g_autoptr(GHashTable) numbers = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint v = 0; v < board->n_visits; v++) {
        gpointer district = (gpointer)board->visits[v].visit->district;

        if (!g_hash_table_contains(numbers, district))
            g_hash_table_insert(numbers, district, GUINT_TO_POINTER(g_hash_table_size(numbers)));
        board->visits[v].district = GPOINTER_TO_UINT(g_hash_table_lookup(numbers, district));
    }
}

static gint
compare_absences(gconstpointer left, gconstpointer right)
{
    const ScheduleAbsence *a = left;
    const ScheduleAbsence *b = right;

    return a->from != b->from ? (a->from < b->from ? -1 : 1) : (a->to < b->to ? -1 : a->to > b->to);
}

/* Absences that meet become one, so that their last days rise as well. */
static void
join_absences(GArray *absences)
{
    guint n_joined = 0;

    g_array_sort(absences, compare_absences);
    for (guint i = 0; i < absences->len; i++) {
        const ScheduleAbsence *absence = &g_array_index(absences, ScheduleAbsence, i);
        ScheduleAbsence *last =
            n_joined == 0 ? NULL : &g_array_index(absences, ScheduleAbsence, n_joined - 1);

        if (last != NULL && absence->from <= last->to)
            last->to = MAX(last->to, absence->to);
        else
            g_array_index(absences, ScheduleAbsence, n_joined++) = *absence;
    }
    g_array_set_size(absences, n_joined);
}

static void
add_absences(Board *board, const ScheduleProblem *problem, GHashTable *numbers)
{
    for (guint i = 0; i < problem->absences->len; i++) {
        const ScheduleAbsence *absence = &g_array_index(problem->absences, ScheduleAbsence, i);
        BoardInspector *inspector = find_inspector(board, numbers, absence->inspector);

        if (inspector != NULL)
            g_array_append_val(inspector->absences, *absence);
    }
    for (guint i = 0; i < board->n_inspectors; i++)
        join_absences(board->inspectors[i].absences);
}

static void
list_working_days(Board *board, const ScheduleProblem *problem)
{
    ChaDay first = G_MAXINT32;
    ChaDay last = G_MININT32;

    for (guint v = 0; v < problem->visits->len; v++) {
        first = MIN(first, MAX(visit_of(problem, v)->start, problem->from));
        last = MAX(last, visit_of(problem, v)->end);
    }
    for (ChaDay day = first; day <= last; day++) {
        if (workdays_has(problem->workdays, day))
            g_array_append_val(board->days, day);
    }
}

/* The number of working days before @day. */
static guint
days_before(const Board *board, ChaDay day)
{
    guint low = 0;
    guint high = board->days->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (g_array_index(board->days, ChaDay, middle) < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void
lay_out_visit(Board *board, const ScheduleProblem *problem, GHashTable *numbers, guint position)
{
    BoardVisit *visit = &board->visits[position];
    const GPtrArray *inspectors = visit_of(problem, position)->inspectors;

    visit->visit = visit_of(problem, position);
    visit->position = position;
    visit->slot = BOARD_NO_SLOT;
    visit->first_day = days_before(board, MAX(visit->visit->start, problem->from));
    visit->end_day = MAX(visit->first_day, days_before(board, visit->visit->end + 1));
    visit->team = g_new(guint, inspectors->len + 1);
    for (guint i = 0; i < inspectors->len; i++) {
        guint number = GPOINTER_TO_UINT(g_hash_table_lookup(numbers, inspectors->pdata[i]));

        if (number != 0)
            visit->team[visit->n_team++] = number - 1;
    }
    qsort(visit->team, visit->n_team, sizeof *visit->team, compare_numbers);
    for (guint i = 1, n_team = MIN(visit->n_team, 1); i <= visit->n_team; i++) {
        if (i == visit->n_team)
            visit->n_team = n_team;
        else if (visit->team[i] != visit->team[n_team - 1])
            visit->team[n_team++] = visit->team[i];
    }
}

/* Counts the days on which nobody is away, up to one more than the team's other
 * visits and engagements can fill: a visit with so many days always finds a
 * place on one of them. So the board stays small when a plan runs for years. */
static void
count_possible_days(const Board *board, BoardVisit *visit, const guint *n_burdens)
{
    guint enough = 1;

    for (guint i = 0; i < visit->n_team; i++)
        enough += n_burdens[visit->team[i]];
    for (guint day = visit->first_day; board_is_within_days(visit, day); day++) {
        if (board_is_nobody_absent(board, visit, g_array_index(board->days, ChaDay, day)))
            visit->possible_days++;
        if (visit->possible_days == enough)
            visit->end_day = day + 1;
    }
}

static void
count_all_possible_days(Board *board, const ScheduleProblem *problem, GHashTable *numbers)
{
    g_autofree guint *n_burdens = g_new0(guint, board->n_inspectors + 1);

    for (guint v = 0; v < board->n_visits; v++) {
        for (guint i = 0; i < board->visits[v].n_team; i++)
            n_burdens[board->visits[v].team[i]]++;
    }
    for (guint i = 0; i < problem->engagements->len; i++) {
        const ScheduleEngagement *engagement = &g_array_index(problem->engagements, ScheduleEngagement, i);
        BoardInspector *inspector = find_inspector(board, numbers, engagement->inspector);

        if (inspector != NULL)
            n_burdens[inspector - board->inspectors]++;
    }
    for (guint v = 0; v < board->n_visits; v++)
        count_possible_days(board, &board->visits[v], n_burdens);
}

/* The most pressing visit first: that which must be over first. Among those that
 * press alike a district is done at a time, so that people stay in it for a
 * day; then that with the fewest days to choose from. */
static gint
compare_visits(gconstpointer left, gconstpointer right)
{
    const BoardVisit *a = left;
    const BoardVisit *b = right;
    int district = strcmp(a->visit->district, b->visit->district);

    if (a->visit->end != b->visit->end)
        return a->visit->end < b->visit->end ? -1 : 1;
    if (district != 0)
        return district;
    if (a->possible_days != b->possible_days)
        return a->possible_days < b->possible_days ? -1 : 1;
    return strcmp(a->visit->visit, b->visit->visit);
}

/* Gives every inspector the slots from the first to the last day on which any
 * of the visits may be. */
static void
give_slots(Board *board)
{
    g_autofree guint *firsts = g_new(guint, board->n_inspectors + 1);
    g_autofree guint *ends = g_new0(guint, board->n_inspectors + 1);

    memset(firsts, 0xff, (board->n_inspectors + 1) * sizeof *firsts);
    for (guint v = 0; v < board->n_visits; v++) {
        const BoardVisit *visit = &board->visits[v];

        for (guint i = 0; i < visit->n_team; i++) {
            g_array_append_val(board->inspectors[visit->team[i]].visits, v);
            firsts[visit->team[i]] = MIN(firsts[visit->team[i]], visit->first_day);
            ends[visit->team[i]] = MAX(ends[visit->team[i]], visit->end_day);
        }
    }
    for (guint i = 0; i < board->n_inspectors; i++) {
        BoardInspector *inspector = &board->inspectors[i];

        inspector->first_word = firsts[i] * board->slots_per_day / SLOTS_PER_WORD;
        inspector->n_words = ends[i] * board->slots_per_day / SLOTS_PER_WORD + 1 - inspector->first_word;
        inspector->taken = g_new0(guint64, inspector->n_words);
        inspector->visitor = g_new0(guint, (gsize)inspector->n_words * SLOTS_PER_WORD);
    }
}

static void
take_slot(const Board *board, BoardInspector *inspector, guint day, guint slot_of_day)
{
    guint slot = day * board->slots_per_day + slot_of_day;
    guint word = slot / SLOTS_PER_WORD;

    if (word >= inspector->first_word && word < inspector->first_word + inspector->n_words)
        inspector->taken[word - inspector->first_word] |= G_GUINT64_CONSTANT(1) << slot % SLOTS_PER_WORD;
}

static void
take_absences(const Board *board, BoardInspector *inspector)
{
    guint end_of_slots = (inspector->first_word + inspector->n_words) * SLOTS_PER_WORD;

    for (guint a = 0; a < inspector->absences->len; a++) {
        const ScheduleAbsence *absence = &g_array_index(inspector->absences, ScheduleAbsence, a);
        guint end = MIN(days_before(board, absence->to + 1), end_of_slots / board->slots_per_day + 1);

        for (guint day = days_before(board, absence->from); day < end; day++) {
            for (guint s = 0; s < board->slots_per_day; s++)
                take_slot(board, inspector, day, s);
        }
    }
}

static void
take_engagement(Board *board, const ScheduleEngagement *engagement, GHashTable *numbers)
{
    BoardInspector *inspector = find_inspector(board, numbers, engagement->inspector);
    guint day = days_before(board, engagement->day);

    if (inspector == NULL || day == board->days->len ||
        g_array_index(board->days, ChaDay, day) != engagement->day)
        return;
    for (guint s = 0; s < board->slots_per_day; s++) {
        if (timetable_overlaps(board->spans[s], engagement->span))
            take_slot(board, inspector, day, s);
    }
}

Board *
board_new(const ScheduleProblem *problem)
{
    Board *board = g_new0(Board, 1);
    g_autoptr(GHashTable) numbers = number_inspectors(board, problem);

    board->slots_per_day = problem->visits_per_day;
    timetable_divide(problem->visits_per_day, board->spans);
    board->days = g_array_new(FALSE, FALSE, sizeof(ChaDay));
    board->n_visits = problem->visits->len;
    board->visits = g_new0(BoardVisit, board->n_visits + 1);
    add_absences(board, problem, numbers);
    list_working_days(board, problem);
    for (guint v = 0; v < board->n_visits; v++)
        lay_out_visit(board, problem, numbers, v);
    number_districts(board);
    count_all_possible_days(board, problem, numbers);
    qsort(board->visits, board->n_visits, sizeof *board->visits, compare_visits);
    give_slots(board);
    for (guint i = 0; i < board->n_inspectors; i++)
        take_absences(board, &board->inspectors[i]);
    for (guint i = 0; i < problem->engagements->len; i++)
        take_engagement(board, &g_array_index(problem->engagements, ScheduleEngagement, i), numbers);
    return board;
}

void
board_free(Board *board)
{
    if (board == NULL)
        return;
    for (guint i = 0; i < board->n_inspectors; i++) {
        g_array_unref(board->inspectors[i].visits);
        g_array_unref(board->inspectors[i].absences);
        g_free(board->inspectors[i].taken);
        g_free(board->inspectors[i].visitor);
    }
    for (guint v = 0; v < board->n_visits; v++)
        g_free(board->visits[v].team);
    g_free(board->inspectors);
    g_free(board->visits);
    g_array_unref(board->days);
    g_free(board);
}
