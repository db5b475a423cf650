/* Recording appointments. */
#include "store/campaign-store.h"
#include "store/log-store.h"
#include "store/row-writer.h"
#include "store/sql.h"

/* The schedule as it shall be, to be compared as a whole with what is there. */
static const char MAKE_TABLE[] = "CREATE TABLE temp.schedule ("
                                 "  visit TEXT NOT NULL PRIMARY KEY, date TEXT NOT NULL, start TEXT NOT NULL,"
                                 "  \"end\" TEXT NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID";
static const char DROP_TABLE[] = "DROP TABLE temp.schedule";

static const char UPDATE_CHANGED[] =
    "UPDATE appointment SET date = s.date, start = s.start, \"end\" = s.\"end\", reason = s.reason,"
    "  revision = revision + 1, change = ?2"
    " FROM temp.schedule AS s WHERE campaign = ?1 AND appointment.visit = s.visit"
    "   AND (appointment.date <> s.date OR appointment.start <> s.start OR appointment.\"end\" <> s.\"end\""
    "        OR appointment.reason <> s.reason)";
static const char INSERT_NEW[] =
    "INSERT INTO appointment (campaign, visit, date, start, \"end\", reason, change)"
    " SELECT ?1, visit, date, start, \"end\", reason, ?2 FROM temp.schedule WHERE NOT EXISTS"
    "   (SELECT 1 FROM appointment AS a WHERE a.campaign = ?1 AND a.visit = schedule.visit)"
    " ORDER BY visit";

static gboolean
fill_table(Database *database, GPtrArray *visits, GError **error)
{
    g_autoptr(RowWriter) rows = NULL;

    if (!database_execute(database, MAKE_TABLE, error))
        return FALSE;
    rows = row_writer_new(database, "temp.schedule", "visit, date, start, \"end\", reason", 5, error);
    if (rows == NULL)
        return FALSE;
    for (guint i = 0; i < visits->len; i++) {
        const CampaignVisit *visit = g_ptr_array_index(visits, i);

        row_writer_text(rows, visit->visit);
        row_writer_text(rows, visit->date);
        row_writer_text(rows, visit->from);
        row_writer_text(rows, visit->to);
        row_writer_text(rows, visit->reason);
        if (!row_writer_end_row(rows, error))
            return FALSE;
    }
    return row_writer_finish(rows, error);
}

/* LOG_SQL_SCHEDULE and LOG_SQL_UNPLACED, of the schedule as it shall be. */
static const char SCHEDULE_TO_BE[] =
    "SELECT visit, date, start, \"end\" FROM temp.schedule WHERE date <> '' ORDER BY visit";
static const char UNPLACED_TO_BE[] = "SELECT visit, date, start, \"end\", reason FROM temp.schedule"
                                     " WHERE date = '' OR reason <> '' ORDER BY visit";

static gboolean
append_entry(ChaStore *store, const char *campaign, GPtrArray *visits, gint64 *ret_change, GError **error)
{
    g_autoptr(GPtrArray) facts = log_facts_new();
    Digest schedule;
    Digest unplaced;
    guint placed = 0;

    if (!log_store_digest(store, SCHEDULE_TO_BE, NULL, LOG_SCHEDULE_HEADER, &schedule, error) ||
        !log_store_digest(store, UNPLACED_TO_BE, NULL, NULL, &unplaced, error))
        return FALSE;
    for (guint i = 0; i < visits->len; i++)
        placed += *((const CampaignVisit *)g_ptr_array_index(visits, i))->date != '\0' ? 1 : 0;
    log_facts_add_number(facts, "visits", visits->len);
    log_facts_add_number(facts, "placed", placed);
    log_facts_add_digest(facts, "schedule", &schedule);
    log_facts_add_digest(facts, "unplaced", &unplaced);
    return log_store_append(store, LOG_SCHEDULE, campaign, facts, ret_change, error);
}

/* Runs one of the two statements; how many rows it wrote is added up. */
static gboolean
write_appointments(Database *database, const char *sql, const char *campaign, gint64 change, guint *changed,
                   GError **error)
{
    g_autoptr(Statement) write = statement_new(database, sql, error);

    if (write == NULL)
        return FALSE;
    statement_bind_text(write, 1, campaign);
    statement_bind_int(write, 2, change);
    if (!statement_run(write, error))
        return FALSE;
    *changed += (guint)database_changed_rows(database);
    return TRUE;
}

gboolean
campaign_store_record_schedule(ChaStore *store, const char *campaign, GPtrArray *visits, guint *ret_changed,
                               GError **error)
{
    Database *database = store_database(store);
    g_autoptr(Transaction) transaction = store_begin(store, error);
    guint changed = 0;
    gint64 change;

    if (transaction == NULL || !fill_table(database, visits, error) ||
        !append_entry(store, campaign, visits, &change, error) ||
        !write_appointments(database, UPDATE_CHANGED, campaign, change, &changed, error) ||
        !write_appointments(database, INSERT_NEW, campaign, change, &changed, error) ||
        !database_execute(database, DROP_TABLE, error))
        return FALSE;
    /* A schedule as before is no change: rolled back with its entry. */
    if (changed > 0 && !transaction_commit(transaction, error))
        return FALSE;
    *ret_changed = changed;
    return TRUE;
}
