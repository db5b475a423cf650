/* Seats and inspectors: the rule of section 6 of the draw protocol, word by
 * word, against the code that is fast. */
#include "domain/team.h"
#include "base/text.h"
#include "domain/visit-demand.h"
#include "domain/visit.h"
#include "support/plain-bundle.h"

#include <string.h>

enum { INSPECTORS = 7, RUNS = 400 };

/* ---- What a visit asks for */

typedef struct {
    const char *demands; /* seats:qualifications of each plan, joined with '/' */
    guint seats;
    const char *qualifications;
} Demand;

static const Demand DEMANDS[] = {
    {"2:", 2, ""},
    {"1:a;b;c", 1, "a;b;c"},
    {"2:a;b;c", 2, "a;b;c"},
    {"2:/3:", 3, ""},
    {"2:a/2:b", 2, "a;b"},
    {"2:a;b/2:c;d", 4, "a;b;c;d"},     /* none asks more than 1 of a seat */
    {"1:a;b/2:c;d;e", 3, "a;b;c;d;e"}, /* the first asks 2 of a seat */
    {"2:a;b/2:a;b", 2, "a;b"},
    {"3:a/1:b;c", 3, "a;b;c"},
    {"1:a/1:b/1:c", 3, "a;b;c"},
};

static void
test_demands(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(DEMANDS); i++) {
        g_auto(GStrv) texts = g_strsplit(DEMANDS[i].demands, "/", -1);
        g_autoptr(GPtrArray) parts = g_ptr_array_new();
        g_autoptr(GPtrArray) lists = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
        g_autoptr(GPtrArray) qualifications = NULL;
        SeatDemand demands[3];
        SeatDemand merged;
        g_autofree char *joined = NULL;

        for (guint p = 0; texts[p] != NULL; p++) {
            demands[p] = (SeatDemand){"D", (guint)(texts[p][0] - '0'), text_split(texts[p] + 2)};
            g_ptr_array_add(lists, demands[p].qualifications);
            g_ptr_array_add(parts, &demands[p]);
        }
        merged = seat_demand_merge(parts);
        qualifications = merged.qualifications;
        joined = text_join_set(qualifications);
        g_assert_cmpuint(merged.seats, ==, DEMANDS[i].seats);
        g_assert_cmpstr(joined, ==, DEMANDS[i].qualifications);
    }
}

/* ---- A random campaign */

static void
add_random_list(GString *text, const char *letters)
{
    gboolean is_first = TRUE;

    for (; *letters != '\0'; letters++) {
        if (g_test_rand_int_range(0, 2) == 0)
            continue;
        g_string_append_printf(text, "%s%c", is_first ? "" : ";", *letters);
        is_first = FALSE;
    }
}

static MemorySource *
random_bundle(void)
{
    MemorySource *source = plain_bundle_new();
    g_autoptr(GString) seats = g_string_new(NULL);
    g_autoptr(GString) inspectors = g_string_new(NULL);
    g_autoptr(GString) recusals = g_string_new(NULL);

    plain_bundle_add_plan(source, "P", 6, 4, "shared");
    plain_bundle_add_plan(source, "Q", 6, 3, "shared");
    for (guint row = 0; row < 4; row++) {
        g_string_append_printf(seats, "%s,%s,%d,", row < 2 ? "P" : "Q", row % 2 == 0 ? "D" : "E",
                               g_test_rand_int_range(1, 4));
        add_random_list(seats, "abcd");
        g_string_append_c(seats, '\n');
    }
    for (guint i = 0; i < INSPECTORS; i++) {
        g_string_append_printf(inspectors, "I%u,%s,", i, g_test_rand_int_range(0, 3) > 0 ? "D" : "E");
        add_random_list(inspectors, "abcd");
        g_string_append(inspectors, g_test_rand_int_range(0, 4) > 0 ? ",\n" : ",2\n");
        for (guint t = 0; t < 6; t++) {
            if (g_test_rand_int_range(0, 8) == 0)
                g_string_append_printf(recusals, "I%u,T%03u\n", i, t);
        }
    }
    plain_bundle_put(source, BUNDLE_SEATS, seats->str);
    plain_bundle_put(source, BUNDLE_INSPECTORS, inspectors->str);
    plain_bundle_put(source, BUNDLE_RECUSALS, recusals->str);
    if (g_test_rand_int_range(0, 2) == 0)
        plain_bundle_put(source, BUNDLE_PARAMS, "campaign,2027Q1\nmax_visits,2\nprotocol,1\n");
    return source;
}

