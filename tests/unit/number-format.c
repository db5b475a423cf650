/* Numbers of workbooks as text. */
#include "exchange/workbook/number-format.h"

#include <string.h>

typedef struct {
    const char *code; /* NULL: the built-in format */
    guint builtin;
    gboolean is_1904;
    const char *value;
    const char *expected; /* with a ~ in front when digits are lost */
} Case;

static const Case CASES[] = {
    /* as short as it reads back, never with an exponent that codes would have */
    {"General", 0, FALSE, "410702", "410702"},
    {"General", 0, FALSE, "0", "0"},
    {"General", 0, FALSE, "-0", "0"},
    {"General", 0, FALSE, "-5.5", "-5.5"},
    {"General", 0, FALSE, "007", "7"},
    {"General", 0, FALSE, "5.0", "5"},
    {"General", 0, FALSE, "1.50", "1.5"},
    {"General", 0, FALSE, "1E2", "100"},
    {"General", 0, FALSE, "1.5e-3", "0.0015"},
    {"General", 0, FALSE, "0.10000000000000001", "0.1"},
    {"General", 0, FALSE, "113.88000000000001", "113.88"},
    {"General", 0, FALSE, "0.30000000000000004", "0.3"},
    {"General", 0, FALSE, "7.0000000000000007E-2", "0.07"},
    {"General", 0, FALSE, "4.10702000012345E14", "410702000012345"},
    {"General", 0, FALSE, "410702000012345", "410702000012345"},
    {"General", 0, FALSE, "999999999999999", "999999999999999"},
    {"General", 0, FALSE, "4107020000123456", "~4107020000123456"},
    {"General", 0, FALSE, "9.1410702000001E+17", "~914107020000010000"},
    {"General", 0, FALSE, "1e15", "~1000000000000000"},
    {"General", 0, FALSE, "1E+300", "~1E+300"},
    {"General", 0, FALSE, "-1.25E+300", "~-1.25E+300"},
    {"General", 0, FALSE, "1E-300", "1E-300"},
    {"General", 0, FALSE, "abc", "abc"},
    {"General", 0, FALSE, "1e999", "1e999"},
    {"General", 0, FALSE, "nan", "nan"},
    {"G/通用格式", 0, FALSE, "45000", "45000"},
    {"[Red]General", 0, FALSE, "45000", "45000"},
    {"General\"户\"", 0, FALSE, "20", "20"},
    {"@", 0, FALSE, "45000", "45000"},
    {"#,##0.00_ ;[Red]\\-#,##0.00\\ ", 0, FALSE, "45000", "45000"},
    {"\"¥\"#,##0;\"¥\"\\-#,##0", 0, FALSE, "45000", "45000"},
    {"[$¥-804]#,##0.00", 0, FALSE, "45000.5", "45000.5"},
    {"0.00E+00", 0, FALSE, "45000", "45000"},
    {"##0.0E+0", 0, FALSE, "45000", "45000"},
    {"0\"日\"", 0, FALSE, "20", "20"},
    {"0\\d", 0, FALSE, "20", "20"},
    {"_d0*m", 0, FALSE, "20", "20"},
    {"[>=100]0;0.0", 0, FALSE, "20", "20"},
    {"[Magenta]0", 0, FALSE, "20", "20"},
    {"[Red]General;[Blue]-General", 0, FALSE, "45000", "45000"},
    {"\"\";General", 0, FALSE, "45000", "45000"},
    {";;;", 0, FALSE, "45000", "45000"},
    {";;;@", 0, FALSE, "45000", "45000"},
    {"0;yyyy", 0, FALSE, "45000", "45000"},
    {"#;d", 0, FALSE, "45000", "45000"},
    /* zeros in front */
    {"000", 0, FALSE, "1", "001"},
    {"000000", 0, FALSE, "410702", "410702"},
    {"000", 0, FALSE, "0", "000"},
    {"000", 0, FALSE, "1234", "1234"},
    {"000", 0, FALSE, "-7", "-007"},
    {"000", 0, FALSE, "1.5", "001.5"},
    {"0", 0, FALSE, "1", "1"},
    /* percentages */
    {NULL, 9, FALSE, "0.05", "5%"},
    {NULL, 10, FALSE, "7.0000000000000007E-2", "7%"},
    {"0.0%", 0, FALSE, "1.4999999999999999E-2", "1.5%"},
    {"0%", 0, FALSE, "1", "100%"},
    {"0%", 0, FALSE, "0", "0%"},
    {"0%", 0, FALSE, "0.005", "0.5%"},
    {"\"%\"0", 0, FALSE, "5", "5"},
    /* days */
    {NULL, 14, FALSE, "46466", "2027-03-20"},
    {NULL, 14, FALSE, "1", "1900-01-01"},
    {NULL, 14, FALSE, "59", "1900-02-28"},
    {NULL, 14, FALSE, "60", "1900-02-29"},
    {NULL, 14, FALSE, "61", "1900-03-01"},
    {NULL, 14, FALSE, "2958465", "9999-12-31"},
    {NULL, 14, FALSE, "2958466", "2958466"},
    {NULL, 14, FALSE, "0", "0"},
    {NULL, 14, FALSE, "-1", "-1"},
    {NULL, 14, FALSE, "1E+300", "~1E+300"},
    {NULL, 14, TRUE, "0", "1904-01-01"},
    {NULL, 14, TRUE, "45004", "2027-03-20"},
    {NULL, 14, TRUE, "2957003", "9999-12-31"},
    {NULL, 14, TRUE, "2957004", "2957004"},
    {NULL, 14, FALSE, "46466.604166666664", "2027-03-20"},
    {NULL, 27, FALSE, "46466", "2027-03-20"},
    {NULL, 31, FALSE, "46466", "2027-03-20"},
    {NULL, 36, FALSE, "46466", "2027-03-20"},
    {NULL, 50, FALSE, "46466", "2027-03-20"},
    {NULL, 57, FALSE, "46466", "2027-03-20"},
    {NULL, 58, FALSE, "46466", "2027-03-20"},
    {NULL, 34, FALSE, "46466", "2027-03-20"}, /* a month in Japan */
    {NULL, 59, FALSE, "46466", "46466"},
    {NULL, 1, FALSE, "46466", "46466"},
    {NULL, 48, FALSE, "46466", "46466"},
    {NULL, 49, FALSE, "46466", "46466"},
    {"yyyy\"年\"m\"月\"", 0, FALSE, "46466", "2027-03-20"},
    {"yyyy\"年\"m\"月\"d\"日\";@", 0, FALSE, "46466", "2027-03-20"},
    {"[$-804]yyyy\"年\"m\"月\"d\"日\"", 0, FALSE, "46466", "2027-03-20"},
    {"[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", 0, FALSE, "46466", "2027-03-20"},
    {"yyyy年m月d日", 0, FALSE, "46466", "2027-03-20"},
    {"yyyy\\-mm\\-dd", 0, FALSE, "46466", "2027-03-20"},
    {"yyyy/m/d;@", 0, FALSE, "46466", "2027-03-20"},
    {"m/d", 0, FALSE, "46466", "2027-03-20"},
    {"mmm", 0, FALSE, "46466", "2027-03-20"},
    {"[$-411]ge.m.d", 0, FALSE, "46466", "2027-03-20"},
    {"[$-404]e/m/d", 0, FALSE, "46466", "2027-03-20"},
    {"YYYY-MM-DD", 0, FALSE, "46466", "2027-03-20"},
    {"d", 0, FALSE, "46466", "2027-03-20"},
    {"aaaa", 0, FALSE, "46466", "2027-03-20"},
    {"[$-804]aaa;@", 0, FALSE, "46466", "2027-03-20"},
    {"\"周\"aaa", 0, FALSE, "46466", "2027-03-20"},
    {"yyyy\"年\"m\"月\"d\"日\" aaaa", 0, FALSE, "46466", "2027-03-20"},
    {"dddd, mmmm dd, yyyy", 0, FALSE, "46466", "2027-03-20"},
    {"[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", 0, FALSE, "46466", "2027-03-20"},
    {"[=0]\"\";yyyy-m-d", 0, FALSE, "46466", "2027-03-20"},
    {"[<1]\"无\";[$-804]yyyy\"年\"m\"月\"", 0, FALSE, "46466", "2027-03-20"},
    {"G\"元年\"m", 0, FALSE, "46466", "2027-03-20"},
    {"yyyy\"", 0, FALSE, "46466", "2027-03-20"},
    {"yyyy[", 0, FALSE, "46466", "2027-03-20"},
    {"yyyy\\", 0, FALSE, "46466", "2027-03-20"},
    /* times */
    {NULL, 22, FALSE, "46466.604166666664", "2027-03-20 14:30:00"},
    {NULL, 22, FALSE, "46466", "2027-03-20"},
    {NULL, 22, FALSE, "46466.999999999996", "2027-03-21"},
    {NULL, 20, FALSE, "0.60416666666666663", "14:30:00"},
    {NULL, 20, FALSE, "0", "00:00:00"},
    {NULL, 32, FALSE, "0.60416666666666663", "14:30:00"},
    {NULL, 45, FALSE, "0.60416666666666663", "14:30:00"},
    {NULL, 20, FALSE, "46466.604166666664", "2027-03-20 14:30:00"},
    {NULL, 46, FALSE, "1.5", "36:00:00"},
    {"[h]:mm", 0, FALSE, "1.5", "36:00:00"},
    {"[hh]:mm:ss", 0, FALSE, "0.5", "12:00:00"},
    {"[mm]:ss", 0, FALSE, "0.5", "12:00:00"},
    {"h:mm AM/PM", 0, FALSE, "0.5", "12:00:00"},
    {"h:mm A/P", 0, FALSE, "0.5", "12:00:00"},
    {"AM/PM", 0, FALSE, "0.5", "12:00:00"},
    {"[$-F400]h:mm:ss\\ AM/PM", 0, FALSE, "0.5", "12:00:00"},
    {"[h]\"小时\"", 0, FALSE, "46466", "1115184:00:00"},
    {"[ss]", 0, FALSE, "0.5", "12:00:00"},
    {"上午/下午h\"时\"mm\"分\"", 0, FALSE, "0.5", "12:00:00"},
    {"yyyy/m/d h:mm", 0, FALSE, "46466.604166666664", "2027-03-20 14:30:00"},
    {"mm:ss.0", 0, FALSE, "0.5", "12:00:00"},
};

