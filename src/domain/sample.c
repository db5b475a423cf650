#include "domain/sample.h"

#include <string.h>

#define MILLION G_GUINT64_CONSTANT(1000000)
#define PERCENT G_GUINT64_CONSTANT(10000) /* millionths in a per cent */

enum {
    PERCENT_DECIMALS = 4,
    NUMBER_DIGITS = 12 /* the draw protocol's numbers go up to 10^12 */
};

static const char *const AT_LEAST[] = {"≥", ">=", "不低于", "不少于", "不小于", "至少"};
static const char *const AT_MOST[] = {"≤", "<=", "不超过", "不高于", "不多于", "不大于", "至多", "最多"};
/* What is counted; the longer words first. */
static const char *const UNITS[] = {"批次", "家次", "户次", "人次", "户", "家", "个", "所", "名", "处", "辆",
                                    "件",   "台",   "人",   "批",   "座", "间", "份", "条", "项", "艘", "组",
                                    "宗",   "栋",   "站",   "点",   "位", "例", "架", "只", "口", "场"};

static void
skip_blanks(const char **at)
{
    while (**at == ' ' || **at == '\t')
        (*at)++;
}

/* Steps over the first of @words that stands at *@at. */
static const char *
skip_word(const char **at, const char *const *words, gsize n_words)
{
    skip_blanks(at);
    for (gsize i = 0; i < n_words; i++) {
        if (g_str_has_prefix(*at, words[i])) {
            *at += strlen(words[i]);
            return words[i];
        }
    }
    return NULL;
}

const char *
sample_skip_unit(const char **at)
{
    return skip_word(at, UNITS, G_N_ELEMENTS(UNITS));
}

/* Digits with at most @decimals behind a point, as a whole number of the
 * smallest decimal. */
static gboolean
read_decimal(const char **at, guint decimals, guint64 *ret_number)
{
    const char *begin = *at;
    guint64 number = 0;
    guint behind = 0;

    for (; g_ascii_isdigit(**at); (*at)++) {
        if (*at - begin >= NUMBER_DIGITS)
            return FALSE;
        number = number * 10 + (guint64)(**at - '0');
    }
    if (*at == begin)
        return FALSE;
    if (**at == '.') {
        for ((*at)++; g_ascii_isdigit(**at); (*at)++) {
            if (++behind > decimals)
                return FALSE;
            number = number * 10 + (guint64)(**at - '0');
        }
        if (behind == 0)
            return FALSE;
    }
    for (; behind < decimals; behind++)
        number *= 10;
    *ret_number = number;
    return TRUE;
}

/* A share or a number, whichever stands at *@at. */
static gboolean
read_amount(const char **at, Quota *quota)
{
    const char *begin;
    guint64 share;
    const char *unit;

    skip_blanks(at);
    begin = *at;
    if (read_decimal(at, PERCENT_DECIMALS, &share)) {
        skip_blanks(at);
        if (**at == '%') {
            (*at)++;
            if (quota->has_share || share > MILLION)
                return FALSE;
            quota->has_share = TRUE;
            quota->share = share;
            return TRUE;
        }
    }
    *at = begin;
    if (quota->has_number || !read_decimal(at, 0, &quota->number))
        return FALSE;
    unit = sample_skip_unit(at);
    quota->has_number = TRUE;
    quota->unit = unit != NULL ? unit : "";
    return TRUE;
}

/* One quota: an amount with its bound, and perhaps another in brackets. */
static gboolean
read_quota(const char **at, Quota *ret_quota)
{
    Quota quota = {.unit = ""};

    if (skip_word(at, AT_LEAST, G_N_ELEMENTS(AT_LEAST)) != NULL)
        quota.at_least = TRUE;
    else if (skip_word(at, AT_MOST, G_N_ELEMENTS(AT_MOST)) != NULL)
        quota.at_most = TRUE;
    if (!read_amount(at, &quota))
        return FALSE;
    skip_blanks(at);
    if (**at == '(') {
        (*at)++;
        if (!read_amount(at, &quota))
            return FALSE;
        skip_blanks(at);
        if (**at != ')')
            return FALSE;
        (*at)++;
    }
    *ret_quota = quota;
    return TRUE;
}

