/* Settings and the values they can have. */
#include "domain/setting.h"

typedef struct {
    const char *name;
    const char *text;
    const char *value; /* NULL: refused */
} Case;

static const Case CASES[] = {
    {"max_visits", "12", "12"},
    {"max_visits", "", ""},
    {"max_visits", " １２ ", "12"},
    {"max_visits", "1", "1"},
    {"max_visits", "0", NULL},
    {"max_visits", "-1", NULL},
    {"max_visits", "many", NULL},
    {"visits_per_day", "1", "1"},
    {"visits_per_day", "12", "12"},
    {"visits_per_day", "", ""},
    {"visits_per_day", "0", NULL},
    {"visits_per_day", "13", NULL},
    {"visits_per_day", "4.5", NULL},
    {"visits_per_day", "04", "4"},
    {"max_departments", "0", "0"},
    {"max_departments", "3", "3"},
    {"max_departments", "", ""},
    {"max_departments", "-1", NULL},
    {"teams", "balanced", "balanced"},
    {"teams", "greedy", "greedy"},
    {"teams", "", ""},
    {"teams", "fair", NULL},
    {"teams", "balanced;greedy", NULL},
};

static void
test_cases(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        const Setting *setting = setting_find(CASES[i].name);
        g_autofree char *value = NULL;

        g_assert_nonnull(setting);
        value = setting_read(setting, CASES[i].text);
        g_assert_cmpstr(value, ==, CASES[i].value);
    }
}

static void
test_defaults(void)
{
    const Setting *visits_per_day = setting_find("visits_per_day");
    const Setting *max_visits = setting_find("max_visits");
    guint n_settings = 0;

    g_assert_cmpstr(setting_value(visits_per_day, NULL), ==, "4");
    g_assert_cmpstr(setting_value(visits_per_day, ""), ==, "4");
    g_assert_cmpstr(setting_value(visits_per_day, "6"), ==, "6");
    g_assert_cmpstr(setting_value(max_visits, NULL), ==, "");
    g_assert_cmpstr(setting_value(max_visits, "30"), ==, "30");
    g_assert_null(setting_find("speed"));
    for (const Setting *setting = setting_all(); setting->name != NULL; setting++)
        n_settings++;
    g_assert_cmpuint(n_settings, ==, 4);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/setting/cases", test_cases);
    g_test_add_func("/setting/defaults", test_defaults);
    return g_test_run();
}
