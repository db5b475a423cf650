#include "store/duplicate-store.h"

#include "domain/target-name.h"
#include "store/record-sql.h"
#include "store/sql.h"

#include <string.h>

static void
find_likeness(const char *const *texts, GString *result)
{
    target_name_likeness(texts[0], texts[1], result);
}

static const char SQL_ALIKE[] =
    "SELECT target_likeness(name, district), target FROM target WHERE status <> 'ended' ORDER BY 1, 2";

typedef struct {
    const Kind *kind;
    Statement *alike;  /* likeness, target */
    Statement *target; /* by its key */
    DuplicateVisitor visit;
    gpointer data;
    guint64 group;
    GString *likeness; /* of the row before */
    GString *key;      /* of that row, too */
    gboolean is_told;  /* that row was visited */
} Walk;

static void
walk_clear(Walk *walk)
{
    statement_free(walk->alike);
    statement_free(walk->target);
    g_string_free(walk->likeness, TRUE);
    g_string_free(walk->key, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Walk, walk_clear)

static gboolean
walk_init(Walk *walk, Database *database, GError **error)
{
    g_autofree char *columns = record_sql_columns(walk->kind, "");
    g_autofree char *sql = g_strdup_printf("SELECT %s FROM target WHERE target = ?1", columns);

    walk->likeness = g_string_new(NULL);
    walk->key = g_string_new(NULL);
    if (!database_add_function(database, "target_likeness", 2, find_likeness, error))
        return FALSE;
    walk->alike = statement_new(database, SQL_ALIKE, error);
    if (walk->alike == NULL)
        return FALSE;
    walk->target = statement_new(database, sql, error);
    return walk->target != NULL;
}

static gboolean
tell(Walk *walk, const char *key, gboolean *ret_goes_on, GError **error)
{
    const char *texts[KIND_MAX_COLUMNS] = {NULL};

    statement_bind_text(walk->target, 1, key);
    if (statement_next(walk->target)) {
        for (guint i = 0; i < walk->kind->n_columns; i++)
            texts[i] = statement_text(walk->target, (int)i);
        *ret_goes_on = walk->visit(walk->group, texts, walk->data);
    }
    return statement_finish(walk->target, error);
}

/* A row, the one before it having been told or not. */
static gboolean
look_at(Walk *walk, const char *likeness, const char *key, gboolean *ret_goes_on, GError **error)
{
    gboolean is_alike = *likeness != '\0' && strcmp(likeness, walk->likeness->str) == 0;

    if (is_alike && !walk->is_told) {
        walk->group++;
        if (!tell(walk, walk->key->str, ret_goes_on, error))
            return FALSE;
    }
    if (is_alike && *ret_goes_on && !tell(walk, key, ret_goes_on, error))
        return FALSE;
    walk->is_told = is_alike;
    g_string_assign(walk->likeness, likeness);
    g_string_assign(walk->key, key);
    return TRUE;
}

gboolean
duplicate_store_walk(ChaStore *store, DuplicateVisitor visit, gpointer data, guint64 *ret_groups,
                     GError **error)
{
    g_autoptr(Transaction) transaction = store_begin_reading(store, error);
    g_auto(Walk) walk = {.kind = kind_get(CHA_KIND_TARGETS), .visit = visit, .data = data};
    gboolean goes_on = TRUE;

    if (!walk_init(&walk, store_database(store), error) || transaction == NULL)
        return FALSE;
    while (goes_on && statement_next(walk.alike)) {
        if (!look_at(&walk, statement_text(walk.alike, 0), statement_text(walk.alike, 1), &goes_on, error))
            return FALSE;
    }
    if (!statement_finish(walk.alike, error))
        return FALSE;
    *ret_groups = walk.group;
    return TRUE;
}
