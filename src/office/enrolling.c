#include "base/i18n.h"
#include "base/issue.h"
#include "base/text.h"
#include "office/enrolling-private.h"

#include <inttypes.h>
#include <string.h>

enum { ROWS_BETWEEN_REPORTS = 4096 };

void
cha_import_report_free(ChaImportReport *report)
{
    if (report == NULL)
        return;
    g_clear_pointer(&report->issues, g_ptr_array_unref);
    g_clear_pointer(&report->titles, g_ptr_array_unref);
    g_clear_pointer(&report->differences, g_ptr_array_unref);
    g_free(report);
}

guint64
import_row_number(guint file, guint64 row)
{
    return ((guint64)file << ROW_BITS) | row;
}

Place
import_place(const Import *import, guint64 row, int column, const char *value)
{
    const ImportTable *table = g_ptr_array_index(import->tables, (guint)(row >> ROW_BITS));

    return import_table_place(table, row & ((G_GUINT64_CONSTANT(1) << ROW_BITS) - 1), column, value);
}

void
import_mark_bad(Import *import, guint64 row)
{
    g_hash_table_add(import->bad_rows, g_memdup2(&row, sizeof row));
}

void
import_fail_row(Import *import, guint64 row, int column, const char *value, char *rule, char *remedy)
{
    Place place = import_place(import, row, column, value);

    issue_log_add(import->log, CHA_SEVERITY_ERROR, &place, rule, remedy);
    import_mark_bad(import, row);
}

char *
import_source(const char *const *paths)
{
    GString *names = g_string_new(NULL);

    for (guint i = 0; paths[i] != NULL; i++) {
        g_autofree char *name = g_path_get_basename(paths[i]);

        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", name);
    }
    return g_string_free(names, FALSE);
}

gboolean
import_is_acceptable(const ChaImportOptions *options, gboolean is_broken, guint64 left_out, GError **error)
{
    if (is_broken)
        g_set_error_literal(error, CHA_ERROR, CHA_ERROR_INVALID,
                            _("a file cannot be read as it is; nothing is stored"));
    else if (left_out > 0 && !options->good_rows)
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                    P_("%" PRIu64 " row is wrong; nothing is stored",
                       "%" PRIu64 " rows are wrong; nothing is stored", left_out),
                    left_out);
    else
        return TRUE;
    return FALSE;
}

void
import_clear(Import *import)
{
    g_clear_pointer(&import->delivery, delivery_free);
    g_clear_pointer(&import->reader, record_reader_free);
    g_clear_pointer(&import->plan_rules, plan_rules_free);
    g_clear_pointer(&import->questions, plan_questions_free);
    g_clear_pointer(&import->joint_items, g_ptr_array_unref);
    g_clear_pointer(&import->result_rules, result_rules_free);
    g_clear_pointer(&import->stored, g_hash_table_unref);
    g_clear_pointer(&import->lists, known_lists_free);
    g_clear_pointer(&import->tables, g_ptr_array_unref);
    g_clear_pointer(&import->given, column_mapping_free);
    g_clear_pointer(&import->remembered, g_hash_table_unref);
    g_clear_pointer(&import->names, column_names_free);
    g_clear_pointer(&import->log, issue_log_free);
    g_clear_pointer(&import->bad_rows, g_hash_table_unref);
    g_clear_pointer(&import->report, cha_import_report_free);
}

static void
open_tables(Import *import, const char *const *paths)
{
    import->tables = g_ptr_array_new_with_free_func((GDestroyNotify)import_table_free);
    for (guint i = 0; paths[i] != NULL; i++) {
        ImportTable *table = import_table_open(&import->knowledge, paths[i], i, import->log);

        import->is_broken = import->is_broken || table == NULL;
        g_ptr_array_add(import->tables, table);
    }
}

static gboolean
begin_delivery(Import *import, GError **error)
{
    gboolean present[KIND_MAX_COLUMNS] = {FALSE};

    for (guint i = 0; i < import->tables->len; i++) {
        for (guint c = 0; c < import->kind->n_columns; c++)
            present[c] = present[c] || import_table_has(g_ptr_array_index(import->tables, i), c) ||
                         import_makes_up(import, g_ptr_array_index(import->tables, i), c);
    }
    import->delivery = import->options.dry_run
                           ? delivery_begin_reading(import->store, import->kind, present, error)
                           : delivery_begin(import->store, import->kind, present, error);
    return import->delivery != NULL &&
           (!import->options.full || delivery_begin_full(import->delivery, error));
}

