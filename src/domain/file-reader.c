#include "domain/file-reader.h"

#include "base/i18n.h"

#include <string.h>

struct FileReader {
    BundleSource *source;
    char *path;
    Digester *digester; /* (nullable): NULL after a jump */
    char *buffer;
    gsize size;
    gsize begin;    /* of what was not given out yet */
    gsize end;      /* of what was read */
    guint64 offset; /* in the file, of `end` */
    gboolean at_end;
    guint64 line_number;
    guint64 line_offset;
};

FileReader *
file_reader_new(BundleSource *source, const char *path, gsize buffer_size)
{
    FileReader *reader = g_new0(FileReader, 1);

    reader->source = source;
    reader->path = g_strdup(path);
    reader->digester = digester_new();
    reader->size = buffer_size;
    reader->buffer = g_malloc(buffer_size);
    return reader;
}

void
file_reader_free(FileReader *reader)
{
    if (reader == NULL)
        return;
    g_free(reader->path);
    digester_free(reader->digester);
    g_free(reader->buffer);
    g_free(reader);
}

void
file_reader_seek(FileReader *reader, guint64 offset, guint64 line_number)
{
    g_clear_pointer(&reader->digester, digester_free);
    reader->begin = 0;
    reader->end = 0;
    reader->offset = offset;
    reader->at_end = FALSE;
    reader->line_number = line_number - 1;
}

/* Reads more behind what is in the buffer, making room first. */
static gboolean
fill(FileReader *reader, Trouble *trouble)
{
    GError *error = NULL;
    gssize length;

    if (reader->begin > 0) {
        memmove(reader->buffer, reader->buffer + reader->begin, reader->end - reader->begin);
        reader->end -= reader->begin;
        reader->begin = 0;
    }
    if (reader->end == reader->size) {
        reader->size *= 2;
        reader->buffer = g_realloc(reader->buffer, reader->size);
    }
    length = reader->source->read(reader->source, reader->path, reader->offset,
                                  (guint8 *)reader->buffer + reader->end, reader->size - reader->end, &error);
    if (length < 0) {
        trouble_take(trouble, &(Trouble){.error = error});
        return FALSE;
    }
    if (reader->digester != NULL)
        digester_add(reader->digester, reader->buffer + reader->end, (gsize)length);
    reader->end += (gsize)length;
    reader->offset += (gsize)length;
    reader->at_end = length == 0;
    return TRUE;
}

static gboolean
refuse_length(FileReader *reader, Trouble *trouble)
{
    return trouble_add_fault(trouble, RULE_T2, reader->path, reader->line_number + 1,
                             _("the line is longer than %d bytes; so long a line is not read"),
                             FILE_READER_LINE_MAX);
}

gboolean
file_reader_next(FileReader *reader, char **ret_line, gsize *ret_length, Trouble *trouble)
{
    gsize searched = 0;
    char *line_end = NULL;

    for (;;) {
        gsize available = reader->end - reader->begin;
        char *begin = reader->buffer + reader->begin;

        line_end = available > searched ? memchr(begin + searched, '\n', available - searched) : NULL;
        searched = line_end != NULL ? (gsize)(line_end - begin) : available;
        if (searched > FILE_READER_LINE_MAX)
            return refuse_length(reader, trouble);
        if (line_end != NULL || reader->at_end)
            break;
        if (!fill(reader, trouble))
            return FALSE;
    }
    if (line_end == NULL) {
        if (reader->end > reader->begin)
            return trouble_add_fault(trouble, RULE_T2, reader->path, reader->line_number + 1,
                                     _("the last line does not end with LF; every line must"));
        return FALSE;
    }
    reader->line_number++;
    reader->line_offset = reader->offset - (reader->end - reader->begin);
    *line_end = '\0';
    *ret_line = reader->buffer + reader->begin;
    *ret_length = (gsize)(line_end - *ret_line);
    reader->begin += *ret_length + 1;
    return TRUE;
}

gboolean
file_reader_drain(FileReader *reader, Trouble *trouble)
{
    while (!reader->at_end) {
        reader->begin = 0;
        reader->end = 0;
        if (!fill(reader, trouble))
            return FALSE;
    }
    return TRUE;
}

const char *
file_reader_path(const FileReader *reader)
{
    return reader->path;
}

guint64
file_reader_line_number(const FileReader *reader)
{
    return reader->line_number;
}

guint64
file_reader_line_offset(const FileReader *reader)
{
    return reader->line_offset;
}

Digest
file_reader_digest(FileReader *reader)
{
    return digester_finish(reader->digester);
}
