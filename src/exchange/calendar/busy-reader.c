/* The components of a calendar file. */
#include "base/i18n.h"
#include "exchange/calendar/busy-private.h"

#include <inttypes.h>
#include <string.h>

typedef enum {
    COMPONENT_CALENDAR,
    COMPONENT_EVENT,
    COMPONENT_FREEBUSY,
    COMPONENT_ZONE,
    COMPONENT_OBSERVANCE,
    COMPONENT_OTHER, /* with all that is in it */
} ComponentKind;

typedef struct {
    ComponentKind kind;
    char name[32]; /* cut off there */
    guint64 line;
} Component;

typedef struct {
    BusyReader reader;
    Component open[BUSY_MAX_DEPTH];
    guint depth;
    guint n_components;
    guint first_event; /* of the VCALENDAR that is open */
    guint n_strange;   /* lines that are no content lines */
    guint64 strange_line;
} Parser;

void
busy_reader_tell(BusyReader *reader, ChaSeverity severity, const ContentLine *line, char *rule, char *remedy)
{
    Place place = reader->place;
    g_autofree char *title = NULL;
    g_autofree char *value = NULL;

    if (severity == CHA_SEVERITY_NOTE && reader->n_notes++ >= BUSY_MAX_ISSUES) {
        g_free(rule);
        g_free(remedy);
        return;
    }
    if (line != NULL) {
        title = line->name.length > 0 ? slice_show(line->name) : NULL;
        value = line->name.length > 0 && line->value.length > 0 ? slice_show(line->value) : NULL;
        place.row = line->number;
        place.title = title;
        place.value = value;
    }
    issue_log_add(reader->log, severity, &place, rule, remedy);
}

/* One issue is enough for an event, and a hundred for a file. */
void
busy_reader_fail_event(BusyReader *reader, const ContentLine *line, char *rule, char *remedy)
{
    if (reader->event_is_wrong || reader->n_errors++ >= BUSY_MAX_ISSUES) {
        g_free(rule);
        g_free(remedy);
    } else {
        busy_reader_tell(reader, CHA_SEVERITY_ERROR, line, rule, remedy);
    }
    reader->event_is_wrong = TRUE;
}

void
busy_reader_break(BusyReader *reader, const ContentLine *line, char *rule, char *remedy)
{
    reader->reading.is_broken = TRUE;
    busy_reader_tell(reader, CHA_SEVERITY_ERROR, line, rule, remedy);
}

static const Component *
innermost(const Parser *parser)
{
    return parser->depth > 0 ? &parser->open[parser->depth - 1] : NULL;
}

/* A component means something only where it belongs. */
static ComponentKind
kind_of(const Parser *parser, Slice name)
{
    const Component *around = innermost(parser);
    gboolean at_top = around == NULL;
    gboolean in_calendar = around != NULL && around->kind == COMPONENT_CALENDAR;

    if (slice_is(name, "VCALENDAR") && at_top)
        return COMPONENT_CALENDAR;
    if (slice_is(name, "VEVENT") && (at_top || in_calendar))
        return COMPONENT_EVENT;
    if (slice_is(name, "VFREEBUSY") && (at_top || in_calendar))
        return COMPONENT_FREEBUSY;
    if (slice_is(name, "VTIMEZONE") && (at_top || in_calendar))
        return COMPONENT_ZONE;
    if ((slice_is(name, "STANDARD") || slice_is(name, "DAYLIGHT")) && around != NULL &&
        around->kind == COMPONENT_ZONE)
        return COMPONENT_OBSERVANCE;
    return COMPONENT_OTHER;
}

static void
begin_event(BusyReader *reader, gboolean is_freebusy, guint64 line)
{
    reader->event = g_new0(BusyEvent, 1);
    reader->event->line = line;
    reader->event->scope = reader->scope;
    reader->event->is_freebusy = is_freebusy;
    reader->event_is_wrong = FALSE;
    reader->reading.n_events++;
}

static void
end_event(Parser *parser, const ContentLine *end)
{
    BusyReader *reader = &parser->reader;
    g_autoptr(BusyEvent) event = reader->event;

    if (reader->reading.n_events > BUSY_MAX_EVENTS) {
        busy_reader_break(reader, end, g_strdup_printf(_("more than %d events in one file"), BUSY_MAX_EVENTS),
                          g_strdup(_("export a shorter time, or several files")));
    } else if (busy_event_check(reader) && !reader->event_is_wrong) {
        g_ptr_array_add(reader->calendar->events, g_steal_pointer(&event));
    } else {
        reader->reading.n_wrong++;
    }
    reader->event = NULL;
}

