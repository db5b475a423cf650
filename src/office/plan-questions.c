/* What was read of plans in one of several ways: asked when they are imported, and
 * kept in the store until somebody accepts it. */
#include "base/i18n.h"
#include "office/enrolling-private.h"
#include "store/plan-question-store.h"

#include <inttypes.h>
#include <string.h>

/* A question of this import. */
typedef struct {
    guint64 row;
    PlanQuestion question;
} Asked;

struct PlanQuestions {
    GPtrArray *stored; /* PlanQuestion */
    GHashTable *index; /* "plan|column" → one of them */
    GPtrArray *asked;  /* Asked */
    GHashTable *plans; /* plan → guint64, the row that has it: delivered, and right so far */
    /* What there is to be written, once that is known; borrowed. */
    GPtrArray *settled;
    GPtrArray *new;
    GPtrArray *accepted;
};

static char *
key_of(const char *plan, const char *column)
{
    return g_strconcat(plan, "|", column, NULL);
}

static void
asked_free(gpointer data)
{
    Asked *asked = data;

    g_free(asked->question.plan);
    g_free(asked->question.column);
    g_free(asked->question.text);
    g_free(asked->question.taken);
    g_free(asked->question.reason);
    g_free(asked);
}

PlanQuestions *
plan_questions_new(ChaStore *store, GError **error)
{
    g_autoptr(GPtrArray) stored = plan_question_store_load(store, error);
    PlanQuestions *questions;

    if (stored == NULL)
        return NULL;
    questions = g_new0(PlanQuestions, 1);
    questions->stored = g_steal_pointer(&stored);
    questions->index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < questions->stored->len; i++) {
        PlanQuestion *question = g_ptr_array_index(questions->stored, i);

        g_hash_table_insert(questions->index, key_of(question->plan, question->column), question);
    }
    questions->asked = g_ptr_array_new_with_free_func(asked_free);
    questions->plans = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    questions->settled = g_ptr_array_new();
    questions->new = g_ptr_array_new();
    questions->accepted = g_ptr_array_new();
    return questions;
}

void
plan_questions_free(PlanQuestions *questions)
{
    if (questions == NULL)
        return;
    g_ptr_array_unref(questions->settled);
    g_ptr_array_unref(questions->new);
    g_ptr_array_unref(questions->accepted);
    g_hash_table_unref(questions->plans);
    g_ptr_array_unref(questions->asked);
    g_hash_table_unref(questions->index);
    g_ptr_array_unref(questions->stored);
    g_free(questions);
}

/* What the plan has in a column; of a period both days. */
static char *
taken_of(const Kind *kind, const char *const *texts, guint column)
{
    guint start = (guint)kind_find_column(kind, "start");
    guint end = (guint)kind_find_column(kind, "end");

    if (column == start && texts[start] != NULL && texts[end] != NULL)
        return g_strdup_printf(_("%s to %s"), texts[start], texts[end]);
    return g_strdup(texts[column] != NULL ? texts[column] : "");
}

static gboolean
is_the_same(const PlanQuestion *left, const PlanQuestion *right)
{
    return strcmp(left->text, right->text) == 0 && strcmp(left->taken, right->taken) == 0;
}

/* Whether somebody accepted just this before. */
static gboolean
was_accepted(const PlanQuestions *questions, const PlanQuestion *question)
{
    g_autofree char *key = key_of(question->plan, question->column);
    const PlanQuestion *stored = g_hash_table_lookup(questions->index, key);

    return stored != NULL && stored->is_accepted && is_the_same(stored, question);
}

static void
report(Import *import, guint64 row, const Judgement *judgement, const PlanQuestion *question,
       gboolean is_accepted)
{
    const ImportTable *table = g_ptr_array_index(import->tables, (guint)(row >> ROW_BITS));
    gboolean is_there = import_table_has(table, judgement->column);
    Place place = import_place(import, row, is_there ? (int)judgement->column : -1, judgement->text);
    char *rule = *question->taken != '\0'
                     ? g_strdup_printf(_("%s; taken as %s"), question->reason, question->taken)
                     : g_strdup(question->reason);

    issue_log_add(import->log, is_accepted ? CHA_SEVERITY_NOTE : CHA_SEVERITY_QUESTION, &place, rule,
                  is_accepted ? g_strdup(_("this is accepted"))
                              : g_strdup(_("accept it with --accept, or write what is meant")));
}

