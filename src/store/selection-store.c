#include "store/selection-store.h"

#include "store/sql.h"

gboolean
selection_store_walk(ChaStore *store, const char *campaign, SelectionVisitor visit, gpointer data,
                     GError **error)
{
    g_autoptr(Statement) query = statement_new(
        store_database(store),
        "SELECT s.drawing, d.title, d.disclosure, s.stratum, s.rank, s.role, s.target,"
        "       t.name, t.district, t.address"
        " FROM selection AS s JOIN drawing AS d ON d.campaign = s.campaign AND d.drawing = s.drawing"
        " JOIN target AS t ON t.target = s.target"
        " WHERE s.campaign = ?1 ORDER BY s.drawing, s.stratum, s.rank, s.target",
        error);
    gboolean more = TRUE;

    if (query == NULL)
        return FALSE;
    statement_bind_text(query, 1, campaign);
    while (more && statement_next(query)) {
        const SelectedTarget selected = {
            .drawing = statement_text(query, 0),
            .title = statement_text(query, 1),
            .disclosure = statement_text(query, 2),
            .stratum = statement_text(query, 3),
            .rank = (guint64)statement_int(query, 4),
            .role = statement_text(query, 5),
            .target = statement_text(query, 6),
            .name = statement_text(query, 7),
            .district = statement_text(query, 8),
            .address = statement_text(query, 9),
        };

        more = visit(&selected, data);
    }
    return statement_finish(query, error);
}
