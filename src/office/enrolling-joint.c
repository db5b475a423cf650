/* 市场监管领域相关部门: who is concerned, by the joint item list. */
#include "base/i18n.h"
#include "base/text.h"
#include "office/enrolling-private.h"

#include <string.h>

static const char *
text_of(const Kind *kind, char *const *record, const char *column)
{
    int index = kind_find_column(kind, column);

    g_assert(index >= 0);
    return record[index];
}

static gboolean
contains(GPtrArray *texts, const char *text)
{
    return g_ptr_array_find_with_equal_func(texts, text, g_str_equal, NULL);
}

static void
add_all(GPtrArray *departments, const char *list)
{
    g_autoptr(GPtrArray) listed = text_split(list);

    for (guint i = 0; i < listed->len; i++) {
        if (strcmp(g_ptr_array_index(listed, i), "*") != 0)
            g_ptr_array_add(departments, g_strdup(g_ptr_array_index(listed, i)));
    }
}

static gboolean
have_common(GPtrArray *items, const char *list)
{
    g_autoptr(GPtrArray) listed = text_split(list);

    for (guint i = 0; i < listed->len; i++) {
        if (contains(items, g_ptr_array_index(listed, i)))
            return TRUE;
    }
    return FALSE;
}

/* Those that joint items with the area or one of the items name. */
static void
add_by_list(const Import *import, const char *area, GPtrArray *items, GPtrArray *departments)
{
    const Kind *kind = kind_get(CHA_KIND_JOINT_ITEMS);
    g_autofree char *folded_area = text_fold(area);

    for (guint i = 0; i < import->joint_items->len; i++) {
        char *const *record = g_ptr_array_index(import->joint_items, i);
        g_autofree char *folded = text_fold(text_of(kind, record, "area"));

        if (strcmp(folded, folded_area) != 0 && !have_common(items, text_of(kind, record, "items")))
            continue;
        add_all(departments, text_of(kind, record, "initiators"));
        add_all(departments, text_of(kind, record, "participants"));
    }
}

gboolean
import_name_concerned(Import *import, const char *area, const char *published, const char **texts)
{
    guint participants = (guint)kind_find_column(import->kind, "participants");
    guint initiator = (guint)kind_find_column(import->kind, "initiator");
    guint items = (guint)kind_find_column(import->kind, "items");
    const char *text = texts[participants];
    g_autoptr(GPtrArray) departments = text_split(text != NULL ? text : "");
    g_autoptr(GPtrArray) codes = NULL;
    g_autofree char *joined = NULL;
    guint n_named;

    if (!contains(departments, "*"))
        return TRUE;
    g_ptr_array_set_size(departments, 0);
    add_all(departments, text);
    n_named = departments->len;
    codes = text_split(record_reader_value(import->reader, texts, items));
    add_by_list(import, area, codes, departments);
    for (guint i = 0; i < codes->len; i++)
        add_all(departments, known_lists_item_department(import->lists, g_ptr_array_index(codes, i)));
    for (guint i = departments->len; i > 0; i--) {
        if (strcmp(g_ptr_array_index(departments, i - 1),
                   record_reader_value(import->reader, texts, initiator)) == 0)
            g_ptr_array_remove_index(departments, i - 1);
    }
    if (departments->len <= n_named) {
        record_reader_fail(import->reader, (int)participants, published,
                           g_strdup(_("neither the joint items nor the items say which departments are "
                                      "concerned")),
                           g_strdup(_("name the departments")));
        return FALSE;
    }
    joined = text_join_set(departments);
    texts[participants] = record_reader_keep(import->reader, joined);
    record_reader_judge(import->reader, participants, published,
                        g_strdup(_("the departments concerned are not named; those of the joint items and of "
                                   "the items are taken")));
    return TRUE;
}
