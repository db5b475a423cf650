#include "domain/claimed-draw.h"

#include "base/i18n.h"
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
    /* By stratum, when the sizes are known. */
    guint64 *n_drawn;
    guint64 *n_reserve;
    guint stratum;
} SelectionReading;

typedef struct {
    SeedPrefix *tickets;
    GHashTable *visits; /* (nullable) names */
    GString *label;
} TeamsReading;

static gboolean
refuse(const TableReader *row, Rule rule, Trouble *trouble, const char *text)
{
    return trouble_add_fault(trouble, rule, table_reader_path(row), table_reader_line_number(row), "%s",
                             text);
}

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
    if (reading->n_drawn != NULL &&
        !commitment_find_stratum(commitment, commitment_plan(commitment, reading->plan), stratum,
                                 &reading->stratum))
        return trouble_add_fault(trouble, RULE_D4, table_reader_path(row), table_reader_line_number(row),
                                 _("\"%s\" is not a stratum of plan \"%s\" in strata.csv"), stratum, plan);
    return TRUE;
}

static gboolean
check_rank(const SelectionReading *reading, const TableReader *row, const DrawnTarget *target,
           Trouble *trouble)
{
    const DrawnTarget *previous = reading->previous;
    int order;

    if (target->rank != (previous != NULL ? previous->rank : 0) + 1)
        return refuse(row, RULE_D4, trouble,
                      _("the ranks of a stratum must be 1, 2, 3 and so on; this is not the next"));
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
    if (reading->n_drawn != NULL)
        (target->reserve ? reading->n_reserve : reading->n_drawn)[reading->stratum]++;
    return TRUE;
}

static gboolean
check_sizes(const SelectionReading *reading, const char *path, Trouble *trouble)
{
    const Commitment *commitment = reading->commitment;

    for (guint p = 0; p < commitment->plans->len; p++) {
        const Plan *plan = commitment_plan(commitment, p);

        for (guint s = plan->strata.first; s < plan->strata.first + plan->strata.count; s++) {
            const Stratum *stratum = commitment_stratum(commitment, s);

            if (stratum->sample == reading->n_drawn[s] && stratum->reserve == reading->n_reserve[s])
                continue;
            return trouble_add_fault(trouble, RULE_D4, path, 0,
                                     _("%" PRIu64 " targets are drawn and %" PRIu64
                                       " in reserve in stratum \"%s\" of plan "
                                       "\"%s\"; by the sizes it must be %" PRIu64 " and %" PRIu64),
                                     reading->n_drawn[s], reading->n_reserve[s], stratum->name, plan->name,
                                     stratum->sample, stratum->reserve);
        }
    }
    return TRUE;
}

GPtrArray *
claimed_selection_read(SealedFolder *folder, const Commitment *commitment, const Seed *seed,
                       GStringChunk *texts, Trouble *trouble)
{
    const TableForm *form = bundle_table(BUNDLE_SELECTION);
    gboolean knows_sizes = commitment->pools != NULL && commitment->strata != NULL;
    g_autoptr(GPtrArray) targets = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    SelectionReading reading = {
        .commitment = commitment, .seed = seed, .texts = texts, .targets = targets, .seen = seen};
    guint file = 0;
    gboolean is_right;

    if (!sealed_folder_find(folder, form->name, &file))
        g_assert_not_reached(); /* the list was checked */
    if (knows_sizes) {
        reading.n_drawn = g_new0(guint64, commitment->strata->len);
        reading.n_reserve = g_new0(guint64, commitment->strata->len);
    }
    is_right = sealed_folder_read_table(folder, file, form, take_selection, &reading, trouble) &&
               (!knows_sizes || check_sizes(&reading, sealed_folder_full_path(folder, file), trouble));
    seed_prefix_free(reading.tickets);
    g_free(reading.n_drawn);
    g_free(reading.n_reserve);
    return is_right ? g_steal_pointer(&targets) : NULL;
}

static gboolean
take_team(gpointer data, const TableReader *row, Trouble *trouble)
{
    TeamsReading *reading = data;
    const TableCell *cells = table_reader_cells(row);
    char ticket[DIGEST_HEX_SIZE] = "";

    if (reading->visits != NULL && !g_hash_table_contains(reading->visits, cells[TEAMS_VISIT].text))
        return refuse(row, RULE_D6, trouble, _("there is no such visit"));
    if (cells[TEAMS_INSPECTOR].length > 0) {
        Digest digest;

        g_string_printf(reading->label, "%s|%s", cells[TEAMS_VISIT].text, cells[TEAMS_INSPECTOR].text);
        digest = seed_prefix_hash(reading->tickets, reading->label->str, reading->label->len);
        digest_to_hex(&digest, ticket);
    }
    if (strcmp(ticket, cells[TEAMS_TICKET].text) != 0)
        return trouble_add_fault(trouble, RULE_D6, table_reader_path(row), table_reader_line_number(row),
                                 _("the ticket of inspector \"%s\" is not the one it must be, \"%s\""),
                                 cells[TEAMS_INSPECTOR].text, ticket);
    return TRUE;
}

gboolean
claimed_teams_check(SealedFolder *folder, const Seed *seed, GPtrArray *visits, Trouble *trouble)
{
    const TableForm *form = bundle_table(BUNDLE_TEAMS);
    g_autoptr(GHashTable) names = NULL;
    g_autoptr(SeedPrefix) tickets = seed_prefix_new(seed, "inspector|", NULL);
    TeamsReading reading = {.tickets = tickets};
    guint file = 0;
    gboolean is_right;

    if (!sealed_folder_find(folder, form->name, &file))
        g_assert_not_reached(); /* the list was checked */
    if (visits != NULL)
        names = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; visits != NULL && i < visits->len; i++)
        g_hash_table_add(names, ((const DrawnVisit *)visits->pdata[i])->visit);
    reading.visits = names;
    reading.label = g_string_new(NULL);
    is_right = sealed_folder_read_table(folder, file, form, take_team, &reading, trouble);
    g_string_free(reading.label, TRUE);
    return is_right;
}
