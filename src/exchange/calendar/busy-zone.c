/* Time zones of a calendar file: its VTIMEZONEs, and the names in its times. */
#include "base/i18n.h"
#include "exchange/calendar/busy-private.h"

#include <string.h>

enum { HAS_ONSET = 1, HAS_FROM = 2, HAS_TO = 4, HAS_ALL = 7 };

static char *
name_of(Slice tzid)
{
    tzid = slice_strip(tzid);
    return g_strndup(tzid.bytes, tzid.length);
}

void
busy_zone_begin(BusyReader *reader)
{
    g_clear_pointer(&reader->open_tzid, g_free);
    g_clear_pointer(&reader->observances, g_array_unref);
    reader->observances = g_array_new(FALSE, FALSE, sizeof(Observance));
    g_array_set_clear_func(reader->observances, (GDestroyNotify)observance_clear);
    reader->zone_is_wrong = FALSE;
}

void
busy_zone_property(BusyReader *reader, const ContentLine *line)
{
    if (!slice_is(line->name, "TZID"))
        return;
    g_free(reader->open_tzid);
    reader->open_tzid = name_of(line->value);
}

/* A zone that cannot be followed is looked up by its name, like one that the
 * file does not describe. */
void
busy_zone_end(BusyReader *reader, const ContentLine *end)
{
    CalendarZone *zone;

    if (reader->observances->len == 0 || reader->zone_is_wrong || reader->open_tzid == NULL ||
        reader->zone_steps > BUSY_MAX_ZONE_STEPS || reader->calendar->own_zones->len >= BUSY_MAX_ZONES) {
        busy_reader_tell(reader, CHA_SEVERITY_NOTE, end,
                         g_strdup(_("this description of a time zone is not used, for it is not complete or "
                                    "not right; its name is looked up instead")),
                         NULL);
        return;
    }
    zone = calendar_zone_new(g_steal_pointer(&reader->observances));
    g_ptr_array_add(reader->calendar->own_zones, zone);
    g_hash_table_insert(reader->scope_zones, g_strdup(reader->open_tzid), zone);
}

void
busy_observance_begin(BusyReader *reader)
{
    observance_clear(&reader->observance);
    reader->observance = (Observance){0};
    reader->observance_parts = 0;
}

static gboolean
read_onset(BusyReader *reader, Slice value)
{
    CalendarTime onset;

    if (!calendar_time_read(value, &onset))
        return FALSE;
    reader->observance.onset = onset.civil;
    reader->observance_parts |= HAS_ONSET;
    return TRUE;
}

static gboolean
read_rule(BusyReader *reader, Slice value)
{
    g_autoptr(Recurrence) rule = NULL;
    Slice part;

    if (reader->n_zone_rules == BUSY_MAX_ZONE_RULES ||
        recurrence_read(value, &rule, &part) != RECURRENCE_READ)
        return FALSE;
    reader->n_zone_rules++;
    if (reader->observance.rules == NULL)
        reader->observance.rules = g_ptr_array_new_with_free_func((GDestroyNotify)recurrence_free);
    g_ptr_array_add(reader->observance.rules, g_steal_pointer(&rule));
    return TRUE;
}

static gboolean
read_dates(BusyReader *reader, Slice value)
{
    Slice piece;

    if (reader->observance.dates == NULL)
        reader->observance.dates = g_array_new(FALSE, FALSE, sizeof(CalendarTime));
    while (slice_split(&value, ',', &piece)) {
        CalendarTime date;
        Slice start;

        if (!slice_split(&piece, '/', &start) || !calendar_time_read(start, &date))
            return FALSE;
        g_array_append_val(reader->observance.dates, date);
    }
    return reader->observance.dates->len <= BUSY_MAX_OBSERVANCES;
}

void
busy_observance_property(BusyReader *reader, const ContentLine *line)
{
    Observance *observance = &reader->observance;
    gboolean is_right = TRUE;

    if (slice_is(line->name, "DTSTART"))
        is_right = read_onset(reader, line->value);
    else if (slice_is(line->name, "RRULE"))
        is_right = read_rule(reader, line->value);
    else if (slice_is(line->name, "RDATE"))
        is_right = read_dates(reader, line->value);
    else if (slice_is(line->name, "TZOFFSETFROM") && calendar_offset_read(line->value, &observance->from))
        reader->observance_parts |= HAS_FROM;
    else if (slice_is(line->name, "TZOFFSETTO") && calendar_offset_read(line->value, &observance->to))
        reader->observance_parts |= HAS_TO;
    if (!is_right || line->is_cut)
        reader->zone_is_wrong = TRUE;
}

