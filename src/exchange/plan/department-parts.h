/* What the name of a department says: where it is (黄石市), and what it is for
 * (市场监管), whatever its office is called (局, 部门, 支队). The words are those
 * of data/department-words.csv. */
#pragma once

#include <glib.h>

typedef struct DepartmentWords DepartmentWords;

DepartmentWords *department_words_new(void);
void department_words_free(DepartmentWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DepartmentWords, department_words_free)

/* A region that names may begin with without saying 市 or 县: the stems of
 * @region, 新乡 for 河南省新乡市, are known from now on. */
void department_words_add_region(DepartmentWords *words, const char *region);

/* Whether a cell says "the departments concerned" (市场监管领域相关部门), or that
 * there are none (无, /). @text is folded (base/text.h). */
gboolean department_words_mean_anyone(const DepartmentWords *words, const char *folded);
gboolean department_words_mean_nobody(const DepartmentWords *words, const char *folded);

typedef struct {
    char *region; /* as written; "" when the name says none */
    /* In byte order, joined with ';': what it is for, 体育;文旅. A name whose
     * words are not known has one field of its own, begun with '='. */
    char *fields;
    gboolean is_guessed; /* what was taken for a region has no word that says so */
    gboolean is_former;  /* a word of it was in use before departments were rearranged: 工商 */
} DepartmentParts;

/* The parts of a folded name; NULL when nothing is left of it. */
DepartmentParts *department_parts_new(const DepartmentWords *words, const char *folded);
void department_parts_free(DepartmentParts *parts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DepartmentParts, department_parts_free)
