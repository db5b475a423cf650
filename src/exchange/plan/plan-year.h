/* The year of plans, where their periods do not say it. */
#pragma once

#include <glib.h>

/* The year that a text names: 2024年度, 2024年, 二〇二四年, (2024); of several
 * years the one that is said to be a plan's or a year's. 0: none, or several. */
gint plan_year_in(const char *text);
