/* Cells with lists. */
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/record/cell.h"
#include "exchange/record/list-split.h"
#include "exchange/record/record-private.h"

#include <string.h>

gboolean
record_is_list(ValueType type)
{
    return type == VALUE_DEPARTMENTS || type == VALUE_ITEMS || type == VALUE_TERMS ||
           type == VALUE_OBJECT_TYPES || type == VALUE_DISTRICTS || type == VALUE_INDUSTRIES ||
           type == VALUE_RISKS || type == VALUE_QUALIFICATIONS || type == VALUE_QUARTERS ||
           type == VALUE_RESULT_CODES;
}

static gboolean
fail_as_several(RecordReader *reader, const char *piece)
{
    g_autofree char *codes = known_lists_items_named(reader->setup.lists, piece);

    (void)record_cell_fail(reader, g_strdup_printf(_("several bear the name \"%s\""), piece),
                           *codes != '\0' ? g_strdup_printf(_("write the code of the one meant: %s"), codes)
                                          : g_strdup(_("write the code of the one meant")));
    return FALSE;
}

/* Adds a piece, or NULL, which means that it is wrong. */
static gboolean
add_element(GPtrArray *elements, const char *element)
{
    if (element == NULL)
        return FALSE;
    g_ptr_array_add(elements, (gpointer)element);
    return TRUE;
}

/* A piece that is not known as a whole: its parts between 、. */
static gboolean
read_parts(RecordReader *reader, const ElementType *type, const char *piece, const char *const *texts,
           GHashTable *departments, GPtrArray *elements)
{
    g_autoptr(GPtrArray) parts = list_split_piece(piece);
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    guint n_known = 0;
    gboolean is_right = TRUE;

    for (guint i = 0; i < parts->len; i++) {
        const char *element = NULL;

        if (type->find(reader, g_ptr_array_index(parts, i), departments, &element) != MATCH_NONE)
            n_known++;
        g_ptr_array_add(found, (gpointer)element);
    }
    if (parts->len < 2 || n_known == 0 || (type->keeps_whole && n_known < parts->len))
        return add_element(elements, type->unknown(reader, piece, texts));
    for (guint i = 0; i < parts->len; i++) {
        const char *part = g_ptr_array_index(parts, i);
        const char *element = NULL;

        switch (type->find(reader, part, departments, &element)) {
        case MATCH_ONE:
            is_right = add_element(elements, element) && is_right;
            break;
        case MATCH_SEVERAL:
            is_right = fail_as_several(reader, part);
            break;
        case MATCH_NONE:
        default:
            is_right = add_element(elements, type->unknown(reader, part, texts)) && is_right;
            break;
        }
    }
    return is_right;
}

/* First the whole, then its pieces, then the pieces' parts. */
static gboolean
read_known(RecordReader *reader, const ElementType *type, const char *cell, const char *const *texts,
           GHashTable *departments, GPtrArray *elements)
{
    g_autofree char *whole = text_trim(cell);
    g_autoptr(GPtrArray) pieces = NULL;
    const char *element = NULL;
    gboolean is_right = TRUE;

    if (type->find(reader, whole, departments, &element) == MATCH_ONE)
        return add_element(elements, element);
    if (type == record_element_type(VALUE_ITEMS))
        pieces = list_split_numbered(cell);
    if (pieces == NULL)
        pieces = list_split(cell);
    for (guint i = 0; i < pieces->len; i++) {
        const char *piece = g_ptr_array_index(pieces, i);

        switch (type->find(reader, piece, departments, &element)) {
        case MATCH_ONE:
            is_right = add_element(elements, element) && is_right;
            break;
        case MATCH_SEVERAL:
            is_right = fail_as_several(reader, piece);
            break;
        case MATCH_NONE:
        default:
            is_right = read_parts(reader, type, piece, texts, departments, elements) && is_right;
            break;
        }
    }
    return is_right;
}

