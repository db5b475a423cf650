#include "exchange/plan/period-walk.h"

#include "exchange/plan/phrase-scan.h"

typedef enum {
    WORD_FILLER,
    WORD_SEPARATOR,
    WORD_ABOUT,
    WORD_LONG,
    WORD_DEADLINE,
    WORD_EACH,
    WORD_PER,
    WORD_LABEL, /* 第1批 */
    WORD_WRONG, /* says that a period is not meant */
} WordType;

/* Earlier ones count before later ones. */
static const struct {
    const char *word;
    WordType type;
    guint value;
} WORDS[] = {
    {"每季度末", WORD_PER, 4},    {"每季末", WORD_PER, 4},      {"每季度", WORD_PER, 4},
    {"每季", WORD_PER, 4},        {"每个季度", WORD_PER, 4},    {"各季度", WORD_PER, 4},
    {"上、下半年", WORD_PER, 2},  {"上下半年", WORD_PER, 2},    {"每半年", WORD_PER, 2},
    {"每月底", WORD_PER, 12},     {"每月", WORD_PER, 12},       {"每个月", WORD_PER, 12},
    {"每年度", WORD_PER, 1},      {"每年", WORD_PER, 1},        {"不晚于", WORD_DEADLINE, 0},
    {"不迟于", WORD_DEADLINE, 0}, {"截止到", WORD_DEADLINE, 0}, {"截至到", WORD_DEADLINE, 0},
    {"截止至", WORD_DEADLINE, 0}, {"截至", WORD_DEADLINE, 0},   {"截止", WORD_DEADLINE, 0},
    {"最迟", WORD_DEADLINE, 0},   {"至", WORD_DEADLINE, 0},     {"到", WORD_DEADLINE, 0},
    {"长期", WORD_LONG, 0},       {"不定期", WORD_WRONG, 0},    {"即日", WORD_WRONG, 0},
    {"除", WORD_WRONG, 0},        {"不", WORD_WRONG, 0},        {"每", WORD_WRONG, 0},
    {"%", WORD_WRONG, 0},         {"‰", WORD_WRONG, 0},         {"各", WORD_EACH, 0},
    {"分别", WORD_EACH, 0},       {"左右", WORD_ABOUT, 0},      {"前后", WORD_ABOUT, 0},
    {"预计", WORD_ABOUT, 0},      {"暂定", WORD_ABOUT, 0},      {"初步", WORD_ABOUT, 0},
    {"大约", WORD_ABOUT, 0},      {"拟于", WORD_ABOUT, 0},      {"拟", WORD_ABOUT, 0},
    {"原则上", WORD_ABOUT, 0},    {"力争", WORD_ABOUT, 0},      {"首批", WORD_LABEL, 0},
    {"分批", WORD_FILLER, 0},     {"常态化", WORD_FILLER, 0},   {"贯穿", WORD_FILLER, 0},
    {"开展", WORD_FILLER, 0},     {"完成", WORD_FILLER, 0},     {"实施", WORD_FILLER, 0},
    {"检查", WORD_FILLER, 0},     {"抽查", WORD_FILLER, 0},     {"抽检", WORD_FILLER, 0},
    {"进行", WORD_FILLER, 0},     {"期间", WORD_FILLER, 0},     {"之间", WORD_FILLER, 0},
    {"时间", WORD_FILLER, 0},     {"计划", WORD_FILLER, 0},     {"组织", WORD_FILLER, 0},
    {"结束", WORD_FILLER, 0},     {"截止", WORD_FILLER, 0},     {"自", WORD_FILLER, 0},
    {"从", WORD_FILLER, 0},       {"于", WORD_FILLER, 0},       {"在", WORD_FILLER, 0},
    {"内", WORD_FILLER, 0},       {"中", WORD_FILLER, 0},       {"止", WORD_FILLER, 0},
    {"为", WORD_FILLER, 0},       {"(", WORD_FILLER, 0},        {")", WORD_FILLER, 0},
    {":", WORD_FILLER, 0},        {"。", WORD_FILLER, 0},       {"、", WORD_SEPARATOR, 0},
    {",", WORD_SEPARATOR, 0},     {";", WORD_SEPARATOR, 0},     {"和", WORD_SEPARATOR, 0},
    {"及", WORD_SEPARATOR, 0},    {"与", WORD_SEPARATOR, 0},    {"/", WORD_SEPARATOR, 0},
    {"&", WORD_SEPARATOR, 0},
};

void
period_walk_fail(PeriodWalk *walk, PhraseReason reason)
{
    if (walk->fault == PHRASE_PLAIN)
        walk->fault = reason;
}

void
period_walk_judge(PeriodWalk *walk, PhraseReason reason)
{
    if (walk->reason == PHRASE_PLAIN)
        walk->reason = reason;
}

static gboolean
skip_to(const char **at)
{
    static const char *const SIGNS[] = {"至", "到", "-", "~"};
    gboolean any = FALSE;

    for (gsize i = 0; i < G_N_ELEMENTS(SIGNS); i++) {
        if (phrase_skip(at, SIGNS[i])) {
            any = TRUE;
            i = (gsize)-1; /* —— and 至— are one */
        }
    }
    return any;
}

