/* Plans from tables, choucha's own and those that cities publish. */
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/plan/plan-number.h"
#include "exchange/plan/plan-rows.h"
#include "exchange/plan/plan-year.h"
#include "exchange/record/list-split.h"
#include "office/enrolling-private.h"

#include <string.h>

enum { ROWS_BETWEEN_REPORTS = 256 };

/* A table while its plans are read. */
typedef struct {
    Import *import;
    const ImportTable *table;
    guint file;
    gboolean has_names;  /* its plans have names of their own */
    gboolean has_period; /* and periods */
    gint year;           /* of periods that name none; 0: none is known */
    char *year_doubt;    /* (nullable): why it may be another */
    char *initiator;     /* (nullable): whom the title names, when there is no such column */
    gint plan_year;      /* likewise, of the plan being read */
    const char *plan_doubt;
    PlanNumbers *numbers;
    PlanRow *plan; /* being read */
} PlanTable;

static void
plan_table_clear(PlanTable *table)
{
    g_free(table->year_doubt);
    g_free(table->initiator);
    plan_numbers_free(table->numbers);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PlanTable, plan_table_clear)

static guint
column_of(const char *name)
{
    int column = kind_find_column(kind_get(CHA_KIND_PLANS), name);

    g_assert(column >= 0);
    return (guint)column;
}

static gboolean
has_period(const ImportTable *table)
{
    return import_table_has(table, column_of("start")) || import_table_has(table, column_of("end"));
}

gboolean
import_makes_up(const Import *import, const ImportTable *table, guint column)
{
    if (import->kind->kind != CHA_KIND_PLANS)
        return FALSE;
    /* Who initiates besides the initiator; and times that the ratio or the period tells. */
    if (column == column_of("participants") || column == column_of("times"))
        return TRUE;
    if (import_table_has(table, 0))
        return FALSE;
    return column == 0 || column == column_of("title") || column == column_of("initiator") ||
           column == column_of("items") ||
           ((column == column_of("start") || column == column_of("end")) && !has_period(table));
}

/* The year that stands above the header, or in the name of the sheet or the
 * file, which may be that of something else. */
static void
find_year(PlanTable *table)
{
    const GPtrArray *captions = import_table_header(table->table)->captions;
    Place place = import_table_place(table->table, 0, -1, NULL);
    g_autofree char *name = g_path_get_basename(place.path);
    const char *const others[] = {place.sheet, name};

    table->year = table->import->options.year;
    for (guint i = 0; i < captions->len && table->year == 0; i++)
        table->year = plan_year_in(g_ptr_array_index(captions, i));
    for (gsize i = 0; i < G_N_ELEMENTS(others) && table->year == 0; i++) {
        table->year = others[i] != NULL ? plan_year_in(others[i]) : 0;
        if (table->year != 0)
            table->year_doubt = g_strdup_printf(_("the year is taken from the name \"%s\""), others[i]);
    }
}

/* 江台市教育局2025年度抽查计划: the department whose plans these are. */
static char *
department_in(const DepartmentNames *names, const char *caption)
{
    g_autofree char *text = text_fold(caption);
    const char *code = NULL;

    for (char *at = text; *at != '\0'; at++) {
        if (g_ascii_isdigit(*at) || g_str_has_prefix(at, "关于") || g_str_has_prefix(at, "年度") ||
            g_str_has_prefix(at, "随机") || g_str_has_prefix(at, "双随机") || g_str_has_prefix(at, "抽查")) {
            char was = *at;
            NameVerdict verdict;

            *at = '\0';
            verdict = at > text ? department_names_find(names, text, &code) : NAME_UNKNOWN;
            if (verdict == NAME_SURE || verdict == NAME_FORMER)
                return g_strdup(text);
            *at = was;
        }
    }
    return NULL;
}

/* A table of one department, whose name stands above it. FALSE when no one is
 * named, which the log tells. */
