/* The phrases of published plan tables: ratios, frequencies and periods in words.
 * Text in, reading out: no store, no locale, no clock. What each phrase is taken
 * as, and why, is in data/doc/plan-tables.md.
 *
 * Every number and every percent sign of a phrase is either part of the reading or
 * makes it a judgement or unreadable; none is passed over in silence, but for the
 * time of day behind a day. */
#pragma once

#include "domain/sample.h"

#include <choucha/day.h>

typedef enum {
    PHRASE_CERTAIN,
    PHRASE_JUDGED,       /* taken in a way that is stated: somebody has to accept it */
    PHRASE_UNREADABLE,   /* nothing is read */
    PHRASE_WITHOUT_YEAR, /* a period that names no year, and none is known */
} PhraseCertainty;

/* Why a reading is a judgement, or there is none. */
typedef enum {
    PHRASE_PLAIN, /* of what is certain */
    /* Judgements on ratios and numbers. */
    PHRASE_SEVERAL_RATIOS,
    PHRASE_SEVERAL_NUMBERS,
    PHRASE_RATIO_AND_NUMBER,
    PHRASE_BY_SIZE,
    PHRASE_CONDITION,
    PHRASE_AMONG,
    PHRASE_RANGE,
    PHRASE_CEILING,
    PHRASE_STRICT,
    PHRASE_ABOUT,
    PHRASE_SUBJECT_TO_CHANGE,
    PHRASE_BASE,
    PHRASE_FRACTION,
    PHRASE_DECIMAL,
    PHRASE_YEARLY_SUM,
    PHRASE_NUMBER_LEFT,
    PHRASE_WORDS_LEFT,
    /* Judgements on frequencies. */
    PHRASE_TIMES_RANGE,
    PHRASE_TIMES_AT_MOST,
    PHRASE_TIMES_OF_PERIOD,
    PHRASE_TIMES_OF_BATCHES,
    /* Judgements on periods. */
    PHRASE_DEADLINE,
    PHRASE_OPEN_END,
    PHRASE_NEXT_YEAR,
    PHRASE_SHORT_YEAR,
    PHRASE_SEVERAL_PERIODS,
    PHRASE_LONG_TERM,
    PHRASE_ABOUT_THEN,
    PHRASE_DOTTED_DAY,
    PHRASE_SERIAL_DAY,
    /* What cannot be read. */
    PHRASE_NO_AMOUNT,
    PHRASE_PER_PLACE,
    PHRASE_PER_INSPECTOR,
    PHRASE_MIXED_UP,
    PHRASE_TOO_MUCH,
    PHRASE_TIMES_UNREADABLE,
    PHRASE_NO_PERIOD,
    PHRASE_NO_SUCH_DAY,
    PHRASE_BACKWARDS,
    N_PHRASE_REASONS,
} PhraseReason;

/* A translated phrase that tells how a judgement was taken ("of a range, the lower
 * end"), or what is wrong with what cannot be read; "" for PHRASE_PLAIN. */
const char *phrase_reason_text(PhraseReason reason);

typedef struct {
    PhraseCertainty certainty;
    PhraseReason reason;
    gboolean has_sample; /* FALSE when a phrase only tells the times */
    Sample sample;
    guint times; /* drawings a year; 0: the phrase does not tell */
} SamplePhrase;

/* Reads a cell for ratio or number, perhaps with the frequency: `3%;2次/年`,
 * `不低于0.5%`, `百分之五`, `A类1%、D类30%`, `全覆盖`, `10-20%`. @unit (nullable) is what
 * the header says that bare numbers are: "%", "‰" or a unit such as "户".
 * Whatever sample_to_text() and sample_phrase_to_text() write is certain. */
void sample_phrase_read(const char *text, const char *unit, SamplePhrase *ret_phrase);
/* Reads a cell for the frequency alone, in which a bare number counts times:
 * `2次/年`, `每季度一次`, `≥1`, `2`. */
void times_phrase_read(const char *text, SamplePhrase *ret_phrase);
/* The canonical text: `3%; 2次/年`; NULL when nothing is read. */
char *sample_phrase_to_text(const SamplePhrase *phrase);
/* Both cells of a plan that has one for the ratio and one for the number, each of
 * them read: as `10% (20户)` in one cell. */
void sample_phrase_join(const SamplePhrase *ratio, const SamplePhrase *number, SamplePhrase *ret_phrase);
/* The unit that a header gives in brackets, 抽查比例（%）: "%", "‰", a unit of numbers,
 * or NULL. */
const char *sample_phrase_header_unit(const char *header);

/* What a column of days is about. */
typedef enum {
    PERIOD_WHOLE,    /* 起止时间: both ends; a day alone is both */
    PERIOD_DEADLINE, /* 完成时限: a day alone is the end */
    PERIOD_START,    /* 开始时间: `start` and `end` are both the first day of what is said */
    PERIOD_END,      /* 结束时间: both are its last day */
} PeriodColumn;

typedef struct {
    PhraseCertainty certainty;
    PhraseReason reason;
    ChaDay start;
    ChaDay end;
    guint times;         /* drawings said along with the period; 0: none */
    gboolean names_year; /* whether the phrase itself says the year */
} PeriodPhrase;

/* Reads a period: `2026年2月24日 -2026年11月30日`, `3月—12月`, `第二季度`,
 * `上半年、下半年各一次`, `6月底前完成`. @year is that of phrases that name none; 0: not
 * known. The end never comes before the start. */
void period_phrase_read(const char *text, PeriodColumn column, gint year, PeriodPhrase *ret_phrase);
/* The canonical text, `2026-02-24至2026-11-30`, with `; 2次` when it tells the times;
 * NULL when nothing is read. */
char *period_phrase_to_text(const PeriodPhrase *phrase);
