/* Tables for people, for spreadsheets and for programs, from one header and
 * rows of texts. */
#pragma once

#include <choucha/output.h>

typedef enum {
    OUTPUT_TEXT,   /* left-aligned; a string in JSON, a text in workbooks */
    OUTPUT_NUMBER, /* right-aligned; a number in JSON, null when blank */
    OUTPUT_RATIO,  /* a number with two digits behind the point */
    OUTPUT_DAY,    /* like a text, and a day in workbooks */
} OutputColumnType;

typedef struct {
    const char *name;  /* in CSV and JSON, never translated */
    const char *title; /* (nullable): for people, to be translated; NULL: the name */
    OutputColumnType type;
} OutputColumn;

typedef struct TableWriter TableWriter;

/* @columns must outlive the writer. Nothing is written yet. */
TableWriter *table_writer_new(ChaTableFormat format, const OutputColumn *columns, guint n_columns,
                              ChaWriter write, gpointer data);
/* What the sheet of a workbook is called; before the first row. */
void table_writer_set_title(TableWriter *writer, const char *title);
void table_writer_free(TableWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TableWriter, table_writer_free)

/* One row of as many texts as there are columns, UTF-8; NULL is a blank. Memory
 * stays bounded: a terminal's columns are as wide as the first thousand rows
 * need, and later cells may stick out. */
gboolean table_writer_add(TableWriter *writer, const char *const *texts,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Ends the table; also one without rows has its header. */
gboolean table_writer_finish(TableWriter *writer, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the format is one that people read, so that words are translated. */
gboolean table_format_is_for_people(ChaTableFormat format);
