/* A workbook of WPS, Excel, LibreOffice or another program that writes .xlsx. */
#pragma once

#include "exchange/workbook/sheet-reader.h"

typedef struct Workbook Workbook;

/* CHA_ERROR_INVALID: no such file, damaged, another kind of document. */
Workbook *workbook_open(const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for bytes in memory. */
Workbook *workbook_new(GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void workbook_free(Workbook *workbook);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Workbook, workbook_free)

/* Chooses the sheet called @name, hidden or not, or, when it is NULL, the first
 * visible one with content, or else the first visible one. CHA_ERROR_NOT_FOUND
 * names the sheets there are; CHA_ERROR_INVALID: damaged. */
gboolean workbook_choose(Workbook *workbook, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The name of the chosen sheet. */
const char *workbook_sheet(const Workbook *workbook);
/* (element-type utf8): the other sheets with content, hidden ones included,
 * when the sheet was not chosen by name. One whose content begins very far down
 * is not among them. */
const GPtrArray *workbook_other_sheets(const Workbook *workbook);
/* A reader of the chosen sheet, to be freed before the workbook. Only one may
 * be in use at a time. */
SheetReader *workbook_read(Workbook *workbook, GError **error) G_GNUC_WARN_UNUSED_RESULT;
