/* Whole bundles: the worked examples, every small edit of one, public copies. */
#include "domain/verification.h"
#include "base/text.h"
#include "support/memory-source.h"

#include <string.h>

static MemorySource *
load_vector(const char *name)
{
    g_autofree char *folder = g_test_build_filename(G_TEST_DIST, "vectors", name, NULL);

    return memory_source_new_from_folder(folder);
}

static Verification *
verify(MemorySource *source)
{
    g_autoptr(GError) error = NULL;
    Verification *verification = verification_run(&source->source, &error);

    g_assert_no_error(error);
    return verification;
}

static void
assert_bytes_are(GBytes *bytes, MemorySource *source, const char *path)
{
    g_assert_true(g_bytes_equal(bytes, memory_source_get(source, path)));
}

static void
test_vector_is_reproduced(gconstpointer name)
{
    g_autoptr(MemorySource) source = load_vector(name);
    g_autoptr(Verification) verification = verify(source);
    g_autoptr(Draw) draw = NULL;
    g_autoptr(RuleFault) fault = NULL;
    g_autoptr(GError) error = NULL;

    g_assert_null(verification->fault);
    g_assert_cmpint(verification->outcome, ==, VERIFICATION_VERIFIED);
    g_assert_cmpuint(verification->withheld->len, ==, 0);
    g_assert_true(
        draw_compute(&source->source, memory_source_get(source, "seed.txt"), &draw, &fault, &error));
    assert_bytes_are(draw->sizes, source, "draw/sizes.csv");
    assert_bytes_are(draw->selection, source, "draw/selection.csv");
    assert_bytes_are(draw->visits, source, "draw/visits.csv");
    assert_bytes_are(draw->teams, source, "draw/teams.csv");
    assert_bytes_are(draw->sums, source, "draw/SHA256SUMS");
}

/* The file of an edit, or where it must show: a sum that was edited blames the
 * file it is of, and another seed makes another draw. */
static gboolean
is_right_place(const char *edited, const RuleFault *fault)
{
    if (strcmp(fault->path, edited) == 0)
        return TRUE;
    if (strcmp(edited, "seed.txt") == 0)
        return g_str_has_prefix(fault->path, "draw/");
    if (strcmp(edited, "commit/SHA256SUMS") == 0)
        return g_str_has_prefix(fault->path, "commit/");
    if (strcmp(edited, "draw/SHA256SUMS") == 0)
        return g_str_has_prefix(fault->path, "draw/");
    return FALSE;
}

static void
assert_edit_fails(MemorySource *source, const char *path, const GByteArray *edited, gsize at)
{
    g_autoptr(MemorySource) copy = memory_source_copy(source);
    g_autoptr(Verification) verification = NULL;

    memory_source_put(copy, path, edited->data, edited->len);
    verification = verify(copy);
    if (verification->outcome != VERIFICATION_FAILED)
        g_error("an edit of byte %" G_GSIZE_FORMAT " of %s went unseen", at, path);
    if (!is_right_place(path, verification->fault))
        g_error("an edit of byte %" G_GSIZE_FORMAT " of %s: %s %s %s", at, path, verification->fault->path,
                verification->fault->rule, verification->fault->text);
    g_assert_cmpstr(verification->fault->rule, !=, "");
    g_assert_null(strpbrk(verification->fault->text, "\t\n"));
}

static void
assert_edits_of_file_fail(MemorySource *source, const char *path, GBytes *bytes)
{
    gsize length = 0;
    const guint8 *data = g_bytes_get_data(bytes, &length);

    for (gsize at = 0; at <= length; at++) {
        guint8 other = at < length && data[at] == 'a' ? 'b' : 'a';
        g_autoptr(GByteArray) edited = g_byte_array_sized_new((guint)length + 1);

        g_byte_array_append(edited, data, (guint)length);
        if (at < length) {
            edited->data[at] ^= 1;
            assert_edit_fails(source, path, edited, at);
            edited->data[at] = '\n' == data[at] ? ',' : '\n';
            assert_edit_fails(source, path, edited, at);
            edited->data[at] = data[at] ^ 0x80;
            assert_edit_fails(source, path, edited, at);
            g_byte_array_remove_index(edited, (guint)at);
            assert_edit_fails(source, path, edited, at);
            g_byte_array_set_size(edited, 0);
            g_byte_array_append(edited, data, (guint)length);
        }
        g_byte_array_set_size(edited, (guint)at);
        g_byte_array_append(edited, &other, 1);
        g_byte_array_append(edited, data + at, (guint)(length - at));
        assert_edit_fails(source, path, edited, at);
    }
}

