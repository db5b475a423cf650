/* Data: to stdout, or to a file that appears only when it is complete. */
#pragma once

#include <glib.h>

typedef struct Output Output;

/* @path is NULL or "-" for stdout. An existing file is replaced in one step
 * when the output is finished, and keeps its permissions. */
Output *output_new(const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A ChaWriter whose data is the output. */
gboolean output_write(const char *bytes, gsize length, gpointer data, GError **error);
gboolean output_write_text(Output *output, const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What is written from now on comes out in @encoding, without a byte order mark. */
gboolean output_set_encoding(Output *output, const char *encoding, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Ends the output and reports any failure to write it. */
gboolean output_finish(Output *output, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What was not finished leaves no file behind. */
void output_free(Output *output);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Output, output_free)
