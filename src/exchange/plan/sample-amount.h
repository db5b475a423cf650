/* The amounts of a phrase, and what they mean together. */
#pragma once

#include "exchange/plan/plan-phrase.h"
#include "exchange/plan/sample-token.h"

/* One ratio or number of a phrase. */
typedef struct {
    gboolean is_share;
    gboolean is_all;    /* 全覆盖 */
    gboolean is_bare;   /* a number of nothing */
    guint64 value;      /* a share in millionths; a bare number in PHRASE_ONE; else whole */
    gint bound;         /* 1: at least, -1: at most */
    gboolean is_strict; /* 不足10户 */
    const char *unit;   /* of a number; static */
    guint classes;      /* a bit for each risk class; 0: of all */
    guint clause;       /* amounts between the same separators have the same */
    gboolean in_brackets;
    gboolean is_alone; /* all there is in its brackets */
    gboolean is_apart; /* words or a bound stand between it and the amount before */
    TokenType joined;  /* TOKEN_AND or TOKEN_OR, when that is before it */
    gboolean is_part;  /* comes after 其中 */
} Amount;

/* Judgements met so far, as bits. */
typedef guint64 ReasonSet;
#define REASON_BIT(reason) (G_GUINT64_CONSTANT(1) << (reason))

/* The sample that @amounts (element-type Amount; changed) mean together.
 * @has_words: the phrase has words that are not understood. Adds to @reasons;
 * PHRASE_PLAIN, or why there is none. */
PhraseReason sample_amounts_combine(GArray *amounts, gboolean has_words, ReasonSet *reasons,
                                    Sample *ret_sample);
