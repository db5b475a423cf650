#include "domain/claimed-teams.h"

#include "base/i18n.h"
#include "base/text.h"
#include "domain/bundle-table.h"
#include "domain/visit-demand.h"

#include <inttypes.h>
#include <string.h>

typedef struct {
    SeedPrefix *tickets;
    GStringChunk *texts;
    GPtrArray *claims;  /* (element-type DrawnSeat) (nullable) as they stand in the file */
    GHashTable *visits; /* (nullable) names */
    GString *label;
} Reading;

/* The seats that there must be, being filled as claimed. */
typedef struct {
    const Commitment *commitment;
    const RecusalIndex *recusals;
    const char *path;
    GPtrArray *claims;
    guint next; /* the first claim that was not looked at */
    GPtrArray *seats;
    guint visit_begin;   /* the first seat of the visit */
    GHashTable *n_seats; /* of each inspector, when there is a limit */
} Filling;

static Digest
make_ticket(Reading *reading, const char *visit, const char *inspector)
{
    g_string_printf(reading->label, "%s|%s", visit, inspector);
    return seed_prefix_hash(reading->tickets, reading->label->str, reading->label->len);
}

static gboolean
take_team(gpointer data, const TableReader *row, Trouble *trouble)
{
    Reading *reading = data;
    const TableCell *cells = table_reader_cells(row);
    const char *inspector = cells[TEAMS_INSPECTOR].text;
    char ticket[DIGEST_HEX_SIZE] = "";
    Digest digest = {{0}};

    if (reading->visits != NULL && !g_hash_table_contains(reading->visits, cells[TEAMS_VISIT].text))
        return trouble_add_fault(trouble, RULE_D6, table_reader_path(row), table_reader_line_number(row),
                                 _("there is no visit \"%s\""), cells[TEAMS_VISIT].text);
    if (*inspector != '\0') {
        digest = make_ticket(reading, cells[TEAMS_VISIT].text, inspector);
        digest_to_hex(&digest, ticket);
    }
    if (strcmp(ticket, cells[TEAMS_TICKET].text) != 0)
        return trouble_add_fault(trouble, RULE_D6, table_reader_path(row), table_reader_line_number(row),
                                 _("the ticket of inspector \"%s\" must be \"%s\""), inspector, ticket);
    if (reading->claims != NULL) {
        DrawnSeat *claim = g_new0(DrawnSeat, 1);

        claim->visit = g_string_chunk_insert_const(reading->texts, cells[TEAMS_VISIT].text);
        claim->department = g_string_chunk_insert_const(reading->texts, cells[TEAMS_DEPARTMENT].text);
        claim->seat = (guint)MIN(table_reader_number(row, TEAMS_SEAT), G_MAXUINT);
        claim->inspector = *inspector != '\0' ? g_string_chunk_insert_const(reading->texts, inspector) : NULL;
        claim->ticket = digest;
        g_ptr_array_add(reading->claims, claim);
    }
    return TRUE;
}

static gboolean
read_teams(SealedFolder *folder, const Seed *seed, Reading *reading, GPtrArray *visits, Trouble *trouble)
{
    const TableForm *form = bundle_table(BUNDLE_TEAMS);
    g_autoptr(SeedPrefix) tickets = seed_prefix_new(seed, "inspector|", NULL);
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    guint file = 0;
    gboolean is_right;

    if (!sealed_folder_find(folder, form->name, &file))
        g_assert_not_reached(); /* the list was checked */
    for (guint i = 0; visits != NULL && i < visits->len; i++)
        g_hash_table_add(names, ((const DrawnVisit *)visits->pdata[i])->visit);
    reading->tickets = tickets;
    reading->visits = visits != NULL ? names : NULL;
    reading->label = g_string_new(NULL);
    is_right = sealed_folder_read_claims(folder, file, form, take_team, reading, NULL, trouble);
    g_string_free(reading->label, TRUE);
    return is_right;
}

gboolean
claimed_teams_check(SealedFolder *folder, const Seed *seed, GPtrArray *visits, Trouble *trouble)
{
    Reading reading = {.claims = NULL};

    return read_teams(folder, seed, &reading, visits, trouble);
}

static int
compare_seats(const DrawnSeat *left, const DrawnSeat *right)
{
    int order = strcmp(left->visit, right->visit);

    if (order == 0)
        order = strcmp(left->department, right->department);
    return order != 0 ? order : (left->seat > right->seat) - (left->seat < right->seat);
}

