/* What calendars of all kinds say about when somebody is busy. */
#include "support/busy-checking.h"

#include <jansson.h>
#include <string.h>

/* Events as they stand in a calendar, lines parted by LF, and what they yield
 * from 1 November to 1 December 2026 (UTC) unless a year is given. */
typedef struct {
    const char *what;
    const char *lines;
    const char *expected; /* "start,end start,end"; NULL: the calendar is refused */
    const char *issue;    /* (nullable): part of what is told */
} Case;

static void
check_cases(const Case *cases, gsize n_cases)
{
    for (gsize i = 0; i < n_cases; i++) {
        g_autofree char *text = g_strconcat("BEGIN:VCALENDAR\n", cases[i].lines, "\nEND:VCALENDAR\n", NULL);

        g_test_message("%s", cases[i].what);
        busy_test_check(text, strlen(text), "20261101T000000Z", "20261201T000000Z", cases[i].expected,
                        cases[i].issue);
    }
}

#define EVENT(lines) "BEGIN:VEVENT\nUID:secret\n" lines "\nEND:VEVENT"

static void
test_one_event(void)
{
    static const Case CASES[] = {
        {"UTC", EVENT("DTSTART:20261109T010000Z\nDTEND:20261109T020000Z"),
         "20261109T010000Z,20261109T020000Z"},
        {"a leap second", EVENT("DTSTART:20261109T005960Z\nDTEND:20261109T020000Z"),
         "20261109T005959Z,20261109T020000Z"},
        {"no end: no time", EVENT("DTSTART:20261109T010000Z"), BUSY_NEVER},
        {"end at the beginning", EVENT("DTSTART:20261109T010000Z\nDTEND:20261109T010000Z"), BUSY_NEVER},
        {"end before the beginning", EVENT("DTSTART:20261109T010000Z\nDTEND:20261109T000000Z"), BUSY_NEVER,
         "ends before it begins"},
        {"backward", EVENT("DTSTART:20261109T010000Z\nDURATION:-PT1H"), BUSY_NEVER, "ends before it begins"},
        {"an end in another zone",
         EVENT("DTSTART;TZID=Asia/Shanghai:20261109T090000\nDTEND;TZID=Asia/Tokyo:20261109T110000"),
         "20261109T010000Z,20261109T020000Z"},
        {"a day whose end is itself", EVENT("DTSTART;VALUE=DATE:20261109\nDTEND;VALUE=DATE:20261109"),
         "20261108T160000Z,20261109T160000Z"},
        {"a day without saying so", EVENT("DTSTART:20261109"), "20261108T160000Z,20261109T160000Z"},
        {"cut off", EVENT("DTSTART:20261130T230000Z\nDTEND:20270101T000000Z"),
         "20261130T230000Z,20261201T000000Z"},
        {"weeks", EVENT("DTSTART:20261020T000000Z\nDURATION:P2W"), "20261101T000000Z,20261103T000000Z"},
        {"no beginning", EVENT("DTEND:20261109T020000Z"), NULL, "row 2: the event has no beginning"},
        {"no day at all", EVENT("DTSTART:20261109T010000Z\nDTEND:2026-13-45"), NULL,
         "row 5, column DTEND: \"2026-13-45\": not a day"},
        {"no 29 February", EVENT("DTSTART;VALUE=DATE:20260229"), NULL, "\"20260229\""},
        {"an hour too much", EVENT("DTSTART:20261109T240000Z"), NULL, "DTSTART"},
        {"a duration that is none", EVENT("DTSTART:20261109T010000Z\nDURATION:P"), NULL, "DURATION"},
        {"a duration beyond all years", EVENT("DTSTART:20261109T010000Z\nDURATION:P999999999W"), NULL,
         "DURATION"},
        {"free", EVENT("DTSTART:20261109T010000Z\nDURATION:PT1H\nTRANSP:TRANSPARENT"), BUSY_NEVER},
        {"free as in the first standard",
         EVENT("DTSTART:20261109T010000Z\nDURATION:PT1H\nTRANSP:TRANSPARENT-NOCONFLICT"), BUSY_NEVER},
        {"cancelled", EVENT("DTSTART:20261109T010000Z\nDURATION:PT1H\nstatus: cancelled"), BUSY_NEVER},
        {"a cancellation", "METHOD:CANCEL\n" EVENT("DTSTART:20261109T010000Z\nDURATION:PT1H"), BUSY_NEVER},
        {"a to-do", "BEGIN:VTODO\nDTSTART:20261109T010000Z\nDUE:20261109T020000Z\nEND:VTODO", BUSY_NEVER},
        {"an alarm with a duration",
         EVENT("DTSTART:20261109T010000Z\nDTEND:20261109T020000Z\nBEGIN:VALARM\nDURATION:PT9H\nREPEAT:2\n"
               "END:VALARM"),
         "20261109T010000Z,20261109T020000Z"},
        {"neighbours meet",
         EVENT("DTSTART:20261109T010000Z\nDURATION:PT1H") "\nBEGIN:VEVENT\nDTSTART:20261109T020000Z\n"
                                                          "DURATION:PT1H\nEND:VEVENT",
         "20261109T010000Z,20261109T030000Z"},
    };

    check_cases(CASES, G_N_ELEMENTS(CASES));
}

