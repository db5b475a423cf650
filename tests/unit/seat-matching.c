/* The matching of seats and inspectors against trying all ways. */
#include "domain/seat-matching.h"

enum { SEATS_MAX = 5, INSPECTORS_MAX = 5, RUNS = 3000 };

/* How many of the seats from @seat on distinct inspectors can fill. */
static guint
try_all(GPtrArray *eligible, guint seat, guint taken)
{
    const GArray *inspectors;
    guint best;

    if (seat == eligible->len)
        return 0;
    inspectors = eligible->pdata[seat];
    best = try_all(eligible, seat + 1, taken);
    for (guint i = 0; i < inspectors->len; i++) {
        guint bit = 1u << g_array_index(inspectors, guint, i);

        if ((taken & bit) == 0)
            best = MAX(best, 1 + try_all(eligible, seat + 1, taken | bit));
    }
    return best;
}

static GPtrArray *
random_eligible(void)
{
    GPtrArray *eligible = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    guint n_seats = (guint)g_test_rand_int_range(1, SEATS_MAX + 1);
    gint density = g_test_rand_int_range(1, 5);

    for (guint seat = 0; seat < n_seats; seat++) {
        GArray *inspectors = g_array_new(FALSE, FALSE, sizeof(guint));

        for (guint i = 0; i < INSPECTORS_MAX; i++) {
            if (g_test_rand_int_range(0, 5) < density)
                g_array_append_val(inspectors, i);
        }
        g_ptr_array_add(eligible, inspectors);
    }
    return eligible;
}

static void
test_start_finds_the_most(void)
{
    g_autoptr(SeatMatching) matching = seat_matching_new(INSPECTORS_MAX);

    for (guint run = 0; run < RUNS; run++) {
        g_autoptr(GPtrArray) eligible = random_eligible();

        g_assert_cmpuint(seat_matching_start(matching, eligible), ==, try_all(eligible, 0, 0));
    }
}

/* Seats are given away from the first on; at each step the matching must say
 * what trying all ways says. */
static void
test_steps(void)
{
    g_autoptr(SeatMatching) matching = seat_matching_new(INSPECTORS_MAX);

    for (guint run = 0; run < RUNS; run++) {
        g_autoptr(GPtrArray) eligible = random_eligible();
        guint taken = 0;

        seat_matching_start(matching, eligible);
        for (guint seat = 0; seat < eligible->len; seat++) {
            guint with_seat = try_all(eligible, seat, taken);
            guint later = try_all(eligible, seat + 1, taken);
            gboolean may_lose = seat_matching_drop_seat(matching);
            guint inspector = (guint)g_test_rand_int_range(0, INSPECTORS_MAX);
            guint without = try_all(eligible, seat + 1, taken | (1u << inspector));

            g_assert_cmpint(may_lose, ==, later == with_seat);
            g_assert_cmpint(seat_matching_is_dropped(matching, inspector), ==, (taken >> inspector) & 1);
            if ((taken & (1u << inspector)) != 0)
                continue;
            if (seat_matching_drop_inspector(matching, inspector, may_lose))
                taken |= 1u << inspector;
            else
                g_assert_cmpuint(without, <, later);
            g_assert_cmpint((taken >> inspector) & 1, ==, may_lose || without == later);
        }
    }
}

static void
test_nobody(void)
{
    g_autoptr(SeatMatching) matching = seat_matching_new(0);
    g_autoptr(GPtrArray) eligible = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);

    g_assert_cmpuint(seat_matching_start(matching, eligible), ==, 0);
    g_ptr_array_add(eligible, g_array_new(FALSE, FALSE, sizeof(guint)));
    g_assert_cmpuint(seat_matching_start(matching, eligible), ==, 0);
    g_assert_true(seat_matching_drop_seat(matching));
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/seat-matching/start", test_start_finds_the_most);
    g_test_add_func("/seat-matching/steps", test_steps);
    g_test_add_func("/seat-matching/nobody", test_nobody);
    return g_test_run();
}
