#include "exchange/workbook/workbook.h"

#include "base/i18n.h"
#include "base/text.h"
#include "exchange/workbook/shared-strings.h"
#include "exchange/workbook/sheet-survey.h"
#include "exchange/workbook/workbook-relations.h"
#include "exchange/workbook/workbook-styles.h"
#include "exchange/workbook/workbook-text.h"
#include "exchange/workbook/workbook-xml.h"

#include <choucha/error.h>
#include <string.h>

enum {
    MAX_SHEETS = 1000,
    LOOK_BYTES = 262144 /* of a sheet, for its first content */
};

typedef struct {
    char *name;
    char *relation;
    char *part; /* (nullable): it is no table, but a chart */
    gboolean is_hidden;
} Sheet;

struct Workbook {
    Package *package;
    char *main_part;
    GPtrArray *relations;
    GPtrArray *sheets; /* of Sheet */
    gboolean is_root;  /* its main part is a workbook */
    gboolean is_1904;
    gboolean is_uncalculated;
    GArray *styles;
    TextPool *strings; /* NULL: none, or not read yet */
    const Sheet *chosen;
    SheetSurvey survey; /* of the chosen sheet */
    Merges *merges;     /* of the chosen sheet */
    GPtrArray *others;
};

static void
sheet_free(gpointer data)
{
    Sheet *sheet = data;

    g_free(sheet->name);
    g_free(sheet->relation);
    g_free(sheet->part);
    g_free(sheet);
}

void
workbook_free(Workbook *workbook)
{
    if (workbook == NULL)
        return;
    g_clear_pointer(&workbook->merges, merges_free);
    g_clear_pointer(&workbook->strings, text_pool_free);
    g_clear_pointer(&workbook->styles, g_array_unref);
    g_clear_pointer(&workbook->others, g_ptr_array_unref);
    g_clear_pointer(&workbook->sheets, g_ptr_array_unref);
    g_clear_pointer(&workbook->relations, g_ptr_array_unref);
    g_clear_pointer(&workbook->package, package_free);
    g_free(workbook->main_part);
    g_free(workbook);
}

static void
add_sheet(Workbook *workbook, XmlReader *reader, const char **attributes)
{
    const char *name = xml_attribute(attributes, "name");
    const char *relation = xml_attribute_relation(attributes);
    const char *state = xml_attribute(attributes, "state");
    g_autoptr(GString) text = g_string_new(name);
    Sheet *sheet;

    if (name == NULL || relation == NULL)
        return;
    if (workbook->sheets->len == MAX_SHEETS) {
        xml_reader_fail(reader, g_error_new_literal(CHA_ERROR, CHA_ERROR_INVALID,
                                                    _("the workbook has more than 1000 sheets")));
        return;
    }
    workbook_text_unescape(text, 0);
    sheet = g_new0(Sheet, 1);
    sheet->name = g_string_free(g_steal_pointer(&text), FALSE);
    sheet->relation = g_strdup(relation);
    sheet->is_hidden = state != NULL && strcmp(state, "visible") != 0;
    g_ptr_array_add(workbook->sheets, sheet);
}

static void
start(XmlReader *reader, const char *name, const char **attributes, gpointer data)
{
    Workbook *workbook = data;

    if (strcmp(name, "workbook") == 0)
        workbook->is_root = TRUE;
    else if (strcmp(name, "workbookPr") == 0)
        workbook->is_1904 = xml_attribute_is_true(attributes, "date1904");
    else if (strcmp(name, "calcPr") == 0)
        workbook->is_uncalculated = xml_attribute_is_true(attributes, "fullCalcOnLoad");
    else if (strcmp(name, "sheet") == 0)
        add_sheet(workbook, reader, attributes);
}

static void
end(XmlReader *reader, const char *name, gpointer data)
{
    (void)reader;
    (void)name;
    (void)data;
}

