#include "office/visit-event.h"

#include "base/i18n.h"
#include "base/text.h"
#include "office/schedule-reason.h"

#include <string.h>

/* The text itself, or @instead when it is blank. */
static const char *
or_else(const char *text, const char *instead)
{
    return *text != '\0' ? text : instead;
}

static const char *
department_name(const VisitListing *listing, const char *department)
{
    return or_else(record_index_text(listing->departments, department, "name"), department);
}

/* Sorted, without repetition; owned strings. */
static GPtrArray *
sorted_set(GPtrArray *texts)
{
    g_autofree char *joined = text_join_set(texts);

    return text_split(joined);
}

/* The items that the visit's drawings name. */
static GPtrArray *
items_of(const ListedVisit *listed)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < listed->visit->drawings->len; i++) {
        g_autoptr(GPtrArray) items = text_split(listed_drawing(listed, i)->items);

        g_ptr_array_extend_and_steal(all, g_steal_pointer(&items));
    }
    return sorted_set(all);
}

/* A column of each item that has one, sorted, without repetition. */
static GPtrArray *
item_texts(const VisitListing *listing, const GPtrArray *items, const char *column)
{
    g_autoptr(GHashTable) texts = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *sorted = g_ptr_array_new();
    GHashTableIter iterator;
    gpointer text;

    for (guint i = 0; i < items->len; i++) {
        const char *value = record_index_text(listing->items, items->pdata[i], column);

        if (*value != '\0')
            g_hash_table_add(texts, (gpointer)value);
    }
    g_hash_table_iter_init(&iterator, texts);
    while (g_hash_table_iter_next(&iterator, &text, NULL))
        g_ptr_array_add(sorted, text);
    g_ptr_array_sort(sorted, text_compare_pointers);
    return sorted;
}

static char *
summary_of(const VisitListing *listing, const ListedVisit *listed)
{
    const CampaignVisit *visit = listed->visit;
    const char *title = listed_drawing(listed, 0)->title;
    const char *target = or_else(record_index_text(listing->targets, visit->target, "name"), visit->target);
    g_autofree char *titles = NULL;
    guint n_others = 0;

    for (guint i = 1; i < visit->drawings->len; i++)
        n_others += strcmp(listed_drawing(listed, i)->title, title) != 0 ? 1 : 0;
    if (n_others > 0)
        titles =
            g_strdup_printf(P_("%s and %u more plan", "%s and %u more plans", n_others), title, n_others);
    return g_strdup_printf("%s · %s", titles != NULL ? titles : title, target);
}

/* What became of it, before all else: who sees the event again looks for that. */
static void
describe_life(GString *text, const ListedVisit *listed)
{
    const CampaignVisit *visit = listed->visit;
    char date[CHA_DAY_TEXT_SIZE];
    char from[TIMETABLE_TIME_SIZE];
    char to[TIMETABLE_TIME_SIZE];

    if (listed->is_cancelled) {
        g_autofree char *reason = *visit->date == '\0' ? schedule_reason_text(visit->reason)
                                                       : g_strdup(listed->campaign->end_reason);

        g_string_append_printf(text, _("Cancelled: %s"), reason);
        g_string_append(text, "\n\n");
    } else if (visit->done) {
        g_string_append(text, _("Done: all results are recorded"));
        g_string_append(text, "\n\n");
    } else if (listed->is_moved) {
        cha_day_to_text(listed->before.day, date);
        timetable_time_to_text(listed->before.span.begin, from);
        timetable_time_to_text(listed->before.span.end, to);
        g_string_append_printf(text, _("Moved from %s, %s–%s"), date, from, to);
        g_string_append(text, "\n\n");
    }
}

static void
describe_plans(GString *text, const VisitListing *listing, const ListedVisit *listed)
{
    const char *target = listed->visit->target;

    g_string_append_printf(text, _("Target: %s (%s)"), record_index_text(listing->targets, target, "name"),
                           target);
    for (guint i = 0; i < listed->visit->drawings->len; i++) {
        const FrozenDrawing *drawing = listed_drawing(listed, i);

        g_string_append_c(text, '\n');
        g_string_append_printf(text, _("Plan: %s (%s)"), drawing->title, drawing->drawing);
    }
}

static void
describe_items(GString *text, const VisitListing *listing, const GPtrArray *items)
{
    g_autoptr(GPtrArray) departments = item_texts(listing, items, "department");

    for (guint d = 0; d < departments->len; d++) {
        const char *department = departments->pdata[d];

        g_string_append(text, "\n\n");
        g_string_append_printf(text, _("Items of %s:"), department_name(listing, department));
        for (guint i = 0; i < items->len; i++) {
            const char *item = items->pdata[i];
            const char *name = record_index_text(listing->items, item, "name");
            const char *basis = record_index_text(listing->items, item, "basis");

            if (strcmp(record_index_text(listing->items, item, "department"), department) != 0)
                continue;
            g_string_append_c(text, '\n');
            if (*basis != '\0')
                g_string_append_printf(text, _("- %s %s, on the basis of %s"), item, name, basis);
            else
                g_string_append_printf(text, "- %s %s", item, name);
        }
    }
}

static void
describe_member(GString *text, const VisitListing *listing, const char *inspector, Level level)
{
    const char *own = record_index_text(listing->inspectors, inspector, "department");
    const char *phone = record_index_text(listing->inspectors, inspector, "phone");

    g_string_append_printf(text, "\n- %s %s", record_index_text(listing->inspectors, inspector, "name"),
                           inspector);
    if (level == LEVEL_SUBORDINATES)
        g_string_append_printf(text, ", %s", department_name(listing, own));
    if (*phone != '\0')
        g_string_append_printf(text, " %s", phone);
}

