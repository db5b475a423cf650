#include "domain/frame-walk.h"

#include "base/i18n.h"
#include "base/text.h"
#include "domain/bundle-table.h"
#include "domain/exclusion-index.h"

#include <inttypes.h>
#include <string.h>

/* All buffers together; each frame has two, for itself and its exclusions. */
enum { BUFFERS_SIZE = 64 * 1024 * 1024, BUFFER_SIZE_MIN = 4 * 1024, BUFFER_SIZE_MAX = 64 * 1024 };

/* One frame on its way. */
typedef struct Lane {
    const CommittedPlan *plan;
    TableReader *rows;
    const char *target; /* of the row that was read last */
    gsize target_length;
    ExclusionCursor *exclusions;
    SeedPrefix *tickets; /* (nullable): when the plan has its own */
    guint stratum;       /* of the row before, mostly that of the next; G_MAXUINT at first */
} Lane;

/* A lane that has a row, with the beginning of its target as numbers: they
 * decide nearly always, without a look at the rows of many frames. */
typedef struct {
    guint64 begin[3];
    Lane *lane;
} Waiting;

typedef struct {
    Commitment *commitment;
    Selection *selection;
    SeedPrefix *shared_tickets;
    guint64 *counts; /* by stratum; (nullable) */
    Lane *lanes;
    guint n_lanes;
    Waiting *heap; /* the lowest target first */
    guint n_heap;
    /* The target that is looked at, in all its frames. */
    char target[TEXT_IDENTIFIER_MAX + 1];
    char district[TEXT_IDENTIFIER_MAX + 1];
    const CommittedPlan *first_plan;
    gboolean has_shared_ticket;
    Digest shared_ticket;
    Trouble pending; /* what is wrong with the design; texts and digests go before it */
} FrameWalk;

static void
frame_walk_clear(FrameWalk *walk)
{
    for (guint i = 0; i < walk->n_lanes; i++) {
        table_reader_free(walk->lanes[i].rows);
        exclusion_cursor_free(walk->lanes[i].exclusions);
        seed_prefix_free(walk->lanes[i].tickets);
    }
    g_free(walk->lanes);
    g_free(walk->heap);
    g_free(walk->counts);
    seed_prefix_free(walk->shared_tickets);
    trouble_clear(&walk->pending);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FrameWalk, frame_walk_clear)

static Waiting
wait_with(Lane *lane)
{
    Waiting waiting = {{0, 0, 0}, lane};

    memcpy(waiting.begin, lane->target, MIN(lane->target_length, sizeof waiting.begin));
    for (gsize i = 0; i < G_N_ELEMENTS(waiting.begin); i++)
        waiting.begin[i] = GUINT64_FROM_BE(waiting.begin[i]);
    return waiting;
}

static gboolean
is_before(const Waiting *left, const Waiting *right)
{
    int order = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(left->begin); i++) {
        if (left->begin[i] != right->begin[i])
            return left->begin[i] < right->begin[i];
    }
    if (left->lane->target_length > sizeof left->begin || right->lane->target_length > sizeof left->begin)
        order = strcmp(left->lane->target, right->lane->target);
    return order != 0 ? order < 0 : left->lane < right->lane;
}

static void
sift_down(FrameWalk *walk, guint index)
{
    Waiting moved = walk->heap[index];

    for (;;) {
        guint child = 2 * index + 1;

        if (child + 1 < walk->n_heap && is_before(&walk->heap[child + 1], &walk->heap[child]))
            child++;
        if (child >= walk->n_heap || !is_before(&walk->heap[child], &moved))
            break;
        walk->heap[index] = walk->heap[child];
        index = child;
    }
    walk->heap[index] = moved;
}

/* Reads a lane's next row; at its end, checks the digest of the frame. */
static gboolean
advance(FrameWalk *walk, Lane *lane, gboolean *ret_has_row, Trouble *trouble)
{
    Digest digest;

    *ret_has_row = table_reader_next(lane->rows, trouble);
    if (*ret_has_row) {
        lane->target = table_reader_cells(lane->rows)[FRAME_TARGET].text;
        lane->target_length = table_reader_cells(lane->rows)[FRAME_TARGET].length;
        return TRUE;
    }
    if (trouble_is_set(trouble))
        return FALSE;
    digest = table_reader_digest(lane->rows);
    return sealed_folder_check_digest(walk->commitment->folder, lane->plan->frame, &digest, trouble);
}

