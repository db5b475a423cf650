#include "exchange/plan/department-name.h"

#include "base/text.h"
#include "exchange/plan/department-region.h"

#include <string.h>

enum { MAX_CANDIDATES = 3 };

/* What a name may say in brackets of the one who leads. */
static const char LEADS[] = "=牵头";

typedef struct {
    char *code;
    char *name;
    GPtrArray *parts; /* (element-type DepartmentParts) of the name, and of what stands in its brackets */
} Named;

struct DepartmentNames {
    DepartmentWords *words;
    GPtrArray *departments; /* Named */
};

static void
named_free(gpointer data)
{
    Named *named = data;

    g_free(named->code);
    g_free(named->name);
    g_ptr_array_unref(named->parts);
    g_free(named);
}

DepartmentNames *
department_names_new(void)
{
    DepartmentNames *names = g_new0(DepartmentNames, 1);

    names->words = department_words_new();
    names->departments = g_ptr_array_new_with_free_func(named_free);
    return names;
}

void
department_names_free(DepartmentNames *names)
{
    if (names == NULL)
        return;
    g_ptr_array_unref(names->departments);
    department_words_free(names->words);
    g_free(names);
}

const DepartmentWords *
department_names_words(const DepartmentNames *names)
{
    return names->words;
}

static void
add_parts(const DepartmentWords *words, GPtrArray *all, char *folded)
{
    DepartmentParts *parts = department_parts_new(words, folded);

    if (parts != NULL)
        g_ptr_array_add(all, parts);
    g_free(folded);
}

/* A name and the others that it gives in brackets or behind a stroke; the
 * first is the name itself. */
static GPtrArray *
read_names(const DepartmentWords *words, const char *text)
{
    GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)department_parts_free);
    g_autofree char *folded = text_fold(text);
    const char *open = strchr(folded, '(');
    const char *close = open != NULL ? strrchr(open, ')') : NULL;
    const char *stroke = strchr(folded, '/');

    /* 各县（市、区）: brackets that are part of a region's name. */
    if (close == NULL || g_str_has_prefix(folded, "各") || g_str_has_prefix(folded, "县(") ||
        g_str_has_prefix(folded, "区(") || g_str_has_prefix(folded, "市(")) {
        if (stroke == NULL)
            add_parts(words, all, g_steal_pointer(&folded));
        else {
            add_parts(words, all, g_strndup(folded, (gsize)(stroke - folded)));
            add_parts(words, all, g_strdup(stroke + 1));
        }
        return all;
    }
    add_parts(words, all, g_strdup_printf("%.*s%s", (int)(open - folded), folded, close + 1));
    add_parts(words, all, g_strndup(open + 1, (gsize)(close - open - 1)));
    return all;
}

void
department_names_add(DepartmentNames *names, const char *code, const char *name)
{
    Named *named = g_new0(Named, 1);

    named->code = g_strdup(code);
    named->name = g_strdup(name);
    named->parts = read_names(names->words, name);
    if (named->parts->len > 0)
        department_words_add_region(names->words,
                                    ((const DepartmentParts *)g_ptr_array_index(named->parts, 0))->region);
    g_ptr_array_add(names->departments, named);
}

/* Whether @fields are all among @more. */
static gboolean
are_among(const char *fields, const char *more)
{
    g_autoptr(GPtrArray) wanted = text_split(fields);
    g_autoptr(GPtrArray) there = text_split(more);

    for (guint i = 0; i < wanted->len; i++) {
        if (!g_ptr_array_find_with_equal_func(there, g_ptr_array_index(wanted, i), g_str_equal, NULL))
            return FALSE;
    }
    return TRUE;
}

typedef enum {
    FIELDS_DIFFER,
    FIELDS_AMONG, /* the department has others besides */
    FIELDS_SAME,
} FieldsMatch;

static FieldsMatch
match_fields(const Named *named, const char *fields)
{
    FieldsMatch best = FIELDS_DIFFER;

    for (guint i = 0; i < named->parts->len; i++) {
        const DepartmentParts *parts = g_ptr_array_index(named->parts, i);

        if (strcmp(parts->fields, fields) == 0)
            return FIELDS_SAME;
        if (are_among(fields, parts->fields))
            best = FIELDS_AMONG;
    }
    return best;
}

static const char *
region_of(const Named *named)
{
    return ((const DepartmentParts *)g_ptr_array_index(named->parts, 0))->region;
}

