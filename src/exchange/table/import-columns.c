/* What the header of a table gives: its columns, and what is wrong with them. */
#include "base/i18n.h"
#include "exchange/table/import-table-private.h"

#include <string.h>

gboolean
import_table_find_header(ImportTable *reader, GError **error)
{
    const ColumnNames *names = reader->knowledge.names;

    if (!table_header_find(&reader->header, reader->source, &reader->knowledge, error))
        return FALSE;
    if (reader->header.row > 0)
        return TRUE;
    if (reader->header.n_seen == 0)
        import_table_report(reader, CHA_SEVERITY_ERROR, 0, g_strdup(_("the file is empty")), NULL);
    else
        import_table_report(reader, CHA_SEVERITY_ERROR, 0,
                            g_strdup_printf(_("none of the first %u rows names a column of \"%s\""),
                                            reader->header.n_seen, reader->kind->name),
                            g_strdup_printf(_("begin the table with a header, such as \"%s\", \"%s\""),
                                            column_names_title(names, 0), column_names_title(names, 1)));
    return FALSE;
}

/* The columns of the kind that @column of the file gives. */
static gboolean
gives(int column, const char *name)
{
    if (column == FILE_COLUMN_PERIOD)
        return strcmp(name, "start") == 0 || strcmp(name, "end") == 0;
    if (column == FILE_COLUMN_SAMPLE_AND_TIMES)
        return strcmp(name, "sample") == 0 || strcmp(name, "times") == 0;
    return FALSE;
}

int
import_table_giver(const ImportTable *reader, guint column)
{
    if (reader->indices[column] >= 0 || column >= reader->kind->n_columns)
        return (int)column;
    for (int other = FILE_COLUMN_PERIOD; other < N_FILE_COLUMNS; other++) {
        if (reader->indices[other] >= 0 && gives(other, reader->kind->columns[column].name))
            return other;
    }
    return (int)column;
}

const char *
import_table_title(const ImportTable *reader, int column)
{
    return reader->header.titles[reader->indices[column]].title;
}

/* Whether the file has @column by two titles; else @index has it. */
static gboolean
take_column(ImportTable *reader, guint index, int column, const Place *place)
{
    if (reader->indices[column] >= 0) {
        issue_log_add(
            reader->log, CHA_SEVERITY_ERROR, place,
            g_strdup_printf(_("means the same as column \"%s\""), import_table_title(reader, column)),
            g_strdup(_("keep one of them, give the other a different title, or leave it out with "
                       "--map TITLE=-")));
        return FALSE;
    }
    reader->indices[column] = (int)index;
    return TRUE;
}

static gboolean
take_title(ImportTable *reader, guint index)
{
    const HeaderTitle *title = &reader->header.titles[index];
    Place place = import_table_place(reader, reader->header.row, -1, NULL);
    const char *name = file_column_name(reader->kind, title->column);
    char *rule = NULL;

    if (title->title == NULL || title->column == COLUMN_LEFT_OUT)
        return TRUE;
    place.position = index;
    place.title = title->title;
    if (title->meaning == TITLE_NOT_NAMED)
        rule = g_strdup_printf(_("\"%s\" has no such column; it is left out"), reader->kind->name);
    else if (title->meaning == TITLE_YIELDS)
        rule = g_strdup_printf(
            _("left out: another title means \"%s\" as well, and more exactly or before it"), name);
    else if (title->meaning == TITLE_NAMED_LOOSELY)
        rule = g_strdup_printf(_("understood as \"%s\""), name);
    if (rule != NULL)
        issue_log_add(reader->log, CHA_SEVERITY_NOTE, &place, rule, NULL);
    if (title->meaning == TITLE_NOT_NAMED || title->meaning == TITLE_YIELDS)
        return TRUE;
    return take_column(reader, index, title->column, &place);
}

