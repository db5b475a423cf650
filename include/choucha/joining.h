/* Joint plans made from plans of several departments. */
#pragma once

#include <choucha/output.h>
#include <choucha/store.h>

G_BEGIN_DECLS

/**
 * cha_joint_propose:
 * @store: the store
 * @campaign: a campaign that is not committed
 * @progress: (nullable): told now and then
 * @progress_data: for @progress
 * @format: how to write it
 * @write: takes the table
 * @data: for @write
 * @ret_proposals: (out): number of rows
 * @error: return location for an error
 *
 * Proposes joint plans among the drawings due: sets of plans of several departments
 * that the joint item list brings together, or that are for the same objects, and
 * that would draw targets in common. What saves most comes first, and no plan is in
 * two proposals. Sets of which all plans were declined together are not proposed
 * again.
 *
 * Columns: joint (its name), area (of the joint item list; blank: same objects), lead
 * (department), plans, departments, start and end (days the most of them have in
 * common), checks, visits_now, visits_joint, fewest, most, visits_met, remedy. The
 * numbers come from 20 draws with fixed seeds: checks are the visits if each plan
 * went alone, visits_now those with the plans as they are, visits_joint those of the
 * joint plan, all three averages with one digit behind the point; fewest and most are
 * the smallest and largest visits_joint of one draw; visits_met is the average if all
 * periods met, and remedy says what that would need.
 *
 * Errors: %CHA_ERROR_NOT_FOUND when nothing is due, %CHA_ERROR_CONFLICT when the
 * campaign is committed already, %CHA_ERROR_STORE.
 */
gboolean cha_joint_propose(ChaStore *store, const char *campaign, ChaProgress progress,
                           gpointer progress_data, ChaTableFormat format, ChaWriter write, gpointer data,
                           guint *ret_proposals, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_joint_accept:
 * @store: the store
 * @plans: two plans or more, NULL-terminated
 * @title: (nullable): what the joint plan is called; NULL: the titles of its plans
 * @lead: (nullable): the department that leads; NULL: the initiator of the first plan
 * @ret_joint: (out): its name
 * @error: return location for an error
 *
 * Makes plans members of a joint plan, with the name of whoever works with the store
 * and the time. Each keeps its own frame, sample and period; from now on they share
 * tickets and visits, and count as joint. What is committed stays as it is.
 *
 * Errors: %CHA_ERROR_NOT_FOUND for an unknown plan; %CHA_ERROR_INVALID when all plans
 * are of one department, a plan's period meets that of no other, @lead takes no part,
 * or their lists are told differently; %CHA_ERROR_CONFLICT when a plan is a member of
 * another joint plan.
 */
gboolean cha_joint_accept(ChaStore *store, const char *const *plans, const char *title, const char *lead,
                          char **ret_joint, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_joint_decline:
 * @store: the store
 * @plans: two plans or more, NULL-terminated
 * @reason: why
 * @ret_joint: (out): the name that the joint plan would have had
 * @error: return location for an error
 *
 * Records that these plans will not be joint; they are not proposed together again.
 *
 * Errors: as cha_joint_accept().
 */
gboolean cha_joint_decline(ChaStore *store, const char *const *plans, const char *reason, char **ret_joint,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_joint_dissolve:
 * @store: the store
 * @joint: the name of a joint plan
 * @reason: why
 * @error: return location for an error
 *
 * Ends a joint plan: its members are single plans again. What was committed while
 * they were members stays joint.
 *
 * Errors: %CHA_ERROR_NOT_FOUND when there is no such joint plan, or none any more.
 */
gboolean cha_joint_dissolve(ChaStore *store, const char *joint, const char *reason,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_joint_list:
 * @store: the store
 * @format: how to write it
 * @write: takes the table
 * @data: for @write
 * @error: return location for an error
 *
 * Writes all decisions in the order in which they were made: joint, decision, title,
 * lead, plans, reason, at, by.
 */
gboolean cha_joint_list(ChaStore *store, ChaTableFormat format, ChaWriter write, gpointer data,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
