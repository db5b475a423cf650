#include "domain/claimed-draw.h"

#include "base/i18n.h"
#include "base/wide.h"
#include "domain/bundle-table.h"

#include <inttypes.h>
#include <string.h>

typedef struct {
    const Commitment *commitment;
    const Seed *seed;
    GStringChunk *texts;
    GPtrArray *targets;
    GHashTable *seen; /* PLAN|TARGET */
    SeedPrefix *tickets;
    guint plan;                  /* that the prefix is of */
    const DrawnTarget *previous; /* (nullable) in the same stratum */
    guint64 *n_rows;             /* by stratum, when the sizes are known */
    guint stratum;
} SelectionReading;

static guint
find_file(const SealedFolder *folder, const TableForm *form)
{
    guint file = 0;

    if (!sealed_folder_find(folder, form->name, &file))
        g_assert_not_reached(); /* the list was checked */
    return file;
}

static gboolean
refuse(const TableReader *row, Rule rule, Trouble *trouble, const char *text)
{
    return trouble_add_fault(trouble, rule, table_reader_path(row), table_reader_line_number(row), "%s",
                             text);
}

/* ---- Sizes */

static gboolean
take_size(gpointer data, const TableReader *row, Trouble *trouble)
{
    Commitment *commitment = data;
    const TableCell *cells = table_reader_cells(row);
    CommittedStratum stratum = {.line_number = table_reader_line_number(row), .pool = G_MAXUINT};
    CommittedPlan *plan = NULL;
    guint index = 0;

    if (!commitment_find_plan(commitment, cells[SIZES_PLAN].text, &index))
        return trouble_add_fault(trouble, RULE_D3, table_reader_path(row), stratum.line_number,
                                 _("\"%s\" is not a plan of plans.csv"), cells[SIZES_PLAN].text);
    plan = commitment_plan(commitment, index);
    stratum.name = commitment_name(commitment, cells[SIZES_STRATUM].text);
    stratum.population = table_reader_number(row, SIZES_POPULATION);
    stratum.sample = table_reader_number(row, SIZES_SAMPLE);
    stratum.reserve = table_reader_number(row, SIZES_RESERVE);
    if (stratum.population < 1 || stratum.sample > stratum.population ||
        stratum.reserve > stratum.population - stratum.sample)
        return refuse(row, RULE_D3, trouble,
                      _("no more targets can be drawn and in reserve than the stratum has, at least 1"));
    if (plan->strata.count++ == 0)
        plan->strata.first = commitment->strata->len;
    g_array_append_val(commitment->strata, stratum);
    return TRUE;
}

/* Compares what is claimed with strata.csv, when only the pools are withheld.
 * @spans: (element-type Span) of each plan's strata there. */
static gboolean
compare_strata(const Commitment *commitment, const GArray *committed, const GArray *spans, const char *path,
               Trouble *trouble)
{
    for (guint i = 0; i < committed->len && i < commitment->strata->len; i++) {
        const CommittedStratum *expected = &g_array_index(committed, CommittedStratum, i);
        const CommittedStratum *claimed = commitment_stratum(commitment, i);

        if (strcmp(claimed->name, expected->name) != 0 || claimed->population != expected->population)
            return trouble_add_fault(
                trouble, RULE_D3, path, claimed->line_number,
                _("the line must be of stratum \"%s\" with a population of %" PRIu64 ", as in strata.csv"),
                expected->name, expected->population);
    }
    for (guint p = 0; p < commitment->plans->len; p++) {
        const CommittedPlan *plan = commitment_plan(commitment, p);

        if (g_array_index(spans, Span, p).count != plan->strata.count)
            return trouble_add_fault(trouble, RULE_D3, path, 0,
                                     _("plan \"%s\" has %u lines; by strata.csv it must have %u"), plan->name,
                                     plan->strata.count, g_array_index(spans, Span, p).count);
    }
    return TRUE;
}

/* The strata of a plan together have what its pools say, when only the strata
 * are withheld. */
static gboolean
compare_pools(const Commitment *commitment, const char *path, Trouble *trouble)
{
    for (guint p = 0; p < commitment->plans->len; p++) {
        const CommittedPlan *plan = commitment_plan(commitment, p);
        Wide population = 0;
        Wide sample = 0;

        for (guint s = plan->strata.first; s < plan->strata.first + plan->strata.count; s++) {
            population += commitment_stratum(commitment, s)->population;
            sample += commitment_stratum(commitment, s)->sample;
        }
        for (guint i = plan->pools.first; i < plan->pools.first + plan->pools.count; i++) {
            population -= commitment_pool(commitment, i)->population;
            sample -= commitment_pool(commitment, i)->sample;
        }
        if (population != 0 || sample != 0)
            return trouble_add_fault(trouble, RULE_D3, path, 0,
                                     _("populations and samples of plan \"%s\" do not add up to those of its "
                                       "pools in pools.csv"),
                                     plan->name);
    }
    return TRUE;
}

