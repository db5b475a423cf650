/* Lists of targets that plans are directed at: imported, listed, taken away. */
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/record/record-reader.h"
#include "exchange/table/table-writer.h"
#include "office/enrolling-private.h"
#include "store/frame-list-store.h"
#include "store/registry-store.h"

#include <choucha/enrolling.h>
#include <string.h>

enum { ROWS_BETWEEN_REPORTS = 4096, TARGET = 0, NAME = 1 };

/* An import while it runs. */
typedef struct {
    ChaStore *store;
    const char *plan;
    const ChaImportOptions *options;
    ChaProgress progress; /* (nullable) */
    gpointer progress_data;
    ColumnNames *names;
    KnownLists *lists;
    IssueLog *log;
    RecordReader *reader;
    TargetLookup *lookup;
    GPtrArray *listed; /* owned strings, those read so far */
    GPtrArray *before; /* those on the list till now; byte order */
    gboolean is_broken;
    ChaImportReport *report;
} FrameImport;

static void
frame_import_clear(FrameImport *import)
{
    g_clear_pointer(&import->reader, record_reader_free);
    g_clear_pointer(&import->lookup, target_lookup_free);
    g_clear_pointer(&import->lists, known_lists_free);
    g_clear_pointer(&import->names, column_names_free);
    g_clear_pointer(&import->log, issue_log_free);
    g_clear_pointer(&import->listed, g_ptr_array_unref);
    g_clear_pointer(&import->before, g_ptr_array_unref);
    g_clear_pointer(&import->report, cha_import_report_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FrameImport, frame_import_clear)

static gboolean
check_plan(ChaStore *store, const char *plan, GError **error)
{
    const char *key[] = {plan, NULL};
    gboolean has = FALSE;

    if (!g_utf8_validate(plan, -1, NULL)) {
        g_set_error_literal(error, CHA_ERROR, CHA_ERROR_NOT_FOUND, _("the name of the plan is not UTF-8"));
        return FALSE;
    }
    if (!registry_store_has(store, kind_get(CHA_KIND_PLANS), key, &has, error))
        return FALSE;
    if (!has)
        g_set_error(error, CHA_ERROR, CHA_ERROR_NOT_FOUND, _("there is no plan %s"), plan);
    return has;
}

static void
begin(FrameImport *import)
{
    RecordReaderSetup setup = {.kind = kind_frame()};

    import->names = column_names_new(kind_frame());
    import->lists = known_lists_new();
    import->log = issue_log_new();
    setup.lists = import->lists;
    setup.log = import->log;
    import->reader = record_reader_new(&setup);
    import->listed = g_ptr_array_new_with_free_func(g_free);
    import->report = g_new0(ChaImportReport, 1);
    import->report->titles = title_uses_new();
    import->report->differences = differences_new();
}

/* A name that is not the registry's may mean that the code is not the one meant. */
static void
compare_name(FrameImport *import, const char *name, const char *registered)
{
    g_autofree char *folded = NULL;
    g_autofree char *other = NULL;

    if (name == NULL || *name == '\0')
        return;
    folded = text_fold(name);
    other = text_fold(registered);
    if (strcmp(folded, other) != 0)
        record_reader_note(import->reader, NAME, name, _("the registry has another name for this target"),
                           _("look whether the code is that of the target meant"));
}

static gboolean
take_row(FrameImport *import, const ImportRow *row, GError **error)
{
    const char *texts[KIND_MAX_COLUMNS];
    const char *registered = NULL;

    import->report->rows++;
    if (!record_reader_read(import->reader, row, texts)) {
        import->report->left_out++;
        return TRUE;
    }
    if (!target_lookup_find(import->lookup, texts[TARGET], &registered, error))
        return FALSE;
    if (registered == NULL) {
        record_reader_fail(import->reader, TARGET, texts[TARGET],
                           g_strdup(_("no such target in the registry")),
                           g_strdup(_("import the targets first, or correct the code")));
        import->report->left_out++;
        return TRUE;
    }
    compare_name(import, texts[NAME], registered);
    g_ptr_array_add(import->listed, g_strdup(texts[TARGET]));
    return TRUE;
}

static gboolean
read_table(FrameImport *import, const char *path, guint file, GError **error)
{
    TitleKnowledge knowledge = {.kind = kind_frame(), .names = import->names};
    g_autoptr(ImportTable) table = import_table_open(&knowledge, path, file, import->log);
    const ImportRow *row = NULL;

    import->is_broken = import->is_broken || table == NULL;
    if (table == NULL)
        return TRUE; /* the log has the reason */
    record_reader_set_table(import->reader, table);
    for (;;) {
        if (!import_table_next(table, &row)) {
            import->is_broken = TRUE;
            return TRUE;
        }
        if (row == NULL)
            return TRUE;
        if (import->progress != NULL && import->report->rows % ROWS_BETWEEN_REPORTS == 0)
            import->progress(_("reading"), import_table_position(table), import_table_size(table),
                             import->progress_data);
        if (!take_row(import, row, error))
            return FALSE;
    }
}

static void
sort_without_repetition(GPtrArray *targets)
{
    guint n_kept = 0;

    g_ptr_array_sort(targets, text_compare_pointers);
    for (guint i = 0; i < targets->len; i++) {
        if (n_kept > 0 && strcmp(targets->pdata[n_kept - 1], targets->pdata[i]) == 0)
            continue;
        if (n_kept != i) {
            gpointer twice = targets->pdata[n_kept];

            targets->pdata[n_kept] = targets->pdata[i];
            targets->pdata[i] = twice;
        }
        n_kept++;
    }
    g_ptr_array_set_size(targets, (gint)n_kept);
}

/* Those of @left that @right lacks, borrowed; both in byte order. */
static GPtrArray *
missing_from(GPtrArray *left, GPtrArray *right)
{
    GPtrArray *missing = g_ptr_array_new();
    guint place = 0;

    for (guint i = 0; i < left->len; i++) {
        if (!text_find_sorted(right, g_ptr_array_index(left, i), &place))
            g_ptr_array_add(missing, g_ptr_array_index(left, i));
    }
    return missing;
}

static gboolean
is_acceptable(const FrameImport *import, GError **error)
{
    if (!import_is_acceptable(import->options, import->is_broken, import->report->left_out, error))
        return FALSE;
    if (import->listed->len > 0)
        return TRUE;
    g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                _("no target is named; `choucha remove frame %s` takes a list away"), import->plan);
    return FALSE;
}

