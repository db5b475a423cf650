/* Answers of WebDAV servers, as several of them write them. */
#include "exchange/caldav/dav-answer.h"

#include <choucha/error.h>
#include <string.h>

static GHashTable *
read_tags(const char *text, GError **error)
{
    return dav_answer_read_tags(text, strlen(text), error);
}

static void
test_prefixes(void)
{
    static const char *const ANSWERS[] = {
        "<?xml version=\"1.0\"?><multistatus xmlns=\"DAV:\"><response><href>/c/</href><propstat><prop/>"
        "<status>HTTP/1.1 404 Not Found</status></propstat></response><response><href>/c/a%20b.ics</href>"
        "<propstat><prop><getetag>\"1\"</getetag></prop></propstat></response></multistatus>",
        "<D:multistatus xmlns:D='DAV:'>\n <D:response>\n  <D:href>https://x/c/a%20b.ics</D:href>\n  "
        "<D:propstat>"
        "<D:prop>\n<D:getetag>&quot;1&quot;\n</D:getetag></D:prop></D:propstat></D:response></D:multistatus>",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(ANSWERS); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GHashTable) tags = read_tags(ANSWERS[i], &error);

        g_assert_no_error(error);
        g_assert_cmpuint(g_hash_table_size(tags), ==, 1);
        g_assert_cmpstr(g_hash_table_lookup(tags, "a b.ics"), ==, "\"1\"");
    }
}

static void
test_what_has_no_tag(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GHashTable) tags =
        read_tags("<multistatus><response><href>/c/</href><getetag>\"c\"</getetag></response>"
                  "<response><href>/c/a.ics</href></response>"
                  "<response><href>/c/%ZZ</href><getetag>2</getetag></response>"
                  "<response><getetag>3</getetag></response></multistatus>",
                  &error);

    g_assert_no_error(error);
    g_assert_cmpuint(g_hash_table_size(tags), ==, 0);
}

static void
test_what_is_no_answer(void)
{
    static const char *const TEXTS[] = {
        "",
        "<html><body>welcome</body></html>",
        "<multistatus><response>",
        "{\"error\": 1}",
        "<multistatus><response></multistatus></response>",
        "<multistatus>\xff</multistatus>",
        "<!DOCTYPE m [<!ENTITY a \"b\">]><multistatus><response><href>&a;</href></response></multistatus>",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(read_tags(TEXTS[i], &error));
        g_assert_error(error, CHA_ERROR, CHA_ERROR_INVALID);
    }
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/dav-answer/prefixes", test_prefixes);
    g_test_add_func("/dav-answer/what-has-no-tag", test_what_has_no_tag);
    g_test_add_func("/dav-answer/what-is-no-answer", test_what_is_no_answer);
    return g_test_run();
}
