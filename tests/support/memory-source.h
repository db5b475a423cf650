/* A bundle in memory, for tests: a source whose files can be changed. */
#pragma once

#include "domain/bundle-source.h"

typedef struct {
    BundleSource source;
    GTree *files; /* path to GBytes, in byte order */
} MemorySource;

MemorySource *memory_source_new(void);
/* Reads the bundle in a folder: commit/, draw/ and seed.txt, as far as they are
 * there. Aborts when it cannot. */
MemorySource *memory_source_new_from_folder(const char *folder);
/* Files are shared, not copied. */
MemorySource *memory_source_copy(MemorySource *source);
void memory_source_free(MemorySource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MemorySource, memory_source_free)

void memory_source_put(MemorySource *source, const char *path, gconstpointer bytes, gsize length);
void memory_source_put_text(MemorySource *source, const char *path, const char *text);
void memory_source_put_bytes(MemorySource *source, const char *path, GBytes *bytes);
void memory_source_remove(MemorySource *source, const char *path);
/* Borrowed; NULL when there is none. */
GBytes *memory_source_get(MemorySource *source, const char *path);
/* Writes the SHA256SUMS of "commit" or "draw" anew. */
void memory_source_seal(MemorySource *source, const char *folder);
