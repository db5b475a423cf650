/* Rows of tables as records: every cell in its canonical form, or an issue. */
#pragma once

#include "exchange/record/known-lists.h"
#include "exchange/table/import-table.h"

typedef struct {
    const Kind *kind;
    KnownLists *lists; /* what cells are matched against */
    IssueLog *log;
    gint year;          /* of periods that name none; 0: they are refused */
    gboolean add_items; /* unknown items of plans become new ones */
    /* (nullable): stored records by the text of their (only) key column, as
     * GStrv, which stand in where a file lacks a column that another needs. */
    GHashTable *stored;
} RecordReaderSetup;

/* An item that a plan names and nobody knew. */
typedef struct {
    char *code;
    char *name;
    char *department;
} NewItem;

typedef struct RecordReader RecordReader;

/* What @setup points to must outlive the reader. */
RecordReader *record_reader_new(const RecordReaderSetup *setup);
void record_reader_free(RecordReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RecordReader, record_reader_free)

/* The file that the next rows come from. */
void record_reader_set_table(RecordReader *reader, const ImportTable *table);
/* The year of periods of the next rows that name none, instead of the setup's;
 * @doubt (nullable) says why it may be wrong, and is the caller's. */
void record_reader_set_year(RecordReader *reader, gint year, const char *doubt);
/* Whether the next rows are those of a published table, whose objects are words
 * rather than object types of the list. */
void record_reader_set_published(RecordReader *reader, gboolean is_published);
/* The texts of the row's record in the order of the kind's columns, NULL for
 * columns that the file lacks; they stay until the next row. FALSE when a cell
 * is wrong, which the log tells. */
gboolean record_reader_read(RecordReader *reader, const ImportRow *row,
                            const char *texts[KIND_MAX_COLUMNS]) G_GNUC_WARN_UNUSED_RESULT;
/* The texts of the last row's columns, with what is stored standing in for
 * those the file lacks; never NULL. */
const char *record_reader_value(const RecordReader *reader, const char *const *texts, guint column);
/* Texts that stay until the next row. */
const char *record_reader_keep(RecordReader *reader, const char *text);

/* An error in the row read last; @column is negative for the whole row. @rule
 * and @remedy (nullable) become the log's. */
void record_reader_fail(RecordReader *reader, int column, const char *value, char *rule, char *remedy);
/* Likewise a note that many rows may deserve. */
void record_reader_note(RecordReader *reader, int column, const char *value, const char *rule,
                        const char *remedy);

/* What was read in one of several ways, and somebody has to agree with. */
typedef struct {
    guint column;
    char *text;   /* of the cell, as published */
    char *reason; /* a phrase in the user's language */
} Judgement;

/* A judgement about the row to be read next, or read last. Said again it counts
 * once; of one column the reasons are joined. @text is copied, @reason becomes
 * the reader's. Kinds other than plans get a note instead. */
void record_reader_judge(RecordReader *reader, guint column, const char *text, char *reason);
/* (element-type Judgement): those of the row read last. */
const GPtrArray *record_reader_judgements(const RecordReader *reader);
/* Forgets them: a new row begins. */
void record_reader_begin_row(RecordReader *reader, guint64 row);

/* (element-type NewItem): those made so far, in the order of their rows. */
GPtrArray *record_reader_new_items(const RecordReader *reader);
