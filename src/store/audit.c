#include "store/audit.h"

#include "base/i18n.h"
#include "store/log-store.h"
#include "store/schema.h"
#include "store/sql.h"

#include <string.h>

void
audit_add(const Audit *audit, const char *rule, const char *place, const char *format, ...)
{
    g_autofree char *text = NULL;
    va_list args;

    va_start(args, format);
    text = g_strdup_vprintf(format, args);
    va_end(args);
    audit->report(rule, place, text, audit->data);
}

/* SQL by the name of what it makes; a table's name begins with "table ". */
static GHashTable *
read_schema(Database *database, GError **error)
{
    g_autoptr(Statement) query =
        statement_new(database,
                      "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%'"
                      " ESCAPE '\\' ORDER BY 1",
                      error);
    g_autoptr(GHashTable) schema = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

    if (query == NULL)
        return NULL;
    while (statement_next(query))
        g_hash_table_insert(schema, g_strdup(statement_text(query, 0)), g_strdup(statement_text(query, 1)));
    return statement_finish(query, error) ? g_steal_pointer(&schema) : NULL;
}

static GHashTable *
make_schema(GError **error)
{
    g_autoptr(Database) database = database_open("schema", DATABASE_MEMORY, error);

    return database != NULL && schema_upgrade(database, error) ? read_schema(database, error) : NULL;
}

/* Names of @schema that are not in @other, or are something else there. */
static gboolean
compare_schema(const Audit *audit, GHashTable *schema, GHashTable *other, const char *missing,
               const char *different)
{
    g_autoptr(GList) names = g_list_sort(g_hash_table_get_keys(schema), (GCompareFunc)strcmp);
    gboolean readable = TRUE;

    for (GList *name = names; name != NULL; name = name->next) {
        const char *here = g_hash_table_lookup(schema, name->data);
        const char *there = g_hash_table_lookup(other, name->data);

        if (there != NULL && (different == NULL || g_strcmp0(here, there) == 0))
            continue;
        readable = readable && !g_str_has_prefix(name->data, "table ");
        audit_add(audit, "L1", name->data, "%s", there == NULL ? missing : different);
    }
    return readable;
}

gboolean
audit_schema(Audit *audit, gboolean *ret_readable, GError **error)
{
    g_autoptr(GHashTable) made = make_schema(error);
    g_autoptr(GHashTable) found = made == NULL ? NULL : read_schema(store_database(audit->store), error);

    if (found == NULL)
        return FALSE;
    *ret_readable = compare_schema(audit, made, found, _("it is not there"), _("it was altered"));
    (void)compare_schema(audit, found, made, _("it is no part of the store"), NULL);
    return TRUE;
}

/* A table each of whose rows needs one in another. */
typedef struct {
    const char *table;
    const char *owner;
    const char *join;
} Belonging;

static const Belonging BELONGINGS[] = {
    {"drawing", "campaign", "o.campaign = t.campaign"},
    {"bundle_file", "campaign", "o.campaign = t.campaign"},
    {"bundle_piece", "bundle_file", "o.campaign = t.campaign AND o.path = t.path"},
    {"nonce", "campaign", "o.campaign = t.campaign"},
    {"campaign_draw", "campaign", "o.campaign = t.campaign"},
    {"campaign_void", "campaign", "o.campaign = t.campaign"},
    {"selection", "campaign_draw", "o.campaign = t.campaign"},
    {"visit", "campaign_draw", "o.campaign = t.campaign"},
    {"visit_drawing", "visit", "o.campaign = t.campaign AND o.visit = t.visit"},
    {"seat", "campaign_draw", "o.campaign = t.campaign"},
    {"appointment", "visit", "o.campaign = t.campaign AND o.visit = t.visit"},
};

static gboolean
find_unowned(Audit *audit, const Belonging *belonging, GError **error)
{
    g_autofree char *sql =
        g_strdup_printf("SELECT t.campaign FROM %s AS t WHERE NOT EXISTS (SELECT 1 FROM %s AS o WHERE %s)"
                        " LIMIT 1",
                        belonging->table, belonging->owner, belonging->join);
    g_autoptr(Statement) query = statement_new(store_database(audit->store), sql, error);

    if (query == NULL)
        return FALSE;
    if (statement_next(query))
        audit_add(audit, "L7", belonging->table, _("a row of campaign %s belongs to nothing in the table %s"),
                  statement_text(query, 0), belonging->owner);
    return statement_finish(query, error);
}

static gboolean
find_unlogged(Audit *audit, LogAction action, GError **error)
{
    g_autoptr(Statement) query = statement_new(
        store_database(audit->store),
        "SELECT id, subject FROM change WHERE action = ?1 AND id NOT IN (SELECT change FROM log) LIMIT 1",
        error);

    if (query == NULL)
        return FALSE;
    statement_bind_text(query, 1, log_action_name(action));
    if (statement_next(query))
        audit_add(audit, "L7", "change", _("change %s (%s %s) has no entry"), statement_text(query, 0),
                  log_action_name(action), statement_text(query, 1));
    return statement_finish(query, error);
}

/* A table whose rows name the change of an entry of this kind, on themselves. */
typedef struct {
    const char *table;
    const char *key;
    LogAction action;
} Logged;

static const Logged LOGGED[] = {
    {"campaign", "campaign", LOG_COMMIT},      {"campaign_draw", "campaign", LOG_DRAW},
    {"campaign_void", "campaign", LOG_VOID},   {"setting", "name", LOG_SET},
    {"appointment", "campaign", LOG_SCHEDULE}, {"nonce", "campaign", LOG_NONCE},
};

static gboolean
find_misnamed(Audit *audit, const Logged *logged, GError **error)
{
    g_autofree char *sql =
        g_strdup_printf("SELECT t.%s FROM %s AS t WHERE NOT EXISTS"
                        " (SELECT 1 FROM log AS l JOIN change AS c ON c.id = l.change"
                        "  WHERE l.change = t.change AND c.action = ?1 AND c.subject = t.%s) LIMIT 1",
                        logged->key, logged->table, logged->key);
    g_autoptr(Statement) query = statement_new(store_database(audit->store), sql, error);

    if (query == NULL)
        return FALSE;
    statement_bind_text(query, 1, log_action_name(logged->action));
    if (statement_next(query))
        audit_add(audit, "L7", logged->table, _("the row of %s names a change without an entry of its kind"),
                  statement_text(query, 0));
    return statement_finish(query, error);
}

gboolean
audit_belonging(Audit *audit, GError **error)
{
    for (guint i = 0; i < N_LOG_ACTIONS; i++) {
        if (!find_unlogged(audit, (LogAction)i, error))
            return FALSE;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(LOGGED); i++) {
        if (!find_misnamed(audit, &LOGGED[i], error))
            return FALSE;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(BELONGINGS); i++) {
        if (!find_unowned(audit, &BELONGINGS[i], error))
            return FALSE;
    }
    return TRUE;
}

gboolean
audit_rows(Audit *audit, const char *campaign, const char *sql, const char *header, const char *digest,
           const char *rule, const char *place, GError **error)
{
    Digest found;
    char hex[DIGEST_HEX_SIZE];

    if (!log_store_digest(audit->store, sql, campaign, header, &found, error))
        return FALSE;
    digest_to_hex(&found, hex);
    if (g_strcmp0(hex, digest) != 0)
        audit_add(audit, rule, place, _("the rows of campaign %s are not those that the entry binds"),
                  campaign);
    return TRUE;
}
