/* The parts of a workbook: a zip archive, unpacked with care. */
#pragma once

#include <glib.h>

/* Limits that keep a hostile file from filling time and memory. */
#define PACKAGE_MAX_TABLE (G_GUINT64_CONSTANT(4) << 30) /* bytes of a sheet, of the shared texts */
#define PACKAGE_MAX_OTHER (G_GUINT64_CONSTANT(128) << 20)

typedef struct Package Package;
/* A part being read, from its beginning to its end. */
typedef struct Part Part;

/* CHA_ERROR_INVALID: no archive, or a damaged one. */
Package *package_open(const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for bytes in memory. */
Package *package_new(GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void package_free(Package *package);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Package, package_free)

/* Names of parts: a slash in front, the case of A-Z and backslashes make no
 * difference. */
gboolean package_has(const Package *package, const char *name);

/* At most @most bytes will be read from it, and not many times more than it
 * takes in the archive. CHA_ERROR_INVALID: no such part, one with a password,
 * one packed in another way than deflate. */
Part *part_open(Package *package, const char *name, guint64 most, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void part_free(Part *part);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Part, part_free)

/* Up to @size bytes; 0 at the end, where the check sum is found to be right;
 * -1 and @error when the part is damaged or beyond its limits. */
gssize part_read(Part *part, gpointer buffer, gsize size, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* How much of it has been read, and how much there is, as the archive says. */
guint64 part_position(const Part *part);
guint64 part_size(const Part *part);
