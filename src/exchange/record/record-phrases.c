/* Ratios, frequencies and periods of plans, which tables say in words
 * (exchange/plan/plan-phrase.h). */
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/plan/plan-phrase.h"
#include "exchange/record/record-private.h"

#include <string.h>

static guint
column_of(const RecordReader *reader, const char *name)
{
    return (guint)kind_find_column(reader->setup.kind, name);
}

/* The title in the file of a column, which may say a unit, or that the days below
 * it are those by which something ends. */
static const char *
title_of(const RecordReader *reader, guint column)
{
    Place place = import_table_place(reader->table, reader->row, (int)column, NULL);

    return place.title;
}

static const char *
keep_number(RecordReader *reader, guint number)
{
    g_autofree char *text = g_strdup_printf("%u", number);

    return record_reader_keep(reader, text);
}

static void
judge(RecordReader *reader, PhraseReason reason)
{
    record_cell_judge(reader, g_strdup(phrase_reason_text(reason)));
}

static const char *
fail_as_sample(RecordReader *reader, PhraseReason reason)
{
    const char *why = phrase_reason_text(reason);

    return record_cell_fail(
        reader,
        *why != '\0' ? g_strdup_printf(_("not a ratio or a number of targets: %s"), why)
                     : g_strdup(_("not a ratio or a number of targets")),
        g_strdup(_("write it like \"5%\", \"≥5%\", \"≤10%\", \"20户\", \"10% (20户)\" or \"A 1%; B 2%; C "
                   "10%; D 30%\"")));
}

/* What is read of one of the cells that say how many. FALSE after an error. */
static gboolean
read_amount(RecordReader *reader, const char *cell, const char *title, SamplePhrase *ret_phrase)
{
    sample_phrase_read(cell, sample_phrase_header_unit(title), ret_phrase);
    if (ret_phrase->certainty == PHRASE_UNREADABLE)
        return fail_as_sample(reader, ret_phrase->reason) != NULL;
    if (ret_phrase->certainty == PHRASE_JUDGED)
        judge(reader, ret_phrase->reason);
    return TRUE;
}

/* The ratio and the number of a plan, each perhaps in a column of its own. */
static gboolean
read_sample(RecordReader *reader, const ImportRow *row, guint file_column, const char **texts)
{
    guint sample = column_of(reader, "sample");
    const char *number = row->cells[FILE_COLUMN_NUMBER];
    SamplePhrase phrase = {0};
    SamplePhrase other = {0};

    if (!read_amount(reader, row->cells[file_column],
                     title_of(reader, file_column == FILE_COLUMN_NUMBER ? file_column : sample), &phrase))
        return FALSE;
    if (file_column != FILE_COLUMN_NUMBER && number != NULL && !text_is_blank(number)) {
        SamplePhrase both;

        if (!read_amount(reader, number, title_of(reader, FILE_COLUMN_NUMBER), &other))
            return FALSE;
        sample_phrase_join(&phrase, &other, &both);
        if (both.certainty == PHRASE_UNREADABLE)
            return fail_as_sample(reader, both.reason) != NULL;
        if (both.certainty == PHRASE_JUDGED && both.reason != phrase.reason && both.reason != other.reason)
            judge(reader, both.reason);
        phrase = both;
    }
    if (phrase.has_sample) {
        g_autofree char *text = sample_to_text(&phrase.sample);

        texts[sample] = record_reader_keep(reader, text);
    }
    if (phrase.times > 0)
        texts[column_of(reader, "times")] = keep_number(reader, phrase.times);
    return TRUE;
}

/* Which of the cells says how many: the one for the ratio, or else the other. */
static int
sample_column(const RecordReader *reader, const ImportRow *row)
{
    const int columns[] = {(int)column_of(reader, "sample"), FILE_COLUMN_SAMPLE_AND_TIMES,
                           FILE_COLUMN_NUMBER};

    for (gsize i = 0; i < G_N_ELEMENTS(columns); i++) {
        if (row->cells[columns[i]] != NULL && !text_is_blank(row->cells[columns[i]]))
            return columns[i];
    }
    return -1;
}

gboolean
record_read_sample(RecordReader *reader, const ImportRow *row, const char **texts)
{
    guint sample = column_of(reader, "sample");
    guint times = column_of(reader, "times");
    int column = sample_column(reader, row);
    gboolean has_times = row->cells[FILE_COLUMN_SAMPLE_AND_TIMES] != NULL;

    if (row->cells[sample] == NULL && !has_times)
        return TRUE;
    reader->column = sample;
    reader->raw = column >= 0 ? row->cells[column] : NULL;
    if (column < 0)
        return record_cell_fail_as_blank(reader) != NULL;
    if (!record_check_row_mark(reader, row, (guint)column, sample) ||
        !read_sample(reader, row, (guint)column, texts))
        return FALSE;
    if (texts[sample] == NULL)
        return record_cell_fail_as_blank(reader) != NULL;
    if (has_times && texts[times] == NULL)
        texts[times] = "";
    return TRUE;
}