/* Archives that are something else, by a part that they have. */
static gboolean
fail_as_other(const Workbook *workbook, GError **error)
{
    static const struct {
        const char *part;
        const char *meaning;
    } OTHERS[] = {
        {"xl/workbook.bin", N_("a binary workbook (.xlsb); open it and save it as .xlsx")},
        {"content.xml", N_("an OpenDocument file (.ods); open it and save it as .xlsx")},
        {"index/document.iwa", N_("a Numbers document; open it and export it as .xlsx")},
        {"word/document.xml",
         N_("a text document (.docx); copy its table into a sheet and save that as .xlsx")},
        {"ppt/presentation.xml",
         N_("a presentation (.pptx); copy its table into a sheet and save that as .xlsx")},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(OTHERS); i++) {
        if (package_has(workbook->package, OTHERS[i].part)) {
            g_set_error_literal(error, CHA_ERROR, CHA_ERROR_INVALID, _(OTHERS[i].meaning));
            return FALSE;
        }
    }
    g_set_error_literal(error, CHA_ERROR, CHA_ERROR_INVALID,
                        _("an archive without a workbook in it; unpack it first"));
    return FALSE;
}

/* Some programs leave out the relations that would tell. */
static gboolean
find_main_part(Workbook *workbook, GError **error)
{
    static const char USUAL[] = "xl/workbook.xml";
    g_autoptr(GPtrArray) relations = relations_read(workbook->package, "", error);
    const Relation *relation;

    if (relations == NULL)
        return FALSE;
    relation = relations_find(relations, NULL, "officeDocument");
    if (relation != NULL && package_has(workbook->package, relation->target))
        workbook->main_part = g_strdup(relation->target);
    else if (package_has(workbook->package, USUAL))
        workbook->main_part = g_strdup(USUAL);
    else
        return fail_as_other(workbook, error);
    return TRUE;
}

static gboolean
read_sheets(Workbook *workbook, GError **error)
{
    static const XmlHandlers HANDLERS = {start, end, NULL, NULL};

    if (g_str_has_suffix(workbook->main_part, ".bin"))
        return fail_as_other(workbook, error);
    if (!xml_read_part(workbook->package, workbook->main_part, PACKAGE_MAX_OTHER, &HANDLERS, workbook, error))
        return FALSE;
    if (!workbook->is_root)
        return fail_as_other(workbook, error);
    for (guint i = 0; i < workbook->sheets->len; i++) {
        Sheet *sheet = g_ptr_array_index(workbook->sheets, i);
        const Relation *relation = relations_find(workbook->relations, sheet->relation, NULL);

        if (relation != NULL && strcmp(relation->type, "worksheet") == 0)
            sheet->part = g_strdup(relation->target);
    }
    return TRUE;
}

static gboolean
read_styles(Workbook *workbook, GError **error)
{
    const Relation *relation = relations_find(workbook->relations, NULL, "styles");

    if (relation != NULL) /* without its formats, a day would be a number */
        workbook->styles = workbook_styles_read(workbook->package, relation->target, error);
    else
        workbook->styles = g_array_new(FALSE, FALSE, sizeof(NumberFormat));
    return workbook->styles != NULL;
}

static gboolean
read_strings(Workbook *workbook, GError **error)
{
    const Relation *relation = relations_find(workbook->relations, NULL, "sharedStrings");

    if (relation == NULL || !package_has(workbook->package, relation->target))
        return TRUE; /* a cell that refers to one will tell */
    workbook->strings = shared_strings_read(workbook->package, relation->target, error);
    return workbook->strings != NULL;
}

static Workbook *
begin(Package *package, GError **error)
{
    g_autoptr(Workbook) workbook = g_new0(Workbook, 1);

    workbook->package = package;
    workbook->sheets = g_ptr_array_new_with_free_func(sheet_free);
    workbook->others = g_ptr_array_new();
    if (package == NULL || !find_main_part(workbook, error))
        return NULL;
    workbook->relations = relations_read(package, workbook->main_part, error);
    if (workbook->relations == NULL || !read_sheets(workbook, error) || !read_styles(workbook, error) ||
        !read_strings(workbook, error))
        return NULL;
    return g_steal_pointer(&workbook);
}

Workbook *
workbook_open(const char *path, GError **error)
{
    return begin(package_open(path, error), error);
}

Workbook *
workbook_new(GBytes *bytes, GError **error)
{
    return begin(package_new(bytes, error), error);
}

static SheetSetup
setup_of(const Workbook *workbook, const Sheet *sheet)
{
    return (SheetSetup){
        .package = workbook->package,
        .part = sheet->part,
        .strings = workbook->strings,
        .styles = workbook->styles,
        .is_1904 = workbook->is_1904,
        .merges = workbook->merges,
        .max_bytes = workbook->merges != NULL ? PACKAGE_MAX_TABLE : LOOK_BYTES,
        .content_end = workbook->merges != NULL ? workbook->survey.content_end : G_MAXUINT64,
        .is_uncalculated = workbook->is_uncalculated,
    };
}

