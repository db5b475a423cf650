/* Departments by what published tables call them: 市场监管局, 市市场监管局,
 * 市场监督管理部门 and 黄石市市场监督管理局 are the same department of the list. */
#pragma once

#include "exchange/plan/department-parts.h"

typedef struct DepartmentNames DepartmentNames;

DepartmentNames *department_names_new(void);
void department_names_free(DepartmentNames *names);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DepartmentNames, department_names_free)

void department_names_add(DepartmentNames *names, const char *code, const char *name);
/* The words that the names are read with. */
const DepartmentWords *department_names_words(const DepartmentNames *names);

typedef enum {
    NAME_UNKNOWN,
    NAME_SEVERAL,      /* fits several departments equally well */
    NAME_SURE,         /* fits this one and no other */
    NAME_OTHER_REGION, /* fits this one but for the place it names */
    NAME_GUESSED,      /* fits this one if what stands before it is a place */
    NAME_UPPER_LEVEL,  /* fits several, of which this is the uppermost */
    NAME_FORMER,       /* fits this one, as it was called once */
    NAME_WITH_MORE,    /* fits this one, and says something else in brackets */
} NameVerdict;

/* The department that @text means, by its name only; its code goes to
 * @ret_code unless unknown or several, and stays as long as @names. */
NameVerdict department_names_find(const DepartmentNames *names, const char *text, const char **ret_code);
/* "NAME (CODE), NAME (CODE)": departments that @text may mean, at most three;
 * NULL when none is near. */
char *department_names_candidates(const DepartmentNames *names, const char *text);
