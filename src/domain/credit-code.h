/* The unified social credit code (统一社会信用代码), GB 32100-2015: 17
 * characters and one that checks them. */
#pragma once

#include <glib.h>

#define CREDIT_CODE_LENGTH 18

typedef enum {
    CREDIT_CODE_RIGHT,
    CREDIT_CODE_WRONG_LETTER, /* one of I, O, S, V, Z, which no code has */
    CREDIT_CODE_WRONG_CHECK,  /* a character is wrong, or two are exchanged */
    CREDIT_CODE_OTHER,        /* no 18 digits and capital letters: something else */
} CreditCodeVerdict;

CreditCodeVerdict credit_code_examine(const char *code, gsize length);
/* The 18th character for the first 17 of @code, or NUL when one of these is
 * none of a credit code. */
char credit_code_check_character(const char *code);
