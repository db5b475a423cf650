#include "domain/selection.h"

#include "domain/bundle-table.h"

#include <inttypes.h>
#include <string.h>

/* A target that is kept: its ticket, and then target and district, each ended
 * with NUL. */
typedef struct {
    Digest ticket;
    char target[];
} Kept;

/* The beginning of the ticket decides nearly always, and lies beside the
 * pointer: the heap need not follow it. */
typedef struct {
    guint64 ticket_begin;
    Kept *kept;
} Slot;

/* A heap with the highest ticket on top: the one to go next. */
typedef struct {
    GArray *slots; /* (element-type Slot) */
    guint64 capacity;
} Heap;

struct Selection {
    const Commitment *commitment;
    Heap *heaps; /* one a stratum */
};

Selection *
selection_new(const Commitment *commitment)
{
    Selection *selection = g_new0(Selection, 1);

    selection->commitment = commitment;
    selection->heaps = g_new0(Heap, commitment->strata->len);
    for (guint i = 0; i < commitment->strata->len; i++) {
        const CommittedStratum *stratum = commitment_stratum(commitment, i);

        selection->heaps[i].capacity = stratum->sample + stratum->reserve;
    }
    return selection;
}

static void
clear_heap(Heap *heap)
{
    for (guint i = 0; heap->slots != NULL && i < heap->slots->len; i++)
        g_free(g_array_index(heap->slots, Slot, i).kept);
    g_clear_pointer(&heap->slots, g_array_unref);
}

void
selection_free(Selection *selection)
{
    if (selection == NULL)
        return;
    for (guint i = 0; i < selection->commitment->strata->len; i++)
        clear_heap(&selection->heaps[i]);
    g_free(selection->heaps);
    g_free(selection);
}

gboolean
selection_wants(const Selection *selection, guint stratum)
{
    return selection->heaps[stratum].capacity > 0;
}

static int
compare_slots(const Slot *left, const Slot *right)
{
    int order;

    if (left->ticket_begin != right->ticket_begin)
        return left->ticket_begin < right->ticket_begin ? -1 : 1;
    order = digest_compare(&left->kept->ticket, &right->kept->ticket);
    return order != 0 ? order : strcmp(left->kept->target, right->kept->target);
}

static void
sift_up(Slot *slots, guint index)
{
    Slot moved = slots[index];

    while (index > 0) {
        guint parent = (index - 1) / 2;

        if (compare_slots(&moved, &slots[parent]) <= 0)
            break;
        slots[index] = slots[parent];
        index = parent;
    }
    slots[index] = moved;
}

static void
sift_down(Slot *slots, guint n_slots, guint index)
{
    Slot moved = slots[index];

    for (;;) {
        guint child = 2 * index + 1;

        if (child + 1 < n_slots && compare_slots(&slots[child + 1], &slots[child]) > 0)
            child++;
        if (child >= n_slots || compare_slots(&moved, &slots[child]) >= 0)
            break;
        slots[index] = slots[child];
        index = child;
    }
    slots[index] = moved;
}

static Kept *
keep(Kept *reused, const Digest *ticket, const char *target, const char *district)
{
    gsize target_size = strlen(target) + 1;
    gsize district_size = strlen(district) + 1;
    Kept *kept = g_realloc(reused, sizeof *kept + target_size + district_size);

    kept->ticket = *ticket;
    memcpy(kept->target, target, target_size);
    memcpy(kept->target + target_size, district, district_size);
    return kept;
}

/* Whether the offered target comes before the one in @slot. */
static gboolean
is_before(guint64 ticket_begin, const Digest *ticket, const char *target, const Slot *slot)
{
    int order;

    if (ticket_begin != slot->ticket_begin)
        return ticket_begin < slot->ticket_begin;
    order = digest_compare(ticket, &slot->kept->ticket);
    return order != 0 ? order < 0 : strcmp(target, slot->kept->target) < 0;
}

void
selection_offer(Selection *selection, guint stratum, const Digest *ticket, const char *target,
                const char *district)
{
    Heap *heap = &selection->heaps[stratum];
    guint64 ticket_begin = digest_number(ticket);

    if (heap->slots == NULL)
        heap->slots = g_array_new(FALSE, FALSE, sizeof(Slot));
    if (heap->slots->len < heap->capacity) {
        Slot slot = {ticket_begin, keep(NULL, ticket, target, district)};

        g_array_append_val(heap->slots, slot);
        sift_up((Slot *)(gpointer)heap->slots->data, heap->slots->len - 1);
        return;
    }
    if (heap->slots->len > 0) {
        Slot *top = &g_array_index(heap->slots, Slot, 0);

        if (!is_before(ticket_begin, ticket, target, top))
            return;
        *top = (Slot){ticket_begin, keep(top->kept, ticket, target, district)};
        sift_down(top, heap->slots->len, 0);
    }
}

static gint
compare_for_sort(gconstpointer left, gconstpointer right)
{
    return compare_slots(left, right);
}

void
selection_take(Selection *selection, const CommittedPlan *plan, GStringChunk *texts, GPtrArray *targets)
{
    for (guint s = plan->strata.first; s < plan->strata.first + plan->strata.count; s++) {
        const CommittedStratum *stratum = commitment_stratum(selection->commitment, s);
        Heap *heap = &selection->heaps[s];

        if (heap->slots != NULL)
            g_array_sort(heap->slots, compare_for_sort);
        for (guint i = 0; heap->slots != NULL && i < heap->slots->len; i++) {
            const Kept *kept = g_array_index(heap->slots, Slot, i).kept;
            DrawnTarget *target = g_new0(DrawnTarget, 1);

            target->plan = g_string_chunk_insert_const(texts, plan->name);
            target->stratum = g_string_chunk_insert_const(texts, stratum->name);
            target->rank = (guint64)i + 1;
            target->reserve = i >= stratum->sample;
            target->target = g_string_chunk_insert(texts, kept->target);
            target->district = g_string_chunk_insert_const(texts, kept->target + strlen(kept->target) + 1);
            target->ticket = kept->ticket;
            g_ptr_array_add(targets, target);
        }
        clear_heap(heap);
    }
}

GBytes *
selection_text(GPtrArray *targets)
{
    GString *text = g_string_new(NULL);

    bundle_table_append_header(text, BUNDLE_SELECTION);
    for (guint i = 0; i < targets->len; i++) {
        const DrawnTarget *target = targets->pdata[i];
        char ticket[DIGEST_HEX_SIZE];

        digest_to_hex(&target->ticket, ticket);
        g_string_append_printf(text, "%s,%s,%" PRIu64 ",%s,%s,%s\n", target->plan, target->stratum,
                               target->rank, target->reserve ? "reserve" : "drawn", target->target, ticket);
    }
    return g_string_free_to_bytes(text);
}
