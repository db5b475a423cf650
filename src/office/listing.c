/* Records and settings, out of the store and withdrawn from it. */
#include "base/i18n.h"
#include "base/text.h"
#include "domain/credit-code.h"
#include "domain/setting.h"
#include "exchange/record/cell.h"
#include "exchange/table/column-names.h"
#include "exchange/table/table-writer.h"
#include "store/registry-store.h"

#include <choucha/enrolling.h>
#include <string.h>

typedef struct {
    const Kind *kind;
    TableWriter *writer;
    gboolean shows_words; /* Chinese ones, for what choices stand for */
    GError **error;
    gboolean is_written;
} Listing;

static gboolean
list_record(const char *const *texts, gpointer data)
{
    Listing *listing = data;
    const char *shown[KIND_MAX_COLUMNS];

    for (guint c = 0; c < listing->kind->n_columns; c++)
        shown[c] =
            listing->shows_words ? choice_shown(listing->kind->columns[c].choices, texts[c]) : texts[c];
    listing->is_written = table_writer_add(listing->writer, shown, listing->error);
    return listing->is_written;
}

gboolean
cha_list(ChaStore *store, ChaKind kind, ChaTableFormat format, ChaWriter write, gpointer data, GError **error)
{
    const Kind *what = kind_get(kind);
    g_autoptr(ColumnNames) names = column_names_new(what);
    OutputColumn columns[KIND_MAX_COLUMNS];
    g_autoptr(TableWriter) writer = NULL;
    Listing listing = {.kind = what, .error = error, .is_written = TRUE};

    g_return_val_if_fail(store != NULL, FALSE);
    g_return_val_if_fail(write != NULL, FALSE);
    g_return_val_if_fail(error == NULL || *error == NULL, FALSE);

    for (guint c = 0; c < what->n_columns; c++)
        columns[c] = (OutputColumn){
            .name = what->columns[c].name,
            .title = column_names_are_chinese() ? column_names_title(names, c) : NULL,
            .type = what->columns[c].type == VALUE_DAY ? OUTPUT_DAY : OUTPUT_TEXT,
        };
    writer = table_writer_new(format, columns, what->n_columns, write, data);
    table_writer_set_title(writer, column_names_kind(what));
    listing.writer = writer;
    /* The terminal shows records as they are stored. */
    listing.shows_words =
        format != CHA_TABLE_TERMINAL && table_format_is_for_people(format) && column_names_are_chinese();
    return registry_store_walk(store, what, list_record, &listing, error) && listing.is_written &&
           table_writer_finish(writer, error);
}

gboolean
cha_list_settings(ChaStore *store, ChaTableFormat format, ChaWriter write, gpointer data, GError **error)
{
    static const OutputColumn COLUMNS[] = {{"name", NULL, OUTPUT_TEXT}, {"value", NULL, OUTPUT_TEXT}};
    g_autoptr(TableWriter) writer = NULL;

    g_return_val_if_fail(store != NULL, FALSE);
    g_return_val_if_fail(write != NULL, FALSE);
    g_return_val_if_fail(error == NULL || *error == NULL, FALSE);

    writer = table_writer_new(format, COLUMNS, G_N_ELEMENTS(COLUMNS), write, data);
    table_writer_set_title(writer, _("Settings"));
    for (const Setting *setting = setting_all(); setting->name != NULL; setting++) {
        g_autofree char *stored = NULL;
        const char *texts[G_N_ELEMENTS(COLUMNS)];

        if (!setting_store_get(store, setting->name, &stored, error))
            return FALSE;
        texts[0] = setting->name;
        texts[1] = setting_value(setting, stored);
        if (!table_writer_add(writer, texts, error))
            return FALSE;
    }
    return table_writer_finish(writer, error);
}