static void
test_every_edit_fails(void)
{
    g_autoptr(MemorySource) source = load_vector("small");
    guint n_files = 0;

    for (GTreeNode *node = g_tree_node_first(source->files); node != NULL; node = g_tree_node_next(node)) {
        assert_edits_of_file_fail(source, g_tree_node_key(node), g_tree_node_value(node));
        n_files++;
    }
    g_assert_cmpuint(n_files, ==, 18);
}

/* ---- Public copies */

static void
assert_partly(MemorySource *source, const char *withheld)
{
    g_autoptr(Verification) verification = verify(source);
    g_autofree char *found = NULL;

    if (verification->fault != NULL)
        g_error("%s %s: %s", verification->fault->rule, verification->fault->path, verification->fault->text);
    g_assert_cmpint(verification->outcome, ==, VERIFICATION_PARTLY);
    g_assert_cmpuint(strlen(verification->commitment), ==, 64);
    found = text_join_set(verification->withheld);
    g_assert_cmpstr(found, ==, withheld);
}

static void
test_each_file_may_be_withheld(gconstpointer name)
{
    g_autoptr(MemorySource) source = load_vector(name);

    for (GTreeNode *node = g_tree_node_first(source->files); node != NULL; node = g_tree_node_next(node)) {
        const char *path = g_tree_node_key(node);
        g_autoptr(MemorySource) copy = memory_source_copy(source);

        memory_source_remove(copy, path);
        if (g_str_has_suffix(path, "SHA256SUMS") || strcmp(path, "seed.txt") == 0) {
            g_autoptr(Verification) verification = verify(copy);

            g_assert_cmpint(verification->outcome, ==, VERIFICATION_FAILED);
            g_assert_cmpstr(verification->fault->path, ==, path);
        } else {
            assert_partly(copy, path);
        }
    }
}

/* The paths that a public copy may lack. */
static GPtrArray *
list_withholdable(MemorySource *source)
{
    GPtrArray *paths = g_ptr_array_new();

    for (GTreeNode *node = g_tree_node_first(source->files); node != NULL; node = g_tree_node_next(node)) {
        const char *path = g_tree_node_key(node);

        if (!g_str_has_suffix(path, "SHA256SUMS") && strcmp(path, "seed.txt") != 0)
            g_ptr_array_add(paths, (gpointer)path);
    }
    return paths;
}

/* Withholds the files whose bits are set. What is left is right, and
 * now and then a byte of it is changed, which shows. */
static void
assert_copy(MemorySource *source, const GPtrArray *paths, guint64 withheld)
{
    g_autoptr(MemorySource) copy = memory_source_copy(source);
    g_autoptr(GString) list = g_string_new(NULL);
    g_autoptr(GByteArray) edited = g_byte_array_new();
    g_autoptr(Verification) verification = NULL;
    const char *left = "seed.txt";
    GBytes *bytes = NULL;

    for (guint i = 0; i < paths->len; i++) {
        const char *path = paths->pdata[i];

        if ((withheld >> i & 1) == 0) {
            left = path;
            continue;
        }
        memory_source_remove(copy, path);
        g_string_append_printf(list, "%s%s", list->len > 0 ? ";" : "", path);
    }
    assert_partly(copy, list->str);
    if (withheld % 8 != 3 || strcmp(left, "seed.txt") == 0) /* nothing may be left that tells a seed */
        return;
    bytes = memory_source_get(copy, left);
    g_byte_array_append(edited, g_bytes_get_data(bytes, NULL), (guint)g_bytes_get_size(bytes));
    edited->data[withheld % edited->len] ^= 1;
    memory_source_put(copy, left, edited->data, edited->len);
    verification = verify(copy);
    g_assert_cmpint(verification->outcome, ==, VERIFICATION_FAILED);
    /* What cannot be recomputed in draw/ is blamed where its digest is listed. */
    if (!g_str_has_prefix(left, "draw/") || strcmp(verification->fault->path, "draw/SHA256SUMS") != 0)
        g_assert_cmpstr(verification->fault->path, ==, left);
}

