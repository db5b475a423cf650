#include "office/log-replay.h"

#include "base/i18n.h"
#include "store/log-store.h"

#include <choucha/log.h>
#include <inttypes.h>
#include <string.h>

static void
free_entry(gpointer data)
{
    log_entry_free(data);
}

static void
campaign_clear(gpointer data)
{
    ReplayedCampaign *campaign = data;

    g_free(campaign->campaign);
    log_entry_free(campaign->committed);
    g_ptr_array_unref(campaign->nonces);
    log_entry_free(campaign->drawn);
    log_entry_free(campaign->ended);
    log_entry_free(campaign->scheduled);
    g_free(campaign);
}

void
replay_free(Replay *replay)
{
    if (replay == NULL)
        return;
    g_hash_table_unref(replay->by_name);
    g_ptr_array_unref(replay->campaigns);
    g_hash_table_unref(replay->settings);
    g_free(replay);
}

typedef struct {
    Audit *audit;
    Replay *replay;
    const char *head;
    ReplayMark mark;
    char stored[DIGEST_HEX_SIZE]; /* the hash of the entry before, as it is stored */
} Replaying;

static ReplayedCampaign *
campaign_of(Replay *replay, const char *name)
{
    ReplayedCampaign *campaign = g_hash_table_lookup(replay->by_name, name);

    if (campaign == NULL) {
        campaign = g_new0(ReplayedCampaign, 1);
        campaign->campaign = g_strdup(name);
        campaign->nonces = g_ptr_array_new_with_free_func(free_entry);
        g_ptr_array_add(replay->campaigns, campaign);
        g_hash_table_insert(replay->by_name, campaign->campaign, campaign);
    }
    return campaign;
}

/* Why this entry cannot stand here; NULL when it can. */
static const char *
misplacement(const ReplayedCampaign *campaign, LogAction action)
{
    switch (action) {
    case LOG_COMMIT:
        return campaign->committed != NULL ? _("the campaign was committed before") : NULL;
    case LOG_NONCE:
    case LOG_DRAW:
        return campaign->committed == NULL ? _("the campaign was not committed before")
               : campaign->drawn != NULL   ? _("the campaign was drawn before")
               : campaign->ended != NULL   ? _("the campaign was void before")
                                           : NULL;
    case LOG_VOID:
        return campaign->committed == NULL ? _("the campaign was not committed before")
               : campaign->ended != NULL   ? _("the campaign was void before")
                                           : NULL;
    case LOG_SCHEDULE:
        return campaign->drawn == NULL   ? _("the campaign was not drawn before")
               : campaign->ended != NULL ? _("the campaign was void before")
                                         : NULL;
    case LOG_SET:
    case N_LOG_ACTIONS:
    default:
        return NULL;
    }
}

static void
keep(LogEntry **place, LogEntry *entry)
{
    log_entry_free(*place);
    *place = entry;
}

/* Takes over the entry. */
static void
take_up(Replaying *replaying, LogEntry *entry)
{
    ReplayedCampaign *campaign = NULL;
    const char *misplaced = NULL;

    if (entry->action == LOG_SET) {
        const char *name = log_facts_find(entry->facts, "name");

        g_hash_table_replace(replaying->replay->settings, g_strdup(name != NULL ? name : ""), entry);
        return;
    }
    campaign = campaign_of(replaying->replay, entry->campaign);
    misplaced = misplacement(campaign, entry->action);
    if (misplaced != NULL) {
        audit_add(replaying->audit, "L6", "log", "%s: %s", entry->campaign, misplaced);
        log_entry_free(entry);
    } else if (entry->action == LOG_COMMIT) {
        keep(&campaign->committed, entry);
    } else if (entry->action == LOG_NONCE) {
        g_ptr_array_add(campaign->nonces, entry);
    } else if (entry->action == LOG_DRAW) {
        keep(&campaign->drawn, entry);
    } else if (entry->action == LOG_VOID) {
        keep(&campaign->ended, entry);
    } else {
        keep(&campaign->scheduled, entry);
    }
}

static const char *
subject_of(const LogEntry *entry)
{
    return *entry->campaign != '\0' ? entry->campaign : log_facts_find(entry->facts, "name");
}

static void
check_change(const Audit *audit, const StoredEntry *stored, const LogEntry *entry)
{
    const char *reason = log_facts_find(entry->facts, "reason");

    if (stored->at == NULL)
        audit_add(audit, "L5", "change", _("the change of the entry is not there"));
    else if (strcmp(stored->at, entry->at) != 0 || strcmp(stored->by, entry->by) != 0 ||
             strcmp(stored->action, log_action_name(entry->action)) != 0 ||
             g_strcmp0(stored->subject, subject_of(entry)) != 0 || *stored->source != '\0' ||
             strcmp(stored->reason, reason != NULL ? reason : "") != 0)
        audit_add(audit, "L5", "change", _("the change of the entry is not what the entry says"));
}

static gboolean
replay_entry(const StoredEntry *stored, gpointer data)
{
    Replaying *replaying = data;
    Replay *replay = replaying->replay;
    const Audit *audit = replaying->audit;
    LogEntry *entry = log_entry_parse(stored->line);

    replaying->mark(stored->number, audit->data);
    replay->entries++;
    if (stored->number != replay->entries)
        audit_add(audit, "L2", "log", _("entry %" PRIu64 " is not there"), replay->entries);
    replay->entries = stored->number;
    log_chain_next(replay->head, stored->line, replay->head);
    log_chain_next(replaying->stored, stored->line, replaying->stored);
    if (strcmp(replaying->stored, stored->hash) != 0)
        audit_add(audit, "L4", "log", _("the hash is not that of this entry and those before"));
    g_strlcpy(replaying->stored, stored->hash, DIGEST_HEX_SIZE);
    if (replaying->head != NULL && strcmp(replay->head, replaying->head) == 0)
        replay->head_entry = stored->number;
    if (entry == NULL || entry->number != stored->number) {
        audit_add(audit, "L3", "log", _("the line is not in the form that entries have"));
        log_entry_free(entry);
        return TRUE;
    }
    check_change(audit, stored, entry);
    take_up(replaying, entry);
    return TRUE;
}

Replay *
replay_new(Audit *audit, const char *head, ReplayMark mark, GError **error)
{
    g_autoptr(Replay) replay = g_new0(Replay, 1);
    Replaying replaying = {.audit = audit, .replay = replay, .head = head, .mark = mark};

    replay->campaigns = g_ptr_array_new_with_free_func(campaign_clear);
    replay->by_name = g_hash_table_new(g_str_hash, g_str_equal);
    replay->settings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_entry);
    replay->head_entry = CHA_LOG_NO_ENTRY;
    log_chain_begin(replay->head);
    log_chain_begin(replaying.stored);
    if (head != NULL && strcmp(head, replay->head) == 0)
        replay->head_entry = 0;
    return log_store_walk(audit->store, G_MAXUINT64, replay_entry, &replaying, error)
               ? g_steal_pointer(&replay)
               : NULL;
}
