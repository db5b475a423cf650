/* What a draw must not depend on: the place, the time, how its files are read. */
#include "domain/draw.h"
#include "support/memory-source.h"

#include <locale.h>

static GBytes *
draw_whole(MemorySource *source)
{
    g_autoptr(Draw) draw = NULL;
    g_autoptr(RuleFault) fault = NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    GBytes *files[5];

    if (!draw_compute(&source->source, memory_source_get(source, "seed.txt"), &draw, &fault, &error))
        g_error("%s", fault != NULL ? fault->text : error->message);
    files[0] = draw->sizes;
    files[1] = draw->selection;
    files[2] = draw->visits;
    files[3] = draw->teams;
    files[4] = draw->sums;
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++)
        g_byte_array_append(bytes, g_bytes_get_data(files[i], NULL), (guint)g_bytes_get_size(files[i]));
    return g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
}

static void
test_place_and_time_do_not_matter(void)
{
    static const char *const LOCALES[] = {"C",           "C.UTF-8",     "en_US.UTF-8",   "zh_CN.UTF-8",
                                          "tr_TR.UTF-8", "de_DE.UTF-8", "zh_CN.GB18030", "POSIX"};
    static const char *const ZONES[] = {"UTC", "Asia/Shanghai", "America/Los_Angeles", ":nonsense"};
    g_autofree char *folder = g_test_build_filename(G_TEST_DIST, "vectors", "hard", NULL);
    g_autoptr(MemorySource) source = memory_source_new_from_folder(folder);
    g_autoptr(GBytes) expected = draw_whole(source);

    for (gsize i = 0; i < G_N_ELEMENTS(LOCALES); i++) {
        for (gsize z = 0; z < G_N_ELEMENTS(ZONES); z++) {
            g_autoptr(GBytes) found = NULL;

            (void)setlocale(LC_ALL, LOCALES[i]); /* those that are not there change nothing */
            g_setenv("TZ", ZONES[z], TRUE);
            found = draw_whole(source);
            g_assert_true(g_bytes_equal(found, expected));
        }
    }
    (void)setlocale(LC_ALL, "C");
    g_unsetenv("TZ");
}

/* Lists in any order, and reads that give less than was asked for. */
typedef struct {
    BundleSource source;
    MemorySource *files;
} UnevenSource;

static GPtrArray *
list_backwards(BundleSource *source, const char *folder, GError **error)
{
    MemorySource *files = ((UnevenSource *)source)->files;
    g_autoptr(GPtrArray) paths = files->source.list(&files->source, folder, error);
    GPtrArray *backwards = g_ptr_array_new_with_free_func(g_free);

    for (guint i = paths->len; i > 0; i--)
        g_ptr_array_add(backwards, g_strdup(paths->pdata[i - 1]));
    return backwards;
}

static gssize
read_little(BundleSource *source, const char *path, guint64 offset, guint8 *buffer, gsize size,
            GError **error)
{
    MemorySource *files = ((UnevenSource *)source)->files;

    return files->source.read(&files->source, path, offset, buffer, MIN(size, 1 + offset % 7), error);
}

static void
test_order_of_processing_does_not_matter(void)
{
    g_autofree char *folder = g_test_build_filename(G_TEST_DIST, "vectors", "hard", NULL);
    g_autoptr(MemorySource) files = memory_source_new_from_folder(folder);
    UnevenSource uneven = {{list_backwards, read_little}, files};
    g_autoptr(Draw) draw = NULL;
    g_autoptr(RuleFault) fault = NULL;
    g_autoptr(GError) error = NULL;

    g_assert_true(draw_compute(&uneven.source, memory_source_get(files, "seed.txt"), &draw, &fault, &error));
    g_assert_true(g_bytes_equal(draw->sums, memory_source_get(files, "draw/SHA256SUMS")));
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/draw-surroundings/place-and-time", test_place_and_time_do_not_matter);
    g_test_add_func("/draw-surroundings/order-of-processing", test_order_of_processing_does_not_matter);
    return g_test_run();
}
