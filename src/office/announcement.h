/* The page that is published with a commitment. All of it is in the log, so it
 * is the same whenever it is written. */
#pragma once

#include "office/text-template.h"
#include "store/log-store.h"

/* What the gaps of the page are filled with, for the campaign that @entry, whose
 * hash is @head, has committed. */
TemplateValues *announcement_values(ChaStore *store, guint64 entry, const char *head,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What pages about a campaign have in common. */

/* Fills a gap with a text that is escaped as in the log, so that nothing in it can
 * make it look like another; NULL leaves it blank. */
void announcement_set_text(TemplateValues *values, const char *name, const char *text);
/* The name and the description of a source that the entry of a commitment binds;
 * FALSE when the fact is none. Both are the caller's. */
gboolean announcement_read_source(const LogFact *fact, char **ret_name,
                                  char **ret_description) G_GNUC_WARN_UNUSED_RESULT;
/* One more part of the name "sources": with a part "nonce" or "description". */
void announcement_add_source(TemplateValues *values, const char *name, const char *description);
