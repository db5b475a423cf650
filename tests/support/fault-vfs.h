/* A file system that fails when it is told to: SQLite's files go through it
 * once it is there. */
#pragma once

#include <glib.h>

typedef enum {
    FAULT_DISK_FULL,  /* a write finds no room, and so do all that follow */
    FAULT_WRITE_ONCE, /* one write or sync fails, and then no more */
} FaultKind;

/* Makes it the file system of every database that is opened from now on. */
void fault_vfs_register(void);
/* Lets @calls more writes, syncs and truncations pass before the fault. */
void fault_vfs_arm(FaultKind kind, guint calls);
/* Lets everything pass; returns whether a fault had happened. */
gboolean fault_vfs_disarm(void);
