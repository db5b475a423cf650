#include "domain/seat-matching.h"

enum { NOBODY = -1, NO_SEAT = -1, DROPPED = -2 };

struct SeatMatching {
    GPtrArray *eligible;
    guint first;        /* seats before this one are out */
    GArray *inspectors; /* (element-type gint) of each seat, NOBODY */
    gint *seats;        /* of each inspector, NO_SEAT or DROPPED */
    guint *searches;    /* the last search that came by an inspector */
    guint search;
    guint n_inspectors;
    GArray *touched; /* (element-type guint) inspectors whose seats[] must be reset */
};

SeatMatching *
seat_matching_new(guint n_inspectors)
{
    SeatMatching *matching = g_new0(SeatMatching, 1);

    matching->n_inspectors = n_inspectors;
    matching->inspectors = g_array_new(FALSE, FALSE, sizeof(gint));
    matching->seats = g_new(gint, n_inspectors);
    for (guint i = 0; i < n_inspectors; i++)
        matching->seats[i] = NO_SEAT;
    matching->searches = g_new0(guint, n_inspectors);
    matching->touched = g_array_new(FALSE, FALSE, sizeof(guint));
    return matching;
}

void
seat_matching_free(SeatMatching *matching)
{
    if (matching == NULL)
        return;
    g_array_unref(matching->inspectors);
    g_free(matching->seats);
    g_free(matching->searches);
    g_array_unref(matching->touched);
    g_free(matching);
}

static void
set_seat(SeatMatching *matching, guint inspector, gint seat)
{
    matching->seats[inspector] = seat;
    g_array_append_val(matching->touched, inspector);
}

static void
give(SeatMatching *matching, guint seat, guint inspector)
{
    set_seat(matching, inspector, (gint)seat);
    g_array_index(matching->inspectors, gint, seat) = (gint)inspector;
}

/* Finds an inspector for @seat, others moving up if need be. What a search came
 * by in vain needs no second look, from whatever seat. */
static gboolean
augment(SeatMatching *matching, guint seat)
{
    const GArray *eligible = matching->eligible->pdata[seat];

    for (guint i = 0; i < eligible->len; i++) {
        guint inspector = g_array_index(eligible, guint, i);

        if (matching->seats[inspector] == NO_SEAT) {
            give(matching, seat, inspector);
            return TRUE;
        }
    }
    for (guint i = 0; i < eligible->len; i++) {
        guint inspector = g_array_index(eligible, guint, i);
        gint other = matching->seats[inspector];

        if (other == DROPPED || matching->searches[inspector] == matching->search)
            continue;
        matching->searches[inspector] = matching->search;
        if (augment(matching, (guint)other)) {
            give(matching, seat, inspector);
            return TRUE;
        }
    }
    return FALSE;
}

/* Fills one more of the seats that are in the matching and empty. */
static gboolean
augment_any(SeatMatching *matching)
{
    matching->search++;
    for (guint seat = matching->first; seat < matching->eligible->len; seat++) {
        if (g_array_index(matching->inspectors, gint, seat) == NOBODY && augment(matching, seat))
            return TRUE;
    }
    return FALSE;
}

guint
seat_matching_start(SeatMatching *matching, GPtrArray *eligible)
{
    guint n_filled = 0;

    for (guint i = 0; i < matching->touched->len; i++)
        matching->seats[g_array_index(matching->touched, guint, i)] = NO_SEAT;
    g_array_set_size(matching->touched, 0);
    matching->eligible = eligible;
    matching->first = 0;
    g_array_set_size(matching->inspectors, eligible->len);
    for (guint seat = 0; seat < eligible->len; seat++)
        g_array_index(matching->inspectors, gint, seat) = NOBODY;
    for (guint seat = 0; seat < eligible->len; seat++) {
        matching->search++;
        n_filled += augment(matching, seat) ? 1 : 0;
    }
    return n_filled;
}

gboolean
seat_matching_drop_seat(SeatMatching *matching)
{
    gint inspector = g_array_index(matching->inspectors, gint, matching->first);

    matching->first++;
    if (inspector == NOBODY)
        return TRUE;
    set_seat(matching, (guint)inspector, NO_SEAT);
    return augment_any(matching);
}

gboolean
seat_matching_drop_inspector(SeatMatching *matching, guint inspector, gboolean may_lose)
{
    gint seat = matching->seats[inspector];

    set_seat(matching, inspector, DROPPED);
    if (seat == NO_SEAT)
        return TRUE;
    g_array_index(matching->inspectors, gint, seat) = NOBODY;
    if (augment_any(matching) || may_lose)
        return TRUE;
    give(matching, (guint)seat, inspector);
    return FALSE;
}

gboolean
seat_matching_is_dropped(const SeatMatching *matching, guint inspector)
{
    return matching->seats[inspector] == DROPPED;
}
