/* The seed, numbers below a bound, and what seed.txt must look like. */
#include "domain/seed.h"
#include "support/plain-bundle.h"

#include <string.h>

/* Computed with sha256sum and Python. */
static void
test_known_answers(void)
{
    g_autoptr(Seed) seed = plain_seed(0);
    g_autoptr(SeedPrefix) shared = seed_prefix_new(seed, "target|", NULL);
    g_autoptr(SeedPrefix) own = seed_prefix_new(seed, "target|", "P1", "|", NULL);
    Digest ticket = seed_prefix_hash(shared, "P1|a", 4);
    Digest same = seed_prefix_hash(own, "a", 1);
    char hex[DIGEST_HEX_SIZE];

    g_assert_cmpstr(seed_hex(seed), ==, "191a78eccd3670c940cd29fba094d0d8b0bd79bd5077a9883ced54f067aea188");
    digest_to_hex(&ticket, hex);
    g_assert_cmpstr(hex, ==, "f6af89997eeb53f685eb3204f3cf907d1583661ea9209a78fad32fcd47aac5b1");
    g_assert_cmpint(digest_compare(&ticket, &same), ==, 0);
    g_assert_cmpuint(seed_uniform(seed, "size|P1|all", 1000), ==, 108);
    g_assert_cmpuint(seed_uniform(seed, "size|P1|all", G_GUINT64_CONSTANT(1000000000000)), ==,
                     G_GUINT64_CONSTANT(153301693108));
    g_assert_cmpuint(seed_uniform(seed, "size|P1|all", 1), ==, 0);
}

/* With a bound just above 2^63 nearly half of the numbers are passed over; the
 * label then counts on. */
static void
test_numbers_that_are_passed_over(void)
{
    guint64 bound = (G_GUINT64_CONSTANT(1) << 63) + 1;
    guint n_passed_over = 0;

    for (guint64 i = 0; i < 200; i++) {
        g_autoptr(Seed) seed = plain_seed(i);
        g_autoptr(SeedPrefix) prefix = seed_prefix_new(seed, "uniform|", "x", "|", NULL);
        Digest first = seed_prefix_hash(prefix, "0", 1);
        guint64 number = seed_uniform(seed, "x", bound);

        g_assert_cmpuint(number, <, bound);
        if (digest_number(&first) >= bound) {
            g_assert_cmpuint(number, !=, digest_number(&first) % bound);
            n_passed_over++;
        } else {
            g_assert_cmpuint(number, ==, digest_number(&first));
        }
    }
    g_assert_cmpuint(n_passed_over, >, 60);
    g_assert_cmpuint(n_passed_over, <, 140);
}

#define NONCE "5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f"
#define NONCE_DIGEST "ce63c4ebf143f2aade4d14b4e5d941832c7af9ef9a000df459c9b6a07f155486"

typedef struct {
    const char *sources;
    const char *text;
    const char *rule; /* NULL: right */
    guint64 line;
} Case;

static const Case CASES[] = {
    {"a,x\n", "a=1 2 3\n", NULL, 0},
    {"a,x\n", "a=b=c\n", NULL, 0},
    {"b,x\na,\"y,\"\n", "b=1\na=骰子\n", NULL, 0},
    {"a,x\n", "", "S1", 1},
    {"b,x\na,y\n", "b=1\n", "S1", 2},
    {"b,x\na,y\n", "a=1\nb=1\n", "S1", 1},
    {"a,x\n", "a=1\nb=2\n", "S1", 2},
    {"a,x\n", "ab=1\n", "S1", 1},
    {"ab,x\n", "a=1\n", "S1", 1},
    {"a,x\n", "a\n", "S1", 1},
    {"a,x\n", "a =1\n", "S1", 1},
    {"a,x\n", "a=1", "T2", 1},
    {"a,x\n", "a=1\r\n", "T2", 1},
    {"a,x\n", "\na=1\n", "T2", 1},
    {"a,x\n",
     "\xef\xbb\xbf"
     "a=1\n",
     "T1", 1},
    {"a,x\n", "a=\xff\n", "T1", 1},
    {"a,x\n", "a=\n", "S2", 1},
    {"a,x\n", "a= 1\n", "S2", 1},
    {"a,x\n", "a=1 \n", "S2", 1},
    {"a,x\n",
     "a=\xe3\x80\x80"
     "1\n",
     "S2", 1},
    {"a,x\n", "a=1\xe3\x80\x80\n", "S2", 1},
    {"a,x\n", "a=1\t2\n", "S2", 1},
    {"a,commit " NONCE_DIGEST "\n", "a=" NONCE "\n", NULL, 0},
    {"a,commit " NONCE_DIGEST "\n",
     "a=5F"
     "5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f\n",
     "S3", 1},
    {"a,commit " NONCE_DIGEST "\n", "a=5f\n", "S3", 1},
    {"a,commit " NONCE_DIGEST "\n", "a=the number\n", "S3", 1},
    {"a,commit CE63C4EBF143F2AADE4D14B4E5D941832C7AF9EF9A000DF459C9B6A07F155486\n", "a=" NONCE "\n", "S3", 1},
    {"a,commit to nothing\n", "a=1\n", NULL, 0},
};

static void
test_seed_texts(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(MemorySource) source = plain_bundle_new();
        g_autoptr(GBytes) text = g_bytes_new_static(CASES[i].text, strlen(CASES[i].text));
        g_autoptr(Commitment) commitment = NULL;
        g_auto(Trouble) trouble = {NULL, NULL};

        plain_bundle_put(source, BUNDLE_SOURCES, CASES[i].sources);
        commitment = plain_bundle_load(source);
        g_assert_cmpint(seed_check_text(commitment->sources, text, &trouble), ==, CASES[i].rule == NULL);
        if (CASES[i].rule == NULL)
            continue;
        g_assert_cmpstr(trouble.fault->path, ==, "seed.txt");
        g_assert_cmpstr(trouble.fault->rule, ==, CASES[i].rule);
        g_assert_cmpuint(trouble.fault->line, ==, CASES[i].line);
    }
}

static void
test_nul_in_a_value(void)
{
    g_autoptr(MemorySource) source = plain_bundle_new();
    g_autoptr(GBytes) text = g_bytes_new_static("dice=1\0x\n", 9);
    g_autoptr(Commitment) commitment = plain_bundle_load(source);
    g_auto(Trouble) trouble = {NULL, NULL};

    g_assert_false(seed_check_text(commitment->sources, text, &trouble));
    g_assert_cmpstr(trouble.fault->rule, ==, "S2");
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/seed/known-answers", test_known_answers);
    g_test_add_func("/seed/passed-over", test_numbers_that_are_passed_over);
    g_test_add_func("/seed/texts", test_seed_texts);
    g_test_add_func("/seed/nul", test_nul_in_a_value);
    return g_test_run();
}
