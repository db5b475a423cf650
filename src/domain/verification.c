#include "domain/verification.h"

#include "base/i18n.h"
#include "domain/bundle-table.h"
#include "domain/claimed-draw.h"
#include "domain/claimed-teams.h"
#include "domain/declined-set.h"
#include "domain/draw-comparison.h"
#include "domain/draw-steps.h"
#include "domain/frame-walk.h"
#include "domain/size.h"
#include "domain/visit-demand.h"

#include <string.h>

enum { PIECE = 64 * 1024, SEED_TEXT_MAX = 16 * 1024 * 1024 };

static const char SEED[] = "seed.txt";

/* A verification on its way. */
typedef struct {
    BundleSource *source;
    SealedFolder *drawn;
    Commitment *commitment;
    Seed *seed;
    Selection *selection; /* (nullable): when the sizes are known */
    Draw *draw;           /* as far as it can be recomputed */
} Verifier;

static void
verifier_clear(Verifier *verifier)
{
    sealed_folder_free(verifier->drawn);
    selection_free(verifier->selection);
    commitment_free(verifier->commitment);
    seed_free(verifier->seed);
    draw_free(verifier->draw);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Verifier, verifier_clear)

static gboolean
is_missing(const GError *error)
{
    return g_error_matches(error, CHA_ERROR, CHA_ERROR_NOT_FOUND);
}

static GBytes *
read_seed_text(BundleSource *source, Trouble *trouble)
{
    g_autoptr(GByteArray) text = g_byte_array_new();

    for (;;) {
        g_autofree guint8 *piece = g_malloc(PIECE);
        g_autoptr(GError) error = NULL;
        gssize length = source->read(source, SEED, text->len, piece, PIECE, &error);

        if (length < 0 && is_missing(error)) {
            trouble_add_fault(trouble, RULE_S1, SEED, 0,
                              _("the file is missing; without it nothing can be recomputed"));
            return NULL;
        }
        if (length < 0) {
            trouble_take(trouble, &(Trouble){.error = g_steal_pointer(&error)});
            return NULL;
        }
        if (length == 0)
            return g_byte_array_free_to_bytes(g_steal_pointer(&text));
        g_byte_array_append(text, piece, (guint)length);
        if (text->len > SEED_TEXT_MAX) {
            trouble_add_fault(trouble, RULE_S1, SEED, 0, _("the file is too long for a line a source"));
            return NULL;
        }
    }
}

static gboolean
open_bundle(Verifier *verifier, Trouble *trouble)
{
    static const char *const NAMES[] = {"selection.csv", "sizes.csv", "teams.csv", "visits.csv", NULL};
    g_autoptr(SealedFolder) folder = sealed_folder_open_commit(verifier->source, trouble);
    g_autoptr(GBytes) seed_text = NULL;

    if (folder == NULL)
        return FALSE;
    verifier->commitment = commitment_load(g_steal_pointer(&folder), trouble);
    if (verifier->commitment == NULL)
        return FALSE;
    seed_text = read_seed_text(verifier->source, trouble);
    if (seed_text == NULL || !seed_check_text(verifier->commitment->sources, seed_text, trouble))
        return FALSE;
    verifier->seed = seed_new(sealed_folder_sums(verifier->commitment->folder), seed_text);
    verifier->draw = draw_new(verifier->seed);
    verifier->drawn = sealed_folder_open_draw(verifier->source, NAMES, trouble);
    return verifier->drawn != NULL;
}

static gboolean
is_drawn_file_present(const Verifier *verifier, DrawFile file)
{
    return sealed_folder_is_present(verifier->drawn, file);
}

static gboolean
find_sizes(Verifier *verifier, Trouble *trouble)
{
    Commitment *commitment = verifier->commitment;

    if (commitment->pools != NULL && commitment->strata != NULL)
        size_compute(commitment, verifier->seed);
    else if (commitment->knows_plans && is_drawn_file_present(verifier, DRAW_SIZES) &&
             !claimed_sizes_read(verifier->drawn, commitment, trouble))
        return FALSE;
    if (commitment->knows_sizes) {
        draw_add_sizes(verifier->draw, commitment);
        verifier->selection = selection_new(commitment);
    }
    return TRUE;
}

static gboolean
is_computable(const Verifier *verifier, const CommittedPlan *plan)
{
    return verifier->selection != NULL && plan->has_frame;
}

