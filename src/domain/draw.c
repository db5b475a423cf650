#include "domain/draw.h"

#include "base/i18n.h"
#include "domain/declined-set.h"
#include "domain/draw-steps.h"
#include "domain/frame-walk.h"
#include "domain/size.h"
#include "domain/visit-demand.h"

static gboolean
check_nothing_is_missing(const SealedFolder *folder, Trouble *trouble)
{
    for (guint i = 0; i < sealed_folder_count(folder); i++) {
        if (!sealed_folder_is_present(folder, i))
            return trouble_add_fault(
                trouble, RULE_C2, sealed_folder_full_path(folder, i), 0,
                _("the file is listed and not there; a draw needs the whole commitment"));
    }
    return TRUE;
}

static Commitment *
load_whole_commitment(BundleSource *source, Trouble *trouble)
{
    g_autoptr(SealedFolder) folder = sealed_folder_open_commit(source, trouble);

    if (folder == NULL || !check_nothing_is_missing(folder, trouble))
        return NULL;
    return commitment_load(g_steal_pointer(&folder), trouble);
}

static Draw *
compute(BundleSource *source, GBytes *seed_text, Trouble *trouble)
{
    g_autoptr(Commitment) commitment = load_whole_commitment(source, trouble);
    g_autoptr(Seed) seed = NULL;
    g_autoptr(Selection) selection = NULL;
    g_autoptr(GHashTable) declined = NULL;
    g_autoptr(RecusalIndex) recusals = NULL;
    g_autoptr(Draw) draw = NULL;
    GPtrArray *targets = NULL;

    if (commitment == NULL || !seed_check_text(commitment->sources, seed_text, trouble))
        return NULL;
    seed = seed_new(sealed_folder_sums(commitment->folder), seed_text);
    size_compute(commitment, seed);
    selection = selection_new(commitment);
    if (!frame_walk(source, commitment, seed, selection, trouble))
        return NULL;

    draw = draw_new(seed);
    draw_add_sizes(draw, commitment);
    targets = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < commitment->plans->len; i++)
        selection_take(selection, commitment_plan(commitment, i), draw->texts, targets);
    draw_add_targets(draw, targets);
    declined = declined_set_new(commitment, targets, trouble);
    if (declined == NULL || !draw_add_visits(draw, commitment, declined, trouble))
        return NULL;

    recusals = recusal_index_new(commitment, draw->drawn_visits, trouble);
    if (recusals == NULL || !sealed_folder_check_rest(commitment->folder, trouble))
        return NULL;
    if (!visit_demands_check(commitment, draw->drawn_visits, trouble))
        return NULL;
    draw_add_teams(draw, commitment, seed, recusals);
    draw_add_sums(draw);
    return g_steal_pointer(&draw);
}

gboolean
draw_compute(BundleSource *source, GBytes *seed_text, Draw **ret_draw, RuleFault **ret_fault, GError **error)
{
    g_auto(Trouble) trouble = {NULL, NULL};
    Draw *draw = compute(source, seed_text, &trouble);

    if (draw != NULL) {
        *ret_draw = draw;
        return TRUE;
    }
    if (trouble.error != NULL)
        g_propagate_error(error, g_steal_pointer(&trouble.error));
    else
        *ret_fault = g_steal_pointer(&trouble.fault);
    return FALSE;
}
