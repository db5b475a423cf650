#include "domain/joint-simulation.h"

#include "domain/seed.h"
#include "domain/size.h"

#include <string.h>

/* A row of a frame. */
typedef struct {
    guint32 target;
    guint32 stratum;
} Row;

typedef struct {
    guint64 ticket;
    guint32 target;
} Ticket;

typedef struct {
    GArray *rows;               /* Row */
    GHashTable *strata;         /* name to place in the order of being met + 1 */
    GArray *drawn[JOINT_RUNS];  /* guint32: what the plan draws as it stands */
    GArray *shared[JOINT_RUNS]; /* guint32: what it draws with shared tickets */
} Frame;

struct JointSimulation {
    GPtrArray *drawings;
    Frame *frames;
    GHashTable *target_ids; /* name to number + 1 */
    GPtrArray *targets;     /* number to name */
    GStringChunk *texts;
};

JointSimulation *
joint_simulation_new(GPtrArray *drawings)
{
    JointSimulation *simulation = g_new0(JointSimulation, 1);

    simulation->drawings = drawings;
    simulation->frames = g_new0(Frame, drawings->len + 1);
    for (guint i = 0; i < drawings->len; i++) {
        simulation->frames[i].rows = g_array_new(FALSE, FALSE, sizeof(Row));
        simulation->frames[i].strata = g_hash_table_new(g_str_hash, g_str_equal);
    }
    simulation->target_ids = g_hash_table_new(g_str_hash, g_str_equal);
    simulation->targets = g_ptr_array_new();
    simulation->texts = g_string_chunk_new(1 << 16);
    return simulation;
}

void
joint_simulation_free(JointSimulation *simulation)
{
    if (simulation == NULL)
        return;
    for (guint i = 0; i < simulation->drawings->len; i++) {
        Frame *frame = &simulation->frames[i];

        g_array_unref(frame->rows);
        g_hash_table_unref(frame->strata);
        for (guint run = 0; run < JOINT_RUNS; run++) {
            g_clear_pointer(&frame->drawn[run], g_array_unref);
            g_clear_pointer(&frame->shared[run], g_array_unref);
        }
    }
    g_free(simulation->frames);
    g_hash_table_unref(simulation->target_ids);
    g_ptr_array_unref(simulation->targets);
    g_string_chunk_free(simulation->texts);
    g_free(simulation);
}

static const Drawing *
drawing_at(const JointSimulation *simulation, guint place)
{
    return g_ptr_array_index(simulation->drawings, place);
}

static guint32
number_of_target(JointSimulation *simulation, const char *name)
{
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(simulation->target_ids, name));
    char *kept;

    if (number > 0)
        return number - 1;
    kept = g_string_chunk_insert(simulation->texts, name);
    g_ptr_array_add(simulation->targets, kept);
    g_hash_table_insert(simulation->target_ids, kept, GUINT_TO_POINTER(simulation->targets->len));
    return simulation->targets->len - 1;
}

static guint32
number_of_stratum(JointSimulation *simulation, Frame *frame, const char *name)
{
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(frame->strata, name));

    if (number > 0)
        return number - 1;
    number = g_hash_table_size(frame->strata) + 1;
    g_hash_table_insert(frame->strata, g_string_chunk_insert_const(simulation->texts, name),
                        GUINT_TO_POINTER(number));
    return number - 1;
}

void
joint_simulation_add_rows(JointSimulation *simulation, guint drawing, const char *rows, gsize length)
{
    Frame *frame = &simulation->frames[drawing];
    g_autofree char *text = g_strndup(rows, length);
    char *line = text;

    /* Identifiers need no quotes: a row is target,stratum,district. */
    while (*line != '\0') {
        char *stratum = strchr(line, ',');
        char *district = strchr(stratum + 1, ',');
        char *end = strchr(district + 1, '\n');
        Row row;

        *stratum = *district = '\0';
        row.target = number_of_target(simulation, line);
        row.stratum = number_of_stratum(simulation, frame, stratum + 1);
        g_array_append_val(frame->rows, row);
        line = end + 1;
    }
}

static Seed *
seed_of_run(guint run)
{
    g_autofree char *label = g_strdup_printf("joint|%u", run + 1);
    g_autoptr(GString) sums = g_string_new(label);
    g_autoptr(GBytes) nothing = g_bytes_new_static("", 0);

    return seed_new(sums, nothing);
}