static gboolean
has_same_sender(const CampaignVisit *visit, guint left, guint right)
{
    return strcmp(visit->departments->pdata[left], visit->departments->pdata[right]) == 0 &&
           g_array_index(visit->levels, Level, left) == g_array_index(visit->levels, Level, right);
}

/* Seats are in the order of departments and levels. */
static void
describe_team(GString *text, const VisitListing *listing, const CampaignVisit *visit)
{
    guint n_empty = 0;

    for (guint i = 0; i < visit->departments->len; i++) {
        const char *department = visit->departments->pdata[i];
        const char *inspector = visit->inspectors->pdata[i];
        Level level = g_array_index(visit->levels, Level, i);
        gboolean is_last = i + 1 == visit->departments->len || !has_same_sender(visit, i, i + 1);

        if (i == 0 || !has_same_sender(visit, i - 1, i)) {
            g_string_append(text, "\n\n");
            g_string_append_printf(text,
                                   level == LEVEL_SUBORDINATES ? _("Team from the subordinates of %s:")
                                                               : _("Team from %s:"),
                                   department_name(listing, department));
            n_empty = 0;
        }
        if (*inspector != '\0')
            describe_member(text, listing, inspector, level);
        else
            n_empty++;
        if (is_last && n_empty > 0) {
            g_string_append_c(text, '\n');
            g_string_append_printf(text, P_("- %u seat is empty", "- %u seats are empty", n_empty), n_empty);
        }
    }
}

static void
describe_contact(GString *text, const VisitListing *listing, const char *department)
{
    const char *const ways[] = {record_index_text(listing->departments, department, "phone"),
                                record_index_text(listing->departments, department, "email")};
    g_autoptr(GString) contact = g_string_new(department_name(listing, department));

    for (gsize i = 0; i < G_N_ELEMENTS(ways); i++) {
        if (*ways[i] != '\0')
            g_string_append_printf(contact, " %s", ways[i]);
    }
    g_string_append(text, "\n\n");
    g_string_append_printf(text, _("Contact: %s"), contact->str);
}

static char *
description_of(const VisitListing *listing, const ListedVisit *listed, const GPtrArray *items)
{
    const CampaignVisit *visit = listed->visit;
    GString *text = g_string_new(NULL);
    gint year, month, day_of_month;

    cha_day_parts(listed->day, &year, &month, &day_of_month);
    describe_life(text, listed);
    describe_plans(text, listing, listed);
    describe_items(text, listing, items);
    describe_team(text, listing, visit);
    describe_contact(text, listing, listed_drawing(listed, 0)->initiator);
    if (listed->number > 0) {
        g_string_append_c(text, '\n');
        g_string_append_printf(text, _("Inspection number %u of this target in %d"), listed->number, year);
    }
    g_string_append_c(text, '\n');
    g_string_append_printf(text, _("Visit %s of campaign %s"), visit->visit, listed->campaign->campaign);
    return g_string_free(text, FALSE);
}

static CalendarEvent
event_of(const ListedVisit *listed, gboolean has_alarm)
{
    CalendarEvent event = {0};

    event.uid = listed->uid;
    event.revised_at = listed->revised_at;
    event.revision = listed->revision;
    event.day = listed->day;
    event.span = listed->span;
    event.is_private = listed->is_secret;
    event.is_cancelled = listed->is_cancelled;
    event.has_alarm = has_alarm && !listed->visit->done;
    return event;
}

/* Writes an event in one of the forms that there are. */
typedef void (*AddEvent)(GString *output, const CalendarEvent *event);

/* Who organizes it would tell what is inspected, so that is left out as well. */
static void
add_secret(GString *output, const ListedVisit *listed, gboolean has_alarm, AddEvent add)
{
    CalendarEvent event = event_of(listed, has_alarm);
    g_autofree char *summary = g_strdup_printf(_("Inspection in %s"), listed->visit->district);

    event.summary = summary;
    event.location = listed->visit->district;
    add(output, &event);
}

static void
add_visit(GString *output, const VisitListing *listing, const ListedVisit *listed, gboolean has_alarm,
          AddEvent add)
{
    const CampaignVisit *visit = listed->visit;
    const char *initiator = listed_drawing(listed, 0)->initiator;
    CalendarEvent event = event_of(listed, has_alarm);
    g_autoptr(GPtrArray) items = NULL;
    g_autoptr(GPtrArray) areas = NULL;
    g_autofree char *summary = NULL;
    g_autofree char *description = NULL;

    if (listed->is_secret) {
        add_secret(output, listed, has_alarm, add);
        return;
    }
    items = items_of(listed);
    areas = item_texts(listing, items, "area");
    summary = summary_of(listing, listed);
    description = description_of(listing, listed, items);
    event.summary = summary;
    event.description = description;
    event.categories = areas;
    event.location = record_index_text(listing->targets, visit->target, "address");
    event.latitude = record_index_text(listing->targets, visit->target, "latitude");
    event.longitude = record_index_text(listing->targets, visit->target, "longitude");
    event.organizer = department_name(listing, initiator);
    event.organizer_email = record_index_text(listing->departments, initiator, "email");
    /* The list is not public: whoever a calendar is shared with need not see. */
    event.is_private = listed_is_disclosed(listed, "notice");
    add(output, &event);
}

void
visit_event_add(GString *output, const VisitListing *listing, const ListedVisit *listed, gboolean has_alarm)
{
    add_visit(output, listing, listed, has_alarm, calendar_add_event);
}

void
visit_event_add_object(GString *output, const VisitListing *listing, const ListedVisit *listed,
                       gboolean has_alarm)
{
    add_visit(output, listing, listed, has_alarm, calendar_add_object);
}
