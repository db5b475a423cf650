#include "store/campaign-store.h"

#include "base/text.h"
#include "store/log-store.h"
#include "store/sql.h"

void
campaign_free(Campaign *campaign)
{
    if (campaign == NULL)
        return;
    g_free(campaign->campaign);
    g_free(campaign->quarter);
    g_free(campaign->commitment);
    g_free(campaign->max_visits);
    g_free(campaign->committed_at);
    g_free(campaign->committed_by);
    g_free(campaign->drawn_at);
    g_free(campaign->seed);
    g_free(campaign->void_reason);
    g_free(campaign->approved_by);
    g_free(campaign);
}

void
frozen_drawing_free(FrozenDrawing *drawing)
{
    if (drawing == NULL)
        return;
    g_free(drawing->campaign);
    g_free(drawing->drawing);
    g_free(drawing->plan);
    g_free(drawing->title);
    g_free(drawing->initiator);
    g_free(drawing->participants);
    g_free(drawing->items);
    g_free(drawing->start);
    g_free(drawing->end);
    g_free(drawing->disclosure);
    g_free(drawing->joint);
    g_free(drawing);
}

/* Changes of what a commitment is made of: absences, busy times, holidays and
 * results matter after a draw. */
#define OF_COMMITMENTS                                                                                       \
    "action IN ('import', 'remove', 'set')"                                                                  \
    " AND subject NOT IN ('absences', 'busy', 'holidays', 'mappings', 'results')"

static Campaign *
campaign_from_row(Statement *row)
{
    Campaign *campaign = g_new0(Campaign, 1);

    campaign->campaign = g_strdup(statement_text(row, 0));
    campaign->quarter = g_strdup(statement_text(row, 1));
    campaign->attempt = (guint)statement_int(row, 2);
    campaign->commitment = g_strdup(statement_text(row, 3));
    campaign->short_teams = statement_int(row, 4) != 0;
    campaign->rehearsal = statement_int(row, 5) != 0;
    campaign->max_visits = g_strdup(statement_text(row, 6));
    campaign->visits_per_day = (guint)statement_int(row, 7);
    campaign->committed_at = g_strdup(statement_text(row, 8));
    campaign->committed_by = g_strdup(statement_text(row, 9));
    campaign->drawn_at = g_strdup(statement_text(row, 10));
    campaign->seed = g_strdup(statement_text(row, 11));
    campaign->void_reason = g_strdup(statement_text(row, 12));
    campaign->approved_by = g_strdup(statement_text(row, 13));
    campaign->records_change = statement_int(row, 14);
    campaign->state = campaign->void_reason != NULL ? CAMPAIGN_VOID
                      : campaign->seed != NULL      ? CAMPAIGN_DRAWN
                                                    : CAMPAIGN_COMMITTED;
    return campaign;
}

/* All campaigns, or the one of that name. */
static GPtrArray *
load_campaigns(ChaStore *store, const char *name, GError **error)
{
    g_autoptr(GPtrArray) campaigns = g_ptr_array_new_with_free_func((GDestroyNotify)campaign_free);
    g_autoptr(Statement) query = statement_new(
        store_database(store),
        "SELECT c.campaign, c.quarter, c.attempt, c.commitment, c.short_teams, c.rehearsal,"
        "       c.max_visits, c.visits_per_day, committed.at, committed.\"by\", drawn.at, d.seed,"
        "       v.reason, v.approved_by,"
        "       (SELECT coalesce(max(id), 0) FROM change WHERE id < c.change AND " OF_COMMITMENTS ")"
        " FROM campaign AS c JOIN change AS committed ON committed.id = c.change"
        " LEFT JOIN campaign_draw AS d ON d.campaign = c.campaign"
        " LEFT JOIN change AS drawn ON drawn.id = d.change"
        " LEFT JOIN campaign_void AS v ON v.campaign = c.campaign"
        " WHERE ?1 IS NULL OR c.campaign = ?1 ORDER BY c.quarter, c.attempt",
        error);

    if (query == NULL)
        return NULL;
    statement_bind_text(query, 1, name);
    while (statement_next(query))
        g_ptr_array_add(campaigns, campaign_from_row(query));
    if (!statement_finish(query, error))
        return NULL;
    return g_steal_pointer(&campaigns);
}

GPtrArray *
campaign_store_list(ChaStore *store, GError **error)
{
    return load_campaigns(store, NULL, error);
}

