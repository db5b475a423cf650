#include "domain/credit-code.h"

static const char CHARACTERS[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

enum { MODULUS = 31, CHECKED = CREDIT_CODE_LENGTH - 1 };

/* 3^i modulo 31 */
static const guint8 WEIGHTS[CHECKED] = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};

/* The values of the bytes from '0' to 'Y'; -1 for those without one. */
static const gint8 VALUES[] = {
    0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  -1, -1, -1, -1, -1, -1, -1, 10, 11, 12, 13,
    14, 15, 16, 17, -1, 18, 19, 20, 21, 22, -1, 23, 24, 25, -1, 26, 27, -1, 28, 29, 30,
};

static int
value_of(char character)
{
    guint index = (guint)((guchar)character - '0');

    return index < G_N_ELEMENTS(VALUES) ? VALUES[index] : -1;
}

char
credit_code_check_character(const char *code)
{
    guint sum = 0;

    for (guint i = 0; i < CHECKED; i++) {
        int value = value_of(code[i]);

        if (value < 0)
            return '\0';
        sum += (guint)value * WEIGHTS[i];
    }
    return CHARACTERS[(MODULUS - sum % MODULUS) % MODULUS];
}

CreditCodeVerdict
credit_code_examine(const char *code, gsize length)
{
    char check;

    if (length != CREDIT_CODE_LENGTH)
        return CREDIT_CODE_OTHER;
    for (gsize i = 0; i < length; i++) {
        if (!g_ascii_isdigit(code[i]) && !g_ascii_isupper(code[i]))
            return CREDIT_CODE_OTHER;
    }
    check = credit_code_check_character(code);
    if (check == '\0' || value_of(code[CHECKED]) < 0)
        return CREDIT_CODE_WRONG_LETTER;
    return code[CHECKED] == check ? CREDIT_CODE_RIGHT : CREDIT_CODE_WRONG_CHECK;
}
