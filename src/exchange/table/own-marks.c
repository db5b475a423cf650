#include "exchange/table/own-marks.h"

#include "base/text.h"
#include "exchange/table/column-names.h"

#include <string.h>

/* In English and in Chinese: files go from hand to hand, whatever language each
 * user's program speaks, so these are not for translators. */
typedef struct {
    const char *english;
    const char *chinese;
} Mark;

static const Mark EXAMPLE = {"example: ", "示例："};
static const Mark REASONS = {"what is wrong", "错误原因"};
static const Mark ACCEPT = {"accept", "确认"};
static const Mark NOTES_SHEET = {"How to fill in", "填写说明"};
static const Mark CHOICES_SHEET = {"Choices", "选项"};

static const char *
shown(const Mark *mark)
{
    return column_names_are_chinese() ? mark->chinese : mark->english;
}

static gboolean
is_same(const char *text, const char *mark)
{
    g_autofree char *folded = text_fold(text);
    g_autofree char *folded_mark = text_fold(mark);

    return strcmp(folded, folded_mark) == 0;
}

static gboolean
is_either(const Mark *mark, const char *text)
{
    return is_same(text, mark->english) || is_same(text, mark->chinese);
}

static gboolean
begins(const char *text, const char *mark)
{
    g_autofree char *folded = text_fold(text);
    g_autofree char *folded_mark = text_fold(mark);

    return g_str_has_prefix(folded, folded_mark);
}

const char *
own_marks_example(void)
{
    return shown(&EXAMPLE);
}

gboolean
own_marks_is_example(const char *cell)
{
    /* Nearly all rows differ in their first byte. */
    if (*cell == '\0' || strchr("eE\xe7\xef \xe3", *cell) == NULL)
        return FALSE;
    return begins(cell, EXAMPLE.english) || begins(cell, EXAMPLE.chinese);
}

const char *
own_marks_reasons(void)
{
    return shown(&REASONS);
}

gboolean
own_marks_is_reasons(const char *title)
{
    return is_either(&REASONS, title);
}

const char *
own_marks_accept(void)
{
    return shown(&ACCEPT);
}

const char *
own_marks_notes_sheet(void)
{
    return shown(&NOTES_SHEET);
}

const char *
own_marks_choices_sheet(void)
{
    return shown(&CHOICES_SHEET);
}

gboolean
own_marks_is_own_sheet(const char *name)
{
    return is_either(&NOTES_SHEET, name) || is_either(&CHOICES_SHEET, name);
}