/* Of the departments with these fields those whose region fits best. */
static GPtrArray *
find_best(const DepartmentNames *names, const DepartmentParts *wanted, FieldsMatch fields,
          RegionMatch *ret_region)
{
    GPtrArray *best = g_ptr_array_new();
    RegionMatch best_region = REGION_OTHER;

    for (guint i = 0; i < names->departments->len; i++) {
        Named *named = g_ptr_array_index(names->departments, i);
        RegionMatch region;

        if (match_fields(named, wanted->fields) != fields)
            continue;
        region = department_region_match(wanted->region, region_of(named));
        if (region > best_region)
            g_ptr_array_set_size(best, 0);
        if (region < best_region)
            continue;
        best_region = region;
        g_ptr_array_add(best, named);
    }
    *ret_region = best_region;
    return best;
}

/* The only one on the uppermost level, or NULL. */
static const Named *
uppermost(const GPtrArray *found)
{
    const Named *best = NULL;
    guint best_level = 0;

    for (guint i = 0; i < found->len; i++) {
        const Named *named = g_ptr_array_index(found, i);
        guint level = department_region_level(region_of(named));

        if (level > best_level)
            best = named;
        else if (level == best_level)
            best = NULL;
        best_level = MAX(best_level, level);
    }
    return best;
}

static NameVerdict
judge(const DepartmentParts *wanted, const GPtrArray *found, RegionMatch region, const char **ret_code)
{
    const gboolean is_one = found->len == 1;
    const Named *named = NULL;

    if (is_one)
        named = g_ptr_array_index(found, 0);
    else if (region == REGION_UNSAID)
        named = uppermost(found);
    if (named == NULL)
        return NAME_SEVERAL;
    *ret_code = named->code;
    if (region == REGION_OTHER)
        return NAME_OTHER_REGION;
    if (wanted->is_guessed && region != REGION_THE_SAME)
        return NAME_GUESSED;
    if (wanted->is_former)
        return NAME_FORMER;
    return is_one ? NAME_SURE : NAME_UPPER_LEVEL;
}

static NameVerdict
find_parts(const DepartmentNames *names, const DepartmentParts *wanted, const char **ret_code)
{
    static const FieldsMatch ORDER[] = {FIELDS_SAME, FIELDS_AMONG};

    for (gsize i = 0; i < G_N_ELEMENTS(ORDER); i++) {
        RegionMatch region;
        g_autoptr(GPtrArray) found = find_best(names, wanted, ORDER[i], &region);

        if (found->len > 0)
            return judge(wanted, found, region, ret_code);
    }
    return NAME_UNKNOWN;
}

/* Whether all names that a text gives, in brackets or behind a stroke, are those
 * of one department. */
static gboolean
are_all_its_own(const DepartmentNames *names, const GPtrArray *wanted, const char *code)
{
    for (guint i = 0; i < names->departments->len; i++) {
        const Named *named = g_ptr_array_index(names->departments, i);

        for (guint k = 0; k < wanted->len && strcmp(named->code, code) == 0; k++) {
            const DepartmentParts *parts = g_ptr_array_index(wanted, k);

            if (match_fields(named, parts->fields) == FIELDS_DIFFER && strcmp(parts->fields, LEADS) != 0)
                return FALSE;
        }
    }
    return TRUE;
}

NameVerdict
department_names_find(const DepartmentNames *names, const char *text, const char **ret_code)
{
    g_autoptr(GPtrArray) wanted = read_names(names->words, text);
    NameVerdict verdict = NAME_UNKNOWN;
    const char *code = NULL;

    for (guint i = 0; i < wanted->len && verdict == NAME_UNKNOWN; i++)
        verdict = find_parts(names, g_ptr_array_index(wanted, i), &code);
    if (code == NULL)
        return verdict;
    *ret_code = code;
    return verdict == NAME_SURE && !are_all_its_own(names, wanted, code) ? NAME_WITH_MORE : verdict;
}

/* Whether they have a field in common. */
static gboolean
are_near(const Named *named, const GPtrArray *wanted)
{
    for (guint i = 0; i < wanted->len; i++) {
        g_autoptr(GPtrArray) fields =
            text_split(((const DepartmentParts *)g_ptr_array_index(wanted, i))->fields);

        for (guint k = 0; k < fields->len; k++) {
            if (match_fields(named, g_ptr_array_index(fields, k)) != FIELDS_DIFFER)
                return TRUE;
        }
    }
    return FALSE;
}

char *
department_names_candidates(const DepartmentNames *names, const char *text)
{
    g_autoptr(GPtrArray) wanted = read_names(names->words, text);
    g_autoptr(GString) candidates = g_string_new(NULL);
    guint n_found = 0;

    for (guint i = 0; i < names->departments->len && n_found < MAX_CANDIDATES; i++) {
        const Named *named = g_ptr_array_index(names->departments, i);

        if (!are_near(named, wanted))
            continue;
        g_string_append_printf(candidates, "%s%s (%s)", n_found > 0 ? ", " : "", named->name, named->code);
        n_found++;
    }
    return n_found > 0 ? g_strdup(candidates->str) : NULL;
}
