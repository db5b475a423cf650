/* Workbooks for tests, as text in the parts of an archive. */
#pragma once

#include <glib.h>

typedef struct {
    const char *name; /* NULL ends a list */
    const char *text;
    gssize length;        /* 0: up to the NUL */
    gboolean is_stored;   /* and not deflated */
    const char *password; /* (nullable) */
} WorkbookPart;

/* An archive with these parts. */
GBytes *workbook_pack(const WorkbookPart *parts);

/* What a workbook of one sheet has; NULL for nothing. */
typedef struct {
    const char *rows;       /* <row>…, inside of sheetData */
    const char *behind;     /* what follows sheetData, such as mergeCells */
    const char *strings;    /* <si>…, the shared texts */
    const char *formats;    /* <numFmt …/>…, formats of their own */
    const char *styles;     /* <xf …/>…, the formats of cells */
    const char *properties; /* attributes of workbookPr */
} WorkbookText;

/* A workbook with the sheet "表", the usual names of parts and no prefixes. */
GBytes *workbook_make(const WorkbookText *text);

#define WORKBOOK_MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define WORKBOOK_STRICT "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define WORKBOOK_RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define WORKBOOK_STRICT_RELATION "http://purl.oclc.org/ooxml/officeDocument/relationships"
#define WORKBOOK_PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"

/* The usual parts that lead to xl/worksheets/sheet1.xml. */
#define WORKBOOK_ROOT_PART                                                                                   \
    {                                                                                                        \
        .name = "_rels/.rels",                                                                               \
        .text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Relationships xmlns=\"" WORKBOOK_PACKAGE       \
                "\"><Relationship Id=\"rId1\" Type=\"" WORKBOOK_RELATION                                     \
                "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"                             \
    }
#define WORKBOOK_LIST_PART                                                                                   \
    {                                                                                                        \
        .name = "xl/workbook.xml",                                                                           \
        .text = "<workbook xmlns=\"" WORKBOOK_MAIN "\" xmlns:r=\"" WORKBOOK_RELATION                         \
                "\"><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"           \
    }
#define WORKBOOK_RELATIONS_PART                                                                              \
    {                                                                                                        \
        .name = "xl/_rels/workbook.xml.rels",                                                                \
        .text = "<Relationships xmlns=\"" WORKBOOK_PACKAGE                                                   \
                "\"><Relationship Id=\"rId1\" Type=\"" WORKBOOK_RELATION                                     \
                "/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"                            \
    }
