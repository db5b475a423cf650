/* The lists that cells are matched against: departments, items, and the object
 * types of the items. Full and half width, blanks and the case of A–Z make no
 * difference in names. */
#pragma once

#include "exchange/plan/department-name.h"

typedef struct KnownLists KnownLists;

KnownLists *known_lists_new(void);
void known_lists_free(KnownLists *lists);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KnownLists, known_lists_free)

void known_lists_add_department(KnownLists *lists, const char *code, const char *name);
/* @object_types: joined with ';' */
void known_lists_add_item(KnownLists *lists, const char *code, const char *name, const char *department,
                          const char *object_types);

typedef enum {
    MATCH_NONE,
    MATCH_ONE,
    MATCH_SEVERAL, /* a name that several bear */
} Match;

/* A department by code or name; its code goes to @ret_code. */
Match known_lists_find_department(const KnownLists *lists, const char *text, const char **ret_code);
/* The departments by what people call them. */
const DepartmentNames *known_lists_department_names(KnownLists *lists);
/* An item by code or name, also behind a number ("3.", "3、") and with other
 * punctuation. Of several of
 * one name the one that is written exactly so, or whose department is in
 * @departments (nullable, a set of codes). */
Match known_lists_find_item(const KnownLists *lists, const char *text, GHashTable *departments,
                            const char **ret_code);
/* The item that is written nearly like @text, and no other is: its words but for
 * 对, 的, 情况, 检查 and punctuation are the same, or all but an eighth of its
 * characters. Of departments in @departments only. NULL when there is none. */
const char *known_lists_like_item(KnownLists *lists, const char *text, GHashTable *departments);
/* The code of the department whose item it is; NULL when there is no such item. */
const char *known_lists_item_department(const KnownLists *lists, const char *item);
/* As the list of items writes it; NULL when no item has it. */
const char *known_lists_find_object_type(const KnownLists *lists, const char *text);
gboolean known_lists_have_object_types(const KnownLists *lists);

/* "NAME (CODE)" of what is written most like @text; NULL when nothing is. */
const char *known_lists_nearest_department(KnownLists *lists, const char *text);
const char *known_lists_nearest_item(KnownLists *lists, const char *text);
/* The codes of the items of one name, for people: "A-1, B-2". */
char *known_lists_items_named(const KnownLists *lists, const char *text);
