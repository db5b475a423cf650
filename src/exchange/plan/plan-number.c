#include "exchange/plan/plan-number.h"

#include "base/digest.h"
#include "base/text.h"

#include <string.h>

enum {
    HEX_DIGITS = 8,
    MAX_NAME = TEXT_IDENTIFIER_MAX - 4 /* room for the number of a drawing */
};

struct PlanNumbers {
    GHashTable *seen; /* what a name is made of → how often it came */
    GHashTable *taken;
};

PlanNumbers *
plan_numbers_new(void)
{
    PlanNumbers *numbers = g_new0(PlanNumbers, 1);

    numbers->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    numbers->taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return numbers;
}

void
plan_numbers_free(PlanNumbers *numbers)
{
    if (numbers == NULL)
        return;
    g_hash_table_unref(numbers->seen);
    g_hash_table_unref(numbers->taken);
    g_free(numbers);
}

static char *
make_name(const char *initiator, gint year, const char *hex, guint n_digits)
{
    char *name = g_strdup_printf("%s-%04d-%.*s", initiator, year, (int)n_digits, hex);

    if (strlen(name) <= MAX_NAME)
        return name;
    g_free(name); /* a very long department: without it */
    return g_strdup_printf("%04d-%.*s", year, (int)n_digits, hex);
}

char *
plan_numbers_next(PlanNumbers *numbers, const char *initiator, gint year, const char *const *contents)
{
    g_autoptr(GString) basis = g_string_new(NULL);
    guint n_before;
    char hex[DIGEST_HEX_SIZE];
    Digest digest;

    g_string_append_printf(basis, "%s|%d", initiator, year);
    for (gsize i = 0; contents[i] != NULL; i++) {
        g_autofree char *folded = text_fold(contents[i]);

        g_string_append_printf(basis, "|%s", folded);
    }
    n_before = GPOINTER_TO_UINT(g_hash_table_lookup(numbers->seen, basis->str));
    g_hash_table_insert(numbers->seen, g_strdup(basis->str), GUINT_TO_POINTER(n_before + 1));
    g_string_append_printf(basis, "|%u", n_before + 1);
    digest = digest_of(basis->str, basis->len);
    digest_to_hex(&digest, hex);
    for (guint n_digits = HEX_DIGITS;; n_digits += 4) {
        char *name = make_name(initiator, year, hex, n_digits);

        if (g_hash_table_add(numbers->taken, g_strdup(name)))
            return name;
        g_free(name); /* two plans whose digests begin alike */
    }
}
