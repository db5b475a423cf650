/* Which of many names is written most like another: for "did you mean". */
#pragma once

#include <glib.h>

typedef struct Likeness Likeness;

Likeness *likeness_new(const char *text);
void likeness_free(Likeness *likeness);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Likeness, likeness_free)

/* Whether @candidate is like the text at all (a part of it, or with less than
 * a third of its characters to be changed), and more so than those before it. */
gboolean likeness_improves(Likeness *likeness, const char *candidate);
