#include "domain/sealed-folder.h"

#include "base/i18n.h"
#include "base/text.h"
#include "domain/canonical.h"

#include <inttypes.h>
#include <string.h>

enum { BUFFER_SIZE = 64 * 1024, PATH_AT = 66 };

static const char SUMS[] = "SHA256SUMS";

typedef struct {
    char *full_path;
    const char *path; /* the part of it within the folder */
    char hex[DIGEST_HEX_SIZE];
    gboolean is_present;
    gboolean is_checked;
} Entry;

typedef struct {
    const char *name;
    Rule form;    /* of the list */
    Rule missing; /* is the list */
    Rule holding; /* what may be there */
    Rule digest;
} FolderRules;

struct SealedFolder {
    BundleSource *source;
    const FolderRules *rules;
    const char *name;
    GString *sums;
    GPtrArray *entries; /* (element-type Entry) in the order of the list */
};

static void
entry_free(Entry *entry)
{
    g_free(entry->full_path);
    g_free(entry);
}

void
sealed_folder_free(SealedFolder *folder)
{
    if (folder == NULL)
        return;
    g_string_free(folder->sums, TRUE);
    g_ptr_array_unref(folder->entries);
    g_free(folder);
}

/* A path that stays in the folder, and that `sha256sum` writes as it is. */
static gboolean
is_safe_path(const char *path)
{
    for (;;) {
        gsize length = strcspn(path, "/");

        if (length == 0 || strncmp(path, ".", length) == 0 || (length == 2 && strncmp(path, "..", 2) == 0) ||
            memchr(path, '\\', length) != NULL)
            return FALSE;
        if (path[length] == '\0')
            return TRUE;
        path += length + 1;
    }
}

static gboolean
add_entry(SealedFolder *folder, const char *sums_path, guint64 line_number, const char *line,
          Trouble *trouble)
{
    const char *path;
    Entry *entry = NULL;
    const Entry *last = NULL;

    if (strlen(line) <= PATH_AT || !canonical_is_digest(line, PATH_AT - 2) || line[PATH_AT - 2] != ' ' ||
        line[PATH_AT - 1] != ' ')
        return trouble_add_fault(
            trouble, folder->rules->form, sums_path, line_number,
            _("the line is not 64 lower-case hexadecimal digits, two spaces and a path"));
    path = line + PATH_AT;
    if (!is_safe_path(path))
        return trouble_add_fault(trouble, folder->rules->form, sums_path, line_number,
                                 _("\"%s\" is not a plain path within the folder"), path);
    if (strcmp(path, SUMS) == 0)
        return trouble_add_fault(trouble, folder->rules->form, sums_path, line_number,
                                 _("the list names itself; it must name the other files only"));
    if (folder->entries->len > 0)
        last = folder->entries->pdata[folder->entries->len - 1];
    if (last != NULL && strcmp(last->path, path) >= 0)
        return trouble_add_fault(
            trouble, folder->rules->form, sums_path, line_number,
            _("\"%s\" is listed after \"%s\"; paths must be in byte order without repetition"), path,
            last->path);
    entry = g_new0(Entry, 1);
    entry->full_path = g_strdup_printf("%s/%s", folder->name, path);
    entry->path = entry->full_path + strlen(folder->name) + 1;
    memcpy(entry->hex, line, DIGEST_HEX_SIZE - 1);
    g_ptr_array_add(folder->entries, entry);
    return TRUE;
}

static gboolean
read_sums(SealedFolder *folder, const char *sums_path, Trouble *trouble)
{
    g_autoptr(FileReader) reader = file_reader_new(folder->source, sums_path, BUFFER_SIZE);
    char *line = NULL;
    gsize length = 0;

    while (file_reader_next(reader, &line, &length, trouble)) {
        guint64 line_number = file_reader_line_number(reader);

        if (!canonical_check_line(sums_path, line_number, line, length, trouble))
            return FALSE;
        if (file_reader_line_offset(reader) > SEALED_FOLDER_KEPT_MAX)
            return trouble_add_fault(
                trouble, folder->rules->form, sums_path, line_number,
                _("the list is longer than %" PRIu64 " bytes; so long a list is not read"),
                SEALED_FOLDER_KEPT_MAX);
        g_string_append_len(folder->sums, line, (gssize)length);
        g_string_append_c(folder->sums, '\n');
        if (!add_entry(folder, sums_path, line_number, line, trouble))
            return FALSE;
    }
    return !trouble_is_set(trouble);
}