/* Gives claimed targets the districts that other plans' frames show. */
static void
borrow_districts(GPtrArray *targets)
{
    g_autoptr(GHashTable) districts = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < targets->len; i++) {
        DrawnTarget *target = targets->pdata[i];

        if (target->district != NULL)
            g_hash_table_insert(districts, target->target, target->district);
    }
    for (guint i = 0; i < targets->len; i++) {
        DrawnTarget *target = targets->pdata[i];

        if (target->district == NULL)
            target->district = g_hash_table_lookup(districts, target->target);
    }
}

/* The rows of one plan, from the first that was not taken yet. */
static void
take_claimed(GPtrArray *claimed, guint *next, const char *plan, gboolean is_wanted, GPtrArray *targets)
{
    for (; *next < claimed->len; (*next)++) {
        DrawnTarget *target = claimed->pdata[*next];

        if (strcmp(target->plan, plan) != 0)
            return;
        if (is_wanted)
            g_ptr_array_add(targets, g_memdup2(target, sizeof *target));
    }
}

/* What was drawn: recomputed, and where a frame is withheld, as claimed. */
static gboolean
find_targets(Verifier *verifier, Trouble *trouble)
{
    Commitment *commitment = verifier->commitment;
    g_autoptr(GPtrArray) targets = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) claimed = NULL;
    gboolean is_complete = commitment->knows_plans;
    guint next = 0;

    for (guint i = 0; i < commitment->plans->len; i++)
        is_complete = is_complete && is_computable(verifier, commitment_plan(commitment, i));
    if (!is_complete && (!commitment->knows_plans || !is_drawn_file_present(verifier, DRAW_SELECTION)))
        return TRUE;
    if (!is_complete) {
        claimed = claimed_selection_read(verifier->drawn, commitment, verifier->seed, verifier->draw->texts,
                                         trouble);
        if (claimed == NULL)
            return FALSE;
    }
    for (guint i = 0; i < commitment->plans->len; i++) {
        const CommittedPlan *plan = commitment_plan(commitment, i);
        gboolean can_compute = is_computable(verifier, plan);

        if (can_compute)
            selection_take(verifier->selection, plan, verifier->draw->texts, targets);
        if (claimed != NULL)
            take_claimed(claimed, &next, plan->name, !can_compute, targets);
    }
    borrow_districts(targets);
    draw_add_targets(verifier->draw, g_steal_pointer(&targets));
    return TRUE;
}

/* Whether there is all that visits follow from, besides the plans. */
static gboolean
knows_visit_rules(const Commitment *commitment)
{
    const TableForm *form = bundle_table(BUNDLE_DECLINED);
    guint file = 0;

    return commitment->protocol == 1 || (commitment->knows_params && commitment->seats != NULL &&
                                         sealed_folder_find(commitment->folder, form->name, &file) &&
                                         sealed_folder_is_present(commitment->folder, file));
}

static gboolean
find_visits(Verifier *verifier, Trouble *trouble)
{
    Draw *draw = verifier->draw;
    g_autoptr(GHashTable) declined = declined_set_new(verifier->commitment, draw->targets, trouble);

    if (declined == NULL)
        return FALSE;
    return draw->targets == NULL || !knows_visit_rules(verifier->commitment) ||
           draw_add_visits(draw, verifier->commitment, declined, trouble);
}

static gboolean
has_all_districts(GPtrArray *visits)
{
    for (guint i = 0; i < visits->len; i++) {
        if (((const DrawnVisit *)visits->pdata[i])->district == NULL)
            return FALSE;
    }
    return TRUE;
}

static gboolean
find_teams(Verifier *verifier, Trouble *trouble)
{
    Commitment *commitment = verifier->commitment;
    Draw *draw = verifier->draw;
    g_autoptr(RecusalIndex) recusals = recusal_index_new(commitment, draw->drawn_visits, trouble);
    GPtrArray *seats = NULL;

    if (recusals == NULL)
        return FALSE;
    if (draw->drawn_visits == NULL || commitment->seats == NULL)
        return !is_drawn_file_present(verifier, DRAW_TEAMS) ||
               claimed_teams_check(verifier->drawn, verifier->seed, draw->drawn_visits, trouble);
    if (!visit_demands_check(commitment, draw->drawn_visits, trouble))
        return FALSE;
    if (commitment->knows_params && commitment->inspectors != NULL && recusal_index_is_known(recusals) &&
        has_all_districts(draw->drawn_visits)) {
        draw_add_teams(draw, commitment, verifier->seed, recusals);
        return TRUE;
    }
    if (!is_drawn_file_present(verifier, DRAW_TEAMS))
        return TRUE;
    seats = claimed_teams_read(verifier->drawn, commitment, verifier->seed, draw->drawn_visits, recusals,
                               draw->texts, trouble);
    if (seats == NULL)
        return FALSE;
    draw_add_seats(draw, seats);
    return TRUE;
}

