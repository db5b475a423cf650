#include "store/log-store.h"

#include "domain/canonical.h"
#include "store/sql.h"

#include <string.h>

const char LOG_SQL_DRAWINGS[] =
    "SELECT drawing, plan, number, title, initiator, participants, items, start, \"end\", disclosure,"
    " level, joint FROM drawing WHERE campaign = ?1 ORDER BY drawing";
const char LOG_SQL_DISTRICTS[] = "SELECT visit, district FROM visit WHERE campaign = ?1 ORDER BY visit";
const char LOG_SQL_SCHEDULE[] = "SELECT visit, date, start, \"end\" FROM appointment"
                                " WHERE campaign = ?1 AND date <> '' ORDER BY visit";
const char LOG_SQL_UNPLACED[] = "SELECT visit, date, start, \"end\", reason FROM appointment"
                                " WHERE campaign = ?1 AND (date = '' OR reason <> '') ORDER BY visit";
const char LOG_SCHEDULE_HEADER[] = "visit,date,start,end\n";

/* The number and the hash of the only row of a query, which is freed. */
static gboolean
read_place(Statement *statement, guint64 *ret_number, char ret_hash[DIGEST_HEX_SIZE], GError **error)
{
    g_autoptr(Statement) query = statement;
    char hash[DIGEST_HEX_SIZE];
    guint64 number = 0;

    log_chain_begin(hash);
    if (statement_next(query)) {
        number = (guint64)statement_int(query, 0);
        g_strlcpy(hash, statement_text(query, 1), sizeof hash);
    }
    if (!statement_finish(query, error))
        return FALSE;
    *ret_number = number;
    memcpy(ret_hash, hash, sizeof hash);
    return TRUE;
}

gboolean
log_store_head(ChaStore *store, guint64 *ret_number, char ret_hash[DIGEST_HEX_SIZE], GError **error)
{
    Statement *query = statement_new(store_database(store),
                                     "SELECT entry, hash FROM log ORDER BY entry DESC LIMIT 1", error);

    return query != NULL && read_place(query, ret_number, ret_hash, error);
}

gboolean
log_store_find(ChaStore *store, LogAction action, const char *campaign, guint64 *ret_number,
               char ret_hash[DIGEST_HEX_SIZE], GError **error)
{
    Statement *query =
        statement_new(store_database(store),
                      "SELECT l.entry, l.hash FROM log AS l JOIN change AS c ON c.id = l.change"
                      " WHERE c.action = ?1 AND c.subject = ?2 ORDER BY l.entry LIMIT 1",
                      error);

    if (query == NULL)
        return FALSE;
    statement_bind_text(query, 1, log_action_name(action));
    statement_bind_text(query, 2, campaign);
    return read_place(query, ret_number, ret_hash, error);
}

/* The line of an entry for a change that was just noted. */
static char *
line_of(ChaStore *store, guint64 number, gint64 change, LogAction action, const char *campaign,
        const GPtrArray *facts, GError **error)
{
    g_autoptr(Statement) query =
        statement_new(store_database(store), "SELECT at, \"by\" FROM change WHERE id = ?1", error);
    g_autofree char *line = NULL;

    if (query == NULL)
        return NULL;
    statement_bind_int(query, 1, change);
    if (statement_next(query))
        line = log_entry_line(number, statement_text(query, 0), statement_text(query, 1), action, campaign,
                              facts);
    if (!statement_finish(query, error))
        return NULL;
    g_assert(line != NULL);
    return g_steal_pointer(&line);
}

gboolean
log_store_append(ChaStore *store, LogAction action, const char *campaign, const GPtrArray *facts,
                 gint64 *ret_change, GError **error)
{
    const char *subject = *campaign != '\0' ? campaign : log_facts_find(facts, "name");
    g_autoptr(Statement) insert = statement_new(
        store_database(store), "INSERT INTO log (entry, line, hash, change) VALUES (?1, ?2, ?3, ?4)", error);
    g_autofree char *line = NULL;
    char hash[DIGEST_HEX_SIZE];
    guint64 number = 0;
    gint64 change = 0;

    if (insert == NULL || !log_store_head(store, &number, hash, error) ||
        !store_note_change(store, log_action_name(action), subject, NULL, log_facts_find(facts, "reason"),
                           &change, error))
        return FALSE;
    line = line_of(store, ++number, change, action, campaign, facts, error);
    if (line == NULL)
        return FALSE;
    log_chain_next(hash, line, hash);
    statement_bind_int(insert, 1, (gint64)number);
    statement_bind_text(insert, 2, line);
    statement_bind_text(insert, 3, hash);
    statement_bind_int(insert, 4, change);
    if (!statement_run(insert, error))
        return FALSE;
    *ret_change = change;
    return TRUE;
}

gboolean
log_store_walk(ChaStore *store, guint64 last, LogVisitor visit, gpointer data, GError **error)
{
    g_autoptr(Statement) query = statement_new(
        store_database(store),
        "SELECT l.entry, l.line, l.hash, c.at, c.\"by\", c.action, c.subject, c.source, c.reason"
        " FROM log AS l LEFT JOIN change AS c ON c.id = l.change"
        " WHERE l.entry <= ?1 ORDER BY l.entry",
        error);

    if (query == NULL)
        return FALSE;
    statement_bind_int(query, 1, (gint64)MIN(last, (guint64)G_MAXINT64));
    while (statement_next(query)) {
        const StoredEntry entry = {
            .number = (guint64)statement_int(query, 0),
            .line = statement_text(query, 1),
            .hash = statement_text(query, 2),
            .at = statement_text(query, 3),
            .by = statement_text(query, 4),
            .action = statement_text(query, 5),
            .subject = statement_text(query, 6),
            .source = statement_text(query, 7),
            .reason = statement_text(query, 8),
        };

        if (!visit(&entry, data))
            break;
    }
    return statement_finish(query, error);
}

gboolean
log_store_digest(ChaStore *store, const char *sql, const char *campaign, const char *header,
                 Digest *ret_digest, GError **error)
{
    g_autoptr(Statement) query = statement_new(store_database(store), sql, error);
    g_autoptr(Digester) digester = digester_new();
    g_autoptr(GString) row = g_string_new(header);

    if (query == NULL)
        return FALSE;
    if (campaign != NULL)
        statement_bind_text(query, 1, campaign);
    while (statement_next(query)) {
        for (int i = 0; i < statement_columns(query); i++) {
            const char *cell = statement_text(query, i);

            if (i > 0)
                g_string_append_c(row, ',');
            canonical_append_cell(row, cell != NULL ? cell : "");
        }
        g_string_append_c(row, '\n');
        digester_add(digester, row->str, row->len);
        g_string_truncate(row, 0);
    }
    digester_add(digester, row->str, row->len); /* a header without rows */
    if (!statement_finish(query, error))
        return FALSE;
    *ret_digest = digester_finish(digester);
    return TRUE;
}
