#include "support/records.h"

/* Puts the pairs that follow @column into the record. */
static void
fill(ChaKind kind, const char **texts, const char *column, va_list pairs)
{
    for (; column != NULL; column = va_arg(pairs, const char *)) {
        int index = kind_find_column(kind_get(kind), column);

        g_assert_cmpint(index, >=, 0);
        texts[index] = va_arg(pairs, const char *);
    }
}

void
record_fill(ChaKind kind, const char **texts, ...)
{
    va_list pairs;

    for (guint i = 0; i < KIND_MAX_COLUMNS; i++)
        texts[i] = "";
    va_start(pairs, texts);
    fill(kind, texts, va_arg(pairs, const char *), pairs);
    va_end(pairs);
}

Plan *
plan_with(const char *first_column, ...)
{
    const char *texts[KIND_MAX_COLUMNS];
    va_list pairs;

    record_fill(CHA_KIND_PLANS, texts, "plan", "P", "title", "餐饮服务食品安全抽查", "initiator", "SCJG",
                "items", "SCJG-001", "sample", "5%", "start", "2027-01-11", "end", "2027-11-20", NULL);
    va_start(pairs, first_column);
    fill(CHA_KIND_PLANS, texts, first_column, pairs);
    va_end(pairs);
    return plan_from_texts(texts);
}