static gboolean
find_initiator(PlanTable *table)
{
    const TableHeader *header = import_table_header(table->table);
    const DepartmentNames *names = known_lists_department_names(table->import->lists);
    Place place = import_table_place(table->table, header->row, -1, NULL);

    if (table->has_names || import_table_has(table->table, column_of("initiator")))
        return TRUE;
    for (guint i = 0; i < header->captions->len && table->initiator == NULL; i++)
        table->initiator = department_in(names, g_ptr_array_index(header->captions, i));
    if (table->initiator != NULL)
        return TRUE;
    issue_log_add(table->import->log, CHA_SEVERITY_ERROR, &place,
                  g_strdup(_("neither a column nor the title says whose plans these are")),
                  import_table_remedy(table->table, column_of("initiator")));
    table->import->is_broken = TRUE;
    return FALSE;
}

static const char *
cell_of(const PlanTable *table, guint column)
{
    const char *cell = table->plan->row.cells[column];

    return cell != NULL && !text_is_blank(cell) ? cell : "";
}

/* The first item of a cell, without its number. */
static char *
first_item(const char *cell)
{
    g_autoptr(GPtrArray) numbered = list_split_numbered(cell);
    g_autoptr(GPtrArray) pieces = numbered != NULL ? g_steal_pointer(&numbered) : list_split(cell);
    const char *first = pieces->len > 0 ? list_skip_number(g_ptr_array_index(pieces, 0)) : "";

    return pieces->len > 1 ? g_strdup_printf("%s等%u项", first, pieces->len) : text_trim(first);
}

/* What a plan of a table without names may lack: a title, which is that of its
 * area or its items, and items, which are what the title says. */
static void
fill_in(PlanTable *table)
{
    guint title = column_of("title");
    guint items = column_of("items");
    g_autofree char *text = NULL;

    if (*cell_of(table, items) == '\0' && *cell_of(table, title) != '\0') {
        plan_row_set(table->plan, items, cell_of(table, title));
        record_reader_judge(table->import->reader, items, NULL,
                            g_strdup(_("no item is named; the title is read as one")));
    }
    if (table->initiator != NULL) {
        plan_row_set(table->plan, column_of("initiator"), table->initiator);
        record_reader_judge(table->import->reader, column_of("initiator"), table->initiator,
                            g_strdup(_("the table has no column of the initiator; its title names one")));
    }
    if (*cell_of(table, title) != '\0')
        return;
    text = *cell_of(table, FILE_COLUMN_AREA) != '\0' ? text_trim(cell_of(table, FILE_COLUMN_AREA))
                                                     : first_item(cell_of(table, items));
    if (*text != '\0')
        plan_row_set(table->plan, title, text);
}

/* The year for this plan's period: what its row says, or that of the table, or what
 * its title says. FALSE when the row says what is no year. */
static gboolean
set_year(PlanTable *table)
{
    const char *cell = cell_of(table, FILE_COLUMN_YEAR);
    gint own = plan_year_in(cell);
    gint year = own != 0 ? own : table->year;
    const char *doubt = own != 0 ? NULL : table->year_doubt;

    if (own == 0 && *cell != '\0') {
        record_reader_fail(table->import->reader, FILE_COLUMN_YEAR, cell, g_strdup(_("not a year")),
                           g_strdup(_("write it in four digits")));
        return FALSE;
    }
    if (year == 0 || doubt != NULL) {
        gint said = plan_year_in(cell_of(table, column_of("title")));

        year = said != 0 ? said : year;
        doubt = said != 0 ? _("the year is taken from the title of the plan") : doubt;
    }
    record_reader_set_year(table->import->reader, year, doubt);
    table->plan_year = year;
    table->plan_doubt = doubt;
    return TRUE;
}

static void
judge_carried(const PlanTable *table)
{
    for (guint c = 0; c < table->import->kind->n_columns; c++) {
        if (table->plan->is_doubtful[c])
            record_reader_judge(table->import->reader, c, table->plan->row.cells[c],
                                g_strdup(_("the cell is blank; the one above is taken to hold here too")));
    }
}

