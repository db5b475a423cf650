#include "exchange/plan/period-walk.h"

enum { LEAP_YEAR = 2000 /* has all days that any year has */ };

/* 3 in 3-11月 and in 3、6月 is a month because 11 is one. */
static void
settle_bare(PeriodWalk *walk)
{
    const Moment *model = NULL;

    for (guint i = walk->n_spans; i-- > 0;) {
        PeriodSpan *span = &walk->spans[i];
        Moment *moments[] = {&span->to, &span->from};

        if (span->has_to && span->to.kind == MOMENT_BARE && span->from.is_parted &&
            span->from.kind == MOMENT_MONTH) {
            if (!period_moment_settle(&span->to, &span->from)) /* 2024.3-11 */
                period_walk_fail(walk, PHRASE_NO_PERIOD);
        }
        for (gsize m = 0; m < G_N_ELEMENTS(moments); m++) {
            if (moments[m]->kind == MOMENT_BARE &&
                (model == NULL || !period_moment_settle(moments[m], model)))
                period_walk_fail(walk, PHRASE_NO_PERIOD);
            model = moments[m];
        }
    }
}

/* Years, and months of days alone, are those of the moment before. TRUE when a
 * year is said. */
static gboolean
settle_years(PeriodWalk *walk, gint year)
{
    gint said = 0;
    gint known;
    gint month = 0;

    for (guint i = 0; i < walk->n_spans && said == 0; i++)
        said = walk->spans[i].from.year != 0 ? walk->spans[i].from.year : walk->spans[i].to.year;
    known = said != 0 ? said : year;
    for (guint i = 0; i < walk->n_spans; i++) {
        Moment *moments[] = {&walk->spans[i].from, &walk->spans[i].to};

        for (gsize m = 0; m < G_N_ELEMENTS(moments); m++) {
            Moment *moment = moments[m];

            if (m == 1 && !walk->spans[i].has_to) {
                *moment = walk->spans[i].from;
                continue;
            }
            if (moment->year == 0)
                moment->year = known + moment->years_later;
            known = moment->year;
            if (moment->kind == MOMENT_DAY_ALONE)
                moment->first_month = moment->last_month = month;
            month = moment->last_month;
            period_walk_judge(walk, moment->reason);
        }
    }
    return said != 0;
}

static ChaDay
edge_of_year(ChaDay day, gboolean is_last)
{
    gint year = 0;
    gint month = 0;
    gint day_of_month = 0;
    ChaDay edge = day;

    cha_day_parts(day, &year, &month, &day_of_month);
    if (!cha_day_from_parts(year, is_last ? 12 : 1, is_last ? 31 : 1, &edge))
        g_return_val_if_reached(day); /* every year has them */
    return edge;
}

/* The end of the span, when 前 stands behind it: of 10月底前 and 10月31日前 that day, of
 * 10月前 the day before the month. */
static ChaDay
end_before(const PeriodSpan *span, ChaDay first, ChaDay last)
{
    return span->is_before && span->to.kind != MOMENT_DAY && span->to.kind != MOMENT_DAY_ALONE ? first - 1
                                                                                               : last;
}

static void
settle_span(PeriodWalk *walk, PeriodSpan *span, PeriodColumn column)
{
    ChaDay first = 0;
    ChaDay last = 0;

    if (!period_moment_days(&span->from, &span->start, &last) ||
        !period_moment_days(&span->to, &first, &span->end)) {
        period_walk_fail(walk, PHRASE_NO_SUCH_DAY);
        return;
    }
    if (span->has_to && span->end < span->start && !span->has_year_to) {
        span->to.year++;
        if (!period_moment_days(&span->to, &first, &span->end))
            period_walk_fail(walk, PHRASE_NO_SUCH_DAY);
        period_walk_judge(walk, PHRASE_NEXT_YEAR);
    }
    span->end = end_before(span, first, span->end);
    if (column == PERIOD_DEADLINE && !span->has_to && !span->is_open)
        span->is_deadline = TRUE;
    if (column == PERIOD_WHOLE && !span->has_to && !span->is_open && span->from.is_edge)
        span->is_deadline = TRUE; /* what ends by then has to begin before */
    if (span->is_deadline && (column == PERIOD_WHOLE || column == PERIOD_DEADLINE)) {
        span->start = edge_of_year(span->end, FALSE);
        period_walk_judge(walk, PHRASE_DEADLINE);
    }
    if (span->is_open && column != PERIOD_START) {
        span->end = edge_of_year(span->start, TRUE);
        period_walk_judge(walk, PHRASE_OPEN_END);
    }
    if (span->end < span->start)
        period_walk_fail(walk, PHRASE_BACKWARDS);
}

static guint
months_of(ChaDay start, ChaDay end)
{
    gint years[2] = {0};
    gint months[2] = {0};
    gint day = 0;

    cha_day_parts(start, &years[0], &months[0], &day);
    cha_day_parts(end, &years[1], &months[1], &day);
    return (guint)((years[1] - years[0]) * 12 + months[1] - months[0] + 1);
}

/* How many quarters (of three months) or the like a period touches; whether it
 * begins and ends with one. */
static guint
periods_within(ChaDay start, ChaDay end, guint months_each, gboolean *ret_is_whole)
{
    gint year = 0;
    gint month = 0;
    gint day = 0;
    guint before;
    guint months = months_of(start, end);

    cha_day_parts(start, &year, &month, &day);
    before = (guint)(month - 1) % months_each;
    *ret_is_whole = before == 0 && months % months_each == 0;
    return (before + months + months_each - 1) / months_each;
}