/* How many targets of the former list the new one lacks. */
static void
note_ended(FrameImport *import, const char *path, guint ended)
{
    Place place = {.path = path};
    g_autofree char *rule = NULL;

    if (ended == 0)
        return;
    rule = g_strdup_printf(P_("%u target of the former list is not on this one",
                              "%u targets of the former list are not on this one", ended),
                           ended);
    issue_log_note(import->log, &place, rule, NULL);
}

static gboolean
store_list(FrameImport *import, Transaction *transaction, const char *const *paths, GError **error)
{
    g_autoptr(GPtrArray) added = NULL;
    g_autoptr(GPtrArray) ended = NULL;
    g_autofree char *source = import_source(paths);

    sort_without_repetition(import->listed);
    added = missing_from(import->listed, import->before);
    ended = missing_from(import->before, import->listed);
    import->report->added = added->len;
    import->report->unchanged = import->listed->len - added->len;
    note_ended(import, paths[0], ended->len);
    if (!is_acceptable(import, error))
        return FALSE;
    if (import->options->dry_run)
        return TRUE;
    if (added->len + ended->len > 0 &&
        !frame_list_store_change(import->store, import->plan, added, ended, source, error))
        return FALSE;
    import->report->stored = TRUE;
    return transaction_commit(transaction, error);
}

static gboolean
run(FrameImport *import, const char *const *paths, GError **error)
{
    g_autoptr(Transaction) transaction = store_begin(import->store, error);

    if (transaction == NULL || !check_plan(import->store, import->plan, error))
        return FALSE;
    import->lookup = target_lookup_new(import->store, error);
    import->before =
        import->lookup == NULL ? NULL : frame_list_store_load(import->store, import->plan, error);
    if (import->before == NULL)
        return FALSE;
    for (guint i = 0; paths[i] != NULL; i++) {
        if (!read_table(import, paths[i], i, error))
            return FALSE;
    }
    return store_list(import, transaction, paths, error);
}

gboolean
cha_import_frame(ChaStore *store, const char *plan, const char *const *paths, const ChaImportOptions *options,
                 ChaProgress progress, gpointer data, ChaImportReport **ret_report, GError **error)
{
    g_auto(FrameImport) import = {
        .store = store, .plan = plan, .options = options, .progress = progress, .progress_data = data};
    gboolean done;

    g_return_val_if_fail(store != NULL, FALSE);
    g_return_val_if_fail(plan != NULL, FALSE);
    g_return_val_if_fail(paths != NULL && paths[0] != NULL, FALSE);
    g_return_val_if_fail(options != NULL, FALSE);
    g_return_val_if_fail(ret_report != NULL, FALSE);
    g_return_val_if_fail(error == NULL || *error == NULL, FALSE);

    begin(&import);
    done = run(&import, paths, error);
    import.report->issues = issue_log_steal(import.log);
    *ret_report = g_steal_pointer(&import.report);
    return done;
}

typedef struct {
    TableWriter *writer;
    GError **error;
    guint64 n_targets;
    gboolean is_written;
} FrameListing;

static gboolean
list_target(const char *target, const char *name, gpointer data)
{
    FrameListing *listing = data;
    const char *texts[] = {target, name};

    listing->n_targets++;
    listing->is_written = table_writer_add(listing->writer, texts, listing->error);
    return listing->is_written;
}

gboolean
cha_list_frame(ChaStore *store, const char *plan, ChaTableFormat format, ChaWriter write, gpointer data,
               GError **error)
{
    static const OutputColumn COLUMNS[] = {{"target", NULL, OUTPUT_TEXT}, {"name", NULL, OUTPUT_TEXT}};
    g_autoptr(TableWriter) writer = NULL;
    FrameListing listing = {.error = error, .is_written = TRUE};

    g_return_val_if_fail(store != NULL, FALSE);
    g_return_val_if_fail(plan != NULL, FALSE);
    g_return_val_if_fail(write != NULL, FALSE);
    g_return_val_if_fail(error == NULL || *error == NULL, FALSE);

    if (!check_plan(store, plan, error))
        return FALSE;
    writer = table_writer_new(format, COLUMNS, G_N_ELEMENTS(COLUMNS), write, data);
    listing.writer = writer;
    return frame_list_store_walk(store, plan, list_target, &listing, error) && listing.is_written &&
           table_writer_finish(writer, error);
}

gboolean
cha_remove_frame(ChaStore *store, const char *plan, const char *reason, GError **error)
{
    g_return_val_if_fail(store != NULL, FALSE);
    g_return_val_if_fail(plan != NULL, FALSE);
    g_return_val_if_fail(error == NULL || *error == NULL, FALSE);

    if (reason == NULL || text_is_blank(reason)) {
        g_set_error_literal(error, CHA_ERROR, CHA_ERROR_INVALID, _("a removal needs a reason"));
        return FALSE;
    }
    return check_plan(store, plan, error) && frame_list_store_remove(store, plan, reason, error);
}