/* A table without any period: its plans run through the year. */
static gboolean
make_period(const PlanTable *table, const char **texts)
{
    RecordReader *reader = table->import->reader;
    g_autofree char *start = g_strdup_printf("%04d-01-01", table->plan_year);
    g_autofree char *end = g_strdup_printf("%04d-12-31", table->plan_year);

    if (table->plan_year == 0) {
        record_reader_fail(reader, -1, NULL, g_strdup(_("the table says neither period nor year")),
                           g_strdup(_("add a column with the period, or give the year with --year")));
        return FALSE;
    }
    texts[column_of("start")] = record_reader_keep(reader, start);
    texts[column_of("end")] = record_reader_keep(reader, end);
    record_reader_judge(reader, column_of("start"), NULL,
                        g_strdup(_("the table says no period; the whole year is taken")));
    if (table->plan_doubt != NULL)
        record_reader_judge(reader, column_of("start"), NULL, g_strdup(table->plan_doubt));
    return TRUE;
}

static void
make_number(const PlanTable *table, const char **texts)
{
    gint year = (gint)g_ascii_strtoll(texts[column_of("start")], NULL, 10);
    const char *const contents[] = {cell_of(table, column_of("title")), cell_of(table, column_of("items")),
                                    cell_of(table, column_of("object_type")), NULL};
    g_autofree char *name = plan_numbers_next(table->numbers, texts[column_of("initiator")], year, contents);

    texts[0] = record_reader_keep(table->import->reader, name);
}

/* What the row lacks once it is read. */
static gboolean
complete(const PlanTable *table, const char **texts)
{
    if (table->has_names)
        return TRUE;
    if (!table->has_period && !make_period(table, texts))
        return FALSE;
    make_number(table, texts);
    return TRUE;
}

static gboolean
is_accepted(const PlanTable *table)
{
    static const char *const YES[] = {"是", "yes", "y", "确认", "同意", "√", "接受", "accept", "1", NULL};
    g_autofree char *folded = text_fold(cell_of(table, FILE_COLUMN_ACCEPT));

    return table->import->options.accept || g_strv_contains(YES, folded);
}

static gboolean
read_plan(PlanTable *table, GError **error)
{
    Import *import = table->import;
    guint64 number = import_row_number(table->file, table->plan->row.number);
    guint64 left_out = import->report->left_out;
    const char *texts[KIND_MAX_COLUMNS] = {NULL};
    gboolean is_right;

    record_reader_begin_row(import->reader, table->plan->row.number);
    if (!table->has_names)
        fill_in(table);
    is_right = set_year(table);
    judge_carried(table);
    is_right = record_reader_read(import->reader, &table->plan->row, texts) && is_right &&
               complete(table, texts) &&
               import_name_concerned(import, cell_of(table, FILE_COLUMN_AREA),
                                     cell_of(table, column_of("participants")), texts);
    if (!import_deliver_row(import, number, is_right, texts, error))
        return FALSE;
    is_right = import->report->left_out == left_out;
    plan_questions_add(import->questions, import, number, texts, is_right, is_accepted(table));
    return TRUE;
}

gboolean
import_read_plans(Import *import, guint file, GError **error)
{
    ImportTable *source = g_ptr_array_index(import->tables, file);
    g_auto(PlanTable) table = {
        .import = import, .table = source, .file = file, .numbers = plan_numbers_new()};
    g_autoptr(PlanRows) rows = plan_rows_new(source, import->log);
    guint64 n_before = import->report->rows;
    gboolean done = TRUE;

    table.has_names = import_table_has(source, 0);
    table.has_period = has_period(source);
    find_year(&table);
    record_reader_set_published(import->reader, !table.has_names);
    if (!find_initiator(&table))
        return TRUE; /* the log has the reason */
    while (done) {
        if (!plan_rows_next(rows, &table.plan)) {
            import->is_broken = TRUE; /* the log has the reason */
            break;
        }
        import->report->rows = n_before + plan_rows_read(rows);
        if (table.plan == NULL)
            break;
        if (plan_rows_read(rows) % ROWS_BETWEEN_REPORTS == 1)
            import_tell_progress(import, file);
        done = read_plan(&table, error);
    }
    record_reader_set_year(import->reader, import->options.year, NULL);
    return done;
}
