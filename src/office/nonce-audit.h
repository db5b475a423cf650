/* Nonces held against the log (data/doc/log.md). */
#pragma once

#include "office/log-replay.h"

/* L8: the nonces of a campaign are those of its entries. L14: each entry keeps a
 * promise of the commitment, and the draw says whether all came before it. */
gboolean nonce_audit(const Audit *audit, const ReplayedCampaign *campaign, ReplayMark mark,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
