/* What the titles of the files mean: what this import says of them, what was
 * said before, and the report of how they were understood. */
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/table/table-writer.h"
#include "office/enrolling-private.h"
#include "store/mapping-store.h"

#include <string.h>

static const char LEFT_OUT[] = "-";

const char *
cha_column_name(ChaKind kind, const char *text)
{
    const Kind *what = kind_get(kind);
    g_autoptr(ColumnNames) names = NULL;

    g_return_val_if_fail(text != NULL, NULL);
    if (strcmp(text, LEFT_OUT) == 0)
        return LEFT_OUT;
    if (file_column_find(what, text) >= 0)
        return file_column_name(what, file_column_find(what, text));
    names = column_names_new(what);
    return file_column_name(what, column_names_find(names, text));
}

static gboolean
read_given(Import *import, GError **error)
{
    const ChaImportOptions *options = &import->options;

    if (options->n_titles == 0)
        return TRUE;
    import->given = column_mapping_new(import->kind);
    for (gsize i = 0; i < options->n_titles; i++) {
        const ChaTitle *title = &options->titles[i];
        const char *name = cha_column_name(import->kind->kind, title->column);

        if (text_is_blank(title->title) || name == NULL) {
            g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, _("\"%s\" has no column \"%s\""),
                        import->kind->name, title->column);
            return FALSE;
        }
        column_mapping_add(import->given, title->title,
                           strcmp(name, LEFT_OUT) == 0 ? COLUMN_LEFT_OUT
                                                       : file_column_find(import->kind, name));
    }
    return TRUE;
}

gboolean
import_load_mappings(Import *import, GError **error)
{
    g_autoptr(GPtrArray) stored = NULL;

    import->remembered =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)column_mapping_free);
    if (!read_given(import, error))
        return FALSE;
    if (!import->options.no_map) {
        stored = mapping_store_load(import->store, import->kind, error);
        if (stored == NULL)
            return FALSE;
    }
    for (guint i = 0; stored != NULL && i < stored->len; i++) {
        const StoredMapping *mapping = g_ptr_array_index(stored, i);

        g_hash_table_insert(import->remembered, g_strdup(mapping->header),
                            column_mapping_from_text(import->kind, mapping->titles));
    }
    import->knowledge = (TitleKnowledge){
        .kind = import->kind,
        .names = import->names,
        .given = import->given,
        .remembered = import->remembered,
    };
    return TRUE;
}

static gboolean
has_title(const TableHeader *header, const char *folded)
{
    for (guint i = 0; i < header->n_titles; i++) {
        g_autofree char *title =
            header->titles[i].title != NULL ? column_title_fold(header->titles[i].title) : NULL;

        if (g_strcmp0(title, folded) == 0)
            return TRUE;
    }
    return FALSE;
}

/* The titles of all files, for an error. */
static char *
all_titles(const Import *import)
{
    GString *titles = g_string_new(NULL);

    for (guint t = 0; t < import->tables->len; t++) {
        const TableHeader *header = import_table_header(g_ptr_array_index(import->tables, t));

        for (guint i = 0; i < header->n_titles; i++) {
            if (header->titles[i].title != NULL)
                g_string_append_printf(titles, "%s\"%s\"", titles->len > 0 ? ", " : "",
                                       header->titles[i].title);
        }
    }
    return g_string_free(titles, FALSE);
}

gboolean
import_check_mapping(const Import *import, GError **error)
{
    for (gsize i = 0; i < import->options.n_titles; i++) {
        g_autofree char *folded = column_title_fold(import->options.titles[i].title);
        g_autofree char *there = NULL;
        gboolean found = FALSE;

        for (guint t = 0; t < import->tables->len; t++)
            found = found || has_title(import_table_header(g_ptr_array_index(import->tables, t)), folded);
        if (found)
            continue;
        there = all_titles(import);
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, _("no file has a column \"%s\"; there is %s"),
                    import->options.titles[i].title, there);
        return FALSE;
    }
    return TRUE;
}

/* The titles of a header as texts; borrowed. */
static char **
titles_of(const TableHeader *header)
{
    char **titles = g_new0(char *, header->n_titles + 1);

    for (guint i = 0; i < header->n_titles; i++)
        titles[i] = header->titles[i].title;
    return titles;
}

gboolean
import_store_mappings(Import *import, const char *source, gboolean *ret_changed, GError **error)
{
    *ret_changed = FALSE;
    for (guint t = 0; import->given != NULL && t < import->tables->len; t++) {
        const TableHeader *header = import_table_header(g_ptr_array_index(import->tables, t));
        g_autofree char **titles = titles_of(header);
        g_autofree char *said = column_mapping_text(import->given, titles, header->n_titles);
        g_autofree char *key = column_header_key(titles, header->n_titles);
        gboolean changed = FALSE;

        if (said == NULL)
            continue;
        if (!mapping_store_put(import->store, import->kind, key, said, source, &changed, error))
            return FALSE;
        *ret_changed = *ret_changed || changed;
    }
    return TRUE;
}

