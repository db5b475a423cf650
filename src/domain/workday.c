#include "domain/workday.h"

struct Workdays {
    GHashTable *named; /* ChaDay to whether it is worked */
};

enum { SATURDAY = 6 };

Workdays *
workdays_new(void)
{
    Workdays *workdays = g_new0(Workdays, 1);

    workdays->named = g_hash_table_new(NULL, NULL);
    return workdays;
}

void
workdays_free(Workdays *workdays)
{
    if (workdays == NULL)
        return;
    g_hash_table_unref(workdays->named);
    g_free(workdays);
}

void
workdays_add(Workdays *workdays, ChaDay day, gboolean worked)
{
    g_hash_table_insert(workdays->named, GINT_TO_POINTER(day), GINT_TO_POINTER(worked ? 1 : 0));
}

static gboolean
is_free_every_year(ChaDay day)
{
    gint year, month, day_of_month;

    cha_day_parts(day, &year, &month, &day_of_month);
    return (month == 1 && day_of_month == 1) || (month == 10 && day_of_month <= 3);
}

gboolean
workdays_has(const Workdays *workdays, ChaDay day)
{
    gpointer worked = NULL;

    if (g_hash_table_lookup_extended(workdays->named, GINT_TO_POINTER(day), NULL, &worked))
        return GPOINTER_TO_INT(worked) != 0;
    return cha_day_weekday(day) < SATURDAY && !is_free_every_year(day);
}

ChaDay
workdays_after(const Workdays *workdays, ChaDay day, guint number)
{
    while (number > 0) {
        day++;
        if (workdays_has(workdays, day))
            number--;
    }
    return day;
}
