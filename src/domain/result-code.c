#include "domain/result-code.h"

#include "base/text.h"
#include "base/words.h"

typedef struct {
    char *text; /* the wording, or SET:CODE */
    gboolean is_problem;
} ResultCode;

enum { SET, CODE, WORDING, PROBLEM };

static void
add(GHashTable *codes, char *text, gboolean is_problem)
{
    char *folded = text_fold(text);
    ResultCode *code = g_hash_table_lookup(codes, folded);

    if (code != NULL) {
        g_assert(code->is_problem == is_problem); /* one wording, one meaning */
        g_free(folded);
        g_free(text);
        return;
    }
    code = g_new0(ResultCode, 1);
    code->text = text;
    code->is_problem = is_problem;
    g_hash_table_insert(codes, folded, code);
}

/* By folded text. Wordings without a set come first in the table, so that their
 * writing is the canonical one. */
static GHashTable *
load(void)
{
    GHashTable *codes = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) rows = words_load("result-codes.csv");

    for (guint i = 0; i < rows->len; i++) {
        char **row = g_ptr_array_index(rows, i);
        gboolean is_problem = g_str_equal(row[PROBLEM], "yes");

        add(codes, g_strdup(row[WORDING]), is_problem);
        if (*row[SET] != '\0')
            add(codes, g_strdup_printf("%s:%s", row[SET], row[CODE]), is_problem);
    }
    return codes;
}

static const ResultCode *
find(const char *text)
{
    static GHashTable *codes;
    g_autofree char *folded = text_fold(text);

    if (g_once_init_enter(&codes))
        g_once_init_leave(&codes, load());
    return g_hash_table_lookup(codes, folded);
}

const char *
result_code_find(const char *text)
{
    const ResultCode *code = find(text);

    return code != NULL ? code->text : NULL;
}

gboolean
result_code_is_problem(const char *code)
{
    const ResultCode *found = find(code);

    return found != NULL && found->is_problem;
}

GPtrArray *
result_code_wordings(void)
{
    g_autoptr(GPtrArray) rows = words_load("result-codes.csv");
    GPtrArray *wordings = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < rows->len; i++) {
        char **row = g_ptr_array_index(rows, i);

        if (*row[SET] == '\0')
            g_ptr_array_add(wordings, g_strdup(row[WORDING]));
    }
    return wordings;
}
