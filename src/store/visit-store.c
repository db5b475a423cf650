/* Visits of drawn campaigns and their appointments. */
#include "store/campaign-store.h"
#include "store/sql.h"

#include <string.h>

void
campaign_visit_free(CampaignVisit *visit)
{
    if (visit == NULL)
        return;
    g_free(visit->visit);
    g_free(visit->target);
    g_free(visit->district);
    g_free(visit->start);
    g_free(visit->end);
    g_clear_pointer(&visit->drawings, g_ptr_array_unref);
    g_clear_pointer(&visit->departments, g_ptr_array_unref);
    g_clear_pointer(&visit->levels, g_array_unref);
    g_clear_pointer(&visit->inspectors, g_ptr_array_unref);
    g_free(visit->date);
    g_free(visit->from);
    g_free(visit->to);
    g_free(visit->reason);
    g_free(visit->revised_at);
    g_free(visit);
}

static char *
text_or_blank(Statement *row, int column)
{
    const char *text = statement_text(row, column);

    return g_strdup(text != NULL ? text : "");
}

static CampaignVisit *
visit_from_row(Statement *row)
{
    CampaignVisit *visit = g_new0(CampaignVisit, 1);

    visit->visit = g_strdup(statement_text(row, 0));
    visit->target = g_strdup(statement_text(row, 1));
    visit->district = g_strdup(statement_text(row, 2));
    visit->start = g_strdup(statement_text(row, 3));
    visit->end = g_strdup(statement_text(row, 4));
    visit->drawings = g_ptr_array_new_with_free_func(g_free);
    visit->departments = g_ptr_array_new_with_free_func(g_free);
    visit->levels = g_array_new(FALSE, FALSE, sizeof(Level));
    visit->inspectors = g_ptr_array_new_with_free_func(g_free);
    visit->date = text_or_blank(row, 5);
    visit->from = text_or_blank(row, 6);
    visit->to = text_or_blank(row, 7);
    visit->reason = text_or_blank(row, 8);
    visit->revision = (guint)statement_int(row, 9);
    visit->revised_at = g_strdup(statement_text(row, 10));
    visit->done = TRUE; /* until a seat's department has no result */
    return visit;
}

static gboolean
load_bare_visits(Database *database, const char *campaign, GPtrArray *visits, GError **error)
{
    g_autoptr(Statement) query = statement_new(
        database,
        "SELECT v.visit, v.target, v.district, v.start, v.\"end\", a.date, a.start, a.\"end\", a.reason,"
        "       a.revision + (SELECT count(*) FROM visit_revision AS r"
        "                     WHERE r.campaign = v.campaign AND r.visit = v.visit),"
        "       max(c.at, coalesce((SELECT max(n.at) FROM visit_revision AS r JOIN change AS n ON n.id = "
        "r.change"
        "                           WHERE r.campaign = v.campaign AND r.visit = v.visit), ''))"
        " FROM visit AS v LEFT JOIN appointment AS a ON a.campaign = v.campaign AND a.visit = v.visit"
        " LEFT JOIN change AS c ON c.id = a.change"
        " WHERE v.campaign = ?1 ORDER BY v.visit",
        error);

    if (query == NULL)
        return FALSE;
    statement_bind_text(query, 1, campaign);
    while (statement_next(query))
        g_ptr_array_add(visits, visit_from_row(query));
    return statement_finish(query, error);
}

/* Puts a row that belongs to a visit into it. */
typedef void (*RowTaker)(CampaignVisit *visit, Statement *row);

/* Hands out the rows of @sql, in the order of visits, their names first. */
static gboolean
hand_out_rows(Database *database, const char *sql, const char *campaign, GPtrArray *visits, RowTaker take,
              GError **error)
{
    g_autoptr(Statement) query = statement_new(database, sql, error);
    guint at = 0;

    if (query == NULL)
        return FALSE;
    statement_bind_text(query, 1, campaign);
    while (statement_next(query)) {
        const char *name = statement_text(query, 0);

        while (at < visits->len && strcmp(((CampaignVisit *)visits->pdata[at])->visit, name) != 0)
            at++;
        g_assert(at < visits->len); /* the schema's keys see to it */
        take(g_ptr_array_index(visits, at), query);
    }
    return statement_finish(query, error);
}

static void
take_drawing(CampaignVisit *visit, Statement *row)
{
    g_ptr_array_add(visit->drawings, g_strdup(statement_text(row, 1)));
}

static void
take_seat(CampaignVisit *visit, Statement *row)
{
    Level level = level_from_name(statement_text(row, 2));

    g_ptr_array_add(visit->departments, g_strdup(statement_text(row, 1)));
    g_array_append_val(visit->levels, level);
    g_ptr_array_add(visit->inspectors, text_or_blank(row, 3));
    if (statement_int(row, 4) == 0)
        visit->done = FALSE;
}

GPtrArray *
campaign_store_load_visits(ChaStore *store, const char *campaign, GError **error)
{
    static const char DRAWINGS[] =
        "SELECT visit, drawing FROM visit_drawing WHERE campaign = ?1 ORDER BY visit, drawing";
    static const char SEATS[] =
        "SELECT s.visit, s.department, s.level, s.inspector, r.visit IS NOT NULL"
        " FROM seat AS s LEFT JOIN result AS r ON r.campaign = s.campaign AND r.visit = s.visit"
        " AND r.department = s.department"
        " WHERE s.campaign = ?1 ORDER BY s.visit, s.department, s.level, s.seat";
    Database *database = store_database(store);
    g_autoptr(GPtrArray) visits = g_ptr_array_new_with_free_func((GDestroyNotify)campaign_visit_free);

    if (!load_bare_visits(database, campaign, visits, error) ||
        !hand_out_rows(database, DRAWINGS, campaign, visits, take_drawing, error) ||
        !hand_out_rows(database, SEATS, campaign, visits, take_seat, error))
        return NULL;
    return g_steal_pointer(&visits);
}

gboolean
campaign_store_count_visits(ChaStore *store, gint year, VisitCounter visit, gpointer data, GError **error)
{
    g_autofree char *quarters = g_strdup_printf("%04dQ?", year);
    g_autoptr(Statement) query =
        statement_new(store_database(store),
                      "SELECT department, target, count(*) FROM"
                      " (SELECT DISTINCT s.department, v.target, v.campaign, v.visit FROM campaign AS c"
                      "  JOIN visit AS v ON v.campaign = c.campaign"
                      "  JOIN seat AS s ON s.campaign = v.campaign AND s.visit = v.visit"
                      "  WHERE c.quarter GLOB ?1 AND c.campaign NOT IN (SELECT campaign FROM campaign_void))"
                      " GROUP BY department, target ORDER BY department, target",
                      error);

    if (query == NULL)
        return FALSE;
    statement_bind_text(query, 1, quarters);
    while (statement_next(query))
        visit(statement_text(query, 0), statement_text(query, 1), (guint)statement_int(query, 2), data);
    return statement_finish(query, error);
}