#define NEW_YORK                                                                                             \
    "BEGIN:VTIMEZONE\nTZID:N\nBEGIN:STANDARD\nDTSTART:20071104T020000\nRRULE:FREQ=YEARLY;BYMONTH=11;"        \
    "BYDAY=1SU\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\nEND:STANDARD\nBEGIN:DAYLIGHT\n"                        \
    "DTSTART:20070311T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\nTZOFFSETFROM:-0500\n"                   \
    "TZOFFSETTO:-0400\nEND:DAYLIGHT\nEND:VTIMEZONE"

static void
test_zones(void)
{
    static const Case CASES[] = {
        {"described after the event that names it",
         EVENT("DTSTART;TZID=N:20261102T090000\nDURATION:PT1H") "\n" NEW_YORK,
         "20261102T140000Z,20261102T150000Z"},
        {"1:30 comes twice: the first", NEW_YORK "\n" EVENT("DTSTART;TZID=N:20261101T013000\nDURATION:PT1H"),
         "20261101T053000Z,20261101T063000Z"},
        {"the same by the database", EVENT("DTSTART;TZID=America/New_York:20261101T013000\nDURATION:PT1H"),
         "20261101T053000Z,20261101T063000Z"},
        {"a day of wall time has 25 hours",
         EVENT("DTSTART;TZID=America/New_York:20261031T200000\nDURATION:P1D"),
         "20261101T000000Z,20261102T010000Z"},
        {"24 hours are 24 hours", EVENT("DTSTART;TZID=America/New_York:20261031T200000\nDURATION:PT24H"),
         "20261101T000000Z,20261102T000000Z"},
        {"in front of the name",
         EVENT("DTSTART;TZID=/example.org/2005_1/Asia/Tokyo:20261109T090000\n"
               "DURATION:PT1H"),
         "20261109T000000Z,20261109T010000Z"},
        {"in small letters", EVENT("DTSTART;TZID=asia/tokyo:20261109T090000\nDURATION:PT1H"),
         "20261109T000000Z,20261109T010000Z"},
        {"of Windows", EVENT("DTSTART;TZID=\"Tokyo Standard Time\":20261109T090000\nDURATION:PT1H"),
         "20261109T000000Z,20261109T010000Z"},
        {"of Windows in Chinese", EVENT("DTSTART;TZID=东京标准时间:20261109T090000\nDURATION:PT1H"),
         "20261109T000000Z,20261109T010000Z"},
        {"an offset", EVENT("DTSTART;TZID=GMT+9:20261109T090000\nDURATION:PT1H"),
         "20261109T000000Z,20261109T010000Z"},
        {"as Outlook shows it, without quotes",
         EVENT("DTSTART;TZID=(UTC+08:00) Beijing, Chongqing, Hong Kong, Urumqi:20261109T090000\n"
               "DURATION:PT1H"),
         "20261109T010000Z,20261109T020000Z"},
        {"its offset alone", EVENT("DTSTART;TZID=\"(UTC+09:00) Osaka\":20261109T090000\nDURATION:PT1H"),
         "20261109T000000Z,20261109T010000Z", "only the offset"},
        {"nobody knows it", EVENT("DTSTART;TZID=Nowhere/None:20261109T090000\nDURATION:PT1H"),
         "20261109T010000Z,20261109T020000Z", "column TZID: \"Nowhere/None\": nobody knows this time zone"},
        {"never out of the database",
         EVENT("DTSTART;TZID=../../etc/localtime:20261109T090000\nDURATION:PT1H"),
         "20261109T010000Z,20261109T020000Z", "nobody knows"},
        {"a time in UTC has no zone", EVENT("DTSTART;TZID=Asia/Tokyo:20261109T010000Z\nDURATION:PT1H"),
         "20261109T010000Z,20261109T020000Z"},
        {"a description without offsets",
         "BEGIN:VTIMEZONE\nTZID:Asia/Tokyo\nBEGIN:STANDARD\nDTSTART:19700101T000000\nEND:STANDARD\n"
         "END:VTIMEZONE\n" EVENT("DTSTART;TZID=Asia/Tokyo:20261109T090000\nDURATION:PT1H"),
         "20261109T000000Z,20261109T010000Z", "its name is looked up instead"},
        {"an offset with seconds",
         "BEGIN:VTIMEZONE\nTZID:L\nBEGIN:STANDARD\nDTSTART:19000101T000000\nTZOFFSETFROM:+080543\n"
         "TZOFFSETTO:+080543\nEND:STANDARD\nEND:VTIMEZONE\n" EVENT(
             "DTSTART;TZID=L:20261109T090000\nDURATION:PT1H"),
         "20261109T005417Z,20261109T015417Z"},
    };

    check_cases(CASES, G_N_ELEMENTS(CASES));
}

