#include "exchange/table/column-notes.h"

#include "base/i18n.h"
#include "base/words.h"
#include "exchange/table/column-names.h"

#include <string.h>

struct ColumnNotes {
    const Kind *kind;
    GPtrArray *words;
    char **rows[KIND_MAX_COLUMNS]; /* borrowed; NULL: nothing was written about it */
};

/* data/column-notes.csv */
enum { WORD_KIND, WORD_COLUMN, WORD_ENGLISH, WORD_CHINESE, WORD_EXAMPLE };

ColumnNotes *
column_notes_new(const Kind *kind)
{
    ColumnNotes *notes = g_new0(ColumnNotes, 1);

    notes->kind = kind;
    notes->words = words_load("column-notes.csv");
    for (guint i = 0; i < notes->words->len; i++) {
        char **row = g_ptr_array_index(notes->words, i);
        int column = strcmp(row[WORD_KIND], kind->name) == 0 ? kind_find_column(kind, row[WORD_COLUMN]) : -1;

        if (column >= 0)
            notes->rows[column] = row;
    }
    return notes;
}

void
column_notes_free(ColumnNotes *notes)
{
    if (notes == NULL)
        return;
    g_ptr_array_unref(notes->words);
    g_free(notes);
}

static const char *
word(const ColumnNotes *notes, guint column, guint index)
{
    return notes->rows[column] != NULL ? notes->rows[column][index] : "";
}

const char *
column_notes_meaning(const ColumnNotes *notes, guint column)
{
    return word(notes, column, column_names_are_chinese() ? WORD_CHINESE : WORD_ENGLISH);
}

const char *
column_choice_word(const Choice *choices, const char *value)
{
    return column_names_are_chinese() ? choice_shown(choices, value) : value;
}

GPtrArray *
column_choice_words(const Choice *choices)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);

    for (const Choice *choice = choices; choice != NULL && choice->word != NULL; choice++) {
        const char *shown = column_choice_word(choices, choice->value);

        if (!g_ptr_array_find_with_equal_func(words, shown, g_str_equal, NULL))
            g_ptr_array_add(words, g_strdup(shown));
    }
    return words;
}

static char *
choice_form(const Choice *choices)
{
    g_autoptr(GPtrArray) words = column_choice_words(choices);
    g_autoptr(GString) list = g_string_new(NULL);

    for (guint i = 0; i < words->len; i++)
        g_string_append_printf(list, "%s%s", i > 0 ? _(", ") : "", (const char *)g_ptr_array_index(words, i));
    return g_strdup_printf(_("one of: %s"), list->str);
}

static const char *
plain_form(ValueType type)
{
    switch (type) {
    case VALUE_DISTRICT:
        return _("six digits");
    case VALUE_DAY:
        return _("a day, such as 2027-03-20");
    case VALUE_COUNT:
    case VALUE_TEAM:
        return _("a whole number");
    case VALUE_PERCENT:
        /* xgettext:no-c-format */
        return _("a percentage, such as 20%");
    case VALUE_COORDINATE:
        return _("decimal degrees");
    case VALUE_SAMPLE:
        return _("a percentage or a number");
    case VALUE_DEPARTMENT:
    case VALUE_PARENT:
        return _("a code or a name from the list of departments");
    case VALUE_DEPARTMENTS:
    case VALUE_ITEMS:
    case VALUE_TERMS:
    case VALUE_OBJECT_TYPES:
    case VALUE_DISTRICTS:
    case VALUE_INDUSTRIES:
    case VALUE_RISKS:
    case VALUE_QUALIFICATIONS:
    case VALUE_QUARTERS:
    case VALUE_RESULT_CODES:
        return _("a list, with ; between its parts");
    case VALUE_NAME:
    case VALUE_TEXT:
        return _("text");
    case VALUE_IDENTIFIER:
    case VALUE_PLAN_NAME:
    case VALUE_TARGET:
    case VALUE_CHOICE:
    case VALUE_LEVEL:
    case VALUE_CAMPAIGN:
    case VALUE_VISIT:
    case VALUE_INSPECTOR:
    default:
        return _("a code, entered as text");
    }
}

char *
column_notes_form(const ColumnNotes *notes, guint column)
{
    const Column *what = &notes->kind->columns[column];

    if (what->type == VALUE_CHOICE || what->type == VALUE_LEVEL)
        return choice_form(what->choices);
    return g_strdup(plain_form(what->type));
}

const char *
column_notes_need(const ColumnNotes *notes, guint column)
{
    switch (notes->kind->columns[column].role) {
    case COLUMN_KEY:
        return _("required; says which record it is");
    case COLUMN_REQUIRED:
        return _("required");
    case COLUMN_OPTIONAL:
    default:
        return _("may be blank");
    }
}

const char *
column_notes_default(const ColumnNotes *notes, guint column)
{
    const Column *what = &notes->kind->columns[column];

    return what->fallback != NULL ? column_choice_word(what->choices, what->fallback) : "";
}

const char *
column_notes_example(const ColumnNotes *notes, guint column)
{
    return column_choice_word(notes->kind->columns[column].choices, word(notes, column, WORD_EXAMPLE));
}
