/* Any bytes as one file of a bundle that is otherwise right; which one is set
 * when this is compiled, FUZZED_FILE. A file of commit/ is sealed, so that its
 * reader is reached, and then drawn from: what draws must be verified, and what
 * does not must be refused for the same reason. Of a file of draw/, the first
 * byte says what is withheld beside it, so that it is believed as far as it goes. */
#include "support/plain-bundle.h"
#include "support/verdict-checking.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char FILE_PATH[] = FUZZED_FILE;

/* By the bits of the first byte. */
static const char *const WITHHELD[] = {"commit/frames/P1.csv",  "commit/strata.csv", "commit/pools.csv",
                                       "commit/recusals.csv",   "commit/seats.csv",  "commit/plans.csv",
                                       "commit/inspectors.csv", "commit/params.csv"};

static MemorySource *
make_bundle(void)
{
    MemorySource *source = plain_bundle_new();
    g_autoptr(RuleFault) fault = NULL;

    plain_bundle_add_plan(source, "P1", 5, 2, "shared");
    plain_bundle_add_plan(source, "P2", 4, 2, "own");
    plain_bundle_add(source, BUNDLE_INSPECTORS, "N1,D,,\nN2,D,Q,1\nN3,D,,1;2\n");
    plain_bundle_add(source, BUNDLE_RECUSALS, "N1,T001\nN3,T004\n");
    plain_bundle_add(source, BUNDLE_EXCLUSIONS, "P1,X001,cap\nP2,X001,cap\n");
    memory_source_put_text(source, "seed.txt", "dice=352\n");
    memory_source_seal(source, "commit");
    g_assert_true(memory_source_draw(source, &fault));
    return source;
}

static void
try_file_of_draw(MemorySource *source, const MemorySource *base, uint8_t withheld)
{
    g_autoptr(Verification) verification = NULL;
    gboolean is_sums = g_str_has_suffix(FILE_PATH, "SHA256SUMS");

    if (!is_sums)
        memory_source_seal(source, "draw");
    for (guint i = 0; i < G_N_ELEMENTS(WITHHELD); i++) {
        if ((withheld >> i & 1) != 0)
            memory_source_remove(source, WITHHELD[i]);
    }
    verification = memory_source_verify(source);
    if (verification->outcome == VERIFICATION_VERIFIED)
        g_assert_true(g_bytes_equal(memory_source_get(source, FILE_PATH),
                                    memory_source_get((MemorySource *)base, FILE_PATH)));
    g_assert_true(verification->outcome != VERIFICATION_PARTLY || withheld != 0);
}

static void
try_file_of_commit(MemorySource *source)
{
    g_autoptr(MemorySource) drawn = memory_source_copy(source);
    g_autoptr(RuleFault) fault = NULL;
    gboolean is_drawn = memory_source_draw(drawn, &fault);
    g_autoptr(Verification) verification = memory_source_verify(is_drawn ? drawn : source);

    if (is_drawn) {
        g_assert_cmpint(verification->outcome, ==, VERIFICATION_VERIFIED);
        return;
    }
    /* A draw needs all files; a copy may lack some. */
    if (strcmp(fault->rule, "C2") == 0)
        return;
    g_assert_cmpint(verification->outcome, ==, VERIFICATION_FAILED);
    g_assert_cmpstr(verification->fault->rule, ==, fault->rule);
    g_assert_cmpstr(verification->fault->path, ==, fault->path);
    g_assert_cmpuint(verification->fault->line, ==, fault->line);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static MemorySource *base = NULL;
    g_autoptr(MemorySource) source = NULL;
    gboolean is_of_draw = g_str_has_prefix(FILE_PATH, "draw/");

    if (is_of_draw && size < 1)
        return 0;
    if (base == NULL)
        base = make_bundle();
    source = memory_source_copy(base);
    memory_source_put(source, FILE_PATH, is_of_draw ? data + 1 : data, is_of_draw ? size - 1 : size);
    if (g_str_has_prefix(FILE_PATH, "commit/") && !g_str_has_suffix(FILE_PATH, "SHA256SUMS"))
        memory_source_seal(source, "commit");
    if (is_of_draw)
        try_file_of_draw(source, base, data[0]);
    else
        try_file_of_commit(source);
    return 0;
}
