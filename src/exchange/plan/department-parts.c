#include "exchange/plan/department-parts.h"

#include "base/text.h"
#include "base/words.h"

#include <string.h>

enum {
    MAX_CHARACTERS = 60, /* of a name */
    MAX_REGION = 24, /* characters of 内蒙古自治区呼伦贝尔市鄂温克族自治旗 and the like */
    MAX_GUESS = 6,
};

/* data/department-words.csv */
enum { WORD_KIND, WORD_FIELD, WORD_TEXT };

struct DepartmentWords {
    GHashTable *fields; /* word → fields joined with ';' */
    GHashTable *former; /* those of them that are no longer in use */
    GHashTable *fillers;
    GHashTable *suffixes;
    GHashTable *levels;
    GHashTable *prefixes;
    GHashTable *organs;
    GHashTable *anyone;
    GHashTable *nobody;
    GHashTable *stems; /* of the regions of known departments; owned */
    GPtrArray *rows;   /* owns the words */
    glong longest;     /* characters of a word */
};

static const struct {
    const char *kind;
    gsize offset; /* of its set */
} SETS[] = {
    {"field", offsetof(DepartmentWords, fields)},   {"former", offsetof(DepartmentWords, former)},
    {"filler", offsetof(DepartmentWords, fillers)}, {"suffix", offsetof(DepartmentWords, suffixes)},
    {"level", offsetof(DepartmentWords, levels)},   {"prefix", offsetof(DepartmentWords, prefixes)},
    {"organ", offsetof(DepartmentWords, organs)},   {"anyone", offsetof(DepartmentWords, anyone)},
    {"nobody", offsetof(DepartmentWords, nobody)},
};

static GHashTable **
set_at(DepartmentWords *words, gsize i)
{
    return G_STRUCT_MEMBER_P(words, SETS[i].offset);
}

static GHashTable *
set_of(DepartmentWords *words, const char *kind)
{
    for (gsize i = 0; i < G_N_ELEMENTS(SETS); i++) {
        if (strcmp(SETS[i].kind, kind) == 0)
            return *set_at(words, i);
    }
    g_assert_not_reached();
}

DepartmentWords *
department_words_new(void)
{
    DepartmentWords *words = g_new0(DepartmentWords, 1);

    for (gsize i = 0; i < G_N_ELEMENTS(SETS); i++)
        *set_at(words, i) = g_hash_table_new(g_str_hash, g_str_equal);
    words->stems = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    words->rows = words_load("department-words.csv");
    for (guint i = 0; i < words->rows->len; i++) {
        char **row = g_ptr_array_index(words->rows, i);
        gboolean is_new = g_hash_table_insert(set_of(words, row[WORD_KIND]), row[WORD_TEXT], row[WORD_FIELD]);

        g_assert(is_new); /* a word stands once in its kind */
        words->longest = MAX(words->longest, g_utf8_strlen(row[WORD_TEXT], -1));
    }
    return words;
}

void
department_words_free(DepartmentWords *words)
{
    if (words == NULL)
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(SETS); i++)
        g_hash_table_unref(*set_at(words, i));
    g_hash_table_unref(words->stems);
    g_ptr_array_unref(words->rows);
    g_free(words);
}

gboolean
department_words_mean_anyone(const DepartmentWords *words, const char *folded)
{
    return g_hash_table_contains(words->anyone, folded);
}

gboolean
department_words_mean_nobody(const DepartmentWords *words, const char *folded)
{
    return g_hash_table_contains(words->nobody, folded);
}

/* Characters that end the name of a region. */
static gboolean
ends_region(gunichar character)
{
    return g_utf8_strchr("省市县区州盟旗", -1, character) != NULL;
}

void
department_words_add_region(DepartmentWords *words, const char *region)
{
    const char *begin = region;

    for (const char *at = region; *at != '\0'; at = g_utf8_next_char(at)) {
        if (!ends_region(g_utf8_get_char(at)))
            continue;
        if (g_utf8_strlen(begin, at - begin) >= 2)
            g_hash_table_add(words->stems, g_strndup(begin, (gsize)(at - begin)));
        begin = g_utf8_next_char(at);
    }
    if (g_utf8_strlen(begin, -1) >= 2)
        g_hash_table_add(words->stems, g_strdup(begin));
}

/* The reading of what stands behind the region. */
typedef struct {
    const DepartmentWords *words;
    GPtrArray *fields; /* borrowed texts, each perhaps several joined with ';' */
    guint n_former;    /* of them */
} Reading;