/* Compares draw/ with what could be recomputed; of the rest, reads the texts. */
static gboolean
check_draw(Verifier *verifier, Trouble *trouble)
{
    static const struct {
        DrawFile file;
        BundleTable table;
        Rule rule;
    } PARTS[] = {
        {DRAW_SIZES, BUNDLE_SIZES, RULE_D3},
        {DRAW_SELECTION, BUNDLE_SELECTION, RULE_D4},
        {DRAW_VISITS, BUNDLE_VISITS, RULE_D5},
        {DRAW_TEAMS, BUNDLE_TEAMS, RULE_D6},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(PARTS); i++) {
        DrawFile file = PARTS[i].file;
        const TableForm *form = bundle_table(PARTS[i].table);
        GBytes *expected = draw_file_text(verifier->draw, file);
        gboolean is_right = TRUE;

        if (is_drawn_file_present(verifier, file) && expected != NULL)
            is_right = draw_compare_file(verifier->source, sealed_folder_full_path(verifier->drawn, file),
                                         form, PARTS[i].rule, expected, trouble);
        else if (is_drawn_file_present(verifier, file))
            is_right = sealed_folder_read_claims(verifier->drawn, file, form, NULL, NULL, NULL, trouble);
        if (!is_right)
            return FALSE;
    }
    return TRUE;
}

/* Compares draw/SHA256SUMS with the files, and of those that are withheld, with
 * what they must be. */
static gboolean
check_draw_sums(Verifier *verifier, Trouble *trouble)
{
    for (guint file = 0; file < DRAW_N_FILES; file++) {
        GBytes *expected = draw_file_text(verifier->draw, file);
        Digest digest;

        if (expected == NULL)
            continue;
        digest = digest_of(g_bytes_get_data(expected, NULL), g_bytes_get_size(expected));
        if (!sealed_folder_check_digest(verifier->drawn, file, &digest, trouble))
            return FALSE;
    }
    return sealed_folder_check_rest(verifier->drawn, trouble);
}

static void
collect_withheld(const SealedFolder *folder, GPtrArray *withheld)
{
    for (guint i = 0; i < sealed_folder_count(folder); i++) {
        if (!sealed_folder_is_present(folder, i))
            g_ptr_array_add(withheld, g_strdup(sealed_folder_full_path(folder, i)));
    }
}

static gboolean
verify(Verifier *verifier, Trouble *trouble)
{
    return open_bundle(verifier, trouble) && find_sizes(verifier, trouble) &&
           frame_walk(verifier->source, verifier->commitment, verifier->seed, verifier->selection, trouble) &&
           find_targets(verifier, trouble) && find_visits(verifier, trouble) &&
           find_teams(verifier, trouble) && sealed_folder_check_rest(verifier->commitment->folder, trouble) &&
           check_draw(verifier, trouble) && check_draw_sums(verifier, trouble);
}

Verification *
verification_run(BundleSource *source, GError **error)
{
    g_autoptr(Verification) verification = g_new0(Verification, 1);
    g_auto(Verifier) verifier = {.source = source};
    g_auto(Trouble) trouble = {NULL, NULL};
    const GString *sums = NULL;
    Digest commitment;

    verification->withheld = g_ptr_array_new_with_free_func(g_free);
    if (!verify(&verifier, &trouble)) {
        if (trouble.error != NULL) {
            g_propagate_error(error, g_steal_pointer(&trouble.error));
            return NULL;
        }
        verification->outcome = VERIFICATION_FAILED;
        verification->fault = g_steal_pointer(&trouble.fault);
        return g_steal_pointer(&verification);
    }
    sums = sealed_folder_sums(verifier.commitment->folder);
    commitment = digest_of(sums->str, sums->len);
    digest_to_hex(&commitment, verification->commitment);
    collect_withheld(verifier.commitment->folder, verification->withheld);
    collect_withheld(verifier.drawn, verification->withheld);
    verification->outcome = verification->withheld->len > 0 ? VERIFICATION_PARTLY : VERIFICATION_VERIFIED;
    return g_steal_pointer(&verification);
}

void
verification_free(Verification *verification)
{
    if (verification == NULL)
        return;
    g_ptr_array_unref(verification->withheld);
    rule_fault_free(verification->fault);
    g_free(verification);
}
