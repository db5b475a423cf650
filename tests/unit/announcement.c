/* The announcement of a commitment: made of the log alone, and nothing in it can
 * pretend to be something else. */
#include "office/announcement.h"
#include "office/bundle-notices.h"
#include "support/store-fixture.h"

#include <string.h>

#define PROMISE "77982011336d915790e77d8301a52da5654857a870de65fb16d0cb1a44820b9c"

static const char NONCE_SOURCE[] = "SCJG=commit " PROMISE;

static void
test_template(void)
{
    static const char TEXT[] =
        "{{a}}-{{b}}{{a}}\n{{#part}}\n{{a}}\n{{#inner}}\n  in {{a}}\n{{/inner}}\n{{/part}}\n"
        "{{#absent}}\n{{nothing}}\n{{/absent}}\nend\n";
    g_autoptr(TemplateValues) values = template_values_new();
    g_autoptr(GString) plain = g_string_new("> ");
    g_autoptr(GString) html = g_string_new(NULL);
    TemplateValues *part;

    template_values_set(values, "a", "<1>");
    template_values_set(values, "b", "&\"");
    template_values_set(template_values_add(values, "part"), "a", "{{b}}");
    part = template_values_add(values, "part");
    template_values_set(part, "a", "3");
    template_values_set(template_values_add(part, "inner"), "a", "4");
    template_fill(TEXT, TEMPLATE_PLAIN, values, plain);
    template_fill(TEXT, TEMPLATE_HTML, values, html);
    g_assert_cmpstr(plain->str, ==, "> <1>-&\"<1>\n{{b}}\n3\n  in 4\nend\n");
    g_assert_cmpstr(html->str, ==, "&lt;1&gt;-&amp;&quot;&lt;1&gt;\n{{b}}\n3\n  in 4\nend\n");
}

static void
append(ChaStore *store, LogAction action, const char *campaign, const char *const *facts)
{
    g_autoptr(GPtrArray) list = log_facts_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(Transaction) transaction = store_begin(store, &error);
    gint64 change;

    for (; *facts != NULL; facts += 2)
        log_facts_add(list, facts[0], facts[1]);
    g_assert_true(log_store_append(store, action, campaign, list, &change, &error));
    g_assert_true(transaction_commit(transaction, &error));
    g_assert_no_error(error);
}

/* The first attempt was void; another quarter was committed between. */
static ChaStore *
announced_store(void)
{
    ChaStore *store = store_in_memory();

    append(store, LOG_SET, "", (const char *[]){"name", "max_visits", "old", "", "new", "9", NULL});
    append(store, LOG_COMMIT, "2027Q1", (const char *[]){"commitment", "first-commitment", NULL});
    append(store, LOG_COMMIT, "2027Q2", (const char *[]){"commitment", "other-commitment", NULL});
    append(store, LOG_DRAW, "2027Q1", (const char *[]){"seed", "s", NULL});
    append(store, LOG_VOID, "2027Q1",
           (const char *[]){"reason", "<script>\xe2\x80\xa8 & more", "approved_by", "\"Li\"", NULL});
    append(store, LOG_COMMIT, "2027Q1.2",
           (const char *[]){"commitment", "second-commitment", "attempt", "2", "rehearsal", "no",
                            "short_teams", "yes", "plans", "40", "source", "dice=at 9 <i>sharp</i> = 9:00",
                            "source", NONCE_SOURCE, NULL});
    return store;
}

static const char *
find_notice(GPtrArray *notices, const char *path)
{
    for (guint i = 0; i < notices->len; i++) {
        const BundleNotice *notice = g_ptr_array_index(notices, i);

        if (strcmp(notice->path, path) == 0)
            return notice->text->str;
    }
    return NULL;
}

static GPtrArray *
load_notices(ChaStore *store, const char *campaign)
{
    g_autoptr(GError) error = NULL;
    GPtrArray *notices = bundle_notices(store, campaign, &error);

    g_assert_no_error(error);
    return notices;
}

static void
assert_all(const char *text, const char *const *pieces)
{
    for (; *pieces != NULL; pieces++) {
        g_test_message("%s", *pieces);
        g_assert_nonnull(strstr(text, *pieces));
    }
    g_assert_null(strstr(text, "{{"));
    g_assert_null(strstr(text, "other-commitment"));
    g_assert_null(strstr(text, "\xe2\x80\xa8"));
}

