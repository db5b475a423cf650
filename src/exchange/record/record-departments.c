/* Cells with departments as published tables name them. */
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/plan/department-role.h"
#include "exchange/record/list-split.h"
#include "exchange/record/record-private.h"

#include <string.h>

gboolean
record_departments_are_free(const RecordReader *reader)
{
    return reader->setup.kind->kind == CHA_KIND_PLANS || reader->setup.kind->kind == CHA_KIND_JOINT_ITEMS;
}

/* What is not certain of a name that was found. */
static char *
doubt_about(NameVerdict verdict, const char *piece)
{
    switch (verdict) {
    case NAME_OTHER_REGION:
        return g_strdup_printf(_("\"%s\" names another place than the department on the list"), piece);
    case NAME_GUESSED:
        return g_strdup_printf(_("\"%s\" begins with what may be a place"), piece);
    case NAME_UPPER_LEVEL:
        return g_strdup_printf(_("\"%s\" fits departments of several levels"), piece);
    case NAME_FORMER:
        return g_strdup_printf(_("\"%s\" is what a department was called formerly"), piece);
    case NAME_WITH_MORE:
        return g_strdup_printf(_("\"%s\" says more than the name of a department"), piece);
    case NAME_UNKNOWN:
    case NAME_SEVERAL:
    case NAME_SURE:
    default:
        return NULL;
    }
}

static const char *
take(RecordReader *reader, NameVerdict verdict, const char *piece, const char *code)
{
    char *doubt = doubt_about(verdict, piece);

    if (doubt != NULL)
        record_cell_judge(reader, doubt);
    return code;
}

/* A department by code, by exact name, or by what it is called; NULL when it is
 * none, which is no error yet. */
static const char *
find(RecordReader *reader, const char *piece)
{
    KnownLists *lists = reader->setup.lists;
    const DepartmentNames *names = known_lists_department_names(lists);
    const char *code = NULL;
    NameVerdict verdict;

    if (known_lists_find_department(lists, piece, &code) == MATCH_ONE)
        return code;
    verdict = department_names_find(names, piece, &code);
    return verdict == NAME_UNKNOWN || verdict == NAME_SEVERAL ? NULL : take(reader, verdict, piece, code);
}

static gboolean
fail_as_unknown(RecordReader *reader, const char *piece)
{
    KnownLists *lists = reader->setup.lists;
    const DepartmentNames *names = known_lists_department_names(lists);
    g_autofree char *candidates = department_names_candidates(names, piece);
    const char *nearest = candidates != NULL ? candidates : known_lists_nearest_department(lists, piece);
    const char *code = NULL;
    gboolean fits_several = department_names_find(names, piece, &code) == NAME_SEVERAL;

    char *rule;

    if (reader->setup.kind->columns[reader->column].type == VALUE_DEPARTMENT && !fits_several &&
        g_strcmp0(piece, reader->raw) == 0)
        rule = g_strdup(_("no such department")); /* the cell is shown anyway */
    else if (fits_several)
        rule = g_strdup_printf(_("\"%s\" fits several departments of the list"), piece);
    else
        rule = g_strdup_printf(_("\"%s\" is no department of the list"), piece);
    (void)record_cell_fail(reader, rule,
                           nearest != NULL
                               ? g_strdup_printf(_("did you mean %s?"), nearest)
                               : g_strdup(_("write codes or names as on the list, with ; between them")));
    return FALSE;
}

/* 教育局和公安局, where 和 is no part of a name. */
static gboolean
find_both(RecordReader *reader, const char *piece, GPtrArray *elements)
{
    for (guint number = 0;; number++) {
        g_autofree char *left = NULL;
        g_autofree char *right = NULL;
        const char *first;
        guint before = elements->len;

        if (!list_split_at_and(piece, number, &left, &right))
            return FALSE;
        first = find(reader, left);
        if (first == NULL)
            continue;
        g_ptr_array_add(elements, (gpointer)first);
        if (find(reader, right) != NULL)
            g_ptr_array_add(elements, (gpointer)find(reader, right));
        else if (!find_both(reader, right, elements)) {
            g_ptr_array_set_size(elements, (gint)before);
            continue;
        }
        return TRUE;
    }
}

