#include "domain/disclosure.h"

#include <string.h>

typedef struct {
    ChaDay from;       /* of the rows of the plan itself */
    ChaDay drawn_from; /* of the rows that tell who was drawn */
    gboolean shows_classes;
} PlanDisclosure;

struct Disclosure {
    GHashTable *plans;       /* name to PlanDisclosure */
    GHashTable *departments; /* name to the first day (GINT_TO_POINTER) of one of its plans */
    ChaDay past_from;
};

/* What the rows of a file are about. */
typedef enum {
    TELLS_PLANS = 1 << 0,
    TELLS_DRAWN = 1 << 1,
    TELLS_CLASSES = 1 << 2,
    TELLS_DEPARTMENTS = 1 << 3,
    TELLS_PAST = 1 << 4,
    TELLS_KINSHIP = 1 << 5,
} Telling;

static const struct {
    const char *path;
    guint tells;
} FILES[] = {
    {"commit/SHA256SUMS", 0},
    {"commit/exclusions.csv", TELLS_PLANS | TELLS_CLASSES | TELLS_PAST},
    {"commit/inspectors.csv", TELLS_DEPARTMENTS},
    {"commit/params.csv", 0},
    {"commit/plans.csv", TELLS_PLANS},
    {"commit/pools.csv", TELLS_PLANS | TELLS_CLASSES},
    {"commit/recusals.csv", TELLS_KINSHIP},
    {"commit/seats.csv", TELLS_PLANS},
    {"commit/sources.csv", 0},
    {"commit/strata.csv", TELLS_PLANS | TELLS_CLASSES},
    {"draw/SHA256SUMS", 0},
    {"draw/selection.csv", TELLS_DRAWN | TELLS_CLASSES},
    {"draw/sizes.csv", TELLS_PLANS | TELLS_CLASSES},
    {"draw/teams.csv", TELLS_DRAWN},
    {"draw/visits.csv", TELLS_DRAWN},
    {"seed.txt", 0},
};

Disclosure *
disclosure_new(void)
{
    Disclosure *disclosure = g_new0(Disclosure, 1);

    disclosure->plans = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    disclosure->departments = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    disclosure->past_from = DISCLOSURE_ALWAYS;
    return disclosure;
}

void
disclosure_free(Disclosure *disclosure)
{
    if (disclosure == NULL)
        return;
    g_hash_table_unref(disclosure->plans);
    g_hash_table_unref(disclosure->departments);
    g_free(disclosure);
}

void
disclosure_add_plan(Disclosure *disclosure, const char *plan, const char *mode, ChaDay end)
{
    PlanDisclosure *added = g_new0(PlanDisclosure, 1);
    gboolean is_open = strcmp(mode, "open") == 0;
    gboolean is_notice = strcmp(mode, "notice") == 0;

    /* What is neither is kept as a secret. */
    added->from = is_open || is_notice ? DISCLOSURE_ALWAYS : end + 1;
    added->drawn_from = is_open ? DISCLOSURE_ALWAYS : end + 1;
    g_hash_table_replace(disclosure->plans, g_strdup(plan), added);
}

void
disclosure_set_past(Disclosure *disclosure, ChaDay from)
{
    disclosure->past_from = from;
}

static PlanDisclosure *
find_plan(const Disclosure *disclosure, const char *plan)
{
    return g_hash_table_lookup(disclosure->plans, plan);
}

void
disclosure_note_classes(Disclosure *disclosure, const char *plan)
{
    PlanDisclosure *found = find_plan(disclosure, plan);

    if (found != NULL)
        found->shows_classes = TRUE;
}

void
disclosure_note_department(Disclosure *disclosure, const char *plan, const char *department)
{
    ChaDay from = disclosure_plan_from(disclosure, plan, DISCLOSURE_OF_PLAN);
    gpointer first = NULL;

    if (g_hash_table_lookup_extended(disclosure->departments, department, NULL, &first))
        from = MIN(from, GPOINTER_TO_INT(first));
    g_hash_table_replace(disclosure->departments, g_strdup(department), GINT_TO_POINTER(from));
}

