/* Files written whole or not at all: made under a passing name in a folder of
 * their own, then moved to their place. What a killed run left there is
 * cleared away by the next. */
#pragma once

#include <gio/gio.h>

/* Makes @folder and clears what a killed run left in it. All errors of this
 * header are CHA_ERROR_OUTPUT. */
gboolean output_folder_prepare(const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Removes the place for passing names again. */
gboolean output_folder_tidy(const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct OutputFile OutputFile;

/* A file at @path below @folder, whose folders are made; one that is there is
 * replaced when this one is finished. */
OutputFile *output_file_new(const char *folder, const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean output_file_add(OutputFile *output, gconstpointer bytes, gsize length,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What was added so far, to be read until it is unreferenced. */
GMappedFile *output_file_map(OutputFile *output, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean output_file_finish(OutputFile *output, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* An unfinished file is forgotten. */
void output_file_free(OutputFile *output);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OutputFile, output_file_free)
