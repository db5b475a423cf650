/* Nonces on their way from a file to a draw. */
#include <choucha/revealing.h>

#include "base/digest.h"
#include "office/seeding.h"
#include "store/nonce-store.h"
#include "support/store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static void
test_new(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autofree char *path = g_build_filename(place->folder, "nonce.txt", NULL);
    g_autofree char *written = NULL;
    g_autofree char *promise = NULL;
    g_autofree char *expected = NULL;
    g_autofree char *value = NULL;
    g_autofree char *other_path = NULL;
    g_autofree char *other_promise = NULL;
    g_autoptr(GError) error = NULL;
    GStatBuf about;
    char hex[DIGEST_HEX_SIZE];
    Digest digest;

    g_assert_true(cha_nonce_new(path, &written, &promise, &error));
    g_assert_no_error(error);
    g_assert_cmpstr(written, ==, path);
    g_assert_cmpint(g_stat(path, &about), ==, 0);
    g_assert_cmpuint(about.st_mode & 0777, ==, 0600);
    g_assert_true(cha_nonce_read(path, &value, &error));
    g_assert_cmpuint(strlen(value), ==, 64);
    digest = digest_of(value, strlen(value));
    digest_to_hex(&digest, hex);
    expected = g_strconcat("commit ", hex, NULL);
    g_assert_cmpstr(promise, ==, expected);
    g_assert_true(cha_is_promise(promise));
    g_assert_false(cha_nonce_new(path, &other_path, &other_promise, &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_CONFLICT);
    g_clear_error(&error);
    g_free(g_steal_pointer(&value));
    g_assert_true(cha_nonce_read(path, &value, &error)); /* as before */
    g_assert_true(g_str_has_suffix(promise, hex));
}

static const struct {
    const char *text;
    gboolean is_nonce;
} FILES[] = {
    {"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n", TRUE},
    {"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", TRUE},
    {"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n\n", FALSE},
    {"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789", FALSE},
    {"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\n", FALSE},
    {"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg\n", FALSE},
    {"", FALSE},
    {"\n", FALSE},
};

static void
test_read(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autofree char *path = g_build_filename(place->folder, "nonce.txt", NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(FILES); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *value = NULL;

        g_test_message("%s", FILES[i].text);
        g_assert_true(g_file_set_contents(path, FILES[i].text, -1, NULL));
        g_assert_true(cha_nonce_read(path, &value, &error) == FILES[i].is_nonce);
        if (FILES[i].is_nonce)
            g_assert_true(g_str_has_prefix(FILES[i].text, value));
        else
            g_assert_error(error, CHA_ERROR, CHA_ERROR_INVALID);
    }
}

static void
test_read_nothing(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(GError) error = NULL;
    g_autofree char *value = NULL;

    g_assert_false(cha_nonce_read(place->folder, &value, &error)); /* a folder */
    g_assert_error(error, CHA_ERROR, CHA_ERROR_INVALID);
    g_clear_error(&error);
    g_assert_false(cha_nonce_read(place->path, &value, &error)); /* not there */
    g_assert_error(error, CHA_ERROR, CHA_ERROR_INVALID);
    g_assert_null(value);
}

/* What people give goes before what is recorded, so that a wrong value is noticed. */
static void
test_values(void)
{
    static const ChaSeedValue GIVEN[] = {{"dice", "351"}, {"A", "given"}};
    RevealedNonce a = {.source = (char *)"A", .value = (char *)"recorded"};
    RevealedNonce b = {.source = (char *)"B", .value = (char *)"recorded"};
    g_autoptr(GPtrArray) nonces = g_ptr_array_new();
    g_autoptr(GArray) values = NULL;

    g_ptr_array_add(nonces, &a);
    g_ptr_array_add(nonces, &b);
    values = seed_values_with(GIVEN, G_N_ELEMENTS(GIVEN), nonces);
    g_assert_cmpuint(values->len, ==, 3);
    g_assert_cmpstr(g_array_index(values, ChaSeedValue, 1).value, ==, "given");
    g_assert_cmpstr(g_array_index(values, ChaSeedValue, 2).source, ==, "B");
    g_assert_cmpstr(g_array_index(values, ChaSeedValue, 2).value, ==, "recorded");
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/revealing/new", test_new);
    g_test_add_func("/revealing/read", test_read);
    g_test_add_func("/revealing/read-nothing", test_read_nothing);
    g_test_add_func("/revealing/values", test_values);
    return g_test_run();
}
