/* From when the files of a bundle may be public: every kind of plan, on every
 * day around the ends of the plans. */
#include "domain/disclosure.h"

enum { END = 20000 };

/* Departments D (of OTHER) and E (of PLAN). */
static Disclosure *
disclosure_of(const char *mode, gboolean has_classes)
{
    Disclosure *disclosure = disclosure_new();

    disclosure_add_plan(disclosure, "OTHER", "open", END + 50);
    disclosure_add_plan(disclosure, "PLAN", mode, END);
    disclosure_note_department(disclosure, "OTHER", "D");
    disclosure_note_department(disclosure, "PLAN", "D");
    disclosure_note_department(disclosure, "PLAN", "E");
    if (has_classes)
        disclosure_note_classes(disclosure, "PLAN");
    return disclosure;
}

static const char *const PATHS[] = {
    "commit/SHA256SUMS",       "commit/params.csv",   "commit/sources.csv",    "seed.txt",
    "draw/SHA256SUMS",         "commit/plans.csv",    "commit/seats.csv",      "commit/pools.csv",
    "commit/strata.csv",       "draw/sizes.csv",      "commit/inspectors.csv", "commit/exclusions.csv",
    "draw/selection.csv",      "draw/visits.csv",     "draw/teams.csv",        "commit/frames/PLAN.csv",
    "commit/frames/OTHER.csv", "commit/recusals.csv", "commit/frames/X.csv",   "commit/notes.txt",
};

/* a: always, n: never, e: the day after the end; in the order of PATHS. */
static const struct {
    const char *mode;
    gboolean has_classes;
    const char *from;
} KINDS[] = {
    {"open", FALSE, "aaaaaaaaaaaaaaaaannn"},       {"open", TRUE, "aaaaaaannnannaanannn"},
    {"notice", FALSE, "aaaaaaaaaaaaeeeeannn"},     {"notice", TRUE, "aaaaaaannnanneenannn"},
    {"secret", FALSE, "aaaaaeeeeeeeeeeeannn"},     {"secret", TRUE, "aaaaaeennnenneenannn"},
    {"unheard of", FALSE, "aaaaaeeeeeeeeeeeannn"},
};

static void
test_every_file(void)
{
    for (gsize k = 0; k < G_N_ELEMENTS(KINDS); k++) {
        g_autoptr(Disclosure) disclosure = disclosure_of(KINDS[k].mode, KINDS[k].has_classes);

        for (gsize i = 0; i < G_N_ELEMENTS(PATHS); i++) {
            ChaDay from = disclosure_from(disclosure, PATHS[i]);
            char letter = KINDS[k].from[i];

            g_test_message("%s %d %s", KINDS[k].mode, KINDS[k].has_classes, PATHS[i]);
            g_assert_cmpint(from, ==,
                            letter == 'a'   ? DISCLOSURE_ALWAYS
                            : letter == 'n' ? DISCLOSURE_NEVER
                                            : END + 1);
        }
    }
}

static void
test_rows(void)
{
    g_autoptr(Disclosure) notice = disclosure_of("notice", FALSE);
    g_autoptr(Disclosure) secret = disclosure_of("secret", FALSE);

    g_assert_cmpint(disclosure_plan_from(notice, "PLAN", DISCLOSURE_OF_PLAN), ==, DISCLOSURE_ALWAYS);
    g_assert_cmpint(disclosure_plan_from(notice, "PLAN", DISCLOSURE_OF_DRAWN), ==, END + 1);
    g_assert_cmpint(disclosure_plan_from(secret, "PLAN", DISCLOSURE_OF_PLAN), ==, END + 1);
    g_assert_cmpint(disclosure_plan_from(secret, "OTHER", DISCLOSURE_OF_DRAWN), ==, DISCLOSURE_ALWAYS);
    g_assert_cmpint(disclosure_plan_from(secret, "X", DISCLOSURE_OF_PLAN), ==, DISCLOSURE_NEVER);
    g_assert_cmpuint(disclosure_count_kept_back(secret, END), ==, 1);
    g_assert_cmpuint(disclosure_count_kept_back(notice, END), ==, 1);
    g_assert_cmpuint(disclosure_count_kept_back(secret, END + 1), ==, 0);
    g_assert_cmpint(disclosure_last_day(secret), ==, END + 1);
}

/* Who is left out by a cap was drawn by a plan of an earlier campaign. */
static void
test_past(void)
{
    g_autoptr(Disclosure) disclosure = disclosure_of("secret", FALSE);

    disclosure_set_past(disclosure, END + 30);
    g_assert_cmpint(disclosure_from(disclosure, "commit/exclusions.csv"), ==, END + 30);
    g_assert_cmpint(disclosure_plan_from(disclosure, "OTHER", DISCLOSURE_OF_PAST), ==, END + 30);
    g_assert_cmpint(disclosure_from(disclosure, "commit/plans.csv"), ==, END + 1);
    disclosure_set_past(disclosure, END - 30);
    g_assert_cmpint(disclosure_plan_from(disclosure, "PLAN", DISCLOSURE_OF_PAST), ==, END + 1);
    g_assert_cmpint(disclosure_last_day(disclosure), ==, END + 1);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/disclosure/every-file", test_every_file);
    g_test_add_func("/disclosure/rows", test_rows);
    g_test_add_func("/disclosure/past", test_past);
    return g_test_run();
}
