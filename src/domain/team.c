#include "domain/team.h"

#include "domain/able-list.h"
#include "domain/bundle-table.h"
#include "domain/seat-matching.h"
#include "domain/team-network.h"
#include "domain/visit-demand.h"

#include <inttypes.h>
#include <string.h>

/* A visit in the order in which visits get their inspectors. */
typedef struct {
    Digest ticket;
    const DrawnVisit *visit;
} Turn;

/* What is known of an inspector while seats are filled. */
typedef struct {
    guint64 n_seats;    /* so far in this campaign */
    guint sits_in;      /* the last turn in which a seat was taken */
    guint recused_from; /* the last turn that led to a target to keep away from */
    guint ticket_of;    /* the turn that the ticket is of */
    Digest ticket;
} Standing;

typedef struct {
    Commitment *commitment;
    const RecusalIndex *recusals;
    GStringChunk *texts;
    SeedPrefix *tickets;
    AbleLists *able;
    SeatMatching *matching;
    TeamNetwork *network; /* (nullable): when teams are balanced afterwards */
    Standing *standings;  /* of each inspector */
    guint turn;           /* from 1 */
    const DrawnVisit *visit;
    GString *label; /* what is hashed: the visit, '|', and an inspector */
    gsize label_begin;
    GPtrArray *seats; /* the outcome */
} Filling;

static void
filling_clear(Filling *filling)
{
    g_clear_pointer(&filling->tickets, seed_prefix_free);
    g_clear_pointer(&filling->able, able_lists_free);
    g_clear_pointer(&filling->matching, seat_matching_free);
    g_clear_pointer(&filling->network, team_network_free);
    g_free(filling->standings);
    g_string_free(filling->label, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Filling, filling_clear)

static const Digest *
ticket_of(Filling *filling, guint inspector)
{
    Standing *standing = &filling->standings[inspector];

    if (standing->ticket_of != filling->turn) {
        g_string_truncate(filling->label, filling->label_begin);
        g_string_append(filling->label, commitment_inspector(filling->commitment, inspector)->name);
        standing->ticket = seed_prefix_hash(filling->tickets, filling->label->str, filling->label->len);
        standing->ticket_of = filling->turn;
    }
    return &standing->ticket;
}

/* By seats so far, then ticket, then name, which is the order of the numbers. */
static int
compare_inspectors(Filling *filling, guint left, guint right)
{
    const Standing *a = &filling->standings[left];
    const Standing *b = &filling->standings[right];
    int order;

    if (a->n_seats != b->n_seats)
        return a->n_seats < b->n_seats ? -1 : 1;
    order = digest_compare(ticket_of(filling, left), ticket_of(filling, right));
    return order != 0 ? order : (left > right) - (left < right);
}

static gint
compare_for_sort(gconstpointer left, gconstpointer right, gpointer filling)
{
    return compare_inspectors(filling, *(const guint *)left, *(const guint *)right);
}

static gboolean
is_free(const Filling *filling, guint inspector)
{
    const Commitment *commitment = filling->commitment;
    const Standing *standing = &filling->standings[inspector];

    return standing->sits_in != filling->turn && standing->recused_from != filling->turn &&
           !(commitment->limits_visits && standing->n_seats >= commitment->max_visits);
}

/* Who is eligible for each seat of a department: arrays of numbers, which seats
 * that ask for the same share. */
static GPtrArray *
find_eligible(Filling *filling, const SeatDemand *demand)
{
    GPtrArray *eligible = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    g_autoptr(GPtrArray) able_of_seats = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);

    for (guint seat = 0; seat < demand->seats; seat++) {
        GArray *able = able_lists_get(filling->able, demand, seat, filling->visit->district);
        GArray *free_ones = NULL;

        /* Seats that are dealt nothing come last, one after the other. */
        if (seat > 0 && able == able_of_seats->pdata[seat - 1]) {
            g_ptr_array_add(able_of_seats, able);
            g_ptr_array_add(eligible, g_array_ref(eligible->pdata[seat - 1]));
            continue;
        }
        g_ptr_array_add(able_of_seats, able);
        free_ones = g_array_sized_new(FALSE, FALSE, sizeof(guint), able->len);
        for (guint i = 0; i < able->len; i++) {
            guint inspector = g_array_index(able, guint, i);

            if (is_free(filling, inspector))
                g_array_append_val(free_ones, inspector);
        }
        g_ptr_array_add(eligible, free_ones);
    }
    return eligible;
}

static void
add_seat(Filling *filling, const char *department, guint seat, gint64 inspector)
{
    DrawnSeat *drawn = g_new0(DrawnSeat, 1);

    drawn->visit = filling->visit->visit;
    drawn->department = g_string_chunk_insert_const(filling->texts, department);
    drawn->seat = seat + 1;
    if (inspector >= 0) {
        const char *name = commitment_inspector(filling->commitment, (guint)inspector)->name;
        Standing *standing = &filling->standings[inspector];

        drawn->inspector = g_string_chunk_insert_const(filling->texts, name);
        drawn->ticket = *ticket_of(filling, (guint)inspector);
        standing->n_seats++;
        standing->sits_in = filling->turn;
    }
    g_ptr_array_add(filling->seats, drawn);
}

