/* Calendars byte by byte, and as libical reads them. */
#include "exchange/calendar/calendar.h"

#include "exchange/calendar/calendar-line.h"

#include <libical/ical.h>
#include <string.h>

static CalendarEvent
plain_event(void)
{
    CalendarEvent event = {0};

    event.uid = "3ecd77ba3f9f6d1ec4b1f7a5ff0d4f5e@choucha";
    event.revised_at = "2027-01-05T02:00:00Z";
    g_assert_true(cha_day_from_text("2027-03-18", &event.day));
    event.span = (TimeSpan){9 * 60, 10 * 60 + 30};
    event.summary = "餐饮服务检查 · 新乡市红旗区试验餐厅";
    return event;
}

static char *
write_event(const CalendarEvent *event)
{
    GString *output = g_string_new(NULL);

    calendar_add_event(output, event);
    return g_string_free(output, FALSE);
}

static void
test_every_byte(void)
{
    CalendarEvent event = plain_event();
    g_autoptr(GPtrArray) categories = g_ptr_array_new();
    g_autoptr(GString) output = g_string_new(NULL);
    g_autofree char *expected = NULL;

    g_ptr_array_add(categories, (gpointer) "餐饮,住宿");
    g_ptr_array_add(categories, (gpointer) "消防");
    event.location = "和平大道 1 号";
    event.description = "一\n二";
    event.categories = categories;
    event.latitude = "35.302616";
    event.longitude = "113.883991";
    event.organizer = "市场监督管理局";
    event.organizer_email = "zhifa@scjg.example.gov.cn";
    event.revision = 3;
    event.has_alarm = TRUE;
    calendar_add_head(output, "抽查; 2027Q1");
    calendar_add_event(output, &event);
    calendar_add_foot(output);
    expected = g_strdup_printf("BEGIN:VCALENDAR\r\n"
                               "VERSION:2.0\r\n"
                               "PRODID:%s\r\n"
                               "CALSCALE:GREGORIAN\r\n"
                               "METHOD:PUBLISH\r\n"
                               "NAME:抽查\\; 2027Q1\r\n"
                               "X-WR-CALNAME:抽查\\; 2027Q1\r\n"
                               "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n"
                               "X-PUBLISHED-TTL:PT1H\r\n"
                               "BEGIN:VTIMEZONE\r\n"
                               "TZID:Asia/Shanghai\r\n"
                               "BEGIN:STANDARD\r\n"
                               "DTSTART:19700101T000000\r\n"
                               "TZOFFSETFROM:+0800\r\n"
                               "TZOFFSETTO:+0800\r\n"
                               "TZNAME:CST\r\n"
                               "END:STANDARD\r\n"
                               "END:VTIMEZONE\r\n"
                               "BEGIN:VEVENT\r\n"
                               "UID:3ecd77ba3f9f6d1ec4b1f7a5ff0d4f5e@choucha\r\n"
                               "DTSTAMP:20270105T020000Z\r\n"
                               "LAST-MODIFIED:20270105T020000Z\r\n"
                               "SEQUENCE:3\r\n"
                               "DTSTART;TZID=Asia/Shanghai:20270318T090000\r\n"
                               "DTEND;TZID=Asia/Shanghai:20270318T103000\r\n"
                               "STATUS:CONFIRMED\r\n"
                               "TRANSP:OPAQUE\r\n"
                               "CLASS:PUBLIC\r\n"
                               "ORGANIZER;CN=市场监督管理局:mailto:zhifa@scjg.example.gov.cn\r\n"
                               "SUMMARY:餐饮服务检查 · 新乡市红旗区试验餐厅\r\n"
                               "LOCATION:和平大道 1 号\r\n"
                               "DESCRIPTION:一\\n二\r\n"
                               "GEO:35.302616;113.883991\r\n"
                               "CATEGORIES:餐饮\\,住宿,消防\r\n"
                               "BEGIN:VALARM\r\n"
                               "ACTION:DISPLAY\r\n"
                               "TRIGGER:-PT15H\r\n"
                               "DESCRIPTION:餐饮服务检查 · 新乡市红旗区试验餐厅\r\n"
                               "END:VALARM\r\n"
                               "END:VEVENT\r\n"
                               "END:VCALENDAR\r\n",
                               CALENDAR_PRODUCT);
    g_assert_cmpstr(output->str, ==, expected);
}

/* Computed by sha256sum from "uid|2027Q1|91410702MA9X0K1T16-1". */
static void
test_uid(void)
{
    char uid[CALENDAR_UID_SIZE];

    calendar_uid("2027Q1", "91410702MA9X0K1T16-1", uid);
    g_assert_cmpstr(uid, ==, "fdde064c9060567ccd63ff9db974a1b2@choucha");
}

