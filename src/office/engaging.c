/* Busy times of inspectors: in, out and withdrawn. */
#include <choucha/engaging.h>

#include "base/i18n.h"
#include "base/text.h"
#include "exchange/table/table-writer.h"
#include "office/busy-conflict.h"
#include "office/busy-file.h"
#include "store/busy-store.h"
#include "store/registry-store.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>

void
cha_busy_report_free(ChaBusyReport *report)
{
    if (report == NULL)
        return;
    g_clear_pointer(&report->issues, g_ptr_array_unref);
    g_clear_pointer(&report->conflicts, g_ptr_array_unref);
    g_free(report);
}

/* An import while it runs. */
typedef struct {
    ChaStore *store;
    const char *inspector;
    const char *const *paths;
    const ChaBusyOptions *options;
    ChaProgress progress; /* (nullable) */
    gpointer progress_data;
    IssueLog *log;
    GHashTable *contents; /* name of a file → what is kept of it */
    GPtrArray *names;     /* (element-type utf8) borrowed: the names in order */
    GString *bytes;       /* of the file that is read */
    gboolean is_broken;
    ChaBusyReport *report;
} BusyImport;

static void
busy_import_clear(BusyImport *import)
{
    g_clear_pointer(&import->log, issue_log_free);
    if (import->bytes != NULL)
        g_string_free(import->bytes, TRUE);
    g_clear_pointer(&import->names, g_ptr_array_unref);
    g_clear_pointer(&import->contents, g_hash_table_unref);
    g_clear_pointer(&import->report, cha_busy_report_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(BusyImport, busy_import_clear)

static gboolean
check_inspector(ChaStore *store, const char *inspector, GError **error)
{
    const char *key[] = {inspector, NULL};
    gboolean has;

    if (!registry_store_has(store, kind_get(CHA_KIND_INSPECTORS), key, &has, error))
        return FALSE;
    if (!has)
        g_set_error(error, CHA_ERROR, CHA_ERROR_NOT_FOUND, _("there is no inspector %s in the registry"),
                    inspector);
    return has;
}

static char *
name_of(const char *path)
{
    return g_filename_display_basename(path);
}

static void
fail_file(BusyImport *import, const Place *place, char *rule, char *remedy)
{
    issue_log_add(import->log, CHA_SEVERITY_ERROR, place, rule, remedy);
    import->is_broken = TRUE;
}

/* More than a file may have is read, to see that it is too long; also of a pipe.
 * The bytes are those of the import. */
static gboolean
read_file(BusyImport *import, const char *path, const Place *place)
{
    enum { PIECE = 256 * 1024 };
    FILE *file = g_fopen(path, "rb");
    int failure = file == NULL ? errno : 0;
    gsize length = PIECE;
    gsize size = 0;

    errno = 0;
    while (file != NULL && length == PIECE && size <= BUSY_MAX_FILE_SIZE) {
        if (import->bytes->len < size + PIECE)
            g_string_set_size(import->bytes, size + PIECE);
        length = fread(import->bytes->str + size, 1, PIECE, file);
        size += length;
    }
    if (file != NULL && ferror(file) != 0)
        failure = errno != 0 ? errno : EIO;
    if (file != NULL)
        (void)fclose(file);
    g_string_set_size(import->bytes, size);
    if (failure != 0)
        fail_file(import, place, g_strdup_printf(_("cannot be read: %s"), g_strerror(failure)), NULL);
    return failure == 0;
}

static void
keep(BusyImport *import, const char *path, const Place *place, const BusyCalendar *calendar)
{
    g_autofree char *name = name_of(path);
    g_autofree char *content = busy_calendar_write(calendar);
    const char *other = g_hash_table_lookup(import->contents, name);

    if (other != NULL && strcmp(other, content) != 0)
        fail_file(import, place, g_strdup(_("another file of this name gives other times")),
                  g_strdup(_("rename one of them, or import the newer alone")));
    if (other != NULL)
        return;
    g_ptr_array_add(import->names, name);
    g_hash_table_insert(import->contents, g_steal_pointer(&name), g_steal_pointer(&content));
}

static void
read_calendar(BusyImport *import, guint number)
{
    const char *path = import->paths[number];
    g_autofree char *shown = g_filename_display_name(path);
    Place place = {.file = number, .path = shown};
    g_autoptr(BusyCalendar) calendar = NULL;
    BusyReading reading = {0};

    if (!read_file(import, path, &place))
        return;
    calendar = busy_calendar_read(import->bytes->str, import->bytes->len, BUSY_FROM_OUTSIDE, &place,
                                  import->log, &reading);
    import->report->files++;
    import->report->events += reading.n_events;
    import->report->left_out += reading.n_wrong;
    if (calendar == NULL)
        import->is_broken = TRUE;
    else
        keep(import, path, &place, calendar);
}

/* FALSE when something is wrong that keeps everything from being stored. */
static gboolean
is_acceptable(const BusyImport *import, GError **error)
{
    guint64 left_out = import->report->left_out;

    if (import->is_broken)
        g_set_error_literal(error, CHA_ERROR, CHA_ERROR_INVALID,
                            _("a file cannot be read as it is; nothing is stored"));
    else if (left_out > 0 && !import->options->good_events)
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                    P_("%" PRIu64 " event is wrong; nothing is stored",
                       "%" PRIu64 " events are wrong; nothing is stored", left_out),
                    left_out);
    else
        return TRUE;
    return FALSE;
}

static gboolean
store_file(BusyImport *import, const char *name, gint64 *change, GError **error)
{
    const char *content = g_hash_table_lookup(import->contents, name);
    g_autofree char *before = NULL;

    if (!busy_store_get(import->store, import->inspector, name, &before, error))
        return FALSE;
    if (before != NULL && strcmp(before, content) == 0) {
        import->report->unchanged++;
        return TRUE;
    }
    if (*change == 0) {
        g_autofree char *source = NULL;

        g_ptr_array_add(import->names, NULL);
        source = g_strjoinv(", ", (char **)import->names->pdata);
        g_ptr_array_set_size(import->names, (gint)import->names->len - 1);
        if (!store_note_change(import->store, "import", "busy", source, NULL, change, error))
            return FALSE;
    }
    import->report->added += before == NULL ? 1 : 0;
    import->report->changed += before != NULL ? 1 : 0;
    return busy_store_put(import->store, import->inspector, name, content, *change, error);
}

/* Of a trial everything is taken back but what is told. */
static gboolean
store_files(BusyImport *import, GError **error)
{
    g_autoptr(Transaction) transaction = store_begin(import->store, error);
    gint64 change = 0;

    if (transaction == NULL || !check_inspector(import->store, import->inspector, error))
        return FALSE;
    for (guint i = 0; i < import->names->len; i++) {
        if (!store_file(import, g_ptr_array_index(import->names, i), &change, error))
            return FALSE;
    }
    import->report->conflicts = busy_conflicts_find(import->store, import->inspector, error);
    if (import->report->conflicts == NULL)
        return FALSE;
    if (import->options->dry_run)
        return TRUE;
    if (change != 0 && !transaction_commit(transaction, error))
        return FALSE;
    import->report->stored = TRUE;
    return TRUE;
}

static gboolean
run(BusyImport *import, GError **error)
{
    guint n_paths = g_strv_length((char **)import->paths);

    if (!check_inspector(import->store, import->inspector, error))
        return FALSE;
    for (guint i = 0; i < n_paths; i++) {
        if (import->progress != NULL)
            import->progress(_("reading"), i, n_paths, import->progress_data);
        read_calendar(import, i);
    }
    return is_acceptable(import, error) && store_files(import, error);
}

gboolean
cha_import_busy(ChaStore *store, const char *inspector, const char *const *paths,
                const ChaBusyOptions *options, ChaProgress progress, gpointer data,
                ChaBusyReport **ret_report, GError **error)
{
    g_auto(BusyImport) import = {.store = store,
                                 .inspector = inspector,
                                 .paths = paths,
                                 .options = options,
                                 .progress = progress,
                                 .progress_data = data};
    gboolean done;

    g_return_val_if_fail(store != NULL, FALSE);
    g_return_val_if_fail(inspector != NULL, FALSE);
    g_return_val_if_fail(paths != NULL && paths[0] != NULL, FALSE);
    g_return_val_if_fail(options != NULL, FALSE);
    g_return_val_if_fail(ret_report != NULL, FALSE);
    g_return_val_if_fail(error == NULL || *error == NULL, FALSE);

    import.log = issue_log_new();
    import.contents = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    import.names = g_ptr_array_new();
    import.bytes = g_string_new(NULL);
    import.report = g_new0(ChaBusyReport, 1);
    done = run(&import, error);
    import.report->issues = issue_log_steal(import.log);
    *ret_report = g_steal_pointer(&import.report);
    return done;
}

/* The days of which somebody wants to know. */
typedef struct {
    ChaDay from;
    ChaDay to;
    GArray *spans;
} Question;

static gboolean
add_spans(const char *inspector, const char *file, const char *content, gpointer data, GError **error)
{
    Question *question = data;

    return busy_file_add_spans(inspector, file, content, question->from, question->to, question->spans,
                               error);
}

static gboolean
write_spans(const GArray *spans, TableWriter *writer, GError **error)
{
    for (guint i = 0; i < spans->len; i++) {
        const BusySpan *span = &g_array_index(spans, BusySpan, i);
        const CalendarTime begin = {.civil = span->begin, .form = FORM_UTC};
        const CalendarTime end = {.civil = span->end, .form = FORM_UTC};
        g_autoptr(GString) from = g_string_new(NULL);
        g_autoptr(GString) to = g_string_new(NULL);
        const char *texts[2];

        calendar_time_append(from, &begin);
        calendar_time_append(to, &end);
        texts[0] = from->str;
        texts[1] = to->str;
        if (!table_writer_add(writer, texts, error))
            return FALSE;
    }
    return table_writer_finish(writer, error);
}

gboolean
cha_list_busy(ChaStore *store, const char *inspector, ChaDay from, ChaDay to, ChaTableFormat format,
              ChaWriter write, gpointer data, GError **error)
{
    static const OutputColumn COLUMNS[] = {{"start", NULL, OUTPUT_TEXT}, {"end", NULL, OUTPUT_TEXT}};
    g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(BusySpan));
    Question question = {from, to, spans};
    g_autoptr(TableWriter) writer = NULL;
    g_autoptr(Transaction) view = NULL;

    g_return_val_if_fail(store != NULL, FALSE);
    g_return_val_if_fail(inspector != NULL, FALSE);
    g_return_val_if_fail(write != NULL, FALSE);
    g_return_val_if_fail(error == NULL || *error == NULL, FALSE);

    if (to < from) {
        g_set_error_literal(error, CHA_ERROR, CHA_ERROR_INVALID, _("the last day is before the first"));
        return FALSE;
    }
    view = store_begin_reading(store, error);
    if (view == NULL || !check_inspector(store, inspector, error) ||
        !busy_store_walk(store, inspector, add_spans, &question, error))
        return FALSE;
    busy_spans_merge(spans);
    writer = table_writer_new(format, COLUMNS, G_N_ELEMENTS(COLUMNS), write, data);
    table_writer_set_title(writer, _("Busy times"));
    return write_spans(spans, writer, error);
}

gboolean
cha_remove_busy(ChaStore *store, const char *inspector, const char *const *files, const char *reason,
                GError **error)
{
    g_auto(GStrv) names = NULL;
    guint n_files;

    g_return_val_if_fail(store != NULL, FALSE);
    g_return_val_if_fail(inspector != NULL, FALSE);
    g_return_val_if_fail(files != NULL && files[0] != NULL, FALSE);
    g_return_val_if_fail(error == NULL || *error == NULL, FALSE);

    if (reason == NULL || text_is_blank(reason)) {
        g_set_error_literal(error, CHA_ERROR, CHA_ERROR_INVALID, _("a removal needs a reason"));
        return FALSE;
    }
    n_files = g_strv_length((char **)files);
    names = g_new0(char *, n_files + 1);
    for (guint i = 0; i < n_files; i++)
        names[i] = name_of(files[i]);
    return check_inspector(store, inspector, error) &&
           busy_store_remove(store, inspector, (const char *const *)names, reason, error);
}
