#include "domain/exclusion-index.h"

#include "base/i18n.h"
#include "domain/bundle-table.h"

#include <string.h>

static const char PATH[] = "commit/exclusions.csv";

typedef struct {
    TablePlace place; /* of the first row */
    guint64 n_rows;
} PlanRows;

struct ExclusionIndex {
    BundleSource *source;
    const Commitment *commitment;
    PlanRows *plans;
};

struct ExclusionCursor {
    TableReader *rows;
    guint64 n_rows; /* that were not read yet */
    gboolean has_row;
};

static gboolean
take_row(gpointer data, const TableReader *row, Trouble *trouble)
{
    ExclusionIndex *index = data;
    const char *name = table_reader_cells(row)[EXCLUSIONS_PLAN].text;
    guint plan = 0;

    if (!commitment_find_plan(index->commitment, name, &plan))
        return trouble_add_fault(trouble, RULE_C15, PATH, table_reader_line_number(row),
                                 _("\"%s\" is not a plan of plans.csv"), name);
    if (index->plans[plan].n_rows++ == 0)
        index->plans[plan].place = table_reader_place(row);
    return TRUE;
}

ExclusionIndex *
exclusion_index_new(BundleSource *source, Commitment *commitment, Trouble *trouble)
{
    g_autoptr(ExclusionIndex) index = g_new0(ExclusionIndex, 1);
    const TableForm *form = bundle_table(BUNDLE_EXCLUSIONS);
    gboolean is_present = FALSE;
    guint file = 0;

    index->source = source;
    index->commitment = commitment;
    index->plans = g_new0(PlanRows, commitment->plans->len);
    if (!commitment_find_table(commitment->folder, form, RULE_C15, &file, &is_present, trouble))
        return NULL;
    if (is_present && !sealed_folder_read_table(commitment->folder, file, form,
                                                commitment->knows_plans ? take_row : NULL, index, trouble))
        return NULL;
    return g_steal_pointer(&index);
}

void
exclusion_index_free(ExclusionIndex *index)
{
    if (index == NULL)
        return;
    g_free(index->plans);
    g_free(index);
}

ExclusionCursor *
exclusion_cursor_new(const ExclusionIndex *index, guint plan, gsize buffer_size)
{
    ExclusionCursor *cursor = NULL;

    if (index->plans[plan].n_rows == 0)
        return NULL;
    cursor = g_new0(ExclusionCursor, 1);
    cursor->rows = table_reader_new(index->source, PATH, bundle_table(BUNDLE_EXCLUSIONS), buffer_size);
    cursor->n_rows = index->plans[plan].n_rows;
    table_reader_seek(cursor->rows, &index->plans[plan].place);
    return cursor;
}

void
exclusion_cursor_free(ExclusionCursor *cursor)
{
    if (cursor == NULL)
        return;
    table_reader_free(cursor->rows);
    g_free(cursor);
}

gboolean
exclusion_cursor_check(ExclusionCursor *cursor, const char *target, Trouble *trouble)
{
    for (;;) {
        if (cursor->has_row) {
            int order = strcmp(table_reader_cells(cursor->rows)[EXCLUSIONS_TARGET].text, target);

            if (order == 0)
                return trouble_add_fault(
                    trouble, RULE_C15, PATH, table_reader_line_number(cursor->rows),
                    _("target \"%s\" was left out of the frame of plan \"%s\", and is in it"), target,
                    table_reader_cells(cursor->rows)[EXCLUSIONS_PLAN].text);
            if (order > 0)
                return TRUE;
        }
        cursor->has_row = FALSE;
        if (cursor->n_rows == 0)
            return TRUE;
        cursor->n_rows--;
        if (!table_reader_next(cursor->rows, trouble))
            return !trouble_is_set(trouble);
        cursor->has_row = TRUE;
    }
}