/* How many of each stratum a drawing draws, by the places that its frame has them at. */
static guint64 *
samples_of(const JointSimulation *simulation, Design *design, guint drawing, const Seed *seed)
{
    const Frame *frame = &simulation->frames[drawing];
    g_autoptr(GPtrArray) strata = frame_builder_strata(design->frames, drawing);
    guint64 *samples = g_new0(guint64, g_hash_table_size(frame->strata) + 1);

    for (guint p = 0; p < design->pools->len; p++) {
        const DesignPool *pool = g_ptr_array_index(design->pools, p);
        const CommittedPool committed = {.population = pool->population, .sample = pool->sample};
        g_autofree char *label = NULL;
        g_autofree CommittedStratum *parts = g_new0(CommittedStratum, strata->len + 1);
        g_autofree CommittedStratum **pointers = g_new0(CommittedStratum *, strata->len + 1);
        guint n = 0;

        if (pool->drawing != drawing || pool->population == 0)
            continue;
        for (guint s = 0; s < strata->len; s++) {
            const FrameStratum *stratum = g_ptr_array_index(strata, s);

            if (strcmp(stratum->pool, pool->pool) != 0)
                continue;
            parts[n].name = stratum->stratum;
            parts[n].population = stratum->population;
            pointers[n] = &parts[n];
            n++;
        }
        label = g_strdup_printf("size|%s|%s", drawing_at(simulation, drawing)->name, pool->pool);
        size_spread(pointers, n, &committed, seed_uniform(seed, label, pool->population));
        for (guint s = 0; s < n; s++)
            samples[GPOINTER_TO_UINT(g_hash_table_lookup(frame->strata, parts[s].name)) - 1] =
                parts[s].sample;
    }
    return samples;
}

/* Brings the @n lowest of some tickets to the front, in any order. */
static void
select_lowest(Ticket *tickets, gsize length, gsize n)
{
    while (n > 0 && n < length) {
        guint64 pivot = tickets[length / 2].ticket;
        gsize low = 0, high = length - 1;

        for (;;) {
            Ticket other;

            while (tickets[low].ticket < pivot)
                low++;
            while (tickets[high].ticket > pivot)
                high--;
            if (low >= high)
                break;
            other = tickets[low];
            tickets[low++] = tickets[high];
            tickets[high--] = other;
        }
        /* All before `low` are at most the pivot, all from there on at least it. */
        if (n <= low) {
            length = low;
        } else {
            tickets += low;
            length -= low;
            n -= low;
        }
    }
}

/* Tickets of all targets that have none yet; 0 stands for none. */
static guint64
shared_ticket(const JointSimulation *simulation, guint64 *tickets, SeedPrefix *prefix, guint32 target)
{
    const char *name = g_ptr_array_index(simulation->targets, target);
    Digest digest;

    if (tickets[target] == 0) {
        digest = seed_prefix_hash(prefix, name, strlen(name));
        tickets[target] = digest_number(&digest);
    }
    return tickets[target];
}

/* What a drawing draws; with @tickets of all targets, or with its own. */
static GArray *
draw_with(JointSimulation *simulation, Design *design, guint drawing, const Seed *seed, SeedPrefix *prefix,
          guint64 *tickets)
{
    const Frame *frame = &simulation->frames[drawing];
    guint n_strata = g_hash_table_size(frame->strata);
    g_autofree guint64 *samples = samples_of(simulation, design, drawing, seed);
    g_autofree gsize *begins = g_new0(gsize, n_strata + 2);
    g_autofree gsize *next = g_new0(gsize, n_strata + 2);
    g_autofree Ticket *grouped = g_new(Ticket, frame->rows->len + 1);
    GArray *drawn = g_array_new(FALSE, FALSE, sizeof(guint32));

    for (guint i = 0; i < frame->rows->len; i++)
        begins[g_array_index(frame->rows, Row, i).stratum + 1]++;
    for (guint s = 0; s < n_strata; s++)
        begins[s + 1] += begins[s];
    memcpy(next, begins, (n_strata + 1) * sizeof *next);
    for (guint i = 0; i < frame->rows->len; i++) {
        const Row *row = &g_array_index(frame->rows, Row, i);
        const char *name = g_ptr_array_index(simulation->targets, row->target);
        Ticket *ticket = &grouped[next[row->stratum]++];
        Digest digest;

        ticket->target = row->target;
        if (tickets != NULL) {
            ticket->ticket = shared_ticket(simulation, tickets, prefix, row->target);
            continue;
        }
        digest = seed_prefix_hash(prefix, name, strlen(name));
        ticket->ticket = digest_number(&digest);
    }
    for (guint s = 0; s < n_strata; s++) {
        Ticket *part = grouped + begins[s];

        select_lowest(part, begins[s + 1] - begins[s], samples[s]);
        for (guint64 i = 0; i < samples[s]; i++)
            g_array_append_val(drawn, part[i].target);
    }
    return drawn;
}

static gboolean *
drawings_in(const JointSimulation *simulation, GPtrArray *proposals)
{
    gboolean *is_in = g_new0(gboolean, simulation->drawings->len + 1);

    for (guint i = 0; i < proposals->len; i++) {
        const JointProposal *proposal = g_ptr_array_index(proposals, i);

        for (guint k = 0; k < proposal->members->len; k++)
            is_in[g_array_index(proposal->members, guint, k)] = TRUE;
    }
    return is_in;
}

