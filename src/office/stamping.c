#include <choucha/stamping.h>

#include "base/i18n.h"
#include "base/time-stamp.h"
#include "office/bundle-folder.h"
#include "office/input-file.h"
#include "office/output-file.h"

#include <choucha/error.h>
#include <string.h>

enum { STAMP_MOST = 1024 * 1024, AUTHORITIES_MOST = 16 * 1024 * 1024 };

static const struct {
    const char *name;
    const char *path;  /* what is stamped */
    const char *stamp; /* where the stamp is */
} STAMPED[] = {
    [CHA_STAMPED_COMMIT] = {"commit", "commit/SHA256SUMS", "stamps/commit.tsr"},
    [CHA_STAMPED_REVEALS] = {"reveals", "log/reveals.csv", "stamps/reveals.tsr"},
    [CHA_STAMPED_DRAW] = {"draw", "draw/SHA256SUMS", "stamps/draw.tsr"},
};

const char *
cha_stamped_name(ChaStamped stamped)
{
    return STAMPED[stamped].name;
}

void
cha_stamp_free(ChaStamp *stamp)
{
    if (stamp == NULL)
        return;
    g_free(stamp->path);
    g_free(stamp->at);
    g_free(stamp->authority);
    g_free(stamp->problem);
    g_free(stamp);
}

static void
free_stamp(gpointer data)
{
    cha_stamp_free(data);
}

gboolean
cha_stamp_request(const char *folder, ChaStamped stamped, GBytes **ret_query, GError **error)
{
    BundleSource *source = folder_source_new(folder);
    Digest digest;
    gboolean is_read = bundle_folder_digest(source, STAMPED[stamped].path, &digest, error);

    folder_source_free(source);
    if (is_read)
        *ret_query = time_stamp_request(&digest);
    return is_read;
}

/* The bytes of a stamp in the folder; NULL without @error when there is none. */
static GBytes *
read_stamp(BundleSource *source, const char *path, GError **error)
{
    g_autofree guint8 *bytes = g_malloc(STAMP_MOST);
    g_autoptr(GError) failure = NULL;
    gsize filled = 0;
    gssize length = 1;

    while (filled < STAMP_MOST && length > 0) {
        length = source->read(source, path, filled, bytes + filled, STAMP_MOST - filled, &failure);
        filled += length > 0 ? (gsize)length : 0;
    }
    if (length >= 0) /* a longer one is cut off, and then no stamp */
        return g_bytes_new(bytes, filled);
    if (!g_error_matches(failure, CHA_ERROR, CHA_ERROR_NOT_FOUND))
        g_propagate_error(error, g_steal_pointer(&failure));
    return NULL;
}

static ChaStamp *
stamp_new(gsize stamped, const TimeStamp *proven)
{
    ChaStamp *stamp = g_new0(ChaStamp, 1);

    stamp->stamped = (ChaStamped)stamped;
    stamp->path = g_strdup(STAMPED[stamped].stamp);
    if (proven != NULL) {
        stamp->at = g_strdup(proven->at);
        stamp->authority = g_strdup(proven->authority);
    }
    return stamp;
}

/* The file of the bundle that has this digest. */
static gboolean
find_stamped(BundleSource *source, const Digest *imprint, gsize *ret_stamped, GError **error)
{
    char hex[DIGEST_HEX_SIZE];

    for (gsize i = 0; i < G_N_ELEMENTS(STAMPED); i++) {
        g_autoptr(GError) failure = NULL;
        Digest digest;

        if (bundle_folder_digest(source, STAMPED[i].path, &digest, &failure)) {
            *ret_stamped = i;
            if (digest_compare(&digest, imprint) == 0)
                return TRUE;
        } else if (!g_error_matches(failure, CHA_ERROR, CHA_ERROR_NOT_FOUND)) {
            g_propagate_error(error, g_steal_pointer(&failure));
            return FALSE;
        }
    }
    digest_to_hex(imprint, hex);
    g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                _("the time stamp is about nothing in this bundle: no file to be stamped has the SHA-256 %s"),
                hex);
    return FALSE;
}

