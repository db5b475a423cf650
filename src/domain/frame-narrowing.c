/* What the conditions of plans left, and what became of their lists. */
#include "domain/frame-private.h"

#include "base/text.h"

#include <string.h>

static Frame *
frame_with_list(FrameBuilder *builder, guint index)
{
    return &g_array_index(builder->frames, Frame, g_array_index(builder->with_list, guint, index));
}

/* Whether a target is on any list. Targets come in byte order, as lists are. */
static gboolean
find_in_lists(FrameBuilder *builder, const char *target)
{
    gboolean is_found = FALSE;

    for (guint i = 0; i < builder->with_list->len; i++) {
        Frame *frame = frame_with_list(builder, i);
        const GPtrArray *listed = frame->drawing->plan->listed;
        int order = -1;

        while (frame->list_place < listed->len &&
               (order = strcmp(g_ptr_array_index(listed, frame->list_place), target)) < 0)
            frame->list_place++;
        frame->is_listed = frame->list_place < listed->len && order == 0;
        is_found = is_found || frame->is_listed;
    }
    return is_found;
}

/* Who is on a list expects to be drawn: what keeps it out is told. */
static void
note_listed(Frame *frame, const char *name, const FrameTarget *target, gboolean is_active)
{
    FrameNarrowing *narrowing = &frame->narrowing;
    FrameCondition unmet;

    if (!is_active) {
        if (narrowing->listed_ended++ == 0)
            narrowing->ended_example = g_strdup(name);
        return;
    }
    unmet = frame_condition_unmet(frame->drawing->plan, target);
    if (unmet == CONDITION_NONE || narrowing->listed_unmet++ > 0)
        return;
    narrowing->unmet_example = g_strdup(name);
    narrowing->unmet_by = unmet;
}

void
frame_look_into_lists(FrameBuilder *builder, const char *const *texts, const FrameTarget *target,
                      gboolean is_active)
{
    const char *name = texts[builder->column_target];
    FrameTarget whole = *target;
    g_autoptr(GPtrArray) types = NULL;
    g_autofree char *address = NULL;

    if (!find_in_lists(builder, name))
        return;
    types = text_split(texts[builder->column_types]);
    address = text_fold(texts[builder->column_address]);
    whole.types = types;
    whole.address = address;
    for (guint i = 0; i < builder->with_list->len; i++) {
        Frame *frame = frame_with_list(builder, i);

        if (frame->is_listed)
            note_listed(frame, name, &whole, is_active);
    }
}

/* Sums only, so the order of the table does not matter. */
void
frame_settle_narrowing(FrameBuilder *builder)
{
    GHashTableIter cells;
    gpointer value;

    g_hash_table_iter_init(&cells, builder->cells);
    while (g_hash_table_iter_next(&cells, NULL, &value)) {
        const Cell *cell = value;

        for (guint i = 0; i < cell->narrowed->len; i++) {
            CellNarrowing narrowed = g_array_index(cell->narrowed, CellNarrowing, i);

            g_array_index(builder->frames, Frame, narrowed.drawing).narrowing.unmet[narrowed.unmet] +=
                cell->targets;
        }
    }
}

const FrameNarrowing *
frame_builder_narrowing(FrameBuilder *builder, guint drawing)
{
    return &g_array_index(builder->frames, Frame, drawing).narrowing;
}
