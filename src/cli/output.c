#include "cli/output.h"

#include "cli/language.h"

#include <choucha/error.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct Output {
    FILE *stream;
    char *name;       /* for messages */
    char *path;       /* the file to be replaced; NULL when written in place */
    char *temporary;  /* what it is replaced with */
    GIConv converter; /* (GIConv)-1: UTF-8 stays UTF-8 */
};

#define NO_CONVERTER ((GIConv)-1)

static gboolean
fail(GError **error, const char *name, int number)
{
    if (name == NULL)
        g_set_error(error, CHA_ERROR, CHA_ERROR_OUTPUT, _("cannot write to standard output: %s"),
                    g_strerror(number));
    else
        g_set_error(error, CHA_ERROR, CHA_ERROR_OUTPUT, _("cannot write \"%s\": %s"), name,
                    g_strerror(number));
    return FALSE;
}

/* The permissions that the file has, or that a new one would get. */
static mode_t
wanted_mode(const char *path)
{
    struct stat status;
    mode_t mask = 0;

    if (stat(path, &status) == 0)
        return status.st_mode & 07777;
    mask = umask(0);
    (void)umask(mask);
    return 0666 & ~mask;
}

static gboolean
open_temporary(Output *output, GError **error)
{
    char *real = realpath(output->name, NULL); /* a link stays one */
    int descriptor = -1;

    output->path = g_strdup(real != NULL ? real : output->name);
    free(real); /* g_free() is not for what realpath() allocates */
    output->temporary = g_strdup_printf("%s.XXXXXX", output->path);
    descriptor = g_mkstemp_full(output->temporary, O_RDWR | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        g_clear_pointer(&output->temporary, g_free);
        return fail(error, output->name, errno);
    }
    if (fchmod(descriptor, wanted_mode(output->path)) != 0)
        errno = 0; /* some file systems have no permissions; the bytes matter */
    output->stream = fdopen(descriptor, "wb");
    return output->stream != NULL || fail(error, output->name, errno);
}

Output *
output_new(const char *path, GError **error)
{
    g_autoptr(Output) output = g_new0(Output, 1);
    struct stat status;

    output->converter = NO_CONVERTER;
    if (path == NULL || strcmp(path, "-") == 0) {
        output->stream = stdout;
        return g_steal_pointer(&output);
    }
    output->name = g_strdup(path);
    if (stat(path, &status) != 0 || S_ISREG(status.st_mode)) {
        if (!open_temporary(output, error))
            return NULL;
        return g_steal_pointer(&output);
    }
    /* A pipe or a device: nothing to replace. */
    output->stream = g_fopen(path, "wb");
    if (output->stream == NULL) {
        (void)fail(error, path, errno);
        return NULL;
    }
    return g_steal_pointer(&output);
}

gboolean
output_set_encoding(Output *output, const char *encoding, GError **error)
{
    output->converter = g_iconv_open(encoding, "UTF-8");
    return output->converter != NO_CONVERTER || fail(error, output->name, errno);
}

static gboolean
write_converted(Output *output, const char *bytes, gsize length, GError **error)
{
    static const char MARK[] = "\xef\xbb\xbf"; /* says UTF-8, and nothing else */
    gsize skipped =
        length >= sizeof MARK - 1 && memcmp(bytes, MARK, sizeof MARK - 1) == 0 ? sizeof MARK - 1 : 0;
    gsize n_bytes = 0;
    g_autofree char *converted = g_convert_with_iconv(bytes + skipped, (gssize)(length - skipped),
                                                      output->converter, NULL, &n_bytes, NULL);

    if (converted == NULL)
        return fail(error, output->name, EILSEQ);
    return fwrite(converted, 1, n_bytes, output->stream) == n_bytes || fail(error, output->name, errno);
}

gboolean
output_write(const char *bytes, gsize length, gpointer data, GError **error)
{
    Output *output = data;

    if (output->converter != NO_CONVERTER)
        return write_converted(output, bytes, length, error);
    if (fwrite(bytes, 1, length, output->stream) != length)
        return fail(error, output->name, errno);
    return TRUE;
}

gboolean
output_write_text(Output *output, const char *text, GError **error)
{
    return output_write(text, strlen(text), output, error);
}

static gboolean
close_stream(Output *output, GError **error)
{
    FILE *stream = g_steal_pointer(&output->stream);
    gboolean written = fflush(stream) == 0;
    int number = errno;

    if (written && ferror(stream)) { /* of an earlier call, whose reason is gone */
        written = FALSE;
        number = EIO;
    }
    if (written && output->temporary != NULL && fsync(fileno(stream)) != 0) {
        written = FALSE;
        number = errno;
    }
    if (stream != stdout && fclose(stream) != 0 && written) {
        written = FALSE;
        number = errno;
    }
    return written || fail(error, output->name, number);
}

gboolean
output_finish(Output *output, GError **error)
{
    if (!close_stream(output, error))
        return FALSE;
    if (output->temporary == NULL)
        return TRUE;
    if (g_rename(output->temporary, output->path) != 0)
        return fail(error, output->name, errno);
    g_clear_pointer(&output->temporary, g_free);
    return TRUE;
}

void
output_free(Output *output)
{
    if (output == NULL)
        return;
    if (output->stream != NULL && output->stream != stdout)
        (void)fclose(output->stream);
    if (output->temporary != NULL)
        (void)g_unlink(output->temporary);
    if (output->converter != NO_CONVERTER)
        (void)g_iconv_close(output->converter);
    g_free(output->name);
    g_free(output->path);
    g_free(output->temporary);
    g_free(output);
}
