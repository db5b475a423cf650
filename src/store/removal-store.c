/* Withdrawing records that nothing refers to. */
#include "store/record-sql.h"
#include "store/registry-store.h"
#include "store/sql.h"

#include "base/i18n.h"

/* One way in which something may refer to a record by its key, ?1. What else
 * refers to it (seats and results of a department, visits to a target) cannot
 * be there without one of these; foreign keys hold it in any case. */
typedef struct {
    ChaKind kind;
    const char *sql;     /* gives one of those that refer to it */
    const char *message; /* says so: the key, then what the query gave */
} Reference;

#define IN_LIST(column) "instr(';' || " column " || ';', ';' || ?1 || ';') > 0"

static const Reference REFERENCES[] = {
    {CHA_KIND_DEPARTMENTS, "SELECT item FROM item WHERE department = ?1 LIMIT 1",
     N_("department %s cannot be removed: item %s belongs to it")},
    {CHA_KIND_DEPARTMENTS, "SELECT inspector FROM inspector WHERE department = ?1 LIMIT 1",
     N_("department %s cannot be removed: inspector %s belongs to it")},
    {CHA_KIND_DEPARTMENTS,
     "SELECT plan FROM plan WHERE initiator = ?1 OR " IN_LIST("participants") " LIMIT 1",
     N_("department %s cannot be removed: it takes part in plan %s")},
    {CHA_KIND_DEPARTMENTS,
     "SELECT area FROM joint_item WHERE " IN_LIST("initiators") " OR " IN_LIST("participants") " LIMIT 1",
     N_("department %s cannot be removed: it is named by the joint item of area \"%s\"")},
    {CHA_KIND_DEPARTMENTS,
     "SELECT campaign FROM drawing WHERE initiator = ?1 OR " IN_LIST("participants") " LIMIT 1",
     N_("department %s cannot be removed: it takes part in campaign %s")},
    {CHA_KIND_DEPARTMENTS, "SELECT department FROM department WHERE parent = ?1 LIMIT 1",
     N_("department %s cannot be removed: department %s is below it")},
    {CHA_KIND_ITEMS, "SELECT plan FROM plan WHERE " IN_LIST("items") " LIMIT 1",
     N_("item %s cannot be removed: plan %s names it")},
    {CHA_KIND_ITEMS, "SELECT area FROM joint_item WHERE " IN_LIST("items") " LIMIT 1",
     N_("item %s cannot be removed: the joint item of area \"%s\" names it")},
    {CHA_KIND_TARGETS, "SELECT inspector FROM recusal WHERE target = ?1 LIMIT 1",
     N_("target %s cannot be removed: inspector %s is recused from it")},
    {CHA_KIND_TARGETS, "SELECT plan FROM plan_target WHERE target = ?1 LIMIT 1",
     N_("target %s cannot be removed: it is on the list of plan %s")},
    {CHA_KIND_TARGETS, "SELECT campaign FROM selection WHERE target = ?1 LIMIT 1",
     N_("target %s cannot be removed: it was drawn in campaign %s")},
    {CHA_KIND_INSPECTORS, "SELECT target FROM recusal WHERE inspector = ?1 LIMIT 1",
     N_("inspector %s cannot be removed: there is a recusal from target %s")},
    {CHA_KIND_INSPECTORS, "SELECT \"from\" FROM absence WHERE inspector = ?1 LIMIT 1",
     N_("inspector %s cannot be removed: there is an absence from %s")},
    {CHA_KIND_INSPECTORS, "SELECT file FROM busy_file WHERE inspector = ?1 LIMIT 1",
     N_("inspector %s cannot be removed: there are busy times from %s, which `remove busy` takes away")},
    {CHA_KIND_INSPECTORS, "SELECT campaign FROM seat WHERE inspector = ?1 LIMIT 1",
     N_("inspector %s cannot be removed: there are seats in campaign %s")},
    {CHA_KIND_PLANS, "SELECT campaign FROM drawing WHERE plan = ?1 LIMIT 1",
     N_("plan %s cannot be removed: it is part of campaign %s")},
    {CHA_KIND_PLANS,
     "SELECT joint FROM joint_decision AS d WHERE decision = 'accepted' AND " IN_LIST(
         "plans") " AND id = (SELECT max(id) FROM joint_decision AS l WHERE l.joint = d.joint) LIMIT 1",
     N_("plan %s cannot be removed: it is a member of joint plan %s, which `joint dissolve` ends")},
    {CHA_KIND_PLANS, "SELECT target FROM plan_target WHERE plan = ?1 LIMIT 1",
     N_("plan %s cannot be removed: target %s is on its list, which `remove frame` takes away")},
};

static gboolean
check_present(ChaStore *store, const Kind *kind, char **key, GError **error)
{
    gboolean has;

    if (!registry_store_has(store, kind, (const char *const *)key, &has, error))
        return FALSE;
    if (!has) {
        g_autofree char *name = g_strjoinv(", ", key);

        g_set_error(error, CHA_ERROR, CHA_ERROR_NOT_FOUND, _("%s: there is no record %s"), kind->name, name);
    }
    return has;
}

static gboolean
check_keys_present(ChaStore *store, const Kind *kind, GPtrArray *keys, GError **error)
{
    for (guint i = 0; i < keys->len; i++) {
        if (!check_present(store, kind, g_ptr_array_index(keys, i), error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
check_unreferenced(ChaStore *store, const Reference *reference, GPtrArray *keys, GError **error)
{
    g_autoptr(Statement) query = statement_new(store_database(store), reference->sql, error);

    if (query == NULL)
        return FALSE;
    for (guint i = 0; i < keys->len; i++) {
        char **key = g_ptr_array_index(keys, i);

        statement_bind_text(query, 1, key[0]);
        if (statement_next(query)) {
            g_set_error(error, CHA_ERROR, CHA_ERROR_CONFLICT, _(reference->message), key[0],
                        statement_text(query, 0));
            return FALSE;
        }
        if (!statement_finish(query, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
delete_records(ChaStore *store, const Kind *kind, GPtrArray *keys, GError **error)
{
    g_autofree char *condition = record_sql_key_bound(kind);
    g_autofree char *sql = g_strdup_printf("DELETE FROM %s WHERE %s", kind->table, condition);
    g_autoptr(Statement) delete = statement_new(store_database(store), sql, error);

    if (delete == NULL)
        return FALSE;
    for (guint i = 0; i < keys->len; i++) {
        char **key = g_ptr_array_index(keys, i);

        for (guint k = 0; k < kind->n_keys; k++)
            statement_bind_text(delete, (int)k + 1, key[k]);
        if (!statement_run(delete, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
registry_store_remove(ChaStore *store, const Kind *kind, GPtrArray *keys, const char *reason, GError **error)
{
    g_autoptr(Transaction) transaction = store_begin(store, error);
    gint64 change;

    if (transaction == NULL || !check_keys_present(store, kind, keys, error))
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(REFERENCES); i++) {
        if (REFERENCES[i].kind == kind->kind && !check_unreferenced(store, &REFERENCES[i], keys, error))
            return FALSE;
    }
    return store_note_change(store, "remove", kind->name, NULL, reason, &change, error) &&
           delete_records(store, kind, keys, error) && transaction_commit(transaction, error);
}
