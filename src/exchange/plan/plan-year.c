#include "exchange/plan/plan-year.h"

#include "base/text.h"

#include <string.h>

enum { FIRST_YEAR = 2000, LAST_YEAR = 2099, YEAR_DIGITS = 4 };

/* 二〇二四年 with ASCII digits. */
static char *
with_plain_digits(const char *folded)
{
    static const char *const DIGITS[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    GString *plain = g_string_new(NULL);

    for (const char *at = folded; *at != '\0';) {
        gsize skipped = 0;

        for (guint i = 0; i < G_N_ELEMENTS(DIGITS) && skipped == 0; i++) {
            if (!g_str_has_prefix(at, DIGITS[i]))
                continue;
            g_string_append_printf(plain, "%u", i);
            skipped = strlen(DIGITS[i]);
        }
        for (const char *zero = "零"; skipped == 0 && g_str_has_prefix(at, zero);) {
            g_string_append_c(plain, '0');
            skipped = strlen(zero);
        }
        if (skipped == 0) {
            gsize length = (gsize)(g_utf8_next_char(at) - at);

            g_string_append_len(plain, at, (gssize)length);
            skipped = length;
        }
        at += skipped;
    }
    return g_string_free(plain, FALSE);
}

/* How much what stands behind four digits says that they are the plan's year. */
static guint
weight_of(const char *behind)
{
    if (g_str_has_prefix(behind, "年度"))
        return 3;
    if (!g_str_has_prefix(behind, "年"))
        return 1;
    return g_ascii_isdigit(behind[strlen("年")]) ? 1 : 2; /* 2024年3月 is a day of issue */
}

gint
plan_year_in(const char *text)
{
    g_autofree char *folded = text_fold(text);
    g_autofree char *plain = with_plain_digits(folded);
    guint best = 0;
    gint year = 0;

    for (const char *at = plain; *at != '\0';) {
        gsize n_digits = strspn(at, "0123456789");
        gint value = n_digits == YEAR_DIGITS ? (gint)g_ascii_strtoll(at, NULL, 10) : 0;
        guint weight = value >= FIRST_YEAR && value <= LAST_YEAR ? weight_of(at + n_digits) : 0;

        if (weight > best)
            year = value;
        else if (weight == best && weight > 0 && value != year)
            year = 0;
        best = MAX(best, weight);
        at += MAX(n_digits, 1);
    }
    return year;
}
