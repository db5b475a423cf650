#include "office/reveals-page.h"

#include "domain/source.h"
#include "office/announcement.h"

#include <inttypes.h>
#include <string.h>

typedef struct {
    const char *campaign;
    LogEntry *committed;
    GPtrArray *nonces;          /* (element-type LogEntry) */
    char head[DIGEST_HEX_SIZE]; /* at the last of them */
} Reading;

static void
free_entry(gpointer data)
{
    log_entry_free(data);
}

static gboolean
read_entry(const StoredEntry *stored, gpointer data)
{
    Reading *reading = data;
    g_autoptr(LogEntry) entry = NULL;

    if (g_strcmp0(stored->subject, reading->campaign) != 0)
        return TRUE;
    entry = log_entry_parse(stored->line);
    if (entry == NULL || strcmp(entry->campaign, reading->campaign) != 0)
        return TRUE;
    if (entry->action == LOG_COMMIT && reading->committed == NULL) {
        reading->committed = g_steal_pointer(&entry);
    } else if (entry->action == LOG_NONCE) {
        g_strlcpy(reading->head, stored->hash, sizeof reading->head);
        g_ptr_array_add(reading->nonces, g_steal_pointer(&entry));
    } else if (entry->action == LOG_DRAW) {
        return FALSE; /* what comes later is too late */
    }
    return TRUE;
}

static const LogEntry *
find_nonce(const Reading *reading, const char *source)
{
    for (guint i = 0; i < reading->nonces->len; i++) {
        const LogEntry *entry = g_ptr_array_index(reading->nonces, i);

        if (g_strcmp0(log_facts_find(entry->facts, "source"), source) == 0)
            return entry;
    }
    return NULL;
}

static void
add_nonce(TemplateValues *values, const char *name, const char *promise, const LogEntry *entry)
{
    TemplateValues *nonce = template_values_add(values, "nonces");
    g_autofree char *number = g_strdup_printf("%" PRIu64, entry->number);

    announcement_set_text(nonce, "name", name);
    announcement_set_text(nonce, "promise", promise);
    announcement_set_text(nonce, "value", log_facts_find(entry->facts, "value"));
    announcement_set_text(nonce, "at", entry->at);
    announcement_set_text(nonce, "by", entry->by);
    template_values_set(nonce, "entry", number);
}

/* FALSE when a nonce is not revealed. */
static gboolean
add_sources(TemplateValues *values, const Reading *reading)
{
    gboolean has_others = FALSE;

    for (guint i = 0; i < reading->committed->facts->len; i++) {
        g_autofree char *name = NULL;
        g_autofree char *description = NULL;
        const char *promise = NULL;
        const LogEntry *revealed = NULL;

        if (!announcement_read_source(g_ptr_array_index(reading->committed->facts, i), &name, &description))
            continue;
        promise = source_promise(description);
        revealed = find_nonce(reading, name);
        if (promise == NULL)
            announcement_add_source(values, name, description);
        else if (revealed != NULL)
            add_nonce(values, name, promise, revealed);
        else
            return FALSE;
        has_others = has_others || promise == NULL;
    }
    if (!has_others)
        (void)template_values_add(values, "no_sources");
    return TRUE;
}

static TemplateValues *
values_of(const Reading *reading, guint64 entry)
{
    g_autoptr(TemplateValues) values = template_values_new();
    g_autofree char *number = g_strdup_printf("%" PRIu64, entry);

    template_values_set(values, "head", reading->head);
    template_values_set(values, "entry", number);
    announcement_set_text(values, "campaign", reading->campaign);
    announcement_set_text(values, "commitment", log_facts_find(reading->committed->facts, "commitment"));
    return add_sources(values, reading) ? g_steal_pointer(&values) : NULL;
}

gboolean
reveals_page_values(ChaStore *store, const char *campaign, guint64 *ret_entry, TemplateValues **ret_values,
                    GError **error)
{
    g_autoptr(GPtrArray) nonces = g_ptr_array_new_with_free_func(free_entry);
    Reading reading = {.campaign = campaign, .nonces = nonces};
    gboolean is_read = log_store_walk(store, G_MAXUINT64, read_entry, &reading, error);

    *ret_values = NULL;
    if (is_read && reading.committed != NULL && nonces->len > 0) {
        *ret_entry = ((const LogEntry *)g_ptr_array_index(nonces, nonces->len - 1))->number;
        *ret_values = values_of(&reading, *ret_entry);
    }
    log_entry_free(reading.committed);
    return is_read;
}
