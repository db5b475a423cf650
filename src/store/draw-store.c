/* Recording a draw. */
#include "domain/canonical.h"
#include "store/campaign-store.h"
#include "store/log-store.h"
#include "store/row-writer.h"
#include "store/sql.h"

#include <string.h>

static gboolean
write_file(ChaStore *store, const char *campaign, const char *path, GBytes *bytes, GError **error)
{
    g_autoptr(FileWriter) writer = file_writer_new(store, campaign, path, error);
    gsize length;
    gconstpointer data = g_bytes_get_data(bytes, &length);
    char hex[DIGEST_HEX_SIZE];

    return writer != NULL && file_writer_add(writer, data, length, error) &&
           file_writer_finish(writer, hex, error);
}

static gboolean
write_files(ChaStore *store, const char *campaign, GBytes *seed_text, const Draw *draw, GError **error)
{
    return write_file(store, campaign, "seed.txt", seed_text, error) &&
           write_file(store, campaign, "draw/SHA256SUMS", draw->sums, error) &&
           write_file(store, campaign, "draw/selection.csv", draw->selection, error) &&
           write_file(store, campaign, "draw/sizes.csv", draw->sizes, error) &&
           write_file(store, campaign, "draw/teams.csv", draw->teams, error) &&
           write_file(store, campaign, "draw/visits.csv", draw->visits, error);
}

/* The order of the table's key: rows go in at the end of it, which is several
 * times as fast as anywhere. */
static gint
compare_targets(gconstpointer left, gconstpointer right)
{
    const DrawnTarget *const *a = left;
    const DrawnTarget *const *b = right;
    int order = strcmp((*a)->target, (*b)->target);

    return order != 0 ? order : strcmp((*a)->plan, (*b)->plan);
}

static gboolean
write_selection(Database *database, const char *campaign, GPtrArray *targets, GError **error)
{
    g_autoptr(RowWriter) rows =
        row_writer_new(database, "selection", "campaign, drawing, target, role, stratum, rank", 6, error);
    g_autoptr(GPtrArray) sorted = g_ptr_array_sized_new(targets->len);

    if (rows == NULL)
        return FALSE;
    for (guint i = 0; i < targets->len; i++)
        g_ptr_array_add(sorted, g_ptr_array_index(targets, i));
    g_ptr_array_sort(sorted, compare_targets);
    for (guint i = 0; i < sorted->len; i++) {
        const DrawnTarget *target = g_ptr_array_index(sorted, i);

        row_writer_text(rows, campaign);
        row_writer_text(rows, target->plan);
        row_writer_text(rows, target->target);
        row_writer_text(rows, target->reserve ? "reserve" : "drawn");
        row_writer_text(rows, target->stratum);
        row_writer_int(rows, (gint64)target->rank);
        if (!row_writer_end_row(rows, error))
            return FALSE;
    }
    return row_writer_finish(rows, error);
}

static gboolean
write_visits(Database *database, const char *campaign, GPtrArray *visits, GError **error)
{
    g_autoptr(RowWriter) rows =
        row_writer_new(database, "visit", "campaign, visit, target, district, start, \"end\"", 6, error);

    if (rows == NULL)
        return FALSE;
    for (guint i = 0; i < visits->len; i++) {
        const DrawnVisit *visit = g_ptr_array_index(visits, i);
        char start[CHA_DAY_TEXT_SIZE];
        char end[CHA_DAY_TEXT_SIZE];

        cha_day_to_text(visit->start, start);
        cha_day_to_text(visit->end, end);
        row_writer_text(rows, campaign);
        row_writer_text(rows, visit->visit);
        row_writer_text(rows, visit->target);
        row_writer_text(rows, visit->district);
        row_writer_copy(rows, start);
        row_writer_copy(rows, end);
        if (!row_writer_end_row(rows, error))
            return FALSE;
    }
    return row_writer_finish(rows, error);
}

static gboolean
write_visit_drawings(Database *database, const char *campaign, GPtrArray *visits, GError **error)
{
    g_autoptr(RowWriter) rows =
        row_writer_new(database, "visit_drawing", "campaign, visit, drawing", 3, error);

    if (rows == NULL)
        return FALSE;
    for (guint i = 0; i < visits->len; i++) {
        const DrawnVisit *visit = g_ptr_array_index(visits, i);

        for (guint k = 0; k < visit->plans->len; k++) {
            row_writer_text(rows, campaign);
            row_writer_text(rows, visit->visit);
            row_writer_text(rows, g_ptr_array_index(visit->plans, k));
            if (!row_writer_end_row(rows, error))
                return FALSE;
        }
    }
    return row_writer_finish(rows, error);
}

