/* The largest number of seats that distinct inspectors can take (a maximum
 * matching by augmenting paths, Kuhn 1955), kept up while seats are given away
 * one by one. */
#pragma once

#include <glib.h>

typedef struct SeatMatching SeatMatching;

/* @n_inspectors: they are numbers below this one. */
SeatMatching *seat_matching_new(guint n_inspectors);
void seat_matching_free(SeatMatching *matching);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SeatMatching, seat_matching_free)

/* Begins anew; @eligible (element-type GArray of guint) says for each seat who
 * is eligible, and must live while the matching is used. Returns how many of
 * the seats can be filled. */
guint seat_matching_start(SeatMatching *matching, GPtrArray *eligible);
/* Takes the first seat out of the matching that is still in it. Returns whether
 * the later ones alone can be filled in the same number as with it. */
gboolean seat_matching_drop_seat(SeatMatching *matching);
/* Takes an inspector out. Returns FALSE, and changes nothing, when fewer seats
 * could be filled then and @may_lose is FALSE. */
gboolean seat_matching_drop_inspector(SeatMatching *matching, guint inspector, gboolean may_lose);
/* Whether an inspector was taken out. */
gboolean seat_matching_is_dropped(const SeatMatching *matching, guint inspector);
