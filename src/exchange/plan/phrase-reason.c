#include "exchange/plan/plan-phrase.h"

#include "base/i18n.h"

static const char *const TEXTS[N_PHRASE_REASONS] = {
    [PHRASE_PLAIN] = "",
    [PHRASE_SEVERAL_RATIOS] = N_("of several ratios, the largest"),
    [PHRASE_SEVERAL_NUMBERS] = N_("of several numbers, their sum"),
    [PHRASE_RATIO_AND_NUMBER] = N_("of a ratio and a number, whichever is more"),
    [PHRASE_BY_SIZE] = N_("by the size of the frame: never less than the number, nor less than the ratio"),
    [PHRASE_CONDITION] = N_("the condition is left aside"),
    [PHRASE_AMONG] = N_("what is said of a part is left aside"),
    [PHRASE_RANGE] = N_("of a range, at least its lower end"),
    [PHRASE_CEILING] = N_("the upper limit is left aside"),
    [PHRASE_STRICT] = N_("more or less than a number, with the number itself"),
    [PHRASE_ABOUT] = N_("an approximate number, as it stands"),
    [PHRASE_SUBJECT_TO_CHANGE] = N_("subject to change, as it stands"),
    [PHRASE_BASE] = N_("without the base, which the registry gives"),
    [PHRASE_FRACTION] = N_("a fraction, rounded down to four decimals of a per cent"),
    [PHRASE_DECIMAL] = N_("a decimal number as a share of the whole"),
    [PHRASE_YEARLY_SUM] = N_("a ratio of the whole year, as that of each drawing"),
    [PHRASE_NUMBER_LEFT] = N_("numbers that are neither ratios nor numbers of targets are left aside"),
    [PHRASE_WORDS_LEFT] = N_("words that are not understood are left aside"),
    [PHRASE_TIMES_RANGE] = N_("of a range of times, the lower end"),
    [PHRASE_TIMES_AT_MOST] = N_("at most so many times, as so many"),
    [PHRASE_TIMES_OF_PERIOD] = N_("once in each of these periods"),
    [PHRASE_TIMES_OF_BATCHES] = N_("each batch as a drawing of its own"),
    [PHRASE_DEADLINE] = N_("a deadline, from the first day of its year"),
    [PHRASE_OPEN_END] = N_("without an end, to the last day of its year"),
    [PHRASE_NEXT_YEAR] = N_("an end before its beginning, in the next year"),
    [PHRASE_SHORT_YEAR] = N_("a year of two digits, in this century"),
    [PHRASE_SEVERAL_PERIODS] = N_("of several periods, from the first to the last, with a drawing for each"),
    [PHRASE_LONG_TERM] = N_("without a time, the whole year"),
    [PHRASE_ABOUT_THEN] = N_("an approximate time, as it stands"),
    [PHRASE_DOTTED_DAY] = N_("two numbers as month and day"),
    [PHRASE_SERIAL_DAY] = N_("a number as the day that a spreadsheet means by it"),
    [PHRASE_NO_AMOUNT] = N_("it names neither a ratio nor a number"),
    [PHRASE_PER_PLACE] = N_("a number for each of several places or bodies; write what it comes to in all"),
    [PHRASE_PER_INSPECTOR] = N_("a number for each inspector; write what it comes to in all"),
    [PHRASE_MIXED_UP] = N_("its numbers do not make a ratio or a number of targets"),
    [PHRASE_TOO_MUCH] = N_("a ratio of more than 100%, or too large a number"),
    [PHRASE_TIMES_UNREADABLE] = N_("it does not say how many times a year, or less than once"),
    [PHRASE_NO_PERIOD] = N_("it does not say when"),
    [PHRASE_NO_SUCH_DAY] = N_("there is no such day"),
    [PHRASE_BACKWARDS] = N_("its end is before its beginning"),
};

const char *
phrase_reason_text(PhraseReason reason)
{
    return *TEXTS[reason] != '\0' ? _(TEXTS[reason]) : "";
}