static gboolean
skip_separators(const char **at)
{
    static const char *const SEPARATORS[] = {";", ",", "、", "\n", "\r"};
    gboolean skipped = FALSE;

    while (skip_word(at, SEPARATORS, G_N_ELEMENTS(SEPARATORS)) != NULL)
        skipped = TRUE;
    return skipped;
}

static gboolean
read_classes(const char *at, Sample *ret_sample)
{
    static const char *const AFTER_CLASS[] = {"类", "级", ":"};
    Sample sample = {.by_risk = TRUE};
    gboolean named[RISK_CLASSES] = {FALSE};

    for (guint i = 0; i < RISK_CLASSES; i++)
        sample.quotas[i] = (Quota){.has_share = TRUE, .unit = ""};
    while (*at != '\0') {
        gint class = g_ascii_toupper(*at) - 'A';

        if (class < 0 || class >= RISK_CLASSES || named[class])
            return FALSE;
        named[class] = TRUE;
        at++;
        while (skip_word(&at, AFTER_CLASS, G_N_ELEMENTS(AFTER_CLASS)) != NULL)
            continue;
        if (!read_quota(&at, &sample.quotas[class]))
            return FALSE;
        if (!skip_separators(&at) && *at != '\0')
            return FALSE;
        skip_blanks(&at);
    }
    *ret_sample = sample;
    return TRUE;
}

gboolean
sample_from_text(const char *text, Sample *ret_sample)
{
    Sample sample = {.by_risk = FALSE};
    const char *at = text;

    skip_blanks(&at);
    if (*at == '\0')
        return FALSE;
    if (g_ascii_isalpha(*at))
        return read_classes(at, ret_sample);
    if (!read_quota(&at, &sample.quotas[0]))
        return FALSE;
    skip_blanks(&at);
    if (*at != '\0')
        return FALSE;
    *ret_sample = sample;
    return TRUE;
}

static void
append_share(GString *text, guint64 share)
{
    guint64 decimals = share % PERCENT;

    g_string_append_printf(text, "%" G_GUINT64_FORMAT, share / PERCENT);
    if (decimals > 0) {
        g_string_append_printf(text, ".%04" G_GUINT64_FORMAT, decimals);
        while (text->str[text->len - 1] == '0')
            g_string_truncate(text, text->len - 1);
    }
    g_string_append_c(text, '%');
}

static void
append_quota(GString *text, const Quota *quota)
{
    if (quota->at_least)
        g_string_append(text, "≥");
    if (quota->at_most)
        g_string_append(text, "≤");
    if (quota->has_share)
        append_share(text, quota->share);
    if (!quota->has_number)
        return;
    if (quota->has_share)
        g_string_append(text, " (");
    g_string_append_printf(text, "%" G_GUINT64_FORMAT "%s", quota->number, quota->unit);
    if (quota->has_share)
        g_string_append_c(text, ')');
}

char *
sample_to_text(const Sample *sample)
{
    GString *text = g_string_new(NULL);

    if (!sample->by_risk) {
        append_quota(text, &sample->quotas[0]);
        return g_string_free(text, FALSE);
    }
    for (guint i = 0; i < RISK_CLASSES; i++) {
        const Quota *quota = &sample->quotas[i];

        if (quota->has_share && quota->share == 0 && !quota->has_number)
            continue; /* what is not named draws none */
        if (text->len > 0)
            g_string_append(text, "; ");
        g_string_append_printf(text, "%c ", (char)('A' + i));
        append_quota(text, quota);
    }
    if (text->len == 0)
        g_string_append(text, "A 0%"); /* every class named, and none drawn */
    return g_string_free(text, FALSE);
}

guint64
quota_of(const Quota *quota, guint64 population, gboolean *ret_short)
{
    guint64 wanted = 0;

    if (quota->has_share) {
        /* At most 10^12 times 10^6: it fits. */
        guint64 millionths = population * quota->share;

        wanted = millionths / MILLION;
        if (!quota->at_most && millionths % MILLION != 0)
            wanted++;
    }
    if (quota->has_number && quota->number > wanted)
        wanted = quota->number;
    *ret_short = wanted > population;
    return MIN(wanted, population);
}
