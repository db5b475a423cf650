#include "office/public-extract.h"

#include "base/text.h"
#include "domain/bundle-table.h"
#include "domain/canonical.h"
#include "office/bundle-notices.h"

#include <string.h>

enum { PIECE = 64 * 1024 };

/* A pool that is no risk class (draw protocol, section 2). */
static const char WHOLE_FRAME[] = "all";
/* The rule of exclusions that tells of a target's risk class. */
static const char RISK_RULE[] = "risk";

typedef struct {
    BundleTable table;
    const char *folder;
    DisclosureOf of;
    gboolean is_of_strata; /* left out where strata are of one risk class each */
} Extracted;

static const Extracted TABLES[] = {
    {BUNDLE_PLANS, "commit", DISCLOSURE_OF_PLAN, FALSE},
    {BUNDLE_POOLS, "commit", DISCLOSURE_OF_PLAN, TRUE},
    {BUNDLE_STRATA, "commit", DISCLOSURE_OF_PLAN, TRUE},
    {BUNDLE_SEATS, "commit", DISCLOSURE_OF_PLAN, FALSE},
    {BUNDLE_EXCLUSIONS, "commit", DISCLOSURE_OF_PAST, FALSE},
    {BUNDLE_SIZES, "draw", DISCLOSURE_OF_PLAN, TRUE},
    {BUNDLE_SELECTION, "draw", DISCLOSURE_OF_DRAWN, FALSE},
};

/* Takes a row; the first column is its plan. */
typedef void (*RowVisitor)(const TableCell *cells, gpointer data);

static gboolean
walk_table(BundleSource *source, BundleTable table, const char *folder, RowVisitor visit, gpointer data,
           GError **error)
{
    const TableForm *form = bundle_table(table);
    g_autofree char *path = g_strdup_printf("%s/%s", folder, form->name);
    g_autoptr(TableReader) rows = table_reader_new(source, path, form, PIECE);
    g_auto(Trouble) trouble = {NULL, NULL};

    while (table_reader_next(rows, &trouble))
        visit(table_reader_cells(rows), data);
    if (!trouble_is_set(&trouble))
        return TRUE;
    if (trouble.error != NULL)
        g_propagate_error(error, g_steal_pointer(&trouble.error));
    else
        g_set_error(error, CHA_ERROR, CHA_ERROR_STORE, "%s: %s", path, trouble.fault->text);
    return FALSE;
}

static void
note_pool(const TableCell *cells, gpointer data)
{
    if (strcmp(cells[POOLS_POOL].text, WHOLE_FRAME) != 0)
        disclosure_note_classes(data, cells[POOLS_PLAN].text);
}

static void
note_seats(const TableCell *cells, gpointer data)
{
    disclosure_note_department(data, cells[SEATS_PLAN].text, cells[SEATS_DEPARTMENT].text);
}

gboolean
public_extract_survey(BundleSource *source, Disclosure *disclosure, GError **error)
{
    return walk_table(source, BUNDLE_POOLS, "commit", note_pool, disclosure, error) &&
           walk_table(source, BUNDLE_SEATS, "commit", note_seats, disclosure, error);
}

typedef struct {
    const Disclosure *disclosure;
    const Extracted *extracted;
    ChaDay on;
    GPtrArray *notices;
    BundleNotice *notice; /* (nullable) of the plan whose rows are being read */
    char *plan;           /* (nullable) that the last row was of */
    GPtrArray *rows;      /* (element-type utf8) of a selection without strata */
} Extracting;

/* Without their strata and ranks, and in an order that does not tell them. */
static void
finish_plan(Extracting *extracting)
{
    if (extracting->notice == NULL)
        return;
    g_ptr_array_sort(extracting->rows, text_compare_pointers);
    for (guint i = 0; i < extracting->rows->len; i++)
        g_string_append(extracting->notice->text, g_ptr_array_index(extracting->rows, i));
    g_ptr_array_set_size(extracting->rows, 0);
    extracting->notice = NULL;
}

static void
begin_plan(Extracting *extracting, const char *plan)
{
    const Extracted *extracted = extracting->extracted;
    gboolean shows_classes = disclosure_shows_classes(extracting->disclosure, plan);
    const char *table = bundle_table(extracted->table)->name;
    g_autofree char *path = g_strdup_printf("public/%s/%s", plan, table);

    finish_plan(extracting);
    g_free(extracting->plan);
    extracting->plan = g_strdup(plan);
    if (disclosure_plan_from(extracting->disclosure, plan, extracted->of) > extracting->on ||
        (shows_classes && extracted->is_of_strata))
        return;
    extracting->notice = bundle_notice_add(extracting->notices, path);
    if (shows_classes && extracted->table == BUNDLE_SELECTION)
        canonical_append_row(extracting->notice->text, "plan", "role", "target", "ticket", NULL);
    else
        bundle_table_append_header(extracting->notice->text, extracted->table);
}

static void
extract_row(const TableCell *cells, gpointer data)
{
    Extracting *extracting = data;
    BundleTable table = extracting->extracted->table;
    gboolean shows_classes;

    if (g_strcmp0(extracting->plan, cells[0].text) != 0)
        begin_plan(extracting, cells[0].text);
    if (extracting->notice == NULL)
        return;
    shows_classes = disclosure_shows_classes(extracting->disclosure, extracting->plan);
    if (shows_classes && table == BUNDLE_EXCLUSIONS && strcmp(cells[EXCLUSIONS_RULE].text, RISK_RULE) == 0)
        return;
    if (shows_classes && table == BUNDLE_SELECTION) {
        GString *row = g_string_new(NULL);

        canonical_append_row(row, cells[SELECTION_PLAN].text, cells[SELECTION_ROLE].text,
                             cells[SELECTION_TARGET].text, cells[SELECTION_TICKET].text, NULL);
        g_ptr_array_add(extracting->rows, g_string_free(row, FALSE));
        return;
    }
    for (guint i = 0; i < bundle_table(table)->n_columns; i++) {
        if (i > 0)
            g_string_append_c(extracting->notice->text, ',');
        canonical_append_cell(extracting->notice->text, cells[i].text);
    }
    g_string_append_c(extracting->notice->text, '\n');
}

static gboolean
extract_table(BundleSource *source, const Disclosure *disclosure, const Extracted *extracted, ChaDay on,
              GPtrArray *notices, GError **error)
{
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(g_free);
    Extracting extracting = {
        .disclosure = disclosure, .extracted = extracted, .on = on, .notices = notices, .rows = rows};
    gboolean is_read =
        walk_table(source, extracted->table, extracted->folder, extract_row, &extracting, error);

    finish_plan(&extracting);
    g_free(extracting.plan);
    return is_read;
}

gboolean
public_extract_add(BundleSource *source, const Disclosure *disclosure, gboolean is_drawn, ChaDay on,
                   GPtrArray *notices, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(TABLES); i++) {
        const char *folder = TABLES[i].folder;
        g_autofree char *path = g_strdup_printf("%s/%s", folder, bundle_table(TABLES[i].table)->name);

        if ((strcmp(folder, "draw") == 0 && !is_drawn) ||
            disclosure_from(disclosure, path) == DISCLOSURE_ALWAYS)
            continue;
        if (!extract_table(source, disclosure, &TABLES[i], on, notices, error))
            return FALSE;
    }
    return TRUE;
}
