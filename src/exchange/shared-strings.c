#include "exchange/shared-strings.h"

#include "base/i18n.h"
#include "exchange/cell-mark.h"
#include "exchange/workbook-text.h"
#include "exchange/workbook-xml.h"

#include <choucha/error.h>
#include <string.h>

enum { MAX_TEXTS = 50000000 };

typedef struct {
    TextPool *pool;
    GString *text;
    gboolean in_item;
    gboolean in_text;
    guint n_phonetic; /* open elements that tell the pronunciation */
} Collector;

static void
fail(XmlReader *reader, const char *message)
{
    xml_reader_fail(reader, g_error_new_literal(CHA_ERROR, CHA_ERROR_INVALID, message));
}

static void
start(XmlReader *reader, const char *name, const char **attributes, gpointer data)
{
    Collector *collector = data;

    (void)attributes;
    if (strcmp(name, "si") == 0) {
        if (text_pool_size(collector->pool) == MAX_TEXTS)
            fail(reader, _("the workbook has more than 50 million texts"));
        collector->in_item = TRUE;
        g_string_truncate(collector->text, 0);
    } else if (strcmp(name, "rPh") == 0) {
        collector->n_phonetic++;
    } else if (strcmp(name, "t") == 0) {
        collector->in_text = collector->in_item && collector->n_phonetic == 0;
    }
}

static void
end(XmlReader *reader, const char *name, gpointer data)
{
    Collector *collector = data;
    GError *error = NULL;
    gboolean is_long;

    if (strcmp(name, "t") == 0) {
        collector->in_text = FALSE;
    } else if (strcmp(name, "rPh") == 0) {
        collector->n_phonetic--;
    } else if (strcmp(name, "si") == 0) {
        collector->in_item = FALSE;
        workbook_text_unescape(collector->text, 0);
        is_long = workbook_text_cut(collector->text, 0);
        if (!text_pool_add(collector->pool, collector->text->str, collector->text->len,
                           is_long ? CELL_TOO_LONG : CELL_FINE, &error))
            xml_reader_fail(reader, error);
    }
}

static void
text(XmlReader *reader, const char *piece, gsize length, gpointer data)
{
    Collector *collector = data;

    if (!collector->in_text)
        return;
    if (collector->text->len + length > WORKBOOK_MAX_COLLECTED)
        fail(reader, _("the workbook has a text of more than 1 MiB"));
    else
        g_string_append_len(collector->text, piece, (gssize)length);
}

TextPool *
shared_strings_read(Package *package, const char *part, GError **error)
{
    static const XmlHandlers HANDLERS = {start, end, text};
    g_autoptr(TextPool) pool = text_pool_new();
    Collector collector = {.pool = pool, .text = g_string_new(NULL)};
    gboolean is_read = xml_read_part(package, part, PACKAGE_MAX_TABLE, &HANDLERS, &collector, error);

    g_string_free(collector.text, TRUE);
    return is_read ? g_steal_pointer(&pool) : NULL;
}
