/* Tables of words that the library carries inside itself (columns.csv and others in data/). */
#pragma once

#include <glib.h>

/* (element-type GStrv): the rows of data/@name below its header, each with one
 * text a column. */
GPtrArray *words_load(const char *name);
