#include "domain/table.h"

#include "base/i18n.h"
#include "domain/canonical.h"

#include <string.h>

struct TableReader {
    const TableForm *form;
    FileReader *file;
    guint n_fields; /* of the header; 0 before it was read */
    TableCell cells[TABLE_MAX_COLUMNS];
    /* Of the row before: what does not change need not be checked again. */
    GString *previous[TABLE_MAX_COLUMNS];
    gboolean has_previous;
    GHashTable *seen; /* (nullable): keys of a table that is not sorted */
};

TableReader *
table_reader_new(BundleSource *source, const char *path, const TableForm *form, gsize buffer_size)
{
    TableReader *reader = g_new0(TableReader, 1);

    reader->form = form;
    reader->file = file_reader_new(source, path, buffer_size);
    for (guint i = 0; i < form->n_columns; i++)
        reader->previous[i] = g_string_new(NULL);
    if (!form->is_sorted)
        reader->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return reader;
}

void
table_reader_free(TableReader *reader)
{
    if (reader == NULL)
        return;
    file_reader_free(reader->file);
    for (guint i = 0; i < reader->form->n_columns; i++)
        g_string_free(reader->previous[i], TRUE);
    g_clear_pointer(&reader->seen, g_hash_table_unref);
    g_free(reader);
}

const TableCell *
table_reader_cells(const TableReader *reader)
{
    return reader->cells;
}

guint64
table_reader_number(const TableReader *reader, guint column)
{
    guint64 number = 0;

    if (!canonical_read_number(reader->cells[column].text, reader->cells[column].length, &number))
        g_assert_not_reached(); /* the row was checked */
    return number;
}

const char *
table_reader_path(const TableReader *reader)
{
    return file_reader_path(reader->file);
}

guint64
table_reader_line_number(const TableReader *reader)
{
    return file_reader_line_number(reader->file);
}

Digest
table_reader_digest(TableReader *reader)
{
    return file_reader_digest(reader->file);
}

TablePlace
table_reader_place(const TableReader *reader)
{
    return (TablePlace){file_reader_line_offset(reader->file), table_reader_line_number(reader),
                        reader->n_fields};
}

void
table_reader_seek(TableReader *reader, const TablePlace *place)
{
    file_reader_seek(reader->file, place->offset, place->line_number);
    reader->n_fields = place->n_fields;
    reader->has_previous = FALSE;
}

static gboolean
refuse(TableReader *reader, Trouble *trouble, Rule rule, const char *text)
{
    return trouble_add_fault(trouble, rule, table_reader_path(reader), table_reader_line_number(reader), "%s",
                             text);
}

static void
take_field(TableReader *reader, guint field, char *text, gsize length)
{
    if (field < reader->form->n_columns)
        reader->cells[field] = (TableCell){text, length};
}

/* The fields of a line without quotes. */
static guint
split_plain(TableReader *reader, char *line, gsize length)
{
    char *end = line + length;
    guint n_fields = 0;

    for (;;) {
        char *comma = memchr(line, ',', (gsize)(end - line));
        char *stop = comma != NULL ? comma : end;

        *stop = '\0';
        take_field(reader, n_fields++, line, (gsize)(stop - line));
        if (comma == NULL)
            return n_fields;
        line = comma + 1;
    }
}

/* Reads the quoted field that begins at @text in its own place and returns
 * what follows it; NULL in trouble. */
static char *
unquote(TableReader *reader, char *text, gsize *ret_length, Trouble *trouble)
{
    char *to = text;
    char *from = text + 1;
    gboolean must_be_quoted = FALSE;

    for (; *from != '\0'; from++) {
        if (*from == '"') {
            if (from[1] != '"')
                break;
            from++;
        }
        must_be_quoted |= *from == '"' || *from == ',';
        *to++ = *from;
    }
    if (*from == '\0') {
        refuse(reader, trouble, RULE_T4, _("a quoted field is not closed before the end of the line"));
        return NULL;
    }
    if (from[1] != '\0' && from[1] != ',') {
        refuse(reader, trouble, RULE_T4, _("text follows the closing quote of a field; a comma must"));
        return NULL;
    }
    if (!must_be_quoted) {
        refuse(reader, trouble, RULE_T4,
               _("a field is quoted that holds neither comma nor quote; only such fields are quoted"));
        return NULL;
    }
    *ret_length = (gsize)(to - text);
    return from + 1;
}