static ChaTitleMeaning
meaning_of(const HeaderTitle *title)
{
    switch (title->meaning) {
    case TITLE_GIVEN:
        return title->column == COLUMN_LEFT_OUT ? CHA_TITLE_LEFT_OUT : CHA_TITLE_GIVEN;
    case TITLE_REMEMBERED:
        return title->column == COLUMN_LEFT_OUT ? CHA_TITLE_LEFT_OUT : CHA_TITLE_REMEMBERED;
    case TITLE_NAMED:
        return CHA_TITLE_NAMED;
    case TITLE_NAMED_LOOSELY:
        return CHA_TITLE_NAMED_LOOSELY;
    case TITLE_YIELDS:
        return CHA_TITLE_LEFT_OUT;
    case TITLE_NOT_NAMED:
    default:
        return CHA_TITLE_UNKNOWN;
    }
}

static void
title_use_free(gpointer data)
{
    ChaTitleUse *use = data;

    g_free(use->path);
    g_free(use->sheet);
    g_free(use->title);
    g_free(use->column);
    g_free(use);
}

GPtrArray *
title_uses_new(void)
{
    return g_ptr_array_new_with_free_func(title_use_free);
}

void
import_report_titles(Import *import)
{
    for (guint t = 0; t < import->tables->len; t++) {
        const ImportTable *table = g_ptr_array_index(import->tables, t);
        const TableHeader *header = import_table_header(table);
        Place place = import_table_place(table, 0, -1, NULL);

        for (guint i = 0; i < header->n_titles; i++) {
            const HeaderTitle *title = &header->titles[i];
            ChaTitleUse *use;

            if (title->title == NULL)
                continue;
            use = g_new0(ChaTitleUse, 1);
            use->path = g_strdup(place.path);
            use->sheet = g_strdup(place.sheet);
            use->title = g_strdup(title->title);
            use->meaning = meaning_of(title);
            use->row = header->row;
            use->position = i;
            if (use->meaning != CHA_TITLE_LEFT_OUT)
                use->column = g_strdup(file_column_name(import->kind, title->column));
            g_ptr_array_add(import->report->titles, use);
        }
    }
}

static const OutputColumn MAPPING_COLUMNS[] = {
    {"mapping", N_("mapping"), OUTPUT_TEXT}, {"kind", N_("kind"), OUTPUT_TEXT},
    {"title", N_("title"), OUTPUT_TEXT},     {"column", N_("column"), OUTPUT_TEXT},
    {"at", N_("recorded at"), OUTPUT_TEXT},  {"by", N_("recorded by"), OUTPUT_TEXT},
    {"header", N_("header"), OUTPUT_TEXT},
};

static gboolean
list_mapping(TableWriter *writer, const StoredMapping *mapping, GError **error)
{
    g_auto(GStrv) lines = g_strsplit(mapping->titles, "\n", -1);
    g_auto(GStrv) titles = g_strsplit(mapping->header, "\n", -1);
    g_autofree char *header = g_strjoinv(" | ", titles);

    for (guint i = 0; lines[i] != NULL; i++) {
        char *equals = strrchr(lines[i], '=');
        const char *texts[G_N_ELEMENTS(MAPPING_COLUMNS)] = {
            mapping->mapping, mapping->kind, lines[i], "", mapping->at, mapping->by, header,
        };

        g_assert(equals != NULL); /* as column_mapping_text() writes it */
        *equals = '\0';
        texts[3] = equals + 1;
        if (!table_writer_add(writer, texts, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
cha_list_mappings(ChaStore *store, ChaTableFormat format, ChaWriter write, gpointer data, GError **error)
{
    g_autoptr(GPtrArray) mappings = NULL;
    g_autoptr(TableWriter) writer = NULL;

    g_return_val_if_fail(store != NULL, FALSE);
    g_return_val_if_fail(write != NULL, FALSE);
    g_return_val_if_fail(error == NULL || *error == NULL, FALSE);

    mappings = mapping_store_load(store, NULL, error);
    if (mappings == NULL)
        return FALSE;
    writer = table_writer_new(format, MAPPING_COLUMNS, G_N_ELEMENTS(MAPPING_COLUMNS), write, data);
    for (guint i = 0; i < mappings->len; i++) {
        if (!list_mapping(writer, g_ptr_array_index(mappings, i), error))
            return FALSE;
    }
    return table_writer_finish(writer, error);
}

gboolean
cha_remove_mappings(ChaStore *store, const char *const *names, const char *reason, GError **error)
{
    g_return_val_if_fail(store != NULL && names != NULL, FALSE);
    g_return_val_if_fail(error == NULL || *error == NULL, FALSE);

    if (reason == NULL || text_is_blank(reason)) {
        g_set_error_literal(error, CHA_ERROR, CHA_ERROR_INVALID, _("a removal needs a reason"));
        return FALSE;
    }
    return mapping_store_remove(store, names, reason, error);
}
