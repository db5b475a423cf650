/* Reading the tables of commit/ and checking the design they state. */
#include "domain/commitment.h"

#include "base/i18n.h"
#include "domain/canonical.h"
#include "domain/commitment-check.h"
#include "domain/commitment-params.h"

#include <inttypes.h>
#include <string.h>

typedef struct {
    Commitment *commitment;
    GHashTable *names; /* of plans, without regard to case */
    guint plan;        /* of the row that was read last */
} Loader;

static gboolean
add_fault(const TableReader *row, Rule rule, Trouble *trouble, const char *text)
{
    return trouble_add_fault(trouble, rule, table_reader_path(row), table_reader_line_number(row), "%s",
                             text);
}

static const char *
cell_text(const TableReader *row, guint column)
{
    return table_reader_cells(row)[column].text;
}

static GPtrArray *
take_list(Loader *loader, const char *text)
{
    GPtrArray *list = g_ptr_array_new();
    g_auto(GStrv) names = g_strsplit(text, ";", -1);

    for (guint i = 0; names[i] != NULL; i++)
        g_ptr_array_add(list, (char *)commitment_name(loader->commitment, names[i]));
    g_ptr_array_add(loader->commitment->lists, list);
    return list;
}

static gboolean
take_source(gpointer data, const TableReader *row, Trouble *trouble)
{
    Loader *loader = data;
    const char *description = cell_text(row, SOURCES_DESCRIPTION);
    SeedSource source = {.line_number = table_reader_line_number(row)};

    if (*description == '\0')
        return add_fault(row, RULE_C5, trouble,
                         _("the description is empty; it must say when and where the source is read"));
    source.name = commitment_name(loader->commitment, cell_text(row, SOURCES_SOURCE));
    source.description = g_string_chunk_insert(loader->commitment->texts, description);
    g_array_append_val(loader->commitment->sources, source);
    return TRUE;
}

static gboolean
read_word(const TableReader *row, guint column, const char *yes, const char *no, gboolean *ret_is_yes,
          Trouble *trouble)
{
    const char *word = cell_text(row, column);
    g_autofree char *shown = NULL;

    *ret_is_yes = strcmp(word, yes) == 0;
    if (*ret_is_yes || strcmp(word, no) == 0)
        return TRUE;
    shown = canonical_shorten(word);
    return trouble_add_fault(trouble, RULE_C6, table_reader_path(row), table_reader_line_number(row),
                             _("\"%s\" must be \"%s\" or \"%s\""), shown, yes, no);
}

static gboolean
take_plan(gpointer data, const TableReader *row, Trouble *trouble)
{
    Loader *loader = data;
    const char *name = cell_text(row, PLANS_PLAN);
    CommittedPlan plan = {.line_number = table_reader_line_number(row)};

    if (strchr(name, ' ') != NULL || strstr(name, "\xe3\x80\x80") != NULL)
        return trouble_add_fault(trouble, RULE_C6, table_reader_path(row), plan.line_number,
                                 _("the name of plan \"%s\" holds a blank; it must hold none"), name);
    if (!g_hash_table_add(loader->names, g_ascii_strdown(name, -1)))
        return trouble_add_fault(
            trouble, RULE_C6, table_reader_path(row), plan.line_number,
            _("the name of plan \"%s\" differs from another's only in the case of letters"), name);
    if (!cha_day_from_text(cell_text(row, PLANS_START), &plan.start) ||
        !cha_day_from_text(cell_text(row, PLANS_END), &plan.end))
        g_assert_not_reached(); /* the row was checked */
    if (plan.start > plan.end)
        return trouble_add_fault(trouble, RULE_C6, table_reader_path(row), plan.line_number,
                                 _("plan \"%s\" starts on %s, after its end on %s"), name,
                                 cell_text(row, PLANS_START), cell_text(row, PLANS_END));
    if (!read_word(row, PLANS_MERGE, "yes", "no", &plan.may_merge, trouble) ||
        !read_word(row, PLANS_TICKETS, "shared", "own", &plan.shares_tickets, trouble))
        return FALSE;
    plan.name = commitment_name(loader->commitment, name);
    g_array_append_val(loader->commitment->plans, plan);
    return TRUE;
}

