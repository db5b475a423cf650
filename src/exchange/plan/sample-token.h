/* The words of the phrases about ratios and numbers. */
#pragma once

#include "domain/sample.h"

typedef enum {
    TOKEN_END,
    TOKEN_FILLER,   /* says nothing about how many; left out */
    TOKEN_NUMBER,   /* value counts in PHRASE_ONE */
    TOKEN_SHARE,    /* value in millionths; unit: "%", "‰", "成" or NULL */
    TOKEN_FRACTION, /* value in millionths, rounded down */
    TOKEN_UNIT,
    TOKEN_TIMES, /* 次 */
    TOKEN_AT_LEAST,
    TOKEN_AT_MOST,
    TOKEN_MORE, /* 超过: more than, before a number */
    TOKEN_LESS,
    TOKEN_OR_MORE, /* 以上, behind it */
    TOKEN_OR_LESS,
    TOKEN_RANGE,
    TOKEN_SEPARATOR,
    TOKEN_LINE, /* a new line, which may only be where the cell was too narrow */
    TOKEN_AND,
    TOKEN_OR,
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_CLASS, /* value: a bit for each risk class */
    TOKEN_NONE,  /* 不抽查 */
    TOKEN_ALL,   /* 全覆盖 */
    TOKEN_PER,   /* value: how many of these periods a year has; 0: less than one */
    TOKEN_YEAR,  /* 全年: what comes is of the whole year */
    TOKEN_BASE,  /* 基数: what comes is no sample */
    TOKEN_AMONG, /* 其中 */
    TOKEN_SUM,   /* 累计 */
    TOKEN_ABOUT,
    TOKEN_SUBJECT, /* 以实际为准 */
    TOKEN_SPLIT,   /* 分2批 */
    TOKEN_EACH,    /* 每县: a number for each of many */
    TOKEN_HEAD,    /* 人均 */
    TOKEN_ODD,     /* makes a phrase unreadable */
    TOKEN_WORD,    /* anything else */
} TokenType;

typedef struct {
    TokenType type;
    guint64 value;
    const char *unit;          /* static; of TOKEN_UNIT and TOKEN_SHARE */
    gboolean is_behind_filler; /* something was left out before it */
} Token;

enum { TOKENS_MAX = 256 };

/* (element-type Token): the words of a cleaned phrase, filler left out, TOKEN_END
 * at the end; NULL when there are more than TOKENS_MAX. */
GArray *sample_tokens(const char *text);

/* The longest word of the table that @at begins with, and its length in bytes. */
gboolean sample_word_find(const char *at, Token *ret_token, gsize *ret_length);
