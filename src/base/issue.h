/* Making issues; their meaning is in <choucha/issue.h>. */
#pragma once

#include <choucha/issue.h>

/* A new issue of the whole of @path; the caller fills in what it knows of the
 * place. @rule and @remedy become the issue's. */
ChaIssue *issue_new(ChaSeverity severity, const char *path, char *rule, char *remedy);

/* Issues are kept in the order in which they were found. */
GPtrArray *issues_new(void);
gboolean issues_have_errors(GPtrArray *issues);
