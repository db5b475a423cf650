/* Whether the names of two departments speak of one place. */
#pragma once

#include <glib.h>

typedef enum {
    REGION_OTHER,    /* two different places */
    REGION_UNSAID,   /* nothing speaks against it: 市, and a department of 黄石市 */
    REGION_THE_SAME, /* both name the same place */
} RegionMatch;

/* How the region of a name that is looked for fits that of a department; both
 * as DepartmentParts has them. */
RegionMatch department_region_match(const char *wanted, const char *region);
/* How far up a region is: 3 省, 2 市, 1 below; 0 when it does not say. */
guint department_region_level(const char *region);