static void
test_cases(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        const Case *wanted = &CASES[i];
        NumberFormat format = wanted->code != NULL ? number_format_from_code(wanted->code)
                                                   : number_format_builtin(wanted->builtin);
        g_autoptr(GString) text = g_string_new(NULL);
        CellMark mark = number_format_append(format, wanted->value, wanted->is_1904, text);

        if (mark == CELL_ROUNDED)
            g_string_prepend_c(text, '~');
        g_test_message("%s %u of %s", wanted->code != NULL ? wanted->code : "built-in", wanted->builtin,
                       wanted->value);
        g_assert_cmpstr(text->str, ==, wanted->expected);
    }
}

/* A whole number with a built-in format is a day, and nothing else is. */
static void
test_builtin(void)
{
    for (guint id = 0; id < 100; id++) {
        gboolean is_day = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id == 45 || id == 47 ||
                          (id >= 50 && id <= 58);
        g_autoptr(GString) text = g_string_new(NULL);

        (void)number_format_append(number_format_builtin(id), "46466", FALSE, text);
        if (id == 46)
            g_assert_cmpstr(text->str, ==, "1115184:00:00");
        else if (id == 9 || id == 10)
            g_assert_cmpstr(text->str, ==, "4646600%");
        else
            g_assert_cmpstr(text->str, ==, is_day ? "2027-03-20" : "46466");
    }
}

