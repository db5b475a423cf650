/* The page that is published when all nonces are revealed and no other source is
 * read yet. All of it is in the log, so it is the same whenever it is written. */
#pragma once

#include "office/text-template.h"
#include "store/log-store.h"

/* What the gaps of the page are filled with, and the entry of the last nonce.
 * *ret_values is NULL when the campaign has no nonces, or not all of them were
 * revealed before the draw. */
gboolean reveals_page_values(ChaStore *store, const char *campaign, guint64 *ret_entry,
                             TemplateValues **ret_values, GError **error) G_GNUC_WARN_UNUSED_RESULT;
