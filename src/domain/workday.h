/* Working days: Monday to Friday, as the State Council's holiday notices
 * change them. */
#pragma once

#include <choucha/day.h>

/* The days that a notice names; all others follow the week. */
typedef struct Workdays Workdays;

Workdays *workdays_new(void);
void workdays_free(Workdays *workdays);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Workdays, workdays_free)

/* A day that a notice names: free (休) or worked (班), whatever the weekday. */
void workdays_add(Workdays *workdays, ChaDay day, gboolean worked);
/* Monday to Friday without 1 January and 1 to 3 October, which are free by law
 * (全国年节及纪念日放假办法) also where no notice was entered. A named day is
 * as named. */
gboolean workdays_has(const Workdays *workdays, ChaDay day);
/* The @number-th working day after @day, which itself does not count; @day
 * when @number is 0. */
ChaDay workdays_after(const Workdays *workdays, ChaDay day, guint number);
