/* Programs that sign, and those that do anything else. */
#include "office/external-signer.h"

#include <string.h>

#define LINES "choucha signature 1\nof: draw\n"

static void
assert_bytes(GBytes *bytes, const char *text)
{
    g_autofree char *copy = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));

    g_assert_cmpstr(copy, ==, text);
}

static void
test_gives_bytes(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) echoed = external_sign("cat", LINES, 10, &error);
    g_autoptr(GBytes) measured = external_sign("sh -c 'stat -L -c %s,%F /dev/stdin'", LINES, 10, &error);
    g_autoptr(GBytes) quoted = external_sign("printf %s 'a  b' c\\ d", LINES, 10, &error);

    g_assert_no_error(error);
    assert_bytes(echoed, LINES);
    assert_bytes(measured, "29,regular file\n");
    assert_bytes(quoted, "a  bc d");
}

typedef struct {
    const char *name;
    const char *command;
    const char *reason;
} Failing;

static const Failing FAILING[] = {
    {"no-program", "choucha-no-such-program", "choucha-no-such-program"},
    {"no-words", "", "the signer"},
    {"open-quote", "cat 'x", "the signer"},
    {"fails", "false", "it failed"},
    {"killed", "sh -c 'echo x; kill -9 $$'", "it failed"},
    {"writes-nothing", "true", "it wrote no signature"},
    {"writes-too-much", "yes", "more than a signature"},
    {"no-shell", "choucha-true; echo x", "choucha-true;"},
    {"answers-never", "sleep 30", "did not answer in time"},
    {"writes-on", "sh -c 'while :; do sleep 0.2; printf x; done'", "in time"},
    {"ends-never", "sh -c 'exec >&-; sleep 30'", "did not end in time"},
};

static void
test_failing(gconstpointer data)
{
    const Failing *failing = data;
    g_autoptr(GError) error = NULL;
    gint64 begun = g_get_monotonic_time();
    g_autoptr(GBytes) answer = external_sign(failing->command, LINES, 1, &error);

    g_assert_null(answer);
    g_assert_error(error, CHA_ERROR, CHA_ERROR_INVALID);
    if (strstr(error->message, failing->reason) == NULL)
        g_error("%s", error->message);
    g_assert_cmpint(g_get_monotonic_time() - begun, <, 15 * G_USEC_PER_SEC);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/external-signer/gives-bytes", test_gives_bytes);
    for (gsize i = 0; i < G_N_ELEMENTS(FAILING); i++) {
        g_autofree char *path = g_strconcat("/external-signer/", FAILING[i].name, NULL);

        g_test_add_data_func(path, &FAILING[i], test_failing);
    }
    return g_test_run();
}
