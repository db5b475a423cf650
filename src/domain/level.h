/* Levels (检查层级): whose inspectors carry out a plan. The draw protocol knows
 * departments only. So a bundle gives those who carry out for a department from
 * below it a name of their own, as if they were one more department. */
#pragma once

#include <glib.h>

typedef enum {
    LEVEL_OWN,          /* those of the departments themselves (市抽市查) */
    LEVEL_SUBORDINATES, /* those of the departments below them (市抽县查) */
} Level;

/* "own", "subordinates": as in the store and in tables. */
const char *level_name(Level level);
Level level_from_name(const char *name);

/* The name in a bundle of those who carry out for @department: "SCJG", or
 * "SCJG@subordinates"; the caller's. */
char *level_staff(const char *department, Level level);
/* Whether such a name is an identifier, and says where it comes from. */
gboolean level_can_name(const char *department, Level level);
/* The same for people, in their language: "SCJG", or "SCJG (subordinates)". */
char *level_text(const char *department, Level level);

/* Which department is above which. */
typedef struct Hierarchy Hierarchy;

Hierarchy *hierarchy_new(void);
void hierarchy_free(Hierarchy *hierarchy);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Hierarchy, hierarchy_free)
/* @parent may be blank, and may be added later itself. */
void hierarchy_add(Hierarchy *hierarchy, const char *department, const char *parent);
/* The department above; NULL when nobody is. */
const char *hierarchy_parent(const Hierarchy *hierarchy, const char *department);
/* Whether somebody is below. */
gboolean hierarchy_has_subordinates(const Hierarchy *hierarchy, const char *department);
