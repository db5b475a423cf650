#include "store/plan-question-store.h"

#include "store/sql.h"

void
plan_question_free(PlanQuestion *question)
{
    if (question == NULL)
        return;
    g_free(question->plan);
    g_free(question->column);
    g_free(question->text);
    g_free(question->taken);
    g_free(question->reason);
    g_free(question);
}

GPtrArray *
plan_question_store_load(ChaStore *store, GError **error)
{
    g_autoptr(GPtrArray) questions = g_ptr_array_new_with_free_func((GDestroyNotify)plan_question_free);
    g_autoptr(Statement) rows =
        statement_new(store_database(store),
                      "SELECT plan, \"column\", text, taken, reason, accepted = 'yes' FROM plan_question"
                      " ORDER BY plan, \"column\"",
                      error);

    if (rows == NULL)
        return NULL;
    while (statement_next(rows)) {
        PlanQuestion *question = g_new0(PlanQuestion, 1);

        question->plan = g_strdup(statement_text(rows, 0));
        question->column = g_strdup(statement_text(rows, 1));
        question->text = g_strdup(statement_text(rows, 2));
        question->taken = g_strdup(statement_text(rows, 3));
        question->reason = g_strdup(statement_text(rows, 4));
        question->is_accepted = statement_int(rows, 5) != 0;
        g_ptr_array_add(questions, question);
    }
    return statement_finish(rows, error) ? g_steal_pointer(&questions) : NULL;
}

/* Runs @sql for each question: ?1 plan, ?2 column, ?3 text, ?4 taken, ?5 reason,
 * ?6 change. */
static gboolean
write_each(ChaStore *store, const char *sql, const GPtrArray *questions, gboolean is_whole, gint64 change,
           GError **error)
{
    g_autoptr(Statement) write = statement_new(store_database(store), sql, error);

    for (guint i = 0; write != NULL && i < questions->len; i++) {
        const PlanQuestion *question = g_ptr_array_index(questions, i);

        statement_bind_text(write, 1, question->plan);
        statement_bind_text(write, 2, question->column);
        if (is_whole) {
            statement_bind_text(write, 3, question->text);
            statement_bind_text(write, 4, question->taken);
            statement_bind_text(write, 5, question->reason);
            statement_bind_int(write, 6, change);
        }
        if (!statement_run(write, error))
            return FALSE;
    }
    return write != NULL;
}

static gboolean
write_with_change(ChaStore *store, const char *action, const char *sql, const GPtrArray *questions,
                  const char *source, GError **error)
{
    gint64 change;

    if (questions->len == 0)
        return TRUE;
    return store_note_change(store, action, "plan-questions", source, NULL, &change, error) &&
           write_each(store, sql, questions, TRUE, change, error);
}

static gboolean
settle(ChaStore *store, const GPtrArray *settled, const char *source, GError **error)
{
    gint64 change;

    if (settled->len == 0)
        return TRUE;
    return store_note_change(store, "settle", "plan-questions", source, NULL, &change, error) &&
           write_each(store, "DELETE FROM plan_question WHERE plan = ?1 AND \"column\" = ?2", settled, FALSE,
                      change, error);
}

gboolean
plan_question_store_write(ChaStore *store, const GPtrArray *settled, const GPtrArray *asked,
                          const GPtrArray *accepted, const char *source, GError **error)
{
    static const char ASK[] = "INSERT INTO plan_question (plan, \"column\", text, taken, reason, change)"
                              " VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    static const char ACCEPT[] =
        "UPDATE plan_question SET text = ?3, taken = ?4, reason = ?5, accepted = 'yes', change = ?6"
        " WHERE plan = ?1 AND \"column\" = ?2";

    return settle(store, settled, source, error) &&
           write_with_change(store, "ask", ASK, asked, source, error) &&
           write_with_change(store, "accept", ACCEPT, accepted, source, error);
}