/* A column may not also be given by one that holds two. */
static gboolean
check_giver(ImportTable *reader, int both)
{
    for (guint c = 0; c < reader->kind->n_columns && reader->indices[both] >= 0; c++) {
        if (reader->indices[c] < 0 || !gives(both, reader->kind->columns[c].name))
            continue;
        import_table_report(reader, CHA_SEVERITY_ERROR, reader->header.row,
                            g_strdup_printf(_("columns \"%s\" and \"%s\" mean the same"),
                                            import_table_title(reader, both),
                                            import_table_title(reader, (int)c)),
                            g_strdup(_("keep one of them, or give the other a different title")));
        return FALSE;
    }
    return TRUE;
}

/* The columns without which no row is of use. Plans without names get some, but
 * must then have what names are made of. */
static gboolean
is_needed(const ImportTable *reader, guint column)
{
    const char *name = reader->kind->columns[column].name;

    if (reader->kind->kind != CHA_KIND_PLANS || reader->indices[0] >= 0)
        return column < reader->kind->n_keys;
    return (strcmp(name, "initiator") == 0 && reader->header.captions->len == 0) ||
           strcmp(name, "sample") == 0;
}

/* Whether a plan table without names is one at all: it says what is inspected. */
static gboolean
is_plan_table(const ImportTable *reader)
{
    return reader->kind->kind == CHA_KIND_PLANS &&
           (import_table_has(reader, (guint)kind_find_column(reader->kind, "items")) ||
            import_table_has(reader, (guint)kind_find_column(reader->kind, "title")));
}

static gboolean
check_keys(ImportTable *reader)
{
    gboolean needs_key = !is_plan_table(reader);

    for (guint c = 0; c < reader->kind->n_columns; c++) {
        g_autoptr(GString) there = g_string_new(NULL);

        if (import_table_has(reader, c) || !(needs_key ? c < reader->kind->n_keys : is_needed(reader, c)))
            continue;
        for (guint i = 0; i < reader->header.n_titles; i++) {
            if (reader->header.titles[i].title != NULL)
                g_string_append_printf(there, "%s\"%s\"", there->len > 0 ? ", " : "",
                                       reader->header.titles[i].title);
        }
        import_table_report(reader, CHA_SEVERITY_ERROR, reader->header.row,
                            g_strdup_printf(_("column \"%s\" (%s) is missing; there is %s"),
                                            reader->kind->columns[c].name,
                                            column_names_title(reader->knowledge.names, c), there->str),
                            import_table_remedy(reader, c));
        return FALSE;
    }
    return TRUE;
}

/* That a mapping was taken from an earlier import is said, once. */
static void
note_remembered(ImportTable *reader)
{
    g_autoptr(GString) said = g_string_new(NULL);

    for (guint i = 0; i < reader->header.n_titles; i++) {
        const HeaderTitle *title = &reader->header.titles[i];
        const char *name =
            title->column == COLUMN_LEFT_OUT ? "-" : file_column_name(reader->kind, title->column);

        if (title->meaning == TITLE_REMEMBERED)
            g_string_append_printf(said, "%s%s=%s", said->len > 0 ? ", " : "", title->title, name);
    }
    if (said->len > 0)
        import_table_report(
            reader, CHA_SEVERITY_NOTE, reader->header.row,
            g_strdup_printf(_("columns are named as they were with --map before: %s"), said->str),
            g_strdup(_("--no-map leaves that aside")));
}

gboolean
import_table_read_header(ImportTable *reader, GError **error)
{
    const SourceRow *header = NULL;
    gboolean is_right = TRUE;

    do {
        if (!row_source_next(reader->source, &header, error))
            return FALSE;
    } while (header != NULL && header->number < reader->header.last_row);
    g_assert(header != NULL); /* it was seen before */
    for (guint i = 0; i < reader->header.n_titles; i++)
        is_right = take_title(reader, i) && is_right;
    for (int both = FILE_COLUMN_PERIOD; both < N_FILE_COLUMNS; both++)
        is_right = check_giver(reader, both) && is_right;
    note_remembered(reader);
    return check_keys(reader) && is_right;
}
