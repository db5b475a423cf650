/* Calendars of the campaigns in support/drawn-store.h, and their events. */
#pragma once

#include "support/drawn-store.h"

#include <choucha/scheduling.h>

/* Schedules a campaign; @from may be NULL. */
void schedule(ChaStore *store, const char *campaign, const char *from);
/* The last change took place at @at (UTC). */
void set_last_change(ChaStore *store, const char *at);
/* 2027Q1 is drawn, and scheduled on 5 January 2027 at 03:00 UTC. */
ChaStore *scheduled_store_new(void);
/* Writes the calendars of 2027Q1. */
ChaCalendarReport publish(ChaStore *store, const char *folder, gboolean alarms);

/* The names in a folder, sorted, joined by blanks. */
char *list_folder(const char *folder, const char *name);
/* The event of a visit in a calendar, unfolded, or NULL. */
char *event_in(const char *folder, const char *path, const char *campaign, const char *visit);
/* The same for 2027Q1. */
char *event_of(const char *folder, const char *path, const char *visit);
gboolean has_event(const char *folder, const char *path, const char *visit);
/* Whether a text has this line, or these words nowhere. */
void assert_line(const char *text, const char *line);
void assert_absent(const char *text, const char *words);
