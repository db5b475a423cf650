#include "exchange/workbook/workbook-xml.h"

#include "base/i18n.h"
#include "exchange/workbook/xml-memory.h"
#include "exchange/workbook/xml-name.h"
#include "exchange/workbook/xml-scanner.h"

#include <choucha/error.h>
#include <expat.h>
#include <string.h>

enum {
    PIECE_BYTES = 65536,
    MAX_DEPTH = 64,
    MAX_TOKEN = 2 << 20 /* bytes of one tag */
};

/* Separates a namespace from a name; in neither of them. */
#define SEPARATOR '\n'

struct XmlReader {
    XML_Parser parser;
    Part *part;
    const XmlHandlers *handlers;
    gpointer data;
    guint depth;
    guint64 n_fed;
    const char *piece; /* the one being parsed, the last of what was fed */
    gsize piece_length;
    gboolean is_last;
    gboolean is_other_encoding; /* than UTF-8 */
    XmlScanner *scanner;        /* NULL: the parser is at work */
    gboolean is_strange;
    gboolean is_paused;
    gboolean is_done;
    GError *error;
};

static gboolean
may_go_on(const XmlReader *reader)
{
    return !reader->is_paused && !reader->is_done && reader->error == NULL;
}

static gboolean
on_scanned_start(const char *name, const char **attributes, gpointer data)
{
    XmlReader *reader = data;

    reader->handlers->start(reader, name, attributes, reader->data);
    return may_go_on(reader);
}

static gboolean
on_scanned_end(const char *name, gpointer data)
{
    XmlReader *reader = data;

    reader->handlers->end(reader, name, reader->data);
    return may_go_on(reader);
}

static gboolean
on_scanned_text(const char *text, gsize length, gpointer data)
{
    XmlReader *reader = data;

    if (reader->handlers->text != NULL)
        reader->handlers->text(reader, text, length, reader->data);
    return may_go_on(reader);
}

/* Hands over to a scanner behind the tag being told, if it stands in the piece
 * as it is written, and begins more than a blank element. */
static void
begin_to_scan(XmlReader *reader)
{
    static const ScanHandlers HANDLERS = {on_scanned_start, on_scanned_end, on_scanned_text};
    const char *name = reader->handlers->plain;
    guint64 begin = (guint64)XML_GetCurrentByteIndex(reader->parser);
    gsize length = (gsize)XML_GetCurrentByteCount(reader->parser);
    guint64 piece_begin = reader->n_fed - reader->piece_length;
    const char *tag;
    gsize n_left;

    if (reader->is_other_encoding || begin < piece_begin || length < strlen(name) + 2 ||
        begin + length > reader->n_fed)
        return;
    tag = reader->piece + (begin - piece_begin);
    if (strncmp(tag + 1, name, strlen(name)) != 0 || tag[length - 2] == '/')
        return;
    n_left = (gsize)(reader->n_fed - begin - length);
    reader->scanner = xml_scanner_new(name, begin + length, &HANDLERS, reader);
    memcpy(xml_scanner_room(reader->scanner, PIECE_BYTES), tag + length, n_left);
    xml_scanner_add(reader->scanner, n_left);
    (void)XML_StopParser(reader->parser, XML_FALSE);
}

static void XMLCALL
on_declaration(void *data, const XML_Char *version, const XML_Char *encoding, int is_standalone)
{
    XmlReader *reader = data;

    (void)version;
    (void)is_standalone;
    reader->is_other_encoding = encoding != NULL && g_ascii_strcasecmp(encoding, "UTF-8") != 0;
}

static void XMLCALL
on_start(void *data, const XML_Char *name, const XML_Char **attributes)
{
    XmlReader *reader = data;
    const char *local = xml_local_name(name);

    if (++reader->depth > MAX_DEPTH)
        xml_reader_fail(reader, g_error_new_literal(CHA_ERROR, CHA_ERROR_INVALID,
                                                    _("the workbook is damaged: it is nested too deeply")));
    else if (local != NULL && reader->error == NULL)
        reader->handlers->start(reader, local, attributes, reader->data);
    if (reader->handlers->plain != NULL && local != NULL && strcmp(local, reader->handlers->plain) == 0 &&
        may_go_on(reader))
        begin_to_scan(reader);
}

