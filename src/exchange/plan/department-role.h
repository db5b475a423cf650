/* What a cell says of the part that a department takes: 商务局（牵头）, 商务局配合,
 * 牵头部门：商务局. */
#pragma once

#include <glib.h>

typedef enum {
    ROLE_NOT_SAID,
    ROLE_LEADS,
    ROLE_HELPS,
} DepartmentRole;

/* @text without it; the part itself goes to @ret_role. */
char *department_role_strip(const char *text, DepartmentRole *ret_role);