static gboolean
check_district(FrameWalk *walk, const Lane *lane, const char *district)
{
    if (*district == '\0')
        return trouble_add_fault(&walk->pending, RULE_C11, table_reader_path(lane->rows),
                                 table_reader_line_number(lane->rows),
                                 _("target \"%s\" has no district; it must have one"), walk->target);
    if (strcmp(district, walk->district) != 0)
        return trouble_add_fault(
            &walk->pending, RULE_C11, table_reader_path(lane->rows), table_reader_line_number(lane->rows),
            _("target \"%s\" is in district \"%s\" here and in \"%s\" in the frame of plan \"%s\"; it must "
              "have one district"),
            walk->target, district, walk->district, walk->first_plan->name);
    return TRUE;
}

static gboolean
find_stratum(FrameWalk *walk, Lane *lane, const char *name)
{
    if (lane->stratum != G_MAXUINT &&
        strcmp(commitment_stratum(walk->commitment, lane->stratum)->name, name) == 0)
        return TRUE;
    if (commitment_find_stratum(walk->commitment, lane->plan, name, &lane->stratum))
        return TRUE;
    return trouble_add_fault(
        &walk->pending, RULE_C11, table_reader_path(lane->rows), table_reader_line_number(lane->rows),
        _("\"%s\" is not a stratum of plan \"%s\" in strata.csv"), name, lane->plan->name);
}

static void
offer(FrameWalk *walk, Lane *lane)
{
    Digest own_ticket;
    const Digest *ticket = &own_ticket;

    if (walk->selection == NULL || !selection_wants(walk->selection, lane->stratum))
        return;
    if (lane->tickets != NULL) {
        own_ticket = seed_prefix_hash(lane->tickets, walk->target, lane->target_length);
    } else {
        if (!walk->has_shared_ticket)
            walk->shared_ticket = seed_prefix_hash(walk->shared_tickets, walk->target, lane->target_length);
        walk->has_shared_ticket = TRUE;
        ticket = &walk->shared_ticket;
    }
    selection_offer(walk->selection, lane->stratum, ticket, walk->target, walk->district);
}

/* Looks at the row a lane stands on. */
static void
visit_row(FrameWalk *walk, Lane *lane)
{
    const TableCell *cells = table_reader_cells(lane->rows);

    if (walk->first_plan == NULL || strcmp(walk->target, lane->target) != 0) {
        memcpy(walk->target, lane->target, lane->target_length + 1);
        memcpy(walk->district, cells[FRAME_DISTRICT].text, cells[FRAME_DISTRICT].length + 1);
        walk->first_plan = lane->plan;
        walk->has_shared_ticket = FALSE;
    }
    if (!check_district(walk, lane, cells[FRAME_DISTRICT].text))
        return;
    if (walk->counts != NULL) {
        if (!find_stratum(walk, lane, cells[FRAME_STRATUM].text))
            return;
        walk->counts[lane->stratum]++;
        offer(walk, lane);
    }
    if (lane->exclusions != NULL)
        exclusion_cursor_check(lane->exclusions, lane->target, &walk->pending);
}

