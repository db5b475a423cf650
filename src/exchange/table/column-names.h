/* What the columns of tables are called, in English (domain/kind.h) and in
 * Chinese (data/columns.csv, where "?" behind a name says that it is often used
 * for something else: it fits only loosely). */
#pragma once

#include "domain/kind.h"

/* Columns of a file: those of its kind by index, two that hold two columns in
 * one, and five of published plan tables that are in no record. */
enum {
    FILE_COLUMN_PERIOD = KIND_MAX_COLUMNS, /* `start` and `end` of a plan */
    FILE_COLUMN_SAMPLE_AND_TIMES,          /* `sample` and `times` */
    FILE_COLUMN_NUMBER,                    /* 抽查数量, beside a column for the ratio */
    FILE_COLUMN_SERIAL,                    /* 序号: the number of the row or of a group of rows */
    FILE_COLUMN_AREA,                      /* 抽查领域 */
    FILE_COLUMN_YEAR,                      /* 年度, of periods that name none */
    FILE_COLUMN_ACCEPT,                    /* 确认: whether the row's judgements are accepted */
    N_FILE_COLUMNS
};

/* How closely a title has the name of a column. */
typedef enum {
    TITLE_UNKNOWN,
    TITLE_LOOSE, /* without its brackets, numbering, units or marks, or by a name with "?" */
    TITLE_EXACT, /* but for blanks, line ends, width, the case of A–Z, asterisks */
} TitleFit;

typedef struct ColumnNames ColumnNames;

ColumnNames *column_names_new(const Kind *kind);
void column_names_free(ColumnNames *names);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ColumnNames, column_names_free)

/* The column that a title names, or -1. Blanks, line ends, full or half width,
 * the case of A–Z, an asterisk and what stands in brackets make no difference,
 * unless a name with brackets fits better; nor do a number before it ("3、"),
 * a unit after it ("/户", "%") and signs at its ends. "A/B" is what A and B
 * both are. */
int column_names_find(const ColumnNames *names, const char *title);
/* The same; how closely it fits goes to @ret_fit. */
int column_names_fit(const ColumnNames *names, const char *title, TitleFit *ret_fit);
/* How people call a column: its first alias, or its English name. */
const char *column_names_title(const ColumnNames *names, guint column);
/* Whether the user reads Chinese, and so titles and choices are shown in it. */
gboolean column_names_are_chinese(void);
/* The title of a column in the user's language. */
const char *column_names_shown(const ColumnNames *names, guint column);
/* What records of a kind are called, in the user's language. */
const char *column_names_kind(const Kind *kind);
/* Whether a title is written like one of the names of a column. */
gboolean column_names_resemble(const ColumnNames *names, const char *title, guint column);
/* A title in the form in which titles are the same. */
char *column_title_fold(const char *title);

/* The name of a column of a file as data/columns.csv and mappings have it:
 * "sample", "start+end". NULL for none. */
const char *file_column_name(const Kind *kind, int column);
/* The column of that name, or -1. */
int file_column_find(const Kind *kind, const char *name);