/* The files of the folder in byte order; none of them may be something else. */
static GPtrArray *
list_files(const SealedFolder *folder, Trouble *trouble)
{
    GError *error = NULL;
    g_autoptr(GPtrArray) files = folder->source->list(folder->source, folder->name, &error);

    if (files == NULL) {
        trouble_take(trouble, &(Trouble){.error = error});
        return NULL;
    }
    g_ptr_array_sort(files, text_compare_pointers);
    for (guint i = 0; i < files->len; i++) {
        g_autofree char *file = g_strdup(files->pdata[i]);

        if (!g_str_has_suffix(file, "/"))
            continue;
        file[strlen(file) - 1] = '\0';
        trouble_add_fault(trouble, folder->rules->holding, file, 0,
                          _("this is neither a regular file nor a folder, and nothing else may be here"));
        return NULL;
    }
    return g_steal_pointer(&files);
}

/* Marks the entries whose files are there. */
static gboolean
compare_with_files(SealedFolder *folder, GPtrArray *files, const char *sums_path, Trouble *trouble)
{
    for (guint i = 0; i < files->len; i++) {
        const char *file = files->pdata[i];
        guint index = 0;

        if (strcmp(file, sums_path) == 0)
            continue;
        if (!sealed_folder_find(folder, file + strlen(folder->name) + 1, &index))
            return trouble_add_fault(trouble, folder->rules->holding, file, 0,
                                     _("the file is not listed in %s; every file must be"), sums_path);
        ((Entry *)folder->entries->pdata[index])->is_present = TRUE;
    }
    return TRUE;
}

/* Whether the list has these names and no other; without names, any will do. */
static gboolean
check_names(const SealedFolder *folder, const char *const *names, const char *sums_path, Trouble *trouble)
{
    guint n_names = 0;

    if (names == NULL)
        return TRUE;
    for (; names[n_names] != NULL; n_names++) {
        if (n_names >= folder->entries->len ||
            strcmp(sealed_folder_path(folder, n_names), names[n_names]) != 0)
            return trouble_add_fault(trouble, folder->rules->form, sums_path, (guint64)n_names + 1,
                                     _("this must be the line of %s"), names[n_names]);
    }
    if (folder->entries->len > n_names)
        return trouble_add_fault(trouble, folder->rules->form, sums_path, (guint64)n_names + 1,
                                 _("the line is too much; the list has only %u"), n_names);
    return TRUE;
}

static SealedFolder *
open_folder(BundleSource *source, const FolderRules *rules, const char *const *names, Trouble *trouble)
{
    g_autoptr(SealedFolder) folder = g_new0(SealedFolder, 1);
    g_autofree char *sums_path = g_strdup_printf("%s/%s", rules->name, SUMS);
    g_autoptr(GPtrArray) files = NULL;

    folder->source = source;
    folder->rules = rules;
    folder->name = rules->name;
    folder->sums = g_string_new(NULL);
    folder->entries = g_ptr_array_new_with_free_func((GDestroyNotify)entry_free);

    files = list_files(folder, trouble);
    if (files == NULL)
        return NULL;
    if (!g_ptr_array_find_with_equal_func(files, sums_path, g_str_equal, NULL)) {
        trouble_add_fault(trouble, rules->missing, sums_path, 0,
                          _("the file is missing; without it nothing can be checked"));
        return NULL;
    }
    if (!read_sums(folder, sums_path, trouble) || !check_names(folder, names, sums_path, trouble) ||
        !compare_with_files(folder, files, sums_path, trouble))
        return NULL;
    return g_steal_pointer(&folder);
}

SealedFolder *
sealed_folder_open_commit(BundleSource *source, Trouble *trouble)
{
    static const FolderRules RULES = {"commit", RULE_C1, RULE_C2, RULE_C2, RULE_C3};

    return open_folder(source, &RULES, NULL, trouble);
}

SealedFolder *
sealed_folder_open_draw(BundleSource *source, const char *const *names, Trouble *trouble)
{
    static const FolderRules RULES = {"draw", RULE_D2, RULE_D1, RULE_D1, RULE_D2};

    return open_folder(source, &RULES, names, trouble);
}

const GString *
sealed_folder_sums(const SealedFolder *folder)
{
    return folder->sums;
}

guint
sealed_folder_count(const SealedFolder *folder)
{
    return folder->entries->len;
}

static const Entry *
get_entry(const SealedFolder *folder, guint index)
{
    return folder->entries->pdata[index];
}

gboolean
sealed_folder_find(const SealedFolder *folder, const char *path, guint *ret_index)
{
    guint first = 0;
    guint end = folder->entries->len;

    while (first < end) {
        guint middle = first + (end - first) / 2;
        int order = strcmp(get_entry(folder, middle)->path, path);

        if (order == 0) {
            *ret_index = middle;
            return TRUE;
        }
        if (order < 0)
            first = middle + 1;
        else
            end = middle;
    }
    return FALSE;
}