static gboolean
open_lanes(FrameWalk *walk, BundleSource *source, const Seed *seed, const ExclusionIndex *exclusions,
           Trouble *trouble)
{
    Commitment *commitment = walk->commitment;
    gsize buffer_size = BUFFERS_SIZE / 2 / (commitment->plans->len + 1);

    buffer_size = CLAMP(buffer_size, BUFFER_SIZE_MIN, BUFFER_SIZE_MAX);
    walk->lanes = g_new0(Lane, commitment->plans->len);
    walk->heap = g_new0(Waiting, commitment->plans->len);
    for (guint i = 0; i < commitment->plans->len; i++) {
        const CommittedPlan *plan = commitment_plan(commitment, i);
        Lane *lane = &walk->lanes[walk->n_lanes];
        gboolean has_row = FALSE;

        if (!plan->has_frame)
            continue;
        walk->n_lanes++;
        lane->plan = plan;
        lane->rows = table_reader_new(source, sealed_folder_full_path(commitment->folder, plan->frame),
                                      bundle_table(BUNDLE_FRAME), buffer_size);
        lane->exclusions = exclusion_cursor_new(exclusions, i, buffer_size);
        lane->stratum = G_MAXUINT;
        if (walk->selection != NULL && !plan->shares_tickets)
            lane->tickets = seed_target_prefix(seed, plan);
        if (!advance(walk, lane, &has_row, trouble))
            return FALSE;
        if (has_row)
            walk->heap[walk->n_heap++] = wait_with(lane);
    }
    for (guint i = walk->n_heap / 2; i > 0; i--)
        sift_down(walk, i - 1);
    return TRUE;
}

static gboolean
walk_rows(FrameWalk *walk, Trouble *trouble)
{
    while (walk->n_heap > 0) {
        Lane *lane = walk->heap[0].lane;
        gboolean has_row = FALSE;

        if (!trouble_is_set(&walk->pending))
            visit_row(walk, lane);
        if (!advance(walk, lane, &has_row, trouble))
            return FALSE;
        walk->heap[0] = has_row ? wait_with(lane) : walk->heap[--walk->n_heap];
        if (walk->n_heap > 1)
            sift_down(walk, 0);
    }
    return TRUE;
}

static gboolean
check_counts(const FrameWalk *walk, Trouble *trouble)
{
    gboolean are_claimed = walk->commitment->are_strata_claimed;

    for (guint i = 0; i < walk->n_lanes; i++) {
        const CommittedPlan *plan = walk->lanes[i].plan;

        for (guint s = plan->strata.first; s < plan->strata.first + plan->strata.count; s++) {
            const CommittedStratum *stratum = commitment_stratum(walk->commitment, s);

            if (walk->counts[s] != stratum->population)
                return trouble_add_fault(trouble, are_claimed ? RULE_D3 : RULE_C8,
                                         are_claimed ? "draw/sizes.csv" : "commit/strata.csv",
                                         stratum->line_number,
                                         _("the population of stratum \"%s\" of plan \"%s\" is %" PRIu64
                                           "; its frame holds %" PRIu64 " targets of it"),
                                         stratum->name, plan->name, stratum->population, walk->counts[s]);
        }
    }
    return TRUE;
}

/* Without plans.csv, frames are texts among others. */
static gboolean
check_texts(Commitment *commitment, Trouble *trouble)
{
    for (guint i = 0; i < sealed_folder_count(commitment->folder); i++) {
        const char *path = sealed_folder_path(commitment->folder, i);

        if (commitment_is_frame(path) && sealed_folder_is_present(commitment->folder, i) &&
            !sealed_folder_read_table(commitment->folder, i, bundle_table(BUNDLE_FRAME), NULL, NULL, trouble))
            return FALSE;
    }
    return TRUE;
}

gboolean
frame_walk(BundleSource *source, Commitment *commitment, const Seed *seed, Selection *selection,
           Trouble *trouble)
{
    g_autoptr(ExclusionIndex) exclusions = exclusion_index_new(source, commitment, trouble);
    g_auto(FrameWalk) walk = {.commitment = commitment, .selection = selection};

    if (exclusions == NULL)
        return FALSE;
    if (!commitment->knows_plans)
        return check_texts(commitment, trouble);
    if (commitment->strata != NULL)
        walk.counts = g_new0(guint64, commitment->strata->len);
    if (selection != NULL)
        walk.shared_tickets = seed_prefix_new(seed, "target|", NULL);
    if (!open_lanes(&walk, source, seed, exclusions, trouble) || !walk_rows(&walk, trouble))
        return FALSE;
    trouble_take(trouble, &walk.pending);
    return !trouble_is_set(trouble) && (walk.counts == NULL || check_counts(&walk, trouble));
}