/* Ends the VCALENDAR, or what stood outside of any: its zones are known now. */
static void
end_scope(Parser *parser)
{
    BusyReader *reader = &parser->reader;
    const GPtrArray *events = reader->calendar->events;

    for (guint i = parser->first_event; i < events->len && reader->is_cancellation; i++) {
        BusyEvent *event = g_ptr_array_index(events, i);

        event->is_cancelled = event->is_cancelled || !event->is_freebusy;
    }
    busy_zones_resolve(reader);
    parser->first_event = events->len;
    reader->is_cancellation = FALSE;
    reader->scope++;
}

static void
begin_component(Parser *parser, const ContentLine *line)
{
    Slice name = slice_strip(line->value);
    ComponentKind kind = kind_of(parser, name);
    Component *component;

    parser->n_components++;
    if (parser->depth == BUSY_MAX_DEPTH) {
        busy_reader_break(&parser->reader, line,
                          g_strdup_printf(_("more than %d components inside of each other"), BUSY_MAX_DEPTH),
                          g_strdup(_("this is no calendar that a program wrote; export it again")));
        return;
    }
    if (kind == COMPONENT_OTHER && (slice_is(name, "VCALENDAR") || slice_is(name, "VEVENT"))) {
        busy_reader_break(
            &parser->reader, line,
            g_strdup_printf(_("begins inside of what began in line %" PRIu64), innermost(parser)->line),
            g_strdup(_("something between them is missing; export or download it again")));
        return;
    }
    component = &parser->open[parser->depth++];
    component->kind = kind;
    component->line = line->number;
    g_snprintf(component->name, sizeof component->name, "%.*s", (int)MIN(name.length, 31), name.bytes);
    if (kind == COMPONENT_CALENDAR)
        end_scope(parser); /* of what stood before it */
    else if (kind == COMPONENT_EVENT || kind == COMPONENT_FREEBUSY)
        begin_event(&parser->reader, kind == COMPONENT_FREEBUSY, line->number);
    else if (kind == COMPONENT_ZONE)
        busy_zone_begin(&parser->reader);
    else if (kind == COMPONENT_OBSERVANCE)
        busy_observance_begin(&parser->reader);
}

static void
close_component(Parser *parser, ComponentKind kind, const ContentLine *line)
{
    switch (kind) {
    case COMPONENT_CALENDAR:
        end_scope(parser);
        break;
    case COMPONENT_EVENT:
    case COMPONENT_FREEBUSY:
        end_event(parser, line);
        break;
    case COMPONENT_ZONE:
        busy_zone_end(&parser->reader, line);
        break;
    case COMPONENT_OBSERVANCE:
        busy_observance_end(&parser->reader);
        break;
    case COMPONENT_OTHER:
    default:
        break;
    }
}

static void
end_component(Parser *parser, const ContentLine *line)
{
    Slice name = slice_strip(line->value);
    const Component *component = innermost(parser);

    name.length = MIN(name.length, 31);
    if (component == NULL) {
        busy_reader_break(&parser->reader, line, g_strdup(_("ends what never began")),
                          g_strdup(_("something before it is missing; export or download it again")));
        return;
    }
    if (!slice_is(name, component->name)) {
        g_autofree char *begun = slice_show((Slice){component->name, strlen(component->name)});

        busy_reader_break(
            &parser->reader, line,
            g_strdup_printf(_("does not end the %s that began in line %" PRIu64), begun, component->line),
            g_strdup(_("something between them is missing; export or download it again")));
        return;
    }
    parser->depth--;
    close_component(parser, component->kind, line);
}

static void
note_strange_line(Parser *parser, const ContentLine *line)
{
    if (parser->n_strange++ == 0)
        parser->strange_line = line->number;
}

static void
read_property(Parser *parser, ContentLine *line)
{
    const Component *component = innermost(parser);

    if (component == NULL || component->kind == COMPONENT_OTHER)
        return;
    if (line->name.length == 0)
        note_strange_line(parser, line);
    else if (component->kind == COMPONENT_CALENDAR)
        parser->reader.is_cancellation =
            parser->reader.is_cancellation ||
            (slice_is(line->name, "METHOD") && slice_is(slice_strip(line->value), "CANCEL"));
    else if (component->kind == COMPONENT_ZONE)
        busy_zone_property(&parser->reader, line);
    else if (component->kind == COMPONENT_OBSERVANCE)
        busy_observance_property(&parser->reader, line);
    else
        busy_property_read(&parser->reader, line);
}