/* Free terms; qualifications must be identifiers, as they go into bundles. */
static gboolean
read_terms(RecordReader *reader, const char *cell, gboolean as_identifiers, GPtrArray *elements)
{
    g_autoptr(GPtrArray) pieces = list_split(cell);
    gboolean is_right = TRUE;

    for (guint i = 0; i < pieces->len; i++) {
        g_autofree char *term = text_half_width(g_ptr_array_index(pieces, i));

        if (as_identifiers ? text_is_identifier(term, strlen(term))
                           : !text_has_control_characters(term, strlen(term))) {
            g_ptr_array_add(elements, (gpointer)record_reader_keep(reader, term));
            continue;
        }
        is_right = FALSE;
        (void)record_cell_fail(
            reader, g_strdup_printf(_("\"%s\" cannot be a term of a list"), term),
            g_strdup(_("use 1 to 64 bytes, none of | , ; \" / \\ : * ? < > =, and no . or - "
                       "in front")));
    }
    return is_right;
}

/* Quarters keep their order and their repetitions. */
static const char *
read_quarters(RecordReader *reader, const char *cell)
{
    static const char *const SEPARATORS[] = {";", "；", "\n", "\r", "、", ",", "，", NULL};
    g_autoptr(GPtrArray) pieces = list_split_at(cell, SEPARATORS);
    g_autoptr(GString) joined = g_string_new(NULL);
    gboolean is_right = TRUE;

    for (guint i = 0; i < pieces->len; i++) {
        g_autofree char *half_width = text_half_width(g_ptr_array_index(pieces, i));
        g_autofree char *quarter = cell_read_quarter(half_width);

        if (quarter == NULL) {
            is_right = FALSE;
            (void)record_cell_fail(reader, g_strdup_printf(_("\"%s\" is not a quarter"), half_width),
                                   g_strdup(_("write it like 2027Q1, with ; between several")));
            continue;
        }
        g_string_append_printf(joined, "%s%s", joined->len > 0 ? ";" : "", quarter);
    }
    return is_right ? record_reader_keep(reader, joined->str) : NULL;
}

static void
add_departments(const RecordReader *reader, const char *const *texts, const char *column,
                GHashTable *departments)
{
    int index = kind_find_column(reader->setup.kind, column);
    g_autoptr(GPtrArray) listed = NULL;

    if (index < 0)
        return;
    listed = text_split(record_reader_value(reader, texts, (guint)index));
    for (guint i = 0; i < listed->len; i++)
        g_hash_table_add(departments, g_strdup(g_ptr_array_index(listed, i)));
}

GHashTable *
record_departments_of(const RecordReader *reader, const char *const *texts)
{
    static const char *const COLUMNS[] = {"initiator", "initiators", "participants"};
    GHashTable *departments = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(COLUMNS); i++)
        add_departments(reader, texts, COLUMNS[i], departments);
    return departments;
}

/* A word for the whole list: "*", "all". */
static const char *
find_word(const Column *column, const char *cell)
{
    g_autofree char *half_width = text_half_width(cell);

    return column->choices != NULL ? choice_find(column->choices, half_width, strlen(half_width)) : NULL;
}

/* The wildcard makes what stands beside it needless. */
static gboolean
has_wildcard(const Column *column, GPtrArray *elements)
{
    for (guint i = 0; i < elements->len && column->choices != NULL; i++) {
        if (strcmp(g_ptr_array_index(elements, i), "*") == 0)
            return TRUE;
    }
    return FALSE;
}

const char *
record_read_list(RecordReader *reader, const Column *column, const char *cell, const char *const *texts)
{
    g_autoptr(GPtrArray) elements = g_ptr_array_new();
    g_autoptr(GHashTable) departments = NULL;
    g_autofree char *joined = NULL;
    const ElementType *type = record_element_type(column->type);
    const char *word = find_word(column, cell);
    gboolean is_right;

    if (word != NULL)
        return word;
    if (column->type == VALUE_QUARTERS)
        return read_quarters(reader, cell);
    if (column->type == VALUE_ITEMS)
        departments = record_departments_of(reader, texts);
    if (column->type == VALUE_DEPARTMENTS && record_departments_are_free(reader))
        is_right = record_read_departments(reader, cell, elements);
    else
        is_right = type != NULL ? read_known(reader, type, cell, texts, departments, elements)
                                : read_terms(reader, cell, column->type == VALUE_QUALIFICATIONS, elements);
    if (!is_right)
        return NULL;
    if (has_wildcard(column, elements))
        return "*";
    joined = text_join_set(elements);
    return record_reader_keep(reader, joined);
}
