/* Templates: empty tables that tell how to fill them in. */
#include "base/i18n.h"
#include "base/text.h"
#include "domain/result-code.h"
#include "exchange/table/column-names.h"
#include "exchange/table/column-notes.h"
#include "exchange/table/own-marks.h"
#include "exchange/workbook/workbook-writer.h"
#include "store/campaign-store.h"
#include "store/registry-store.h"

#include <choucha/enrolling.h>
#include <string.h>

enum {
    HEADER_ROW = 1,
    EXAMPLE_ROW,
    MAX_INSPECTORS = 2000, /* nobody looks through more */
    NOTES_WIDTH = 70
};

typedef struct {
    ChaStore *store;
    const Kind *kind;
    ColumnNames *names;
    ColumnNotes *notes;
    WorkbookWriter *writer;
    SheetWriter *table;
    GPtrArray *offers[KIND_MAX_COLUMNS]; /* (nullable) (element-type utf8) */
} Template;

static void
template_clear(Template *template)
{
    g_clear_pointer(&template->names, column_names_free);
    g_clear_pointer(&template->notes, column_notes_free);
    g_clear_pointer(&template->writer, workbook_writer_free);
    for (guint c = 0; c < KIND_MAX_COLUMNS; c++)
        g_clear_pointer(&template->offers[c], g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Template, template_clear)

static gboolean
offer_key(const char *const *texts, gpointer data)
{
    g_ptr_array_add(data, g_strdup(texts[0]));
    return TRUE;
}

/* Departments and items have their names behind their codes. */
static gboolean
offer_name(const char *const *texts, gpointer data)
{
    g_ptr_array_add(data, g_strdup(texts[1]));
    return TRUE;
}

static gboolean
offer_object_types(const char *const *texts, gpointer data)
{
    int column = kind_find_column(kind_get(CHA_KIND_ITEMS), "object_type");
    g_autoptr(GPtrArray) types = text_split(texts[column]);

    for (guint i = 0; i < types->len; i++)
        g_ptr_array_add(data, g_strdup(g_ptr_array_index(types, i)));
    return TRUE;
}

static gboolean
offer_campaigns(ChaStore *store, GPtrArray *offer, GError **error)
{
    g_autoptr(GPtrArray) campaigns = campaign_store_list(store, error);

    for (guint i = 0; campaigns != NULL && i < campaigns->len; i++) {
        const Campaign *campaign = g_ptr_array_index(campaigns, i);

        if (campaign->state == CAMPAIGN_DRAWN)
            g_ptr_array_add(offer, g_strdup(campaign->campaign));
    }
    return campaigns != NULL;
}

/* Takes what is there twice out, and the whole offer when it is too long. */
static void
tidy(GPtrArray *offer, gsize most)
{
    g_ptr_array_sort(offer, text_compare_pointers);
    for (guint i = offer->len; i > 1; i--) {
        if (strcmp(offer->pdata[i - 1], offer->pdata[i - 2]) == 0)
            g_ptr_array_remove_index(offer, i - 1);
    }
    if (offer->len > most)
        g_ptr_array_set_size(offer, 0);
}

/* What is known that the cells of a column can have. */
static gboolean
gather_known(Template *template, const Column *column, GPtrArray *known, GError **error)
{
    ChaStore *store = template->store;

    if (column->type == VALUE_DEPARTMENT || column->type == VALUE_DEPARTMENTS || column->type == VALUE_PARENT)
        return registry_store_walk(store, kind_get(CHA_KIND_DEPARTMENTS), offer_name, known, error);
    if (column->type == VALUE_ITEMS)
        return registry_store_walk(store, kind_get(CHA_KIND_ITEMS), offer_name, known, error);
    if (column->type == VALUE_OBJECT_TYPES)
        return registry_store_walk(store, kind_get(CHA_KIND_ITEMS), offer_object_types, known, error);
    if (column->type == VALUE_INSPECTOR)
        return registry_store_walk(store, kind_get(CHA_KIND_INSPECTORS), offer_key, known, error);
    if (column->type == VALUE_CAMPAIGN)
        return offer_campaigns(store, known, error);
    return TRUE;
}

static gboolean
gather_offer(Template *template, guint column, GError **error)
{
    const Column *what = &template->kind->columns[column];
    g_autoptr(GPtrArray) offer =
        what->type == VALUE_RESULT_CODES ? result_code_wordings() : column_choice_words(what->choices);
    g_autoptr(GPtrArray) known = g_ptr_array_new_with_free_func(g_free);

    if (!gather_known(template, what, known, error))
        return FALSE;
    tidy(known, what->type == VALUE_INSPECTOR ? MAX_INSPECTORS : WORKBOOK_MAX_ROWS / 2);
    for (guint i = 0; i < known->len; i++)
        g_ptr_array_add(offer, g_strdup(g_ptr_array_index(known, i)));
    if (offer->len > 0)
        template->offers[column] = g_steal_pointer(&offer);
    return TRUE;
}

static char *
comment_of(const Template *template, guint column)
{
    g_autofree char *form = column_notes_form(template->notes, column);
    const char *otherwise = column_notes_default(template->notes, column);
    g_autoptr(GString) comment = g_string_new(column_notes_meaning(template->notes, column));

    g_string_append_printf(comment, "\n%s\n%s", form, column_notes_need(template->notes, column));
    if (*otherwise != '\0') {
        g_autofree char *text = g_strdup_printf(_("blank means: %s"), otherwise);

        g_string_append_printf(comment, "\n%s", text);
    }
    return g_string_free(g_steal_pointer(&comment), FALSE);
}

static gboolean
write_header(Template *template, GError **error)
{
    sheet_writer_set_header(template->table, HEADER_ROW, 0);
    for (guint c = 0; c < template->kind->n_columns; c++) {
        gboolean is_required = template->kind->columns[c].role != COLUMN_OPTIONAL;
        g_autofree char *title =
            g_strconcat(column_names_shown(template->names, c), is_required ? "*" : "", NULL);
        g_autofree char *comment = comment_of(template, c);
        WorkbookStyle style = is_required ? STYLE_REQUIRED : STYLE_HEADER;

        sheet_writer_set_column(template->table, c,
                                template->kind->columns[c].type == VALUE_DAY ? STYLE_DAY : STYLE_TEXT);
        if (!sheet_writer_text(template->table, HEADER_ROW, c, title, style, error))
            return FALSE;
        sheet_writer_comment(template->table, HEADER_ROW, c, comment);
    }
    return TRUE;
}

static gboolean
write_example(Template *template, GError **error)
{
    for (guint c = 0; c < template->kind->n_columns; c++) {
        g_autofree char *text =
            g_strconcat(c == 0 ? own_marks_example() : "", column_notes_example(template->notes, c), NULL);

        if (!sheet_writer_text(template->table, EXAMPLE_ROW, c, text, STYLE_EXAMPLE, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
write_texts(SheetWriter *sheet, guint64 row, const char *const *texts, guint n_texts, WorkbookStyle style,
            GError **error)
{
    for (guint i = 0; i < n_texts; i++) {
        if (!sheet_writer_text(sheet, row, i, texts[i], style, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
write_notes(Template *template, GError **error)
{
    SheetWriter *sheet = workbook_writer_add_sheet(template->writer, own_marks_notes_sheet());
    const char *const titles[] = {_("column"), _("what it is about"), _("how it is written"),
                                  _("needed"), _("when blank"),       _("example")};
    g_autofree char *remark =
        g_strdup_printf(_("Rows whose first cell begins with \"%s\" are examples and are not read. Columns "
                          "marked * must be filled in; others may also be taken out of the table."),
                        own_marks_example());

    sheet_writer_set_header(sheet, 1, 0);
    if (!write_texts(sheet, 1, titles, G_N_ELEMENTS(titles), STYLE_HEADER, error))
        return FALSE;
    for (guint c = 0; c < G_N_ELEMENTS(titles); c++)
        sheet_writer_set_widest(sheet, c, NOTES_WIDTH);
    for (guint c = 0; c < template->kind->n_columns; c++) {
        g_autofree char *form = column_notes_form(template->notes, c);
        const char *const texts[] = {column_names_shown(template->names, c),
                                     column_notes_meaning(template->notes, c),
                                     form,
                                     column_notes_need(template->notes, c),
                                     column_notes_default(template->notes, c),
                                     column_notes_example(template->notes, c)};

        if (!write_texts(sheet, c + 2, texts, G_N_ELEMENTS(texts), STYLE_PROSE, error))
            return FALSE;
    }
    return sheet_writer_text(sheet, template->kind->n_columns + 3, 1, remark, STYLE_PROSE, error);
}

/* Lists for many cells must stand somewhere; a cell's own list may not be longer
 * than 255 characters. */
static gboolean
write_choices(Template *template, GError **error)
{
    SheetWriter *sheet = workbook_writer_add_sheet(template->writer, own_marks_choices_sheet());
    gboolean more = TRUE;

    sheet_writer_hide(sheet);
    for (guint row = 0; more; row++) {
        more = FALSE;
        for (guint c = 0; c < template->kind->n_columns; c++) {
            const GPtrArray *offer = template->offers[c];

            if (offer == NULL || row >= offer->len)
                continue;
            more = TRUE;
            if (!sheet_writer_text(sheet, row + 1, c, g_ptr_array_index(offer, row), STYLE_TEXT, error))
                return FALSE;
        }
    }
    for (guint c = 0; c < template->kind->n_columns; c++) {
        ValueType type = template->kind->columns[c].type;
        SheetChoices choices = {sheet, c, 0, type == VALUE_CHOICE || type == VALUE_CAMPAIGN};

        if (template->offers[c] == NULL)
            continue;
        choices.n_rows = template->offers[c]->len;
        sheet_writer_offer(template->table, EXAMPLE_ROW, c, &choices);
    }
    return TRUE;
}

gboolean
cha_template(ChaStore *store, ChaKind kind, ChaWriter write, gpointer data, GError **error)
{
    g_auto(Template) template = {.store = store, .kind = kind_get(kind)};

    g_return_val_if_fail(store != NULL, FALSE);
    g_return_val_if_fail(write != NULL, FALSE);
    g_return_val_if_fail(error == NULL || *error == NULL, FALSE);

    template.names = column_names_new(template.kind);
    template.notes = column_notes_new(template.kind);
    for (guint c = 0; c < template.kind->n_columns; c++) {
        if (!gather_offer(&template, c, error))
            return FALSE;
    }
    template.writer = workbook_writer_new(error);
    if (template.writer == NULL)
        return FALSE;
    template.table = workbook_writer_add_sheet(template.writer, column_names_kind(template.kind));
    return write_header(&template, error) && write_example(&template, error) &&
           write_notes(&template, error) && write_choices(&template, error) &&
           workbook_writer_finish(template.writer, write, data, error);
}
