#include "exchange/workbook-xml.h"

#include "base/i18n.h"

#include <choucha/error.h>
#include <expat.h>
#include <stdlib.h>
#include <string.h>

enum {
    PIECE_BYTES = 65536,
    MAX_DEPTH = 64,
    MAX_TOKEN = 2 << 20 /* bytes of one tag */
};

/* Of all parsers of the process together. expat keeps every name it has met;
 * those of a workbook take some kilobytes. */
#define MAX_MEMORY ((gsize)64 << 20)

/* Separates a namespace from a name; in neither of them. */
#define SEPARATOR '\n'

struct XmlReader {
    XML_Parser parser;
    Part *part;
    const XmlHandlers *handlers;
    gpointer data;
    guint depth;
    guint64 n_fed;
    gboolean is_last; /* the piece being parsed */
    gboolean is_paused;
    gboolean is_done;
    GError *error;
};

/* expat's memory, counted: each block has its size in front. */
typedef union {
    gsize size;
    max_align_t align;
} BlockHead;

static gsize memory_in_use;

static gboolean
account(gsize added, gsize freed)
{
    gsize change = added - freed; /* of less, it wraps */
    gsize before = (gsize)g_atomic_pointer_add(&memory_in_use, change);

    if (added <= freed || before + added - freed <= MAX_MEMORY)
        return TRUE;
    (void)g_atomic_pointer_add(&memory_in_use, freed - added);
    return FALSE;
}

static void *
counted_realloc(void *block, size_t size)
{
    BlockHead *head = block != NULL ? (BlockHead *)block - 1 : NULL;
    gsize old_size = head != NULL ? head->size : 0;
    BlockHead *moved;

    if (size > MAX_MEMORY || !account(size, old_size))
        return NULL;
    moved = realloc(head, sizeof *head + size);
    if (moved == NULL) {
        (void)account(old_size, size);
        return NULL;
    }
    moved->size = size;
    return moved + 1;
}

static void *
counted_malloc(size_t size)
{
    return counted_realloc(NULL, size);
}

static void
counted_free(void *block)
{
    BlockHead *head = block != NULL ? (BlockHead *)block - 1 : NULL;

    if (head == NULL)
        return;
    (void)account(0, head->size);
    free(head);
}

static const XML_Memory_Handling_Suite COUNTED_MEMORY = {counted_malloc, counted_realloc, counted_free};

/* The namespaces whose elements are told: of the standard's transitional and
 * strict forms, and of relations. */
#define KNOWN_NAMESPACE(text)                                                                                \
    {                                                                                                        \
        text "\n", sizeof(text)                                                                              \
    }

static const struct {
    const char *text;
    gsize length;
} NAMESPACES[] = {
    KNOWN_NAMESPACE("http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    KNOWN_NAMESPACE("http://purl.oclc.org/ooxml/spreadsheetml/main"),
    KNOWN_NAMESPACE("http://schemas.openxmlformats.org/package/2006/relationships"),
};

static const char *
local_name(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(NAMESPACES); i++) {
        if (strncmp(name, NAMESPACES[i].text, NAMESPACES[i].length) == 0)
            return name + NAMESPACES[i].length;
    }
    return NULL;
}

static void XMLCALL
on_start(void *data, const XML_Char *name, const XML_Char **attributes)
{
    XmlReader *reader = data;
    const char *local = local_name(name);

    if (++reader->depth > MAX_DEPTH)
        xml_reader_fail(reader, g_error_new_literal(CHA_ERROR, CHA_ERROR_INVALID,
                                                    _("the workbook is damaged: it is nested too deeply")));
    else if (local != NULL && reader->error == NULL)
        reader->handlers->start(reader, local, attributes, reader->data);
}

static void XMLCALL
on_end(void *data, const XML_Char *name)
{
    XmlReader *reader = data;
    const char *local = local_name(name);

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
    reader->parser = XML_ParserCreate_MM(NULL, &COUNTED_MEMORY, separator);
    if (reader->parser == NULL)
        return reader; /* told when it is run */
    XML_SetUserData(reader->parser, reader);
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
    reader->is_last = n == 0;
    *ret_status = XML_ParseBuffer(reader->parser, (int)n, reader->is_last);
    return TRUE;
}

gboolean
xml_reader_run(XmlReader *reader, GError **error)
{
    enum XML_Status status = XML_STATUS_OK;

    if (reader->parser == NULL)
        return fail_to_parse(reader, error);
    while (!reader->is_done) {
        if (reader->is_paused) {
            reader->is_paused = FALSE;
            status = XML_ResumeParser(reader->parser);
        } else if (!feed(reader, &status, error)) {
            return FALSE;
        }
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
    XML_Index at = XML_GetCurrentByteIndex(reader->parser);

    return at > 0 ? (guint64)at : 0;
}

const Part *
xml_reader_part(const XmlReader *reader)
{
    return reader->part;
}

void
xml_reader_pause(XmlReader *reader)
{
    reader->is_paused = XML_StopParser(reader->parser, XML_TRUE) == XML_STATUS_OK;
}

void
xml_reader_finish(XmlReader *reader)
{
    reader->is_done = TRUE;
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
    (void)XML_StopParser(reader->parser, XML_FALSE);
}

gboolean
xml_reader_has_failed(const XmlReader *reader)
{
    return reader->error != NULL;
}

const char *
xml_attribute(const char **attributes, const char *name)
{
    for (; *attributes != NULL; attributes += 2) {
        if (strcmp(attributes[0], name) == 0)
            return attributes[1];
    }
    return NULL;
}

const char *
xml_attribute_relation(const char **attributes)
{
    static const char *const NAMES[] = {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships\nid",
        "http://purl.oclc.org/ooxml/officeDocument/relationships\nid",
    };
    const char *id = xml_attribute(attributes, NAMES[0]);

    return id != NULL ? id : xml_attribute(attributes, NAMES[1]);
}

gboolean
xml_attribute_is_true(const char **attributes, const char *name)
{
    const char *value = xml_attribute(attributes, name);

    return value != NULL && (strcmp(value, "1") == 0 || g_ascii_strcasecmp(value, "true") == 0);
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
