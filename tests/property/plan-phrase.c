/* Laws of the phrases of plan tables: what is written is read back, decoration
 * changes nothing, and no number and no percent sign is passed over. */
#include "exchange/plan/plan-phrase.h"

#include <inttypes.h>
#include <string.h>

enum { RUNS = 4000, FRAGMENTS_MAX = 6, NUMBERS_MAX = 64 };

static const char *
pick(const char *const *words, gsize n_words)
{
    return words[g_test_rand_int_range(0, (gint32)n_words)];
}
#define PICK(words) pick(words, G_N_ELEMENTS(words))

static gboolean
toss(void)
{
    return g_test_rand_int_range(0, 2) == 0;
}

static Quota
random_quota(void)
{
    static const char *const UNITS[] = {"户", "家", "个", "所", "批次", ""};
    Quota quota = {.unit = ""};
    gint bound = g_test_rand_int_range(0, 3);

    quota.has_share = toss();
    quota.has_number = !quota.has_share || toss();
    quota.at_least = bound == 1;
    quota.at_most = bound == 2;
    if (quota.has_share)
        quota.share = (guint64)g_test_rand_int_range(1, 1000001);
    if (quota.has_number) {
        quota.number = (guint64)g_test_rand_int_range(1, 100000);
        quota.unit = PICK(UNITS);
    }
    return quota;
}

static SamplePhrase
random_phrase(void)
{
    SamplePhrase phrase = {.certainty = PHRASE_CERTAIN, .has_sample = TRUE};

    phrase.sample.by_risk = g_test_rand_int_range(0, 4) == 0;
    for (guint i = 0; i < (phrase.sample.by_risk ? RISK_CLASSES : 1); i++)
        phrase.sample.quotas[i] = random_quota();
    if (toss())
        phrase.times = (guint)g_test_rand_int_range(1, 13);
    return phrase;
}

/* The same text as people type it: wide characters, blanks. */
static char *
decorate(const char *text)
{
    GString *typed = g_string_new(toss() ? "抽查比例：" : "");

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);

        /* A blank within digits makes two numbers of them. */
        if (typed->len > 0 && g_test_rand_int_range(0, 4) == 0 && !g_ascii_isdigit(*at) && *at != '.' &&
            (at == text || at[-1] != '.'))
            g_string_append(typed, toss() ? " " : "\xE3\x80\x80");
        if (character > ' ' && character < 0x7F && toss())
            character += 0xFEE0;
        g_string_append_unichar(typed, character);
    }
    if (toss())
        g_string_append(typed, "。");
    return g_string_free(typed, FALSE);
}

static void
assert_reads_as(const char *text, const char *canonical)
{
    SamplePhrase phrase;
    g_autofree char *read = NULL;

    g_test_message("\"%s\"", text);
    sample_phrase_read(text, NULL, &phrase);
    read = sample_phrase_to_text(&phrase);
    g_assert_cmpstr(read, ==, canonical);
    g_assert_cmpuint(phrase.certainty, ==, PHRASE_CERTAIN);
}

static void
test_samples_come_back(void)
{
    for (guint run = 0; run < RUNS; run++) {
        SamplePhrase phrase = random_phrase();
        g_autofree char *canonical = sample_phrase_to_text(&phrase);
        g_autofree char *typed = decorate(canonical);

        assert_reads_as(canonical, canonical);
        assert_reads_as(typed, canonical);
    }
}

/* The numbers in digits of @text, as texts without superfluous zeros. */
static guint
numbers_of(const char *text, char numbers[NUMBERS_MAX][24])
{
    guint n_numbers = 0;

    for (const char *at = text; *at != '\0';) {
        gsize length = strspn(at, "0123456789.");

        if (length == 0 || !g_ascii_isdigit(*at)) {
            at = g_utf8_next_char(at);
            continue;
        }
        g_assert_cmpuint(n_numbers, <, NUMBERS_MAX);
        g_assert_cmpuint(length, <, sizeof numbers[0]);
        while (length > 1 && *at == '0' && at[1] != '.') {
            at++;
            length--;
        }
        memcpy(numbers[n_numbers], at, length);
        numbers[n_numbers++][length] = '\0';
        at += length;
    }
    return n_numbers;
}