const char *
sealed_folder_path(const SealedFolder *folder, guint index)
{
    return get_entry(folder, index)->path;
}

const char *
sealed_folder_full_path(const SealedFolder *folder, guint index)
{
    return get_entry(folder, index)->full_path;
}

guint64
sealed_folder_line_number(const SealedFolder *folder, guint index)
{
    (void)folder;
    return (guint64)index + 1; /* the list has no header, and one line a file */
}

gboolean
sealed_folder_is_present(const SealedFolder *folder, guint index)
{
    return get_entry(folder, index)->is_present;
}

gboolean
sealed_folder_matches(const SealedFolder *folder, guint index, const Digest *digest)
{
    char hex[DIGEST_HEX_SIZE];

    digest_to_hex(digest, hex);
    return strcmp(hex, get_entry(folder, index)->hex) == 0;
}

gboolean
sealed_folder_check_digest(SealedFolder *folder, guint index, const Digest *digest, Trouble *trouble)
{
    Entry *entry = folder->entries->pdata[index];
    g_autofree char *sums_path = g_strdup_printf("%s/%s", folder->name, SUMS);
    gboolean blames_file = folder->rules->digest == RULE_C3;
    char hex[DIGEST_HEX_SIZE];

    entry->is_checked = TRUE;
    if (sealed_folder_matches(folder, index, digest))
        return TRUE;
    digest_to_hex(digest, hex);
    return trouble_add_fault(trouble, folder->rules->digest, blames_file ? entry->full_path : sums_path,
                             blames_file ? 0 : sealed_folder_line_number(folder, index),
                             _("the digest of %s is %s; line %u of %s says %s"), entry->full_path, hex,
                             index + 1, sums_path, entry->hex);
}

gboolean
sealed_folder_check_rest(SealedFolder *folder, Trouble *trouble)
{
    for (guint i = 0; i < folder->entries->len; i++) {
        const Entry *entry = get_entry(folder, i);
        g_autoptr(FileReader) reader = NULL;
        Digest digest;

        if (!entry->is_present || entry->is_checked)
            continue;
        reader = file_reader_new(folder->source, entry->full_path, BUFFER_SIZE);
        if (!file_reader_drain(reader, trouble))
            return FALSE;
        digest = file_reader_digest(reader);
        if (!sealed_folder_check_digest(folder, i, &digest, trouble))
            return FALSE;
    }
    return TRUE;
}

/* @found takes what @take finds wrong. */
static gboolean
read_rows(TableReader *reader, const TableForm *form, RowTaker take, gpointer data, Trouble *found,
          Trouble *trouble)
{
    while (table_reader_next(reader, trouble)) {
        if (!form->is_streamed && table_reader_place(reader).offset > SEALED_FOLDER_KEPT_MAX)
            return trouble_add_fault(
                trouble, RULE_T2, table_reader_path(reader), table_reader_line_number(reader),
                _("the table is longer than %" PRIu64 " bytes; so long a table is not read"),
                SEALED_FOLDER_KEPT_MAX);
        if (take != NULL && !trouble_is_set(found))
            take(data, reader, found);
    }
    return !trouble_is_set(trouble);
}

gboolean
sealed_folder_read_table(SealedFolder *folder, guint index, const TableForm *form, RowTaker take,
                         gpointer data, Trouble *trouble)
{
    g_autoptr(TableReader) reader =
        table_reader_new(folder->source, sealed_folder_full_path(folder, index), form, BUFFER_SIZE);
    g_auto(Trouble) found = {NULL, NULL};
    Digest digest;

    if (!read_rows(reader, form, take, data, &found, trouble))
        return FALSE;
    digest = table_reader_digest(reader);
    if (!sealed_folder_check_digest(folder, index, &digest, trouble))
        return FALSE;
    trouble_take(trouble, &found);
    return !trouble_is_set(trouble);
}

gboolean
sealed_folder_read_claims(SealedFolder *folder, guint index, const TableForm *form, RowTaker take,
                          gpointer data, Digest *ret_digest, Trouble *trouble)
{
    g_autoptr(TableReader) reader =
        table_reader_new(folder->source, sealed_folder_full_path(folder, index), form, BUFFER_SIZE);
    g_auto(Trouble) found = {NULL, NULL};

    if (!read_rows(reader, form, take, data, &found, trouble))
        return FALSE;
    if (ret_digest != NULL)
        *ret_digest = table_reader_digest(reader);
    trouble_take(trouble, &found);
    return !trouble_is_set(trouble);
}
