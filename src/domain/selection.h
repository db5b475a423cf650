/* The targets with the lowest tickets of each stratum (draw protocol,
 * section 4). Memory grows with what is kept, not with what is offered. */
#pragma once

#include "domain/draw.h"
#include "domain/seed.h"

typedef struct Selection Selection;

/* @commitment: with the sizes computed. */
Selection *selection_new(const Commitment *commitment);
void selection_free(Selection *selection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Selection, selection_free)

/* Whether a stratum keeps anything at all, so that a ticket is needed. */
gboolean selection_wants(const Selection *selection, guint stratum);
/* Offers a target with its ticket, in any order. */
void selection_offer(Selection *selection, guint stratum, const Digest *ticket, const char *target,
                     const char *district);
/* Adds what a plan drew to @targets, by stratum and rank. The texts are copied
 * to @texts. Empties the plan's strata. */
void selection_take(Selection *selection, const CommittedPlan *plan, GStringChunk *texts, GPtrArray *targets);

/* The text of draw/selection.csv. */
GBytes *selection_text(GPtrArray *targets);
