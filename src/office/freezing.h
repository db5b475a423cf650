/* Writing a commitment into the store: the frames as they are built, the
 * tables, the sums, and the row that seals them. */
#pragma once

#include "office/drafting.h"

#include <choucha/committing.h>

/* Freezes a draft inside the open transaction. Afterwards its design is
 * settled, @report has its counts and findings and, unless seats that nobody
 * can take refuse it (CHA_ERROR_UNSATISFIABLE), the commitment. */
gboolean freeze_draft(ChaStore *store, Draft *draft, guint attempt, const ChaCommitOptions *options,
                      ChaProgress progress, gpointer data, ChaCommitReport *report,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The sources that @options mean; the default without any. */
const ChaSource *freeze_sources(const ChaCommitOptions *options, gsize *ret_n_sources);
