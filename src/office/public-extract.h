/* What stands beside a public copy: of the plans that may be told of, the rows
 * that lie in files which may not be shown as a whole; and a page about it all. */
#pragma once

#include "domain/bundle-source.h"
#include "domain/disclosure.h"

/* Reads plans, their strata and their departments from a recorded commitment;
 * the plans must have been added. */
gboolean public_extract_survey(BundleSource *source, Disclosure *disclosure,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Adds (BundleNotice) an extract public/PLAN/TABLE.csv for each table that is
 * not public from the beginning, and each plan whose rows of it may be seen on
 * @on. What one day gives, each later day gives as well, byte for byte. */
gboolean public_extract_add(BundleSource *source, const Disclosure *disclosure, gboolean is_drawn, ChaDay on,
                            GPtrArray *notices, GError **error) G_GNUC_WARN_UNUSED_RESULT;
