/* Who could take the seats of a plan: whether a department has, for a
 * district, distinct inspectors that together fill them. */
#pragma once

#include <glib.h>

typedef struct Staff Staff;

Staff *staff_new(void);
void staff_free(Staff *staff);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Staff, staff_free)

/* @qualifications and @districts are lists joined with ';'; without districts
 * an inspector covers all of them. Codes of districts as committed. */
void staff_add(Staff *staff, const char *inspector, const char *department, const char *qualifications,
               const char *districts);
/* Inspectors of a department. */
guint staff_size(const Staff *staff, const char *department);

/* What one department sends to one visit. */
typedef struct {
    const char *department;
    guint seats;
    GPtrArray *qualifications; /* (element-type utf8) byte order */
} SeatDemand;

/* What a visit that serves several plans asks of a department (draw protocol,
 * section 6): the union of qualifications, and seats enough that nobody is
 * asked for more than a single plan asks of one seat. @demands (element-type
 * SeatDemand) are of one department; the strings stay borrowed. */
SeatDemand seat_demand_merge(GPtrArray *demands);

/* How many of the seats distinct inspectors can fill in @district; those in
 * @recused (nullable; a set of names) apart. Qualifications are dealt to the
 * seats in turn. */
guint staff_fill(Staff *staff, const SeatDemand *demand, const char *district, GHashTable *recused);
