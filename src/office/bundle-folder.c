#include "office/bundle-folder.h"

#include "base/i18n.h"
#include "office/bundle-notices.h"
#include "office/output-file.h"

#include <bundle-resources.h> /* generated */
#include <choucha/error.h>
#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

enum { PIECE = 256 * 1024 };

static const char README[] = "README.txt";
static const char README_RESOURCE[] = "/choucha/bundle/README.txt";

static gboolean
conflict(GError **error, const char *folder, const char *path)
{
    g_set_error(error, CHA_ERROR, CHA_ERROR_CONFLICT,
                _("%s/%s is not what is recorded for this campaign; it is left alone: move it away, or name "
                  "another folder"),
                folder, path);
    return FALSE;
}

static const BundleFile *
find_file(GPtrArray *files, const char *path)
{
    for (guint i = 0; i < files->len; i++) {
        const BundleFile *file = g_ptr_array_index(files, i);

        if (strcmp(file->path, path) == 0)
            return file;
    }
    return NULL;
}

gboolean
bundle_folder_digest(BundleSource *source, const char *path, Digest *ret_digest, GError **error)
{
    g_autoptr(Digester) digester = digester_new();
    g_autofree guint8 *buffer = g_malloc(PIECE);
    guint64 offset = 0;
    gssize length;

    while ((length = source->read(source, path, offset, buffer, PIECE, error)) > 0) {
        digester_add(digester, buffer, (gsize)length);
        offset += (guint64)length;
    }
    if (length < 0)
        return FALSE;
    *ret_digest = digester_finish(digester);
    return TRUE;
}

/* A file of the folder must be recorded, and have the recorded bytes. */
static gboolean
check_file(BundleSource *source, const char *folder, const char *path, GPtrArray *files, GError **error)
{
    const BundleFile *recorded = find_file(files, path);
    g_autofree char *full = g_build_filename(folder, path, NULL);
    char hex[DIGEST_HEX_SIZE];
    GStatBuf about;
    Digest digest;

    if (recorded == NULL || g_stat(full, &about) != 0 || (guint64)about.st_size != recorded->size)
        return conflict(error, folder, path);
    if (!bundle_folder_digest(source, path, &digest, error))
        return FALSE;
    digest_to_hex(&digest, hex);
    return strcmp(hex, recorded->digest) == 0 || conflict(error, folder, path);
}

static gboolean
check_folder(BundleSource *source, const char *folder, const char *part, GPtrArray *files, GError **error)
{
    g_autoptr(GPtrArray) paths = source->list(source, part, error);

    if (paths == NULL)
        return FALSE;
    for (guint i = 0; i < paths->len; i++) {
        if (!check_file(source, folder, g_ptr_array_index(paths, i), files, error))
            return FALSE;
    }
    return TRUE;
}

/* A notice that is there must be the one that would be written. */
static gboolean
check_notice(BundleSource *source, const char *folder, const BundleNotice *notice, GError **error)
{
    g_autofree char *full = g_build_filename(folder, notice->path, NULL);
    g_autoptr(GError) failure = NULL;
    Digest digest = digest_of(notice->text->str, notice->text->len);
    Digest there;

    if (!g_file_test(full, G_FILE_TEST_EXISTS))
        return TRUE;
    if (bundle_folder_digest(source, notice->path, &there, &failure) && digest_compare(&there, &digest) == 0)
        return TRUE;
    if (failure != NULL && !g_error_matches(failure, CHA_ERROR, CHA_ERROR_NOT_FOUND)) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    return conflict(error, folder, notice->path);
}

gboolean
bundle_folder_check_content(const char *folder, const BundleContent *content, GError **error)
{
    g_autofree char *seed = g_build_filename(folder, "seed.txt", NULL);
    BundleSource *source;
    gboolean as_recorded;

    if (g_file_test(folder, G_FILE_TEST_EXISTS) && !g_file_test(folder, G_FILE_TEST_IS_DIR)) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_CONFLICT, _("%s is not a folder; name another"), folder);
        return FALSE;
    }
    source = folder_source_new(folder);
    as_recorded = check_folder(source, folder, "commit", content->files, error) &&
                  (!g_file_test(seed, G_FILE_TEST_EXISTS) ||
                   check_file(source, folder, "seed.txt", content->files, error)) &&
                  check_folder(source, folder, "draw", content->files, error);
    for (guint i = 0; as_recorded && i < content->notices->len; i++)
        as_recorded = check_notice(source, folder, g_ptr_array_index(content->notices, i), error);
    folder_source_free(source);
    return as_recorded;
}

