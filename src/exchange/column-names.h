/* What the columns of tables are called, in English (domain/kind.h) and in
 * Chinese (data/columns.csv). */
#pragma once

#include "domain/kind.h"

/* Columns of a file: those of its kind by index, and two that hold two columns
 * in one. */
enum {
    FILE_COLUMN_PERIOD = KIND_MAX_COLUMNS, /* `start` and `end` of a plan */
    FILE_COLUMN_SAMPLE_AND_TIMES,          /* `sample` and `times` */
    N_FILE_COLUMNS
};

typedef struct ColumnNames ColumnNames;

ColumnNames *column_names_new(const Kind *kind);
void column_names_free(ColumnNames *names);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ColumnNames, column_names_free)

/* The column that a title names, or -1. Blanks, line ends, full or half width,
 * the case of A–Z, an asterisk and what stands in brackets make no difference,
 * unless a name with brackets fits better. */
int column_names_find(const ColumnNames *names, const char *title);
/* How people call a column: its first alias, or its English name. */
const char *column_names_title(const ColumnNames *names, guint column);
/* Whether the user reads Chinese, and so titles and choices are shown in it. */
gboolean column_names_are_chinese(void);
/* The title of a column in the user's language. */
const char *column_names_shown(const ColumnNames *names, guint column);
/* What records of a kind are called, in the user's language. */
const char *column_names_kind(const Kind *kind);