static void
test_cancelled(void)
{
    CalendarEvent event = plain_event();
    g_autofree char *text = NULL;

    event.is_cancelled = TRUE;
    event.has_alarm = TRUE;
    text = write_event(&event);
    g_assert_nonnull(strstr(text, "\r\nSTATUS:CANCELLED\r\n"));
    g_assert_nonnull(strstr(text, "\r\nTRANSP:TRANSPARENT\r\n"));
    g_assert_nonnull(strstr(text, "\r\nSUMMARY:【已取消】餐饮服务检查"));
    g_assert_null(strstr(text, "VALARM"));
}

static void
test_sparse(void)
{
    CalendarEvent event = plain_event();
    g_autofree char *text = NULL;

    event.location = "";
    event.description = "";
    event.latitude = "35.3";
    event.longitude = "";
    event.is_private = TRUE;
    text = write_event(&event);
    g_assert_nonnull(strstr(text, "\r\nORGANIZER:mailto:organizer@choucha.invalid\r\n"));
    g_assert_nonnull(strstr(text, "\r\nCLASS:PRIVATE\r\n"));
    g_assert_null(strstr(text, "LOCATION"));
    g_assert_null(strstr(text, "DESCRIPTION"));
    g_assert_null(strstr(text, "GEO"));
    g_assert_null(strstr(text, "CATEGORIES"));
    g_assert_null(strstr(text, "ATTENDEE"));
}

static void
test_alarm_in_the_evening(void)
{
    static const struct {
        guint begin;
        const char *trigger;
    } CASES[] = {{540, "TRIGGER:-PT15H\r\n"}, {576, "TRIGGER:-PT15H36M\r\n"}, {870, "TRIGGER:-PT20H30M\r\n"}};

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        CalendarEvent event = plain_event();
        g_autofree char *text = NULL;

        event.span = (TimeSpan){CASES[i].begin, CASES[i].begin + 30};
        event.has_alarm = TRUE;
        text = write_event(&event);
        g_assert_nonnull(strstr(text, CASES[i].trigger));
    }
}

typedef struct {
    const char *text;
    const char *escaped;
} Text;

