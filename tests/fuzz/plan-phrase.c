/* Any text at all: a phrase is read or not, and what is read can be written and
 * is then certain. */
#include "exchange/plan/plan-phrase.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_sample(const SamplePhrase *phrase)
{
    g_autofree char *text = sample_phrase_to_text(phrase);
    g_autofree char *again = NULL;
    SamplePhrase second;

    g_assert_true((text == NULL) == (phrase->certainty == PHRASE_UNREADABLE));
    g_assert_true((phrase->reason == PHRASE_PLAIN) == (phrase->certainty == PHRASE_CERTAIN));
    if (text == NULL)
        return;
    sample_phrase_read(text, NULL, &second);
    again = sample_phrase_to_text(&second);
    g_assert_cmpstr(again, ==, text);
    g_assert_cmpuint(second.certainty, ==, PHRASE_CERTAIN);
}

static void
check_period(const char *text, PeriodColumn column, gint year)
{
    PeriodPhrase phrase;
    PeriodPhrase second;
    g_autofree char *written = NULL;

    period_phrase_read(text, column, year, &phrase);
    written = period_phrase_to_text(&phrase);
    g_assert_true((written == NULL) ==
                  (phrase.certainty == PHRASE_UNREADABLE || phrase.certainty == PHRASE_WITHOUT_YEAR));
    if (written == NULL)
        return;
    g_assert_cmpint(phrase.start, <=, phrase.end);
    period_phrase_read(written, PERIOD_WHOLE, 0, &second);
    g_assert_cmpuint(second.certainty, ==, PHRASE_CERTAIN);
    g_assert_cmpint(second.start, ==, phrase.start);
    g_assert_cmpint(second.end, ==, phrase.end);
    g_assert_cmpuint(second.times, ==, phrase.times);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_utf8_make_valid((const char *)data, (gssize)size);
    const char *unit = sample_phrase_header_unit(text);
    SamplePhrase phrase;
    SamplePhrase other;

    sample_phrase_read(text, NULL, &phrase);
    check_sample(&phrase);
    sample_phrase_read(text, unit != NULL ? unit : "%", &other);
    check_sample(&other);
    sample_phrase_join(&phrase, &other, &other);
    check_sample(&other);
    times_phrase_read(text, &phrase);
    check_sample(&phrase);
    for (guint column = PERIOD_WHOLE; column <= PERIOD_END; column++)
        check_period(text, (PeriodColumn)column, column % 2 == 0 ? 2024 : 0);
    return 0;
}
