/* What only shows when all rows of an import are there. */
#include "base/i18n.h"
#include "office/enrolling-private.h"

#include <inttypes.h>

static char *
clash_rule(const Place *first, const Place *second, const char *first_text)
{
    if (first->file == second->file)
        return first_text != NULL
                   ? g_strdup_printf(
                         _("the same record as row %" PRIu64 ", with other contents: there it is \"%s\""),
                         first->row, first_text)
                   : g_strdup_printf(_("the same record as row %" PRIu64 ", with other contents"),
                                     first->row);
    return first_text != NULL
               ? g_strdup_printf(
                     _("the same record as row %" PRIu64 " of %s, with other contents: there it is \"%s\""),
                     first->row, first->path, first_text)
               : g_strdup_printf(_("the same record as row %" PRIu64 " of %s, with other contents"),
                                 first->row, first->path);
}

/* At the first cell that differs; of the row when one of the files has no such
 * column. */
static void
report_clash(const DeliveryClash *clash, gpointer data)
{
    Import *import = data;
    gboolean both = clash->text != NULL && clash->first_text != NULL;
    Place first = import_place(import, clash->first_row, -1, NULL);
    Place second = import_place(import, clash->row, -1, NULL);

    import_fail_row(import, clash->row, both ? (int)clash->column : -1, both ? clash->text : NULL,
                    clash_rule(&first, &second, both ? clash->first_text : NULL),
                    g_strdup(_("keep the one that is right")));
    import_mark_bad(import, clash->first_row);
}

typedef struct {
    Import *import;
    int column;
} OrphanSearch;

static void
report_orphan(guint64 row, const char *value, gpointer data)
{
    const OrphanSearch *search = data;
    const Kind *kind = search->import->kind;
    gboolean is_target = kind->columns[search->column].type == VALUE_TARGET;

    import_fail_row(
        search->import, row, search->column, value,
        g_strdup(is_target ? _("no such target in the registry") : _("no such inspector in the registry")),
        g_strdup(is_target ? _("import the targets first, or correct the code")
                           : _("import the inspectors first, or correct the number")));
}

/* Recusals and absences refer to inspectors and targets. */
static gboolean
check_references(Import *import, GError **error)
{
    for (guint c = 0; c < import->kind->n_columns; c++) {
        OrphanSearch search = {import, (int)c};
        ValueType type = import->kind->columns[c].type;
        gboolean is_target = type == VALUE_TARGET && import->kind->kind != CHA_KIND_TARGETS;

        if (type != VALUE_INSPECTOR && !is_target)
            continue;
        if (!delivery_find_orphans(import->delivery, c,
                                   kind_get(is_target ? CHA_KIND_TARGETS : CHA_KIND_INSPECTORS),
                                   report_orphan, &search, error))
            return FALSE;
    }
    return TRUE;
}

/* New records in one file that lack the same column: one issue. */
typedef struct {
    Import *import;
    GHashTable *found; /* file and column → Lack */
} LackSearch;

typedef struct {
    guint64 first_row;
    guint64 n_rows;
    guint column;
} Lack;

static void
note_lack(guint64 row, guint column, gpointer data)
{
    LackSearch *search = data;
    guint key = (guint)(row >> ROW_BITS) * KIND_MAX_COLUMNS + column;
    Lack *lack = g_hash_table_lookup(search->found, GUINT_TO_POINTER(key));

    import_mark_bad(search->import, row);
    if (lack == NULL) {
        lack = g_new0(Lack, 1);
        lack->first_row = row;
        lack->column = column;
        g_hash_table_insert(search->found, GUINT_TO_POINTER(key), lack);
    }
    lack->n_rows++;
}

static void
report_lack(gpointer key, gpointer value, gpointer data)
{
    Import *import = data;
    const Lack *lack = value;
    const Column *column = &import->kind->columns[lack->column];
    Place place = import_place(import, lack->first_row, -1, NULL);
    const ImportTable *table = g_ptr_array_index(import->tables, place.file);

    (void)key;
    issue_log_add(import->log, CHA_SEVERITY_ERROR, &place,
                  g_strdup_printf(P_("a new record needs the column \"%s\" (%s), which the file lacks "
                                     "(%" PRIu64 " row)",
                                     "new records need the column \"%s\" (%s), which the file lacks "
                                     "(%" PRIu64 " rows)",
                                     lack->n_rows),
                                  column->name, column_names_title(import->names, lack->column),
                                  lack->n_rows),
                  import_table_remedy(table, lack->column));
}

static gboolean
check_complete(Import *import, GError **error)
{
    g_autoptr(GHashTable) found = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    LackSearch search = {import, found};

    if (!delivery_find_incomplete(import->delivery, note_lack, &search, error))
        return FALSE;
    g_hash_table_foreach(found, report_lack, import);
    return TRUE;
}

gboolean
import_check_delivery(Import *import, GError **error)
{
    gboolean has_parents = import->kind->kind == CHA_KIND_DEPARTMENTS;

    import_watch_duplicates(import);
    if ((has_parents && !import_find_parents(import, error)) || !check_references(import, error) ||
        (import->result_rules != NULL && !result_rules_check_days(import, error)) ||
        !delivery_find_clashes(import->delivery, report_clash, import, error) ||
        !check_complete(import, error) || (has_parents && !import_check_parents(import, error)))
        return FALSE;
    if (import->plan_rules != NULL)
        plan_rules_check_names(import->plan_rules, import);
    return TRUE;
}