gboolean
claimed_sizes_read(SealedFolder *folder, Commitment *commitment, Trouble *trouble)
{
    const TableForm *form = bundle_table(BUNDLE_SIZES);
    g_autoptr(GArray) committed = g_steal_pointer(&commitment->strata);
    g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(Span));
    guint file = find_file(folder, form);
    const char *path = sealed_folder_full_path(folder, file);
    Digest digest;

    for (guint i = 0; i < commitment->plans->len; i++) {
        CommittedPlan *plan = commitment_plan(commitment, i);

        g_array_append_val(spans, plan->strata);
        plan->strata = (Span){0, 0};
    }
    commitment->strata = g_array_new(FALSE, FALSE, sizeof(CommittedStratum));
    if (!sealed_folder_read_claims(folder, file, form, take_size, commitment, &digest, trouble))
        return FALSE;
    commitment->knows_sizes = TRUE;
    commitment->are_strata_claimed = committed == NULL;
    if (committed != NULL && !compare_strata(commitment, committed, spans, path, trouble))
        return FALSE;
    if (committed == NULL && commitment->pools != NULL && !compare_pools(commitment, path, trouble))
        return FALSE;
    return sealed_folder_check_digest(folder, file, &digest, trouble);
}

/* ---- Selection */

static gboolean
begin_plan(SelectionReading *reading, const TableReader *row, Trouble *trouble)
{
    const char *name = table_reader_cells(row)[SELECTION_PLAN].text;

    if (!commitment_find_plan(reading->commitment, name, &reading->plan))
        return trouble_add_fault(trouble, RULE_D4, table_reader_path(row), table_reader_line_number(row),
                                 _("\"%s\" is not a plan of plans.csv"), name);
    g_clear_pointer(&reading->tickets, seed_prefix_free);
    reading->tickets = seed_target_prefix(reading->seed, commitment_plan(reading->commitment, reading->plan));
    return TRUE;
}

/* Goes on to the stratum of a row, if it is another. */
static gboolean
follow_stratum(SelectionReading *reading, const TableReader *row, Trouble *trouble)
{
    const Commitment *commitment = reading->commitment;
    const char *plan = table_reader_cells(row)[SELECTION_PLAN].text;
    const char *stratum = table_reader_cells(row)[SELECTION_STRATUM].text;
    gboolean is_same_plan = reading->previous != NULL && strcmp(reading->previous->plan, plan) == 0;

    if (is_same_plan && strcmp(reading->previous->stratum, stratum) == 0)
        return TRUE;
    if (!is_same_plan && !begin_plan(reading, row, trouble))
        return FALSE;
    reading->previous = NULL;
    if (reading->n_rows != NULL &&
        !commitment_find_stratum(commitment, commitment_plan(commitment, reading->plan), stratum,
                                 &reading->stratum))
        return trouble_add_fault(trouble, RULE_D4, table_reader_path(row), table_reader_line_number(row),
                                 _("stratum \"%s\" of plan \"%s\" has no sizes"), stratum, plan);
    return TRUE;
}

/* Whether a row may have its rank and role, by the row before and the sizes. */
static gboolean
check_rank(const SelectionReading *reading, const TableReader *row, const DrawnTarget *target,
           Trouble *trouble)
{
    const DrawnTarget *previous = reading->previous;
    const CommittedStratum *stratum = NULL;
    int order;

    if (target->rank != (previous != NULL ? previous->rank : 0) + 1)
        return refuse(row, RULE_D4, trouble,
                      _("the ranks of a stratum must be 1, 2, 3 and so on; this is not the next"));
    if (reading->n_rows != NULL) {
        stratum = commitment_stratum(reading->commitment, reading->stratum);
        if (target->rank > stratum->sample + stratum->reserve ||
            target->reserve != (target->rank > stratum->sample))
            return trouble_add_fault(trouble, RULE_D4, table_reader_path(row), table_reader_line_number(row),
                                     _("by the sizes, %" PRIu64
                                       " targets of the stratum are drawn and %" PRIu64
                                       " in reserve; the row does not fit"),
                                     stratum->sample, stratum->reserve);
    }
    if (previous == NULL)
        return TRUE;
    if (previous->reserve && !target->reserve)
        return refuse(row, RULE_D4, trouble, _("a drawn target comes after one of the reserve"));
    order = digest_compare(&previous->ticket, &target->ticket);
    if (order > 0 || (order == 0 && strcmp(previous->target, target->target) >= 0))
        return refuse(row, RULE_D4, trouble,
                      _("the ticket is lower than the one before; tickets of a stratum must ascend"));
    return TRUE;
}