/* Puts it in its place, where no other may be. */
static gboolean
keep_stamp(BundleSource *source, const char *folder, const char *path, GBytes *response,
           gboolean *ret_repeated, GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_autoptr(GBytes) there = read_stamp(source, path, &failure);
    g_autofree char *full = g_build_filename(folder, path, NULL);
    g_autoptr(OutputFile) output = NULL;
    gsize length = 0;
    gconstpointer bytes = g_bytes_get_data(response, &length);

    *ret_repeated = there != NULL && g_bytes_equal(there, response);
    if (*ret_repeated)
        return TRUE;
    if (there != NULL || failure != NULL || g_file_test(full, G_FILE_TEST_EXISTS)) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_CONFLICT,
                    _("%s is another time stamp; it is left alone: move it away first"), full);
        return FALSE;
    }
    if (!output_folder_prepare(folder, error))
        return FALSE;
    output = output_file_new(folder, path, error);
    return output != NULL && output_file_add(output, bytes, length, error) &&
           output_file_finish(output, error) && output_folder_tidy(folder, error);
}

static gboolean
attach(BundleSource *source, const char *folder, GBytes *response, GBytes *authorities, ChaStamp **ret_stamp,
       GError **error)
{
    g_autoptr(ChaStamp) stamp = NULL;
    g_autoptr(TimeStamp) proven = NULL;
    gsize stamped = 0;
    Digest imprint;

    if (!time_stamp_imprint(response, &imprint, error) || !find_stamped(source, &imprint, &stamped, error))
        return FALSE;
    proven = time_stamp_verify(response, &imprint, authorities, error);
    if (proven == NULL)
        return FALSE;
    stamp = stamp_new(stamped, proven);
    if (!keep_stamp(source, folder, stamp->path, response, &stamp->repeated, error))
        return FALSE;
    *ret_stamp = g_steal_pointer(&stamp);
    return TRUE;
}

gboolean
cha_stamp_attach(const char *folder, const char *response, const char *authorities, ChaStamp **ret_stamp,
                 GError **error)
{
    g_autoptr(GBytes) stamp = input_file_read(response, STAMP_MOST, error);
    g_autoptr(GBytes) trusted = stamp == NULL ? NULL : input_file_read(authorities, AUTHORITIES_MOST, error);
    BundleSource *source = NULL;
    gboolean is_attached = FALSE;

    if (trusted == NULL)
        return FALSE;
    source = folder_source_new(folder);
    is_attached = attach(source, folder, stamp, trusted, ret_stamp, error);
    folder_source_free(source);
    return is_attached;
}

/* A stamp that is there, good or not; NULL when there is none. */
static ChaStamp *
examine(BundleSource *source, gsize stamped, GBytes *authorities)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) response = read_stamp(source, STAMPED[stamped].stamp, &error);
    g_autoptr(TimeStamp) proven = NULL;
    ChaStamp *stamp = NULL;
    Digest digest;

    if (response == NULL && error == NULL)
        return NULL;
    if (response != NULL && bundle_folder_digest(source, STAMPED[stamped].path, &digest, &error))
        proven = time_stamp_verify(response, &digest, authorities, &error);
    stamp = stamp_new(stamped, proven);
    if (proven == NULL)
        stamp->problem = g_strdup(error->message);
    return stamp;
}

gboolean
cha_stamp_verify(const char *folder, const char *authorities, GPtrArray **ret_stamps, GError **error)
{
    g_autoptr(GPtrArray) stamps = g_ptr_array_new_with_free_func(free_stamp);
    g_autoptr(GBytes) trusted = NULL;
    BundleSource *source = NULL;

    if (!g_file_test(folder, G_FILE_TEST_IS_DIR)) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                    _("%s is not a folder; name the folder that holds commit/, seed.txt and draw/"), folder);
        return FALSE;
    }
    trusted = input_file_read(authorities, AUTHORITIES_MOST, error);
    if (trusted == NULL)
        return FALSE;
    source = folder_source_new(folder);
    for (gsize i = 0; i < G_N_ELEMENTS(STAMPED); i++) {
        ChaStamp *stamp = examine(source, i, trusted);

        if (stamp != NULL)
            g_ptr_array_add(stamps, stamp);
    }
    folder_source_free(source);
    *ret_stamps = g_steal_pointer(&stamps);
    return TRUE;
}
