/* The life of a campaign for readers of calendars: `live FOLDER`.
 *
 * FOLDER/1, FOLDER/2 and so on hold the calendars as they were written after
 * each of its steps. */
#include "support/published.h"

/* What happens, and how it is recorded; NULL: the visits are scheduled from a
 * day on. */
typedef struct {
    const char *action;
    const char *text;
} Step;

#define NOW "(SELECT max(id) FROM change)"

static const Step STEPS[] = {
    {NULL, "2027-01-06"},
    {NULL, "2027-01-06"}, /* nothing new */
    {NULL, "2027-01-07"},
    {"import", "UPDATE target SET address = '和平大道 2 号', change = " NOW " WHERE target = 'T1'"},
    {NULL, "2027-02-01"}, /* T3-1, which ends in January, is cancelled */
    {"import", "INSERT INTO result (campaign, visit, department, date, codes, change)"
               " VALUES ('2027Q1', 'T2-1', 'SCJG', '2027-02-01', '1', " NOW ")"},
    {"void", "INSERT INTO campaign_void (campaign, reason, approved_by, change)"
             " VALUES ('2027Q1', '计划调整', '王', " NOW ")"},
};

int
main(int argc, char *argv[])
{
    g_autoptr(ChaStore) store = drawn_store_new();

    g_assert_cmpint(argc, ==, 2);
    for (guint i = 0; i < G_N_ELEMENTS(STEPS); i++) {
        g_autofree char *at = g_strdup_printf("2027-01-05T%02u:00:00Z", 3 + i);
        g_autofree char *folder = g_strdup_printf("%s/%u", argv[1], i + 1);

        if (STEPS[i].action == NULL)
            schedule(store, "2027Q1", STEPS[i].text);
        else
            drawn_store_change(store, STEPS[i].action, STEPS[i].text);
        if (i != 1) /* a schedule as before is no change */
            set_last_change(store, at);
        publish(store, folder, TRUE);
    }
    return 0;
}
