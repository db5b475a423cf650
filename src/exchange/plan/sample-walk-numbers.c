/* The numbers of a phrase, and what stands around each. */
#include "exchange/plan/sample-walk-private.h"

#include "exchange/plan/phrase-scan.h"

#include <string.h>

enum {
    AMOUNTS_MAX = 24,
    TIMES_MAX = 366 /* what is more often is no frequency */
};

static gboolean
take(SampleWalk *walk, TokenType type)
{
    if (walk->at->type != type)
        return FALSE;
    walk->at++;
    return TRUE;
}

/* 以上, 以下 behind an amount or times. */
static void
take_bound_behind(SampleWalk *walk, gint *bound)
{
    while (walk->at->type == TOKEN_OR_MORE || walk->at->type == TOKEN_OR_LESS) {
        gint behind = walk->at->type == TOKEN_OR_MORE ? 1 : -1;

        if (*bound != 0 && *bound != behind)
            sample_walk_fail(walk, PHRASE_MIXED_UP);
        *bound = behind;
        walk->at++;
    }
}

static void
add_amount(SampleWalk *walk, Amount amount)
{
    gint bound = walk->has_bound ? walk->bound : 0;

    if (walk->has_bound && walk->is_strict)
        sample_walk_judge(walk, PHRASE_STRICT);
    if (amount.bound != 0 && bound != 0)
        sample_walk_fail(walk, PHRASE_MIXED_UP); /* 不低于10-20% */
    amount.bound = amount.bound != 0 ? amount.bound : bound;
    take_bound_behind(walk, &amount.bound);
    amount.is_strict = walk->has_bound && walk->is_strict;
    amount.in_brackets = walk->depth > 0;
    amount.classes = walk->classes;
    if (amount.classes == 0 && amount.in_brackets && walk->amounts->len > 0)
        amount.classes = g_array_index(walk->amounts, Amount, walk->amounts->len - 1).classes;
    amount.clause = walk->clause;
    amount.is_apart = walk->is_apart || walk->has_bound;
    amount.joined = walk->joined;
    amount.is_part = walk->is_part;
    walk->is_of_year = walk->is_of_year || walk->is_yearly || (walk->has_per && walk->per == 1);
    if (walk->has_per && walk->per == 1)
        walk->has_per = FALSE;
    walk->has_bound = walk->is_strict = walk->is_apart = walk->is_base = walk->is_yearly = FALSE;
    walk->classes = 0;
    walk->joined = TOKEN_END;
    if (walk->amounts->len >= AMOUNTS_MAX)
        sample_walk_fail(walk, PHRASE_MIXED_UP);
    else
        g_array_append_val(walk->amounts, amount);
}

void
sample_walk_add_times(SampleWalk *walk, guint64 number, gboolean is_range)
{
    guint64 times = number / PHRASE_ONE;
    guint64 per = walk->has_per ? walk->per : 1;
    gint bound = walk->has_bound ? walk->bound : 0;

    if (take(walk, TOKEN_YEAR)) /* 2次年度 */
        per = 1;
    if (walk->at->type == TOKEN_PER)
        per = (walk->at++)->value;
    take_bound_behind(walk, &bound);
    if (number % PHRASE_ONE != 0 || times == 0 || per == 0 || per > 12 || times > TIMES_MAX / per) {
        sample_walk_fail(walk, PHRASE_TIMES_UNREADABLE);
        return;
    }
    times *= per;
    if (walk->times != 0 && walk->times != times)
        sample_walk_fail(walk, PHRASE_TIMES_UNREADABLE);
    if (is_range || (walk->has_bound && walk->is_strict))
        sample_walk_judge(walk, PHRASE_TIMES_RANGE);
    if (bound < 0)
        sample_walk_judge(walk, PHRASE_TIMES_AT_MOST);
    walk->times = (guint)times;
    walk->has_per = walk->has_bound = walk->is_strict = FALSE;
}

/* The unit behind a number; of 个批次 the second. */
static const char *
take_unit(SampleWalk *walk)
{
    const char *unit = NULL;

    while (walk->at->type == TOKEN_UNIT && (unit == NULL || strcmp(unit, "个") == 0))
        unit = (walk->at++)->unit;
    return unit;
}

/* What the bare number of a range is, its other end being @share. */
static gboolean
share_like(const Token *share, guint64 number, guint64 *ret_share)
{
    if (share->unit == NULL)
        return FALSE;
    if (strcmp(share->unit, "%") == 0)
        *ret_share = number;
    else if (strcmp(share->unit, "‰") == 0)
        *ret_share = number / 10;
    else
        *ret_share = number * 10;
    return TRUE;
}

static void
add_bare(SampleWalk *walk, guint64 number, gint bound)
{
    Amount amount = {.value = number, .unit = "", .bound = bound};

    if (walk->counts_times) {
        sample_walk_add_times(walk, number, bound > 0);
        return;
    }
    if (walk->unit == NULL) {
        amount.is_bare = TRUE;
        walk->has_words = walk->has_words || walk->at->is_behind_filler; /* 3类 */
        amount.is_alone = walk->was_opened && walk->at->type == TOKEN_CLOSE && !walk->at->is_behind_filler;
    } else if (strcmp(walk->unit, "%") == 0 || strcmp(walk->unit, "‰") == 0) {
        amount.is_share = TRUE;
        amount.value = *walk->unit == '%' ? number : number / 10;
    } else {
        amount.unit = walk->unit;
        if (number % PHRASE_ONE != 0)
            sample_walk_fail(walk, PHRASE_MIXED_UP);
        amount.value /= PHRASE_ONE;
    }
    add_amount(walk, amount);
}

