/* Which department is above which. A parent may stand below its children in the
 * tables, so parents are looked for when all rows are there. */
#include "base/i18n.h"
#include "office/enrolling-private.h"

#include <string.h>

enum { DEPARTMENT, NAME };

/* A department of this import. */
typedef struct {
    guint64 row;
    char *department;
    char *name;
    char *parent; /* as the table writes it, or the stored one; "" for none */
} NewDepartment;

/* A walk up from a department: what is known of those that it met. */
typedef enum {
    NEVER_MET,
    MET_NOW,
    MET_BEFORE,
} Meeting;

static guint
parent_column(const Import *import)
{
    return (guint)kind_find_column(import->kind, "parent");
}

static gboolean
has_parents(const Import *import)
{
    for (guint i = 0; i < import->tables->len; i++) {
        if (import_table_has(g_ptr_array_index(import->tables, i), parent_column(import)))
            return TRUE;
    }
    return FALSE;
}

/* An error at the parent, or of the row when its file has no such column. */
static void
fail(Import *import, const NewDepartment *department, char *rule, char *remedy)
{
    const ImportTable *table = g_ptr_array_index(import->tables, (guint)(department->row >> ROW_BITS));
    guint parent = parent_column(import);

    if (import_table_has(table, parent))
        import_fail_row(import, department->row, (int)parent, department->parent, rule, remedy);
    else
        import_fail_row(import, department->row, -1, NULL, rule, remedy);
}

static void
new_department_free(gpointer data)
{
    NewDepartment *department = data;

    g_free(department->department);
    g_free(department->name);
    g_free(department->parent);
    g_free(department);
}

static void
add_new(guint64 row, const char *const *texts, const char *const *stored, gpointer data)
{
    NewDepartment *department = g_new0(NewDepartment, 1);

    (void)stored;
    department->row = row;
    department->department = g_strdup(texts[DEPARTMENT]);
    department->name = g_strdup(texts[NAME]);
    department->parent = g_strdup(texts[kind_find_column(kind_get(CHA_KIND_DEPARTMENTS), "parent")]);
    g_ptr_array_add(data, department);
}

/* (element-type NewDepartment) in the order of rows; NULL for a store that
 * cannot be read. */
static GPtrArray *
load_new(const Import *import, GError **error)
{
    g_autoptr(GPtrArray) departments = g_ptr_array_new_with_free_func(new_department_free);

    return delivery_walk(import->delivery, add_new, departments, error) ? g_steal_pointer(&departments)
                                                                        : NULL;
}

/* The departments as they will be: a name that the import changes counts no more,
 * and of two names for one code both do, so that the order of rows decides nothing. */
static KnownLists *
make_lists(const GPtrArray *new, const GPtrArray *stored)
{
    KnownLists *lists = known_lists_new();
    g_autoptr(GHashTable) codes = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < new->len; i++) {
        const NewDepartment *department = new->pdata[i];

        g_hash_table_add(codes, department->department);
        if (g_hash_table_add(known, g_strdup_printf("%s|%s", department->department, department->name)))
            known_lists_add_department(lists, department->department, department->name);
    }
    for (guint i = 0; i < stored->len; i++) {
        char *const *texts = stored->pdata[i];

        if (!g_hash_table_contains(codes, texts[DEPARTMENT]))
            known_lists_add_department(lists, texts[DEPARTMENT], texts[NAME]);
    }
    return lists;
}

static gboolean
find_parent(Import *import, KnownLists *lists, const NewDepartment *department, GError **error)
{
    const char *code = NULL;
    const char *nearest;

    switch (known_lists_find_department(lists, department->parent, &code)) {
    case MATCH_ONE:
        return strcmp(code, department->parent) == 0 ||
               delivery_set(import->delivery, department->row, parent_column(import), code, error);
    case MATCH_SEVERAL:
        fail(import, department, g_strdup(_("several departments bear this name")),
             g_strdup(_("write the code instead")));
        return TRUE;
    case MATCH_NONE:
    default:
        nearest = known_lists_nearest_department(lists, department->parent);
        fail(import, department,
             g_strdup(_("no such department, neither stored nor in a right row of these tables")),
             nearest != NULL ? g_strdup_printf(_("did you mean %s?"), nearest)
                             : g_strdup(_("write its code or name; it may stand in the same table")));
        return TRUE;
    }
}

