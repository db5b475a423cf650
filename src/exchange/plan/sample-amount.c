#include "exchange/plan/sample-amount.h"

#include "exchange/plan/phrase-scan.h"

#include <string.h>

#define MILLION G_GUINT64_CONSTANT(1000000)

static Amount *
amount_at(GArray *amounts, guint place)
{
    return &g_array_index(amounts, Amount, place);
}

/* 5%,其中重点企业30%: the whole counts. */
static void
drop_parts(GArray *amounts, ReasonSet *reasons)
{
    if (amounts->len == 0 || amount_at(amounts, 0)->is_part)
        return;
    for (guint i = amounts->len; i-- > 0;) {
        if (!amount_at(amounts, i)->is_part)
            continue;
        g_array_remove_index(amounts, i);
        *reasons |= REASON_BIT(PHRASE_AMONG);
    }
}

/* Whether a number of nothing is one of targets: when it is all there is of a
 * phrase, of a class, or in brackets. Otherwise it is something else, such as 3 in
 * 附件3. */
static gboolean
is_of_targets(GArray *amounts, guint place)
{
    const Amount *amount = amount_at(amounts, place);

    if (amounts->len == 1 || (amount->classes != 0 && !amount->in_brackets))
        return TRUE;
    return place > 0 && amount->is_alone && amount[-1].is_share;
}

static PhraseReason
settle_bare(GArray *amounts, gboolean has_words, ReasonSet *reasons)
{
    for (guint i = amounts->len; i-- > 0;) {
        Amount *amount = amount_at(amounts, i);

        if (!amount->is_bare)
            continue;
        if (!is_of_targets(amounts, i)) {
            g_array_remove_index(amounts, i);
            *reasons |= REASON_BIT(PHRASE_NUMBER_LEFT);
            continue;
        }
        if (has_words)
            return PHRASE_NO_AMOUNT;
        amount->is_bare = FALSE;
        if (amount->value % PHRASE_ONE == 0) {
            amount->value /= PHRASE_ONE;
        } else if (amount->value < PHRASE_ONE) { /* 0.05 was 5% once */
            amount->value *= MILLION / PHRASE_ONE;
            amount->is_share = TRUE;
            *reasons |= REASON_BIT(PHRASE_DECIMAL);
        } else {
            return PHRASE_MIXED_UP;
        }
    }
    return amounts->len > 0 ? PHRASE_PLAIN : PHRASE_NO_AMOUNT;
}

static gboolean
are_a_range(const Amount *low, const Amount *high)
{
    return low->is_share == high->is_share && low->classes == high->classes && low->bound > 0 &&
           high->bound < 0 && low->value <= high->value;
}

/* Whether @number only says when @next holds: 超过10所不低于50%. */
static gboolean
is_condition(const Amount *number, const Amount *next)
{
    if (number->is_share || number->classes != next->classes)
        return FALSE;
    if (number->is_strict && number->bound < 0 && !next->is_share && next->bound == 0)
        return TRUE; /* 不足10户的按10户 */
    return number->clause == next->clause && (next->is_apart || number->bound != 0) && !number->in_brackets;
}

/* Takes out what is no amount of its own. */
static guint
drop_bounds(GArray *amounts, ReasonSet *reasons)
{
    guint n_conditions = 0;

    for (guint i = 0; i + 1 < amounts->len;) {
        const Amount *amount = amount_at(amounts, i);
        const Amount *next = amount_at(amounts, i + 1);

        if (are_a_range(amount, next)) {
            g_array_remove_index(amounts, i + 1);
            *reasons |= REASON_BIT(PHRASE_RANGE);
        } else if (amount->is_share == next->is_share && amount->value == next->value &&
                   amount->classes == next->classes && amount->is_share && (amount->is_all || next->is_all)) {
            g_array_remove_index(amounts, i + 1); /* 全覆盖(100%) */
        } else if (is_condition(amount, next)) {
            g_array_remove_index(amounts, i);
            n_conditions++;
        } else {
            i++;
        }
    }
    return n_conditions;
}

/* One share and one number: the larger of both, when that is what it says. */
static void
judge_pair(const Amount *first, const Amount *second, Quota *quota, ReasonSet *reasons)
{
    const Amount *number = first->is_share ? second : first;
    const Amount *share = first->is_share ? first : second;

    if (number->bound < 0) {
        quota->has_number = FALSE;
        *reasons |= REASON_BIT(PHRASE_CEILING);
        return;
    }
    if (second->joined == TOKEN_AND || (second->in_brackets && number->bound == 0) ||
        (number->bound > 0 && share->bound >= 0 && second->joined == 0))
        return;
    *reasons |= REASON_BIT(PHRASE_RATIO_AND_NUMBER);
}

/* All of @amounts, which are of the same targets, or of kinds of targets that no
 * sample tells apart. */
