#include "domain/team-network.h"

enum { NOBODY = -1, NO_SEAT = -1 };

/* What a search in vain has reached leads nowhere until the step is over. */
static const guint REACHED_FOR_GOOD = G_MAXUINT;

/* Inspectors are known here by their ranks in the order of searching. */

/* Seats for which the same inspectors are able. */
typedef struct {
    GArray *able;    /* the caller's */
    GArray *members; /* (element-type guint) ranks, rising */
    guint search;    /* the last one that came by */
    GArray *left;    /* (element-type guint) ranks that this search did not reach */
} AbleClass;

typedef struct {
    guint first;
    guint count;
    const GArray *recused;
} Part;

typedef struct {
    guint part;
    guint able_class;
    gint inspector;
    guint reached; /* by which search */
    gint from;     /* the seat it was reached from, NO_SEAT to begin with */
} Seat;

typedef struct {
    guint number;  /* as the caller has it */
    GArray *seats; /* (element-type guint) rising; their number is the load */
    guint reached;
    guint sits_by; /* the last look at a part in which he sits */
} Inspector;

struct TeamNetwork {
    guint64 max_load;
    Inspector *inspectors;
    guint n_inspectors;
    guint *ranks; /* of each number */
    GArray *seats;
    GArray *parts;
    GArray *classes;
    GHashTable *class_of; /* the caller's list to its class and 1 */
    guint search;
    guint look;
    GArray *queue;   /* (element-type guint) seats reached in this search */
    GArray *reached; /* (element-type guint) inspectors reached in this search */
    /* How it ended. */
    guint found;
    guint found_from;
};

static void
able_class_clear(gpointer data)
{
    AbleClass *able_class = data;

    g_array_unref(able_class->able);
    g_array_unref(able_class->members);
    g_array_unref(able_class->left);
}

TeamNetwork *
team_network_new(const GArray *order, guint64 max_load)
{
    TeamNetwork *network = g_new0(TeamNetwork, 1);

    network->max_load = max_load;
    network->n_inspectors = order->len;
    network->inspectors = g_new0(Inspector, order->len);
    network->ranks = g_new0(guint, order->len);
    for (guint rank = 0; rank < order->len; rank++) {
        Inspector *inspector = &network->inspectors[rank];

        inspector->number = g_array_index(order, guint, rank);
        inspector->seats = g_array_new(FALSE, FALSE, sizeof(guint));
        network->ranks[inspector->number] = rank;
    }
    network->seats = g_array_new(FALSE, FALSE, sizeof(Seat));
    network->parts = g_array_new(FALSE, FALSE, sizeof(Part));
    network->classes = g_array_new(FALSE, FALSE, sizeof(AbleClass));
    g_array_set_clear_func(network->classes, able_class_clear);
    network->class_of = g_hash_table_new(NULL, NULL);
    network->queue = g_array_new(FALSE, FALSE, sizeof(guint));
    network->reached = g_array_new(FALSE, FALSE, sizeof(guint));
    return network;
}

void
team_network_free(TeamNetwork *network)
{
    if (network == NULL)
        return;
    for (guint rank = 0; rank < network->n_inspectors; rank++)
        g_array_unref(network->inspectors[rank].seats);
    g_free(network->inspectors);
    g_free(network->ranks);
    g_array_unref(network->seats);
    g_array_unref(network->parts);
    g_array_unref(network->classes);
    g_hash_table_unref(network->class_of);
    g_array_unref(network->queue);
    g_array_unref(network->reached);
    g_free(network);
}

static Seat *
seat_at(const TeamNetwork *network, guint seat)
{
    return &g_array_index(network->seats, Seat, seat);
}

static gint
compare_numbers(gconstpointer left, gconstpointer right)
{
    guint a = *(const guint *)left;
    guint b = *(const guint *)right;

    return (a > b) - (a < b);
}

