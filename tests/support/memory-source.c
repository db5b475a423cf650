#include "support/memory-source.h"

#include "base/digest.h"

#include <string.h>

static GPtrArray *
list_files(BundleSource *source, const char *folder, GError **error)
{
    MemorySource *self = (MemorySource *)source;
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *prefix = g_strconcat(folder, "/", NULL);

    (void)error;
    for (GTreeNode *node = g_tree_node_first(self->files); node != NULL; node = g_tree_node_next(node)) {
        if (g_str_has_prefix(g_tree_node_key(node), prefix))
            g_ptr_array_add(paths, g_strdup(g_tree_node_key(node)));
    }
    return paths;
}

static gssize
read_file(BundleSource *source, const char *path, guint64 offset, guint8 *buffer, gsize size, GError **error)
{
    MemorySource *self = (MemorySource *)source;
    GBytes *file = g_tree_lookup(self->files, path);
    gsize length = 0;
    const guint8 *bytes = NULL;

    if (file == NULL) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_NOT_FOUND, "%s: no such file", path);
        return -1;
    }
    bytes = g_bytes_get_data(file, &length);
    if (offset >= length)
        return 0;
    size = MIN(size, length - offset);
    memcpy(buffer, bytes + offset, size);
    return (gssize)size;
}

static gint
compare_paths(gconstpointer left, gconstpointer right, gpointer unused)
{
    (void)unused;
    return strcmp(left, right);
}

MemorySource *
memory_source_new(void)
{
    MemorySource *source = g_new0(MemorySource, 1);

    source->source.list = list_files;
    source->source.read = read_file;
    source->files = g_tree_new_full(compare_paths, NULL, g_free, (GDestroyNotify)g_bytes_unref);
    return source;
}

static void
add_folder(MemorySource *source, const char *folder, const char *path)
{
    g_autofree char *full = g_build_filename(folder, path, NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(GDir) dir = g_dir_open(full, 0, &error);
    const char *name = NULL;

    g_assert_no_error(error);
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *file = g_build_filename(full, name, NULL);
        g_autofree char *file_path = g_strconcat(path, "/", name, NULL);
        char *bytes = NULL;
        gsize length = 0;

        if (g_file_test(file, G_FILE_TEST_IS_DIR)) {
            add_folder(source, folder, file_path);
            continue;
        }
        g_file_get_contents(file, &bytes, &length, &error);
        g_assert_no_error(error);
        g_tree_insert(source->files, g_steal_pointer(&file_path), g_bytes_new_take(bytes, length));
    }
}

MemorySource *
memory_source_new_from_folder(const char *folder)
{
    MemorySource *source = memory_source_new();
    g_autofree char *seed = g_build_filename(folder, "seed.txt", NULL);
    g_autofree char *draw = g_build_filename(folder, "draw", NULL);
    char *bytes = NULL;
    gsize length = 0;

    add_folder(source, folder, "commit");
    if (g_file_test(draw, G_FILE_TEST_IS_DIR))
        add_folder(source, folder, "draw");
    if (g_file_get_contents(seed, &bytes, &length, NULL))
        g_tree_insert(source->files, g_strdup("seed.txt"), g_bytes_new_take(bytes, length));
    return source;
}

MemorySource *
memory_source_copy(MemorySource *source)
{
    MemorySource *copy = memory_source_new();

    for (GTreeNode *node = g_tree_node_first(source->files); node != NULL; node = g_tree_node_next(node))
        memory_source_put_bytes(copy, g_tree_node_key(node), g_tree_node_value(node));
    return copy;
}

void
memory_source_free(MemorySource *source)
{
    if (source == NULL)
        return;
    g_tree_unref(source->files);
    g_free(source);
}

void
memory_source_put_bytes(MemorySource *source, const char *path, GBytes *bytes)
{
    g_tree_replace(source->files, g_strdup(path), g_bytes_ref(bytes));
}

void
memory_source_put(MemorySource *source, const char *path, gconstpointer bytes, gsize length)
{
    g_tree_replace(source->files, g_strdup(path), g_bytes_new(bytes, length));
}

void
memory_source_put_text(MemorySource *source, const char *path, const char *text)
{
    memory_source_put(source, path, text, strlen(text));
}

void
memory_source_remove(MemorySource *source, const char *path)
{
    g_tree_remove(source->files, path);
}

GBytes *
memory_source_get(MemorySource *source, const char *path)
{
    return g_tree_lookup(source->files, path);
}

void
memory_source_seal(MemorySource *source, const char *folder)
{
    g_autoptr(GString) sums = g_string_new(NULL);
    g_autofree char *sums_path = g_strconcat(folder, "/SHA256SUMS", NULL);
    g_autoptr(GPtrArray) paths = list_files(&source->source, folder, NULL);

    for (guint i = 0; i < paths->len; i++) {
        const char *path = paths->pdata[i];
        GBytes *file = memory_source_get(source, path);
        Digest digest = digest_of(g_bytes_get_data(file, NULL), g_bytes_get_size(file));
        char hex[DIGEST_HEX_SIZE];

        if (strcmp(path, sums_path) == 0)
            continue;
        digest_to_hex(&digest, hex);
        g_string_append_printf(sums, "%s  %s\n", hex, path + strlen(folder) + 1);
    }
    memory_source_put(source, sums_path, sums->str, sums->len);
}
