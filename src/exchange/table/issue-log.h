/* Issues of one import: found in any order, handed out in the order of files,
 * rows and columns. */
#pragma once

#include "base/issue.h"

/* Where something was found. The texts are copied. */
typedef struct {
    guint file; /* the first is 0 */
    const char *path;
    const char *sheet; /* (nullable): of a workbook */
    guint64 row;       /* 0: the whole file */
    guint position;    /* of the column in the file, from 0 */
    const char *title; /* (nullable): of the column; NULL: the whole row */
    const char *value; /* (nullable): of the cell */
} Place;

typedef struct IssueLog IssueLog;

IssueLog *issue_log_new(void);
void issue_log_free(IssueLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IssueLog, issue_log_free)

/* @rule and @remedy (nullable) become the log's. */
void issue_log_add(IssueLog *log, ChaSeverity severity, const Place *place, char *rule, char *remedy);
/* A note that many rows may deserve: one a file, column and @rule, of the first
 * row, with their number. The texts are copied. */
void issue_log_note(IssueLog *log, const Place *place, const char *rule, const char *remedy);

/* Number of errors so far. */
guint64 issue_log_errors(const IssueLog *log);
/* (element-type ChaIssue): all of them in order; the log is empty afterwards. */
GPtrArray *issue_log_steal(IssueLog *log);