void
busy_observance_end(BusyReader *reader)
{
    guint64 steps = 0;

    if (reader->observance_parts != HAS_ALL || reader->observances->len == BUSY_MAX_OBSERVANCES ||
        !observance_is_sound(&reader->observance, &steps)) {
        reader->zone_is_wrong = TRUE;
        return;
    }
    reader->zone_steps += steps;
    g_array_append_val(reader->observances, reader->observance);
    reader->observance = (Observance){0};
}

/* Newest first: a file's events name the same zone again and again. */
gboolean
busy_zone_place(BusyReader *reader, Slice tzid, guint *ret_place)
{
    GPtrArray *zones = reader->calendar->zones;
    BusyZone *zone;

    for (guint i = zones->len; i > 0; i--) {
        zone = g_ptr_array_index(zones, i - 1);
        if (zone->scope != reader->scope)
            break;
        if (strlen(zone->tzid) == tzid.length && memcmp(zone->tzid, tzid.bytes, tzid.length) == 0) {
            *ret_place = i - 1;
            return TRUE;
        }
    }
    if (zones->len == BUSY_MAX_ZONES)
        return FALSE;
    zone = g_new0(BusyZone, 1);
    zone->tzid = g_strndup(tzid.bytes, tzid.length);
    zone->scope = reader->scope;
    *ret_place = zones->len;
    g_ptr_array_add(zones, zone);
    return TRUE;
}

static char *
name_of_offset(gint offset)
{
    GString *name = g_string_new("UTC");

    calendar_offset_append(name, offset);
    return g_string_free(name, FALSE);
}

static CalendarZone *
zone_of_beijing(BusyReader *reader)
{
    CalendarZone *zone = calendar_zone_new_fixed(BUSY_OFFSET_OF_BEIJING);

    g_ptr_array_add(reader->calendar->own_zones, zone);
    return zone;
}

static void
tell_of_zone(BusyReader *reader, const BusyZone *zone, const char *rule, const char *remedy)
{
    ContentLine line = {0};

    line.name = (Slice){"TZID", strlen("TZID")};
    line.value = (Slice){zone->tzid, strlen(zone->tzid)};
    busy_reader_tell(reader, CHA_SEVERITY_NOTE, &line, g_strdup(rule), g_strdup(remedy));
}

static void
resolve(BusyReader *reader, BusyZone *zone)
{
    Slice name = {zone->tzid, strlen(zone->tzid)};
    const char *canonical = NULL;
    ZoneNameReading reading;
    gint offset;

    zone->zone = g_hash_table_lookup(reader->scope_zones, zone->tzid);
    if (zone->zone != NULL) {
        zone->name = calendar_zone_is_fixed(zone->zone, &offset) ? name_of_offset(offset) : NULL;
        return;
    }
    reading = zone_names_find(reader->calendar->names, name, &zone->zone, &canonical);
    zone->name = g_strdup(canonical);
    if (reading == ZONE_NAME_GUESSED)
        tell_of_zone(reader, zone, _("only the offset of this time zone is known, not its summer time"),
                     _("check the times, or export with a description of the zone (VTIMEZONE)"));
    if (reading != ZONE_NAME_UNKNOWN)
        return;
    zone->zone = zone_of_beijing(reader);
    zone->name = name_of_offset(BUSY_OFFSET_OF_BEIJING);
    tell_of_zone(reader, zone, _("nobody knows this time zone; its times are taken as those of Beijing"),
                 _("check the times, or export with a description of the zone (VTIMEZONE)"));
}

void
busy_zones_resolve(BusyReader *reader)
{
    const GPtrArray *zones = reader->calendar->zones;

    for (guint i = zones->len; i > 0; i--) {
        BusyZone *zone = g_ptr_array_index(zones, i - 1);

        if (zone->scope != reader->scope)
            break;
        resolve(reader, zone);
    }
    g_hash_table_remove_all(reader->scope_zones);
}
