/* The lines of one file of a bundle, read once from front to back, with the
 * digest of all its bytes. */
#pragma once

#include "base/digest.h"
#include "domain/bundle-source.h"
#include "domain/rule.h"

/* The longest line that is read, in bytes without its LF. */
#define FILE_READER_LINE_MAX (1024 * 1024)

typedef struct FileReader FileReader;

/* @buffer_size: how many bytes are read at once; a longer line needs more. */
FileReader *file_reader_new(BundleSource *source, const char *path, gsize buffer_size);
void file_reader_free(FileReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FileReader, file_reader_free)

/* Goes to the beginning of a line known from an earlier reading. No digest is
 * made from here on. */
void file_reader_seek(FileReader *reader, guint64 offset, guint64 line_number);

/* The next line, not checked, ended with NUL in the place of its LF; its bytes
 * may be changed and are the reader's until the next call. FALSE at the end of
 * the file and in trouble, which includes a last line without LF and a line
 * that is too long (both T2). */
gboolean file_reader_next(FileReader *reader, char **ret_line, gsize *ret_length, Trouble *trouble);
/* Reads on to the end without looking for lines. */
gboolean file_reader_drain(FileReader *reader, Trouble *trouble);

const char *file_reader_path(const FileReader *reader);
/* Of the line that was read last: its number, from 1, and where it begins. */
guint64 file_reader_line_number(const FileReader *reader);
guint64 file_reader_line_offset(const FileReader *reader);
/* Of the whole file, once, when its end was reached. */
Digest file_reader_digest(FileReader *reader);