/* A number, or a range that begins with one and ends with @high; @high 0: none. */
static void
add_number(SampleWalk *walk, guint64 number, guint64 high)
{
    Amount amount = {.unit = "", .bound = high > 0 ? 1 : 0};
    const char *unit;

    if (high > 0 && number > high)
        sample_walk_fail(walk, PHRASE_BACKWARDS);
    if (take(walk, TOKEN_TIMES)) {
        sample_walk_add_times(walk, number, high > 0);
        return;
    }
    if (high > 0 && !walk->counts_times)
        sample_walk_judge(walk, PHRASE_RANGE);
    unit = take_unit(walk);
    if (unit == NULL && !walk->is_base) {
        add_bare(walk, number, amount.bound);
        return;
    }
    if (number % PHRASE_ONE != 0)
        sample_walk_fail(walk, PHRASE_MIXED_UP);
    amount.value = number / PHRASE_ONE;
    amount.unit = unit != NULL ? unit : "";
    if (!walk->is_base) {
        add_amount(walk, amount);
        return;
    }
    walk->is_base = FALSE;
    walk->base = amount;
    walk->has_base = TRUE;
    sample_walk_judge(walk, PHRASE_BASE);
}

static void
add_share(SampleWalk *walk, guint64 share, guint64 high, gboolean is_fraction)
{
    Amount amount = {.is_share = TRUE, .value = share, .unit = "", .bound = high > 0 ? 1 : 0};

    if (high > 0) {
        sample_walk_judge(walk, PHRASE_RANGE);
        if (share > high)
            sample_walk_fail(walk, PHRASE_BACKWARDS);
    }
    if (is_fraction)
        sample_walk_judge(walk, PHRASE_FRACTION);
    add_amount(walk, amount);
}

void
sample_walk_take_number(SampleWalk *walk)
{
    gboolean was_opened = walk->at > walk->first && walk->at[-1].type == TOKEN_OPEN;
    guint64 number = (walk->at++)->value;
    const Token *high = walk->at + 1;
    guint64 share = 0;

    walk->was_opened = was_opened;
    if (walk->at->type != TOKEN_RANGE) {
        add_number(walk, number, 0);
        return;
    }
    if (high->type == TOKEN_NUMBER) {
        walk->at += 2;
        add_number(walk, number, MAX(high->value, 1));
    } else if (high->type == TOKEN_SHARE && share_like(high, number, &share)) {
        walk->at += 2;
        add_share(walk, share, MAX(high->value, 1), FALSE);
    } else {
        sample_walk_fail(walk, PHRASE_MIXED_UP);
    }
}

void
sample_walk_take_share(SampleWalk *walk)
{
    const Token *low = walk->at++;
    const Token *high = walk->at + 1;
    gboolean is_fraction = low->type == TOKEN_FRACTION;

    if (walk->at->type != TOKEN_RANGE) {
        add_share(walk, low->value, 0, is_fraction);
    } else if (high->type == TOKEN_SHARE || high->type == TOKEN_FRACTION) {
        walk->at += 2;
        add_share(walk, low->value, MAX(high->value, 1), is_fraction);
    } else {
        sample_walk_fail(walk, PHRASE_MIXED_UP);
    }
}

/* 分2批, 分两次 */
void
sample_walk_take_split(SampleWalk *walk)
{
    const Token *unit = walk->at->type == TOKEN_NUMBER ? walk->at + 1 : walk->at;

    if (unit == walk->at ||
        (unit->type != TOKEN_TIMES && !(unit->type == TOKEN_UNIT && g_str_has_prefix(unit->unit, "批")))) {
        sample_walk_leave_words(walk);
        return;
    }
    walk->at += 2;
    sample_walk_judge(walk, PHRASE_TIMES_OF_BATCHES);
    sample_walk_add_times(walk, unit[-1].value, FALSE);
}

/* 全部企业的5% is not all of them. */
void
sample_walk_take_all(SampleWalk *walk)
{
    const Token *next = walk->at;

    while (next->type == TOKEN_WORD)
        next++;
    if ((next->type == TOKEN_SHARE && next->value != G_GUINT64_CONSTANT(1000000)) ||
        next->type == TOKEN_NUMBER || next->type == TOKEN_FRACTION)
        sample_walk_leave_words(walk);
    else
        add_amount(
            walk,
            (Amount){.is_share = TRUE, .is_all = TRUE, .value = G_GUINT64_CONSTANT(1000000), .unit = ""});
}

void
sample_walk_take_none(SampleWalk *walk)
{
    if (walk->classes == 0)
        sample_walk_fail(walk, PHRASE_MIXED_UP);
    else
        add_amount(walk, (Amount){.is_share = TRUE, .unit = ""});
}
