/* What a delivery would change: the first of it for a dry run, all of it for a
 * comparison. */
#include "base/i18n.h"
#include "exchange/table/table-writer.h"
#include "office/enrolling-private.h"

#include <choucha/comparing.h>
#include <string.h>

static const ChaRecordChange CHANGES[] = {
    CHA_RECORD_NEW,
    CHA_RECORD_CHANGED,
    CHA_RECORD_UNCHANGED,
    CHA_RECORD_MISSING,
};

const char *
cha_record_change_name(ChaRecordChange change)
{
    switch (change) {
    case CHA_RECORD_NEW:
        return "new";
    case CHA_RECORD_CHANGED:
        return "changed";
    case CHA_RECORD_UNCHANGED:
        return "unchanged";
    case CHA_RECORD_MISSING:
    default:
        return "missing";
    }
}

/* Takes a difference, whose texts stay during the call. */
typedef gboolean (*DifferenceSink)(const ChaDifference *difference, gpointer data);

/* A walk over the records of one change. */
typedef struct {
    const Kind *kind;
    ChaRecordChange change;
    gboolean tells_contents; /* of new records */
    DifferenceSink sink;
    gpointer data;
    GString *key;
} DifferenceWalk;

static void
make_key(DifferenceWalk *walk, const char *const *texts)
{
    g_string_truncate(walk->key, 0);
    for (guint k = 0; k < walk->kind->n_keys; k++)
        g_string_append_printf(walk->key, "%s%s", k > 0 ? " | " : "", texts[k]);
}

static const char *
name_of(const Kind *kind, const char *const *texts)
{
    int column = kind_find_column(kind, kind->kind == CHA_KIND_PLANS ? "title" : "name");

    return column >= (int)kind->n_keys && *texts[column] != '\0' ? texts[column] : NULL;
}

/* The columns in which @texts differ from @stored, or are not blank when there
 * is nothing stored. */
static gboolean
tell_columns(const DifferenceWalk *walk, ChaDifference *difference, const char *const *texts,
             const char *const *stored)
{
    g_assert(texts != NULL); /* only a missing record has none */
    for (guint c = walk->kind->n_keys; c < walk->kind->n_columns; c++) {
        const char *before = stored != NULL ? stored[c] : "";

        if (strcmp(before, texts[c]) == 0)
            continue;
        difference->column = (char *)walk->kind->columns[c].name;
        difference->before = (char *)before;
        difference->after = (char *)texts[c];
        if (!walk->sink(difference, walk->data))
            return FALSE;
    }
    return TRUE;
}

static gboolean
tell_record(const char *const *texts, const char *const *stored, gpointer data)
{
    DifferenceWalk *walk = data;
    const char *const *there = texts != NULL ? texts : stored;
    ChaDifference difference = {.change = walk->change};
    int status = kind_find_column(walk->kind, "status");

    make_key(walk, there);
    difference.key = walk->key->str;
    difference.name = (char *)name_of(walk->kind, there);
    if (walk->change == CHA_RECORD_CHANGED)
        return tell_columns(walk, &difference, texts, stored);
    if (walk->change == CHA_RECORD_NEW && walk->tells_contents) {
        if (!tell_columns(walk, &difference, texts, NULL))
            return FALSE;
        if (difference.column != NULL)
            return TRUE; /* else it is a key and nothing more */
    }
    if (walk->change == CHA_RECORD_MISSING && status >= 0) {
        difference.column = (char *)"status";
        difference.before = (char *)stored[status];
        difference.after = (char *)"ended";
    }
    return walk->sink(&difference, walk->data);
}

static gboolean
walk_differences(Import *import, DifferenceWalk *walk, ChaRecordChange change, guint64 most, GError **error)
{
    g_autoptr(GString) key = g_string_new(NULL);

    walk->kind = import->kind;
    walk->change = change;
    walk->key = key;
    return delivery_walk_changes(import->delivery, change, most, tell_record, walk, error);
}

