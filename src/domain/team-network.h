/* Inspectors exchanging seats, so that as many seats as possible are filled and
 * loads are as even as they can be (draw protocol, section 11): a flow from
 * seats through a place for each inspector in each visit to inspectors, raised
 * and levelled along shortest augmenting paths. */
#pragma once

#include <glib.h>

typedef struct TeamNetwork TeamNetwork;

/* @order: (element-type guint) the inspectors' numbers, 0 and up, in the order
 * in which they are searched. @max_load: seats that one may have. */
TeamNetwork *team_network_new(const GArray *order, guint64 max_load);
void team_network_free(TeamNetwork *network);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TeamNetwork, team_network_free)

/* Begins a department's part of a visit; @recused: (element-type guint)
 * (nullable) inspectors recused from the target, rising, borrowed. */
void team_network_begin_part(TeamNetwork *network, const GArray *recused);
/* Adds a seat to the part; seats have numbers from 0. @able: (element-type
 * guint) who is able to take it, of which a reference is kept, equal pointers
 * for equal lists if possible; @inspector: who has it, -1 for nobody. */
void team_network_add_seat(TeamNetwork *network, GArray *able, gint64 inspector);

/* Fills every seat that can be filled besides those that are. */
void team_network_fill(TeamNetwork *network);
/* Lets inspectors hand over seats to those with at least two fewer. */
void team_network_level(TeamNetwork *network);

/* Who has a seat now, -1 for nobody. */
gint64 team_network_inspector(const TeamNetwork *network, guint seat);