static gboolean
take_selection(gpointer data, const TableReader *row, Trouble *trouble)
{
    SelectionReading *reading = data;
    const TableCell *cells = table_reader_cells(row);
    const TableCell *name = &cells[SELECTION_TARGET];
    DrawnTarget *target = NULL;
    char ticket[DIGEST_HEX_SIZE];

    if (!follow_stratum(reading, row, trouble))
        return FALSE;
    target = g_new0(DrawnTarget, 1);
    g_ptr_array_add(reading->targets, target);
    target->plan = g_string_chunk_insert_const(reading->texts, cells[SELECTION_PLAN].text);
    target->stratum = g_string_chunk_insert_const(reading->texts, cells[SELECTION_STRATUM].text);
    target->target = g_string_chunk_insert(reading->texts, name->text);
    target->rank = table_reader_number(row, SELECTION_RANK);
    target->reserve = strcmp(cells[SELECTION_ROLE].text, "reserve") == 0;
    target->ticket = seed_prefix_hash(reading->tickets, name->text, name->length);
    if (!target->reserve && strcmp(cells[SELECTION_ROLE].text, "drawn") != 0)
        return refuse(row, RULE_D4, trouble, _("the role must be \"drawn\" or \"reserve\""));
    digest_to_hex(&target->ticket, ticket);
    if (strcmp(ticket, cells[SELECTION_TICKET].text) != 0)
        return trouble_add_fault(trouble, RULE_D4, table_reader_path(row), table_reader_line_number(row),
                                 _("the ticket of target \"%s\" is not the one it must have, %s"),
                                 target->target, ticket);
    if (!g_hash_table_add(reading->seen, g_strdup_printf("%s|%s", target->plan, target->target)))
        return trouble_add_fault(trouble, RULE_D4, table_reader_path(row), table_reader_line_number(row),
                                 _("plan \"%s\" draws target \"%s\" twice"), target->plan, target->target);
    if (!check_rank(reading, row, target, trouble))
        return FALSE;
    reading->previous = target;
    if (reading->n_rows != NULL)
        reading->n_rows[reading->stratum]++;
    return TRUE;
}

static gboolean
check_sizes(const SelectionReading *reading, const char *path, Trouble *trouble)
{
    const Commitment *commitment = reading->commitment;

    for (guint p = 0; p < commitment->plans->len; p++) {
        const CommittedPlan *plan = commitment_plan(commitment, p);

        for (guint s = plan->strata.first; s < plan->strata.first + plan->strata.count; s++) {
            const CommittedStratum *stratum = commitment_stratum(commitment, s);

            if (stratum->sample + stratum->reserve != reading->n_rows[s])
                return trouble_add_fault(trouble, RULE_D4, path, 0,
                                         _("stratum \"%s\" of plan \"%s\" has %" PRIu64
                                           " rows; by the sizes it must have %" PRIu64),
                                         stratum->name, plan->name, reading->n_rows[s],
                                         stratum->sample + stratum->reserve);
        }
    }
    return TRUE;
}

GPtrArray *
claimed_selection_read(SealedFolder *folder, const Commitment *commitment, const Seed *seed,
                       GStringChunk *texts, Trouble *trouble)
{
    const TableForm *form = bundle_table(BUNDLE_SELECTION);
    gboolean knows_sizes = commitment->knows_sizes;
    g_autoptr(GPtrArray) targets = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    SelectionReading reading = {
        .commitment = commitment, .seed = seed, .texts = texts, .targets = targets, .seen = seen};
    guint file = find_file(folder, form);
    gboolean is_right;
    Digest digest;

    if (knows_sizes)
        reading.n_rows = g_new0(guint64, commitment->strata->len);
    is_right = sealed_folder_read_claims(folder, file, form, take_selection, &reading, &digest, trouble) &&
               (!knows_sizes || check_sizes(&reading, sealed_folder_full_path(folder, file), trouble)) &&
               sealed_folder_check_digest(folder, file, &digest, trouble);
    seed_prefix_free(reading.tickets);
    g_free(reading.n_rows);
    return is_right ? g_steal_pointer(&targets) : NULL;
}