static gboolean
has_number(char numbers[NUMBERS_MAX][24], guint n_numbers, const char *number)
{
    for (guint i = 0; i < n_numbers; i++) {
        if (strcmp(numbers[i], number) == 0)
            return TRUE;
    }
    return FALSE;
}

static guint
count(const char *text, char character)
{
    guint n = 0;

    for (; *text != '\0'; text++)
        n += *text == character ? 1 : 0;
    return n;
}

static char *
random_mixture(const char *const *fragments, gsize n_fragments)
{
    GString *text = g_string_new(NULL);
    gint n = g_test_rand_int_range(1, FRAGMENTS_MAX + 1);

    for (gint i = 0; i < n; i++) {
        g_autoptr(GString) fragment = g_string_new(pick(fragments, n_fragments));
        g_autofree char *number = g_strdup_printf("%d", g_test_rand_int_range(1, 13));

        g_string_replace(fragment, "#", number, 0);
        g_string_append(text, fragment->str);
    }
    return g_string_free(text, FALSE);
}

/* A certain reading has every number and every percent sign of the phrase. */
static void
test_no_number_is_passed_over(void)
{
    static const char *const FRAGMENTS[] = {
        "#%",     "#%",   "#户",  "#家",   "#",    "#次",  "#次/年", "每年#次", "，",   "；",
        "、",     "（",   "）",   "且",    "或",   " ",    "\n",     "-",       "至",   "不低于",
        "不超过", "以上", "以下", "超过",  "A类",  "D类",  "低风险", "抽查",    "比例", "企业",
        "的",     "学校", "三级", "附件#", "基数", "其中", "约",     "第#条",   "#类",  "%",
        "‰",      "≥",    "≤",    "分#批", "共",   "每县", "：",     "#.5%"};
    guint n_certain = 0;

    for (guint run = 0; run < RUNS * 25; run++) {
        g_autofree char *text = random_mixture(FRAGMENTS, G_N_ELEMENTS(FRAGMENTS));
        g_autofree char *read = NULL;
        char numbers[NUMBERS_MAX][24];
        char taken[NUMBERS_MAX][24];
        SamplePhrase phrase;
        guint n_numbers;
        guint n_taken;

        sample_phrase_read(text, NULL, &phrase);
        if (phrase.certainty != PHRASE_CERTAIN || strstr(text, "‰") != NULL)
            continue; /* 5‰ is 0.5% */
        n_certain++;
        read = sample_phrase_to_text(&phrase);
        g_test_message("\"%s\" is certainly %s", text, read);
        g_assert_nonnull(read);
        n_numbers = numbers_of(text, numbers);
        n_taken = numbers_of(read, taken);
        for (guint i = 0; i < n_numbers; i++)
            g_assert_true(has_number(taken, n_taken, numbers[i]));
        g_assert_cmpuint(count(read, '%'), >=, count(text, '%'));
        g_assert_null(strstr(text, "每县"));
    }
    g_assert_cmpuint(n_certain, >, RUNS / 4);
}

/* Ways of writing one period. */
static char *
write_period(gint year, gint from, gint to)
{
    switch (g_test_rand_int_range(0, 9)) {
    case 0:
        return g_strdup_printf("%d年%d月-%d月", year, from, to);
    case 1:
        return g_strdup_printf("%d年%d-%d月", year, from, to);
    case 2:
        return g_strdup_printf("%d.%d-%d.%d", year, from, year, to);
    case 3:
        return g_strdup_printf("%d/%02d—%d/%02d", year, from, year, to);
    case 4:
        return g_strdup_printf("%d年%d月 至 %d年%d月", year, from, year, to);
    case 5:
        return g_strdup_printf("自%d年%d月1日起至%d月底", year, from, to);
    case 6:
        return g_strdup_printf("%d年%d月份到%d月份", year, from, to);
    case 7:
        return g_strdup_printf("%d%02d-%d%02d", year, from, year, to);
    default:
        return g_strdup_printf("%d年%d月上旬~%d月下旬", year, from, to);
    }
}

