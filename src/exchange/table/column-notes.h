/* What people are told about the columns of tables: data/column-notes.csv says
 * what each is about, its type how it is written. */
#pragma once

#include "domain/kind.h"

typedef struct ColumnNotes ColumnNotes;

ColumnNotes *column_notes_new(const Kind *kind);
void column_notes_free(ColumnNotes *notes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ColumnNotes, column_notes_free)

/* What the column is about, in the user's language. */
const char *column_notes_meaning(const ColumnNotes *notes, guint column);
/* How its cells are written, such as "a day, such as 2027-03-20". */
char *column_notes_form(const ColumnNotes *notes, guint column);
/* Whether it must be filled in. */
const char *column_notes_need(const ColumnNotes *notes, guint column);
/* What stands for a blank cell; "" when that is nothing. */
const char *column_notes_default(const ColumnNotes *notes, guint column);
const char *column_notes_example(const ColumnNotes *notes, guint column);

/* (element-type utf8): the words for a choice in the user's language, each
 * value once. */
GPtrArray *column_choice_words(const Choice *choices);
/* The word for a value of a choice; other texts stay as they are. */
const char *column_choice_word(const Choice *choices, const char *value);