/* ---- The rule word by word */

typedef struct {
    const Commitment *commitment;
    const Seed *seed;
    const RecusalIndex *recusals;
    guint loads[INSPECTORS];
    gboolean sits[INSPECTORS]; /* in the visit */
    const DrawnVisit *visit;
    const SeatDemand *demand;
} Naive;

static gboolean
is_eligible(const Naive *naive, guint seat, guint index)
{
    const CommittedInspector *inspector = commitment_inspector(naive->commitment, index);
    const GArray *recused = recusal_index_find(naive->recusals, naive->visit->target);

    if (strcmp(inspector->department, naive->demand->department) != 0 || naive->sits[index])
        return FALSE;
    if (naive->commitment->limits_visits && naive->loads[index] >= naive->commitment->max_visits)
        return FALSE;
    for (guint i = 0; recused != NULL && i < recused->len; i++) {
        if (g_array_index(recused, guint, i) == index)
            return FALSE;
    }
    for (guint q = seat; q < naive->demand->qualifications->len; q += naive->demand->seats) {
        if (!g_ptr_array_find_with_equal_func(inspector->qualifications,
                                              naive->demand->qualifications->pdata[q], g_str_equal, NULL))
            return FALSE;
    }
    return inspector->districts->len == 0 ||
           g_ptr_array_find_with_equal_func(inspector->districts, naive->visit->district, g_str_equal, NULL);
}

/* The most seats from @seat on that distinct eligible inspectors can fill. */
static guint
most_filled(Naive *naive, guint seat)
{
    guint best;

    if (seat == naive->demand->seats)
        return 0;
    best = most_filled(naive, seat + 1);
    for (guint i = 0; i < INSPECTORS; i++) {
        if (!is_eligible(naive, seat, i))
            continue;
        naive->sits[i] = TRUE;
        best = MAX(best, 1 + most_filled(naive, seat + 1));
        naive->sits[i] = FALSE;
    }
    return best;
}

static Digest
ticket_of(const Naive *naive, guint index)
{
    g_autoptr(SeedPrefix) prefix = seed_prefix_new(naive->seed, "inspector|", naive->visit->visit, "|", NULL);
    const char *name = commitment_inspector(naive->commitment, index)->name;

    return seed_prefix_hash(prefix, name, strlen(name));
}

static gint
choose(Naive *naive, guint seat)
{
    guint most = most_filled(naive, seat);
    gint best = -1;

    for (guint i = 0; i < INSPECTORS; i++) {
        Digest ticket = ticket_of(naive, i);
        Digest best_ticket = best >= 0 ? ticket_of(naive, (guint)best) : ticket;
        guint later;

        if (!is_eligible(naive, seat, i))
            continue;
        naive->sits[i] = TRUE;
        later = most_filled(naive, seat + 1);
        naive->sits[i] = FALSE;
        if (later + 1 < most)
            continue;
        if (best < 0 || naive->loads[i] < naive->loads[best] ||
            (naive->loads[i] == naive->loads[best] && digest_compare(&ticket, &best_ticket) < 0))
            best = (gint)i;
    }
    return best;
}

