#include "base/i18n.h"
#include "base/text.h"
#include "exchange/record/cell.h"
#include "exchange/record/record-private.h"

#include <string.h>

enum {
    KEPT_BYTES = 65536,     /* after which the texts of past rows are given back */
    REMEMBERED_CELLS = 4096 /* of one column */
};

static void
new_item_free(gpointer data)
{
    NewItem *item = data;

    g_free(item->code);
    g_free(item->name);
    g_free(item->department);
    g_free(item);
}

static void
judgement_free(gpointer data)
{
    Judgement *judgement = data;

    g_free(judgement->text);
    g_free(judgement->reason);
    g_free(judgement);
}

RecordReader *
record_reader_new(const RecordReaderSetup *setup)
{
    RecordReader *reader = g_new0(RecordReader, 1);

    reader->setup = *setup;
    reader->kept = g_string_chunk_new(4096);
    reader->new_items = g_ptr_array_new_with_free_func(new_item_free);
    reader->judgements = g_ptr_array_new_with_free_func(judgement_free);
    for (guint c = 0; c < setup->kind->n_columns; c++)
        reader->remembered[c] = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return reader;
}

void
record_reader_free(RecordReader *reader)
{
    if (reader == NULL)
        return;
    g_string_chunk_free(reader->kept);
    g_ptr_array_unref(reader->new_items);
    g_ptr_array_unref(reader->judgements);
    g_free(reader->other_initiators);
    for (guint c = 0; c < KIND_MAX_COLUMNS; c++)
        g_clear_pointer(&reader->remembered[c], g_hash_table_unref);
    g_free(reader);
}

void
record_reader_set_table(RecordReader *reader, const ImportTable *table)
{
    reader->table = table;
}

GPtrArray *
record_reader_new_items(const RecordReader *reader)
{
    return reader->new_items;
}

const char *
record_reader_keep(RecordReader *reader, const char *text)
{
    gsize length = strlen(text);

    reader->kept_bytes += length + 1;
    return g_string_chunk_insert_len(reader->kept, text, (gssize)length);
}

void
record_reader_fail(RecordReader *reader, int column, const char *value, char *rule, char *remedy)
{
    Place place = import_table_place(reader->table, reader->row, column, value);

    issue_log_add(reader->setup.log, CHA_SEVERITY_ERROR, &place, rule, remedy);
}

void
record_reader_note(RecordReader *reader, int column, const char *value, const char *rule, const char *remedy)
{
    Place place = import_table_place(reader->table, reader->row, column, value);

    reader->n_notes++;
    issue_log_note(reader->setup.log, &place, rule, remedy);
}

void
record_reader_set_year(RecordReader *reader, gint year, const char *doubt)
{
    reader->setup.year = year;
    reader->year_doubt = doubt;
}

void
record_reader_set_published(RecordReader *reader, gboolean is_published)
{
    reader->is_published = is_published;
}

const GPtrArray *
record_reader_judgements(const RecordReader *reader)
{
    return reader->judgements;
}

void
record_reader_begin_row(RecordReader *reader, guint64 row)
{
    reader->row = row;
    g_ptr_array_set_size(reader->judgements, 0);
}

const char *
record_cell_fail(RecordReader *reader, char *rule, char *remedy)
{
    record_reader_fail(reader, (int)reader->column, reader->raw, rule, remedy);
    return NULL;
}

void
record_cell_note(RecordReader *reader, const char *rule, const char *remedy)
{
    record_reader_note(reader, (int)reader->column, reader->raw, rule, remedy);
}

const char *
record_reader_value(const RecordReader *reader, const char *const *texts, guint column)
{
    char *const *stored = NULL;

    if (texts[column] != NULL)
        return texts[column];
    if (reader->setup.stored != NULL && texts[0] != NULL)
        stored = g_hash_table_lookup(reader->setup.stored, texts[0]);
    return stored != NULL ? stored[column] : "";
}

const char *
record_cell_fail_as_blank(RecordReader *reader)
{
    reader->raw = NULL;
    return record_cell_fail(reader, g_strdup(_("a required cell is blank")),
                            g_strdup(_("fill it in; of merged cells only the first has the text")));
}

/* The text without what full width, blanks and line ends add. */
static char *
clean(RecordReader *reader, const Column *column, const char *cell)
{
    gboolean keeps_width = column->type == VALUE_NAME;
    g_autofree char *half_width = keeps_width ? NULL : text_half_width(cell);
    g_autofree char *trimmed = text_trim(keeps_width ? cell : half_width);

    for (char *at = trimmed; *at != '\0'; at++) {
        if (*at == '\t')
            *at = ' ';
    }
    return (char *)record_reader_keep(reader, trimmed);
}

