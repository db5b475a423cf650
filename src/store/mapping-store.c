#include "store/mapping-store.h"

#include "base/digest.h"
#include "base/i18n.h"
#include "store/sql.h"

#include <string.h>

enum { NAME_DIGITS = 8 };

void
stored_mapping_free(StoredMapping *mapping)
{
    if (mapping == NULL)
        return;
    g_free(mapping->mapping);
    g_free(mapping->kind);
    g_free(mapping->header);
    g_free(mapping->titles);
    g_free(mapping->at);
    g_free(mapping->by);
    g_free(mapping);
}

GPtrArray *
mapping_store_load(ChaStore *store, const Kind *kind, GError **error)
{
    g_autoptr(GPtrArray) mappings = g_ptr_array_new_with_free_func((GDestroyNotify)stored_mapping_free);
    g_autoptr(Statement) query = statement_new(store_database(store),
                                               "SELECT m.mapping, m.kind, m.header, m.titles, c.at, c.\"by\""
                                               " FROM mapping AS m JOIN change AS c ON c.id = m.change"
                                               " WHERE ?1 IS NULL OR m.kind = ?1 ORDER BY m.kind, m.mapping",
                                               error);

    if (query == NULL)
        return NULL;
    statement_bind_text(query, 1, kind != NULL ? kind->name : NULL);
    while (statement_next(query)) {
        StoredMapping *mapping = g_new0(StoredMapping, 1);

        mapping->mapping = g_strdup(statement_text(query, 0));
        mapping->kind = g_strdup(statement_text(query, 1));
        mapping->header = g_strdup(statement_text(query, 2));
        mapping->titles = g_strdup(statement_text(query, 3));
        mapping->at = g_strdup(statement_text(query, 4));
        mapping->by = g_strdup(statement_text(query, 5));
        g_ptr_array_add(mappings, mapping);
    }
    if (!statement_finish(query, error))
        return NULL;
    return g_steal_pointer(&mappings);
}

static void
make_name(const Kind *kind, const char *header, char ret_name[NAME_DIGITS + 1])
{
    g_autofree char *text = g_strdup_printf("%s\n%s", kind->name, header);
    Digest digest = digest_of(text, strlen(text));
    char hex[DIGEST_HEX_SIZE];

    digest_to_hex(&digest, hex);
    g_strlcpy(ret_name, hex, NAME_DIGITS + 1);
}

/* What was said before: NULL for nothing. */
static gboolean
find_titles(ChaStore *store, const char *name, char **ret_titles, GError **error)
{
    g_autoptr(Statement) query =
        statement_new(store_database(store), "SELECT titles FROM mapping WHERE mapping = ?1", error);
    g_autofree char *titles = NULL;

    if (query == NULL)
        return FALSE;
    statement_bind_text(query, 1, name);
    if (statement_next(query))
        titles = g_strdup(statement_text(query, 0));
    if (!statement_finish(query, error))
        return FALSE;
    *ret_titles = g_steal_pointer(&titles);
    return TRUE;
}

gboolean
mapping_store_put(ChaStore *store, const Kind *kind, const char *header, const char *titles,
                  const char *source, gboolean *ret_changed, GError **error)
{
    static const char INSERT[] =
        "INSERT INTO mapping (titles, change, mapping, kind, header) VALUES (?1, ?2, ?3, ?4, ?5)";
    static const char UPDATE[] = "UPDATE mapping SET titles = ?1, change = ?2 WHERE mapping = ?3";
    char name[NAME_DIGITS + 1];
    g_autofree char *before = NULL;
    g_autoptr(Statement) write = NULL;
    gint64 change;

    make_name(kind, header, name);
    *ret_changed = FALSE;
    if (!find_titles(store, name, &before, error))
        return FALSE;
    if (g_strcmp0(before, titles) == 0)
        return TRUE;
    write = statement_new(store_database(store), before == NULL ? INSERT : UPDATE, error);
    if (write == NULL || !store_note_change(store, "map", kind->name, source, NULL, &change, error))
        return FALSE;
    statement_bind_text(write, 1, titles);
    statement_bind_int(write, 2, change);
    statement_bind_text(write, 3, name);
    if (before == NULL) {
        statement_bind_text(write, 4, kind->name);
        statement_bind_text(write, 5, header);
    }
    *ret_changed = TRUE;
    return statement_run(write, error);
}

gboolean
mapping_store_remove(ChaStore *store, const char *const *names, const char *reason, GError **error)
{
    g_autoptr(Transaction) transaction = store_begin(store, error);
    g_autoptr(Statement) delete = NULL;
    gint64 change;

    if (transaction == NULL || !store_note_change(store, "remove", "mappings", NULL, reason, &change, error))
        return FALSE;
    delete = statement_new(store_database(store), "DELETE FROM mapping WHERE mapping = ?1", error);
    if (delete == NULL)
        return FALSE;
    for (gsize i = 0; names[i] != NULL; i++) {
        statement_bind_text(delete, 1, names[i]);
        if (!statement_run(delete, error))
            return FALSE;
        if (database_changed_rows(store_database(store)) == 0) {
            g_set_error(error, CHA_ERROR, CHA_ERROR_NOT_FOUND,
                        _("there is no mapping %s; see \"choucha list mappings\""), names[i]);
            return FALSE;
        }
    }
    return transaction_commit(transaction, error);
}