/* What people type has 15 digits at most, and comes back as they typed it,
 * however the workbook writes it down. */
static void
test_round_trip(void)
{
    for (guint i = 0; i < 100000; i++) {
        gint digits = g_test_rand_int_range(1, 16);
        gint behind = g_test_rand_int_range(0, MIN(digits, 9));
        g_autoptr(GString) typed = g_string_new(NULL);
        g_autoptr(GString) found = g_string_new(NULL);
        char written[G_ASCII_DTOSTR_BUF_SIZE];
        CellMark mark;

        for (gint d = 0; d < digits; d++) {
            gboolean is_end = d == 0 || d == digits - 1;

            if (d == digits - behind && d > 0)
                g_string_append_c(typed, '.');
            g_string_append_c(typed, (char)('0' + g_test_rand_int_range(is_end ? 1 : 0, 10)));
        }
        (void)g_ascii_formatd(written, sizeof written, "%.17g", g_ascii_strtod(typed->str, NULL));
        mark = number_format_append((NumberFormat){NUMBER_GENERAL, 0}, written, FALSE, found);
        g_assert_cmpstr(found->str, ==, typed->str);
        g_assert_cmpint(mark, ==, CELL_FINE);
    }
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/number-format/cases", test_cases);
    g_test_add_func("/number-format/builtin", test_builtin);
    g_test_add_func("/number-format/round-trip", test_round_trip);
    return g_test_run();
}
