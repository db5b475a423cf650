/* Counting coverage: the facts of a year or a campaign, and the groups that
 * each of them belongs to. */
#pragma once

#include "domain/coverage.h"
#include "store/store.h"

#include <choucha/reporting.h>

typedef struct CoverageScope CoverageScope;

CoverageScope *coverage_scope_new(ChaStore *store, gint year, const char *campaign, ChaCoverageGroup group,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void coverage_scope_free(CoverageScope *scope);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CoverageScope, coverage_scope_free)

/* Groups in byte order; one with an empty name when nothing is divided. */
guint coverage_scope_n_groups(const CoverageScope *scope);
const Coverage *coverage_scope_group(const CoverageScope *scope, guint index, const char **ret_group);

/* The joint plans that were made of single plans, and of how many. */
void coverage_scope_count_joined(const CoverageScope *scope, guint *ret_joint, guint *ret_single);
