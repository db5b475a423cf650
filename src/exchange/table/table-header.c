#include "exchange/table/table-header.h"

#include "base/i18n.h"
#include "base/text.h"
#include "domain/credit-code.h"
#include "exchange/record/cell.h"

#include <string.h>

enum {
    HEADER_ROWS = 20, /* with content, among which the header is looked for */
    SAMPLE_ROWS = 20, /* below it, whose cells are looked at */
    MAX_CANDIDATES = 3,
    MAX_CAPTIONS = 64
};

gboolean
source_row_is_blank(const SourceRow *row)
{
    for (guint i = 0; i < row->n_cells; i++) {
        if (row->lengths[i] > 0 && !text_is_blank(row->cells[i]))
            return FALSE;
    }
    return TRUE;
}

/* The best header seen so far while rows are looked at. */
typedef struct {
    TableHeader *header;
    guint n_columns;
    guint n_seen; /* rows with content */
    char trying;  /* the separator that the rows are read with now */
} HeaderSearch;

static gboolean
look_at_row(const SourceRow *row, gpointer data)
{
    HeaderSearch *search = data;
    TableHeader *header = search->header;
    HeaderTitle *titles;
    guint n_columns;

    if (source_row_is_blank(row))
        return TRUE;
    titles = header_titles_read(header->knowledge, row);
    n_columns = header_titles_count_columns(titles, row->n_cells);
    if (n_columns > search->n_columns) {
        search->n_columns = n_columns;
        header_titles_free(header->titles, header->n_titles);
        header->titles = g_steal_pointer(&titles);
        header->n_titles = row->n_cells;
        header->row = row->number;
        header->separator = search->trying;
    } else {
        header_titles_free(titles, row->n_cells);
    }
    return ++search->n_seen < HEADER_ROWS;
}

static void
look_at_cell(HeaderTitle *title, char *cell)
{
    g_autofree char *text = text_half_width(cell);
    ChaDay day;

    if (*text == '\0')
        return;
    title->n_filled++;
    if (credit_code_examine(text, strlen(text)) == CREDIT_CODE_RIGHT)
        title->n_codes++;
    else if (strlen(text) == 6 && strspn(text, "0123456789") == 6 && *text >= '1' && *text <= '8')
        title->n_districts++;
    else if (cell_read_day(text, &day))
        title->n_days++;
}

typedef struct {
    TableHeader *header;
    guint n_seen;
} Sampling;

static gboolean
look_below(const SourceRow *row, gpointer data)
{
    Sampling *sampling = data;
    TableHeader *header = sampling->header;

    if (row->number <= header->row || source_row_is_blank(row))
        return TRUE;
    for (guint i = 0; i < MIN(row->n_cells, header->n_titles); i++) {
        if (header->titles[i].title != NULL)
            look_at_cell(&header->titles[i], row->cells[i]);
    }
    return ++sampling->n_seen < SAMPLE_ROWS;
}

/* Whether @row goes on with the header: each of its cells has the title above
 * it, or a title with a meaning where there is none above. */
static gboolean
goes_on(const TableHeader *header, char *const *titles, guint n_titles)
{
    guint n_new = 0;

    for (guint i = 0; i < n_titles; i++) {
        const HeaderTitle *above = i < header->n_titles ? &header->titles[i] : NULL;

        if (titles[i] == NULL || (above != NULL && g_strcmp0(titles[i], above->title) == 0))
            continue;
        if ((above != NULL && above->column >= 0) ||
            column_names_find(header->knowledge->names, titles[i]) < 0)
            return FALSE;
        n_new++;
    }
    return n_new > 0;
}

/* Puts the titles of a second row in the place of those above them. */
static void
go_on(TableHeader *header, const SourceRow *row)
{
    HeaderTitle *below = header_titles_read(header->knowledge, row);
    guint n_titles = MAX(header->n_titles, row->n_cells);

    below = g_renew(HeaderTitle, below, n_titles);
    for (guint i = 0; i < header->n_titles; i++) {
        if (i >= row->n_cells || below[i].title == NULL)
            below[i] = header->titles[i];
        else
            g_free(header->titles[i].title);
    }
    g_free(header->titles);
    header->titles = below;
    header->n_titles = n_titles;
    header->last_row = row->number;
    header_titles_let_weaker_yield(header->knowledge->kind, header->titles, header->n_titles);
}