/* With at least as many eligible for each seat as there are seats, whoever
 * takes one leaves enough for the others. */
static gboolean
is_plenty(GPtrArray *eligible)
{
    for (guint seat = 0; seat < eligible->len; seat++) {
        if (((const GArray *)eligible->pdata[seat])->len < eligible->len)
            return FALSE;
    }
    return TRUE;
}

/* Whoever has the fewest seats is looked at first: only their tickets count. */
static gint64
choose_freely(Filling *filling, const GArray *candidates)
{
    guint64 fewest = G_MAXUINT64;
    gint64 best = -1;

    for (guint i = 0; i < candidates->len; i++) {
        const Standing *standing = &filling->standings[g_array_index(candidates, guint, i)];

        if (standing->sits_in != filling->turn)
            fewest = MIN(fewest, standing->n_seats);
    }
    for (guint i = 0; i < candidates->len; i++) {
        guint inspector = g_array_index(candidates, guint, i);
        const Standing *standing = &filling->standings[inspector];

        if (standing->sits_in != filling->turn && standing->n_seats == fewest &&
            (best < 0 || compare_inspectors(filling, inspector, (guint)best) < 0))
            best = inspector;
    }
    return best;
}

static void
fill_with_plenty(Filling *filling, const char *department, GPtrArray *eligible)
{
    for (guint seat = 0; seat < eligible->len; seat++)
        add_seat(filling, department, seat, choose_freely(filling, eligible->pdata[seat]));
}

/* The first of the candidates, best first, with whom the later seats can still
 * be filled as well as they can be; -1 when there is no candidate. */
static gint64
choose(Filling *filling, const GArray *candidates, gboolean may_lose)
{
    for (guint i = 0; i < candidates->len; i++) {
        guint inspector = g_array_index(candidates, guint, i);

        if (!seat_matching_is_dropped(filling->matching, inspector) &&
            seat_matching_drop_inspector(filling->matching, inspector, may_lose))
            return inspector;
    }
    return -1;
}

static void
fill_sparingly(Filling *filling, const char *department, GPtrArray *eligible)
{
    seat_matching_start(filling->matching, eligible);
    for (guint seat = 0; seat < eligible->len; seat++) {
        GArray *candidates = eligible->pdata[seat];
        /* A seat too many for the later ones may cost them an inspector. */
        gboolean may_lose = seat_matching_drop_seat(filling->matching);

        g_array_sort_with_data(candidates, compare_for_sort, filling);
        add_seat(filling, department, seat, choose(filling, candidates, may_lose));
    }
}

/* Tells the network of the department's seats, which were filled last. */
static void
add_part(Filling *filling, const SeatDemand *demand)
{
    guint first = filling->seats->len - demand->seats;

    team_network_begin_part(filling->network, recusal_index_find(filling->recusals, filling->visit->target));
    for (guint seat = 0; seat < demand->seats; seat++) {
        const DrawnSeat *drawn = filling->seats->pdata[first + seat];
        g_autoptr(GArray) able = able_lists_get(filling->able, demand, seat, filling->visit->district);
        guint inspector = 0;

        if (drawn->inspector == NULL)
            team_network_add_seat(filling->network, able, -1);
        else if (commitment_find_inspector(filling->commitment, drawn->inspector, &inspector))
            team_network_add_seat(filling->network, able, inspector);
        else
            g_assert_not_reached(); /* only inspectors of the commitment are sent */
    }
}

static void
fill_department(Filling *filling, const SeatDemand *demand)
{
    g_autoptr(GPtrArray) eligible = find_eligible(filling, demand);

    if (is_plenty(eligible))
        fill_with_plenty(filling, demand->department, eligible);
    else
        fill_sparingly(filling, demand->department, eligible);
    if (filling->network != NULL)
        add_part(filling, demand);
}

static void
fill_visit(Filling *filling, const DrawnVisit *visit)
{
    const GArray *recused = recusal_index_find(filling->recusals, visit->target);
    g_autoptr(GPtrArray) demands = visit_demands(filling->commitment, visit);

    filling->turn++;
    filling->visit = visit;
    g_string_printf(filling->label, "%s|", visit->visit);
    filling->label_begin = filling->label->len;
    for (guint i = 0; recused != NULL && i < recused->len; i++)
        filling->standings[g_array_index(recused, guint, i)].recused_from = filling->turn;
    for (guint i = 0; i < demands->len; i++)
        fill_department(filling, demands->pdata[i]);
}

static gint
compare_turns(gconstpointer left, gconstpointer right)
{
    const Turn *a = left;
    const Turn *b = right;
    int order = digest_compare(&a->ticket, &b->ticket);

    return order != 0 ? order : strcmp(a->visit->visit, b->visit->visit);
}