static void XMLCALL
on_end(void *data, const XML_Char *name)
{
    XmlReader *reader = data;
    const char *local = xml_local_name(name);

    reader->depth--;
    if (local != NULL && reader->error == NULL && !reader->is_done)
        reader->handlers->end(reader, local, reader->data);
}

static void XMLCALL
on_text(void *data, const XML_Char *text, int length)
{
    XmlReader *reader = data;

    if (reader->error == NULL && !reader->is_done)
        reader->handlers->text(reader, text, (gsize)length, reader->data);
}

static void XMLCALL
on_document_type(void *data, const XML_Char *name, const XML_Char *system_id, const XML_Char *public_id,
                 int has_internal_subset)
{
    (void)name;
    (void)system_id;
    (void)public_id;
    (void)has_internal_subset;
    xml_reader_fail(data, g_error_new_literal(CHA_ERROR, CHA_ERROR_INVALID,
                                              _("the workbook declares a document type, as none should; "
                                                "open it and save it again as .xlsx")));
}

XmlReader *
xml_reader_new(Part *part, const XmlHandlers *handlers, gpointer data)
{
    static const char separator[] = {SEPARATOR, '\0'};
    XmlReader *reader = g_new0(XmlReader, 1);

    reader->part = part;
    reader->handlers = handlers;
    reader->data = data;
    reader->parser = XML_ParserCreate_MM(NULL, &XML_COUNTED_MEMORY, separator);
    if (reader->parser == NULL)
        return reader; /* told when it is run */
    XML_SetUserData(reader->parser, reader);
    XML_SetXmlDeclHandler(reader->parser, on_declaration);
    XML_SetElementHandler(reader->parser, on_start, on_end);
    if (handlers->text != NULL)
        XML_SetCharacterDataHandler(reader->parser, on_text);
    XML_SetStartDoctypeDeclHandler(reader->parser, on_document_type);
    return reader;
}

void
xml_reader_free(XmlReader *reader)
{
    if (reader == NULL)
        return;
    if (reader->parser != NULL)
        XML_ParserFree(reader->parser);
    xml_scanner_free(reader->scanner);
    part_free(reader->part);
    g_clear_error(&reader->error);
    g_free(reader);
}

static gboolean
fail_to_parse(XmlReader *reader, GError **error)
{
    enum XML_Error code = reader->parser != NULL ? XML_GetErrorCode(reader->parser) : XML_ERROR_NO_MEMORY;

    if (reader->error != NULL)
        g_propagate_error(error, g_steal_pointer(&reader->error));
    else if (code == XML_ERROR_NO_MEMORY)
        g_set_error_literal(error, CHA_ERROR, CHA_ERROR_INVALID,
                            _("the workbook is damaged: reading it takes too much memory"));
    else
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, _("the workbook is damaged or cut off (%s)"),
                    XML_ErrorString(code));
    reader->is_done = TRUE;
    return FALSE;
}

/* expat keeps an unfinished tag and looks through it again with each piece. */
static gboolean
check_token(XmlReader *reader, GError **error)
{
    XML_Index at = XML_GetCurrentByteIndex(reader->parser);

    if (at >= 0 && reader->n_fed - MIN((guint64)at, reader->n_fed) > MAX_TOKEN) {
        g_set_error_literal(error, CHA_ERROR, CHA_ERROR_INVALID,
                            _("the workbook is damaged: a tag has no end"));
        reader->is_done = TRUE;
        return FALSE;
    }
    return TRUE;
}

static gboolean
feed(XmlReader *reader, enum XML_Status *ret_status, GError **error)
{
    void *buffer = XML_GetBuffer(reader->parser, PIECE_BYTES);
    gssize n;

    if (buffer == NULL)
        return fail_to_parse(reader, error);
    n = part_read(reader->part, buffer, PIECE_BYTES, error);
    if (n < 0) {
        reader->is_done = TRUE;
        return FALSE;
    }
    reader->n_fed += (guint64)n;
    reader->piece = buffer;
    reader->piece_length = (gsize)n;
    reader->is_last = n == 0;
    *ret_status = XML_ParseBuffer(reader->parser, (int)n, reader->is_last);
    return TRUE;
}