/* 市场监管局等部门: who else, it does not say. The text is cut there. */
static gboolean
drop_and_others(char *piece)
{
    static const char *const ENDS[] = {"等", "等部门", "等相关部门", "等有关部门", "等单位", "等相关单位"};

    for (gsize i = 0; i < G_N_ELEMENTS(ENDS); i++) {
        if (g_str_has_suffix(piece, ENDS[i]) && strlen(piece) > strlen(ENDS[i])) {
            piece[strlen(piece) - strlen(ENDS[i])] = '\0';
            return TRUE;
        }
    }
    return FALSE;
}

/* Whoever leads comes before the others. */
static void
add(RecordReader *reader, const char *code, DepartmentRole role, GPtrArray *elements)
{
    g_ptr_array_insert(elements, role == ROLE_LEADS ? (gint)reader->n_leading++ : -1, (gpointer)code);
}

static gboolean
read_piece(RecordReader *reader, const char *whole, GPtrArray *elements)
{
    const DepartmentWords *words = department_names_words(known_lists_department_names(reader->setup.lists));
    DepartmentRole role;
    g_autofree char *piece = department_role_strip(whole, &role);
    g_autofree char *folded = text_fold(piece);
    const char *code;

    if (department_words_mean_anyone(words, folded)) {
        g_ptr_array_add(elements, (gpointer) "*");
        return TRUE;
    }
    code = find(reader, piece);
    if (code == NULL && drop_and_others(piece)) {
        code = find(reader, piece);
        if (code != NULL)
            record_cell_judge(reader, g_strdup(_("further departments are meant, and not named")));
    }
    if (code != NULL) {
        add(reader, code, role, elements);
        return TRUE;
    }
    return find_both(reader, piece, elements) || fail_as_unknown(reader, piece);
}

/* 市 场 监 管 局: no piece of it is a name, but all together are. */
static const char *
find_spaced(RecordReader *reader, const char *text, GPtrArray *pieces)
{
    g_autofree char *folded = text_fold(text);

    for (guint i = 0; i < pieces->len; i++) {
        if (g_utf8_strlen(g_ptr_array_index(pieces, i), -1) > 2)
            return NULL;
    }
    return find(reader, folded);
}

gboolean
record_read_departments(RecordReader *reader, const char *cell, GPtrArray *elements)
{
    const DepartmentWords *words = department_names_words(known_lists_department_names(reader->setup.lists));
    g_autoptr(GPtrArray) pieces = list_split_departments(cell);
    g_autofree char *whole = text_trim(cell);
    g_autofree char *folded = text_fold(cell);
    const char *code = NULL;
    gboolean is_right = TRUE;

    reader->n_leading = 0;
    if (department_words_mean_nobody(words, folded))
        return TRUE;
    if (known_lists_find_department(reader->setup.lists, whole, &code) != MATCH_ONE && pieces->len > 1)
        code = strpbrk(whole, " ;,/") == NULL || pieces->len > 2 ? find_spaced(reader, folded, pieces) : NULL;
    if (code != NULL) {
        g_ptr_array_add(elements, (gpointer)code);
        return TRUE;
    }
    for (guint i = 0; i < pieces->len; i++)
        is_right = read_piece(reader, g_ptr_array_index(pieces, i), elements) && is_right;
    return is_right;
}

const char *
record_read_initiator(RecordReader *reader, const char *text)
{
    g_autoptr(GPtrArray) elements = g_ptr_array_new();
    g_autofree char *others = NULL;
    const char *first;

    if (!record_read_departments(reader, text, elements))
        return NULL;
    if (elements->len == 0 || strcmp(g_ptr_array_index(elements, 0), "*") == 0)
        return record_cell_fail(reader, g_strdup(_("no department is named")),
                                g_strdup(_("write its code or name as on the list")));
    first = g_ptr_array_index(elements, 0);
    g_ptr_array_remove_index(elements, 0);
    if (elements->len == 0)
        return first;
    others = text_join_set(elements);
    g_free(reader->other_initiators);
    reader->other_initiators = g_steal_pointer(&others);
    if (reader->n_leading != 1)
        record_cell_judge(reader,
                          g_strdup(_("several departments initiate; the first of them is taken, and the "
                                     "others take part")));
    return first;
}
