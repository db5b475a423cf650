/* Where a zip archive lists its parts. */
#pragma once

#include <glib.h>

/* What an archive is read from. */
typedef struct {
    int file;      /* -1: the bytes in memory */
    GBytes *bytes; /* (nullable) */
    guint64 size;
} ArchiveSource;

/* Whether every list that the archive may have is of a size that can be kept in
 * memory: a library reads the whole of it before it can be asked for anything.
 * What is no archive has none. */
gboolean archive_directory_is_small(const ArchiveSource *source);
