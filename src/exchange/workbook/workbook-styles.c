#include "exchange/workbook/workbook-styles.h"

#include "base/i18n.h"
#include "exchange/workbook/workbook-xml.h"

#include <choucha/error.h>
#include <string.h>

enum {
    MAX_STYLES = 1000000 /* spreadsheets themselves make 65 490 at most */
};

typedef struct {
    GHashTable *formats; /* number → NumberFormat, packed */
    GArray *styles;
    gboolean in_cell_formats;
} Collector;

static gpointer
pack(NumberFormat format)
{
    return GUINT_TO_POINTER((guint)format.style << 8 | format.digits);
}

static NumberFormat
unpack(gpointer packed)
{
    guint value = GPOINTER_TO_UINT(packed);

    return (NumberFormat){(guint8)(value >> 8), (guint8)(value & 0xff)};
}

static guint
read_id(const char **attributes)
{
    const char *id = xml_attribute(attributes, "numFmtId");

    return id != NULL ? (guint)g_ascii_strtoull(id, NULL, 10) : 0;
}

static void
add_style(Collector *collector, guint id)
{
    NumberFormat format;
    gpointer packed = NULL;

    /* Some programs write down again what the built-in ones are; it counts. */
    if (g_hash_table_lookup_extended(collector->formats, GUINT_TO_POINTER(id), NULL, &packed))
        format = unpack(packed);
    else
        format = number_format_builtin(id);
    g_array_append_val(collector->styles, format);
}

static void
start(XmlReader *reader, const char *name, const char **attributes, gpointer data)
{
    Collector *collector = data;

    if (collector->styles->len >= MAX_STYLES || g_hash_table_size(collector->formats) >= MAX_STYLES) {
        xml_reader_fail(reader, g_error_new_literal(CHA_ERROR, CHA_ERROR_INVALID,
                                                    _("the workbook has more than a million formats")));
    } else if (strcmp(name, "numFmt") == 0) {
        const char *code = xml_attribute(attributes, "formatCode");

        if (code != NULL)
            g_hash_table_insert(collector->formats, GUINT_TO_POINTER(read_id(attributes)),
                                pack(number_format_from_code(code)));
    } else if (strcmp(name, "cellXfs") == 0) {
        collector->in_cell_formats = TRUE;
    } else if (strcmp(name, "xf") == 0 && collector->in_cell_formats) {
        add_style(collector, read_id(attributes));
    }
}

static void
end(XmlReader *reader, const char *name, gpointer data)
{
    Collector *collector = data;

    (void)reader;
    if (strcmp(name, "cellXfs") == 0)
        collector->in_cell_formats = FALSE;
}

GArray *
workbook_styles_read(Package *package, const char *part, GError **error)
{
    static const XmlHandlers HANDLERS = {start, end, NULL, NULL};
    g_autoptr(GHashTable) formats = g_hash_table_new(NULL, NULL);
    g_autoptr(GArray) styles = g_array_new(FALSE, FALSE, sizeof(NumberFormat));
    Collector collector = {.formats = formats, .styles = styles};

    if (!xml_read_part(package, part, PACKAGE_MAX_OTHER, &HANDLERS, &collector, error))
        return NULL;
    return g_steal_pointer(&styles);
}

NumberFormat
workbook_styles_get(const GArray *styles, guint64 style)
{
    if (style >= styles->len)
        return (NumberFormat){NUMBER_GENERAL, 0};
    return g_array_index(styles, NumberFormat, (guint)style);
}
