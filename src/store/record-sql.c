#include "store/record-sql.h"

static char *
list_columns(const Kind *kind, guint n_columns, const char *prefix)
{
    GString *sql = g_string_new(NULL);

    for (guint i = 0; i < n_columns; i++)
        g_string_append_printf(sql, "%s%s\"%s\"", i == 0 ? "" : ", ", prefix, kind->columns[i].name);
    return g_string_free(sql, FALSE);
}

char *
record_sql_columns(const Kind *kind, const char *prefix)
{
    return list_columns(kind, kind->n_columns, prefix);
}

char *
record_sql_keys(const Kind *kind, const char *prefix)
{
    return list_columns(kind, kind->n_keys, prefix);
}

char *
record_sql_same_key(const Kind *kind, const char *left, const char *right)
{
    GString *sql = g_string_new(NULL);

    for (guint i = 0; i < kind->n_keys; i++) {
        const char *name = kind->columns[i].name;

        g_string_append_printf(sql, "%s%s\"%s\" = %s\"%s\"", i == 0 ? "" : " AND ", left, name, right, name);
    }
    return g_string_free(sql, FALSE);
}

char *
record_sql_key_bound(const Kind *kind)
{
    GString *sql = g_string_new(NULL);

    for (guint i = 0; i < kind->n_keys; i++)
        g_string_append_printf(sql, "%s\"%s\" = ?%u", i == 0 ? "" : " AND ", kind->columns[i].name, i + 1);
    return g_string_free(sql, FALSE);
}
