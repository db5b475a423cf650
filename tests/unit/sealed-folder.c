/* Folders that are larger than they should be: refused before they fill the
 * memory. */
#include "domain/verification.h"
#include "support/plain-bundle.h"

#include <string.h>

enum { ROW_LENGTH = 1024 * 1024 };

/* A bundle of which one file goes on for ever: what @row gives for each piece
 * of ROW_LENGTH bytes. */
typedef struct {
    BundleSource source;
    MemorySource *files;
    const char *endless; /* its path */
    char *(*row)(guint64 number);
    char *text; /* of the row that was read last */
    guint64 number;
    guint64 furthest; /* byte that was read */
} EndlessSource;

static GPtrArray *
list_files(BundleSource *source, const char *folder, GError **error)
{
    MemorySource *files = ((EndlessSource *)source)->files;

    return files->source.list(&files->source, folder, error);
}

static gssize
read_file(BundleSource *source, const char *path, guint64 offset, guint8 *buffer, gsize size, GError **error)
{
    EndlessSource *self = (EndlessSource *)source;
    guint64 number = offset / ROW_LENGTH;
    gsize begin = (gsize)(offset % ROW_LENGTH);

    if (strcmp(path, self->endless) != 0)
        return self->files->source.read(&self->files->source, path, offset, buffer, size, error);
    if (self->text == NULL || self->number != number) {
        g_free(self->text);
        self->text = self->row(number);
        self->number = number;
    }
    size = MIN(size, ROW_LENGTH - begin);
    memcpy(buffer, self->text + begin, size);
    self->furthest = MAX(self->furthest, offset + size);
    return (gssize)size;
}

/* A source with a long description; the first row ends the header. */
static char *
source_row(guint64 number)
{
    char *row = g_malloc(ROW_LENGTH + 1);
    const char *begin = number == 0 ? "source,description\n" : "";
    int length = g_snprintf(row, ROW_LENGTH, "%ss%09" G_GUINT64_FORMAT ",", begin, number);

    memset(row + length, 'x', (gsize)(ROW_LENGTH - length - 1));
    row[ROW_LENGTH - 1] = '\n';
    row[ROW_LENGTH] = '\0';
    return row;
}

/* Lines of a list of files, sixteen thousand in a piece. */
static char *
sums_row(guint64 number)
{
    enum { LINE = 128, LINES = ROW_LENGTH / LINE };
    GString *row = g_string_sized_new(ROW_LENGTH);

    for (guint64 i = 0; i < LINES; i++)
        g_string_append_printf(row, "%064d  f%060" G_GUINT64_FORMAT "\n", 0, number * LINES + i);
    g_assert_cmpuint(row->len, ==, ROW_LENGTH);
    return g_string_free(row, FALSE);
}

static void
assert_refused(const char *path, char *(*row)(guint64 number), const char *rule)
{
    g_autoptr(MemorySource) files = plain_bundle_new();
    EndlessSource source = {.source = {list_files, read_file}, .files = files, .endless = path, .row = row};
    g_autoptr(Verification) verification = NULL;
    g_autoptr(GError) error = NULL;

    memory_source_seal(files, "commit");
    verification = verification_run(&source.source, &error);
    g_assert_no_error(error);
    g_assert_cmpint(verification->outcome, ==, VERIFICATION_FAILED);
    g_assert_cmpstr(verification->fault->path, ==, path);
    g_assert_cmpstr(verification->fault->rule, ==, rule);
    g_assert_cmpuint(source.furthest, >, SEALED_FOLDER_KEPT_MAX);
    g_assert_cmpuint(source.furthest, <, SEALED_FOLDER_KEPT_MAX + 4 * ROW_LENGTH);
    g_free(source.text);
}

static void
test_table_without_end(void)
{
    assert_refused("commit/sources.csv", source_row, "T2");
}

/* Half a gigabyte of entries: by hand, with -m slow. */
static void
test_list_without_end(void)
{
    if (!g_test_slow()) {
        g_test_skip("takes half a gigabyte of memory; run with -m slow");
        return;
    }
    assert_refused("commit/SHA256SUMS", sums_row, "C1");
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sealed-folder/table-without-end", test_table_without_end);
    g_test_add_func("/sealed-folder/list-without-end", test_list_without_end);
    return g_test_run();
}