void
plan_questions_add(PlanQuestions *questions, Import *import, guint64 row, const char *const *texts,
                   gboolean is_right, gboolean is_accepted)
{
    const GPtrArray *judgements = record_reader_judgements(import->reader);

    for (guint i = 0; i < judgements->len; i++) {
        const Judgement *judgement = g_ptr_array_index(judgements, i);
        Asked *asked = g_new0(Asked, 1);
        PlanQuestion *question = &asked->question;

        asked->row = row;
        question->plan = g_strdup(texts[0] != NULL ? texts[0] : "");
        question->column = g_strdup(import->kind->columns[judgement->column].name);
        question->text = g_strdup(judgement->text != NULL ? judgement->text : "");
        question->taken = taken_of(import->kind, texts, judgement->column);
        question->reason = g_strdup(judgement->reason);
        question->is_accepted = is_accepted || was_accepted(questions, question);
        report(import, row, judgement, question, question->is_accepted);
        if (is_right)
            g_ptr_array_add(questions->asked, asked);
        else
            asked_free(asked);
    }
    if (is_right)
        g_hash_table_insert(questions->plans, g_strdup(texts[0]), g_memdup2(&row, sizeof row));
}

/* Stored questions of plans of this import that its rows no longer raise. A
 * column that the files do not have says nothing about its question. */
static void
find_settled(PlanQuestions *questions, const Import *import, GHashTable *raised)
{
    for (guint i = 0; i < questions->stored->len; i++) {
        PlanQuestion *question = g_ptr_array_index(questions->stored, i);
        g_autofree char *key = key_of(question->plan, question->column);
        const guint64 *row = g_hash_table_lookup(questions->plans, question->plan);
        int column = kind_find_column(import->kind, question->column);
        const ImportTable *table;

        if (row == NULL || g_hash_table_contains(import->bad_rows, row) || column < 0 ||
            g_hash_table_contains(raised, key))
            continue;
        table = g_ptr_array_index(import->tables, (guint)(*row >> ROW_BITS));
        if (import_table_has(table, (guint)column) || import_makes_up(import, table, (guint)column))
            g_ptr_array_add(questions->settled, question);
    }
}

void
plan_questions_settle(PlanQuestions *questions, Import *import)
{
    g_autoptr(GHashTable) raised = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < questions->asked->len; i++) {
        Asked *asked = g_ptr_array_index(questions->asked, i);
        g_autofree char *key = key_of(asked->question.plan, asked->question.column);
        PlanQuestion *stored = g_hash_table_lookup(questions->index, key);

        if (g_hash_table_contains(import->bad_rows, &asked->row) || !g_hash_table_add(raised, g_strdup(key)))
            continue;
        import->report->questions += !asked->question.is_accepted;
        if (stored != NULL && !is_the_same(stored, &asked->question)) {
            g_ptr_array_add(questions->settled, stored);
            stored = NULL;
        }
        if (stored == NULL)
            g_ptr_array_add(questions->new, &asked->question);
        if (asked->question.is_accepted && (stored == NULL || !stored->is_accepted))
            g_ptr_array_add(questions->accepted, &asked->question);
    }
    find_settled(questions, import, raised);
}

gboolean
plan_questions_store(const PlanQuestions *questions, Import *import, const char *source, GError **error)
{
    if (questions->settled->len == 0 && questions->new->len == 0 && questions->accepted->len == 0)
        return TRUE;
    delivery_commit_anyway(import->delivery);
    return plan_question_store_write(import->store, questions->settled, questions->new, questions->accepted,
                                     source, error);
}
