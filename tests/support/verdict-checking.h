/* What every verdict on a bundle must be like, whatever the bundle. */
#pragma once

#include "domain/verification.h"
#include "support/memory-source.h"

/* A broken rule is told with its place, in words, on one line. */
void fault_assert_is_sound(const RuleFault *fault);
/* Draws, and puts draw/ into the source. FALSE and the fault when a rule is
 * broken. */
gboolean memory_source_draw(MemorySource *source, RuleFault **ret_fault);
/* The verdict on it, which must be sound. */
Verification *memory_source_verify(MemorySource *source);
