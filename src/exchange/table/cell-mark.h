/* What is to be known of a cell besides its text. */
#pragma once

#include <glib.h>

typedef enum {
    CELL_FINE = 0,
    CELL_ROUNDED,      /* a number of more digits than spreadsheets keep */
    CELL_ERROR,        /* #N/A and the like */
    CELL_TOO_LONG,     /* a text longer than a cell can hold; only its beginning is there */
    CELL_UNCALCULATED, /* a formula whose result was never stored; its text is there */
} CellMark;

/* Together with a mark: merged with the cell at its left, whose text it has. */
#define CELL_REPEATS_LEFT 0x80
/* Likewise with the cell above it. */
#define CELL_REPEATS_ABOVE 0x40
#define CELL_MARK(bits) ((CellMark)((bits) & ~(CELL_REPEATS_LEFT | CELL_REPEATS_ABOVE)))