static void
make_reader(Import *import)
{
    RecordReaderSetup setup = {
        .kind = import->kind,
        .lists = import->lists,
        .log = import->log,
        .year = import->options.year,
        .add_items = import->options.add_items,
        .stored = import->stored,
    };

    import->reader = record_reader_new(&setup);
}

static gboolean
check_absence(const Import *import, const char *const *texts)
{
    int from = kind_find_column(import->kind, "from");
    int to = kind_find_column(import->kind, "to");

    if (texts[to] == NULL || strcmp(texts[to], texts[from]) >= 0)
        return TRUE;
    record_reader_fail(import->reader, to, texts[to],
                       g_strdup_printf(_("ends before it begins, on %s"), texts[from]),
                       g_strdup(_("exchange the days, or correct the year")));
    return FALSE;
}

/* What must hold between the cells of a row. */
static gboolean
check_row(Import *import, guint64 row, const char **texts, gboolean *ret_right, GError **error)
{
    if (import->plan_rules != NULL)
        *ret_right = plan_rules_check_row(import->plan_rules, import, row, texts);
    else if (import->result_rules != NULL)
        return result_rules_check_row(import->result_rules, import, texts, ret_right, error);
    else if (import->kind->kind == CHA_KIND_ABSENCES)
        *ret_right = check_absence(import, texts);
    else
        *ret_right = TRUE;
    return TRUE;
}

void
import_tell_progress(const Import *import, guint file)
{
    guint64 done = 0;
    guint64 total = 0;

    if (import->progress == NULL)
        return;
    for (guint i = 0; i < import->tables->len; i++) {
        const ImportTable *table = g_ptr_array_index(import->tables, i);

        total += import_table_size(table);
        done += i < file ? import_table_size(table) : i == file ? import_table_position(table) : 0;
    }
    import->progress(_("reading"), done, total, import->progress_data);
}

gboolean
import_deliver_row(Import *import, guint64 number, gboolean is_right, const char **texts, GError **error)
{
    if (is_right && !check_row(import, number, texts, &is_right, error))
        return FALSE;
    if (is_right)
        return delivery_add(import->delivery, number, texts, error);
    import->report->left_out++;
    return !import->options.full || import_spare_record(import, texts, error);
}

static void
note_emptiness(const Import *import, guint file)
{
    Place place = import_place(import, import_row_number(file, 0), -1, NULL);

    issue_log_note(import->log, &place, _("there is a header, and no rows below it"),
                   _("write the records there, one a row, and import the file again"));
}

static gboolean
read_row(Import *import, guint file, const ImportRow *row, GError **error)
{
    const char *texts[KIND_MAX_COLUMNS] = {NULL};
    gboolean is_right = record_reader_read(import->reader, row, texts);

    return import_deliver_row(import, import_row_number(file, row->number), is_right, texts, error);
}

static gboolean
read_rows(Import *import, guint file, GError **error)
{
    ImportTable *table = g_ptr_array_index(import->tables, file);
    const ImportRow *row = NULL;

    for (;;) {
        if (!import_table_next(table, &row)) {
            import->is_broken = TRUE; /* the log has the reason */
            return TRUE;
        }
        if (row == NULL)
            return TRUE;
        if (import->report->rows++ % ROWS_BETWEEN_REPORTS == 0)
            import_tell_progress(import, file);
        if (!read_row(import, file, row, error))
            return FALSE;
    }
}

static gboolean
read_table(Import *import, guint file, GError **error)
{
    guint64 n_rows = import->report->rows;

    record_reader_set_table(import->reader, g_ptr_array_index(import->tables, file));
    if (import->kind->kind == CHA_KIND_PLANS ? !import_read_plans(import, file, error)
                                             : !read_rows(import, file, error))
        return FALSE;
    if (import->report->rows == n_rows && !import->is_broken)
        note_emptiness(import, file);
    return TRUE;
}

static gboolean
drop_bad_rows(Import *import, GError **error)
{
    GHashTableIter rows;
    gpointer row;

    g_hash_table_iter_init(&rows, import->bad_rows);
    while (g_hash_table_iter_next(&rows, &row, NULL)) {
        if (!delivery_drop(import->delivery, *(guint64 *)row, error))
            return FALSE;
    }
    import->report->left_out += g_hash_table_size(import->bad_rows);
    return TRUE;
}

