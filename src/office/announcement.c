#include "office/announcement.h"

#include "base/i18n.h"
#include "domain/quarter.h"
#include "domain/source.h"

#include <inttypes.h>
#include <string.h>

typedef struct {
    guint64 number; /* of the entry that it is all about */
    LogEntry *committed;
    GPtrArray *before; /* (element-type LogEntry) on campaigns */
} Reading;

static gboolean
read_entry(const StoredEntry *stored, gpointer data)
{
    Reading *reading = data;
    LogEntry *entry = log_entry_parse(stored->line);

    if (entry != NULL && stored->number == reading->number)
        reading->committed = entry;
    else if (entry != NULL && *entry->campaign != '\0')
        g_ptr_array_add(reading->before, entry);
    else
        log_entry_free(entry);
    return TRUE;
}

void
announcement_set_text(TemplateValues *values, const char *name, const char *text)
{
    g_autofree char *escaped = log_text_escape(text != NULL ? text : "");

    template_values_set(values, name, escaped);
}

static void
set_fact(TemplateValues *values, const LogEntry *entry, const char *fact)
{
    announcement_set_text(values, fact, log_facts_find(entry->facts, fact));
}

gboolean
announcement_read_source(const LogFact *fact, char **ret_name, char **ret_description)
{
    const char *equals = strchr(fact->value, '=');

    if (strcmp(fact->name, "source") != 0 || equals == NULL)
        return FALSE;
    *ret_name = g_strndup(fact->value, (gsize)(equals - fact->value));
    *ret_description = g_strdup(equals + 1);
    return TRUE;
}

void
announcement_add_source(TemplateValues *values, const char *name, const char *description)
{
    TemplateValues *source = template_values_add(values, "sources");
    const char *promise = source_promise(description);

    announcement_set_text(source, "name", name);
    if (promise != NULL)
        template_values_set(template_values_add(source, "nonce"), "promise", promise);
    else
        announcement_set_text(template_values_add(source, "description"), "text", description);
}

static void
add_sources(TemplateValues *values, const LogEntry *entry)
{
    for (guint i = 0; i < entry->facts->len; i++) {
        g_autofree char *name = NULL;
        g_autofree char *description = NULL;

        if (announcement_read_source(g_ptr_array_index(entry->facts, i), &name, &description))
            announcement_add_source(values, name, description);
    }
}

static void
add_flag(TemplateValues *values, const LogEntry *entry, const char *fact)
{
    if (g_strcmp0(log_facts_find(entry->facts, fact), "yes") == 0)
        (void)template_values_add(values, fact);
}

/* One more thing that happened to an attempt. */
static void
add_event(TemplateValues *attempt, const LogEntry *entry)
{
    TemplateValues *event = NULL;

    if (entry->action != LOG_DRAW && entry->action != LOG_VOID)
        return;
    event = template_values_add(attempt, log_action_name(entry->action));
    announcement_set_text(event, "at", entry->at);
    set_fact(event, entry, "reason");
    set_fact(event, entry, "approved_by");
}

static gboolean
is_of_quarter(const LogEntry *entry, Quarter quarter)
{
    Quarter other = 0;
    guint attempt = 0;

    return campaign_name_parse(entry->campaign, &other, &attempt) && other == quarter;
}

static void
add_attempts(TemplateValues *values, const Reading *reading)
{
    g_autoptr(GHashTable) attempts = g_hash_table_new(g_str_hash, g_str_equal);
    Quarter quarter = 0;
    guint attempt = 0;

    if (!campaign_name_parse(reading->committed->campaign, &quarter, &attempt))
        return;
    for (guint i = 0; i < reading->before->len; i++) {
        LogEntry *entry = g_ptr_array_index(reading->before, i);
        TemplateValues *before = g_hash_table_lookup(attempts, entry->campaign);

        if (!is_of_quarter(entry, quarter))
            continue;
        if (entry->action == LOG_COMMIT) {
            before = template_values_add(values, "attempts");
            announcement_set_text(before, "campaign", entry->campaign);
            announcement_set_text(before, "at", entry->at);
            set_fact(before, entry, "commitment");
            g_hash_table_insert(attempts, entry->campaign, before);
        } else if (before != NULL) {
            add_event(before, entry);
        }
    }
    if (g_hash_table_size(attempts) == 0)
        (void)template_values_add(values, "none_before");
}

static TemplateValues *
values_of(const Reading *reading, const char *head)
{
    static const char *const FACTS[] = {"commitment", "attempt",    "plans",   "joint_plans", "departments",
                                        "inspectors", "frame_rows", "targets", "sample"};
    TemplateValues *values = template_values_new();
    const LogEntry *entry = reading->committed;
    g_autofree char *number = g_strdup_printf("%" PRIu64, entry->number);

    template_values_set(values, "head", head);
    template_values_set(values, "entry", number);
    announcement_set_text(values, "campaign", entry->campaign);
    announcement_set_text(values, "at", entry->at);
    announcement_set_text(values, "by", entry->by);
    for (gsize i = 0; i < G_N_ELEMENTS(FACTS); i++)
        set_fact(values, entry, FACTS[i]);
    add_flag(values, entry, "rehearsal");
    add_flag(values, entry, "short_teams");
    add_sources(values, entry);
    add_attempts(values, reading);
    return values;
}

static void
free_entry(gpointer data)
{
    log_entry_free(data);
}

TemplateValues *
announcement_values(ChaStore *store, guint64 entry, const char *head, GError **error)
{
    g_autoptr(GPtrArray) before = g_ptr_array_new_with_free_func(free_entry);
    Reading reading = {.number = entry, .before = before};
    TemplateValues *values = NULL;

    if (log_store_walk(store, entry, read_entry, &reading, error)) {
        if (reading.committed != NULL)
            values = values_of(&reading, head);
        else
            g_set_error(error, CHA_ERROR, CHA_ERROR_STORE,
                        _("entry %" PRIu64 " of the log is damaged; `choucha log verify` tells more"), entry);
    }
    log_entry_free(reading.committed);
    return values;
}