/* Another piece for the scanner, which has come to the end of all or not. */
static gboolean
feed_scanner(XmlReader *reader, ScanState state, GError **error)
{
    char *room = xml_scanner_room(reader->scanner, PIECE_BYTES);
    gssize n = room != NULL ? part_read(reader->part, room, PIECE_BYTES, error) : 0;

    reader->is_done = n <= 0;
    reader->is_strange = n == 0 && state != SCAN_ENDED; /* the parser knows what is wrong */
    if (n > 0)
        xml_scanner_add(reader->scanner, (gsize)n);
    return n >= 0;
}

static gboolean
scan(XmlReader *reader, GError **error)
{
    while (may_go_on(reader)) {
        ScanState state = xml_scanner_run(reader->scanner);

        if (reader->error != NULL)
            return fail_to_parse(reader, error);
        if (state == SCAN_STRANGE) {
            reader->is_strange = TRUE;
            reader->is_done = TRUE;
        } else if (state != SCAN_STOPPED && !feed_scanner(reader, state, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

gboolean
xml_reader_run(XmlReader *reader, GError **error)
{
    enum XML_Status status = XML_STATUS_OK;

    if (reader->parser == NULL)
        return fail_to_parse(reader, error);
    while (!reader->is_done) {
        if (reader->scanner != NULL) {
            reader->is_paused = FALSE;
            return scan(reader, error);
        }
        if (reader->is_paused) {
            reader->is_paused = FALSE;
            status = XML_ResumeParser(reader->parser);
        } else if (!feed(reader, &status, error)) {
            return FALSE;
        }
        if (reader->scanner != NULL)
            continue;
        if (reader->error != NULL || (status == XML_STATUS_ERROR && !reader->is_done))
            return fail_to_parse(reader, error);
        if (status == XML_STATUS_SUSPENDED)
            return TRUE;
        if (reader->is_last)
            reader->is_done = TRUE;
        else if (!reader->is_done && !check_token(reader, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
xml_reader_is_done(const XmlReader *reader)
{
    return reader->is_done;
}

guint64
xml_reader_position(const XmlReader *reader)
{
    XML_Index at;

    if (reader->scanner != NULL)
        return xml_scanner_position(reader->scanner);
    at = XML_GetCurrentByteIndex(reader->parser);
    return at > 0 ? (guint64)at : 0;
}

gboolean
xml_reader_is_strange(const XmlReader *reader)
{
    return reader->is_strange;
}

const Part *
xml_reader_part(const XmlReader *reader)
{
    return reader->part;
}

void
xml_reader_pause(XmlReader *reader)
{
    reader->is_paused = reader->scanner != NULL || XML_StopParser(reader->parser, XML_TRUE) == XML_STATUS_OK;
}

void
xml_reader_finish(XmlReader *reader)
{
    reader->is_done = TRUE;
    if (reader->scanner == NULL)
        (void)XML_StopParser(reader->parser, XML_FALSE);
}

void
xml_reader_fail(XmlReader *reader, GError *error)
{
    if (reader->error != NULL) {
        g_error_free(error);
        return;
    }
    reader->error = error;
    if (reader->scanner == NULL)
        (void)XML_StopParser(reader->parser, XML_FALSE);
}

gboolean
xml_reader_has_failed(const XmlReader *reader)
{
    return reader->error != NULL;
}

gboolean
xml_read_part(Package *package, const char *name, guint64 most, const XmlHandlers *handlers, gpointer data,
              GError **error)
{
    Part *part = part_open(package, name, most, error);
    g_autoptr(XmlReader) reader = NULL;

    if (part == NULL)
        return FALSE;
    reader = xml_reader_new(part, handlers, data);
    while (!xml_reader_is_done(reader)) {
        if (!xml_reader_run(reader, error))
            return FALSE;
    }
    return TRUE;
}
