/* Inside of workbooks that are being written: what libxlsxwriter has of them. */
#pragma once

#include "exchange/workbook/sheet-writer.h"

#include <locale.h>
#include <xlsxwriter.h>

enum { SHEET_MAX_COLUMNS = 1024 };

struct SheetWriter {
    lxw_worksheet *sheet;
    char *name;
    lxw_format *const *styles; /* the workbook's, by number */
    locale_t numbers;          /* the workbook's: libxlsxwriter prints numbers as the locale has them */
    guint64 last_row;
    guint n_lines;   /* that the cells of the last row take */
    guint n_columns; /* written or set */
    guint n_comments;
    guint widths[SHEET_MAX_COLUMNS];
    guint widest[SHEET_MAX_COLUMNS]; /* 0: as wide as others */
    lxw_format *formats[SHEET_MAX_COLUMNS];
    guint64 header_row; /* 0: none */
    guint n_filtered;
};

/* @name is taken over. */
SheetWriter *sheet_writer_new(lxw_worksheet *worksheet, char *name, lxw_format *const *styles,
                              locale_t numbers);
/* A GDestroyNotify. */
void sheet_writer_free(gpointer data);
/* What can be said of a sheet only when all its cells are there. */
void sheet_writer_finish(SheetWriter *sheet);

/* Errors as those of the writers; always FALSE. */
gboolean workbook_writer_fail(GError **error, const char *reason);
/* Whether libxlsxwriter did it; else an error. */
gboolean workbook_writer_check(lxw_error code, GError **error) G_GNUC_WARN_UNUSED_RESULT;
