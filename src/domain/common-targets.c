#include "domain/common-targets.h"

guint64 *
common_targets_count(FrameBuilder *frames, guint n_drawings)
{
    GPtrArray *groups = frame_builder_groups(frames);
    guint64 *common = g_new0(guint64, (gsize)n_drawings * n_drawings + 1);

    for (guint i = 0; i < groups->len; i++) {
        const FrameGroup *group = g_ptr_array_index(groups, i);

        for (guint a = 0; a < group->n_drawings; a++) {
            for (guint b = a + 1; b < group->n_drawings; b++)
                common[(gsize)group->drawings[a] * n_drawings + group->drawings[b]] += group->targets;
        }
    }
    return common;
}
