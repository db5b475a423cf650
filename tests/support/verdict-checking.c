#include "support/verdict-checking.h"

#include <string.h>

void
fault_assert_is_sound(const RuleFault *fault)
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

gboolean
memory_source_draw(MemorySource *source, RuleFault **ret_fault)
{
    g_autoptr(Draw) draw = NULL;
    g_autoptr(GError) error = NULL;

    if (!draw_compute(&source->source, memory_source_get(source, "seed.txt"), &draw, ret_fault, &error)) {
        g_assert_no_error(error);
        fault_assert_is_sound(*ret_fault);
        return FALSE;
    }
    memory_source_put_bytes(source, "draw/sizes.csv", draw->sizes);
    memory_source_put_bytes(source, "draw/selection.csv", draw->selection);
    memory_source_put_bytes(source, "draw/visits.csv", draw->visits);
    memory_source_put_bytes(source, "draw/teams.csv", draw->teams);
    memory_source_put_bytes(source, "draw/SHA256SUMS", draw->sums);
    return TRUE;
}

Verification *
memory_source_verify(MemorySource *source)
{
    g_autoptr(GError) error = NULL;
    Verification *verification = verification_run(&source->source, &error);

    g_assert_no_error(error);
    if (verification->outcome == VERIFICATION_FAILED)
        fault_assert_is_sound(verification->fault);
    else
        g_assert_cmpuint(strlen(verification->commitment), ==, 64);
    return verification;
}
