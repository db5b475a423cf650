/* What is read from workbooks, as one text. */
#pragma once

#include "exchange/table/row-source.h"

/* All rows of a sheet (NULL: the one that is chosen by itself), and behind them,
 * in brackets, the message with which reading ends, if it does not end well.
 * NUMBER:CELL|CELL… by row, joined by '/'; in front of a cell ~ digits are lost,
 * ! an error, ^ too long, = no result, < it repeats the one at its left.
 * Asserts what holds of every row. */
char *workbook_read_text(GBytes *bytes, const char *sheet);
