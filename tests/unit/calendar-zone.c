/* Zones of the tz database and the names that people have for them. */
#include "base/words.h"
#include "exchange/calendar/zone-name.h"
#include "exchange/calendar/zone-private.h"

#include <stdio.h>
#include <string.h>

static gint64
civil_of(const char *text)
{
    CalendarTime time;

    g_assert_true(calendar_time_read((Slice){text, strlen(text)}, &time));
    return time.civil;
}

static void
assert_utc(CalendarZone *zone, const char *wall, const char *expected)
{
    g_autoptr(GString) text = g_string_new(NULL);
    const CalendarTime utc = {.civil = calendar_zone_to_utc(zone, civil_of(wall)), .form = FORM_UTC};

    calendar_time_append(text, &utc);
    g_assert_cmpstr(text->str, ==, expected);
}

static void
test_database(void)
{
    static const struct {
        const char *zone;
        const char *wall;
        const char *utc;
    } CASES[] = {
        {"America/New_York", "20260308T015959", "20260308T065959Z"},
        {"America/New_York", "20260308T023000", "20260308T073000Z"}, /* no clock shows it */
        {"America/New_York", "20260308T030000", "20260308T070000Z"},
        {"America/New_York", "20261101T015959", "20261101T055959Z"}, /* the first of two */
        {"America/New_York", "20261101T020000", "20261101T070000Z"},
        {"America/New_York", "20500701T120000", "20500701T160000Z"}, /* by the rule at the end */
        {"America/New_York", "20501201T120000", "20501201T170000Z"},
        {"America/New_York", "99990701T120000", "99990701T160000Z"},
        {"Europe/Dublin", "20510701T120000", "20510701T110000Z"}, /* winter is the exception */
        {"Australia/Lord_Howe", "20270115T120000", "20270115T010000Z"},
        {"Australia/Lord_Howe", "20270715T120000", "20270715T013000Z"},
        {"Asia/Shanghai", "19890701T120000", "19890701T030000Z"}, /* China had summer time */
        {"Asia/Shanghai", "20270701T120000", "20270701T040000Z"},
        {"UTC", "20270701T120000", "20270701T120000Z"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(CalendarZone) zone = calendar_zone_load(CASES[i].zone);

        g_assert_nonnull(zone);
        assert_utc(zone, CASES[i].wall, CASES[i].utc);
    }
}

/* There and back, but for times that are not once on a wall. */
static void
test_there_and_back(void)
{
    g_autoptr(CalendarZone) zone = calendar_zone_load("Europe/London");

    for (gint64 utc = civil_of("20260101"); utc < civil_of("20280101"); utc += 1801) {
        gint64 civil = calendar_zone_to_civil(zone, utc);
        gint64 back = calendar_zone_to_utc(zone, civil);

        g_assert_true(back == utc || back == utc - CIVIL_SECONDS_PER_HOUR);
        g_assert_cmpint(calendar_zone_to_civil(zone, back), ==, civil);
    }
}

static void
test_names(void)
{
    g_autoptr(ZoneNames) names = zone_names_new();
    g_autoptr(GPtrArray) rows = words_load("time-zones.csv");

    g_assert_cmpuint(rows->len, >, 140);
    for (guint i = 0; i < rows->len; i++) {
        char **row = g_ptr_array_index(rows, i);
        CalendarZone *zone = NULL;
        const char *canonical = NULL;

        g_test_message("%s", row[0]);
        g_assert_cmpint(zone_names_find(names, (Slice){row[0], strlen(row[0])}, &zone, &canonical), ==,
                        ZONE_NAME_KNOWN);
        g_assert_nonnull(zone);
    }
}

static void
test_tails(void)
{
    static const struct {
        const char *text;
        gboolean is_right;
    } CASES[] = {
        {"CST-8", TRUE},
        {"<+08>-8", TRUE},
        {"EST5EDT", FALSE},
        {"EST5EDT,M3.2.0,M11.1.0", TRUE},
        {"IST-1GMT0,M10.5.0,M3.5.0/1", TRUE},
        {"A3B,J60,J300/-167:59:59", TRUE},
        {"AAA3BBB,0/0,365", TRUE},
        {"AAA3BBB,M13.1.0,M1.1.0", FALSE},
        {"AAA3BBB,M3.0.0,M1.1.0", FALSE},
        {"AAA168", FALSE},
        {"", FALSE},
        {"CST-8 ", FALSE},
        {"<+08-8", FALSE},
        {"AAA3BBB,J0,J1", FALSE},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        ZoneTail tail;

        g_test_message("%s", CASES[i].text);
        g_assert_true(zone_tail_read(CASES[i].text, strlen(CASES[i].text), &tail) == CASES[i].is_right);
    }
}

/* Without waiting for the disk. */
static gboolean
write_file(const char *path, const char *bytes, gsize length)
{
    return g_file_set_contents_full(path, bytes, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0600, NULL);
}

/* Damaged files are no zones, and nothing worse. */
static void
test_damaged_files(void)
{
    g_autofree char *folder = g_dir_make_tmp("zones-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "Damaged", NULL);
    g_autofree char *bytes = NULL;
    gsize length;

    g_assert_true(g_file_get_contents("/usr/share/zoneinfo/Europe/London", &bytes, &length, NULL));
    g_setenv("TZDIR", folder, TRUE);
    for (gsize cut = 0; cut < length; cut += 7) {
        g_autoptr(CalendarZone) zone = NULL;

        g_assert_true(write_file(path, bytes, cut));
        zone = calendar_zone_load("Damaged");
        g_assert_true(zone == NULL || cut + 64 > length); /* but for the rule at the end */
    }
    for (gsize at = 0; at < length; at += 3) {
        char before = bytes[at];
        g_autoptr(CalendarZone) zone = NULL;

        bytes[at] = (char)0xff;
        g_assert_true(write_file(path, bytes, length));
        bytes[at] = before;
        zone = calendar_zone_load("Damaged");
        if (zone != NULL)
            (void)calendar_zone_to_utc(zone, civil_of("20500701T120000"));
    }
    g_unsetenv("TZDIR");
    g_assert_cmpint(remove(path), ==, 0);
    g_assert_cmpint(remove(folder), ==, 0);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/calendar-zone/database", test_database);
    g_test_add_func("/calendar-zone/there-and-back", test_there_and_back);
    g_test_add_func("/calendar-zone/names", test_names);
    g_test_add_func("/calendar-zone/tails", test_tails);
    g_test_add_func("/calendar-zone/damaged-files", test_damaged_files);
    return g_test_run();
}