static gint
compare_seats(gconstpointer left, gconstpointer right)
{
    const DrawnSeat *a = *(const DrawnSeat *const *)left;
    const DrawnSeat *b = *(const DrawnSeat *const *)right;
    int order = strcmp(a->visit, b->visit);

    if (order == 0)
        order = strcmp(a->department, b->department);
    return order != 0 ? order : (a->seat > b->seat) - (a->seat < b->seat);
}

static GArray *
put_in_turn(const Seed *seed, GPtrArray *visits)
{
    GArray *turns = g_array_sized_new(FALSE, FALSE, sizeof(Turn), visits->len);
    g_autoptr(SeedPrefix) prefix = seed_prefix_new(seed, "visit|", NULL);

    for (guint i = 0; i < visits->len; i++) {
        const DrawnVisit *visit = visits->pdata[i];
        Turn turn = {seed_prefix_hash(prefix, visit->visit, strlen(visit->visit)), visit};

        g_array_append_val(turns, turn);
    }
    g_array_sort(turns, compare_turns);
    return turns;
}

typedef struct {
    Digest ticket;
    guint inspector;
} Place;

static gint
compare_places(gconstpointer left, gconstpointer right)
{
    const Place *a = left;
    const Place *b = right;
    int order = digest_compare(&a->ticket, &b->ticket);

    return order != 0 ? order : (a->inspector > b->inspector) - (a->inspector < b->inspector);
}

/* A network that searches inspectors in the order of a ticket of their own. */
static TeamNetwork *
make_network(const Commitment *commitment, const Seed *seed)
{
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(Place));
    g_autoptr(GArray) order = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(SeedPrefix) prefix = seed_prefix_new(seed, "order|", NULL);

    for (guint i = 0; i < commitment->inspectors->len; i++) {
        const char *name = commitment_inspector(commitment, i)->name;
        Place place = {seed_prefix_hash(prefix, name, strlen(name)), i};

        g_array_append_val(places, place);
    }
    g_array_sort(places, compare_places);
    for (guint i = 0; i < places->len; i++)
        g_array_append_val(order, g_array_index(places, Place, i).inspector);
    return team_network_new(order, commitment->limits_visits ? commitment->max_visits : G_MAXUINT);
}

/* Lets the network exchange seats, which are still in the order of filling. */
static void
balance(Filling *filling)
{
    team_network_fill(filling->network);
    team_network_level(filling->network);
    for (guint i = 0; i < filling->seats->len; i++) {
        DrawnSeat *seat = filling->seats->pdata[i];
        gint64 inspector = team_network_inspector(filling->network, i);
        const char *name = NULL;

        if (inspector < 0)
            continue; /* a seat that was filled stays so */
        name = commitment_inspector(filling->commitment, (guint)inspector)->name;
        if (g_strcmp0(seat->inspector, name) == 0)
            continue;
        seat->inspector = g_string_chunk_insert_const(filling->texts, name);
        g_string_printf(filling->label, "%s|%s", seat->visit, name);
        seat->ticket = seed_prefix_hash(filling->tickets, filling->label->str, filling->label->len);
    }
}

GPtrArray *
team_fill(Commitment *commitment, const Seed *seed, GPtrArray *visits, const RecusalIndex *recusals,
          GStringChunk *texts)
{
    g_autoptr(GArray) turns = put_in_turn(seed, visits);
    g_auto(Filling) filling = {
        .commitment = commitment,
        .recusals = recusals,
        .texts = texts,
        .tickets = seed_prefix_new(seed, "inspector|", NULL),
        .able = able_lists_new(commitment),
        .matching = seat_matching_new(commitment->inspectors->len),
        .network = commitment->balances_teams ? make_network(commitment, seed) : NULL,
        .standings = g_new0(Standing, commitment->inspectors->len),
        .label = g_string_new(NULL),
        .seats = g_ptr_array_new_with_free_func(g_free),
    };

    for (guint i = 0; i < turns->len; i++)
        fill_visit(&filling, g_array_index(turns, Turn, i).visit);
    if (filling.network != NULL)
        balance(&filling);
    g_ptr_array_sort(filling.seats, compare_seats);
    return filling.seats;
}

GBytes *
team_text(GPtrArray *seats)
{
    GString *text = g_string_new(NULL);

    bundle_table_append_header(text, BUNDLE_TEAMS);
    for (guint i = 0; i < seats->len; i++) {
        const DrawnSeat *seat = seats->pdata[i];
        char ticket[DIGEST_HEX_SIZE] = "";

        if (seat->inspector != NULL)
            digest_to_hex(&seat->ticket, ticket);
        g_string_append_printf(text, "%s,%s,%u,%s,%s\n", seat->visit, seat->department, seat->seat,
                               seat->inspector != NULL ? seat->inspector : "", ticket);
    }
    return g_string_free_to_bytes(text);
}
