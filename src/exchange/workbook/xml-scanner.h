/* The plain part of XML, which is nearly all of a large table: elements without
 * prefixes, attributes, text and the five entities. Several times faster than a
 * parser for all of XML. What it does not know it does not guess. */
#pragma once

#include <glib.h>

typedef enum {
    SCAN_MORE,    /* it needs more bytes */
    SCAN_STOPPED, /* as was asked for */
    SCAN_ENDED,   /* the element it was begun in has ended, with nothing behind it so far */
    SCAN_STRANGE, /* something that a parser for all of XML has to judge */
} ScanState;

/* What is told. Names and values end with a NUL. Each returns whether to go on;
 * the end of a blank element is not told when its start stops the scanner. */
typedef struct {
    gboolean (*start)(const char *name, const char **attributes, gpointer data);
    gboolean (*end)(const char *name, gpointer data);
    gboolean (*text)(const char *text, gsize length, gpointer data);
} ScanHandlers;

typedef struct XmlScanner XmlScanner;

/* Inside of element @name, whose start has been told. @offset is where its
 * content begins in the document. */
XmlScanner *xml_scanner_new(const char *name, guint64 offset, const ScanHandlers *handlers, gpointer data);
void xml_scanner_free(XmlScanner *scanner);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(XmlScanner, xml_scanner_free)

/* Room for @size bytes, to be filled before xml_scanner_add() tells how many
 * there are. NULL: a tag or a text is too long for it. */
char *xml_scanner_room(XmlScanner *scanner, gsize size);
void xml_scanner_add(XmlScanner *scanner, gsize length);
/* Reads on. */
ScanState xml_scanner_run(XmlScanner *scanner);
/* Where the tag that is told begins in the document. */
guint64 xml_scanner_position(const XmlScanner *scanner);
