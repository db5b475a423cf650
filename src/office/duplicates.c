/* Targets that may be registered twice, as a table. */
#include "base/i18n.h"
#include "exchange/table/table-writer.h"
#include "store/duplicate-store.h"

#include <choucha/enrolling.h>
#include <inttypes.h>

/* The number of a name, then what tells people whether two targets are one. */
static const OutputColumn COLUMNS[] = {
    {"group", N_("group"), OUTPUT_NUMBER},
    {"target", N_("code"), OUTPUT_TEXT},
    {"name", N_("name"), OUTPUT_TEXT},
    {"district", N_("district"), OUTPUT_TEXT},
    {"object_types", N_("object types"), OUTPUT_TEXT},
    {"address", N_("address"), OUTPUT_TEXT},
};

typedef struct {
    TableWriter *writer;
    int columns[G_N_ELEMENTS(COLUMNS)]; /* of targets; that of the group is unused */
    GError **error;
    gboolean is_written;
} DuplicateList;

static gboolean
list_duplicate(guint64 group, const char *const *texts, gpointer data)
{
    DuplicateList *list = data;
    g_autofree char *number = g_strdup_printf("%" PRIu64, group);
    const char *cells[G_N_ELEMENTS(COLUMNS)] = {number};

    for (gsize i = 1; i < G_N_ELEMENTS(COLUMNS); i++)
        cells[i] = texts[list->columns[i]];
    list->is_written = table_writer_add(list->writer, cells, list->error);
    return list->is_written;
}

gboolean
cha_list_duplicates(ChaStore *store, ChaTableFormat format, ChaWriter write, gpointer data,
                    guint64 *ret_names, GError **error)
{
    g_autoptr(TableWriter) writer = NULL;
    DuplicateList list = {.error = error, .is_written = TRUE};

    g_return_val_if_fail(store != NULL, FALSE);
    g_return_val_if_fail(write != NULL, FALSE);
    g_return_val_if_fail(ret_names != NULL, FALSE);
    g_return_val_if_fail(error == NULL || *error == NULL, FALSE);

    for (gsize i = 1; i < G_N_ELEMENTS(COLUMNS); i++)
        list.columns[i] = kind_find_column(kind_get(CHA_KIND_TARGETS), COLUMNS[i].name);
    writer = table_writer_new(format, COLUMNS, G_N_ELEMENTS(COLUMNS), write, data);
    table_writer_set_title(writer, _("Possible duplicates"));
    list.writer = writer;
    return duplicate_store_walk(store, list_duplicate, &list, ret_names, error) && list.is_written &&
           table_writer_finish(writer, error);
}
