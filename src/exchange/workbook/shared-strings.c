#include "exchange/workbook/shared-strings.h"

#include "base/i18n.h"
#include "exchange/table/cell-mark.h"
#include "exchange/workbook/workbook-text.h"
#include "exchange/workbook/workbook-xml.h"

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

static gboolean
read_texts(Package *package, const char *part_name, const XmlHandlers *handlers, TextPool *pool,
           gboolean *ret_is_strange, GError **error)
{
    g_autoptr(GString) collected = g_string_new(NULL);
    Collector collector = {.pool = pool, .text = collected};
    Part *part = part_open(package, part_name, PACKAGE_MAX_TABLE, error);
    g_autoptr(XmlReader) reader = NULL;

    if (part == NULL)
        return FALSE;
    reader = xml_reader_new(part, handlers, &collector);
    while (!xml_reader_is_done(reader)) {
        if (!xml_reader_run(reader, error))
            return FALSE;
    }
    *ret_is_strange = xml_reader_is_strange(reader);
    return TRUE;
}

TextPool *
shared_strings_read(Package *package, const char *part, GError **error)
{
    static const XmlHandlers PLAIN = {start, end, text, "sst"};
    static const XmlHandlers ANY = {start, end, text, NULL};
    g_autoptr(TextPool) pool = text_pool_new();
    gboolean is_strange = FALSE;

    if (!read_texts(package, part, &PLAIN, pool, &is_strange, error))
        return NULL;
    if (!is_strange)
        return g_steal_pointer(&pool);
    g_clear_pointer(&pool, text_pool_free);
    pool = text_pool_new();
    return read_texts(package, part, &ANY, pool, &is_strange, error) ? g_steal_pointer(&pool) : NULL;
}
