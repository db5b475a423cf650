/* The inside of an ImportTable: import-table.c, and import-columns.c, which tells
 * what its header means. */
#pragma once

#include "exchange/table/import-table.h"

struct ImportTable {
    TitleKnowledge knowledge;
    const Kind *kind;
    char *path;
    guint file;
    IssueLog *log;
    RowSource *source;
    TableHeader header;
    int indices[N_FILE_COLUMNS]; /* where in the row; -1: not in the file */
    ImportRow row;
};

/* An issue of the whole file (row 0), or of one of its rows; takes over the texts. */
void import_table_report(ImportTable *reader, ChaSeverity severity, guint64 row, char *rule, char *remedy);

/* Finds the header before anything is read. FALSE without an error: there is
 * none, which is reported. */
gboolean import_table_find_header(ImportTable *reader, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads as far as the header's end and takes its columns. FALSE without an
 * error: something is wrong with them, which is reported. */
gboolean import_table_read_header(ImportTable *reader, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The column of the file that gives @column: itself, or one of two in one. */
int import_table_giver(const ImportTable *reader, guint column);
/* The title in the file of a column that it has. */
const char *import_table_title(const ImportTable *reader, int column);