static void
fail_as_unknown(const char *name, GError **error)
{
    g_autoptr(GString) known = g_string_new(NULL);

    for (const Setting *setting = setting_all(); setting->name != NULL; setting++)
        g_string_append_printf(known, "%s%s", known->len > 0 ? ", " : "", setting->name);
    g_set_error(error, CHA_ERROR, CHA_ERROR_NOT_FOUND, _("there is no setting \"%s\"; there are %s"), name,
                known->str);
}

gboolean
cha_set(ChaStore *store, const char *name, const char *value, GError **error)
{
    const Setting *setting = setting_find(name);
    g_autofree char *canonical = NULL;

    g_return_val_if_fail(store != NULL, FALSE);
    g_return_val_if_fail(value != NULL, FALSE);
    g_return_val_if_fail(error == NULL || *error == NULL, FALSE);

    if (setting == NULL) {
        fail_as_unknown(name, error);
        return FALSE;
    }
    canonical = setting_read(setting, value);
    if (canonical == NULL && setting->words != NULL) {
        g_auto(GStrv) words = g_strsplit(setting->words, ";", -1);
        g_autofree char *known = g_strjoinv(_(", "), words);

        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, _("%s: \"%s\" is none of %s, nor blank"), name,
                    value, known);
        return FALSE;
    }
    if (canonical == NULL) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                    _("%s: \"%s\" is not a whole number from %u to %u, nor blank"), name, value,
                    setting->least, setting->most);
        return FALSE;
    }
    return setting_store_set(store, setting->name, canonical, error);
}

/* A part of a key as the store writes it. */
static char *
canonical_key(const Column *column, const char *text)
{
    g_autofree char *key = column->type == VALUE_NAME ? text_trim(text) : text_half_width(text);
    char canonical[CHA_DAY_TEXT_SIZE];
    ChaDay day;

    if (column->type == VALUE_DAY && cell_read_day(key, &day)) {
        cha_day_to_text(day, canonical);
        return g_strdup(canonical);
    }
    if (column->type == VALUE_TARGET) {
        g_autofree char *capitals = g_ascii_strup(key, -1);

        if (credit_code_examine(capitals, strlen(capitals)) == CREDIT_CODE_RIGHT)
            return g_steal_pointer(&capitals);
    }
    return g_steal_pointer(&key);
}

/* NULL and @error when the texts do not make whole keys. */
static GPtrArray *
make_keys(const Kind *kind, const char *const *texts, GError **error)
{
    g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    guint n_texts = g_strv_length((char **)texts);

    if (n_texts == 0 || n_texts % kind->n_keys != 0) {
        g_autoptr(GString) columns = g_string_new(NULL);

        for (guint k = 0; k < kind->n_keys; k++)
            g_string_append_printf(columns, "%s%s", k > 0 ? " " : "", kind->columns[k].name);
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, _("the key of a record of %s is: %s"), kind->name,
                    columns->str);
        return NULL;
    }
    for (guint i = 0; i < n_texts; i += kind->n_keys) {
        char **key = g_new0(char *, kind->n_keys + 1);

        for (guint k = 0; k < kind->n_keys; k++)
            key[k] = canonical_key(&kind->columns[k], texts[i + k]);
        g_ptr_array_add(keys, key);
    }
    return g_steal_pointer(&keys);
}

gboolean
cha_remove(ChaStore *store, ChaKind kind, const char *const *keys, const char *reason, GError **error)
{
    const Kind *what = kind_get(kind);
    g_autoptr(GPtrArray) records = NULL;

    g_return_val_if_fail(store != NULL, FALSE);
    g_return_val_if_fail(keys != NULL, FALSE);
    g_return_val_if_fail(error == NULL || *error == NULL, FALSE);

    if (reason == NULL || text_is_blank(reason)) {
        g_set_error_literal(error, CHA_ERROR, CHA_ERROR_INVALID, _("a removal needs a reason"));
        return FALSE;
    }
    records = make_keys(what, keys, error);
    return records != NULL && registry_store_remove(store, what, records, reason, error);
}
