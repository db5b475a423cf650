/* What is particular to the rows of plans. */
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/cell.h"
#include "exchange/list-split.h"
#include "exchange/record-private.h"

#include <string.h>

/* 起止时间: the start and the end in one cell. */
static gboolean
read_period(RecordReader *reader, char *cell, gsize length, const char **texts)
{
    guint start = (guint)kind_find_column(reader->setup.kind, "start");
    guint end = (guint)kind_find_column(reader->setup.kind, "end");
    g_autofree char *half_width = text_half_width(cell);
    g_autofree char *period = text_trim(half_width);
    char text[CHA_DAY_TEXT_SIZE];
    ChaDay first = 0;
    ChaDay last = 0;

    reader->column = start;
    reader->raw = cell;
    if (length == 0 || *period == '\0')
        return record_cell_fail_as_blank(reader) != NULL;
    if (reader->year_doubt != NULL && cell_read_period(period, 0, &first, &last) == PERIOD_WITHOUT_YEAR)
        record_cell_judge(reader, g_strdup(reader->year_doubt));
    switch (cell_read_period(period, reader->setup.year, &first, &last)) {
    case PERIOD_READ:
        cha_day_to_text(first, text);
        texts[start] = record_reader_keep(reader, text);
        cha_day_to_text(last, text);
        texts[end] = record_reader_keep(reader, text);
        return TRUE;
    case PERIOD_WITHOUT_YEAR:
        return record_cell_fail(reader, g_strdup(_("the year is missing")),
                                g_strdup(_("write it, or give it with --year"))) != NULL;
    case PERIOD_UNREADABLE:
    default:
        return record_cell_fail(
                   reader, g_strdup(_("not a period")),
                   g_strdup(_("write it like \"2022-03-01至2022-11-30\" or \"2022年3月-11月\""))) != NULL;
    }
}

/* 抽查比例及频次: pieces that count times are the times, the others the sample. */
static gboolean
read_sample_and_times(RecordReader *reader, const char *cell, const char **texts)
{
    static const char *const SEPARATORS[] = {";", "；", ",", "，", "\n", "\r", NULL};
    guint sample = (guint)kind_find_column(reader->setup.kind, "sample");
    guint times = (guint)kind_find_column(reader->setup.kind, "times");
    g_autoptr(GPtrArray) pieces = list_split_at(cell, SEPARATORS);
    g_autoptr(GString) sample_text = g_string_new(NULL);
    g_autoptr(GString) times_text = g_string_new(NULL);

    for (guint i = 0; i < pieces->len; i++) {
        const char *piece = g_ptr_array_index(pieces, i);
        GString *text = strstr(piece, "次") != NULL ? times_text : sample_text;

        g_string_append_printf(text, "%s%s", text->len > 0 ? ";" : "", piece);
    }
    texts[sample] = record_read_cell(reader, sample, sample_text->str, sample_text->len, texts);
    texts[sample] = texts[sample] != NULL ? record_reader_keep(reader, texts[sample]) : NULL;
    texts[times] = record_read_cell(reader, times, times_text->str, times_text->len, texts);
    texts[times] = texts[times] != NULL ? record_reader_keep(reader, texts[times]) : NULL;
    return texts[sample] != NULL && texts[times] != NULL;
}

gboolean
record_read_shared_columns(RecordReader *reader, const ImportRow *row, const char **texts)
{
    char *period = row->cells[FILE_COLUMN_PERIOD];
    const char *sample = row->cells[FILE_COLUMN_SAMPLE_AND_TIMES];
    gboolean is_right = TRUE;

    if (period != NULL)
        is_right = record_check_row_mark(reader, row, FILE_COLUMN_PERIOD,
                                         (guint)kind_find_column(reader->setup.kind, "start")) &&
                   read_period(reader, period, row->lengths[FILE_COLUMN_PERIOD], texts);
    if (sample != NULL)
        is_right = record_check_row_mark(reader, row, FILE_COLUMN_SAMPLE_AND_TIMES,
                                         (guint)kind_find_column(reader->setup.kind, "sample")) &&
                   read_sample_and_times(reader, sample, texts) && is_right;
    return is_right;
}

void
record_add_initiators(RecordReader *reader, const char **texts)
{
    int column = kind_find_column(reader->setup.kind, "participants");
    g_autofree char *others = g_steal_pointer(&reader->other_initiators);
    g_autofree char *joined = NULL;
    g_autofree char *all = NULL;
    g_autoptr(GPtrArray) departments = NULL;

    if (others == NULL || column < 0)
        return;
    joined = g_strconcat(others, ";", record_reader_value(reader, texts, (guint)column), NULL);
    departments = text_split(joined);
    all = text_join_set(departments);
    texts[column] = record_reader_keep(reader, all);
}

static void
join_reason(Judgement *judgement, char *reason)
{
    if (strstr(judgement->reason, reason) == NULL) {
        char *joined = g_strdup_printf(_("%s; %s"), judgement->reason, reason);

        g_free(judgement->reason);
        judgement->reason = joined;
    }
    g_free(reason);
}

void
record_reader_judge(RecordReader *reader, guint column, const char *text, char *reason)
{
    Judgement *judgement;

    reader->n_notes++; /* not to be remembered for other rows */
    if (reader->setup.kind->kind != CHA_KIND_PLANS) {
        record_reader_note(reader, (int)column, text, reason, NULL);
        g_free(reason);
        return;
    }
    for (guint i = 0; i < reader->judgements->len; i++) {
        judgement = g_ptr_array_index(reader->judgements, i);
        if (judgement->column == column) {
            join_reason(judgement, reason);
            return;
        }
    }
    judgement = g_new0(Judgement, 1);
    judgement->column = column;
    judgement->text = g_strdup(text);
    judgement->reason = reason;
    g_ptr_array_add(reader->judgements, judgement);
}

void
record_cell_judge(RecordReader *reader, char *reason)
{
    record_reader_judge(reader, reader->column, reader->raw, reason);
}
