#include "store/appointment-store.h"

#include "store/record-sql.h"
#include "store/sql.h"

gboolean
appointment_store_walk_engagements(ChaStore *store, const char *campaign, const char *first, const char *last,
                                   EngagementVisitor visit, gpointer data, GError **error)
{
    g_autoptr(Statement) query =
        statement_new(store_database(store),
                      "SELECT s.inspector, a.date, a.start, a.\"end\" FROM appointment AS a"
                      " JOIN seat AS s ON s.campaign = a.campaign AND s.visit = a.visit"
                      " WHERE a.campaign <> ?1 AND a.campaign NOT IN (SELECT campaign FROM campaign_void)"
                      "   AND a.date BETWEEN ?2 AND ?3 AND s.inspector IS NOT NULL"
                      " ORDER BY a.campaign, a.visit, s.department, s.seat",
                      error);

    if (query == NULL)
        return FALSE;
    statement_bind_text(query, 1, campaign);
    statement_bind_text(query, 2, first);
    statement_bind_text(query, 3, last);
    while (statement_next(query))
        visit(statement_text(query, 0), statement_text(query, 1), statement_text(query, 2),
              statement_text(query, 3), data);
    return statement_finish(query, error);
}

gboolean
appointment_store_walk_former_times(ChaStore *store, const char *campaign, FormerTimeVisitor visit,
                                    gpointer data, GError **error)
{
    /* With max() alone SQLite takes the other columns from the row that has it. */
    g_autoptr(Statement) query =
        statement_new(store_database(store),
                      "SELECT a.visit, json_extract(h.record, '$.date'), json_extract(h.record, '$.start'),"
                      "       json_extract(h.record, '$.end'), max(h.id)"
                      " FROM appointment AS a JOIN history AS h"
                      "   ON h.kind = 'appointments' AND h.key = json_array(a.campaign, a.visit)"
                      " WHERE a.campaign = ?1 AND a.revision > 0 AND json_extract(h.record, '$.date') <> ''"
                      "   AND (json_extract(h.record, '$.date') <> a.date"
                      "        OR json_extract(h.record, '$.start') <> a.start"
                      "        OR json_extract(h.record, '$.end') <> a.\"end\")"
                      " GROUP BY a.visit ORDER BY a.visit",
                      error);

    if (query == NULL)
        return FALSE;
    statement_bind_text(query, 1, campaign);
    while (statement_next(query))
        visit(statement_text(query, 0), statement_text(query, 1), statement_text(query, 2),
              statement_text(query, 3), data);
    return statement_finish(query, error);
}

gboolean
appointment_store_walk_target_days(ChaStore *store, const char *campaign, TargetDayVisitor visit,
                                   gpointer data, GError **error)
{
    g_autoptr(Statement) query =
        statement_new(store_database(store),
                      "SELECT v.target, a.date, a.campaign, a.visit FROM visit AS v"
                      " JOIN appointment AS a ON a.campaign = v.campaign AND a.visit = v.visit"
                      " WHERE v.target IN (SELECT target FROM visit WHERE campaign = ?1) AND a.date <> ''"
                      "   AND a.campaign NOT IN (SELECT campaign FROM campaign_void)"
                      " ORDER BY v.target, a.date, a.start, a.campaign, a.visit",
                      error);

    if (query == NULL)
        return FALSE;
    statement_bind_text(query, 1, campaign);
    while (statement_next(query))
        visit(statement_text(query, 0), statement_text(query, 1), statement_text(query, 2),
              statement_text(query, 3), data);
    return statement_finish(query, error);
}

gboolean
appointment_store_walk_targets(ChaStore *store, const char *campaign, RecordVisitor visit, gpointer data,
                               GError **error)
{
    const Kind *kind = kind_get(CHA_KIND_TARGETS);
    g_autofree char *columns = record_sql_columns(kind, "");
    g_autofree char *sql = g_strdup_printf("SELECT %s FROM target"
                                           " WHERE target IN (SELECT target FROM visit WHERE campaign = ?1)"
                                           " ORDER BY target",
                                           columns);
    g_autoptr(Statement) query = statement_new(store_database(store), sql, error);
    const char *texts[KIND_MAX_COLUMNS] = {NULL};

    if (query == NULL)
        return FALSE;
    statement_bind_text(query, 1, campaign);
    while (statement_next(query)) {
        for (guint i = 0; i < kind->n_columns; i++)
            texts[i] = statement_text(query, (int)i);
        if (!visit(texts, data))
            break;
    }
    return statement_finish(query, error);
}

gboolean
appointment_store_walk_ended(ChaStore *store, const char *quarter, EndedVisitor visit, gpointer data,
                             GError **error)
{
    g_autoptr(Statement) query = statement_new(
        store_database(store),
        "SELECT v.campaign, c.at, v.reason FROM campaign_void AS v JOIN change AS c ON c.id = v.change"
        " JOIN campaign AS k ON k.campaign = v.campaign"
        " JOIN campaign_draw AS d ON d.campaign = v.campaign"
        " WHERE k.quarter = ?1 ORDER BY k.attempt",
        error);

    if (query == NULL)
        return FALSE;
    statement_bind_text(query, 1, quarter);
    while (statement_next(query))
        visit(statement_text(query, 0), statement_text(query, 1), statement_text(query, 2), data);
    return statement_finish(query, error);
}

gboolean
appointment_store_newest(ChaStore *store, char **ret_at, GError **error)
{
    g_autoptr(Statement) query = statement_new(
        store_database(store),
        "SELECT max(c.at) FROM change AS c WHERE c.id IN"
        " (SELECT change FROM appointment UNION SELECT change FROM visit_revision"
        "  UNION SELECT v.change FROM campaign_void AS v JOIN appointment AS a ON a.campaign = v.campaign)",
        error);
    g_autofree char *at = NULL;

    if (query == NULL)
        return FALSE;
    if (statement_next(query))
        at = g_strdup(statement_text(query, 0));
    if (!statement_finish(query, error))
        return FALSE;
    *ret_at = g_steal_pointer(&at);
    return TRUE;
}
