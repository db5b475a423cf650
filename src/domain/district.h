/* Districts (行政区划代码, GB/T 2260): a code that ends in 00 or 0000 stands
 * for all of a city or a province. */
#pragma once

#include <glib.h>

/* Whether the code of a plan or an inspector covers a district: itself, and
 * when it ends in 00 or 0000 those below it. */
gboolean district_covers(const char *code, const char *district);
/* @codes (element-type utf8) with every code that ends in 00 or 0000 followed
 * by the codes of @districts below it; joined as a set. So a list that names
 * anything never becomes empty, which would mean everywhere. */
char *district_expand(GPtrArray *codes, GPtrArray *districts);