void
joint_simulation_draw(JointSimulation *simulation, Design *design, GPtrArray *proposals)
{
    g_autofree gboolean *is_in = drawings_in(simulation, proposals);
    g_autofree guint64 *tickets = g_new(guint64, simulation->targets->len + 1);

    for (guint run = 0; run < JOINT_RUNS; run++) {
        g_autoptr(Seed) seed = seed_of_run(run);
        g_autoptr(SeedPrefix) shared = seed_prefix_new(seed, "target|", NULL);

        memset(tickets, 0, simulation->targets->len * sizeof *tickets);
        for (guint i = 0; i < simulation->drawings->len; i++) {
            const Drawing *drawing = drawing_at(simulation, i);
            Frame *frame = &simulation->frames[i];
            g_autoptr(SeedPrefix) own = NULL;

            if (!is_in[i])
                continue;
            frame->shared[run] = draw_with(simulation, design, i, seed, shared, tickets);
            if (drawing->plan->shared_tickets) {
                frame->drawn[run] = g_array_ref(frame->shared[run]);
                continue;
            }
            own = seed_prefix_new(seed, "target|", drawing->name, "|", NULL);
            frame->drawn[run] = draw_with(simulation, design, i, seed, own, NULL);
        }
    }
}

/* A target drawn by a drawing. */
typedef struct {
    guint32 target;
    guint drawing;
    ChaDay start;
    ChaDay end;
    gboolean merges;
} Check;

static int
compare_checks(const void *left, const void *right)
{
    const Check *a = left;
    const Check *b = right;

    if (a->target != b->target)
        return a->target < b->target ? -1 : 1;
    if (a->end != b->end)
        return a->end < b->end ? -1 : 1;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    return a->drawing < b->drawing ? -1 : a->drawing > b->drawing;
}

/* As few visits as serve the checks of one target, by the draw protocol's section 5:
 * one that is open takes all that begin before it ends. */
static guint64
visits_to_target(const Check *checks, guint n)
{
    guint64 visits = 0;
    ChaDay open_until = CHA_DAY_NONE;

    for (guint i = 0; i < n; i++) {
        if (checks[i].merges && open_until != CHA_DAY_NONE && checks[i].start <= open_until)
            continue;
        visits++;
        if (checks[i].merges)
            open_until = checks[i].end;
    }
    return visits;
}

static guint64
visits_to_all(GArray *checks)
{
    guint64 visits = 0;
    guint end = 0;

    g_array_sort(checks, compare_checks);
    for (guint begin = 0; begin < checks->len; begin = end) {
        const Check *first = &g_array_index(checks, Check, begin);

        for (end = begin + 1; end < checks->len; end++) {
            if (g_array_index(checks, Check, end).target != first->target)
                break;
        }
        visits += visits_to_target(first, end - begin);
    }
    return visits;
}

static void
add_checks(GArray *checks, const Drawing *drawing, guint place, const GArray *drawn, gboolean merges)
{
    for (guint i = 0; i < drawn->len; i++) {
        const Check check = {g_array_index(drawn, guint32, i), place, drawing->start, drawing->end, merges};

        g_array_append_val(checks, check);
    }
}

void
joint_simulation_estimate(JointSimulation *simulation, const JointProposal *proposal,
                          JointEstimate *ret_estimate)
{
    JointEstimate estimate = {.fewest = G_MAXUINT64};

    for (guint run = 0; run < JOINT_RUNS; run++) {
        g_autoptr(GArray) now = g_array_new(FALSE, FALSE, sizeof(Check));
        g_autoptr(GArray) joint = g_array_new(FALSE, FALSE, sizeof(Check));
        guint64 visits;

        for (guint i = 0; i < proposal->members->len; i++) {
            guint place = g_array_index(proposal->members, guint, i);
            const Drawing *drawing = drawing_at(simulation, place);

            add_checks(now, drawing, place, simulation->frames[place].drawn[run], drawing->plan->merge);
            add_checks(joint, drawing, place, simulation->frames[place].shared[run], TRUE);
        }
        estimate.checks += joint->len;
        estimate.visits_now += visits_to_all(now);
        visits = visits_to_all(joint);
        estimate.visits_joint += visits;
        estimate.fewest = MIN(estimate.fewest, visits);
        estimate.most = MAX(estimate.most, visits);
        for (guint i = 0; i < joint->len; i++)
            g_array_index(joint, Check, i).start = CHA_DAY_NONE + 1; /* before every end */
        estimate.visits_met += visits_to_all(joint);
    }
    *ret_estimate = estimate;
}
