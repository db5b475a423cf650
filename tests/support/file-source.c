#include "support/file-source.h"

#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

typedef struct {
    BundleSource source;
    char *folder;
} FileSource;

static gboolean
add_path(const char *folder, const char *path, GPtrArray *paths, GError **error)
{
    g_autofree char *full = g_build_filename(folder, path, NULL);
    g_autoptr(GDir) dir = NULL;
    const char *name = NULL;
    GStatBuf status;

    if (g_lstat(full, &status) != 0)
        return TRUE;
    if (!S_ISDIR(status.st_mode)) {
        g_ptr_array_add(paths, g_strconcat(path, S_ISREG(status.st_mode) ? "" : "/", NULL));
        return TRUE;
    }
    dir = g_dir_open(full, 0, error);
    if (dir == NULL)
        return FALSE;
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *inner = g_strconcat(path, "/", name, NULL);

        if (!add_path(folder, inner, paths, error))
            return FALSE;
    }
    return TRUE;
}

static GPtrArray *
list_files(BundleSource *source, const char *folder, GError **error)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);

    if (!add_path(((FileSource *)source)->folder, folder, paths, error))
        return NULL;
    g_ptr_array_sort(paths, text_compare_pointers);
    return g_steal_pointer(&paths);
}

static gssize
read_file(BundleSource *source, const char *path, guint64 offset, guint8 *buffer, gsize size, GError **error)
{
    g_autofree char *full = g_build_filename(((FileSource *)source)->folder, path, NULL);
    int file = open(full, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    gssize length = -1;

    if (file >= 0)
        length = pread(file, buffer, size, (off_t)offset);
    if (length < 0)
        g_set_error(error, CHA_ERROR,
                    errno == ENOENT || errno == ELOOP ? CHA_ERROR_NOT_FOUND : CHA_ERROR_STORE, "%s: %s", path,
                    g_strerror(errno));
    if (file >= 0)
        close(file);
    return length;
}

BundleSource *
file_source_new(const char *folder)
{
    FileSource *source = g_new0(FileSource, 1);

    source->source.list = list_files;
    source->source.read = read_file;
    source->folder = g_strdup(folder);
    return &source->source;
}

void
file_source_free(BundleSource *source)
{
    g_free(((FileSource *)source)->folder);
    g_free(source);
}
