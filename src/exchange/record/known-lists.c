#include "exchange/record/known-lists.h"

#include "base/text.h"
#include "exchange/record/likeness.h"
#include "exchange/record/list-split.h"

#include <string.h>

typedef struct {
    char *code;
    char *name;
    char *folded;
    char *bare;       /* of an item: the folded name without punctuation */
    char *core;       /* of an item: likeness_core() of its name */
    char *department; /* of an item */
} Known;

/* The entries of one list, by code and by folded name. */
typedef struct {
    GPtrArray *entries;
    GHashTable *by_code; /* the last of a code */
    GHashTable *by_name; /* GPtrArray of entries */
    GHashTable *by_bare; /* likewise, of items */
    GHashTable *nearest; /* text → "NAME (CODE)", or "" */
} List;

struct KnownLists {
    List departments;
    DepartmentNames *department_names; /* made when it is asked for */
    List items;
    GHashTable *object_types; /* folded → as the items write it */
};

static void
known_free(gpointer data)
{
    Known *known = data;

    g_free(known->code);
    g_free(known->name);
    g_free(known->folded);
    g_free(known->bare);
    g_free(known->core);
    g_free(known->department);
    g_free(known);
}

static void
list_init(List *list)
{
    list->entries = g_ptr_array_new_with_free_func(known_free);
    list->by_code = g_hash_table_new(g_str_hash, g_str_equal);
    list->by_name = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    list->by_bare = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    list->nearest = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

static void
list_clear(List *list)
{
    g_hash_table_unref(list->by_code);
    g_hash_table_unref(list->by_name);
    g_hash_table_unref(list->by_bare);
    g_hash_table_unref(list->nearest);
    g_ptr_array_unref(list->entries);
}

/* The name without whatever is no letter or digit. */
static char *
bare_name(const char *folded)
{
    GString *bare = g_string_new(NULL);

    for (const char *at = folded; *at != '\0'; at = g_utf8_next_char(at)) {
        if (g_unichar_isalnum(g_utf8_get_char(at)))
            g_string_append_unichar(bare, g_utf8_get_char(at));
    }
    return g_string_free(bare, FALSE);
}

static void
index_add(GHashTable *index, char *key, Known *known)
{
    GPtrArray *same = g_hash_table_lookup(index, key);

    if (same == NULL) {
        same = g_ptr_array_new();
        g_hash_table_insert(index, key, same);
    }
    g_ptr_array_add(same, known);
}

static void
list_add(List *list, const char *code, const char *name, const char *department)
{
    Known *known = g_new0(Known, 1);

    known->code = g_strdup(code);
    known->name = g_strdup(name);
    known->folded = text_fold(name);
    known->department = g_strdup(department);
    g_ptr_array_add(list->entries, known);
    g_hash_table_insert(list->by_code, known->code, known);
    index_add(list->by_name, known->folded, known);
    if (department != NULL) {
        known->bare = bare_name(known->folded);
        known->core = likeness_core(name);
        index_add(list->by_bare, known->bare, known);
    }
    g_hash_table_remove_all(list->nearest);
}

KnownLists *
known_lists_new(void)
{
    KnownLists *lists = g_new0(KnownLists, 1);

    list_init(&lists->departments);
    list_init(&lists->items);
    lists->object_types = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return lists;
}

void
known_lists_free(KnownLists *lists)
{
    if (lists == NULL)
        return;
    list_clear(&lists->departments);
    department_names_free(lists->department_names);
    list_clear(&lists->items);
    g_hash_table_unref(lists->object_types);
    g_free(lists);
}

void
known_lists_add_department(KnownLists *lists, const char *code, const char *name)
{
    list_add(&lists->departments, code, name, NULL);
    if (lists->department_names != NULL)
        department_names_add(lists->department_names, code, name);
}

const DepartmentNames *
known_lists_department_names(KnownLists *lists)
{
    if (lists->department_names != NULL)
        return lists->department_names;
    lists->department_names = department_names_new();
    for (guint i = 0; i < lists->departments.entries->len; i++) {
        const Known *known = g_ptr_array_index(lists->departments.entries, i);

        department_names_add(lists->department_names, known->code, known->name);
    }
    return lists->department_names;
}

void
known_lists_add_item(KnownLists *lists, const char *code, const char *name, const char *department,
                     const char *object_types)
{
    g_autoptr(GPtrArray) types = text_split(object_types);

    list_add(&lists->items, code, name, department);
    for (guint i = 0; i < types->len; i++) {
        const char *type = g_ptr_array_index(types, i);

        g_hash_table_insert(lists->object_types, text_fold(type), g_strdup(type));
    }
}

/* Those of the same name that @text names; (nullable). */
static GPtrArray *
find_named(const List *list, const char *text)
{
    g_autofree char *folded = text_fold(text);

    return g_hash_table_lookup(list->by_name, folded);
}

static gboolean
is_written_so(const Known *known, gconstpointer text)
{
    return strcmp(known->name, text) == 0;
}

static gboolean
is_of_department(const Known *known, gconstpointer departments)
{
    return g_hash_table_contains((GHashTable *)departments, known->department);
}

/* The only one of @candidates that passes; how many do goes to @ret_number. */
static const Known *
only_one(GPtrArray *candidates, gboolean (*passes)(const Known *known, gconstpointer data),
         gconstpointer data, guint *ret_number)
{
    const Known *last = NULL;
    guint number = 0;

    for (guint i = 0; i < candidates->len; i++) {
        const Known *known = g_ptr_array_index(candidates, i);

        if (!passes(known, data))
            continue;
        last = known;
        number++;
    }
    *ret_number = number;
    return number == 1 ? last : NULL;
}

static Match
choose(GPtrArray *candidates, const char *text, GHashTable *departments, const char **ret_code)
{
    const Known *known = NULL;
    guint number = 0;

    if (candidates == NULL)
        return MATCH_NONE;
    if (candidates->len == 1)
        known = g_ptr_array_index(candidates, 0);
    if (known == NULL && departments != NULL)
        known = only_one(candidates, is_of_department, departments, &number);
    if (known == NULL && number == 0)
        known = only_one(candidates, is_written_so, text, &number);
    if (known == NULL)
        return MATCH_SEVERAL;
    *ret_code = known->code;
    return MATCH_ONE;
}

static Match
find(const List *list, const char *text, GHashTable *departments, const char **ret_code)
{
    const Known *known = g_hash_table_lookup(list->by_code, text);
    g_autofree char *half_width = NULL;

    if (known == NULL) {
        half_width = text_half_width(text);
        known = g_hash_table_lookup(list->by_code, half_width);
    }
    if (known == NULL)
        return choose(find_named(list, text), text, departments, ret_code);
    *ret_code = known->code;
    return MATCH_ONE;
}

Match
known_lists_find_department(const KnownLists *lists, const char *text, const char **ret_code)
{
    return find(&lists->departments, text, NULL, ret_code);
}

/* An item whose name has other punctuation. */
static Match
find_bare(const List *list, const char *text, GHashTable *departments, const char **ret_code)
{
    g_autofree char *folded = text_fold(text);
    g_autofree char *bare = bare_name(folded);

    return *bare != '\0' ? choose(g_hash_table_lookup(list->by_bare, bare), text, departments, ret_code)
                         : MATCH_NONE;
}

Match
known_lists_find_item(const KnownLists *lists, const char *text, GHashTable *departments,
                      const char **ret_code)
{
    const char *behind = list_skip_number(text);
    Match match = find(&lists->items, text, departments, ret_code);

    if (match == MATCH_NONE && behind != text)
        match = find(&lists->items, behind, departments, ret_code);
    return match == MATCH_NONE ? find_bare(&lists->items, behind, departments, ret_code) : match;
}

const char *
known_lists_like_item(KnownLists *lists, const char *text, GHashTable *departments)
{
    g_autofree char *core = likeness_core(list_skip_number(text));
    guint best = (guint)g_utf8_strlen(core, -1) / 8 + 1;
    const Known *found = NULL;

    if (g_utf8_strlen(core, -1) < 3)
        return NULL;
    for (guint i = 0; i < lists->items.entries->len; i++) {
        const Known *known = g_ptr_array_index(lists->items.entries, i);
        guint distance;

        if (!g_hash_table_contains(departments, known->department))
            continue;
        distance = likeness_distance(core, known->core);
        if (distance > best || (distance == best && found == NULL))
            continue;
        found = distance < best ? known : NULL; /* two that are equally near are none */
        best = distance;
    }
    return found != NULL ? found->code : NULL;
}

const char *
known_lists_item_department(const KnownLists *lists, const char *item)
{
    const Known *known = g_hash_table_lookup(lists->items.by_code, item);

    return known != NULL ? known->department : NULL;
}

const char *
known_lists_find_object_type(const KnownLists *lists, const char *text)
{
    g_autofree char *folded = text_fold(text);

    return g_hash_table_lookup(lists->object_types, folded);
}

gboolean
known_lists_have_object_types(const KnownLists *lists)
{
    return g_hash_table_size(lists->object_types) > 0;
}

/* Remembered, as the same wrong name tends to stand in many rows. */
static const char *
nearest(List *list, const char *text)
{
    char *found = g_hash_table_lookup(list->nearest, text);
    g_autoptr(Likeness) likeness = NULL;
    const Known *best = NULL;

    if (found == NULL) {
        likeness = likeness_new(text);
        for (guint i = 0; i < list->entries->len; i++) {
            const Known *known = g_ptr_array_index(list->entries, i);

            if (likeness_improves(likeness, known->folded) || likeness_improves(likeness, known->code))
                best = known;
        }
        found = best != NULL ? g_strdup_printf("%s (%s)", best->name, best->code) : g_strdup("");
        g_hash_table_insert(list->nearest, g_strdup(text), found);
    }
    return *found != '\0' ? found : NULL;
}

const char *
known_lists_nearest_department(KnownLists *lists, const char *text)
{
    return nearest(&lists->departments, text);
}

const char *
known_lists_nearest_item(KnownLists *lists, const char *text)
{
    return nearest(&lists->items, list_skip_number(text));
}

char *
known_lists_items_named(const KnownLists *lists, const char *text)
{
    GPtrArray *named = find_named(&lists->items, text);
    GString *codes = g_string_new(NULL);

    if (named == NULL)
        named = find_named(&lists->items, list_skip_number(text));
    for (guint i = 0; named != NULL && i < named->len; i++) {
        const Known *known = g_ptr_array_index(named, i);

        g_string_append_printf(codes, "%s%s", i > 0 ? ", " : "", known->code);
    }
    return g_string_free(codes, FALSE);
}
