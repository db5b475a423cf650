#include "exchange/table/header-title.h"

#include "base/text.h"
#include "exchange/table/own-marks.h"

#include <string.h>

char **
header_titles_of(const SourceRow *row)
{
    char **titles = g_new0(char *, row->n_cells + 1);

    for (guint i = 0; i < row->n_cells; i++) {
        g_autofree char *title = NULL;

        if (row->marks != NULL && (row->marks[i] & CELL_REPEATS_LEFT) != 0)
            continue;
        title = text_trim(row->cells[i]);
        if (*title != '\0' && !own_marks_is_reasons(title))
            titles[i] = g_steal_pointer(&title);
    }
    return titles;
}

void
header_titles_free(HeaderTitle *titles, guint n_titles)
{
    for (guint i = 0; i < n_titles; i++)
        g_free(titles[i].title);
    g_free(titles);
}

/* What people said of these titles: for this import, or else before. */
static const ColumnMapping *
find_mapping(const TitleKnowledge *knowledge, char *const *titles, guint n_titles)
{
    g_autofree char *key = NULL;

    for (guint i = 0; knowledge->given != NULL && i < n_titles; i++) {
        if (titles[i] != NULL && column_mapping_find(knowledge->given, titles[i]) != COLUMN_UNKNOWN)
            return knowledge->given;
    }
    if (knowledge->remembered == NULL || g_hash_table_size(knowledge->remembered) == 0)
        return NULL;
    key = column_header_key(titles, n_titles);
    return g_hash_table_lookup(knowledge->remembered, key);
}

static void
find_meaning(HeaderTitle *title, const TitleKnowledge *knowledge, const ColumnMapping *mapping)
{
    TitleFit fit;

    if (mapping != NULL)
        title->column = column_mapping_find(mapping, title->title);
    if (title->column != COLUMN_UNKNOWN) {
        title->meaning = mapping == knowledge->given ? TITLE_GIVEN : TITLE_REMEMBERED;
        return;
    }
    title->column = column_names_fit(knowledge->names, title->title, &fit);
    if (title->column >= 0)
        title->meaning = fit == TITLE_EXACT ? TITLE_NAMED : TITLE_NAMED_LOOSELY;
}

static guint
weight(const HeaderTitle *title)
{
    switch (title->meaning) {
    case TITLE_GIVEN:
    case TITLE_REMEMBERED:
        return 3;
    case TITLE_NAMED:
        return 2;
    case TITLE_NAMED_LOOSELY:
        return 1;
    case TITLE_NOT_NAMED:
    case TITLE_YIELDS:
    default:
        return 0;
    }
}

static gboolean
is_optional(const Kind *kind, int column)
{
    return (guint)column < kind->n_columns && kind->columns[column].role == COLUMN_OPTIONAL;
}

void
header_titles_let_weaker_yield(const Kind *kind, HeaderTitle *titles, guint n_titles)
{
    guint most[N_FILE_COLUMNS] = {0};
    gboolean taken[N_FILE_COLUMNS] = {FALSE};

    for (guint i = 0; i < n_titles; i++) {
        if (titles[i].column >= 0)
            most[titles[i].column] = MAX(most[titles[i].column], weight(&titles[i]));
    }
    for (guint i = 0; i < n_titles; i++) {
        int column = titles[i].column;

        if (column < 0)
            continue;
        if (weight(&titles[i]) < most[column] ||
            (taken[column] && titles[i].meaning == TITLE_NAMED_LOOSELY && is_optional(kind, column)))
            titles[i].meaning = TITLE_YIELDS;
        else
            taken[column] = TRUE;
    }
}

/* Whether a title for how many are drawn says that they are counted: 抽查户数. */
static gboolean
is_number(const char *title)
{
    return strstr(title, "数") != NULL && strstr(title, "比例") == NULL;
}

/* Of two titles for how many plans draw, one of a ratio and one of a number, the
 * latter is a column of its own. */
static void
part_ratio_and_number(const Kind *kind, HeaderTitle *titles, guint n_titles)
{
    int sample = kind->kind == CHA_KIND_PLANS ? kind_find_column(kind, "sample") : -1;
    guint n_ratios = 0;
    guint n_numbers = 0;

    for (guint i = 0; i < n_titles; i++) {
        if (sample < 0 || (titles[i].column != sample && titles[i].column != FILE_COLUMN_SAMPLE_AND_TIMES))
            continue;
        if (is_number(titles[i].title))
            n_numbers++;
        else
            n_ratios++;
    }
    for (guint i = 0; i < n_titles && n_ratios == 1 && n_numbers == 1; i++) {
        if (titles[i].column == sample && is_number(titles[i].title))
            titles[i].column = FILE_COLUMN_NUMBER;
    }
}

/* 抽查计划名称 beside 抽查任务名称: a plan there is what holds several tasks, and its
 * tasks are what is drawn for. */
static void
let_plans_yield_to_tasks(const Kind *kind, HeaderTitle *titles, guint n_titles)
{
    gboolean has_task[N_FILE_COLUMNS] = {FALSE};

    if (kind->kind != CHA_KIND_PLANS)
        return;
    for (guint i = 0; i < n_titles; i++) {
        if (titles[i].column >= 0 && strstr(titles[i].title, "任务") != NULL)
            has_task[titles[i].column] = TRUE;
    }
    for (guint i = 0; i < n_titles; i++) {
        if (titles[i].column >= 0 && has_task[titles[i].column] && weight(&titles[i]) < 3 &&
            strstr(titles[i].title, "计划") != NULL && strstr(titles[i].title, "任务") == NULL)
            titles[i].meaning = TITLE_YIELDS;
    }
}

HeaderTitle *
header_titles_read(const TitleKnowledge *knowledge, const SourceRow *row)
{
    g_autofree char **texts = header_titles_of(row);
    const ColumnMapping *mapping = find_mapping(knowledge, texts, row->n_cells);
    HeaderTitle *titles = g_new0(HeaderTitle, MAX(row->n_cells, 1));

    for (guint i = 0; i < row->n_cells; i++) {
        titles[i].title = texts[i];
        titles[i].column = COLUMN_UNKNOWN;
        if (texts[i] != NULL)
            find_meaning(&titles[i], knowledge, mapping);
    }
    part_ratio_and_number(knowledge->kind, titles, row->n_cells);
    let_plans_yield_to_tasks(knowledge->kind, titles, row->n_cells);
    header_titles_let_weaker_yield(knowledge->kind, titles, row->n_cells);
    return titles;
}

guint
header_titles_count_columns(const HeaderTitle *titles, guint n_titles)
{
    gboolean named[N_FILE_COLUMNS] = {FALSE};
    guint n_columns = 0;

    for (guint i = 0; i < n_titles; i++) {
        if (titles[i].column < 0 || named[titles[i].column])
            continue;
        named[titles[i].column] = TRUE;
        n_columns++;
    }
    return n_columns;
}
