/* What of a bundle may be public, and from which day on (draw protocol,
 * section 9; data/doc/public-copy.md). Only whole files can be shown, for only
 * whole files have a digest that was committed. */
#pragma once

#include <choucha/day.h>

/* A day before all others, and one that never comes. */
#define DISCLOSURE_ALWAYS CHA_DAY_NONE
#define DISCLOSURE_NEVER G_MAXINT32

typedef struct Disclosure Disclosure;

Disclosure *disclosure_new(void);
void disclosure_free(Disclosure *disclosure);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Disclosure, disclosure_free)

/* @mode: "open", "notice" or "secret"; @end: the plan's last day, on which its
 * last visit can be. */
void disclosure_add_plan(Disclosure *disclosure, const char *plan, const char *mode, ChaDay end);
/* That the strata of a plan are of one risk class each. */
void disclosure_note_classes(Disclosure *disclosure, const char *plan);
/* That a department sends inspectors for a plan. */
void disclosure_note_department(Disclosure *disclosure, const char *plan, const char *department);
/* From when it may be told who was drawn by the plans of this campaign and of
 * those that were committed before: who is left out by a frequency cap had been. */
void disclosure_set_past(Disclosure *disclosure, ChaDay from);

/* From when a file of the bundle may be public. What it is about is told from
 * its path; a path that is not known is never public. */
ChaDay disclosure_from(const Disclosure *disclosure, const char *path);
/* From when the rows of a plan may be public: those of the plan itself, those
 * that tell who was drawn by it, or those that tell who was drawn before. */
typedef enum {
    DISCLOSURE_OF_PLAN,
    DISCLOSURE_OF_DRAWN,
    DISCLOSURE_OF_PAST,
} DisclosureOf;
ChaDay disclosure_plan_from(const Disclosure *disclosure, const char *plan, DisclosureOf of);
gboolean disclosure_shows_classes(const Disclosure *disclosure, const char *plan);
/* How many plans keep something back on a day. */
guint disclosure_count_kept_back(const Disclosure *disclosure, ChaDay on);
/* The day from which no plan of the campaign keeps anything back. */
ChaDay disclosure_last_day(const Disclosure *disclosure);