/* Whether a sheet has content near its beginning. One that cannot be read has,
 * lest another be taken in its place. */
static gboolean
has_content(const Workbook *workbook, const Sheet *sheet)
{
    const SheetSetup setup = setup_of(workbook, sheet);
    const WorkbookRow *row = NULL;
    g_autoptr(SheetReader) reader = NULL;

    if (sheet->part == NULL)
        return FALSE;
    reader = sheet_reader_open(&setup, NULL);
    if (reader == NULL)
        return TRUE;
    if (sheet_reader_next(reader, &row, NULL))
        return row != NULL;
    return part_position(sheet_reader_part(reader)) <= LOOK_BYTES;
}

static gboolean
fail_as_unknown(const Workbook *workbook, const char *name, GError **error)
{
    g_autoptr(GString) names = g_string_new(NULL);

    for (guint i = 0; i < workbook->sheets->len; i++) {
        const Sheet *sheet = g_ptr_array_index(workbook->sheets, i);

        if (sheet->part != NULL)
            g_string_append_printf(names, "%s\"%s\"", names->len > 0 ? ", " : "", sheet->name);
    }
    g_set_error(error, CHA_ERROR, CHA_ERROR_NOT_FOUND, _("it has no sheet \"%s\"; there is %s"), name,
                names->str);
    return FALSE;
}

/* Exactly, or else as people compare names. */
static const Sheet *
find_sheet(const Workbook *workbook, const char *name)
{
    g_autofree char *folded = text_fold(name);
    const Sheet *similar = NULL;

    for (guint i = 0; i < workbook->sheets->len; i++) {
        const Sheet *sheet = g_ptr_array_index(workbook->sheets, i);
        g_autofree char *other = text_fold(sheet->name);

        if (sheet->part == NULL)
            continue;
        if (strcmp(sheet->name, name) == 0)
            return sheet;
        if (similar == NULL && strcmp(other, folded) == 0)
            similar = sheet;
    }
    return similar;
}

/* The first visible sheet with content, or else the first visible one. */
static const Sheet *
first_sheet(const Workbook *workbook)
{
    const Sheet *first = NULL;

    for (guint i = 0; i < workbook->sheets->len; i++) {
        const Sheet *sheet = g_ptr_array_index(workbook->sheets, i);

        if (sheet->is_hidden || sheet->part == NULL)
            continue;
        if (has_content(workbook, sheet))
            return sheet;
        first = first == NULL ? sheet : first;
    }
    return first;
}

static gboolean
survey_chosen(Workbook *workbook, GError **error)
{
    const char *part = workbook->chosen->part;

    if (!sheet_survey(workbook->package, part, &workbook->survey, error))
        return FALSE;
    workbook->merges =
        workbook->survey.may_have_merges ? merges_read(workbook->package, part, error) : merges_new();
    return workbook->merges != NULL;
}

gboolean
workbook_choose(Workbook *workbook, const char *name, GError **error)
{
    g_clear_pointer(&workbook->merges, merges_free);
    g_ptr_array_set_size(workbook->others, 0);
    workbook->chosen = name != NULL ? find_sheet(workbook, name) : first_sheet(workbook);
    if (workbook->chosen == NULL && name != NULL)
        return fail_as_unknown(workbook, name, error);
    if (workbook->chosen == NULL) {
        g_set_error_literal(error, CHA_ERROR, CHA_ERROR_NOT_FOUND, _("it has no visible sheet"));
        return FALSE;
    }
    for (guint i = 0; name == NULL && i < workbook->sheets->len; i++) {
        Sheet *sheet = g_ptr_array_index(workbook->sheets, i);

        if (sheet != workbook->chosen && has_content(workbook, sheet))
            g_ptr_array_add(workbook->others, sheet->name);
    }
    return survey_chosen(workbook, error);
}

const char *
workbook_sheet(const Workbook *workbook)
{
    return workbook->chosen->name;
}

const GPtrArray *
workbook_other_sheets(const Workbook *workbook)
{
    return workbook->others;
}

SheetReader *
workbook_read(Workbook *workbook, GError **error)
{
    const SheetSetup setup = setup_of(workbook, workbook->chosen);

    return sheet_reader_open(&setup, error);
}
