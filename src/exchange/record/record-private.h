/* Inside of a record reader: the cell being read. */
#pragma once

#include "exchange/record/record-reader.h"

struct RecordReader {
    RecordReaderSetup setup;
    const ImportTable *table;
    guint64 row;
    guint column;           /* being read */
    const char *raw;        /* (nullable): its cell as it stands in the file; NULL: blank */
    guint64 n_notes;        /* made so far */
    gboolean is_published;  /* plans of a table that gives them no names */
    const char *year_doubt; /* (nullable): why setup.year may be wrong */
    /* Texts that are not those of the file, until the next row. */
    GStringChunk *kept;
    gsize kept_bytes;
    /* By column: cell as in the file → canonical text, for lists and other
     * cells that cost something to read and repeat from row to row. */
    GHashTable *remembered[KIND_MAX_COLUMNS];
    GPtrArray *new_items;
    GPtrArray *judgements; /* Judgement; of this row */
    /* (nullable): departments that the initiator's cell names besides the first */
    char *other_initiators;
    guint n_leading; /* departments of the cell being read of which it says that they lead */
};

/* An error in the cell being read; always NULL, to be returned. @rule and
 * @remedy (nullable) are taken over. */
const char *record_cell_fail(RecordReader *reader, char *rule, char *remedy);
/* A note about the cell being read; texts are copied. */
void record_cell_note(RecordReader *reader, const char *rule, const char *remedy);

/* Always NULL as well: the cell must not be blank. */
const char *record_cell_fail_as_blank(RecordReader *reader);
/* The text of a cell of a column of the kind; NULL after an error. */
const char *record_read_cell(RecordReader *reader, guint column, char *cell, gsize length,
                             const char *const *texts);
/* Whether what is special about a cell of the file's @file_column lets it be read;
 * errors are reported of @column. */
gboolean record_check_row_mark(RecordReader *reader, const ImportRow *row, guint file_column, guint column);
/* Plans: how many are drawn, how often and when, of all the cells that say so; FALSE
 * after an error. The sample first, then the times, then the period. */
gboolean record_read_sample(RecordReader *reader, const ImportRow *row, const char **texts);
gboolean record_read_times(RecordReader *reader, const ImportRow *row, const char **texts);
gboolean record_read_period(RecordReader *reader, const ImportRow *row, const char **texts);
/* Plans: a cell for the first or the last day that is no plain day. */
const char *record_read_plan_day(RecordReader *reader, const Column *column, const char *text);
/* Plans: who initiates besides the initiator takes part. */
void record_add_initiators(RecordReader *reader, const char **texts);
/* A judgement about the cell being read; @reason is taken over. */
void record_cell_judge(RecordReader *reader, char *reason);

/* Whether departments may be called what people call them, and not only by
 * code and exact name. */
gboolean record_departments_are_free(const RecordReader *reader);
/* The only department of a cell; of several the first, and the others become
 * participants. */
const char *record_read_initiator(RecordReader *reader, const char *text);
/* What stands for an object that no item has, in words that @piece are part of. */
const char *record_unknown_object(RecordReader *reader, const char *piece, const char *const *texts);
/* A list of departments, "*" for those concerned; FALSE after an error. */
gboolean record_read_departments(RecordReader *reader, const char *cell, GPtrArray *elements);

/* How the elements of one kind of list are found. */
typedef struct {
    /* The canonical text goes to @ret_element. */
    Match (*find)(RecordReader *reader, const char *piece, GHashTable *departments, const char **ret_element);
    /* What stands for a piece that is not found: a text, or NULL after an error. */
    const char *(*unknown)(RecordReader *reader, const char *piece, const char *const *texts);
    /* Whether a piece with some parts unknown stays whole. */
    gboolean keeps_whole;
} ElementType;

/* NULL for lists whose elements are not matched against anything known. */
const ElementType *record_element_type(ValueType type);

/* A cell with one value: the canonical text, or NULL after an error. @text is
 * clean and, but for names, half-width. It may be written to. */
const char *record_read_value(RecordReader *reader, const Column *column, char *text);
/* Whether the cell being read, with something special about it, can be read all
 * the same: else FALSE after an error. */
gboolean record_check_mark(RecordReader *reader, const Column *column, CellMark mark);
/* Whether a column holds lists, which record_read_list() reads. */
gboolean record_is_list(ValueType type);
/* The departments that take part in the plan or joint inspection of a row. */
GHashTable *record_departments_of(const RecordReader *reader, const char *const *texts);
/* A cell with a list, as it stands in the file. @texts are those of the row
 * that were read already. */
const char *record_read_list(RecordReader *reader, const Column *column, const char *cell,
                             const char *const *texts);
