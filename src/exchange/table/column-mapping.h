/* What a person says of the titles of a table: which column each one means, or
 * that it is left out. Wins over the names that are known. */
#pragma once

#include "exchange/table/column-names.h"

enum {
    COLUMN_UNKNOWN = -1,
    COLUMN_LEFT_OUT = -2,
};

typedef struct ColumnMapping ColumnMapping;

ColumnMapping *column_mapping_new(const Kind *kind);
void column_mapping_free(ColumnMapping *mapping);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ColumnMapping, column_mapping_free)

/* @column is one of a file, or COLUMN_LEFT_OUT. The last word counts. */
void column_mapping_add(ColumnMapping *mapping, const char *title, int column);
/* COLUMN_UNKNOWN when nothing is said of the title. */
int column_mapping_find(const ColumnMapping *mapping, const char *title);
guint column_mapping_size(const ColumnMapping *mapping);

/* What is said of the titles of one header, as lines "title=column" in byte
 * order, titles folded; "title=-" for what is left out. NULL when nothing is
 * said of any of them. */
char *column_mapping_text(const ColumnMapping *mapping, char *const *titles, guint n_titles);
/* Such a text again; what it says of columns that the kind lacks is dropped. */
ColumnMapping *column_mapping_from_text(const Kind *kind, const char *text);

/* What makes two headers the same: their titles, folded, in byte order, each
 * once, a line each. */
char *column_header_key(char *const *titles, guint n_titles);