typedef enum {
    BEFORE_WORDS,
    IN_WORDS,
    BEHIND_SUFFIX,
} Progress;

static gboolean read_on(Reading *reading, const char *at, Progress progress);

/* 生态环境局卫滨分局: a branch office of the one named. */
static gboolean
is_branch(const char *text)
{
    glong length = g_utf8_strlen(text, -1);

    return length <= MAX_GUESS + 2 && (g_str_has_suffix(text, "分局") || g_str_has_suffix(text, "支局"));
}

/* Whether the name said this before: 公安局交警支队 is a part of 公安局. */
static gboolean
has_field(const Reading *reading, const char *fields)
{
    for (guint i = 0; i < reading->fields->len; i++) {
        if (strcmp(g_ptr_array_index(reading->fields, i), fields) == 0)
            return TRUE;
    }
    return FALSE;
}

/* @behind is where the name goes on behind @piece. */
static gboolean
read_piece(Reading *reading, const char *piece, const char *behind, Progress progress)
{
    const DepartmentWords *words = reading->words;
    char *former = g_hash_table_lookup(words->former, piece);
    char *fields = former != NULL ? former : g_hash_table_lookup(words->fields, piece);

    /* 综合执法 is an office of its own, and what many others do. */
    if (progress == IN_WORDS && g_hash_table_contains(words->fillers, piece) &&
        read_on(reading, behind, IN_WORDS))
        return TRUE;
    if (fields != NULL && (progress != BEHIND_SUFFIX || has_field(reading, fields))) {
        guint before = reading->fields->len;

        g_ptr_array_add(reading->fields, fields);
        if (read_on(reading, behind, IN_WORDS)) {
            reading->n_former += former != NULL;
            return TRUE;
        }
        g_ptr_array_set_size(reading->fields, (gint)before);
    }
    if (progress == BEFORE_WORDS)
        return FALSE;
    return g_hash_table_contains(words->suffixes, piece) && read_on(reading, behind, BEHIND_SUFFIX);
}

static gboolean
is_connector(gunichar character)
{
    return g_utf8_strchr("和与及暨", -1, character) != NULL;
}

static gboolean
read_on(Reading *reading, const char *at, Progress progress)
{
    glong left = g_utf8_strlen(at, -1);

    if (left == 0)
        return progress != BEFORE_WORDS;
    for (glong length = MIN(left, reading->words->longest); length > 0; length--) {
        const char *behind = g_utf8_offset_to_pointer(at, length);
        g_autofree char *piece = g_strndup(at, (gsize)(behind - at));

        if (read_piece(reading, piece, behind, progress))
            return TRUE;
    }
    if (progress == IN_WORDS && is_connector(g_utf8_get_char(at)))
        return read_on(reading, g_utf8_next_char(at), BEFORE_WORDS);
    return progress == BEHIND_SUFFIX && is_branch(at);
}

/* "a;b", "c" → "a;b;c" */
static char *
join_fields(GPtrArray *fields)
{
    g_autoptr(GPtrArray) single = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < fields->len; i++) {
        g_autoptr(GPtrArray) some = text_split(g_ptr_array_index(fields, i));

        while (some->len > 0)
            g_ptr_array_add(single, g_ptr_array_steal_index(some, 0));
    }
    return text_join_set(single);
}

typedef enum {
    HEAD_IS_NONE,   /* nothing that a name begins with */
    HEAD_IS_REGION, /* @ret_region is set */
    HEAD_IS_GUESS,  /* likewise, and nothing in it says that it is one */
} Head;

static gboolean
is_han(const char *text)
{
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        if (g_unichar_get_script(g_utf8_get_char(at)) != G_UNICODE_SCRIPT_HAN)
            return FALSE;
    }
    return TRUE;
}

/* 红旗区, 郑州航空港经济综合实验区, but no 教育局市 nor 教育局和市. */
static gboolean
is_region(const char *text)
{
    glong length = g_utf8_strlen(text, -1);

    if (length < 2 || length > MAX_REGION || !is_han(text))
        return FALSE;
    if (strstr(text, "局") != NULL || strstr(text, "部门") != NULL || strstr(text, "机构") != NULL ||
        strstr(text, "委员会") != NULL)
        return FALSE;
    return ends_region(g_utf8_get_char(g_utf8_prev_char(text + strlen(text)))) ||
           g_str_has_suffix(text, "镇") || g_str_has_suffix(text, "乡") || g_str_has_suffix(text, "街道") ||
           g_str_has_suffix(text, "地区") || g_str_has_suffix(text, "城");
}