#define SERIES "DTSTART;TZID=Asia/Shanghai:20261102T090000\nDTEND;TZID=Asia/Shanghai:20261102T100000\n"

static void
test_series(void)
{
    static const Case CASES[] = {
        {"until a day, all of it", EVENT(SERIES "RRULE:FREQ=DAILY;UNTIL=20261104"),
         BUSY_AT("02") " " BUSY_AT("03") " " BUSY_AT("04")},
        {"until a time on the same wall", EVENT(SERIES "RRULE:FREQ=DAILY;UNTIL=20261103T090000"),
         BUSY_AT("02") " " BUSY_AT("03")},
        {"until a second before, in UTC", EVENT(SERIES "RRULE:FREQ=DAILY;UNTIL=20261104T005959Z"),
         BUSY_AT("02") " " BUSY_AT("03")},
        {"until before the beginning: none at all", EVENT(SERIES "RRULE:FREQ=DAILY;UNTIL=20261101T000000Z"),
         BUSY_NEVER},
        {"the beginning counts, whatever the rule", EVENT(SERIES "RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=2"),
         BUSY_AT("02") " " BUSY_AT("03")},
        {"days with and without ordinal", EVENT(SERIES "RRULE:FREQ=MONTHLY;BYDAY=2MO,TH;COUNT=4"),
         BUSY_AT("02") " " BUSY_AT("05") " " BUSY_AT("09") " " BUSY_AT("12")},
        {"the last working day", EVENT(SERIES "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
         BUSY_AT("02") " " BUSY_AT("30")},
        {"the week's first day decides",
         EVENT(SERIES "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU;COUNT=3"),
         BUSY_AT("02") " " BUSY_AT("15") " " BUSY_AT("16")},
        {"and another does otherwise",
         EVENT(SERIES "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=MO;COUNT=3"),
         BUSY_AT("02") " " BUSY_AT("08") " " BUSY_AT("16")},
        {"a leap day, every fourth year",
         EVENT("DTSTART:20240229T010000Z\nDURATION:PT1H\nRRULE:FREQ=YEARLY;COUNT=5"), BUSY_NEVER},
        {"a week of the year",
         EVENT("DTSTART;TZID=Asia/Shanghai:20251105T090000\nDURATION:PT1H\n"
               "RRULE:FREQ=YEARLY;BYWEEKNO=46"),
         BUSY_AT("11")},
        {"small letters and blanks", EVENT(SERIES "rrule: freq=daily; count=2; "),
         BUSY_AT("02") " " BUSY_AT("03")},
    };

    check_cases(CASES, G_N_ELEMENTS(CASES));
}

static void
test_series_more_and_less(void)
{
    static const Case CASES[] = {
        {"a day out by its day", EVENT(SERIES "RRULE:FREQ=DAILY;COUNT=3\nEXDATE;VALUE=DATE:20261103"),
         BUSY_AT("02") " " BUSY_AT("04")},
        {"by another zone", EVENT(SERIES "RRULE:FREQ=DAILY;COUNT=3\nEXDATE;TZID=Asia/Tokyo:20261103T100000"),
         BUSY_AT("02") " " BUSY_AT("04")},
        {"by the wall alone",
         EVENT(SERIES "RRULE:FREQ=DAILY;COUNT=3\nEXDATE:20261103T090000,20261104T090000"), BUSY_AT("02")},
        {"by a rule", EVENT(SERIES "RRULE:FREQ=DAILY;COUNT=4\nEXRULE:FREQ=DAILY;INTERVAL=2"),
         BUSY_AT("03") " " BUSY_AT("05")},
        {"more days", EVENT(SERIES "RDATE;TZID=Asia/Shanghai:20261110T090000,20261112T090000"),
         BUSY_AT("02") " " BUSY_AT("10") " " BUSY_AT("12")},
        {"a whole day more begins as the series", EVENT(SERIES "RDATE;VALUE=DATE:20261110"),
         BUSY_AT("02") " " BUSY_AT("10")},
        {"periods",
         EVENT(SERIES "RDATE;VALUE=PERIOD:20261110T010000Z/PT1H,20261112T010000Z/20261112T020000Z"),
         BUSY_AT("02") " " BUSY_AT("10") " " BUSY_AT("12")},
        {"two rules", EVENT(SERIES "RRULE:FREQ=WEEKLY;COUNT=2\nRRULE:FREQ=DAILY;COUNT=2"),
         BUSY_AT("02") " " BUSY_AT("03") " " BUSY_AT("09")},
        {"whole days until a time",
         EVENT("DTSTART;VALUE=DATE:20261102\nRRULE:FREQ=DAILY;UNTIL=20261103T160000Z"),
         "20261101T160000Z,20261104T160000Z"},
        {"out of a series of days by a time",
         EVENT("DTSTART;VALUE=DATE:20261102\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20261102T160000Z"),
         "20261101T160000Z,20261102T160000Z 20261103T160000Z,20261104T160000Z"},
        {"another calendar's months", EVENT(SERIES "RRULE:RSCALE=CHINESE;FREQ=YEARLY"), BUSY_AT("02"),
         "only its first time counts"},
        {"no frequency", EVENT(SERIES "RRULE:COUNT=2"), NULL, "\"COUNT=2\" is not a part"},
        {"a part that is wrong", EVENT(SERIES "RRULE:FREQ=DAILY;BYDAY=XX"), NULL,
         "\"BYDAY=XX\" is not a part"},
        {"an interval of none", EVENT(SERIES "RRULE:FREQ=DAILY;INTERVAL=0"), NULL, "INTERVAL=0"},
        {"every second for ever", EVENT(SERIES "RRULE:FREQ=SECONDLY"), NULL, "repeats too often"},
        {"seconds that end", EVENT("DTSTART:20261109T010000Z\nDURATION:PT2S\nRRULE:FREQ=SECONDLY;COUNT=60"),
         "20261109T010000Z,20261109T010101Z"},
        {"a whole day every hour", EVENT("DTSTART:20261102\nRRULE:FREQ=HOURLY;COUNT=2"), NULL,
         "cannot repeat within the day"},
    };

    check_cases(CASES, G_N_ELEMENTS(CASES));
}

#define CHANGE(lines) "\nBEGIN:VEVENT\nUID:secret\n" lines "\nEND:VEVENT"

static void
test_changes(void)
{
    static const Case CASES[] = {
        {"one of them moved",
         EVENT(SERIES "RRULE:FREQ=DAILY;COUNT=3")
             CHANGE("RECURRENCE-ID:20261103T010000Z\nDTSTART:20261110T010000Z\nDURATION:PT1H"),
         BUSY_AT("02") " " BUSY_AT("04") " " BUSY_AT("10")},
        {"by the day",
         EVENT(SERIES "RRULE:FREQ=DAILY;COUNT=3")
             CHANGE("RECURRENCE-ID;VALUE=DATE:20261103\nDTSTART:20261110T010000Z\n"
                    "DURATION:PT1H"),
         BUSY_AT("02") " " BUSY_AT("04") " " BUSY_AT("10")},
        {"this and all that follow, an hour later and longer",
         EVENT(SERIES "RRULE:FREQ=DAILY;COUNT=4")
             CHANGE("RECURRENCE-ID;RANGE=THISANDFUTURE:20261104T010000Z\n"
                    "DTSTART;TZID=Asia/Shanghai:20261104T100000\nDURATION:PT2H"),
         BUSY_AT("02") " " BUSY_AT(
             "03") " 20261104T020000Z,20261104T040000Z 20261105T020000Z,20261105T040000Z"},
        {"this and all that follow are off",
         EVENT(SERIES "RRULE:FREQ=DAILY") CHANGE("RECURRENCE-ID;RANGE=THISANDFUTURE:20261104T010000Z\n"
                                                 "DTSTART:20261104T010000Z\nSTATUS:CANCELLED"),
         BUSY_AT("02") " " BUSY_AT("03")},
        {"all free, but the rest is not",
         EVENT(SERIES "RRULE:FREQ=DAILY;COUNT=4\nTRANSP:TRANSPARENT")
             CHANGE("RECURRENCE-ID;RANGE=THISANDFUTURE:20261104T010000Z\n"
                    "DTSTART:20261104T010000Z\nDTEND:20261104T020000Z"),
         BUSY_AT("04") " " BUSY_AT("05")},
        {"one cancelled without a beginning",
         EVENT(SERIES "RRULE:FREQ=DAILY;COUNT=2") CHANGE("RECURRENCE-ID:20261103T010000Z\nSTATUS:CANCELLED"),
         BUSY_AT("02")},
        {"without its series",
         EVENT("RECURRENCE-ID:20261103T010000Z\nDTSTART:20261110T010000Z\nDURATION:PT1H"), BUSY_AT("10")},
        {"the series is off, and what was changed in it before",
         EVENT(SERIES "RRULE:FREQ=DAILY;COUNT=2\nSEQUENCE:2\nSTATUS:CANCELLED")
             CHANGE("RECURRENCE-ID:20261103T010000Z\nDTSTART:20261110T010000Z\nDURATION:PT1H\nSEQUENCE:1"),
         BUSY_NEVER},
        {"the newer by its stamp",
         EVENT("DTSTAMP:20260102T000000Z\nDTSTART:20261109T010000Z\nDURATION:PT1H")
             CHANGE("DTSTAMP:20260101T000000Z\nDTSTART:20261110T010000Z\nDURATION:PT1H"),
         BUSY_AT("09")},
        {"a cancellation in a calendar of its own",
         EVENT(SERIES "RRULE:FREQ=DAILY;COUNT=2") "\nEND:VCALENDAR\nBEGIN:VCALENDAR\nMETHOD:CANCEL" CHANGE(
             "RECURRENCE-ID:20261103T010000Z\nSEQUENCE:1"),
         BUSY_AT("02")},
        {"a range that is no more",
         EVENT(SERIES) CHANGE("RECURRENCE-ID;RANGE=THISANDPRIOR:20261102T010000Z\n"
                              "DTSTART:20261102T010000Z"),
         NULL, "THISANDFUTURE"},
        {"free-busy months of one person",
         "BEGIN:VFREEBUSY\nUID:f\nDTSTART:20261101T000000Z\nFREEBUSY:20261109T010000Z/PT1H\nEND:VFREEBUSY\n"
         "BEGIN:VFREEBUSY\nUID:f\nDTSTART:20261201T000000Z\nFREEBUSY;FBTYPE=FREE:20261110T010000Z/PT1H\n"
         "FREEBUSY:20261112T090000/20261112T100000\nEND:VFREEBUSY",
         BUSY_AT("09") " " BUSY_AT("12")},
    };

    check_cases(CASES, G_N_ELEMENTS(CASES));
}

/* One form for all calendars that say the same: what is kept does not change
 * when a program orders its events otherwise. */
static void
test_one_form(void)
{
    static const char LEFT[] = "BEGIN:VCALENDAR\r\nX-WR-CALNAME:secret\r\nBEGIN:VEVENT\r\nUID:b\r\n"
                               "DTSTAMP:20260101T000000Z\r\nDTSTART:20261109T010000Z\r\nDURATION:PT1H\r\n"
                               "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=China Standard Time:"
                               "20261110T090000\r\nDURATION:PT60M\r\nRRULE:BYDAY=TU,MO;FREQ=WEEKLY\r\n"
                               "END:VEVENT\r\nEND:VCALENDAR\r\n";
    static const char RIGHT[] = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nRRULE:FREQ=WEEKLY;INTERVAL=1;WKST=MO;"
                                "BYDAY=MO,TU\nDTSTART;TZID=\"Asia/Shanghai\":20261110T090000\nUID:a\n"
                                "DURATION:PT1H\nSUMMARY:secret\nEND:VEVENT\nBEGIN:VEVENT\nUID:b\n"
                                "DTSTART:20261109T010000Z\nDURATION:PT3600S\nEND:VEVENT\nEND:VCALENDAR\n";
    g_autofree char *issues = NULL;
    g_autofree char *issues_of_right = NULL;
    g_autoptr(BusyCalendar) left = busy_test_read(LEFT, strlen(LEFT), BUSY_FROM_OUTSIDE, &issues);
    g_autoptr(BusyCalendar) right = busy_test_read(RIGHT, strlen(RIGHT), BUSY_FROM_OUTSIDE, &issues_of_right);
    g_autofree char *kept = busy_calendar_write(left);
    g_autofree char *kept_of_right = busy_calendar_write(right);

    g_assert_cmpstr(kept, ==, kept_of_right);
    g_assert_null(strstr(kept, "secret"));
}

/* tests/busy: hard files, and what each must yield. */
static void
test_hard_files(void)
{
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, "busy", "expected.json", NULL);
    json_t *all = json_load_file(path, 0, NULL);
    const char *name;
    json_t *file;

    g_assert_nonnull(all);
    g_assert_cmpuint(json_object_size(all), ==, 13);
    json_object_foreach(all, name, file)
    {
        g_autofree char *file_path = g_test_build_filename(G_TEST_DIST, "busy", name, NULL);
        json_t *range = json_object_get(file, "range");
        json_t *spans = json_object_get(file, "expected_busy");
        g_autoptr(GString) expected = g_string_new(NULL);
        g_autofree char *bytes = NULL;
        gsize length;

        g_test_message("%s", name);
        for (gsize i = 0; i < json_array_size(spans); i++) {
            json_t *span = json_array_get(spans, i);

            g_string_append_printf(expected, "%s%s,%s", i > 0 ? " " : "",
                                   json_string_value(json_array_get(span, 0)),
                                   json_string_value(json_array_get(span, 1)));
        }
        g_assert_true(g_file_get_contents(file_path, &bytes, &length, NULL));
        busy_test_check(bytes, length, json_string_value(json_array_get(range, 0)),
                        json_string_value(json_array_get(range, 1)),
                        json_is_null(spans) ? NULL : expected->str,
                        json_is_null(spans) ? "the file ends inside of this VEVENT" : NULL);
    }
    json_decref(all);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/busy-calendar/one-event", test_one_event);
    g_test_add_func("/busy-calendar/zones", test_zones);
    g_test_add_func("/busy-calendar/series", test_series);
    g_test_add_func("/busy-calendar/series-more-and-less", test_series_more_and_less);
    g_test_add_func("/busy-calendar/changes", test_changes);
    g_test_add_func("/busy-calendar/one-form", test_one_form);
    g_test_add_func("/busy-calendar/hard-files", test_hard_files);
    return g_test_run();
}
