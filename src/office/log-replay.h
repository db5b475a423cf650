/* The log gone through from its beginning: what the store must hold if it is
 * true. Findings go to the audit. */
#pragma once

#include "domain/log-entry.h"
#include "store/audit.h"

/* What the entries say of a campaign. */
typedef struct {
    char *campaign;
    LogEntry *committed; /* (nullable) each but nonces: the entry that did it */
    GPtrArray *nonces;   /* (element-type LogEntry) in their order */
    LogEntry *drawn;
    LogEntry *ended;
    LogEntry *scheduled; /* the last one */
} ReplayedCampaign;

typedef struct {
    guint64 entries;
    char head[DIGEST_HEX_SIZE];
    guint64 head_entry;   /* where the published head is, or CHA_LOG_NO_ENTRY */
    GPtrArray *campaigns; /* (element-type ReplayedCampaign) in order of their first entry */
    GHashTable *by_name;  /* the same */
    GHashTable *settings; /* name to LogEntry, the last one; owns them */
} Replay;

void replay_free(Replay *replay);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Replay, replay_free)

/* Told which entry the findings to come are about; 0 when about none. */
typedef void (*ReplayMark)(guint64 entry, gpointer data);

/* Recomputes the chain (L2 to L5), and takes up the entries in their order (L6).
 * @head is the published head, NULL without one; @data is the audit's. */
Replay *replay_new(Audit *audit, const char *head, ReplayMark mark, GError **error) G_GNUC_WARN_UNUSED_RESULT;
