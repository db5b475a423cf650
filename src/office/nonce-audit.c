#include "office/nonce-audit.h"

#include "base/i18n.h"
#include "domain/source.h"
#include "office/announcement.h"
#include "store/nonce-store.h"

#include <string.h>

/* What the sources of a commitment promise: name of a source to hash. */
static GHashTable *
promises_of(const LogEntry *committed)
{
    GHashTable *promises = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

    for (guint i = 0; committed != NULL && i < committed->facts->len; i++) {
        g_autofree char *name = NULL;
        g_autofree char *description = NULL;
        const char *promise = NULL;

        if (!announcement_read_source(g_ptr_array_index(committed->facts, i), &name, &description))
            continue;
        promise = source_promise(description);
        if (promise != NULL)
            g_hash_table_insert(promises, g_steal_pointer(&name), g_strdup(promise));
    }
    return promises;
}

static void
check_entry(const Audit *audit, const LogEntry *entry, GHashTable *promises, const GPtrArray *nonces)
{
    const char *source = log_facts_find(entry->facts, "source");
    const char *value = log_facts_find(entry->facts, "value");
    const char *promise = source != NULL ? g_hash_table_lookup(promises, source) : NULL;
    const RevealedNonce *nonce = source != NULL ? nonce_of_source(nonces, source) : NULL;

    if (promise == NULL || value == NULL || !source_keeps(promise, value))
        audit_add(audit, "L14", "log", _("campaign %s: the value of source \"%s\" is not what was promised"),
                  entry->campaign, source != NULL ? source : "");
    if (nonce == NULL || g_strcmp0(nonce->value, value) != 0)
        audit_add(audit, "L8", "nonce", _("campaign %s: the nonce of source \"%s\" is not as its entry says"),
                  entry->campaign, source != NULL ? source : "");
}

/* Rows beyond those of the entries, each of which has a source of its own. */
static void
check_rows(const Audit *audit, const char *campaign, GHashTable *revealed, const GPtrArray *nonces)
{
    for (guint i = 0; i < nonces->len; i++) {
        const RevealedNonce *nonce = g_ptr_array_index(nonces, i);

        if (!g_hash_table_contains(revealed, nonce->source))
            audit_add(audit, "L8", "nonce", _("campaign %s: no entry reveals the nonce of source \"%s\""),
                      campaign, nonce->source);
    }
}

/* Each entry before the draw reveals the nonce of another source; L6 sees to it
 * that none comes later. */
static void
check_order(const Audit *audit, const LogEntry *drawn, guint n_promises, guint n_revealed)
{
    const char *order = log_facts_find(drawn->facts, "order");
    const char *expected = n_promises == 0            ? NULL
                           : n_revealed >= n_promises ? LOG_NONCES_BEFORE
                                                      : LOG_NONCES_WITH_DRAW;

    if (g_strcmp0(order, expected) != 0)
        audit_add(audit, "L14", "log",
                  _("campaign %s: the draw says \"%s\" of the nonces; the entries before it say \"%s\""),
                  drawn->campaign, order != NULL ? order : "", expected != NULL ? expected : "");
}

gboolean
nonce_audit(const Audit *audit, const ReplayedCampaign *campaign, ReplayMark mark, GError **error)
{
    g_autoptr(GHashTable) promises = promises_of(campaign->committed);
    g_autoptr(GHashTable) revealed = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) nonces = nonce_store_load(audit->store, campaign->campaign, error);

    if (nonces == NULL)
        return FALSE;
    for (guint i = 0; i < campaign->nonces->len; i++) {
        const LogEntry *entry = g_ptr_array_index(campaign->nonces, i);
        const char *source = log_facts_find(entry->facts, "source");

        mark(entry->number, audit->data);
        check_entry(audit, entry, promises, nonces);
        if (source != NULL && !g_hash_table_add(revealed, (gpointer)source))
            audit_add(audit, "L14", "log", _("campaign %s: the nonce of source \"%s\" is revealed twice"),
                      entry->campaign, source);
    }
    mark(0, audit->data);
    check_rows(audit, campaign->campaign, revealed, nonces);
    if (campaign->drawn == NULL)
        return TRUE;
    mark(campaign->drawn->number, audit->data);
    check_order(audit, campaign->drawn, g_hash_table_size(promises), g_hash_table_size(revealed));
    return TRUE;
}