static gboolean
look_around(const SourceRow *row, gpointer data)
{
    TableHeader *header = data;
    char **titles;

    if (row->number == header->row || source_row_is_blank(row))
        return TRUE;
    titles = header_titles_of(row);
    if (row->number > header->row && goes_on(header, titles, row->n_cells))
        go_on(header, row);
    for (guint i = 0; i < row->n_cells; i++) {
        if (row->number < header->row && titles[i] != NULL && header->captions->len < MAX_CAPTIONS)
            g_ptr_array_add(header->captions, g_strdup(titles[i]));
        g_free(titles[i]);
    }
    g_free(titles);
    return row->number < header->row;
}

static gboolean
means(const TableHeader *header, int column)
{
    for (guint i = 0; i < header->n_titles; i++) {
        if (header->titles[i].column == column)
            return TRUE;
    }
    return FALSE;
}

static gboolean
lacks_required(const TableHeader *header)
{
    const Kind *kind = header->knowledge->kind;

    for (guint c = 0; c < kind->n_columns; c++) {
        if (kind->columns[c].role != COLUMN_OPTIONAL && !means(header, (int)c))
            return TRUE;
    }
    return FALSE;
}

gboolean
table_header_find(TableHeader *header, RowSource *source, const TitleKnowledge *knowledge, GError **error)
{
    HeaderSearch search = {.header = header};
    Sampling sampling = {.header = header};

    *header = (TableHeader){.knowledge = knowledge, .separator = ',', .n_seen = HEADER_ROWS};
    for (const char *separator = row_source_separators(source); *separator != '\0'; separator++) {
        search.trying = *separator;
        search.n_seen = 0;
        if (!row_source_peek(source, *separator, look_at_row, &search, error))
            return FALSE;
        /* A row of commas is blank only for one of them. */
        header->n_seen = MIN(header->n_seen, search.n_seen);
    }
    row_source_set_separator(source, header->separator);
    header->last_row = header->row;
    header->captions = g_ptr_array_new_with_free_func(g_free);
    if (header->row > 0 && knowledge->kind->kind == CHA_KIND_PLANS &&
        !row_source_peek(source, header->separator, look_around, header, error))
        return FALSE;
    return header->row == 0 || !lacks_required(header) ||
           row_source_peek(source, header->separator, look_below, &sampling, error);
}

void
table_header_clear(TableHeader *header)
{
    header_titles_free(header->titles, header->n_titles);
    header->titles = NULL;
    g_clear_pointer(&header->captions, g_ptr_array_unref);
    header->n_titles = 0;
}

/* Whether the cells below a title are what @column holds. */
static gboolean
looks_like(const HeaderTitle *title, const Column *column)
{
    guint n_alike = 0;

    if (column->type == VALUE_TARGET)
        n_alike = title->n_codes;
    else if (column->type == VALUE_DISTRICT)
        n_alike = title->n_districts;
    else if (column->type == VALUE_DAY)
        n_alike = title->n_days;
    return n_alike > 0 && 2 * n_alike >= title->n_filled;
}

GPtrArray *
table_header_candidates(const TableHeader *header, guint column)
{
    const Column *what = &header->knowledge->kind->columns[column];
    GPtrArray *candidates = g_ptr_array_new();

    /* What the cells say is stronger than what the title resembles. */
    for (guint pass = 0; pass < 2 && candidates->len == 0; pass++) {
        for (guint i = 0; i < header->n_titles && candidates->len < MAX_CANDIDATES; i++) {
            const HeaderTitle *title = &header->titles[i];

            if (title->title == NULL || title->meaning != TITLE_NOT_NAMED)
                continue;
            if (pass == 0 ? looks_like(title, what)
                          : column_names_resemble(header->knowledge->names, title->title, column))
                g_ptr_array_add(candidates, title->title);
        }
    }
    return candidates;
}

char *
table_header_remedy(const TableHeader *header, guint column)
{
    g_autoptr(GPtrArray) candidates = table_header_candidates(header, column);
    const char *name = header->knowledge->kind->columns[column].name;
    g_autoptr(GString) titles = g_string_new(NULL);

    if (candidates->len == 0)
        return g_strdup_printf(_("give the column that has it this title, or name it with --map TITLE=%s"),
                               name);
    for (guint i = 0; i < candidates->len; i++)
        g_string_append_printf(titles, "%s\"%s\"", i > 0 ? ", " : "",
                               (const char *)g_ptr_array_index(candidates, i));
    return g_strdup_printf(_("perhaps it is %s; give it this title, or name it with --map %s=%s"),
                           titles->str, (const char *)g_ptr_array_index(candidates, 0), name);
}