static void
note_return(guint64 row, gpointer data)
{
    Import *import = data;
    Place place = import_place(import, row, -1, NULL);

    issue_log_note(import->log, &place, _("this record was withdrawn before, and is back now"), NULL);
}

static gboolean
count(Import *import, GError **error)
{
    DeliveryCounts counts = {0};

    if (!delivery_count(import->delivery, note_return, import, &counts, error))
        return FALSE;
    import->report->added = counts.added;
    import->report->changed = counts.changed;
    import->report->unchanged = counts.unchanged;
    import->report->returned = counts.returned;
    return !import->options.full ||
           delivery_find_missing(import->delivery, &import->report->missing, &import->n_active, error);
}

static gboolean
store_rows(Import *import, const char *const *paths, GError **error)
{
    g_autofree char *source = import_source(paths);
    gboolean has_mappings = FALSE;

    if (import->progress != NULL)
        import->progress(_("storing"), 0, 0, import->progress_data);
    if (!import_add_new_items(import, source, error) ||
        (import->questions != NULL && !plan_questions_store(import->questions, import, source, error)) ||
        !import_store_mappings(import, source, &has_mappings, error))
        return FALSE;
    if (has_mappings)
        delivery_commit_anyway(import->delivery);
    if (!delivery_apply(import->delivery, source, error))
        return FALSE;
    import->report->stored = TRUE;
    return TRUE;
}

static gboolean
read_tables(Import *import, GError **error)
{
    for (guint i = 0; i < import->tables->len; i++) {
        if (!read_table(import, i, error))
            return FALSE;
    }
    import_tell_progress(import, import->tables->len);
    return TRUE;
}

void
import_init(Import *import, ChaKind kind, const ChaImportOptions *options)
{
    import->kind = kind_get(kind);
    import->options = *options;
    import->names = column_names_new(import->kind);
    import->log = issue_log_new();
    import->bad_rows = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    import->report = g_new0(ChaImportReport, 1);
    import->report->titles = title_uses_new();
    import->report->differences = differences_new();
}

gboolean
import_read(Import *import, const char *const *paths, GError **error)
{
    if (!import_load_mappings(import, error))
        return FALSE;
    open_tables(import, paths);
    if (import->is_broken)
        return import_is_acceptable(&import->options, import->is_broken, 0, error);
    import_report_titles(import);
    if (!import_check_mapping(import, error) || !begin_delivery(import, error) ||
        !import_load_lists(import, error))
        return FALSE;
    make_reader(import);
    if (!read_tables(import, error) || !import_check_delivery(import, error) ||
        !drop_bad_rows(import, error) || !count(import, error) || !import_note_renamed(import, error))
        return FALSE;
    if (import->questions != NULL)
        plan_questions_settle(import->questions, import);
    return import_is_acceptable(&import->options, import->is_broken, import->report->left_out, error) &&
           import_check_keys(import, error);
}

ChaImportReport *
import_finish(Import *import)
{
    import->report->issues = issue_log_steal(import->log);
    return g_steal_pointer(&import->report);
}

gboolean
cha_import(ChaStore *store, ChaKind kind, const char *const *paths, const ChaImportOptions *options,
           ChaProgress progress, gpointer data, ChaImportReport **ret_report, GError **error)
{
    g_auto(Import) import = {.store = store, .progress = progress, .progress_data = data};
    gboolean done;

    g_return_val_if_fail(store != NULL, FALSE);
    g_return_val_if_fail(paths != NULL && paths[0] != NULL, FALSE);
    g_return_val_if_fail(options != NULL, FALSE);
    g_return_val_if_fail(ret_report != NULL, FALSE);
    g_return_val_if_fail(error == NULL || *error == NULL, FALSE);

    import_init(&import, kind, options);
    done = import_check_kind_ends(&import, error) && import_read(&import, paths, error) &&
           import_note_still_ended(&import, paths[0], error) &&
           (!options->dry_run || import_preview(&import, error)) && import_check_ends(&import, error) &&
           (options->dry_run || store_rows(&import, paths, error));
    *ret_report = import_finish(&import);
    return done;
}