ChaDay
disclosure_plan_from(const Disclosure *disclosure, const char *plan, DisclosureOf of)
{
    const PlanDisclosure *found = find_plan(disclosure, plan);

    if (found == NULL)
        return DISCLOSURE_NEVER;
    switch (of) {
    case DISCLOSURE_OF_DRAWN:
        return found->drawn_from;
    case DISCLOSURE_OF_PAST:
        return MAX(found->from, disclosure->past_from);
    case DISCLOSURE_OF_PLAN:
    default:
        return found->from;
    }
}

gboolean
disclosure_shows_classes(const Disclosure *disclosure, const char *plan)
{
    const PlanDisclosure *found = find_plan(disclosure, plan);

    return found != NULL && found->shows_classes;
}

/* Who could be drawn tells who was, to all who know the seed. */
static ChaDay
frame_from(const Disclosure *disclosure, const char *path)
{
    static const char PREFIX[] = "commit/frames/";
    static const char SUFFIX[] = ".csv";
    g_autofree char *plan = NULL;

    if (!g_str_has_prefix(path, PREFIX) || !g_str_has_suffix(path, SUFFIX))
        return DISCLOSURE_NEVER;
    plan = g_strndup(path + strlen(PREFIX), strlen(path) - strlen(PREFIX) - strlen(SUFFIX));
    if (disclosure_shows_classes(disclosure, plan))
        return DISCLOSURE_NEVER;
    return disclosure_plan_from(disclosure, plan, DISCLOSURE_OF_DRAWN);
}

/* The last of the days from which the plans may be told of. */
static ChaDay
plans_from(const Disclosure *disclosure, guint tells)
{
    ChaDay from = (tells & TELLS_PAST) != 0 ? disclosure->past_from : DISCLOSURE_ALWAYS;
    GHashTableIter plans;
    gpointer plan;

    g_hash_table_iter_init(&plans, disclosure->plans);
    while (g_hash_table_iter_next(&plans, NULL, &plan)) {
        const PlanDisclosure *other = plan;

        if ((tells & TELLS_CLASSES) != 0 && other->shows_classes)
            return DISCLOSURE_NEVER;
        from = MAX(from, (tells & TELLS_DRAWN) != 0 ? other->drawn_from : other->from);
    }
    return from;
}

static ChaDay
departments_from(const Disclosure *disclosure)
{
    ChaDay from = DISCLOSURE_ALWAYS;
    GHashTableIter departments;
    gpointer first;

    g_hash_table_iter_init(&departments, disclosure->departments);
    while (g_hash_table_iter_next(&departments, NULL, &first))
        from = MAX(from, GPOINTER_TO_INT(first));
    return from;
}

ChaDay
disclosure_from(const Disclosure *disclosure, const char *path)
{
    for (gsize i = 0; i < G_N_ELEMENTS(FILES); i++) {
        if (strcmp(FILES[i].path, path) != 0)
            continue;
        if ((FILES[i].tells & TELLS_KINSHIP) != 0)
            return DISCLOSURE_NEVER;
        if ((FILES[i].tells & TELLS_DEPARTMENTS) != 0)
            return departments_from(disclosure);
        return FILES[i].tells == 0 ? DISCLOSURE_ALWAYS : plans_from(disclosure, FILES[i].tells);
    }
    return frame_from(disclosure, path);
}

guint
disclosure_count_kept_back(const Disclosure *disclosure, ChaDay on)
{
    GHashTableIter plans;
    gpointer plan;
    guint count = 0;

    g_hash_table_iter_init(&plans, disclosure->plans);
    while (g_hash_table_iter_next(&plans, NULL, &plan))
        count += ((const PlanDisclosure *)plan)->drawn_from > on;
    return count;
}

ChaDay
disclosure_last_day(const Disclosure *disclosure)
{
    return plans_from(disclosure, TELLS_DRAWN);
}