static void
difference_free(gpointer data)
{
    ChaDifference *difference = data;

    g_free(difference->key);
    g_free(difference->name);
    g_free(difference->column);
    g_free(difference->before);
    g_free(difference->after);
    g_free(difference);
}

GPtrArray *
differences_new(void)
{
    return g_ptr_array_new_with_free_func(difference_free);
}

static gboolean
keep(const ChaDifference *difference, gpointer data)
{
    ChaDifference *copy = g_new0(ChaDifference, 1);

    copy->change = difference->change;
    copy->key = g_strdup(difference->key);
    copy->name = g_strdup(difference->name);
    copy->column = g_strdup(difference->column);
    copy->before = g_strdup(difference->before);
    copy->after = g_strdup(difference->after);
    g_ptr_array_add(data, copy);
    return TRUE;
}

gboolean
import_preview(Import *import, GError **error)
{
    DifferenceWalk walk = {.sink = keep, .data = import->report->differences};

    for (gsize i = 0; i < G_N_ELEMENTS(CHANGES); i++) {
        if (!walk_differences(import, &walk, CHANGES[i], CHA_PREVIEW_RECORDS, error))
            return FALSE;
    }
    return TRUE;
}

static const OutputColumn DIFFERENCE_COLUMNS[] = {
    {"change", N_("change"), OUTPUT_TEXT}, {"key", N_("key"), OUTPUT_TEXT},
    {"column", N_("column"), OUTPUT_TEXT}, {"old", N_("old text"), OUTPUT_TEXT},
    {"new", N_("new text"), OUTPUT_TEXT},
};

/* Where the differences are written to. */
typedef struct {
    TableWriter *writer;
    GError **error;
    gboolean is_written;
} DifferenceTable;

static gboolean
write_row(const ChaDifference *difference, gpointer data)
{
    DifferenceTable *table = data;
    const char *const texts[G_N_ELEMENTS(DIFFERENCE_COLUMNS)] = {
        cha_record_change_name(difference->change),
        difference->key,
        difference->column,
        difference->before,
        difference->after,
    };

    table->is_written = table_writer_add(table->writer, texts, table->error);
    return table->is_written;
}

static gboolean
write_differences(Import *import, TableWriter *writer, GError **error)
{
    DifferenceTable table = {.writer = writer, .error = error, .is_written = TRUE};
    DifferenceWalk walk = {.tells_contents = TRUE, .sink = write_row, .data = &table};

    table_writer_set_title(writer, _("Differences"));
    for (gsize i = 0; i < G_N_ELEMENTS(CHANGES); i++) {
        if (CHANGES[i] == CHA_RECORD_UNCHANGED)
            continue;
        if (!walk_differences(import, &walk, CHANGES[i], 0, error) || !table.is_written)
            return FALSE;
    }
    return table_writer_finish(writer, error);
}

gboolean
cha_diff(ChaStore *store, ChaKind kind, const char *const *paths, const ChaImportOptions *options,
         ChaProgress progress, gpointer data, const ChaTableOutput *output, ChaImportReport **ret_report,
         GError **error)
{
    g_auto(Import) import = {.store = store, .progress = progress, .progress_data = data};
    g_autoptr(TableWriter) writer = NULL;
    gboolean done;

    g_return_val_if_fail(store != NULL, FALSE);
    g_return_val_if_fail(paths != NULL && paths[0] != NULL, FALSE);
    g_return_val_if_fail(options != NULL, FALSE);
    g_return_val_if_fail(output != NULL && output->write != NULL, FALSE);
    g_return_val_if_fail(ret_report != NULL, FALSE);
    g_return_val_if_fail(error == NULL || *error == NULL, FALSE);

    import_init(&import, kind, options);
    import.options.dry_run = TRUE;
    writer = table_writer_new(output->format, DIFFERENCE_COLUMNS, G_N_ELEMENTS(DIFFERENCE_COLUMNS),
                              output->write, output->data);
    done = import_read(&import, paths, error) && write_differences(&import, writer, error);
    *ret_report = import_finish(&import);
    return done;
}
