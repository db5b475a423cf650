/* What choucha itself writes into workbooks for people and leaves out when they
 * come back: example rows, columns for people, sheets of explanations. Both
 * languages are understood. */
#pragma once

#include <glib.h>

/* What stands before the example of a row's first cell, in the user's language. */
const char *own_marks_example(void);
/* Whether a row whose first cell is @cell is an example. */
gboolean own_marks_is_example(const char *cell);

/* The title of the column with what is wrong in a row. */
const char *own_marks_reasons(void);
gboolean own_marks_is_reasons(const char *title);
/* The title of the column in which people accept what is a judgement; it is a
 * column of plans like others. */
const char *own_marks_accept(void);

/* Names of sheets that have no records. */
const char *own_marks_notes_sheet(void);
const char *own_marks_choices_sheet(void);
gboolean own_marks_is_own_sheet(const char *name);
