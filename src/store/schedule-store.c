/* Recording appointments. */
#include "store/campaign-store.h"
#include "store/sql.h"

static void
bind_appointment(Statement *statement, const char *campaign, const CampaignVisit *visit, gint64 change)
{
    statement_bind_text(statement, 1, campaign);
    statement_bind_text(statement, 2, visit->visit);
    statement_bind_text(statement, 3, visit->date);
    statement_bind_text(statement, 4, visit->from);
    statement_bind_text(statement, 5, visit->to);
    statement_bind_text(statement, 6, visit->reason);
    statement_bind_int(statement, 7, change);
}

/* Each statement leaves alone what is as it should be, so that running both
 * writes exactly what is new. */
static gboolean
write_appointments(Database *database, const char *campaign, GPtrArray *visits, gint64 change,
                   guint *ret_changed, GError **error)
{
    g_autoptr(Statement) update =
        statement_new(database,
                      "UPDATE appointment SET date = ?3, start = ?4, \"end\" = ?5, reason = ?6,"
                      "  revision = revision + 1, change = ?7"
                      " WHERE campaign = ?1 AND visit = ?2"
                      "   AND (date <> ?3 OR start <> ?4 OR \"end\" <> ?5 OR reason <> ?6)",
                      error);
    g_autoptr(Statement) insert = NULL;
    guint changed = 0;

    if (update == NULL)
        return FALSE;
    insert = statement_new(database,
                           "INSERT INTO appointment (campaign, visit, date, start, \"end\", reason, change)"
                           " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE NOT EXISTS"
                           " (SELECT 1 FROM appointment WHERE campaign = ?1 AND visit = ?2)",
                           error);
    if (insert == NULL)
        return FALSE;
    for (guint i = 0; i < visits->len; i++) {
        const CampaignVisit *visit = g_ptr_array_index(visits, i);

        bind_appointment(update, campaign, visit, change);
        if (!statement_run(update, error))
            return FALSE;
        changed += (guint)database_changed_rows(database);
        bind_appointment(insert, campaign, visit, change);
        if (!statement_run(insert, error))
            return FALSE;
        changed += (guint)database_changed_rows(database);
    }
    *ret_changed = changed;
    return TRUE;
}

gboolean
campaign_store_record_schedule(ChaStore *store, const char *campaign, GPtrArray *visits, guint *ret_changed,
                               GError **error)
{
    g_autoptr(Transaction) transaction = store_begin(store, error);
    guint changed = 0;
    gint64 change;

    if (transaction == NULL || !store_note_change(store, "schedule", campaign, NULL, NULL, &change, error) ||
        !write_appointments(store_database(store), campaign, visits, change, &changed, error))
        return FALSE;
    /* A schedule as before is no change: rolled back with the note of it. */
    if (changed > 0 && !transaction_commit(transaction, error))
        return FALSE;
    *ret_changed = changed;
    return TRUE;
}
