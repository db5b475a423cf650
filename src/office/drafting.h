/* Preparing a campaign: everything that its commitment will hold, brought
 * together from the store. Both check and commit begin here. */
#pragma once

#include "domain/design.h"
#include "store/campaign-store.h"

#include <choucha/output.h>

typedef struct Draft Draft;

/* Plans, seats, inspectors and recusals for the campaign of a quarter; the
 * frames come with draft_build_frames(). CHA_ERROR_NOT_FOUND when no drawing
 * is due. Inside an open transaction. */
Draft *draft_new(ChaStore *store, Quarter quarter, guint attempt, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void draft_free(Draft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Draft, draft_free)

/* Walks the registry once; the rows of the frames go to @sink. The design is
 * settled afterwards. */
gboolean draft_build_frames(Draft *draft, ChaStore *store, FrameSink sink, gpointer sink_data,
                            ChaProgress progress, gpointer progress_data,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

Design *draft_design(Draft *draft);

/* The plans of the store (element-type Plan), members of joint plans joined, and what is known of campaigns
 * that are not void: for everyone who asks what is due. */
GPtrArray *draft_load_plans(ChaStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
DueLedger *draft_load_ledger(ChaStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
