/* Replays a corpus where libFuzzer is not built in: each argument is a file or
 * a folder of files, and each file is one input. */
#include <glib.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static guint
replay(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    g_autofree char *bytes = NULL;
    gsize length = 0;
    guint replayed = 0;
    const char *name;

    if (folder == NULL) {
        g_autoptr(GError) error = NULL;

        if (!g_file_get_contents(path, &bytes, &length, &error))
            g_error("%s", error->message);
        (void)LLVMFuzzerTestOneInput((const uint8_t *)bytes, length);
        return 1;
    }
    while ((name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *below = g_build_filename(path, name, NULL);

        replayed += replay(below);
    }
    return replayed;
}

int
main(int argc, char *argv[])
{
    guint replayed = 0;

    for (int i = 1; i < argc; i++)
        replayed += replay(argv[i]);
    printf("%u inputs\n", replayed);
    return replayed > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
