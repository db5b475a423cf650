/* Credit codes, right and wrong. */
#include "domain/credit-code.h"

#include <string.h>

typedef struct {
    const char *code;
    CreditCodeVerdict verdict;
} Case;

static const Case CASES[] = {
    {"91410702MA9X0K1T16", CREDIT_CODE_RIGHT},
    {"91410711MA44Q7DL3Y", CREDIT_CODE_RIGHT},
    {"92410703MA9PE3W63M", CREDIT_CODE_RIGHT},
    {"93410725MA46HB2U0D", CREDIT_CODE_RIGHT},
    {"91410700770853122K", CREDIT_CODE_RIGHT},
    {"1241070041907536XE", CREDIT_CODE_RIGHT},
    {"52410782MJF9062K8B", CREDIT_CODE_RIGHT},
    {"91410783MA9NCR4GX4", CREDIT_CODE_RIGHT},
    {"9144030071526726XG", CREDIT_CODE_RIGHT},
    {"914403001922038216", CREDIT_CODE_RIGHT},
    {"91330100799655058B", CREDIT_CODE_RIGHT},
    {"91410702MA9X0K1T10", CREDIT_CODE_WRONG_CHECK},
    {"91410702M9AX0K1T16", CREDIT_CODE_WRONG_CHECK}, /* two exchanged */
    {"91410702MA9I0K1T16", CREDIT_CODE_WRONG_LETTER},
    {"91410702MA9X0K1T1O", CREDIT_CODE_WRONG_LETTER}, /* as the check character */
    {"9141070ZMA9X0K1T16", CREDIT_CODE_WRONG_LETTER},
    {"91410702ma9x0k1t16", CREDIT_CODE_OTHER},
    {"91410702MA9X0K1T1", CREDIT_CODE_OTHER},
    {"91410702MA9X0K1T161", CREDIT_CODE_OTHER},
    {"91410702-A9X0K1T16", CREDIT_CODE_OTHER},
    {"410702000012345", CREDIT_CODE_OTHER},
    {"", CREDIT_CODE_OTHER},
};

static void
test_cases(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_test_message("%s", CASES[i].code);
        g_assert_cmpint(credit_code_examine(CASES[i].code, strlen(CASES[i].code)), ==, CASES[i].verdict);
    }
}

/* What the standard promises: no single wrong character and no two neighbours
 * exchanged go unnoticed. */
static void
test_every_slip_is_noticed(void)
{
    static const char CHARACTERS[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    for (gsize i = 0; i < G_N_ELEMENTS(CASES) && CASES[i].verdict == CREDIT_CODE_RIGHT; i++) {
        const char *code = CASES[i].code;
        char slip[CREDIT_CODE_LENGTH + 1];

        for (guint at = 0; at < CREDIT_CODE_LENGTH; at++) {
            for (const char *other = CHARACTERS; *other != '\0'; other++) {
                memcpy(slip, code, sizeof slip);
                slip[at] = *other;
                g_assert_true((credit_code_examine(slip, CREDIT_CODE_LENGTH) == CREDIT_CODE_RIGHT) ==
                              (*other == code[at]));
            }
        }
        for (guint at = 0; at + 1 < CREDIT_CODE_LENGTH; at++) {
            memcpy(slip, code, sizeof slip);
            slip[at] = code[at + 1];
            slip[at + 1] = code[at];
            g_assert_true((credit_code_examine(slip, CREDIT_CODE_LENGTH) == CREDIT_CODE_RIGHT) ==
                          (code[at] == code[at + 1]));
        }
    }
}

static void
test_check_character(void)
{
    g_assert_cmpint(credit_code_check_character("91410702MA9X0K1T16"), ==, '6');
    g_assert_cmpint(credit_code_check_character("91410702MA9I0K1T16"), ==, '\0');
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/credit-code/cases", test_cases);
    g_test_add_func("/credit-code/every-slip-is-noticed", test_every_slip_is_noticed);
    g_test_add_func("/credit-code/check-character", test_check_character);
    return g_test_run();
}