static void
combine_quota(GArray *amounts, Quota *ret_quota, ReasonSet *reasons)
{
    Quota quota = {.unit = ""};
    const Amount *largest = NULL;
    gint number_bound = 0;
    guint n_shares = 0;
    guint n_numbers = 0;

    for (guint i = 0; i < amounts->len; i++) {
        const Amount *amount = amount_at(amounts, i);

        if (amount->is_share) {
            n_shares++;
            if (largest == NULL || amount->value > largest->value)
                largest = amount;
            continue;
        }
        quota.unit = n_numbers == 0 || strcmp(quota.unit, amount->unit) == 0 ? amount->unit : "";
        number_bound = n_numbers == 0 || number_bound == amount->bound ? amount->bound : 0;
        quota.number += amount->value;
        n_numbers++;
    }
    quota.has_number = n_numbers > 0;
    quota.has_share = n_shares > 0;
    if (largest != NULL)
        quota.share = largest->value;
    if (n_shares > 1)
        *reasons |= REASON_BIT(PHRASE_SEVERAL_RATIOS);
    if (n_numbers > 1)
        *reasons |= REASON_BIT(PHRASE_SEVERAL_NUMBERS);
    if (n_shares == 1 && n_numbers == 1)
        judge_pair(amount_at(amounts, 0), amount_at(amounts, 1), &quota, reasons);
    else if (n_shares > 0 && n_numbers > 0)
        *reasons |= REASON_BIT(PHRASE_RATIO_AND_NUMBER);
    quota.at_least = (largest != NULL ? largest->bound : number_bound) > 0;
    quota.at_most = (largest != NULL ? largest->bound : number_bound) < 0;
    if (!quota.has_number)
        quota.unit = "";
    *ret_quota = quota;
}

/* 10所及以下不少于2所,超过10所不低于50%: never less than either. */
static PhraseReason
judge_conditions(GArray *amounts, ReasonSet *reasons)
{
    guint n_shares = 0;

    for (guint i = 0; i < amounts->len; i++)
        n_shares += amount_at(amounts, i)->is_share ? 1 : 0;
    if (amounts->len == 2 && n_shares == 1) {
        amount_at(amounts, 1)->joined = TOKEN_AND;
        *reasons |= REASON_BIT(PHRASE_BY_SIZE);
        return PHRASE_PLAIN;
    }
    *reasons |= REASON_BIT(PHRASE_CONDITION);
    return amounts->len == 1 ? PHRASE_PLAIN : PHRASE_MIXED_UP;
}

static PhraseReason
combine_classes(GArray *amounts, ReasonSet *reasons, Sample *ret_sample)
{
    Sample sample = {.by_risk = TRUE};

    for (guint class = 0; class < RISK_CLASSES; class ++) {
        g_autoptr(GArray) own = g_array_new(FALSE, FALSE, sizeof(Amount));
        guint n_groups = 0;
        guint last_group = 0;

        for (guint i = 0; i < amounts->len; i++) {
            const Amount *amount = amount_at(amounts, i);

            if (amount->classes == 0)
                return PHRASE_MIXED_UP; /* of which class? */
            if ((amount->classes & (1U << class)) == 0)
                continue;
            /* A class has one share, one number, or one with the other in brackets. */
            if (own->len == 0 || !amount->in_brackets || last_group + 1 != i)
                n_groups++;
            last_group = i;
            g_array_append_val(own, *amount);
        }
        if (n_groups > 1 || own->len > 2 ||
            (own->len == 2 && amount_at(own, 0)->is_share == amount_at(own, 1)->is_share))
            return PHRASE_MIXED_UP;
        if (own->len == 0)
            sample.quotas[class] = (Quota){.has_share = TRUE, .unit = ""};
        else
            combine_quota(own, &sample.quotas[class], reasons);
    }
    *ret_sample = sample;
    return PHRASE_PLAIN;
}

PhraseReason
sample_amounts_combine(GArray *amounts, gboolean has_words, ReasonSet *reasons, Sample *ret_sample)
{
    gboolean by_risk = FALSE;
    guint n_conditions;
    PhraseReason fault;
    Sample sample = {.by_risk = FALSE};

    drop_parts(amounts, reasons);
    fault = settle_bare(amounts, has_words, reasons);
    if (fault != PHRASE_PLAIN)
        return fault;
    n_conditions = drop_bounds(amounts, reasons);
    for (guint i = 0; i < amounts->len; i++) {
        const Amount *amount = amount_at(amounts, i);

        if ((amount->is_share && amount->value > MILLION) || amount->value > G_GUINT64_CONSTANT(999999999999))
            return PHRASE_TOO_MUCH;
        by_risk = by_risk || amount->classes != 0;
    }
    if (by_risk && n_conditions > 0)
        return PHRASE_MIXED_UP;
    if (by_risk)
        return combine_classes(amounts, reasons, ret_sample);
    if (n_conditions > 0)
        fault = judge_conditions(amounts, reasons);
    if (fault != PHRASE_PLAIN)
        return fault;
    combine_quota(amounts, &sample.quotas[0], reasons);
    if (sample.quotas[0].number > G_GUINT64_CONSTANT(999999999999))
        return PHRASE_TOO_MUCH;
    *ret_sample = sample;
    return PHRASE_PLAIN;
}
