/* Names for plans of tables that give them none. */
#pragma once

#include <glib.h>

typedef struct PlanNumbers PlanNumbers;

PlanNumbers *plan_numbers_new(void);
void plan_numbers_free(PlanNumbers *numbers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PlanNumbers, plan_numbers_free)

/* INITIATOR-YEAR-12ab34cd: the digits come from @contents (a NULL ends it), what
 * the table says of the plan, and from how often the same came before. So the
 * same table gives the same names, and a changed ratio or period keeps them.
 * Width, blanks and the case of A–Z make no difference. */
char *plan_numbers_next(PlanNumbers *numbers, const char *initiator, gint year, const char *const *contents);