static gboolean
is_able(const Filling *filling, const SeatDemand *demand, const DrawnVisit *visit, const DrawnSeat *claim)
{
    const CommittedInspector *inspector = NULL;
    const GArray *recused = recusal_index_find(filling->recusals, visit->target);
    guint index = 0;

    if (filling->commitment->inspectors == NULL)
        return TRUE;
    if (!commitment_find_inspector(filling->commitment, claim->inspector, &index))
        return FALSE;
    for (guint i = 0; recused != NULL && i < recused->len; i++) {
        if (g_array_index(recused, guint, i) == index)
            return FALSE;
    }
    inspector = commitment_inspector(filling->commitment, index);
    return strcmp(inspector->department, demand->department) == 0 &&
           seat_demand_is_met(demand, claim->seat - 1, inspector->qualifications) &&
           (visit->district == NULL || inspector->districts->len == 0 ||
            text_find_sorted(inspector->districts, visit->district, &index));
}

/* Whether somebody sits in this visit already, or in as many as are allowed. */
static gboolean
is_taken(const Filling *filling, const char *inspector)
{
    for (guint i = filling->visit_begin; i < filling->seats->len; i++) {
        const DrawnSeat *seat = filling->seats->pdata[i];

        if (seat->inspector != NULL && strcmp(seat->inspector, inspector) == 0)
            return TRUE;
    }
    return filling->commitment->limits_visits &&
           GPOINTER_TO_SIZE(g_hash_table_lookup(filling->n_seats, inspector)) >=
               filling->commitment->max_visits;
}

static gboolean
fill_seat(Filling *filling, const SeatDemand *demand, const DrawnVisit *visit, guint seat, Trouble *trouble)
{
    DrawnSeat *drawn = g_new0(DrawnSeat, 1);
    const DrawnSeat *claim = NULL;
    gsize n_seats;

    drawn->visit = visit->visit;
    drawn->department = (char *)demand->department;
    drawn->seat = seat + 1;
    for (; filling->next < filling->claims->len; filling->next++) {
        claim = filling->claims->pdata[filling->next];
        if (compare_seats(claim, drawn) >= 0)
            break;
    }
    if (filling->next < filling->claims->len && compare_seats(claim, drawn) == 0 &&
        claim->inspector != NULL) {
        if (!is_able(filling, demand, visit, claim) || is_taken(filling, claim->inspector)) {
            g_free(drawn);
            return trouble_add_fault(trouble, RULE_D6, filling->path, (guint64)filling->next + 2,
                                     _("inspector \"%s\" may not take this seat"), claim->inspector);
        }
        drawn->inspector = claim->inspector;
        drawn->ticket = claim->ticket;
        n_seats = GPOINTER_TO_SIZE(g_hash_table_lookup(filling->n_seats, claim->inspector)) + 1;
        g_hash_table_insert(filling->n_seats, claim->inspector, GSIZE_TO_POINTER(n_seats));
    }
    g_ptr_array_add(filling->seats, drawn);
    return TRUE;
}

static gboolean
fill_visits(Filling *filling, GPtrArray *visits, Trouble *trouble)
{
    for (guint v = 0; v < visits->len; v++) {
        const DrawnVisit *visit = visits->pdata[v];
        g_autoptr(GPtrArray) demands = visit_demands(filling->commitment, visit);

        filling->visit_begin = filling->seats->len;
        for (guint d = 0; d < demands->len; d++) {
            const SeatDemand *demand = demands->pdata[d];

            for (guint seat = 0; seat < demand->seats; seat++) {
                if (!fill_seat(filling, demand, visit, seat, trouble))
                    return FALSE;
            }
        }
    }
    return TRUE;
}

GPtrArray *
claimed_teams_read(SealedFolder *folder, const Commitment *commitment, const Seed *seed, GPtrArray *visits,
                   const RecusalIndex *recusals, GStringChunk *texts, Trouble *trouble)
{
    g_autoptr(GPtrArray) claims = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) seats = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) n_seats = g_hash_table_new(g_str_hash, g_str_equal);
    Reading reading = {.texts = texts, .claims = claims};
    Filling filling = {.commitment = commitment,
                       .recusals = recusals,
                       .path = "draw/teams.csv",
                       .claims = claims,
                       .seats = seats,
                       .n_seats = n_seats};

    if (!read_teams(folder, seed, &reading, visits, trouble) || !fill_visits(&filling, visits, trouble))
        return NULL;
    return g_steal_pointer(&seats);
}