static void
test_all_copies(void)
{
    g_autoptr(MemorySource) source = load_vector("small");
    g_autoptr(GPtrArray) paths = list_withholdable(source);

    g_assert_cmpuint(paths->len, ==, 15);
    for (guint64 withheld = 1; withheld < (guint64)1 << paths->len; withheld++)
        assert_copy(source, paths, withheld);
}

static void
test_many_copies(void)
{
    g_autoptr(MemorySource) source = load_vector("hard");
    g_autoptr(GPtrArray) paths = list_withholdable(source);

    g_assert_cmpuint(paths->len, <, 64);
    for (guint i = 0; i < 300; i++) {
        guint64 withheld = (guint64)g_test_rand_int() << 32 | (guint32)g_test_rand_int();

        withheld &= ((guint64)1 << paths->len) - 1;
        assert_copy(source, paths, MAX(withheld, 1));
    }
}

/* A draw needs what may be withheld from the public. */
static void
test_draw_needs_all(void)
{
    g_autoptr(MemorySource) source = load_vector("small");
    g_autoptr(Draw) draw = NULL;
    g_autoptr(RuleFault) fault = NULL;
    g_autoptr(GError) error = NULL;

    memory_source_remove(source, "commit/recusals.csv");
    g_assert_false(
        draw_compute(&source->source, memory_source_get(source, "seed.txt"), &draw, &fault, &error));
    g_assert_no_error(error);
    g_assert_cmpstr(fault->rule, ==, "C2");
    g_assert_cmpstr(fault->path, ==, "commit/recusals.csv");
}

/* ---- Sources that fail */

typedef struct {
    BundleSource source;
    MemorySource *files;
    guint countdown;
} FailingSource;

static gboolean
fails_now(FailingSource *self, GError **error)
{
    if (self->countdown-- > 0)
        return FALSE;
    g_set_error_literal(error, CHA_ERROR, CHA_ERROR_STORE, "the disk is gone");
    return TRUE;
}

static GPtrArray *
list_or_fail(BundleSource *source, const char *folder, GError **error)
{
    FailingSource *self = (FailingSource *)source;

    return fails_now(self, error) ? NULL : self->files->source.list(&self->files->source, folder, error);
}

static gssize
read_or_fail(BundleSource *source, const char *path, guint64 offset, guint8 *buffer, gsize size,
             GError **error)
{
    FailingSource *self = (FailingSource *)source;

    return fails_now(self, error)
               ? -1
               : self->files->source.read(&self->files->source, path, offset, buffer, size, error);
}

/* At each call in turn: an error of the source is no fault of the bundle. */
static void
test_source_fails(void)
{
    g_autoptr(MemorySource) files = load_vector("small");
    guint calls = 0;

    for (gboolean is_over = FALSE; !is_over; calls++) {
        FailingSource source = {{list_or_fail, read_or_fail}, files, calls};
        g_autoptr(GError) error = NULL;
        g_autoptr(Verification) verification = verification_run(&source.source, &error);

        is_over = verification != NULL;
        if (is_over)
            g_assert_cmpint(verification->outcome, ==, VERIFICATION_VERIFIED);
        else
            g_assert_error(error, CHA_ERROR, CHA_ERROR_STORE);
    }
    g_test_message("failed at each of %u calls", calls - 1);
    g_assert_cmpuint(calls, >, 30);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_data_func("/verification/vector/small", "small", test_vector_is_reproduced);
    g_test_add_data_func("/verification/vector/hard", "hard", test_vector_is_reproduced);
    g_test_add_data_func("/verification/vector/limits", "limits", test_vector_is_reproduced);
    g_test_add_func("/verification/every-edit-fails", test_every_edit_fails);
    g_test_add_data_func("/verification/withheld/small", "small", test_each_file_may_be_withheld);
    g_test_add_data_func("/verification/withheld/hard", "hard", test_each_file_may_be_withheld);
    g_test_add_data_func("/verification/withheld/limits", "limits", test_each_file_may_be_withheld);
    g_test_add_func("/verification/withheld/all-sets/small", test_all_copies);
    g_test_add_func("/verification/withheld/many-sets/hard", test_many_copies);
    g_test_add_func("/verification/draw-needs-all", test_draw_needs_all);
    g_test_add_func("/verification/source-fails", test_source_fails);
    return g_test_run();
}