/* The plan that a row belongs to; the rows of a plan follow each other. */
static CommittedPlan *
find_plan_of_row(Loader *loader, const TableReader *row, Trouble *trouble)
{
    const Commitment *commitment = loader->commitment;
    const char *name = cell_text(row, 0);

    if (loader->plan < commitment->plans->len &&
        strcmp(commitment_plan(commitment, loader->plan)->name, name) == 0)
        return commitment_plan(commitment, loader->plan);
    if (commitment_find_plan(commitment, name, &loader->plan))
        return commitment_plan(commitment, loader->plan);
    trouble_add_fault(trouble, RULE_C7, table_reader_path(row), table_reader_line_number(row),
                      _("\"%s\" is not a plan of plans.csv; rows are for the listed plans only"), name);
    return NULL;
}

/* Adds the row that is appended next to the ones of its plan. */
static void
extend(Span *span, guint index)
{
    if (span->count++ == 0)
        span->first = index;
}

static gboolean
take_pool(gpointer data, const TableReader *row, Trouble *trouble)
{
    Loader *loader = data;
    CommittedPlan *plan = find_plan_of_row(loader, row, trouble);
    CommittedPool pool = {.line_number = table_reader_line_number(row)};

    if (plan == NULL)
        return FALSE;
    pool.population = table_reader_number(row, POOLS_POPULATION);
    pool.sample = table_reader_number(row, POOLS_SAMPLE);
    pool.reserve_percent = table_reader_number(row, POOLS_RESERVE);
    if (pool.sample > pool.population)
        return trouble_add_fault(
            trouble, RULE_C9, table_reader_path(row), pool.line_number,
            _("%" PRIu64 " targets are to be drawn from %" PRIu64 "; no more can be drawn than there are"),
            pool.sample, pool.population);
    if (pool.reserve_percent > 100)
        return trouble_add_fault(trouble, RULE_C9, table_reader_path(row), pool.line_number,
                                 _("the reserve is %" PRIu64 " percent; it must be 0 to 100"),
                                 pool.reserve_percent);
    pool.name = commitment_name(loader->commitment, cell_text(row, POOLS_POOL));
    extend(&plan->pools, loader->commitment->pools->len);
    g_array_append_val(loader->commitment->pools, pool);
    return TRUE;
}

static gboolean
take_stratum(gpointer data, const TableReader *row, Trouble *trouble)
{
    Loader *loader = data;
    Commitment *commitment = loader->commitment;
    CommittedPlan *plan = find_plan_of_row(loader, row, trouble);
    CommittedStratum stratum = {.line_number = table_reader_line_number(row), .pool = G_MAXUINT};

    if (plan == NULL)
        return FALSE;
    stratum.population = table_reader_number(row, STRATA_POPULATION);
    if (stratum.population < 1)
        return add_fault(row, RULE_C10, trouble,
                         _("the population of a stratum is 0; it must be at least 1"));
    if (commitment->pools != NULL &&
        !commitment_find_pool(commitment, plan, cell_text(row, STRATA_POOL), &stratum.pool))
        return trouble_add_fault(trouble, RULE_C10, table_reader_path(row), stratum.line_number,
                                 _("\"%s\" is not a pool of plan \"%s\" in pools.csv"),
                                 cell_text(row, STRATA_POOL), plan->name);
    stratum.name = g_string_chunk_insert_const(commitment->texts, cell_text(row, STRATA_STRATUM));
    extend(&plan->strata, commitment->strata->len);
    g_array_append_val(commitment->strata, stratum);
    return TRUE;
}

static gboolean
take_seats(gpointer data, const TableReader *row, Trouble *trouble)
{
    Loader *loader = data;
    CommittedPlan *plan = find_plan_of_row(loader, row, trouble);
    guint64 number = table_reader_number(row, SEATS_SEATS);
    SeatDemand seats = {NULL, 0, NULL};

    if (plan == NULL)
        return FALSE;
    if (number < 1 || number > SEAT_DEMAND_MAX)
        return trouble_add_fault(trouble, RULE_C12, table_reader_path(row), table_reader_line_number(row),
                                 _("%" PRIu64 " seats are asked for; it must be at least 1, and at most %d"),
                                 number, SEAT_DEMAND_MAX);
    seats.seats = (guint)number;
    seats.department = commitment_name(loader->commitment, cell_text(row, SEATS_DEPARTMENT));
    seats.qualifications = take_list(loader, cell_text(row, SEATS_QUALIFICATIONS));
    extend(&plan->seats, loader->commitment->seats->len);
    g_array_append_val(loader->commitment->seats, seats);
    return TRUE;
}

