#include "office/bundle-folder.h"

#include "base/i18n.h"
#include "base/text.h"

#include <choucha/error.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEEPEST_FOLDER = 16 };

typedef struct {
    BundleSource source;
    char *folder;
} FolderSource;

/* What is not there, or is no regular file, is a finding about the bundle; all
 * else is a folder that cannot be read. */
static gboolean
fail(GError **error, const char *path)
{
    gboolean is_absent =
        errno == ENOENT || errno == ENOTDIR || errno == ELOOP || errno == EISDIR || errno == ENXIO;

    g_set_error(error, CHA_ERROR, is_absent ? CHA_ERROR_NOT_FOUND : CHA_ERROR_INVALID,
                _("%s cannot be read: %s"), path, g_strerror(errno));
    return FALSE;
}

/* Adds what is in one folder; a path that is neither a regular file nor a
 * folder, or lies too deep, gets a '/' at its end. */
static gboolean
list_folder(const FolderSource *self, const char *path, guint depth, GPtrArray *paths, GError **error)
{
    g_autofree char *full = g_build_filename(self->folder, path, NULL);
    DIR *directory = opendir(full);
    const struct dirent *entry;
    gboolean listed = TRUE;

    if (directory == NULL)
        return fail(error, full);
    while (listed && (entry = readdir(directory)) != NULL) {
        g_autofree char *child = g_strconcat(path, "/", entry->d_name, NULL);
        g_autofree char *child_full = g_build_filename(self->folder, child, NULL);
        struct stat about;

        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (lstat(child_full, &about) != 0)
            listed = fail(error, child_full);
        else if (S_ISREG(about.st_mode))
            g_ptr_array_add(paths, g_steal_pointer(&child));
        else if (S_ISDIR(about.st_mode) && depth < DEEPEST_FOLDER)
            listed = list_folder(self, child, depth + 1, paths, error);
        else
            g_ptr_array_add(paths, g_strconcat(child, "/", NULL));
    }
    closedir(directory);
    return listed;
}

static GPtrArray *
folder_list(BundleSource *source, const char *folder, GError **error)
{
    const FolderSource *self = (const FolderSource *)source;
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *full = g_build_filename(self->folder, folder, NULL);
    struct stat about;

    if (lstat(full, &about) != 0) {
        if (errno == ENOENT)
            return g_steal_pointer(&paths);
        fail(error, full);
        return NULL;
    }
    if (!S_ISDIR(about.st_mode))
        g_ptr_array_add(paths, g_strconcat(folder, "/", NULL));
    else if (!list_folder(self, folder, 0, paths, error))
        return NULL;
    g_ptr_array_sort(paths, text_compare_pointers);
    return g_steal_pointer(&paths);
}

static gssize
folder_read(BundleSource *source, const char *path, guint64 offset, guint8 *buffer, gsize size,
            GError **error)
{
    const FolderSource *self = (const FolderSource *)source;
    g_autofree char *full = g_build_filename(self->folder, path, NULL);
    int file = open(full, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    struct stat about;
    gssize length = -1;

    if (file < 0) {
        fail(error, full);
        return -1;
    }
    if (fstat(file, &about) == 0 && !S_ISREG(about.st_mode))
        errno = ENXIO; /* a pipe, a device, a folder */
    else
        length = pread(file, buffer, size, (off_t)offset);
    if (length < 0)
        fail(error, full);
    close(file);
    return length;
}

BundleSource *
folder_source_new(const char *folder)
{
    FolderSource *self = g_new0(FolderSource, 1);

    self->source.list = folder_list;
    self->source.read = folder_read;
    self->folder = g_strdup(folder);
    return &self->source;
}

void
folder_source_free(BundleSource *source)
{
    FolderSource *self = (FolderSource *)source;

    if (self == NULL)
        return;
    g_free(self->folder);
    g_free(self);
}
