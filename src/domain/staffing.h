/* Who could take the seats of a plan: whether a department has, for a
 * district, distinct inspectors that together fill them. */
#pragma once

#include "domain/seat-demand.h"

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

/* How many of the seats distinct inspectors can fill in @district; those in
 * @recused (nullable; a set of names) apart. Qualifications are dealt to the
 * seats in turn. */
guint staff_fill(Staff *staff, const SeatDemand *demand, const char *district, GHashTable *recused);
