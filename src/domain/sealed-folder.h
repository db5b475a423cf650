/* commit/ or draw/: a folder whose files are listed in its SHA256SUMS. */
#pragma once

#include "domain/table.h"

/* The largest list, and the largest table that is kept in memory, in bytes. */
#define SEALED_FOLDER_KEPT_MAX (G_GUINT64_CONSTANT(256) << 20)

typedef struct SealedFolder SealedFolder;

/* Reads commit/SHA256SUMS and compares its list with the files that are there
 * (rules C1 and C2): none may be there that is not listed; those that are
 * listed may be missing. */
SealedFolder *sealed_folder_open_commit(BundleSource *source, Trouble *trouble);
/* The same for draw/ (rules D1 and D2), where @names (ends with NULL) are
 * listed and nothing else. */
SealedFolder *sealed_folder_open_draw(BundleSource *source, const char *const *names, Trouble *trouble);
void sealed_folder_free(SealedFolder *folder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SealedFolder, sealed_folder_free)

/* The bytes of SHA256SUMS. */
const GString *sealed_folder_sums(const SealedFolder *folder);

/* The files that are listed, by their place in the list. */
guint sealed_folder_count(const SealedFolder *folder);
/* The place of a path within the folder ("frames/P1.csv"); FALSE when it is
 * not listed. */
gboolean sealed_folder_find(const SealedFolder *folder, const char *path, guint *ret_index);
/* Within the folder, and from the bundle's top. */
const char *sealed_folder_path(const SealedFolder *folder, guint index);
const char *sealed_folder_full_path(const SealedFolder *folder, guint index);
guint64 sealed_folder_line_number(const SealedFolder *folder, guint index);
gboolean sealed_folder_is_present(const SealedFolder *folder, guint index);
/* Whether the digest of the file is the listed one. */
gboolean sealed_folder_matches(const SealedFolder *folder, guint index, const Digest *digest);

/* Checks the digest of a file that was read to its end (C3, at the file; D2, at
 * the line of the list) and notes that this is done. */
gboolean sealed_folder_check_digest(SealedFolder *folder, guint index, const Digest *digest,
                                    Trouble *trouble);
/* Checks the digests of all files that are there and not checked yet. */
gboolean sealed_folder_check_rest(SealedFolder *folder, Trouble *trouble);

/* Takes a row of a table; FALSE in trouble. */
typedef gboolean (*RowTaker)(gpointer data, const TableReader *row, Trouble *trouble);

/* Reads a whole table of commit/ that is there: rules T1 to T10, then C3, then
 * what @take (nullable) found wrong, so that an edited table is told from a
 * design that was wrong from the beginning. */
gboolean sealed_folder_read_table(SealedFolder *folder, guint index, const TableForm *form, RowTaker take,
                                  gpointer data, Trouble *trouble);
/* Reads a whole table of draw/ that is there: rules T1 to T10 and what @take
 * (nullable) finds wrong, row by row; its digest, @ret_digest (nullable), is
 * left to be checked: before anything else is held against what is claimed. */
gboolean sealed_folder_read_claims(SealedFolder *folder, guint index, const TableForm *form, RowTaker take,
                                   gpointer data, Digest *ret_digest, Trouble *trouble);
