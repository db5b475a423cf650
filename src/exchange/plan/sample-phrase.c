#include "exchange/plan/plan-phrase.h"

#include "exchange/plan/phrase-scan.h"
#include "exchange/plan/sample-walk.h"

#include <string.h>

static PhraseReason
first_reason(ReasonSet reasons)
{
    for (guint reason = PHRASE_PLAIN + 1; reason < N_PHRASE_REASONS; reason++) {
        if ((reasons & REASON_BIT(reason)) != 0)
            return (PhraseReason)reason;
    }
    return PHRASE_PLAIN;
}

static void
read_words(const char *clean, const char *unit, gboolean counts_times, SamplePhrase *ret_phrase)
{
    g_autoptr(GArray) tokens = sample_tokens(clean);
    g_autoptr(GArray) amounts = g_array_new(FALSE, FALSE, sizeof(Amount));
    SampleWalk walk = {.unit = unit, .counts_times = counts_times, .amounts = amounts};
    SamplePhrase phrase = {.certainty = PHRASE_UNREADABLE};

    if (tokens == NULL) {
        walk.fault = PHRASE_MIXED_UP;
    } else {
        walk.at = &g_array_index(tokens, Token, 0);
        sample_walk_through(&walk);
    }
    if (walk.fault == PHRASE_PLAIN && amounts->len > 0) {
        walk.fault = counts_times
                         ? PHRASE_TIMES_UNREADABLE
                         : sample_amounts_combine(amounts, walk.has_words, &walk.reasons, &phrase.sample);
        phrase.has_sample = walk.fault == PHRASE_PLAIN;
    } else if (walk.fault == PHRASE_PLAIN && walk.times == 0) {
        walk.fault = counts_times ? PHRASE_TIMES_UNREADABLE : PHRASE_NO_AMOUNT;
    }
    if (walk.fault != PHRASE_PLAIN) {
        *ret_phrase = (SamplePhrase){.certainty = PHRASE_UNREADABLE, .reason = walk.fault};
        return;
    }
    phrase.times = walk.times;
    phrase.reason = first_reason(walk.reasons);
    phrase.certainty = phrase.reason == PHRASE_PLAIN ? PHRASE_CERTAIN : PHRASE_JUDGED;
    *ret_phrase = phrase;
}

void
sample_phrase_read(const char *text, const char *unit, SamplePhrase *ret_phrase)
{
    g_autofree char *clean = phrase_clean(text);
    SamplePhrase phrase = {.certainty = PHRASE_CERTAIN, .has_sample = TRUE};

    if (sample_from_text(clean, &phrase.sample)) {
        const Quota *quota = &phrase.sample.quotas[0];
        gboolean is_bare = !phrase.sample.by_risk && !quota->has_share && *quota->unit == '\0';

        if (!is_bare || unit == NULL) {
            *ret_phrase = phrase;
            return;
        }
    }
    read_words(clean, unit, FALSE, ret_phrase);
}

void
times_phrase_read(const char *text, SamplePhrase *ret_phrase)
{
    g_autofree char *clean = phrase_clean(text);

    read_words(clean, NULL, TRUE, ret_phrase);
}

char *
sample_phrase_to_text(const SamplePhrase *phrase)
{
    g_autofree char *sample = phrase->has_sample ? sample_to_text(&phrase->sample) : NULL;

    if (phrase->certainty == PHRASE_UNREADABLE)
        return NULL;
    if (phrase->times == 0)
        return g_steal_pointer(&sample);
    if (sample == NULL)
        return g_strdup_printf("%u次/年", phrase->times);
    return g_strdup_printf("%s; %u次/年", sample, phrase->times);
}

void
sample_phrase_join(const SamplePhrase *ratio, const SamplePhrase *number, SamplePhrase *ret_phrase)
{
    SamplePhrase phrase = *ratio;
    const Quota *other = &number->sample.quotas[0];

    if (!ratio->has_sample || ratio->certainty == PHRASE_UNREADABLE ||
        number->certainty == PHRASE_UNREADABLE || !number->has_sample) {
        *ret_phrase = ratio->certainty == PHRASE_UNREADABLE ? *ratio : *number;
        return;
    }
    if (ratio->sample.by_risk || number->sample.by_risk || ratio->sample.quotas[0].has_number ||
        other->has_share || other->at_most) {
        *ret_phrase = (SamplePhrase){.certainty = PHRASE_UNREADABLE, .reason = PHRASE_MIXED_UP};
        return;
    }
    phrase.sample.quotas[0].has_number = TRUE;
    phrase.sample.quotas[0].number = other->number;
    phrase.sample.quotas[0].unit = other->unit;
    if (phrase.times == 0)
        phrase.times = number->times;
    if (phrase.certainty == PHRASE_CERTAIN) {
        phrase.certainty = number->certainty;
        phrase.reason = number->reason;
    }
    *ret_phrase = phrase;
}

const char *
sample_phrase_header_unit(const char *header)
{
    g_autofree char *clean = phrase_clean(header);
    const char *at = strrchr(clean, '(');
    const char *unit;

    if (at == NULL)
        return NULL;
    at++;
    phrase_skip_blanks(&at);
    if (*at == '%')
        return "%";
    if (g_str_has_prefix(at, "‰"))
        return "‰";
    unit = sample_skip_unit(&at);
    phrase_skip_blanks(&at);
    return *at == ')' ? unit : NULL;
}
