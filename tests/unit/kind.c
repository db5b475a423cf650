/* The tables of columns keep the promises that their readers rely on. */
#include "domain/kind.h"

#include <string.h>

static void
test_names(void)
{
    for (guint k = 0; k < CHA_N_KINDS; k++) {
        const Kind *kind = kind_get((ChaKind)k);
        ChaKind found;

        g_assert_cmpuint(kind->kind, ==, k);
        g_assert_cmpstr(cha_kind_name((ChaKind)k), ==, kind->name);
        g_assert_true(cha_kind_from_name(kind->name, &found));
        g_assert_cmpuint(found, ==, k);
    }
    g_assert_false(cha_kind_from_name("target", &(ChaKind){0}));
}

static void
test_columns(void)
{
    for (guint k = 0; k < CHA_N_KINDS; k++) {
        const Kind *kind = kind_get((ChaKind)k);

        g_assert_cmpuint(kind->n_columns, <=, KIND_MAX_COLUMNS);
        for (guint c = 0; c < kind->n_columns; c++) {
            const Column *column = &kind->columns[c];

            g_assert_true((column->role == COLUMN_KEY) == (c < kind->n_keys));
            g_assert_cmpint(kind_find_column(kind, column->name), ==, (int)c);
            /* A required cell is never blank, so nothing stands in for it. */
            g_assert_true(column->role == COLUMN_OPTIONAL || column->fallback == NULL);
            g_assert_true(column->type != VALUE_CHOICE || column->choices != NULL);
        }
    }
    g_assert_cmpint(kind_find_column(kind_get(CHA_KIND_PLANS), "target"), ==, -1);
}

static void
test_choices(void)
{
    for (guint k = 0; k < CHA_N_KINDS; k++) {
        const Kind *kind = kind_get((ChaKind)k);

        for (guint c = 0; c < kind->n_columns; c++) {
            const Choice *choices = kind->columns[c].choices;
            const char *fallback = kind->columns[c].fallback;

            if (choices == NULL)
                continue;
            for (const Choice *choice = choices; choice->word != NULL; choice++) {
                g_assert_cmpstr(choice_find(choices, choice->word, strlen(choice->word)), ==, choice->value);
                g_assert_cmpstr(choice_find(choices, choice->value, strlen(choice->value)), ==,
                                choice->value);
            }
            if (fallback != NULL)
                g_assert_cmpstr(choice_find(choices, fallback, strlen(fallback)), ==, fallback);
        }
    }
}

static void
test_values(void)
{
    const Kind *targets = kind_get(CHA_KIND_TARGETS);
    guint status = (guint)kind_find_column(targets, "status");
    guint risk = (guint)kind_find_column(targets, "risk");
    const Choice *states = targets->columns[status].choices;

    g_assert_cmpstr(kind_value(targets, status, ""), ==, "active");
    g_assert_cmpstr(kind_value(targets, status, "ended"), ==, "ended");
    g_assert_cmpstr(kind_value(targets, risk, ""), ==, "");
    g_assert_cmpstr(choice_find(states, "Active", 6), ==, "active");
    g_assert_cmpstr(choice_find(states, "吊销", strlen("吊销")), ==, "ended");
    g_assert_null(choice_find(states, "act", 3));
    g_assert_null(choice_find(states, "", 0));
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/kind/names", test_names);
    g_test_add_func("/kind/columns", test_columns);
    g_test_add_func("/kind/choices", test_choices);
    g_test_add_func("/kind/values", test_values);
    return g_test_run();
}
