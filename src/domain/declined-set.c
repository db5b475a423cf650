#include "domain/declined-set.h"

#include "domain/bundle-table.h"
#include "domain/draw.h"

typedef struct {
    GHashTable *drawn;
    GHashTable *declined;
} Reading;

static gboolean
take_row(gpointer data, const TableReader *row, Trouble *trouble)
{
    Reading *reading = data;
    char *target = g_hash_table_lookup(reading->drawn, table_reader_cells(row)[DECLINED_TARGET].text);

    (void)trouble;
    if (target != NULL)
        g_hash_table_add(reading->declined, target);
    return TRUE;
}

GHashTable *
declined_set_new(Commitment *commitment, GPtrArray *targets, Trouble *trouble)
{
    const TableForm *form = bundle_table(BUNDLE_DECLINED);
    g_autoptr(GHashTable) drawn = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) declined = g_hash_table_new(g_str_hash, g_str_equal);
    Reading reading = {drawn, declined};
    gboolean is_present = FALSE;
    guint file = 0;

    if (commitment->protocol < 2)
        return g_steal_pointer(&declined);
    for (guint i = 0; targets != NULL && i < targets->len; i++)
        g_hash_table_add(drawn, ((DrawnTarget *)targets->pdata[i])->target);
    if (!commitment_find_table(commitment->folder, form, RULE_C16, &file, &is_present, trouble))
        return NULL;
    if (is_present && !sealed_folder_read_table(commitment->folder, file, form, take_row, &reading, trouble))
        return NULL;
    return g_steal_pointer(&declined);
}
