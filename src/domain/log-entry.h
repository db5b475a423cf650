/* Entries of the log, one line of text each, and the chain of their hashes
 * (data/doc/log.md). No clock here: whoever writes an entry says when. */
#pragma once

#include "base/digest.h"

/* What can happen to a store that the log keeps. */
typedef enum {
    LOG_COMMIT,
    LOG_DRAW,
    LOG_VOID,
    LOG_SET,
    LOG_SCHEDULE,
    LOG_NONCE,
    N_LOG_ACTIONS,
} LogAction;

/* The word for it, also in the table `change`. */
const char *log_action_name(LogAction action);
gboolean log_action_find(const char *name, LogAction *ret_action) G_GNUC_WARN_UNUSED_RESULT;

/* What an entry binds, by name; a name may come several times. */
typedef struct {
    char *name;
    char *value;
} LogFact;

/* An empty list (element-type LogFact). */
GPtrArray *log_facts_new(void);
void log_facts_add(GPtrArray *facts, const char *name, const char *value);
void log_facts_add_number(GPtrArray *facts, const char *name, guint64 number);
/* "yes" or "no" */
void log_facts_add_flag(GPtrArray *facts, const char *name, gboolean flag);
void log_facts_add_digest(GPtrArray *facts, const char *name, const Digest *digest);
/* The first of that name; NULL when there is none. */
const char *log_facts_find(const GPtrArray *facts, const char *name);

typedef struct {
    guint64 number; /* from 1 */
    char *at;       /* UTC, 2027-01-05T02:00:00Z */
    char *by;       /* who did it; any bytes */
    LogAction action;
    char *campaign;   /* "" when it is about none */
    GPtrArray *facts; /* (element-type LogFact) */
} LogEntry;

void log_entry_free(LogEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LogEntry, log_entry_free)

/* A text as it stands in the log: what could hide, or look like something else,
 * as \u{…}. */
char *log_text_escape(const char *text);

/* The line, without its LF: UTF-8 without control characters, whatever the
 * texts hold. */
char *log_entry_line(guint64 number, const char *at, const char *by, LogAction action, const char *campaign,
                     const GPtrArray *facts);
/* The entry that has exactly this line; NULL when none has. */
LogEntry *log_entry_parse(const char *line) G_GNUC_WARN_UNUSED_RESULT;

/* The fact `order` of a draw with nonces: all were revealed before it, or some came
 * with it. */
extern const char LOG_NONCES_BEFORE[];
extern const char LOG_NONCES_WITH_DRAW[];

/* The titles above the entries when the log is written to a file. */
extern const char LOG_HEADER[];

/* hash(0): that of a log without entries. */
void log_chain_begin(char ret_hash[DIGEST_HEX_SIZE]);
/* hash(n) from hash(n - 1) and line n; the two may be the same place. */
void log_chain_next(const char *previous, const char *line, char ret_hash[DIGEST_HEX_SIZE]);
