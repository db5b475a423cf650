#include "store/nonce-store.h"

#include "store/log-store.h"
#include "store/sql.h"

#include <string.h>

static void
nonce_free(gpointer data)
{
    RevealedNonce *nonce = data;

    g_free(nonce->source);
    g_free(nonce->value);
    g_free(nonce->at);
    g_free(nonce->by);
    g_free(nonce->hash);
    g_free(nonce);
}

/* Without regard to entries that somebody took out: what is not as the log says,
 * `log verify` finds. */
GPtrArray *
nonce_store_load(ChaStore *store, const char *campaign, GError **error)
{
    g_autoptr(GPtrArray) nonces = g_ptr_array_new_with_free_func(nonce_free);
    g_autoptr(Statement) query =
        statement_new(store_database(store),
                      "SELECT n.source, n.value, c.at, c.\"by\", l.entry, l.hash FROM nonce AS n"
                      " LEFT JOIN change AS c ON c.id = n.change LEFT JOIN log AS l ON l.change = n.change"
                      " WHERE ?1 IS NULL OR n.campaign = ?1 ORDER BY l.entry, n.source",
                      error);

    if (query == NULL)
        return NULL;
    statement_bind_text(query, 1, campaign);
    while (statement_next(query)) {
        RevealedNonce *nonce = g_new0(RevealedNonce, 1);

        nonce->source = g_strdup(statement_text(query, 0));
        nonce->value = g_strdup(statement_text(query, 1));
        nonce->at = g_strdup(statement_text(query, 2));
        nonce->by = g_strdup(statement_text(query, 3));
        nonce->entry = (guint64)statement_int(query, 4);
        nonce->hash = g_strdup(statement_text(query, 5));
        g_ptr_array_add(nonces, nonce);
    }
    return statement_finish(query, error) ? g_steal_pointer(&nonces) : NULL;
}

const RevealedNonce *
nonce_of_source(const GPtrArray *nonces, const char *source)
{
    for (guint i = 0; i < nonces->len; i++) {
        const RevealedNonce *nonce = g_ptr_array_index(nonces, i);

        if (strcmp(nonce->source, source) == 0)
            return nonce;
    }
    return NULL;
}

gboolean
nonce_store_record(ChaStore *store, const char *campaign, const char *source, const char *value,
                   GError **error)
{
    g_autoptr(Statement) insert =
        statement_new(store_database(store),
                      "INSERT INTO nonce (campaign, source, value, change) VALUES (?1, ?2, ?3, ?4)", error);
    g_autoptr(GPtrArray) facts = log_facts_new();
    gint64 change = 0;

    log_facts_add(facts, "source", source);
    log_facts_add(facts, "value", value);
    if (insert == NULL || !log_store_append(store, LOG_NONCE, campaign, facts, &change, error))
        return FALSE;
    statement_bind_text(insert, 1, campaign);
    statement_bind_text(insert, 2, source);
    statement_bind_text(insert, 3, value);
    statement_bind_int(insert, 4, change);
    return statement_run(insert, error);
}
