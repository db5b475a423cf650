/* What calendars call time zones: names of the tz database, of Windows, of some
 * programs, and offsets. */
#pragma once

#include "exchange/calendar/calendar-zone.h"

typedef enum {
    ZONE_NAME_UNKNOWN,
    ZONE_NAME_KNOWN,
    ZONE_NAME_GUESSED, /* from an offset in a longer name: without daylight saving */
} ZoneNameReading;

/* Names without a meaning of their own, kept for as long as they are needed. */
typedef struct ZoneNames ZoneNames;

ZoneNames *zone_names_new(void);
void zone_names_free(ZoneNames *names);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZoneNames, zone_names_free)

/* The zone that @name means, and the name by which it is found again: that of
 * the tz database, "UTC", or "UTC+0800". The zone stays with @names. */
ZoneNameReading zone_names_find(ZoneNames *names, Slice name, CalendarZone **ret_zone,
                                const char **ret_canonical);
