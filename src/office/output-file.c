#include "office/output-file.h"

#include "base/i18n.h"

#include <choucha/error.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>

static const char PASSING[] = ".choucha-partial";

struct OutputFile {
    char *place;   /* where it will be */
    char *passing; /* where it is written */
    FILE *stream;
};

static gboolean
fail(GError **error, const char *path)
{
    g_set_error(error, CHA_ERROR, CHA_ERROR_OUTPUT, _("%s cannot be written: %s"), path, g_strerror(errno));
    return FALSE;
}

gboolean
output_folder_prepare(const char *folder, GError **error)
{
    g_autofree char *passing = g_build_filename(folder, PASSING, NULL);
    g_autoptr(GDir) left = NULL;
    const char *name;

    if (g_mkdir_with_parents(folder, 0777) != 0)
        return fail(error, folder);
    left = g_dir_open(passing, 0, NULL);
    while (left != NULL && (name = g_dir_read_name(left)) != NULL) {
        g_autofree char *path = g_build_filename(passing, name, NULL);

        if (g_unlink(path) != 0)
            return fail(error, path);
    }
    if (g_mkdir_with_parents(passing, 0777) != 0)
        return fail(error, passing);
    return TRUE;
}

gboolean
output_folder_tidy(const char *folder, GError **error)
{
    g_autofree char *passing = g_build_filename(folder, PASSING, NULL);

    /* Not empty: another process is writing here, and will tidy up. */
    if (g_rmdir(passing) != 0 && errno != ENOENT && errno != ENOTEMPTY && errno != EEXIST)
        return fail(error, passing);
    return TRUE;
}

OutputFile *
output_file_new(const char *folder, const char *path, GError **error)
{
    g_autoptr(OutputFile) output = g_new0(OutputFile, 1);
    g_autofree char *parent = NULL;
    int descriptor;

    output->place = g_build_filename(folder, path, NULL);
    output->passing = g_build_filename(folder, PASSING, "XXXXXX", NULL);
    parent = g_path_get_dirname(output->place);
    if (g_mkdir_with_parents(parent, 0777) != 0) {
        fail(error, parent);
        return NULL;
    }
    descriptor = g_mkstemp_full(output->passing, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor >= 0)
        output->stream = fdopen(descriptor, "w");
    if (output->stream == NULL) {
        fail(error, output->place);
        return NULL;
    }
    return g_steal_pointer(&output);
}

gboolean
output_file_add(OutputFile *output, gconstpointer bytes, gsize length, GError **error)
{
    return fwrite(bytes, 1, length, output->stream) == length || fail(error, output->place);
}

GMappedFile *
output_file_map(OutputFile *output, GError **error)
{
    GMappedFile *mapped = NULL;

    if (fflush(output->stream) == 0)
        mapped = g_mapped_file_new_from_fd(fileno(output->stream), FALSE, NULL);
    if (mapped == NULL)
        fail(error, output->place);
    return mapped;
}

gboolean
output_file_finish(OutputFile *output, GError **error)
{
    FILE *stream = g_steal_pointer(&output->stream);

    if (fclose(stream) != 0 || g_rename(output->passing, output->place) != 0)
        return fail(error, output->place);
    g_clear_pointer(&output->passing, g_free);
    return TRUE;
}

void
output_file_free(OutputFile *output)
{
    if (output == NULL)
        return;
    if (output->stream != NULL)
        fclose(output->stream);
    if (output->passing != NULL)
        (void)g_unlink(output->passing); /* may not be there yet */
    g_free(output->passing);
    g_free(output->place);
    g_free(output);
}