static void
read_lines(Parser *parser, const char *bytes, gsize length)
{
    g_auto(ContentReader) lines = {0};
    ContentLine line;

    content_reader_init(&lines, bytes, length);
    while (!parser->reader.reading.is_broken && content_reader_next(&lines, &line)) {
        if (slice_is(line.name, "BEGIN"))
            begin_component(parser, &line);
        else if (slice_is(line.name, "END"))
            end_component(parser, &line);
        else
            read_property(parser, &line);
    }
}

static void
check_end(Parser *parser)
{
    BusyReader *reader = &parser->reader;
    const Component *component = innermost(parser);
    ContentLine line = {0};

    if (reader->reading.is_broken)
        return;
    if (component != NULL) {
        g_autofree char *begun = slice_show((Slice){component->name, strlen(component->name)});

        line.number = component->line;
        busy_reader_break(reader, &line, g_strdup_printf(_("the file ends inside of this %s"), begun),
                          g_strdup(_("it is not complete; export or download it again")));
    } else if (parser->n_components == 0) {
        busy_reader_break(reader, NULL, g_strdup(_("this is no calendar: it has no BEGIN:VCALENDAR")),
                          g_strdup(_("export the calendar as a file that ends in .ics")));
    }
}

static void
tell_strange_lines(Parser *parser)
{
    ContentLine line = {.number = parser->strange_line};

    if (parser->n_strange > 0)
        busy_reader_tell(
            &parser->reader, CHA_SEVERITY_NOTE, &line,
            g_strdup_printf(P_("%u line that is none of a calendar was passed over",
                               "%u lines that are none of a calendar were passed over", parser->n_strange),
                            parser->n_strange),
            NULL);
}

static void
parser_clear(Parser *parser)
{
    BusyReader *reader = &parser->reader;

    g_clear_pointer(&reader->calendar, busy_calendar_free);
    g_clear_pointer(&reader->event, busy_event_free);
    g_clear_pointer(&reader->observances, g_array_unref);
    g_clear_pointer(&reader->scope_zones, g_hash_table_unref);
    g_free(reader->open_tzid);
    observance_clear(&reader->observance);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Parser, parser_clear)

static gboolean
is_wide(const char *bytes, gsize length)
{
    return length >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0);
}

static BusyCalendar *
calendar_new(void)
{
    BusyCalendar *calendar = g_new0(BusyCalendar, 1);

    calendar->events = g_ptr_array_new_with_free_func((GDestroyNotify)busy_event_free);
    calendar->zones = g_ptr_array_new_with_free_func((GDestroyNotify)busy_zone_free);
    calendar->own_zones = g_ptr_array_new_with_free_func((GDestroyNotify)calendar_zone_free);
    calendar->names = zone_names_new();
    return calendar;
}

BusyCalendar *
busy_calendar_read(const char *bytes, gsize length, BusyOrigin origin, const Place *file, IssueLog *log,
                   BusyReading *ret_reading)
{
    g_auto(Parser) parser = {.reader = {.origin = origin, .place = *file, .log = log, .steps = BUSY_STEPS}};
    BusyReader *reader = &parser.reader;

    reader->calendar = calendar_new();
    reader->scope_zones = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (length > BUSY_MAX_FILE_SIZE)
        busy_reader_break(reader, NULL,
                          g_strdup_printf(_("longer than %d MiB"), BUSY_MAX_FILE_SIZE / 1024 / 1024),
                          g_strdup(_("export it without attachments, or a shorter time")));
    else if (is_wide(bytes, length))
        busy_reader_break(reader, NULL, g_strdup(_("the file is in UTF-16")),
                          g_strdup(_("save it as UTF-8")));
    else
        read_lines(&parser, bytes, length);
    check_end(&parser);
    if (!reader->reading.is_broken)
        end_scope(&parser);
    tell_strange_lines(&parser);
    *ret_reading = reader->reading;
    if (reader->reading.is_broken)
        return NULL;
    busy_calendar_settle(reader->calendar);
    return g_steal_pointer(&reader->calendar);
}