gboolean
campaign_store_find(ChaStore *store, const char *campaign, Campaign **ret_campaign, GError **error)
{
    g_autoptr(GPtrArray) found = load_campaigns(store, campaign, error);

    if (found == NULL)
        return FALSE;
    *ret_campaign = found->len > 0 ? g_ptr_array_steal_index(found, 0) : NULL;
    return TRUE;
}

static FrozenDrawing *
drawing_from_row(Statement *row)
{
    FrozenDrawing *drawing = g_new0(FrozenDrawing, 1);

    drawing->campaign = g_strdup(statement_text(row, 0));
    drawing->drawing = g_strdup(statement_text(row, 1));
    drawing->plan = g_strdup(statement_text(row, 2));
    drawing->number = (guint)statement_int(row, 3);
    drawing->title = g_strdup(statement_text(row, 4));
    drawing->initiator = g_strdup(statement_text(row, 5));
    drawing->participants = g_strdup(statement_text(row, 6));
    drawing->items = g_strdup(statement_text(row, 7));
    drawing->start = g_strdup(statement_text(row, 8));
    drawing->end = g_strdup(statement_text(row, 9));
    drawing->disclosure = g_strdup(statement_text(row, 10));
    drawing->level = level_from_name(statement_text(row, 11));
    drawing->joint = g_strdup(statement_text(row, 12));
    return drawing;
}

GPtrArray *
campaign_store_load_drawings(ChaStore *store, const char *campaign, GError **error)
{
    g_autoptr(GPtrArray) drawings = g_ptr_array_new_with_free_func((GDestroyNotify)frozen_drawing_free);
    g_autoptr(Statement) query = statement_new(
        store_database(store),
        "SELECT campaign, drawing, plan, number, title, initiator, participants, items, start, \"end\","
        "       disclosure, level, joint FROM drawing"
        " WHERE campaign = ?1"
        "    OR ?1 IS NULL AND campaign NOT IN (SELECT campaign FROM campaign_void)"
        " ORDER BY campaign, drawing",
        error);

    if (query == NULL)
        return NULL;
    statement_bind_text(query, 1, campaign);
    while (statement_next(query))
        g_ptr_array_add(drawings, drawing_from_row(query));
    if (!statement_finish(query, error))
        return NULL;
    return g_steal_pointer(&drawings);
}

static void
add_staff(GHashTable *staffs, const char *department)
{
    g_hash_table_insert(staffs, level_staff(department, LEVEL_SUBORDINATES), g_strdup(department));
}

GHashTable *
campaign_store_load_staffs(ChaStore *store, const char *campaign, GError **error)
{
    g_autoptr(GPtrArray) drawings = campaign_store_load_drawings(store, campaign, error);
    GHashTable *staffs;

    if (drawings == NULL)
        return NULL;
    staffs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (guint i = 0; i < drawings->len; i++) {
        const FrozenDrawing *drawing = g_ptr_array_index(drawings, i);
        g_autoptr(GPtrArray) participants = text_split(drawing->participants);

        if (drawing->level != LEVEL_SUBORDINATES)
            continue;
        add_staff(staffs, drawing->initiator);
        for (guint k = 0; k < participants->len; k++)
            add_staff(staffs, g_ptr_array_index(participants, k));
    }
    return staffs;
}

