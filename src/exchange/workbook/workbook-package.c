#include "exchange/workbook/workbook-package.h"

#include "base/i18n.h"
#include "exchange/workbook/archive-directory.h"

#include <choucha/error.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

enum {
    MAX_ENTRIES = 100000,
    /* Deflate packs a thousand to one; rows of nothing but formats reach thirty.
     * What is small anyway may be packed as it likes. */
    MAX_RATIO = 200,
    FREE_RATIO_BYTES = 64 << 20
};

struct Package {
    zip_t *archive;
    GBytes *bytes; /* NULL: a file */
    guint64 size;
    GHashTable *entries; /* canonical name → index + 1 */
};

struct Part {
    zip_file_t *file;
    guint64 packed;
    guint64 size;
    guint64 most;
    guint64 position;
};

static char *
canonical_name(const char *name)
{
    char *canonical;

    while (*name == '/' || *name == '\\')
        name++;
    canonical = g_ascii_strdown(name, -1);
    return g_strdelimit(canonical, "\\", '/');
}

static gboolean
fail(GError **error, const char *message)
{
    g_set_error_literal(error, CHA_ERROR, CHA_ERROR_INVALID, message);
    return FALSE;
}

static void
fail_as_damaged(GError **error, zip_error_t *reason)
{
    g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, _("the workbook is damaged or cut off (%s)"),
                zip_error_strerror(reason));
}

static gboolean
list_entries(Package *package, GError **error)
{
    zip_int64_t n_entries = zip_get_num_entries(package->archive, 0);

    if (n_entries > MAX_ENTRIES)
        return fail(error, _("the workbook has too many parts"));
    package->entries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (zip_int64_t i = 0; i < n_entries; i++) {
        const char *name = zip_get_name(package->archive, (zip_uint64_t)i, 0);
        g_autofree char *canonical = name != NULL ? canonical_name(name) : NULL;

        if (canonical != NULL && !g_hash_table_contains(package->entries, canonical))
            g_hash_table_insert(package->entries, g_steal_pointer(&canonical), GINT_TO_POINTER((gint)i + 1));
    }
    return TRUE;
}

static gboolean
check_directory(const ArchiveSource *source, GError **error)
{
    return archive_directory_is_small(source) || fail(error, _("the workbook has too many parts"));
}

/* Takes over @file when it succeeds. */
static gboolean
open_archive(Package *package, int file, GError **error)
{
    struct stat status = {0};
    ArchiveSource source = {.file = file};
    zip_error_t reason;
    int code = 0;

    if (fstat(file, &status) == 0)
        source.size = (guint64)MAX(status.st_size, 0);
    package->size = source.size;
    if (!check_directory(&source, error))
        return FALSE;
    package->archive = zip_fdopen(file, 0, &code);
    if (package->archive != NULL)
        return TRUE;
    zip_error_init_with_code(&reason, code);
    fail_as_damaged(error, &reason);
    zip_error_fini(&reason);
    return FALSE;
}

Package *
package_open(const char *path, GError **error)
{
    g_autoptr(Package) package = g_new0(Package, 1);
    int file = open(path, O_RDONLY | O_CLOEXEC);

    if (file < 0) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, _("cannot be opened: %s"), g_strerror(errno));
        return NULL;
    }
    if (!open_archive(package, file, error)) {
        (void)close(file);
        return NULL;
    }
    return list_entries(package, error) ? g_steal_pointer(&package) : NULL;
}

Package *
package_new(GBytes *bytes, GError **error)
{
    g_autoptr(Package) package = g_new0(Package, 1);
    gsize length = 0;
    const void *data = g_bytes_get_data(bytes, &length);
    const ArchiveSource whole = {.file = -1, .bytes = bytes, .size = length};
    zip_source_t *source;
    zip_error_t reason;

    if (!check_directory(&whole, error))
        return NULL;
    zip_error_init(&reason);
    package->bytes = g_bytes_ref(bytes);
    package->size = length;
    source = zip_source_buffer_create(data, length, 0, &reason);
    if (source != NULL)
        package->archive = zip_open_from_source(source, ZIP_RDONLY, &reason);
    if (package->archive == NULL) {
        zip_source_free(source);
        fail_as_damaged(error, &reason);
        zip_error_fini(&reason);
        return NULL;
    }
    zip_error_fini(&reason);
    return list_entries(package, error) ? g_steal_pointer(&package) : NULL;
}

void
package_free(Package *package)
{
    if (package == NULL)
        return;
    if (package->archive != NULL)
        zip_discard(package->archive);
    g_clear_pointer(&package->entries, g_hash_table_unref);
    g_clear_pointer(&package->bytes, g_bytes_unref);
    g_free(package);
}

static gint
find_entry(const Package *package, const char *name)
{
    g_autofree char *canonical = canonical_name(name);

    return GPOINTER_TO_INT(g_hash_table_lookup(package->entries, canonical)) - 1;
}

gboolean
package_has(const Package *package, const char *name)
{
    return find_entry(package, name) >= 0;
}

/* What cannot be read, whatever its bytes are. */
static const char *
find_obstacle(const zip_stat_t *status)
{
    if (status->encryption_method != ZIP_EM_NONE)
        return _("the workbook is protected by a password; take it off and save it again");
    if (status->comp_method != ZIP_CM_STORE && status->comp_method != ZIP_CM_DEFLATE)
        return _("the workbook is packed in an unusual way; open it and save it again as .xlsx");
    return NULL;
}

Part *
part_open(Package *package, const char *name, guint64 most, GError **error)
{
    g_autoptr(Part) part = g_new0(Part, 1);
    const zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD;
    gint index = find_entry(package, name);
    zip_stat_t status = {0};
    const char *obstacle;

    if (index < 0) {
        (void)fail(error, _("the workbook is damaged: a part that it names is missing"));
        return NULL;
    }
    if (zip_stat_index(package->archive, (zip_uint64_t)index, 0, &status) != 0 ||
        (status.valid & needed) != needed) {
        fail_as_damaged(error, zip_get_error(package->archive));
        return NULL;
    }
    obstacle = find_obstacle(&status);
    if (obstacle != NULL) {
        (void)fail(error, obstacle);
        return NULL;
    }
    part->file = zip_fopen_index(package->archive, (zip_uint64_t)index, 0);
    if (part->file == NULL) {
        fail_as_damaged(error, zip_get_error(package->archive));
        return NULL;
    }
    part->packed = MIN(status.comp_size, package->size); /* an archive may say anything */
    part->size = status.size;
    part->most = most;
    return g_steal_pointer(&part);
}

void
part_free(Part *part)
{
    if (part == NULL)
        return;
    if (part->file != NULL)
        (void)zip_fclose(part->file);
    g_free(part);
}

gssize
part_read(Part *part, gpointer buffer, gsize size, GError **error)
{
    zip_int64_t n = zip_fread(part->file, buffer, size);

    if (n < 0) {
        fail_as_damaged(error, zip_file_get_error(part->file));
        return -1;
    }
    part->position += (guint64)n;
    if (part->position > part->most ||
        (part->position > FREE_RATIO_BYTES && part->position / MAX_RATIO > part->packed)) {
        (void)fail(error, _("the workbook unpacks to far more than it can hold"));
        return -1;
    }
    return (gssize)n;
}

guint64
part_position(const Part *part)
{
    return part->position;
}

guint64
part_size(const Part *part)
{
    return part->size;
}
