/* A bundle's folder: read as a source of bytes, compared with what the store
 * has recorded, and completed from it. */
#pragma once

#include "store/campaign-store.h"

/* The bundle in @folder. Symbolic links, devices and the like are listed as no
 * regular files and never followed. */
BundleSource *folder_source_new(const char *folder);
void folder_source_free(BundleSource *source);

/* The SHA-256 of a file; CHA_ERROR_NOT_FOUND when it is not there or no regular file. */
gboolean bundle_folder_digest(BundleSource *source, const char *path, Digest *ret_digest,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a folder may hold of a campaign, and is to be completed with: recorded
 * files (element-type BundleFile) and notices (element-type BundleNotice). */
typedef struct {
    GPtrArray *files;
    GPtrArray *notices;
} BundleContent;

/* As the functions below, for a part of a bundle: nothing else of commit/,
 * seed.txt and draw/ may be there. */
gboolean bundle_folder_check_content(const char *folder, const BundleContent *content,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean bundle_folder_complete_content(const char *folder, ChaStore *store, const char *campaign,
                                        const BundleContent *content,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* CHA_ERROR_CONFLICT when commit/, seed.txt or draw/ hold anything but bytes
 * that are recorded for the campaign, or a notice beside them is another; files
 * may be missing. */
gboolean bundle_folder_check(const char *folder, ChaStore *store, const char *campaign,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes what is missing, each file whole or not at all, with the
 * notices that belong beside them, and a README.txt for outsiders. CHA_ERROR_OUTPUT when that fails. */
gboolean bundle_folder_complete(const char *folder, ChaStore *store, const char *campaign,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