static const char *
read_value(RecordReader *reader, const Column *column, char *cell, gsize length)
{
    char *text = cell;

    if (!cell_is_plain(cell, length)) {
        text = clean(reader, column, cell);
        if (text_has_control_characters(text, strlen(text)))
            return record_cell_fail(reader, g_strdup(_("a control character is in the text")),
                                    g_strdup(_("type the cell again")));
    }
    return record_read_value(reader, column, text);
}

/* Whether reading a cell is worth being remembered, and depends on nothing but
 * the cell. */
static gboolean
is_memorable(ValueType type)
{
    return type == VALUE_DEPARTMENT || (record_is_list(type) && type != VALUE_ITEMS);
}

/* @cell may be changed; @raw of the reader is what it was. */
static const char *
read_filled(RecordReader *reader, const Column *column, char *cell, gsize length, const char *const *texts)
{
    GHashTable *remembered = reader->remembered[reader->column];
    guint64 n_notes = reader->n_notes;
    const char *text;

    if (is_memorable(column->type)) {
        text = g_hash_table_lookup(remembered, cell);
        if (text != NULL)
            return text;
    }
    text = record_is_list(column->type) ? record_read_list(reader, column, cell, texts)
                                        : read_value(reader, column, cell, length);
    if (text != NULL && *text == '\0' && column->role != COLUMN_OPTIONAL)
        return record_cell_fail_as_blank(reader); /* nothing but separators */
    if (text != NULL && is_memorable(column->type) && reader->n_notes == n_notes &&
        g_hash_table_size(remembered) < REMEMBERED_CELLS)
        g_hash_table_insert(remembered, g_strdup(cell), g_strdup(text));
    return text;
}

const char *
record_read_cell(RecordReader *reader, guint column, char *cell, gsize length, const char *const *texts)
{
    const Column *what = &reader->setup.kind->columns[column];

    reader->column = column;
    reader->raw = cell;
    if (length == 0 || (!cell_is_plain(cell, length) && text_is_blank(cell)))
        return what->role == COLUMN_OPTIONAL ? "" : record_cell_fail_as_blank(reader);
    /* Targets are tidied in place, and the issue shows what the file has. */
    if (what->type == VALUE_TARGET || what->type == VALUE_CAMPAIGN)
        reader->raw = record_reader_keep(reader, cell);
    return read_filled(reader, what, cell, length, texts);
}

gboolean
record_check_row_mark(RecordReader *reader, const ImportRow *row, guint file_column, guint column)
{
    CellMark mark = (CellMark)row->marks[file_column];

    if (mark == CELL_FINE)
        return TRUE;
    reader->column = column;
    reader->raw = row->cells[file_column];
    return record_check_mark(reader, &reader->setup.kind->columns[column], mark);
}

/* What several columns of a plan may say. */
static gboolean
is_read_together(const Kind *kind, guint column)
{
    return kind->kind == CHA_KIND_PLANS &&
           (kind->columns[column].type == VALUE_SAMPLE || strcmp(kind->columns[column].name, "times") == 0);
}

static gboolean
read_together(RecordReader *reader, const ImportRow *row, const char **texts)
{
    gboolean is_right;

    if (reader->setup.kind->kind != CHA_KIND_PLANS)
        return TRUE;
    is_right = record_read_sample(reader, row, texts);
    is_right = record_read_times(reader, row, texts) && is_right;
    return record_read_period(reader, row, texts) && is_right;
}

gboolean
record_reader_read(RecordReader *reader, const ImportRow *row, const char *texts[KIND_MAX_COLUMNS])
{
    const Kind *kind = reader->setup.kind;
    gboolean is_right = TRUE;

    if (reader->row != row->number)
        record_reader_begin_row(reader, row->number);
    g_clear_pointer(&reader->other_initiators, g_free);
    if (reader->kept_bytes > KEPT_BYTES) {
        g_string_chunk_clear(reader->kept);
        reader->kept_bytes = 0;
    }
    if (row->fault != NULL) {
        record_reader_fail(reader, -1, NULL, g_strdup(row->fault),
                           g_strdup(_("put cells that hold a separator or a quote into quotes")));
        return FALSE;
    }
    memset(texts, 0, sizeof *texts * KIND_MAX_COLUMNS);
    /* What an item's name means depends on the departments: items come last. */
    for (guint pass = 0; pass < 2; pass++) {
        for (guint c = 0; c < kind->n_columns; c++) {
            if (row->cells[c] == NULL || is_read_together(kind, c) ||
                (kind->columns[c].type == VALUE_ITEMS) != (pass == 1))
                continue;
            if (record_check_row_mark(reader, row, c, c))
                texts[c] = record_read_cell(reader, c, row->cells[c], row->lengths[c], texts);
            is_right = is_right && texts[c] != NULL;
        }
        if (pass == 0 && is_right)
            record_add_initiators(reader, texts);
    }
    return read_together(reader, row, texts) && is_right;
}
