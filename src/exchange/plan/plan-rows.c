#include "exchange/plan/plan-rows.h"

#include "base/i18n.h"
#include "base/text.h"

#include <inttypes.h>
#include <string.h>

/* Columns of plan tables by their index in a file. */
typedef struct {
    guint plan, title, initiator, participants, items, object_type, sample, start, end, times, level;
} PlanColumns;

struct PlanRows {
    ImportTable *table;
    IssueLog *log;
    PlanColumns columns;
    gboolean has_names; /* plans have names of their own */
    PlanRow plans[2];   /* one handed out, the other read ahead */
    PlanRow *held;      /* (nullable): read, and perhaps not complete yet */
    gboolean is_over;
    guint64 n_rows;
    guint64 n_plans;
};

static guint
column_of(const char *name)
{
    int column = kind_find_column(kind_get(CHA_KIND_PLANS), name);

    g_assert(column >= 0);
    return (guint)column;
}

PlanRows *
plan_rows_new(ImportTable *table, IssueLog *log)
{
    PlanRows *rows = g_new0(PlanRows, 1);

    rows->table = table;
    rows->log = log;
    rows->columns = (PlanColumns){
        .plan = column_of("plan"),
        .title = column_of("title"),
        .initiator = column_of("initiator"),
        .participants = column_of("participants"),
        .items = column_of("items"),
        .object_type = column_of("object_type"),
        .sample = column_of("sample"),
        .start = column_of("start"),
        .end = column_of("end"),
        .times = column_of("times"),
        .level = column_of("level"),
    };
    rows->has_names = import_table_has(table, rows->columns.plan);
    for (gsize i = 0; i < G_N_ELEMENTS(rows->plans); i++)
        rows->plans[i].texts = g_string_chunk_new(4096);
    return rows;
}

void
plan_rows_free(PlanRows *rows)
{
    if (rows == NULL)
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(rows->plans); i++)
        g_string_chunk_free(rows->plans[i].texts);
    g_free(rows);
}

guint64
plan_rows_read(const PlanRows *rows)
{
    return rows->n_rows;
}

static gboolean
is_filled(const ImportRow *row, guint column)
{
    return row->cells[column] != NULL && !text_is_blank(row->cells[column]);
}

/* Whether the row says something in the column that the one above does not. */
static gboolean
is_own(const ImportRow *row, guint column)
{
    return is_filled(row, column) && !row->repeats_above[column];
}

static gboolean
owns_sample(const PlanRows *rows, const ImportRow *row)
{
    return is_own(row, rows->columns.sample) || is_own(row, FILE_COLUMN_SAMPLE_AND_TIMES) ||
           is_own(row, FILE_COLUMN_NUMBER);
}

static gboolean
owns_period(const PlanRows *rows, const ImportRow *row)
{
    return is_own(row, FILE_COLUMN_PERIOD) || is_own(row, rows->columns.start) ||
           is_own(row, rows->columns.end);
}

static void
note(PlanRows *rows, guint64 row, char *rule, char *remedy)
{
    Place place = import_table_place(rows->table, row, -1, NULL);

    issue_log_add(rows->log, CHA_SEVERITY_NOTE, &place, rule, remedy);
}

/* The texts of a row: the first of them in the file, and how many there are. */
typedef struct {
    const char *first; /* (nullable) */
    guint n_cells;
    guint n_texts; /* the same one in several cells counts once */
} RowTexts;

static RowTexts
texts_of(const PlanRows *rows, const ImportRow *row)
{
    RowTexts texts = {0};
    const char *last = NULL;
    guint first_position = G_MAXUINT;

    for (guint c = 0; c < N_FILE_COLUMNS; c++) {
        guint position;

        if (!is_filled(row, c))
            continue;
        texts.n_cells++;
        if (last == NULL || strcmp(last, row->cells[c]) != 0)
            texts.n_texts++;
        last = row->cells[c];
        position = import_table_place(rows->table, row->number, (int)c, NULL).position;
        if (position < first_position)
            texts.first = row->cells[c];
        first_position = MIN(first_position, position);
    }
    return texts;
}

static gboolean
begins_with_one(const char *text, const char *const *beginnings, gboolean is_all)
{
    g_autofree char *folded = text_fold(text);

    for (guint i = 0; beginnings[i] != NULL; i++) {
        if (is_all ? strcmp(folded, beginnings[i]) == 0 : g_str_has_prefix(folded, beginnings[i]))
            return TRUE;
    }
    return FALSE;
}

/* 备注：…, 填表人：…, 合计: what stands under the plans of a table. The name of a
 * plan holds no colon. */
