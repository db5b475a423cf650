/* Reading a part as XML, piece by piece. */
#pragma once

#include "exchange/workbook/workbook-package.h"

typedef struct XmlReader XmlReader;

/* What is told while a part is read. Names are without their namespace: only
 * elements of spreadsheets and of relations are told, whatever prefix they have. */
typedef struct {
    void (*start)(XmlReader *reader, const char *name, const char **attributes, gpointer data);
    void (*end)(XmlReader *reader, const char *name, gpointer data);
    /* (nullable): text in pieces, that of all elements */
    void (*text)(XmlReader *reader, const char *text, gsize length, gpointer data);
    /* (nullable): an element without prefix whose content, and what is behind
     * it, may be read in a faster way as long as it is plain */
    const char *plain;
} XmlHandlers;

/* Takes over @part. @handlers must outlive the reader. */
XmlReader *xml_reader_new(Part *part, const XmlHandlers *handlers, gpointer data);
void xml_reader_free(XmlReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(XmlReader, xml_reader_free)

/* Reads on until a handler pauses it or nothing is left. CHA_ERROR_INVALID:
 * damaged, no XML, or with what no workbook has: a document type, entities,
 * nesting without end, names without number. */
gboolean xml_reader_run(XmlReader *reader, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether nothing is left. */
gboolean xml_reader_is_done(const XmlReader *reader);
/* Whether it is left unread because it is not plain: to be read again by a new
 * reader whose handlers say nothing of being plain. */
gboolean xml_reader_is_strange(const XmlReader *reader);
/* For handlers: where in the part the element begins that is told. */
guint64 xml_reader_position(const XmlReader *reader);
const Part *xml_reader_part(const XmlReader *reader);

/* For handlers: return from xml_reader_run() soon; the next one goes on. */
void xml_reader_pause(XmlReader *reader);
/* For handlers: leave the rest unread. */
void xml_reader_finish(XmlReader *reader);
/* For handlers: stop; takes over @error. Only the first one counts. */
void xml_reader_fail(XmlReader *reader, GError *error);
gboolean xml_reader_has_failed(const XmlReader *reader);

/* The value of an attribute without namespace, or NULL. */
const char *xml_attribute(const char **attributes, const char *name);
/* The value of r:id, whatever its prefix, or NULL. */
const char *xml_attribute_relation(const char **attributes);
/* Whether an attribute says yes: 1 or true. */
gboolean xml_attribute_is_true(const char **attributes, const char *name);

/* Reads the whole part @name of @package. */
gboolean xml_read_part(Package *package, const char *name, guint64 most, const XmlHandlers *handlers,
                       gpointer data, GError **error) G_GNUC_WARN_UNUSED_RESULT;
