#include "domain/seat-demand.h"

#include "base/text.h"

#include <string.h>

static guint
divide_up(guint number, guint divisor)
{
    return number / divisor + (number % divisor > 0 ? 1 : 0);
}

static void
remove_repetitions(GPtrArray *sorted)
{
    guint n_kept = 0;

    for (guint i = 0; i < sorted->len; i++) {
        if (n_kept == 0 || strcmp(sorted->pdata[n_kept - 1], sorted->pdata[i]) != 0)
            sorted->pdata[n_kept++] = sorted->pdata[i];
    }
    g_ptr_array_set_size(sorted, (gint)n_kept);
}

SeatDemand
seat_demand_merge(GPtrArray *demands)
{
    const SeatDemand *first = demands->pdata[0];
    SeatDemand merged = {.department = first->department, .qualifications = g_ptr_array_new()};
    guint most_of_one_seat = 1;

    for (guint i = 0; i < demands->len; i++) {
        const SeatDemand *demand = demands->pdata[i];

        merged.seats = MAX(merged.seats, demand->seats);
        most_of_one_seat = MAX(most_of_one_seat, divide_up(demand->qualifications->len, demand->seats));
        for (guint q = 0; q < demand->qualifications->len; q++)
            g_ptr_array_add(merged.qualifications, demand->qualifications->pdata[q]);
    }
    g_ptr_array_sort(merged.qualifications, text_compare_pointers);
    remove_repetitions(merged.qualifications);
    merged.seats = MAX(merged.seats, divide_up(merged.qualifications->len, most_of_one_seat));
    return merged;
}

gboolean
seat_demand_is_met(const SeatDemand *demand, guint seat, const GPtrArray *qualifications)
{
    for (guint q = seat; q < demand->qualifications->len; q += demand->seats) {
        guint place = 0;

        if (!text_find_sorted(qualifications, demand->qualifications->pdata[q], &place))
            return FALSE;
    }
    return TRUE;
}
