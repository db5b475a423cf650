/* What calendars of all kinds say about when somebody is busy. */
#include "exchange/busy-calendar.h"

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

static gint64
utc_of(const char *text)
{
    CalendarTime time;

    g_assert_true(calendar_time_read((Slice){text, strlen(text)}, &time));
    return time.civil;
}

static BusyCalendar *
read_calendar(const char *bytes, gsize length, BusyOrigin origin, char **ret_issues)
{
    g_autoptr(IssueLog) log = issue_log_new();
    const Place place = {.path = "a.ics"};
    g_autoptr(GString) texts = g_string_new(NULL);
    BusyReading reading;
    g_autoptr(BusyCalendar) calendar = busy_calendar_read(bytes, length, origin, &place, log, &reading);
    g_autoptr(GPtrArray) issues = issue_log_steal(log);

    for (guint i = 0; i < issues->len; i++) {
        g_autofree char *text = cha_issue_text(g_ptr_array_index(issues, i));

        g_string_append_printf(texts, "%s\n", text);
    }
    *ret_issues = g_strdup(texts->str);
    return calendar != NULL && reading.n_wrong == 0 ? g_steal_pointer(&calendar) : NULL;
}

static char *
spans_text(const BusyCalendar *calendar, const char *begin, const char *end)
{
    g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(BusySpan));
    GString *text = g_string_new(NULL);
    guint64 steps = BUSY_STEPS;

    g_assert_true(busy_calendar_add_spans(calendar, utc_of(begin), utc_of(end), &steps, spans));
    busy_spans_merge(spans);
    for (guint i = 0; i < spans->len; i++) {
        const BusySpan *span = &g_array_index(spans, BusySpan, i);

        g_string_append(text, i > 0 ? " " : "");
        calendar_time_append(text, &(CalendarTime){.civil = span->begin, .form = FORM_UTC});
        g_string_append_c(text, ',');
        calendar_time_append(text, &(CalendarTime){.civil = span->end, .form = FORM_UTC});
    }
    return g_string_free(text, FALSE);
}

/* What is kept says the same, and nothing else. */
static char *
keep_and_read(const BusyCalendar *calendar, const char *begin, const char *end)
{
    g_autofree char *kept = busy_calendar_write(calendar);
    g_autofree char *issues = NULL;
    g_autoptr(BusyCalendar) again = read_calendar(kept, strlen(kept), BUSY_FROM_STORE, &issues);
    g_autofree char *kept_again = NULL;

    g_assert_cmpstr(issues, ==, "");
    g_assert_nonnull(again);
    kept_again = busy_calendar_write(again);
    g_assert_cmpstr(kept, ==, kept_again);
    g_assert_null(strstr(kept, "SUMMARY"));
    g_assert_null(strstr(kept, "secret"));
    return spans_text(again, begin, end);
}

static void
check(const char *bytes, gsize length, const char *begin, const char *end, const char *expected,
      const char *issue)
{
    g_autofree char *issues = NULL;
    g_autoptr(BusyCalendar) calendar = read_calendar(bytes, length, BUSY_FROM_OUTSIDE, &issues);
    g_autofree char *found = NULL;
    g_autofree char *again = NULL;

    if (issue == NULL)
        g_assert_cmpstr(issues, ==, "");
    else if (strstr(issues, issue) == NULL)
        g_error("\"%s\" is not in \"%s\"", issue, issues);
    g_assert_true((calendar == NULL) == (expected == NULL));
    if (calendar == NULL)
        return;
    found = spans_text(calendar, begin, end);
    g_assert_cmpstr(found, ==, expected);
    again = keep_and_read(calendar, begin, end);
    g_assert_cmpstr(again, ==, expected);
}

static void
check_cases(const Case *cases, gsize n_cases)
{
    for (gsize i = 0; i < n_cases; i++) {
        g_autofree char *text = g_strconcat("BEGIN:VCALENDAR\n", cases[i].lines, "\nEND:VCALENDAR\n", NULL);

        g_test_message("%s", cases[i].what);
        check(text, strlen(text), "20261101T000000Z", "20261201T000000Z", cases[i].expected, cases[i].issue);
    }
}

#define EVENT(lines) "BEGIN:VEVENT\nUID:secret\n" lines "\nEND:VEVENT"
#define NOTHING ""

