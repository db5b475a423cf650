#include "exchange/plan/sample-walk-private.h"

#include "exchange/plan/phrase-scan.h"

void
sample_walk_fail(SampleWalk *walk, PhraseReason reason)
{
    if (walk->fault == PHRASE_PLAIN)
        walk->fault = reason;
}

void
sample_walk_judge(SampleWalk *walk, PhraseReason reason)
{
    walk->reasons |= REASON_BIT(reason);
}

void
sample_walk_leave_words(SampleWalk *walk)
{
    walk->has_words = TRUE;
    walk->is_apart = TRUE;
    sample_walk_judge(walk, PHRASE_WORDS_LEFT);
}

static void
take_bound(SampleWalk *walk, gint bound, gboolean is_strict)
{
    if (walk->has_bound)
        sample_walk_fail(walk, PHRASE_MIXED_UP);
    walk->has_bound = TRUE;
    walk->bound = bound;
    walk->is_strict = is_strict;
}

static void
take_separator(SampleWalk *walk, TokenType joined)
{
    if (walk->has_bound)
        sample_walk_fail(walk, PHRASE_MIXED_UP); /* at least what? */
    walk->joined = joined;
    walk->clause++;
}

/* Words that only note something. */
static void
take_remark(SampleWalk *walk, const Token *token)
{
    switch ((int)token->type) {
    case TOKEN_CLASS:
        walk->classes |= (guint)token->value;
        break;
    case TOKEN_PER:
        walk->has_per = TRUE;
        walk->per = token->value;
        break;
    case TOKEN_YEAR:
    case TOKEN_SUM:
        walk->is_yearly = TRUE;
        break;
    case TOKEN_BASE:
        walk->is_base = TRUE;
        break;
    case TOKEN_AMONG:
        walk->is_part = TRUE;
        break;
    case TOKEN_ABOUT:
        sample_walk_judge(walk, PHRASE_ABOUT);
        break;
    case TOKEN_SUBJECT:
        sample_walk_judge(walk, PHRASE_SUBJECT_TO_CHANGE);
        break;
    case TOKEN_EACH:
        sample_walk_fail(walk, PHRASE_PER_PLACE);
        break;
    case TOKEN_HEAD:
        sample_walk_fail(walk, PHRASE_PER_INSPECTOR);
        break;
    case TOKEN_ODD:
        sample_walk_fail(walk, PHRASE_MIXED_UP);
        break;
    default:
        sample_walk_leave_words(walk);
        break;
    }
}

static void
take_sign(SampleWalk *walk, const Token *token)
{
    switch ((int)token->type) {
    case TOKEN_AT_LEAST:
        take_bound(walk, 1, FALSE);
        break;
    case TOKEN_MORE:
        take_bound(walk, 1, TRUE);
        break;
    case TOKEN_AT_MOST:
        take_bound(walk, -1, FALSE);
        break;
    case TOKEN_LESS:
        take_bound(walk, -1, TRUE);
        break;
    case TOKEN_SEPARATOR:
        take_separator(walk, TOKEN_END);
        break;
    case TOKEN_LINE:
        walk->clause++;
        break;
    case TOKEN_AND:
    case TOKEN_OR:
        take_separator(walk, token->type);
        break;
    case TOKEN_OPEN:
        walk->depth++;
        walk->clause++;
        break;
    case TOKEN_CLOSE:
        walk->depth--;
        walk->clause++;
        if (walk->depth < 0)
            sample_walk_fail(walk, PHRASE_MIXED_UP);
        break;
    case TOKEN_RANGE: /* -5% */
        if (walk->at->type == TOKEN_NUMBER || walk->at->type == TOKEN_SHARE)
            sample_walk_fail(walk, PHRASE_MIXED_UP);
        else
            sample_walk_leave_words(walk);
        break;
    default:
        take_remark(walk, token);
        break;
    }
}

static void
take_tokens(SampleWalk *walk)
{
    while (walk->at->type != TOKEN_END && walk->fault == PHRASE_PLAIN) {
        const Token *token = walk->at;

        switch ((int)token->type) {
        case TOKEN_NUMBER:
            sample_walk_take_number(walk);
            break;
        case TOKEN_SHARE:
        case TOKEN_FRACTION:
            sample_walk_take_share(walk);
            break;
        case TOKEN_ALL:
            walk->at++;
            sample_walk_take_all(walk);
            break;
        case TOKEN_NONE:
            walk->at++;
            sample_walk_take_none(walk);
            break;
        case TOKEN_SPLIT:
            walk->at++;
            sample_walk_take_split(walk);
            break;
        default:
            walk->at++;
            take_sign(walk, token);
            break;
        }
    }
}

/* What waits for a number in vain. */
static void
finish(SampleWalk *walk)
{
    if (walk->has_bound)
        sample_walk_fail(walk, PHRASE_MIXED_UP);
    if (walk->classes != 0)
        sample_walk_fail(walk, walk->amounts->len > 0 ? PHRASE_MIXED_UP : PHRASE_NO_AMOUNT);
    if (walk->depth != 0)
        sample_walk_judge(walk, PHRASE_WORDS_LEFT);
    if (walk->has_per && walk->per != 1) {
        sample_walk_judge(walk, PHRASE_TIMES_OF_PERIOD);
        sample_walk_add_times(walk, PHRASE_ONE, FALSE);
    }
    if (walk->has_base && walk->amounts->len == 0)
        g_array_append_val(walk->amounts, walk->base); /* 共20户 */
    if (walk->is_of_year && walk->times > 1)
        sample_walk_judge(walk, PHRASE_YEARLY_SUM);
}

void
sample_walk_through(SampleWalk *walk)
{
    walk->first = walk->at;
    take_tokens(walk);
    finish(walk);
}