/* 2次, 2次/年, 1次/季度 */
static gboolean
read_times(PeriodWalk *walk)
{
    static const struct {
        const char *word;
        guint per;
    } BEHIND[] = {{"/年度", 1}, {"/年", 1}, {"/半年", 2}, {"/季度", 4}, {"/季", 4}, {"/月", 12}};
    const char *from = walk->at;
    guint64 number = 0;
    guint *times;

    if (!phrase_read_digits(&from, &number) || !(phrase_skip(&from, "次") || phrase_skip(&from, "轮")))
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(BEHIND); i++) {
        if (phrase_skip(&from, BEHIND[i].word))
            walk->per = BEHIND[i].per;
    }
    walk->at = from;
    if (number % PHRASE_ONE != 0 || number == 0 || number > PERIOD_TIMES_MAX * PHRASE_ONE) {
        period_walk_fail(walk, PHRASE_TIMES_UNREADABLE);
        return TRUE;
    }
    times = walk->n_spans > 0 ? &walk->spans[walk->n_spans - 1].times : &walk->times_before;
    if (*times != 0 || walk->times_before != 0)
        period_walk_fail(walk, PHRASE_TIMES_UNREADABLE); /* 2次1次 */
    *times = (guint)(number / PHRASE_ONE);
    walk->times += *times;
    walk->has_bare_per = FALSE;
    return TRUE;
}

/* 第1批, 分2批次: of no interest but that the number is none of a month. */
static gboolean
read_label(PeriodWalk *walk)
{
    static const char *const BEHIND[] = {"批次", "批", "阶段", "次", "轮"};
    const char *from = walk->at;
    guint64 number = 0;

    if ((!phrase_skip(&from, "第") && !phrase_skip(&from, "分")) || !phrase_read_digits(&from, &number))
        return FALSE;
    (void)phrase_skip(&from, "个");
    for (gsize i = 0; i < G_N_ELEMENTS(BEHIND); i++) {
        if (phrase_skip(&from, BEHIND[i])) {
            walk->at = from;
            period_walk_judge(walk, PHRASE_SEVERAL_PERIODS);
            return TRUE;
        }
    }
    return FALSE;
}

/* 起, 前 and the like behind a moment; TRUE for 起 that another moment follows. */
static void
read_behind(PeriodWalk *walk, PeriodSpan *span)
{
    static const char *const BEFORE[] = {"之前", "以前", "前"};
    static const char *const SINCE[] = {"起始", "开始", "以后", "之后", "起", "后"};

    for (gsize i = 0; i < G_N_ELEMENTS(BEFORE); i++) {
        if (g_str_has_prefix(walk->at, "前后") || !phrase_skip(&walk->at, BEFORE[i]))
            continue;
        span->is_before = TRUE;
        return;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(SINCE) && !span->has_to; i++) {
        if (phrase_skip(&walk->at, SINCE[i])) {
            span->is_open = TRUE;
            return;
        }
    }
}

static gboolean
read_span(PeriodWalk *walk)
{
    PeriodSpan span = {.is_deadline = walk->is_deadline_next};
    const char *from = walk->at;

    if (!period_moment_read(&from, NULL, &span.from))
        return FALSE;
    if (walk->n_spans == PERIOD_SPANS_MAX) {
        period_walk_fail(walk, PHRASE_NO_PERIOD);
        return TRUE;
    }
    walk->at = from;
    span.to = span.from;
    read_behind(walk, &span);
    (void)phrase_skip(&walk->at, ",");
    from = walk->at;
    if (!span.is_before && !span.is_deadline && skip_to(&from)) {
        if (!period_moment_read(&from, &span.from, &span.to)) {
            period_walk_fail(walk, PHRASE_NO_PERIOD);
            return TRUE;
        }
        walk->at = from;
        span.has_to = TRUE;
        span.has_year_to = span.to.year != 0 || span.to.years_later != 0;
        span.is_open = FALSE;
        read_behind(walk, &span);
    } else if (walk->at[-1] == ',') {
        walk->at--;
    }
    if (span.is_before && !span.has_to)
        span.is_deadline = TRUE;
    walk->is_deadline_next = FALSE;
    walk->spans[walk->n_spans++] = span;
    return TRUE;
}

static void
take_word(PeriodWalk *walk, WordType type, guint value)
{
    switch (type) {
    case WORD_FILLER:
    case WORD_SEPARATOR:
        break;
    case WORD_ABOUT:
        period_walk_judge(walk, PHRASE_ABOUT_THEN);
        break;
    case WORD_LONG:
        period_walk_judge(walk, PHRASE_LONG_TERM);
        walk->per = MAX(walk->per, 1);
        break;
    case WORD_DEADLINE:
        walk->is_deadline_next = TRUE;
        break;
    case WORD_EACH:
        walk->is_each = TRUE;
        break;
    case WORD_PER:
        walk->per = value;
        walk->has_bare_per = TRUE;
        break;
    case WORD_LABEL:
        period_walk_judge(walk, PHRASE_SEVERAL_PERIODS);
        break;
    case WORD_WRONG:
    default:
        period_walk_fail(walk, PHRASE_NO_PERIOD);
        break;
    }
}

static gboolean
read_word(PeriodWalk *walk)
{
    for (gsize i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        if (phrase_skip(&walk->at, WORDS[i].word)) {
            take_word(walk, WORDS[i].type, WORDS[i].value);
            return TRUE;
        }
    }
    return FALSE;
}

void
period_walk_through(PeriodWalk *walk)
{
    while (*walk->at != '\0' && walk->fault == PHRASE_PLAIN) {
        if (*walk->at == ' ') {
            walk->at++;
            continue;
        }
        if (read_times(walk) || read_label(walk) || read_span(walk) || read_word(walk))
            continue;
        if (g_ascii_isdigit(*walk->at))
            period_walk_fail(walk, PHRASE_NO_PERIOD);
        period_walk_judge(walk, PHRASE_WORDS_LEFT);
        walk->at = g_utf8_next_char(walk->at);
    }
    if (walk->is_deadline_next)
        period_walk_fail(walk, PHRASE_NO_PERIOD);
    if (walk->n_spans == 0 && walk->per == 0)
        period_walk_fail(walk, PHRASE_NO_PERIOD);
}