static void
test_texts(void)
{
    static const Text TEXTS[] = {
        {"plain", "plain"},
        {"a,b;c\\d:e\"f", "a\\,b\\;c\\\\d:e\"f"},
        {"a\nb\r\nc\rd\xe2\x80\xa8"
         "e",
         "a\\nb\\nc\\nd\\ne"},
        {"a\tb\x01\x7f\xc2\x85"
         "c",
         "a b   c"},
        {"《消防法》，第五十三条；", "《消防法》，第五十三条；"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        CalendarEvent event = plain_event();
        g_autofree char *escaped = calendar_text_escape(TEXTS[i].text);
        g_autofree char *line = g_strdup_printf("\r\nDESCRIPTION:%s\r\n", TEXTS[i].escaped);
        g_autofree char *written = NULL;

        g_assert_cmpstr(escaped, ==, TEXTS[i].escaped);
        /* What libical writes must be the same. */
        event.description = TEXTS[i].text;
        written = write_event(&event);
        g_assert_nonnull(strstr(written, line));
    }
}

static void
test_names_in_parameters(void)
{
    static const Text NAMES[] = {
        {"市场监管局", "CN=市场监管局:"},         {"a, b", "CN=\"a, b\":"}, {"a; b: c", "CN=\"a; b: c\":"},
        {"the \"office\"", "CN=the ^'office^':"}, {"a^b\nc", "CN=a^^b c:"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        CalendarEvent event = plain_event();
        g_autofree char *written = NULL;

        event.organizer = NAMES[i].text;
        event.organizer_email = "办 公@example.cn";
        written = write_event(&event);
        g_assert_nonnull(strstr(written, NAMES[i].escaped));
        g_assert_nonnull(strstr(written, ":mailto:%E5%8A%9E%20%E5%85%AC@example.cn\r\n"));
    }
}

static char *
unfold(const char *text)
{
    g_auto(GStrv) pieces = g_strsplit(text, "\r\n ", -1);

    return g_strjoinv("", pieces);
}

/* At every offset a character of three bytes and an escape pair come to lie on
 * the fold. */
static void
test_folds(void)
{
    for (guint offset = 0; offset < 80; offset++) {
        g_autofree char *filler = g_strnfill(offset, 'x');
        g_autofree char *line =
            g_strdup_printf("SUMMARY:%s检\\n查\\,查检查\\\\检查检\\;查检查检查检查检查检查检查"
                            "检查检查检查检查检查检查检查检查检查",
                            filler);
        g_autoptr(GString) folded = g_string_new(NULL);
        g_autofree char *unfolded = NULL;
        g_auto(GStrv) pieces = NULL;

        calendar_line_add(folded, line);
        unfolded = unfold(folded->str);
        g_assert_true(g_str_has_suffix(unfolded, "\r\n"));
        unfolded[strlen(unfolded) - 2] = '\0';
        g_assert_cmpstr(unfolded, ==, line);
        pieces = g_strsplit(folded->str, "\r\n", -1);
        for (guint i = 0; pieces[i] != NULL; i++) {
            gsize length = strlen(pieces[i]);
            guint n_backslashes = 0;

            g_assert_cmpuint(length, <=, 75);
            g_assert_true(g_utf8_validate(pieces[i], -1, NULL));
            g_assert_true(pieces[i + 1] == NULL || pieces[i + 1][0] == '\0' || length >= 71);
            while (n_backslashes < length && pieces[i][length - 1 - n_backslashes] == '\\')
                n_backslashes++;
            g_assert_cmpuint(n_backslashes % 2, ==, 0);
        }
    }
}

/* libical folds as well, at other places; what comes out must be ours. */
static void
test_folds_once(void)
{
    CalendarEvent event = plain_event();
    g_autoptr(GString) description = g_string_new(NULL);
    g_autoptr(GString) line = g_string_new("DESCRIPTION:");
    g_autoptr(GString) folded = g_string_new("\r\n");
    g_autofree char *written = NULL;
    g_autofree char *escaped = NULL;

    for (guint i = 0; i < 100; i++)
        g_string_append_printf(description, "%u. 检查, 查\\检;  \n\n", i);
    event.description = description->str;
    written = write_event(&event);
    escaped = calendar_text_escape(description->str);
    g_string_append(line, escaped);
    calendar_line_add(folded, line->str);
    g_assert_nonnull(strstr(written, folded->str));
}

static void
test_order(void)
{
    CalendarEvent first = plain_event();
    CalendarEvent second = plain_event();

    g_assert_cmpint(calendar_event_compare(&first, &second), ==, 0);
    second.uid = "4";
    g_assert_cmpint(calendar_event_compare(&first, &second), <, 0);
    first.span.begin++;
    g_assert_cmpint(calendar_event_compare(&first, &second), >, 0);
    second.day++;
    g_assert_cmpint(calendar_event_compare(&first, &second), <, 0);
}

/* RFC 5545 and 5546 as libical knows them. */
static void
test_restrictions(void)
{
    for (guint variant = 0; variant < 16; variant++) {
        CalendarEvent event = plain_event();
        g_autoptr(GString) output = g_string_new(NULL);
        icalcomponent *calendar = NULL;

        event.description = "一, 二\n三";
        event.is_private = (variant & 1) != 0;
        event.is_cancelled = (variant & 2) != 0;
        event.has_alarm = (variant & 4) != 0;
        event.organizer_email = (variant & 8) != 0 ? "a@example.cn" : NULL;
        calendar_add_head(output, "抽查");
        if (variant > 0)
            calendar_add_event(output, &event);
        calendar_add_foot(output);
        calendar = icalparser_parse_string(output->str);
        g_assert_nonnull(calendar);
        g_assert_cmpint(icalcomponent_count_errors(calendar), ==, 0);
        g_assert_true(icalrestriction_check(calendar));
        g_assert_cmpint(icalcomponent_count_errors(calendar), ==, 0);
        g_assert_cmpint(icalcomponent_count_components(calendar, ICAL_VEVENT_COMPONENT), ==, variant > 0);
        icalcomponent_free(calendar);
    }
}

/* What a check that cannot fail would not notice. */
static void
test_restrictions_can_fail(void)
{
    CalendarEvent event = plain_event();
    g_autoptr(GString) output = g_string_new(NULL);
    icalcomponent *calendar = NULL;

    calendar_add_head(output, "抽查");
    calendar_add_event(output, &event);
    calendar_add_foot(output);
    calendar = icalparser_parse_string(output->str);
    icalcomponent_add_property(icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT),
                               icalproperty_new_attendee("mailto:a@example.cn"));
    g_assert_false(icalrestriction_check(calendar));
    icalcomponent_free(calendar);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/calendar/every-byte", test_every_byte);
    g_test_add_func("/calendar/uid", test_uid);
    g_test_add_func("/calendar/cancelled", test_cancelled);
    g_test_add_func("/calendar/sparse", test_sparse);
    g_test_add_func("/calendar/alarm-in-the-evening", test_alarm_in_the_evening);
    g_test_add_func("/calendar/texts", test_texts);
    g_test_add_func("/calendar/names-in-parameters", test_names_in_parameters);
    g_test_add_func("/calendar/folds", test_folds);
    g_test_add_func("/calendar/folds-once", test_folds_once);
    g_test_add_func("/calendar/order", test_order);
    g_test_add_func("/calendar/restrictions", test_restrictions);
    g_test_add_func("/calendar/restrictions-can-fail", test_restrictions_can_fail);
    return g_test_run();
}
