#include "office/visit-shares.h"

static void
add_share(GHashTable *shares, const char *sharer, guint listed)
{
    GArray *share = g_hash_table_lookup(shares, sharer);

    if (share == NULL) {
        share = g_array_new(FALSE, FALSE, sizeof(guint));
        g_hash_table_insert(shares, (gpointer)sharer, share);
    }
    if (share->len == 0 || g_array_index(share, guint, share->len - 1) != listed)
        g_array_append_val(share, listed);
}

static void
add_departments(GHashTable *shares, const VisitListing *listing, const CampaignVisit *visit, guint seat,
                guint listed)
{
    const char *inspector = visit->inspectors->pdata[seat];
    const char *own;

    add_share(shares, visit->departments->pdata[seat], listed);
    if (g_array_index(visit->levels, Level, seat) != LEVEL_SUBORDINATES || *inspector == '\0')
        return;
    own = record_index_text(listing->inspectors, inspector, "department");
    if (*own != '\0')
        add_share(shares, own, listed);
}

static GHashTable *
share_by_seats(const VisitListing *listing, gboolean by_department)
{
    GHashTable *shares = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);

    for (guint i = 0; i < listing->listed->len; i++) {
        const CampaignVisit *visit = g_array_index(listing->listed, ListedVisit, i).visit;

        for (guint s = 0; s < visit->inspectors->len; s++) {
            const char *inspector = visit->inspectors->pdata[s];

            if (by_department)
                add_departments(shares, listing, visit, s, i);
            else if (*inspector != '\0')
                add_share(shares, inspector, i);
        }
    }
    return shares;
}

GHashTable *
visit_shares_by_inspector(const VisitListing *listing)
{
    return share_by_seats(listing, FALSE);
}

GHashTable *
visit_shares_by_department(const VisitListing *listing)
{
    return share_by_seats(listing, TRUE);
}
