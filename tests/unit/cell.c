/* What people write into cells, and what it is read as. */
#include "exchange/record/cell.h"

#include <string.h>

typedef struct {
    const char *text;
    const char *expected; /* NULL: unreadable */
} Case;

static const Case DAYS[] = {
    {"2027-03-20", "2027-03-20"},
    {"2027/3/20", "2027-03-20"},
    {"2027/03/20", "2027-03-20"},
    {"2027.3.20", "2027-03-20"},
    {"2027-3-2", "2027-03-02"},
    {"2027年3月20日", "2027-03-20"},
    {"2027 年 3 月 20 日", "2027-03-20"},
    {"2027年03月20号", "2027-03-20"},
    {"20270320", "2027-03-20"},
    {"2027-03-20 00:00:00", "2027-03-20"},
    {"2027/3/20 9:05", "2027-03-20"},
    {"2027-03-20T00:00:00", "2027-03-20"},
    {"2024-02-29", "2024-02-29"},
    {"2027-02-29", NULL},
    {"2027-13-01", NULL},
    {"2027-00-10", NULL},
    {"2027-03", NULL},
    {"2027年3月", NULL},
    {"2027/3-20", NULL},
    {"2027-03-200", NULL},
    {"2027032", NULL},
    {"46101", NULL},
    {"3月20日", NULL},
    {"27-3-20", NULL},
    {"2027-03-20 x", NULL},
    {"2027-03-20 9", NULL},
    {"", NULL},
    {"2027-03-20日", NULL},
    {"明天", NULL},
    {"20271301", NULL},
};

static void
test_days(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(DAYS); i++) {
        ChaDay day = 0;
        char text[CHA_DAY_TEXT_SIZE] = "";

        g_test_message("%s", DAYS[i].text);
        if (cell_read_day(DAYS[i].text, &day))
            cha_day_to_text(day, text);
        g_assert_cmpstr(text, ==, DAYS[i].expected != NULL ? DAYS[i].expected : "");
    }
}

typedef struct {
    const char *text;
    guint count; /* 0: unreadable */
    int percent; /* -1: unreadable */
} NumberCase;

static const NumberCase NUMBERS[] = {
    {"1", 1, 1},        {"12", 12, 12},        {"012", 12, 12},  {"2次", 2, -1},    {"2次/年", 2, -1},
    {"每年2次", 2, -1}, {"3人", 3, -1},        {"0", 0, 0},      {"100", 100, 100}, {"101", 0, -1},
    {"20%", 0, 20},     {"20 %", 0, 20},       {"20.0%", 0, 20}, {"20.5%", 0, -1},  {"0%", 0, 0},
    {"0.2", 0, -1},     {"-1", 0, -1},         {"二", 0, -1},    {"", 0, -1},       {"2 次", 0, -1},
    {"1e2", 0, -1},     {"9999999999", 0, -1},
};

static void
test_numbers(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(NUMBERS); i++) {
        guint count = 0;
        guint percent = 0;

        g_test_message("%s", NUMBERS[i].text);
        g_assert_cmpint(cell_read_count(NUMBERS[i].text, 100, &count), ==, NUMBERS[i].count > 0);
        g_assert_cmpuint(count, ==, NUMBERS[i].count);
        g_assert_cmpint(cell_read_percent(NUMBERS[i].text, &percent), ==, NUMBERS[i].percent >= 0);
        g_assert_cmpint((int)percent, ==, MAX(NUMBERS[i].percent, 0));
    }
}

typedef struct {
    const char *text;
    CoordinateVerdict longitude;
    CoordinateVerdict latitude;
} CoordinateCase;

static const CoordinateCase COORDINATES[] = {
    {"113.88644", COORDINATE_READ, COORDINATE_OUTSIDE_WORLD},
    {"35.3", COORDINATE_OUTSIDE_CHINA, COORDINATE_READ},
    {"73", COORDINATE_READ, COORDINATE_OUTSIDE_CHINA},
    {"136", COORDINATE_READ, COORDINATE_OUTSIDE_WORLD},
    {"136.000", COORDINATE_READ, COORDINATE_OUTSIDE_WORLD},
    {"136.1", COORDINATE_OUTSIDE_CHINA, COORDINATE_OUTSIDE_WORLD},
    {"3", COORDINATE_OUTSIDE_CHINA, COORDINATE_READ},
    {"2.9", COORDINATE_OUTSIDE_CHINA, COORDINATE_OUTSIDE_CHINA},
    {"54.0", COORDINATE_OUTSIDE_CHINA, COORDINATE_READ},
    {"54.01", COORDINATE_OUTSIDE_CHINA, COORDINATE_OUTSIDE_CHINA},
    {"90", COORDINATE_READ, COORDINATE_OUTSIDE_CHINA},
    {"90.0001", COORDINATE_READ, COORDINATE_OUTSIDE_WORLD},
    {"180", COORDINATE_OUTSIDE_CHINA, COORDINATE_OUTSIDE_WORLD},
    {"180.5", COORDINATE_OUTSIDE_WORLD, COORDINATE_OUTSIDE_WORLD},
    {"-73.9", COORDINATE_OUTSIDE_CHINA, COORDINATE_OUTSIDE_CHINA},
    {"1138", COORDINATE_UNREADABLE, COORDINATE_UNREADABLE},
    {"113°53'", COORDINATE_UNREADABLE, COORDINATE_UNREADABLE},
    {"113,88", COORDINATE_UNREADABLE, COORDINATE_UNREADABLE},
    {"113.", COORDINATE_UNREADABLE, COORDINATE_UNREADABLE},
    {".5", COORDINATE_UNREADABLE, COORDINATE_UNREADABLE},
    {"", COORDINATE_UNREADABLE, COORDINATE_UNREADABLE},
};