static void
add_row(const Naive *naive, guint seat, gint inspector, GPtrArray *rows)
{
    char ticket[DIGEST_HEX_SIZE] = "";

    if (inspector >= 0) {
        Digest digest = ticket_of(naive, (guint)inspector);

        digest_to_hex(&digest, ticket);
    }
    g_ptr_array_add(
        rows,
        g_strdup_printf("%s,%s,%u,%s,%s\n", naive->visit->visit, naive->demand->department, seat + 1,
                        inspector < 0 ? "" : commitment_inspector(naive->commitment, (guint)inspector)->name,
                        ticket));
}

static void
fill_naively(Naive *naive, GPtrArray *visits, GPtrArray *rows)
{
    g_autoptr(GPtrArray) left = g_ptr_array_copy(visits, NULL, NULL);
    g_autoptr(SeedPrefix) prefix = seed_prefix_new(naive->seed, "visit|", NULL);

    g_ptr_array_set_free_func(left, NULL);
    while (left->len > 0) {
        guint first = 0;
        Digest lowest = {{0}};
        g_autoptr(GPtrArray) demands = NULL;

        for (guint i = 0; i < left->len; i++) {
            const DrawnVisit *visit = left->pdata[i];
            Digest ticket = seed_prefix_hash(prefix, visit->visit, strlen(visit->visit));

            if (i == 0 || digest_compare(&ticket, &lowest) < 0) {
                first = i;
                lowest = ticket;
            }
        }
        naive->visit = g_ptr_array_steal_index(left, first);
        demands = visit_demands(naive->commitment, naive->visit);
        memset(naive->sits, 0, sizeof naive->sits);
        for (guint d = 0; d < demands->len; d++) {
            naive->demand = demands->pdata[d];
            for (guint seat = 0; seat < naive->demand->seats; seat++) {
                gint inspector = choose(naive, seat);

                add_row(naive, seat, inspector, rows);
                if (inspector >= 0) {
                    naive->loads[inspector]++;
                    naive->sits[inspector] = TRUE;
                }
            }
        }
    }
}

static char *
join_rows(GPtrArray *rows)
{
    g_autoptr(GString) text = g_string_new("visit,department,seat,inspector,ticket\n");

    g_ptr_array_sort(rows, text_compare_pointers);
    for (guint i = 0; i < rows->len; i++)
        g_string_append(text, rows->pdata[i]);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
test_against_the_rule(void)
{
    guint n_empty = 0;

    for (guint run = 0; run < RUNS; run++) {
        g_autoptr(MemorySource) source = random_bundle();
        g_autoptr(Commitment) commitment = plain_bundle_load(source);
        g_autoptr(Seed) seed = plain_seed(run);
        g_autoptr(GStringChunk) texts = g_string_chunk_new(256);
        g_autoptr(GPtrArray) targets = plain_bundle_draw(source, commitment, seed, texts);
        g_autoptr(GPtrArray) visits = plain_bundle_visits(commitment, targets, texts);
        g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(g_free);
        g_auto(Trouble) trouble = {NULL, NULL};
        g_autoptr(RecusalIndex) recusals = recusal_index_new(commitment, visits, &trouble);
        g_autoptr(GPtrArray) seats = team_fill(commitment, seed, visits, recusals, texts);
        g_autoptr(GBytes) bytes = team_text(seats);
        g_autofree char *text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
        g_autofree char *expected = NULL;
        Naive naive = {.commitment = commitment, .seed = seed, .recusals = recusals};

        fill_naively(&naive, visits, rows);
        expected = join_rows(rows);
        g_assert_cmpstr(text, ==, expected);
        for (guint i = 0; i < seats->len; i++)
            n_empty += ((const DrawnSeat *)seats->pdata[i])->inspector == NULL ? 1 : 0;
    }
    g_test_message("%u seats stayed empty", n_empty);
    g_assert_cmpuint(n_empty, >, RUNS);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/team/demands", test_demands);
    g_test_add_func("/team/against-the-rule", test_against_the_rule);
    return g_test_run();
}
