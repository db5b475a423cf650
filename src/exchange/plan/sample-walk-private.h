/* Inside of a walk over a phrase: its words are in sample-walk.c, its numbers in
 * sample-walk-numbers.c. */
#pragma once

#include "exchange/plan/sample-walk.h"

/* The phrase cannot be read; the first reason counts. */
void sample_walk_fail(SampleWalk *walk, PhraseReason reason);
void sample_walk_judge(SampleWalk *walk, PhraseReason reason);
/* Words that are not understood stand here. */
void sample_walk_leave_words(SampleWalk *walk);

/* Each takes what is at `at`: a number, a ratio or a range, with its unit and bound. */
void sample_walk_take_number(SampleWalk *walk);
void sample_walk_take_share(SampleWalk *walk);
/* What comes after 分: 2批, 两次. */
void sample_walk_take_split(SampleWalk *walk);
/* Of 全部 and 不抽查, which stand before `at`. */
void sample_walk_take_all(SampleWalk *walk);
void sample_walk_take_none(SampleWalk *walk);
/* A number of times, in PHRASE_ONE, whose unit was taken. */
void sample_walk_add_times(SampleWalk *walk, guint64 number, gboolean is_range);