static guint
find_class(TeamNetwork *network, GArray *able)
{
    guint place = GPOINTER_TO_UINT(g_hash_table_lookup(network->class_of, able));
    AbleClass able_class = {.search = 0};

    if (place > 0)
        return place - 1;
    able_class.able = g_array_ref(able);
    able_class.members = g_array_sized_new(FALSE, FALSE, sizeof(guint), able->len);
    able_class.left = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < able->len; i++)
        g_array_append_val(able_class.members, network->ranks[g_array_index(able, guint, i)]);
    g_array_sort(able_class.members, compare_numbers);
    g_array_append_val(network->classes, able_class);
    g_hash_table_insert(network->class_of, able, GUINT_TO_POINTER(network->classes->len));
    return network->classes->len - 1;
}

void
team_network_begin_part(TeamNetwork *network, const GArray *recused)
{
    Part part = {network->seats->len, 0, recused};

    g_array_append_val(network->parts, part);
}

void
team_network_add_seat(TeamNetwork *network, GArray *able, gint64 inspector)
{
    Seat seat = {.part = network->parts->len - 1, .inspector = NOBODY};
    guint number = network->seats->len;

    seat.able_class = find_class(network, able);
    if (inspector >= 0) {
        seat.inspector = (gint)network->ranks[inspector];
        g_array_append_val(network->inspectors[seat.inspector].seats, number);
    }
    g_array_append_val(network->seats, seat);
    g_array_index(network->parts, Part, seat.part).count++;
}

static gboolean
is_reached(const TeamNetwork *network, guint reached)
{
    return reached == network->search || reached == REACHED_FOR_GOOD;
}

static void
reach_seat(TeamNetwork *network, guint number, gint from)
{
    Seat *seat = seat_at(network, number);

    if (is_reached(network, seat->reached))
        return;
    seat->reached = network->search;
    seat->from = from;
    g_array_append_val(network->queue, number);
}

static void
reach_seats_of(TeamNetwork *network, guint rank, gint from)
{
    const Inspector *inspector = &network->inspectors[rank];

    for (guint i = 0; i < inspector->seats->len; i++)
        reach_seat(network, g_array_index(inspector->seats, guint, i), from);
}

static void
reach_inspector(TeamNetwork *network, guint rank)
{
    network->inspectors[rank].reached = network->search;
    g_array_append_val(network->reached, rank);
}

static gboolean
is_recused(const TeamNetwork *network, const Part *part, guint rank)
{
    return part->recused != NULL &&
           g_array_binary_search((GArray *)part->recused, &network->inspectors[rank].number, compare_numbers,
                                 NULL);
}

/* From a seat to the others of its part whose inspectors could sit there; notes
 * who sits in the part. */
static void
go_on_within_part(TeamNetwork *network, guint number)
{
    const Seat *seat = seat_at(network, number);
    const Part *part = &g_array_index(network->parts, Part, seat->part);
    const AbleClass *able_class = &g_array_index(network->classes, AbleClass, seat->able_class);

    network->look++;
    for (guint other = part->first; other < part->first + part->count; other++) {
        gint rank = seat_at(network, other)->inspector;

        if (rank == NOBODY)
            continue;
        network->inspectors[rank].sits_by = network->look;
        if (other != number && g_array_binary_search(able_class->members, &rank, compare_numbers, NULL))
            reach_seat(network, other, (gint)number);
    }
}

/* From a seat to the inspectors who fit it; TRUE when one's load is low enough.
 * Those of a class who are left unreached are few after the first seat. */
static gboolean
go_on_to_inspectors(TeamNetwork *network, guint number, guint64 most_load)
{
    const Seat *seat = seat_at(network, number);
    const Part *part = &g_array_index(network->parts, Part, seat->part);
    AbleClass *able_class = &g_array_index(network->classes, AbleClass, seat->able_class);
    gboolean is_first = able_class->search != network->search;
    const GArray *waiting = is_first ? able_class->members : able_class->left;
    guint n_waiting = waiting->len;
    guint n_left = 0;

    if (is_first)
        g_array_set_size(able_class->left, 0);
    able_class->search = network->search;
    for (guint i = 0; i < n_waiting; i++) {
        guint rank = g_array_index(waiting, guint, i);
        const Inspector *inspector = &network->inspectors[rank];

        if (is_reached(network, inspector->reached))
            continue;
        if (inspector->sits_by == network->look || is_recused(network, part, rank)) {
            if (is_first)
                g_array_append_val(able_class->left, rank);
            else
                g_array_index(able_class->left, guint, n_left) = rank;
            n_left++;
            continue;
        }
        reach_inspector(network, rank);
        if (inspector->seats->len <= most_load) {
            network->found = rank;
            network->found_from = number;
            return TRUE;
        }
        reach_seats_of(network, rank, (gint)number);
    }
    g_array_set_size(able_class->left, n_left);
    return FALSE;
}