/* The fields of a line with quotes somewhere; 0 in trouble. */
static guint
split_quoted(TableReader *reader, char *line, Trouble *trouble)
{
    guint n_fields = 0;

    for (;;) {
        char *text = line;
        char *stop = line;
        gsize length = 0;
        gboolean is_last;

        if (*line == '"') {
            stop = unquote(reader, line, &length, trouble);
            if (stop == NULL)
                return 0;
        } else {
            length = strcspn(line, ",\"");
            stop = line + length;
            if (*stop == '"') {
                refuse(reader, trouble, RULE_T4,
                       _("a quote is in a field that is not quoted; the field must be quoted and its quotes "
                         "doubled"));
                return 0;
            }
        }
        is_last = *stop == '\0';
        text[length] = '\0';
        take_field(reader, n_fields++, text, length);
        if (is_last)
            return n_fields;
        line = stop + 1;
    }
}

/* Reads a line and cuts it into fields. */
static gboolean
read_fields(TableReader *reader, guint *ret_n_fields, Trouble *trouble)
{
    char *line = NULL;
    gsize length = 0;

    if (!file_reader_next(reader->file, &line, &length, trouble) ||
        !canonical_check_line(table_reader_path(reader), table_reader_line_number(reader), line, length,
                              trouble))
        return FALSE;
    if (memchr(line, '"', length) == NULL)
        *ret_n_fields = split_plain(reader, line, length);
    else
        *ret_n_fields = split_quoted(reader, line, trouble);
    return *ret_n_fields > 0;
}

static gboolean
read_header(TableReader *reader, Trouble *trouble)
{
    const TableForm *form = reader->form;
    guint n_fields = 0;

    if (!read_fields(reader, &n_fields, trouble)) {
        if (trouble_is_set(trouble))
            return FALSE;
        return trouble_add_fault(trouble, RULE_T5, table_reader_path(reader), 0,
                                 _("the file is empty; its first line must name the columns"));
    }
    for (guint i = 0; i < form->n_columns; i++) {
        const char *expected = form->columns[i].title;
        g_autofree char *shown = NULL;

        if (i >= n_fields)
            return trouble_add_fault(trouble, RULE_T5, table_reader_path(reader), 1,
                                     _("the header has no column \"%s\", which must be column %u"), expected,
                                     i + 1);
        if (strcmp(reader->cells[i].text, expected) == 0)
            continue;
        shown = canonical_shorten(reader->cells[i].text);
        return trouble_add_fault(trouble, RULE_T5, table_reader_path(reader), 1,
                                 _("column %u of the header is \"%s\"; it must be \"%s\""), i + 1, shown,
                                 expected);
    }
    reader->n_fields = n_fields;
    return TRUE;
}

static gboolean
check_key_is_new(TableReader *reader, Trouble *trouble)
{
    g_autofree char *key = g_strdup(reader->cells[0].text);

    if (g_hash_table_add(reader->seen, g_steal_pointer(&key)))
        return TRUE;
    return trouble_add_fault(trouble, RULE_T10, table_reader_path(reader), table_reader_line_number(reader),
                             _("\"%s\" has a row already; it must have only one"), reader->cells[0].text);
}

static gboolean
check_row(TableReader *reader, Trouble *trouble)
{
    const TableForm *form = reader->form;
    int order = 0;

    for (guint i = 0; i < form->n_columns; i++) {
        const TableCell *cell = &reader->cells[i];
        GString *previous = reader->previous[i];
        int cell_order = 1;

        if (reader->has_previous)
            cell_order = table_cell_compare(cell, form->columns[i].type, previous->str, previous->len);
        if (i < form->n_keys && order == 0)
            order = cell_order;
        if (cell_order == 0)
            continue;
        if (!table_cell_check(cell, form->columns[i].type, table_reader_path(reader),
                              table_reader_line_number(reader), trouble))
            return FALSE;
        g_string_truncate(previous, 0);
        g_string_append_len(previous, cell->text, (gssize)cell->length);
    }
    reader->has_previous = TRUE;
    if (!form->is_sorted)
        return check_key_is_new(reader, trouble);
    if (order == 0)
        return refuse(reader, trouble, RULE_T10,
                      _("the row is for the same thing as the one before; each may have one row only"));
    if (order < 0)
        return refuse(reader, trouble, RULE_T10,
                      _("the row belongs before the one above it; rows must be in byte order"));
    return TRUE;
}

gboolean
table_reader_next(TableReader *reader, Trouble *trouble)
{
    guint n_fields = 0;

    if (reader->n_fields == 0 && !read_header(reader, trouble))
        return FALSE;
    if (!read_fields(reader, &n_fields, trouble))
        return FALSE;
    if (n_fields != reader->n_fields)
        return trouble_add_fault(
            trouble, RULE_T4, table_reader_path(reader), table_reader_line_number(reader),
            _("the row has %u fields; it must have %u, as the header has"), n_fields, reader->n_fields);
    return check_row(reader, trouble);
}
