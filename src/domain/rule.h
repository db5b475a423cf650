/* The rules of the draw protocol, numbered as in data/doc/draw-protocol.md,
 * and the report of one that is broken. */
#pragma once

#include <glib.h>

/* One rule broken, at a place. */
typedef struct {
    char *path;       /* from the bundle's top, "commit/plans.csv" */
    guint64 line;     /* from 1; 0 when the whole file is meant */
    const char *rule; /* "C8" */
    char *text;       /* what is wrong, in the user's language, one line, no tabs */
} RuleFault;

void rule_fault_free(RuleFault *fault);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RuleFault, rule_fault_free)