/* All that is recorded of a campaign. */
static gboolean
load_content(ChaStore *store, const char *campaign, GPtrArray **ret_files, GPtrArray **ret_notices,
             GError **error)
{
    *ret_files = campaign_store_list_files(store, campaign, error);
    *ret_notices = *ret_files != NULL ? bundle_notices(store, campaign, error) : NULL;
    return *ret_notices != NULL;
}

gboolean
bundle_folder_check(const char *folder, ChaStore *store, const char *campaign, GError **error)
{
    g_autoptr(GPtrArray) files = NULL;
    g_autoptr(GPtrArray) notices = NULL;

    return load_content(store, campaign, &files, &notices, error) &&
           bundle_folder_check_content(folder, &(BundleContent){files, notices}, error);
}

/* Copies one recorded file into the folder. */
static gboolean
write_file(BundleSource *recorded, const char *folder, const char *path, GError **error)
{
    g_autofree char *full = g_build_filename(folder, path, NULL);
    g_autoptr(OutputFile) output = NULL;
    g_autofree guint8 *buffer = g_malloc(PIECE);
    guint64 offset = 0;
    gssize length;

    if (g_file_test(full, G_FILE_TEST_EXISTS))
        return TRUE;
    output = output_file_new(folder, path, error);
    if (output == NULL)
        return FALSE;
    while ((length = recorded->read(recorded, path, offset, buffer, PIECE, error)) > 0) {
        if (!output_file_add(output, buffer, (gsize)length, error))
            return FALSE;
        offset += (guint64)length;
    }
    return length == 0 && output_file_finish(output, error);
}

static gboolean
write_notice(const char *folder, const BundleNotice *notice, GError **error)
{
    g_autofree char *full = g_build_filename(folder, notice->path, NULL);
    g_autoptr(OutputFile) output = NULL;

    if (g_file_test(full, G_FILE_TEST_EXISTS))
        return TRUE;
    output = output_file_new(folder, notice->path, error);
    return output != NULL && output_file_add(output, notice->text->str, notice->text->len, error) &&
           output_file_finish(output, error);
}

static gboolean
write_readme(const char *folder, GError **error)
{
    g_autofree char *full = g_build_filename(folder, README, NULL);
    g_autoptr(GBytes) text = NULL;
    g_autoptr(OutputFile) output = NULL;
    gsize length = 0;
    gconstpointer bytes;

    if (g_file_test(full, G_FILE_TEST_EXISTS))
        return TRUE;
    text =
        g_resource_lookup_data(bundle_get_resource(), README_RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
    output = text == NULL ? NULL : output_file_new(folder, README, error);
    if (output == NULL)
        return FALSE;
    bytes = g_bytes_get_data(text, &length);
    return output_file_add(output, bytes, length, error) && output_file_finish(output, error);
}

/* Writes what is missing into a folder that is prepared. */
static gboolean
write_content(const char *folder, ChaStore *store, const char *campaign, const BundleContent *content,
              GError **error)
{
    BundleSource *recorded = campaign_source_new(store, campaign);
    gboolean written = TRUE;

    for (guint i = 0; written && i < content->files->len; i++)
        written = write_file(recorded, folder,
                             ((const BundleFile *)g_ptr_array_index(content->files, i))->path, error);
    campaign_source_free(recorded);
    for (guint i = 0; written && i < content->notices->len; i++)
        written = write_notice(folder, g_ptr_array_index(content->notices, i), error);
    return written;
}

gboolean
bundle_folder_complete_content(const char *folder, ChaStore *store, const char *campaign,
                               const BundleContent *content, GError **error)
{
    return output_folder_prepare(folder, error) && write_content(folder, store, campaign, content, error) &&
           output_folder_tidy(folder, error);
}

gboolean
bundle_folder_complete(const char *folder, ChaStore *store, const char *campaign, GError **error)
{
    g_autoptr(GPtrArray) files = NULL;
    g_autoptr(GPtrArray) notices = NULL;

    return load_content(store, campaign, &files, &notices, error) && output_folder_prepare(folder, error) &&
           write_content(folder, store, campaign, &(BundleContent){files, notices}, error) &&
           write_readme(folder, error) && output_folder_tidy(folder, error);
}
