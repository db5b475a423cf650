/* Where the bytes of a bundle come from. The domain reads no files: it is
 * handed something that can list and read them, be it a folder, the store or
 * a few texts in memory. */
#pragma once

#include <choucha/error.h>

typedef struct BundleSource BundleSource;

/* Reading is by position, so that any number of files can be walked side by
 * side without any of them being held open. */
struct BundleSource {
    /* The files below @folder ("commit" or "draw"; also those in folders in
     * it), as paths from the bundle's top, "commit/frames/P1.csv", in byte
     * order. What is neither a regular file nor a folder, a symbolic link
     * included, is listed with a '/' at its end (and makes verification fail);
     * so is @folder itself when it is no folder, "commit/". An absent folder is
     * an empty list. NULL and @error when it cannot be told. */
    GPtrArray *(*list)(BundleSource *source, const char *folder, GError **error);
    /* Up to @size bytes of the file from @offset; 0 at its end, -1 and @error
     * on failure: %CHA_ERROR_NOT_FOUND when there is no such regular file. */
    gssize (*read)(BundleSource *source, const char *path, guint64 offset, guint8 *buffer, gsize size,
                   GError **error);
};
