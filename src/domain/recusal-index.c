#include "domain/recusal-index.h"

#include "domain/bundle-table.h"
#include "domain/draw.h"

#include <string.h>

struct RecusalIndex {
    const Commitment *commitment;
    gboolean is_known;
    GHashTable *targets; /* of visits, to their GArray of inspectors */
    /* Of the row that was read last. */
    guint inspector;
    gboolean is_inspector_known;
};

static gboolean
take_row(gpointer data, const TableReader *row, Trouble *trouble)
{
    RecusalIndex *index = data;
    const TableCell *cells = table_reader_cells(row);
    const char *inspector = cells[RECUSALS_INSPECTOR].text;
    GArray *inspectors = g_hash_table_lookup(index->targets, cells[RECUSALS_TARGET].text);

    (void)trouble;
    if (inspectors == NULL || index->commitment->inspectors == NULL)
        return TRUE;
    /* The rows of an inspector follow each other. */
    if (!index->is_inspector_known ||
        strcmp(commitment_inspector(index->commitment, index->inspector)->name, inspector) != 0)
        index->is_inspector_known =
            commitment_find_inspector(index->commitment, inspector, &index->inspector);
    if (index->is_inspector_known)
        g_array_append_val(inspectors, index->inspector);
    return TRUE;
}

RecusalIndex *
recusal_index_new(Commitment *commitment, GPtrArray *visits, Trouble *trouble)
{
    g_autoptr(RecusalIndex) index = g_new0(RecusalIndex, 1);
    const TableForm *form = bundle_table(BUNDLE_RECUSALS);
    guint file = 0;

    index->commitment = commitment;
    index->targets = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);
    for (guint i = 0; visits != NULL && i < visits->len; i++) {
        const DrawnVisit *visit = visits->pdata[i];

        if (!g_hash_table_contains(index->targets, visit->target))
            g_hash_table_insert(index->targets, visit->target, g_array_new(FALSE, FALSE, sizeof(guint)));
    }
    if (!commitment_find_table(commitment->folder, form, RULE_C14, &file, &index->is_known, trouble))
        return NULL;
    if (index->is_known &&
        !sealed_folder_read_table(commitment->folder, file, form, take_row, index, trouble))
        return NULL;
    return g_steal_pointer(&index);
}

void
recusal_index_free(RecusalIndex *index)
{
    if (index == NULL)
        return;
    g_hash_table_unref(index->targets);
    g_free(index);
}

gboolean
recusal_index_is_known(const RecusalIndex *index)
{
    return index->is_known;
}

const GArray *
recusal_index_find(const RecusalIndex *index, const char *target)
{
    const GArray *inspectors = g_hash_table_lookup(index->targets, target);

    return inspectors != NULL && inspectors->len > 0 ? inspectors : NULL;
}