gboolean
import_find_parents(Import *import, GError **error)
{
    g_autoptr(GPtrArray) stored = NULL;
    g_autoptr(GPtrArray) new = NULL;
    g_autoptr(KnownLists) lists = NULL;

    if (!has_parents(import))
        return TRUE;
    stored = registry_store_load(import->store, import->kind, error);
    new = stored != NULL ? load_new(import, error) : NULL;
    if (new == NULL)
        return FALSE;
    lists = make_lists(new, stored);
    for (guint i = 0; i < new->len; i++) {
        const NewDepartment *department = new->pdata[i];

        if (*department->parent != '\0' && !find_parent(import, lists, department, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
is_bad(const Import *import, const NewDepartment *department)
{
    return g_hash_table_contains(import->bad_rows, &department->row);
}

/* Department to parent, as they will be with the rows that are still right. */
static GHashTable *
make_parents(const Import *import, const GPtrArray *new, const GPtrArray *stored)
{
    GHashTable *parents = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < stored->len; i++) {
        char *const *texts = stored->pdata[i];

        g_hash_table_insert(parents, texts[DEPARTMENT], texts[parent_column(import)]);
    }
    for (guint i = 0; i < new->len; i++) {
        NewDepartment *department = new->pdata[i];

        if (!is_bad(import, department))
            g_hash_table_insert(parents, department->department, department->parent);
    }
    return parents;
}

/* Walks up from @department until something is met twice; what is then met now
 * lies on a circle, and goes to @circles. */
static void
walk_up(GHashTable *parents, GHashTable *meetings, const char *department, GHashTable *circles)
{
    g_autoptr(GPtrArray) met = g_ptr_array_new();
    const char *at = department;

    while (at != NULL && *at != '\0' &&
           GPOINTER_TO_UINT(g_hash_table_lookup(meetings, at)) == (guint)NEVER_MET) {
        g_hash_table_insert(meetings, (gpointer)at, GUINT_TO_POINTER(MET_NOW));
        g_ptr_array_add(met, (gpointer)at);
        at = g_hash_table_lookup(parents, at);
    }
    if (at != NULL && GPOINTER_TO_UINT(g_hash_table_lookup(meetings, at)) == (guint)MET_NOW) {
        for (guint i = met->len; i-- > 0;) {
            g_hash_table_add(circles, met->pdata[i]);
            if (strcmp(met->pdata[i], at) == 0)
                break;
        }
    }
    for (guint i = 0; i < met->len; i++)
        g_hash_table_insert(meetings, met->pdata[i], GUINT_TO_POINTER(MET_BEFORE));
}

static GHashTable *
find_circles(GHashTable *parents, const GPtrArray *new)
{
    g_autoptr(GHashTable) meetings = g_hash_table_new(g_str_hash, g_str_equal);
    GHashTable *circles = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < new->len; i++)
        walk_up(parents, meetings, ((const NewDepartment *)new->pdata[i])->department, circles);
    return circles;
}

/* FALSE when the parent of a row that is right so far cannot stand. */
static gboolean
check_parent(Import *import, const NewDepartment *department, GHashTable *parents, GHashTable *circles)
{
    if (*department->parent == '\0')
        return TRUE;
    if (strcmp(department->parent, department->department) == 0)
        fail(import, department, g_strdup(_("a department cannot be its own parent")),
             g_strdup(_("leave the cell blank when nobody is above it")));
    else if (g_hash_table_contains(circles, department->department))
        fail(import, department,
             g_strdup_printf(_("by way of %s the department would be above itself"), department->parent),
             g_strdup(_("correct one of the departments on this way")));
    else if (!g_hash_table_contains(parents, department->parent))
        fail(import, department,
             g_strdup_printf(_("the row of department %s is wrong and left out"), department->parent),
             g_strdup(_("mend that row, and this one is right")));
    else
        return TRUE;
    return FALSE;
}

gboolean
import_check_parents(Import *import, GError **error)
{
    g_autoptr(GPtrArray) stored = NULL;
    g_autoptr(GPtrArray) new = NULL;
    gboolean is_settled = !has_parents(import);

    if (is_settled)
        return TRUE;
    stored = registry_store_load(import->store, import->kind, error);
    new = stored != NULL ? load_new(import, error) : NULL;
    if (new == NULL)
        return FALSE;
    /* A row that falls may take others with it. */
    while (!is_settled) {
        g_autoptr(GHashTable) parents = make_parents(import, new, stored);
        g_autoptr(GHashTable) circles = find_circles(parents, new);

        is_settled = TRUE;
        for (guint i = 0; i < new->len; i++) {
            const NewDepartment *department = new->pdata[i];

            if (!is_bad(import, department) && !check_parent(import, department, parents, circles))
                is_settled = FALSE;
        }
    }
    return TRUE;
}
