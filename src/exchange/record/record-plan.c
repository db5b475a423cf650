/* What is particular to the rows of plans. */
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/record/record-private.h"

#include <string.h>

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