static void
begin_search(TeamNetwork *network)
{
    network->search++;
    g_array_set_size(network->queue, 0);
    g_array_set_size(network->reached, 0);
}

/* Goes on from the seats in the queue, in breadth. */
static gboolean
search(TeamNetwork *network, guint64 most_load)
{
    for (guint i = 0; i < network->queue->len; i++) {
        guint seat = g_array_index(network->queue, guint, i);

        go_on_within_part(network, seat);
        if (go_on_to_inspectors(network, seat, most_load))
            return TRUE;
    }
    for (guint i = 0; i < network->queue->len; i++)
        seat_at(network, g_array_index(network->queue, guint, i))->reached = REACHED_FOR_GOOD;
    for (guint i = 0; i < network->reached->len; i++)
        network->inspectors[g_array_index(network->reached, guint, i)].reached = REACHED_FOR_GOOD;
    return FALSE;
}

static void
take_seat(GArray *seats, guint seat)
{
    guint place = seats->len;

    while (place > 0 && g_array_index(seats, guint, place - 1) > seat)
        place--;
    g_array_insert_val(seats, place, seat);
}

static void
leave_seat(GArray *seats, guint seat)
{
    guint place = 0;

    if (!g_array_binary_search(seats, &seat, compare_numbers, &place))
        g_assert_not_reached(); /* seats and inspectors know of each other */
    g_array_remove_index(seats, place);
}

/* Who was found takes the seat he was reached from, and so on. */
static void
hand_over(TeamNetwork *network)
{
    gint inspector = (gint)network->found;
    gint number = (gint)network->found_from;

    while (number != NO_SEAT && inspector != NOBODY) {
        Seat *seat = seat_at(network, (guint)number);
        gint previous = seat->inspector;

        if (previous != NOBODY)
            leave_seat(network->inspectors[previous].seats, (guint)number);
        take_seat(network->inspectors[inspector].seats, (guint)number);
        seat->inspector = inspector;
        inspector = previous;
        number = seat->from;
    }
}

static void
begin_step(TeamNetwork *network)
{
    for (guint i = 0; i < network->seats->len; i++)
        seat_at(network, i)->reached = 0;
    for (guint i = 0; i < network->n_inspectors; i++)
        network->inspectors[i].reached = 0;
}

void
team_network_fill(TeamNetwork *network)
{
    if (network->max_load == 0)
        return;
    begin_step(network);
    for (guint seat = 0; seat < network->seats->len; seat++) {
        if (seat_at(network, seat)->inspector != NOBODY)
            continue;
        begin_search(network);
        reach_seat(network, seat, NO_SEAT);
        if (search(network, network->max_load - 1))
            hand_over(network);
    }
}

/* The largest load below @limit. */
static guint
largest_load(const TeamNetwork *network, guint limit)
{
    guint largest = 0;

    for (guint rank = 0; rank < network->n_inspectors; rank++) {
        guint load = network->inspectors[rank].seats->len;

        if (load < limit)
            largest = MAX(largest, load);
    }
    return largest;
}

void
team_network_level(TeamNetwork *network)
{
    begin_step(network);
    for (guint load = largest_load(network, G_MAXUINT); load >= 2; load = largest_load(network, load)) {
        for (guint rank = 0; rank < network->n_inspectors; rank++) {
            if (network->inspectors[rank].seats->len != load ||
                network->inspectors[rank].reached == REACHED_FOR_GOOD)
                continue;
            begin_search(network);
            reach_inspector(network, rank);
            reach_seats_of(network, rank, NO_SEAT);
            if (search(network, load - 2))
                hand_over(network);
        }
    }
}

gint64
team_network_inspector(const TeamNetwork *network, guint seat)
{
    gint rank = seat_at(network, seat)->inspector;

    return rank == NOBODY ? -1 : (gint64)network->inspectors[rank].number;
}