/* What stands before the field: 中共新乡市委 gives 新乡市. */
static Head
read_head(const DepartmentWords *words, const char *head, char **ret_region)
{
    const char *begin = head;
    g_autofree char *region = NULL;

    for (glong n = g_utf8_strlen(head, -1); n > 1 && begin == head; n--) {
        g_autofree char *prefix = g_utf8_substring(head, 0, n);

        if (g_hash_table_contains(words->prefixes, prefix))
            begin = head + strlen(prefix);
    }
    region = g_strdup(begin);
    for (glong n = 1; n <= g_utf8_strlen(begin, -1); n++) {
        const char *organ = g_utf8_offset_to_pointer(begin, g_utf8_strlen(begin, -1) - n);

        if (g_hash_table_contains(words->organs, organ)) {
            g_free(region);
            region = g_strndup(begin, (gsize)(g_utf8_next_char(organ) - begin));
            break;
        }
    }
    *ret_region = g_steal_pointer(&region);
    if (**ret_region == '\0')
        return HEAD_IS_REGION;
    if (g_hash_table_contains(words->levels, *ret_region) || is_region(*ret_region) ||
        g_hash_table_contains(words->stems, *ret_region))
        return HEAD_IS_REGION;
    return is_han(*ret_region) && g_utf8_strlen(*ret_region, -1) <= MAX_GUESS &&
                   g_utf8_strlen(*ret_region, -1) >= 2 && strstr(*ret_region, "局") == NULL
               ? HEAD_IS_GUESS
               : HEAD_IS_NONE;
}

/* The first place behind a head of the kind asked for where fields begin. */
static DepartmentParts *
read_parts(const DepartmentWords *words, const char *folded, Head wanted)
{
    g_autoptr(GPtrArray) fields = g_ptr_array_new();
    Reading reading = {words, fields, 0};

    for (const char *at = folded; *at != '\0'; at = g_utf8_next_char(at)) {
        g_autofree char *head = g_strndup(folded, (gsize)(at - folded));
        g_autofree char *region = NULL;
        DepartmentParts *parts;

        if (read_head(words, head, &region) != wanted || !read_on(&reading, at, BEFORE_WORDS))
            continue;
        parts = g_new0(DepartmentParts, 1);
        parts->region = g_steal_pointer(&region);
        parts->fields = join_fields(fields);
        parts->is_guessed = wanted == HEAD_IS_GUESS;
        parts->is_former = reading.n_former > 0;
        return parts;
    }
    return NULL;
}

/* A name of words that are not known: what its region and its suffix leave. */
static DepartmentParts *
read_unknown(const DepartmentWords *words, const char *folded)
{
    DepartmentParts *parts = g_new0(DepartmentParts, 1);
    const char *begin = folded;
    gsize length;

    for (const char *at = folded; *at != '\0'; at = g_utf8_next_char(at)) {
        g_autofree char *head = g_strndup(folded, (gsize)(at - folded));
        g_autofree char *region = NULL;

        if (read_head(words, head, &region) != HEAD_IS_REGION || g_utf8_strlen(at, -1) < 2)
            continue;
        begin = at;
        g_free(parts->region);
        parts->region = g_steal_pointer(&region);
    }
    length = strlen(begin);
    for (const char *at = begin; *at != '\0'; at = g_utf8_next_char(at)) {
        if (at > begin && g_hash_table_contains(words->suffixes, at)) {
            length = (gsize)(at - begin);
            break;
        }
    }
    parts->fields = g_strdup_printf("=%.*s", (int)length, begin);
    if (parts->region == NULL)
        parts->region = g_strdup("");
    return parts;
}

DepartmentParts *
department_parts_new(const DepartmentWords *words, const char *folded)
{
    DepartmentParts *parts;

    if (*folded == '\0' || g_utf8_strlen(folded, -1) > MAX_CHARACTERS)
        return NULL;
    parts = read_parts(words, folded, HEAD_IS_REGION);
    if (parts == NULL)
        parts = read_parts(words, folded, HEAD_IS_GUESS);
    return parts != NULL ? parts : read_unknown(words, folded);
}

void
department_parts_free(DepartmentParts *parts)
{
    if (parts == NULL)
        return;
    g_free(parts->region);
    g_free(parts->fields);
    g_free(parts);
}
