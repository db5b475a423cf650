/* Recording a draw. */
#include "store/campaign-store.h"
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
    int order = strcmp((*a)->plan, (*b)->plan);

    return order != 0 ? order : strcmp((*a)->target, (*b)->target);
}

static gboolean
write_selection(Database *database, const char *campaign, GPtrArray *targets, GError **error)
{
    g_autoptr(Statement) insert =
        statement_new(database,
                      "INSERT INTO selection (campaign, drawing, target, role, stratum, rank)"
                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                      error);
    g_autoptr(GPtrArray) sorted = g_ptr_array_sized_new(targets->len);

    if (insert == NULL)
        return FALSE;
    for (guint i = 0; i < targets->len; i++)
        g_ptr_array_add(sorted, g_ptr_array_index(targets, i));
    g_ptr_array_sort(sorted, compare_targets);
    for (guint i = 0; i < sorted->len; i++) {
        const DrawnTarget *target = g_ptr_array_index(sorted, i);

        statement_bind_text(insert, 1, campaign);
        statement_bind_text(insert, 2, target->plan);
        statement_bind_text(insert, 3, target->target);
        statement_bind_text(insert, 4, target->reserve ? "reserve" : "drawn");
        statement_bind_text(insert, 5, target->stratum);
        statement_bind_int(insert, 6, (gint64)target->rank);
        if (!statement_run(insert, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
write_visit(Statement *insert, Statement *insert_drawing, const char *campaign, const DrawnVisit *visit,
            GError **error)
{
    char start[CHA_DAY_TEXT_SIZE];
    char end[CHA_DAY_TEXT_SIZE];

    cha_day_to_text(visit->start, start);
    cha_day_to_text(visit->end, end);
    statement_bind_text(insert, 1, campaign);
    statement_bind_text(insert, 2, visit->visit);
    statement_bind_text(insert, 3, visit->target);
    statement_bind_text(insert, 4, visit->district);
    statement_bind_text(insert, 5, start);
    statement_bind_text(insert, 6, end);
    if (!statement_run(insert, error))
        return FALSE;
    for (guint i = 0; i < visit->plans->len; i++) {
        statement_bind_text(insert_drawing, 1, campaign);
        statement_bind_text(insert_drawing, 2, visit->visit);
        statement_bind_text(insert_drawing, 3, g_ptr_array_index(visit->plans, i));
        if (!statement_run(insert_drawing, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
write_visits(Database *database, const char *campaign, GPtrArray *visits, GError **error)
{
    g_autoptr(Statement) insert = statement_new(database,
                                                "INSERT INTO visit (campaign, visit, target, district, "
                                                "start, \"end\") VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                                                error);
    g_autoptr(Statement) insert_drawing = NULL;

    if (insert == NULL)
        return FALSE;
    insert_drawing = statement_new(
        database, "INSERT INTO visit_drawing (campaign, visit, drawing) VALUES (?1, ?2, ?3)", error);
    if (insert_drawing == NULL)
        return FALSE;
    for (guint i = 0; i < visits->len; i++) {
        if (!write_visit(insert, insert_drawing, campaign, g_ptr_array_index(visits, i), error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
write_seats(Database *database, const char *campaign, GPtrArray *seats, GError **error)
{
    g_autoptr(Statement) insert = statement_new(
        database,
        "INSERT INTO seat (campaign, visit, department, seat, inspector) VALUES (?1, ?2, ?3, ?4, ?5)", error);

    if (insert == NULL)
        return FALSE;
    for (guint i = 0; i < seats->len; i++) {
        const DrawnSeat *seat = g_ptr_array_index(seats, i);

        statement_bind_text(insert, 1, campaign);
        statement_bind_text(insert, 2, seat->visit);
        statement_bind_text(insert, 3, seat->department);
        statement_bind_int(insert, 4, seat->seat);
        statement_bind_text(insert, 5, seat->inspector);
        if (!statement_run(insert, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
campaign_store_record_draw(ChaStore *store, const char *campaign, GBytes *seed_text, const Draw *draw,
                           GError **error)
{
    Database *database = store_database(store);
    g_autoptr(Statement) seal = statement_new(
        database, "INSERT INTO campaign_draw (campaign, seed, change) VALUES (?1, ?2, ?3)", error);
    gint64 change;

    if (seal == NULL || !store_note_change(store, "draw", campaign, NULL, NULL, &change, error) ||
        !write_files(store, campaign, seed_text, draw, error) ||
        !write_selection(database, campaign, draw->targets, error) ||
        !write_visits(database, campaign, draw->drawn_visits, error) ||
        !write_seats(database, campaign, draw->seats, error))
        return FALSE;
    statement_bind_text(seal, 1, campaign);
    statement_bind_text(seal, 2, draw->seed);
    statement_bind_int(seal, 3, change);
    return statement_run(seal, error);
}
