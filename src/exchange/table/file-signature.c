#include "exchange/table/file-signature.h"

#include "base/i18n.h"

#include <choucha/error.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    HEAD_BYTES = 4096,
    PIECE_BYTES = 65536, /* a multiple of an entry */
    ENTRY_BYTES = 128,   /* of a compound file's folder */
    MAX_SEARCHED = 256 << 20
};

typedef enum {
    LOOK_TEXT,
    LOOK_ARCHIVE,
    LOOK_COMPOUND, /* of old programs; also what encrypted workbooks are wrapped in */
    LOOK_OLD,
    LOOK_PAGE,
    LOOK_XML,
} Look;

/* The name of the stream that holds an encrypted workbook. */
static const char ENCRYPTED[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

static const struct {
    const char *bytes;
    gsize length;
    Look look;
} SIGNATURES[] = {
    {"PK\x03\x04", 4, LOOK_ARCHIVE},
    {"PK\x05\x06", 4, LOOK_ARCHIVE},
    {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, LOOK_COMPOUND},
    {"\x09\x00\x04\x00", 4, LOOK_OLD},
    {"\x09\x02\x06\x00", 4, LOOK_OLD},
    {"\x09\x04\x06\x00", 4, LOOK_OLD},
    {"\x09\x08\x08\x00", 4, LOOK_OLD},
    {"\x09\x08\x10\x00", 4, LOOK_OLD},
};

/* What a page begins with, behind blanks. */
static const struct {
    const char *text;
    Look look;
} MARKUP[] = {
    {"<html", LOOK_PAGE},    {"<!doctype html", LOOK_PAGE},
    {"<table", LOOK_PAGE},   {"<head", LOOK_PAGE},
    {"<meta", LOOK_PAGE},    {"<style", LOOK_PAGE},
    {"<body", LOOK_PAGE},    {"<div", LOOK_PAGE},
    {"<script", LOOK_PAGE},  {"<title", LOOK_PAGE},
    {"<link", LOOK_PAGE},    {"<center", LOOK_PAGE},
    {"<font", LOOK_PAGE},    {"<form", LOOK_PAGE},
    {"<span", LOOK_PAGE},    {"<tr", LOOK_PAGE},
    {"<h1", LOOK_PAGE},      {"<p>", LOOK_PAGE},
    {"<br", LOOK_PAGE},      {"<!--", LOOK_PAGE},
    {"<!doctype", LOOK_XML}, {"mime-version:", LOOK_PAGE},
    {"<?xml", LOOK_XML},     {"<workbook", LOOK_XML},
};

static Look
look_at_text(const char *head, gsize length)
{
    static const char MARK[] = "\xef\xbb\xbf";
    gsize at = length >= strlen(MARK) && memcmp(head, MARK, strlen(MARK)) == 0 ? strlen(MARK) : 0;

    while (at < length && strchr(" \t\r\n", head[at]) != NULL && head[at] != '\0')
        at++;
    for (gsize i = 0; i < G_N_ELEMENTS(MARKUP); i++) {
        gsize n = strlen(MARKUP[i].text);

        if (length - at >= n && g_ascii_strncasecmp(head + at, MARKUP[i].text, n) == 0)
            return MARKUP[i].look;
    }
    return LOOK_TEXT;
}

static Look
look_at(const char *head, gsize length)
{
    for (gsize i = 0; i < G_N_ELEMENTS(SIGNATURES); i++) {
        if (length >= SIGNATURES[i].length && memcmp(head, SIGNATURES[i].bytes, SIGNATURES[i].length) == 0)
            return SIGNATURES[i].look;
    }
    return look_at_text(head, length);
}

/* Entries of the folder lie at multiples of their size, wherever it is. */
static gboolean
has_encrypted(const char *piece, gsize length)
{
    for (gsize at = 0; at + ENTRY_BYTES <= length; at += ENTRY_BYTES) {
        if (memcmp(piece + at, ENCRYPTED, sizeof ENCRYPTED) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean
conclude(Look look, gboolean is_encrypted, FileKind *ret_kind, GError **error)
{
    const char *message = NULL;

    switch (look) {
    case LOOK_TEXT:
        *ret_kind = FILE_TEXT;
        return TRUE;
    case LOOK_ARCHIVE:
        *ret_kind = FILE_WORKBOOK;
        return TRUE;
    case LOOK_COMPOUND:
        message = is_encrypted
                      ? _("the workbook is protected by a password; open it, take the password off and "
                          "save it as .xlsx")
                      : _("an old workbook (.xls or .et); open it and save it as .xlsx");
        break;
    case LOOK_PAGE:
        message =
            _("a web page (HTML), whatever its name says; open it in a spreadsheet program and save it as "
              ".xlsx");
        break;
    case LOOK_XML:
        message = _("an XML document; open it in a spreadsheet program and save it as .xlsx");
        break;
    case LOOK_OLD:
    default:
        message = _("an old workbook (.xls or .et); open it and save it as .xlsx");
        break;
    }
    g_set_error_literal(error, CHA_ERROR, CHA_ERROR_INVALID, message);
    return FALSE;
}

gboolean
file_signature_examine(const char *bytes, gsize length, FileKind *ret_kind, GError **error)
{
    Look look = look_at(bytes, length);

    return conclude(look, look == LOOK_COMPOUND && has_encrypted(bytes, length), ret_kind, error);
}

static gsize
read_at(int file, char *piece, gsize size, off_t offset)
{
    gsize done = 0;

    while (done < size) {
        gssize n = pread(file, piece + done, size - done, offset + (off_t)done);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break; /* what cannot be read is for the reading itself to report */
        done += (gsize)n;
    }
    return done;
}

static gboolean
search_encrypted(int file)
{
    g_autofree char *piece = g_malloc(PIECE_BYTES);

    for (off_t offset = 0; offset < MAX_SEARCHED; offset += PIECE_BYTES) {
        gsize n = read_at(file, piece, PIECE_BYTES, offset);

        if (has_encrypted(piece, n))
            return TRUE;
        if (n < PIECE_BYTES)
            return FALSE;
    }
    return FALSE;
}

gboolean
file_signature_look(const char *path, FileKind *ret_kind, GError **error)
{
    char head[HEAD_BYTES];
    struct stat status;
    Look look = LOOK_TEXT;
    gboolean is_encrypted = FALSE;
    int file;

    /* A pipe can be read only once. */
    if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
        return conclude(LOOK_TEXT, FALSE, ret_kind, error);
    file = open(path, O_RDONLY | O_CLOEXEC);
    if (file >= 0) {
        look = look_at(head, read_at(file, head, sizeof head, 0));
        is_encrypted = look == LOOK_COMPOUND && search_encrypted(file);
        (void)close(file);
    }
    return conclude(look, is_encrypted, ret_kind, error);
}