static gboolean
is_note_or_sum(const PlanRows *rows, const ImportRow *row, const RowTexts *texts)
{
    static const char *const NOTES[] = {"备注", "注:",  "说明",       "填表",   "填报", "制表", "审核人",
                                        "联系", "附件", "附:",        "注1",    "注2",  "*注",  "※",
                                        "本表", "以上", "注意",       "注.",    "备:",  "注(",  "(注",
                                        "(备",  "共计", "单位负责人", "负责人", "合计", "总计", NULL};
    static const char *const SUMS[] = {"合计",  "总计",  "小计",  "共计", "累计",
                                       "合计:", "总计:", "小计:", NULL};
    gboolean is_sum = begins_with_one(texts->first, SUMS, TRUE);
    gboolean is_note = texts->n_texts <= 2 && begins_with_one(texts->first, NOTES, FALSE);

    if (!rows->has_names)
        return is_sum || is_note;
    return (is_note && (strchr(texts->first, ':') != NULL || strstr(texts->first, "：") != NULL)) ||
           (is_sum && !is_filled(row, rows->columns.initiator) && !is_filled(row, rows->columns.items));
}

/* 一、 and （二）, where plans have 1 and 2. */
static gboolean
has_number_of_section(const ImportRow *row)
{
    return is_filled(row, FILE_COLUMN_SERIAL) &&
           strpbrk(row->cells[FILE_COLUMN_SERIAL], "0123456789") == NULL;
}

/* 一、农业领域: a row with nothing but the name of what follows, in one cell or
 * in merged ones, perhaps with its number before it. */
static gboolean
is_section(const PlanRows *rows, const ImportRow *row, const RowTexts *texts)
{
    gboolean says_nothing = !is_own(row, rows->columns.items) && !is_own(row, rows->columns.object_type) &&
                            !owns_sample(rows, row);

    if (rows->has_names)
        return FALSE;
    return texts->n_texts == 1 ? texts->n_cells > 1 || says_nothing
                               : texts->n_texts == 2 && says_nothing && has_number_of_section(row);
}

/* A row that is no plan and adds to none. */
static gboolean
leave_out(PlanRows *rows, const ImportRow *row)
{
    RowTexts texts = texts_of(rows, row);

    if (texts.first == NULL)
        note(rows, row->number, g_strdup(_("nothing in the columns of plans; it is left out")), NULL);
    else if (import_table_is_header(rows->table, row))
        note(rows, row->number, g_strdup(_("the header again; it is left out")), NULL);
    else if (is_note_or_sum(rows, row, &texts))
        note(rows, row->number,
             g_strdup_printf(_("\"%s\": a note or a sum, no plan; it is left out"), texts.first), NULL);
    else if (is_section(rows, row, &texts))
        note(rows, row->number,
             g_strdup_printf(_("\"%s\": the heading of a section, no plan; it is left out"), texts.first),
             NULL);
    else
        return FALSE;
    return TRUE;
}

/* Whether the row only adds items to the plan above it. */
static gboolean
adds_items(const PlanRows *rows, const ImportRow *row)
{
    const PlanColumns *columns = &rows->columns;
    const guint own[] = {columns->title,        FILE_COLUMN_SERIAL,   FILE_COLUMN_AREA, columns->initiator,
                         columns->participants, columns->object_type, columns->times};

    if (rows->held == NULL || !is_own(row, columns->items) || owns_sample(rows, row) ||
        owns_period(rows, row))
        return FALSE;
    if (is_own(row, columns->plan))
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(own); i++) {
        if (is_own(row, own[i]))
            return FALSE;
    }
    return TRUE;
}

void
plan_row_set(PlanRow *plan, guint column, const char *text)
{
    gsize length = strlen(text);

    plan->row.cells[column] = g_string_chunk_insert_len(plan->texts, text, (gssize)length);
    plan->row.lengths[column] = length;
}

static void
add_items(PlanRows *rows, const ImportRow *row)
{
    guint items = rows->columns.items;
    g_autofree char *joined = g_strconcat(rows->held->row.cells[items], "\n", row->cells[items], NULL);

    plan_row_set(rows->held, items, joined);
    note(rows, row->number,
         g_strdup_printf(_("its items are added to the plan of row %" PRIu64), rows->held->row.number), NULL);
}

/* Takes a blank cell from the plan above. */
static void
carry(const PlanRow *above, PlanRow *plan, guint column, gboolean is_doubtful)
{
    if (plan->row.cells[column] == NULL || is_filled(&plan->row, column) || !is_filled(&above->row, column))
        return;
    plan_row_set(plan, column, above->row.cells[column]);
    plan->row.marks[column] = above->row.marks[column];
    plan->carried_from[column] =
        above->carried_from[column] != 0 ? above->carried_from[column] : above->row.number;
    plan->is_doubtful[column] = is_doubtful;
}

