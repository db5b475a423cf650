#include "domain/draw-steps.h"

#include "domain/selection.h"
#include "domain/size.h"
#include "domain/team.h"
#include "domain/visit.h"

#include <string.h>

const char *
draw_file_name(DrawFile file)
{
    static const char *const NAMES[] = {
        [DRAW_SELECTION] = "selection.csv",
        [DRAW_SIZES] = "sizes.csv",
        [DRAW_TEAMS] = "teams.csv",
        [DRAW_VISITS] = "visits.csv",
    };

    return NAMES[file];
}

GBytes *
draw_file_text(const Draw *draw, DrawFile file)
{
    switch (file) {
    case DRAW_SELECTION:
        return draw->selection;
    case DRAW_SIZES:
        return draw->sizes;
    case DRAW_TEAMS:
        return draw->teams;
    case DRAW_VISITS:
        return draw->visits;
    case DRAW_N_FILES:
    default:
        g_assert_not_reached();
    }
}

Draw *
draw_new(const Seed *seed)
{
    Draw *draw = g_new0(Draw, 1);

    memcpy(draw->seed, seed_hex(seed), sizeof draw->seed);
    draw->texts = g_string_chunk_new(64 * 1024);
    return draw;
}

void
draw_free(Draw *draw)
{
    if (draw == NULL)
        return;
    g_clear_pointer(&draw->sizes, g_bytes_unref);
    g_clear_pointer(&draw->selection, g_bytes_unref);
    g_clear_pointer(&draw->visits, g_bytes_unref);
    g_clear_pointer(&draw->teams, g_bytes_unref);
    g_clear_pointer(&draw->sums, g_bytes_unref);
    g_clear_pointer(&draw->targets, g_ptr_array_unref);
    g_clear_pointer(&draw->drawn_visits, g_ptr_array_unref);
    g_clear_pointer(&draw->seats, g_ptr_array_unref);
    g_clear_pointer(&draw->texts, g_string_chunk_free);
    g_free(draw);
}

void
draw_add_sizes(Draw *draw, const Commitment *commitment)
{
    draw->sizes = size_text(commitment);
}

void
draw_add_targets(Draw *draw, GPtrArray *targets)
{
    draw->targets = targets;
    draw->selection = selection_text(targets);
}

gboolean
draw_add_visits(Draw *draw, const Commitment *commitment, GHashTable *declined, Trouble *trouble)
{
    draw->drawn_visits = visit_merge(commitment, draw->targets, declined, draw->texts, trouble);
    if (draw->drawn_visits == NULL)
        return FALSE;
    draw->protocol = commitment->protocol;
    draw->fewest_visits = visit_count_without_limits(commitment, draw->targets);
    draw->visits = visit_text(draw->drawn_visits);
    return TRUE;
}

void
draw_add_seats(Draw *draw, GPtrArray *seats)
{
    draw->seats = seats;
    draw->teams = team_text(seats);
}

void
draw_add_teams(Draw *draw, Commitment *commitment, const Seed *seed, const RecusalIndex *recusals)
{
    draw_add_seats(draw, team_fill(commitment, seed, draw->drawn_visits, recusals, draw->texts));
}

void
draw_add_sums(Draw *draw)
{
    GString *sums = g_string_new(NULL);

    for (guint file = 0; file < DRAW_N_FILES; file++) {
        GBytes *text = draw_file_text(draw, file);
        Digest digest = digest_of(g_bytes_get_data(text, NULL), g_bytes_get_size(text));
        char hex[DIGEST_HEX_SIZE];

        digest_to_hex(&digest, hex);
        g_string_append_printf(sums, "%s  %s\n", hex, draw_file_name(file));
    }
    draw->sums = g_string_free_to_bytes(sums);
}