/* Several spans as one period, and the drawings that they ask for. */
static guint
join_spans(PeriodWalk *walk)
{
    PeriodSpan *first = &walk->spans[0];
    gboolean is_contiguous = TRUE;
    gboolean is_even = TRUE;
    gboolean has_times_each = TRUE;
    gboolean has_equal_times = TRUE;
    guint times = 0;

    for (guint i = 0; i < walk->n_spans; i++) {
        const PeriodSpan *span = &walk->spans[i];

        times += span->times;
        has_times_each = has_times_each && span->times > 0;
        if (i == 0)
            continue;
        has_equal_times = has_equal_times && span->times == first->times;
        is_contiguous = is_contiguous && span->start == span[-1].end + 1;
        is_even = is_even && months_of(span->start, span->end) == months_of(first->start, first->end);
        if (span->start < span[-1].start || span->end <= span[-1].end)
            period_walk_fail(walk, PHRASE_BACKWARDS);
    }
    if (has_times_each && !has_equal_times)
        period_walk_fail(walk, PHRASE_TIMES_UNREADABLE);
    if (walk->n_spans > 1 && walk->is_each && walk->times > 0)
        times = walk->times * walk->n_spans;
    if (walk->n_spans > 1 && (!is_contiguous || (times > 0 && !is_even)))
        period_walk_judge(walk, PHRASE_SEVERAL_PERIODS);
    if (times == 0 && walk->n_spans > 1 && !is_contiguous)
        times = walk->n_spans;
    if (walk->n_spans > 1 && times > 0 && !walk->is_each && !has_times_each && is_contiguous)
        period_walk_judge(walk, PHRASE_SEVERAL_PERIODS);
    first->end = walk->spans[walk->n_spans - 1].end;
    return times > 0 ? times : walk->times;
}

static void
count_times(PeriodWalk *walk, guint times, PeriodPhrase *phrase)
{
    gboolean is_whole = TRUE;
    guint n_periods = 1;

    if (walk->per > 1) {
        n_periods = periods_within(phrase->start, phrase->end, 12 / walk->per, &is_whole);
        if (walk->has_bare_per || !is_whole)
            period_walk_judge(walk, PHRASE_TIMES_OF_PERIOD);
        times = MAX(walk->times, 1) * n_periods;
    }
    if (times > PERIOD_TIMES_MAX)
        period_walk_fail(walk, PHRASE_TIMES_UNREADABLE);
    phrase->times = times;
}

static gboolean
fits_column(const PeriodWalk *walk, PeriodColumn column)
{
    const PeriodSpan *span = &walk->spans[0];

    if (column == PERIOD_WHOLE || column == PERIOD_DEADLINE)
        return TRUE;
    return walk->n_spans == 1 && !span->has_to && walk->per == 0 && walk->times == 0 &&
           (column == PERIOD_START ? !span->is_deadline : !span->is_open);
}

static void
settle(PeriodWalk *walk, PeriodColumn column, gint year, PeriodPhrase *phrase)
{
    guint times;

    if (walk->n_spans == 0) { /* 每季度一次 */
        walk->spans[walk->n_spans++].from = (Moment){.kind = MOMENT_YEAR, .first_month = 1, .last_month = 12};
    }
    settle_bare(walk);
    phrase->names_year = settle_years(walk, year);
    for (guint i = 0; i < walk->n_spans && walk->fault == PHRASE_PLAIN; i++)
        settle_span(walk, &walk->spans[i], column);
    if (walk->fault != PHRASE_PLAIN)
        return;
    if (!fits_column(walk, column)) {
        period_walk_fail(walk, PHRASE_NO_PERIOD);
        return;
    }
    times = join_spans(walk);
    phrase->start = walk->spans[0].start;
    phrase->end = walk->spans[0].end;
    count_times(walk, times, phrase);
    if (column == PERIOD_START)
        phrase->end = phrase->start;
    if (column == PERIOD_END)
        phrase->start = phrase->end;
}

void
period_phrase_read(const char *text, PeriodColumn column, gint year, PeriodPhrase *ret_phrase)
{
    g_autofree char *clean = period_clean(text);
    PeriodWalk walk = {.at = clean};
    PeriodPhrase phrase = {.certainty = PHRASE_CERTAIN};

    period_walk_through(&walk);
    if (walk.fault == PHRASE_PLAIN)
        settle(&walk, column, year != 0 ? year : LEAP_YEAR, &phrase);
    if (walk.fault != PHRASE_PLAIN) {
        *ret_phrase = (PeriodPhrase){.certainty = PHRASE_UNREADABLE, .reason = walk.fault};
        return;
    }
    if (year == 0 && !phrase.names_year) {
        *ret_phrase = (PeriodPhrase){.certainty = PHRASE_WITHOUT_YEAR};
        return;
    }
    phrase.reason = walk.reason;
    phrase.certainty = phrase.reason == PHRASE_PLAIN ? PHRASE_CERTAIN : PHRASE_JUDGED;
    *ret_phrase = phrase;
}

char *
period_phrase_to_text(const PeriodPhrase *phrase)
{
    char start[CHA_DAY_TEXT_SIZE];
    char end[CHA_DAY_TEXT_SIZE];

    if (phrase->certainty == PHRASE_UNREADABLE || phrase->certainty == PHRASE_WITHOUT_YEAR)
        return NULL;
    cha_day_to_text(phrase->start, start);
    cha_day_to_text(phrase->end, end);
    if (phrase->times == 0)
        return g_strdup_printf("%s至%s", start, end);
    return g_strdup_printf("%s至%s; %u次", start, end, phrase->times);
}