/* What merged cells of the plan above say of this one too. */
static void
carry_down(const PlanRows *rows, const PlanRow *above, PlanRow *plan)
{
    const PlanColumns *columns = &rows->columns;
    const ImportRow *row = &plan->row;
    gboolean is_new_group = is_own(row, FILE_COLUMN_SERIAL) || is_own(row, columns->title);
    gboolean lacks_initiator = !is_filled(row, columns->initiator);
    gboolean is_clear = !is_new_group || !owns_sample(rows, row) || !owns_period(rows, row);
    gboolean lacks_sample = !is_filled(row, columns->sample) &&
                            !is_filled(row, FILE_COLUMN_SAMPLE_AND_TIMES) &&
                            !is_filled(row, FILE_COLUMN_NUMBER);

    carry(above, plan, columns->initiator, FALSE);
    if (lacks_initiator) {
        carry(above, plan, columns->participants, !is_clear);
        carry(above, plan, columns->level, !is_clear);
    }
    carry(above, plan, FILE_COLUMN_PERIOD, FALSE);
    carry(above, plan, columns->start, FALSE);
    carry(above, plan, columns->end, FALSE);
    if (lacks_sample) {
        carry(above, plan, columns->sample, FALSE);
        carry(above, plan, FILE_COLUMN_SAMPLE_AND_TIMES, FALSE);
        carry(above, plan, FILE_COLUMN_NUMBER, FALSE);
        carry(above, plan, columns->times, FALSE);
    }
    carry(above, plan, columns->items, is_new_group);
    carry(above, plan, FILE_COLUMN_AREA, FALSE);
    carry(above, plan, FILE_COLUMN_YEAR, FALSE);
    if (is_new_group)
        return;
    carry(above, plan, columns->title, FALSE);
    carry(above, plan, columns->object_type, TRUE);
}

/* "发起部门", "抽查比例": the columns whose cells were carried from @from. */
static char *
carried_titles(const PlanRows *rows, const PlanRow *plan, guint64 from)
{
    GString *titles = g_string_new(NULL);

    for (guint c = 0; c < N_FILE_COLUMNS; c++) {
        Place place;

        if (plan->carried_from[c] != from)
            continue;
        place = import_table_place(rows->table, plan->row.number, (int)c, NULL);
        g_string_append_printf(titles, "%s\"%s\"", titles->len > 0 ? ", " : "", place.title);
    }
    return g_string_free(titles, FALSE);
}

/* A note for each row that cells were carried from, the uppermost first. */
static void
note_carried(PlanRows *rows, const PlanRow *plan)
{
    guint64 last = 0;

    for (;;) {
        g_autofree char *titles = NULL;
        guint64 from = 0;

        for (guint c = 0; c < N_FILE_COLUMNS; c++) {
            if (plan->carried_from[c] > last && (from == 0 || plan->carried_from[c] < from))
                from = plan->carried_from[c];
        }
        if (from == 0)
            return;
        titles = carried_titles(rows, plan, from);
        note(rows, plan->row.number,
             g_strdup_printf(_("blank cells are taken from row %" PRIu64 ", as if they were merged: %s"),
                             from, titles),
             g_strdup(_("fill them in, if that is not meant")));
        last = from;
    }
}

/* Begins with @row what is handed out after the plan that is held. */
static void
hold(PlanRows *rows, const ImportRow *row)
{
    PlanRow *plan = &rows->plans[rows->n_plans % G_N_ELEMENTS(rows->plans)];

    g_string_chunk_clear(plan->texts);
    *plan = (PlanRow){.row = *row, .texts = plan->texts};
    for (guint c = 0; c < N_FILE_COLUMNS; c++) {
        if (row->cells[c] != NULL)
            plan_row_set(plan, c, row->cells[c]);
    }
    if (!rows->has_names && rows->held != NULL)
        carry_down(rows, rows->held, plan);
    note_carried(rows, plan);
    rows->held = plan;
    rows->n_plans++;
}

gboolean
plan_rows_next(PlanRows *rows, PlanRow **ret_row)
{
    const ImportRow *row = NULL;

    for (;;) {
        PlanRow *complete = rows->held;

        if (!rows->is_over && !import_table_next(rows->table, &row))
            return FALSE;
        rows->is_over = rows->is_over || row == NULL;
        if (rows->is_over) {
            rows->held = NULL;
            *ret_row = complete;
            return TRUE;
        }
        rows->n_rows++;
        if (row->fault == NULL && leave_out(rows, row))
            continue;
        if (row->fault == NULL && adds_items(rows, row)) {
            add_items(rows, row);
            continue;
        }
        hold(rows, row);
        *ret_row = complete;
        if (complete != NULL)
            return TRUE;
    }
}