static gboolean
take_inspector(gpointer data, const TableReader *row, Trouble *trouble)
{
    Loader *loader = data;
    CommittedInspector inspector = {NULL, NULL, NULL, NULL};

    (void)trouble;
    inspector.name = commitment_name(loader->commitment, cell_text(row, INSPECTORS_INSPECTOR));
    inspector.department = commitment_name(loader->commitment, cell_text(row, INSPECTORS_DEPARTMENT));
    inspector.qualifications = take_list(loader, cell_text(row, INSPECTORS_QUALIFICATIONS));
    inspector.districts = take_list(loader, cell_text(row, INSPECTORS_DISTRICTS));
    g_array_append_val(loader->commitment->inspectors, inspector);
    return TRUE;
}

typedef struct {
    BundleTable table;
    Rule rule; /* that it is listed at all */
    RowTaker take;
    gsize array; /* offset of its rows in the commitment */
    gsize row_size;
    gboolean is_by_plan; /* its first column is a plan of plans.csv */
} TableLoad;

static const TableLoad LOADS[] = {
    {BUNDLE_SOURCES, RULE_C5, take_source, G_STRUCT_OFFSET(Commitment, sources), sizeof(SeedSource), FALSE},
    {BUNDLE_PLANS, RULE_C6, take_plan, G_STRUCT_OFFSET(Commitment, plans), sizeof(CommittedPlan), FALSE},
    {BUNDLE_POOLS, RULE_C9, take_pool, G_STRUCT_OFFSET(Commitment, pools), sizeof(CommittedPool), TRUE},
    {BUNDLE_STRATA, RULE_C10, take_stratum, G_STRUCT_OFFSET(Commitment, strata), sizeof(CommittedStratum),
     TRUE},
    {BUNDLE_SEATS, RULE_C12, take_seats, G_STRUCT_OFFSET(Commitment, seats), sizeof(SeatDemand), TRUE},
    {BUNDLE_INSPECTORS, RULE_C13, take_inspector, G_STRUCT_OFFSET(Commitment, inspectors),
     sizeof(CommittedInspector), FALSE},
};

gboolean
commitment_find_table(const SealedFolder *folder, const TableForm *form, Rule rule, guint *ret_index,
                      gboolean *ret_is_present, Trouble *trouble)
{
    if (!sealed_folder_find(folder, form->name, ret_index))
        return trouble_add_fault(trouble, rule, "commit/SHA256SUMS", 0,
                                 _("%s is not listed; a commitment must have it"), form->name);
    *ret_is_present = sealed_folder_is_present(folder, *ret_index);
    return TRUE;
}

static gboolean
load_table(Loader *loader, const TableLoad *load, Trouble *trouble)
{
    Commitment *commitment = loader->commitment;
    const TableForm *form = bundle_table(load->table);
    gboolean is_present = FALSE;
    guint index = 0;
    GArray **rows = NULL;

    if (!commitment_find_table(commitment->folder, form, load->rule, &index, &is_present, trouble))
        return FALSE;
    if (!is_present)
        return TRUE;
    if (load->is_by_plan && !commitment->knows_plans)
        return sealed_folder_read_table(commitment->folder, index, form, NULL, NULL, trouble);
    rows = &G_STRUCT_MEMBER(GArray *, commitment, load->array);
    g_clear_pointer(rows, g_array_unref);
    *rows = g_array_new(FALSE, FALSE, (guint)load->row_size);
    g_hash_table_remove_all(loader->names);
    loader->plan = 0;
    if (!sealed_folder_read_table(commitment->folder, index, form, load->take, loader, trouble))
        return FALSE;
    commitment->knows_plans |= load->table == BUNDLE_PLANS;
    return commitment_check(commitment, load->table, trouble);
}

Commitment *
commitment_load(SealedFolder *folder, Trouble *trouble)
{
    g_autoptr(Commitment) commitment = g_new0(Commitment, 1);
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Loader loader = {commitment, names, 0};

    commitment->folder = folder;
    commitment->texts = g_string_chunk_new(4096);
    commitment->lists = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    commitment->plans = g_array_new(FALSE, FALSE, sizeof(CommittedPlan));
    if (!commitment_load_params(commitment, trouble))
        return NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(LOADS); i++) {
        if (!load_table(&loader, &LOADS[i], trouble))
            return NULL;
    }
    return g_steal_pointer(&commitment);
}
