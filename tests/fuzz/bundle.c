/* Any bytes as a whole bundle: files, each after a line "==PATH". A line
 * "==seal" writes commit/SHA256SUMS anew, so that the tables behind the sums
 * are reached; "==draw" draws first. Whatever comes, there is a verdict, and
 * what is drawn is verified. */
#include "domain/verification.h"
#include "support/memory-source.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char MARK[] = "==";

static gboolean
begins_file(const char *text, const char *end)
{
    return (gsize)(end - text) >= strlen(MARK) && memcmp(text, MARK, strlen(MARK)) == 0;
}

/* The end of the line that begins at @text, without its LF. */
static const char *
line_end(const char *text, const char *end)
{
    const char *found = memchr(text, '\n', (gsize)(end - text));

    return found != NULL ? found : end;
}

static MemorySource *
unpack(const char *text, const char *end)
{
    MemorySource *source = memory_source_new();

    while (text < end && begins_file(text, end)) {
        const char *name_end = line_end(text, end);
        g_autofree char *name = g_strndup(text + strlen(MARK), (gsize)(name_end - text) - strlen(MARK));
        const char *begin = name_end < end ? name_end + 1 : end;
        const char *next = begin;

        while (next < end && !begins_file(next, end))
            next = MIN(line_end(next, end) + 1, end);
        memory_source_put(source, name, begin, (gsize)(next - begin));
        text = next;
    }
    return source;
}

static void
assert_fault(const RuleFault *fault)
{
    g_assert_nonnull(fault);
    g_assert_nonnull(fault->rule);
    g_assert_cmpstr(fault->path, !=, "");
    g_assert_cmpstr(fault->text, !=, "");
    g_assert_true(g_utf8_validate(fault->text, -1, NULL));
    g_assert_true(g_utf8_validate(fault->path, -1, NULL));
    g_assert_null(strpbrk(fault->text, "\t\n\r"));
    g_assert_null(strpbrk(fault->path, "\t\n\r"));
}

/* Draws, and puts draw/ into the source. */
static gboolean
draw(MemorySource *source)
{
    g_autoptr(Draw) draw = NULL;
    g_autoptr(RuleFault) fault = NULL;
    g_autoptr(GError) error = NULL;

    if (memory_source_get(source, "seed.txt") == NULL)
        return FALSE;
    if (!draw_compute(&source->source, memory_source_get(source, "seed.txt"), &draw, &fault, &error)) {
        g_assert_no_error(error);
        assert_fault(fault);
        return FALSE;
    }
    memory_source_put_bytes(source, "draw/sizes.csv", draw->sizes);
    memory_source_put_bytes(source, "draw/selection.csv", draw->selection);
    memory_source_put_bytes(source, "draw/visits.csv", draw->visits);
    memory_source_put_bytes(source, "draw/teams.csv", draw->teams);
    memory_source_put_bytes(source, "draw/SHA256SUMS", draw->sums);
    return TRUE;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(MemorySource) source = unpack((const char *)data, (const char *)data + size);
    gboolean must_seal = memory_source_get(source, "seal") != NULL;
    gboolean must_draw = memory_source_get(source, "draw") != NULL;
    g_autoptr(Verification) verification = NULL;
    g_autoptr(GError) error = NULL;
    gboolean is_drawn = FALSE;

    memory_source_remove(source, "seal");
    memory_source_remove(source, "draw");
    if (must_seal)
        memory_source_seal(source, "commit");
    if (must_draw) {
        g_autoptr(MemorySource) whole = memory_source_copy(source);

        is_drawn = draw(source);
        if (!is_drawn) {
            memory_source_free(g_steal_pointer(&source));
            source = g_steal_pointer(&whole);
        }
    }
    verification = verification_run(&source->source, &error);
    g_assert_no_error(error);
    if (verification->outcome == VERIFICATION_FAILED)
        assert_fault(verification->fault);
    else
        g_assert_cmpuint(strlen(verification->commitment), ==, 64);
    if (is_drawn && verification->outcome != VERIFICATION_VERIFIED && verification->fault != NULL &&
        !g_str_has_prefix(verification->fault->path, "draw/"))
        g_error("drawn and not verified: %s %s", verification->fault->path, verification->fault->text);
    if (is_drawn)
        g_assert_true(verification->outcome == VERIFICATION_VERIFIED ||
                      (verification->fault != NULL && strcmp(verification->fault->rule, "D1") == 0));
    return 0;
}