static void
test_announcement(void)
{
    static const char *const PATHS[] = {"announcement/en.txt", "announcement/zh.txt", "announcement/en.html",
                                        "announcement/zh.html"};
    g_autoptr(ChaStore) store = announced_store();
    g_autoptr(GPtrArray) notices = load_notices(store, "2027Q1.2");
    char hash[DIGEST_HEX_SIZE];
    guint64 number;

    g_assert_true(log_store_head(store, &number, hash, NULL));
    g_assert_cmpuint(number, ==, 6);
    for (gsize i = 0; i < G_N_ELEMENTS(PATHS); i++) {
        const char *text = find_notice(notices, PATHS[i]);
        gboolean html = g_str_has_suffix(PATHS[i], "html");

        g_assert_nonnull(text);
        assert_all(
            text, (const char *[]){"2027Q1.2", "second-commitment", "first-commitment", PROMISE, hash,
                                   html ? "&lt;script&gt;\\u{2028} &amp; more" : "<script>\\u{2028} & more",
                                   html ? "&quot;Li&quot;" : "\"Li\"",
                                   html ? "at 9 &lt;i&gt;sharp&lt;/i&gt; = 9:00" : "at 9 <i>sharp</i> = 9:00",
                                   NULL});
        g_assert_null(strstr(text, "commit " PROMISE));
        if (html)
            g_assert_null(strstr(text, "<script"));
    }
    assert_all(find_notice(notices, "announcement/en.txt"),
               (const char *[]){"accepted: seats that nobody can take", "has 6 entries", NULL});
    g_assert_null(strstr(find_notice(notices, "announcement/en.txt"), "REHEARSAL"));
}

/* What comes later changes neither the announcement nor the log beside it. */
static void
test_notices_stay(void)
{
    g_autoptr(ChaStore) store = announced_store();
    g_autoptr(GPtrArray) before = load_notices(store, "2027Q1.2");
    g_autoptr(GPtrArray) first = load_notices(store, "2027Q1");
    g_autoptr(GPtrArray) none = load_notices(store, "2027Q3");
    g_autoptr(GPtrArray) after = NULL;

    append(store, LOG_VOID, "2027Q1.2", (const char *[]){"reason", "r", "approved_by", "a", NULL});
    after = load_notices(store, "2027Q1.2");
    g_assert_cmpuint(before->len, ==, after->len);
    for (guint i = 0; i < before->len; i++) {
        const BundleNotice *notice = g_ptr_array_index(before, i);

        g_assert_cmpstr(notice->text->str, ==, find_notice(after, notice->path));
    }
    g_assert_null(find_notice(before, "log/draw.csv"));
    g_assert_nonnull(find_notice(first, "log/draw.csv"));
    g_assert_nonnull(strstr(find_notice(first, "announcement/en.txt"), "    none\n"));
    g_assert_cmpuint(none->len, ==, 0);
}

/* Of the campaign that has one nonce; the page is there once it is revealed. */
static void
test_reveals(void)
{
    static const char *const PATHS[] = {"announcement/reveals.en.txt", "announcement/reveals.zh.txt"};
    g_autoptr(ChaStore) store = announced_store();
    g_autoptr(GPtrArray) before = load_notices(store, "2027Q1.2");
    g_autoptr(GPtrArray) after = NULL;
    g_autoptr(GPtrArray) later = NULL;
    char hash[DIGEST_HEX_SIZE];
    guint64 number;

    append(store, LOG_NONCE, "2027Q1.2", (const char *[]){"source", "SCJG", "value", "the-nonce", NULL});
    g_assert_true(log_store_head(store, &number, hash, NULL));
    append(store, LOG_SET, "", (const char *[]){"name", "max_visits", "old", "9", "new", "8", NULL});
    after = load_notices(store, "2027Q1.2");
    append(store, LOG_DRAW, "2027Q1.2", (const char *[]){"seed", "s", NULL});
    later = load_notices(store, "2027Q1.2");
    for (gsize i = 0; i < G_N_ELEMENTS(PATHS); i++) {
        const char *text = find_notice(after, PATHS[i]);

        g_assert_null(find_notice(before, PATHS[i]));
        g_assert_nonnull(text);
        assert_all(text, (const char *[]){"2027Q1.2", "second-commitment", "SCJG", "the-nonce", PROMISE, hash,
                                          "at 9 <i>sharp</i> = 9:00", NULL});
        g_assert_cmpstr(find_notice(later, PATHS[i]), ==, text);
    }
    g_assert_nonnull(find_notice(after, "log/reveals.csv"));
    g_assert_true(
        g_str_has_prefix(find_notice(later, "log/draw.csv"), find_notice(after, "log/reveals.csv")));
    g_assert_null(strstr(find_notice(after, "log/reveals.csv"), "new=8"));
}

/* What comes with the draw or after it was not known before. */
static void
test_late_reveals(void)
{
    g_autoptr(ChaStore) store = announced_store();
    g_autoptr(GPtrArray) notices = NULL;

    append(store, LOG_DRAW, "2027Q1.2", (const char *[]){"seed", "s", NULL});
    append(store, LOG_NONCE, "2027Q1.2", (const char *[]){"source", "SCJG", "value", "the-nonce", NULL});
    notices = load_notices(store, "2027Q1.2");
    g_assert_nonnull(find_notice(notices, "log/draw.csv"));
    g_assert_null(find_notice(notices, "announcement/reveals.en.txt"));
    g_assert_null(find_notice(notices, "log/reveals.csv"));
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/announcement/template", test_template);
    g_test_add_func("/announcement/announcement", test_announcement);
    g_test_add_func("/announcement/notices-stay", test_notices_stay);
    g_test_add_func("/announcement/reveals", test_reveals);
    g_test_add_func("/announcement/late-reveals", test_late_reveals);
    return g_test_run();
}
