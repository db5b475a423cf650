/* How the numbers of a workbook read as text. */
#pragma once

#include "exchange/table/cell-mark.h"

typedef enum {
    NUMBER_GENERAL,
    NUMBER_PERCENT,
    NUMBER_DIGITS, /* as many digits at least, with zeros in front */
    NUMBER_DAY,
    NUMBER_MOMENT, /* a day and a time */
    NUMBER_TIME,
    NUMBER_ELAPSED, /* hours that may be more than a day has */
} NumberStyle;

typedef struct {
    guint8 style; /* a NumberStyle */
    guint8 digits;
} NumberFormat;

/* A format of its own, such as `yyyy"年"m"月"d"日"` or `0.0%`. */
NumberFormat number_format_from_code(const char *code);
/* One of those that need no code, by number: 0 to 58. */
NumberFormat number_format_builtin(guint id);

/* Appends how a number reads, which stands as @value in the workbook: without
 * superfluous digits and without an exponent, days as 2027-03-20, times as
 * 14:30:00, percentages as 5%. Numbers that are no day there can be read as
 * plain ones; what is no number stays as it is. CELL_ROUNDED tells that
 * spreadsheets would not have kept all its digits. */
CellMark number_format_append(NumberFormat format, const char *value, gboolean is_1904, GString *text);
