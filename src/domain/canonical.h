/* The one form that the texts of a bundle have (draw protocol, section 1). */
#pragma once

#include "domain/rule.h"

/* The largest number of a bundle. */
#define CANONICAL_NUMBER_MAX G_GUINT64_CONSTANT(1000000000000)

/* Checks a line without its LF: UTF-8 (T1; the first line also for a BOM), no
 * CR at its end and not empty (T2), no control characters (T3). */
gboolean canonical_check_line(const char *path, guint64 line_number, const char *line, gsize length,
                              Trouble *trouble);

/* A decimal number without sign and leading zeros, at most the largest. */
gboolean canonical_read_number(const char *text, gsize length, guint64 *ret_number) G_GNUC_WARN_UNUSED_RESULT;
/* 64 lower-case hexadecimal digits. */
gboolean canonical_is_digest(const char *text, gsize length);

/* The first part of a cell, short enough to be shown. */
char *canonical_shorten(const char *text);

/* Adds a cell to a row of CSV, quoted when it must be. */
void canonical_append_cell(GString *text, const char *cell);
/* Adds a row of CSV with its LF; the cells end with NULL. */
void canonical_append_row(GString *text, const char *cell, ...) G_GNUC_NULL_TERMINATED;
