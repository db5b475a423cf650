/* The page that goes with a public copy. */
#pragma once

#include "domain/disclosure.h"
#include "store/campaign-store.h"

/* Adds (BundleNotice) index.html, which says what is withheld, until when, and
 * how to check the rest. It is the same whenever it is made. @files: what is
 * recorded of the campaign (element-type BundleFile). */
gboolean public_page_add(const Campaign *campaign, const GPtrArray *files, const Disclosure *disclosure,
                         GPtrArray *notices, GError **error) G_GNUC_WARN_UNUSED_RESULT;
