#include "domain/able-list.h"

#include "base/text.h"

/* Numbers of inspectors in all lists that are remembered: 64 MiB. */
enum { REMEMBERED_MAX = 16 * 1024 * 1024 };

struct AbleLists {
    const Commitment *commitment;
    GHashTable *departments; /* name to GArray of all its inspectors */
    GHashTable *lists;       /* department, district and qualifications to GArray */
    gsize n_remembered;
    GString *key;
};

AbleLists *
able_lists_new(const Commitment *commitment)
{
    AbleLists *lists = g_new0(AbleLists, 1);

    lists->commitment = commitment;
    lists->departments = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);
    lists->lists = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
    lists->key = g_string_new(NULL);
    for (guint i = 0; i < commitment->inspectors->len; i++) {
        const char *department = commitment_inspector(commitment, i)->department;
        GArray *inspectors = g_hash_table_lookup(lists->departments, department);

        if (inspectors == NULL) {
            inspectors = g_array_new(FALSE, FALSE, sizeof(guint));
            g_hash_table_insert(lists->departments, (char *)department, inspectors);
        }
        g_array_append_val(inspectors, i);
    }
    return lists;
}

void
able_lists_free(AbleLists *lists)
{
    if (lists == NULL)
        return;
    g_hash_table_unref(lists->departments);
    g_hash_table_unref(lists->lists);
    g_string_free(lists->key, TRUE);
    g_free(lists);
}

static gboolean
is_able(const CommittedInspector *inspector, const SeatDemand *demand, guint seat, const char *district)
{
    guint place = 0;

    return (inspector->districts->len == 0 || text_find_sorted(inspector->districts, district, &place)) &&
           seat_demand_is_met(demand, seat, inspector->qualifications);
}

static GArray *
make_list(const AbleLists *lists, const SeatDemand *demand, guint seat, const char *district)
{
    GArray *able = g_array_new(FALSE, FALSE, sizeof(guint));
    const GArray *inspectors = g_hash_table_lookup(lists->departments, demand->department);

    for (guint i = 0; inspectors != NULL && i < inspectors->len; i++) {
        guint inspector = g_array_index(inspectors, guint, i);

        if (is_able(commitment_inspector(lists->commitment, inspector), demand, seat, district))
            g_array_append_val(able, inspector);
    }
    return able;
}

GArray *
able_lists_get(AbleLists *lists, const SeatDemand *demand, guint seat, const char *district)
{
    GArray *able = NULL;

    /* No text holds a line end. */
    g_string_printf(lists->key, "%s\n%s", demand->department, district);
    for (guint q = seat; q < demand->qualifications->len; q += demand->seats)
        g_string_append_printf(lists->key, "\n%s", (const char *)demand->qualifications->pdata[q]);
    able = g_hash_table_lookup(lists->lists, lists->key->str);
    if (able != NULL)
        return g_array_ref(able);

    able = make_list(lists, demand, seat, district);
    lists->n_remembered += able->len + lists->key->len;
    if (lists->n_remembered > REMEMBERED_MAX) {
        g_hash_table_remove_all(lists->lists);
        lists->n_remembered = able->len + lists->key->len;
    }
    g_hash_table_insert(lists->lists, g_strdup(lists->key->str), able);
    return g_array_ref(able);
}
