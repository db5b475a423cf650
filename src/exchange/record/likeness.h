/* Which of many names is written most like another: for "did you mean". */
#pragma once

#include <glib.h>

/* What is left of the name of an item without what people write one way or
 * another: punctuation, 对…的, 情况, 检查. */
char *likeness_core(const char *text);
/* How many characters of one text must be changed to make it the other;
 * G_MAXUINT for texts that are too long to compare. */
guint likeness_distance(const char *left, const char *right);

typedef struct Likeness Likeness;

Likeness *likeness_new(const char *text);
void likeness_free(Likeness *likeness);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Likeness, likeness_free)

/* Whether @candidate is like the text at all (a part of it, or with less than
 * a third of its characters to be changed), and more so than those before it. */
gboolean likeness_improves(Likeness *likeness, const char *candidate);
