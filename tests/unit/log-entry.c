/* Entries of the log: one line each, and one way to write it. */
#include "domain/log-entry.h"

#include <string.h>

static GPtrArray *
facts_of(const char *value)
{
    GPtrArray *facts = log_facts_new();

    log_facts_add(facts, "reason", value);
    log_facts_add(facts, "approved_by", "Li");
    return facts;
}

/* Texts of all kinds, and how they stand in the line. */
static const struct {
    const char *name;
    const char *text;
    const char *by_field;
    const char *facts_field;
} TEXTS[] = {
    {"plain", "a frame was wrong", "a frame was wrong", "reason=a frame was wrong;approved_by=Li"},
    {"empty", "", "", "reason=;approved_by=Li"},
    {"chinese", "抽样框有误；重做", "抽样框有误；重做", "reason=抽样框有误；重做;approved_by=Li"},
    {"comma", "a,b", "\"a,b\"", "\"reason=a,b;approved_by=Li\""},
    {"quote", "a\"b", "\"a\"\"b\"", "\"reason=a\"\"b;approved_by=Li\""},
    {"equals", "a=b", "a=b", "reason=a=b;approved_by=Li"},
    {"semicolon", "a;b", "a;b", "reason=a\\u{3b}b;approved_by=Li"},
    {"backslash", "a\\u{3b}", "a\\u{5c}u{3b}", "reason=a\\u{5c}u{3b};approved_by=Li"},
    {"line end", "a\r\nb", "a\\u{d}\\u{a}b", "reason=a\\u{d}\\u{a}b;approved_by=Li"},
    {"line separator", "a\xe2\x80\xa8", "a\\u{2028}", "reason=a\\u{2028};approved_by=Li"},
    {"right to left", "a\xe2\x80\xae\xe2\x80\xac", "a\\u{202e}\\u{202c}",
     "reason=a\\u{202e}\\u{202c};approved_by=Li"},
    {"no UTF-8", "a\xff\xe2\x80", "a\\x{ff}\\x{e2}\\x{80}", "reason=a\\x{ff}\\x{e2}\\x{80};approved_by=Li"},
};

static void
test_texts(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        g_autoptr(GPtrArray) facts = facts_of(TEXTS[i].text);
        g_autofree char *line =
            log_entry_line(7, "2027-01-05T02:00:00Z", TEXTS[i].text, LOG_VOID, "2027Q1", facts);
        g_autofree char *expected = g_strdup_printf("7,2027-01-05T02:00:00Z,%s,void,2027Q1,%s",
                                                    TEXTS[i].by_field, TEXTS[i].facts_field);
        g_autoptr(LogEntry) entry = log_entry_parse(line);

        g_test_message("%s", TEXTS[i].name);
        g_assert_cmpstr(line, ==, expected);
        g_assert_nonnull(entry);
        g_assert_cmpuint(entry->number, ==, 7);
        g_assert_cmpint(entry->action, ==, LOG_VOID);
        g_assert_cmpstr(entry->by, ==, TEXTS[i].text);
        g_assert_cmpstr(entry->campaign, ==, "2027Q1");
        g_assert_cmpstr(log_facts_find(entry->facts, "reason"), ==, TEXTS[i].text);
        g_assert_cmpstr(log_facts_find(entry->facts, "approved_by"), ==, "Li");
        g_assert_null(log_facts_find(entry->facts, "more"));
    }
}

/* What could be taken for an entry, but is not how one is written. */
static const char *const OTHER_LINES[] = {
    "",
    "7",
    "7,t,me,void,2027Q1",                /* a field is missing */
    "7,t,me,void,2027Q1,reason=x,more",  /* one is too many */
    "07,t,me,void,2027Q1,reason=x",      /* a leading zero */
    "7,t,me,undo,2027Q1,reason=x",       /* no action of ours */
    "7,t,\"me\",void,2027Q1,reason=x",   /* quoted for nothing */
    "7,t,\"me,void,2027Q1,reason=x",     /* a quote that is never closed */
    "7,t,me,void,2027Q1,reason",         /* no value */
    "7,t,me,void,2027Q1,reason=\\u{61}", /* escaped for nothing */
    "7,t,me,void,2027Q1,reason=\\u{3B}", /* in capitals */
    "7,t,me,void,2027Q1,reason=\\u{}",
    "7,t,me,void,2027Q1,reason=\\n",
    "7,t,me,void,2027Q1,reason=\\u{110000}",
    "7,t,me,void,2027Q1,reason=a\x01",
};

static void
test_other_lines(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(OTHER_LINES); i++) {
        g_test_message("%s", OTHER_LINES[i]);
        g_assert_null(log_entry_parse(OTHER_LINES[i]));
    }
}

static void
test_actions(void)
{
    for (guint i = 0; i < N_LOG_ACTIONS; i++) {
        LogAction action = N_LOG_ACTIONS;

        g_assert_true(log_action_find(log_action_name((LogAction)i), &action));
        g_assert_cmpuint(action, ==, i);
    }
}

/* Computed with sha256sum. */
static void
test_chain(void)
{
    char hash[DIGEST_HEX_SIZE];

    log_chain_begin(hash);
    g_assert_cmpstr(hash, ==, "e5770066b8df72502637c2106e70a5ee1b2bad841ca1806af87eda994f3374ef");
    log_chain_next(hash, "1,2027-01-05T02:00:00Z,Wang,set,,name=max_visits;old=;new=60", hash);
    g_assert_cmpstr(hash, ==, "1e8dc2bd585c44da3e121384ae0bab182d8fc46cb1c0abcf885ce570d27589d6");
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/log-entry/texts", test_texts);
    g_test_add_func("/log-entry/other-lines", test_other_lines);
    g_test_add_func("/log-entry/actions", test_actions);
    g_test_add_func("/log-entry/chain", test_chain);
    return g_test_run();
}