static gboolean
write_drawings(Database *database, const char *campaign, GPtrArray *drawings, GError **error)
{
    g_autoptr(Statement) insert = statement_new(
        database,
        "INSERT INTO drawing (campaign, drawing, plan, number, title, initiator, participants, items, start,"
        " \"end\", disclosure, level, joint)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        error);

    if (insert == NULL)
        return FALSE;
    for (guint i = 0; i < drawings->len; i++) {
        const FrozenDrawing *drawing = g_ptr_array_index(drawings, i);

        statement_bind_text(insert, 1, campaign);
        statement_bind_text(insert, 2, drawing->drawing);
        statement_bind_text(insert, 3, drawing->plan);
        statement_bind_int(insert, 4, drawing->number);
        statement_bind_text(insert, 5, drawing->title);
        statement_bind_text(insert, 6, drawing->initiator);
        statement_bind_text(insert, 7, drawing->participants);
        statement_bind_text(insert, 8, drawing->items);
        statement_bind_text(insert, 9, drawing->start);
        statement_bind_text(insert, 10, drawing->end);
        statement_bind_text(insert, 11, drawing->disclosure);
        statement_bind_text(insert, 12, level_name(drawing->level));
        statement_bind_text(insert, 13, drawing->joint);
        if (!statement_run(insert, error))
            return FALSE;
    }
    return TRUE;
}

/* What the entry of a commitment binds, besides what the caller has to add. */
static GPtrArray *
commit_facts(ChaStore *store, const Campaign *campaign, GError **error)
{
    g_autoptr(GPtrArray) facts = log_facts_new();
    Digest drawings;

    if (!log_store_digest(store, LOG_SQL_DRAWINGS, campaign->campaign, NULL, &drawings, error))
        return NULL;
    log_facts_add(facts, "commitment", campaign->commitment);
    log_facts_add_number(facts, "attempt", campaign->attempt);
    log_facts_add_flag(facts, "short_teams", campaign->short_teams);
    log_facts_add_flag(facts, "rehearsal", campaign->rehearsal);
    log_facts_add(facts, "max_visits", campaign->max_visits);
    log_facts_add_number(facts, "visits_per_day", campaign->visits_per_day);
    log_facts_add_digest(facts, "drawings", &drawings);
    return g_steal_pointer(&facts);
}

gboolean
campaign_store_seal(ChaStore *store, const Campaign *campaign, GPtrArray *drawings, const GPtrArray *more,
                    GError **error)
{
    Database *database = store_database(store);
    g_autoptr(GPtrArray) facts = NULL;
    g_autoptr(Statement) insert = statement_new(
        database,
        "INSERT INTO campaign (campaign, quarter, attempt, commitment, short_teams, rehearsal, max_visits,"
        " visits_per_day, change) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        error);
    gint64 change;

    if (insert == NULL || !write_drawings(database, campaign->campaign, drawings, error))
        return FALSE;
    facts = commit_facts(store, campaign, error);
    if (facts == NULL)
        return FALSE;
    for (guint i = 0; more != NULL && i < more->len; i++) {
        const LogFact *fact = g_ptr_array_index(more, i);

        log_facts_add(facts, fact->name, fact->value);
    }
    if (!log_store_append(store, LOG_COMMIT, campaign->campaign, facts, &change, error))
        return FALSE;
    statement_bind_text(insert, 1, campaign->campaign);
    statement_bind_text(insert, 2, campaign->quarter);
    statement_bind_int(insert, 3, campaign->attempt);
    statement_bind_text(insert, 4, campaign->commitment);
    statement_bind_int(insert, 5, campaign->short_teams ? 1 : 0);
    statement_bind_int(insert, 6, campaign->rehearsal ? 1 : 0);
    statement_bind_text(insert, 7, campaign->max_visits);
    statement_bind_int(insert, 8, campaign->visits_per_day);
    statement_bind_int(insert, 9, change);
    return statement_run(insert, error);
}

gboolean
campaign_store_record_void(ChaStore *store, const char *campaign, const char *reason, const char *approved_by,
                           GError **error)
{
    g_autoptr(Statement) insert = statement_new(
        store_database(store),
        "INSERT INTO campaign_void (campaign, reason, approved_by, change) VALUES (?1, ?2, ?3, ?4)", error);
    g_autoptr(GPtrArray) facts = log_facts_new();
    gint64 change;

    log_facts_add(facts, "reason", reason);
    log_facts_add(facts, "approved_by", approved_by);
    if (insert == NULL || !log_store_append(store, LOG_VOID, campaign, facts, &change, error))
        return FALSE;
    statement_bind_text(insert, 1, campaign);
    statement_bind_text(insert, 2, reason);
    statement_bind_text(insert, 3, approved_by);
    statement_bind_int(insert, 4, change);
    return statement_run(insert, error);
}

gboolean
campaign_store_registry_changed(ChaStore *store, const char *campaign, gboolean *ret_changed, GError **error)
{
    g_autoptr(Statement) query =
        statement_new(store_database(store),
                      "SELECT EXISTS (SELECT 1 FROM change AS later"
                      " WHERE later.id > (SELECT change FROM campaign WHERE campaign = ?1)"
                      " AND " OF_COMMITMENTS ")",
                      error);
    gboolean changed = FALSE;

    if (query == NULL)
        return FALSE;
    statement_bind_text(query, 1, campaign);
    while (statement_next(query))
        changed = statement_int(query, 0) != 0;
    if (!statement_finish(query, error))
        return FALSE;
    *ret_changed = changed;
    return TRUE;
}
