/* What a department must send to a visit (draw protocol, section 6). */
#pragma once

#include <glib.h>

/* The most seats that a plan may ask of a department: more than anybody will
 * ever send to one place; a larger number is an error, or an attack on whoever
 * verifies. */
enum { SEAT_DEMAND_MAX = 1000 };

typedef struct {
    const char *department;
    guint seats;
    GPtrArray *qualifications; /* (element-type utf8) byte order */
} SeatDemand;

/* What a visit that serves several plans asks of a department: the union of
 * qualifications, and seats enough that nobody is asked for more than a single
 * plan asks of one seat. @demands (element-type SeatDemand), at least one, are
 * of one department; the strings stay borrowed, the array of qualifications is
 * the caller's. */
SeatDemand seat_demand_merge(GPtrArray *demands);

/* Whether somebody with @qualifications (element-type utf8, byte order) has
 * what is dealt to @seat (from 0): the first qualification to the first seat,
 * the second to the second, and round again. */
gboolean seat_demand_is_met(const SeatDemand *demand, guint seat, const GPtrArray *qualifications);
