/* Damaged calendar files, and files made to do harm. */
#include "support/busy-checking.h"

#include <string.h>

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
         BUSY_AT("09")},
        {"CR alone, and a fold within the name",
         BYTES("BEGIN:VEVENT\rDTST\r ART:20261109T010000Z\rDURATION:PT1H\rEND:VEVENT\r"), BUSY_AT("09")},
        {"line ends turned twice",
         BYTES("BEGIN:VEVENT\r\r\nDTSTART:2026\r\r\n 1109T010000Z\r\r\nDURATION:PT1H\r\r\nEND:VEVENT\r\r\n"),
         BUSY_AT("09")},
        {"NUL in a title",
         BYTES("BEGIN:VEVENT\nSUMMARY:a\0b\nDTSTART:20261109T010000Z\nDURATION:PT1H\nEND:VEVENT"),
         BUSY_AT("09")},
        {"a title on several lines",
         BYTES("BEGIN:VEVENT\nDESCRIPTION:a\nsecond line\n\nDTSTART:20261109T010000Z\nDURATION:PT1H\n"
               "END:VEVENT"),
         BUSY_AT("09"), "row 3: 1 line that is none of a calendar"},
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
        {"an empty calendar", BYTES("BEGIN:VCALENDAR\nEND:VCALENDAR"), BUSY_NEVER},
#undef BYTES
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_test_message("%s", CASES[i].what);
        busy_test_check(CASES[i].bytes, CASES[i].length, "20261101T000000Z", "20261201T000000Z",
                        CASES[i].expected, CASES[i].issue);
    }
}

static void
check_limit(GString *text, const char *issue)
{
    busy_test_check(text->str, text->len, "20261101T000000Z", "20261201T000000Z", NULL, issue);
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

    busy_test_check(whole, strlen(whole), "20261101T000000Z", "20261201T000000Z", BUSY_AT("09"), NULL);
    busy_test_check(folded->str, folded->len, "20261101T000000Z", "20261201T000000Z", BUSY_AT("09"), NULL);
    g_string_free(folded, TRUE);
}

#define BEGIN_MINUTES                                                                                        \
    "BEGIN:VEVENT\nDTSTART:19000101T000000Z\nDURATION:PT1M\nRRULE:FREQ=MINUTELY;INTERVAL=9;BYSETPOS="

/* Files that would take for ever if anything were looked at too often: this test
 * ends, or the patience of whoever runs it does. */
static void
test_work(void)
{
    GString *no_feeds = repeat("BEGIN:VCALENDAR\r", "X:1\r", 2000000, "END:VCALENDAR\r");
    g_autoptr(GString) turns = g_string_new("BEGIN:VEVENT\nUID:t\nDTSTART;TZID=Asia/Tokyo:19000101T090000\n"
                                            "RRULE:FREQ=DAILY\nEND:VEVENT\n");
    g_autoptr(GString) positions = g_string_new(BEGIN_MINUTES "-1");
    g_autoptr(GString) zones = g_string_new(NULL);

    busy_test_check(no_feeds->str, no_feeds->len, "20261101T000000Z", "20261201T000000Z", BUSY_NEVER, NULL);
    g_string_free(no_feeds, TRUE);
    for (guint day = 0; day < 40000; day++) {
        g_string_append(turns, "BEGIN:VEVENT\nUID:t\nRECURRENCE-ID;RANGE=THISANDFUTURE:");
        calendar_time_append(turns, &(CalendarTime){(gint64)day * CIVIL_SECONDS_PER_DAY, FORM_UTC, 0});
        g_string_append(turns, "\nEND:VEVENT\n");
    }
    busy_test_check(turns->str, turns->len, "19000101T000000Z", "22000101T000000Z", BUSY_NEVER, NULL);
    for (gint position = -366; position < 0; position++)
        g_string_append_printf(positions, ",%d", position);
    for (guint i = 0; i < 200; i++)
        g_string_append_printf(zones, "%s\nEND:VEVENT\n", positions->str);
    busy_test_check(zones->str, zones->len, "19000101T000000Z", "22000101T000000Z", NULL,
                    "repeats too often");
    g_string_truncate(zones, 0);
    for (guint i = 0; i < 500; i++)
        g_string_append_printf(zones,
                               "BEGIN:VTIMEZONE\nTZID:%u\nBEGIN:STANDARD\nDTSTART:00010101T000000\n"
                               "TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYYEARDAY=-1\n"
                               "END:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:%u\n"
                               "DTSTART;TZID=%u:99990101T000000\nEND:VEVENT\n",
                               i, i, i);
    busy_test_check(zones->str, zones->len, "20261101T000000Z", "20261201T000000Z", BUSY_NEVER,
                    "its name is looked up");
}

/* As many steps as there are, and no more. */
static void
test_steps(void)
{
    static const char TEXT[] = "BEGIN:VEVENT\nDTSTART:20261101T000000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY\n"
                               "END:VEVENT\n";
    g_autofree char *issues = NULL;
    g_autoptr(BusyCalendar) calendar = busy_test_read(TEXT, strlen(TEXT), BUSY_FROM_OUTSIDE, &issues);
    g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(BusySpan));
    guint64 few = 100;
    guint64 enough = 1000;

    g_assert_false(busy_calendar_add_spans(calendar, busy_test_time("20270101"), busy_test_time("20280101"),
                                           &few, spans));
    g_assert_cmpuint(few, ==, 0);
    /* The days before are passed over without looking at them. */
    g_assert_true(busy_calendar_add_spans(calendar, busy_test_time("99980101"), busy_test_time("99980301"),
                                          &enough, spans));
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/busy-hostile/broken-bytes", test_broken_bytes);
    g_test_add_func("/busy-hostile/limits", test_limits);
    g_test_add_func("/busy-hostile/long-lines", test_long_lines);
    g_test_add_func("/busy-hostile/work", test_work);
    g_test_add_func("/busy-hostile/steps", test_steps);
    return g_test_run();
}