static gboolean
write_seats(ChaStore *store, const char *campaign, GPtrArray *seats, GError **error)
{
    g_autoptr(GHashTable) staffs = campaign_store_load_staffs(store, campaign, error);
    g_autoptr(RowWriter) rows = staffs == NULL ? NULL
                                               : row_writer_new(store_database(store), "seat",
                                                                "campaign, visit, department, level, seat, "
                                                                "inspector",
                                                                6, error);

    if (rows == NULL)
        return FALSE;
    for (guint i = 0; i < seats->len; i++) {
        const DrawnSeat *seat = g_ptr_array_index(seats, i);
        const char *above = g_hash_table_lookup(staffs, seat->department);

        row_writer_text(rows, campaign);
        row_writer_text(rows, seat->visit);
        row_writer_text(rows, above != NULL ? above : seat->department);
        row_writer_text(rows, level_name(above != NULL ? LEVEL_SUBORDINATES : LEVEL_OWN));
        row_writer_int(rows, seat->seat);
        row_writer_text(rows, seat->inspector);
        if (!row_writer_end_row(rows, error))
            return FALSE;
    }
    return row_writer_finish(rows, error);
}

static Digest
digest_of_bytes(GBytes *bytes)
{
    gsize length = 0;
    gconstpointer data = g_bytes_get_data(bytes, &length);

    return digest_of(data, length);
}

/* What LOG_SQL_DISTRICTS gives once the visits are written. */
static Digest
digest_of_districts(GPtrArray *visits)
{
    g_autoptr(Digester) digester = digester_new();
    g_autoptr(GString) row = g_string_new(NULL);

    for (guint i = 0; i < visits->len; i++) {
        const DrawnVisit *visit = g_ptr_array_index(visits, i);

        canonical_append_row(row, visit->visit, visit->district, NULL);
        digester_add(digester, row->str, row->len);
        g_string_truncate(row, 0);
    }
    return digester_finish(digester);
}

/* The entry comes before the rows: while keys wait for their rows, as those of
 * a draw do, SQLite looks through whole tables for whom a new entry is meant. */
static gboolean
append_entry(ChaStore *store, const char *campaign, GBytes *seed_text, const Draw *draw, const char *order,
             gint64 *ret_change, GError **error)
{
    g_autoptr(GPtrArray) facts = log_facts_new();
    Digest text = digest_of_bytes(seed_text);
    Digest sums = digest_of_bytes(draw->sums);
    Digest districts = digest_of_districts(draw->drawn_visits);

    log_facts_add(facts, "seed", draw->seed);
    log_facts_add_digest(facts, "seed_text", &text);
    log_facts_add_digest(facts, "draw", &sums);
    log_facts_add_digest(facts, "districts", &districts);
    if (order != NULL)
        log_facts_add(facts, "order", order);
    return log_store_append(store, LOG_DRAW, campaign, facts, ret_change, error);
}

static gboolean
write_rows(ChaStore *store, const char *campaign, const Draw *draw, GError **error)
{
    Database *database = store_database(store);

    return write_selection(database, campaign, draw->targets, error) &&
           write_visits(database, campaign, draw->drawn_visits, error) &&
           write_visit_drawings(database, campaign, draw->drawn_visits, error) &&
           write_seats(store, campaign, draw->seats, error);
}

/* The seats of an inspector are anywhere among those of a campaign: all of the
 * index has to be at hand, or its pages are read and written for every row. */
static gboolean
write_rows_with_room(ChaStore *store, const char *campaign, const Draw *draw, GError **error)
{
    Database *database = store_database(store);
    gboolean are_written = database_execute(database, "PRAGMA main.cache_size = -32768", error) &&
                           write_rows(store, campaign, draw, error);

    return database_execute(database, "PRAGMA main.cache_size = -2000", are_written ? error : NULL) &&
           are_written;
}

gboolean
campaign_store_record_draw(ChaStore *store, const char *campaign, GBytes *seed_text, const Draw *draw,
                           const char *order, GError **error)
{
    Database *database = store_database(store);
    g_autoptr(Statement) seal = statement_new(
        database, "INSERT INTO campaign_draw (campaign, seed, change) VALUES (?1, ?2, ?3)", error);
    gint64 change;

    if (seal == NULL || !append_entry(store, campaign, seed_text, draw, order, &change, error) ||
        !write_files(store, campaign, seed_text, draw, error) ||
        !write_rows_with_room(store, campaign, draw, error))
        return FALSE;
    statement_bind_text(seal, 1, campaign);
    statement_bind_text(seal, 2, draw->seed);
    statement_bind_int(seal, 3, change);
    return statement_run(seal, error);
}
