/* The page that is published with a commitment. All of it is in the log, so it
 * is the same whenever it is written. */
#pragma once

#include "office/text-template.h"
#include "store/log-store.h"

/* What the gaps of the page are filled with, for the campaign that @entry, whose
 * hash is @head, has committed. */
TemplateValues *announcement_values(ChaStore *store, guint64 entry, const char *head,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
