/* What people are told about columns, and what of it is left out on the way back. */
#include "exchange/table/column-notes.h"

#include "base/words.h"
#include "exchange/table/own-marks.h"

#include <string.h>

/* data/column-notes.csv: every column of every kind has a line, and no other. */
static void
test_complete(void)
{
    g_autoptr(GPtrArray) words = words_load("column-notes.csv");
    guint n_columns = 0;

    for (guint k = 0; k < CHA_N_KINDS; k++) {
        const Kind *kind = kind_get((ChaKind)k);
        g_autoptr(ColumnNotes) notes = column_notes_new(kind);

        for (guint c = 0; c < kind->n_columns; c++) {
            g_autofree char *form = column_notes_form(notes, c);

            g_test_message("%s,%s", kind->name, kind->columns[c].name);
            g_assert_cmpstr(column_notes_meaning(notes, c), !=, "");
            g_assert_cmpstr(column_notes_example(notes, c), !=, "");
            g_assert_cmpstr(form, !=, "");
        }
        n_columns += kind->n_columns;
    }
    g_assert_cmpuint(words->len, ==, n_columns);
}

static void
test_forms(void)
{
    const Kind *plans = kind_get(CHA_KIND_PLANS);
    g_autoptr(ColumnNotes) notes = column_notes_new(plans);
    guint disclosure = (guint)kind_find_column(plans, "disclosure");
    guint start = (guint)kind_find_column(plans, "start");
    g_autofree char *choice = column_notes_form(notes, disclosure);
    g_autofree char *day = column_notes_form(notes, start);

    g_assert_cmpstr(choice, ==, "one of: open, notice, secret");
    g_assert_cmpstr(column_notes_default(notes, disclosure), ==, "open");
    g_assert_cmpstr(column_notes_need(notes, disclosure), ==, "may be blank");
    g_assert_cmpstr(day, ==, "a day, such as 2027-03-20");
    g_assert_cmpstr(column_notes_default(notes, start), ==, "");
    g_assert_cmpstr(column_notes_need(notes, start), ==, "required");
    g_assert_cmpstr(column_notes_need(notes, 0), ==, "required; says which record it is");
}

/* Each value of a choice has at most one word that is shown for it, and the word
 * means that value. */
static void
test_shown_words(void)
{
    for (guint k = 0; k < CHA_N_KINDS; k++) {
        const Kind *kind = kind_get((ChaKind)k);

        for (guint c = 0; c < kind->n_columns; c++) {
            const Choice *choices = kind->columns[c].choices;

            for (const Choice *choice = choices; choice != NULL && choice->word != NULL; choice++) {
                const char *shown = choice_shown(choices, choice->value);

                g_test_message("%s,%s,%s", kind->name, kind->columns[c].name, choice->word);
                g_assert_cmpstr(choice_find(choices, shown, strlen(shown)), ==, choice->value);
                if (choice->is_shown)
                    g_assert_cmpstr(shown, ==, choice->word);
            }
        }
    }
}

static void
test_examples(void)
{
    static const char *const EXAMPLES[] = {"示例：SCJG",   "示例:SCJG",    "示例： x", "example: SCJG",
                                           "Example:SCJG", " example : x", "示 例：x", "ＥＸＡＭＰＬＥ：x"};
    static const char *const OTHERS[] = {"",  "SCJG", "示例", "示例一：x", "example", "examples: x",
                                         "e", "示",   "例：x"};

    for (gsize i = 0; i < G_N_ELEMENTS(EXAMPLES); i++) {
        g_test_message("%s", EXAMPLES[i]);
        g_assert_true(own_marks_is_example(EXAMPLES[i]));
    }
    for (gsize i = 0; i < G_N_ELEMENTS(OTHERS); i++) {
        g_test_message("%s", OTHERS[i]);
        g_assert_false(own_marks_is_example(OTHERS[i]));
    }
}

static void
test_titles(void)
{
    g_assert_true(own_marks_is_reasons("错误原因"));
    g_assert_true(own_marks_is_reasons(" What is\nwrong "));
    g_assert_false(own_marks_is_reasons("原因"));
    g_assert_true(own_marks_is_own_sheet("填写说明"));
    g_assert_true(own_marks_is_own_sheet("choices"));
    g_assert_false(own_marks_is_own_sheet("说明"));
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/column-notes/complete", test_complete);
    g_test_add_func("/column-notes/forms", test_forms);
    g_test_add_func("/column-notes/shown-words", test_shown_words);
    g_test_add_func("/column-notes/examples", test_examples);
    g_test_add_func("/column-notes/titles", test_titles);
    return g_test_run();
}