/* 抽查频次, which counts for more than what the other cells say of it. */
gboolean
record_read_times(RecordReader *reader, const ImportRow *row, const char **texts)
{
    guint times = column_of(reader, "times");
    const char *cell = row->cells[times];
    SamplePhrase phrase = {0};
    const char *said = texts[times];

    if (cell == NULL)
        return TRUE;
    if (text_is_blank(cell)) {
        texts[times] = said != NULL ? said : "";
        return TRUE;
    }
    reader->column = times;
    reader->raw = cell;
    times_phrase_read(cell, &phrase);
    if (!record_check_row_mark(reader, row, times, times))
        return FALSE;
    if (phrase.certainty == PHRASE_UNREADABLE || phrase.times == 0)
        return record_cell_fail(reader, g_strdup(_("not a whole number of at least 1")),
                                g_strdup(_("write it in digits"))) != NULL;
    texts[times] = keep_number(reader, phrase.times);
    if (phrase.certainty == PHRASE_JUDGED)
        judge(reader, phrase.reason);
    if (said != NULL && *said != '\0' && strcmp(said, texts[times]) != 0)
        record_cell_judge(reader, g_strdup(_("another cell of the row says another number of times")));
    return TRUE;
}

static gboolean
fail_as_day(RecordReader *reader, const PeriodPhrase *phrase)
{
    return record_cell_fail(reader, g_strdup_printf(_("not a day: %s"), phrase_reason_text(phrase->reason)),
                            g_strdup(_("write it like 2027-03-20"))) != NULL;
}

static gboolean
fail_as_period(RecordReader *reader, const PeriodPhrase *phrase)
{
    const char *why = phrase_reason_text(phrase->reason);

    if (phrase->certainty == PHRASE_WITHOUT_YEAR)
        return record_cell_fail(reader, g_strdup(_("the year is missing")),
                                g_strdup(_("write it, or give it with --year"))) != NULL;
    return record_cell_fail(
               reader,
               *why != '\0' ? g_strdup_printf(_("not a period: %s"), why) : g_strdup(_("not a period")),
               g_strdup(_("write it like \"2022-03-01至2022-11-30\" or \"2022年3月-11月\""))) != NULL;
}

/* The days of a cell; what is not certain of them is judged. */
static gboolean
read_days(RecordReader *reader, const char *cell, PeriodColumn column, PeriodPhrase *ret_phrase)
{
    period_phrase_read(cell, column, reader->setup.year, ret_phrase);
    if (ret_phrase->certainty == PHRASE_UNREADABLE && (column == PERIOD_START || column == PERIOD_END))
        return fail_as_day(reader, ret_phrase);
    if (ret_phrase->certainty == PHRASE_UNREADABLE || ret_phrase->certainty == PHRASE_WITHOUT_YEAR)
        return fail_as_period(reader, ret_phrase);
    if (ret_phrase->certainty == PHRASE_JUDGED)
        judge(reader, ret_phrase->reason);
    if (!ret_phrase->names_year && reader->year_doubt != NULL)
        record_cell_judge(reader, g_strdup(reader->year_doubt));
    return TRUE;
}

static const char *
keep_day(RecordReader *reader, ChaDay day)
{
    char text[CHA_DAY_TEXT_SIZE];

    cha_day_to_text(day, text);
    return record_reader_keep(reader, text);
}

const char *
record_read_plan_day(RecordReader *reader, const Column *column, const char *text)
{
    gboolean is_start = strcmp(column->name, "start") == 0;
    PeriodPhrase phrase = {0};

    if (!read_days(reader, text, is_start ? PERIOD_START : PERIOD_END, &phrase))
        return NULL;
    return keep_day(reader, is_start ? phrase.start : phrase.end);
}

/* 4 and 4-6 under 抽查月份 count months. */
static char *
with_unit(const char *cell, const char *title)
{
    g_autofree char *text = text_trim(cell);
    gsize n_digits = strspn(text, "0123456789");
    gsize length = strlen(text);

    if (strstr(title, "月份") == NULL || n_digits < 1 || n_digits > 2 || length > strlen("10、11") ||
        !g_ascii_isdigit(text[length - 1]))
        return g_steal_pointer(&text);
    return g_strconcat(text, "月", NULL);
}

gboolean
record_read_period(RecordReader *reader, const ImportRow *row, const char **texts)
{
    guint start = column_of(reader, "start");
    guint times = column_of(reader, "times");
    const char *cell = row->cells[FILE_COLUMN_PERIOD];
    PeriodPhrase phrase = {0};
    g_autofree char *text = NULL;
    const char *title;

    if (cell == NULL)
        return TRUE;
    reader->column = start;
    reader->raw = text_is_blank(cell) ? NULL : cell;
    if (reader->raw == NULL)
        return record_cell_fail_as_blank(reader) != NULL;
    title = title_of(reader, start);
    text = with_unit(cell, title);
    if (!record_check_row_mark(reader, row, FILE_COLUMN_PERIOD, start) ||
        !read_days(reader, text,
                   strstr(title, "完成") != NULL || strstr(title, "时限") != NULL ? PERIOD_DEADLINE
                                                                                  : PERIOD_WHOLE,
                   &phrase))
        return FALSE;
    texts[start] = keep_day(reader, phrase.start);
    texts[column_of(reader, "end")] = keep_day(reader, phrase.end);
    if (phrase.times > 0 && (texts[times] == NULL || *texts[times] == '\0'))
        texts[times] = keep_number(reader, phrase.times);
    return TRUE;
}
