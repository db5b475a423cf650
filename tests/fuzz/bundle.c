/* Any bytes as a whole bundle: files, each after a line "==PATH". A line
 * "==seal" writes commit/SHA256SUMS anew, so that the tables behind the sums
 * are reached; "==draw" draws first. Whatever comes, there is a verdict, and
 * what is drawn is verified. */
#include "support/verdict-checking.h"

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

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(MemorySource) source = unpack((const char *)data, (const char *)data + size);
    gboolean must_seal = memory_source_get(source, "seal") != NULL;
    gboolean must_draw = memory_source_get(source, "draw") != NULL;
    g_autoptr(Verification) verification = NULL;
    gboolean is_drawn = FALSE;

    memory_source_remove(source, "seal");
    memory_source_remove(source, "draw");
    if (must_seal)
        memory_source_seal(source, "commit");
    if (must_draw) {
        g_autoptr(MemorySource) whole = memory_source_copy(source);
        g_autoptr(RuleFault) fault = NULL;

        is_drawn = memory_source_get(source, "seed.txt") != NULL && memory_source_draw(source, &fault);
        if (!is_drawn) {
            memory_source_free(g_steal_pointer(&source));
            source = g_steal_pointer(&whole);
        }
    }
    verification = memory_source_verify(source);
    if (is_drawn && verification->outcome != VERIFICATION_VERIFIED && verification->fault != NULL &&
        !g_str_has_prefix(verification->fault->path, "draw/"))
        g_error("drawn and not verified: %s %s", verification->fault->path, verification->fault->text);
    if (is_drawn)
        g_assert_true(verification->outcome == VERIFICATION_VERIFIED ||
                      (verification->fault != NULL && strcmp(verification->fault->rule, "D1") == 0));
    return 0;
}