static void
test_one_event(void)
{
    static const Case CASES[] = {
        {"UTC", EVENT("DTSTART:20261109T010000Z\nDTEND:20261109T020000Z"),
         "20261109T010000Z,20261109T020000Z"},
        {"a leap second", EVENT("DTSTART:20261109T005960Z\nDTEND:20261109T020000Z"),
         "20261109T005959Z,20261109T020000Z"},
        {"no end: no time", EVENT("DTSTART:20261109T010000Z"), NOTHING},
        {"end at the beginning", EVENT("DTSTART:20261109T010000Z\nDTEND:20261109T010000Z"), NOTHING},
        {"end before the beginning", EVENT("DTSTART:20261109T010000Z\nDTEND:20261109T000000Z"), NOTHING,
         "ends before it begins"},
        {"backward", EVENT("DTSTART:20261109T010000Z\nDURATION:-PT1H"), NOTHING, "ends before it begins"},
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
        {"free", EVENT("DTSTART:20261109T010000Z\nDURATION:PT1H\nTRANSP:TRANSPARENT"), NOTHING},
        {"free as in the first standard",
         EVENT("DTSTART:20261109T010000Z\nDURATION:PT1H\nTRANSP:TRANSPARENT-NOCONFLICT"), NOTHING},
        {"cancelled", EVENT("DTSTART:20261109T010000Z\nDURATION:PT1H\nstatus: cancelled"), NOTHING},
        {"a cancellation", "METHOD:CANCEL\n" EVENT("DTSTART:20261109T010000Z\nDURATION:PT1H"), NOTHING},
        {"a to-do", "BEGIN:VTODO\nDTSTART:20261109T010000Z\nDUE:20261109T020000Z\nEND:VTODO", NOTHING},
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
#define AT(day) "202611" day "T010000Z,202611" day "T020000Z"

static void
test_series(void)
{
    static const Case CASES[] = {
        {"until a day, all of it", EVENT(SERIES "RRULE:FREQ=DAILY;UNTIL=20261104"),
         AT("02") " " AT("03") " " AT("04")},
        {"until a time on the same wall", EVENT(SERIES "RRULE:FREQ=DAILY;UNTIL=20261103T090000"),
         AT("02") " " AT("03")},
        {"until a second before, in UTC", EVENT(SERIES "RRULE:FREQ=DAILY;UNTIL=20261104T005959Z"),
         AT("02") " " AT("03")},
        {"until before the beginning: none at all", EVENT(SERIES "RRULE:FREQ=DAILY;UNTIL=20261101T000000Z"),
         NOTHING},
        {"the beginning counts, whatever the rule", EVENT(SERIES "RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=2"),
         AT("02") " " AT("03")},
        {"days with and without ordinal", EVENT(SERIES "RRULE:FREQ=MONTHLY;BYDAY=2MO,TH;COUNT=4"),
         AT("02") " " AT("05") " " AT("09") " " AT("12")},
        {"the last working day", EVENT(SERIES "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
         AT("02") " " AT("30")},
        {"the week's first day decides",
         EVENT(SERIES "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU;COUNT=3"),
         AT("02") " " AT("15") " " AT("16")},
        {"and another does otherwise",
         EVENT(SERIES "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=MO;COUNT=3"),
         AT("02") " " AT("08") " " AT("16")},
        {"a leap day, every fourth year",
         EVENT("DTSTART:20240229T010000Z\nDURATION:PT1H\nRRULE:FREQ=YEARLY;COUNT=5"), NOTHING},
        {"a week of the year",
         EVENT("DTSTART;TZID=Asia/Shanghai:20251105T090000\nDURATION:PT1H\n"
               "RRULE:FREQ=YEARLY;BYWEEKNO=46"),
         AT("11")},
        {"small letters and blanks", EVENT(SERIES "rrule: freq=daily; count=2; "), AT("02") " " AT("03")},
        {"a day out by its day", EVENT(SERIES "RRULE:FREQ=DAILY;COUNT=3\nEXDATE;VALUE=DATE:20261103"),
         AT("02") " " AT("04")},
        {"by another zone", EVENT(SERIES "RRULE:FREQ=DAILY;COUNT=3\nEXDATE;TZID=Asia/Tokyo:20261103T100000"),
         AT("02") " " AT("04")},
        {"by the wall alone",
         EVENT(SERIES "RRULE:FREQ=DAILY;COUNT=3\nEXDATE:20261103T090000,20261104T090000"), AT("02")},
        {"by a rule", EVENT(SERIES "RRULE:FREQ=DAILY;COUNT=4\nEXRULE:FREQ=DAILY;INTERVAL=2"),
         AT("03") " " AT("05")},
        {"more days", EVENT(SERIES "RDATE;TZID=Asia/Shanghai:20261110T090000,20261112T090000"),
         AT("02") " " AT("10") " " AT("12")},
        {"a whole day more begins as the series", EVENT(SERIES "RDATE;VALUE=DATE:20261110"),
         AT("02") " " AT("10")},
        {"periods",
         EVENT(SERIES "RDATE;VALUE=PERIOD:20261110T010000Z/PT1H,20261112T010000Z/20261112T020000Z"),
         AT("02") " " AT("10") " " AT("12")},
        {"two rules", EVENT(SERIES "RRULE:FREQ=WEEKLY;COUNT=2\nRRULE:FREQ=DAILY;COUNT=2"),
         AT("02") " " AT("03") " " AT("09")},
        {"whole days until a time",
         EVENT("DTSTART;VALUE=DATE:20261102\nRRULE:FREQ=DAILY;UNTIL=20261103T160000Z"),
         "20261101T160000Z,20261104T160000Z"},
        {"out of a series of days by a time",
         EVENT("DTSTART;VALUE=DATE:20261102\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20261102T160000Z"),
         "20261101T160000Z,20261102T160000Z 20261103T160000Z,20261104T160000Z"},
        {"another calendar's months", EVENT(SERIES "RRULE:RSCALE=CHINESE;FREQ=YEARLY"), AT("02"),
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
         AT("02") " " AT("04") " " AT("10")},
        {"by the day",
         EVENT(SERIES "RRULE:FREQ=DAILY;COUNT=3")
             CHANGE("RECURRENCE-ID;VALUE=DATE:20261103\nDTSTART:20261110T010000Z\n"
                    "DURATION:PT1H"),
         AT("02") " " AT("04") " " AT("10")},
        {"this and all that follow, an hour later and longer",
         EVENT(SERIES "RRULE:FREQ=DAILY;COUNT=4")
             CHANGE("RECURRENCE-ID;RANGE=THISANDFUTURE:20261104T010000Z\n"
                    "DTSTART;TZID=Asia/Shanghai:20261104T100000\nDURATION:PT2H"),
         AT("02") " " AT("03") " 20261104T020000Z,20261104T040000Z 20261105T020000Z,20261105T040000Z"},
        {"this and all that follow are off",
         EVENT(SERIES "RRULE:FREQ=DAILY") CHANGE("RECURRENCE-ID;RANGE=THISANDFUTURE:20261104T010000Z\n"
                                                 "DTSTART:20261104T010000Z\nSTATUS:CANCELLED"),
         AT("02") " " AT("03")},
        {"all free, but the rest is not",
         EVENT(SERIES "RRULE:FREQ=DAILY;COUNT=4\nTRANSP:TRANSPARENT")
             CHANGE("RECURRENCE-ID;RANGE=THISANDFUTURE:20261104T010000Z\n"
                    "DTSTART:20261104T010000Z\nDTEND:20261104T020000Z"),
         AT("04") " " AT("05")},
        {"one cancelled without a beginning",
         EVENT(SERIES "RRULE:FREQ=DAILY;COUNT=2") CHANGE("RECURRENCE-ID:20261103T010000Z\nSTATUS:CANCELLED"),
         AT("02")},
        {"without its series",
         EVENT("RECURRENCE-ID:20261103T010000Z\nDTSTART:20261110T010000Z\nDURATION:PT1H"), AT("10")},
        {"the series is off, and what was changed in it before",
         EVENT(SERIES "RRULE:FREQ=DAILY;COUNT=2\nSEQUENCE:2\nSTATUS:CANCELLED")
             CHANGE("RECURRENCE-ID:20261103T010000Z\nDTSTART:20261110T010000Z\nDURATION:PT1H\nSEQUENCE:1"),
         NOTHING},
        {"the newer by its stamp",
         EVENT("DTSTAMP:20260102T000000Z\nDTSTART:20261109T010000Z\nDURATION:PT1H")
             CHANGE("DTSTAMP:20260101T000000Z\nDTSTART:20261110T010000Z\nDURATION:PT1H"),
         AT("09")},
        {"a cancellation in a calendar of its own",
         EVENT(SERIES "RRULE:FREQ=DAILY;COUNT=2") "\nEND:VCALENDAR\nBEGIN:VCALENDAR\nMETHOD:CANCEL" CHANGE(
             "RECURRENCE-ID:20261103T010000Z\nSEQUENCE:1"),
         AT("02")},
        {"a range that is no more",
         EVENT(SERIES) CHANGE("RECURRENCE-ID;RANGE=THISANDPRIOR:20261102T010000Z\n"
                              "DTSTART:20261102T010000Z"),
         NULL, "THISANDFUTURE"},
        {"free-busy months of one person",
         "BEGIN:VFREEBUSY\nUID:f\nDTSTART:20261101T000000Z\nFREEBUSY:20261109T010000Z/PT1H\nEND:VFREEBUSY\n"
         "BEGIN:VFREEBUSY\nUID:f\nDTSTART:20261201T000000Z\nFREEBUSY;FBTYPE=FREE:20261110T010000Z/PT1H\n"
         "FREEBUSY:20261112T090000/20261112T100000\nEND:VFREEBUSY",
         AT("09") " " AT("12")},
    };

    check_cases(CASES, G_N_ELEMENTS(CASES));
}

static void
test_broken_bytes(void)
{
    static const struct {
        const char *what;
        const char *bytes;
        gsize length;
        const char *expected;
        const char *issue;
    } CASES[] = {
#define BYTES(text) text, sizeof(text) - 1
        {"no calendar around it", BYTES("BEGIN:VEVENT\nDTSTART:20261109T010000Z\nDURATION:PT1H\nEND:VEVENT"),
         AT("09")},
        {"CR alone, and a fold within the name",
         BYTES("BEGIN:VEVENT\rDTST\r ART:20261109T010000Z\rDURATION:PT1H\rEND:VEVENT\r"), AT("09")},
        {"line ends turned twice",
         BYTES("BEGIN:VEVENT\r\r\nDTSTART:2026\r\r\n 1109T010000Z\r\r\nDURATION:PT1H\r\r\nEND:VEVENT\r\r\n"),
         AT("09")},
        {"NUL in a title",
         BYTES("BEGIN:VEVENT\nSUMMARY:a\0b\nDTSTART:20261109T010000Z\nDURATION:PT1H\nEND:VEVENT"), AT("09")},
        {"a title on several lines",
         BYTES("BEGIN:VEVENT\nDESCRIPTION:a\nsecond line\n\nDTSTART:20261109T010000Z\nDURATION:PT1H\n"
               "END:VEVENT"),
         AT("09"), "row 3: 1 line that is none of a calendar"},
        {"nothing", BYTES(""), NULL, "this is no calendar"},
        {"a page to log in", BYTES("<html><body>Login</body></html>"), NULL, "this is no calendar"},
        {"UTF-16",
         BYTES("\xff\xfe"
               "B\0E\0G\0I\0N\0"),
         NULL, "UTF-16"},
        {"cut off", BYTES("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261109T010000Z\nEND:VEVENT\n"), NULL,
         "row 1: the file ends inside of this VCALENDAR"},
        {"two files, the first cut off",
         BYTES("BEGIN:VCALENDAR\nBEGIN:VEVENT\nBEGIN:VCALENDAR\nEND:VCALENDAR\n"), NULL,
         "begins inside of what began in line 2"},
        {"ends of others", BYTES("BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR\n"), NULL,
         "does not end the VCALENDAR that began in line 1"},
        {"an end without a beginning", BYTES("END:VCALENDAR\n"), NULL, "ends what never began"},
        {"an empty calendar", BYTES("BEGIN:VCALENDAR\nEND:VCALENDAR"), NOTHING},
#undef BYTES
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_test_message("%s", CASES[i].what);
        check(CASES[i].bytes, CASES[i].length, "20261101T000000Z", "20261201T000000Z", CASES[i].expected,
              CASES[i].issue);
    }
}

static void
check_limit(GString *text, const char *issue)
{
    check(text->str, text->len, "20261101T000000Z", "20261201T000000Z", NULL, issue);
    g_string_free(text, TRUE);
}

static GString *
repeat(const char *head, const char *text, guint n_times, const char *tail)
{
    GString *all = g_string_new(head);

    for (guint i = 0; i < n_times; i++)
        g_string_append(all, text);
    return g_string_append(all, tail);
}

static void
test_limits(void)
{
    static const char BEGIN[] = "BEGIN:VEVENT\nDTSTART:20261109T010000Z\n";

    check_limit(repeat("", "BEGIN:X\n", 100000, ""), "more than 16 components");
    check_limit(repeat("", "BEGIN:VEVENT\nDTSTART:20261109\nEND:VEVENT\n", 100001, ""),
                "more than 100000 events");
    check_limit(repeat("EXDATE:", "20261109,", 100001, ""), "this is no calendar");
    check_limit(repeat("BEGIN:VEVENT\nDTSTART:20261109T010000Z\n", "EXDATE:20261109,20261110\n", 50001,
                       "END:VEVENT\n"),
                "more than 100000 single days");
    check_limit(repeat("BEGIN:VEVENT\nEXDATE:", "20261109,", 120000, "\nEND:VEVENT\n"), "longer than a line");
    check_limit(repeat("", "BEGIN:VEVENT\nDTSTART:20261109\nRRULE:FREQ=DAILY\nEND:VEVENT\n", 10001, ""),
                "more than 10000 events that repeat");
    check_limit(repeat(BEGIN, "RRULE:FREQ=DAILY\n", 17, "END:VEVENT\n"), "too many recurrence rules");
    check_limit(g_string_set_size(g_string_new(NULL), BUSY_MAX_FILE_SIZE + 1), "longer than 64 MiB");
}

/* A long line that is of no interest, in one piece and in many. */
static void
test_long_lines(void)
{
    static const char EVENT_TEXT[] = "DTSTART:20261109T010000Z\nDURATION:PT1H\nEND:VEVENT\n";
    g_autofree char *filler = g_strnfill(3 * CONTENT_LINE_MAX, 'x');
    g_autofree char *whole = g_strconcat("BEGIN:VEVENT\nATTACH:", filler, "\n", EVENT_TEXT, NULL);
    GString *folded = repeat("BEGIN:VEVENT\nATTACH:x\n", " xxxxxxxxxxxxxxx\n", 200000, EVENT_TEXT);

    check(whole, strlen(whole), "20261101T000000Z", "20261201T000000Z", AT("09"), NULL);
    check(folded->str, folded->len, "20261101T000000Z", "20261201T000000Z", AT("09"), NULL);
    g_string_free(folded, TRUE);
}

/* As many steps as there are, and no more. */
static void
test_steps(void)
{
    static const char TEXT[] = "BEGIN:VEVENT\nDTSTART:20261101T000000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY\n"
                               "END:VEVENT\n";
    g_autofree char *issues = NULL;
    g_autoptr(BusyCalendar) calendar = read_calendar(TEXT, strlen(TEXT), BUSY_FROM_OUTSIDE, &issues);
    g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(BusySpan));
    guint64 few = 100;
    guint64 enough = 1000;

    g_assert_false(busy_calendar_add_spans(calendar, utc_of("20270101"), utc_of("20280101"), &few, spans));
    g_assert_cmpuint(few, ==, 0);
    /* The days before are passed over without looking at them. */
    g_assert_true(busy_calendar_add_spans(calendar, utc_of("99980101"), utc_of("99980301"), &enough, spans));
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
    g_autoptr(BusyCalendar) left = read_calendar(LEFT, strlen(LEFT), BUSY_FROM_OUTSIDE, &issues);
    g_autoptr(BusyCalendar) right = read_calendar(RIGHT, strlen(RIGHT), BUSY_FROM_OUTSIDE, &issues_of_right);
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
        check(bytes, length, json_string_value(json_array_get(range, 0)),
              json_string_value(json_array_get(range, 1)), json_is_null(spans) ? NULL : expected->str,
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
    g_test_add_func("/busy-calendar/changes", test_changes);
    g_test_add_func("/busy-calendar/broken-bytes", test_broken_bytes);
    g_test_add_func("/busy-calendar/limits", test_limits);
    g_test_add_func("/busy-calendar/long-lines", test_long_lines);
    g_test_add_func("/busy-calendar/steps", test_steps);
    g_test_add_func("/busy-calendar/one-form", test_one_form);
    g_test_add_func("/busy-calendar/hard-files", test_hard_files);
    return g_test_run();
}