static void
test_coordinates(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(COORDINATES); i++) {
        g_test_message("%s", COORDINATES[i].text);
        g_assert_cmpint(cell_read_longitude(COORDINATES[i].text), ==, COORDINATES[i].longitude);
        g_assert_cmpint(cell_read_latitude(COORDINATES[i].text), ==, COORDINATES[i].latitude);
    }
}

static const Case QUARTERS[] = {
    {"2027Q1", "2027Q1"},
    {"2027q4", "2027Q4"},
    {"2027年第1季度", "2027Q1"},
    {"2027年一季度", "2027Q1"},
    {"2027年第四季度", "2027Q4"},
    {"2027年Q3", "2027Q3"},
    {"2027Q5", NULL},
    {"2027Q0", NULL},
    {"2027Q1.2", NULL},
    {"27Q1", NULL},
    {"2027", NULL},
    {"Q1", NULL},
    {"2027Q11", NULL},
    {"", NULL},
};

static void
test_quarters(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(QUARTERS); i++) {
        g_autofree char *quarter = cell_read_quarter(QUARTERS[i].text);

        g_test_message("%s", QUARTERS[i].text);
        g_assert_cmpstr(quarter, ==, QUARTERS[i].expected);
    }
}

typedef struct {
    const char *text;
    LevelVerdict expected;
} LevelCase;

static const LevelCase LEVELS[] = {
    {"市抽市查", LEVEL_IS_OWN},
    {"市抽县查", LEVEL_IS_SUBORDINATES},
    {"市抽县（区）查", LEVEL_IS_SUBORDINATES},
    {"市抽县市区查", LEVEL_IS_SUBORDINATES},
    {"省抽市查", LEVEL_IS_SUBORDINATES},
    {"省抽市、县查", LEVEL_IS_SUBORDINATES},
    {"省抽省查", LEVEL_IS_OWN},
    {"县抽县查", LEVEL_IS_OWN},
    {"区级发起，区级检查", LEVEL_IS_OWN},
    {"市级发起，下派区级检查", LEVEL_IS_SUBORDINATES},
    {"市级发起、区级检查", LEVEL_IS_SUBORDINATES},
    {"市级统一抽取，县级组织实施", LEVEL_IS_SUBORDINATES},
    {"市本级抽取、市本级检查", LEVEL_IS_OWN},
    {"县级发起 乡镇（街道）检查", LEVEL_IS_SUBORDINATES},
    {"本级检查", LEVEL_IS_OWN},
    {"下级检查", LEVEL_IS_SUBORDINATES},
    {"市抽市查、市抽县（区）查", LEVEL_BOTH},
    {"市抽市县查", LEVEL_BOTH},
    {"市抽查", LEVEL_UNREADABLE},
    {"县抽市查", LEVEL_UNREADABLE}, /* nobody below the county is a city */
    {"市县抽县查", LEVEL_UNREADABLE},
    {"区级检查", LEVEL_UNREADABLE}, /* who draws? */
    {"市级发起", LEVEL_UNREADABLE},
    {"市抽市查县", LEVEL_UNREADABLE},
    {"现场检查", LEVEL_UNREADABLE},
    {"联合抽查", LEVEL_UNREADABLE},
    {"", LEVEL_UNREADABLE},
};

static void
test_levels(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(LEVELS); i++) {
        g_test_message("%s", LEVELS[i].text);
        g_assert_cmpint(cell_read_level(LEVELS[i].text), ==, LEVELS[i].expected);
    }
}

static void
test_shapes(void)
{
    static const char *const PLAIN[] = {"", "a", "a b", "新乡市红旗区", "91410702MA9X0K1T16"};
    static const char *const ODD[] = {" a",         "a ",           "a\tb",         "a\n",  "（甲）",
                                      "\xc2\xa0甲", "\xe3\x80\x80", "\xef\xbb\xbf", "a\x7f"};
    static const char *const SCIENTIFIC[] = {"9.14107E+17", "9E+17", "9.1e+17"};
    static const char *const OTHERS[] = {"1E5", "E+17", "9.14107E+", "9.1E+17x", "914", ""};

    for (gsize i = 0; i < G_N_ELEMENTS(PLAIN); i++)
        g_assert_true(cell_is_plain(PLAIN[i], strlen(PLAIN[i])));
    for (gsize i = 0; i < G_N_ELEMENTS(ODD); i++)
        g_assert_false(cell_is_plain(ODD[i], strlen(ODD[i])));
    for (gsize i = 0; i < G_N_ELEMENTS(SCIENTIFIC); i++)
        g_assert_true(cell_is_scientific(SCIENTIFIC[i]));
    for (gsize i = 0; i < G_N_ELEMENTS(OTHERS); i++)
        g_assert_false(cell_is_scientific(OTHERS[i]));
    g_assert_true(cell_is_district("410702"));
    g_assert_false(cell_is_district("41070"));
    g_assert_false(cell_is_district("4107020"));
    g_assert_false(cell_is_district("41070A"));
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cell/days", test_days);
    g_test_add_func("/cell/numbers", test_numbers);
    g_test_add_func("/cell/coordinates", test_coordinates);
    g_test_add_func("/cell/quarters", test_quarters);
    g_test_add_func("/cell/levels", test_levels);
    g_test_add_func("/cell/shapes", test_shapes);
    return g_test_run();
}