static void
test_periods_come_back(void)
{
    for (guint run = 0; run < RUNS; run++) {
        gint year = g_test_rand_int_range(2019, 2031);
        gint from = g_test_rand_int_range(1, 13);
        gint to = g_test_rand_int_range(from, 13);
        g_autofree char *text = write_period(year, from, to);
        g_autofree char *typed = decorate(text);
        const char *at = g_str_has_prefix(typed, "抽查比例：") ? typed + strlen("抽查比例：") : typed;
        PeriodPhrase phrase;
        PeriodPhrase again;
        g_autofree char *read = NULL;
        ChaDay start = 0;

        g_test_message("\"%s\", typed as \"%s\"", text, at);
        period_phrase_read(at, PERIOD_WHOLE, 0, &phrase);
        g_assert_cmpuint(phrase.certainty, ==, PHRASE_CERTAIN);
        g_assert_true(phrase.names_year);
        g_assert_true(cha_day_from_parts(year, from, 1, &start));
        g_assert_cmpint(phrase.start, ==, start);
        if (to == 12)
            g_assert_true(cha_day_from_parts(year + 1, 1, 1, &start));
        else
            g_assert_true(cha_day_from_parts(year, to + 1, 1, &start));
        g_assert_cmpint(phrase.end, ==, start - 1);
        read = period_phrase_to_text(&phrase);
        period_phrase_read(read, PERIOD_WHOLE, 0, &again);
        g_assert_cmpuint(again.certainty, ==, PHRASE_CERTAIN);
        g_assert_cmpint(again.start, ==, phrase.start);
        g_assert_cmpint(again.end, ==, phrase.end);
    }
}

/* Whether @number is a year, a month or a day of the period, or its times. */
static gboolean
is_in_period(const PeriodPhrase *phrase, gint number)
{
    gint years[2] = {0};
    gint months[2] = {0};
    gint days[2] = {0};

    cha_day_parts(phrase->start, &years[0], &months[0], &days[0]);
    cha_day_parts(phrase->end, &years[1], &months[1], &days[1]);
    for (gint month = years[0] * 12 + months[0]; month <= years[1] * 12 + months[1]; month++) {
        if (number == (month - 1) % 12 + 1 || number == (month - 1) / 12)
            return TRUE;
    }
    return number == days[0] || number == days[1] || number == (gint)phrase->times ||
           (number > 0 && phrase->times % (guint)number == 0);
}

static void
test_no_number_of_a_period_is_passed_over(void)
{
    static const char *const FRAGMENTS[] = {
        "#月",    "#月",    "#月#日", "2024年", "2025年", "2024-#", "2024.#.#", "#",   "-",
        "至",     "、",     "，",     "底",     "前",     "起",     "各",       "#次", "上半年",
        "下半年", "每季度", "全年",   "完成",   "开展",   "（",     "）",       " ",   "\n",
        "次年",   "学校",   "%",      "#%",     "#户",    "第#批",  "月",       "年",  "#日"};
    guint n_certain = 0;

    for (guint run = 0; run < RUNS * 25; run++) {
        g_autofree char *text = random_mixture(FRAGMENTS, G_N_ELEMENTS(FRAGMENTS));
        char numbers[NUMBERS_MAX][24];
        PeriodPhrase phrase;
        guint n_numbers;

        period_phrase_read(text, PERIOD_WHOLE, 2024, &phrase);
        if (phrase.certainty == PHRASE_UNREADABLE)
            continue;
        g_assert_cmpint(phrase.start, <=, phrase.end);
        g_assert_null(strchr(text, '%'));
        if (phrase.certainty != PHRASE_CERTAIN)
            continue;
        n_certain++;
        g_test_message("\"%s\" is certain", text);
        n_numbers = numbers_of(text, numbers);
        for (guint i = 0; i < n_numbers; i++) {
            g_auto(GStrv) parts = g_strsplit(numbers[i], ".", -1);

            for (guint p = 0; parts[p] != NULL; p++)
                g_assert_true(is_in_period(&phrase, (gint)g_ascii_strtoll(parts[p], NULL, 10)));
        }
    }
    g_assert_cmpuint(n_certain, >, RUNS / 4);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/plan-phrase/samples-come-back", test_samples_come_back);
    g_test_add_func("/plan-phrase/no-number-is-passed-over", test_no_number_is_passed_over);
    g_test_add_func("/plan-phrase/periods-come-back", test_periods_come_back);
    g_test_add_func("/plan-phrase/no-number-of-a-period-is-passed-over",
                    test_no_number_of_a_period_is_passed_over);
    return g_test_run();
}
